"""What the window is shown: frozen rows, built on the wire lane and handed over in batches.

Nothing here knows Qt. Money is Decimal in account currency, prices Decimal in points, positions signed contracts.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.orders import OrderKind, Side


class Role(StrEnum):
    LEADER = "leader"
    FOLLOWER = "follower"


class RowState(StrEnum):
    """The one word a row is summed up with, worst first in this order."""

    FLATTENING = "flattening"
    OUT_OF_STEP = "out_of_step"
    PAUSED = "paused"
    WORKING = "working"
    IN_STEP = "in_step"


class Remedy(StrEnum):
    """What helps a follower that is out of step. ``RESUME`` closes its breaker."""

    NONE = "none"
    FLATTEN = "flatten"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account in one instrument; ``symbol`` is None for an account without a position and without expectation.

    ``expected`` and ``divergence`` are None for leaders. ``cause``: one plain sentence when the row is out of step or
    its opens are held, else "". ``remedy``: what the trader can press about it. ``last_copy_ns``: leader event seen to
    order sent, of the last copy. ``slippage_ticks``: the follower's fill against the leader's, positive is worse; None
    before the first copy.
    """

    group: GroupId
    account: AccountId
    name: str
    connection: ConnectionId
    connection_name: str
    role: Role
    line: LineState
    state: RowState
    on: bool
    symbol: Symbol | None
    position: int
    expected: int | None
    divergence: int | None
    cause: str
    average: Decimal | None
    price_decimals: int
    open_pnl: Decimal
    day_pnl: Decimal
    net_liq: Decimal
    multiplier: Decimal | None
    working_orders: int
    last_copy_ns: int | None
    slippage_ticks: Decimal | None
    remedy: Remedy = Remedy.NONE


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A copy group's head line. ``state``: the worst state of its rows; PAUSED when the group is off."""

    group: GroupId
    name: str
    on: bool
    state: RowState
    day_pnl: Decimal
    leader: AccountId
    followers: int
    followers_in_step: int


@dataclass(frozen=True, slots=True)
class BoardView:
    """The whole cockpit at one moment: groups in order, each group's rows with the leader first."""

    groups: tuple[GroupRow, ...]
    rows: tuple[AccountRow, ...]


class ActivityKind(StrEnum):
    LEADER = "leader"
    COPIED = "copied"
    CLIPPED = "clipped"
    HELD = "held"
    ROUTINE = "routine"
    FILL = "fill"
    FAILED = "failed"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One line of the activity list. ``number`` counts up from 1 and never repeats in a session.

    ``text`` is a whole sentence; ``advice`` what to do about it, "" when nothing.
    """

    number: int
    utc_ns: int
    kind: ActivityKind
    level: Level
    account_name: str
    symbol: Symbol | None
    text: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class TicketView:
    """What the practice ticket shows: prices, the leader's position, and his working orders."""

    account: AccountId
    account_name: str
    symbol: Symbol
    symbols: tuple[Symbol, ...]
    price_decimals: int
    tick_size: Decimal
    bid: Decimal
    ask: Decimal
    last: Decimal
    position: int
    average: Decimal | None
    open_pnl: Decimal
    orders: tuple["TicketOrder", ...]


@dataclass(frozen=True, slots=True)
class TicketOrder:
    """A working order of the leader on the practice exchange."""

    venue_order_id: str
    symbol: Symbol
    side: Side
    kind: OrderKind
    qty: int
    filled: int
    limit: Decimal | None
    stop: Decimal | None


@dataclass(frozen=True, slots=True)
class LaneView:
    """Figures for the status bar. ``lateness_ns``: how late the wire lane's last timer ran; None when not known."""

    lateness_ns: int | None
    lines: tuple[tuple[str, LineState], ...]
    market: str


@dataclass(frozen=True, slots=True)
class Update:
    """One batch for the window; None or empty where nothing changed. ``urgent`` batches skip the timer."""

    board: BoardView | None = None
    ticket: TicketView | None = None
    activity: tuple[ActivityRow, ...] = ()
    lane: LaneView | None = None
    urgent: bool = False
