"""The database's files in the data folder: looking at them without touching, setting aside, copying."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.journal.database import LOCK_WAIT_MS, in_plain_words, is_damage
from mimikdesk.journal.migrations import APPLICATION_ID

NAME = "mimikdesk.db"
COMPANIONS = ("-wal", "-shm", "-journal")
"""SQLite's own files beside the database; they belong to it wherever it goes."""

CHECK_ALWAYS = 64 * 1024 * 1024

_MAGIC = b"SQLite format 3\x00"


def prepare_folder(folder: Path) -> None:
    """Make the data folder and see that it can be written. JournalError when not."""
    probe = folder / ".write-test"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise JournalError(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Choose another with --data, or give your user the right to write there."
        ) from error


def version_of(path: Path) -> int | None:
    """The schema number of the database, 0 for a new one, None for a damaged one. Changes nothing in the file.

    JournalError when the file is in use, cannot be read, or belongs to another program.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        head = b""
    except OSError as error:
        raise JournalError(f"The database {path} cannot be read ({error.strerror}).") from error
    if not head:
        return None if any(companion.exists() for companion in companions(path)) else 0
    if head != _MAGIC:
        return None
    try:
        return _version_inside(path)
    except sqlite3.Error as error:
        if is_damage(error):
            return None
        raise JournalError(in_plain_words(error, path)) from error


def _version_inside(path: Path) -> int:
    with _looking_at(path) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and (tables or version):
        raise JournalError(
            f"{path} is a database of another program. Move it away, or choose another data folder with --data."
        )
    return int(version)


def looks_sound(path: Path) -> bool:
    """SQLite's quick check of the file; True for one that is not there yet.

    A file beyond CHECK_ALWAYS bytes is read through only when its last session did not end in order, for it would
    delay the start by seconds.
    """
    if not path.exists():
        return True
    try:
        with _looking_at(path) as connection:
            if path.stat().st_size > CHECK_ALWAYS and _ended_in_order(connection):
                return True
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error as error:
        if is_damage(error):
            return False
        raise JournalError(in_plain_words(error, path)) from error


def _ended_in_order(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT ended_ns FROM sessions ORDER BY id DESC LIMIT 1").fetchone()
    return row is not None and row[0] is not None


@contextmanager
def _looking_at(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing in the file, not even by closing, and leaves no files beside it."""
    log, _, rollback = companions(path)
    mode = "mode=ro" if log.exists() else "immutable=1"
    if rollback.exists():
        mode = "mode=rw"  # a crash while the file was being made: only SQLite itself can tell what is in it
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True, timeout=LOCK_WAIT_MS / 1000)
    try:
        yield connection
    finally:
        connection.close()


def companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in COMPANIONS]


def set_aside(path: Path, at: Stamp) -> Path:
    """Rename the database and its companions to a new name that says when; returns where it is now."""
    when = datetime.fromtimestamp(at.utc_ns // SECOND, UTC).strftime("%Y%m%d-%H%M%S")
    target = unused(path.with_name(f"{path.stem}.damaged-{when}{path.suffix}"))
    try:
        # Companions first: a database that is left without its log is whole, a log without its database is not.
        for old, new in zip(companions(path), companions(target), strict=True):
            if old.exists():
                old.rename(new)
        if path.exists():
            path.rename(target)
    except OSError as error:
        raise JournalError(
            f"The database {path} is damaged and could not be set aside ({error.strerror}). "
            "Close other programs that use it, or move it away yourself."
        ) from error
    return target


def back_up(path: Path, next_version: int) -> Path:
    """Copy the database, as a whole and consistent, before it is changed; returns where the copy is."""
    target = unused(path.with_name(f"{path.stem}.before-v{next_version}{path.suffix}"))
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        source, copy = sqlite3.connect(path), sqlite3.connect(part)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()
        part.rename(target)
    except (sqlite3.Error, OSError) as error:
        part.unlink(missing_ok=True)
        why = in_plain_words(error, part) if isinstance(error, sqlite3.Error) else f"{error.strerror}."
        raise JournalError(
            f"The database {path} must be upgraded, and the backup copy before it failed: {why} Nothing was changed."
        ) from error
    return target


def unused(path: Path) -> Path:
    """This name, or the first of ``name-2``, ``name-3``, ... that neither a file nor a companion has."""
    number, candidate = 1, path
    while any(taken.exists() for taken in (candidate, *companions(candidate))):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate
