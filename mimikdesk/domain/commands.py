"""What the program asks a broker to do. Commands are imperative; events (events.py) are past tense."""

from decimal import Decimal

from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class PlaceOrder:
    """Place one order. ``qty`` > 0 contracts; ``limit``, ``stop`` are prices and ``trail`` a distance, in points, as
    the kind needs them."""

    account: AccountId
    client_order_id: ClientOrderId
    symbol: Symbol
    side: Side
    qty: int
    kind: OrderKind = OrderKind.MARKET
    limit: Decimal | None = None
    stop: Decimal | None = None
    trail: Decimal | None = None


@record(frozen=True, slots=True)
class PlaceOco:
    """Place two orders of which a fill of one cancels (or shrinks by as much) the other, at the broker."""

    account: AccountId
    first: PlaceOrder
    second: PlaceOrder


@record(frozen=True, slots=True)
class PlaceBracket:
    """Place an entry with one or two exits on the other side. They are held until it fills, work for as much as has
    filled, and cancel each other, at the broker."""

    account: AccountId
    entry: PlaceOrder
    exits: tuple[PlaceOrder, ...]


@record(frozen=True, slots=True)
class ModifyOrder:
    """Give a working own order this size and these prices; what is not given stays. ``qty``: the whole, filled part
    included."""

    account: AccountId
    client_order_id: ClientOrderId
    qty: int | None = None
    limit: Decimal | None = None
    stop: Decimal | None = None
    trail: Decimal | None = None


@record(frozen=True, slots=True)
class ClosePosition:
    """The broker's own close: cancel every order of one instrument, foreign ones too, and close it at the market, in
    one step. ``client_order_id``: the id its market order gets, where the broker takes one. ``amounts_to``: that order
    as far as it is known here, for the record; the broker goes by what is held."""

    account: AccountId
    client_order_id: ClientOrderId
    symbol: Symbol
    amounts_to: PlaceOrder | None = None


@record(frozen=True, slots=True)
class CancelOrder:
    """Cancel an own order by the id it was sent with."""

    account: AccountId
    client_order_id: ClientOrderId


@record(frozen=True, slots=True)
class CancelAllOrders:
    """Cancel every working order of an account, foreign ones too. Only flatten and breaches may ask for it."""

    account: AccountId


Command = PlaceOrder | PlaceOco | PlaceBracket | ModifyOrder | ClosePosition | CancelOrder | CancelAllOrders


def orders_in(command: Command) -> tuple[PlaceOrder, ...]:
    """The orders that a command brings to the broker, each to be written down under its own id.

    Of a broker's own close, which makes its order itself and can only close, it is what that amounts to.
    """
    match command:
        case PlaceOrder():
            return (command,)
        case PlaceOco():
            return command.first, command.second
        case PlaceBracket():
            return command.entry, *command.exits
        case ClosePosition():
            return (command.amounts_to,) if command.amounts_to is not None else ()
        case ModifyOrder() | CancelOrder() | CancelAllOrders():
            return ()
