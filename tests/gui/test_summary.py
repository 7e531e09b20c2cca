"""The whole window in one word, and what to look at first."""

from dataclasses import replace

import pytest

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.events import LineState
from mimikdesk.gui import gallery_data, gallery_guard
from mimikdesk.gui.summary import WindowState, summarise
from mimikdesk.services.views import AccountRow, BoardView, Remedy, RowState


def board_with(*changed: AccountRow, on: bool = True) -> BoardView:
    """The normal desk with rows of the same account replaced."""
    board = gallery_data.normal()
    by_account = {row.account: row for row in changed}
    rows = tuple(by_account.get(row.account, row) for row in board.rows)
    return BoardView(tuple(replace(group, on=on) for group in board.groups), rows)


def follower(number: int) -> AccountRow:
    return gallery_data.normal().rows[number]


def test_a_desk_in_step_has_no_problem() -> None:
    summary = summarise(gallery_data.normal())
    assert (summary.state, summary.problems) == (WindowState.IN_STEP, ())


def test_a_desk_without_groups_is_empty_and_not_stopped() -> None:
    summary = summarise(BoardView((), ()))
    assert summary.state is WindowState.EMPTY
    assert not summary.state.stopped


def test_a_wrong_position_is_told_before_a_missed_one_and_before_lines() -> None:
    missed = replace(follower(1), state=RowState.OUT_OF_STEP, position=0, divergence=-4)
    wrong = replace(follower(2), state=RowState.OUT_OF_STEP, expected=0, divergence=2)
    cut_off = replace(follower(3), line=LineState.RECONNECTING)
    problems = summarise(board_with(missed, wrong, cut_off)).problems
    assert [problem.account_name for problem in problems] == ["Follower B", "Follower A", "Follower C"]


def test_a_position_that_should_not_be_there_is_critical_and_can_be_flattened() -> None:
    wrong = replace(follower(2), state=RowState.OUT_OF_STEP, expected=0, divergence=2, cause="An exit was rejected.")
    wrong = replace(wrong, remedy=Remedy.FLATTEN)
    problem = summarise(board_with(wrong)).problems[0]
    assert problem.text == "Follower B is LONG 2 MNQH6, but should be flat."
    assert problem.cause == "An exit was rejected."
    assert (problem.level, problem.remedy) == (Level.CRITICAL, Remedy.FLATTEN)


def test_a_missed_entry_offers_no_way_to_enter_late() -> None:
    missed = replace(follower(1), state=RowState.OUT_OF_STEP, position=0, divergence=-4)
    problem = summarise(board_with(missed)).problems[0]
    assert problem.text == "Follower A is flat in MNQH6, but should be LONG 4."
    assert problem.remedy is Remedy.NONE


def test_a_follower_switched_off_by_hand_is_no_problem_but_one_held_is() -> None:
    by_hand = replace(follower(1), state=RowState.PAUSED, on=False)
    assert summarise(board_with(by_hand)).problems == ()
    held = replace(follower(1), state=RowState.OUT_OF_STEP, cause="Three rejections in a row.", remedy=Remedy.RESUME)
    problem = summarise(board_with(held)).problems[0]
    assert problem.text == "New trades on Follower A are held back."
    assert (problem.remedy, problem.cause) == (Remedy.RESUME, "Three rejections in a row.")


@pytest.mark.rule("13.1")
def test_findings_come_first_and_stand_for_their_rows() -> None:
    board = gallery_guard.guarded(4)
    problems = summarise(board).problems
    assert [problem.finding for problem in problems] == list(board.findings)
    assert [problem.steps for problem in problems] == [finding.steps for finding in board.findings]
    without = summarise(replace(board, findings=())).problems
    assert [problem.account_name for problem in without] == ["Follower A", "Follower B", "Follower C", "Follower E"]


def test_a_critical_row_comes_before_a_finding_that_is_not() -> None:
    board = gallery_guard.guarded(4)
    missed = board.findings[3]
    problems = summarise(replace(board, findings=(missed,))).problems
    assert [problem.account_name for problem in problems] == ["Follower A", "Follower B", "Follower C", "Follower E"]


def test_every_problem_says_what_to_do_now() -> None:
    for board in (gallery_data.troubled(), gallery_guard.guarded(4), gallery_guard.guarded(0)):
        assert all(problem.steps for problem in summarise(board).problems)


def test_a_line_is_told_once_for_all_its_accounts() -> None:
    both = [
        replace(follower(number), line=LineState.RECONNECTING, state=RowState.OUT_OF_STEP, divergence=0)
        for number in (1, 2)
    ]
    problems = summarise(board_with(*both)).problems
    assert [problem.text for problem in problems] == ["The line to Practice A is lost; it is being restored."]


def test_the_window_is_stopped_when_every_group_is_off_or_no_line_stands() -> None:
    assert summarise(board_with(on=False)).state is WindowState.PAUSED
    down = [replace(row, line=LineState.DISCONNECTED) for row in gallery_data.normal().rows]
    assert summarise(board_with(*down)).state is WindowState.DISCONNECTED
    assert WindowState.PAUSED.stopped
    assert WindowState.DISCONNECTED.stopped
    assert not WindowState.ATTENTION.stopped


def test_a_wrong_position_is_told_even_while_everything_is_paused() -> None:
    wrong = replace(follower(2), state=RowState.OUT_OF_STEP, expected=0, divergence=2)
    summary = summarise(board_with(wrong, on=False))
    assert summary.state is WindowState.PAUSED
    assert len(summary.problems) == 1
