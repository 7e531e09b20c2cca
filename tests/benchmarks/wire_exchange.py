"""The other end of the line, with the watch: it tells of a fill and takes the time until the last order is in.

Both programs are connected to it at once and are asked by turns, so that what else this machine does meets both alike.
"""

import asyncio
import base64
import hashlib
import time
from typing import cast

from tests.benchmarks.wire_bytes import ACCEPTED, ENDS_HEAD, fill_text, framed, unframed

SIDES = ("bare", "lane")
BLOCK = 25
"""Rounds of one side in a row: its window is under load for that long, and not while the other is asked."""

PAUSE_S = 0.004
PATIENCE_S = 20.0
LOAD_ON, LOAD_OFF = "load on", "load off"


class _Line(asyncio.Protocol):
    """A web socket of one of the programs."""

    def __init__(self, exchange: "Exchange") -> None:
        self._exchange = exchange
        self._data = bytearray()
        self._side = ""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._data += data
        if not self._side:
            end = self._data.find(ENDS_HEAD)
            if end < 0:
                return
            head = self._data[:end].decode()
            del self._data[: end + len(ENDS_HEAD)]
            self._accept(head)
        for payload in unframed(self._data, mask=True):
            self._exchange.on_order(self._side, payload)

    def _accept(self, head: str) -> None:
        path = head.split(" ")[1]
        key = next(line.split(": ")[1] for line in head.split("\r\n") if line.lower().startswith("sec-websocket-key"))
        proof = hashlib.sha1(key.encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
        self.transport.write(ACCEPTED + base64.b64encode(proof) + ENDS_HEAD)
        self._side = path.split("/")[1]
        self._exchange.on_line(self._side, path.endswith("/leader"), self)


class Exchange:
    """``run`` measures and returns, for each side, the microseconds of each round."""

    def __init__(self, followers: int, rounds: int) -> None:
        self._followers = followers
        self._rounds = rounds
        self._leaders: dict[str, _Line] = {}
        self._ready = asyncio.Event()
        self._lines: list[_Line] = []
        self._missing = 0
        self._asked = ""
        self._done: asyncio.Future[int] | None = None
        self.orders: dict[str, list[str]] = {side: [] for side in SIDES}

    async def listen(self) -> int:
        """Its port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Line(self), "127.0.0.1", 0)
        return cast(int, self._server.sockets[0].getsockname()[1])

    def on_line(self, side: str, leader: bool, line: _Line) -> None:
        self._lines.append(line)
        if leader:
            self._leaders[side] = line
            if len(self._leaders) == len(SIDES):
                self._ready.set()

    def on_order(self, side: str, payload: bytes) -> None:
        assert side == self._asked
        self.orders[side].append(payload.decode())
        self._missing -= 1
        if self._missing == 0 and self._done is not None:
            self._done.set_result(time.perf_counter_ns())

    async def run(self) -> dict[str, list[float]]:
        await asyncio.wait_for(self._ready.wait(), PATIENCE_S)
        taken: dict[str, list[float]] = {side: [] for side in SIDES}
        for first in range(0, self._rounds, BLOCK):
            for side in SIDES:
                self._load(side == "lane")
                await self._pause(PAUSE_S * 10)
                for number in range(first, min(first + BLOCK, self._rounds)):
                    taken[side].append(await self._round(side, number))
                    await self._pause(PAUSE_S)
        for line in self._lines:
            line.transport.close()
        self._server.close()
        return taken

    def _load(self, on: bool) -> None:
        self._leaders["lane"].transport.write(framed((LOAD_ON if on else LOAD_OFF).encode(), mask=False))

    async def _round(self, side: str, number: int) -> float:
        loop = asyncio.get_running_loop()
        self._asked, self._missing = side, self._followers
        self._done = loop.create_future()
        frame = framed(fill_text(number).encode(), mask=False)
        started = time.perf_counter_ns()
        self._leaders[side].transport.write(frame)
        return (await asyncio.wait_for(self._done, PATIENCE_S) - started) / 1000

    async def _pause(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        over = loop.create_future()
        loop.call_later(seconds, over.set_result, None)
        await over
