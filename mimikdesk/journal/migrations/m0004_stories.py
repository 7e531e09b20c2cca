"""Schema 4: what became of each order of ours, findable by the leader's doing behind it (rule 13.3)."""

STATEMENTS = (
    """
    CREATE TABLE progress (
        session INTEGER NOT NULL REFERENCES sessions (id),
        number INTEGER NOT NULL,
        trigger_id TEXT NOT NULL,
        account TEXT NOT NULL,
        symbol TEXT NOT NULL,
        client_order_id TEXT NOT NULL,
        outcome TEXT NOT NULL,
        filled INTEGER NOT NULL,
        slippage_ticks TEXT NOT NULL,
        at_ns INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX progress_of_trigger ON progress (trigger_id)",
)
