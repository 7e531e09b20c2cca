"""The recorder takes entries at once and the writer gets them all to disk, in order, whatever the disk does."""

import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Connection as Sql
from sqlalchemy import Engine

from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.events import BalanceReported, CancelRefused, FillReported
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, Side
from mimikdesk.domain.time import Stamp
from mimikdesk.journal import writer as writer_module
from mimikdesk.journal.database import writing_engine
from mimikdesk.journal.journal import Journal
from mimikdesk.journal.open import open_journal
from mimikdesk.journal.rows import Row
from mimikdesk.journal.writer import BATCH
from tests.helpers.journals import START

A = AccountId("p/A")


def balance(number: int) -> BalanceReported:
    return BalanceReported(A, Decimal(number), Stamp(number, number))


def cash(journal: Journal) -> list[int]:
    return [int(event.cash) for event in journal.events(journal.session) if isinstance(event, BalanceReported)]


class FailingDisk:
    """Makes each transaction of a writer fail while ``down``, and tells when it has been tried ``tries`` times."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.down = False
        self.tried = threading.Semaphore(0)
        monkeypatch.setattr(writer_module, "RETRY_S", 0.005)
        monkeypatch.setattr(writer_module, "_execute", self._execute)
        self._through = _execute

    def _execute(self, connection: Sql, rows: list[Row]) -> None:
        if self.down:
            self.tried.release()
            connection.exec_driver_sql("PRAGMA query_only = ON")
        self._through(connection, rows)


_execute = writer_module._execute


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FailingDisk:
    return FailingDisk(monkeypatch)


def test_everything_recorded_is_kept_in_order_over_many_batches(journal: Journal) -> None:
    count = 3 * BATCH + 7
    for number in range(count):
        journal.recorder.record(balance(number))
    assert journal.recorder.flush()
    assert cash(journal) == list(range(count))


def test_entries_reach_the_disk_without_anyone_asking(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    written = threading.Event()

    def tell(connection: Sql, rows: list[Row]) -> None:
        _execute(connection, rows)
        written.set()

    monkeypatch.setattr(writer_module, "_execute", tell)
    journal.recorder.record(balance(1))
    assert written.wait(5)


def test_recording_while_the_writer_writes_loses_nothing(journal: Journal) -> None:
    count, threads = 1_000, 3

    def feed(first: int) -> None:
        for number in range(first, first + count):
            journal.recorder.record(balance(number))

    feeders = [threading.Thread(target=feed, args=(n * count,)) for n in range(threads)]
    for feeder in feeders:
        feeder.start()
    for feeder in feeders:
        feeder.join()
    assert journal.recorder.flush(30)
    assert sorted(cash(journal)) == list(range(count * threads))


def test_the_recorder_does_its_work_on_one_thread_of_its_own(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    names: set[str] = set()

    def note(connection: Sql, rows: list[Row]) -> None:
        names.add(threading.current_thread().name)
        _execute(connection, rows)

    monkeypatch.setattr(writer_module, "_execute", note)
    journal.recorder.record(balance(1))
    journal.recorder.flush()
    journal.store.groups()
    assert names == {"journal-writer"}


def test_a_failing_disk_is_told_once_and_everything_is_written_when_it_is_back(
    journal: Journal, disk: FailingDisk
) -> None:
    told: list[str] = []
    journal.recorder.on_trouble(told.append)
    disk.down = True
    for number in range(20):
        journal.recorder.record(balance(number))
    for _ in range(3):
        assert disk.tried.acquire(timeout=5)
    assert not journal.recorder.flush()
    disk.down = False
    assert journal.recorder.flush()
    assert cash(journal) == list(range(20))
    assert len(told) == 2
    assert "cannot be written" in told[0]
    assert "Copying goes on" in told[0]
    assert told[1] == "The journal can be written again."


def test_entries_beyond_the_bound_are_given_up_and_counted(tmp_path: Path, disk: FailingDisk) -> None:
    journal = open_journal(tmp_path, START).journal
    told: list[str] = []
    journal.recorder.on_trouble(told.append)
    writer = journal._writer
    writer._keep = 10
    disk.down = True
    journal.recorder.record(balance(0))
    assert disk.tried.acquire(timeout=5)
    assert not journal.recorder.flush()
    taken = len(writer._batch)
    for number in range(1, 31):
        journal.recorder.record(balance(number))
    disk.down = False
    assert journal.recorder.flush()
    assert cash(journal) == list(range(taken + 10))
    assert told[-1] == "The journal can be written again. 20 entries in between could not be kept."
    assert journal.close(START)


def test_without_a_listener_the_trouble_goes_to_the_log(
    journal: Journal, disk: FailingDisk, expect_log: Callable[..., None]
) -> None:
    expect_log(r"cannot be written", logger="mimikdesk.journal.writer", times=1)
    expect_log(r"can be written again", logger="mimikdesk.journal.writer", times=1)
    disk.down = True
    journal.recorder.record(balance(1))
    assert not journal.recorder.flush()
    disk.down = False
    assert journal.recorder.flush()


def test_closing_while_the_disk_fails_ends_and_says_so(
    tmp_path: Path, disk: FailingDisk, expect_log: Callable[..., None]
) -> None:
    expect_log(r"without 1 entries", logger="mimikdesk.journal.writer")
    journal = open_journal(tmp_path, START).journal
    journal.recorder.on_trouble(lambda text: None)
    disk.down = True
    journal.recorder.record(balance(1))
    assert not journal.close(START)
    assert not any(thread.name == "journal-writer" for thread in threading.enumerate())


def test_one_entry_that_does_not_fit_is_logged_and_the_others_are_kept(
    journal: Journal, expect_log: Callable[..., None]
) -> None:
    expect_log(r"row by row", logger="mimikdesk.journal.writer")
    expect_log(r"could not be recorded in full.*two-to-the-70", logger="mimikdesk.journal.writer", times=1)
    huge = Fill(FillId("two-to-the-70"), VenueOrderId("v"), None, Symbol("MNQZ6"), Side.BUY, 2**70, Decimal(1))
    journal.recorder.record(balance(1))
    journal.recorder.record(FillReported(A, huge, START))
    journal.recorder.record(balance(2))
    assert journal.recorder.flush()
    assert [type(event).__name__ for event in journal.events(journal.session)] == [
        "BalanceReported",
        "FillReported",
        "BalanceReported",
    ]


def test_what_is_no_entry_is_logged_and_the_others_are_kept(journal: Journal, expect_log: Callable[..., None]) -> None:
    expect_log(r"row by row", logger="mimikdesk.journal.writer")
    expect_log(r"could not be recorded in full", logger="mimikdesk.journal.writer", times=1)
    journal.recorder.record(balance(1))
    journal.recorder.record("nonsense")  # type: ignore[arg-type]
    journal.recorder.record(balance(2))
    assert journal.recorder.flush()
    assert cash(journal) == [1, 2]


def test_text_of_a_broker_that_is_no_valid_text_is_kept(journal: Journal) -> None:
    refused = CancelRefused(A, ClientOrderId("c"), "broken \udcff text", START)
    journal.recorder.record(refused)
    assert journal.recorder.flush()
    assert list(journal.events(journal.session)) == [refused]


def test_a_job_comes_after_what_was_recorded_before_it(journal: Journal) -> None:
    for number in range(50):
        journal.recorder.record(balance(number))
    count = journal._writer.run(lambda sql: sql.exec_driver_sql("SELECT count(*) FROM events").scalar_one())
    assert count == 50


def test_a_job_that_fails_half_way_changes_nothing(journal: Journal) -> None:
    def job(sql: Sql) -> None:
        sql.exec_driver_sql(
            "INSERT INTO connections (id, name, broker, environment) VALUES ('x', 'X', 'practice', 'demo')"
        )
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        journal._writer.run(job)
    assert journal.store.connections() == ()


def test_a_closed_journal_says_that_it_is_closed(tmp_path: Path) -> None:
    journal = open_journal(tmp_path, START).journal
    journal.close(START)
    assert not journal.recorder.flush()
    with pytest.raises(JournalError, match="closed already"):
        journal.store.remove_group(GroupId("g"))


def test_nobody_waits_for_a_writer_that_is_gone(tmp_path: Path) -> None:
    """Whatever may end the thread, a caller gets an answer."""
    journal = open_journal(tmp_path, START).journal
    thread = journal._writer._thread
    journal._writer._add_job(journal._writer._end)
    thread.join(10)
    with pytest.raises(JournalError, match="closed already"):
        journal.store.remove_group(GroupId("g"))
    assert not journal.close(START)


def test_a_switch_waits_for_the_disk_and_its_caller_does_not(stocked: Journal, disk: FailingDisk) -> None:
    stocked.recorder.on_trouble(lambda text: None)
    members = (FollowerSettings(AccountId("p/B")), FollowerSettings(AccountId("p/C")))
    stocked.store.save_group(CopyGroup(GroupId("g"), "G", A, members))
    disk.down = True
    stocked.store.keep_group_on(GroupId("g"), False)
    stocked.store.keep_follower_on(AccountId("p/C"), False)
    assert disk.tried.acquire(timeout=5)
    assert stocked.store.groups()[0].on
    disk.down = False
    assert stocked.recorder.flush()
    (group,) = stocked.store.groups()
    assert not group.on
    assert [follower.on for follower in group.followers] == [True, False]


def test_a_listener_that_fails_does_not_end_the_journal(
    journal: Journal, disk: FailingDisk, expect_log: Callable[..., None]
) -> None:
    expect_log("Nobody could be told", logger="mimikdesk.journal.writer", times=2)

    def fail(text: str) -> None:
        raise ZeroDivisionError

    journal.recorder.on_trouble(fail)
    disk.down = True
    journal.recorder.record(balance(1))
    assert not journal.recorder.flush()
    disk.down = False
    assert journal.recorder.flush()
    assert cash(journal) == [1]


@pytest.fixture
def locked_out(tmp_path: Path) -> Iterator[tuple[Journal, Engine]]:
    journal = open_journal(tmp_path, START).journal
    other = writing_engine(journal.path)
    yield journal, other
    other.dispose()
    journal.close(START)


def test_a_database_that_another_program_holds_delays_the_journal_but_loses_nothing(
    locked_out: tuple[Journal, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, other = locked_out
    journal._writer.run(lambda sql: sql.exec_driver_sql("PRAGMA busy_timeout = 10"))
    monkeypatch.setattr(writer_module, "RETRY_S", 0.005)
    told: list[str] = []
    journal.recorder.on_trouble(told.append)
    with other.begin():
        journal.recorder.record(balance(1))
        assert not journal.recorder.flush()
    assert journal.recorder.flush()
    assert cash(journal) == [1]
    assert "in use by another program" in told[0]
