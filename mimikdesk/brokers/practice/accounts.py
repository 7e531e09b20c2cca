"""What one account owns: positions from its fills, cash, limits, and its orders of the session.

Closed profit is counted first in, first out, in whole ticks, so cash is exact: start + closed profit - fees.
"""

from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.brokers.practice.orders import Order, Tie
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderReport, PositionReport, Side


class Holding:
    """The position of one account in one instrument. ``qty`` is signed; ``closed_ticks`` is the profit closed so
    far, in ticks times contracts."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.qty = 0
        self.closed_ticks = 0
        self._cost = 0
        self._lots: deque[tuple[int, int]] = deque()

    def fill(self, side: Side, qty: int, price: int) -> int:
        """Book a fill at ``price`` ticks. The profit it closed, in ticks times contracts."""
        closed = 0
        left = qty
        while left and self.qty * side.sign < 0:
            held, entry = self._lots[0]
            part = min(held, left)
            closed += (entry - price) * part * side.sign
            if part == held:
                self._lots.popleft()
            else:
                self._lots[0] = (held - part, entry)
            self.qty += part * side.sign
            self._cost += part * side.sign * entry
            left -= part
        if left:
            self._lots.append((left, price))
            self.qty += left * side.sign
            self._cost += left * side.sign * price
        self.closed_ticks += closed
        return closed

    def open_ticks(self, price: int) -> int:
        """Open profit at ``price`` ticks, in ticks times contracts."""
        return self.qty * price - self._cost

    @property
    def average(self) -> Decimal | None:
        """Average entry price of what is held, in points; None when flat."""
        if not self.qty:
            return None
        return self._cost * self.instrument.tick_size / self.qty

    def report(self) -> PositionReport:
        return PositionReport(self.instrument.symbol, self.qty, self.average)


@dataclass(slots=True)
class Account:
    """``max_contracts``: most it may hold per instrument, None for no limit. ``lock``: why it may not trade, or "".
    ``orders`` holds every order of the session, ``working`` those that are not done."""

    id: AccountId
    cash: Decimal
    max_contracts: int | None = None
    lock: str = ""
    holdings: dict[Symbol, Holding] = field(default_factory=dict)
    orders: dict[VenueOrderId, Order] = field(default_factory=dict)
    working: dict[VenueOrderId, Order] = field(default_factory=dict)
    by_client_id: dict[ClientOrderId, Order] = field(default_factory=dict)
    fills: list[Fill] = field(default_factory=list)

    def holding(self, instrument: Instrument) -> Holding:
        found = self.holdings.get(instrument.symbol)
        if found is None:
            found = self.holdings[instrument.symbol] = Holding(instrument)
        return found

    def position(self, symbol: Symbol) -> int:
        """Signed contracts held."""
        held = self.holdings.get(symbol)
        return held.qty if held is not None else 0

    def reports(self) -> tuple[OrderReport, ...]:
        """Every order of the session as it was last reported, oldest first."""
        return tuple(order.report for order in self.orders.values() if order.report is not None)

    def positions_at(self, utc_ns: int) -> tuple[PositionReport, ...]:
        """The positions as they stood at an earlier time; where one differs from now, its average is not told."""
        found = []
        for symbol, holding in self.holdings.items():
            later = [fill for fill in self.fills if fill.symbol == symbol and (fill.venue_ns or 0) > utc_ns]
            before = holding.qty - sum(fill.qty * fill.side.sign for fill in later)
            found.append(PositionReport(symbol, before) if later else holding.report())
        return tuple(found)

    def exceeds_limit(self, symbol: Symbol, side: Side, qty: int, changed: Order | None = None) -> bool:
        """Whether ``qty`` more could carry the position past the limit, with all working orders of that side filled, of
        a pair the larger one. Orders that only reduce never do. ``changed``: the order that has the quantity already,
        if any."""
        if self.max_contracts is None:
            return False
        position = self.position(symbol) * side.sign
        if position + qty <= 0:
            return False
        working, pairs = 0, dict[Tie, int]()
        for order in self.working.values():
            if order.symbol != symbol or order.side is not side or order is changed:
                continue
            if order.tie is None or order is order.tie.entry:
                working += order.remaining
            else:
                pairs[order.tie] = max(pairs.get(order.tie, 0), order.remaining)
        return position + working + sum(pairs.values()) + qty > self.max_contracts
