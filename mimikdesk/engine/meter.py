"""The meter: the money of one account against its rules, one comparison at a time (rules 11.1 to 11.3).

Every money rule comes down to levels of net liquidation: where it warns and where it fires. Between the nearest level
below and the nearest one above nothing can change, so a price that stays between them costs two comparisons; only one
that leaves the calm band has the rules looked at. Marks move by figures, never back.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from mimikdesk.domain.risk import (
    ZERO,
    DailyLoss,
    DailyTarget,
    Drawdown,
    DrawdownMode,
    GiveBack,
    RiskRule,
    RiskRules,
    RuleKind,
    RuleState,
    WeeklyLoss,
    WeeklyTarget,
)
from mimikdesk.domain.risk_locks import LOCK_OF
from mimikdesk.domain.risk_marks import Marks, first_marks, next_day, raised, refloored
from mimikdesk.domain.trading_day import TradingDay

UP, DOWN = Decimal("Infinity"), Decimal("-Infinity")

# By names of their own: on Python 3.11 each look at an enum's class costs as much as a call.
OFF, ARMED, NEAR, BREACHED = RuleState.OFF, RuleState.ARMED, RuleState.NEAR, RuleState.BREACHED

Levels = tuple[RuleKind, Decimal, Decimal, bool]
"""A rule's kind, where it warns, where it fires, and whether that is below."""


@dataclass(slots=True)
class _Climb:
    """How marks rise with a figure that is above all before. ``ceiling``: the next level of a rule that stays where it
    is; ``below``: the nearest one under the figure. ``base``: net liquidation at which the day's P&L is zero.
    ``distance``, ``warns``, ``stops_at``: of an intraday drawdown; ``gives_back``: how much below the day's peak a
    give-back warns, None without one."""

    ceiling: Decimal
    base: Decimal
    below: Decimal
    trails: bool = False
    distance: Decimal = ZERO
    warns: Decimal = ZERO
    stops_at: Decimal | None = None
    gives_back: Decimal | None = None


class Meter:
    """``marks``: None until there was a figure. ``states``: of the money rules that the account has. ``worth``: the
    figure taken last. ``moved``: the marks have changed since somebody last took them to keep."""

    __slots__ = (
        *("_climb", "_fixed", "_floor", "_high", "_marks", "_moving", "_peak", "_risen"),
        *("calm_high", "calm_low", "moved", "rules", "states", "worth"),
    )

    def __init__(self, rules: RiskRules | None = None, marks: Marks | None = None) -> None:
        self.rules = rules if rules is not None else RiskRules()
        self._marks = marks
        self._risen = False
        self._climb: _Climb | None = None
        self._high = self._floor = self._peak = ZERO
        self.worth: Decimal | None = None
        self.moved = False
        self.states: dict[RuleKind, RuleState] = {}
        self._fixed: list[Levels] = []
        self._moving: list[Drawdown | GiveBack] = []
        self.calm_low, self.calm_high = UP, DOWN
        self._set_up()

    @property
    def marks(self) -> Marks | None:
        if self._risen and self._marks is not None:
            self._risen = False
            climb, marks = self._climb, self._marks
            if climb is not None and climb.trails:
                marks = replace(marks, high=self._high, floor=self._floor)
            self._marks = replace(marks, day_peak=self._peak)
        return self._marks

    @marks.setter
    def marks(self, marks: Marks) -> None:
        self._marks, self._risen, self._climb = marks, False, None
        self.calm_low, self.calm_high = UP, DOWN  # the next figure is looked at

    # --- figures ----------------------------------------------------------------------------------------------------

    def take(self, worth: Decimal) -> bool:
        """Take in net liquidation as it is now. Whether the state of a rule is another one since."""
        self.worth = worth
        if self.calm_low < worth < self.calm_high:
            return False
        climb = self._climb
        if climb is not None and self.calm_high <= worth < climb.ceiling:
            self._rise(worth, climb)
            return False
        return self._look(worth)

    def begin_day(self, day: TradingDay, closing: Decimal) -> None:
        """A trading day begins; ``closing`` is net liquidation at that moment. The first figure of an account begins
        its first day."""
        if self.marks is None:
            self.marks = first_marks(closing, day, self.rules)
        else:
            self.marks = next_day(self.marks, closing, day, self.rules)
        self.moved = True
        self._set_up()
        self.take(closing)

    def pay(self, amount: Decimal) -> None:
        """Cash was put in, or with a negative amount taken out: no profit and no loss."""
        marks = self.marks
        if marks is not None:
            self.put(replace(marks, day_paid=marks.day_paid + amount, week_paid=marks.week_paid + amount))

    # --- changes ----------------------------------------------------------------------------------------------------

    def use(self, rules: RiskRules) -> None:
        """Other rules from now on. A waived rule that was edited is watched again."""
        before, self.rules = self.rules, rules
        if self.marks is not None:
            if before.of(RuleKind.DRAWDOWN) != rules.of(RuleKind.DRAWDOWN):
                self.marks = refloored(self.marks, rules)
            same = frozenset(kind for kind in self.marks.waived if before.of(kind) == rules.of(kind))
            self.marks = replace(self.marks, waived=same)
            self.moved = True
        self._again()

    def waive(self, kinds: frozenset[RuleKind]) -> None:
        """The trader has ended the locks of these rules: they do not fire again for what has happened already."""
        if self.marks is not None:
            self.put(replace(self.marks, waived=self.marks.waived | kinds))

    def put(self, marks: Marks) -> None:
        """Take other marks, with all that follows from them."""
        self.marks, self.moved = marks, True
        self._again()

    def levels(self, kind: RuleKind) -> tuple[Decimal, Decimal] | None:
        """Net liquidation at which an armed or disarmed money rule warns and fires; None where it has no such level
        now."""
        for its, near, fire, _ in self._all_levels(armed=False):
            if its is kind:
                return near, fire
        return None

    # --- inside -----------------------------------------------------------------------------------------------------

    def _again(self) -> None:
        self._set_up()
        if self.worth is not None:
            self._look(self.worth)

    def _set_up(self) -> None:
        self._fixed = [levels for rule in self.rules.rules if rule.armed and (levels := self._fixed_levels(rule))]
        self._moving = [rule for rule in self.rules.rules if isinstance(rule, Drawdown | GiveBack)]
        self._climb = None
        self.states = {rule.kind: OFF for rule in self.rules.rules if rule.kind in LOCK_OF and not rule.armed}
        self.calm_low, self.calm_high = UP, DOWN  # the next figure is looked at

    def _look(self, worth: Decimal) -> bool:
        marks = self.marks
        if marks is None:
            return False
        if self._moving:
            risen = raised(marks, worth, self.rules)
            if risen is not marks:
                self.marks = marks = risen
                self.moved = True
        calm_low, calm_high = DOWN, self._rises_at(marks)
        changed = False
        for kind, near, fire, below in self._all_levels(armed=True):
            beyond, close = (worth <= fire, worth <= near) if below else (worth >= fire, worth >= near)
            if kind in marks.waived:
                if not close:
                    self.marks = marks = replace(marks, waived=marks.waived - {kind})
                    self.moved = True
                beyond = beyond and close and kind not in marks.waived
            state = BREACHED if beyond else NEAR if close else ARMED
            if self.states.get(kind) is not state:
                self.states[kind] = state
                changed = True
            for level in (near, fire):
                if worth > level or (worth == level and not below):
                    calm_low = level if level > calm_low else calm_low
                else:
                    calm_high = level if level < calm_high else calm_high
        self._climb = self._next_climb(marks, worth)
        self.calm_low, self.calm_high = calm_low, calm_high
        return changed

    def _next_climb(self, marks: Marks, worth: Decimal) -> "_Climb | None":
        """What a rising figure moves from here on, as long as no rule can change its state by that; None where a rule
        is not in the clear or waits for something else."""
        if not self._moving or marks.waived or any(self.states.get(rule.kind) is not ARMED for rule in self._moving):
            return None
        share = Decimal(self.rules.warn_percent) / 100
        levels = [level for _, near, fire, _ in self._fixed for level in (near, fire)]
        climb = _Climb(
            ceiling=min((level for level in levels if level > worth), default=UP),
            base=marks.day_start + marks.day_paid,
            below=max((level for level in levels if level <= worth), default=DOWN),
        )
        for rule in self._moving:
            if isinstance(rule, GiveBack):
                climb.gives_back = rule.amount * share
            elif rule.mode is DrawdownMode.INTRADAY:
                climb.trails, climb.distance, climb.stops_at = True, rule.distance, rule.stops_at
                climb.warns = rule.distance * (1 - share)
            elif marks.floor is not None:
                climb.below = max(climb.below, marks.floor + rule.distance * (1 - share))
        if marks.high is not None and marks.floor is not None:
            self._high, self._floor = marks.high, marks.floor
        self._peak = marks.day_peak
        return climb

    def _rise(self, worth: Decimal, climb: "_Climb") -> None:
        """A figure above all before it, by which marks move and nothing else: what ``_look`` would come to."""
        low, rises_at = climb.below, UP
        if climb.trails:
            if worth > self._high:
                self._high = worth
                floor = worth - climb.distance
                if climb.stops_at is not None and floor > climb.stops_at:
                    floor = climb.stops_at
                self._floor = floor if floor > self._floor else self._floor
            near = self._floor + climb.warns
            low = near if near > low else low
            rises_at = self._high
        gain = worth - climb.base
        self._peak = gain if gain > self._peak else self._peak
        if climb.gives_back is not None:
            peak = climb.base + self._peak
            near = peak - climb.gives_back
            low = near if near > low else low
            rises_at = peak if peak < rises_at else rises_at
        self.calm_low, self.calm_high = low, min(rises_at, climb.ceiling)
        self._risen = self.moved = True

    def _rises_at(self, marks: Marks) -> Decimal:
        """The figure above which a mark moves."""
        least = UP
        for rule in self._moving:
            if isinstance(rule, GiveBack):
                peak = marks.day_start + marks.day_paid + marks.day_peak
            elif rule.mode is DrawdownMode.INTRADAY and marks.high is not None:
                peak = marks.high
            else:
                continue
            least = peak if peak < least else least
        return least

    def _all_levels(self, armed: bool) -> list[Levels]:
        fixed = self._fixed if armed else [its for rule in self.rules.rules if (its := self._fixed_levels(rule))]
        moving = (self._moving_levels(rule) for rule in self._moving if rule.armed or not armed)
        return [*fixed, *(its for its in moving if its is not None)]

    def _fixed_levels(self, rule: RiskRule) -> Levels | None:
        """Levels that stay for the whole day."""
        marks = self.marks
        if marks is None:
            return None
        share = Decimal(self.rules.warn_percent) / 100
        match rule:
            case DailyLoss(limit=limit):
                base = marks.day_start + marks.day_paid
                return RuleKind.DAILY_LOSS, base - limit * share, base - limit, True
            case WeeklyLoss(limit=limit):
                base = marks.week_start + marks.week_paid
                return RuleKind.WEEKLY_LOSS, base - limit * share, base - limit, True
            case DailyTarget(target=target, buffer=buffer):
                base, whole = marks.day_start + marks.day_paid, target + buffer
                return RuleKind.DAILY_TARGET, base + whole * share, base + whole, False
            case WeeklyTarget(target=target, buffer=buffer):
                base, whole = marks.week_start + marks.week_paid, target + buffer
                return RuleKind.WEEKLY_TARGET, base + whole * share, base + whole, False
            case _:
                return None

    def _moving_levels(self, rule: Drawdown | GiveBack) -> Levels | None:
        """Levels that follow the marks; None where there is none yet."""
        marks = self.marks
        if marks is None:
            return None
        share = Decimal(self.rules.warn_percent) / 100
        if isinstance(rule, Drawdown):
            if marks.floor is None:
                return None
            return RuleKind.DRAWDOWN, marks.floor + rule.distance * (1 - share), marks.floor, True
        if marks.day_peak < rule.after or not marks.day_peak:
            return None
        peak = marks.day_start + marks.day_paid + marks.day_peak
        return RuleKind.GIVE_BACK, peak - rule.amount * share, peak - rule.amount, True
