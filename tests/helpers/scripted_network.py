"""A network on which a test gives every answer by hand, at the moment it chooses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mimikdesk.brokers.network import HttpDone, HttpFailure, HttpReply, HttpRequest, Socket, SocketListener
from mimikdesk.brokers.tradovate import exact_json
from mimikdesk.domain.clock import VirtualClock


@dataclass
class Asked:
    """One request that was made, and the way to answer it."""

    request: HttpRequest
    done: HttpDone
    clock: VirtualClock
    answered: bool = False

    @property
    def path(self) -> str:
        return urlsplit(self.request.url).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.request.url).query).items()}

    @property
    def body(self) -> Any:
        return exact_json.decode(self.request.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(self.request.body.decode()).items()}

    def reply(self, payload: Any = None, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Answer, as the server would: a ``bytes`` payload goes out as it is, anything else as JSON."""
        body = payload if isinstance(payload, bytes) else exact_json.encode(payload).encode()
        self._end(HttpReply(status, dict(headers or {}), body))

    def fail(self, *, sent: bool, text: str = "the line is gone") -> None:
        self._end(HttpFailure(sent, text))

    def _end(self, got: HttpReply | HttpFailure) -> None:
        assert not self.answered, "a request is answered once"
        self.answered = True
        self.clock.call_later(0, lambda: self.done(got))
        self.clock.advance(0)


@dataclass
class ScriptedNetwork:
    """Requests gather in ``asked``, in their order. There are no sockets."""

    clock: VirtualClock
    asked: list[Asked] = field(default_factory=list)

    def connect(self, url: str, listener: SocketListener, headers: Mapping[str, str] | None = None) -> Socket:
        raise AssertionError("no socket was expected")

    def fetch(self, request: HttpRequest, done: HttpDone) -> None:
        self.asked.append(Asked(request, done, self.clock))

    def close(self) -> None:
        self.asked.clear()

    @property
    def last(self) -> Asked:
        return self.asked[-1]

    @property
    def open(self) -> list[Asked]:
        return [asked for asked in self.asked if not asked.answered]

    def answer(self, answer: Callable[[Asked], None]) -> Asked:
        """Let ``answer`` answer the one open request."""
        (asked,) = self.open
        answer(asked)
        return asked
