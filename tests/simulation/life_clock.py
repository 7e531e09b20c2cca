"""The clock and the network of one life of the program: they stand still while the computer sleeps, and end with it."""

from collections.abc import Callable, Mapping
from functools import partial

from mimikdesk.brokers.network import HttpDone, HttpRequest, Network, Socket, SocketListener
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.time import Stamp


class _Missed:
    """A timer that can still be cancelled when it fell due in a sleep."""

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call
        self.timer: TimerHandle | None = None

    def cancel(self) -> None:
        self.call = None
        if self.timer is not None:
            self.timer.cancel()

    def run(self) -> None:
        if self.call is not None:
            self.call()


class LifeClock:
    """The world's clock for as long as one program lives: as the computer shows it, and standing still while that
    sleeps."""

    def __init__(self, clock: Clock, ahead_ns: int) -> None:
        self.alive = True
        self.asleep = False
        self.ahead_ns = ahead_ns
        self._clock = clock
        self._missed: list[Callable[[], None]] = []

    def now(self) -> Stamp:
        at = self._clock.now()
        return Stamp(at.utc_ns + self.ahead_ns, at.mono_ns) if self.ahead_ns else at

    def call_later(self, delay_ns: int, call: Callable[[], None]) -> TimerHandle:
        handle = _Missed(call)
        handle.timer = self._clock.call_later(delay_ns, lambda: self.run(handle.run))
        return handle

    def run(self, call: Callable[[], None]) -> None:
        """Now, or when the computer wakes up; not at all once the program is over."""
        if self.alive and self.asleep:
            self._missed.append(call)
        elif self.alive:
            call()

    def wake(self) -> None:
        """What fell due in the sleep comes now, all at once."""
        self.asleep = False
        missed, self._missed = self._missed, []
        for call in missed:
            self.run(call)


class LifeNetwork:
    """A network as one program has it: what comes in while the computer sleeps waits for it to wake up."""

    def __init__(self, network: Network, clock: LifeClock) -> None:
        self._network = network
        self._clock = clock

    def connect(self, url: str, listener: SocketListener, headers: Mapping[str, str] | None = None) -> Socket:
        return _LifeSocket(self._network, self._clock, url, listener, headers)

    def fetch(self, request: HttpRequest, done: HttpDone) -> None:
        self._network.fetch(request, lambda got: self._clock.run(partial(done, got)))

    def close(self) -> None:
        self._network.close()


class _LifeSocket:
    """A socket of the network behind, and its listener."""

    def __init__(
        self,
        network: Network,
        clock: LifeClock,
        url: str,
        listener: SocketListener,
        headers: Mapping[str, str] | None,
    ) -> None:
        self._clock = clock
        self._listener = listener
        self._closing = False
        self._socket = network.connect(url, self, headers)

    def send(self, text: str) -> None:
        self._socket.send(text)

    def close(self) -> None:
        self._closing = True
        self._socket.close()

    def on_opened(self) -> None:
        self._clock.run(self._opened)

    def on_text(self, text: str) -> None:
        self._clock.run(partial(self._text, text))

    def on_closed(self, text: str) -> None:
        self._clock.run(partial(self._listener.on_closed, text))

    def _opened(self) -> None:
        if not self._closing:
            self._listener.on_opened()

    def _text(self, text: str) -> None:
        if not self._closing:
            self._listener.on_text(text)
