"""What the risk rules have to remember of one account: where the day and the week began, and the high-water mark.

Amounts are Decimal in account currency. Whatever changes is a new value, so that what is kept on disk is always whole.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from mimikdesk.domain.risk import ZERO, Drawdown, DrawdownMode, RiskRules, RuleKind
from mimikdesk.domain.risk_locks import LOCK_OF, LockKind
from mimikdesk.domain.trading_day import TradingDay


@dataclass(frozen=True, slots=True)
class Marks:
    """``day``: the label of the trading day that they belong to; ``day_begin_ns``, ``week_begin_ns``: UTC.

    ``day_start``, ``week_start``: net liquidation at the beginning. ``day_paid``, ``week_paid``: cash put in (or, below
    zero, taken out) since. ``day_peak``: the day's best P&L, never below 0. ``high``, ``floor``: of the trailing
    drawdown, None before the account had that rule and a figure. ``last``: the figure that was seen last.
    ``trades``: begun this day; ``losses``: of them lost in a row; ``lost``, ``lost_money``: all lost ones, as a number
    and as an amount above 0. ``cool_until_ns``: end of the cool-down, None outside one.
    ``waived``: rules that are breached and whose lock the trader has ended; they are watched again once the figure is
    back where it was no warning, or with the next day or week.
    """

    day: str
    day_begin_ns: int
    week_begin_ns: int
    day_start: Decimal
    week_start: Decimal
    last: Decimal
    day_paid: Decimal = ZERO
    week_paid: Decimal = ZERO
    day_peak: Decimal = ZERO
    high: Decimal | None = None
    floor: Decimal | None = None
    trades: int = 0
    losses: int = 0
    lost: int = 0
    lost_money: Decimal = ZERO
    cool_until_ns: int | None = None
    waived: frozenset[RuleKind] = frozenset()

    def day_pnl(self, worth: Decimal) -> Decimal:
        return worth - self.day_start - self.day_paid

    def week_pnl(self, worth: Decimal) -> Decimal:
        return worth - self.week_start - self.week_paid


def first_marks(worth: Decimal, day: TradingDay, rules: RiskRules) -> Marks:
    """Marks of an account that is seen for the first time; its day begins with this figure."""
    marks = Marks(day.label, day.begin_ns, day.week_begin_ns, worth, worth, worth)
    return raised(marks, worth, rules, session_end=False)


def next_day(marks: Marks, closing: Decimal, day: TradingDay, rules: RiskRules) -> Marks:
    """The marks of a new trading day. ``closing``: net liquidation where the old one ended; open positions are in it.

    The week goes on unless it is another one. The high-water mark never falls (rule 11.6).
    """
    marks = raised(marks, closing, rules, session_end=True)
    new_week = day.week_begin_ns != marks.week_begin_ns
    over = {LockKind.DAILY, LockKind.WEEKLY} if new_week else {LockKind.DAILY}
    return replace(
        marks,
        day=day.label,
        day_begin_ns=day.begin_ns,
        week_begin_ns=day.week_begin_ns,
        day_start=closing,
        week_start=closing if new_week else marks.week_start,
        last=closing,
        day_paid=ZERO,
        week_paid=ZERO if new_week else marks.week_paid,
        day_peak=ZERO,
        trades=0,
        losses=0,
        lost=0,
        lost_money=ZERO,
        waived=frozenset(kind for kind in marks.waived if LOCK_OF[kind] not in over),
    )


def raised(marks: Marks, worth: Decimal, rules: RiskRules, session_end: bool = False) -> Marks:
    """The marks after a figure: the day's peak and the high-water mark rise with it, and nothing ever falls.

    ``session_end``: it is the one at the end of a trading day.
    """
    peak = max(marks.day_peak, marks.day_pnl(worth))
    high, floor = marks.high, marks.floor
    rule = next((each for each in rules.rules if isinstance(each, Drawdown)), None)
    if rule is not None:
        if high is None:
            high = rule.start
        if rule.mode is DrawdownMode.INTRADAY or (session_end and rule.mode is DrawdownMode.END_OF_DAY):
            high = max(high, worth)
        risen = rule.floor(high)
        floor = risen if floor is None else max(floor, risen)
    if (peak, high, floor) == (marks.day_peak, marks.high, marks.floor):
        return marks
    return replace(marks, day_peak=peak, high=high, floor=floor)


def refloored(marks: Marks, rules: RiskRules) -> Marks:
    """The marks after the trader has edited the trailing drawdown: the floor is the one that the rule gives for the
    high-water mark, which stays; without such a rule both are kept for the next one."""
    rule = next((each for each in rules.rules if isinstance(each, Drawdown)), None)
    if rule is None:
        return marks
    high = rule.start if marks.high is None else max(marks.high, rule.start)
    return replace(marks, high=high, floor=rule.floor(high))
