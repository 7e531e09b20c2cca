"""What an account would have made: closed and open profit by the leader's prices, before fees."""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import Side


@dataclass(slots=True)
class Ledger:
    """One account. ``unknown``: instruments whose profit cannot be told."""

    positions: dict[Symbol, int] = field(default_factory=dict)
    unknown: set[Symbol] = field(default_factory=set)
    _paid: dict[Symbol, Decimal] = field(default_factory=dict)
    _worth: dict[Symbol, tuple[Decimal, Decimal]] = field(default_factory=dict)

    def start(self, symbol: Symbol, position: int, average: Decimal | None, point_value: Decimal | None) -> None:
        """Begin with a position; without its average price its profit stays unknown."""
        self._take(symbol, position, average, point_value)

    def trade(self, symbol: Symbol, side: Side, qty: int, price: Decimal | None, point_value: Decimal | None) -> None:
        """Count a fill. ``point_value``: money for a point of one contract, None when not known; ``price`` likewise."""
        self._take(symbol, side.sign * qty, price, point_value)

    def mark(self, symbol: Symbol, price: Decimal) -> None:
        """The instrument trades at this price now."""
        if symbol in self._worth:
            self._worth[symbol] = (price, self._worth[symbol][1])

    def _take(self, symbol: Symbol, change: int, price: Decimal | None, point_value: Decimal | None) -> None:
        self.positions[symbol] = self.positions.get(symbol, 0) + change
        if price is None or point_value is None:
            self.unknown.add(symbol)
            return
        self._paid[symbol] = self._paid.get(symbol, Decimal(0)) + change * price
        self._worth[symbol] = (price, point_value)

    @property
    def pnl(self) -> Decimal | None:
        """Money, open positions at the last price; None when an instrument's profit cannot be told."""
        if self.unknown:
            return None
        return sum(
            (
                (self.positions[symbol] * price - self._paid[symbol]) * value
                for symbol, (price, value) in self._worth.items()
            ),
            Decimal(0),
        )
