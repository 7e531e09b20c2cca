"""Breaches and locks through the whole program: from a price to flat and locked, and out again (rules 11.1 to 11.6)."""

from decimal import Decimal

import pytest

from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.risk import (
    Contracts,
    CoolDown,
    DailyLoss,
    DailyTarget,
    Drawdown,
    GiveBack,
    Hours,
    News,
    RiskRules,
    RuleKind,
    RuleState,
    Trades,
    WeeklyLoss,
    Window,
)
from mimikdesk.domain.risk_locks import LockKind
from mimikdesk.domain.trading_day import NewsItem
from mimikdesk.domain.zone import DAY, HOUR, MINUTE
from tests.unit.services.risk_stage import SECOND, RiskStage

START = Decimal(50_000)
DAILY = DailyLoss(Decimal(500))

FIVE_PM = 1_767_654_000_000_000_000
"""Monday 2026-01-05, 5 PM in Chicago: the end of the trading day in which a stage begins."""
SUNDAY = FIVE_PM + 6 * DAY


def breached(*rules: DailyLoss | Drawdown | WeeklyLoss, begins_ns: int = FIVE_PM - 510 * MINUTE) -> RiskStage:
    """Long 2 from 25,150.25, and the market is 130 points lower: 522.40 lost with fees."""
    stage = RiskStage(*(rules or (DAILY,)), clock=VirtualClock(begins_ns))
    stage.trade(2)
    stage.move(-130, wait_ms=3_000)
    return stage


def opens(stage: RiskStage) -> bool:
    """Whether the follower still takes a trade of the leader, which is closed again."""
    stage.trade(1)
    held = stage.held(stage.f1)
    stage.trade(-1)
    return held != 0


@pytest.mark.rule("11.4", "11.1")
def test_a_loss_limit_that_is_reached_ends_flat_and_locked_and_is_told_with_its_figures() -> None:
    stage = breached()
    assert stage.held(stage.f1) == 0
    assert stage.held(stage.f2) == 1  # each account has its own rules
    row = stage.risk()
    assert [(lock.kind, lock.until_ns) for lock in row.locks] == [(LockKind.DAILY, FIVE_PM)]
    assert (row.rules[0].state, row.state) == (RuleState.LOCKED, RuleState.LOCKED)
    assert "-521.70, the limit -500.00" in stage.notices(NoticeKind.RISK_BREACH)[0]
    assert not opens(stage)
    assert stage.notices(NoticeKind.RISK_LOCKED)
    assert stage.row(stage.f1).cause.startswith("Daily loss: the day's P&L is -521.70")
    stage.program.check_session()
    stage.wait(500)
    checked = next(update.check for update in reversed(stage.updates) if update.check is not None)
    locked = {account.name: account.locked for account in checked.accounts}
    assert locked["First"].startswith("Daily loss:")
    assert locked["Second"] == ""
    assert any(text.startswith("Opening trade held back: Daily loss:") for text in stage.texts("First"))


@pytest.mark.rule("11.4")
def test_a_lock_never_holds_an_exit() -> None:
    stage = RiskStage(DAILY)
    stage.trade(2)
    stage.program.lock_accounts((stage.f1,), "lunch")
    stage.trade(1)
    assert stage.held(stage.f1) == 2
    stage.trade(-3)
    assert stage.held(stage.f1) == 0


@pytest.mark.rule("11.6")
def test_a_daily_lock_ends_with_the_trading_day_and_not_a_moment_before() -> None:
    stage = breached()
    stage.trade(-2)
    stage.until(FIVE_PM - 2 * SECOND)
    assert not opens(stage)
    stage.until(FIVE_PM)
    assert opens(stage)
    row = stage.risk()
    assert (row.locks, row.rules[0].state) == ((), RuleState.ARMED)
    assert row.day_pnl is not None
    assert row.day_pnl > -10
    assert [(day, pnl < -500) for day, pnl in row.days] == [("2026-01-05", True)]
    assert stage.notices(NoticeKind.RISK_CLEARED)


@pytest.mark.rule("11.6")
def test_a_weekly_lock_outlives_the_daily_reset() -> None:
    stage = breached(WeeklyLoss(Decimal(500)), begins_ns=SUNDAY - 26 * HOUR)
    stage.trade(-2)
    stage.until(SUNDAY - 23 * HOUR)
    assert not opens(stage)
    stage.until(SUNDAY - 2 * SECOND)
    assert not opens(stage)
    stage.until(SUNDAY)
    assert opens(stage)


@pytest.mark.rule("11.6")
def test_a_drawdown_lock_ends_by_hand_only_and_does_not_fire_again_for_what_has_happened() -> None:
    stage = breached(Drawdown(Decimal(500), START), begins_ns=SUNDAY - HOUR)
    stage.trade(-2)
    stage.until(SUNDAY + HOUR)
    assert not opens(stage)
    stage.program.unlock_account(stage.f1, "")
    assert "Say why" in stage.refused
    assert not opens(stage)
    stage.program.unlock_account(stage.f1, "the firm has reset it")
    assert stage.refused == ""
    assert opens(stage)
    assert stage.held(stage.f1) == 0
    assert any("the firm has reset it" in text for text in stage.notices(NoticeKind.RISK_EDITED))
    (past,) = stage.risk().history
    assert past.how == "Unlocked by hand: the firm has reset it"


@pytest.mark.rule("11.6")
def test_the_high_water_mark_stays_over_days_and_restarts() -> None:
    stage = RiskStage(Drawdown(Decimal(600), START))
    stage.trade(2)
    stage.move(200)
    stage.trade(-2)
    stage.wait(3_000)
    high = stage.risk().high
    assert high is not None
    assert high > 50_390
    stage.until(FIVE_PM + HOUR)
    stage.restart()
    assert stage.risk().high == high
    assert stage.risk().floor == high - 600


@pytest.mark.rule("11.4", "10.4")
def test_a_breach_that_a_restart_interrupts_is_seen_through_by_the_next_run() -> None:
    stage = RiskStage(DAILY)
    stage.trade(2)
    connection = stage.f1.partition("/")[0]
    stage.cut(connection, 60)  # type: ignore[arg-type]
    risk = stage.program._risk_desk.of(stage.f1)
    stage.program._risk_desk._breach(risk, RuleKind.DAILY_LOSS, stage.clock.now())
    stage.wait(500)
    assert stage.held(stage.f1) == 2
    stage.restart()
    stage.wait(65_000)
    assert stage.held(stage.f1) == 0
    assert [lock.kind for lock in stage.risk().locks] == [LockKind.DAILY]
    assert not opens(stage)


@pytest.mark.rule("11.4", "3.4")
def test_no_rule_fires_while_the_line_is_down_and_one_that_should_have_fires_when_it_is_back() -> None:
    stage = RiskStage(DAILY)
    stage.trade(2)
    stage.cut(stage.f2.partition("/")[0], 1)  # type: ignore[arg-type]
    stage.cut(stage.f1.partition("/")[0], 20)  # type: ignore[arg-type]
    stage.move(-130, wait_ms=5_000)
    assert stage.notices(NoticeKind.RISK_BREACH) == []
    stage.wait(30_000)
    assert stage.held(stage.f1) == 0
    assert [lock.kind for lock in stage.risk().locks] == [LockKind.DAILY]


@pytest.mark.rule("11.1")
def test_a_figure_that_is_too_old_fires_nothing_and_that_is_told() -> None:
    stage = RiskStage(DAILY)
    stage.trade(2)
    stage.end_quotes()
    stage.wait(35_000)
    stage.tell_worth(Decimal(49_000), age_ns=31 * SECOND)
    assert stage.notices(NoticeKind.RISK_BREACH) == []
    assert stage.risk().old
    stage.wait(25_000)
    assert len(stage.notices(NoticeKind.RISK_BLIND)) == 1
    stage.tell_worth(Decimal(49_000), age_ns=5 * SECOND)
    assert "-1,000.00" in stage.notices(NoticeKind.RISK_BREACH)[0]
    stage.wait(2_000)
    assert stage.held(stage.f1) == 0


@pytest.mark.rule("11.5", "4.5")
def test_a_leaders_rule_holds_his_group_and_never_trades_him() -> None:
    stage = RiskStage()
    stage.program.set_risk((stage.leader,), RiskRules((DAILY,)))
    stage.trade(2)
    stage.move(-130, wait_ms=3_000)
    assert (stage.held(stage.leader), stage.held(stage.f1)) == (2, 2)
    assert stage.sent_to(stage.leader) == 0
    assert [lock.kind for lock in stage.risk(stage.leader).locks] == [LockKind.DAILY]
    stage.trade(1)
    assert stage.held(stage.f1) == 2
    assert any("The leader's own account is held" in text for text in stage.texts("First"))
    assert any("leader's account holds the group" in text for text in stage.risk().warnings)
    stage.trade(-3)
    assert stage.held(stage.f1) == 0
    stage.until(FIVE_PM)
    assert opens(stage)


@pytest.mark.rule("11.2")
def test_a_profit_target_and_a_give_back_lock_the_day_in_profit() -> None:
    stage = RiskStage(DailyTarget(Decimal(300), Decimal(50)))
    stage.trade(2)
    stage.move(80)
    assert stage.held(stage.f1) == 2
    stage.move(10, wait_ms=3_000)
    assert (stage.held(stage.f1), stage.risk().locks[0].kind) == (0, LockKind.DAILY)
    stage = RiskStage(GiveBack(Decimal(200), after=Decimal(400)))
    stage.trade(2)
    stage.move(110)
    stage.move(-40)
    assert stage.held(stage.f1) == 2
    stage.move(-15, wait_ms=3_000)
    assert stage.held(stage.f1) == 0
    assert "of the day's best" in stage.notices(NoticeKind.RISK_BREACH)[0]


@pytest.mark.rule("11.2", "11.7")
def test_after_the_last_trade_of_the_day_the_account_is_locked() -> None:
    stage = RiskStage(Trades(2))
    assert opens(stage)
    assert [stage.risk().trades_today, stage.rule().left] == [1, Decimal(1)]
    assert opens(stage)
    assert [lock.kind for lock in stage.risk().locks] == [LockKind.DAILY]
    assert not opens(stage)
    stage.until(FIVE_PM)
    assert opens(stage)


@pytest.mark.rule("11.2")
def test_a_cool_down_after_losses_holds_opens_for_its_minutes() -> None:
    stage = RiskStage(CoolDown(losses=2, minutes=10))
    for _ in range(2):
        stage.trade(1)
        stage.move(-5)
        stage.trade(-1)
    began = stage.clock.now().utc_ns
    assert not opens(stage)
    assert stage.rule().state is RuleState.LOCKED
    stage.until(began + 9 * MINUTE)
    assert not opens(stage)
    stage.until(began + 10 * MINUTE)
    assert opens(stage)


@pytest.mark.rule("11.2")
def test_outside_trading_hours_nothing_opens_and_at_its_time_the_account_is_flattened() -> None:
    stage = RiskStage(Hours((Window(8 * 60 + 30, 15 * 60),), flat_by=15 * 60 + 5))
    assert opens(stage)  # 8:30 in Chicago
    stage.trade(1)
    stage.until(FIVE_PM - 2 * HOUR + SECOND)
    stage.trade(1)
    assert stage.held(stage.f1) == 1
    stage.until(FIVE_PM - 115 * MINUTE - SECOND)
    assert stage.held(stage.f1) == 1
    stage.until(FIVE_PM - 115 * MINUTE + 2 * SECOND)
    assert stage.held(stage.f1) == 0
    assert any("flat by Monday 15:05" in text for text in stage.notices(NoticeKind.RISK_WARNED))


@pytest.mark.rule("11.2")
def test_a_news_window_holds_opens_lets_exits_through_and_can_ask_for_flat() -> None:
    stage = RiskStage()
    release = stage.clock.now().utc_ns + HOUR
    stage.news.items.append(NewsItem(release, "CPI"))
    stage.program.set_risk((stage.f1,), RiskRules((News(5, 10),)))
    stage.program.set_risk((stage.f2,), RiskRules((News(5, 10, flat=True),)))
    stage.trade(2)
    stage.until(release - 5 * MINUTE + SECOND)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (2, 0)
    stage.trade(1)
    assert stage.held(stage.f1) == 2
    assert any("CPI" in text for text in stage.texts("First"))
    stage.trade(-3)
    assert stage.held(stage.f1) == 0
    stage.until(release + 10 * MINUTE)
    assert opens(stage)


@pytest.mark.rule("11.2", "11.7")
def test_max_contracts_counts_what_is_held_and_says_how_much_room_is_left() -> None:
    stage = RiskStage(Contracts(3))
    stage.trade(2)
    assert [stage.rule().figure, stage.rule().left] == [Decimal(2), Decimal(1)]
    stage.trade(4)
    assert stage.held(stage.f1) == 3
    assert stage.rule().state is RuleState.NEAR


@pytest.mark.rule("13.1")
def test_the_cockpit_shows_how_far_the_nearest_limit_against_losses_is() -> None:
    stage = RiskStage(DAILY, Drawdown(Decimal(2000), START), DailyTarget(Decimal(600)), warn_percent=50)
    stage.trade(2)
    stage.move(-70, wait_ms=3_000)
    stage.wait(500)
    limit = stage.row(stage.f1).limit
    assert limit is not None
    assert (limit.kind, limit.state) == (RuleKind.DAILY_LOSS, RuleState.NEAR)
    assert limit.left == next(row for row in stage.risk().rules if row.kind is RuleKind.DAILY_LOSS).left
    assert stage.row(stage.leader).limit is None
