"""Terms: kind and prices of a resting copy, in what the follower's instrument and broker know."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.group import MICRO_OF, MINI_OF
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, OrderReport, Side
from mimikdesk.engine.orders import Terms
from mimikdesk.engine.state import EngineState


def kind_for(report: OrderReport, able: Capabilities) -> OrderKind | None:
    """The kind of order that stands for the leader's, None when this broker has none (rule 6.8).

    A trailing stop becomes a stop that is moved after the leader's; a stop-limit has no substitute, for a plain stop
    may fill at any price.
    """
    if report.kind in able.order_kinds:
        return report.kind
    if report.kind is OrderKind.TRAILING_STOP and report.stop is not None and OrderKind.STOP in able.order_kinds:
        return OrderKind.STOP
    return None


def same_prices(state: EngineState, leader: Symbol, follower: Symbol) -> bool:
    """Whether the two instruments trade at the same price: the same root, or a mini and its micro."""
    if leader == follower:
        return True
    one, other = state.instruments.get(leader), state.instruments.get(follower)
    if one is None or other is None:
        return False
    return one.root == other.root or MICRO_OF.get(one.root) == other.root or MINI_OF.get(one.root) == other.root


def terms_for(report: OrderReport, kind: OrderKind, qty: int, instrument: Instrument | None) -> Terms:
    """The leader's prices on the follower's tick, away from triggering early (rule 6.14). ``qty``: the whole order."""
    tick = instrument.tick_size if instrument is not None else None
    limit = _to_tick(report.limit, tick, up=report.side is Side.SELL)
    stop = _to_tick(report.stop, tick, up=report.side is Side.BUY)
    match kind:
        case OrderKind.LIMIT:
            return Terms(qty, limit)
        case OrderKind.STOP:
            return Terms(qty, None, stop)
        case OrderKind.STOP_LIMIT:
            return Terms(qty, limit, stop)
        case OrderKind.TRAILING_STOP:
            return Terms(qty, trail=_to_tick(report.trail, tick, up=True))
        case OrderKind.MARKET:
            raise ValueError("a market order does not rest")


def _to_tick(price: Decimal | None, tick: Decimal | None, *, up: bool) -> Decimal | None:
    if price is None or tick is None or price % tick == 0:
        return price
    return (price / tick).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR) * tick
