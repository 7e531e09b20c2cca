"""Trades of one account, each from flat to flat in one instrument, counted from its fills (rule 11.2).

A fill that turns a position round ends one trade and begins another. What a trade has brought is known where all of
its fills were seen; it is before fees.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.ids import FillId, Symbol
from mimikdesk.domain.orders import Fill, PositionReport

ZERO = Decimal(0)


@dataclass(slots=True)
class Turn:
    """What one report has done: trades that began, and those that ended with what they brought, None where nobody
    knows."""

    begun: int = 0
    ended: list[Decimal | None] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.begun or self.ended)


@dataclass(slots=True)
class _Trade:
    """``qty``: signed contracts. ``points``: what its fills have brought so far, in points times contracts; None where
    some were not seen."""

    qty: int = 0
    points: Decimal | None = ZERO


class Tally:
    def __init__(self) -> None:
        self._trades: dict[Symbol, _Trade] = {}
        self._seen: set[FillId] = set()
        self._read = False

    @property
    def flat(self) -> bool:
        return not self._trades

    @property
    def open_trades(self) -> int:
        return len(self._trades)

    def fill(self, fill: Fill, point_value: Decimal | None) -> Turn:
        """Count one fill; a repeated one is nothing, and so is one from before the first read."""
        turn = Turn()
        if fill.fill_id in self._seen:
            return turn
        self._seen.add(fill.fill_id)
        if not self._read:
            return turn
        trade = self._trades.get(fill.symbol)
        left, sign = fill.qty, fill.side.sign
        if trade is not None and trade.qty * sign < 0:
            part = min(left, abs(trade.qty))
            self._count(trade, sign * part, fill.price)
            left -= part
            if not trade.qty:
                del self._trades[fill.symbol]
                known = trade.points is not None and point_value is not None
                turn.ended.append(trade.points * point_value if known else None)  # type: ignore[operator]  # both known
                trade = None
        if left:
            if trade is None:
                trade = self._trades[fill.symbol] = _Trade()
                turn.begun += 1
            self._count(trade, sign * left, fill.price)
        return turn

    def read(self, positions: tuple[PositionReport, ...]) -> Turn:
        """Compare with a fresh read: what happened while nobody looked counts, but what it brought is not known. The
        first read is where counting starts: what is held then was begun before."""
        turn = Turn()
        held = {position.symbol: position.qty for position in positions if position.qty}
        for symbol in list(self._trades):
            before = self._trades[symbol].qty
            if held.get(symbol, 0) * before <= 0:
                del self._trades[symbol]
                turn.ended.append(None)
        for symbol, qty in held.items():
            trade = self._trades.get(symbol)
            if trade is None:
                self._trades[symbol] = _Trade(qty, None)
                turn.begun += self._read
            elif trade.qty != qty:
                trade.qty, trade.points = qty, None
        self._read = True
        return turn

    @staticmethod
    def _count(trade: _Trade, signed: int, price: Decimal) -> None:
        trade.qty += signed
        if trade.points is not None:
            trade.points -= signed * price
