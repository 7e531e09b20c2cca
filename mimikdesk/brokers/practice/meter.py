"""The request budget of a practice connection: so many requests in a running window, as real brokers have it."""

from collections.abc import Callable

from mimikdesk.brokers.budget import Budget, Limit
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.time import MILLISECOND

TELL_NS = 250 * MILLISECOND
"""What comes free again is told in steps of this."""


class Meter:
    """``freed`` is called when requests have become free again. Without a limit nothing is counted."""

    def __init__(self, clock: Clock, freed: Callable[[], None]) -> None:
        self._clock = clock
        self._freed = freed
        self._budget: Budget | None = None
        self._timer: TimerHandle | None = None
        self.limit: int | None = None
        self.window_ns = 0

    def allow(self, limit: int | None, window_ns: int = 0) -> None:
        """Allow ``limit`` requests in each running window; None for any number."""
        self.limit, self.window_ns = limit, window_ns
        self._budget = Budget(Limit(limit, window_ns)) if limit is not None else None
        self.rest()

    @property
    def left(self) -> int | None:
        return max(0, self._budget.left(self._clock.now().mono_ns)) if self._budget is not None else None

    def spend(self) -> bool:
        """Count one request. False when it is one too many."""
        if self._budget is None:
            return True
        allowed = bool(self.left)
        self._budget.spend(self._clock.now().mono_ns)
        self._watch()
        return allowed

    def rest(self) -> None:
        """Ask nothing more of the clock."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _watch(self) -> None:
        due_ns = self._budget.frees_ns(self._clock.now().mono_ns) if self._budget is not None else 0
        if self._timer is None and due_ns:
            self._timer = self._clock.call_later(max(TELL_NS, due_ns), self._tell)

    def _tell(self) -> None:
        self._timer = None
        self._freed()
        self._watch()
