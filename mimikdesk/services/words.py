"""Words and figures for sentences: quantities, sides, prices, as a trader writes them."""

from decimal import Decimal

from mimikdesk.domain.decisions import TradeKind
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, OrderReport, Side

KINDS = {
    OrderKind.MARKET: "market order",
    OrderKind.LIMIT: "limit order",
    OrderKind.STOP: "stop order",
    OrderKind.STOP_LIMIT: "stop-limit order",
    OrderKind.TRAILING_STOP: "trailing stop",
}

TRADES = {
    TradeKind.OPEN: "Entry",
    TradeKind.ADD: "Add",
    TradeKind.REDUCE: "Reduction",
    TradeKind.CLOSE: "Close",
    TradeKind.FLIP: "Reversal",
    TradeKind.REST: "Resting order",
}


def price(value: Decimal, instrument: Instrument | None) -> str:
    """A price with its instrument's fixed decimals and thousands separators."""
    decimals = instrument.decimals if instrument is not None else _decimals(value)
    return f"{value:,.{decimals}f}"


def bought(side: Side) -> str:
    return "bought" if side is Side.BUY else "sold"


def order(report: OrderReport, instrument: Instrument | None) -> str:
    """“limit order to buy 4 MNQZ6 at 21,000.00”, with every price that the order has."""
    decimals = instrument.decimals if instrument is not None else None
    told = (KINDS[report.kind], "to", report.side.value, str(report.qty), report.symbol, prices(report, decimals))
    return " ".join(told).rstrip()


def prices(report: OrderReport, decimals: int | None) -> str:
    """“at 21,000.00”, “at 21,000.00 with its limit at 21,002.00”, “20.00 behind the market”. ``decimals``: None for
    those that the price has itself."""

    def shown(value: Decimal) -> str:
        return f"{value:,.{_decimals(value) if decimals is None else decimals}f}"

    parts = []
    if report.stop is not None and report.kind is not OrderKind.TRAILING_STOP:
        parts.append(f"at {shown(report.stop)}")
    if report.limit is not None:
        parts.append(f"{'with its limit ' if parts else ''}at {shown(report.limit)}")
    if report.trail is not None:
        parts.append(f"{shown(report.trail)} behind the market")
    return " ".join(parts)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
