"""The other end of the line, with the watch: it tells of a fill and takes the time until the last order is in.

Both programs are connected to it at once and are asked by turns, so that what else this machine does meets both alike.
"""

import asyncio
import base64
import hashlib
import time
from collections.abc import Callable, Mapping
from typing import Protocol, cast

from tests.benchmarks.wire_bytes import ACCEPTED, ENDS_HEAD, PING, fill_text, framed, unframed

SIDES = ("bare", "lane")
BLOCK = 25
"""Rounds of one side in a row: its window is under load for that long, and not while the other is asked."""

PAUSE_S = 0.004
PATIENCE_S = 20.0

Heard = Callable[[str], None]


class Side(Protocol):
    """One of the two programs as the exchange sees it. ``rest_s``: what it is given between two rounds; both are given
    the same, for a program that was idle for half a second begins with cold caches."""

    rest_s: float

    async def ready(self) -> None:
        """Wait until its lines stand."""
        ...

    async def round(self, number: int) -> float:
        """Tell it of a fill; the microseconds until its last order was in."""
        ...

    def opened(self, path: str, head: Mapping[str, str], line: "Line") -> Heard:
        """It has opened a web socket; what is returned hears its messages."""
        ...

    def asked(self, line: str, path: str, head: Mapping[str, str], body: bytes) -> bytes:
        """It makes a plain request; the whole reply."""
        ...


class Line(asyncio.Protocol):
    """A connection of one of the programs; the first part of its path says which."""

    def __init__(self, sides: Mapping[str, Side]) -> None:
        self._sides = sides
        self._data = bytearray()
        self._heard: Heard | None = None
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._data += data
        while self._heard is None:
            if not self._take_request():
                return
        for payload in unframed(self._data, mask=True):
            self._heard(payload.decode())

    def send(self, text: str) -> None:
        self.transport.write(framed(text.encode(), mask=False))

    def ping(self) -> None:
        """Answered with PONG when the program has dealt with all that came before on this line."""
        self.transport.write(PING)

    def _take_request(self) -> bool:
        end = self._data.find(ENDS_HEAD)
        if end < 0:
            return False
        first, *lines = self._data[:end].decode().split("\r\n")
        head = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        end += len(ENDS_HEAD)
        size = int(head.get("content-length", "0"))
        if len(self._data) < end + size:
            return False
        body = bytes(self._data[end : end + size])
        del self._data[: end + size]
        path = first.split(" ")[1]
        side = self._sides[path.split("/")[1]]
        if "upgrade" not in head:
            self.transport.write(side.asked(first, path, head, body))
            return True
        proof = hashlib.sha1(head["sec-websocket-key"].encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
        self.transport.write(ACCEPTED + base64.b64encode(proof) + ENDS_HEAD)
        self._heard = side.opened(path, head, self)
        return True


class PlainSide:
    """A program that only knows the fill and the orders; its socket at ``.../leader`` is opened last."""

    def __init__(self, followers: int, rest_s: float = PAUSE_S) -> None:
        self.rest_s = rest_s
        self._followers = followers
        self._tell: Callable[[str], None] | None = None
        self._ready = asyncio.Event()
        self._missing = 0
        self._done: asyncio.Future[int] | None = None
        self.orders: list[str] = []

    async def ready(self) -> None:
        await self._ready.wait()

    async def round(self, number: int) -> float:
        assert self._tell is not None
        self._missing = self._followers
        self._done = asyncio.get_running_loop().create_future()
        text = fill_text(number)
        started = time.perf_counter_ns()
        self._tell(text)
        return (await asyncio.wait_for(self._done, PATIENCE_S) - started) / 1000

    def opened(self, path: str, head: Mapping[str, str], line: Line) -> Heard:
        if path.endswith("/leader"):
            self._tell = line.send
            self._ready.set()
        return self._order

    def asked(self, line: str, path: str, head: Mapping[str, str], body: bytes) -> bytes:
        raise AssertionError(line)

    def _order(self, text: str) -> None:
        self.orders.append(text)
        self._missing -= 1
        if self._missing == 0 and self._done is not None:
            self._done.set_result(time.perf_counter_ns())


class Exchange:
    """``run`` measures and returns, for each side, the microseconds of each round."""

    def __init__(self, sides: Mapping[str, Side], paths: Mapping[str, Side]) -> None:
        """``sides``: by name, in their order of being asked. ``paths``: by the first part of their paths."""
        self._sides = sides
        self._paths = paths
        self._lines: list[Line] = []

    async def listen(self) -> int:
        """Its port."""
        self._server = await asyncio.get_running_loop().create_server(self._line, "127.0.0.1", 0, backlog=300)
        return cast(int, self._server.sockets[0].getsockname()[1])

    async def run(self, rounds: int, load: Callable[[bool], None]) -> dict[str, list[float]]:
        """``load``: told before the lane is asked, and after."""
        for side in self._sides.values():
            await asyncio.wait_for(side.ready(), PATIENCE_S)
        taken: dict[str, list[float]] = {name: [] for name in self._sides}
        for first in range(0, rounds, BLOCK):
            for name, side in self._sides.items():
                load(name == "lane")
                await pause(PAUSE_S * 10)
                for number in range(first, min(first + BLOCK, rounds)):
                    taken[name].append(await side.round(number))
                    await pause(side.rest_s)
        load(False)
        return taken

    def close(self) -> None:
        for line in self._lines:
            line.transport.close()
        self._server.close()

    def _line(self) -> Line:
        line = Line(self._paths)
        self._lines.append(line)
        return line


async def pause(seconds: float) -> None:
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, over.set)
    await over.wait()
