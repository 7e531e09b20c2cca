"""What the contract suite needs around a broker link: a clock in the hand, the events it gave, and the other side.

An adapter joins the suite with one class of this shape and a line in ``RIGS``.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from mimikdesk.brokers.port import BrokerLink
from mimikdesk.brokers.practice.hand import Hand
from mimikdesk.brokers.practice.link import EVERYTHING, Latency
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.brokers.practice.wire import Message
from mimikdesk.brokers.tradovate.link import CAPABILITIES
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import BrokerEvent, BudgetReported
from mimikdesk.domain.ids import AccountId, ConnectionId, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.hearing import sorted_into
from tests.helpers.tradovate.memory_network import FrameFaults
from tests.helpers.tradovate.options import Options, ReplyPlace, SplitShape
from tests.helpers.tradovate_rig import SYMBOL as SYMBOL
from tests.helpers.tradovate_rig import TradovateRig


class Rig(Protocol):
    """One link with two accounts. The market stands at 100.00 x 100.25 with 5 contracts on each of 4 levels, and
    fills up again after each trade. ``tells_trailing``: whether the broker tells where a trailing stop stands.
    ``budgets``: what it told of the rate budget, kept apart from ``events`` because it may come at any time.
    ``orderly``: whether things are told in the order in which they happen; else a fill may be told of before its order.
    """

    link: BrokerLink
    accounts: tuple[AccountId, AccountId]
    events: list[BrokerEvent]
    budgets: list[BudgetReported]
    tells_trailing: bool
    orderly: bool

    def settle(self) -> None:
        """Let everything that is under way arrive."""
        ...

    def pass_time(self, duration_ns: int) -> None: ...

    def by_hand(
        self, account: AccountId, side: Side, qty: int, kind: OrderKind = OrderKind.MARKET, price: Decimal | None = None
    ) -> VenueOrderId:
        """Place an order as the trader would on his own platform; ``price`` as the kind needs it."""
        ...

    def hand(self, account: AccountId, link_ids: bool = True) -> Hand:
        """The trader's own platform, for pairs and brackets. Without ``link_ids`` it does not tell what belongs
        together."""
        ...

    def move_market(self, bid: Decimal, depth: int = 5) -> None: ...

    def stop_refilling(self) -> None:
        """What is taken from the market stays taken until it moves."""
        ...

    def end_day(self) -> None:
        """Every working order expires."""
        ...

    def liquidate(self, account: AccountId, text: str) -> None:
        """The broker closes the position by himself, in these words."""
        ...

    def lose_next_command(self) -> None:
        """Let the next command vanish on its way."""
        ...

    def lose_line(self) -> None:
        """Cut the line: messages under way are lost. Reconnection succeeds from the first attempt on."""
        ...

    def freeze_line(self) -> None:
        """Let the line die without a sign. The next one works."""
        ...

    def lose_next_answer(self) -> None:
        """Let the next command arrive, and the answer to it vanish. What it causes is told."""
        ...

    def tell_twice(self, times: int) -> None:
        """Let the broker tell this many of the next things twice."""
        ...

    def refuse_login(self) -> None: ...

    def accept_login(self) -> None: ...

    def reject_next(self, text: str) -> None: ...

    def penalise(self) -> None:
        """Let the broker carry out nothing, because it was asked too much."""
        ...

    def end_penalty(self) -> None:
        """Let as much time pass as the penalty lasts."""
        ...


class PracticeRig:
    tells_trailing = True
    orderly = True

    def __init__(self, latency: Latency, capabilities: Capabilities = EVERYTHING) -> None:
        self.clock = VirtualClock()
        self.events: list[BrokerEvent] = []
        self.budgets: list[BudgetReported] = []
        self._market = StillMarket({SYMBOL: Decimal(100)}, depth=5, levels=4)
        self.venue = PracticeVenue(self.clock, 1, self._market)
        connection = ConnectionId("P")
        self.accounts = (self.venue.add_account(connection, "A"), self.venue.add_account(connection, "B"))
        self.practice = self.venue.link(connection, sorted_into(self), latency=latency, capabilities=capabilities)
        self.link: BrokerLink = self.practice

    def settle(self) -> None:
        self.pass_time(SECOND)

    def pass_time(self, duration_ns: int) -> None:
        self.clock.advance(duration_ns)

    def by_hand(
        self, account: AccountId, side: Side, qty: int, kind: OrderKind = OrderKind.MARKET, price: Decimal | None = None
    ) -> VenueOrderId:
        limit, stop = (price if kind is OrderKind.LIMIT else None), (price if kind is OrderKind.STOP else None)
        return self.venue.hand(account).place(SYMBOL, side, qty, kind, limit, stop)

    def hand(self, account: AccountId, link_ids: bool = True) -> Hand:
        return self.venue.hand(account, link_ids)

    def move_market(self, bid: Decimal, depth: int = 5) -> None:
        self._market.move(SYMBOL, bid, depth)

    def stop_refilling(self) -> None:
        self._market.refills = False

    def end_day(self) -> None:
        self.venue.expire_day_orders()

    def liquidate(self, account: AccountId, text: str) -> None:
        self.venue.liquidate(account, SYMBOL, text)

    def lose_next_command(self) -> None:
        self.practice.line.lose_next_commands(1)

    def lose_line(self) -> None:
        self.practice.line.drop()

    def freeze_line(self) -> None:
        self.practice.line.drop(unnoticed_ns=15 * SECOND)

    def lose_next_answer(self) -> None:
        self.practice.line.lose_next(1, Message.ORDER)

    def tell_twice(self, times: int) -> None:
        self.practice.line.duplicate_next(times)

    def refuse_login(self) -> None:
        self.practice.line.refuse_login()

    def accept_login(self) -> None:
        self.practice.line.accept_login()

    def reject_next(self, text: str) -> None:
        self.practice.line.reject_next(1, text)

    def penalise(self) -> None:
        self.practice.line.use_up_budget(60 * SECOND)

    def end_penalty(self) -> None:
        self.pass_time(60 * SECOND)


PLAIN = Capabilities(frozenset({OrderKind.MARKET, OrderKind.LIMIT, OrderKind.STOP, OrderKind.STOP_LIMIT}))

BAD_LINE = FrameFaults(split=0.3, join=0.3, reorder=0.5, junk=0.2, late=0.05, late_by=20_000_000)
"""Every frame-level fault that keeps what is said; ``duplicate`` has a rule of its own."""

RIGS: dict[str, Callable[[], Rig]] = {
    "practice": lambda: PracticeRig(Latency()),
    "practice without delay": lambda: PracticeRig(Latency.none()),
    "practice without native structures": lambda: PracticeRig(Latency(), PLAIN),
    "tradovate": TradovateRig,
    "tradovate, answers last": lambda: TradovateRig(Options(reply=ReplyPlace.LAST, split_shape=SplitShape.ITEMS)),
    "tradovate in disorder": lambda: TradovateRig(Options(shuffle=True, reply=ReplyPlace.ANYWHERE, odd=0.3)),
    "tradovate with brackets": lambda: TradovateRig(capabilities=replace(CAPABILITIES, bracket=True)),
    "tradovate in great disorder": lambda: TradovateRig(
        Options(shuffle=True, reply=ReplyPlace.ANYWHERE, odd=0.5, pack=6, seed=103, exchange_delay=15 * MILLISECOND)
    ),
    "tradovate on bad lines": lambda: TradovateRig(faults=BAD_LINE),
}
