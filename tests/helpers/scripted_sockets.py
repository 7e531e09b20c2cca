"""A network whose sockets a test plays by hand: what the adapter sends is kept, what the server says is said here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mimikdesk.brokers.network import HttpDone, HttpRequest, SocketListener
from mimikdesk.brokers.tradovate import exact_json


@dataclass
class PlayedSocket:
    """``sent``: every text, heartbeats too."""

    url: str
    listener: SocketListener
    sent: list[str] = field(default_factory=list)
    is_open: bool = False
    closed: bool = False

    def send(self, text: str) -> None:
        if not self.is_open:
            raise OSError("the socket is not open")
        self.sent.append(text)

    def close(self) -> None:
        self.is_open, self.closed = False, True

    # --- the server's side ----------------------------------------------------------------------------------------

    def open(self) -> None:
        self.is_open = True
        self.listener.on_opened()

    def say(self, text: str) -> None:
        self.listener.on_text(text)

    def answer(self, number: int, data: Any = None, status: int = 200) -> None:
        message: dict[str, Any] = {"s": status, "i": number}
        self.say(f"a{exact_json.encode([message if data is None else message | {'d': data}])}")

    def push(self, entity: str, row: Any, event: str = "Updated") -> None:
        data = {"entityType": entity, "eventType": event, "entity": row}
        self.say(f"a{exact_json.encode([{'e': 'props', 'd': data}])}")

    def end(self, text: str = "connection reset") -> None:
        self.is_open = False
        self.listener.on_closed(text)

    @property
    def requests(self) -> list[list[str]]:
        """Endpoint, number, query and body of what was asked, heartbeats left out."""
        return [text.split("\n", 3) for text in self.sent if text != "[]"]

    @property
    def heartbeats(self) -> int:
        return self.sent.count("[]")


@dataclass
class PlayedNetwork:
    """Sockets gather in ``sockets``, in their order. There are no requests."""

    sockets: list[PlayedSocket] = field(default_factory=list)

    def connect(self, url: str, listener: SocketListener, headers: Mapping[str, str] | None = None) -> PlayedSocket:
        socket = PlayedSocket(url, listener)
        self.sockets.append(socket)
        return socket

    def fetch(self, request: HttpRequest, done: HttpDone) -> None:
        raise AssertionError("no request was expected")

    def close(self) -> None:
        self.sockets.clear()
