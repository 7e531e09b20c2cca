"""Money rules to the cent: where they fire, what moves the marks, and what never does (rules 11.1 to 11.3, 11.6)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.domain.risk import (
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
from mimikdesk.domain.trading_day import TradingDay
from mimikdesk.engine.meter import Meter

START = Decimal(50_000)
DAY = 1_000


def day(number: int, week: int = 0) -> TradingDay:
    return TradingDay(f"d{number}", number * DAY, (number + 1) * DAY, week * 7 * DAY, (week + 1) * 7 * DAY)


def meter(*rules: RiskRule, warn_percent: int = 80, start: Decimal = START) -> Meter:
    made = Meter(RiskRules(rules, warn_percent))
    made.begin_day(day(0), start)
    return made


def at(made: Meter, kind: RuleKind, worth: str | Decimal) -> RuleState:
    made.take(Decimal(worth))
    return made.states[kind]


@pytest.mark.rule("11.3")
def test_a_daily_loss_of_500_fires_at_minus_500_and_not_a_cent_before() -> None:
    made = meter(DailyLoss(Decimal(500)))
    assert at(made, RuleKind.DAILY_LOSS, "49500.01") is RuleState.NEAR
    assert at(made, RuleKind.DAILY_LOSS, "49500.00") is RuleState.BREACHED
    assert at(meter(DailyLoss(Decimal(500))), RuleKind.DAILY_LOSS, "49499.99") is RuleState.BREACHED


@pytest.mark.rule("11.3")
def test_a_trailing_drawdown_of_2000_fires_on_reaching_the_floor_below_its_peak_and_the_floor_never_falls() -> None:
    made = meter(Drawdown(Decimal(2000), START))
    assert made.marks is not None
    assert made.marks.floor == 48_000
    assert at(made, RuleKind.DRAWDOWN, "52000") is RuleState.ARMED
    assert made.marks.floor == 50_000
    assert at(made, RuleKind.DRAWDOWN, "51000") is RuleState.ARMED
    assert made.marks.floor == 50_000
    assert at(made, RuleKind.DRAWDOWN, "50000.01") is RuleState.NEAR
    assert at(made, RuleKind.DRAWDOWN, "50000.00") is RuleState.BREACHED


@pytest.mark.rule("11.3")
def test_three_days_of_400_300_and_200_lost_make_a_week_of_900() -> None:
    made, worth = meter(WeeklyLoss(Decimal(900))), START
    for number, loss in enumerate((400, 300, 200), start=1):
        assert made.states[RuleKind.WEEKLY_LOSS] is not RuleState.BREACHED
        worth -= loss
        made.take(worth)
        assert made.marks is not None
        assert made.marks.day_pnl(worth) == -loss
        if number < 3:
            made.begin_day(day(number), worth)
    marks = made.marks
    assert marks is not None
    assert marks.week_pnl(worth) == -900
    assert made.states[RuleKind.WEEKLY_LOSS] is RuleState.BREACHED


@pytest.mark.rule("11.3")
def test_a_target_of_3000_with_a_buffer_of_100_fires_at_3100() -> None:
    for rule in (DailyTarget(Decimal(3000), Decimal(100)), WeeklyTarget(Decimal(3000), Decimal(100))):
        made = meter(rule)
        assert at(made, rule.kind, "53000") is RuleState.NEAR
        assert at(made, rule.kind, "53099.99") is RuleState.NEAR
        assert at(made, rule.kind, "53100") is RuleState.BREACHED


@pytest.mark.rule("11.2")
def test_an_end_of_day_drawdown_rises_with_the_days_closing_figure_only() -> None:
    made = meter(Drawdown(Decimal(2000), START, DrawdownMode.END_OF_DAY))
    made.take(Decimal(53_000))
    assert made.marks is not None
    assert made.marks.floor == 48_000
    made.take(Decimal(51_000))
    made.begin_day(day(1), Decimal(51_000))
    assert [made.marks.high, made.marks.floor] == [Decimal(51_000), Decimal(49_000)]
    assert at(made, RuleKind.DRAWDOWN, "49000") is RuleState.BREACHED


@pytest.mark.rule("11.2")
def test_a_floor_that_stays_at_the_start_balance_rises_to_it_and_no_higher() -> None:
    made = meter(Drawdown(Decimal(2000), START, stops_at=START))
    made.take(Decimal(51_500))
    assert made.marks is not None
    assert made.marks.floor == 49_500
    made.take(Decimal(60_000))
    assert made.marks.floor == 50_000
    assert at(made, RuleKind.DRAWDOWN, "50000") is RuleState.BREACHED


def test_a_static_drawdown_stays_where_it_began() -> None:
    made = meter(Drawdown(Decimal(2000), START, DrawdownMode.STATIC))
    made.take(Decimal(60_000))
    assert made.marks is not None
    assert made.marks.floor == 48_000


@pytest.mark.rule("11.2")
def test_a_give_back_counts_from_the_days_peak_once_that_is_high_enough() -> None:
    made = meter(GiveBack(Decimal(300), after=Decimal(500)))
    made.take(Decimal(50_499))
    made.take(Decimal(50_100))
    assert RuleKind.GIVE_BACK not in made.states  # 399 of 499 given back, and 500 was never there
    made.take(Decimal(50_500))
    assert at(made, RuleKind.GIVE_BACK, "50200.01") is RuleState.NEAR
    assert at(made, RuleKind.GIVE_BACK, "50200") is RuleState.BREACHED


@pytest.mark.rule("11.6")
def test_a_new_day_moves_the_days_base_after_its_profit_was_taken_and_leaves_the_high_water_mark() -> None:
    made = meter(Drawdown(Decimal(2000), START), DailyLoss(Decimal(500)))
    made.take(Decimal(52_000))
    made.take(Decimal(51_600))
    made.begin_day(day(1), Decimal(51_600))
    marks = made.marks
    assert marks is not None
    assert (marks.day_start, marks.day_peak) == (Decimal(51_600), Decimal(0))
    assert [marks.high, marks.floor] == [Decimal(52_000), Decimal(50_000)]
    assert at(made, RuleKind.DAILY_LOSS, "51100") is RuleState.BREACHED


@pytest.mark.rule("11.6")
def test_a_new_week_moves_the_weeks_base_and_a_new_day_does_not() -> None:
    made = meter(WeeklyLoss(Decimal(900)))
    made.begin_day(day(1), Decimal(49_500))
    assert at(made, RuleKind.WEEKLY_LOSS, "49100") is RuleState.BREACHED
    made.begin_day(day(7, week=1), Decimal(49_100))
    assert made.states[RuleKind.WEEKLY_LOSS] is RuleState.ARMED
    assert made.marks is not None
    assert made.marks.week_start == 49_100


@pytest.mark.rule("11.1")
def test_cash_put_in_or_taken_out_is_neither_profit_nor_loss() -> None:
    made = meter(DailyLoss(Decimal(500)), DailyTarget(Decimal(500)))
    made.pay(Decimal(-1_000))
    assert at(made, RuleKind.DAILY_LOSS, "49000") is RuleState.ARMED
    assert at(made, RuleKind.DAILY_LOSS, "48500") is RuleState.BREACHED
    made.pay(Decimal(2_000))
    assert at(made, RuleKind.DAILY_TARGET, "51000") is RuleState.ARMED
    assert at(made, RuleKind.DAILY_TARGET, "51500") is RuleState.BREACHED


@pytest.mark.rule("11.2")
def test_a_rule_that_is_not_armed_says_so_and_never_fires() -> None:
    made = meter(DailyLoss(Decimal(500), armed=False))
    assert at(made, RuleKind.DAILY_LOSS, "40000") is RuleState.OFF
    made.use(made.rules.switched(RuleKind.DAILY_LOSS, True))
    assert made.states[RuleKind.DAILY_LOSS] is RuleState.BREACHED


def test_the_share_of_the_limit_to_warn_at_can_be_set() -> None:
    made = meter(DailyLoss(Decimal(500)), warn_percent=50)
    assert at(made, RuleKind.DAILY_LOSS, "49750.01") is RuleState.ARMED
    assert at(made, RuleKind.DAILY_LOSS, "49750") is RuleState.NEAR


@pytest.mark.rule("11.6")
def test_a_rule_whose_lock_was_ended_by_hand_is_watched_again_once_its_figure_is_back_in_the_clear() -> None:
    made = meter(DailyLoss(Decimal(500)))
    made.take(Decimal(49_400))
    made.waive(frozenset({RuleKind.DAILY_LOSS}))
    assert made.states[RuleKind.DAILY_LOSS] is RuleState.NEAR
    for worth in ("49550", "49300", "49600"):
        assert at(made, RuleKind.DAILY_LOSS, worth) is RuleState.NEAR
    assert at(made, RuleKind.DAILY_LOSS, "49600.01") is RuleState.ARMED
    assert at(made, RuleKind.DAILY_LOSS, "49500") is RuleState.BREACHED


def test_what_was_waived_is_watched_again_with_the_next_day_but_a_drawdown_is_not() -> None:
    made = meter(DailyLoss(Decimal(500)), Drawdown(Decimal(600), START))
    made.take(Decimal(49_400))
    made.waive(frozenset({RuleKind.DAILY_LOSS, RuleKind.DRAWDOWN}))
    made.begin_day(day(1), Decimal(49_400))
    assert made.marks is not None
    assert made.marks.waived == {RuleKind.DRAWDOWN}
    assert at(made, RuleKind.DAILY_LOSS, "48900") is RuleState.BREACHED


def test_an_edited_drawdown_gets_its_floor_from_the_mark_that_was_reached() -> None:
    made = meter(Drawdown(Decimal(2000), START))
    made.take(Decimal(52_000))
    made.use(RiskRules((Drawdown(Decimal(3000), START),)))
    assert made.marks is not None
    assert [made.marks.high, made.marks.floor] == [Decimal(52_000), Decimal(49_000)]


RULES = (
    DailyLoss(Decimal(500)),
    WeeklyLoss(Decimal(900)),
    DailyTarget(Decimal(700), Decimal(50)),
    WeeklyTarget(Decimal(1500)),
    Drawdown(Decimal(1200), START, stops_at=START + 100),
    GiveBack(Decimal(250), after=Decimal(200)),
)
CENTS = st.lists(st.integers(4_850_000, 5_200_000), min_size=1, max_size=40)


@pytest.mark.rule("11.3")
@given(CENTS)
def test_the_calm_band_never_hides_what_a_full_look_would_find(figures: list[int]) -> None:
    quick, thorough = meter(*RULES), meter(*RULES)
    for cents in figures:
        worth = Decimal(cents) / 100
        quick.take(worth)
        marks = thorough.marks
        assert marks is not None
        thorough.marks = marks  # so that everything is looked at
        thorough.take(worth)
        assert quick.states == thorough.states
        assert quick.marks == thorough.marks


@pytest.mark.rule("11.6")
@given(CENTS)
def test_no_figure_and_no_day_lowers_the_high_water_mark_or_the_floor(figures: list[int]) -> None:
    made = meter(*RULES)
    for number, cents in enumerate(figures, start=1):
        before = made.marks
        assert before is not None
        assert before.high is not None
        assert before.floor is not None
        made.take(Decimal(cents) / 100)
        if number % 5 == 0:
            made.begin_day(day(number, number // 10), Decimal(cents) / 100)
        assert made.marks is not None
        assert made.marks.high is not None
        assert made.marks.floor is not None
        assert made.marks.high >= before.high
        assert made.marks.floor >= before.floor


def test_marks_are_handed_out_to_be_kept_when_they_have_moved() -> None:
    made = meter(*RULES)
    made.moved = False
    made.take(Decimal(49_990))
    assert not made.moved
    made.take(Decimal(50_010))
    assert made.moved
    kept = made.marks
    assert kept is not None
    again = Meter(made.rules, replace(kept))
    assert again.take(Decimal(50_010))
    assert again.states == made.states
