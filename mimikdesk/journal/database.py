"""Connections to the database file: how SQLite is set up, and what its errors mean in plain words.

There are two kinds: the writer's (one, on the writer thread) and readers' (any number, read only). SQLite in WAL
mode lets readers read while the writer writes. A commit survives a killed process; a power cut may take the last
moments, never the file.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from mimikdesk.domain.errors import JournalError

LOCK_WAIT_MS = 2_000
"""How long a statement waits for another process to let go of the database."""


def writing_engine(path: Path) -> Engine:
    """An engine whose transactions take the write lock when they begin. Creates the file when there is none."""
    engine = create_engine(_url(path), poolclass=NullPool)
    _set_up(engine, "BEGIN IMMEDIATE", ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"))
    return engine


def reading_engine(path: Path) -> Engine:
    """An engine that cannot write, usable from any thread."""
    engine = create_engine(
        _url(path), poolclass=QueuePool, pool_size=2, max_overflow=4, connect_args={"check_same_thread": False}
    )
    _set_up(engine, "BEGIN", ("PRAGMA query_only = ON",))
    return engine


class Reader:
    """Reading from any thread. Raises JournalError, in plain words, where SQLite fails."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = reading_engine(path)

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """A connection that sees one state of the database, to be closed by leaving the block."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except (DBAPIError, sqlite3.Error) as error:
            raise JournalError(in_plain_words(error, self._path)) from error

    def close(self) -> None:
        self._engine.dispose()


def _url(path: Path) -> URL:
    return URL.create("sqlite+pysqlite", database=str(path))


def _set_up(engine: Engine, begin: str, pragmas: tuple[str, ...]) -> None:
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins transactions itself, also around schema changes
        for pragma in (f"PRAGMA busy_timeout = {LOCK_WAIT_MS}", "PRAGMA foreign_keys = ON", *pragmas):
            connection.execute(pragma)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))


def driver_error(error: Exception) -> sqlite3.Error | None:
    """SQLite's own error behind this one, None when it is something else."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return cause if isinstance(cause, sqlite3.Error) else None


def primary_code(error: Exception) -> int:
    """SQLite's primary result code (``sqlite3.SQLITE_BUSY`` and so on), 0 when it is not an error of SQLite."""
    cause = driver_error(error)
    return (getattr(cause, "sqlite_errorcode", 0) or 0) & 0xFF


def is_damage(error: Exception) -> bool:
    """Whether the error says that the file itself is broken."""
    return primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_trouble(error: Exception) -> bool:
    """Whether SQLite or the disk failed, rather than one row not fitting."""
    cause = driver_error(error)
    return cause is not None and primary_code(cause) not in (
        0,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_TOOBIG,
        sqlite3.SQLITE_RANGE,
        sqlite3.SQLITE_MISUSE,
    )


def in_plain_words(error: Exception, path: Path) -> str:
    """What went wrong with the database and what the trader can do about it."""
    match primary_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"The database {path} is in use by another program. Close that program and try again."
        case sqlite3.SQLITE_FULL:
            return f"The disk that holds {path} is full. Free some space on it and try again."
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return (
                f"The database {path} cannot be written. "
                "Choose another data folder with --data, or give your user the right to write there."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return f"The database {path} is damaged. Start the program again: it sets the file aside and keeps it."
        case sqlite3.SQLITE_IOERR:
            return f"The disk that holds {path} does not answer properly. Check the drive and try again."
        case _:
            return f"The database {path} could not do what was asked: {driver_error(error) or error}."
