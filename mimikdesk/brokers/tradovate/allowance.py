"""Tells how many requests the login may still make, and of its penalties, as the port's ``BudgetReported`` (rule 3.6).

The budget belongs to the login: other links of it, REST requests and the passing of time change it as well. So it is
looked at four times a second while connected, and told where it has changed.
"""

from collections.abc import Callable

from mimikdesk.brokers.budget import Budget
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.events import BudgetReported
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.time import MILLISECOND, SECOND

LOOK_NS = 250 * MILLISECOND
"""How soon a penalty is told."""

TELL_NS = SECOND
"""How often the figure alone is told."""


class Allowance:
    """``tell`` passes an event on, not from inside a call of the port."""

    def __init__(
        self, clock: Clock, connection: ConnectionId, budget: Budget, tell: Callable[[BudgetReported], None]
    ) -> None:
        self._clock = clock
        self._connection = connection
        self._budget = budget
        self._tell = tell
        self._timer: TimerHandle | None = None
        self._told: tuple[int, int | None] | None = None
        self._told_ns = 0

    def begin(self) -> None:
        """The line is connected: tell at once, and watch from now on."""
        self._told = None
        self._look()

    def end(self) -> None:
        """The line is gone."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self.end()
        self._timer = self._clock.call_later(LOOK_NS, self._look)
        at = self._clock.now()
        left, until_ns = max(0, self._budget.left(at.mono_ns)), self._budget.penalty_until(at.mono_ns)
        told = self._told
        if told is not None and until_ns == told[1] and (left == told[0] or at.mono_ns < self._told_ns + TELL_NS):
            return
        limit = self._budget.tightest(at.mono_ns)
        if limit is None:
            return
        self._told, self._told_ns = (left, until_ns), at.mono_ns
        text = self._budget.penalty_text(at.mono_ns)
        self._tell(BudgetReported(self._connection, left, limit.capacity, limit.span_ns, until_ns, text, at))
