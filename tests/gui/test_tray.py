"""The tray icon: a state by shape, a menu that flattens only after a yes, and a real place on a real desktop."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, qGray
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import gallery_alerts, gallery_data
from mimikdesk.gui.summary import Summary, WindowState, summarise
from mimikdesk.gui.theme import icons
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.tray import DRAWINGS, Tray, tray_icon
from tests.helpers.recording_control import RecordingControl
from tests.helpers.xserver import x_server

ROOT = Path(__file__).parents[2]


@pytest.fixture
def tray(theme: Theme, control: RecordingControl, qtbot: QtBot) -> Iterator[Tray]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Tray(control, window)
    yield made
    made.dispose()


def choose(tray: Tray, text: str) -> None:
    next(action for action in tray.menu.actions() if action.text() == text).trigger()


def test_each_state_differs_in_shape_and_not_in_colour_alone(theme: Theme) -> None:
    states = (WindowState.IN_STEP, WindowState.ATTENTION, WindowState.PAUSED, WindowState.DISCONNECTED)
    outlines = []
    for state in states:
        grey = icons.pixmap(DRAWINGS[state], "", 32).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        badge = grey.copy(14, 14, 18, 18)
        outlines.append({(x, y) for x in range(18) for y in range(18) if badge.pixelColor(x, y).lightness() > 200})
    for one in range(len(states)):
        for other in range(one):
            assert len(outlines[one] ^ outlines[other]) > 20


def marks(state: WindowState, size: int, ground: str) -> set[tuple[int, int]]:
    """Where the icon of a state is light, on a panel of this colour, as one sees it without its colours."""
    panel = QImage(size, size, QImage.Format.Format_ARGB32)
    panel.fill(QColor(ground))
    painter = QPainter(panel)
    painter.drawPixmap(0, 0, tray_icon(state).pixmap(QSize(size, size), 1.0))
    painter.end()
    return {(x, y) for x in range(size) for y in range(size) if qGray(panel.pixel(x, y)) > 150}


@pytest.mark.parametrize("ground", ["#F3F3F3", "#1F1F1F"], ids=["light panel", "dark panel"])
@pytest.mark.parametrize("size", [16, 20, 24, 32])
def test_states_can_be_told_apart_without_colour_in_every_panel(theme: Theme, size: int, ground: str) -> None:
    states = (WindowState.IN_STEP, WindowState.ATTENTION, WindowState.PAUSED, WindowState.DISCONNECTED)
    shapes = [marks(state, size, ground) for state in states]
    for one in range(len(states)):
        for other in range(one):
            assert len(shapes[one] ^ shapes[other]) >= size * size // 16, (states[one], states[other])


def test_groups_are_switched_on_and_off_from_the_menu(tray: Tray, control: RecordingControl) -> None:
    assert not tray.groups_menu.menuAction().isVisible()
    board = gallery_data.troubled()
    tray.show_board(board)
    scalps, swing = tray.groups_menu.actions()
    assert [(action.text(), action.isChecked()) for action in (scalps, swing)] == [
        (group.name, group.on) for group in board.groups
    ]
    scalps.trigger()
    assert control.calls == [("switch_group", board.groups[0].group, not board.groups[0].on)]
    tray.show_board(replace(board, groups=tuple(replace(group, on=True) for group in board.groups)))
    assert all(action.isChecked() for action in tray.groups_menu.actions())
    tray.show_board(replace(board, groups=()))
    assert not tray.groups_menu.menuAction().isVisible()


def test_the_menu_says_the_state_and_leads_to_window_ticket_and_end(tray: Tray) -> None:
    tray.show_state(summarise(gallery_data.normal()))
    assert tray.state_action.text() == "In step: 3 followers"
    assert not tray.state_action.isEnabled()
    for text, signal in (
        ("Open MimikDesk", tray.open_requested),
        ("Session check", tray.check_requested),
        ("Practice ticket", tray.ticket_requested),
        ("Quit MimikDesk", tray.close_requested),
    ):
        spy = QSignalSpy(signal)
        choose(tray, text)
        assert spy.count() == 1


def test_flattening_from_the_menu_needs_a_yes(tray: Tray, control: RecordingControl) -> None:
    choose(tray, "Flatten all followers")
    assert control.calls == []
    assert tray.flatten_action not in tray.menu.actions()
    tray.flatten_action.trigger()
    assert control.calls == [("flatten_all",)]


@pytest.mark.rule("12")
def test_a_group_and_a_follower_are_flattened_from_the_menu_after_a_yes(tray: Tray, control: RecordingControl) -> None:
    assert not tray.some_menu.menuAction().isVisible()
    board = gallery_data.troubled()
    tray.show_board(board)
    actions = tray.some_menu.actions()
    scalps, swing = (action.menu() for action in actions)
    assert isinstance(scalps, QMenu)
    assert isinstance(swing, QMenu)
    assert [action.text() for action in swing.actions() if action.text()] == ["The whole group", "Swing F1"]
    for action in [action for action in swing.actions() if not action.isSeparator()]:
        inside = action.menu()
        assert isinstance(inside, QMenu)
        inside.actions()[0].trigger()
    assert control.calls == [("flatten_group", "g2"), ("flatten_follower", "practice-1/Swing F1")]
    assert "Leader 50K" not in [action.text() for action in scalps.actions()]


def test_the_menu_is_made_anew_only_when_names_change(tray: Tray) -> None:
    board = gallery_data.normal()
    tray.show_board(board)
    before = tray.some_menu.actions()
    tray.show_board(replace(board, rows=tuple(replace(row, position=1) for row in board.rows)))
    assert tray.some_menu.actions() == before
    tray.show_board(replace(board, groups=(replace(board.groups[0], name="A & B"),)))
    assert [action.text() for action in tray.some_menu.actions()] == ["A && B"]


def test_the_tooltip_names_the_worst_problem(tray: Tray) -> None:
    tray.show_state(summarise(gallery_data.troubled()))
    assert "Follower B is LONG 2 MNQH6, but should be flat." in tray.icon.toolTip()


def drawing(tray: Tray) -> QImage:
    return tray.icon.icon().pixmap(32, 32).toImage()


@pytest.mark.rule("13.4")
def test_a_critical_notification_gives_the_icon_its_sign_of_attention_until_it_is_seen_or_over(tray: Tray) -> None:
    tray.show_state(summarise(gallery_data.normal()))
    calm = drawing(tray)
    tray.show_alerts(gallery_alerts.USUAL_DAY[:2])
    assert drawing(tray) == calm
    assert "2 notifications not seen" in tray.icon.toolTip()
    critical = gallery_alerts.BAD_DAY[0]
    tray.show_alerts((critical,))
    assert drawing(tray) == icons.icon(DRAWINGS[WindowState.ATTENTION], "", 32).pixmap(32, 32).toImage()
    tray.show_state(summarise(gallery_data.normal()))
    assert drawing(tray) != calm, "the next figures do not take it away"
    tray.show_alerts((replace(critical, over=True),))
    assert drawing(tray) == calm


def test_no_line_at_all_stays_what_the_icon_says(tray: Tray) -> None:
    tray.show_state(Summary(WindowState.DISCONNECTED, "Stopped"))
    tray.show_alerts(gallery_alerts.BAD_DAY)
    assert drawing(tray) == icons.icon(DRAWINGS[WindowState.DISCONNECTED], "", 32).pixmap(32, 32).toImage()


@pytest.mark.parametrize("about_alerts", [True, False])
def test_a_click_on_a_message_leads_to_what_it_was_about(
    tray: Tray, monkeypatch: pytest.MonkeyPatch, about_alerts: bool
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "isVisible", lambda _icon: True)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda *_message: None)
    opened, notified = QSignalSpy(tray.open_requested), QSignalSpy(tray.alerts_requested)
    tray.notify("Title", "Text.", Level.WARNING, about_alerts=about_alerts)
    tray.icon.messageClicked.emit()
    assert (opened.count(), notified.count()) == ((0, 1) if about_alerts else (1, 0))


def test_without_a_tray_messages_are_dropped_in_peace(tray: Tray, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    tray.show()
    tray.show()
    tray.notify("MimikDesk", "A message.", Level.CRITICAL)
    assert [record.levelname for record in caplog.records if "no tray" in record.message] == ["INFO"]


@pytest.mark.parametrize("state", ["in_step", "attention", "disconnected"])
def test_the_icon_appears_in_a_real_tray(tmp_path: Path, state: str) -> None:
    if sys.platform == "win32":
        told = run_program(state, os.environ | {"QT_QPA_PLATFORM": "windows"})
        assert told["available"]
        assert told["visible"]
        return
    with x_server(tmp_path) as environment:
        told = run_program(state, environment)
    assert told["available"], told
    assert told["visible"], told
    assert told["shades"] > 3, told


def run_program(state: str, environment: dict[str, str]) -> dict[str, int]:
    program = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("tray_program.py")), state],
        env=environment | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert program.returncode == 0, program.stdout + program.stderr
    told: dict[str, int] = json.loads(program.stdout)
    return told
