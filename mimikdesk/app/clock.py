"""The machine's clock: the only place in the program that reads it.

``SystemClock`` gives an asyncio loop's owner the ``Clock`` of domain/clock.py. It keeps its own heap over one loop
timer, so equal times run in the order they were asked for (asyncio promises no order), and so that a loop that pays
for each timer (Qt's, where a cancelled one lives on until it would have fired) holds only a few.
"""

import asyncio
import heapq
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from mimikdesk.domain.clock import TimerHandle
from mimikdesk.domain.time import MILLISECOND, Stamp

# perf_counter, not monotonic: on Windows before Python 3.13 the latter moves in steps of 15.6 ms.
monotonic_ns = time.perf_counter_ns
"""Nanoseconds on a clock that never jumps; for measuring where no ``Clock`` is at hand."""


def utc_now_ns() -> int:
    """Nanoseconds since 1970-01-01 UTC."""
    return time.time_ns()


if sys.platform == "win32" and sys.version_info < (3, 13):

    class _FineLoop(asyncio.ProactorEventLoop):
        """Windows' own loop with a finer sense of time. Its default takes anything due within the next 15.6 ms as
        due, so that a short timer runs early and, asked again for the rest, spins."""

        def __init__(self) -> None:
            super().__init__()
            self._clock_resolution = 0.0005

        def time(self) -> float:
            return time.perf_counter()

    new_loop: Callable[[], asyncio.AbstractEventLoop] = _FineLoop
else:
    new_loop = asyncio.new_event_loop


@contextmanager
def millisecond_waits() -> Iterator[None]:
    """While it lasts, this process is woken within a millisecond of what it asked for.

    Windows otherwise wakes a waiting thread at its next tick, up to 15.6 ms late. Elsewhere there is nothing to do.
    """
    if sys.platform == "win32":
        import ctypes

        multimedia = ctypes.WinDLL("winmm")
        multimedia.timeBeginPeriod(1)
        try:
            yield
        finally:
            multimedia.timeEndPeriod(1)
    else:
        yield


class _Timer:
    __slots__ = ("_clock", "call")

    def __init__(self, clock: "SystemClock", call: Callable[[], None]) -> None:
        self._clock = clock
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        if self.call is not None:
            self.call = None
            self._clock._forget_one()


class SystemClock:
    """The machine's time, with calls on ``loop``. Use it only on the loop's thread (``now`` may be used anywhere)."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._order = count()
        self._timers: list[tuple[int, int, _Timer]] = []
        self._cancelled = 0
        self._armed: asyncio.Handle | None = None
        self._armed_due = 0

    def now(self) -> Stamp:
        return Stamp(utc_now_ns(), monotonic_ns())

    def call_later(self, delay_ns: int, call: Callable[[], None]) -> TimerHandle:
        timer = _Timer(self, call)
        heapq.heappush(self._timers, (monotonic_ns() + max(0, delay_ns), next(self._order), timer))
        self._arm()
        return timer

    def stop(self) -> None:
        """Drop everything that is still scheduled."""
        self._timers.clear()
        self._cancelled = 0
        if self._armed is not None:
            self._armed.cancel()
            self._armed = None

    def _forget_one(self) -> None:
        # Cancelled timers stay in the heap until they come up; a rebuild now and then keeps it small.
        self._cancelled += 1
        if self._cancelled > 64 and self._cancelled * 2 > len(self._timers):
            self._timers = [entry for entry in self._timers if entry[2].call is not None]
            heapq.heapify(self._timers)
            self._cancelled = 0

    def _arm(self) -> None:
        """Have the loop call when the first timer is due."""
        if not self._timers:
            return
        due = self._timers[0][0]
        if self._armed is not None:
            if self._armed_due <= due:
                return
            self._armed.cancel()
        self._armed_due = due
        delay_ns = due - monotonic_ns()
        # Up to the next whole millisecond: loops wait in milliseconds, and one that rounds down would spin.
        wait_ms = -(-delay_ns // MILLISECOND) if delay_ns > 0 else 0
        self._armed = self._loop.call_later(wait_ms / 1000, self._run_due)

    def _run_due(self) -> None:
        self._armed = None
        now = monotonic_ns()  # read once: calls that schedule calls at once cannot keep the loop from its other work
        try:
            while self._timers and self._timers[0][0] <= now:
                timer = heapq.heappop(self._timers)[2]
                call, timer.call = timer.call, None
                if call is None:
                    self._cancelled = max(0, self._cancelled - 1)
                else:
                    call()
        finally:
            self._arm()  # also when a call raised: the loop reports that, the other timers still run
