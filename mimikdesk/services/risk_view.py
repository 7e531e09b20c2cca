"""The Risk page's rows, worked out when the window asks for them."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from math import ceil

from mimikdesk.domain.group import MINI_OF
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.risk import (
    Contracts,
    CoolDown,
    DailyLoss,
    DailyTarget,
    Drawdown,
    GiveBack,
    RiskRule,
    RuleKind,
    RuleState,
    Trades,
    WeeklyLoss,
    WeeklyTarget,
)
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.state import EngineState, Group
from mimikdesk.services.money import Money
from mimikdesk.services.names import Names
from mimikdesk.services.risk_account import AccountRisk
from mimikdesk.services.risk_desk import RiskDesk
from mimikdesk.services.risk_rows import LockRow, RiskRow, RiskView, RuleRow
from mimikdesk.services.risk_stops import worth_at_stops
from mimikdesk.services.risk_words import NAMES, money, reached, unarmed, values

_WORST = [RuleState.BREACHED, RuleState.LOCKED, RuleState.NEAR, RuleState.ARMED, RuleState.OFF]
_LOSSES = (RuleKind.DAILY_LOSS, RuleKind.WEEKLY_LOSS, RuleKind.DRAWDOWN, RuleKind.GIVE_BACK)

_Figures = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
"""The figure, where it fires, what is left, and the size of the whole limit."""

NOTHING: _Figures = (None, None, None, None)


class RiskBoard:
    """``working``: the orders that wait at an account's broker."""

    def __init__(
        self,
        desk: RiskDesk,
        state: EngineState,
        money_of: Money,
        names: Names,
        working: Callable[[AccountId], tuple[OrderReport, ...]],
    ) -> None:
        self._desk = desk
        self._state = state
        self._money = money_of
        self._names = names
        self._working = working

    def view(self, now: Stamp, refused: str = "", wish: int = 0) -> RiskView:
        day = self._desk.day(now)
        rows = tuple(self._row(account, group, now) for account, group in self._places())
        return RiskView(rows, day.label, day.end_ns, day.week_end_ns, day.why, refused, wish)

    def _places(self) -> Iterator[tuple[AccountId, Group | None]]:
        placed = set()
        for group in self._state.groups.values():
            for account in (group.leader.account, *group.followers):
                placed.add(account)
                yield account, group
        for account in self._names.accounts:
            if account not in placed:
                yield account, None

    def _row(self, account: AccountId, group: Group | None, now: Stamp) -> RiskRow:
        risk, names = self._desk.of(account), self._names.of(account)
        known, marks = self._desk.known(risk), risk.marks
        worth = known.amount if known is not None else None
        rules = tuple(self._rule(risk, rule, worth) for rule in risk.rules.rules)
        holds = risk.stood[0]
        at_stop = self._at_stop(risk)
        return RiskRow(
            account=account,
            name=names.account.name,
            connection_name=names.connection_name,
            group=group.settings.group if group is not None else None,
            group_name=group.settings.name if group is not None else "",
            leads=group is not None and group.leader.account == account,
            state=min((row.state for row in rules), key=_WORST.index, default=RuleState.OFF),
            rules=rules,
            settings=risk.rules,
            locks=tuple(LockRow.of(lock) for lock in risk.locks),
            net_liq=worth,
            day_pnl=marks.day_pnl(worth) if marks is not None and worth is not None else None,
            week_pnl=marks.week_pnl(worth) if marks is not None and worth is not None else None,
            old=bool(risk.ledger.factors) and not self._desk.fresh(risk, now) and not risk.settling.waiting,
            high=marks.high if marks is not None else None,
            floor=marks.floor if marks is not None else None,
            trades_today=marks.trades if marks is not None else 0,
            losses_in_row=marks.losses if marks is not None else 0,
            at_stop=marks.day_pnl(at_stop) if marks is not None and at_stop is not None else None,
            closing=risk.breach.text if risk.breach is not None else "",
            held=holds[0].text if holds else "",
            warnings=tuple(self._warnings(risk, group, rules, at_stop)),
            what_if=what_if(risk, rules),
            days=tuple(risk.days),
            history=tuple(risk.history),
        )

    def _rule(self, risk: AccountRisk, rule: RiskRule, worth: Decimal | None) -> RuleRow:
        figure, limit, left, size = self._figures(risk, rule, worth)
        left = max(Decimal(0), left) if left is not None else None
        used = None
        if left is not None and size:
            used = min(100, max(0, int((size - left) * 100 / size)))
        state, until_ns = self._state_of(risk, rule, used)
        marks = risk.marks
        text = values(rule) if marks is None or worth is None else reached(rule, marks, worth)
        text = f"{NAMES[rule.kind]}: {text}."
        if marks is not None and rule.kind in marks.waived:
            text = f"{text} Unlocked by hand: it is watched again once the figure is back in the clear."
        return RuleRow(rule, state, figure, limit, left, used, text, until_ns)

    def _figures(self, risk: AccountRisk, rule: RiskRule, worth: Decimal | None) -> _Figures:
        marks, levels = risk.marks, risk.meter.levels(rule.kind)
        fire = levels[1] if levels is not None else None
        match rule:
            case Trades(limit=limit):
                trades = marks.trades if marks is not None else 0
                return Decimal(trades), Decimal(limit), Decimal(limit - trades), Decimal(limit)
            case Contracts(limit=limit):
                held = self._contracts(risk, rule)
                return held, Decimal(limit), limit - held, Decimal(limit)
            case CoolDown(losses=losses):
                lost = marks.losses if marks is not None else 0
                return Decimal(lost), Decimal(losses), Decimal(losses - lost), Decimal(losses)
            case _ if marks is None or worth is None:
                return NOTHING
            case DailyLoss(limit=loss) if fire is not None:
                return marks.day_pnl(worth), -loss, worth - fire, loss
            case WeeklyLoss(limit=loss) if fire is not None:
                return marks.week_pnl(worth), -loss, worth - fire, loss
            case DailyTarget(target=target, buffer=buffer) if fire is not None:
                return marks.day_pnl(worth), target + buffer, fire - worth, target + buffer
            case WeeklyTarget(target=target, buffer=buffer) if fire is not None:
                return marks.week_pnl(worth), target + buffer, fire - worth, target + buffer
            case Drawdown(distance=distance) if fire is not None:
                return worth, fire, worth - fire, distance
            case GiveBack(amount=amount) if fire is not None:
                given = marks.day_peak - marks.day_pnl(worth)
                return given, amount, amount - given, amount
            case _:
                return NOTHING

    def _state_of(self, risk: AccountRisk, rule: RiskRule, used: int | None) -> tuple[RuleState, int | None]:
        if risk.breach is not None and risk.breach.rule is rule.kind:
            return RuleState.BREACHED, risk.breach.until_ns
        if (lock := risk.locked_by(rule.kind)) is not None:
            return RuleState.LOCKED, lock.until_ns
        if not rule.armed:
            return RuleState.OFF, None
        if rule.kind in risk.meter.states:
            return risk.meter.states[rule.kind], None
        if isinstance(rule, Contracts | Trades):
            over = isinstance(rule, Contracts) and self._contracts(risk, rule) > rule.limit
            near = used is not None and used >= risk.rules.warn_percent
            return (RuleState.BREACHED if over else RuleState.NEAR if near else RuleState.ARMED), None
        held = next((hold for hold in risk.stood[0] if _HELD_BY.get(hold.reason.value) is rule.kind), None)
        return (RuleState.LOCKED, held.until_ns) if held is not None else (RuleState.ARMED, None)

    def _contracts(self, risk: AccountRisk, rule: Contracts) -> Decimal:
        units = 0
        for symbol, qty in risk.qty.items():
            instrument = self._state.instruments.get(symbol)
            micro = instrument is not None and instrument.root in MINI_OF
            units += abs(qty) * (1 if micro else rule.micros)
        return Decimal(units) / rule.micros

    def _at_stop(self, risk: AccountRisk) -> Decimal | None:
        cash, held = self._money.cash(risk.account), self._money.held(risk.account)
        if cash is None or not held:
            return None
        return worth_at_stops(cash, held, self._working(risk.account), self._state.instruments)

    def _warnings(
        self, risk: AccountRisk, group: Group | None, rules: tuple[RuleRow, ...], at_stop: Decimal | None
    ) -> Iterator[str]:
        """What to know before the next trade (rule 11.7)."""
        if text := unarmed(risk.rules):
            yield text
        for row in rules:
            if row.state is RuleState.NEAR:
                yield f"Nearly reached. {row.text}"
            elif row.state in (RuleState.BREACHED, RuleState.LOCKED):
                yield f"Reached. {row.text}"
        if at_stop is not None:
            yield from at_stop_warnings(risk, at_stop)
        if group is None:
            return
        leader = group.leader.account
        if risk.account == leader:
            if any(row.state is RuleState.NEAR for row in rules):
                yield "When it is reached, the whole group opens nothing more."
        elif group.risk is not None:
            yield f"The leader's account holds the group: {group.risk.text}."


def at_stop_warnings(risk: AccountRisk, worth: Decimal) -> Iterator[str]:
    """Which losses the stops that work now would lead to."""
    marks = risk.marks
    for kind in _LOSSES:
        rule, levels = risk.rules.armed(kind), risk.meter.levels(kind)
        if rule is not None and levels is not None and marks is not None and worth <= levels[1]:
            day = money(marks.day_pnl(worth))
            yield f"If its stops fill at their prices, the day ends at {day}: {NAMES[kind].lower()} would fire."


def what_if(risk: AccountRisk, rules: tuple[RuleRow, ...]) -> str:
    """How many more trades like today's lost ones the nearest limit is away; "" without one."""
    marks = risk.marks
    if marks is None or not marks.lost or not marks.lost_money:
        return ""
    usual = marks.lost_money / marks.lost
    near = [row for row in rules if row.kind in _LOSSES and row.left and row.state in (RuleState.ARMED, RuleState.NEAR)]
    if not near:
        return ""
    row = min(near, key=lambda each: each.left or Decimal(0))
    number = ceil((row.left or Decimal(0)) / usual)
    trades = "1 more losing trade" if number == 1 else f"{number} more losing trades"
    reaches = "reaches" if number == 1 else "reach"
    return f"{trades} of today's size ({money(usual)} on average) {reaches} the limit: {NAMES[row.kind].lower()}."


_HELD_BY = {"cool_down": RuleKind.COOL_DOWN, "outside_hours": RuleKind.HOURS, "news_window": RuleKind.NEWS}
