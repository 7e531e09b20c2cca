"""One web socket as the server sees it: frames, heartbeats, authorising, requests, and what is pushed (section 4)."""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Protocol

from mimikdesk.domain.clock import Clock
from tests.helpers.tradovate.calls import DENIED, NOTHING, Answer, Call
from tests.helpers.tradovate.disorder import legal, odd, pack
from tests.helpers.tradovate.options import Options, ReplyPlace
from tests.helpers.tradovate.people import IssuedToken, User
from tests.helpers.tradovate.sync import Selection
from tests.helpers.tradovate.wire import Json, Row, SocketRequest, decode, encode, read_request

if TYPE_CHECKING:
    from tests.helpers.tradovate.switchboard import Switchboard


class SocketOut(Protocol):
    """The way to the client."""

    def text(self, text: str) -> None: ...

    def close(self, code: int, reason: str) -> None:
        """Close after what was sent."""
        ...


class ServerSocket:
    """``selection``: what the client is subscribed to, None before it asked. ``muted``: nothing is pushed any more;
    ``deaf``: nothing is answered either. ``answering``: the number of the request that is being answered."""

    def __init__(
        self,
        clock: Clock,
        options: Options,
        board: "Switchboard",
        world: str,
        ip: str,
        out: SocketOut,
        on_gone: Callable[["ServerSocket"], None],
        admit: Callable[["ServerSocket"], None],
        complaints: list[str],
        random: Random,
    ) -> None:
        self.world = world
        self.token: IssuedToken | None = None
        self.selection: Selection | None = None
        self.muted = False
        self.deaf = False
        self.open = True
        self.answering = 0
        self.requests: list[SocketRequest] = []
        self._clock = clock
        self._options = options
        self._board = board
        self._ip = ip
        self._out = out
        self._on_gone = on_gone
        self._admit = admit
        self._complaints = complaints
        self._random = random
        self._pending: list[Row] = []
        self._later: list[Row] = []
        self._flushing = False
        self._numbers: set[int] = set()
        now = clock.now().mono_ns
        self._heard = self._said = now
        clock.call_later(0, self._greet)
        clock.call_later(options.authorize_within, self._authorized_in_time)
        clock.call_later(options.heartbeat, self._beat)

    @property
    def user(self) -> User | None:
        return self.token.session.user if self.token is not None else None

    # --- from the client ------------------------------------------------------------------------------------------

    def text(self, text: str) -> None:
        """A frame of the client has arrived."""
        if not self.open:
            return
        self._heard = self._clock.now().mono_ns
        if text == "[]":
            return
        request = read_request(text)
        if request is None:
            self._complaints.append(f"no request: {text[:60]!r}")
            return
        if request.number in self._numbers:
            self._complaints.append(f"request number {request.number} used twice on one socket")
        self._numbers.add(request.number)
        self.requests.append(request)
        start, self.answering = len(self._pending), request.number
        answer = self._answer(request)
        if self.deaf:
            return
        message: Row = {"s": answer.status, "i": request.number}
        if answer.payload is not NOTHING:
            message["d"] = answer.payload
        later, self._later = [message, *self._later], []
        if answer.delay:
            self._clock.call_later(answer.delay, lambda: self.send(*later))
            return
        place = {ReplyPlace.FIRST: start, ReplyPlace.LAST: len(self._pending)}.get(self._options.reply)
        if place is None:
            place = self._random.randint(start, len(self._pending))
        self._pending[place:place] = later
        self._flush_soon()

    def gone(self) -> None:
        """The client has closed, or the line is lost."""
        if self.open:
            self.open = False
            if self.token is not None:
                self.token.on_end.remove(self._token_ended)
            self._on_gone(self)

    def _answer(self, request: SocketRequest) -> Answer:
        if request.endpoint == "authorize":
            return self._authorize(request.body)
        if request.endpoint.startswith("/"):
            return Answer(404, "")
        endpoint = request.endpoint.lower()
        if endpoint != request.endpoint:
            self._complaints.append(f"capitals in {request.endpoint}")
            if self._options.camel_case_denied and endpoint.startswith("order/"):
                return Answer(401, DENIED)
        if self.token is None:
            return Answer(401, DENIED)
        body = _read_body(request.body)
        if body is None:
            return Answer(400, {"errorText": "the body is no JSON object"})
        call = Call(self.world, endpoint, request.query, body, self._ip, self.token, self)
        return self._board.answer(call)

    def _authorize(self, body: str) -> Answer:
        text = body.strip()
        token = self._board.auth.find(text.strip('"'))
        if token is None or not self._right_token(token, text.strip('"')) or self.token is not None:
            return Answer(401, DENIED)
        over = self._board.limits.before_all(Call(self.world, "authorize", ip=self._ip, token=token))
        if over is not None:
            return over
        self.token = token
        token.on_end.append(self._token_ended)
        self._admit(self)
        return Answer(200)

    def _right_token(self, token: IssuedToken, text: str) -> bool:
        if self.world != "md":
            return text == token.access
        return text == token.md or not self._options.md_token_needed

    # --- to the client --------------------------------------------------------------------------------------------

    def send(self, *messages: Row) -> None:
        """Messages, in frames of their own or with others of this instant."""
        if self.open:
            self._pending.extend(messages)
            self._flush_soon()

    def later(self, message: Row) -> None:
        """Right after the answer to the request that is being answered."""
        self._later.append(message)

    def push(self, entity: str, event: str, row: Row) -> None:
        if not self.muted:
            self.send({"e": "props", "d": {"entityType": entity, "eventType": event, "entity": row}})

    def raw(self, frame: str) -> None:
        """A frame as it is."""
        if self.open:
            self._said = self._clock.now().mono_ns
            self._out.text(frame)

    def shut_down(self, reason_code: str, reason: str = "") -> None:
        """Announce the end and close."""
        self.send({"e": "shutdown", "d": {"reasonCode": reason_code, "reason": reason}})
        self.end(f"shutdown: {reason_code}")

    def end(self, reason: str, announced: bool = True) -> None:
        """Close, with a ``c`` frame before where ``announced``."""
        if not self.open:
            return
        self._flush()
        if announced:
            self.raw(f"c{encode([3000, reason])}")
        self._out.close(1000 if announced else 1006, reason)
        self.gone()

    def _flush_soon(self) -> None:
        if not self._flushing:
            self._flushing = True
            self._clock.call_later(0, self._flush)

    def _flush(self) -> None:
        self._flushing = False
        if not self.open or not self._pending:
            return
        pending, self._pending = self._pending, []
        options, random = self._options, self._random
        if options.shuffle:
            pending = legal(pending, random)
        if options.odd:
            pending = [new for m in pending for new in (odd(m, random) if random.random() < options.odd else [m])]
        for messages in pack(pending, options.pack, random if options.shuffle or options.odd else None):
            self.raw(f"a{encode(messages)}")

    # --- time -----------------------------------------------------------------------------------------------------

    def _greet(self) -> None:
        if self._options.spontaneous_open:
            self.raw("o")

    def _authorized_in_time(self) -> None:
        if self.token is None:
            self.end("not authorized in time")

    def _beat(self) -> None:
        if not self.open:
            return
        now = self._clock.now().mono_ns
        if now - self._heard >= self._options.silent_client:
            self._complaints.append("a client that was silent for too long")
            self.end("no heartbeat", announced=False)
            return
        if now - self._said >= self._options.heartbeat:
            self.raw("h")
        self._clock.call_later(self._said + self._options.heartbeat - now, self._beat)

    def _token_ended(self, why: str) -> None:
        self.end(why)


def _read_body(text: str) -> dict[str, Json] | None:
    if text.strip() in ("", "undefined"):  # the vendor's own example writes the latter for what it leaves out
        return {}
    try:
        body = decode(text)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
