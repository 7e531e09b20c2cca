"""Schema 7: what becomes of a flatten's exit that meets a closed market (section 12)."""

STATEMENTS = (
    """
    ALTER TABLE copy_groups ADD COLUMN closed_market TEXT NOT NULL DEFAULT 'keep'
        CHECK (closed_market IN ('keep', 'leave'))
    """,
)
