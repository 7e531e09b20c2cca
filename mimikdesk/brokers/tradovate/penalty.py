"""Tradovate's penalties: tickets with a waiting time, locks after too many requests, and what may go meanwhile.

A ticket ("p-ticket") comes in place of a result, at HTTP 200 or ``s:200``: the same request is sent again with it after
its time. A 429 has no ticket: it lasts until the rolling hour is under the limit again, and every request prolongs it.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal

from mimikdesk.brokers.budget import Budget
from mimikdesk.brokers.tradovate import facts
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.record import record
from mimikdesk.domain.time import SECOND


@record(frozen=True, slots=True)
class Ticket:
    """``value``: goes back as ``p-ticket`` with the same request, ``wait_ns`` from now at the earliest. ``captcha``: a
    program cannot go on, and shall leave that operation alone for so long. ``text``: the broker's words, may be ""."""

    value: str = field(repr=False)
    wait_ns: int
    captcha: bool
    text: str


def ticket_in(payload: object) -> Ticket | None:
    """The penalty in a result, None where it is a result."""
    if not isinstance(payload, Mapping):
        return None
    value, captcha = payload.get("p-ticket"), payload.get("p-captcha") is True
    if not captcha and (value is None or value == ""):
        return None
    text = payload.get("p-message")
    wait_ns = _wait_ns(payload.get("p-time"))
    return Ticket(
        "" if value is None else str(value),
        max(wait_ns, facts.CAPTCHA_STOP_NS) if captcha else wait_ns,
        captcha,
        text if isinstance(text, str) else "",
    )


def _wait_ns(seconds: object) -> int:
    if isinstance(seconds, str):
        text = seconds.strip()
        seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    if isinstance(seconds, bool) or not isinstance(seconds, int | Decimal) or not seconds >= 0:
        return facts.USUAL_TICKET_WAIT_NS
    return int(min(seconds, facts.LONGEST_TICKET_WAIT_NS // SECOND) * SECOND)


def with_ticket(body: Mapping[str, object], ticket: Ticket) -> dict[str, object]:
    """The body of the same request with the ticket in it."""
    return {**body, "p-ticket": ticket.value}


class Penalties:
    """Tradovate's penalties as the lock of a login's budget, whichever of its requests brought them on (rule 3.6).

    While it lasts nothing is read and nothing opened. Exits pass: each is sent once, and again after ``wait_ns``.
    """

    def __init__(self, clock: Clock, budget: Budget, masked: Callable[[str], str] = str) -> None:
        """``masked``: takes what is secret out of the broker's words."""
        self._clock = clock
        self._masked = masked
        self._budget = budget
        self._endpoint_locks = 0

    @property
    def wait_ns(self) -> int:
        """How long it still lasts, 0 when there is none."""
        now = self._clock.now().mono_ns
        until = self._budget.penalty_until(now)
        return 0 if until is None else until - now

    @property
    def text(self) -> str:
        """What is going on, for the trader; "" when there is no penalty."""
        return self._budget.penalty_text(self._clock.now().mono_ns)

    def ticket(self, ticket: Ticket) -> None:
        if ticket.captcha:
            text = "Tradovate wants to see a person (a captcha), which no program can answer"
        else:
            text = "Tradovate asks this login to wait"
        self._last(
            ticket.wait_ns, f"{text}{': ' if ticket.text else ''}{self._masked(ticket.text)}. Close at the broker."
        )

    def status(self, status: int, retry_after_ns: int = 0) -> None:
        """Take note of an HTTP status or the ``s`` of an answer. Anything but 423 and 429 tells nothing here."""
        if status == 429:
            wait_ns = max(facts.RATE_LOCK_NS, retry_after_ns)
            self._last(
                wait_ns,
                "Tradovate has counted too many requests of this login and answers none for about "
                f"{_minutes(wait_ns)}. Exits are still tried. Close at the broker.",
            )
        elif status == 423:
            wait_ns = max(min(facts.ENDPOINT_LOCK_NS << self._endpoint_locks, facts.RATE_LOCK_NS), retry_after_ns)
            self._endpoint_locks = min(self._endpoint_locks + 1, 16)
            self._last(
                wait_ns,
                f"Tradovate has locked this login's requests for about {_minutes(wait_ns)}. "
                "Exits are still tried. Close at the broker.",
            )

    def passed(self) -> None:
        """A request was answered as usual after the penalty's end: the next lock begins with the short wait again."""
        if not self.wait_ns:
            self._endpoint_locks = 0

    def _last(self, wait_ns: int, text: str) -> None:
        self._budget.penalise(self._clock.now().mono_ns + wait_ns, text)


def _minutes(wait_ns: int) -> str:
    minutes = max(1, round(wait_ns / facts.MINUTE))
    return "a minute" if minutes == 1 else f"{minutes} minutes"


def retry_after_ns(headers: Mapping[str, str]) -> int:
    """The seconds of a ``Retry-After`` header as nanoseconds; 0 where there is none, or it names a date."""
    text = headers.get("retry-after", "").strip()
    return min(int(text), 86_400) * SECOND if text.isascii() and text.isdigit() and len(text) < 10 else 0
