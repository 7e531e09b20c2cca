"""Schema 6: how a group is guarded, and why the guard switched a follower off (rules 9.4, 9.7 and 9.9).

Groups from before get the guard as new groups do: on, by the usual table, switching nobody off. ``guard_rules`` holds
only what differs from the table of the group's profile. The guard never enters, whoever wrote the row.
"""

STATEMENTS = (
    """
    ALTER TABLE copy_groups ADD COLUMN guard_profile TEXT NOT NULL DEFAULT 'guard'
        CHECK (guard_profile IN ('trim', 'exit_on_fill', 'guard', 'poll', 'alert_only'))
    """,
    "ALTER TABLE copy_groups ADD COLUMN guard_on INTEGER NOT NULL DEFAULT 1 CHECK (guard_on IN (0, 1))",
    "ALTER TABLE copy_groups ADD COLUMN disable_on_breach INTEGER NOT NULL DEFAULT 0"
    " CHECK (disable_on_breach IN (0, 1))",
    "ALTER TABLE copy_groups ADD COLUMN guard_poll_s INTEGER NOT NULL DEFAULT 15"
    " CHECK (guard_poll_s BETWEEN 1 AND 3600)",
    "ALTER TABLE memberships ADD COLUMN breach TEXT NOT NULL DEFAULT '' CHECK (breach = '' OR role = 'follower')",
    """
    CREATE TABLE guard_rules (
        group_id TEXT NOT NULL REFERENCES copy_groups (id) ON DELETE CASCADE,
        kind TEXT NOT NULL
            CHECK (kind IN ('missed_entry', 'under_size', 'over_size', 'orphan', 'opposite_side', 'rogue_trade')),
        place INTEGER NOT NULL,
        action TEXT NOT NULL CHECK (action IN ('alert', 'trim', 'exit', 'exit_and_pause')),
        tolerance_ms INTEGER NOT NULL CHECK (tolerance_ms BETWEEN 0 AND 60000),
        contracts INTEGER NOT NULL CHECK (contracts >= 0),
        PRIMARY KEY (group_id, kind),
        CHECK (kind NOT IN ('missed_entry', 'under_size') OR action = 'alert')
    ) STRICT
    """,
)
