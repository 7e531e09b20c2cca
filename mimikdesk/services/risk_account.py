"""One account under its risk rules: its marks, its locks, the breach that is under way, and what all that holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.risk import Contracts, CoolDown, Hours, News, RiskRules, RuleKind, Trades
from mimikdesk.domain.risk_hours import flat_by, is_open, news_at
from mimikdesk.domain.risk_locks import Breach, ContractLimit, EndedLock, Lock, LockKind, RiskHold
from mimikdesk.domain.risk_marks import Marks
from mimikdesk.domain.trading_day import NewsCalendar, TradingDay
from mimikdesk.domain.zone import MINUTE, Zone
from mimikdesk.engine.meter import Meter
from mimikdesk.engine.tally import Tally
from mimikdesk.services.risk_words import REASON_OF, minute, when
from mimikdesk.services.risk_worth import Ledger
from mimikdesk.services.settling import Settling

Stand = tuple[tuple[RiskHold, ...], ContractLimit | None, int | None]
"""What the engine is told: holds, limit of contracts, trades left."""


@dataclass(slots=True)
class AccountRisk:
    """``zone``: of its trading hours. ``stood``: what the engine was told last. ``near``: rules that were told near
    since the day began. ``cash``, ``qty``: as told last. ``gap``: the line was down since the last read.
    ``unexplained``: cash that moved with nothing to move it. ``blind_ns``: since when (monotonic) the figure has been
    no good while something was held; ``blind_told``. ``flat_done``, ``news_done``: for which day and release it was
    flattened. ``traded_ns``: monotonic time of the last fill, None before the first. ``based``: the day's profit is
    reckoned from where its marks say. ``stop_told``: it was told in this trade what its stops would lead to."""

    account: AccountId
    meter: Meter
    ledger: Ledger
    zone: Zone
    locks: list[Lock] = field(default_factory=list)
    history: list[EndedLock] = field(default_factory=list)
    breach: Breach | None = None
    days: list[tuple[str, Decimal]] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    settling: Settling = field(default_factory=Settling)
    stood: Stand = ((), None, None)
    near: set[RuleKind] = field(default_factory=set)
    cash: Decimal | None = None
    qty: dict[Symbol, int] = field(default_factory=dict)
    gap: bool = True
    unexplained: Decimal = Decimal(0)
    blind_ns: int | None = None
    blind_told: bool = False
    flat_done: str = ""
    news_done: int = 0
    traded_ns: int | None = None
    based: bool = False
    stop_told: bool = False

    @property
    def rules(self) -> RiskRules:
        return self.meter.rules

    @property
    def marks(self) -> Marks | None:
        return self.meter.marks

    def locked_by(self, kind: RuleKind) -> Lock | None:
        return next((lock for lock in self.locks if lock.rule is kind), None)

    def lock_of(self, kind: LockKind) -> Lock | None:
        return next((lock for lock in self.locks if lock.kind is kind), None)

    @property
    def trades_done(self) -> bool:
        """Whether the day's trades have all begun and ended."""
        rule = self.rules.armed(RuleKind.TRADES)
        if not isinstance(rule, Trades) or self.marks is None or RuleKind.TRADES in self.marks.waived:
            return False
        return self.marks.trades >= rule.limit and self.tally.flat

    @property
    def trades_left(self) -> int | None:
        rule = self.rules.armed(RuleKind.TRADES)
        if not isinstance(rule, Trades) or self.marks is None or RuleKind.TRADES in self.marks.waived:
            return None
        return max(0, rule.limit - self.marks.trades)

    def stand(self, now_ns: int, day: TradingDay, news: NewsCalendar | None) -> tuple[Stand, int | None]:
        """What the account may do now, and the next moment at which that may be something else by time alone."""
        holds = list(self._holds(now_ns, day, news))
        limit = self.rules.armed(RuleKind.CONTRACTS)
        contracts = ContractLimit(limit.limit, limit.micros) if isinstance(limit, Contracts) else None
        return (tuple(holds), contracts, self.trades_left), self._changes_ns(now_ns, day, news)

    def _holds(self, now_ns: int, day: TradingDay, news: NewsCalendar | None) -> Iterator[RiskHold]:
        """Gravest first."""
        if self.breach is not None:
            yield RiskHold(Reason.CLOSING_ONLY, self.breach.text, self.breach.until_ns)
        for lock in self.locks:
            reason = REASON_OF.get(lock.rule, Reason.LOCKED) if lock.rule is not None else Reason.LOCKED
            yield RiskHold(reason, self._lock_words(lock), lock.until_ns)
        cool = self.cool_until(now_ns)
        if cool is not None:
            rule = self.rules.armed(RuleKind.COOL_DOWN)
            losses = rule.losses if isinstance(rule, CoolDown) else 0
            text = f"{losses} lost trades in a row; it opens again {when(cool, self.zone)}"
            yield RiskHold(Reason.COOL_DOWN, text, cool)
        hours = self.rules.armed(RuleKind.HOURS)
        if isinstance(hours, Hours):
            flat_ns = flat_by(hours, self.zone, day)
            inside, changes_ns = is_open(hours, self.zone, now_ns)
            if flat_ns is not None and now_ns >= flat_ns:
                _, wall = self.zone.wall(flat_ns)
                flat = minute(wall // MINUTE)
                text = (
                    f"the account is to be flat since {flat}; the next trading day begins {when(day.end_ns, self.zone)}"
                )
                yield RiskHold(Reason.OUTSIDE_HOURS, text, day.end_ns)
            elif not inside:
                yield RiskHold(Reason.OUTSIDE_HOURS, f"the next window opens {when(changes_ns, self.zone)}", changes_ns)
        rule = self.rules.armed(RuleKind.NEWS)
        if isinstance(rule, News) and news is not None:
            item, changes_ns = news_at(rule, news, now_ns)
            if item is not None:
                until_ns = item.at_ns + rule.after * MINUTE
                text = f"“{item.title}” at {when(item.at_ns, self.zone)}, held until {when(until_ns, self.zone)}"
                yield RiskHold(Reason.NEWS_WINDOW, text, until_ns)

    def _lock_words(self, lock: Lock) -> str:
        return lock.text if lock.until_ns is None else f"{lock.text}; locked until {when(lock.until_ns, self.zone)}"

    def cool_until(self, now_ns: int) -> int | None:
        """The end of the cool-down that is under way, None outside one."""
        marks = self.marks
        if marks is None or marks.cool_until_ns is None or self.rules.armed(RuleKind.COOL_DOWN) is None:
            return None
        return marks.cool_until_ns if now_ns < marks.cool_until_ns else None

    def _changes_ns(self, now_ns: int, day: TradingDay, news: NewsCalendar | None) -> int | None:
        moments = [lock.until_ns for lock in self.locks if lock.until_ns is not None]
        if (cool := self.cool_until(now_ns)) is not None:
            moments.append(cool)
        hours = self.rules.armed(RuleKind.HOURS)
        if isinstance(hours, Hours):
            moments.append(is_open(hours, self.zone, now_ns)[1])
            if (flat_ns := flat_by(hours, self.zone, day)) is not None:
                moments.append(flat_ns)
        rule = self.rules.armed(RuleKind.NEWS)
        if isinstance(rule, News) and news is not None:
            moments.append(news_at(rule, news, now_ns)[1])
        return min((moment for moment in moments if moment > now_ns), default=None)
