"""What one account's figures say about the price of the contract that it holds. Pure.

``cashbalance/getcashbalancesnapshot`` is reckoned by the broker with live prices, whether the login is entitled to them
or not. So the open profit of an account that holds one contract tells that contract's price, and with it the open
profit of every other account in it: mark = netPrice + openPnL / (netPos * value of a point). Source: the vendor's
OpenAPI for the members; the arithmetic is used by a copier on demo hosts.
"""

from collections.abc import Mapping
from decimal import Context, Decimal

from mimikdesk.brokers.tradovate import values
from mimikdesk.brokers.tradovate.contracts import nearest
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import PositionReport
from mimikdesk.domain.record import record

_EXACT = Context(prec=40)
"""More digits than money and prices have together, so that only the rounding to the tick rounds anything."""


@record(frozen=True, slots=True)
class Figures:
    """One account, in its currency. None where the broker leaves a member out, as he does where nothing was traded."""

    net_liq: Decimal
    open_profit: Decimal | None
    realised: Decimal | None


def figures_in(data: object) -> Figures | None:
    """The figures of an answer; None for anything else, refusals at status 200 included."""
    if not isinstance(data, Mapping) or data.get("errorText"):
        return None
    worth = values.number(data.get("netLiq"))
    if worth is None:
        return None
    return Figures(worth, values.number(data.get("openPnL")), values.number(data.get("realizedPnL")))


def implied(position: PositionReport, open_profit: Decimal, instrument: Instrument) -> Decimal | None:
    """The price at which ``position`` makes ``open_profit``; None for a flat one and one without an average.

    The quotient is put on the nearest tick, half-way up: prices are on ticks, and the average and the profit come
    rounded to some digits. Reckoned back it gives the profit to within half a tick, and exactly where the broker's own
    price was on a tick and his average had all its digits.
    """
    if not position.qty or position.average is None:
        return None
    points = _EXACT.divide(open_profit, position.qty * instrument.point_value)
    return nearest(_EXACT.add(position.average, points), instrument.tick_size)
