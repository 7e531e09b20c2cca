"""The running program on the wire lane: links, copier, gateway, and the batches the window is shown.

Made, started, asked and stopped on the lane's thread. Knows no loop: all waiting is done by the clock it was given.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from mimikdesk.brokers.port import BrokerLink, QuoteSink, Sink
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.decisions import Decision, Level, NoticeKind, SwitchedOff
from mimikdesk.domain.events import (
    BreakerReset,
    CopyingStopped,
    DifferenceAnswered,
    Event,
    FlattenRequested,
    FollowerSwitched,
    GroupDefined,
    GroupSwitched,
    LineState,
    PastRecalled,
    Resumed,
    SnapshotTaken,
)
from mimikdesk.domain.group import ClosedMarket, CopyGroup
from mimikdesk.domain.guard import Answer, GuardSettings
from mimikdesk.domain.guard_words import change
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.prices import Price
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from mimikdesk.services.activity import Activity
from mimikdesk.services.alerts import Alerts
from mimikdesk.services.board import Board
from mimikdesk.services.clock_skew import ClockSkew
from mimikdesk.services.connection_wishes import ConnectionWishes
from mimikdesk.services.connections import ConnectionParts, Connections
from mimikdesk.services.contracts import Contracts
from mimikdesk.services.copier import Copier, Records
from mimikdesk.services.gateway import Gateway, IntentSink
from mimikdesk.services.group_desk import GroupDesk, GroupParts, Hands
from mimikdesk.services.group_rows import GroupRows
from mimikdesk.services.group_wishes import GroupWishes
from mimikdesk.services.guarding import guarded
from mimikdesk.services.links import Links, MakeLink
from mimikdesk.services.login_desk import LoginDesk
from mimikdesk.services.money import Money
from mimikdesk.services.names import Names
from mimikdesk.services.practice import PracticeParts, PracticeStart, PracticeWishes
from mimikdesk.services.risk_wishes import RiskParts, RiskWishes
from mimikdesk.services.session_check import SessionCheck
from mimikdesk.services.sleep_watch import SleepWatch
from mimikdesk.services.stories import Stories
from mimikdesk.services.ticket_wishes import TicketDesk, TicketWishes
from mimikdesk.services.views import LaneView, Update
from mimikdesk.settings.alerts import AlertSettings

COLLECT_NS = 40 * MILLISECOND
"""How often the window is told what changed."""

NEW_LINE = said("The computer was asleep, or its clock was set.")
"""Why connections are made anew then."""

STOP_WAIT_NS = 3 * SECOND
"""How long an orderly stop waits for orders in flight."""


class Setup(Protocol):
    """Connections, accounts and groups as they were saved; see journal.store.Store."""

    def connections(self) -> tuple[Connection, ...]: ...

    def accounts(self) -> tuple[Account, ...]: ...

    def groups(self) -> tuple[CopyGroup, ...]: ...

    def keep_group_on(self, group: GroupId, on: bool) -> None:
        """Remember a switch over a restart. Returns at once; a failing disk is reported elsewhere."""
        ...

    def keep_follower_on(self, account: AccountId, on: bool) -> None: ...

    def keep_breach(self, account: AccountId, breach: str) -> None:
        """Remember why the guard switched a follower off; "" takes the mark away."""
        ...

    def keep_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None: ...


class Past(Protocol):
    """What earlier runs left; see journal.Journal."""

    def recall(self, account: AccountId, at: Stamp) -> PastRecalled: ...


class Program(ConnectionWishes, GroupWishes, PracticeWishes, RiskWishes, TicketWishes):
    """``publish`` takes each batch for the window; it is called on the lane. ``past``: None where there never was an
    earlier run."""

    def __init__(
        self,
        clock: Clock,
        setup: Setup,
        records: Records,
        intents: IntentSink,
        publish: Callable[[Update], None],
        past: Past | None = None,
        collect_ns: int = COLLECT_NS,
    ) -> None:
        self._clock = clock
        self._collect_ns = collect_ns
        self._setup = setup
        self._past = past
        self._publish = publish
        self._gateway = Gateway(intents)
        self._sleep = SleepWatch(clock, self._on_resumed)
        self.copier = Copier(clock, self._gateway, records, self._listen, self._sleep.see)
        self._links = Links(clock, self.copier, self._gateway, self._sleep.see)
        state = self.copier.state
        self._contracts = Contracts(state, self._links.link)
        self._money = Money(state.instruments, self._market_of)
        self._names = Names(state, setup.connections(), setup.accounts())
        self._board = Board(state, self._money, self._names.of)
        self._skew = ClockSkew(state.connection_of)
        self._check = SessionCheck(state, self._names.of, self._board.working, self._names.accounts, self._skew)
        self._stories = Stories(state, self._name)
        self._activity = Activity(state, self._name, self._stories.trigger_of)
        self._alerts = Alerts(state, clock, self._names.of)
        self._tickets = TicketDesk(state, self._money, self._board, self._names)
        self._requests = 0
        self._collecting: TimerHandle | None = None
        self._lateness_ns: int | None = None
        self._shown = Update()
        self._changed = True
        self._urgent = False
        self.market = ""
        self.use_risk(RiskParts())

    # --- putting together -----------------------------------------------------------------------------------------

    def add_link(self, make: Callable[[Sink, QuoteSink], BrokerLink]) -> BrokerLink:
        """Add a connection; ``make`` gets the sinks its events go to. Call before ``start``."""
        return self._links.add(make, self._on_price)

    def use_connections(self, parts: ConnectionParts) -> None:
        """Let the trader add, see and remove connections, and hang on those that were saved. Call before ``start``."""
        connections = Connections(
            self._clock, self.copier.state, self._links, self._names, parts, self._start_link, self.say
        )
        connections.add_saved(self.add_link)
        self._logins = LoginDesk(connections)

    def use_practice(self, parts: PracticeParts) -> None:
        """Let the trader have the practice accounts. Call after ``use_connections``."""
        assert self._logins is not None
        self._practice = PracticeStart(parts, self._logins.connections, self._define)

    def use_groups(self, parts: GroupParts) -> None:
        """Let the trader make, change and remove groups."""
        rows = GroupRows(self.copier.state, self._names)
        self._take_desk(GroupDesk(self.copier, rows, parts, Hands(self._clock.now, self, self._flatten, self._touch)))

    def use_risk(self, parts: RiskParts) -> None:
        """Where risk rules and locks are kept, and the calendars that they go by. Call before ``start``."""
        state, names, board = self.copier.state, self._names, self._board
        self._make_risk(parts, self._clock, state, self._money, self.copier.take, self._market_of, names, board)

    def use_alerts(self, settings: AlertSettings) -> None:
        """Which notifications are told how, from now on."""
        self._alerts.settings = settings

    def say(self, text: str, level: Level = Level.INFO) -> None:
        """A line in the activity list that belongs to no account, and a notification where it is more than news."""
        at = self._clock.now()
        self._activity.say(at.utc_ns, text, level)
        self._alerts.say(text, level, at)

    def start(self) -> None:
        """Recall the past, load the groups, open every connection, and begin to inform the window."""
        at = self._clock.now()
        for account in self._setup.accounts():
            self._links.list_account(account.id, account.connection)
            if self._past is not None:
                self.copier.take(self._past.recall(account.id, at))
        for group in self._setup.groups():
            self.copier.take(GroupDefined(group, at))
        self._risk_desk.start(self._names.accounts)
        self._links.open_all()
        self._sleep.start()
        self._collect_later()

    def stop(self, done: Callable[[], None]) -> None:
        """Stop copying, wait for orders in flight, close the connections, then call ``done``. What rests stays as it is
        (rule 10.3)."""
        self._sleep.stop()
        self._close_connections()
        self.copier.take(CopyingStopped(self._clock.now()))
        deadline = self._clock.now().mono_ns + STOP_WAIT_NS

        def wait() -> None:
            if self.copier.orders_in_flight and self._clock.now().mono_ns < deadline:
                self._clock.call_later(10 * MILLISECOND, wait)
                return
            self._links.close_all()
            self._clock.call_later(0, finish)  # after the links' last words, so that these are recorded too

        def finish() -> None:
            self._risk_desk.stop()
            self.collect()
            if self._collecting is not None:
                self._collecting.cancel()
                self._collecting = None
            self.copier.stop()
            self._alerts.close()
            done()

        wait()

    # --- the window's wishes (services.control.Control) ---------------------------------------------------------

    def flatten_follower(self, account: AccountId) -> None:
        self._flatten((account,))

    def flatten_group(self, group: GroupId) -> None:
        chosen = self.copier.state.groups.get(group)
        if chosen is not None:
            self._flatten(tuple(chosen.followers))

    def flatten_all(self) -> None:
        self._flatten(tuple(self.copier.state.follows))

    def switch_group(self, group: GroupId, on: bool) -> None:
        self.copier.take(GroupSwitched(group, on, self._clock.now()))
        self._setup.keep_group_on(group, on)

    def switch_follower(self, account: AccountId, on: bool) -> None:
        self.copier.take(FollowerSwitched(account, on, self._clock.now()))
        self._setup.keep_follower_on(account, on)
        if on:
            self._setup.keep_breach(account, "")

    def resume_follower(self, account: AccountId) -> None:
        self.copier.take(BreakerReset(account, self._clock.now()))

    def set_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None:
        chosen = self.copier.state.groups.get(group)
        if chosen is None:
            return
        old = chosen.settings
        text = change(old.name, old.guard, guard, old.closed_market, closed_market)
        if (guard, closed_market) != (old.guard, old.closed_market):
            self.copier.take(GroupDefined(guarded(chosen, guard, closed_market), self._clock.now()))
            self._setup.keep_guarding(group, guard, closed_market)
            if text:
                self.say(text)

    def answer(self, account: AccountId, symbol: Symbol, answer: Answer) -> None:
        self.copier.take(DifferenceAnswered(account, symbol, answer, self._clock.now()))

    def check_session(self) -> None:
        self._check.ask(self._clock.now())
        self._changed = True
        for link in self._links:
            for account in link.accounts:
                link.refresh(account)

    def acknowledge(self, number: int | None = None) -> None:
        self._alerts.acknowledge(number)

    def not_seen(self, numbers: tuple[int, ...]) -> None:
        self._alerts.take_back(numbers)

    def test_alert(self, kind: NoticeKind) -> None:
        self._alerts.test(kind, self._clock.now())

    def quit(self) -> None:
        """Ending the program is the window's matter; nothing to do on the lane."""

    # --- informing the window -----------------------------------------------------------------------------------

    def collect(self, urgent: bool = False) -> None:
        """Publish what changed since the last time; nothing when nothing did."""
        shown = self._shown.lane
        quiet = shown is not None and (self._lateness_ns, self.market) == (shown.lateness_ns, shown.market)
        self._changed |= self._board.due(self._clock.now())
        if quiet and not (
            self._changed
            or urgent
            or self._activity.waiting
            or self._stories.waiting
            or self._alerts.waiting
            or self._connections_due(self._clock.now())
            or self._risk_due(self._clock.now())
        ):
            return
        board, ticket, check = self._shown.board, self._shown.ticket, self._shown.check
        groups = self._shown.groups
        if self._changed:  # the views are dear: without an event, a price or an older figure they are what they were
            self._changed = False
            board = self._board.view(self._clock.now(), self._shown.risk)
            check = self._check.view()
            groups = self._groups_view()
            ticket = self._ticket_view()
        connections = self._shown.connections
        if self._connections_due(self._clock.now()):
            connections = self._connections_view()
        risk = self._risk_view(self._clock.now()) if self._risk_due(self._clock.now()) else self._shown.risk
        known = self.copier.state.lines
        lines = tuple((each.name, known.get(each.id, LineState.DISCONNECTED)) for each in self._names.connections)
        lane = LaneView(self._lateness_ns, lines, self.market, self._skew.worst())
        activity = self._activity.drain()
        update = Update(
            board=board if board != self._shown.board else None,
            ticket=ticket if ticket != self._shown.ticket else None,
            activity=activity,
            stories=self._stories.drain(),
            connections=connections if connections != self._shown.connections else None,
            groups=groups if groups != self._shown.groups else None,
            risk=risk if risk != self._shown.risk else None,
            lane=lane if lane != self._shown.lane else None,
            check=check if check != self._shown.check else None,
            alerts=self._alerts.drain(),
            urgent=urgent,
        )
        if update != Update(urgent=urgent):
            self._shown = Update(
                board=board, ticket=ticket, lane=lane, check=check, connections=connections, groups=groups, risk=risk
            )
            self._publish(update)

    def _on_resumed(self, gap_ns: int, text: str) -> None:
        """The computer was asleep, or its clock was set: every connection is taken for lost (rule 10.2)."""
        self.copier.take(Resumed(gap_ns, text, self._clock.now()))
        self._links.reconnect_all(NEW_LINE)

    def _start_link(self, make: MakeLink, accounts: Iterable[Account], past: Iterable[PastRecalled]) -> None:
        self._links.start(make, self._on_price, accounts, past)

    def _collect_later(self) -> None:
        due = self._clock.now().mono_ns + self._collect_ns

        def collect() -> None:
            self._lateness_ns = max(0, self._clock.now().mono_ns - due)
            self._collect_later()
            self.collect()

        self._collecting = self._clock.call_later(self._collect_ns, collect)

    def _listen(self, event: Event, decisions: list[Decision], sent: Stamp) -> None:
        self._changed = True
        for decision in decisions:
            if isinstance(decision, SwitchedOff):
                self._setup.keep_follower_on(decision.account, False)
                self._setup.keep_breach(decision.account, decision.breach)
        self._money.take(event)
        self._board.note(event, decisions, sent)
        self._check.note(event)
        self._skew.note(event)
        self._risk_reports.note(event, decisions)
        self._hear_of_connections(event)
        self._hear_of_groups(event)
        self._contracts.note(event)
        if isinstance(event, SnapshotTaken):
            self._board.note_working(event.account, event.orders)
        critical = self._alerts.note(decisions, event.at)
        self._stories.note(decisions, sent)
        if (self._activity.note(event, decisions) or critical) and not self._urgent:
            self._urgent = True
            self._clock.call_later(0, self._collect_urgently)

    def _touch(self) -> None:
        self._changed = True

    def _collect_urgently(self) -> None:
        self._urgent = False
        self.collect(urgent=True)

    def _define(self, group: CopyGroup) -> None:
        self.copier.take(GroupDefined(group, self._clock.now()))

    def _name(self, account: AccountId) -> str:
        return self._names.of(account).account.name

    def _market_of(self, account: AccountId) -> str:
        return self._names.market(self._names.of(account).account.connection)

    def _on_price(self, connection: ConnectionId, price: Price) -> None:
        market = self._names.market(connection)
        self._money.price(price, market)
        self._risk_desk.price(market, price)
        self._changed = True

    def _flatten(self, accounts: tuple[AccountId, ...]) -> None:
        at = self._clock.now()
        self._requests += 1
        self.copier.take(FlattenRequested(f"flatten|{at.utc_ns}|{self._requests}", accounts, at))
