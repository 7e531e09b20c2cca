"""Words and figures for sentences: quantities, sides, prices, as a trader writes them."""

from decimal import Decimal

from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, OrderReport, Side

KINDS = {
    OrderKind.MARKET: "market order",
    OrderKind.LIMIT: "limit order",
    OrderKind.STOP: "stop order",
    OrderKind.STOP_LIMIT: "stop-limit order",
    OrderKind.TRAILING_STOP: "trailing stop",
}


def price(value: Decimal, instrument: Instrument | None) -> str:
    """A price with its instrument's fixed decimals and thousands separators."""
    decimals = instrument.decimals if instrument is not None else max(0, -int(value.as_tuple().exponent))
    return f"{value:,.{decimals}f}"


def bought(side: Side) -> str:
    return "bought" if side is Side.BUY else "sold"


def standing(position: int) -> str:
    """“long 4”, “short 2”, “flat”."""
    if position == 0:
        return "flat"
    return f"long {position}" if position > 0 else f"short {-position}"


def order(report: OrderReport, instrument: Instrument | None) -> str:
    """“limit order to buy 4 MNQZ6 at 21,000.00”, with every price that the order has."""
    prices = []
    if report.stop is not None:
        prices.append(f"at {price(report.stop, instrument)}")
    if report.limit is not None:
        where = price(report.limit, instrument)
        prices.append(f"with its limit at {where}" if report.kind is OrderKind.STOP_LIMIT else f"at {where}")
    if report.trail is not None:
        prices.append(f"{price(report.trail, instrument)} behind the market")
    return " ".join((KINDS[report.kind], "to", report.side.value, str(report.qty), report.symbol, *prices))
