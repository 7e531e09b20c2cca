"""The numbered steps that bring a database to the present schema.

Each module ``mNNNN_*.py`` holds literal SQL that is never changed once released; each runs in one transaction and
leaves its number in ``PRAGMA user_version``. A database of a higher number belongs to a newer MimikDesk.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from mimikdesk.journal.migrations import (
    m0001_start,
    m0002_dry_run,
    m0003_resting_copies,
    m0004_stories,
    m0005_parts_of_orders,
    m0006_guard,
    m0007_closed_market,
    m0008_logins,
    m0009_risk,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """``number`` counts from 1 without gaps; ``statements`` are run in order."""

    number: int
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, m0001_start.STATEMENTS),
    Migration(2, m0002_dry_run.STATEMENTS),
    Migration(3, m0003_resting_copies.STATEMENTS),
    Migration(4, m0004_stories.STATEMENTS),
    Migration(5, m0005_parts_of_orders.STATEMENTS),
    Migration(6, m0006_guard.STATEMENTS),
    Migration(7, m0007_closed_market.STATEMENTS),
    Migration(8, m0008_logins.STATEMENTS),
    Migration(9, m0009_risk.STATEMENTS),
)

APPLICATION_ID = 0x4D694473
"""Marks the file as a MimikDesk journal (``PRAGMA application_id``), "MiDs"."""


def run(connection: Connection, migration: Migration) -> None:
    """Run one step in one transaction; on any error the database stays as it was."""
    with connection.begin():
        for statement in migration.statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {migration.number}")
