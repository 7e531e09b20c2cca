"""What the engine decided: orders to send, and for each follower the verdict with every number it came from.

These records are the explanation that the window shows and the journal keeps; nothing is worked out a second time.
"""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from mimikdesk.domain.commands import Command, PlaceOco, PlaceOrder
from mimikdesk.domain.guard import Finding
from mimikdesk.domain.ids import AccountId, ClientOrderId, GroupId, Symbol
from mimikdesk.domain.orders import Side
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.record import record
from mimikdesk.domain.time import Stamp


class Purpose(StrEnum):
    """Why a command is sent. ``FLIP`` closes one side and opens the other in one order; ``CHANGE`` moves or resizes a
    working order."""

    OPEN = "open"
    CLOSE = "close"
    FLIP = "flip"
    CANCEL = "cancel"
    CHANGE = "change"


class Verdict(StrEnum):
    """What became of one leader trade on one follower."""

    COPIED = "copied"
    CLIPPED = "clipped"
    """Copied, smaller than its size, for the reason given."""
    HELD = "held"
    """Not copied, for the reason given."""
    ROUTINE = "routine"
    """Nothing had to be done, for the reason given."""


class TradeKind(StrEnum):
    """What a leader trade did to his position. ``REST``: nothing yet, he submitted an order that rests."""

    OPEN = "open"
    ADD = "add"
    REDUCE = "reduce"
    CLOSE = "close"
    FLIP = "flip"
    REST = "rest"


@record(frozen=True, slots=True)
class Trigger:
    """The leader trade (or the program's own act) that a decision answers. ``id`` is unique and stable over restarts.

    ``leader_qty``: contracts of the leader's trade, > 0. ``before``/``after``: the leader's signed position.
    """

    id: str
    group: GroupId | None
    leader: AccountId | None
    symbol: Symbol
    kind: TradeKind
    leader_qty: int
    before: int
    after: int
    at: Stamp


@record(frozen=True, slots=True)
class Numbers:
    """The numbers one follower's decision used. Positions are signed contracts.

    ``size``: what the sizing rule asked for. ``sent``: what was ordered after clipping. ``keep``: the most the
    follower may still hold on the old side (R), None when nothing had to be reduced. ``share_*`` are exact
    fractions as text (``4/3``).
    """

    multiplier: Decimal
    position: int
    expected_before: int
    expected_after: int
    size: int
    sent: int
    keep: int | None = None
    share_before: str = ""
    share_after: str = ""
    room: int | None = None
    max_contracts: int | None = None


@record(frozen=True, slots=True)
class FollowerDecided:
    """The verdict on one leader trade for one follower. ``symbol`` is the follower's instrument.

    ``reason`` and ``detail`` (its sentence, filled in) are set unless the verdict is COPIED.
    ``client_order_ids``: the orders that carry it out.
    """

    trigger: Trigger
    follower: AccountId
    symbol: Symbol
    verdict: Verdict
    numbers: Numbers
    reason: Reason | None = None
    detail: str = ""
    client_order_ids: tuple[ClientOrderId, ...] = ()


@record(frozen=True, slots=True)
class SendCommand:
    """Send this, now. ``purpose`` and ``trigger_id`` tell why; ``closes``/``opens`` split an order's quantity.

    ``mate_trigger_id``, ``mate_closes``: the same for the second order of a pair, which copies another order.
    """

    command: Command
    purpose: Purpose
    trigger_id: str
    closes: int = 0
    opens: int = 0
    mate_trigger_id: str = ""
    mate_closes: int = 0

    def meant(self, order: PlaceOrder) -> tuple[str, int, int]:
        """What one order of the command is for: its trigger, how much it closes and how much it opens."""
        trigger_id, closes = self.trigger_id, self.closes
        if self.mate_trigger_id and isinstance(self.command, PlaceOco) and order == self.command.second:
            trigger_id, closes = self.mate_trigger_id, self.mate_closes
        closes = min(order.qty, closes)
        return trigger_id, closes, order.qty - closes


@record(frozen=True, slots=True)
class ReadAccount:
    """Ask the broker for a fresh snapshot of an account. ``why``: for the log."""

    account: AccountId
    why: str


class CopyOutcome(StrEnum):
    """How an order of ours stands. ``WORKING``: it has begun to fill and may go on. ``LOST``: the broker does not know
    it (any more)."""

    WORKING = "working"
    FILLED = "filled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REJECTED = "rejected"
    NOT_SENT = "not_sent"
    LOST = "lost"


@record(frozen=True, slots=True)
class CopyProgressed:
    """What became of an order that carries out a decision: told at its first fill where that is not its end, and at its
    end. A later one of the same order replaces it (a fill, or the price of one, may come after the end).

    ``trigger_id``, ``closes``, ``opens``, ``purpose``: as in SendCommand; ``qty``: the whole order. ``seen_at``: when
    the leader's doing behind it was seen, None where it answers none (a flatten). ``sent_at``: when it was decided to
    send it; the UTC of both is reckoned back from their monotonic time. ``acknowledged_at``: the broker's first word.
    ``notional``: price times contracts, over the ``priced`` contracts whose fills were seen; ``leader_notional`` and
    ``leader_priced`` the same of the leader's fills that this order copies. ``slippage_ticks``: the difference of the
    two averages in ticks of ``symbol``, an exact fraction as text (``4/3``), positive is worse, "" while not known.
    ``text``: the broker's words at the end.
    """

    trigger_id: str
    account: AccountId
    symbol: Symbol
    client_order_id: ClientOrderId
    purpose: Purpose
    side: Side
    qty: int
    closes: int
    opens: int
    seen_at: Stamp | None
    sent_at: Stamp
    acknowledged_at: Stamp | None
    first_fill_at: Stamp | None
    last_fill_at: Stamp | None
    filled: int
    priced: int
    notional: Decimal
    leader_priced: int
    leader_notional: Decimal
    slippage_ticks: str
    outcome: CopyOutcome
    text: str
    at: Stamp

    @property
    def average(self) -> Fraction | None:
        """The average fill price, exactly; None while no fill was seen."""
        return Fraction(self.notional) / self.priced if self.priced else None

    @property
    def leader_average(self) -> Fraction | None:
        """The average price of the leader's fills behind it, None while not known."""
        return Fraction(self.leader_notional) / self.leader_priced if self.leader_priced else None

    @property
    def slippage(self) -> Fraction | None:
        """``slippage_ticks`` as a number."""
        return Fraction(self.slippage_ticks) if self.slippage_ticks else None


class NoticeKind(StrEnum):
    """Things that happened outside a single copy decision and that the trader should know.

    The kinds from ``HELD_BACK`` on never stand in a ``Noticed``: they name the notifications that a follower's decision
    raises (``HELD_BACK`` by a rule, ``COPY_MISSED`` by a failure), and those of the program itself.
    """

    COPY_FAILED = "copy_failed"
    EXIT_RETRY = "exit_retry"
    EXIT_STUCK = "exit_stuck"
    FLAT_CONFIRMED = "flat_confirmed"
    FLATTEN_STARTED = "flatten_started"
    HAND_TRADE = "hand_trade"
    LEADER_LEFT_OUT = "leader_left_out"
    LINE = "line"
    BREAKER = "breaker"
    POSITION_CORRECTED = "position_corrected"
    CROSSED = "crossed"
    STARTUP_DIFFERENCE = "startup_difference"
    OUTCOME_UNKNOWN = "outcome_unknown"
    DUPLICATE_IGNORED = "duplicate_ignored"
    GAP = "gap"
    COPY_WITHDRAWN = "copy_withdrawn"
    ENTRY_LATE = "entry_late"
    AHEAD_OF_LEADER = "ahead_of_leader"
    NAKED = "naked"
    GHOST = "ghost"
    UNCONFIRMED_CANCEL = "unconfirmed_cancel"
    CHANGE_REFUSED = "change_refused"
    FILL_CORRECTED = "fill_corrected"
    FINDING = "finding"
    IN_LINE = "in_line"
    BREACH = "breach"
    RISK_BREACH = "risk_breach"
    RISK_LOCKED = "risk_locked"
    RISK_NEAR = "risk_near"
    RISK_CLEARED = "risk_cleared"
    RISK_BLIND = "risk_blind"
    RISK_WARNED = "risk_warned"
    RISK_EDITED = "risk_edited"
    ANSWERED = "answered"
    RESUMED = "resumed"
    OTHER_INSTANCE = "other_instance"
    GROUP_REFUSED = "group_refused"
    BUDGET_LOW = "budget_low"
    PENALTY = "penalty"
    HELD_BACK = "held_back"
    COPY_MISSED = "copy_missed"
    CLIPPED = "clipped"
    EXIT_OWED = "exit_owed"
    PROGRAM = "program"


class Level(StrEnum):
    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


@record(frozen=True, slots=True)
class Noticed:
    """One line for the trader. ``text`` is a whole sentence in plain words."""

    kind: NoticeKind
    level: Level
    text: str
    at: Stamp
    account: AccountId | None = None
    symbol: Symbol | None = None
    reason: Reason | None = None


@record(frozen=True, slots=True)
class Found:
    """The guard has judged a finding that has stood its time: it is told, and acted on where that is its rule."""

    finding: Finding
    at: Stamp


@record(frozen=True, slots=True)
class SwitchedOff:
    """The guard switched a follower off. ``breach``: what happened, for the mark beside the switch. Only the user
    switches it on again (rule 9.7)."""

    account: AccountId
    breach: str
    at: Stamp


@record(frozen=True, slots=True)
class BreachFlat:
    """The broker has confirmed an account flat after its breach: it is to be locked now (rule 11.4). ``breach``: its
    id."""

    account: AccountId
    breach: str
    at: Stamp


Decision = SendCommand | ReadAccount | FollowerDecided | CopyProgressed | Noticed | Found | SwitchedOff | BreachFlat
