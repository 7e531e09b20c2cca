"""The network as adapters see it: sockets and requests that answer by calling back, on the thread of the link's clock.

Adapters know nothing else of it, so that each runs on the machine's network, and on one that a clock moved by hand
carries. Nothing here is awaited: what is sent has left the program when the call returns.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Protocol

from mimikdesk.domain.record import record
from mimikdesk.domain.time import SECOND


@record(frozen=True, slots=True)
class HttpRequest:
    """One request. ``timeout_ns``: after this long without the whole reply it has failed. ``largest``: a reply
    with a body of more bytes has failed too; None for any size. Headers and body do not show
    when it is printed: they carry passwords and tokens."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)
    timeout_ns: int = 10 * SECOND
    largest: int | None = None


@record(frozen=True, slots=True)
class HttpReply:
    """A whole reply, whatever its status. ``headers``: names in lower case. Neither they nor the body show when it is
    printed."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@record(frozen=True, slots=True)
class HttpFailure:
    """No reply. ``sent``: the request may have arrived; False is certain. ``text``: why, for the trader."""

    sent: bool
    text: str


HttpDone = Callable[[HttpReply | HttpFailure], None]
"""Called once, never from inside ``fetch``."""


class SocketListener(Protocol):
    """Who a web socket tells. Nothing comes after ``on_closed``; it comes once for each socket, also for one that never
    opened. None of the calls comes from inside a call of the socket or of the network."""

    def on_opened(self) -> None: ...

    def on_text(self, text: str) -> None:
        """One whole text message, of any length."""
        ...

    def on_closed(self, text: str) -> None:
        """The line is gone: ``text`` says why, "" after our own ``close``."""
        ...


class Socket(Protocol):
    """A web socket that is opening, open or closed."""

    def send(self, text: str) -> None:
        """Hand one text message to the system at once. Raises OSError where it is certain that nothing of it left: the
        socket is not open."""
        ...

    def close(self) -> None:
        """Begin to close; ``on_closed`` follows. May be called at any time, and again."""
        ...


class Network(Protocol):
    def connect(self, url: str, listener: SocketListener, headers: Mapping[str, str] | None = None) -> Socket:
        """Begin to open a web socket (``ws://`` or ``wss://``), with no sub-protocol and no pings of its own."""
        ...

    def fetch(self, request: HttpRequest, done: HttpDone) -> None: ...

    def close(self) -> None:
        """Close every socket and give up every request; nothing is called back any more."""
        ...
