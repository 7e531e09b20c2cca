"""One simulated run: the program's own services on a virtual clock against the practice exchange.

Everything is drawn from one seed: followers and their settings, delays, what the leader does and when, and trouble.
``World.play`` runs the session, lets it settle, and checks the invariants after every event.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from mimikdesk.brokers.practice.faults import FaultPlan
from mimikdesk.brokers.practice.link import Latency, PracticeLink
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.brokers.practice.wire import Delay
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Decision, FollowerDecided, SendCommand
from mimikdesk.domain.events import BalanceReported, Event, TimePassed
from mimikdesk.domain.group import AddsMode, CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.orders import OrderKind, OrderReport, Side
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from mimikdesk.engine import engine
from mimikdesk.engine.state import EngineState
from mimikdesk.services.program import Program
from tests.simulation.oracle import Expectation
from tests.simulation.telling import tell

SYMBOLS = (Symbol("MNQZ6"), Symbol("MESZ6"))
GROUP = GroupId("g")


class Memory:
    """Connections, accounts, groups, records and intents, kept in lists instead of a journal."""

    def __init__(self, connections: list[Connection], accounts: list[Account], groups: list[CopyGroup]) -> None:
        self._connections, self._accounts, self._groups = connections, accounts, groups
        self.entries: list[Event | Decision] = []
        self.intents: set[tuple[AccountId, str]] = set()

    def connections(self) -> tuple[Connection, ...]:
        return tuple(self._connections)

    def accounts(self) -> tuple[Account, ...]:
        return tuple(self._accounts)

    def groups(self) -> tuple[CopyGroup, ...]:
        return tuple(self._groups)

    def keep_group_on(self, group: GroupId, on: bool) -> None:
        """Switches last only as long as the run."""

    def keep_follower_on(self, account: AccountId, on: bool) -> None:
        """Switches last only as long as the run."""

    def record(self, entry: Event | Decision, at: Stamp | None = None) -> None:
        self.entries.append(entry)

    def append(self, order: PlaceOrder, at: Stamp) -> None:
        self.intents.add((order.account, order.client_order_id))


@dataclass
class Plan:
    """What kind of run: ``troubled`` adds rejections, lost lines, repeats, late positions, switches and flattens;
    ``hands`` adds a trader who trades and rests orders on the followers themselves."""

    seed: int
    troubled: bool = False
    hands: bool = False
    actions: int = 40


@dataclass
class World:
    plan: Plan
    timeline: list[tuple[int, str | Event | Decision]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = Random(f"{self.plan.seed}/{self.plan.troubled}")
        # Room under a contract limit depends on what is still on the wire; the oracle knows no wire, so calm runs
        # with limits leave time between trades.
        self.limited = self.random.random() < 0.3
        self.clock = VirtualClock()
        # Thin levels split orders into many fills. Only in troubled runs may the whole book run dry.
        levels = self.random.choice((5, 30)) if self.plan.troubled else 30
        market = StillMarket(depth=self.random.choice((2, 5, 500)), levels=levels)
        self.venue = PracticeVenue(self.clock, self.plan.seed, market=market)
        self.leader = self.venue.add_account(ConnectionId("c0"), "L")
        connections = [Connection(ConnectionId(f"c{n}"), f"C{n}", "practice", "demo") for n in range(4)]
        accounts = [Account(self.leader, ConnectionId("c0"), "L")]
        followers = []
        for number in range(self.random.randint(1, 6)):
            connection = ConnectionId(f"c{self.random.randint(1, 3)}")
            account = self.venue.add_account(connection, f"F{number}")
            accounts.append(Account(account, connection, f"F{number}"))
            followers.append(self._settings(account))
        group = CopyGroup(GROUP, "Simulated", self.leader, tuple(followers))
        self.memory = Memory(connections, accounts, [group])
        self.program = Program(self.clock, self.memory, self.memory, self.memory, lambda update: None)
        self.links: list[PracticeLink] = []
        for login in connections:
            self._link(login.id)
        self.expected = {
            (settings.account, symbol): Expectation(settings) for settings in followers for symbol in SYMBOLS
        }
        self.checked = 0
        for account in (self.leader, *(settings.account for settings in followers)):
            self.venue.listen(account, _Spy(self))

    def play(self) -> None:
        """The whole run. AssertionError names what broke; the timeline tells how it came about."""
        self.program.start()
        self.run(2 * SECOND)
        hand = self.venue.hand(self.leader)
        for _ in range(self.plan.actions):
            if not self.plan.troubled:
                self._close_breakers()  # the oracle knows no breaker either
            self._trade(hand.place, self.random.choice(SYMBOLS))
            if self.plan.troubled and self.random.random() < 0.3:
                self._trouble()
            if self.plan.hands and self.random.random() < 0.3:
                self._by_hand()
            self.run(self._pause())
        if self.plan.troubled:
            self._end_trouble(hand.place)
        if self.plan.hands:
            self.run(75 * SECOND)
            self._flatten_in_the_worst_moment()
        self.run(90 * SECOND)
        self._check_end()

    # --- what happens -----------------------------------------------------------------------------------------------

    def _trade(self, place: object, symbol: Symbol) -> None:
        qty = self.random.choice((1, 1, 2, 3, 4, 5, 7, 10))
        side = self.random.choice((Side.BUY, Side.SELL))
        held = self.venue.position(self.leader, symbol)
        if held and self.random.random() < 0.3:
            side, qty = Side.of(-held), abs(held) * self.random.choice((1, 1, 2))
        self.say(f"leader {side.value}s {qty} {symbol} (holds {held})")
        before = self.venue.position(self.leader, symbol)
        place(symbol, side, qty)  # type: ignore[operator]
        traded = self.venue.position(self.leader, symbol) - before
        for (_, its), expectation in self.expected.items():
            if its == symbol and traded:
                expectation.trade(traded)

    def _trouble(self) -> None:
        link = self.random.choice(self.links)
        follower = self.random.choice(list(self.program.copier.state.follows))
        match self.random.randrange(9):
            case 0 | 1:
                down = self.random.randrange(8_000) * MILLISECOND
                self.say(f"line {link.connection} lost for {down // MILLISECOND} ms")
                link.line.drop(unnoticed_ns=self.random.randrange(500) * MILLISECOND, down_ns=down)
            case 2:
                count = self.random.randint(1, 4)
                self.say(f"next {count} orders on {link.connection} rejected")
                link.line.reject_next(count)
            case 3:
                link.line.duplicate_next(self.random.randint(1, 10))
            case 4:
                link.line.delay_positions(self.random.randrange(2_000) * MILLISECOND)
            case 5:
                link.line.hold_answers(self.random.randrange(5_000) * MILLISECOND)
            case 6:
                on = self.random.random() < 0.6
                self.say(f"{follower} switched {'on' if on else 'off'}")
                self.program.switch_follower(follower, on)
            case 7:
                self.say(f"flatten {follower}")
                self.program.flatten_follower(follower)
            case 8:
                self._close_breakers()

    def _flatten_in_the_worst_moment(self) -> None:
        """Some lines go, the trader acts on the followers meanwhile, and presses flatten before they are back."""
        for link in self.links:
            if self.random.random() < 0.5:
                self.say(f"line {link.connection} lost for 3 s")
                link.line.drop(unnoticed_ns=self.random.choice((0, 400)) * MILLISECOND, down_ns=3 * SECOND)
        self.run(self.random.choice((0, 1, 500)) * MILLISECOND)
        for _ in range(self.random.randint(0, 6)):
            self._by_hand()
        self.say("flatten all")
        self.program.flatten_all()

    def _by_hand(self) -> None:
        """Somebody trades on a follower past the program, or leaves an order resting there."""
        account = self.random.choice(list(self.program.copier.state.follows))
        symbol, qty = self.random.choice(SYMBOLS), self.random.randint(1, 4)
        side = self.random.choice((Side.BUY, Side.SELL))
        self.say(f"{account} by hand: {side.value} {qty} {symbol}")
        if self.random.random() < 0.6:
            self.venue.hand(account).place(symbol, side, qty)
        else:
            away = 50 * side.sign
            limit = self.venue.quote(symbol).last - away
            self.venue.hand(account).place(symbol, side, qty, OrderKind.LIMIT, limit=limit)

    def _close_breakers(self) -> None:
        for account in self.program.copier.state.follows:
            self.program.resume_follower(account)

    def _end_trouble(self, place: object) -> None:
        """Heal everything, let it settle, then take the leader flat: the followers must be flat as well."""
        for link in self.links:
            link.line.plan(FaultPlan())
            link.line.accept_orders()
            link.line.delay_positions(0)
            link.line.plug_in()
        self.run(75 * SECOND)
        for symbol in SYMBOLS:
            while held := self.venue.position(self.leader, symbol):
                self.say(f"leader closes {held} {symbol}")
                place(symbol, Side.of(-held), abs(held))  # type: ignore[operator]

    # --- what must hold ---------------------------------------------------------------------------------------------

    def run(self, duration_ns: int) -> None:
        """Let time pass, and look after each thing that happens."""
        end = self.clock.now().mono_ns + duration_ns
        while (due := self.clock.next_due) is not None and due <= end:
            self.clock.run_next()
            self._check_now()
        self.clock.advance(end - self.clock.now().mono_ns)

    def _check_now(self) -> None:
        entries = self.memory.entries
        if len(entries) == self.checked:
            return
        for entry in entries[self.checked :]:
            if not isinstance(entry, BalanceReported | TimePassed):
                self.say(entry)
            if isinstance(entry, SendCommand):
                assert entry.command.account != self.leader, "an order for the leader"
                if isinstance(entry.command, PlaceOrder):
                    key = (entry.command.account, entry.command.client_order_id)
                    assert key in self.memory.intents, "sent before it was written down"
        self.checked = len(entries)
        if self.plan.hands:
            return  # a hand on the account can shrink a position while its exit is on the wire
        for _, follower in self.program.copier.state.follows.values():
            for book in follower.books.values():
                for sign in (1, -1):
                    assert book.closing_in_flight(sign) <= book.held(sign), f"exits beyond what is held: {book}"

    def _check_end(self) -> None:
        state = self.program.copier.state
        for (account, symbol), expectation in self.expected.items():
            held = self.venue.position(account, symbol)
            book = state.follows[account][1].book(symbol)
            assert book.position == held, f"{account} {symbol}: the engine has {book.position}, the broker {held}"
            assert not book.orders, f"{account} {symbol}: orders never ended: {book.orders}"
            assert not book.obligations, f"{account} {symbol}: exits never done: {book.obligations}"
            assert not self.venue.working(account)
            assert state.follows[account][1].flattening is None, f"{account} never ended its flatten"
            if self.plan.troubled:
                assert held == 0, f"{account} {symbol} holds {held} and the leader is flat"
            else:
                assert held == book.expected.qty == expectation.held, (
                    f"{account} {symbol}: holds {held}, expected {book.expected.qty}, by the rules {expectation.held}"
                )
        self._check_outcomes()
        self._check_replay()

    def _check_outcomes(self) -> None:
        seen = set()
        for entry in self.memory.entries:
            if isinstance(entry, FollowerDecided):
                key = (entry.trigger.id, entry.follower)
                assert key not in seen, f"two outcomes for {key}"
                seen.add(key)

    def _check_replay(self) -> None:
        """The same events through a fresh engine give the same decisions, byte for byte."""
        state, again = EngineState(), []
        for entry in self.memory.entries:
            if not isinstance(entry, Decision):
                again += engine.step(state, entry)
        before = [repr(entry) for entry in self.memory.entries if isinstance(entry, Decision)]
        assert [repr(decision) for decision in again] == before, "the recorded events give other decisions"

    # --- drawing ----------------------------------------------------------------------------------------------------

    def say(self, what: str | Event | Decision) -> None:
        self.timeline.append((self.clock.now().mono_ns, what))

    def told(self) -> list[str]:
        """The timeline in words, one line for each thing, with the seconds since the start."""
        return [
            f"{mono_ns / SECOND:10.4f}  {what if isinstance(what, str) else tell(what)}"
            for mono_ns, what in self.timeline
        ]

    def _settings(self, account: AccountId) -> FollowerSettings:
        random = self.random
        return FollowerSettings(
            account,
            Decimal(random.choice(("1", "0.5", "2", "0.1", "0.333", "1.3", "2.5", "0.75"))),
            adds=random.choice((AddsMode.PER_ORDER, AddsMode.PER_ORDER, AddsMode.BY_POSITION)),
            max_contracts=random.choice((None, 3, 8)) if self.limited else None,
        )

    def _link(self, connection: ConnectionId) -> None:
        slow = self.random.choice((0, 1, 10, 100)) * MILLISECOND
        latency = Latency(Delay(slow // 2, slow), Delay(slow // 2, slow, slow, 10))

        def make(sink: object, quotes: object) -> PracticeLink:
            link = self.venue.link(connection, sink, None, latency)  # type: ignore[arg-type]
            self.links.append(link)
            return link

        self.program.add_link(make)

    def _pause(self) -> int:
        if self.limited and not self.plan.troubled:
            return self.random.choice((1_500, 4_000)) * MILLISECOND
        return self.random.choice((0, 1, 5, 20, 50, 120, 400, 1_500, 4_000)) * MILLISECOND


class _Spy:
    """Listens at the exchange itself: no order on the leader may carry an own id."""

    def __init__(self, world: World) -> None:
        self._world = world

    def order(self, account: AccountId, report: OrderReport) -> None:
        if account == self._world.leader:
            assert report.client_order_id is None, "an own order reached the leader's account"

    def fill(self, account: AccountId, fill: object) -> None:
        """The program's own timeline tells of fills when they arrive."""

    def position(self, account: AccountId, report: object) -> None: ...

    def balance(self, account: AccountId, cash: Decimal) -> None: ...
