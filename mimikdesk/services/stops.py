"""How far working stop orders stand behind a position."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side

_STOPS = (OrderKind.STOP, OrderKind.STOP_LIMIT, OrderKind.TRAILING_STOP)


@dataclass(frozen=True, slots=True)
class StopCover:
    """``covered``: contracts of a position that working stops would close, of ``held``. ``price``: of the stop that
    comes first, None while it is not known. ``wanted``: the leader's position has one and this has none."""

    covered: int
    held: int
    price: Decimal | None = None
    wanted: bool = False


def cover(position: int, symbol: Symbol, orders: Iterable[OrderReport], *, wanted: bool = False) -> StopCover | None:
    """What the stops among ``orders`` would close of ``position`` (signed contracts); None while it is flat.

    Only what the broker calls working counts: a leg that is held for its entry protects nothing yet.
    """
    if position == 0:
        return None
    side = Side.SELL if position > 0 else Side.BUY
    stops = [
        order
        for order in orders
        if order.symbol == symbol
        and order.side is side
        and order.kind in _STOPS
        and order.status is OrderStatus.WORKING
    ]
    covered = min(abs(position), sum(order.qty - order.filled for order in stops))
    prices = [order.stop for order in stops if order.stop is not None]
    nearest = None if not prices else max(prices) if position > 0 else min(prices)
    return StopCover(covered, abs(position), nearest, wanted and not covered)
