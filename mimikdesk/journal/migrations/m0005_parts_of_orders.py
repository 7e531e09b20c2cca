"""Schema 5: what an own order was sent to close and to open, which the next run recalls (rules 7.3 and 10.4)."""

STATEMENTS = (
    "ALTER TABLE orders ADD COLUMN closes INTEGER",
    "ALTER TABLE orders ADD COLUMN opens INTEGER",
)
