"""Kind and prices of an order in the domain's words, from one version of it."""

from collections.abc import Callable
from decimal import Decimal

from mimikdesk.brokers.tradovate.rows import VersionRow
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class Terms:
    kind: OrderKind
    limit: Decimal | None = None
    stop: Decimal | None = None
    trail: Decimal | None = None


UNTOLD = Terms(OrderKind.MARKET)
"""What stands for terms that this program does not know, or that lack a price.

A market order never rests for the engine: nothing is rested for it on followers, no stop of the leader is assumed, and
its fills are followed like any others. Any other kind would rest copies that behave differently from the leader's:
a market-if-touched order taken for a limit is on the wrong side of the market, a trailing stop-limit taken for a stop
fills where the leader's does not. So MIT, QTS, TrailingStopLimit, LimitIfTouched and kinds yet to come are followed by
their fills alone.
"""


def terms_of(version: VersionRow, on_tick: Callable[[Decimal | None], Decimal | None]) -> Terms:
    """``on_tick``: puts a price on the contract's tick where it is off by arithmetic alone."""
    price, stop = on_tick(version.price), on_tick(version.stop)
    peg = abs(version.peg) if version.peg else None
    match version.kind:
        case "Limit" if price is not None:
            return Terms(OrderKind.LIMIT, limit=price)
        case "Stop" if stop is not None:
            return Terms(OrderKind.STOP, stop=stop)
        case "StopLimit" if price is not None and stop is not None:
            return Terms(OrderKind.STOP_LIMIT, limit=price, stop=stop)
        case "TrailingStop" if peg is not None:
            return Terms(OrderKind.TRAILING_STOP, stop=stop, trail=peg)
        case "TrailingStop" if stop is not None:
            # How far it trails is not told. Where it stands now is, and a stop there protects a follower too.
            return Terms(OrderKind.STOP, stop=stop)
    return UNTOLD
