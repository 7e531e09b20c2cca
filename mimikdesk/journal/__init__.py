"""The journal: everything durable, in SQLite. SQLAlchemy lives here and nowhere else."""
