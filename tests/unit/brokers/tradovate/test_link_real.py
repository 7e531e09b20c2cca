"""The link over real sockets, on both loops that the wire lane may have: connect, trade, lose the line, go on, end."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from random import Random

from mimikdesk.app.clock import SystemClock
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.tradovate.credentials import ApiKey
from mimikdesk.brokers.tradovate.hosts import Hosts
from mimikdesk.brokers.tradovate.limits import budget_of_login
from mimikdesk.brokers.tradovate.link import TradovateLink
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.events import BrokerEvent, LineChanged, LineState, OrderReported, SnapshotTaken
from mimikdesk.domain.ids import ClientOrderId, ConnectionId, account_id
from mimikdesk.domain.orders import OrderStatus, Side
from mimikdesk.domain.secret import Secret
from tests.helpers.net import Run, network
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.server import TradovateServer
from tests.helpers.tradovate.tcp_shell import TcpShell
from tests.helpers.tradovate_rig import SYMBOL

KEY = ApiKey("alice", Secret("secret"), "12", Secret("sec-1"), "MimikDesk", "1.0", "device-1")
CONNECTION = ConnectionId("T")


class Heard:
    """What the link tells; ``until`` waits for an event."""

    def __init__(self) -> None:
        self.events: list[BrokerEvent] = []
        self._news = asyncio.Event()

    def take(self, event: BrokerEvent) -> None:
        self.events.append(event)
        self._news.set()

    async def until(self, wanted: Callable[[BrokerEvent], bool]) -> None:
        while not any(map(wanted, self.events)):
            self._news.clear()
            await self._news.wait()


def turned(state: LineState) -> Callable[[BrokerEvent], bool]:
    return lambda event: isinstance(event, LineChanged) and event.state is state


def filled(name: str) -> Callable[[BrokerEvent], bool]:
    return lambda event: (
        isinstance(event, OrderReported)
        and event.order.client_order_id == name
        and event.order.status is OrderStatus.FILLED
    )


def test_the_whole_way_over_real_sockets(run: Run) -> None:
    async def scenario() -> None:
        clock = SystemClock(asyncio.get_running_loop())
        server = TradovateServer(clock, StillMarket({SYMBOL: Decimal(100)}, depth=5, levels=4), Options(split_rows=1))
        server.auth.keys["12"] = ("sec-1", "MimikDesk")
        server.add_account(server.add_user("alice", "secret"), "DEMO1")
        account = account_id(CONNECTION, "DEMO1")
        async with TcpShell(server) as shell, network() as net:
            hosts = Hosts(shell.rest(), shell.socket(), shell.socket("md"), "", "")
            login = Login(clock, net, hosts, KEY, budget=budget_of_login())
            heard = Heard()
            link = TradovateLink(CONNECTION, heard.take, clock, net, hosts, login, symbols=[SYMBOL], random=Random(1))
            link.open()
            await heard.until(turned(LineState.CONNECTED))
            link.place(PlaceOrder(account, ClientOrderId("MK1"), SYMBOL, Side.BUY, 2))
            await heard.until(filled("MK1"))
            heard.events.clear()
            shell.drop_lines()
            await heard.until(turned(LineState.RECONNECTING))
            await heard.until(turned(LineState.CONNECTED))
            (snapshot,) = [event for event in heard.events if isinstance(event, SnapshotTaken)]
            assert [(order.client_order_id, order.filled) for order in snapshot.orders] == [("MK1", 2)]
            assert snapshot.positions[0].qty == 2
            heard.events.clear()
            link.place(PlaceOrder(account, ClientOrderId("MK2"), SYMBOL, Side.SELL, 2))
            await heard.until(filled("MK2"))
            link.close()
            await heard.until(turned(LineState.DISCONNECTED))
        assert server.complaints == []

    run(scenario())
