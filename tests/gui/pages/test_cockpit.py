"""The cockpit's rows and buttons act on the account they stand beside, and only on followers."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QPushButton
from pytestqt.qtbot import QtBot

from mimikdesk.domain.ids import GroupId
from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.cells import Column
from mimikdesk.gui.pages.accounts_columns import GIVES_WAY, WIDTHS
from mimikdesk.gui.pages.accounts_rows import DENSE_FROM, ROW_DENSE, ROW_HEAD, ROW_NORMAL
from mimikdesk.gui.pages.accounts_table import FLASH_MS
from mimikdesk.gui.pages.cockpit import CockpitPage
from mimikdesk.gui.pages.cockpit_menus import Menu
from mimikdesk.gui.summary import summarise
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.group_head import GroupHead
from mimikdesk.services.views import BoardView
from tests.helpers.hands import LONG_ENOUGH_MS, SURELY_NOT_MS, click, hold_key, let_go, move, press, tap
from tests.helpers.recording_control import RecordingControl

FOLLOWER_A = "practice-1/Follower A"


@pytest.fixture
def page(theme: Theme, control: RecordingControl, qtbot: QtBot) -> CockpitPage:
    made = CockpitPage(control, theme)
    qtbot.addWidget(made)
    made.resize(1400, 700)
    show(made, gallery_data.normal())
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(page: CockpitPage, board: BoardView) -> None:
    page.apply(board, summarise(board))


def settle(page: CockpitPage) -> None:
    layout = page.layout()
    assert layout is not None
    layout.activate()


def line(page: CockpitPage, number: int, column: Column, group: int = 0) -> QModelIndex:
    return page.model.index(head_rows(page)[group] + 1 + number, column)


def head_rows(page: CockpitPage) -> list[int]:
    return [row for row in range(page.model.rowCount()) if page.model.group_at(row) is not None]


def middle(page: CockpitPage, index: QModelIndex) -> QPoint:
    return page.view.visualRect(index).center()


def heads(page: CockpitPage) -> list[GroupHead]:
    return [page.view.indexWidget(page.model.index(at, 0)) for at in head_rows(page)]  # type: ignore[misc]


def button(head: GroupHead, text: str) -> QPushButton:
    return next(found for found in head.findChildren(QPushButton) if found.text() == text)


def test_holding_a_rows_flatten_mark_flattens_that_follower(
    page: CockpitPage, control: RecordingControl, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.view.flatten, timeout=LONG_ENOUGH_MS):
        press(page.view.viewport(), middle(page, line(page, 1, Column.FLATTEN)))
    assert control.calls == [("flatten_follower", FOLLOWER_A)]


def test_a_click_on_the_flatten_mark_does_nothing(page: CockpitPage, control: RecordingControl, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.view.flatten, wait=SURELY_NOT_MS):
        click(page.view.viewport(), middle(page, line(page, 1, Column.FLATTEN)))
    assert control.calls == []


def test_sliding_to_the_next_row_while_holding_flattens_neither(
    page: CockpitPage, control: RecordingControl, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(page.view.flatten, wait=SURELY_NOT_MS):
        press(page.view.viewport(), middle(page, line(page, 1, Column.FLATTEN)))
        move(page.view.viewport(), middle(page, line(page, 2, Column.FLATTEN)))
    assert control.calls == []


def test_rows_that_move_under_a_press_end_it(page: CockpitPage, control: RecordingControl, qtbot: QtBot) -> None:
    board = gallery_data.normal()
    with qtbot.assertNotEmitted(page.view.flatten, wait=SURELY_NOT_MS):
        press(page.view.viewport(), middle(page, line(page, 2, Column.FLATTEN)))
        show(page, BoardView(board.groups, board.rows[:1] + board.rows[2:]))
    assert control.calls == []


def test_prices_that_move_under_a_press_do_not_end_it(
    page: CockpitPage, control: RecordingControl, qtbot: QtBot
) -> None:
    board = gallery_data.normal()
    with qtbot.waitSignal(page.view.flatten, timeout=LONG_ENOUGH_MS):
        press(page.view.viewport(), middle(page, line(page, 1, Column.FLATTEN)))
        show(page, BoardView(board.groups, tuple(replace(row, open_pnl=Decimal(7)) for row in board.rows)))
    assert control.calls == [("flatten_follower", FOLLOWER_A)]


def test_holding_f_flattens_the_current_row(page: CockpitPage, control: RecordingControl, qtbot: QtBot) -> None:
    page.view.setCurrentIndex(line(page, 1, Column.ACCOUNT))
    with qtbot.waitSignal(page.view.flatten, timeout=LONG_ENOUGH_MS):
        hold_key(page.view, Qt.Key.Key_F)
    assert control.calls == [("flatten_follower", FOLLOWER_A)]


@pytest.mark.rule("12")
def test_holding_f_flattens_once_where_repeats_are_told_as_releases(
    page: CockpitPage, control: RecordingControl, qtbot: QtBot
) -> None:
    page.view.setCurrentIndex(line(page, 1, Column.ACCOUNT))
    repeating = QTimer(interval=10)
    repeating.timeout.connect(partial(let_go, page.view, Qt.Key.Key_F))
    repeating.timeout.connect(partial(hold_key, page.view, Qt.Key.Key_F))
    hold_key(page.view, Qt.Key.Key_F)
    repeating.start()
    qtbot.waitUntil(lambda: bool(control.calls), timeout=LONG_ENOUGH_MS)
    with qtbot.assertNotEmitted(page.view.flatten, wait=SURELY_NOT_MS):
        pass
    repeating.stop()
    assert control.calls == [("flatten_follower", FOLLOWER_A)]


def test_tapping_f_does_nothing(page: CockpitPage, control: RecordingControl, qtbot: QtBot) -> None:
    page.view.setCurrentIndex(line(page, 1, Column.ACCOUNT))
    with qtbot.assertNotEmitted(page.view.flatten, wait=SURELY_NOT_MS):
        tap(page.view, Qt.Key.Key_F)
    assert control.calls == []


@pytest.mark.rule("4.5")
def test_nothing_in_a_leaders_row_flattens_or_switches_it(
    page: CockpitPage, control: RecordingControl, qtbot: QtBot
) -> None:
    viewport = page.view.viewport()
    with qtbot.assertNotEmitted(page.view.flatten, wait=SURELY_NOT_MS):
        click(viewport, middle(page, line(page, 0, Column.SWITCH)))
        page.view.setCurrentIndex(line(page, 0, Column.ACCOUNT))
        tap(page.view, Qt.Key.Key_Space)
        hold_key(page.view, Qt.Key.Key_F)
        press(viewport, middle(page, line(page, 0, Column.FLATTEN)))
    assert control.calls == []


def test_a_click_on_the_switch_turns_copying_the_other_way(
    page: CockpitPage, control: RecordingControl, qtbot: QtBot
) -> None:
    viewport = page.view.viewport()
    click(viewport, middle(page, line(page, 1, Column.SWITCH)))
    board = gallery_data.normal()
    show(page, BoardView(board.groups, tuple(replace(row, on=False) for row in board.rows)))
    click(viewport, middle(page, line(page, 1, Column.SWITCH)))
    assert control.calls == [("switch_follower", FOLLOWER_A, False), ("switch_follower", FOLLOWER_A, True)]


def test_space_switches_the_current_row(page: CockpitPage, control: RecordingControl, qtbot: QtBot) -> None:
    page.view.setCurrentIndex(line(page, 1, Column.ACCOUNT))
    tap(page.view, Qt.Key.Key_Space)
    assert control.calls == [("switch_follower", FOLLOWER_A, False)]


def test_a_groups_buttons_act_on_that_group(page: CockpitPage, control: RecordingControl, qtbot: QtBot) -> None:
    show(page, gallery_data.troubled())
    click(button(heads(page)[0], "Pause"))
    click(button(heads(page)[1], "Resume"))
    with qtbot.waitSignal(heads(page)[1].flatten, timeout=LONG_ENOUGH_MS):
        press(button(heads(page)[1], "Flatten group"))
    assert control.calls == [("switch_group", "g1", False), ("switch_group", "g2", True), ("flatten_group", "g2")]


def test_a_groups_head_stays_right_when_groups_come_go_and_change_places(page: CockpitPage) -> None:
    board = gallery_data.crowded(4, 3)
    show(page, board)
    swapped = (board.groups[2], board.groups[0], board.groups[3])
    kept = {group.group for group in swapped}
    show(page, BoardView(swapped, tuple(row for row in board.rows if row.group in kept)))
    assert [head.accessibleName() for head in heads(page)] == [f"Group {group.name}" for group in swapped]
    renamed = tuple(replace(group, name=f"New {group.group}") for group in swapped)
    show(page, BoardView(renamed, tuple(row for row in board.rows if row.group in kept)))
    assert [head.accessibleName() for head in heads(page)] == [f"Group New {group.group}" for group in swapped]


def test_flatten_all_is_held_and_needs_a_follower(page: CockpitPage, control: RecordingControl, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.flatten_all.confirmed, timeout=LONG_ENOUGH_MS):
        press(page.flatten_all)
    assert control.calls == [("flatten_all",)]
    show(page, BoardView((), ()))
    assert not page.flatten_all.isEnabled()


def test_the_rows_stay_where_they_are_when_trouble_comes(page: CockpitPage) -> None:
    before = page.view.mapTo(page, page.view.rect().topLeft())
    show(page, gallery_data.troubled())
    assert page.strip.isVisible()
    settle(page)
    assert page.view.mapTo(page, page.view.rect().topLeft()) == before


def test_columns_give_way_in_their_order_until_the_state_fits(page: CockpitPage, qtbot: QtBot) -> None:
    for width in (2000, 1400, 1200, 900):
        page.resize(width, 700)
        settle(page)
        hidden = [column for column in GIVES_WAY if page.view.isColumnHidden(column)]
        assert hidden == list(GIVES_WAY[: len(hidden)])
        shown = sum(WIDTHS[column] for column in Column if not page.view.isColumnHidden(column))
        room = page.view.viewport().width()
        assert shown - WIDTHS[Column.ACCOUNT] + page.view.columnWidth(Column.ACCOUNT) <= room or len(hidden) == len(
            GIVES_WAY
        )
    assert not page.view.isColumnHidden(Column.POSITION)


def test_many_accounts_are_set_tighter_and_heads_never(page: CockpitPage) -> None:
    heights = [page.view.rowHeight(row) for row in range(page.model.rowCount())]
    assert heights == [ROW_HEAD] + [ROW_NORMAL] * 4
    crowd = gallery_data.crowded(DENSE_FROM // 5, 5)
    show(page, crowd)
    heights = [page.view.rowHeight(row) for row in range(page.model.rowCount())]
    assert heights == ([ROW_HEAD] + [ROW_DENSE] * 5) * (DENSE_FROM // 5)


def overlays(page: CockpitPage, name: str) -> list[QRect]:
    found = page.view.viewport().findChildren(QFrame, name)
    return [frame.geometry() for frame in found if frame.isVisible()]


def test_the_current_row_is_marked_over_its_whole_width(page: CockpitPage) -> None:
    assert overlays(page, "mark") == []
    index = line(page, 1, Column.DAY_PNL)
    page.view.setCurrentIndex(index)
    assert overlays(page, "mark") == [page.view.row_rect(index)]
    page.view.setCurrentIndex(page.model.index(0, 0))
    assert overlays(page, "mark") == []


def test_a_new_position_flashes_over_its_cell_and_settles(page: CockpitPage, qtbot: QtBot) -> None:
    assert overlays(page, "flash") == []
    board = gallery_data.normal()
    rows = tuple(replace(row, position=3) if row.account == FOLLOWER_A else row for row in board.rows)
    show(page, BoardView(board.groups, rows))
    assert overlays(page, "flash") == [page.view.visualRect(line(page, 1, Column.POSITION))]
    qtbot.waitUntil(lambda: overlays(page, "flash") == [], timeout=10 * FLASH_MS)


def test_an_empty_desk_teaches_what_belongs_here(page: CockpitPage) -> None:
    show(page, BoardView((), ()))
    assert not page.view.isVisible()
    show(page, gallery_data.normal())
    assert page.view.isVisible()


def test_the_menu_of_a_follower_flattens_only_after_a_second_yes(page: CockpitPage, control: RecordingControl) -> None:
    row = page.model.row_at(line(page, 1, Column.ACCOUNT))
    page.view.menu_wanted.emit(row, QPoint(10, 10))
    menu = page.findChild(Menu)
    assert menu is not None
    sure = next(action.menu() for action in menu.actions() if action.menu())
    assert control.calls == []
    sure.actions()[0].trigger()  # type: ignore[attr-defined]
    assert control.calls == [("flatten_follower", FOLLOWER_A)]
    menu.close()


def test_the_menu_of_a_leader_offers_nothing_but_reading(page: CockpitPage) -> None:
    page.view.menu_wanted.emit(page.model.row_at(line(page, 0, Column.ACCOUNT)), QPoint(10, 10))
    menu = page.findChild(Menu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Why, and what to do",
        "Show in activity",
        "Incident report...",
        "",
        "Copy cell",
        "Copy row",
    ]
    menu.close()


def test_pausing_from_a_problem_switches_its_group_off_and_nothing_else(
    page: CockpitPage, control: RecordingControl
) -> None:
    page.problems.detail.buttons.pause.emit("g1")
    assert control.calls == [("switch_group", "g1", False)]


def test_a_group_switched_off_offers_to_resume(page: CockpitPage) -> None:
    board = gallery_data.normal()
    show(page, BoardView(tuple(replace(group, on=False) for group in board.groups), board.rows))
    assert button(heads(page)[0], "Resume").isVisible()
    assert page.model.group_at(0) == replace(board.groups[0], on=False)


@pytest.mark.rule("9.9")
def test_the_guard_of_a_group_is_opened_from_its_head_and_saved_for_that_group(
    page: CockpitPage, control: RecordingControl
) -> None:
    two = gallery_data.troubled()
    show(page, two)
    click(heads(page)[1].guard)
    assert page.guarding.isVisible()
    page.guarding.form.on.click()
    page.guarding.save.click()
    off = replace(two.groups[1].guard, on=False)
    assert control.calls == [("set_guarding", two.groups[1].group, off, two.groups[1].closed_market)]
    show(page, BoardView((two.groups[0], replace(two.groups[1], guard=off)), two.rows))
    assert [head.guard.text() for head in heads(page)] == ["Guard", "Guard, corrections off"]


def test_the_menu_of_a_follower_opens_the_guard_of_its_group(page: CockpitPage) -> None:
    page.view.menu_wanted.emit(page.model.row_at(line(page, 1, Column.ACCOUNT)), QPoint(10, 10))
    menu = page.findChild(Menu)
    assert menu is not None
    next(action for action in menu.actions() if action.text().startswith("Guard")).trigger()
    assert page.guarding.isVisible()
    menu.close()


def test_the_guard_of_a_group_that_is_not_there_is_not_opened(page: CockpitPage) -> None:
    page.open_guard(None)
    page.open_guard(GroupId("gone"))
    assert not page.guarding.isVisible()
