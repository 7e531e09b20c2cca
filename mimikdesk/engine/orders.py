"""How far one order at a broker has come, told by fills and by order reports in any order and any number of times."""

from dataclasses import dataclass, replace
from decimal import Decimal

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import CopyOutcome
from mimikdesk.domain.ids import ClientOrderId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine.sizing import Share

ANSWER_NS = 3 * SECOND
"""Without an answer for this long an order counts as unknown, and a change or a cancel has the account read."""


@dataclass(slots=True, kw_only=True)
class Tracking:
    """How far one order has come; ``Tracked`` and ``OwnOrder`` keep it.

    ``size``: contracts ordered as far as told, None until a report did. Counting rule: filled is the larger of what the
    fills add up to and what the reports say, and never more than the order's size (rule 7.1). ``prices``: of its fills
    as they came, contracts and price. ``fills``: their names, a frozen set so that an order that has none yet, as every
    fresh one on its way to twenty followers, holds no set of its own.
    """

    size: int | None = None
    venue_order_id: VenueOrderId | None = None
    status: OrderStatus = OrderStatus.PENDING
    by_fills: int = 0
    by_report: int = 0
    fills: frozenset[FillId] = frozenset()
    prices: tuple[tuple[int, Decimal], ...] = ()

    @property
    def filled(self) -> int:
        return self.by_fills if self.by_fills > self.by_report else self.by_report

    @property
    def complete(self) -> bool:
        """Nothing more can come: the broker ended it and every fill it counted has been seen, or it is full."""
        return (self.size is not None and self.filled >= self.size) or self.status.final

    def take_fill(self, fill: Fill) -> int:
        """Contracts that are news. 0 for a repeated fill, or one beyond the order's size."""
        if fill.fill_id in self.fills:
            return 0
        self.fills |= {fill.fill_id}
        self.prices += ((fill.qty, fill.price),)
        before = self.filled
        self.by_fills += fill.qty
        if self.size is not None:
            self.by_fills = min(self.by_fills, self.size)
        return self.filled - before

    def take_over(self, early: "Tracking") -> int:
        """Take in what was counted for the same order before it was recognised. Contracts that are news."""
        before = self.filled
        self.fills |= early.fills
        self.prices += early.prices
        self.by_report = max(self.by_report, early.by_report)
        self.by_fills += early.by_fills
        if self.size is not None:
            self.by_fills = min(self.by_fills, self.size)
            self.by_report = min(self.by_report, self.size)
        return self.filled - before

    def take_read(self, report: OrderReport) -> None:
        """Take in what a read tells beside living reports. Fills that it alone knows of are left to these."""
        self.size = report.qty
        self.venue_order_id = report.venue_order_id
        if report.filled <= self.filled and not self.status.final:
            self.status = report.status

    def take_report(self, report: OrderReport) -> int:
        """Contracts that are news. A final state is never left again, whatever comes late."""
        before = self.filled
        self.size = report.qty
        self.venue_order_id = report.venue_order_id
        self.by_report = max(self.by_report, min(report.filled, report.qty))
        if not self.status.final:
            self.status = report.status
        return self.filled - before


@dataclass(slots=True)
class Tracked(Tracking):
    """An order of somebody else: of the leader, or one by hand."""

    symbol: Symbol
    side: Side


@dataclass(slots=True)
class Progress:
    """What the story of an own order keeps besides the fills: when things were first seen, and what was told of them.

    ``filled``, ``prices``: contracts and number of fills as last told. ``begun``, ``ended``: told so. ``end``: how it
    ended where the broker did not say. ``text``: the broker's words at the end.
    """

    acknowledged_at: Stamp | None = None
    first_fill_at: Stamp | None = None
    last_fill_at: Stamp | None = None
    filled: int = 0
    prices: int = 0
    begun: bool = False
    ended: bool = False
    end: CopyOutcome | None = None
    text: str = ""


@dataclass(slots=True)
class OwnOrder(Tracking):
    """An order that the program sent. ``closes`` and ``opens`` split its quantity; fills close first.

    ``weight``: what one opening fill adds to the share; scaled down when the leader reduces while it is in flight.
    ``counted``: an obligation has already reckoned with this order filling.
    ``unknown_reads``: times (monotonic ns) of fresh reads that did not know the order, None while its fate is known.
    ``atomic``: it is the broker's own close, which cancels everything else in the instrument. ``cancel_ns``: monotonic
    time of the last cancel that was sent, 0 before. ``lent``: contracts of its closing part that an opening order has
    closed instead, so that this one opens them for it; ``owed_back``: those of them that are to be closed at once, for
    the opening order was for nothing. ``past``: an earlier run of the program sent it.
    ``progress``: for its story, from the first report on.
    """

    command: PlaceOrder
    trigger_id: str
    closes: int
    opens: int
    sent_ns: int
    weight: Share = 1
    counted: bool = False
    cancelling: bool = False
    acknowledged: bool = False
    unknown_reads: list[int] | None = None
    atomic: bool = False
    cancel_ns: int = 0
    lent: int = 0
    owed_back: int = 0
    past: bool = False
    progress: Progress | None = None

    @property
    def symbol(self) -> Symbol:
        return self.command.symbol

    @property
    def side(self) -> Side:
        return self.command.side

    @property
    def qty(self) -> int:
        """The whole order as it was asked for, filled part included."""
        return self.command.qty

    @property
    def sign(self) -> int:
        return self.command.side.sign

    def turn(self, side: Side) -> None:
        """The broker's own close goes by the position it finds: it may be on the other side than it was asked for."""
        if self.atomic and side is not self.command.side:
            self.command = replace(self.command, side=side)

    @property
    def closing_left(self) -> int:
        return max(0, self.closes - self.filled)

    @property
    def opening_left(self) -> int:
        return self.qty - self.filled - self.closing_left


@dataclass(frozen=True, slots=True)
class Terms:
    """What can be changed of a resting order. ``qty``: the whole, filled part included."""

    qty: int
    limit: Decimal | None = None
    stop: Decimal | None = None
    trail: Decimal | None = None


@dataclass(slots=True, kw_only=True)
class RestingOrder(OwnOrder):
    """An own order that rests: the copy of a resting order of the leader.

    ``asked``: what we last asked for; ``told``: what the broker last said. Until the two agree the larger counts.
    ``changing_ns`` (monotonic): when the change that is not answered was sent. ``replacing``: cancelled to be placed
    anew, by a broker that cannot change orders. ``mate``: the order that the broker has tied to it. ``refusals``:
    changes refused in a row; ``retry_ns``: no change before this time; ``moved_ns``: when the last was sent.
    ``unsent``: why it never reached the broker. Its
    contracts do not enter the book's commitments: what they mean for the position is planned anew after every event.
    """

    leader_order: VenueOrderId
    asked: Terms
    told: Terms
    changing_ns: int | None = None
    replacing: bool = False
    mate: ClientOrderId | None = None
    refusals: int = 0
    retry_ns: int = 0
    moved_ns: int | None = None
    unsent: str = ""

    @property
    def qty(self) -> int:
        return max(self.asked.qty, self.told.qty)

    @property
    def remaining(self) -> int:
        """Contracts that may still fill, by the larger of what was asked and told."""
        return max(0, self.qty - self.filled)

    @property
    def stops(self) -> bool:
        """Whether it waits on the far side of the market, so that it and a limit cannot fill at the same time."""
        return self.command.kind is not OrderKind.LIMIT

    def plan(self, closes: int, opens: int) -> None:
        """Note what the rest of it is meant to do now. While a change is not confirmed, what it may fill beyond that
        counts as what it was for before."""
        filled = self.filled
        if self.changing_ns is not None:
            closes = max(closes, min(self.closing_left, self.remaining - opens))
        self.closes = filled + min(closes, self.remaining)
        self.opens = max(0, self.qty - self.closes)

    def note(self, report: OrderReport) -> None:
        """Take in the broker's words on size and prices (the fills are counted apart)."""
        stop = None if report.kind is OrderKind.TRAILING_STOP else report.stop
        self.told = Terms(report.qty, report.limit, stop, report.trail)
        if self.changing_ns is not None and self.told == self.asked:
            self.changing_ns, self.refusals = None, 0
        if self.changing_ns is None:
            self.asked = self.told
        self.size = self.qty
        self.closes = min(self.closes, self.qty)
        self.opens = self.qty - self.closes

    def settle(self, asked_ns: int) -> None:
        """A read has told how it stands: a change or a cancel that was sent before it was asked for is over."""
        if self.changing_ns is not None and self.changing_ns < asked_ns:
            self.changing_ns = None
            lost = max(0, self.told.qty - self.asked.qty)  # it did not become smaller: what it is beyond that may close
            self.asked = self.told
            self.closes = min(self.qty, self.closes + lost)
            self.opens = self.qty - self.closes
        if self.cancelling and self.cancel_ns < asked_ns:
            self.cancelling = False
