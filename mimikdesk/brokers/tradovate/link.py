"""The broker port over Tradovate's web socket: one login on one host, with all its accounts.

Beyond the port's rules: an order in a contract that is not known yet waits until it was looked up. A change that was
not answered is refused, and the order read again. What a muted or lost line may have swallowed is found by the read
that comes with the next one.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from random import Random
from typing import Any

from mimikdesk.brokers.budget import Priority
from mimikdesk.brokers.network import Network
from mimikdesk.brokers.offline import NO_BRACKET, WHY_NOT
from mimikdesk.brokers.port import QuoteSink, Sink
from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.allowance import Allowance
from mimikdesk.brokers.tradovate.books import Books
from mimikdesk.brokers.tradovate.changes import Changes
from mimikdesk.brokers.tradovate.desk import Desk
from mimikdesk.brokers.tradovate.feed import MarketData
from mimikdesk.brokers.tradovate.hosts import Hosts
from mimikdesk.brokers.tradovate.inquiry import Inquiry
from mimikdesk.brokers.tradovate.ledger import Ledger
from mimikdesk.brokers.tradovate.lines import Lines
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.lookups import Lookups
from mimikdesk.brokers.tradovate.money import MoneyReads
from mimikdesk.brokers.tradovate.outbox import Outbox
from mimikdesk.brokers.tradovate.reads import Reads
from mimikdesk.brokers.tradovate.reports import Reports
from mimikdesk.brokers.tradovate.requests import ANSWER_WITHIN, Done, Late
from mimikdesk.brokers.tradovate.snapshots import Snapshots
from mimikdesk.brokers.tradovate.sync import rows_in
from mimikdesk.brokers.tradovate.teller import Refusal
from mimikdesk.brokers.tradovate.unknowns import Unknowns
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.events import (
    BrokerEvent,
    LineChanged,
    LineState,
    OrderReported,
)
from mimikdesk.domain.ids import OWN_MARK, AccountId, ClientOrderId, ConnectionId, Symbol
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.time import Stamp

CAPABILITIES = Capabilities(
    frozenset(OrderKind), modify=True, fixed_trail=True, oco=True, bracket=facts.OSO_LEGS_FOLLOW_PARTS, close=True
)
"""A cancel needs the broker's number of the order, so there is none before its answer. Of a trailing stop only the size
can be changed (``TrailingStopNonOrderQtyModify``)."""

CONNECTING = "Connecting to Tradovate."
CLOSED = "the connection was closed"
MUTED = "Tradovate has stopped telling what happens, as when the login is used elsewhere."
LOW = "This login's requests are nearly used up; what is left is kept for exits."


class TradovateLink:
    """``login``: shared by the links of one Tradovate user, and with it its budget. ``symbols``: contracts to look up
    with the connection, so that the first order in them need not wait. ``prefix``: how the program's own client order
    ids begin. ``random``: for the back-off. ``quotes``: where prices go; without it no money is read for the eye."""

    def __init__(
        self,
        connection: ConnectionId,
        sink: Sink,
        clock: Clock,
        network: Network,
        hosts: Hosts,
        login: Login,
        *,
        symbols: Iterable[Symbol] = (),
        random: Random | None = None,
        prefix: str = OWN_MARK,
        capabilities: Capabilities = CAPABILITIES,
        quotes: QuoteSink | None = None,
    ) -> None:
        self.connection = connection
        self.capabilities = capabilities
        self.unknowns = Unknowns()
        self.budget = login.budget
        self._clock = clock
        self._sink = sink
        self._symbols = tuple(symbols)
        self._state = LineState.DISCONNECTED
        self._due_ns = 0
        self._watch: TimerHandle | None = None
        self._outbox = Outbox(clock, sink if quotes is None else self._say)
        self._allowance = Allowance(clock, connection, login.budget, self._outbox.now)
        self._books = Books(connection, self._tell, self.unknowns, self._refused, prefix)
        self._ledger = Ledger(self._books)
        self._reports = Reports(self._ledger, self._outbox, self._acknowledged, self._told)
        self._snapshots = Snapshots(clock, self._books, self._ledger, self._outbox)
        self._lookups = Lookups(clock, self, self._books, self._taken)
        self._reads = Reads(clock, self, self._books, self._listed, self._read, self._deaf)
        self._changes = Changes(clock, self, self._ledger, self._outbox)
        self._money: MoneyReads | None = None
        if quotes is not None:
            junk = self.unknowns.count
            feed = MarketData(
                clock, network, hosts.md_socket, login, self._books, quotes, self.may_read, self._spend, junk
            )
            self._money = MoneyReads(clock, self, login.budget, self._books, feed, self._outbox.now, quotes)
        inquiry = Inquiry(self, self._looked_up)
        self._desk = Desk(
            clock,
            self,
            self._ledger,
            self._outbox,
            inquiry,
            self._lookups.find,
            self._changes.numbered,
            self._reports.closings,
        )
        self._lines = Lines(
            clock, network, hosts.socket, login, self, self.unknowns.count, self._spend, random or Random()
        )

    @property
    def accounts(self) -> tuple[AccountId, ...]:
        return self._snapshots.accounts

    # --- the port -----------------------------------------------------------------------------------------------

    def open(self) -> None:
        if self._state is LineState.DISCONNECTED:
            if self._money is not None:
                self._money.begin()
            self._turn_later(LineState.RECONNECTING, CONNECTING)
            self._lines.open()

    def close(self) -> None:
        self._state = LineState.DISCONNECTED
        self._give_up(CLOSED)
        self._lines.close(CLOSED)
        self._turn_later(LineState.DISCONNECTED, "")

    def reconnect(self, why: str) -> None:
        if self._state in (LineState.DISCONNECTED, LineState.REAUTH_REQUIRED):
            return
        self._turn_later(LineState.RECONNECTING, why)
        self._give_up(why)
        self._lines.reconnect(why)

    def place(self, order: PlaceOrder) -> None:
        self._desk.place(order)

    def place_oco(self, orders: PlaceOco) -> None:
        self._desk.place_oco(orders)

    def place_bracket(self, orders: PlaceBracket) -> None:
        self._desk.place_bracket(orders, "" if self.capabilities.bracket else NO_BRACKET)

    def close_position(self, order: ClosePosition) -> None:
        self._desk.close(order)

    def modify(self, order: ModifyOrder) -> None:
        self._changes.take(order, self._desk.waits_for(order.account, order.client_order_id))

    def cancel(self, order: CancelOrder) -> None:
        self._changes.take(order, self._desk.waits_for(order.account, order.client_order_id))

    def cancel_all(self, order: CancelAllOrders) -> None:
        """Does nothing while there is no connection; the line's state says so already."""
        self._changes.sweep(order.account)

    def refresh(self, account: AccountId) -> None:
        """Does nothing while there is no connection; the next one brings a snapshot. In a penalty it waits."""
        self._reads.refresh(account)

    def expect(self, symbol: Symbol) -> None:
        self._symbols = tuple(dict.fromkeys((*self._symbols, symbol)))
        if self._lines.live is not None and self._books.instrument(symbol) is None:
            self._lookups.find(symbol, self._taken)

    # --- what the parts ask (Line) --------------------------------------------------------------------------------

    def offline(self) -> str:
        return WHY_NOT.get(self._state, "")

    def ask(
        self,
        endpoint: str,
        done: Done,
        query: str = "",
        body: str = "",
        within_ns: int = ANSWER_WITHIN,
        late: Late | None = None,
    ) -> int:
        session = self._lines.current
        if session is None:
            raise OSError("not connected")
        return session.ask(endpoint, done, query, body, within_ns, late)

    def held_back(self, priority: Priority) -> str:
        now = self._clock.now().mono_ns
        if self.budget.allows(now, priority):
            return ""
        return self.budget.penalty_text(now) or LOW

    def may_read(self) -> bool:
        """While a connection is made, everything it needs is read, however little is left."""
        now = self._clock.now().mono_ns
        if self._lines.live is None or self.budget.penalty_until(now) is not None:
            return False
        return self._state is not LineState.CONNECTED or self.budget.allows(now, Priority.READ)

    def read_gap_ns(self) -> int:
        now = self._clock.now().mono_ns
        capacity = min((limit.capacity for limit in self.budget.limits), default=0)
        return facts.READ_GAP_NS if self.budget.left(now) * 2 >= capacity else facts.READ_GAP_LOW_NS

    def reread(self, order_id: int) -> None:
        self._lookups.reread(order_id)

    def claim(self, order_id: int, client_order_id: ClientOrderId) -> None:
        self._books.note_sent(client_order_id, order_id, self._clock.now())
        self._pushed_by_now(order_id, None)
        self._lookups.look()

    # --- what the sockets tell (Told) -----------------------------------------------------------------------------

    def line_synced(self, pieces: list[Any], asked_at: Stamp, *, again: bool) -> None:
        if not again:
            self._snapshots.begin(asked_at)
            self._lookups.urgent(True)
        at = self._clock.now()
        for data in pieces:
            self._books.take_sync(data, at)
        if not again:
            self._due_ns = at.mono_ns + facts.LISTED_WITHIN_NS
            self._keep_watch()
            for symbol in self._symbols:
                if self._books.instrument(symbol) is None:
                    self._lookups.find(symbol, self._taken)
        self._taken()

    def line_piece(self, data: Any) -> None:
        self._books.take_sync(data, self._clock.now())
        self._taken()

    def line_props(self, data: Any) -> None:
        if self._changes.waiting:
            for kind, row in rows_in(data):
                self._changes.row(kind, row)
        self._books.take_event(data, self._clock.now())
        self._taken()

    def line_lost(self, text: str) -> None:
        if self._state is not LineState.RECONNECTING:
            self._turn(LineState.RECONNECTING, text)
        self._give_up(text)

    def line_refused(self, text: str) -> None:
        if self._state is not LineState.REAUTH_REQUIRED:
            self._turn(LineState.REAUTH_REQUIRED, text)
        self._give_up(text)

    def line_trouble(self, text: str) -> None:
        """There is no token for now: the trader is told why it takes so long."""
        if self._state is LineState.RECONNECTING:
            self._turn(LineState.RECONNECTING, text)

    def line_allowed(self) -> None:
        """The login is accepted again, after a refusal."""
        if self._state is LineState.REAUTH_REQUIRED:
            self._turn(LineState.RECONNECTING, CONNECTING)

    # --- what the books tell --------------------------------------------------------------------------------------

    def _told(self, event: OrderReported) -> None:
        """An order's report has gone out: what waited for its number goes on, what waited for it to work does not."""
        order = event.order
        if order.client_order_id is not None:
            self._changes.numbered(event.account, order.client_order_id)
        if order.status.final:
            self._changes.ended(order.venue_order_id)

    def _say(self, event: BrokerEvent) -> None:
        """The program first: what it is worth is of no hurry."""
        self._sink(event)
        if self._money is not None:
            self._money.take(event)

    def _tell(self, event: BrokerEvent) -> None:
        self._reports.take(event)

    def _acknowledged(self, account: AccountId, client_order_id: ClientOrderId) -> None:
        self._desk.acknowledged(account, client_order_id)

    def _refused(self, refusal: Refusal) -> None:
        self._changes.refused(refusal)

    # --- reading ------------------------------------------------------------------------------------------------

    def _taken(self) -> None:
        """Rows have come: look up what is missing, and take the snapshots that are possible now."""
        self._lookups.look()
        self._snapshots.tell_wanted()
        connecting = self._state is LineState.RECONNECTING and self._lines.live is not None
        if connecting and not self._lookups.finding and self._snapshots.tell_all():
            self._lookups.urgent(False)
            self._turn(LineState.CONNECTED, "")
            self._allowance.begin()

    def _read(self, accounts: list[AccountId], asked_at: Stamp) -> None:
        self._snapshots.want(accounts, asked_at)
        self._taken()

    def _listed(self, entity: str, rows: list[object]) -> None:
        if entity == "order":
            for row in rows:
                if isinstance(row, Mapping) and type(number := row.get("id")) is int:
                    status = row.get("ordStatus")
                    self._pushed_by_now(number, status if isinstance(status, str) else None)

    def _looked_up(self, entity: str, row: object) -> None:
        self._books.take(entity, row, self._clock.now())
        self._taken()

    # --- watching, and the line's state -----------------------------------------------------------------------------

    def _pushed_by_now(self, order_id: int, status: str | None) -> None:
        session = self._lines.current
        if session is not None:
            session.pushes.told(order_id, status, self._clock.now().mono_ns)

    def _keep_watch(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        self._watch = self._clock.call_later(facts.WATCH_EVERY_NS, self._look)

    def _look(self) -> None:
        """Every 5 s: is the socket muted, is the login served by a newer token, does connecting take too long?"""
        self._watch = None
        session, now = self._lines.live, self._clock.now().mono_ns
        if session is None:
            return
        if self._state is not LineState.CONNECTED:
            if now >= self._due_ns:
                self.reconnect("Tradovate has not told everything about the accounts, in time.")
                return
        elif session.pushes.overdue(now) is not None:
            self.reconnect(MUTED)
            return
        elif session.idle_ns >= facts.IDLE_PROBE_NS:
            self._reads.probe()
        self._lines.watch()
        self._keep_watch()

    def _deaf(self) -> None:
        self.reconnect(MUTED)

    def _spend(self) -> None:
        self.budget.spend(self._clock.now().mono_ns)

    def _give_up(self, text: str) -> None:
        """The line is gone: nothing that was asked for on it is answered any more."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        self._allowance.end()
        self._snapshots.lost()
        self._desk.lost(text)
        self._changes.lost(text)
        self._reports.lost()
        self._reads.lost()
        self._lookups.lost()
        if self._money is not None:
            self._money.lost()

    def _turn(self, state: LineState, text: str) -> None:
        self._state = state
        self._outbox.now(LineChanged(self.connection, state, text, self._clock.now()))

    def _turn_later(self, state: LineState, text: str) -> None:
        self._state = state
        self._outbox.later(partial(LineChanged, self.connection, state, text))
