"""Schema 3: what a group does about resting copies that stay unfilled (rules 6.4 and 6.5), and which modes there are.

Groups from before get the defaults of the new settings. Followers keep the mode they were saved with: "On submit" puts
orders to rest at a broker, and an update of the program does not begin that by itself.

SQLite cannot add a check to a column that is there, so ``memberships`` is made anew. Dropping it takes the mapped
roots along, which are kept aside meanwhile; the groups' references to it are deferred and hold again at the commit.
"""

STATEMENTS = (
    """
    ALTER TABLE copy_groups ADD COLUMN late_entry TEXT NOT NULL DEFAULT 'leave'
        CHECK (late_entry IN ('leave', 'cancel', 'market'))
    """,
    "ALTER TABLE copy_groups ADD COLUMN entry_tolerance_ms INTEGER NOT NULL DEFAULT 3000"
    " CHECK (entry_tolerance_ms >= 0)",
    "ALTER TABLE copy_groups ADD COLUMN exit_tolerance_ms INTEGER NOT NULL DEFAULT 2000 CHECK (exit_tolerance_ms >= 0)",
    "ALTER TABLE copy_groups ADD COLUMN late_entry_ticks INTEGER NOT NULL DEFAULT 8 CHECK (late_entry_ticks >= 0)",
    "CREATE TABLE kept_memberships AS SELECT * FROM memberships",
    "CREATE TABLE kept_roots AS SELECT * FROM mapped_roots",
    "DROP TABLE memberships",
    """
    CREATE TABLE memberships (
        account TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
        group_id TEXT NOT NULL REFERENCES copy_groups (id) DEFERRABLE INITIALLY DEFERRED,
        role TEXT NOT NULL CHECK (role IN ('leader', 'follower')),
        place INTEGER NOT NULL,
        multiplier TEXT CHECK (CAST(multiplier AS REAL) > 0),
        mode TEXT CHECK (mode IN ('on_submit', 'on_fill', 'off')),
        adds TEXT,
        mapping TEXT,
        scaling TEXT,
        max_contracts INTEGER CHECK (max_contracts >= 1),
        is_on INTEGER CHECK (is_on IN (0, 1)),
        UNIQUE (group_id, account, role),
        CHECK (
            CASE role
                WHEN 'leader' THEN coalesce(multiplier, mode, adds, mapping, scaling, max_contracts, is_on) IS NULL
                ELSE multiplier IS NOT NULL AND mode IS NOT NULL AND adds IS NOT NULL
                    AND mapping IS NOT NULL AND scaling IS NOT NULL AND is_on IS NOT NULL
            END
        )
    ) STRICT
    """,
    "CREATE UNIQUE INDEX one_leader ON memberships (group_id) WHERE role = 'leader'",
    """
    INSERT INTO memberships
        (account, group_id, role, place, multiplier, mode, adds, mapping, scaling, max_contracts, is_on)
    SELECT account, group_id, role, place, multiplier, mode, adds, mapping, scaling, max_contracts, is_on
    FROM kept_memberships
    """,
    "INSERT OR REPLACE INTO mapped_roots (account, place, leader_root, follower_root)"
    " SELECT account, place, leader_root, follower_root FROM kept_roots",
    "DROP TABLE kept_memberships",
    "DROP TABLE kept_roots",
)
