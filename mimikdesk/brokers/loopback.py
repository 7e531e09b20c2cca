"""Where the browser comes back to after a sign-in: a listener on this machine alone, for one answer (RFC 8252 7.3).

It listens on 127.0.0.1, on a port that the system chooses or on one that was registered, takes one request with the
right state, shows the trader a page that says how it went, and closes. Everything else is turned away and ends nothing.
"""

import asyncio
import html
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, urlsplit

from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.errors import MimikDeskError

HOST = "127.0.0.1"
_LONGEST_REQUEST = 32_768
_LINES_LEFT_OPEN = 8
"""A browser opens a few lines ahead and says nothing on them; more than these are none of its doing."""

Query = Mapping[str, str]


def redirect_uri(port: int, path: str = "/", host: str = HOST) -> str:
    """The address the browser is sent back to. ``host``: ``localhost`` where it was registered under that name."""
    return f"http://{host}:{port}{path}"


class LoopbackError(MimikDeskError):
    """The browser has nowhere to come back to."""


class Loopback:
    """One listener for one sign-in. ``accept`` says whether a query is the answer to this attempt (its state);
    ``done`` gets that query, or None when ``timeout_ns`` passed without one; once, and not after ``close``."""

    def __init__(
        self, clock: Clock, accept: Callable[[Query], bool], done: Callable[[Query | None], None], path: str = "/"
    ) -> None:
        self._clock = clock
        self._accept = accept
        self._done = done
        self._path = path
        self._server: asyncio.Server | None = None
        self._lines: set[_Line] = set()
        self._timer: TimerHandle | None = None
        self._over = False

    async def open(self, timeout_ns: int, port: int = 0) -> int:
        """Listen, and return the port. ``port``: 0 for any that is free. LoopbackError: that one is taken."""
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(lambda: _Line(self._lines, self._heard), HOST, port)
        except OSError as error:
            raise LoopbackError(
                f"The browser cannot come back to this program: port {port} is in use ({error.strerror}). "
                "Close the program that uses it, or choose another port."
            ) from error
        self._timer = self._clock.call_later(timeout_ns, lambda: self._end(None))
        bound: int = self._server.sockets[0].getsockname()[1]
        return bound

    def close(self) -> None:
        """Stop listening; nothing is called back any more. A page that is being sent still arrives."""
        self._over = True
        if self._timer is not None:
            self._timer.cancel()
        if self._server is not None:
            self._server.close()
        for line in tuple(self._lines):
            line.leave()

    def _end(self, query: Query | None) -> None:
        if not self._over:
            self.close()
            self._done(query)

    def _heard(self, head: bytes) -> bytes:
        reply, query = self._answer(head)
        if query is not None:
            asyncio.get_running_loop().call_soon(self._end, query)
        return reply

    def _answer(self, head: bytes) -> tuple[bytes, Query | None]:
        """The reply to a request's head, and the query if it is the one waited for."""
        try:
            first, *rest = head.decode("ascii").split("\r\n")
            method, target, _ = first.split(" ")
            parts = urlsplit(target)
            pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=32)
        except ValueError:
            return _page(400, "This is not for you", "MimikDesk did not understand this request."), None
        headers = {line.partition(":")[0].strip().lower(): line.partition(":")[2].strip() for line in rest}
        # A page elsewhere could let its own name point at this machine; the browser tells the name it was given.
        if headers.get("host", "").partition(":")[0] not in (HOST, "localhost"):
            return _page(400, "This is not for you", "MimikDesk waits for the browser of this machine alone."), None
        if method != "GET":
            return _page(405, "This is not for you", "MimikDesk waits for a sign-in alone."), None
        query = dict(pairs)
        if parts.path != self._path or len(query) != len(pairs):
            return _page(404, "There is nothing here", "MimikDesk waits for a sign-in at another address."), None
        if self._over or not self._accept(query):
            text = "Go back to MimikDesk and begin the sign-in again there."
            return _page(400, "No sign-in of MimikDesk waits for this", text), None
        if "code" in query:
            return _page(200, "Go back to MimikDesk", "It has got its answer. You may close this page."), query
        text = "No permission was given. MimikDesk says why, and lets you begin again. You may close this page."
        return _page(200, "Go back to MimikDesk", text), query


class _Line(asyncio.Protocol):
    """One line of a browser, for one request."""

    def __init__(self, lines: "set[_Line]", answer: Callable[[bytes], bytes]) -> None:
        self._lines = lines
        self._answer = answer
        self._head = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._lines.add(self)
        if len(self._lines) > _LINES_LEFT_OPEN:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        self._head += data
        head, end, _ = bytes(self._head).partition(b"\r\n\r\n")
        if end or len(self._head) > _LONGEST_REQUEST:
            self._transport.write(self._answer(head if end else b""))
            self._transport.close()

    def connection_lost(self, _exc: Exception | None) -> None:
        self._lines.discard(self)

    def leave(self) -> None:
        if self._transport is not None:
            self._transport.close()


def _page(status: int, title: str, text: str) -> bytes:
    """A whole reply. The page loads nothing, keeps nothing and does not pass its address, which has the code, on."""
    words = {200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}
    body = (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>MimikDesk: {html.escape(title)}</title>"
        "<style>body{font:18px/1.5 sans-serif;max-width:32em;margin:15vh auto;padding:0 1em;color-scheme:light dark}"
        f"</style><h1>{html.escape(title)}</h1><p>{html.escape(text)}</p></html>"
    ).encode()
    head = (
        f"HTTP/1.1 {status} {words[status]}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Connection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\n\r\n"
    )
    return head.encode() + body
