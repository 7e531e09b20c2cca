"""How far one order at a broker has come, told by fills and by order reports in any order and any number of times."""

from dataclasses import dataclass, field

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.ids import FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderReport, OrderStatus, Side
from mimikdesk.engine.sizing import Share


@dataclass(slots=True)
class Tracked:
    """One order. ``qty`` is None until a report told it. Counting rule: filled is the larger of what the fills add
    up to and what the reports say, and never more than the order's size (rule 7.1)."""

    symbol: Symbol
    side: Side
    qty: int | None = None
    venue_order_id: VenueOrderId | None = None
    status: OrderStatus = OrderStatus.PENDING
    by_fills: int = 0
    by_report: int = 0
    fills: set[FillId] = field(default_factory=set)

    @property
    def filled(self) -> int:
        return max(self.by_fills, self.by_report)

    @property
    def complete(self) -> bool:
        """Nothing more can come: the broker ended it and every fill it counted has been seen, or it is full."""
        return (self.qty is not None and self.filled >= self.qty) or self.status.final

    def take_fill(self, fill: Fill) -> int:
        """Contracts that are news. 0 for a repeated fill, or one beyond the order's size."""
        if fill.fill_id in self.fills:
            return 0
        self.fills.add(fill.fill_id)
        before = self.filled
        self.by_fills += fill.qty
        if self.qty is not None:
            self.by_fills = min(self.by_fills, self.qty)
        return self.filled - before

    def take_over(self, early: "Tracked") -> int:
        """Take in what was counted for the same order before it was recognised. Contracts that are news."""
        before = self.filled
        self.fills |= early.fills
        self.by_report = max(self.by_report, early.by_report)
        self.by_fills += early.by_fills
        if self.qty is not None:
            self.by_fills = min(self.by_fills, self.qty)
            self.by_report = min(self.by_report, self.qty)
        return self.filled - before

    def take_report(self, report: OrderReport) -> int:
        """Contracts that are news. A final state is never left again, whatever comes late."""
        before = self.filled
        self.qty = report.qty
        self.venue_order_id = report.venue_order_id
        self.by_report = max(self.by_report, min(report.filled, report.qty))
        if not self.status.final:
            self.status = report.status
        return self.filled - before


@dataclass(slots=True)
class OwnOrder:
    """An order that the program sent. ``closes`` and ``opens`` split its quantity; fills close first.

    ``weight``: what one opening fill adds to the share; scaled down when the leader reduces while it is in flight.
    ``counted``: an obligation has already reckoned with this order filling.
    ``unknown_reads``: times (monotonic ns) of fresh reads that did not know the order, None while its fate is known.
    """

    command: PlaceOrder
    trigger_id: str
    closes: int
    opens: int
    sent_ns: int
    tracked: Tracked
    weight: Share = 1
    counted: bool = False
    cancelling: bool = False
    acknowledged: bool = False
    unknown_reads: list[int] | None = None

    @property
    def done(self) -> bool:
        return self.tracked.complete

    @property
    def sign(self) -> int:
        return self.command.side.sign

    @property
    def closing_left(self) -> int:
        return max(0, self.closes - self.tracked.filled)

    @property
    def opening_left(self) -> int:
        return self.command.qty - self.tracked.filled - self.closing_left
