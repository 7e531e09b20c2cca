"""What can be undone is undone, newest first; what has changed since is left alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui import gallery_alerts, gallery_data
from mimikdesk.gui.main_window import ACTIVITY, MainWindow
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.undo import MOST, Undo
from mimikdesk.services.views import BoardView, Role, Update
from tests.helpers.hands import tap
from tests.helpers.recording_control import RecordingControl

CTRL = Qt.KeyboardModifier.ControlModifier
BOARD = gallery_data.normal()
FOLLOWER = next(row for row in BOARD.rows if row.role is Role.FOLLOWER)
GROUP = BOARD.groups[0]


@pytest.fixture
def window(theme: Theme, control: RecordingControl, qtbot: QtBot) -> MainWindow:
    made = MainWindow(control, theme)
    qtbot.addWidget(made, before_close_func=lambda window: window.close_for_good())
    made.apply(gallery_data.SCENES["normal"])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def switched(account: AccountId, on: bool, breach: str = "") -> Update:
    """The board with one follower switched."""
    rows = (replace(row, on=on, breach=breach) if row.account == account else row for row in BOARD.rows)
    return Update(board=BoardView(BOARD.groups, tuple(rows)))


def undo(window: MainWindow) -> None:
    tap(window, Qt.Key.Key_Z, CTRL)


def test_a_follower_that_was_switched_off_is_switched_on_again(window: MainWindow, control: RecordingControl) -> None:
    window.control.switch_follower(FOLLOWER.account, False)
    assert window.commands.line.text.whole == f"{FOLLOWER.name} takes no new trades now."
    window.apply(switched(FOLLOWER.account, on=False))
    undo(window)
    assert control.calls == [
        ("switch_follower", FOLLOWER.account, False),
        ("switch_follower", FOLLOWER.account, True),
    ]
    undo(window)
    assert len(control.calls) == 2, "an undo is not undone"
    assert window.commands.line.text.whole == "There is nothing to undo."
    assert not window.commands.line.undo.isVisible()


def test_a_slip_is_undone_before_the_window_has_heard_of_it(window: MainWindow, control: RecordingControl) -> None:
    window.control.switch_follower(FOLLOWER.account, False)
    undo(window)
    assert control.calls[-1] == ("switch_follower", FOLLOWER.account, True)


@pytest.mark.rule("9.7")
def test_no_undo_switches_a_follower_on_that_the_guard_has_switched_off(
    window: MainWindow, control: RecordingControl
) -> None:
    for on in (False, True):
        window.control.switch_follower(FOLLOWER.account, on)
        window.apply(switched(FOLLOWER.account, on))
    window.apply(switched(FOLLOWER.account, on=False, breach="The guard closed 2 contracts."))
    told = len(control.calls)
    for _ in range(3):
        undo(window)
    assert len(control.calls) == told


def test_a_breach_on_a_follower_that_was_switched_off_by_hand_ends_the_way_back(
    window: MainWindow, control: RecordingControl
) -> None:
    window.control.switch_follower(FOLLOWER.account, False)
    window.apply(switched(FOLLOWER.account, on=False, breach="The guard closed 2 contracts."))
    undo(window)
    assert control.calls == [("switch_follower", FOLLOWER.account, False)]
    assert window.commands.line.text.whole.startswith("Not undone, because it has changed since")


def test_a_group_is_switched_back(window: MainWindow, control: RecordingControl) -> None:
    window.control.switch_group(GROUP.group, False)
    assert window.commands.line.text.whole == f"“{GROUP.name}” is paused."
    window.apply(Update(board=BoardView((replace(GROUP, on=False),), BOARD.rows)))
    undo(window)
    assert control.calls[-1] == ("switch_group", GROUP.group, True)


def test_a_group_that_is_gone_is_not_switched(window: MainWindow, control: RecordingControl) -> None:
    window.control.switch_group(GROUP.group, False)
    window.apply(Update(board=BoardView((), ())))
    undo(window)
    assert control.calls == [("switch_group", GROUP.group, False)]


def test_what_was_marked_as_seen_is_not_seen_again(window: MainWindow, control: RecordingControl) -> None:
    window.apply(Update(alerts=gallery_alerts.BAD_DAY))
    numbers = tuple(row.number for row in window.alerts.model.unseen)
    window.alerts.panel.all_seen.click()
    undo(window)
    assert control.calls == [("acknowledge", None), ("not_seen", numbers)]


def test_what_cannot_be_undone_never_gets_there(window: MainWindow, control: RecordingControl) -> None:
    window.control.flatten_all()
    window.control.flatten_group(GroupId("g1"))
    undo(window)
    assert control.calls == [("flatten_all",), ("flatten_group", "g1")]


def test_in_a_field_the_key_undoes_what_was_typed(window: MainWindow, control: RecordingControl) -> None:
    window.control.switch_follower(FOLLOWER.account, False)
    window.show_page(ACTIVITY)
    window.activity.search.setFocus()
    tap(window.activity.search, Qt.Key.Key_A)
    tap(window.activity.search, Qt.Key.Key_Z, CTRL)
    assert window.activity.search.text() == ""
    assert len(control.calls) == 1


def test_the_line_has_a_button_and_goes_away(window: MainWindow, control: RecordingControl, qtbot: QtBot) -> None:
    line = window.commands.line
    line._gone.setInterval(200)
    table = window.cockpit.view.geometry()
    window.control.switch_follower(FOLLOWER.account, False)
    assert line.isVisible()
    assert window.cockpit.view.geometry() == table, "no row moves"
    line.undo.click()
    assert control.calls[-1] == ("switch_follower", FOLLOWER.account, True)
    qtbot.waitUntil(lambda: not line.isVisible())


def test_only_so_much_is_remembered() -> None:
    undo = Undo()
    back: list[int] = []
    for number in range(MOST + 5):
        undo.did(f"{number}", lambda number=number: back.append(number))  # type: ignore[misc]
    told = QSignalSpy(undo.told)
    for _ in range(MOST + 5):
        undo.undo()
    assert back == list(reversed(range(5, MOST + 5)))
    assert told.at(told.count() - 1) == ["There is nothing to undo.", False]
