"""What runs on the wire lane while it is measured: its network alone, or the program with the Tradovate adapter."""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Protocol

from mimikdesk.app.clock import monotonic_ns, utc_now_ns
from mimikdesk.app.collector import settle
from mimikdesk.app.control import LaneControl
from mimikdesk.app.lane import ThreadLane
from mimikdesk.brokers.budget import Budget
from mimikdesk.brokers.network import Network, Socket
from mimikdesk.brokers.port import BrokerLink, QuoteSink, Sink
from mimikdesk.brokers.tradovate.credentials import ApiKey
from mimikdesk.brokers.tradovate.hosts import hosts_at
from mimikdesk.brokers.tradovate.link import TradovateLink
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.group import ClosedMarket, CopyGroup, FollowerSettings
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import ConnectionId, GroupId, account_id
from mimikdesk.domain.record import record
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.intents import IntentLog
from mimikdesk.journal.open import open_journal
from mimikdesk.services.program import Program
from mimikdesk.services.views import Update
from tests.benchmarks.wire_bytes import orders
from tests.benchmarks.wire_tradovate import APP, CID, LEADER, SECRET, SYMBOL


@record(frozen=True, slots=True)
class Asked:
    """What one run measures. ``port``: where the exchange listens. ``lines``: over how many sockets, and so logins, the
    orders go. ``window``: whether the program's window, where it has one, is to be shown."""

    port: int
    followers: int
    lines: int
    window: bool


class Copying(Protocol):
    async def run(self, over: asyncio.Event) -> None:
        """Copy until ``over``, and end."""
        ...


class NetworkAlone:
    """The lane's network with the least that copying takes; the bare program does the same without it."""

    def __init__(self, asked: Asked) -> None:
        self._url = f"ws://127.0.0.1:{asked.port}/lane"
        self._followers = range(asked.followers)
        self._lines = asked.lines
        self._lane = ThreadLane(_failed)
        self._network: Network = self._lane.network
        self._out: list[Socket] = []
        self._opened = 0

    async def run(self, over: asyncio.Event) -> None:
        self._lane.start()
        self._lane.post(self._begin)
        await over.wait()
        await self._lane.stop()

    def _begin(self) -> None:
        self._out = [self._network.connect(f"{self._url}/{number}", self) for number in range(self._lines)]

    def on_opened(self) -> None:
        self._opened += 1
        if self._opened == self._lines:
            self._network.connect(f"{self._url}/leader", self)

    def on_text(self, text: str) -> None:
        for follower, order in orders(text, self._followers):
            self._out[follower % self._lines].send(order)

    def on_closed(self, text: str) -> None:
        _failed(text)


class Setup:
    """One leader with so many followers, spread over so many logins."""

    def __init__(self, followers: int, logins: int) -> None:
        self._homes = [ConnectionId(f"t{number}") for number in range(logins)]
        names = [(self._homes[number % logins], f"F{number:03}") for number in range(followers)]
        self._accounts = tuple(
            Account(account_id(home, name), home, name) for home, name in [(self._homes[0], LEADER), *names]
        )

    def connections(self) -> tuple[Connection, ...]:
        return tuple(Connection(home, home, "tradovate", "demo") for home in self._homes)

    def accounts(self) -> tuple[Account, ...]:
        return self._accounts

    def groups(self) -> tuple[CopyGroup, ...]:
        leader, *others = (account.id for account in self._accounts)
        followers = tuple(FollowerSettings(other, Decimal(1)) for other in others)
        return (CopyGroup(GroupId("bench"), "Benchmark", leader, followers),)

    def keep_group_on(self, group: GroupId, on: bool) -> None: ...

    def keep_follower_on(self, account: str, on: bool) -> None: ...

    def keep_breach(self, account: str, breach: str) -> None: ...

    def keep_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None: ...


class WithAdapter:
    """The program's own services, journal and intent log, with a Tradovate link for each login."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._lane = ThreadLane(_failed)
        self._publish: Callable[[Update], None] = lambda update: None

    async def run(self, over: asyncio.Event) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            journal = open_journal(folder, _now()).journal
            intents = IntentLog(folder)
            setup = Setup(self._asked.followers, self._asked.lines)
            program = Program(self._lane.clock, setup, journal.recorder, intents, lambda update: self._publish(update))
            for number, connection in enumerate(setup.connections()):
                program.add_link(partial(self._link, number, connection.id))
            dispose = self._show(program, folder) if self._asked.window else lambda: None
            self._lane.start()
            self._lane.post(program.start)
            settle()
            await over.wait()
            await self._stop(program)
            dispose()
            journal.close(_now())
            intents.close()

    def _link(self, number: int, connection: ConnectionId, sink: Sink, _quotes: QuoteSink) -> BrokerLink:
        clock, network = self._lane.clock, self._lane.network
        hosts = hosts_at(f"http://127.0.0.1:{self._asked.port}")
        key = ApiKey(f"user{number}", Secret("secret"), CID, Secret(SECRET), APP, "1.0", f"device-{number}")
        login = Login(clock, network, hosts, key, budget=Budget())  # no limits: it is not they that are measured
        return TradovateLink(connection, sink, clock, network, hosts, login, symbols=[SYMBOL])

    def _show(self, program: Program, folder: Path) -> Callable[[], None]:
        from mimikdesk.gui import app_window
        from mimikdesk.settings.store import WindowMemory, open_settings

        memory = WindowMemory(open_settings(folder, _now()).store)
        window = app_window.build(LaneControl(self._lane, program, lambda: None), memory)
        self._publish = window.bridge.publish
        window.show()
        return window.dispose

    async def _stop(self, program: Program) -> None:
        loop = asyncio.get_running_loop()
        stopped = loop.create_future()

        def done() -> None:
            loop.call_soon_threadsafe(stopped.set_result, None)

        self._lane.post(lambda: program.stop(done))
        await stopped
        await self._lane.stop()


PROGRAMS: dict[str, Callable[[Asked], Copying]] = {"network": NetworkAlone, "adapter": WithAdapter}


def _now() -> Stamp:
    return Stamp(utc_now_ns(), monotonic_ns())


def _failed(text: str) -> None:
    print(text, file=sys.stderr)
