"""The session check's window: differences with their answers, accounts below, when it comes up and what it sends."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mimikdesk.domain.guard import Answer
from mimikdesk.gui import gallery_guard
from mimikdesk.gui.models.check_model import CLOCK, LOCK
from mimikdesk.gui.session_check import WAITS, SessionCheckWindow
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.services.views import CheckView
from tests.helpers.hands import LONG_ENOUGH_MS, click, press, tap
from tests.helpers.recording_control import RecordingControl

WELL = replace(gallery_guard.session_check(0), asked=False, complete=True)


@pytest.fixture
def window(theme: Theme, control: RecordingControl, qtbot: QtBot) -> SessionCheckWindow:
    made = SessionCheckWindow(control, theme)
    qtbot.addWidget(made)
    return made


def words(window: SessionCheckWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def button(window: SessionCheckWindow, name: str) -> QPushButton:
    return next(found for found in window.findChildren(QPushButton) if found.accessibleName() == name)


def offered(window: SessionCheckWindow) -> list[str]:
    buttons = window._scroll.findChildren(QPushButton)
    return [found.text() for found in buttons if found.isVisible()]


def check(differences: int = 3) -> CheckView:
    return replace(gallery_guard.session_check(differences), asked=False)


@pytest.mark.rule("10.1")
def test_it_comes_up_by_itself_only_where_something_differs(window: SessionCheckWindow) -> None:
    window.apply(WELL)
    assert not window.isVisible()
    window.apply(check())
    assert window.isVisible()
    assert "3 differences from the leader to settle" in words(window)
    assert WAITS in words(window)


@pytest.mark.rule("10.1")
def test_each_difference_offers_exactly_its_answers(window: SessionCheckWindow) -> None:
    window.apply(check())
    assert offered(window) == ["Flatten", "Leave", "Adopt", "Flatten", "Leave", "Stay flat", "Leave"]


@pytest.mark.rule("10.1")
def test_an_answer_is_sent_once_and_a_flatten_of_a_position_is_held(
    window: SessionCheckWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    view = check()
    window.apply(view)
    first, second, third = view.differences
    click(button(window, "Flatten Follower A in MNQH6"))
    assert control.calls == []
    with qtbot.waitSignal(window._blocks[first.account, first.symbol].answered, timeout=LONG_ENOUGH_MS):
        press(button(window, "Flatten Follower A in MNQH6"))
    click(button(window, "Adopt: Follower B in MNQH6"))
    click(button(window, "Leave: Follower B in MNQH6"))
    click(button(window, "Stay flat: Follower C in MNQH6"))
    assert control.calls == [
        ("answer", first.account, first.symbol, Answer.FLATTEN),
        ("answer", second.account, second.symbol, Answer.ADOPT),
        ("answer", third.account, third.symbol, Answer.FLATTEN),
    ]


def test_it_stays_until_it_is_closed_and_what_is_answered_goes_away(window: SessionCheckWindow) -> None:
    window.apply(check(3))
    window.apply(check(1))
    assert "1 difference from the leader to settle" in words(window)
    window.apply(WELL)
    assert window.isVisible()
    assert "Every follower fits its leader; 1 account could not be read" in words(window)
    assert offered(window) == []
    tap(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_once_closed_it_comes_again_only_for_something_new(window: SessionCheckWindow) -> None:
    window.apply(check(1))
    window.close()
    window.apply(replace(check(1), complete=True))
    assert not window.isVisible()
    window.apply(check(2))
    assert window.isVisible()


def test_a_difference_whose_numbers_change_is_asked_anew(
    window: SessionCheckWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    view = check(2)
    window.apply(view)
    click(button(window, "Adopt: Follower B in MNQH6"))
    changed = replace(view.differences[1], position=3, answers=(Answer.FLATTEN, Answer.LEAVE))
    window.apply(replace(view, differences=(view.differences[0], changed)))
    qtbot.waitUntil(lambda: offered(window) == ["Flatten", "Leave", "Flatten", "Leave"])
    click(button(window, "Leave: Follower B in MNQH6"))
    assert control.calls[-1] == ("answer", changed.account, changed.symbol, Answer.LEAVE)


def test_asking_reads_afresh_and_shows_what_is_not_there_yet(
    window: SessionCheckWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    window.apply(WELL)
    with qtbot.waitActive(window):
        window.check()
    window.apply(replace(WELL, complete=False, asked=True))
    assert "Reading every account" in words(window)
    tap(window, Qt.Key.Key_F5)
    click(window.again)
    assert control.calls == [("check_session",)] * 3


def test_with_every_account_read_there_is_no_more_to_say(window: SessionCheckWindow) -> None:
    window.apply(replace(WELL, accounts=tuple(replace(account, read=True) for account in WELL.accounts)))
    window.bring()
    assert "Every follower fits its leader" in words(window)


def test_columns_that_would_say_nothing_are_not_there(window: SessionCheckWindow) -> None:
    window.apply(check())
    assert not window.table.isColumnHidden(LOCK)
    bare = tuple(replace(account, locked="", skew_ns=None) for account in WELL.accounts)
    window.apply(replace(WELL, accounts=bare))
    assert window.table.isColumnHidden(LOCK)
    assert window.table.isColumnHidden(CLOCK)


def test_tab_goes_through_the_answers_from_the_top(window: SessionCheckWindow, qtbot: QtBot) -> None:
    window.apply(check(3))
    window.apply(check(2))
    with qtbot.waitActive(window):
        window.bring()
    qtbot.waitUntil(lambda: offered(window) == ["Flatten", "Leave", "Adopt", "Flatten", "Leave"])
    reached = []
    for _ in range(7):
        focused = window.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName() or getattr(focused, "text", str)())
        tap(focused, Qt.Key.Key_Tab)
    assert reached == [
        "Flatten Follower A in MNQH6",
        "Leave: Follower A in MNQH6",
        "Adopt: Follower B in MNQH6",
        "Flatten Follower B in MNQH6",
        "Leave: Follower B in MNQH6",
        "Accounts",
        "Check again",
    ]


def test_everything_to_press_is_reached_by_tab_and_has_a_name(window: SessionCheckWindow) -> None:
    window.apply(check())
    for found in window.findChildren(QPushButton):
        assert found.accessibleName() or found.text()
        assert found.focusPolicy() & Qt.FocusPolicy.TabFocus
