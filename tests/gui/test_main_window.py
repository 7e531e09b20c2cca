"""The main window: pages, the frame that says stopped, closing, and the keys that flatten."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.ids import GroupId
from mimikdesk.gui import gallery_data
from mimikdesk.gui.gallery_groups_data import fresh
from mimikdesk.gui.gallery_groups_data import normal as normal_groups
from mimikdesk.gui.main_window import ACTIVITY, COCKPIT, CONNECTIONS, GROUPS, RISK, MainWindow
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.services.views import BoardView, Update
from tests.helpers.hands import LONG_ENOUGH_MS, SURELY_NOT_MS, click, hold_key, let_go, tap
from tests.helpers.recording_control import RecordingControl

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(theme: Theme, control: RecordingControl, qtbot: QtBot) -> MainWindow:
    made = MainWindow(control, theme)
    qtbot.addWidget(made, before_close_func=lambda window: window.close_for_good())
    made.apply(gallery_data.SCENES["normal"])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def frame(window: MainWindow) -> str:
    found = window.findChild(QFrame, "frame")
    assert found is not None
    return str(found.property("kind") or "")


def words(window: QWidget) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def test_closing_asks_and_leaves_the_window_open(window: MainWindow) -> None:
    asked = QSignalSpy(window.close_requested)
    window.close()
    assert asked.count() == 1
    assert window.isVisible()
    window.close_for_good()
    assert (asked.count(), window.isVisible()) == (1, False)


def test_control_q_asks_for_the_end(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.quit_requested):
        tap(window, Qt.Key.Key_Q, CTRL)


def test_control_k_asks_for_the_session_check_and_control_i_for_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.check_requested):
        tap(window, Qt.Key.Key_K, CTRL)
    assert not window.cockpit.problems.isVisible()
    tap(window, Qt.Key.Key_I, CTRL)
    assert window.cockpit.problems.isVisible()


@pytest.mark.rule("12")
@pytest.mark.parametrize("line", [0, 1])
def test_holding_control_shift_g_flattens_the_group_of_the_current_row(
    window: MainWindow, control: RecordingControl, qtbot: QtBot, line: int
) -> None:
    window.apply(gallery_data.SCENES["troubled"])
    model, view = window.cockpit.model, window.cockpit.view
    at = next(at for at in range(model.rowCount()) if (group := model.group_at(at)) and group.group == "g2")
    view.setCurrentIndex(model.index(at + line, 0))
    window.show_page(ACTIVITY)
    head = window.cockpit.head_of(GroupId("g2"))
    assert head is not None
    with qtbot.waitSignal(head.hold.confirmed, timeout=LONG_ENOUGH_MS):
        hold_key(window, Qt.Key.Key_G, CTRL_SHIFT)
    assert control.calls == [("flatten_group", "g2")]
    let_go(window, Qt.Key.Key_G, CTRL_SHIFT)


def test_a_group_that_goes_while_the_key_is_held_is_not_flattened(
    window: MainWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(window.cockpit.flatten_all.confirmed, wait=SURELY_NOT_MS):
        hold_key(window, Qt.Key.Key_G, CTRL_SHIFT)
        window.apply(Update(board=BoardView((), ())))
        let_go(window, Qt.Key.Key_G, CTRL_SHIFT)
    assert control.calls == []


def test_without_a_current_row_the_key_means_the_only_group_and_none_of_several(window: MainWindow) -> None:
    assert window.cockpit.current_group() == "g1"
    window.apply(gallery_data.SCENES["troubled"])
    assert window.cockpit.current_group() is None


def test_a_key_opens_the_guard_of_the_current_rows_group(window: MainWindow) -> None:
    window.apply(gallery_data.SCENES["troubled"])
    tap(window, Qt.Key.Key_G, CTRL)
    assert not window.cockpit.guarding.isVisible(), "of two groups none is current"
    model, view = window.cockpit.model, window.cockpit.view
    last = model.index(model.rowCount() - 1, 0)
    view.setCurrentIndex(last)
    tap(window, Qt.Key.Key_G, CTRL)
    assert window.cockpit.guarding.isVisible()
    assert "Guard of “ES swing”" in words(window.cockpit.guarding)
    window.cockpit.guarding.reject()


def test_the_frame_says_stopped_when_nothing_is_copied(window: MainWindow) -> None:
    assert frame(window) == ""
    board = gallery_data.normal()
    window.apply(Update(board=BoardView(tuple(replace(group, on=False) for group in board.groups), board.rows)))
    assert frame(window) == "stopped"
    assert "Stopped: copying is paused in every group" in words(window)
    window.apply(Update(board=board))
    assert frame(window) == ""


def test_parts_missing_from_a_batch_stay_as_they_are(window: MainWindow) -> None:
    window.apply(Update())
    assert window.cockpit.model.rowCount() == 5
    assert "In step: 3 followers" in words(window)
    assert "Practice A" in words(window)


def test_a_lost_line_is_named_in_the_status_bar(window: MainWindow, qtbot: QtBot) -> None:
    window.apply(Update(lane=gallery_data.lane(well=False)))
    qtbot.waitUntil(lambda: "Practice B: reconnecting" in words(window))
    assert "Lane 65.0\N{THIN SPACE}ms" in words(window)


def test_pages_are_chosen_by_key(window: MainWindow) -> None:
    tap(window, Qt.Key.Key_2, CTRL)
    assert window.page == GROUPS
    tap(window, Qt.Key.Key_3, CTRL)
    assert window.page == CONNECTIONS
    tap(window, Qt.Key.Key_4, CTRL)
    assert window.page == RISK
    tap(window, Qt.Key.Key_5, CTRL)
    assert window.page == ACTIVITY
    tap(window, Qt.Key.Key_1, CTRL)
    assert window.page == COCKPIT


def test_the_strips_way_to_the_activity_leaves_that_accounts_lines(window: MainWindow) -> None:
    window.cockpit.show_activity.emit("Follower C")
    assert window.page == ACTIVITY
    assert window.activity.filter.rowCount() == 1


@pytest.mark.parametrize("page", [COCKPIT, GROUPS, CONNECTIONS, RISK, ACTIVITY])
def test_holding_control_shift_f_flattens_all_from_any_page(
    window: MainWindow, control: RecordingControl, qtbot: QtBot, page: int
) -> None:
    window.show_page(page)
    with qtbot.waitSignal(window.cockpit.flatten_all.confirmed, timeout=LONG_ENOUGH_MS):
        hold_key(window.focusWidget() or window, Qt.Key.Key_F, CTRL_SHIFT)
    assert control.calls == [("flatten_all",)]


@pytest.mark.parametrize("focus", ["table", "search"])
def test_the_key_works_where_the_focus_is(
    window: MainWindow, control: RecordingControl, qtbot: QtBot, focus: str
) -> None:
    target: QWidget = window.cockpit.view if focus == "table" else window.activity.search
    window.show_page(COCKPIT if focus == "table" else ACTIVITY)
    target.setFocus()
    if focus == "table":
        model = window.cockpit.model
        window.cockpit.view.setCurrentIndex(model.index(2, 0))
    with qtbot.waitSignal(window.cockpit.flatten_all.confirmed, timeout=LONG_ENOUGH_MS):
        hold_key(target, Qt.Key.Key_F, CTRL_SHIFT)
    assert control.calls == [("flatten_all",)]


def test_letting_go_of_control_shift_f_flattens_nothing(
    window: MainWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(window.cockpit.flatten_all.confirmed, wait=SURELY_NOT_MS):
        hold_key(window, Qt.Key.Key_F, CTRL_SHIFT)
        let_go(window, Qt.Key.Key_F, CTRL_SHIFT)
    assert control.calls == []


def test_everything_that_takes_the_focus_has_a_name_for_the_screen_reader(window: MainWindow) -> None:
    window.apply(gallery_data.SCENES["troubled"])
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.isHidden()
        and isinstance(widget, QAbstractButton | QAbstractItemView)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []


def test_tab_reaches_flatten_all_the_table_and_the_rail(window: MainWindow) -> None:
    reached = set()
    widget: QWidget | None = window
    for _ in range(200):
        widget = widget.nextInFocusChain() if widget else None
        if widget and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(widget)
    assert {window.cockpit.flatten_all, window.cockpit.view} <= reached


def test_a_hundred_accounts_fit_without_a_warning(window: MainWindow) -> None:
    window.apply(gallery_data.SCENES["crowded"])
    window.resize(window.minimumSize())
    assert window.cockpit.model.rowCount() == 120
    assert "4 problems to look at" in words(window)


def test_after_connecting_a_group_of_its_accounts_is_offered(window: MainWindow) -> None:
    window.apply(Update(groups=fresh()))
    window.connections.wizard.group_wanted.emit("apex")
    assert window.page == GROUPS
    assert window.groups.wizard.name.edit.text() == "Apex"
    window.groups.wizard.saved.emit("g1", True)
    assert window.page == COCKPIT, "where it is to be seen"
    window.groups.wizard.reject()


def test_a_group_is_edited_from_its_head_in_the_cockpit(window: MainWindow) -> None:
    window.apply(Update(groups=normal_groups()))
    head = window.cockpit.head_of(GroupId("g1"))
    assert head is not None
    click(head.edit)
    assert window.groups.wizard.windowTitle() == "Edit group"
    assert window.groups.wizard.flow is not None
    assert window.groups.wizard.flow.name == "NQ scalps"
    window.groups.wizard.reject()


def test_an_empty_cockpit_leads_to_the_first_group(window: MainWindow) -> None:
    window.apply(Update(board=BoardView((), ()), groups=fresh()))
    click(next(each for each in window.cockpit.findChildren(QAbstractButton) if each.text() == "New group"))
    assert window.groups.wizard.isVisible()
    window.groups.wizard.reject()
