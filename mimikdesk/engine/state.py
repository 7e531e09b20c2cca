"""The engine's whole state: everything a decision needs is in here, and nothing else is looked at."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.events import LineState, PastRecalled
from mimikdesk.domain.group import CopyGroup, FollowerSettings, InstrumentMapping, ReplicationMode
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, FillId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.risk_events import RiskStood
from mimikdesk.domain.risk_locks import Breach, ContractLimit, RiskHold
from mimikdesk.engine.book import Book
from mimikdesk.engine.leader import Leader
from mimikdesk.engine.orders import OwnOrder, Tracked

BREAKER_ORDERS = 10
"""Copy orders in one second above which a follower's opens are paused (rule 7.5)."""


PLAIN = Capabilities(frozenset(OrderKind))


@dataclass(frozen=True, slots=True)
class Route:
    """Where a leader's instrument goes on one follower. ``multiplier``: with the mapping's factor in it; ``ratio``: the
    same as two whole numbers. ``by_position``: the mapping's scaling always sizes by position (rule 5.9)."""

    symbol: Symbol
    multiplier: Decimal
    by_position: bool = False
    ratio: tuple[int, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ratio", self.multiplier.as_integer_ratio())


@dataclass(slots=True)
class Follower:
    """One follower account at run time.

    ``ready``: a snapshot was taken. ``gap``: the line was down since the last one. ``compared``: the start comparison
    with the leader was made. ``untied``: orders of earlier runs may rest that are not tied to the leader's yet.
    ``own``: every order of this run and of recent ones, done ones too, so that late reports are recognised.
    ``named``: their numbers at the broker. ``foreign``: orders of somebody else.
    ``breaker``: why opens are paused, "" when they are not. ``breach``: why the guard ended replication to it.
    ``kept``: mappings that still count, by the leader's instrument: the user chose another one while something of it
    was held. ``flattened_at``: leader orders numbered up to this were sent before the last flatten; ``joined_at``: they
    were sent before the follower was in the group. ``joined_ns``: a read asked for before that (monotonic) says nothing
    of what it holds, -1 where every read does; ``joining``: it came into a running group and was not read since.
    ``flattening``: the flatten in progress.
    ``risk``: what the account's risk rules hold its opens for; ``contracts``, ``trades_left``: what else
    they allow it, None for no limit; ``breach_of_rule``: the breach that is on its way to flat.
    Monotonic times: ``sweep_ns``, when its cancelling is repeated; ``flatten_ns``, before which no read confirms it
    (``flatten_read``: a later one came); ``recent_opens``, the last copy orders; ``read_ns``, when the last fresh read
    was asked for.
    """

    settings: FollowerSettings
    on: bool
    account: AccountId = field(init=False)
    books: dict[Symbol, Book] = field(default_factory=dict)
    routes: dict[Symbol, Route | None] = field(default_factory=dict)
    kept: dict[Symbol, InstrumentMapping] = field(default_factory=dict)
    own: dict[ClientOrderId, OwnOrder] = field(default_factory=dict)
    named: dict[VenueOrderId, ClientOrderId] = field(default_factory=dict)
    foreign: dict[VenueOrderId, Tracked] = field(default_factory=dict)
    ready: bool = False
    gap: bool = False
    compared: bool = False
    untied: bool = False
    breaker: str = ""
    breach: str = ""
    refused_in_row: int = 0
    recent_opens: deque[int] = field(default_factory=lambda: deque(maxlen=BREAKER_ORDERS))
    flattened_at: int = 0
    joined_at: int = 0
    joined_ns: int = -1
    joining: bool = False
    flattening: str | None = None
    risk: RiskHold | None = None
    contracts: ContractLimit | None = None
    trades_left: int | None = None
    breach_of_rule: Breach | None = None
    sweep_ns: int = 0
    flatten_ns: int = 0
    flatten_read: bool = False
    last_event_ns: int = -1
    read_ns: int = -1
    asked_ns: int | None = None

    def __post_init__(self) -> None:
        self.account = self.settings.account

    def book(self, symbol: Symbol) -> Book:
        book = self.books.get(symbol)
        if book is None:
            book = self.books[symbol] = Book(self.account, symbol, flatten=self.flattening)
        return book

    @property
    def replicates(self) -> bool:
        """Whether the leader is followed at all: the switch and the mode say the same (rule 9.8)."""
        return self.on and self.settings.mode is not ReplicationMode.OFF

    @property
    def unknown(self) -> bool:
        """Whether the broker still owes the fate of an own order."""
        return any(book.unknown for book in self.books.values())

    @property
    def foreign_working(self) -> bool:
        """Whether an order of somebody else works at the broker. One that only fills told of is over by all we know."""
        return any(order.size is not None and not order.complete for order in self.foreign.values())


@dataclass(slots=True)
class Group:
    """``mirroring``: copies of the leader's resting orders may exist somewhere. ``risk``: what the leader's own risk
    rules hold the group's opens for. Monotonic times: ``look_ns``, when the
    guard has to look at every follower; ``check_ns``, when all are read afresh."""

    settings: CopyGroup
    on: bool
    leader: Leader
    followers: dict[AccountId, Follower]
    mirroring: bool = False
    risk: RiskHold | None = None
    look_ns: int | None = None
    check_ns: int | None = None


@dataclass(slots=True)
class Budget:
    """``left`` of ``limit`` requests in the running window of a connection, None where nothing is counted.
    ``penalty_until_ns`` (monotonic): nothing is asked before, None outside a penalty. ``low``: so told to the
    trader. ``spare``: what openings may still take in this step, None until somebody asks; ``counted``: decisions
    of the step that it reckons with."""

    left: int | None
    limit: int | None
    window_ns: int = 0
    penalty_until_ns: int | None = None
    low: bool = False
    spare: int | None = None
    counted: int = 0


@dataclass(slots=True)
class EngineState:
    """``lines``: connection states; ``up``: the accounts whose line stands. ``listed``: which symbols a connection
    offers. ``budgets``: of connections that have a limit of requests.
    ``risks``: what the risk rules of an account allow it, whether it is in a group or not; ``breaches``: those that are
    on their way to flat.
    ``past``, ``past_fills``: what earlier runs left of accounts. ``stopping``: the program is about to end."""

    lines: dict[ConnectionId, LineState] = field(default_factory=dict)
    up: set[AccountId] = field(default_factory=set)
    connection_of: dict[AccountId, ConnectionId] = field(default_factory=dict)
    instruments: dict[Symbol, Instrument] = field(default_factory=dict)
    listed: dict[ConnectionId, set[Symbol]] = field(default_factory=dict)
    capabilities: dict[ConnectionId, Capabilities] = field(default_factory=dict)
    groups: dict[GroupId, Group] = field(default_factory=dict)
    leads: dict[AccountId, Group] = field(default_factory=dict)
    follows: dict[AccountId, tuple[Group, Follower]] = field(default_factory=dict)
    budgets: dict[ConnectionId, Budget] = field(default_factory=dict)
    risks: dict[AccountId, RiskStood] = field(default_factory=dict)
    breaches: dict[AccountId, Breach] = field(default_factory=dict)
    past: dict[AccountId, PastRecalled] = field(default_factory=dict)
    past_fills: dict[AccountId, frozenset[FillId]] = field(default_factory=dict)
    stopping: bool = False

    def line(self, account: AccountId) -> LineState:
        connection = self.connection_of.get(account)
        if connection is None:
            return LineState.DISCONNECTED
        return self.lines.get(connection, LineState.DISCONNECTED)

    def can(self, account: AccountId) -> Capabilities:
        """What the account's broker does natively; only plain orders while nobody declared it."""
        connection = self.connection_of.get(account)
        return self.capabilities.get(connection, PLAIN) if connection is not None else PLAIN

    def connected(self, account: AccountId) -> bool:
        return account in self.up

    def hang(self, account: AccountId, connection: ConnectionId) -> None:
        """Note which connection an account hangs on."""
        self.connection_of[account] = connection
        self._note_up((account,))

    def set_line(self, connection: ConnectionId, line: LineState) -> None:
        """Note the state of a connection."""
        self.lines[connection] = line
        self._note_up(self.accounts_of(connection))

    def _note_up(self, accounts: Iterable[AccountId]) -> None:
        for account in accounts:
            if self.line(account) is LineState.CONNECTED:
                self.up.add(account)
            else:
                self.up.discard(account)

    def accounts_of(self, connection: ConnectionId) -> list[AccountId]:
        return [account for account, its in self.connection_of.items() if its == connection]
