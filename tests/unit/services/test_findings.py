"""The guard's findings as the trader reads them: what stands, why, when something happens, and what to do first."""

from dataclasses import replace

import pytest

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.guard import Answer, Finding, FindingCause, FindingKind, GuardAction, GuardSettings
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.time import SECOND
from mimikdesk.engine.book import Book
from mimikdesk.services.findings import STEPS, WORST
from mimikdesk.services.views import FindingRow, RowState
from tests.unit.services.stage import GROUP, MNQ, OTHER, Stage


def book(stage: Stage, account: AccountId) -> Book:
    return stage.program.copier.state.follows[account][1].book(MNQ)


def finding(stage: Stage, account: AccountId, kind: FindingKind = FindingKind.ORPHAN, **changed: object) -> Finding:
    made = Finding(
        kind=kind,
        group=GROUP,
        account=account,
        symbol=MNQ,
        leader=0,
        position=2,
        expected=0,
        action=GuardAction.EXIT,
        keep=0,
        cause=FindingCause.UNKNOWN,
        reason=None,
        text="",
        since=stage.clock.now(),
        due_ns=stage.clock.now().mono_ns + 2 * SECOND,
        answers=(Answer.CORRECT, Answer.LEAVE),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def stand(stage: Stage, account: AccountId, kind: FindingKind = FindingKind.ORPHAN, **changed: object) -> None:
    """Let the guard have found this."""
    found = finding(stage, account, kind, **changed)
    here = book(stage, account)
    here.position, here.finding = found.position, found
    touch(stage)


def touch(stage: Stage) -> None:
    """The state was changed by hand: the board has to be made again."""
    stage.program._changed = True


def rows(stage: Stage) -> tuple[FindingRow, ...]:
    return stage.program._board.view(stage.clock.now()).findings


SENTENCES = [
    (FindingKind.ORPHAN, {}, "Second holds 2 MNQZ6, leader is flat."),
    (FindingKind.ORPHAN, {"position": -2}, "Second is short 2 MNQZ6, leader is flat."),
    (FindingKind.OPPOSITE_SIDE, {"position": -2, "leader": 4}, "Second is short 2 MNQZ6, the leader is long 4."),
    (FindingKind.OVER_SIZE, {"position": 5, "expected": 4}, "Second holds 5 MNQZ6 and should hold 4."),
    (FindingKind.UNDER_SIZE, {"position": -1, "expected": -4}, "Second is short 1 MNQZ6 and should hold 4."),
    (FindingKind.MISSED_ENTRY, {"position": 0, "expected": -2}, "Second is flat in MNQZ6 and should be short 2."),
    (
        FindingKind.ROGUE_TRADE,
        {"position": 3, "expected": 2},
        "Second holds 3 MNQZ6 after a trade that was not copied, and should hold 2.",
    ),
    (
        FindingKind.STALE,
        {"leader": 4, "position": 0},
        "Second is flat in MNQZ6, while the leader is long 4 from before this session.",
    ),
    (
        FindingKind.STALE,
        {"leader": -1},
        "Second holds 2 MNQZ6 from before this session, the leader is short 1.",
    ),
]


@pytest.mark.rule("9.4")
@pytest.mark.parametrize(("kind", "numbers", "text"), SENTENCES)
def test_each_kind_is_told_in_one_plain_sentence(kind: FindingKind, numbers: dict[str, int], text: str) -> None:
    stage = Stage()
    stand(stage, stage.f2, kind, **numbers)
    assert [row.text for row in rows(stage)] == [text]


@pytest.mark.rule("9.5")
def test_the_engines_own_words_for_the_cause_come_before_the_general_ones() -> None:
    stage = Stage()
    stand(stage, stage.f2, cause=FindingCause.REJECTED, text="The broker rejected the order: “margin”.")
    assert rows(stage)[0].cause == "The broker rejected the order: “margin”."
    for cause in FindingCause:
        stand(stage, stage.f2, cause=cause)
        assert rows(stage)[0].cause.endswith(".")


@pytest.mark.rule("9.4")
def test_the_time_of_the_action_is_there_only_while_there_is_an_action_to_come() -> None:
    stage = Stage()
    stand(stage, stage.f2)
    due = stage.clock.now().utc_ns + 2 * SECOND
    assert [row.due_ns for row in rows(stage)] == [due]
    stage.clock.advance(SECOND)
    assert [row.due_ns for row in rows(stage)] == [due], "the row stays the same while time passes"
    for changed in ({"keep": None, "action": GuardAction.ALERT}, {"correcting": True}):
        stand(stage, stage.f2, **changed)
        assert [row.due_ns for row in rows(stage)] == [None]


@pytest.mark.rule("9.7")
def test_with_the_reconciler_off_no_action_is_announced() -> None:
    stage = Stage(guard=GuardSettings(on=False))
    stage.venue.hand(stage.f2).place(MNQ, Side.BUY, 2, OrderKind.MARKET)
    stage.wait(500)
    assert [(row.account, row.due_ns) for row in rows(stage)] == [(stage.f2, None)]


def test_the_worst_comes_first_and_the_larger_before_the_smaller() -> None:
    stage = Stage()
    stand(stage, stage.f1, FindingKind.MISSED_ENTRY, position=0, expected=4)
    stand(stage, stage.f2, FindingKind.OPPOSITE_SIDE, position=-1, leader=4)
    assert [row.account for row in rows(stage)] == [stage.f2, stage.f1]
    stand(stage, stage.f1, FindingKind.OPPOSITE_SIDE, position=-3, leader=4)
    assert [row.account for row in rows(stage)] == [stage.f1, stage.f2]
    assert set(WORST) == set(FindingKind)


def test_a_position_that_nobody_closes_by_himself_is_critical_and_a_missed_entry_is_not() -> None:
    stage = Stage()
    stand(stage, stage.f2)
    assert rows(stage)[0].level is Level.CRITICAL
    stand(stage, stage.f2, FindingKind.MISSED_ENTRY, position=0, expected=4)
    assert rows(stage)[0].level is Level.WARNING


def test_somebody_elses_trade_on_the_right_side_is_no_such_danger_and_comes_after_one_that_turned_it_round() -> None:
    stage = Stage()
    stand(stage, stage.f1, FindingKind.ROGUE_TRADE, position=10, expected=8, leader=4)
    stand(stage, stage.f2, FindingKind.ROGUE_TRADE, position=-1, expected=2, leader=4)
    assert [(row.account, row.level) for row in rows(stage)] == [
        (stage.f2, Level.CRITICAL),
        (stage.f1, Level.WARNING),
    ]


@pytest.mark.rule("9.8")
def test_a_follower_that_is_off_and_flat_misses_nothing() -> None:
    stage = Stage()
    stage.trade(4)
    stage.program.switch_follower(stage.f2, False)
    stage.venue.hand(stage.f2).place(MNQ, Side.SELL, 2)
    stage.wait(500)
    row = stage.row(stage.f2)
    assert (row.position, row.expected, row.state) == (0, 2, RowState.PAUSED)
    assert row.cause == "The follower is switched off."


@pytest.mark.rule("1.2")
def test_the_first_advice_for_a_missed_entry_is_to_leave_it_flat() -> None:
    assert STEPS[FindingKind.MISSED_ENTRY][0].startswith("Leave it flat.")
    assert all(STEPS[kind] for kind in FindingKind)


@pytest.mark.rule("12", "5.6")
def test_an_exit_that_does_not_get_through_is_told_first_with_the_brokers_reason_and_goes_with_it() -> None:
    stage = Stage()
    stage.trade(4)
    stage.links[OTHER].line.reject_all("margin")
    stage.program.flatten_follower(stage.f2)
    stage.wait(3000)
    stand(stage, stage.f1, FindingKind.OPPOSITE_SIDE, position=-9, leader=4)
    stuck, worse = rows(stage)
    assert (stuck.account, worse.account) == (stage.f2, stage.f1)
    assert stuck.text == "Second holds 2 MNQZ6 and will not close: it should be flat."
    assert "margin" in stuck.cause
    assert stuck.steps[0].startswith("Close it now at the broker")
    assert (stuck.level, stuck.correcting, stuck.answers) == (Level.CRITICAL, True, ())
    stage.wait(100)
    assert rows(stage)[0].since_ns == stuck.since_ns
    stage.links[OTHER].line.accept_orders()
    stage.wait(30_000)
    assert stage.f2 not in [row.account for row in rows(stage)]


@pytest.mark.rule("12")
def test_an_exit_that_waits_for_the_market_to_open_says_so_and_not_that_the_broker_is_to_be_called() -> None:
    stage = Stage()
    stage.trade(4)
    stage.links[OTHER].line.reject_all("market closed")
    stage.program.flatten_follower(stage.f2)
    stage.wait(3000)
    (waits,) = rows(stage)
    assert waits.text == "Second holds 2 MNQZ6 and cannot close while the market is closed: it should be flat."
    assert waits.steps[0].startswith("Keep MimikDesk open")


def test_one_refusal_that_is_tried_again_at_once_is_no_alarm() -> None:
    stage = Stage()
    stage.trade(2)
    stage.links[OTHER].line.reject_next(1)
    stage.trade(-2, wait_ms=25)
    assert stage.held(stage.f2) == 1
    assert rows(stage) == ()


@pytest.mark.rule("9.5")
def test_a_finding_puts_the_row_out_of_step_and_names_the_cause() -> None:
    stage = Stage()
    stand(stage, stage.f2, cause=FindingCause.MANUAL_TRADE)
    row = stage.row(stage.f2)
    assert (row.state, row.cause) == (RowState.OUT_OF_STEP, "The account was traded by hand, or by another program.")
    stand(stage, stage.f2, cause=FindingCause.MANUAL_TRADE, correcting=True)
    assert stage.row(stage.f2).cause.startswith("It is being brought in line. ")


@pytest.mark.rule("9.7")
def test_a_breach_is_in_the_row_while_the_switch_is_off() -> None:
    stage = Stage()
    follower = stage.program.copier.state.follows[stage.f2][1]
    follower.on, follower.breach = False, "It held 2 while the leader was flat."
    touch(stage)
    row = stage.row(stage.f2)
    assert row.breach == "It held 2 while the leader was flat."
    assert (row.state, row.cause) == (RowState.PAUSED, sentence(Reason.BREACHED, breach=row.breach))
    follower.on = True
    touch(stage)
    assert stage.row(stage.f2).breach == ""


@pytest.mark.rule("9.8")
def test_hand_contracts_of_a_follower_that_is_off_are_no_alarm_and_copied_ones_still_are() -> None:
    stage = Stage()
    stage.trade(4)
    stage.program.switch_follower(stage.f2, False)
    stage.venue.hand(stage.f2).place(MNQ, Side.BUY, 3)
    stage.wait(500)
    row = stage.row(stage.f2)
    assert (row.position, row.state) == (5, RowState.PAUSED)
    assert row.cause == "The follower is switched off. 3 held by hand."
    book(stage, stage.f2).by_hand = 1
    touch(stage)
    assert stage.row(stage.f2).state is RowState.OUT_OF_STEP


@pytest.mark.rule("10.1")
def test_a_position_left_by_hand_is_quiet_and_says_that_nothing_is_opened_there() -> None:
    stage = Stage()
    stage.trade(4)
    here = book(stage, stage.f2)
    here.left, here.position = True, 5
    touch(stage)
    row = stage.row(stage.f2)
    assert row.state is RowState.PAUSED
    assert row.cause.startswith("You left this follower's position in MNQZ6 as it is")
