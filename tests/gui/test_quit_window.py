"""Quitting with something left behind: what is said, what is offered, and a flatten that is waited for."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mimikdesk.gui import gallery_data
from mimikdesk.gui.leftovers import MOST, leftovers, listed
from mimikdesk.gui.quit_window import QuitWindow
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.services.views import AccountRow, BoardView, Role, RowState
from tests.helpers.hands import LONG_ENOUGH_MS, click, press
from tests.helpers.recording_control import RecordingControl


@pytest.fixture
def window(theme: Theme, control: RecordingControl, qtbot: QtBot) -> QuitWindow:
    made = QuitWindow(control, theme)
    qtbot.addWidget(made)
    return made


def words(window: QuitWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def board(*changed: AccountRow) -> BoardView:
    """The quiet desk with rows of the same account replaced."""
    quiet = gallery_data.quiet()
    by_account = {row.account: row for row in changed}
    return replace(quiet, rows=tuple(by_account.get(row.account, row) for row in quiet.rows))


def follower(number: int, **changed: object) -> AccountRow:
    return replace(gallery_data.normal().rows[number], **changed)  # type: ignore[arg-type]


FLAT = {"position": 0, "symbol": None, "working_orders": 0}


@pytest.mark.rule("10.3")
def test_with_nothing_left_it_ends_at_once(window: QuitWindow) -> None:
    ended = QSignalSpy(window.confirmed)
    leader_only = board(gallery_data.normal().rows[0])
    window.ask(leader_only)
    assert (ended.count(), window.isVisible()) == (1, False)


@pytest.mark.rule("10.3")
def test_it_says_what_stays_behind_account_by_account(window: QuitWindow) -> None:
    window.ask(board(follower(1), follower(2, position=0, symbol=None, working_orders=2), follower(3, position=-6)))
    shown = words(window)
    assert "3 followers still hold positions or orders" in shown
    for name, text in (
        ("Follower A", "LONG 4 MNQH6"),
        ("Follower B", "2 working orders"),
        ("Follower C", "SHORT 6 MNQH6"),
    ):
        assert shown[shown.index(name) + 1] == text


@pytest.mark.rule("10.3")
def test_a_long_list_is_cut_at_eight_and_counted() -> None:
    left = leftovers(gallery_data.crowded(4, 6))
    assert len(left) == 20
    lines = listed(left)
    assert len(lines) == MOST + 1 == 9
    assert lines[-1] == ("and 12 more", "")
    assert len(listed(left[:8])) == 8


def test_an_account_with_two_instruments_is_one_line_and_leaders_are_none() -> None:
    left = leftovers(gallery_data.troubled())
    texts = {each.name: each.text for each in left}
    assert texts["Follower A"] == "LONG 4 MNQH6, SHORT 2 MESH6"
    assert "Leader 50K" not in texts
    assert "Follower C" not in texts


def test_cancel_is_the_default_and_changes_nothing(window: QuitWindow, control: RecordingControl) -> None:
    ended = QSignalSpy(window.confirmed)
    window.ask(board(follower(1)))
    assert window.stay.isDefault()
    click(window.stay)
    assert (ended.count(), window.isVisible(), control.calls) == (0, False, [])


def test_quit_anyway_ends_without_an_order(window: QuitWindow, control: RecordingControl) -> None:
    ended = QSignalSpy(window.confirmed)
    window.ask(board(follower(1)))
    click(window.anyway)
    assert (ended.count(), control.calls) == (1, [])


def begin_flatten(window: QuitWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.flatten.confirmed, timeout=LONG_ENOUGH_MS):
        press(window.flatten)


@pytest.mark.rule("10.3", "12")
def test_flatten_closes_the_groups_and_ends_only_when_the_brokers_report_flat(
    window: QuitWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    ended = QSignalSpy(window.confirmed)
    window.ask(board(follower(1), follower(2)))
    begin_flatten(window, qtbot)
    assert control.calls == [("flatten_group", "g1")]
    assert "Flattening: 2 followers to go" in words(window)
    window.apply(board(follower(1, state=RowState.FLATTENING), follower(2, **FLAT)))
    assert "Flattening: 1 follower to go" in words(window)
    window.apply(board(follower(1, state=RowState.FLATTENING, **FLAT)))
    assert "waiting for the broker to report flat" in words(window)
    assert ended.count() == 0
    window.apply(board())
    assert (ended.count(), window.isVisible()) == (1, False)


@pytest.mark.rule("12")
def test_what_does_not_close_is_told_with_its_reason_and_the_trader_may_still_choose(
    window: QuitWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    ended = QSignalSpy(window.confirmed)
    window.ask(board(follower(1)))
    begin_flatten(window, qtbot)
    window.apply(board(follower(1, state=RowState.FLATTENING, cause="Flattening: the market is closed.")))
    line = next(label for label in window.findChildren(QLabel) if "LONG 4 MNQH6" in label.accessibleName())
    assert line.accessibleName() == "LONG 4 MNQH6. Flattening: the market is closed."
    assert not window.flatten.isEnabled()
    click(window.stay)
    window.apply(board())
    assert ended.count() == 0, "the trader stayed, so a flat desk ends nothing"


def test_a_leader_who_trades_on_brings_the_button_back(
    window: QuitWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    window.ask(board(follower(1)))
    begin_flatten(window, qtbot)
    window.apply(board(follower(1, state=RowState.FLATTENING)))
    assert not window.flatten.isEnabled()
    window.apply(board(follower(1)))
    assert (window.flatten.isEnabled(), window.flatten.text()) == (True, "Flatten again")
    begin_flatten(window, qtbot)
    assert control.calls == [("flatten_group", "g1")] * 2


def test_a_desk_that_became_flat_by_itself_does_not_end_the_program(window: QuitWindow) -> None:
    ended = QSignalSpy(window.confirmed)
    window.ask(board(follower(1)))
    window.apply(board())
    assert ended.count() == 0
    assert "Nothing stays behind any more" in words(window)
    assert not window.flatten.isEnabled()


def test_leaders_are_never_asked_to_be_flattened(window: QuitWindow, control: RecordingControl, qtbot: QtBot) -> None:
    view = gallery_data.troubled()
    window.ask(view)
    begin_flatten(window, qtbot)
    leaders = {row.account for row in view.rows if row.role is Role.LEADER}
    assert control.calls == [("flatten_group", "g1")]
    assert not leaders & {each.account for each in leftovers(view)}
