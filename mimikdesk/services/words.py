"""Words and figures for sentences: quantities, sides, prices, as a trader writes them."""

from decimal import Decimal

from mimikdesk.domain.decisions import TradeKind
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, OrderReport, Side
from mimikdesk.domain.sentence import Sentence, joined, said

KINDS = {
    OrderKind.MARKET: said("market order"),
    OrderKind.LIMIT: said("limit order"),
    OrderKind.STOP: said("stop order"),
    OrderKind.STOP_LIMIT: said("stop-limit order"),
    OrderKind.TRAILING_STOP: said("trailing stop"),
}

TRADES = {
    TradeKind.OPEN: said("Entry"),
    TradeKind.ADD: said("Add"),
    TradeKind.REDUCE: said("Reduction"),
    TradeKind.CLOSE: said("Close"),
    TradeKind.FLIP: said("Reversal"),
    TradeKind.REST: said("Resting order"),
}


def price(value: Decimal, instrument: Instrument | None) -> str:
    """A price with its instrument's fixed decimals and thousands separators."""
    decimals = instrument.decimals if instrument is not None else _decimals(value)
    return f"{value:,.{decimals}f}"


def bought(side: Side) -> Sentence:
    return said("bought") if side is Side.BUY else said("sold")


def order(report: OrderReport, instrument: Instrument | None) -> Sentence:
    """“limit order to buy 4 MNQZ6 at 21,000.00”, with every price that the order has."""
    decimals = instrument.decimals if instrument is not None else None
    kind, qty, symbol = KINDS[report.kind], report.qty, report.symbol
    buy = said("{kind} to buy {qty} {symbol}", kind=kind, qty=qty, symbol=symbol)
    sell = said("{kind} to sell {qty} {symbol}", kind=kind, qty=qty, symbol=symbol)
    what = buy if report.side is Side.BUY else sell
    return joined((what, prices(report, decimals)))


def prices(report: OrderReport, decimals: int | None) -> Sentence:
    """“at 21,000.00”, “at 21,000.00 with its limit at 21,002.00”, “20.00 behind the market”. ``decimals``: None for
    those that the price has itself."""

    def shown(value: Decimal) -> str:
        return f"{value:,.{_decimals(value) if decimals is None else decimals}f}"

    parts: list[Sentence] = []
    if report.stop is not None and report.kind is not OrderKind.TRAILING_STOP:
        parts.append(said("at {price}", price=shown(report.stop)))
    if report.limit is not None:
        limit = shown(report.limit)
        parts.append(said("with its limit at {price}", price=limit) if parts else said("at {price}", price=limit))
    if report.trail is not None:
        parts.append(said("{distance} behind the market", distance=shown(report.trail)))
    return joined(parts)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
