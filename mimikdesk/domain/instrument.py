"""Instruments: dated futures contracts and what one price step of them is worth."""

from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.ids import Symbol


@dataclass(frozen=True, slots=True)
class Instrument:
    """One dated contract.

    ``root``: the product, e.g. ``MNQ``. ``contract``: month letter and year digit, e.g. ``Z6``.
    ``tick_size``: smallest price step, in points. ``point_value``: account currency for one point of one contract.
    """

    symbol: Symbol
    root: str
    contract: str
    tick_size: Decimal
    point_value: Decimal

    @property
    def tick_value(self) -> Decimal:
        """Account currency for one tick of one contract."""
        return self.tick_size * self.point_value

    @property
    def decimals(self) -> int:
        """Digits after the point that a price of this contract needs."""
        exponent = self.tick_size.normalize().as_tuple().exponent
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0
