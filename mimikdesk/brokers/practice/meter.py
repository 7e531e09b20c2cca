"""The request budget of a practice connection: so many requests in a running window, as real brokers have it."""

from collections import deque
from collections.abc import Callable

from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.time import MILLISECOND

TELL_NS = 250 * MILLISECOND
"""What comes free again is told in steps of this."""


class Meter:
    """``freed`` is called when requests have become free again. Without ``limit`` nothing is counted."""

    def __init__(self, clock: Clock, freed: Callable[[], None]) -> None:
        self._clock = clock
        self._freed = freed
        self._sent: deque[int] = deque()
        self._timer: TimerHandle | None = None
        self.limit: int | None = None
        self.window_ns = 0

    def allow(self, limit: int | None, window_ns: int = 0) -> None:
        """Allow ``limit`` requests in each running window; None for any number."""
        self.limit, self.window_ns = limit, window_ns
        self._sent.clear()
        self.rest()

    @property
    def left(self) -> int | None:
        if self.limit is None:
            return None
        self._forget()
        return max(0, self.limit - len(self._sent))

    def spend(self) -> bool:
        """Count one request. False when it is one too many."""
        if self.limit is None:
            return True
        allowed = bool(self.left)
        self._sent.append(self._clock.now().mono_ns)
        self._watch()
        return allowed

    def rest(self) -> None:
        """Ask nothing more of the clock."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _forget(self) -> None:
        since_ns = self._clock.now().mono_ns - self.window_ns
        while self._sent and self._sent[0] <= since_ns:
            self._sent.popleft()

    def _watch(self) -> None:
        if self._timer is None and self._sent:
            due_ns = self._sent[0] + self.window_ns - self._clock.now().mono_ns
            self._timer = self._clock.call_later(max(TELL_NS, due_ns), self._tell)

    def _tell(self) -> None:
        self._timer = None
        self._forget()
        self._freed()
        self._watch()
