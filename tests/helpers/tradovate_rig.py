"""The Tradovate adapter on a clock moved by hand: one login with two demo accounts, against the loopback server."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from mimikdesk.brokers.port import BrokerLink, QuoteSink
from mimikdesk.brokers.practice.hand import Hand
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.tradovate.credentials import ApiKey
from mimikdesk.brokers.tradovate.hosts import Environment, hosts_of
from mimikdesk.brokers.tradovate.limits import budget_of_login
from mimikdesk.brokers.tradovate.link import CAPABILITIES, TradovateLink
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import BrokerEvent, BudgetReported
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId, account_id
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND
from tests.helpers.hearing import sorted_into
from tests.helpers.tradovate.memory_network import FrameFaults, MemoryNetwork
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.server import TradovateServer

SYMBOL = Symbol("MNQZ6")
KEY = ApiKey("alice", Secret("secret"), "12", Secret("sec-1"), "MimikDesk", "1.0", "device-1")


class TradovateRig:
    """``options``: of the server. ``faults``: of the frames on their way to the program."""

    tells_trailing = False

    def __init__(
        self,
        options: Options | None = None,
        faults: FrameFaults | None = None,
        capabilities: Capabilities = CAPABILITIES,
        quotes: QuoteSink | None = None,
    ) -> None:
        self.orderly = options is None or not options.shuffle
        self.clock = VirtualClock()
        self.events: list[BrokerEvent] = []
        self.budgets: list[BudgetReported] = []
        self._market = StillMarket({SYMBOL: Decimal(100)}, depth=5, levels=4)
        self.server = TradovateServer(self.clock, self._market, options)
        self.user = self.server.add_user("alice", "secret")
        self._own = [self.server.add_account(self.user, name) for name in ("DEMO1", "DEMO2")]
        self.server.auth.keys["12"] = ("sec-1", "MimikDesk")
        self.network = MemoryNetwork(self.clock, self.server)
        if faults is not None:
            self.network.faults = replace(faults)
        connection = ConnectionId("T")
        hosts = hosts_of(Environment.DEMO)
        self.login = Login(self.clock, self.network, hosts, KEY, budget=budget_of_login(), random=Random(1))
        self.tradovate = TradovateLink(
            connection,
            sorted_into(self),
            self.clock,
            self.network,
            hosts,
            self.login,
            symbols=[SYMBOL],
            random=Random(1),
            prefix="",
            capabilities=capabilities,
            quotes=quotes,
        )
        self.link: BrokerLink = self.tradovate
        self.accounts_at_venue = tuple(account.venue for account in self._own)
        self.accounts = (account_id(connection, "DEMO1"), account_id(connection, "DEMO2"))

    def settle(self) -> None:
        self.pass_time(SECOND)

    def pass_time(self, duration_ns: int) -> None:
        self.clock.advance(duration_ns)

    def by_hand(
        self, account: AccountId, side: Side, qty: int, kind: OrderKind = OrderKind.MARKET, price: Decimal | None = None
    ) -> VenueOrderId:
        limit, stop = (price if kind is OrderKind.LIMIT else None), (price if kind is OrderKind.STOP else None)
        return self.hand(account).place(SYMBOL, side, qty, kind, limit, stop)

    def hand(self, account: AccountId, link_ids: bool = True) -> Hand:
        return self.server.hand(self._own[self.accounts.index(account)], link_ids)

    def move_market(self, bid: Decimal, depth: int = 5) -> None:
        self._market.move(SYMBOL, bid, depth)

    def stop_refilling(self) -> None:
        self._market.refills = False

    def end_day(self) -> None:
        self.server.end_session()

    def liquidate(self, account: AccountId, text: str) -> None:
        self.server.liquidate(self._own[self.accounts.index(account)], SYMBOL, text)

    def lose_next_command(self) -> None:
        self.network.lose_next_command()

    def lose_line(self) -> None:
        self.network.drop_lines()

    def freeze_line(self) -> None:
        self.network.freeze()

    def lose_next_answer(self) -> None:
        self.network.lose_next_answer()

    def tell_twice(self, times: int) -> None:
        self.network.faults.duplicate = 1.0

    def refuse_login(self) -> None:
        self.server.refuse_login(self.user)

    def accept_login(self) -> None:
        self.server.accept_login(self.user)
        self.login.use(KEY)

    def reject_next(self, text: str) -> None:
        self.server.reject_next(self._own[0], text)

    def penalise(self) -> None:
        """The requests of the hour are used up; the program learns of it by its next request."""
        self.server.limits.spend(self.user.id, 5000)

    def end_penalty(self) -> None:
        self.pass_time(3700 * SECOND)
