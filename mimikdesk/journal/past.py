"""Looking into a journal without taking part: nothing is written, no session begins, the program may be running."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mimikdesk.domain.errors import JournalError
from mimikdesk.journal.database import Reader
from mimikdesk.journal.files import NAME, version_of
from mimikdesk.journal.journal import Record
from mimikdesk.journal.migrations import MIGRATIONS
from mimikdesk.journal.store import SavedSetup


@dataclass(frozen=True, slots=True)
class Past:
    """What a data folder's journal holds: its record, and the set-up as it was last saved."""

    record: Record
    setup: SavedSetup


@contextmanager
def look_into(folder: Path) -> Iterator[Past]:
    """Read the journal of a data folder. Changes nothing and makes nothing.

    JournalError: there is none, it is damaged, another program's, or of a schema that this program does not read.
    """
    path = folder / NAME
    if not path.is_file():
        raise JournalError(f"There is no journal in {folder}: the file {NAME} is missing.")
    version, newest = version_of(path), MIGRATIONS[-1].number
    if version is None:
        raise JournalError(f"The database {path} is damaged and cannot be read. Nothing was changed.")
    if version > newest:
        raise JournalError(
            f"The database {path} was written by a newer MimikDesk (schema {version}; this program knows {newest}). "
            "Nothing was changed. Install the newer version to read it."
        )
    if version < newest:
        raise JournalError(
            f"The database {path} was written by an older MimikDesk (schema {version}; this program needs {newest}). "
            "Start the program once with this folder: it keeps a copy and brings the database up to date."
        )
    reader = Reader(path)
    try:
        yield Past(Record(reader), SavedSetup(reader))
    finally:
        reader.close()
