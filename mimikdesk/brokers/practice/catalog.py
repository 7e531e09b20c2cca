"""The contracts that the practice exchange lists, with CME's tick sizes and point values."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.instrument import Instrument

CONTRACT = "Z6"
MICRO_FEE = Decimal("0.35")
MINI_FEE = Decimal("1.30")


@dataclass(frozen=True, slots=True)
class Product:
    """What a root stands for. ``fee``: account currency per contract and side. ``start``: opening price in points.

    ``underlying``: products that share one move together. ``volatility``: usual price move of one second in
    thousandths of a tick, so that a trading day covers a realistic range.
    """

    root: str
    underlying: str
    tick_size: Decimal
    point_value: Decimal
    fee: Decimal
    start: Decimal
    volatility: int


def _product(
    root: str, underlying: str, tick: str, point_value: str, fee: Decimal, start: str, volatility: int
) -> Product:
    return Product(root, underlying, Decimal(tick), Decimal(point_value), fee, Decimal(start), volatility)


PRODUCTS: tuple[Product, ...] = (
    _product("MNQ", "NQ", "0.25", "2", MICRO_FEE, "25150", 6500),
    _product("MES", "ES", "0.25", "5", MICRO_FEE, "6850", 1500),
    _product("NQ", "NQ", "0.25", "20", MINI_FEE, "25150", 6500),
    _product("ES", "ES", "0.25", "50", MINI_FEE, "6850", 1500),
    _product("MGC", "GC", "0.10", "10", MICRO_FEE, "4120", 2700),
    _product("MCL", "CL", "0.01", "100", MICRO_FEE, "58.50", 900),
    _product("M2K", "RTY", "0.10", "5", MICRO_FEE, "2420", 1900),
    _product("MYM", "YM", "1", "0.50", MICRO_FEE, "47200", 2500),
)

LISTED: Mapping[Symbol, Product] = MappingProxyType({Symbol(p.root + CONTRACT): p for p in PRODUCTS})
"""The product behind each listed symbol."""

CATALOG: Mapping[Symbol, Instrument] = MappingProxyType(
    {
        symbol: Instrument(symbol, product.root, CONTRACT, product.tick_size, product.point_value)
        for symbol, product in LISTED.items()
    }
)
"""The listed contracts by symbol, in the order a picker shows them."""


def instrument(symbol: Symbol) -> Instrument:
    """The listed contract, or UsageError naming the ones there are."""
    found = CATALOG.get(symbol)
    if found is None:
        raise UsageError(f"The practice exchange does not list {symbol}. Choose one of {', '.join(CATALOG)}.")
    return found
