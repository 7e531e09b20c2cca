"""The one thread that writes to the database, and the recorder that hands entries to it.

The caller's side of ``Recorder.record`` is one append to a deque; JSON, SQL and the disk are the thread's. The thread
looks every POLL_S: waking it for each entry would cost the caller ten times the hand-over. Anything else that writes
(saving a group) runs on the same thread as a job, at once, after the entries recorded before it.

Python runs one thread at a time, and a busy thread gives way only every 5 ms. So the writer takes its entries in small
slices and rests between them: whoever else wants to run waits for a slice, not for the whole batch.

A disk that fails does not stop copying: the trouble is reported once, entries wait in memory up to KEEP, and are
written when the disk is back.
"""

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.codec import Entry
from mimikdesk.journal.database import in_plain_words, is_trouble
from mimikdesk.journal.rows import Change, Line, Row, rows_of, time_of

log = logging.getLogger(__name__)

POLL_S = 0.05
RETRY_S = 1.0
BATCH = 500
"""Entries in one transaction at most."""
SLICE = 4
"""Entries between two rests, about 0.3 ms of work; more when many are waiting."""
REST_S = 0.001
KEEP = 200_000
"""Entries that wait in memory while the disk fails: about 200 MB at the very most."""

T = TypeVar("T")
Lined = tuple[Entry | Change, Line]


class Writer:
    """Owns the writing connection and its thread. Made by ``open_journal``; ``close`` ends the thread.

    ``keep``: entries that may wait in memory while the disk fails; later ones are counted and given up.
    """

    def __init__(self, engine: Engine, path: Path, session: int, started: Stamp, keep: int = KEEP) -> None:
        self._engine = engine
        self._path = path
        self._keep = keep
        self._last = Line(session, 0, started)
        self._entries: deque[tuple[Entry | Change, Stamp | None]] = deque()
        self._batch: list[Lined] = []
        self._jobs: deque[Callable[[], None]] = deque()
        self._hurry = threading.Event()
        self._failing = False
        self._lost = 0
        self._closed = False
        self._ended = False
        self._connection: Connection | None = None
        self.on_trouble: Callable[[str], None] = log.error
        self._thread = threading.Thread(target=self._run, name="journal-writer", daemon=True)
        self._thread.start()

    def hand_over(self, entry: Entry | Change, at: Stamp | None = None) -> None:
        """Keep this for the thread to write; returns at once, on any thread."""
        if self._failing and len(self._entries) >= self._keep:
            self._lost += 1
            return
        self._entries.append((entry, at))

    def run(self, work: Callable[[Connection], T]) -> T:
        """Do ``work`` in a transaction of its own on the writer thread and wait for what it returns: usually for a
        few milliseconds, for LOCK_WAIT_MS where another program holds the database.

        Raises what the work raised, and JournalError when the database could not be written; nothing is changed then.
        """
        return self._add_job(lambda: self._transact(work)).result()

    def flush(self, timeout_s: float) -> bool:
        """Wait until everything recorded so far is written. False when that did not happen in ``timeout_s`` seconds."""
        try:
            return self._add_job(lambda: not self._failing).result(timeout_s)
        except (TimeoutError, JournalError):
            return False

    def close(self, timeout_s: float) -> bool:
        """Write what is left and end the thread. False when entries had to be given up."""
        written = self.flush(timeout_s)
        self._add_job(self._end)
        self._thread.join(timeout_s)
        return written and not self._thread.is_alive()

    def _add_job(self, work: Callable[[], T]) -> "Future[T]":
        future: Future[T] = Future()

        def carry_out() -> None:
            if self._ended:
                future.set_exception(JournalError("The journal is closed already."))
                return
            try:
                future.set_result(work())
            except Exception as error:
                future.set_exception(error)

        self._jobs.append(carry_out)
        self._hurry.set()
        if self._ended:
            self._carry_out(len(self._jobs))
        return future

    def _carry_out(self, count: int) -> None:
        for _ in range(count):
            try:
                job = self._jobs.popleft()
            except IndexError:
                return
            job()

    # --- on the writer thread -----------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._closed:
                self._hurry.wait(RETRY_S if self._failing else POLL_S)
                self._hurry.clear()
                jobs = len(self._jobs)  # what was recorded before these jobs stands in the deque by now
                while (self._batch or self._entries) and self._write_batch(hurry=jobs > 0):
                    pass
                self._carry_out(jobs)
        finally:
            self._ended = True
            self._carry_out(len(self._jobs))  # nobody may wait for a thread that is gone
            if given_up := len(self._batch) + len(self._entries):
                log.error("The journal ends without %d entries that could not be written.", given_up)
            self._disconnect()
            self._engine.dispose()

    def _end(self) -> None:
        self._closed = True

    def _write_batch(self, hurry: bool) -> bool:
        """Write the oldest entries in one transaction. False: the disk failed, and they are kept for later."""
        self._line_up()
        try:
            try:
                self._transact(lambda connection: self._write_slices(connection, hurry))
            except JournalError:
                raise
            except Exception:
                log.warning("A batch did not fit into the database as a whole; it is written row by row.")
                self._transact(lambda connection: _write_what_fits(connection, self._batch))
        except JournalError as error:
            self._report_trouble(str(error))
            return False
        self._batch.clear()
        self._report_recovery()
        return True

    def _line_up(self) -> None:
        """Take the oldest entries into the batch, each with its number and its time."""
        while self._entries and len(self._batch) < BATCH:
            entry, at = self._entries.popleft()
            last = self._last
            self._last = Line(last.session, last.number + 1, at or time_of(entry) or last.at)
            self._batch.append((entry, self._last))

    def _write_slices(self, connection: Connection, hurry: bool) -> None:
        size = max(SLICE, len(self._entries) // 64)
        for start in range(0, len(self._batch), size):
            if start and not hurry:
                self._hurry.wait(REST_S)
            part = self._batch[start : start + size]
            _execute(connection, [row for entry, line in part for row in rows_of(entry, line)])

    def _transact(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in one transaction. JournalError when SQLite or the disk is in trouble."""
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                return work(self._connection)
        except (DBAPIError, sqlite3.Error) as error:
            if not is_trouble(error):
                raise
            self._disconnect()
            raise JournalError(in_plain_words(error, self._path)) from error

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _report_trouble(self, text: str) -> None:
        if not self._failing:
            self._failing = True
            self._tell(f"{text} Copying goes on; the journal catches up when it can be written again.")

    def _report_recovery(self) -> None:
        if self._failing:
            self._failing = False
            lost, self._lost = self._lost, 0
            missing = f" {lost} entries in between could not be kept." if lost else ""
            self._tell(f"The journal can be written again.{missing}")

    def _tell(self, text: str) -> None:
        try:
            self.on_trouble(text)
        except Exception:
            log.exception("Nobody could be told: %s", text)


def _execute(connection: Connection, rows: Iterable[Row]) -> None:
    """Run the rows in order, neighbours with the same statement in one go."""
    for statement, group in groupby(rows, key=lambda row: row[0]):
        connection.exec_driver_sql(statement, [parameters for _, parameters in group])


def _write_what_fits(connection: Connection, lines: list[Lined]) -> None:
    """Each row by itself; one that cannot be written is logged and left out, whatever else its entry changes."""
    for entry, line in lines:
        try:
            for row in rows_of(entry, line):
                _execute(connection, [row])  # SQLite undoes no more than the statement that fails
        except Exception as error:
            if is_trouble(error):
                raise
            log.error("An entry could not be recorded in full: %s: %r", error, entry)


class Recorder:
    """Hands events and decisions to the journal. ``record`` returns at once and never fails for the disk's sake."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._hand_over = writer.hand_over

    def record(self, entry: Entry, at: Stamp | None = None) -> None:
        """Keep this. Call in the order things happened. ``at``: when, for entries that carry no time of their own
        (SendCommand); without it they get the time of the entry before."""
        self._hand_over(entry, at)

    def on_trouble(self, report: Callable[[str], None]) -> None:
        """``report`` gets a sentence once when the disk begins to fail and once when it is back; called on the
        writer thread. Without it the sentences go to the log."""
        self._writer.on_trouble = report

    def flush(self, timeout_s: float = 5.0) -> bool:
        """Wait until everything recorded so far is in the database. False when it is not."""
        return self._writer.flush(timeout_s)
