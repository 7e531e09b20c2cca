"""A server on the loopback whose every byte a test decides, and frames of web sockets made and read by hand."""

import asyncio
import base64
import hashlib
import ssl
import struct
from collections.abc import Awaitable, Callable

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
CONTINUATION = 0


class RawServer:
    """Runs ``serve`` for each connection; the connection is closed when it returns."""

    def __init__(self, serve: Serve, tls: ssl.SSLContext | None = None) -> None:
        self._serve = serve
        self._tls = tls
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.connections = 0

    async def __aenter__(self) -> "RawServer":
        self._server = await asyncio.start_server(self._begin, "127.0.0.1", 0, ssl=self._tls, limit=1 << 22)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.get_running_loop().create_task(self._run(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            return  # the client went first
        finally:
            writer.close()


async def read_head(reader: asyncio.StreamReader) -> dict[str, str]:
    """The head of a request: its first line under "", the others by their names in lower case."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    fields = (line.split(": ", 1) for line in lines[1:] if line)
    return {"": lines[0], **{name.lower(): value for name, value in fields}}


async def upgrade(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> dict[str, str]:
    """Accept a web socket. The head of its request."""
    head = await read_head(reader)
    key = head["sec-websocket-key"].encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    accept = base64.b64encode(hashlib.sha1(key).digest())
    writer.write(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )
    return head


def frame(payload: bytes, kind: int = TEXT, *, fin: bool = True) -> bytes:
    """One frame as a server sends it."""
    first = (0x80 if fin else 0) | kind
    if len(payload) < 126:
        return struct.pack("!BB", first, len(payload)) + payload
    if len(payload) < 1 << 16:
        return struct.pack("!BBH", first, 126, len(payload)) + payload
    return struct.pack("!BBQ", first, 127, len(payload)) + payload


async def read_frame(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Kind and payload of the next frame of a client."""
    first, size = await reader.readexactly(2)
    size &= 0x7F
    if size == 126:
        (size,) = struct.unpack("!H", await reader.readexactly(2))
    elif size == 127:
        (size,) = struct.unpack("!Q", await reader.readexactly(8))
    mask = await reader.readexactly(4)
    masked = await reader.readexactly(size)
    whole = (mask * (size // 4 + 1))[:size]
    return first & 0xF, (int.from_bytes(masked, "big") ^ int.from_bytes(whole, "big")).to_bytes(size, "big")


def reply(status: str, body: bytes = b"", headers: str = "") -> bytes:
    """A whole HTTP reply; ``headers`` with their line ends."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body


async def nothing_more(reader: asyncio.StreamReader) -> None:
    """Read on until the client has gone."""
    while await reader.read(1 << 16):
        pass


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await upgrade(reader, writer)
    while True:
        kind, payload = await read_frame(reader)
        writer.write(frame(payload, kind))
        if kind == CLOSE:
            return
