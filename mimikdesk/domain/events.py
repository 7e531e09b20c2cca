"""What happened: the engine's only input. Past tense, frozen, each with the time this program saw it.

Broker events come from adapters, user events from the window. ``Event`` is the closed union of both.
"""

from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.guard import Answer
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, FillId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderReport, PositionReport
from mimikdesk.domain.record import record
from mimikdesk.domain.risk_events import RiskBreached, RiskStood, RiskTold
from mimikdesk.domain.time import Stamp


class LineState(StrEnum):
    """The state of a connection. Only ``CONNECTED`` means: logged in, subscribed and holding a fresh snapshot."""

    CONNECTED = "connected"
    RECONNECTING = "reconnecting"
    REAUTH_REQUIRED = "reauth_required"
    DISCONNECTED = "disconnected"


class SendOutcome(StrEnum):
    """How a send ended when the broker gave no answer of its own."""

    NOT_SENT = "not_sent"
    """Certain: nothing left this machine."""
    UNKNOWN = "unknown"
    """It may have arrived: the line was lost, or the answer never came."""


# --- from brokers -----------------------------------------------------------------------------------------------


@record(frozen=True, slots=True)
class InstrumentListed:
    """A contract became known on a connection. Comes before anything that names its symbol."""

    connection: ConnectionId
    instrument: Instrument
    at: Stamp


@record(frozen=True, slots=True)
class CapabilitiesDeclared:
    """What the broker of a connection can do natively. Comes before the connection is opened."""

    connection: ConnectionId
    capabilities: Capabilities
    at: Stamp


@record(frozen=True, slots=True)
class LineChanged:
    """A connection changed state. ``detail``: why, in words a trader understands; may be empty.

    ``CONNECTED`` is emitted only after a snapshot of every account of the connection was emitted.
    """

    connection: ConnectionId
    state: LineState
    detail: str
    at: Stamp


@record(frozen=True, slots=True)
class BudgetReported:
    """How many requests a connection may still make (rule 3.6). Comes when it is connected, when something else than
    our own commands has changed it, and at each beginning and end of a penalty; own commands since then are counted by
    who hears it. A connection without a limit never tells.

    ``left`` of ``limit`` in a running window of ``window_ns``; None for both where nothing is counted.
    ``penalty_until_ns`` (monotonic): the broker takes no requests before, by its own word (``text``); None outside a
    penalty.
    """

    connection: ConnectionId
    left: int | None
    limit: int | None
    window_ns: int
    penalty_until_ns: int | None
    text: str
    at: Stamp


@record(frozen=True, slots=True)
class SnapshotTaken:
    """A complete, fresh read of one account. ``orders``: working orders and every order the broker still remembers
    of this session, with own ids where it has them. Everything in it is history: shown, never copied.

    ``asked_at``: when the read was asked for; what was sent after that may be missing from it.
    """

    account: AccountId
    positions: tuple[PositionReport, ...]
    orders: tuple[OrderReport, ...]
    cash: Decimal
    asked_at: Stamp
    at: Stamp


@record(frozen=True, slots=True)
class OrderReported:
    """An order changed: accepted, worked, changed, filled, cancelled, rejected, expired."""

    account: AccountId
    order: OrderReport
    at: Stamp


@record(frozen=True, slots=True)
class FillReported:
    account: AccountId
    fill: Fill
    at: Stamp


@record(frozen=True, slots=True)
class FillCorrected:
    """A broker took a fill back or changed it after the fact (a bust). ``text``: its own words."""

    account: AccountId
    symbol: Symbol
    text: str
    at: Stamp


@record(frozen=True, slots=True)
class PositionReported:
    """The broker told the position of an account in one instrument."""

    account: AccountId
    position: PositionReport
    at: Stamp


@record(frozen=True, slots=True)
class BalanceReported:
    """Cash of an account (closed profit and fees included, open profit not), in account currency."""

    account: AccountId
    cash: Decimal
    at: Stamp


@record(frozen=True, slots=True)
class EquityReported:
    """The broker's own reckoning of one account, in account currency: for the eye, the engine passes it over.

    ``net_liq``: cash and open profit. ``open_profit``: of all positions together. ``realised``: closed profit of the
    session before fees. The last two are None where they were not told. ``as_of``: when it was asked for; the figures
    are not older, and no later fill is sure to be in them.
    """

    account: AccountId
    net_liq: Decimal
    open_profit: Decimal | None
    realised: Decimal | None
    as_of: Stamp
    at: Stamp


@record(frozen=True, slots=True)
class SendEnded:
    """A command got no answer from the broker and never will."""

    account: AccountId
    client_order_id: ClientOrderId
    outcome: SendOutcome
    detail: str
    at: Stamp


@record(frozen=True, slots=True)
class CancelRefused:
    """The broker refused to cancel an own order, usually because it is done already."""

    account: AccountId
    client_order_id: ClientOrderId
    text: str
    at: Stamp


@record(frozen=True, slots=True)
class ModifyRefused:
    """The broker refused to change an own order. It works on as it was, unless a report says otherwise."""

    account: AccountId
    client_order_id: ClientOrderId
    text: str
    at: Stamp


# --- from the user and the program ------------------------------------------------------------------------------


@record(frozen=True, slots=True)
class PastOrder:
    """An own order of an earlier run, as it was written down before it was sent; changes of a resting one may be
    missing. ``trigger_id``, ``closes``, ``opens``: as in SendCommand. ``filled``: contracts known to be filled.
    ``ended``: its end was seen. ``sent_ns``: UTC."""

    order: PlaceOrder
    trigger_id: str
    closes: int
    opens: int
    sent_ns: int
    venue_order_id: VenueOrderId | None = None
    filled: int = 0
    ended: bool = False


@record(frozen=True, slots=True)
class PastRecalled:
    """What the journal knows of an account from earlier runs. Comes before the groups and before its line is opened.

    ``orders``: own orders, oldest first. ``fills``: those that were seen, ours or not. ``breaker``: the words with
    which opens were paused, "" when they were not or the user has resumed them.
    """

    account: AccountId
    orders: tuple[PastOrder, ...]
    fills: tuple[FillId, ...]
    breaker: str
    at: Stamp


@record(frozen=True, slots=True)
class AccountListed:
    """An account became known: which connection it hangs on. Comes before anything that names the account."""

    account: AccountId
    connection: ConnectionId
    at: Stamp


@record(frozen=True, slots=True)
class GroupDefined:
    """A copy group was created, loaded or edited. ``confirmed``: the user has said that a leader who cannot be read
    may be replaced (rule 4.8)."""

    group: CopyGroup
    at: Stamp
    confirmed: bool = False


@record(frozen=True, slots=True)
class FollowerRemoved:
    """The user takes a follower out of its group; the last one takes the group with it (rule 4.8). ``as_is``: he has
    said that what it holds stays as it is (rule 4.7)."""

    group: GroupId
    account: AccountId
    as_is: bool
    at: Stamp


@record(frozen=True, slots=True)
class GroupSwitched:
    group: GroupId
    on: bool
    at: Stamp


@record(frozen=True, slots=True)
class FollowerSwitched:
    account: AccountId
    on: bool
    at: Stamp


@record(frozen=True, slots=True)
class FlattenRequested:
    """The user wants these followers flat, now. ``request``: a unique name for this press of the button.

    Leaders among ``accounts`` are left out and reported; nothing is ever sent to them.
    """

    request: str
    accounts: tuple[AccountId, ...]
    at: Stamp


@record(frozen=True, slots=True)
class CopyingStopped:
    """The program is about to end: nothing is opened any more, exits go on, and what rests stays as it is."""

    at: Stamp


@record(frozen=True, slots=True)
class BreakerReset:
    """The user let a follower open again after a breaker."""

    account: AccountId
    at: Stamp


@record(frozen=True, slots=True)
class DifferenceAnswered:
    """The user has answered a finding, or a difference of the session check."""

    account: AccountId
    symbol: Symbol
    answer: Answer
    at: Stamp


@record(frozen=True, slots=True)
class Resumed:
    """The computer was asleep, or its clock was set. ``gap_ns``: by how much the clocks disagree. Nothing that was
    known before counts as fresh any more; the links are connected anew."""

    gap_ns: int
    text: str
    at: Stamp


@record(frozen=True, slots=True)
class TimePassed:
    """Nothing happened; it is only later. Sent when ``engine.next_due`` has come."""

    at: Stamp


BrokerEvent = (
    CapabilitiesDeclared
    | InstrumentListed
    | LineChanged
    | SnapshotTaken
    | OrderReported
    | FillReported
    | FillCorrected
    | PositionReported
    | BalanceReported
    | EquityReported
    | BudgetReported
    | SendEnded
    | CancelRefused
    | ModifyRefused
)
UserEvent = (
    AccountListed
    | PastRecalled
    | GroupDefined
    | FollowerRemoved
    | GroupSwitched
    | FollowerSwitched
    | FlattenRequested
    | CopyingStopped
    | BreakerReset
    | DifferenceAnswered
    | RiskStood
    | RiskBreached
    | RiskTold
    | Resumed
)
Event = BrokerEvent | UserEvent | TimePassed


@record(frozen=True, slots=True)
class Quote:
    """A price for the eye and for open profit. Never an input of the engine. It stands until the next one, or until its
    feed ends (``prices.QuotesEnded``)."""

    symbol: Symbol
    bid: Decimal
    ask: Decimal
    last: Decimal
    at: Stamp
