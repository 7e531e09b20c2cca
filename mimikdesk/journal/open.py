"""Opening the journal: new, older, newer, damaged, locked or not writable; whatever it finds, nothing is lost."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from mimikdesk import __version__
from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.database import in_plain_words, writing_engine
from mimikdesk.journal.files import NAME, back_up, looks_sound, prepare_folder, set_aside, version_of
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.migrations import MIGRATIONS, Migration, run
from mimikdesk.journal.writer import Writer


@dataclass(frozen=True, slots=True)
class OpenResult:
    """The open journal, and sentences the trader should see because the opening was not routine."""

    journal: Journal
    notices: tuple[str, ...]


def open_journal(folder: Path, at: Stamp, migrations: tuple[Migration, ...] = MIGRATIONS) -> OpenResult:
    """Open the journal of a data folder, making or upgrading it where needed, and begin a session at ``at``.

    A damaged database is set aside under a new name and a new one is made. JournalError, with the files left as they
    were: the folder cannot be written, the database is newer than this program, in use, or another program's.
    """
    prepare_folder(folder)
    path = folder / NAME
    notices: list[str] = []
    version = version_of(path)
    newest = migrations[-1].number
    if version is not None and version > newest:
        raise JournalError(
            f"The database {path} was written by a newer MimikDesk (schema {version}; this program knows {newest}). "
            "Nothing was changed. Install the newer version, or choose another data folder with --data."
        )
    if version is None or not looks_sound(path):
        kept = set_aside(path, at)
        notices.append(
            f"The database was damaged and could not be read. It is kept as {kept}, and a new, empty one was made: "
            "connections, accounts and groups have to be set up again."
        )
        version = 0
    engine = writing_engine(path)
    try:
        if version < newest:
            notices += _upgrade(engine, path, version, migrations)
        session = _begin_session(engine, at)
    except (DBAPIError, sqlite3.Error) as error:
        engine.dispose()
        raise JournalError(in_plain_words(error, path)) from error
    writer = Writer(engine, path, session, at)
    return OpenResult(Journal(path, writer, session), tuple(notices))


def _upgrade(engine: Engine, path: Path, version: int, migrations: tuple[Migration, ...]) -> list[str]:
    newest = migrations[-1].number
    backup = back_up(path, newest) if version else None
    try:
        with engine.connect() as connection:
            for migration in migrations:
                if migration.number > version:
                    run(connection, migration)
    except (DBAPIError, sqlite3.Error):
        if backup is not None:
            backup.unlink()
        raise
    if backup is None:
        return []
    return [f"The database was upgraded from schema {version} to {newest}. A copy from before is kept as {backup}."]


def _begin_session(engine: Engine, at: Stamp) -> int:
    with engine.begin() as connection:
        row = connection.exec_driver_sql(
            "INSERT INTO sessions (program, started_ns, started_mono_ns) VALUES (?, ?, ?) RETURNING id",
            (__version__, at.utc_ns, at.mono_ns),
        )
        return int(row.scalar_one())
