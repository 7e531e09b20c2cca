"""Schema 2: whether a group only shows what it would do (rule 13.6). Groups from before copy for real, as they did."""

STATEMENTS = ("ALTER TABLE copy_groups ADD COLUMN dry_run INTEGER NOT NULL DEFAULT 0 CHECK (dry_run IN (0, 1))",)
