"""Requests to Tradovate's REST interface in the name of a login, each with one clear outcome.

Penalties are kept here: a ticket is waited out and the request sent again with it, a locked login is not asked. What
the server answers at HTTP 200 about the business itself (``failureReason``, ``errorText``) is for the caller to read.
"""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any, TypeAlias
from urllib.parse import urlencode

from mimikdesk.brokers.budget import Priority
from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest, Network
from mimikdesk.brokers.tradovate import exact_json, facts
from mimikdesk.brokers.tradovate.credentials import JSON_HEADERS
from mimikdesk.brokers.tradovate.hosts import Hosts
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.penalty import Ticket, retry_after_ns, ticket_in, with_ticket
from mimikdesk.brokers.tradovate.tokens import Token, sentence
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.record import record
from mimikdesk.domain.time import SECOND


class Why(Enum):
    """Why there is no answer."""

    HELD = auto()
    """Not sent: the login is in a penalty, or what is left of its requests is kept for exits."""
    NO_TOKEN = auto()
    """Not sent: there is no token that lives."""
    OFFLINE = auto()
    """Certain that nothing arrived."""
    LOST = auto()
    """It may have arrived; there was no reply."""
    DENIED = auto()
    """The login may not do this (or a firm's rules hide it)."""
    MISSING = auto()
    """No such thing here: an unknown id, or one of the other environment."""
    WRONG = auto()
    """The server did not take the request as it was."""
    PENALTY = auto()
    """Too many requests, a lock, or a ticket that cannot be waited out. Not done."""
    SERVER = auto()
    """Trouble on the server's side; whether it was done is not known."""
    UNREADABLE = auto()
    """A reply that is not understood; whether it was done is not known."""


@record(frozen=True, slots=True)
class Answer:
    """What the server answered, fractions as Decimal."""

    data: Any


@record(frozen=True, slots=True)
class NoAnswer:
    """``text``: for the trader or the log, never with anything secret. ``wait_ns``: when it may be tried again, 0 where
    nothing is known. ``ticket``: with which it may be."""

    why: Why
    text: str
    wait_ns: int = 0
    ticket: Ticket | None = None


Outcome: TypeAlias = Answer | NoAnswer
Done: TypeAlias = Callable[[Outcome], None]
"""Called once, never from inside the call that asked."""

_DOUBT_NS = 15 * SECOND
"""How long a request that was refused waits for a renewed token before it gives up."""


class Rest:
    """Requests of one login to one environment."""

    def __init__(self, clock: Clock, network: Network, login: Login, hosts: Hosts) -> None:
        self.clock = clock
        self.network = network
        self.login = login
        self.hosts = hosts
        self.denied: set[str] = set()

    def get(
        self, endpoint: str, query: Mapping[str, str | int], done: Done, priority: Priority = Priority.READ
    ) -> None:
        """A query, e.g. ``get("contract/item", {"id": 7}, done)``."""
        _Call(self, "GET", endpoint.lower(), query, priority, done).send()

    def post(self, endpoint: str, body: Mapping[str, object], done: Done, priority: Priority = Priority.READ) -> None:
        """A command, or one of the queries that want a body."""
        _Call(self, "POST", endpoint.lower(), body, priority, done).send()


class _Call:
    """One request until its outcome. Only reads wait for a penalty's end: an exit is the exit desk's to repeat, and an
    opening order that went out late would be an entry nobody decided."""

    def __init__(
        self, rest: Rest, method: str, endpoint: str, fields: Mapping[str, Any], priority: Priority, done: Done
    ) -> None:
        self._rest = rest
        self._method = method
        self._endpoint = endpoint
        self._fields = fields
        self._priority = priority
        self._done = done
        self._token: Token | None = None
        self._tickets = 0
        self._renewed = False
        self._over = False

    def send(self) -> None:
        login, now = self._rest.login, self._rest.clock.now().mono_ns
        self._token = login.token
        if not login.budget.allows(now, self._priority):
            self._end_soon(self._held(now))
        elif self._token is None:
            self._end_soon(NoAnswer(Why.NO_TOKEN, "Tradovate has not let this login in yet."))
        else:
            login.budget.spend(now)
            self._rest.network.fetch(self._request(self._token), self._answered)

    def _held(self, now_ns: int) -> NoAnswer:
        login = self._rest.login
        if login.penalties.wait_ns:
            return NoAnswer(Why.HELD, login.penalties.text, login.penalties.wait_ns)
        return NoAnswer(Why.HELD, "This login has no requests to spare at the moment.", login.budget.frees_ns(now_ns))

    def _request(self, token: Token) -> HttpRequest:
        url = self._rest.hosts.endpoint(self._endpoint)
        bearer = {"authorization": f"Bearer {token.access}"}
        if self._method == "GET":
            url = f"{url}?{urlencode(self._fields)}" if self._fields else url
            return HttpRequest("GET", url, {**bearer, "accept": "application/json"})
        return HttpRequest("POST", url, {**bearer, **JSON_HEADERS}, exact_json.encode(self._fields).encode())

    def _answered(self, got: HttpReply | HttpFailure) -> None:
        if isinstance(got, HttpFailure):
            text = self._rest.login.masked(got.text)
            self._end(NoAnswer(Why.LOST if got.sent else Why.OFFLINE, text))
            return
        try:
            data = exact_json.decode(got.body) if got.body.strip() else None
        except ValueError:
            data = got
        ticket = ticket_in(data)
        if got.status in (423, 429):
            penalties = self._rest.login.penalties
            penalties.status(got.status, retry_after_ns(got.headers))
            self._end(NoAnswer(Why.PENALTY, penalties.text, penalties.wait_ns))
        elif ticket is not None:
            self._penalised(ticket)
        elif got.status == 401 or _says_expired(data):
            self._refused(data)
        elif 200 <= got.status < 300:
            self._rest.login.penalties.passed()
            self._end(self._no(Why.UNREADABLE, got.status, None) if data is got else Answer(data))
        else:
            why = {400: Why.WRONG, 403: Why.DENIED, 404: Why.MISSING, 405: Why.WRONG, 422: Why.WRONG}
            self._end(self._no(why.get(got.status, Why.SERVER), got.status, data))

    def _penalised(self, ticket: Ticket) -> None:
        penalties = self._rest.login.penalties
        penalties.ticket(ticket)
        self._tickets += 1
        if ticket.captcha or self._priority is not Priority.READ or self._tickets > facts.TICKETS_IN_A_ROW:
            self._end(NoAnswer(Why.PENALTY, penalties.text, ticket.wait_ns, None if ticket.captcha else ticket))
            return
        self._fields = with_ticket(self._fields, ticket)
        self._rest.clock.call_later(ticket.wait_ns, self.send)

    def _refused(self, data: object) -> None:
        denied = self._no(Why.DENIED, 401, data)
        if self._renewed or self._endpoint in self._rest.denied or self._token is None:
            if self._token is not None and not _says_expired(data):
                self._rest.denied.add(self._endpoint)
            self._end(denied)
            return
        before = self._token
        self._renewed = True

        def renewed() -> None:
            if self._over:
                return
            timer.cancel()
            now = self._rest.login.token
            if now is None:
                self._end(NoAnswer(Why.NO_TOKEN, denied.text))
            elif now is before or self._priority is Priority.ORDER:
                self._end(denied)
            else:
                self.send()

        timer = self._rest.clock.call_later(_DOUBT_NS, lambda: self._end(denied))
        self._rest.login.doubt(before, renewed)

    def _no(self, why: Why, status: int, data: object) -> NoAnswer:
        told = self._rest.login.masked(_told(data))
        return NoAnswer(why, f"{told} (status {status})" if told else f"Tradovate answered with status {status}")

    def _end_soon(self, outcome: Outcome) -> None:
        self._rest.clock.call_later(0, lambda: self._end(outcome))

    def _end(self, outcome: Outcome) -> None:
        if not self._over:
            self._over = True
            self._done(outcome)


def _told(data: object) -> str:
    """The server's own words in a refusal: ``errorText``, a list of violations, or a bare text."""
    if isinstance(data, str):
        return sentence(data)
    if not isinstance(data, Mapping):
        return ""
    violations = data.get("violations")
    if isinstance(violations, list) and violations:
        parts = [part.get("description") or part.get("constraint") for part in violations if isinstance(part, Mapping)]
        return sentence(", ".join(str(part) for part in parts if part))
    return sentence(data.get("errorText") or data.get("error") or data.get("failureText") or "")


def _says_expired(data: object) -> bool:
    return facts.EXPIRED_TOKEN_TEXT in _told(data).lower()
