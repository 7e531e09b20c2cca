"""What the program asks a broker to do. Commands are imperative; events (events.py) are past tense."""

from decimal import Decimal

from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class PlaceOrder:
    """Place one order. ``qty`` > 0 contracts; ``limit`` and ``stop`` are prices in points, as the kind needs them."""

    account: AccountId
    client_order_id: ClientOrderId
    symbol: Symbol
    side: Side
    qty: int
    kind: OrderKind = OrderKind.MARKET
    limit: Decimal | None = None
    stop: Decimal | None = None


@record(frozen=True, slots=True)
class CancelOrder:
    """Cancel an own order by the id it was sent with."""

    account: AccountId
    client_order_id: ClientOrderId


@record(frozen=True, slots=True)
class CancelAllOrders:
    """Cancel every working order of an account, foreign ones too. Only flatten and breaches may ask for it."""

    account: AccountId


Command = PlaceOrder | CancelOrder | CancelAllOrders
