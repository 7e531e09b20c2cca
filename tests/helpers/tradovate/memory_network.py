"""A ``Network`` on a clock moved by hand, with the loopback server at its other end: messages take time, keep their
order in each direction, and suffer what a test wants them to suffer."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random

from mimikdesk.brokers.network import HttpDone, HttpFailure, HttpReply, HttpRequest, SocketListener
from mimikdesk.brokers.practice.wire import Delay
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.time import MILLISECOND
from tests.helpers.tradovate.disorder import legal
from tests.helpers.tradovate.server import TradovateServer
from tests.helpers.tradovate.sockets import ServerSocket
from tests.helpers.tradovate.wire import Row, decode, encode, read_request

JUNK = (
    "",
    "x",
    "a[",
    "a[null]",
    "a[7]",
    'a[{"e":"props"}]',
    'a[{"e":"props","d":7}]',
    '{"s":200}',
    "c",
    'a[{"s":200}]',
)


@dataclass(slots=True)
class FrameFaults:
    """Shares, 0 to 1, of the frames from the server that suffer. ``duplicate`` repeats pushes, never answers; ``late``
    frames keep back all that follow by ``late_by`` nanoseconds; ``junk`` comes in addition."""

    duplicate: float = 0.0
    split: float = 0.0
    join: float = 0.0
    reorder: float = 0.0
    junk: float = 0.0
    late: float = 0.0
    late_by: int = 500 * MILLISECOND


NO_FAULTS = FrameFaults()


class _Lane:
    """Calls that arrive in the order they were sent."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: deque[Callable[[], None]] = deque()
        self._last = 0

    def send(self, delay: int, arrive: Callable[[], None]) -> None:
        now = self._clock.now().mono_ns
        self._last = max(now + delay, self._last)
        self._waiting.append(arrive)
        self._clock.call_later(self._last - now, self._arrive)

    def cut(self) -> None:
        self._waiting.clear()

    def _arrive(self) -> None:
        if self._waiting:
            self._waiting.popleft()()


class MemorySocket:
    """The client's end. ``url`` as it was asked for; ``sent``: every text that it sent."""

    def __init__(
        self, network: "MemoryNetwork", url: str, listener: SocketListener, headers: Mapping[str, str]
    ) -> None:
        self.url = url
        self.sent: list[str] = []
        self.frozen = False
        self._network = network
        self._listener = listener
        self._headers = headers
        self._clock = network.clock
        self._up, self._down = _Lane(network.clock), _Lane(network.clock)
        self._open = False
        self._over = False
        self._server: ServerSocket | None = None
        self._unanswered: set[int] = set()
        self._joining: list[Row] = []
        self._up.send(network.up_delay(), self._arrive)

    @property
    def is_open(self) -> bool:
        return self._open and not self._over

    # --- Socket ---------------------------------------------------------------------------------------------------

    def send(self, text: str) -> None:
        if not self.is_open:
            raise OSError("the socket is not open")
        self.sent.append(text)
        if self.frozen:
            return
        request = read_request(text)
        if request is not None and _is_command(request.endpoint):
            if self._network.take_lost_command():
                return
            if self._network.take_lost_answer():
                self._unanswered.add(request.number)
        self._up.send(self._network.up_delay(), lambda: self._to_server(text))

    def close(self) -> None:
        if self._over:
            return
        self._over = True
        self._down.cut()
        self._up.send(self._network.up_delay(), self._leave)
        self._clock.call_later(0, lambda: self._listener.on_closed(""))
        self._network.forget(self)

    # --- SocketOut ------------------------------------------------------------------------------------------------

    def text(self, text: str) -> None:
        network = self._network
        for frame in self._treated(text):
            late = network.faults.late_by if network.chance(network.faults.late) else 0
            self._down.send(network.down_delay() + late, partial(self._to_client, frame))

    def closed(self, reason: str) -> None:
        self._down.send(self._network.down_delay(), lambda: self._ended(reason))

    # --- trouble --------------------------------------------------------------------------------------------------

    def drop(self, text: str) -> None:
        """The line breaks: all under way is lost, both ends notice."""
        if self._over:
            return
        self._up.cut()
        self._down.cut()
        self._leave()
        self._clock.call_later(0, lambda: self._ended(text))

    # --- inside ---------------------------------------------------------------------------------------------------

    def _arrive(self) -> None:
        network = self._network
        if self._over:
            return
        if network.unreachable:
            self._down.send(0, lambda: self._ended("network is unreachable"))
            return
        found = network.server.socket_opened(self.url, self._headers, _Out(self), network.ip)
        if isinstance(found, int):
            self._down.send(network.down_delay(), lambda: self._ended(f"the server answered {found} to the upgrade"))
            return
        self._server = found
        self._down.send(network.down_delay(), self._opened)

    def _opened(self) -> None:
        if not self._over:
            self._open = True
            self._listener.on_opened()

    def _to_server(self, text: str) -> None:
        if self._server is not None and not self.frozen:
            self._server.text(text)

    def _to_client(self, frame: str) -> None:
        if not self._over and not self.frozen:
            self._listener.on_text(frame)

    def _ended(self, reason: str) -> None:
        if not self._over:
            self._over = True
            self._network.forget(self)
            self._listener.on_closed(reason)

    def _leave(self) -> None:
        if self._server is not None:
            server, self._server = self._server, None
            server.gone()

    def _treated(self, text: str) -> list[str]:
        network, faults = self._network, self._network.faults
        if faults == NO_FAULTS and not self._unanswered and not self._joining:
            return [text]
        junk = [network.random.choice(JUNK)] if network.chance(faults.junk) else []
        if not text.startswith("a"):
            return [*junk, *self._joined(), text]
        messages: list[Row] = [*self._joining, *decode(text[1:])]
        self._joining = []
        messages = [m for m in messages if m.get("i") not in self._unanswered]
        if network.chance(faults.join):
            self._joining = messages
            self._clock.call_later(MILLISECOND, self._tell_joined)
            return junk
        if network.chance(faults.reorder):
            messages = legal(messages, network.random)
        parts = [[message] for message in messages] if network.chance(faults.split) else [messages]
        frames = [f"a{encode(part)}" for part in parts if part]
        if network.chance(faults.duplicate) and (pushes := [m for m in messages if "e" in m]):
            frames.append(f"a{encode(pushes)}")
        return junk + frames

    def _joined(self) -> list[str]:
        joining, self._joining = self._joining, []
        return [f"a{encode(joining)}"] if joining else []

    def _tell_joined(self) -> None:
        for frame in self._joined():
            self._down.send(self._network.down_delay(), partial(self._to_client, frame))


class _Out:
    """The server's way to one socket."""

    def __init__(self, socket: MemorySocket) -> None:
        self._socket = socket

    def text(self, text: str) -> None:
        self._socket.text(text)

    def close(self, code: int, reason: str) -> None:
        self._socket.closed(f"closed by the server: {reason}")


class MemoryNetwork:
    """``unreachable``: nothing gets through from now on; what is open stays so. ``faults``: may be changed any time.
    ``requests``: every HTTP request that was made."""

    def __init__(
        self,
        clock: Clock,
        server: TradovateServer,
        up: Delay | None = None,
        down: Delay | None = None,
        seed: int | str = 0,
        ip: str = "10.0.0.1",
    ) -> None:
        self.clock = clock
        self.server = server
        self.ip = ip
        self.random = Random(f"{seed}/network")
        self.faults = FrameFaults()
        self.unreachable = False
        self.sockets: list[MemorySocket] = []
        self.requests: list[HttpRequest] = []
        self._up_delay = up if up is not None else Delay(2 * MILLISECOND, 2 * MILLISECOND)
        self._down_delay = down if down is not None else Delay(2 * MILLISECOND, 2 * MILLISECOND)
        self._lost_commands = 0
        self._lost_answers = 0
        self._fetching: list[_Fetch] = []

    # --- Network --------------------------------------------------------------------------------------------------

    def connect(self, url: str, listener: SocketListener, headers: Mapping[str, str] | None = None) -> MemorySocket:
        socket = MemorySocket(self, url, listener, headers or {})
        self.sockets.append(socket)
        return socket

    def fetch(self, request: HttpRequest, done: HttpDone) -> None:
        self.requests.append(request)
        self._fetching.append(_Fetch(self, request, done))

    def close(self) -> None:
        for socket in tuple(self.sockets):
            socket._over = True
            socket._leave()
        for fetch in tuple(self._fetching):
            fetch.give_up()
        self.sockets.clear()

    # --- trouble --------------------------------------------------------------------------------------------------

    def drop_lines(self, text: str = "connection reset by peer") -> None:
        """Break every line; requests under way fail, and may have arrived."""
        for socket in tuple(self.sockets):
            socket.drop(text)
        for fetch in tuple(self._fetching):
            fetch.fail(text)

    def freeze(self) -> None:
        """Let every open line die without a sign: nothing more arrives on it in either direction."""
        for socket in self.sockets:
            socket.frozen = True

    def lose_next_command(self, times: int = 1) -> None:
        """Let the next order commands vanish on their way to the server, over sockets and HTTP alike."""
        self._lost_commands += times

    def lose_next_answer(self, times: int = 1) -> None:
        """Let the next order commands arrive, and their answers vanish; what they cause is still pushed."""
        self._lost_answers += times

    # --- for its own parts ----------------------------------------------------------------------------------------

    def take_lost_command(self) -> bool:
        self._lost_commands, lost = max(0, self._lost_commands - 1), self._lost_commands > 0
        return lost

    def take_lost_answer(self) -> bool:
        self._lost_answers, lost = max(0, self._lost_answers - 1), self._lost_answers > 0
        return lost

    def forget(self, socket: MemorySocket) -> None:
        if socket in self.sockets:
            self.sockets.remove(socket)

    def forget_fetch(self, fetch: "_Fetch") -> None:
        self._fetching.remove(fetch)

    def chance(self, share: float) -> bool:
        return share > 0 and self.random.random() < share

    def up_delay(self) -> int:
        return self._up_delay.sample(self.random)

    def down_delay(self) -> int:
        return self._down_delay.sample(self.random)


class _Fetch:
    """One request under way."""

    def __init__(self, network: MemoryNetwork, request: HttpRequest, done: HttpDone) -> None:
        self._network = network
        self._request = request
        self._done: HttpDone | None = done
        self._timeout: TimerHandle = network.clock.call_later(request.timeout_ns, lambda: self.fail("no reply in time"))
        command = request.method == "POST" and _is_command(request.url.partition("/v1/")[2])
        self._unanswered = command and network.take_lost_answer()
        if network.unreachable:
            network.clock.call_later(0, lambda: self._end(HttpFailure(False, "network is unreachable")))
        elif not (command and network.take_lost_command()):
            network.clock.call_later(network.up_delay(), self._arrive)

    def fail(self, text: str) -> None:
        self._network.clock.call_later(0, lambda: self._end(HttpFailure(True, text)))

    def give_up(self) -> None:
        if self._done is not None:
            self._done = None
            self._timeout.cancel()
            self._network.forget_fetch(self)

    def _arrive(self) -> None:
        if self._done is None:
            return
        request = self._request
        status, headers, body, delay = self._network.server.http(
            request.method, request.url, request.headers, request.body, self._network.ip
        )
        if not self._unanswered:
            reply = HttpReply(status, headers, body)
            self._network.clock.call_later(delay + self._network.down_delay(), lambda: self._end(reply))

    def _end(self, outcome: HttpReply | HttpFailure) -> None:
        done = self._done
        self.give_up()
        if done is not None:
            done(outcome)


def _is_command(endpoint: str) -> bool:
    return endpoint.lower().startswith(("order/", "orderstrategy/"))
