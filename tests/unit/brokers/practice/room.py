"""An exchange with one account and a market that stands still, and everything the account is told."""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.brokers.practice.hand import Hand
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, PositionReport, Side

BUY, SELL = Side.BUY, Side.SELL
MNQ = Symbol("MNQZ6")
CONNECTION = ConnectionId("P")


def limit(side: Side, qty: int, price: str) -> NewOrder:
    return NewOrder(MNQ, side, qty, OrderKind.LIMIT, limit=Decimal(price))


def stop(side: Side, qty: int, price: str) -> NewOrder:
    return NewOrder(MNQ, side, qty, OrderKind.STOP, stop=Decimal(price))


def trailing(side: Side, qty: int, trail: str) -> NewOrder:
    return NewOrder(MNQ, side, qty, OrderKind.TRAILING_STOP, trail=Decimal(trail))


def points(text: str) -> Decimal:
    return Decimal(text)


@dataclass
class Heard:
    """Everything one account was told, in order."""

    told: list[OrderReport | Fill | PositionReport | Decimal] = field(default_factory=list)

    def order(self, account: AccountId, report: OrderReport) -> None:
        self.told.append(report)

    def fill(self, account: AccountId, fill: Fill) -> None:
        self.told.append(fill)

    def position(self, account: AccountId, report: PositionReport) -> None:
        self.told.append(report)

    def balance(self, account: AccountId, cash: Decimal) -> None:
        self.told.append(cash)


@dataclass
class Room:
    """A still market (MNQ 100.00 x 100.25, 5 on each of 3 levels) and one account."""

    market: StillMarket = field(
        default_factory=lambda: StillMarket({MNQ: points("100")}, depth=5, levels=3, refills=False)
    )

    def __post_init__(self) -> None:
        self.venue = PracticeVenue(VirtualClock(), 1, self.market)
        self.account = self.venue.add_account(CONNECTION, "A")
        self.heard = Heard()
        self.venue.listen(self.account, self.heard)

    @property
    def hand(self) -> Hand:
        return self.venue.hand(self.account)

    def report(self, order: VenueOrderId) -> OrderReport:
        report = self.venue.account(self.account).orders[order].report
        assert report is not None
        return report
