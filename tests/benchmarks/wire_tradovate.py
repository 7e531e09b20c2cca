"""The exchange's side of a program that trades at Tradovate: the loopback server, with its own work kept out of the
figures.

What it has to say about the leader's fill is held back until it is all said, and then goes out at once; the orders that
come in are only counted until the last is there, and are given to the server afterwards.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from mimikdesk.app.clock import SystemClock
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import Side
from tests.benchmarks.wire_bytes import PONG
from tests.benchmarks.wire_exchange import PATIENCE_S, PAUSE_S, Heard, Line, pause
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.server import TradovateServer
from tests.helpers.tradovate.sockets import ServerSocket

SYMBOL = Symbol("MNQZ6")
CID, SECRET, APP = "12", "sec-1", "MimikDesk"
LEADER = "leader"

_ORDER = "order/placeorder\n"
_SAY_S = 0.03
SETTLE_S = 0.4
"""Between two fills: the breaker allows ten copies a second, and the journal is written when this is over, as it is
between the trades of a person."""

_ALL = 1_000_000_000


class _Out:
    """The way to one client, which can be held up."""

    def __init__(self, side: "TradovateSide", send: Callable[[str], None]) -> None:
        self._side = side
        self.send = send

    def text(self, text: str) -> None:
        self._side.say(partial(self.send, text))

    def close(self, code: int, reason: str) -> None:
        raise AssertionError(f"the server closes a line: {code} {reason}")


class TradovateSide:
    """``logins``: over how many logins the followers are spread; the leader is at the first."""

    rest_s = PAUSE_S  # beside what a round itself waits

    def __init__(self, followers: int, logins: int) -> None:
        clock = SystemClock(asyncio.get_running_loop())
        options = Options(user_hourly=_ALL, anonymous_hourly=_ALL, syncs_hourly=_ALL)
        self.server = TradovateServer(clock, StillMarket({SYMBOL: Decimal(24_812)}, depth=1000), options)
        self.server.auth.keys[CID] = (SECRET, APP)
        users = [self.server.add_user(f"user{number}") for number in range(logins)]
        self._leader = self.server.add_account(users[0], LEADER)
        for follower in range(followers):
            self.server.add_account(users[follower % logins], f"F{follower:03}")
        self._followers = followers
        self._logins = logins
        self._hand = self.server.hand(self._leader)
        self._held: list[Callable[[], None]] | None = None
        self._done: asyncio.Future[int] | None = None
        self._missing = 0
        self._waiting: list[Callable[[], None]] = []
        self._lines: list[Line] = []
        self._pings = 0
        self._quiet: asyncio.Future[None] | None = None
        self.orders = 0

    async def ready(self) -> None:
        while sum(socket.selection is not None for socket in self.server.sockets) < self._logins:
            await pause(0.05)
        await pause(2)
        for number in range(2):  # what is done once, such as finding the contract
            await self.round(number)
        self.orders = 0

    async def round(self, number: int) -> float:
        self._held = []
        self._hand.place(SYMBOL, Side.BUY if number % 2 == 0 else Side.SELL, 1)
        await pause(_SAY_S)
        self._missing = self._followers
        self._done = asyncio.get_running_loop().create_future()
        held, self._held = self._held, None
        started = time.perf_counter_ns()
        for send in held:
            send()
        try:
            ended = await asyncio.wait_for(self._done, PATIENCE_S)
        finally:
            self._done = None
        for call in self._waiting:
            call()
        self._waiting.clear()
        for _ in range(2):  # what the orders led to is dealt with before the next fill; that is measured elsewhere
            await pause(SETTLE_S / 2)
            await self._settled()
        return (ended - started) / 1000

    async def _settled(self) -> None:
        self._quiet = asyncio.get_running_loop().create_future()
        self._pings = len(self._lines)
        for line in self._lines:
            line.ping()
        await asyncio.wait_for(self._quiet, PATIENCE_S)

    def opened(self, path: str, head: Mapping[str, str], line: Line) -> Heard:
        self._lines.append(line)
        socket = self.server.socket_opened(f"ws://127.0.0.1{path}", head, _Out(self, line.send))
        assert isinstance(socket, ServerSocket)
        return partial(self._hear, socket)

    def asked(self, line: str, path: str, head: Mapping[str, str], body: bytes) -> bytes:
        method = line.split(" ")[0]
        status, headers, payload, _ = self.server.http(method, f"http://127.0.0.1{path}", head, body)
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {status} \r\n{lines}content-length: {len(payload)}\r\n\r\n".encode() + payload

    def say(self, send: Callable[[], None]) -> None:
        if self._held is None:
            send()
        else:
            self._held.append(send)

    def _hear(self, socket: ServerSocket, text: str) -> None:
        if text == PONG:
            self._pings -= 1
            if self._pings == 0 and self._quiet is not None:
                self._quiet.set_result(None)
        elif self._done is None:
            socket.text(text)
        else:
            self._waiting.append(partial(socket.text, text))
            if text.startswith(_ORDER):
                self._count()

    def _count(self) -> None:
        self.orders += 1
        self._missing -= 1
        if self._missing == 0 and self._done is not None:
            self._done.set_result(time.perf_counter_ns())
