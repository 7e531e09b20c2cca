"""The life of one socket: open, get let in, stay alive, end. Its owner is told; no decision is made here."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from mimikdesk.brokers.network import Network, Socket
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.admission import TOO_SLOW, Admission, Told
from mimikdesk.brokers.tradovate.ends import Cause, End
from mimikdesk.brokers.tradovate.frames import HEARTBEAT, SAMPLE, Closing, Junk, Message, Pushed, Reply, Sign, decode
from mimikdesk.brokers.tradovate.penalty import Ticket, ticket_in
from mimikdesk.brokers.tradovate.requests import ANSWER_WITHIN, Done, Late, Requests
from mimikdesk.brokers.tradovate.sync import is_piece
from mimikdesk.brokers.tradovate.tokens import Token
from mimikdesk.brokers.tradovate.watchdogs import Pushes
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.time import Stamp

SILENT = "Tradovate has sent nothing any more."
_QUOTA = ("ConnectionQuotaReached", "IPQuotaReached")


class Owner(Protocol):
    """Told by a session, never from inside one of its calls. Nothing comes after ``on_ended`` or ``close``."""

    def on_synced(self, session: "Session", pieces: list[Any], asked_at: Stamp) -> None: ...

    def on_piece(self, data: Any) -> None:
        """A piece of the sync answer that comes when it was thought to be complete."""
        ...

    def on_props(self, data: Any) -> None:
        """Entity rows, live. None come before ``on_synced``."""
        ...

    def on_status(self, status: int) -> None:
        """The status of any answer, before the answer itself."""
        ...

    def on_ticket(self, ticket: Ticket) -> None:
        """An answer was a waiting time, whatever had been asked."""
        ...

    def on_ended(self, session: "Session", end: End) -> None: ...


class Session:
    """``spend`` is called for each request that leaves, heartbeats excepted."""

    def __init__(
        self,
        clock: Clock,
        network: Network,
        url: str,
        token: Token,
        owner: Owner,
        junk: Junk,
        spend: Callable[[], None],
    ) -> None:
        self.token = token
        self.pushes = Pushes()
        self.live = False
        self._ended = False
        self._clock = clock
        self._owner = owner
        self._junk = junk
        self._spend = spend
        self._requests = Requests(clock, self._send)
        told = Told(self._synced, self._leave)
        self._admission = Admission(clock, self._requests, token, told)
        self._held: list[Any] = []
        self._open = False
        self._heard_ns = self._data_ns = clock.now().mono_ns
        self._farewell: End | None = None
        self._beat: TimerHandle | None = clock.call_later(facts.HEARTBEAT_EVERY_NS, self._tick)
        self._socket: Socket = network.connect(url, self)

    # --- used by the owner --------------------------------------------------------------------------------------

    @property
    def idle_ns(self) -> int:
        """How long nothing but heartbeats has come."""
        return self._clock.now().mono_ns - self._data_ns

    def ask(
        self,
        endpoint: str,
        done: Done,
        query: str = "",
        body: str = "",
        within_ns: int = ANSWER_WITHIN,
        late: Late | None = None,
    ) -> int:
        """Hand one request to the socket now. ``done`` is called once, later; ``late`` with an answer that comes after
        it was given up. Raises OSError where it is certain that nothing left."""
        if not self.live:
            raise OSError("not connected")
        return self._requests.ask(endpoint, done, query, body, within_ns, late)

    def close(self, text: str) -> None:
        """End it from this side: what is not answered is given up with ``text``, and the owner hears nothing more."""
        if not self._ended:
            self._stop()
            self._socket.close()
            self._requests.give_up(text)

    # --- told by the network (SocketListener) -------------------------------------------------------------------

    def on_opened(self) -> None:
        if not self._ended:
            self._open = True
            self._heard_ns = self._clock.now().mono_ns
            self._admission.opened()

    def on_text(self, text: str) -> None:
        if self._ended:
            return
        self._heard_ns = self._clock.now().mono_ns
        for message in decode(text, self._junk):
            self._take(message)
            if self._ended:
                return

    def on_closed(self, text: str) -> None:
        self._end(End(Cause.LOST, text or "the line was closed"))

    # --- messages -----------------------------------------------------------------------------------------------

    def _take(self, message: Message) -> None:
        if message is Sign.OPEN:
            self._admission.begin()
        elif isinstance(message, Reply):
            self._data_ns = self._heard_ns
            self._reply(message)
        elif isinstance(message, Pushed):
            self._data_ns = self._heard_ns
            self._pushed(message)
        elif isinstance(message, Closing):
            self._farewell = self._farewell or End(Cause.LOST, message.text)

    def _reply(self, reply: Reply) -> None:
        self._owner.on_status(reply.status)
        if (ticket := ticket_in(reply.data)) is not None:
            self._owner.on_ticket(ticket)
        if self._ended:
            return
        if not self._admission.is_piece(reply):
            if not self._requests.take(reply):
                self._junk("answer that nobody waits for", str(reply.data)[:SAMPLE])
        elif self._admission.syncing:
            self._admission.piece(reply.data)
        else:
            self.pushes.note(reply.data)
            self._owner.on_piece(reply.data)

    def _pushed(self, event: Pushed) -> None:
        if event.kind == "props":
            if self.live:
                self._props(event.data)
            elif self._admission.syncing and is_piece(event.data):
                self._admission.piece(event.data)
            else:
                self._held.append(event.data)
        elif event.kind == "shutdown":
            self._shutdown(event.data if isinstance(event.data, Mapping) else {})
        elif event.kind not in ("md", "chart", "clock"):
            self._junk("event", event.kind)

    def _props(self, data: Any) -> None:
        self.pushes.note(data)
        self._owner.on_props(data)

    def _synced(self, pieces: list[Any], asked_at: Stamp) -> None:
        self.live = True
        for data in pieces:
            self.pushes.note(data)
        self._owner.on_synced(self, pieces, asked_at)
        held, self._held = self._held, []
        for data in held:
            if not self._ended:
                self._props(data)

    def _shutdown(self, data: Mapping[str, Any]) -> None:
        code, reason = data.get("reasonCode"), data.get("reason")
        words = reason if isinstance(reason, str) and reason else str(code)
        if code in _QUOTA:
            text = f"Tradovate closed this connection because the login has too many: {words}"
            self._farewell = End(Cause.QUOTA, text)
        elif code == "Maintenance":
            self._farewell = End(Cause.MAINTENANCE, f"Tradovate is down for maintenance: {words}")
        else:
            self._junk("shutdown", str(code))
            self._farewell = End(Cause.LOST, f"Tradovate is closing the connection: {words}")
        farewell = self._farewell
        self._clock.call_later(facts.SHUTDOWN_WITHIN_NS, lambda: self._leave(farewell))

    # --- staying alive, and ending ------------------------------------------------------------------------------

    def _send(self, text: str) -> None:
        self._socket.send(text)
        self._spend()

    def _tick(self) -> None:
        """Every 2.5 s: a heartbeat out, and a look at when something came in."""
        self._beat = self._clock.call_later(facts.HEARTBEAT_EVERY_NS, self._tick)
        now = self._clock.now().mono_ns
        deadline = self._admission.deadline_ns
        if deadline is not None and now >= deadline:
            self._leave(End(Cause.LOST, TOO_SLOW))
        elif self._open and now - self._heard_ns >= facts.SILENCE_NS:
            self._leave(End(Cause.LOST, SILENT))
        elif self._open:
            try:
                self._socket.send(HEARTBEAT)
            except OSError as error:
                self._leave(End(Cause.LOST, str(error)))

    def _leave(self, end: End) -> None:
        if not self._ended:
            self._socket.close()
            self._end(end)

    def _end(self, end: End) -> None:
        if not self._ended:
            self._stop()
            end = self._farewell or end
            self._owner.on_ended(self, end)
            self._requests.give_up(end.text)

    def _stop(self) -> None:
        self._ended = True
        self.live = False
        self._admission.stop()
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None
