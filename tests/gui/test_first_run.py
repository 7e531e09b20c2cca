"""The two doors of the first start: when they stand there, and what each leads to."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from mimikdesk.gui import gallery_data
from mimikdesk.gui.first_run import BUSY
from mimikdesk.gui.gallery_connections import FORMS, practice
from mimikdesk.gui.main_window import COCKPIT, CONNECTIONS, FIRST_RUN, MainWindow
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.services.views import BoardView, ConnectionsView, Update
from tests.helpers.hands import click, tap
from tests.helpers.recording_control import RecordingControl

NOTHING = Update(board=BoardView((), ()), connections=ConnectionsView((), FORMS))
CONNECTED = Update(connections=ConnectionsView((practice(),), FORMS))


@pytest.fixture
def window(theme: Theme, control: RecordingControl, qtbot: QtBot) -> MainWindow:
    made = MainWindow(control, theme)
    qtbot.addWidget(made, before_close_func=lambda window: window.close_for_good())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def doors(window: MainWindow) -> bool:
    return window.first_run.isVisible()


def test_the_doors_wait_until_it_is_known_that_nothing_is_set_up(window: MainWindow) -> None:
    window.apply(Update(board=BoardView((), ())))
    assert not doors(window), "they would flash at each start"
    window.apply(NOTHING)
    assert doors(window)
    assert window.first_run.practice.button.hasFocus()


@pytest.mark.parametrize("update", [CONNECTED, Update(board=gallery_data.normal())])
def test_a_trader_who_has_set_something_up_never_sees_the_doors(window: MainWindow, update: Update) -> None:
    window.apply(NOTHING)
    window.apply(update)
    assert not doors(window)


def test_enter_goes_through_the_first_door_once_and_the_ticket_opens_behind_it(
    window: MainWindow, control: RecordingControl
) -> None:
    window.apply(NOTHING)
    ticket = QSignalSpy(window.ticket_requested)
    tap(window.first_run.practice.button, Qt.Key.Key_Return)
    tap(window.first_run.practice.button, Qt.Key.Key_Return)
    assert control.calls == [("try_practice",)]
    assert window.first_run.practice.button.text() == BUSY
    window.apply(CONNECTED)
    window.apply(Update(board=gallery_data.normal()))
    assert (doors(window), window.page, ticket.count()) == (False, COCKPIT, 1)


def test_the_card_is_pressed_as_a_whole_and_leads_to_the_connection_wizard(
    window: MainWindow, control: RecordingControl
) -> None:
    window.apply(NOTHING)
    QTest.mouseClick(window.first_run.connect_door, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
    assert window.connections.wizard.isVisible()
    assert control.calls == []
    window.connections.wizard.reject()
    assert doors(window)


def test_the_other_pages_stay_in_reach_and_the_doors_are_where_they_were(window: MainWindow) -> None:
    window.apply(NOTHING)
    window.show_page(CONNECTIONS)
    assert not doors(window)
    window.apply(NOTHING)
    assert window.page == CONNECTIONS, "an update takes nobody away from his page"
    window.show_page(COCKPIT)
    assert (doors(window), window.page) == (True, COCKPIT)
    window.show_page(FIRST_RUN)
    assert window.page == COCKPIT, "the doors are no page of the rail"


def test_a_door_that_leads_nowhere_can_be_tried_again(
    window: MainWindow, control: RecordingControl, qtbot: QtBot
) -> None:
    window.apply(NOTHING)
    window.first_run._patience.setInterval(1)
    click(window.first_run.practice.button)
    qtbot.waitUntil(window.first_run.practice.button.isEnabled)
    click(window.first_run.practice.button)
    assert control.calls == [("try_practice",)] * 2


def test_practice_accounts_can_be_had_later_while_there_are_none(window: MainWindow, control: RecordingControl) -> None:
    window.show_page(CONNECTIONS)
    window.apply(NOTHING)
    assert window.connections.practice.isVisible()
    click(window.connections.practice)
    assert control.calls == [("try_practice",)]
    window.apply(CONNECTED)
    assert not window.connections.practice.isVisible()
