"""The risk desk: watches what every account is worth against its rules, and tells the engine what follows (section 11).

It decides nothing about orders. A rule that fires becomes an event, so that the engine's record has it with its
figures; so does everything that an account may or may not do. No rule fires by a figure that is too old, that belongs
to an account whose line is down, or that is being put together from several reports.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.clock import Clock
from mimikdesk.domain.decisions import BreachFlat, Level, NoticeKind
from mimikdesk.domain.events import (
    Event,
)
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.prices import Price
from mimikdesk.domain.risk import Hours, RuleKind, RuleState
from mimikdesk.domain.risk_events import RiskBreached, RiskStood, RiskTold
from mimikdesk.domain.risk_locks import LOCK_OF, Breach, EndedLock, Lock, LockKind
from mimikdesk.domain.risk_saved import SavedRisk
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.domain.trading_day import NewsCalendar, TradingCalendar, TradingDay
from mimikdesk.domain.zone import Zone
from mimikdesk.engine.meter import Meter
from mimikdesk.engine.state import EngineState
from mimikdesk.services.ages import OLD_AFTER
from mimikdesk.services.money import Money
from mimikdesk.services.prices import Known
from mimikdesk.services.risk_account import AccountRisk
from mimikdesk.services.risk_store import RiskStore
from mimikdesk.services.risk_time import flat_by_time, mind_blindness
from mimikdesk.services.risk_words import NAMES, reached, unarmed, when
from mimikdesk.services.risk_worth import Worths
from mimikdesk.services.wakes import Wakes

TICK_NS = 2 * SECOND
"""How often marks that have moved are written down, and figures that come from nowhere are missed."""
NEVER = 1 << 62

ENDED = {
    LockKind.DAILY: "The trading day has ended.",
    LockKind.WEEKLY: "The trading week has ended.",
    LockKind.SELF: "The time that you have set yourself is over.",
}


class RiskDesk:
    """``take``: where its events go. ``market``: the name of the market that an account trades in. ``zone``: the time
    zone of a name. ``store``: what is kept over a restart."""

    def __init__(
        self,
        clock: Clock,
        state: EngineState,
        money_of: Money,
        take: Callable[[Event], None],
        market: Callable[[AccountId], str],
        calendar: TradingCalendar,
        zone: Callable[[str], Zone],
        store: RiskStore,
        news: NewsCalendar | None = None,
    ) -> None:
        self._clock = clock
        self._state = state
        self._money = money_of
        self.take = take
        self._market = market
        self.calendar = calendar
        self.zone = zone
        self.store = store
        self.news = news
        self.accounts: dict[AccountId, AccountRisk] = {}
        self.changed = True
        self._saved = dict(store.risks())
        self._worths = Worths(money_of, state.instruments, self.anew, self._heard)
        self._seen_ns = store.risk_seen_ns()
        self._last: Stamp | None = None
        self._due: dict[AccountId, int] = {}
        self.wakes = Wakes(clock)
        self._running = False

    # --- start and end ----------------------------------------------------------------------------------------------

    def start(self, accounts: Iterable[AccountId]) -> None:
        """Take up what the last run left: locks, marks, and breaches that it did not see through. Call with the groups
        defined and before the first line is opened."""
        self._running = True
        now = self.now()
        for account in accounts:
            self.of(account)
        for risk in list(self.accounts.values()):
            self._look(risk, now)
            if risk.breach is not None:
                self.take(RiskBreached(risk.account, risk.breach, now))
        for group in self._state.groups.values():
            if group.on:
                self.warn_unarmed((group.leader.account, *group.followers))
        self.wake("tick", now.mono_ns + TICK_NS, self._tick)

    def stop(self) -> None:
        """Write the marks down and look at nothing any more by itself."""
        self._running = False
        self.wakes.stop()
        self._keep_marks()

    def of(self, account: AccountId) -> AccountRisk:
        """An account under its rules; one that is new here gets what was kept of it."""
        risk = self.accounts.get(account)
        if risk is None:
            saved = self._saved.pop(account, SavedRisk())
            meter = Meter(saved.rules, saved.marks)
            ledger = self._worths.add(account, self._market(account), meter)
            risk = self.accounts[account] = AccountRisk(account, meter, ledger, self.zone_of(meter))
            risk.locks, risk.history = list(saved.locks), list(saved.ended)
            risk.breach, risk.days = saved.breach, list(saved.days)
        return risk

    def zone_of(self, meter: Meter) -> Zone:
        hours = meter.rules.of(RuleKind.HOURS)
        return self.zone(hours.zone if isinstance(hours, Hours) else "America/Chicago")

    # --- what comes in ----------------------------------------------------------------------------------------------

    def price(self, market: str, price: Price) -> None:
        """Take in a price, after ``Money`` has."""
        self._worths.price(market, price)
        self.changed = True

    # --- figures ----------------------------------------------------------------------------------------------------

    def known(self, risk: AccountRisk) -> Known | None:
        """What the account is worth, as it is shown; None while it is not known."""
        return self._money.net_liq(risk.account)

    def fresh(self, risk: AccountRisk, now: Stamp) -> bool:
        """Whether a rule may go by the figure that is there."""
        known = risk.ledger.known
        if known is None or risk.settling.waiting or risk.gap or not self._state.connected(risk.account):
            return False
        return known.age_ns(now) < OLD_AFTER

    def today(self, risk: AccountRisk) -> bool:
        """Whether its marks are those of the trading day that it is."""
        return risk.marks is not None and risk.marks.day_begin_ns == self.day(self.now()).begin_ns

    def day(self, now: Stamp) -> TradingDay:
        return self.calendar.day_at(self.seen(now))

    def seen(self, now: Stamp) -> int:
        """The later of the wall clock and the latest moment that was seen: a clock that is set back begins nothing
        anew, and shortens nothing (rule 11.6)."""
        self._seen_ns = max(self._seen_ns, now.utc_ns)
        return self._seen_ns

    def anew(self, account: AccountId) -> None:
        """Work out one account anew, and look at its rules where the figure is good for that."""
        risk, now = self.of(account), self.now()
        self.changed = True
        marks = risk.marks
        if not risk.based and marks is not None and marks.day_begin_ns == self.day(now).begin_ns:
            risk.based = True
            self._money.start_day(account, marks.day_start + marks.day_paid)  # the day began in an earlier run
        sure = not (risk.settling.waiting or risk.gap) and self._state.connected(account)
        known = self._worths.reckon(risk.ledger, sure)
        if known is None or not self.fresh(risk, now):
            return
        self._begin_day(risk, known.amount, now)
        risk.meter.take(known.amount)
        self.judge(risk, now)

    def _begin_day(self, risk: AccountRisk, worth: Decimal, now: Stamp) -> None:
        """Begin the trading day with this figure where it is another one than the marks'; the old day's profit is
        taken before the base is moved."""
        day, marks = self.day(now), risk.marks
        if marks is not None and marks.day_begin_ns == day.begin_ns:
            return
        if marks is not None:
            pnl = marks.day_pnl(worth)
            risk.days.append((marks.day, pnl))
            self.store.keep_risk_day(risk.account, marks.day, pnl)
            risk.near.clear()
        start = worth
        gain = self._money.day_pnl(risk.account) if marks is None else None
        if gain is not None:
            start -= gain.amount  # what was seen of its first day so far
        risk.meter.begin_day(day, start)
        risk.based = True
        self._money.start_day(risk.account, start)
        self.restand(risk, now)

    def _heard(self, account: AccountId) -> None:
        self.judge(self.of(account), self.now())

    def judge(self, risk: AccountRisk, now: Stamp) -> None:
        """Let the first rule that has fired begin its breach, and tell those that are near."""
        if risk.breach is not None or not self.today(risk) or not self.fresh(risk, now):
            return
        for kind, state in risk.meter.states.items():
            if state is RuleState.BREACHED and risk.locked_by(kind) is None:
                self._breach(risk, kind, now)
                return
            if state is RuleState.NEAR and kind not in risk.near and risk.locked_by(kind) is None:
                risk.near.add(kind)
                text = f"Nearly reached. {NAMES[kind]}: {self._words(risk, kind)}."
                self.tell(risk, NoticeKind.RISK_NEAR, Level.WARNING, text, now)
        if risk.trades_done and risk.locked_by(RuleKind.TRADES) is None:
            self._breach(risk, RuleKind.TRADES, now)

    def _words(self, risk: AccountRisk, kind: RuleKind) -> str:
        rule, marks = risk.rules.of(kind), risk.marks
        assert rule is not None
        assert marks is not None
        return reached(rule, marks, risk.ledger.worth)

    # --- breaches and locks -------------------------------------------------------------------------------------------

    def _breach(self, risk: AccountRisk, kind: RuleKind, now: Stamp) -> None:
        """Closing-only at once; the engine cancels and flattens, and says when the broker has reported it flat."""
        day, lock = self.day(now), LOCK_OF[kind]
        until = {LockKind.DAILY: day.end_ns, LockKind.WEEKLY: day.week_end_ns}.get(lock)
        text = self._words(risk, kind)
        identity = f"risk|{risk.account}|{kind}|{self.seen(now)}"
        risk.breach = Breach(identity, kind, lock, text, self.seen(now), until)
        self.store.keep_risk_breach(risk.account, risk.breach)
        level = Level.WARNING if kind is RuleKind.TRADES else Level.CRITICAL
        follows = risk.account in self._state.follows
        doing = "It is flattened and then locked." if follows else "It is locked; this program does not trade it."
        self.tell(risk, NoticeKind.RISK_BREACH, level, f"{NAMES[kind]}: {text}. {doing}", now)
        self.restand(risk, now)
        self.take(RiskBreached(risk.account, risk.breach, now))

    def flat(self, decision: BreachFlat) -> None:
        """The broker has confirmed it flat: it is locked."""
        risk, now = self.of(decision.account), self.now()
        breach = risk.breach
        if breach is None or breach.id != decision.breach:
            return
        risk.breach = None
        self.store.keep_risk_breach(risk.account, None)
        lock = Lock(breach.lock, breach.text, self.seen(now), breach.until_ns, breach.rule)
        if lock.over(self.seen(now)):
            self.restand(risk, now)  # it took until its lock would have ended
        else:
            self.lock(risk, lock, now)
        self.judge(risk, now)

    def lock(self, risk: AccountRisk, lock: Lock, now: Stamp) -> None:
        """Lock an account from now on."""
        risk.locks = [lock, *(each for each in risk.locks if (each.kind, each.since_ns) != (lock.kind, lock.since_ns))]
        self.store.keep_risk_lock(risk.account, lock)
        until = f"until {when(lock.until_ns, risk.zone)}" if lock.until_ns is not None else "until you unlock it"
        text = f"Locked {until}: {lock.text}."
        self.tell(risk, NoticeKind.RISK_LOCKED, Level.WARNING, text, now)
        self.restand(risk, now)

    def end_lock(self, risk: AccountRisk, lock: Lock, how: str, now: Stamp) -> None:
        ended = EndedLock(lock, self.seen(now), how)
        risk.locks.remove(lock)
        risk.history.insert(0, ended)
        self.store.end_risk_lock(risk.account, ended)

    # --- time -------------------------------------------------------------------------------------------------------

    def look_at_time(self) -> None:
        """Do what time alone has made due for any account."""
        now = self.now()
        self._mind_the_clock(now)
        for risk in list(self.accounts.values()):
            self._look(risk, now)

    def _mind_the_clock(self, now: Stamp) -> None:
        """A clock that is set forward while the program runs ends no self-lock earlier: it moves along. What a sleep is
        like on this system is the same to it."""
        last, self._last = self._last, now
        ahead = (now.utc_ns - last.utc_ns) - (now.mono_ns - last.mono_ns) if last is not None else 0
        self.seen(now)
        if ahead <= 2 * SECOND:
            return
        for risk in self.accounts.values():
            for lock in [each for each in risk.locks if each.kind is LockKind.SELF and each.until_ns is not None]:
                assert lock.until_ns is not None
                moved = replace(lock, until_ns=lock.until_ns + ahead)
                risk.locks[risk.locks.index(lock)] = moved
                self.store.keep_risk_lock(risk.account, moved)
            self._due.pop(risk.account, None)

    def _look(self, risk: AccountRisk, now: Stamp) -> None:
        seen = self.seen(now)
        if not self.today(risk) and risk.marks is not None and self.fresh(risk, now):
            self._begin_day(risk, risk.ledger.worth, now)
        if seen < self._due.get(risk.account, 0):
            return
        self.restand(risk, now)
        self.judge(risk, now)

    def restand(self, risk: AccountRisk, now: Stamp) -> None:
        """End the locks that are over, flatten it where its time has come, and tell the engine what the account may do,
        where that is something else than before."""
        seen, day = self.seen(now), self.day(now)
        for lock in [lock for lock in risk.locks if lock.over(seen)]:
            self.end_lock(risk, lock, ENDED.get(lock.kind, "Its time is over."), now)
            text = f"The lock has ended. {ENDED.get(lock.kind, '')}".strip()
            self.tell(risk, NoticeKind.RISK_CLEARED, Level.INFO, text, now)
        flat_by_time(self, self._state, risk, now)
        stand, changes_ns = risk.stand(seen, day, self.news)
        self.changed = True
        due = min(day.end_ns, changes_ns if changes_ns is not None else day.end_ns)
        self._due[risk.account] = due
        self.wake("due", now.mono_ns + max(0, due - now.utc_ns), self._on_due)
        if stand != risk.stood:
            risk.stood = stand
            self.take(RiskStood(risk.account, *stand, now))

    def _on_due(self) -> None:
        self.look_at_time()
        now = self.now()
        due = min(self._due.values(), default=NEVER)
        if due < NEVER:
            self.wake("due", now.mono_ns + max(1, due - now.utc_ns), self._on_due)

    def _tick(self) -> None:
        now = self.now()
        self.look_at_time()
        self._keep_marks()
        for risk in self.accounts.values():
            mind_blindness(self, risk, bool(self._money.held(risk.account)), now)
        self.wake("tick", now.mono_ns + TICK_NS, self._tick)

    def _keep_marks(self) -> None:
        at_ns = self.seen(self.now())
        for risk in self.accounts.values():
            if risk.meter.moved and risk.marks is not None:
                risk.meter.moved = False
                worth = risk.meter.worth
                if worth is not None:
                    risk.meter.marks = replace(risk.marks, last=worth)
                self.store.keep_risk_marks(risk.account, risk.meter.marks or risk.marks, at_ns)

    # --- small things -----------------------------------------------------------------------------------------------

    def warn_unarmed(self, accounts: Iterable[AccountId]) -> None:
        for account in accounts:
            risk = self.of(account)
            if text := unarmed(risk.rules):
                self.tell(risk, NoticeKind.RISK_WARNED, Level.WARNING, text, self.now())

    def tell(self, risk: AccountRisk, kind: NoticeKind, level: Level, text: str, at: Stamp) -> None:
        self.take(RiskTold(risk.account, kind, level, text, at))

    def now(self) -> Stamp:
        return self._clock.now()

    def wake(self, name: str, at_ns: int, call: Callable[[], None]) -> None:
        if self._running:
            self.wakes.at(name, at_ns, call)
