"""A newer version in the window: asked for only when nothing is in the way, told with its notes, never installed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.gui import gallery_data
from mimikdesk.gui.update_desk import FIRST_AFTER_MS, UpdateDesk, UpdateRow
from mimikdesk.services.releases import Answer, Release
from mimikdesk.services.views import BoardView
from tests.helpers.hands import click

pytestmark = pytest.mark.rule("13.7")

NEWER = Release("9.9.0", 7, date(2026, 11, 20), date(2027, 11, 20), "https://releases.example/9.9", "<b>Faster</b>.")
ON = gallery_data.normal()
OFF = replace(ON, groups=tuple(replace(group, on=False) for group in ON.groups))
FLAT = replace(OFF, rows=tuple(replace(row, position=0, working_orders=0) for row in OFF.rows))


class Asked:
    def __init__(self, *, possible: bool = True) -> None:
        self.possible = possible
        self.waiting: list[Callable[[Answer], None]] = []

    def ask(self, done: Callable[[Answer], None]) -> None:
        self.waiting.append(done)


class Stage:
    def __init__(self, window: QWidget, board: BoardView = FLAT, *, wanted: bool = True, possible: bool = True) -> None:
        self.board = board
        self.asked = Asked(possible=possible)
        self.desk = UpdateDesk(window, lambda: self.board, lambda: wanted, self.asked)
        self.row = UpdateRow(self.desk)
        self.row.setParent(window)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_a_newer_version_is_told_once_with_its_notes_as_plain_text_and_the_way_to_its_page(window: QWidget) -> None:
    stage = Stage(window)
    found = QSignalSpy(stage.desk.found)
    assert stage.row.page.isHidden()
    click(stage.row.ask)
    assert stage.row.state.text() == "Asking..."
    assert not stage.row.ask.isEnabled()
    stage.desk.ask()
    assert len(stage.asked.waiting) == 1
    stage.asked.waiting[0](Answer("MimikDesk 9.9.0 is there.", NEWER))
    assert (stage.row.state.text(), stage.row.notes.text()) == ("MimikDesk 9.9.0 is there.", "<b>Faster</b>.")
    assert not stage.row.page.isHidden()
    assert stage.row.ask.isEnabled()
    click(stage.row.ask)
    stage.asked.waiting[1](Answer("MimikDesk 9.9.0 is there.", NEWER))
    assert found.count() == 1


@pytest.mark.parametrize(("board", "asks"), [(ON, False), (OFF, True), (FLAT, True)])
def test_by_hand_it_is_not_asked_while_a_group_is_on(window: QWidget, board: BoardView, asks: bool) -> None:
    stage = Stage(window, board)
    click(stage.row.ask)
    assert bool(stage.asked.waiting) is asks
    assert stage.row.state.text() == ("Asking..." if asks else "Not while a group is on. Pause the groups first.")


@pytest.mark.parametrize(("board", "asks"), [(ON, False), (OFF, False), (FLAT, True)])
def test_by_itself_it_is_not_asked_while_anything_is_open(window: QWidget, board: BoardView, asks: bool) -> None:
    stage = Stage(window, board)
    stage.desk.start()
    assert stage.desk._first.remainingTime() > FIRST_AFTER_MS / 2
    stage.desk._first.timeout.emit()
    stage.desk.stop()
    assert bool(stage.asked.waiting) is asks


def test_by_itself_it_is_not_asked_where_the_trader_does_not_want_it_or_there_is_no_address(window: QWidget) -> None:
    for stage in (Stage(window, wanted=False), Stage(window, possible=False)):
        stage.desk.ask_by_itself()
        assert stage.asked.waiting == []


def test_a_build_without_an_address_says_so(window: QWidget) -> None:
    stage = Stage(window, possible=False)
    assert stage.row.state.text() == "This build asks nobody whether there is a newer one."
    assert stage.row.ask.isHidden()
    stage.desk.ask()
    assert stage.asked.waiting == []


def test_being_offline_is_told_without_an_alarm(window: QWidget) -> None:
    stage = Stage(window)
    found = QSignalSpy(stage.desk.found)
    stage.desk.ask()
    stage.asked.waiting[0](Answer("No answer about new versions: no network.", offline=True))
    assert stage.row.state.text() == "No answer about new versions: no network."
    assert (found.count(), stage.row.page.isHidden()) == (0, True)
