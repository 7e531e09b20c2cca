"""What the contract suite needs around a broker link: a clock in the hand, the events it gave, and the other side.

An adapter joins the suite with one class of this shape and a line in ``RIGS``.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from mimikdesk.brokers.port import BrokerLink
from mimikdesk.brokers.practice.link import Latency
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import BrokerEvent
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import SECOND

SYMBOL = Symbol("MNQZ6")


class Rig(Protocol):
    """One link with two accounts. The market stands at 100.00 x 100.25 with 5 contracts on each of 4 levels, and
    fills up again after each trade. ``inside`` is True while a call of the port runs."""

    link: BrokerLink
    accounts: tuple[AccountId, AccountId]
    events: list[BrokerEvent]

    def settle(self) -> None:
        """Let everything that is under way arrive."""
        ...

    def pass_time(self, duration_ns: int) -> None: ...

    def by_hand(
        self, account: AccountId, side: Side, qty: int, kind: OrderKind = OrderKind.MARKET, price: Decimal | None = None
    ) -> VenueOrderId:
        """Place an order as the trader would on his own platform; ``price`` as the kind needs it."""
        ...

    def move_market(self, bid: Decimal) -> None: ...

    def lose_line(self) -> None:
        """Cut the line: messages under way are lost. Reconnection succeeds from the first attempt on."""
        ...

    def refuse_login(self) -> None: ...

    def accept_login(self) -> None: ...

    def reject_next(self, text: str) -> None: ...


class PracticeRig:
    def __init__(self, latency: Latency) -> None:
        self.clock = VirtualClock()
        self.events: list[BrokerEvent] = []
        self._market = StillMarket({SYMBOL: Decimal(100)}, depth=5, levels=4)
        self.venue = PracticeVenue(self.clock, 1, self._market)
        connection = ConnectionId("P")
        self.accounts = (self.venue.add_account(connection, "A"), self.venue.add_account(connection, "B"))
        self.practice = self.venue.link(connection, self.events.append, latency=latency)
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

    def move_market(self, bid: Decimal) -> None:
        self._market.move(SYMBOL, bid)

    def lose_line(self) -> None:
        self.practice.line.drop()

    def refuse_login(self) -> None:
        self.practice.line.refuse_login()

    def accept_login(self) -> None:
        self.practice.line.accept_login()

    def reject_next(self, text: str) -> None:
        self.practice.line.reject_next(1, text)


RIGS: dict[str, Callable[[], Rig]] = {
    "practice": lambda: PracticeRig(Latency()),
    "practice without delay": lambda: PracticeRig(Latency.none()),
}
