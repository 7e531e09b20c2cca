"""One order, as somebody wants it and as the exchange holds it from arrival to its end; and what ties orders."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.record import record

NO_ID = VenueOrderId("")

Points = tuple[Decimal | None, Decimal | None, Decimal | None]
"""Limit price, stop price and trailing distance in points, as they were given."""
NO_POINTS: Points = (None, None, None)


class Wanted(Protocol):
    """What an order to be placed consists of; ``PlaceOrder`` and ``NewOrder`` have this shape."""

    @property
    def symbol(self) -> Symbol: ...
    @property
    def side(self) -> Side: ...
    @property
    def qty(self) -> int: ...
    @property
    def kind(self) -> OrderKind: ...
    @property
    def limit(self) -> Decimal | None: ...
    @property
    def stop(self) -> Decimal | None: ...
    @property
    def trail(self) -> Decimal | None: ...
    @property
    def client_order_id(self) -> ClientOrderId | None: ...


@record(frozen=True, slots=True)
class NewOrder:
    """An order for the exchange. ``limit`` and ``stop`` are prices and ``trail`` a distance, in points."""

    symbol: Symbol
    side: Side
    qty: int
    kind: OrderKind = OrderKind.MARKET
    limit: Decimal | None = None
    stop: Decimal | None = None
    trail: Decimal | None = None
    client_order_id: ClientOrderId | None = None


@dataclass(slots=True, eq=False)
class Order:
    """``owner`` is None for the market itself (makers and takers that stand for everybody else).

    ``limit``, ``stop`` and ``trail``: ticks, as the kind needs them. A trailing stop's ``stop`` follows the market.
    ``entered``: the book's own sequence number of its last entry, which gives stops their time priority.
    ``report``: the last report made of it. ``text``: why it was refused or ended.
    ``held``: contracts of a bracket's exit that its entry has not released yet; they come on top of ``qty``.
    ``waiting``: accepted, but not in the book: a held exit, or the second of a pair while the first one enters.
    ``liquidation``: the broker itself closes a position with it.
    """

    owner: AccountId | None
    symbol: Symbol
    side: Side
    qty: int
    kind: OrderKind
    limit: int | None = None
    stop: int | None = None
    trail: int | None = None
    points: Points = NO_POINTS
    venue_order_id: VenueOrderId = NO_ID
    client_order_id: ClientOrderId | None = None
    filled: int = 0
    status: OrderStatus = OrderStatus.WORKING
    text: str = ""
    triggered: bool = False
    entered: int = 0
    report: OrderReport | None = None
    tie: "Tie | None" = None
    held: int = 0
    waiting: bool = False
    liquidation: bool = False

    @property
    def remaining(self) -> int:
        """Contracts that work and are not filled yet."""
        return self.qty - self.filled


@dataclass(slots=True, eq=False)
class Tie:
    """Orders of which a fill of one cancels the others, and the entry that releases them, if there is one.

    ``told``: whether reports name the links. ``due``: contracts of the entry that filled and are not released yet.
    """

    legs: tuple[Order, ...]
    entry: Order | None = None
    told: bool = True
    due: int = 0

    def links(self, order: Order) -> tuple[VenueOrderId | None, str | None]:
        """``parent`` and ``oco`` of a report about one of these orders."""
        if not self.told or order is self.entry:
            return None, None
        parent = self.entry.venue_order_id if self.entry is not None else None
        return parent, f"oco-{self.legs[0].venue_order_id}" if len(self.legs) > 1 else None
