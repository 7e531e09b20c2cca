"""What an account would be worth if every stop that works on it were filled at its price (rule 11.7)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, OrderReport, PositionReport

STOPS = (OrderKind.STOP, OrderKind.STOP_LIMIT, OrderKind.TRAILING_STOP)


def worth_at_stops(
    cash: Decimal,
    held: Iterable[PositionReport],
    working: Iterable[OrderReport],
    instruments: Mapping[Symbol, Instrument],
) -> Decimal | None:
    """Net liquidation then; None where a position has no stop for all of it, or one whose price is not known."""
    orders = [order for order in working if order.kind in STOPS and order.stop is not None]
    worth = cash
    for position in held:
        instrument = instruments.get(position.symbol)
        if instrument is None or position.average is None:
            return None
        side, left = (1 if position.qty > 0 else -1), abs(position.qty)
        its = [order for order in orders if order.symbol == position.symbol and order.side.sign == -side]
        # Nearest first: that is the order in which they fill.
        for order in sorted(its, key=lambda order: -side * (order.stop or Decimal(0))):
            part = min(left, order.qty - order.filled)
            assert order.stop is not None
            worth += (order.stop - position.average) * side * part * instrument.point_value
            left -= part
        if left:
            return None
    return worth
