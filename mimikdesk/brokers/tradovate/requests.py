"""Requests under way on one socket: numbered, answered, late or never answered. One timer for all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from mimikdesk.brokers.tradovate.deadlines import Deadlines
from mimikdesk.brokers.tradovate.frames import Reply, request
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.record import record
from mimikdesk.domain.time import SECOND

ANSWER_WITHIN = 5 * SECOND
_LATE_KEPT = 256
"""How many requests that were given up are remembered, in case their answers come after all."""


@record(frozen=True, slots=True)
class Unanswered:
    """No answer: the time is over, or the line is lost. The request may have arrived all the same."""

    text: str
    lost: bool = False


Done = Callable[[Reply | Unanswered], None]
Late = Callable[[Reply], None]


@dataclass(slots=True)
class _Pending:
    done: Done
    late: Late | None


class Requests:
    """``send`` hands text to the socket; it raises OSError where it is certain that nothing left."""

    def __init__(self, clock: Clock, send: Callable[[str], None]) -> None:
        self._send = send
        self._numbers = count()
        self._pending: dict[int, _Pending] = {}
        self._late: dict[int, Late] = {}
        self._deadlines: Deadlines[int] = Deadlines(clock, self._overdue)

    def ask(
        self,
        endpoint: str,
        done: Done,
        query: str = "",
        body: str = "",
        within_ns: int = ANSWER_WITHIN,
        late: Late | None = None,
    ) -> int:
        """Send one request and return its number. ``done`` is called once, never from inside this call; ``late`` is
        told the answer that comes after ``done`` was told that there is none. Raises OSError where nothing was sent."""
        number = next(self._numbers)
        self._send(request(endpoint, number, query, body))
        self._pending[number] = _Pending(done, late)
        self._deadlines.set(number, within_ns)
        return number

    def take(self, reply: Reply) -> bool:
        """False for an answer to nothing that was asked, or one that came twice."""
        pending = self._pending.pop(reply.number, None)
        if pending is not None:
            self._deadlines.clear(reply.number)
            pending.done(reply)
            return True
        late = self._late.pop(reply.number, None)
        if late is not None:
            late(reply)
        return late is not None

    def forget(self, number: int) -> None:
        """It is answered in another way."""
        if self._pending.pop(number, None) is not None:
            self._deadlines.clear(number)

    def give_up(self, text: str) -> None:
        """The line is lost: nothing that was asked will be answered."""
        self._deadlines.clear_all()
        pending, self._pending = self._pending, {}
        for one in pending.values():
            one.done(Unanswered(text, lost=True))

    def _overdue(self, number: int) -> None:
        one = self._pending.pop(number, None)
        if one is None:
            return
        if one.late is not None:
            self._late[number] = one.late
            while len(self._late) > _LATE_KEPT:
                del self._late[next(iter(self._late))]
        one.done(Unanswered("the broker has not answered"))
