"""What now: the list of problems, the chosen one in full, and its answers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mimikdesk.domain.guard import Answer, FindingKind
from mimikdesk.gui import format as fmt
from mimikdesk.gui import gallery_guard
from mimikdesk.gui.problems_window import ProblemsWindow
from mimikdesk.gui.summary import Summary, WindowState, summarise
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.problem_detail import NOTHING, SETTLED
from mimikdesk.services.views import BoardView
from tests.helpers.hands import LONG_ENOUGH_MS, click, press, tap


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> ProblemsWindow:
    made = ProblemsWindow(theme)
    qtbot.addWidget(made)
    return made


def show(window: ProblemsWindow, board: BoardView) -> Summary:
    summary = summarise(board)
    window.apply(summary, board.at_ns)
    return summary


def words(window: ProblemsWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def lines(window: ProblemsWindow) -> list[str]:
    return [window.list.item(row).text() for row in range(window.list.count())]


def button(window: ProblemsWindow, text: str) -> QPushButton:
    return next(found for found in window.findChildren(QPushButton) if found.text() == text and found.isVisible())


def test_a_single_problem_is_shown_in_full_without_a_list(window: ProblemsWindow) -> None:
    board = replace(gallery_guard.guarded(1), rows=())
    show(window, board)
    window.open_at(None)
    assert not window.list.isVisible()
    finding = board.findings[0]
    shown = words(window)
    assert {finding.text, finding.cause, "What now", *finding.steps} <= set(shown)
    assert f"Since {fmt.clock_time(finding.since_ns)[:-4]}" in shown
    assert "Closing in 1.4\N{THIN SPACE}s" in shown


def test_several_are_listed_worst_first_and_chosen_by_key(window: ProblemsWindow) -> None:
    summary = show(window, gallery_guard.many_findings())
    window.open_at(summary.problems[4])
    assert lines(window) == [problem.text for problem in summary.problems]
    assert window.detail.problem == summary.problems[4]
    assert "13 to look at, worst first" in words(window)
    tap(window.list, Qt.Key.Key_Down)
    assert window.detail.problem == summary.problems[5]


def test_what_was_chosen_stays_chosen_while_the_order_changes(window: ProblemsWindow) -> None:
    board = gallery_guard.guarded(4)
    summary = show(window, board)
    window.open_at(summary.problems[2])
    swapped = Summary(WindowState.ATTENTION, "", tuple(reversed(summary.problems)))
    window.apply(swapped, board.at_ns)
    assert window.detail.problem == summary.problems[2]
    assert window.list.currentRow() == 1
    assert lines(window) == [problem.text for problem in swapped.problems]


def test_one_that_is_settled_says_so_and_leaves_no_button(window: ProblemsWindow) -> None:
    board = gallery_guard.guarded(4)
    summary = show(window, board)
    window.open_at(summary.problems[0])
    window.apply(Summary(WindowState.ATTENTION, "", summary.problems[1:]), board.at_ns)
    assert SETTLED in words(window)
    assert summary.problems[0].text in words(window)
    assert not window.detail.buttons.isVisible()
    assert window.list.currentRow() == -1
    window.list.setCurrentRow(0)
    assert window.detail.problem == summary.problems[1]
    assert window.detail.buttons.isVisible()


def test_with_nothing_wrong_it_says_so(window: ProblemsWindow) -> None:
    window.open_at(None)
    assert NOTHING in words(window)


def test_every_answer_has_its_button_and_goes_to_the_chosen_finding(window: ProblemsWindow, qtbot: QtBot) -> None:
    board = gallery_guard.guarded(4)
    every = tuple(replace(row, answers=tuple(Answer)) for row in board.findings)
    summary = show(window, replace(board, findings=every, rows=()))
    window.open_at(summary.problems[3])
    spy = QSignalSpy(window.detail.buttons.answered)
    for text in ("Adopt", "Leave"):
        click(button(window, text))
    for text in ("Close now", "Flatten"):
        with qtbot.waitSignal(window.detail.buttons.answered, timeout=LONG_ENOUGH_MS):
            press(button(window, text))
    chosen = every[3]
    assert [spy.at(number) for number in range(spy.count())] == [
        [chosen.account, chosen.symbol, answer]
        for answer in (Answer.ADOPT, Answer.LEAVE, Answer.CORRECT, Answer.FLATTEN)
    ]


@pytest.mark.parametrize("kind", list(FindingKind))
def test_the_group_can_be_paused_where_nobody_knows_yet_how_it_came_about(
    window: ProblemsWindow, kind: FindingKind
) -> None:
    board = gallery_guard.guarded(1)
    found = replace(board.findings[0], kind=kind)
    show(window, replace(board, findings=(found,), rows=()))
    window.open_at(None)
    spy = QSignalSpy(window.detail.buttons.pause)
    offered = [made for made in window.findChildren(QPushButton) if made.text() == "Pause group" and made.isVisible()]
    if kind not in (FindingKind.OPPOSITE_SIDE, FindingKind.ROGUE_TRADE):
        assert not offered
        return
    click(offered[0])
    assert [spy.at(number) for number in range(spy.count())] == [[found.group]]


def test_it_does_not_block_the_window_below_and_escape_closes_it(window: ProblemsWindow) -> None:
    show(window, gallery_guard.guarded(2))
    window.open_at(None)
    assert window.windowModality() is Qt.WindowModality.NonModal
    tap(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_the_theme_changes_under_it(window: ProblemsWindow, theme: Theme) -> None:
    show(window, gallery_guard.guarded(4))
    before = window.list.item(0).icon().pixmap(16, 16).toImage()
    theme.choose(type(theme.name)("dark"))
    assert window.list.item(0).icon().pixmap(16, 16).toImage() != before
