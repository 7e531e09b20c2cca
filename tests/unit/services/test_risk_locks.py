"""Locks by hand, self-locks that nothing shortens, edits with old and new values, and what is told (11.6, 11.7)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.errors import RiskError
from mimikdesk.domain.risk import DailyLoss, Drawdown, Hours, RiskRules, RuleKind, RuleState, WeeklyLoss, Window
from mimikdesk.domain.risk_locks import LockKind, self_lock
from mimikdesk.domain.zone import HOUR
from tests.unit.services.risk_stage import SECOND, RiskStage

DAILY = DailyLoss(Decimal(500))


def opens(stage: RiskStage) -> bool:
    stage.trade(1)
    held = stage.held(stage.f1)
    stage.trade(-1)
    return held != 0


@pytest.mark.rule("11.6")
def test_a_lock_by_hand_stands_until_it_is_ended_with_a_reason() -> None:
    stage = RiskStage()
    stage.program.lock_accounts((stage.f1,), "bad day")
    assert not opens(stage)
    stage.until(stage.clock.now().utc_ns + 30 * HOUR)
    assert not opens(stage)
    stage.program.unlock_account(stage.f1, "  ")
    assert not opens(stage)
    stage.program.unlock_account(stage.f1, "slept well")
    assert opens(stage)


@pytest.mark.rule("11.6")
@pytest.mark.parametrize("hours", [0, -1, 49])
def test_a_self_lock_lasts_1_to_48_hours(hours: int) -> None:
    with pytest.raises(RiskError, match="1 to 48 hours"):
        self_lock(hours, 0)
    stage = RiskStage()
    stage.program.self_lock((stage.f1,), hours)
    assert "1 to 48 hours" in stage.refused
    assert stage.risk().locks == ()


@pytest.mark.rule("11.6")
def test_a_self_lock_ends_by_its_time_and_by_nothing_else() -> None:
    stage = RiskStage(DAILY)
    began = stage.clock.now().utc_ns
    stage.program.self_lock((stage.f1,), 3)
    stage.program.unlock_account(stage.f1, "I have changed my mind")
    assert "cannot be ended" in stage.refused
    stage.program.self_lock((stage.f1,), 1)  # it is only ever made longer
    stage.program.set_risk((stage.f1,), RiskRules())
    stage.program.lock_accounts((stage.f1,), "")
    stage.program.unlock_account(stage.f1, "this one goes")
    assert [lock.kind for lock in stage.risk().locks] == [LockKind.SELF]
    stage.until(began + 2 * HOUR)
    stage.restart()
    assert [lock.kind for lock in stage.risk().locks] == [LockKind.SELF]
    assert not opens(stage)
    stage.until(began + 3 * HOUR - 2 * SECOND)
    assert not opens(stage)
    stage.until(began + 3 * HOUR)
    assert opens(stage)


@pytest.mark.rule("11.6")
def test_a_clock_that_is_set_forward_while_the_program_runs_does_not_end_a_self_lock() -> None:
    stage = RiskStage()
    stage.program.self_lock((stage.f1,), 2)
    stage.wait(10 * 60_000)
    stage.clock.jump(48 * HOUR)
    stage.wait(30_000)
    assert not opens(stage)
    stage.wait(100 * 60_000)
    assert not opens(stage)
    stage.wait(11 * 60_000)
    assert opens(stage)


@pytest.mark.rule("11.6")
def test_a_clock_that_is_set_back_before_a_lock_does_not_make_it_shorter() -> None:
    stage = RiskStage()
    stage.wait(60_000)
    stage.clock.jump(-5 * HOUR)
    stage.wait(30_000)
    before = stage.clock.now().utc_ns
    stage.program.self_lock((stage.f1,), 1)
    (lock,) = stage.risk().locks
    assert lock.until_ns is not None
    assert lock.until_ns > before + 5 * HOUR


@pytest.mark.rule("11.6")
def test_a_clock_that_was_set_back_over_a_restart_does_not_make_a_lock_shorter() -> None:
    stage = RiskStage(DAILY)
    stage.trade(1)
    stage.trade(-1)
    stage.wait(5_000)
    seen = stage.clock.now().utc_ns
    stage.program.stop(lambda: None)
    stage.wait(4_000)
    stage.clock.jump(-5 * HOUR)
    stage._make_program()
    stage.program.start()
    stage.wait(2_000)
    stage.program.self_lock((stage.f1,), 1)
    (lock,) = stage.risk().locks
    assert lock.until_ns is not None
    assert lock.until_ns >= seen + HOUR - 5 * SECOND


@pytest.mark.rule("11.6")
def test_edits_and_switches_are_told_with_old_and_new_values() -> None:
    stage = RiskStage(DAILY)
    stage.program.set_risk((stage.f1,), RiskRules((DailyLoss(Decimal(600)), WeeklyLoss(Decimal(900), armed=False))))
    stage.program.arm_risk((stage.f1, stage.f2), RuleKind.WEEKLY_LOSS, True)
    told = stage.notices(NoticeKind.RISK_EDITED)
    assert told == [
        "Risk rules changed. Daily loss: none → 500.00, armed.",
        "Risk rules changed. Daily loss: 500.00, armed → 600.00, armed. Weekly loss: none → 900.00, not armed.",
        "Risk rules changed. Weekly loss: 900.00, not armed → 900.00, armed.",
    ]
    assert stage.risk(stage.f2).rules == ()
    stage.restart()
    assert [rule.rule for rule in stage.risk().rules] == [DailyLoss(Decimal(600)), WeeklyLoss(Decimal(900))]


@pytest.mark.rule("11.2")
def test_one_set_of_rules_is_given_to_many_accounts_at_once() -> None:
    stage = RiskStage()
    rules = RiskRules((DAILY,), preset="Some firm 50K, 2026-01-02")
    stage.program.set_risk((stage.f1, stage.f2, stage.leader), rules)
    assert [stage.risk(each).settings for each in (stage.f1, stage.f2, stage.leader)] == [rules] * 3


def test_hours_in_a_time_zone_that_does_not_exist_are_refused() -> None:
    stage = RiskStage()
    stage.program.set_risk((stage.f1,), RiskRules((Hours((Window(0, 60),), zone="Moon/Crater"),)))
    assert "Moon/Crater" in stage.refused
    assert stage.risk().rules == ()


@pytest.mark.rule("11.7")
def test_a_rule_that_is_saved_and_not_armed_is_told_before_the_trade() -> None:
    stage = RiskStage(replace(DAILY, armed=False))
    assert stage.risk().warnings == ("Saved and not armed, so it does nothing: daily loss.",)
    assert stage.rule().state is RuleState.OFF
    stage.program.switch_group(next(iter(stage.program.copier.state.groups)), False)
    stage.program.switch_group(next(iter(stage.program.copier.state.groups)), True)
    assert stage.notices(NoticeKind.RISK_WARNED) == ["Saved and not armed, so it does nothing: daily loss."]
    stage.restart()
    assert len(stage.notices(NoticeKind.RISK_WARNED)) == 2


@pytest.mark.rule("11.7")
def test_a_limit_that_is_nearly_reached_is_told_once_a_day() -> None:
    stage = RiskStage(DAILY)
    stage.trade(2)
    for points in (-105, 20, -20, 20, -20):
        stage.move(points)
    (told,) = stage.notices(NoticeKind.RISK_NEAR)
    assert told.startswith("Nearly reached. Daily loss: the day's P&L is -4")
    assert any(warning.startswith("Nearly reached.") for warning in stage.risk().warnings)


@pytest.mark.rule("11.7")
def test_a_stop_that_would_take_the_account_to_a_limit_is_told_once() -> None:
    stage = RiskStage(DAILY)
    hand = stage.venue.hand(stage.f1)
    stage.trade(2)
    hand.place(stage.symbol, stage.sell, 2, stage.stop, None, Decimal(24_950))
    stage.wait(1_000)
    assert stage.risk().at_stop == Decimal("-801.70")
    (told,) = stage.notices(NoticeKind.RISK_WARNED)
    assert told == "If its stops fill at their prices, the day ends at -801.70: daily loss would fire."


@pytest.mark.rule("11.1")
def test_cash_that_is_put_in_is_no_profit_and_cash_taken_out_fires_no_loss() -> None:
    stage = RiskStage(DAILY)
    stage.wait(120_000)
    stage.put_cash(stage.f1, Decimal(-1_000))
    stage.wait(3_000)
    assert stage.risk().day_pnl == 0
    assert stage.risk().net_liq == 49_000
    assert stage.risk().locks == ()
    assert stage.row(stage.f1).day_pnl == 0
    assert stage.notices(NoticeKind.RISK_EDITED)[-1].startswith("1,000.00 in cash taken out")


@pytest.mark.rule("11.3")
def test_a_fill_whose_cash_comes_late_makes_no_mark_and_fires_nothing() -> None:
    stage = RiskStage(Drawdown(Decimal(300), Decimal(50_000)))
    stage.trade(2)
    stage.move(140)
    high = stage.risk().high
    assert high is not None
    stage.trade(-2)
    stage.wait(3_000)
    assert stage.risk().locks == ()
    assert stage.risk().high == high
    assert stage.notices(NoticeKind.RISK_BREACH) == []


def test_how_many_more_trades_like_todays_reach_the_limit() -> None:
    stage = RiskStage(DAILY)
    assert stage.risk().what_if == ""
    stage.trade(1)
    stage.move(-50)
    stage.trade(-1)
    stage.wait(1_000)
    text = stage.risk().what_if
    assert text == "4 more losing trades of today's size (100.50 on average) reach the limit: daily loss."
