"""The practice ticket as the window shows it. Prices are Decimal in points, positions signed contracts."""

from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderKind, Side


@dataclass(frozen=True, slots=True)
class TicketView:
    """What the practice ticket shows: prices, the leader's position, and his working orders. ``accounts``: the leaders
    that could be traded on it, each with its name."""

    account: AccountId
    account_name: str
    symbol: Symbol
    symbols: tuple[Symbol, ...]
    price_decimals: int
    tick_size: Decimal
    bid: Decimal
    ask: Decimal
    last: Decimal
    position: int
    average: Decimal | None
    open_pnl: Decimal | None
    orders: tuple["TicketOrder", ...]
    accounts: tuple[tuple[AccountId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TicketOrder:
    """A working order of the leader on the practice exchange."""

    venue_order_id: str
    symbol: Symbol
    side: Side
    kind: OrderKind
    qty: int
    filled: int
    limit: Decimal | None
    stop: Decimal | None
