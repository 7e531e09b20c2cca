"""A connected link with one account, and everything it gave to the program."""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.brokers.practice.faults import FaultPlan
from mimikdesk.brokers.practice.link import Latency
from mimikdesk.brokers.practice.market import Market, StillMarket
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.brokers.practice.wire import Delay
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.events import BrokerEvent, LineChanged, LineState, Quote
from mimikdesk.domain.ids import ClientOrderId, ConnectionId, Symbol, account_id
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.prices import Price, QuotesEnded
from mimikdesk.domain.time import MILLISECOND, SECOND

BUY, SELL = Side.BUY, Side.SELL
MNQ = Symbol("MNQZ6")
P = ConnectionId("P")
ACCOUNT = account_id(P, "A")
TEN_MS = Latency(Delay(10 * MILLISECOND, 10 * MILLISECOND), Delay(10 * MILLISECOND, 10 * MILLISECOND))


@dataclass
class Connected:
    """A connected link with one account."""

    latency: Latency = field(default_factory=Latency.none)
    faults: FaultPlan | None = None
    seed: int = 1
    market: Market = field(default_factory=StillMarket)
    events: list[BrokerEvent] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    ended: list[QuotesEnded] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = VirtualClock()
        self.venue = PracticeVenue(self.clock, self.seed, self.market)
        self.account = self.venue.add_account(P, "A")
        self.link = self.venue.link(P, self.events.append, self._priced, self.latency, self.faults)
        self.line = self.link.line
        self.link.open()
        self.clock.advance(SECOND)
        self.events.clear()

    def _priced(self, price: Price) -> None:
        if isinstance(price, Quote):
            self.quotes.append(price)
        elif isinstance(price, QuotesEnded):
            self.ended.append(price)

    def place(self, name: str, side: Side = BUY, qty: int = 1, limit: Decimal | None = None) -> None:
        kind = OrderKind.MARKET if limit is None else OrderKind.LIMIT
        self.link.place(PlaceOrder(self.account, ClientOrderId(name), MNQ, side, qty, kind, limit))

    def states(self) -> list[LineState]:
        return [event.state for event in self.events if isinstance(event, LineChanged)]

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]
