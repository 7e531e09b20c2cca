"""Contracts by the broker's ids: name, tick size and point value, joined from three kinds of rows. Kept for ever."""

from decimal import Decimal

from mimikdesk.brokers.tradovate.rows import ContractRow, MaturityRow, ProductRow
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.instrument import Instrument

_SNAP = 1000
"""A price that is off by less than a thousandth of a tick is on it: the broker's numbers went through doubles."""


class Contracts:
    """``take`` returns the instruments that became known, or different, by a row."""

    def __init__(self) -> None:
        self._contracts: dict[int, ContractRow] = {}
        self._maturities: dict[int, MaturityRow] = {}
        self._products: dict[int, ProductRow] = {}
        self._known: dict[int, Instrument] = {}
        self._numbers: dict[Symbol, int] = {}

    def take(self, row: ContractRow | MaturityRow | ProductRow) -> list[tuple[int, Instrument]]:
        match row:
            case ContractRow():
                self._contracts[row.number] = row
                concerned = [row.number]
            case MaturityRow():
                self._maturities[row.number] = row
                concerned = [its.number for its in self._contracts.values() if its.maturity == row.number]
            case ProductRow():
                self._products[row.number] = row
                concerned = [its.number for its in self._contracts.values() if self._product(its) is row]
        news = []
        for number in concerned:
            instrument = self._join(self._contracts[number])
            if instrument is not None and instrument != self._known.get(number):
                self._known[number] = instrument
                self._numbers[instrument.symbol] = number
                news.append((number, instrument))
        return news

    def instrument(self, number: int) -> Instrument | None:
        return self._known.get(number)

    def number(self, symbol: Symbol) -> int | None:
        """The broker's id of a contract, where it is known."""
        return self._numbers.get(symbol)

    def lacks(self, number: int) -> tuple[str, int] | None:
        """What has to be looked up next to know a contract: ("contracts" | "maturities" | "products", its id)."""
        if number in self._known:
            return None
        contract = self._contracts.get(number)
        if contract is None:
            return "contracts", number
        maturity = self._maturities.get(contract.maturity)
        return ("maturities", contract.maturity) if maturity is None else ("products", maturity.product)

    def to_tick(self, symbol: Symbol, price: Decimal) -> Decimal:
        """The price of this contract that is nearest, exactly; half-way goes up. Of an unknown one the price itself."""
        number = self._numbers.get(symbol)
        return price if number is None else nearest(price, self._known[number].tick_size)

    def on_tick(self, number: int, price: Decimal | None) -> Decimal | None:
        """A price as it was meant: what is off its tick only by the arithmetic of doubles is put back on it."""
        known = self._known.get(number)
        if known is None or price is None or price % known.tick_size == 0:
            return price
        meant = nearest(price, known.tick_size)
        return meant if abs(meant - price) * _SNAP < known.tick_size else price

    def _product(self, contract: ContractRow) -> ProductRow | None:
        maturity = self._maturities.get(contract.maturity)
        return self._products.get(maturity.product) if maturity is not None else None

    def _join(self, contract: ContractRow) -> Instrument | None:
        product = self._product(contract)
        if product is None:
            return None
        month = contract.name.removeprefix(product.name)
        return Instrument(Symbol(contract.name), product.name, month, product.tick_size, product.point_value)


def nearest(price: Decimal, tick: Decimal) -> Decimal:
    """The multiple of ``tick`` that is nearest to ``price``, with the tick's digits; half-way goes up."""
    steps = (price + tick / 2) // tick
    if price + tick / 2 < steps * tick:  # // cuts towards zero
        steps -= 1
    return steps * tick
