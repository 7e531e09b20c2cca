"""Schema 9: risk rules, marks, locks, breaches that are under way, and P&L by trading day (section 11).

Accounts are named and not referred to: a lock that went with its account could be got rid of by taking the connection
away and adding it again. The last line of defence of rule 11.6 is here: a self-lock is never made shorter, ended before
its time or deleted before it, whoever asks. Times are UTC nanoseconds; bodies are JSON as everywhere in the journal.
"""

STATEMENTS = (
    "CREATE TABLE risk_rules (account TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL) STRICT",
    "CREATE TABLE risk_marks (account TEXT NOT NULL PRIMARY KEY, at_ns INTEGER NOT NULL, body TEXT NOT NULL) STRICT",
    "CREATE TABLE risk_breaches (account TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL) STRICT",
    """
    CREATE TABLE risk_days (
        account TEXT NOT NULL, day TEXT NOT NULL, pnl TEXT NOT NULL, PRIMARY KEY (account, day)
    ) STRICT
    """,
    """
    CREATE TABLE risk_locks (
        account TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('daily', 'weekly', 'drawdown', 'hand', 'self')),
        since_ns INTEGER NOT NULL,
        until_ns INTEGER,
        body TEXT NOT NULL,
        ended_ns INTEGER,
        how TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (account, kind, since_ns),
        CHECK (kind <> 'self' OR until_ns IS NOT NULL),
        CHECK (kind <> 'self' OR ended_ns IS NULL OR ended_ns >= until_ns)
    ) STRICT
    """,
    """
    CREATE TRIGGER self_lock_stays BEFORE UPDATE ON risk_locks
    WHEN OLD.kind = 'self' AND (NEW.kind <> 'self' OR NEW.account <> OLD.account OR NEW.until_ns < OLD.until_ns)
    BEGIN
        SELECT RAISE(ABORT, 'a self-lock cannot be shortened');
    END
    """,
    """
    CREATE TRIGGER self_lock_is_not_deleted BEFORE DELETE ON risk_locks
    WHEN OLD.kind = 'self' AND OLD.ended_ns IS NULL
    BEGIN
        SELECT RAISE(ABORT, 'a self-lock cannot be deleted');
    END
    """,
)
