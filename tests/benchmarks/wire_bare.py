"""The yardstick: a bare asyncio program that does the same bytes as the wire lane, and nothing else.

No library, no lane, no window: a protocol for each line, which answers the fill from inside ``data_received``.
"""

import asyncio
import base64
import os
import sys
from functools import partial
from typing import cast

from tests.benchmarks.wire_bytes import ENDS_HEAD, framed, orders, unframed


class Line(asyncio.Protocol):
    def __init__(self, program: "Bare", path: str) -> None:
        self._program = program
        self._path = path
        self._data = bytearray()
        self._open = False
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        key = base64.b64encode(os.urandom(16)).decode()
        self.transport.write(
            f"GET {self._path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self._data += data
        if not self._open:
            head = self._data.find(ENDS_HEAD)
            if head < 0:
                return
            del self._data[: head + len(ENDS_HEAD)]
            self._open = True
        for payload in unframed(self._data, mask=False):
            self._program.on_fill(payload.decode())

    def connection_lost(self, error: Exception | None) -> None:
        self._program.over.set()


class Bare:
    def __init__(self, followers: int, lines: int) -> None:
        self._followers = range(followers)
        self._lines = lines
        self._out: list[Line] = []
        self.over = asyncio.Event()

    def on_fill(self, text: str) -> None:
        for follower, order in orders(text, self._followers):
            self._out[follower % self._lines].transport.write(framed(order.encode(), mask=True))

    async def run(self, port: int) -> None:
        loop = asyncio.get_running_loop()
        for number in range(self._lines):
            _, line = await loop.create_connection(partial(Line, self, f"/bare/{number}"), "127.0.0.1", port)
            self._out.append(line)
        await loop.create_connection(partial(Line, self, "/bare/leader"), "127.0.0.1", port)
        await self.over.wait()


if __name__ == "__main__":
    port, followers, lines = (int(word) for word in sys.argv[1:])
    asyncio.run(Bare(followers, lines).run(port))
