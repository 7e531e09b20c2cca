"""The database's files in the data folder: looking at them without touching, setting aside, copying."""

import sqlite3
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.journal.database import LOCK_WAIT_MS, in_plain_words, is_damage
from mimikdesk.journal.migrations import APPLICATION_ID

NAME = "mimikdesk.db"
COMPANIONS = ("-wal", "-shm")
"""SQLite's own files beside the database; they belong to it wherever it goes."""

_MAGIC = b"SQLite format 3\x00"


class Damaged(Enum):
    """The file is there and is no database that can be used."""

    DAMAGED = "damaged"


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


def version_of(path: Path) -> int | Damaged:
    """The schema number of the database, 0 for a new one, or DAMAGED. Changes nothing in the file.

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
        return Damaged.DAMAGED if any(companion.exists() for companion in companions(path)) else 0
    if head != _MAGIC:
        return Damaged.DAMAGED
    try:
        return _version_inside(path)
    except sqlite3.Error as error:
        if is_damage(error):
            return Damaged.DAMAGED
        raise JournalError(in_plain_words(error, path)) from error


def _version_inside(path: Path) -> int:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=LOCK_WAIT_MS / 1000)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    finally:
        connection.close()
    if application != APPLICATION_ID and (tables or version):
        raise JournalError(
            f"{path} is a database of another program. Move it away, or choose another data folder with --data."
        )
    return int(version)


def looks_sound(path: Path) -> bool:
    """SQLite's quick check of the whole file. True for a file that is not there yet."""
    if not path.exists():
        return True
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=LOCK_WAIT_MS / 1000)
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error as error:
        if is_damage(error):
            return False
        raise JournalError(in_plain_words(error, path)) from error
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
