"""The one thread that writes to the database, and the recorder that hands entries to it.

The caller's side of ``Recorder.record`` is one hand-over to a queue; JSON, SQL and the disk are the thread's. The
thread sleeps while nothing comes, gathers for GATHER_S after the first entry, and commits up to BATCH entries at once.
Anything else that writes (saving a group) runs on the same thread as a job, after the entries recorded before it.

A disk that fails does not stop copying: the trouble is reported once, entries wait in memory up to KEEP, and are
written when the disk is back.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import groupby
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from mimikdesk.domain.errors import JournalError
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.codec import Entry
from mimikdesk.journal.database import in_plain_words
from mimikdesk.journal.rows import Line, Row, rows_of, time_of

log = logging.getLogger(__name__)

BATCH = 500
GATHER_S = 0.05
RETRY_S = 1.0
KEEP = 200_000
"""Entries that wait in memory while the disk fails; about 200 MB at the very most."""

T = TypeVar("T")
_Handed = tuple[Entry, Stamp | None]
_Job = Callable[[], None]


class Writer:
    """Owns the writing connection and its thread. Made by ``open_journal``; ``close`` ends the thread."""

    def __init__(self, engine: Engine, path: Path, session: int, started: Stamp, keep: int = KEEP) -> None:
        self._engine = engine
        self._path = path
        self._session = session
        self._keep = keep
        self._number = 0
        self._last_at = started
        self._queue: SimpleQueue[_Handed | None] = SimpleQueue()
        self._pending: deque[_Handed] = deque()
        self._jobs: deque[_Job] = deque()
        self._hurry = threading.Event()
        self._failing = False
        self._lost = 0
        self._closed = False
        self._connection: Connection | None = None
        self.on_trouble: Callable[[str], None] = log.error
        self._thread = threading.Thread(target=self._run, name="journal-writer", daemon=True)
        self._thread.start()

    def hand_over(self, entry: Entry, at: Stamp | None) -> None:
        if self._failing and self._queue.qsize() >= self._keep:
            self._lost += 1
            return
        self._queue.put((entry, at))

    def run(self, job: Callable[[Connection], T]) -> T:
        """Run ``job`` in a transaction of its own on the writer thread and wait for what it returns.

        Raises what the job raised; JournalError when the database could not be written.
        """
        future: Future[T] = Future()

        def carry_out() -> None:
            try:
                future.set_result(self._transact(job))
            except OperationalError as error:
                future.set_exception(JournalError(in_plain_words(error, self._path)))
            except Exception as error:
                future.set_exception(error)

        self._add_job(carry_out)
        return future.result()

    def flush(self, timeout_s: float) -> bool:
        """Wait until everything recorded so far is written. False when that did not happen in ``timeout_s`` seconds."""
        future: Future[bool] = Future()
        self._add_job(lambda: future.set_result(not self._failing))
        try:
            return future.result(timeout_s)
        except TimeoutError:
            return False

    def close(self, timeout_s: float) -> bool:
        """Write what is left and end the thread. False when entries had to be given up."""
        written = self.flush(timeout_s)
        self._add_job(self._end)
        self._thread.join(timeout_s)
        return written and not self._thread.is_alive()

    def _add_job(self, job: _Job) -> None:
        if not self._thread.is_alive():
            raise JournalError("The journal is closed already.")
        self._jobs.append(job)
        self._hurry.set()
        self._queue.put(None)

    # --- on the writer thread -----------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._closed:
            if not self._pending and not self._jobs:
                self._take(self._queue.get())
            self._hurry.wait(RETRY_S if self._failing else GATHER_S)
            self._hurry.clear()
            jobs = len(self._jobs)
            self._drain()
            for _ in range(jobs):
                self._jobs.popleft()()
        if self._connection is not None:
            self._connection.close()

    def _end(self) -> None:
        self._closed = True

    def _take(self, handed: _Handed | None) -> None:
        if handed is not None:
            self._pending.append(handed)

    def _drain(self) -> None:
        """Write batches until the queue is empty or the disk fails."""
        while True:
            while len(self._pending) < BATCH:
                try:
                    self._take(self._queue.get_nowait())
                except Empty:
                    break
            if not self._pending or not self._write_batch():
                return

    def _write_batch(self) -> bool:
        batch = list(self._pending)
        try:
            self._write(batch)
        except OperationalError as error:
            self._report_trouble(in_plain_words(error, self._path))
            return False
        self._pending.clear()
        self._report_recovery()
        return True

    def _write(self, batch: list[_Handed]) -> None:
        """All of the batch in one transaction; when an entry does not fit, all the others."""
        lines = list(self._numbered(batch))
        try:
            self._transact(lambda connection: _execute(connection, [row for line in lines for row in line]))
        except OperationalError:
            raise
        except Exception:
            for line in lines:
                self._write_alone(line)
        self._number += len(batch)

    def _numbered(self, batch: list[_Handed]) -> Iterator[list[Row]]:
        for number, (entry, at) in enumerate(batch, self._number + 1):
            self._last_at = at or time_of(entry) or self._last_at
            try:
                yield list(rows_of(entry, Line(self._session, number, self._last_at)))
            except Exception as error:
                log.error("An entry could not be recorded: %s: %r", error, entry)

    def _write_alone(self, rows: list[Row]) -> None:
        """One entry by itself. Its line in the stream matters most: what else it changes may fail without it."""
        for row in rows:
            try:
                self._transact(lambda connection, row=row: _execute(connection, [row]))  # type: ignore[misc]
            except OperationalError:
                raise
            except Exception as error:
                log.error("A row could not be recorded: %s: %r", error, row)

    def _transact(self, work: Callable[[Connection], T]) -> T:
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                return work(self._connection)
        except OperationalError:
            if self._connection is not None:
                self._connection.invalidate()
                self._connection.close()
                self._connection = None
            raise

    def _report_trouble(self, text: str) -> None:
        if not self._failing:
            self._failing = True
            self.on_trouble(f"{text} Copying goes on; the journal catches up when it can be written again.")

    def _report_recovery(self) -> None:
        if self._failing:
            self._failing = False
            lost, self._lost = self._lost, 0
            missing = f" {lost} entries in between could not be kept." if lost else ""
            self.on_trouble(f"The journal can be written again.{missing}")


def _execute(connection: Connection, rows: Iterable[Row]) -> None:
    """Run the rows in order, neighbours with the same statement in one go."""
    for statement, group in groupby(rows, key=lambda row: row[0]):
        connection.exec_driver_sql(statement, [parameters for _, parameters in group])


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
        writer thread."""
        self._writer.on_trouble = report

    def flush(self, timeout_s: float = 5.0) -> bool:
        """Wait until everything recorded so far is in the database. False when it is not."""
        return self._writer.flush(timeout_s)
