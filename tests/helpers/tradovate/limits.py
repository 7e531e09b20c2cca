"""What the server holds against a caller: rates over a rolling hour, time penalties, and answers that a test wants."""

from collections import deque
from dataclasses import dataclass
from itertools import count

from mimikdesk.domain.clock import Clock
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.calls import NOTHING, Answer, Call
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.wire import Json, Row

HOUR = 3600 * SECOND


class RollingHour:
    """Counts by name over the hour that ends now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: dict[str, deque[int]] = {}

    def count(self, name: str, times: int = 1) -> int:
        """Count and tell how many there are in this hour, these included."""
        seen = self._seen.setdefault(name, deque())
        now = self._clock.now().mono_ns
        seen.extend([now] * times)
        while seen and seen[0] <= now - HOUR:
            seen.popleft()
        return len(seen)


@dataclass(slots=True)
class _Ticket:
    value: str
    due: int
    captcha: bool
    seconds: int


class Penalties:
    """Time penalties with p-tickets, by endpoint and caller."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = count(1)
        self._open: dict[tuple[str, str], _Ticket] = {}
        self._next: dict[str, list[tuple[int, bool, str]]] = {}

    def impose(self, endpoint: str, seconds: int, captcha: bool = False, message: str = "") -> None:
        """The next call of ``endpoint``, whoever makes it, is told to wait."""
        self._next.setdefault(endpoint, []).append((seconds, captcha, message))

    def lift(self) -> None:
        self._open.clear()
        self._next.clear()

    def check(self, call: Call, caller: str) -> Answer | None:
        """The penalty that stands before this call, None when it may go on."""
        key = (call.endpoint, caller)
        ticket = self._open.get(key)
        if ticket is not None:
            shown = call.body.get("p-ticket") or call.query.get("p-ticket")
            if shown == ticket.value and not ticket.captcha and self._clock.now().mono_ns >= ticket.due:
                del self._open[key]
                return None
            return self.fine(call, caller, ticket.seconds, ticket.captcha)
        waiting = self._next.get(call.endpoint)
        return self.fine(call, caller, *waiting.pop(0)) if waiting else None

    def fine(self, call: Call, caller: str, seconds: int, captcha: bool = False, message: str = "") -> Answer:
        """Tell this caller to wait, or that only a human may go on."""
        due = self._clock.now().mono_ns + seconds * SECOND
        ticket = _Ticket(f"ticket-{next(self._numbers)}", due, captcha, seconds)
        self._open[(call.endpoint, caller)] = ticket
        payload: Row = {"p-ticket": ticket.value, "p-time": seconds, "p-captcha": captcha}
        if message:
            payload["p-message"] = message
        return Answer(200, payload)


class Limits:
    """Everything that may stand before a handler."""

    def __init__(self, clock: Clock, options: Options) -> None:
        self.penalties = Penalties(clock)
        self.hour = RollingHour(clock)
        self._clock = clock
        self._options = options
        self._scripted: dict[str, list[Answer]] = {}
        self._locked_until: dict[str, int] = {}

    def answer_next(self, endpoint: str, status: int, payload: Json = NOTHING, times: int = 1, delay: int = 0) -> None:
        """Let the next calls of ``endpoint`` (``"*"``: of any) be answered like this, and do nothing else."""
        self._scripted.setdefault(endpoint, []).extend([Answer(status, payload, delay)] * times)

    def lock_endpoint(self, endpoint: str, duration: int) -> None:
        """Answer 423 to ``endpoint`` for so many nanoseconds."""
        self._locked_until[endpoint] = self._clock.now().mono_ns + duration

    def spend(self, user_id: int, requests: int) -> None:
        """Let a login have made so many requests just now."""
        self.hour.count(f"user {user_id}", requests)

    def before_all(self, call: Call) -> Answer | None:
        """Counts the call; the budget of a login is one for all its accounts, tokens and sockets. A call that finds the
        budget used up counts too."""
        if call.token is not None:
            over = self.hour.count(f"user {call.user.id}") > self._options.user_hourly
        else:
            over = self.hour.count(f"ip {call.ip}") > self._options.anonymous_hourly
        if over:
            return Answer(429)
        for name in (call.endpoint, "*"):
            if scripted := self._scripted.get(name):
                return scripted.pop(0)
        if self._clock.now().mono_ns < self._locked_until.get(call.endpoint, 0):
            return Answer(423)
        return None

    def before_handler(self, call: Call) -> Answer | None:
        """Penalties, and the special rates of some endpoints."""
        if (penalty := self.penalties.check(call, call.ip)) is not None:
            return penalty
        special = {
            "auth/renewaccesstoken": (self._options.renewals_hourly, 15),
            "user/syncrequest": (self._options.syncs_hourly, 3),
        }
        most, wait = special.get(call.endpoint, (0, 0))
        if most and self.hour.count(f"{call.endpoint} {call.ip}") > most and "p-ticket" not in call.body:
            return self.penalties.fine(call, call.ip, wait)
        return None
