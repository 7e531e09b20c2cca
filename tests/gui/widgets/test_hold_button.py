"""Press and hold: only a press held long enough acts, by mouse and by keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.hold_button import HoldButton, HoldFill
from tests.helpers.hands import LONG_ENOUGH_MS, SURELY_NOT_MS, click, hold_key, let_go, move, press, release, tap


@pytest.fixture
def button(theme: Theme, qtbot: QtBot) -> HoldButton:
    made = HoldButton("Flatten all", "Press and hold to flatten every follower.")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def fill(button: HoldButton) -> HoldFill:
    found = button.findChild(HoldFill)
    assert found is not None
    return found


def test_holding_the_mouse_acts_once(button: HoldButton, qtbot: QtBot) -> None:
    spy = QSignalSpy(button.confirmed)
    with qtbot.waitSignal(button.confirmed, timeout=LONG_ENOUGH_MS):
        press(button)
        assert fill(button).isVisible()
    release(button)
    assert spy.count() == 1
    assert not fill(button).isVisible()


def test_a_click_does_not_act(button: HoldButton, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(button.confirmed, wait=SURELY_NOT_MS):
        click(button)
        assert not fill(button).isVisible()


def test_leaving_the_button_with_the_mouse_down_does_not_act(button: HoldButton, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(button.confirmed, wait=SURELY_NOT_MS):
        press(button)
        move(button, QPoint(-40, -40))
        assert not fill(button).isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_holding_a_key_acts_as_holding_the_mouse(button: HoldButton, qtbot: QtBot, key: Qt.Key) -> None:
    button.setFocus()
    with qtbot.waitSignal(button.confirmed, timeout=LONG_ENOUGH_MS):
        hold_key(button, key)
    let_go(button, key)


@pytest.mark.rule("12")
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_held_key_whose_repeats_are_told_as_releases_acts_once(button: HoldButton, qtbot: QtBot, key: Qt.Key) -> None:
    spy = QSignalSpy(button.confirmed)
    repeating = QTimer(interval=10)

    def repeat() -> None:
        let_go(button, key)
        hold_key(button, key)

    repeating.timeout.connect(repeat)
    hold_key(button, key)
    repeating.start()
    qtbot.waitUntil(lambda: spy.count() > 0, timeout=LONG_ENOUGH_MS)
    with qtbot.assertNotEmitted(button.confirmed, wait=SURELY_NOT_MS):
        pass
    repeating.stop()
    let_go(button, key)
    assert spy.count() == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_tapping_a_key_does_not_act(button: HoldButton, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(button.confirmed, wait=SURELY_NOT_MS):
        tap(button, key)


def test_a_cancelled_press_does_not_act(button: HoldButton, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(button.confirmed, wait=SURELY_NOT_MS):
        press(button)
        button.cancel()


def test_a_disabled_button_does_not_act(button: HoldButton, qtbot: QtBot) -> None:
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.confirmed, wait=SURELY_NOT_MS):
        press(button)


def test_losing_the_focus_while_a_key_is_held_does_not_act(button: HoldButton, qtbot: QtBot) -> None:
    button.setFocus()
    with qtbot.assertNotEmitted(button.confirmed, wait=SURELY_NOT_MS):
        hold_key(button, Qt.Key.Key_Space)
        button.clearFocus()
