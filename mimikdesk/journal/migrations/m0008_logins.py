"""Schema 8: how a connection logs in, and the broker's own ids of logins and accounts (rule 3.7). No secrets.

The same login twice is refused by the index ``one_login``, by whatever name it goes. The same account through two
connections is refused by two triggers, since broker and environment stand with the connection. Ids that are not known
are '' and stand in nobody's way.
"""

_TAKEN = """
    WHEN NEW.venue_id <> '' AND EXISTS (
        SELECT 1
        FROM accounts AS other
        JOIN connections AS its ON its.id = other.connection
        JOIN connections AS mine ON mine.id = NEW.connection
        WHERE other.id <> NEW.id AND other.venue_id = NEW.venue_id
            AND its.broker = mine.broker AND its.environment = mine.environment
    )
    BEGIN
        SELECT RAISE(ABORT, 'the account is connected already');
    END
"""

STATEMENTS = (
    """
    ALTER TABLE connections ADD COLUMN login TEXT NOT NULL DEFAULT 'none'
        CHECK (login IN ('none', 'oauth', 'api_key'))
    """,
    "ALTER TABLE connections ADD COLUMN user_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE connections ADD COLUMN user_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE connections ADD COLUMN device TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE connections ADD COLUMN is_on INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1))",
    "CREATE UNIQUE INDEX one_login ON connections (broker, environment, user_id) WHERE user_id <> ''",
    "ALTER TABLE accounts ADD COLUMN venue_id TEXT NOT NULL DEFAULT ''",
    """
    ALTER TABLE accounts ADD COLUMN access TEXT NOT NULL DEFAULT 'full'
        CHECK (access IN ('full', 'read_only', 'closed'))
    """,
    "CREATE INDEX accounts_of_venue ON accounts (venue_id) WHERE venue_id <> ''",
    f"CREATE TRIGGER one_way_to_an_account BEFORE INSERT ON accounts {_TAKEN}",
    f"CREATE TRIGGER one_way_to_a_changed_account BEFORE UPDATE ON accounts {_TAKEN}",
)
