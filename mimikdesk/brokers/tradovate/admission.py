"""Getting let in on a socket that has opened: authorise, ask once for everything, wait where the server says so."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any

from mimikdesk.brokers.tradovate import exact_json, facts
from mimikdesk.brokers.tradovate.ends import Cause, End, words_of
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.penalty import Ticket, ticket_in, with_ticket
from mimikdesk.brokers.tradovate.requests import Done, Requests, Unanswered
from mimikdesk.brokers.tradovate.tokens import Token
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.record import record
from mimikdesk.domain.time import Stamp

TOO_SLOW = "Tradovate has not let us in, in time."
CAPTCHA = "Tradovate wants to see a person (a captcha), which no program can answer"


class _Step(Enum):
    OPENING = auto()
    AUTHORISING = auto()
    SYNCING = auto()
    DONE = auto()


@record(frozen=True, slots=True)
class Told:
    """``synced(pieces, asked_at)``: let in, and this is what there was. ``failed``: the socket is of no use."""

    synced: Callable[[list[Any], Stamp], None]
    failed: Callable[[End], None]


class Admission:
    def __init__(self, clock: Clock, requests: Requests, token: Token, told: Told) -> None:
        self._clock = clock
        self._requests = requests
        self._token = token
        self._told = told
        self._step = _Step.OPENING
        self._pieces: list[Any] = []
        self._asked_at = clock.now()
        self._sync_number = -1
        self._round_ns = 0
        self._timer: TimerHandle | None = None
        self.deadline_ns: int | None = self._asked_at.mono_ns + facts.LOGIN_WITHIN_NS
        """When it has taken too long, in monotonic nanoseconds; None when we are in."""

    @property
    def syncing(self) -> bool:
        return self._step is _Step.SYNCING

    def stop(self) -> None:
        self._step = _Step.DONE
        self._stop_timer()

    def opened(self) -> None:
        """The socket is open. The server's word that it is normally follows at once."""
        self._timer = self._clock.call_later(facts.OPEN_FRAME_WITHIN_NS, self.begin)

    def begin(self) -> None:
        if self._step is _Step.OPENING:
            self._stop_timer()
            self._step = _Step.AUTHORISING
            self._authorise()

    def is_piece(self, reply: Reply) -> bool:
        """Whether an answer holds rows of the snapshot."""
        return reply.number == self._sync_number and reply.status == 200 and ticket_in(reply.data) is None

    def piece(self, data: object) -> None:
        """Take rows of the snapshot; it is complete when none come for a while."""
        self._requests.forget(self._sync_number)
        self._pieces.append(data)
        self._stop_timer()
        self._timer = self._clock.call_later(
            max(facts.SYNC_QUIET_NS, facts.SYNC_QUIET_ROUNDS * self._round_ns), self._complete
        )

    # --- inside -------------------------------------------------------------------------------------------------

    def _authorise(self) -> None:
        self._asked_at = self._clock.now()
        self._ask("authorize", self._token.access, self._authorised)

    def _authorised(self, answer: Reply | Unanswered) -> None:
        if isinstance(answer, Unanswered):
            self._told.failed(End(Cause.LOST, answer.text))
        elif (ticket := ticket_in(answer.data)) is not None:
            self._wait(ticket, self._authorise)
        elif answer.status == 200:
            self._round_ns = self._clock.now().mono_ns - self._asked_at.mono_ns
            self._step = _Step.SYNCING
            self._sync({})
        else:
            self._refused(answer, "Tradovate did not authorise the connection")

    def _sync(self, ticket: Mapping[str, object]) -> None:
        body: dict[str, object] = {"splitResponses": facts.SYNC_SPLIT, "entityTypes": list(facts.SYNC_ENTITIES)}
        if self._token.user_id is not None:
            body["users"] = [self._token.user_id]
        self._asked_at = self._clock.now()
        self._sync_number = self._ask("user/syncrequest", exact_json.encode({**body, **ticket}), self._sync_failed)

    def _sync_failed(self, answer: Reply | Unanswered) -> None:
        """The sync request was answered by something else than rows, or not at all."""
        if isinstance(answer, Unanswered):
            self._told.failed(End(Cause.LOST, answer.text))
        elif (ticket := ticket_in(answer.data)) is not None:
            self._wait(ticket, lambda: self._sync(with_ticket({}, ticket)))
        else:
            self._refused(answer, "Tradovate did not tell what there is")

    def _refused(self, answer: Reply, text: str) -> None:
        if answer.status in (401, 403):
            end = End(Cause.REFUSED, f"Tradovate does not accept the login: {words_of(answer.data)}")
        else:
            end = End(Cause.LOST, f"{text} (status {answer.status})")
        self._told.failed(end)

    def _complete(self) -> None:
        self._timer = None
        self._step = _Step.DONE
        self.deadline_ns = None
        pieces, self._pieces = self._pieces, []
        self._told.synced(pieces, self._asked_at)

    def _wait(self, ticket: Ticket, again: Callable[[], None]) -> None:
        """A waiting time in place of an answer: the same request again after it."""
        if ticket.captcha:
            self._told.failed(End(Cause.LOST, ticket.text or CAPTCHA, ticket.wait_ns))
            return
        self.deadline_ns = self._clock.now().mono_ns + ticket.wait_ns + facts.LOGIN_WITHIN_NS
        self._stop_timer()
        self._timer = self._clock.call_later(ticket.wait_ns, again)

    def _ask(self, endpoint: str, body: str, done: Done) -> int:
        try:
            return self._requests.ask(endpoint, done, body=body, within_ns=facts.LOGIN_WITHIN_NS)
        except OSError as error:
            self._told.failed(End(Cause.LOST, str(error)))
            return -1

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
