"""One market-data socket of Tradovate: open, let in, alive. Its owner is told; no decision is made here."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from mimikdesk.brokers.network import Network, Socket
from mimikdesk.brokers.tradovate import exact_json, facts
from mimikdesk.brokers.tradovate.frames import HEARTBEAT, Closing, Junk, Pushed, Reply, Sign, decode
from mimikdesk.brokers.tradovate.penalty import ticket_in
from mimikdesk.brokers.tradovate.requests import Requests, Unanswered
from mimikdesk.domain.clock import Clock, TimerHandle


class MdOwner(Protocol):
    """Told by a line, never from inside its calls. Nothing comes after ``ended``, ``not_let_in`` or ``close``."""

    @property
    def junk(self) -> Junk: ...

    def left(self) -> None:
        """A request has left."""
        ...

    def let_in(self) -> None: ...

    def not_let_in(self) -> None:
        """The token is not taken here."""
        ...

    def answered(self, reply: Reply) -> None:
        """Any answer, before whoever asked is told."""
        ...

    def quoted(self, data: Any) -> None: ...

    def ended(self, *, for_good: bool) -> None:
        """The socket is gone. ``for_good``: the server has said that this login has too many."""
        ...


class MdLine:
    def __init__(self, clock: Clock, network: Network, url: str, token: str, owner: MdOwner) -> None:
        self.ready = False
        self._clock = clock
        self._owner = owner
        self._token = token
        self._over = self._begun = self._for_good = False
        self._heard_ns = clock.now().mono_ns
        self._requests = Requests(clock, self._send)
        self._beat: TimerHandle = clock.call_later(facts.HEARTBEAT_EVERY_NS, self._tick)
        self._socket: Socket = network.connect(url, self)

    def ask(self, endpoint: str, body: Mapping[str, Any], done: Callable[[Reply | Unanswered], None]) -> None:
        """``done`` is told nothing where the socket ends before."""
        try:
            self._requests.ask(endpoint, done, body=exact_json.encode(dict(body)))
        except OSError:
            self._clock.call_later(0, self._end)

    def close(self) -> None:
        if not self._over:
            self._stop()
            self._socket.close()

    # --- told by the network --------------------------------------------------------------------------------------

    def on_opened(self) -> None:
        self._heard_ns = self._clock.now().mono_ns
        self._clock.call_later(facts.OPEN_FRAME_WITHIN_NS, self._begin)

    def on_text(self, text: str) -> None:
        if self._over:
            return
        self._heard_ns = self._clock.now().mono_ns
        for message in decode(text, self._owner.junk):
            if message is Sign.OPEN:
                self._begin()
            elif isinstance(message, Reply):
                self._owner.answered(message)
                self._requests.take(message)
            elif isinstance(message, Pushed) and message.kind == "md":
                self._owner.quoted(message.data)
            elif isinstance(message, Pushed) and message.kind == "shutdown":
                self._for_good = isinstance(message.data, Mapping) and "Quota" in str(message.data.get("reasonCode"))
            elif isinstance(message, Closing):
                self._end()
            if self._over:
                return

    def on_closed(self, _text: str) -> None:
        self._end()

    # --- inside ---------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        if not self._over and not self._begun:
            self._begun = True
            try:
                self._requests.ask("authorize", self._authorised, body=self._token)
            except OSError:
                self._end()

    def _authorised(self, answer: Reply | Unanswered) -> None:
        if self._over:
            return
        if isinstance(answer, Unanswered) or ticket_in(answer.data) is not None or answer.status in (423, 429):
            self._end()
        elif answer.status == 200:
            self.ready = True
            self._owner.let_in()
        else:
            self.close()
            self._owner.not_let_in()

    def _send(self, text: str) -> None:
        self._socket.send(text)
        self._owner.left()

    def _tick(self) -> None:
        if self._clock.now().mono_ns - self._heard_ns >= facts.SILENCE_NS:
            self._end()
            return
        self._beat = self._clock.call_later(facts.HEARTBEAT_EVERY_NS, self._tick)
        if self._begun:
            try:
                self._socket.send(HEARTBEAT)
            except OSError:
                self._end()

    def _end(self) -> None:
        if not self._over:
            self._stop()
            self._socket.close()
            self._owner.ended(for_good=self._for_good)

    def _stop(self) -> None:
        self._over = True
        self.ready = False
        self._beat.cancel()
        self._requests.give_up("")
