"""What brokers report of accounts, as the risk desk takes it in: cash, positions and trades."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.decisions import BreachFlat, Decision, Level, NoticeKind
from mimikdesk.domain.events import (
    BalanceReported,
    EquityReported,
    Event,
    FillReported,
    GroupDefined,
    GroupSwitched,
    LineChanged,
    LineState,
    OrderReported,
    PositionReported,
    Resumed,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.risk import CoolDown, RuleKind
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.domain.zone import MINUTE
from mimikdesk.engine.state import EngineState
from mimikdesk.engine.tally import Turn
from mimikdesk.services.money import Money
from mimikdesk.services.risk_account import AccountRisk
from mimikdesk.services.risk_desk import RiskDesk
from mimikdesk.services.risk_stops import STOPS, worth_at_stops
from mimikdesk.services.risk_view import at_stop_warnings
from mimikdesk.services.risk_words import money, when

TRADED_NS = 60 * SECOND
"""Cash that moves on a flat account so long after its last fill was put in or taken out (rule 11.1)."""


class RiskReports:
    def __init__(
        self,
        desk: RiskDesk,
        state: EngineState,
        money_of: Money,
        working: Callable[[AccountId], tuple[OrderReport, ...]],
    ) -> None:
        self._desk = desk
        self._state = state
        self._money = money_of
        self._working = working
        self._settling: set[AccountId] = set()

    def note(self, event: Event, decisions: Iterable[Decision]) -> None:
        """Take in an event, after the engine and ``Money`` have."""
        desk = self._desk
        match event:
            case FillReported(account=account, fill=fill, at=at):
                risk = desk.of(account)
                instrument = self._state.instruments.get(fill.symbol)
                value = instrument.point_value if instrument is not None else None
                risk.traded_ns = at.mono_ns
                self._unsettle(risk, at, moved=True)
                self._turned(risk, risk.tally.fill(fill, value), at)
            case PositionReported(account=account, position=position, at=at):
                risk = desk.of(account)
                if risk.qty.get(position.symbol, 0) != position.qty:
                    risk.qty[position.symbol] = position.qty
                    self._unsettle(risk, at, moved=True)
                desk.anew(account)
            case BalanceReported(account=account, cash=cash, at=at):
                self._paid(desk.of(account), cash, at)
            case SnapshotTaken():
                self._read(event)
            case OrderReported(account=account, order=order) if order.kind in STOPS and not order.status.final:
                self._mind_stops(desk.of(account), event.at)
            case EquityReported(account=account):
                desk.anew(account)
            case LineChanged(connection=connection, state=state):
                for account in self._state.accounts_of(connection):
                    desk.of(account).gap |= state is not LineState.CONNECTED
                    desk.anew(account)
            case GroupSwitched(group=group, on=True) if group in self._state.groups:
                its = self._state.groups[group]
                desk.warn_unarmed((its.leader.account, *its.followers))
            case GroupDefined() | Resumed():
                desk.look_at_time()
            case _:
                pass
        for decision in decisions:
            if isinstance(decision, BreachFlat):
                desk.flat(decision)

    def _read(self, event: SnapshotTaken) -> None:
        """A fresh read of the whole account: its cash and its positions belong together."""
        risk, at = self._desk.of(event.account), event.at
        qty = {position.symbol: position.qty for position in event.positions if position.qty}
        if not risk.gap and qty != {symbol: each for symbol, each in risk.qty.items() if each}:
            self._unsettle(risk, at, moved=True)
        if not risk.gap and event.cash != risk.cash:
            self._unsettle(risk, at, moved=False)
        if risk.traded_ns is None or risk.traded_ns <= event.asked_at.mono_ns:
            self._turned(risk, risk.tally.read(event.positions), at)
        risk.qty, risk.cash, risk.gap = qty, event.cash, False
        self._desk.anew(event.account)

    def _paid(self, risk: AccountRisk, cash: Decimal, at: Stamp) -> None:
        before, risk.cash = risk.cash, cash
        if before is not None and before != cash:
            quiet = risk.traded_ns is None or at.mono_ns - risk.traded_ns > TRADED_NS
            if quiet and risk.tally.flat and not risk.gap:
                risk.unexplained += cash - before
            self._unsettle(risk, at, moved=False)
        self._desk.anew(risk.account)

    def _unsettle(self, risk: AccountRisk, at: Stamp, moved: bool) -> None:
        if moved:
            risk.settling.moved(at.mono_ns)
            risk.unexplained = Decimal(0)
        else:
            risk.settling.paid(at.mono_ns)
        risk.ledger.live = False
        self._settling.add(risk.account)
        self._wake()

    def _wake(self) -> None:
        dues = [self._desk.of(account).settling.due_ns for account in self._settling]
        if known := [due for due in dues if due is not None]:
            self._desk.wake("settle", min(known), self._settle)

    def _settle(self) -> None:
        """Accounts whose cash and positions belong together again are looked at."""
        now = self._desk.now()
        for account in sorted(self._settling):
            risk = self._desk.of(account)
            if risk.settling.over(now.mono_ns):
                self._settling.discard(account)
                self._pay(risk, now)
                self._desk.anew(account)
                self._mind_stops(risk, now)
        self._wake()

    def _pay(self, risk: AccountRisk, now: Stamp) -> None:
        """Cash that nothing explains was put in or taken out."""
        amount, risk.unexplained = risk.unexplained, Decimal(0)
        if not amount or risk.marks is None:
            return
        risk.meter.pay(amount)
        self._money.start_day(risk.account, risk.marks.day_start + risk.marks.day_paid)
        doing = "put in" if amount > 0 else "taken out"
        text = f"{money(abs(amount))} in cash {doing}: that is neither profit nor loss."
        self._desk.tell(risk, NoticeKind.RISK_EDITED, Level.INFO, text, now)

    def _mind_stops(self, risk: AccountRisk, at: Stamp) -> None:
        """Tell once in a trade that the stops which protect it would reach a limit (rule 11.7)."""
        cash, held = self._money.cash(risk.account), self._money.held(risk.account)
        if not held:
            risk.stop_told = False
        if cash is None or not held or risk.stop_told or risk.settling.waiting:
            return
        worth = worth_at_stops(cash, held, self._working(risk.account), self._state.instruments)
        for text in at_stop_warnings(risk, worth) if worth is not None else ():
            risk.stop_told = True
            self._desk.tell(risk, NoticeKind.RISK_WARNED, Level.WARNING, text, at)

    def _turned(self, risk: AccountRisk, turn: Turn, at: Stamp) -> None:
        """Trades have begun or ended."""
        marks = risk.marks
        if not turn or marks is None:
            return
        marks = replace(marks, trades=marks.trades + turn.begun)
        rule = risk.rules.armed(RuleKind.COOL_DOWN)
        for gain in turn.ended:
            if gain is None:
                continue
            if gain >= 0:
                marks = replace(marks, losses=0)
                continue
            money_lost = marks.lost_money - gain
            marks = replace(marks, losses=marks.losses + 1, lost=marks.lost + 1, lost_money=money_lost)
            if isinstance(rule, CoolDown) and marks.losses >= rule.losses:
                until_ns = self._desk.seen(at) + rule.minutes * MINUTE
                marks = replace(marks, losses=0, cool_until_ns=until_ns)
                text = f"Cool-down: {rule.losses} lost trades in a row; it opens again {when(until_ns, risk.zone)}."
                self._desk.tell(risk, NoticeKind.RISK_LOCKED, Level.WARNING, text, at)
        risk.meter.marks, risk.meter.moved = marks, True
        self._desk.restand(risk, at)
