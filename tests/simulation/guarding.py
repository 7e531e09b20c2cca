"""What must hold of the guard and of the user's answers: at every decision by the program's records alone, and of the
books once the guard has had its time (sections 9 and 10)."""

from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.decisions import Decision, Found, Level, Noticed, NoticeKind, SendCommand, SwitchedOff
from mimikdesk.domain.events import (
    BalanceReported,
    DifferenceAnswered,
    Event,
    FlattenRequested,
    FollowerSwitched,
    GroupDefined,
    InstrumentListed,
    PositionReported,
    SnapshotTaken,
    TimePassed,
)
from mimikdesk.domain.group import CopyGroup, FollowerSettings, ReplicationMode
from mimikdesk.domain.guard import Answer, Finding, FindingKind, GuardAction, GuardProfile, GuardSettings
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.time import SECOND
from mimikdesk.engine.state import EngineState
from tests.simulation.broken import fail, require, root_of, sized
from tests.simulation.seen import Seen
from tests.simulation.setting import LEADER, Setting

Key = tuple[AccountId, Symbol]
TOO_MUCH = (FindingKind.OVER_SIZE, FindingKind.ORPHAN, FindingKind.OPPOSITE_SIDE)
"""What can be put right by closing."""
ANSWER_NS = 3 * SECOND
"""An order of unknown fate is no reason to wait (rule 9.2); without any answer it is one by now."""
EXITS = (GuardAction.EXIT, GuardAction.EXIT_AND_PAUSE)


def corrects(group: CopyGroup) -> bool:
    """Whether whatever a follower holds too much of is closed, however it came there."""
    guard = group.guard
    rules = [guard.rule(kind) for kind in (*TOO_MUCH, FindingKind.ROGUE_TRADE)]
    return (
        guard.on
        and not group.dry_run
        and guard.profile is not GuardProfile.EXIT_ON_FILL
        and all(rule is not None and rule.action is not GuardAction.ALERT and not rule.contracts for rule in rules)
    )


class GuardRules:
    """Follows one run, entry by entry, each after ``seen``.

    ``waiting``: where the user said to leave it alone or to close it, until it is flat. ``breached``: followers that
    the guard has ended replication to, until the user switches them on. ``told``: what was found last.
    """

    def __init__(self, seen: Seen, followers: dict[AccountId, FollowerSettings], calm: bool) -> None:
        self.waiting: set[Key] = set()
        self.breached: set[AccountId] = set()
        self.told: dict[Key, Finding] = {}
        self._seen = seen
        self._followers = followers
        self._calm = calm
        self._guard, self._dry = GuardSettings(), False
        self._corrections: dict[Key, Finding] = {}
        self._pausing: dict[AccountId, int] = {}
        self._causes: dict[AccountId, list[str]] = {}
        self._answered: tuple[Key, Answer, Event] | None = None
        self._last: Event | None = None
        self._told_with: dict[Key, tuple[int, int]] = {}
        self._news: dict[AccountId, int] = {}
        self._held: dict[Key, int] = {}
        self._moved_ns: dict[AccountId, int] = {}
        self._filled: set[Key] = set()

    def take(self, entry: Event | Decision) -> None:
        if isinstance(entry, Event):
            self._last = entry
            self._note_news(entry)
            self._note_moves(entry)
            self._release()
        match entry:
            case GroupDefined(group=group):
                self._guard, self._dry = group.guard, group.dry_run
                self.breached = {each.account for each in group.followers if each.breach and not each.on}
            case DifferenceAnswered():
                self._answer(entry)
            case FlattenRequested(accounts=accounts):
                self.waiting -= {key for key in self.waiting if key[0] in accounts}
            case FollowerSwitched(account=account, on=True):
                self.breached.discard(account)
            case Noticed(kind=NoticeKind.ANSWERED, level=Level.INFO, account=str(about), symbol=str(where)):
                if entry.text.startswith("Adopted"):
                    self._adopted(AccountId(about), Symbol(where))
            case Noticed(kind=NoticeKind.IN_LINE, account=str(about), symbol=str(where)):
                self._in_line((AccountId(about), Symbol(where)))
            case Found(finding=finding):
                self._found(finding, entry)
            case SwitchedOff():
                self._switched_off(entry)
            case SendCommand():
                self._sent(entry)
            case _:
                pass

    def joined(self, account: AccountId) -> None:
        """It is new to its group; what the user said of it before counts no more."""
        self.waiting = {key for key in self.waiting if key[0] != account}

    # --- what was received ------------------------------------------------------------------------------------------

    def _note_news(self, event: Event) -> None:
        """Events after which a difference may have gone and come back; reads and time alone are none."""
        if not isinstance(event, SnapshotTaken | PositionReported | BalanceReported | TimePassed | InstrumentListed):
            account = getattr(event, "account", LEADER)  # lines and groups concern everybody
            self._news[account] = self._news.get(account, 0) + 1

    def _note_moves(self, event: Event) -> None:
        """When an account last moved for another reason than a gap, and where it has traded at all, as far as reports
        and not reads tell."""
        account = getattr(event, "account", None)
        if account not in self._seen.accounts:
            return
        watched, now = self._seen.account(account), self._seen.now_ns
        read = isinstance(event, SnapshotTaken)
        for symbol, place in watched.places.items():
            if self._held.get((account, symbol), 0) == place.position:
                continue
            self._held[account, symbol] = place.position
            if not read or self._filled_unseen(event, symbol):
                self._filled.add((account, symbol))
            if not read or watched.back_ns != now:
                self._moved_ns[account] = now

    def _filled_unseen(self, event: Event, symbol: Symbol) -> bool:
        """Whether a read tells of fills of an own order."""
        if not isinstance(event, SnapshotTaken):
            return False
        own = self._seen.account(event.account).own
        return any(
            report.symbol == symbol and report.filled and report.client_order_id in own for report in event.orders
        )

    def _release(self) -> None:
        for account, symbol in tuple(self.waiting):
            watched = self._seen.account(account)
            works = any(own.order.symbol == symbol and not own.gone for own in watched.live.values())
            place = watched.place(symbol)
            if not works and not (place.position and place.steady):
                self.waiting.discard((account, symbol))
                watched.differs.discard(symbol)

    def _answer(self, event: DifferenceAnswered) -> None:
        key = event.account, event.symbol
        self._answered = key, event.answer, event
        if event.answer is Answer.FLATTEN:
            self._causes.setdefault(event.account, []).append(f"answer|{event.symbol}|{event.at.utc_ns}")
        if event.answer in (Answer.FLATTEN, Answer.LEAVE):
            self.waiting.add(key)

    # --- what was decided ---------------------------------------------------------------------------------------------

    def _adopted(self, account: AccountId, symbol: Symbol) -> None:
        """Rule 10.1: on the leader's side, and no more than his position asks for."""
        place = self._seen.account(account).place(symbol)
        settings = self._followers[account]
        leads = [(root_of(at), held) for at, held in self._leader_behind(account, symbol)]
        require(
            any(
                held * place.position >= 0 and abs(place.position) <= sized(abs(held), settings, root)
                for root, held in leads
            ),
            "adopted what does not fit",
            f"{account} {symbol}: holds {place.position}, the leader {leads}",
        )
        self._seen.account(account).differs.discard(symbol)
        self.waiting.discard((account, symbol))

    def _found(self, finding: Finding, entry: Found) -> None:
        key = account, symbol = finding.account, finding.symbol
        where = f"{account} {symbol}: {finding}"
        before = self.told.get(key)
        self.told[key] = finding
        if not finding.correcting:
            same = before is not None and not before.correcting and _state(before) == _state(finding)
            news = self._news.get(account, 0), self._news.get(LEADER, 0)
            require(not same or self._told_with[key] != news, "told twice", where)
            self._told_with[key] = news
            return
        require(not self._calm, "corrected although nothing went wrong", where)
        asked = self._answered is not None and self._answered[2] is self._last and self._answered[0] == key
        if not asked:
            self._check_judgement(finding, where)
        place = self._seen.account(account).place(symbol)
        require(finding.position in (place.position, place.steady), "corrected what is not there", where)
        keeps = finding.keep
        require(keeps is not None and 0 <= keeps < abs(finding.position), "a correction that closes nothing", where)
        self._corrections[key] = finding
        self._causes.setdefault(account, []).append(f"guard|{symbol}|{finding.kind}|{entry.at.utc_ns}")
        pauses = finding.action is GuardAction.EXIT_AND_PAUSE
        if not asked and (pauses or (finding.action is GuardAction.EXIT and self._guard.disable_on_breach)):
            self._pausing[account] = self._pausing.get(account, 0) + 1
            self.breached.add(account)

    def _check_judgement(self, finding: Finding, where: str) -> None:
        """Rules 9.2, 9.3, 9.7 to 9.9: when the guard may begin a correction by itself."""
        seen, key = self._seen, (finding.account, finding.symbol)
        watched, leader = seen.account(finding.account), seen.account(LEADER)
        require(seen.connected(LEADER) and leader.read and not leader.gap, "corrected without the leader", where)
        require(seen.connected(finding.account) and not watched.gap, "corrected without the follower", where)
        back_ns = max(leader.back_ns, watched.back_ns)
        traded_ns = max(self._moved_ns.get(finding.account, -1), self._moved_ns.get(LEADER, -1))
        require(
            traded_ns >= back_ns or min(leader.read_ns, watched.read_ns) >= back_ns,
            "corrected after a gap without reading again",
            f"{where}: back at {back_ns}, read at {leader.read_ns} and {watched.read_ns}",
        )
        require(self._guard.on, "corrected with the reconciler off", where)
        require(not self._dry, "corrected in a dry run", where)
        mode = self._followers[finding.account].mode
        require(watched.on and mode is not ReplicationMode.OFF, "corrected a follower that is off", where)
        asked_about = key in self.waiting or finding.symbol in watched.differs
        require(not asked_about, "corrected before it was answered, or what was left by hand", where)
        require(not watched.flattening, "corrected during a flatten", where)
        rule = self._guard.rule(finding.kind)
        require(rule is not None and rule.action is not GuardAction.ALERT, "corrected against the rule", where)
        by_fill = self._guard.profile is GuardProfile.EXIT_ON_FILL
        require(not by_fill or key in self._filled, "corrected without a fill", where)
        on_wire = [
            own
            for own in watched.live.values()
            if own.order.symbol == finding.symbol
            and own.order.kind is OrderKind.MARKET
            and not (own.gone or own.unknown or own.missing)
            and (own.known or seen.now_ns - own.sent_ns < ANSWER_NS)  # by then it is of unknown fate
        ]
        require(not on_wire, "corrected with an order on its way", f"{where}; {on_wire}")
        if finding.kind is FindingKind.ORPHAN:
            held = self._leader_behind(*key)
            # Of several that map to it only one is copied into it; what he holds in the others leads nothing here.
            led = bool(held) and all(qty for _, qty in held)
            require(not led, "an orphan with a leader", f"{where}: the leader holds {held}")

    def _in_line(self, key: Key) -> None:
        finding = self._corrections.pop(key, None)
        if finding is None:
            fail("in line without a correction", f"{key}")
        sign = 1 if finding.position > 0 else -1
        place = self._seen.account(key[0]).place(key[1])
        assert finding.keep is not None
        require(place.least(sign) <= finding.keep, "said to be in line", f"{key} holds {place}; {finding}")

    def _switched_off(self, entry: SwitchedOff) -> None:
        require(self._pausing.get(entry.account, 0) > 0, "switched off without a breach", f"{entry}")
        require(entry.breach != "", "switched off without a mark", f"{entry}")
        self._pausing[entry.account] -= 1
        self.breached.add(entry.account)
        self._seen.account(entry.account).on = False

    def _sent(self, sent: SendCommand) -> None:
        """Rule 9.6: corrections only ever reduce, and each has been told. (Rules looks at what is on the wire.)"""
        if not sent.trigger_id.startswith(("guard|", "answer|")):
            return
        require(sent.opens == 0, "a correction that opens", f"{sent}")
        causes = self._causes.get(sent.command.account, ())
        known = any(sent.trigger_id == cause or sent.trigger_id.startswith(f"{cause}|") for cause in causes)
        require(known, "a correction that nobody was told of", f"{sent}")

    def _leader_behind(self, account: AccountId, symbol: Symbol) -> list[tuple[Symbol, int]]:
        """What the leader holds in the instruments that this one may stand for, by everything received."""
        mapping = self._followers[account].mapping
        return [
            (leads, place.position if place.steady else 0)
            for leads, place in self._seen.account(LEADER).places.items()
            if mapping.root_for(root_of(leads)) == root_of(symbol)
        ]


def check_guarded(state: EngineState, setting: Setting, venue: PracticeVenue, rules: GuardRules) -> None:
    """Everything is connected and has had time: what can be put right by closing has been, where that is the rule, and
    of what still differs the trader was told."""
    guard = setting.group.guard
    if not state.connected(LEADER):
        return  # his login waits for a new sign-in: nothing is judged beside a leader who cannot be read (rule 3.4)
    for settings in setting.followers:
        follower = state.follows[settings.account][1]
        if not follower.on or settings.mode is ReplicationMode.OFF:
            continue
        for symbol, book in follower.books.items():
            key = settings.account, symbol
            if key in rules.waiting:
                continue
            held, expected = venue.position(*key), book.expected.qty
            leader = sum(
                holding.qty
                for leads, holding in venue.account(LEADER).holdings.items()
                if settings.mapping.root_for(root_of(leads)) == root_of(symbol)
            )
            where = f"{settings.account} {symbol}: holds {held}, expected {expected}, the leader {leader}"
            kind = _kind(leader, held, expected)
            if kind is None:
                require(book.finding is None, "a finding of nothing", f"{where}: {book.finding}")
                continue
            require(
                not (corrects(setting.group) and kind in TOO_MUCH), "not brought back in line", f"{where}; {book.watch}"
            )
            rule, rogue = guard.rule(kind), guard.rule(FindingKind.ROGUE_TRADE)
            if guard.profile is GuardProfile.EXIT_ON_FILL or rule is None:
                continue
            if abs(held - expected) <= max(rule.contracts, rogue.contracts if rogue is not None else 0):
                continue
            told = rules.told.get(key)
            require(book.finding is not None, "a difference without a finding", where)
            require(
                told is not None and (told.position, told.expected) == (held, expected),
                "a difference that nobody was told of",
                f"{where}; told {told}",
            )


def _state(finding: Finding) -> tuple[FindingKind, int, int]:
    return finding.kind, finding.position, finding.expected


def _kind(leader: int, held: int, expected: int) -> FindingKind | None:
    """The table of rule 9.4, without the rogue trade."""
    if held == expected:
        return None
    if not held:
        return FindingKind.MISSED_ENTRY
    if held * expected < 0 or (not expected and held * leader < 0):
        return FindingKind.OPPOSITE_SIDE
    if not expected and not leader:
        return FindingKind.ORPHAN
    return FindingKind.OVER_SIZE if abs(held) > abs(expected) else FindingKind.UNDER_SIZE
