"""What the window is shown: frozen rows, built on the wire lane and handed over in batches.

Nothing here knows Qt. Money is Decimal in account currency, prices Decimal in points, positions signed contracts.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.accounts import AccountAccess, LoginKind
from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import Answer, FindingKind, GuardAction, GuardSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.services.broker_forms import BrokerForm
from mimikdesk.services.group_views import GroupsView
from mimikdesk.services.logins import FoundAccount, LoginFailure
from mimikdesk.services.prices import Source
from mimikdesk.services.risk_rows import RiskView, RuleRow
from mimikdesk.services.stops import StopCover
from mimikdesk.services.story_view import StoryView
from mimikdesk.services.ticket_view import TicketView


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
class FigureAge:
    """How old a figure is that is not of now. ``age_ns``: in steps of 5 s, above a minute in minutes. ``old``: too old
    to be taken for what it is now."""

    source: Source
    age_ns: int
    old: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account in one instrument; ``symbol`` is None for an account without a position and without expectation.

    ``expected`` and ``divergence`` are None for leaders. ``cause``: one plain sentence when the row is out of step or
    its opens are held, else "". ``remedy``: what the trader can press about it. ``open_pnl``, ``day_pnl``, ``net_liq``:
    None while not known; ``open_age`` is the age of the first, ``worth_age`` of the others, None where they are of now.
    ``last_copy_ns``: leader event seen to order sent, of the last copy. ``slippage_ticks``: the follower's fill against
    the leader's, positive is worse; None before the first copy. ``breach``: why the guard switched the follower off, ""
    where it did not. ``stop``: what stands behind the position, None where there is none. ``limit``: the
    armed rule against losses whose limit is nearest, None where there is none.
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
    open_pnl: Decimal | None
    day_pnl: Decimal | None
    net_liq: Decimal | None
    multiplier: Decimal | None
    working_orders: int
    last_copy_ns: int | None
    slippage_ticks: Decimal | None
    remedy: Remedy = Remedy.NONE
    breach: str = ""
    open_age: FigureAge | None = None
    worth_age: FigureAge | None = None
    stop: StopCover | None = None
    limit: RuleRow | None = None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A copy group's head line. ``state``: the worst state of its rows; PAUSED when the group is off. ``day_pnl``: of
    all its accounts, None while it is not known of one; ``day_old``: a part of it is old. ``guard``, ``closed_market``:
    how it is guarded."""

    group: GroupId
    name: str
    on: bool
    state: RowState
    day_pnl: Decimal | None
    leader: AccountId
    followers: int
    followers_in_step: int
    guard: GuardSettings = field(default_factory=GuardSettings)
    closed_market: ClosedMarket = ClosedMarket.KEEP
    day_old: bool = False


@dataclass(frozen=True, slots=True)
class BoardView:
    """The whole cockpit at one moment: groups in order, each group's rows with the leader first. ``findings``: worst
    first. ``at_ns``: that moment, UTC, for the window to count down to a finding's action; it alone is no change."""

    groups: tuple[GroupRow, ...]
    rows: tuple[AccountRow, ...]
    findings: tuple["FindingRow", ...] = ()
    at_ns: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of the guard, as the trader reads it.

    ``text``: what stands, a whole sentence. ``cause``: why, a sentence or "". ``since_ns`` and ``due_ns``: UTC;
    ``due_ns`` is None where nothing will be done by itself. ``correcting``: the exit is under way. ``steps``: what to
    do now, safest first. ``answers``: the buttons for it.
    """

    group: GroupId
    account: AccountId
    account_name: str
    symbol: Symbol
    kind: FindingKind
    action: GuardAction
    level: Level
    text: str
    cause: str
    since_ns: int
    due_ns: int | None
    correcting: bool
    steps: tuple[str, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class CheckedAccount:
    """One account in the session check. ``positions``: signed contracts by instrument. ``foreign_orders``: working
    orders that are not this program's. ``skew_ns``: the broker's clock against this computer's, None while not known.
    ``read``: a fresh read has come since the check was asked for."""

    account: AccountId
    name: str
    connection_name: str
    role: Role | None
    group_name: str
    line: LineState
    read: bool
    positions: tuple[tuple[Symbol, int], ...]
    working_orders: int
    foreign_orders: int
    skew_ns: int | None
    locked: str = ""


@dataclass(frozen=True, slots=True)
class CheckedDifference:
    """A follower that does not fit its leader, and what the user may answer. ``fitting``: signed contracts that the
    leader's position asks for."""

    account: AccountId
    name: str
    symbol: Symbol
    position: int
    leader: int
    fitting: int
    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class CheckView:
    """The session check. ``asked``: the user asked for it, so it is shown though nothing differs. ``complete``: every
    account that can be reached has been read."""

    accounts: tuple[CheckedAccount, ...]
    differences: tuple[CheckedDifference, ...]
    complete: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One notification. ``number`` stays the same while equal ones are collapsed into it: ``count`` of them, the last
    at ``last_ns`` (UTC). ``sound``, ``tray``: it is to be heard, or shown by the tray, now; a critical one asks again
    until it is ``acknowledged``: each time ``rings`` goes up by one. ``bell``: it has its place in the list of
    notifications. ``over``: what it is about is no longer so; it does not ring any more. ``test``: the trader only
    wants to see and hear it."""

    number: int
    kind: NoticeKind
    level: Level
    account_name: str
    symbol: Symbol | None
    title: str
    text: str
    advice: str
    first_ns: int
    last_ns: int
    count: int
    acknowledged: bool
    sound: bool
    tray: bool
    rings: int = 1
    bell: bool = True
    over: bool = False
    test: bool = False


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

    ``text`` is a whole sentence; ``advice`` what to do about it, "" when nothing. ``group_name``: the account's copy
    group, "" in none. ``trigger_id``: the leader trade that it belongs to, whose story can be told, "" for none.
    """

    number: int
    utc_ns: int
    kind: ActivityKind
    level: Level
    account_name: str
    symbol: Symbol | None
    text: str
    advice: str = ""
    group_name: str = ""
    trigger_id: str = ""


@dataclass(frozen=True, slots=True)
class LaneView:
    """Figures for the status bar. ``lateness_ns``: how late the wire lane's last timer ran. ``skew_ns``: the broker's
    clock against this computer's, of the one that is farthest away. None when not known."""

    lateness_ns: int | None
    lines: tuple[tuple[str, LineState], ...]
    market: str
    skew_ns: int | None = None


class LoginStage(StrEnum):
    """How far a login is that the trader tries in the wizard."""

    TRYING = "trying"
    FOUND = "found"
    """It was accepted, and waits for the trader's word."""
    KEEPING = "keeping"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LoginView:
    """A login that is being tried. ``attempt``: the number that the window gave it. ``text``: what is being done.
    ``failure``: while FAILED. ``connection``: what it has become, when DONE. ``for_this_run``: no keyring would take
    its secrets."""

    attempt: int
    stage: LoginStage
    text: str = ""
    accounts: tuple[FoundAccount, ...] = ()
    failure: LoginFailure | None = None
    connection: ConnectionId | None = None
    for_this_run: bool = False


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """What is left of a connection's rate budget: ``left`` of ``limit`` requests, None in a penalty. ``low``: it holds
    something back already."""

    text: str
    low: bool = False
    left: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ConnectedAccount:
    """``group``: the name of the copy group that it is in, "" in none. ``leads``: as its leader."""

    name: str
    access: AccountAccess
    group: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """One connection on its page. ``advice``: what its state means and what to do; "" while all is well.
    ``last_error``: what the line or the login said last, with its time in UTC nanoseconds. ``busy``: what is under way,
    "" when nothing is. ``note``: what came of the trader's last wish. ``for_this_run``: its secrets are not kept.
    ``linked``: there is a line to be tested or switched off."""

    connection: ConnectionId
    name: str
    broker: str
    environment: str
    login: LoginKind
    user: str
    state: LineState
    advice: str
    last_error: str
    last_error_ns: int | None
    accounts: tuple[ConnectedAccount, ...]
    linked: bool
    busy: str = ""
    note: str = ""
    for_this_run: bool = False
    budget: BudgetRow | None = None


@dataclass(frozen=True, slots=True)
class ConnectionsView:
    """``forms``: the brokers that there are. ``login``: the one that is being tried or was tried last."""

    rows: tuple[ConnectionRow, ...]
    forms: tuple[BrokerForm, ...]
    login: LoginView | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """One batch for the window; None or empty where nothing changed. ``alerts``: all that are not done with, newest
    first. ``urgent`` batches skip the timer."""

    board: BoardView | None = None
    ticket: TicketView | None = None
    activity: tuple[ActivityRow, ...] = ()
    stories: tuple[StoryView, ...] = ()
    lane: LaneView | None = None
    check: CheckView | None = None
    alerts: tuple[AlertRow, ...] | None = None
    connections: ConnectionsView | None = None
    groups: GroupsView | None = None
    risk: RiskView | None = None
    urgent: bool = False
