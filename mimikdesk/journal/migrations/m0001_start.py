"""Schema 1: connections, accounts, groups, and the record of sessions.

Exactly one leader and at least one follower (rule 4.1): a group names its leader and its first follower, and two
deferred foreign keys demand at commit that both are its members in that role; the index ``one_leader`` allows no
second leader. One group per account (4.2, 4.3): the account is the primary key of ``memberships``.

Prices, money and multipliers are exact decimal text. Times end in ``_ns``: UTC nanoseconds, or ``mono``.
"""

STATEMENTS = (
    """
    CREATE TABLE connections (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        name TEXT NOT NULL CHECK (name <> ''),
        broker TEXT NOT NULL,
        environment TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE accounts (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        connection TEXT NOT NULL REFERENCES connections (id),
        name TEXT NOT NULL CHECK (name <> ''),
        UNIQUE (connection, name)
    ) STRICT
    """,
    """
    CREATE TABLE copy_groups (
        id TEXT PRIMARY KEY NOT NULL CHECK (id <> ''),
        place INTEGER NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
        partial_fills TEXT NOT NULL,
        leader TEXT NOT NULL,
        leader_role TEXT NOT NULL DEFAULT 'leader' CHECK (leader_role = 'leader'),
        first_follower TEXT NOT NULL,
        follower_role TEXT NOT NULL DEFAULT 'follower' CHECK (follower_role = 'follower'),
        FOREIGN KEY (id, leader, leader_role)
            REFERENCES memberships (group_id, account, role) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (id, first_follower, follower_role)
            REFERENCES memberships (group_id, account, role) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE memberships (
        account TEXT PRIMARY KEY NOT NULL REFERENCES accounts (id),
        group_id TEXT NOT NULL REFERENCES copy_groups (id) DEFERRABLE INITIALLY DEFERRED,
        role TEXT NOT NULL CHECK (role IN ('leader', 'follower')),
        place INTEGER NOT NULL,
        multiplier TEXT CHECK (CAST(multiplier AS REAL) > 0),
        mode TEXT,
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
    CREATE TABLE mapped_roots (
        account TEXT NOT NULL REFERENCES memberships (account) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        leader_root TEXT NOT NULL,
        follower_root TEXT NOT NULL,
        PRIMARY KEY (account, place)
    ) STRICT
    """,
    """
    CREATE TABLE whitelist_entries (
        group_id TEXT NOT NULL REFERENCES copy_groups (id) ON DELETE CASCADE,
        entry TEXT NOT NULL,
        PRIMARY KEY (group_id, entry)
    ) STRICT
    """,
    """
    CREATE TABLE sessions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        program TEXT NOT NULL,
        started_ns INTEGER NOT NULL,
        started_mono_ns INTEGER NOT NULL,
        ended_ns INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE events (
        session INTEGER NOT NULL REFERENCES sessions (id),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        account TEXT,
        at_ns INTEGER NOT NULL,
        at_mono_ns INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE decisions (
        session INTEGER NOT NULL REFERENCES sessions (id),
        number INTEGER NOT NULL,
        trigger_id TEXT NOT NULL,
        group_id TEXT,
        follower TEXT NOT NULL,
        symbol TEXT NOT NULL,
        verdict TEXT NOT NULL,
        reason TEXT,
        detail TEXT NOT NULL,
        sent INTEGER NOT NULL,
        at_ns INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX decisions_of_trigger ON decisions (trigger_id, follower)",
    """
    CREATE TABLE commands (
        session INTEGER NOT NULL REFERENCES sessions (id),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        trigger_id TEXT,
        purpose TEXT,
        account TEXT,
        client_order_id TEXT,
        at_ns INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX commands_of_trigger ON commands (trigger_id)",
    """
    CREATE TABLE notices (
        session INTEGER NOT NULL REFERENCES sessions (id),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        level TEXT NOT NULL,
        account TEXT,
        symbol TEXT,
        text TEXT NOT NULL,
        at_ns INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE orders (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL REFERENCES sessions (id),
        account TEXT NOT NULL,
        client_order_id TEXT,
        venue_order_id TEXT,
        symbol TEXT NOT NULL,
        side TEXT NOT NULL,
        kind TEXT NOT NULL,
        qty INTEGER NOT NULL,
        limit_price TEXT,
        stop_price TEXT,
        trail TEXT,
        trigger_id TEXT,
        purpose TEXT,
        status TEXT NOT NULL,
        filled INTEGER NOT NULL,
        text TEXT NOT NULL,
        sent_ns INTEGER,
        acknowledged_ns INTEGER,
        ended_ns INTEGER,
        UNIQUE (account, client_order_id),
        UNIQUE (account, venue_order_id)
    ) STRICT
    """,
    "CREATE INDEX orders_of_trigger ON orders (trigger_id)",
    "CREATE INDEX unfinished_orders ON orders (id) WHERE ended_ns IS NULL",
    """
    CREATE TABLE fills (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL REFERENCES sessions (id),
        account TEXT NOT NULL,
        fill_id TEXT NOT NULL,
        venue_order_id TEXT NOT NULL,
        client_order_id TEXT,
        symbol TEXT NOT NULL,
        side TEXT NOT NULL,
        qty INTEGER NOT NULL,
        price TEXT NOT NULL,
        seen_ns INTEGER NOT NULL,
        seen_mono_ns INTEGER NOT NULL,
        venue_ns INTEGER,
        UNIQUE (account, fill_id)
    ) STRICT
    """,
)
