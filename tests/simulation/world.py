"""One simulated session: the program's own services on a virtual clock against the practice exchange.

``World.play`` carries out a plan's steps, lets everything settle, and checks the invariants after every event.
"""

from dataclasses import replace

from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import CancelOrder, Command, ModifyOrder, orders_in
from mimikdesk.domain.decisions import CopyProgressed, Decision, FollowerDecided
from mimikdesk.domain.events import BalanceReported, Event, InstrumentListed, TimePassed
from mimikdesk.domain.group import ReplicationMode
from mimikdesk.domain.guard import Answer
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId
from mimikdesk.domain.time import SECOND
from tests.simulation import ends, trouble
from tests.simulation.account import Own
from tests.simulation.broken import BrokenError, require
from tests.simulation.brokers import Broker
from tests.simulation.drawing import Timed
from tests.simulation.editing import Editor, now_set
from tests.simulation.exchange import FollowerWatch, LeaderWatch
from tests.simulation.guarding import check_guarded, corrects
from tests.simulation.memory import Memory as Memory
from tests.simulation.oracle import Oracle
from tests.simulation.plan import Plan
from tests.simulation.rules import Rules
from tests.simulation.run import Run
from tests.simulation.setting import LEADER, SYMBOLS
from tests.simulation.steps import (
    AnotherLeads,
    Answered,
    Asleep,
    Bracket,
    ByHand,
    ByHandTo,
    Cancel,
    Change,
    ClockSet,
    DayEnds,
    Edits,
    Flatten,
    FollowerLiquidated,
    HandsOff,
    Joins,
    Leaves,
    Liquidated,
    Listed,
    LosingCommands,
    LosingReports,
    Move,
    Protect,
    Resized,
    Rest,
    Restart,
    Resume,
    SessionChecked,
    Step,
    SwitchFollower,
    SwitchGroup,
    Trade,
)
from tests.simulation.telling import tell
from tests.simulation.trader import Market, Trader
from tests.simulation.tradovate import open_brokers

RECONNECT_NS = 78 * SECOND
"""Longer than the longest pause between two attempts to connect."""
SETTLE_NS = 30 * SECOND
EDIT_NS = 3 * SECOND
DEEP = 1_000
MOST_AT_ONCE = 5_000
"""More timers and messages than this at one instant: something asks to be called again without end."""
_UNTOLD = (BalanceReported, TimePassed, InstrumentListed, CopyProgressed)
"""What would only make a timeline longer."""


class World:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.setting = plan.setting
        self.timeline: list[tuple[int, str | Event | Decision]] = []
        self.clock = VirtualClock()
        self.market = Market(self.setting)
        self.venue = PracticeVenue(self.clock, plan.number, market=self.market.still)
        for account in self.setting.accounts:
            self.venue.add_account(account.connection, account.name)
        self.brokers = open_brokers(self.clock, self.venue, self.setting, plan.number)
        connections = [login.connection for login in self.setting.logins]
        self.memory = Memory(connections, self.setting.accounts, [self.setting.group])
        calm = not plan.profile.troubled
        self.trader = Trader(self.venue, self.broker_of(LEADER), self.setting.link_ids, apart=calm, say=self.say)
        self.oracle = Oracle(self.setting.group, SYMBOLS)
        self.editor = Editor(self.setting.followers)
        self.decided: dict[str, dict[AccountId, FollowerDecided]] = {}
        self.rules = self._new_rules(None)
        self.checked = 0
        self.boundaries: list[int] = []
        self.run: Run | None = None
        self._lossy: set[int] = set()
        self._healed = False
        self._broken: BrokenError | None = None
        self._listen()

    def broker_of(self, account: AccountId) -> Broker:
        return self.brokers[ConnectionId(account.partition("/")[0])]

    def play(self) -> None:
        """The whole session. AssertionError names what broke; the timeline tells how it came about."""
        self.start()
        self.pass_time((10 if self.plan.profile.tradovate else 2) * SECOND)
        self._carry_out(self.plan.steps)
        if self.plan.profile.edits and not self.plan.profile.troubled:
            assert self.run is not None
            self._end_edits(self.run)
        if self.plan.profile.troubled:
            self._end_trouble()
            self._act_on_alerts(flattens=not self.plan.profile.guarded)
            if self.plan.profile.guarded:
                self._check_guarded()
            self.trader.go_flat()
        else:
            self.trader.withdraw()  # what he holds he keeps
        if self.plan.profile.guarded:
            self.pass_time(SETTLE_NS)
            self._check_guarded()
            self._act_on_alerts(flattens=True)
        elif self.plan.profile.hands:
            self.pass_time(RECONNECT_NS)
            self._carry_out(self.plan.worst_moment)
        self.pass_time(RECONNECT_NS if self.plan.profile.hands else SETTLE_NS)
        self._check_end()

    # --- what happens -----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """The program begins (again), on the same journal and the same exchange."""
        if self.run is not None and not self.run.over:
            return
        self._check_now()
        self.rules = self._new_rules(self.rules)
        self.boundaries.append(len(self.memory.entries))
        ahead_ns = self.run.ahead_ns if self.run is not None else 0
        self.run = Run(self.clock, list(self.brokers.values()), self.memory, self._on_command, ahead_ns)

    def pass_time(self, duration_ns: int) -> None:
        """Let time pass, and look after each thing that happens."""
        end = self.clock.now().mono_ns + duration_ns
        instant, calls = -1, 0
        while (due := self.clock.next_due) is not None and due <= end:
            calls = calls + 1 if due == instant else 0
            instant = due
            require(calls < MOST_AT_ONCE, "time stands still", f"{calls} calls at {due / SECOND:.4f} s")
            self.clock.run_next()
            self._check_now()
        self.clock.advance(end - self.clock.now().mono_ns)

    def _carry_out(self, steps: tuple[Timed, ...]) -> None:
        for step, pause_ns in steps:
            self._do(step)
            self.pass_time(pause_ns)
            if self.plan.profile.resting and not self.plan.profile.troubled:
                paused = {account for account, watched in self.rules.seen.accounts.items() if watched.breaker}
                paused |= self._without_copies()
                ends.check_mirrored(self.setting, self.venue, self.oracle, paused)

    def _do(self, step: Step) -> None:
        followers = [settings.account for settings in self.setting.followers]
        run = self.run if self.run is not None and self.run.acts else None
        match step:
            case Trade() | Rest() | Change() | Cancel() | Protect() | Bracket() | Liquidated():
                self.trader.act(step)
            case DayEnds():
                self.say("the day ends: every resting order expires")
                self.venue.expire_day_orders()
                for broker in self.brokers.values():
                    broker.end_day()
            case Move():
                self.say(f"{step.underlying} moves by {step.ticks} ticks, {step.depth} contracts a level")
                self.market.move(self.venue, step)
            case ByHand() | ByHandTo() | HandsOff() | FollowerLiquidated():
                self.say(f"by hand: {step}")
                trouble.by_hand(self.venue, self.broker_of, step, followers)
            case Asleep(for_ns=for_ns, cut=cut):
                if run is not None:
                    self.say(f"{step}")
                    run.sleep(for_ns, cut)
                    self.clock.call_later(for_ns, run.wake)
            case ClockSet(by_ns=by_ns):
                if run is not None:
                    self.say(f"{step}")
                    run.set_clock(by_ns)
            case Restart(after_ns=after_ns):
                self.clock.call_later(after_ns, lambda: self._restart(step))
            case Resized() | Listed() | Leaves() | Joins() | AnotherLeads():
                if run is not None:
                    self._edit(run, step)
            case SwitchFollower() | SwitchGroup() | Flatten() | Resume() | Answered() | SessionChecked():
                if run is not None:
                    self.say(f"{step}")
                    trouble.at_the_window(run.program, step, followers)
            case _:
                if run is not None:
                    self.say(f"{step}")
                    if isinstance(step, LosingReports | LosingCommands):
                        self._lossy.add(step.line % len(run.lines))
                    run.lines[step.line % len(run.lines)].befall(step)

    def _edit(self, run: Run, step: Edits) -> None:
        """In calm sessions when nothing is under way, for the oracle knows no wire."""
        calm = not self.plan.profile.troubled
        if calm:
            self.pass_time(EDIT_NS)
        self.say(f"{step}")
        self.editor.carry_out(run.program, step)
        if calm:
            self.pass_time(EDIT_NS)
            self._tell_oracle(run)

    def _tell_oracle(self, run: Run) -> None:
        self.oracle.second_passed()
        group = now_set(run.program)
        self.oracle.redefine(group, group.leader == LEADER)

    def _end_edits(self, run: Run) -> None:
        """Everybody is in the group again, under the leader who trades."""
        self.say("--- the group is put together again")
        for account in self.editor.followers:
            run.program.stay_in_group(account)
            self.editor.join(run.program, account)
            self.pass_time(EDIT_NS)
        self.editor.lead_again(run.program)
        self.pass_time(EDIT_NS)
        if not self.plan.profile.troubled:
            self._tell_oracle(run)
        group = now_set(run.program)
        missing = set(self.editor.followers) - {each.account for each in group.followers}
        require(not missing, "not taken back into the group", f"{sorted(missing)}")
        self.setting = replace(self.setting, group=group)

    def _restart(self, step: Restart) -> None:
        run = self.run
        if run is None or run.over or run.ending or self._healed:
            return
        if not (run.acts or step.kill):
            return
        self.say(f"{step}")
        if step.kill:
            run.kill(step.lost_ns, step.cut)
            self._start_later(step.down_ns)
        else:
            run.stop(lambda: self._start_later(step.down_ns))

    def _start_later(self, after_ns: int) -> None:
        self.clock.call_later(after_ns, self.start)

    def _end_trouble(self) -> None:
        """Everything is healed, switched on and resumed, and has time to come to rest."""
        self.say("--- trouble ends")
        self._healed = True
        self.market.refill(DEEP)
        if self.plan.profile.guarded:
            self._do(HandsOff())
        if self.run is None or self.run.over or self.run.ending:
            self.pass_time(20 * SECOND)  # an orderly end waits for orders in flight, and then the program is down
        run = self.run
        assert run is not None
        assert not run.over
        run.wake()
        longest_ns = 0
        for number, line in enumerate(run.lines):
            longest_ns = max(longest_ns, line.heal())
            if number in self._lossy or self.setting.logins[number].faults.lose:
                line.drop()  # what was lost is lost: only a fresh login tells the whole
        self.pass_time(longest_ns)
        self._do(Resume())
        self.pass_time(RECONNECT_NS)
        if self.plan.profile.edits:
            self._end_edits(run)

    def _act_on_alerts(self, flattens: bool) -> None:
        """The trader answers what the program asks at its start (rule 10.1). ``flattens``: he also sees to followers of
        which he was told that something is wrong with them, where no guard does (what his leader reduced in a gap is
        the guard's as well, rule 9.3)."""
        assert self.run is not None
        program = self.run.program
        for settings in self.setting.followers:
            account = settings.account
            followed = program.copier.state.follows[account][1]
            left = any(book.left for book in followed.books.values())
            off = not followed.on or settings.mode is ReplicationMode.OFF
            stray = any(
                book.held(side) > book.expected.held(side) for book in followed.books.values() for side in (1, -1)
            )
            wrong = stray or self.plan.profile.guarded or self.rules.seen.account(account).corrected
            if flattens and wrong and (left or off or not corrects(self.setting.group)):
                self.say(f"the trader flattens {account}")
                program.flatten_follower(account)
                continue
            for book in list(followed.books.values()):
                if book.unresolved and not book.left:
                    self.say(f"the trader answers for {account} {book.symbol}: flatten")
                    program.answer(account, book.symbol, Answer.FLATTEN)
        self.pass_time(SETTLE_NS)

    # --- what must hold ---------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        watch = self.leader_watch = LeaderWatch(self.oracle, self.broker_of(LEADER).told)
        self.venue.listen(LEADER, watch)
        strict = not self.plan.profile.hands
        widest = self.editor.widest
        follower = FollowerWatch(self.setting, self.venue, self.memory, watch, self._own, strict, widest)
        for settings in self.setting.followers:
            self.venue.listen(settings.account, follower)

    def _without_copies(self) -> set[AccountId]:
        """Followers of which the program itself says that an order of the leader has no copy there any more, such as
        the other leg of a pair that it tied because the two came together (rule 6.7)."""
        assert self.run is not None
        return {
            account
            for account, (_, follower) in self.run.program.copier.state.follows.items()
            if any(
                copy.no_opens is not None or copy.dead
                for book in follower.books.values()
                for copy in book.copies.values()
            )
        }

    def _new_rules(self, earlier: Rules | None) -> Rules:
        hands = self.plan.profile.hands
        calm = not self.plan.profile.troubled
        return Rules(self.setting, self.memory, hands, calm, self.decided, self._meant_to_close, earlier)

    def _meant_to_close(self, account: AccountId, identity: ClientOrderId) -> int | None:
        """What a resting order is for changes without a word to the broker when the leader turns round; only the
        program can say it. None for what it does not know."""
        assert self.run is not None
        follows = self.run.program.copier.state.follows.get(account)
        own = follows[1].own.get(identity) if follows is not None else None
        return own.closing_left if own is not None else None

    def _own(self, account: AccountId, identity: ClientOrderId) -> Own | None:
        return self.rules.seen.account(account).own.get(identity)

    def _on_command(self, command: Command) -> None:
        """A command is about to leave the program, which would take an exception for a failing connection."""
        try:
            self._check_command(command)
        except BrokenError as error:
            self._broken = self._broken or error

    def _check_command(self, command: Command) -> None:
        require(command.account != LEADER, "a command for the leader", f"{command}")
        for order in orders_in(command):
            require(order.account != LEADER, "a command for the leader", f"{command}")
            key = (order.account, order.client_order_id)
            require(key in self.memory.intents, "not written down before it was sent", f"{order}")
        if isinstance(command, CancelOrder | ModifyOrder):
            key = (command.account, command.client_order_id)
            require(key in self.memory.intents, "foreign order touched", f"{command}")

    def _check_now(self) -> None:
        if self._broken is not None:
            raise self._broken
        entries = self.memory.entries
        if len(entries) == self.checked:
            return
        for entry in entries[self.checked :]:
            self.checked += 1
            if not isinstance(entry, _UNTOLD):
                self.say(entry)
            self.rules.take(entry)

    def _check_guarded(self) -> None:
        assert self.run is not None
        check_guarded(self.run.program.copier.state, self.setting, self.venue, self.rules.guard)

    def _check_end(self) -> None:
        assert self.run is not None
        state = self.run.program.copier.state
        ends.check_settled(state, self.setting, self.venue)
        if self.plan.profile.troubled:
            ends.check_flat(self.setting, self.venue)
        else:
            self.oracle.second_passed()
            ends.check_expected(state, self.setting, self.venue, self.oracle, self.plan.profile.resting)
            ends.check_all_told(self.decided, self.venue, self.broker_of(LEADER).told, self.leader_watch.unled)
        ends.check_outcomes(self.decided, self.rules.members)
        ends.check_replay(self.memory.entries, [*self.boundaries, len(self.memory.entries)])

    # --- telling ----------------------------------------------------------------------------------------------------

    def say(self, what: str | Event | Decision) -> None:
        self.timeline.append((self.clock.now().mono_ns, what))

    def told(self) -> list[str]:
        """The timeline in words, one line for each thing, with the seconds since the start."""
        return [
            f"{mono_ns / SECOND:10.4f}  {what if isinstance(what, str) else tell(what)}"
            for mono_ns, what in self.timeline
        ]
