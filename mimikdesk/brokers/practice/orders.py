"""One order as the exchange holds it, from arrival to its end. Prices are whole ticks."""

from dataclasses import dataclass

from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side

NO_ID = VenueOrderId("")


@dataclass(slots=True, eq=False)
class Order:
    """``owner`` is None for the market itself (makers and takers that stand for everybody else).

    ``limit`` and ``stop``: prices in ticks, as the kind needs them. ``text``: why it was refused or ended.
    ``entered``: the book's own sequence number of its last entry, which gives stops their time priority.
    ``report``: the last report made of it.
    """

    owner: AccountId | None
    symbol: Symbol
    side: Side
    qty: int
    kind: OrderKind
    limit: int | None = None
    stop: int | None = None
    venue_order_id: VenueOrderId = NO_ID
    client_order_id: ClientOrderId | None = None
    filled: int = 0
    status: OrderStatus = OrderStatus.WORKING
    text: str = ""
    triggered: bool = False
    entered: int = 0
    report: OrderReport | None = None

    @property
    def remaining(self) -> int:
        """Contracts not filled yet."""
        return self.qty - self.filled
