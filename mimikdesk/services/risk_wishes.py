"""The part of the window's wishes that is about risk rules and locks, and what the program gives its risk desk."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mimikdesk.domain.clock import Clock
from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.events import Event
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.risk import Hours, RiskRules, RuleKind
from mimikdesk.domain.risk_locks import Lock, LockKind, self_lock
from mimikdesk.domain.time import MILLISECOND, Stamp
from mimikdesk.domain.trading_day import NewsCalendar, TradingCalendar
from mimikdesk.domain.zone import Zone
from mimikdesk.engine.state import EngineState
from mimikdesk.services.board import Board
from mimikdesk.services.money import Money
from mimikdesk.services.names import Names
from mimikdesk.services.risk_desk import RiskDesk
from mimikdesk.services.risk_reports import RiskReports
from mimikdesk.services.risk_rows import RiskView
from mimikdesk.services.risk_store import ForThisRun, RiskStore
from mimikdesk.services.risk_view import RiskBoard
from mimikdesk.services.risk_words import edited, when
from mimikdesk.services.trading_days import plain_days
from mimikdesk.settings.zones import read_zone

SHOW_NS = 250 * MILLISECOND
"""The Risk page is worked out no more often than this; what is urgent is told as a notification."""


@dataclass(frozen=True, slots=True)
class RiskParts:
    """What the risk desk is given: where things are kept, the calendar, time zones by name, the user's news."""

    store: RiskStore = field(default_factory=ForThisRun)
    calendar: TradingCalendar = field(default_factory=plain_days)
    zone: Callable[[str], Zone] = read_zone
    news: NewsCalendar | None = None


class RiskWishes:
    _risk_desk: RiskDesk
    _risk_reports: RiskReports
    _risk_board: RiskBoard
    _risk_shown_ns = -SHOW_NS
    _risk_refused = ""
    _risk_answered = 0

    # --- the window's wishes (services.control.Control) -----------------------------------------------------------

    def set_risk(self, accounts: tuple[AccountId, ...], rules: RiskRules) -> None:
        hours = rules.of(RuleKind.HOURS)
        try:
            if isinstance(hours, Hours):
                self._risk_desk.zone(hours.zone)
        except MimikDeskError as error:
            self._risk_answer(str(error))
            return
        for account in accounts:
            self._give_rules(account, rules)
        self._risk_answer()

    def arm_risk(self, accounts: tuple[AccountId, ...], kind: RuleKind, armed: bool) -> None:
        for account in accounts:
            self._give_rules(account, self._risk_desk.of(account).rules.switched(kind, armed))
        self._risk_answer()

    def lock_accounts(self, accounts: tuple[AccountId, ...], reason: str) -> None:
        now = self._risk_desk.now()
        text = f"you locked it: {reason.strip()}" if reason.strip() else "you locked it"
        for account in accounts:
            risk = self._risk_desk.of(account)
            if risk.lock_of(LockKind.HAND) is None:
                self._risk_desk.lock(risk, Lock(LockKind.HAND, text, self._risk_desk.seen(now), None), now)
        self._risk_answer()

    def self_lock(self, accounts: tuple[AccountId, ...], hours: int) -> None:
        now = self._risk_desk.now()
        try:
            for account in accounts:
                risk = self._risk_desk.of(account)
                lock = self_lock(hours, self._risk_desk.seen(now), risk.lock_of(LockKind.SELF))
                self._risk_desk.lock(risk, lock, now)
        except MimikDeskError as error:
            self._risk_answer(str(error))
            return
        self._risk_answer()

    def unlock_account(self, account: AccountId, reason: str) -> None:
        desk, now = self._risk_desk, self._risk_desk.now()
        risk = desk.of(account)
        own = risk.lock_of(LockKind.SELF)
        locks = [lock for lock in risk.locks if lock.by_hand]
        if not reason.strip():
            self._risk_answer("Say why the account is unlocked; the reason is kept with the lock.")
        elif risk.breach is not None:
            self._risk_answer("The account is being flattened. It can be unlocked once it is flat and locked.")
        elif not locks and own is not None and own.until_ns is not None:
            self._risk_answer(f"A self-lock cannot be ended. This one ends {when(own.until_ns, risk.zone)}.")
        else:
            how = f"Unlocked by hand: {reason.strip()}"
            for lock in locks:
                desk.end_lock(risk, lock, how, now)
                text = f"{how}. It was locked because {lock.text}."
                desk.tell(risk, NoticeKind.RISK_EDITED, Level.WARNING, text, now)
            risk.meter.waive(frozenset(lock.rule for lock in locks if lock.rule is not None))
            desk.restand(risk, now)
            desk.anew(account)
            self._risk_answer()

    # --- for the program ------------------------------------------------------------------------------------------

    def use_calendars(self, calendar: TradingCalendar, news: NewsCalendar | None) -> None:
        """Go by these from now on."""
        self._risk_desk.calendar, self._risk_desk.news = calendar, news
        for risk in self._risk_desk.accounts.values():
            self._risk_desk.restand(risk, self._risk_desk.now())

    def _make_risk(
        self,
        parts: RiskParts,
        clock: Clock,
        state: EngineState,
        money: Money,
        take: Callable[[Event], None],
        market: Callable[[AccountId], str],
        names: Names,
        board: Board,
    ) -> None:
        self._risk_desk = RiskDesk(
            clock, state, money, take, market, parts.calendar, parts.zone, parts.store, news=parts.news
        )
        self._risk_reports = RiskReports(self._risk_desk, state, money, board.working)
        self._risk_board = RiskBoard(self._risk_desk, state, money, names, board.working)

    def _risk_due(self, now: Stamp) -> bool:
        return self._risk_desk.changed and now.mono_ns - self._risk_shown_ns >= SHOW_NS

    def _risk_view(self, now: Stamp) -> RiskView:
        self._risk_desk.changed = False
        self._risk_shown_ns = now.mono_ns
        return self._risk_board.view(now, self._risk_refused, self._risk_answered)

    def _give_rules(self, account: AccountId, rules: RiskRules) -> None:
        desk = self._risk_desk
        risk, now = desk.of(account), desk.now()
        before = risk.rules
        if rules == before:
            return
        risk.near = {kind for kind in risk.near if before.of(kind) == rules.of(kind)}
        risk.meter.use(rules)
        risk.zone = desk.zone_of(risk.meter)
        desk.store.keep_risk_rules(account, rules)
        desk.tell(risk, NoticeKind.RISK_EDITED, Level.INFO, f"Risk rules changed. {edited(before, rules)}", now)
        desk.restand(risk, now)
        desk.anew(account)

    def _risk_answer(self, refused: str = "") -> None:
        self._risk_refused = refused
        self._risk_answered += 1
        self._risk_desk.changed = True
