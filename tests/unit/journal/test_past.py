"""Looking into a journal changes nothing, and says what is in the way when it cannot."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mimikdesk.domain.errors import JournalError
from mimikdesk.journal import files
from mimikdesk.journal.migrations import MIGRATIONS
from mimikdesk.journal.past import look_into

DATA = Path(__file__).parents[2] / "data"
NEWEST = MIGRATIONS[-1].number


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(DATA / f"journal-v{NEWEST}.db", tmp_path / files.NAME))


def test_sessions_events_and_groups_are_read(path: Path) -> None:
    with look_into(path.parent) as past:
        assert [session.id for session in past.record.sessions()] == [1]
        assert len(list(past.record.events(1))) == 3
        assert [group.name for group in past.setup.groups()] == ["NQ scalps"]


def test_looking_begins_no_session_and_leaves_the_file_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    with look_into(path.parent) as past:
        list(past.record.events(1))
    assert path.read_bytes() == before


def test_a_folder_without_a_journal_is_named_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="There is no journal in"), look_into(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_journal_is_left_where_it_is(path: Path) -> None:
    path.write_bytes(b"no database at all")
    with pytest.raises(JournalError, match="is damaged"), look_into(path.parent):
        pass
    assert path.read_bytes() == b"no database at all"


@pytest.mark.parametrize(
    ("version", "sentence"),
    [(NEWEST + 1, "written by a newer MimikDesk"), (NEWEST - 1, "Start the program once with this folder")],
)
def test_a_journal_of_another_schema_says_what_to_do(path: Path, version: int, sentence: str) -> None:
    with closing(sqlite3.connect(path)) as sql:
        sql.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(JournalError, match=sentence), look_into(path.parent):
        pass
