"""What one account has told, kept for ``seen``: how far its orders have come, what it holds, what was sent there."""

from dataclasses import dataclass, field

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.ids import ClientOrderId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.time import MILLISECOND, SECOND

UNCONFIRMED_NS = 500 * MILLISECOND
"""A cancelled or shrunk exit that is not confirmed counts no longer than this (rule 6.5)."""
GONE_AFTER_NS = SECOND
"""An order that two fresh reads this far apart do not know never arrived (rule 7.4)."""


@dataclass(slots=True)
class Count:
    """How far one order at a broker has come by all that was received: fills by id, and reports. ``certain``: what of
    it is in the steady position, where what only an uncertain read has told of is still to come."""

    symbol: Symbol
    certain: int = 0
    fills: dict[FillId, int] = field(default_factory=dict)
    reported: int = 0

    @property
    def filled(self) -> int:
        return max(self.reported, sum(self.fills.values()))


@dataclass(slots=True)
class Own:
    """An own order. ``shrunk``: size asked for and when. ``told``: the size by the broker's last word; ``asked_ns``:
    when a change was sent that is not answered. ``parent``: the entry that holds it back. ``missing``: reads that did
    not know it. ``let_go_ns``: when its cancelling was sent."""

    order: PlaceOrder
    trigger_id: str
    closes: int
    opens: int
    sent_ns: int
    qty: int
    filled: int = 0
    filled_ns: int = -GONE_AFTER_NS
    final: bool = False
    known: bool = False
    unknown: bool = False
    parent: "Own | None" = None
    shrunk: tuple[int, int] | None = None
    let_go_ns: int | None = None
    told: int = 0
    asked_ns: int | None = None

    def __post_init__(self) -> None:
        self.told = self.qty

    def unanswered(self, now_ns: int) -> bool:
        """Whether a change has been without an answer for so long that an exit need not wait for it."""
        return self.asked_ns is not None and now_ns - self.asked_ns >= UNCONFIRMED_NS

    missing: list[int] = field(default_factory=list)

    @property
    def gone(self) -> bool:
        """It can fill no more by everything received."""
        return self.final or (len(self.missing) > 1 and self.missing[-1] - self.missing[0] >= GONE_AFTER_NS)

    def closing_left(self, now_ns: int) -> int:
        """Contracts that it may still close."""
        if self.gone or (self.let_go_ns is not None and now_ns - self.let_go_ns >= UNCONFIRMED_NS):
            return 0
        if self.opens:
            return max(0, self.closes - self.filled)
        whole = self.qty
        if self.parent is not None:
            whole = min(whole, self.parent.filled)
        if self.shrunk is not None and now_ns - self.shrunk[1] >= UNCONFIRMED_NS:
            whole = min(whole, self.shrunk[0])
        return max(0, whole - self.filled) if self.closes else 0

    @property
    def opening_left(self) -> int:
        return 0 if self.gone else max(0, self.qty - max(self.filled, self.closes)) if self.opens else 0


@dataclass(slots=True)
class Place:
    """One instrument of an account. ``position``: by fills since the last read of the account; ``steady``: the same
    without reads that were overtaken by reports, or that said something else than all fills and were not repeated
    (``doubt``: what the last of these said, and when it was asked for)."""

    position: int = 0
    steady: int = 0
    doubt: tuple[int, int] | None = None

    def held(self, sign: int) -> int:
        """The most it holds on one side by anything received."""
        return max(0, self.position * sign, self.steady * sign)

    def least(self, sign: int) -> int:
        return max(0, min(self.position * sign, self.steady * sign))


@dataclass(slots=True)
class LeaderAct:
    """An order of the leader. ``live``: seen as it happened and not in a read. ``news_ns``: when it last moved."""

    number: int
    symbol: Symbol
    live: bool
    news_ns: int


@dataclass(slots=True)
class Watched:
    """One account as received. ``flattened_at``: leader orders known when a flatten was asked for;
    ``joined_at``: when it came into its group. ``differs``: where a
    difference of the start is not settled. ``corrected``: a read told another position than the fills. ``carried``:
    triggers of what the run before left to rest. ``read_ns``: when the last read was asked for that no report has
    overtaken; ``back_ns``: when the last one came that ended a gap. ``forced``: when it was told that an exit goes
    although resting ones have not been confirmed as smaller."""

    places: dict[Symbol, Place] = field(default_factory=dict)
    counts: dict[VenueOrderId, Count] = field(default_factory=dict)
    own: dict[ClientOrderId, Own] = field(default_factory=dict)
    live: dict[ClientOrderId, Own] = field(default_factory=dict)
    read: bool = False
    gap: bool = False
    last_event_ns: int = -1
    on: bool = True
    breaker: bool = False
    differs: set[Symbol] = field(default_factory=set)
    corrected: bool = False
    flattening: bool = False
    flattened_at: int = 0
    joined_at: int = 0
    carried: set[str] = field(default_factory=set)
    read_ns: int = -1
    back_ns: int = -1
    forced: dict[Symbol, int] = field(default_factory=dict)

    def place(self, symbol: Symbol) -> Place:
        return self.places.setdefault(symbol, Place())

    def rested_lately(self, symbol: Symbol, sign: int, now_ns: int) -> bool:
        """Whether an own resting order of this direction can fill, or did a moment ago."""
        return any(
            own.order.symbol == symbol
            and own.order.side.sign == sign
            and own.order.kind is not OrderKind.MARKET
            and (not own.gone or now_ns - own.filled_ns < GONE_AFTER_NS)
            for own in self.own.values()
        )
