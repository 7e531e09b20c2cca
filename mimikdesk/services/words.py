"""Words and figures for sentences: quantities, sides, prices, as a trader writes them."""

from decimal import Decimal

from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Side


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
