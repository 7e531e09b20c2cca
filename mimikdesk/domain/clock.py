"""What the program asks of a clock, and a clock that is moved by hand.

The clock that reads the machine's time lives in app/, the only place that may. Everything else takes a
``Clock``, so the practice broker, the services and the simulation run on either.
"""

import heapq
from collections.abc import Callable
from itertools import count
from typing import Protocol

from mimikdesk.domain.time import Stamp


class TimerHandle(Protocol):
    """A call that was scheduled; cancelling a call that has run already does nothing."""

    def cancel(self) -> None: ...


class Clock(Protocol):
    """Time, and calls at a later time. All calls come back on the thread that owns the clock."""

    def now(self) -> Stamp: ...

    def call_later(self, delay_ns: int, call: Callable[[], None]) -> TimerHandle:
        """Run ``call`` once, ``delay_ns`` nanoseconds from now. Equal times run in the order they were asked for."""
        ...


class _Timer:
    __slots__ = ("call",)

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        self.call = None


class VirtualClock:
    """A clock that stands still until it is moved: the same calls in the same order, every time.

    Starts at ``utc_ns`` (default: Monday 2026-01-05 14:30:00 UTC, the New York cash open) with the monotonic side at 0.
    """

    def __init__(self, utc_ns: int = 1_767_623_400_000_000_000) -> None:
        self._utc_start = utc_ns
        self._mono = 0
        self._order = count()
        self._timers: list[tuple[int, int, _Timer]] = []

    def now(self) -> Stamp:
        return Stamp(self._utc_start + self._mono, self._mono)

    def jump(self, utc_ns: int, mono_ns: int = 0) -> None:
        """Let the two clocks go so far at once, and nothing run meanwhile: a sleep, or a clock that is set. What fell
        due runs at the next move, and is late."""
        self._mono += mono_ns
        self._utc_start += utc_ns - mono_ns

    def call_later(self, delay_ns: int, call: Callable[[], None]) -> TimerHandle:
        timer = _Timer(call)
        heapq.heappush(self._timers, (self._mono + max(0, delay_ns), next(self._order), timer))
        return timer

    @property
    def next_due(self) -> int | None:
        """Monotonic time of the next call, or None when nothing is scheduled."""
        while self._timers and self._timers[0][2].call is None:
            heapq.heappop(self._timers)
        return self._timers[0][0] if self._timers else None

    def run_next(self) -> bool:
        """Move to the next scheduled call and run it. False when there is none."""
        due = self.next_due
        if due is None:
            return False
        _, _, timer = heapq.heappop(self._timers)
        self._mono = max(self._mono, due)
        call, timer.call = timer.call, None
        if call is not None:
            call()
        return True

    def advance(self, duration_ns: int) -> None:
        """Run everything that falls due within ``duration_ns`` from now, then stand at its end."""
        end = self._mono + duration_ns
        while (due := self.next_due) is not None and due <= end:
            self.run_next()
        self._mono = end
