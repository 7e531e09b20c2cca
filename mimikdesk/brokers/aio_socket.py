"""One web socket on an asyncio loop. Frames come by a plain call from the transport, what is sent goes straight to it.

The library (picows) frames and masks; who may say what when, and that each socket ends in exactly one ``on_closed``, is
decided here. There is one task for each socket, for opening it and for its end, and none for a message.
"""

import asyncio
import logging
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from typing import Any
from urllib.request import getproxies

import picows
from aiohappyeyeballs import start_connection

from mimikdesk.brokers.network import SocketListener
from mimikdesk.brokers.network_words import failure_in_words, host_of, proxy_for
from mimikdesk.brokers.trust import Trust
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.time import SECOND

OPEN_WITHIN_NS = 10 * SECOND
"""After this long a socket that is not open has failed."""

CLOSE_WITHIN_NS = 2 * SECOND
"""After this long without the other side's goodbye, the line is cut."""

MOST_WAITING = 1 << 20
"""Bytes that may wait for a server that takes none. They wait here only when the system's own buffer is full, so what
is behind them is stale by then: better a line that is lost and told than an order that arrives late."""

LARGEST_MESSAGE = 256 << 20
"""Bytes; what is larger is an error of the server, and closes the line before it fills the memory."""

_NEXT_ADDRESS_S = 0.25
"""A name with several addresses: how long one may take before the next is tried beside it."""

_TEXT = picows.WSMsgType.TEXT
_CONTINUATION = picows.WSMsgType.CONTINUATION
_BINARY = picows.WSMsgType.BINARY
_CLOSE = picows.WSMsgType.CLOSE

# The library reports on lines of its own; all that matters of it is told through ``on_closed``.
_QUIET = logging.getLogger("mimikdesk.brokers.aio_socket.picows")
_QUIET.setLevel(logging.CRITICAL + 1)

Guarded = Callable[[Callable[[], None]], None]
"""Runs a call of a listener; what it raises is reported to the loop, and the socket goes on."""


class _State(Enum):
    OPENING = auto()
    OPEN = auto()
    CLOSING = auto()
    """Our goodbye is sent; what still arrives is dropped, as in a browser."""
    CLOSED = auto()
    """Told, or nobody is to be told. The transport may still be on its way out."""


class AioSocket(picows.WSListener):
    """A ``Socket`` of brokers/network.py. ``start`` once, on the loop's thread."""

    def __init__(self, url: str, listener: SocketListener, clock: Clock, guarded: Guarded) -> None:
        self._url = url
        self._host = host_of(url)
        self._listener = listener
        self._clock = clock
        self._guarded = guarded
        self._state = _State.OPENING
        self._why: str | None = None
        self._parts: list[bytes] = []
        self._size = 0
        self._dialled: socket.socket | None = None
        self._transport: picows.WSTransport | None = None
        self._closing: Callable[[], bool] = bool
        self._task: asyncio.Task[None] | None = None
        self._patience = clock.call_later(OPEN_WITHIN_NS, self._late)

    def start(
        self, loop: asyncio.AbstractEventLoop, trust: Trust, headers: Mapping[str, str] | None
    ) -> asyncio.Task[None]:
        """Begin to open; the task ends when nothing of the socket is left. Its owner is the caller."""
        self._task = loop.create_task(self._run(loop, trust, dict(headers or {})), name=f"web socket {self._host}")
        self._task.add_done_callback(self._ended)
        return self._task

    # --- what the adapter calls ---------------------------------------------------------------------------------------

    def send(self, text: str) -> None:
        transport = self._transport
        if self._state is not _State.OPEN or transport is None or self._closing():
            raise OSError(f"The line to {self._host} is not open.")
        transport.send(_TEXT, text.encode())

    def close(self) -> None:
        if self._state is _State.OPENING:
            self._why = ""
            self._abandon()
        elif self._state is _State.OPEN and self._transport is not None:
            self._why = ""
            self._state = _State.CLOSING
            self._transport.send_close(picows.WSCloseCode.OK)
            self._patience = self._clock.call_later(CLOSE_WITHIN_NS, self._abandon)

    def drop(self) -> None:
        """Cut it at once and tell nobody."""
        self._state = _State.CLOSED
        self._patience.cancel()
        self._abandon()

    # --- what the library calls ---------------------------------------------------------------------------------------

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        self._transport = transport
        self._closing = transport.underlying_transport.is_closing
        transport.underlying_transport.set_write_buffer_limits(MOST_WAITING)
        if self._state is _State.OPENING and self._why is None:
            self._patience.cancel()
            self._state = _State.OPEN
            self._guarded(self._listener.on_opened)
        else:
            self._abandon()

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        kind = frame.msg_type
        if kind == _CLOSE:
            self._goodbye(transport, frame)
        elif self._state is not _State.OPEN:
            return
        elif kind == _TEXT and frame.fin and not self._parts:
            self._guarded(partial(self._listener.on_text, _decoded(frame.get_payload_as_bytes())))
        elif kind in (_TEXT, _CONTINUATION):
            self._take_part(kind == _TEXT, frame)
        elif kind == _BINARY:
            self._refuse(picows.WSCloseCode.UNSUPPORTED_DATA, "sent something that is not text")

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        goodbye = transport.close_handshake
        if self._why is None and goodbye is not None and goodbye.sent is not None and goodbye.recv is None:
            # Only the library says goodbye without a reason of ours: it could not read what came.
            self._finish(f"{self._host} broke the rules of web sockets, and the line was closed.")
        self._finish(f"{self._host} cut the connection." if self._why is None else self._why)

    def pause_writing(self) -> None:
        """More waits to be sent than may. Comes from inside ``send``, so the end is told later."""
        if self._state is _State.OPEN:
            self._why = f"{self._host} took nothing any more; the line was cut."
            self._state = _State.CLOSING
            self._abandon()

    def resume_writing(self) -> None: ...

    # --- inside -------------------------------------------------------------------------------------------------------

    async def _run(self, loop: asyncio.AbstractEventLoop, trust: Trust, headers: dict[str, str]) -> None:
        secure = self._url.startswith("wss:")
        shutdown: dict[str, Any] = {"ssl_shutdown_timeout": CLOSE_WITHIN_NS / SECOND} if secure else {}
        proxy = await loop.run_in_executor(None, proxy_for, self._url) if getproxies() else None
        transport, _ = await picows.ws_connect(
            lambda: self,
            self._url,
            ssl_context=await trust.context(loop) if secure else None,
            websocket_handshake_timeout=None,  # the clock's, above, sees to that
            logger_name=_QUIET,
            max_frame_size=LARGEST_MESSAGE,
            extra_headers=headers,
            max_redirects=0,
            proxy=proxy,
            socket_factory=self._dial,
            # The loop's own transports: they are as fast here, and the others reach into Python's own OpenSSL.
            use_aiofastnet=False,
            **shutdown,
        )
        with suppress(Exception):  # it repeats what on_ws_disconnected was told
            await transport.wait_disconnected()

    async def _dial(self, address: picows.WSParsedURL) -> socket.socket:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        self._dialled = await start_connection(found, happy_eyeballs_delay=_NEXT_ADDRESS_S, interleave=1)
        return self._dialled

    def _take_part(self, first: bool, frame: picows.WSFrame) -> None:
        if first == bool(self._parts):
            self._refuse(picows.WSCloseCode.PROTOCOL_ERROR, "mixed up the parts of its messages")
            return
        part = frame.get_payload_as_bytes()
        self._size += len(part)
        if self._size > LARGEST_MESSAGE:
            self._refuse(picows.WSCloseCode.MESSAGE_TOO_BIG, "sent a message without end")
            return
        self._parts.append(part)
        if frame.fin:
            whole = b"".join(self._parts)
            self._parts.clear()
            self._size = 0
            self._guarded(partial(self._listener.on_text, _decoded(whole)))

    def _goodbye(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        if self._state is _State.OPEN:
            said = frame.get_payload_as_bytes()
            code, reason = int.from_bytes(said[:2], "big"), _decoded(said[2:])
            transport.send_close(picows.WSCloseCode.OK)
            self._why = f"{self._host} closed the line ({code or 'no code'}{f': {reason}' if reason else ''})."
            self._finish(self._why)
            self._patience = self._clock.call_later(CLOSE_WITHIN_NS, self._abandon)
        transport.disconnect()

    def _refuse(self, code: picows.WSCloseCode, what: str) -> None:
        assert self._transport is not None
        self._transport.send_close(code)
        self._transport.disconnect()
        self._why = f"{self._host} {what}, and the line was closed."
        self._finish(self._why)
        self._patience = self._clock.call_later(CLOSE_WITHIN_NS, self._abandon)

    def _late(self) -> None:
        self._why = f"{self._host} did not open the line within {OPEN_WITHIN_NS // SECOND} seconds."
        self._abandon()

    def _abandon(self) -> None:
        """Cut whatever there is by now; the task ends by that."""
        if self._transport is not None:
            self._transport.disconnect(graceful=False)
        elif self._dialled is not None:
            # Its transport is the library's until it is open, and sees the end of the stream.
            with suppress(OSError):
                self._dialled.shutdown(socket.SHUT_RDWR)
        elif self._task is not None:
            self._task.cancel()

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Nothing of the socket is left. It is told here where it never opened."""
        self._patience.cancel()
        error = None if task.cancelled() else task.exception()
        if self._why is None:
            self._why = f"{self._host} cut the connection." if error is None else failure_in_words(error, self._host)
        self._finish(self._why)

    def _finish(self, text: str) -> None:
        if self._state is not _State.CLOSED:
            self._state = _State.CLOSED
            self._guarded(partial(self._listener.on_closed, text))


def _decoded(data: bytes) -> str:
    """Never fails: a character that is broken is one message that is not understood, not a lost line."""
    return data.decode("utf-8", "replace")
