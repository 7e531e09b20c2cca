"""Whatever lies in the data folder, opening the journal says what is the matter and loses nothing."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mimikdesk.domain.accounts import Connection
from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.journal import database, files
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.migrations import MIGRATIONS
from mimikdesk.journal.open import open_journal
from tests.helpers.journals import START

ASIDE = "mimikdesk.damaged-20261121-143210"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one connection in it, closed."""
    journal = open_journal(tmp_path, START).journal
    journal.store.save_connection(Connection(ConnectionId("p"), "Practice", "practice", "demo"))
    journal.close(START)
    return journal.path


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def opened(folder: Path) -> tuple[int, tuple[str, ...]]:
    """How many connections the journal holds, and the notices; closes it again."""
    result = open_journal(folder, START)
    try:
        return len(result.journal.store.connections()), result.notices
    finally:
        result.journal.close(START)


def test_a_new_folder_gets_a_new_journal_without_a_word(tmp_path: Path) -> None:
    assert opened(tmp_path / "new" / "folder") == (0, ())


def test_an_existing_journal_is_opened_as_it_is(path: Path) -> None:
    assert opened(path.parent) == (1, ())


def test_each_opening_begins_a_session_and_closing_ends_it(tmp_path: Path, open_in: Callable[[Path], Journal]) -> None:
    first = open_in(tmp_path)
    assert [session.ended_ns for session in first.sessions()] == [None]
    assert first.close(START)
    second = open_in(tmp_path)
    assert [session.ended_ns for session in second.sessions()] == [START.utc_ns, None]
    assert second.session == 2


def test_closing_twice_does_nothing(path: Path) -> None:
    journal = open_journal(path.parent, START).journal
    assert journal.close(START)
    assert journal.close(START)


def test_nothing_but_the_database_is_left_after_closing(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == [path.name]


# --- folders ----------------------------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalError, match=r"data folder .*cannot be written .*--data"):
        open_journal(tmp_path / "file" / "data", START)


def test_a_folder_that_cannot_be_written_is_told_with_what_to_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests(path.parent)

    def refuse(self: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(JournalError, match=r"data folder .*cannot be written \(Permission denied\).*--data"):
        open_journal(path.parent, START)
    assert digests(path.parent) == before


def test_a_folder_in_place_of_the_database_is_told(tmp_path: Path) -> None:
    (tmp_path / files.NAME).mkdir()
    with pytest.raises(JournalError, match="cannot be read"):
        open_journal(tmp_path, START)


# --- damage -----------------------------------------------------------------------------------------------------------


def garbage(path: Path) -> None:
    path.write_bytes(b"no database at all" * 1000)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 3 * 4096 + 100])


def broken_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8000)


def broken_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 2 * 4096] = b"\xa5" * 4096
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [garbage, cut_short, broken_header, broken_page])
def test_a_damaged_database_is_set_aside_whole_and_a_new_one_made(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    content = path.read_bytes()
    connections, notices = opened(path.parent)
    kept = path.with_name(ASIDE + ".db")
    assert kept.read_bytes() == content
    assert connections == 0
    assert len(notices) == 1
    assert str(kept) in notices[0]
    assert opened(path.parent) == (0, ())


def test_the_logs_of_a_damaged_database_go_with_it(path: Path) -> None:
    garbage(path)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).write_text(f"the {suffix} file")
    opened(path.parent)
    for suffix in ("-wal", "-shm"):
        assert path.with_name(f"{ASIDE}.db{suffix}").read_text() == f"the {suffix} file"


def test_a_log_without_its_database_is_set_aside_too(path: Path) -> None:
    path.unlink()
    path.with_name(path.name + "-wal").write_text("what was committed last")
    _, notices = opened(path.parent)
    assert len(notices) == 1
    assert path.with_name(ASIDE + ".db-wal").read_text() == "what was committed last"


def test_nothing_that_was_set_aside_is_ever_overwritten(path: Path) -> None:
    for content in (b"first damage", b"second damage", b"third damage"):
        path.write_bytes(content)
        opened(path.parent)
    kept = [path.with_name(ASIDE + suffix).read_bytes() for suffix in (".db", "-2.db", "-3.db")]
    assert kept == [b"first damage", b"second damage", b"third damage"]


def test_a_large_database_is_read_through_only_after_a_session_that_did_not_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "CHECK_ALWAYS", 0)
    with closing(sqlite3.connect(path)) as sql, sql:
        (page,) = sql.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'fills'").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    assert files.looks_sound(path)
    with closing(sqlite3.connect(path)) as sql, sql:
        sql.execute("UPDATE sessions SET ended_ns = NULL")
    assert not files.looks_sound(path)


# --- other versions, other programs, other processes ------------------------------------------------------------------


def test_a_newer_database_is_refused_and_left_byte_for_byte(path: Path) -> None:
    with closing(sqlite3.connect(path)) as sql:
        sql.execute(f"PRAGMA user_version = {MIGRATIONS[-1].number + 1}")
    before = digests(path.parent)
    with pytest.raises(JournalError, match=r"newer MimikDesk .*Nothing was changed"):
        open_journal(path.parent, START)
    assert digests(path.parent) == before


def test_a_newer_database_with_an_open_log_is_refused_and_left_byte_for_byte(path: Path, tmp_path: Path) -> None:
    """The version stands in the log only, as after a crash of the newer program."""
    folder = tmp_path / "copy"
    folder.mkdir()
    with closing(sqlite3.connect(path)) as sql:
        sql.execute(f"PRAGMA user_version = {MIGRATIONS[-1].number + 1}")
        for name in (path.name, path.name + "-wal"):
            (folder / name).write_bytes(path.with_name(name).read_bytes())
    before = digests(folder)
    assert len(before) == 2
    with pytest.raises(JournalError, match="newer MimikDesk"):
        open_journal(folder, START)
    after = digests(folder)
    assert {name: after[name] for name in before} == before


def test_a_database_of_another_program_is_refused_and_left_byte_for_byte(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / files.NAME)) as sql:
        sql.execute("CREATE TABLE recipes (name TEXT)")
    before = digests(tmp_path)
    with pytest.raises(JournalError, match="database of another program"):
        open_journal(tmp_path, START)
    assert digests(tmp_path) == before


@pytest.mark.parametrize("lock", ["BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"])
def test_a_database_that_another_program_holds_is_told(path: Path, lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "LOCK_WAIT_MS", 20)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(lock)
        with pytest.raises(JournalError, match=r"in use by another program\. Close that program"):
            open_journal(path.parent, START)
        other.execute("ROLLBACK")
    assert opened(path.parent) == (1, ())


def test_a_database_that_may_only_be_read_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mimikdesk.journal.open.writing_engine", database.reading_engine)
    with pytest.raises(JournalError, match=r"cannot be written\. Choose another data folder with --data"):
        open_journal(path.parent, START)
