"""Risk rules, marks and locks come back as they were kept, and no self-lock is ever shortened (rule 11.6)."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.risk import (
    Contracts,
    CoolDown,
    DailyLoss,
    DailyTarget,
    Drawdown,
    DrawdownMode,
    GiveBack,
    Hours,
    News,
    RiskRules,
    RuleKind,
    Trades,
    WeeklyLoss,
    WeeklyTarget,
    Window,
)
from mimikdesk.domain.risk_locks import Breach, EndedLock, Lock, LockKind
from mimikdesk.domain.risk_marks import Marks
from mimikdesk.domain.risk_saved import SavedRisk
from mimikdesk.journal.journal import Journal

ONE, TWO = AccountId("p/A"), AccountId("elsewhere/B")
RULES = RiskRules(
    (
        DailyLoss(Decimal("500.10")),
        WeeklyLoss(Decimal(900), armed=False),
        DailyTarget(Decimal(3000), Decimal(100)),
        WeeklyTarget(Decimal(9000)),
        Drawdown(Decimal(2000), Decimal(50_000), DrawdownMode.END_OF_DAY, Decimal("50100")),
        GiveBack(Decimal(300), Decimal(500)),
        Trades(4),
        Contracts(10, micros=10),
        CoolDown(3, 30),
        Hours((Window(510, 900, frozenset({0, 4})), Window(1320, 60)), flat_by=905, zone="Europe/Berlin"),
        News(5, 10, flat=True, armed=False),
    ),
    warn_percent=70,
    preset="Some firm 50K, 2026-01-02",
)
MARKS = Marks(
    "2026-01-05",
    1,
    2,
    Decimal("50000.25"),
    Decimal(49_000),
    Decimal("50100.5"),
    day_peak=Decimal("120.25"),
    high=Decimal(51_000),
    floor=Decimal(49_000),
    trades=3,
    waived=frozenset({RuleKind.DRAWDOWN, RuleKind.DAILY_LOSS}),
)
BREACH = Breach("risk|p/A|daily_loss|7", RuleKind.DAILY_LOSS, LockKind.DAILY, "the day's P&L is -512.50", 7, 99)
DAILY = Lock(LockKind.DAILY, "the day's P&L is -512.50", 8, 99, RuleKind.DAILY_LOSS)
SELF = Lock(LockKind.SELF, "you have locked this account yourself", 10, 1_000)


def test_everything_that_is_kept_comes_back(tmp_path: Path, open_in: Callable[[Path], Journal]) -> None:
    risks = (journal := open_in(tmp_path)).risks
    assert (dict(risks.risks()), risks.risk_seen_ns()) == ({}, 0)
    risks.keep_risk_rules(ONE, RULES)
    risks.keep_risk_marks(ONE, MARKS, 42)
    risks.keep_risk_lock(ONE, DAILY)
    risks.keep_risk_lock(ONE, SELF)
    risks.end_risk_lock(ONE, EndedLock(DAILY, 99, "The trading day has ended."))
    risks.keep_risk_breach(TWO, BREACH)
    for day, pnl in (("2026-01-06", "-12.5"), ("2026-01-05", "100.00"), ("2026-01-05", "101.25")):
        risks.keep_risk_day(ONE, day, Decimal(pnl))
    assert journal.recorder.flush()
    ended = EndedLock(DAILY, 99, "The trading day has ended.")
    days = (("2026-01-05", Decimal("101.25")), ("2026-01-06", Decimal("-12.5")))
    assert risks.risks() == {
        ONE: SavedRisk(RULES, MARKS, (SELF,), (ended,), None, days),
        TWO: SavedRisk(breach=BREACH),
    }
    assert risks.risk_seen_ns() == 99
    risks.keep_risk_breach(TWO, None)
    risks.keep_risk_marks(ONE, replace(MARKS, trades=4), 1_234)
    assert journal.recorder.flush()
    assert TWO not in risks.risks()
    assert risks.risks()[ONE].marks == replace(MARKS, trades=4)
    assert risks.risk_seen_ns() == 1_234


def test_accounts_that_begin_anew_keep_their_rules_and_locks(journal: Journal) -> None:
    risks = journal.risks
    for account in (ONE, TWO):
        risks.keep_risk_rules(account, RULES)
        risks.keep_risk_marks(account, MARKS, 1)
        risks.keep_risk_lock(account, SELF)
        risks.keep_risk_breach(account, BREACH)
    risks.forget_risk_marks([ONE])
    assert risks.risks() == {
        ONE: SavedRisk(RULES, None, (SELF,)),
        TWO: SavedRisk(RULES, MARKS, (SELF,), breach=BREACH),
    }


@pytest.mark.rule("11.6")
def test_a_self_lock_can_be_made_longer(journal: Journal) -> None:
    longer = replace(SELF, until_ns=2_000)
    for lock in (SELF, longer):
        journal.risks.keep_risk_lock(ONE, lock)
    journal.recorder.flush()
    assert journal.risks.risks()[ONE].locks == (longer,)


@pytest.mark.rule("11.6")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE risk_locks SET until_ns = 999",
        "UPDATE risk_locks SET until_ns = NULL",
        "UPDATE risk_locks SET ended_ns = 999",
        "UPDATE risk_locks SET kind = 'hand'",
        "UPDATE risk_locks SET account = 'p/other'",
        "DELETE FROM risk_locks",
    ],
)
def test_the_schema_lets_nobody_shorten_end_or_delete_a_self_lock(journal: Journal, statement: str) -> None:
    journal.risks.keep_risk_lock(ONE, SELF)
    journal.recorder.flush()
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as sql, pytest.raises(sqlite3.IntegrityError):
        sql.execute(statement)
    assert journal.risks.risks()[ONE].locks == (SELF,)


@pytest.mark.rule("11.6")
def test_a_self_lock_whose_time_is_over_is_ended(journal: Journal) -> None:
    journal.risks.keep_risk_lock(ONE, SELF)
    journal.risks.end_risk_lock(ONE, EndedLock(SELF, 1_000, "over"))
    journal.recorder.flush()
    assert journal.risks.risks()[ONE].locks == ()
