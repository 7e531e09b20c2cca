"""The connections page: each state says what to do, harm is asked about before it is done, buttons ask the program."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.accounts import AccountAccess, LoginKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.gui.gallery_connections import FORMS, connection, crowd, every_state, practice
from mimikdesk.gui.pages.connections import ConnectionsPage
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.connection_card import THIS_RUN, ConnectionCard
from mimikdesk.services.views import BudgetRow, ConnectedAccount, ConnectionRow, ConnectionsView
from tests.helpers.hands import click
from tests.helpers.recording_control import RecordingControl

ONE = ConnectionId("tradovate-demo-1")
FREE = (ConnectedAccount("APEX-01", AccountAccess.FULL),)


@pytest.fixture
def page(theme: Theme, control: RecordingControl, qtbot: QtBot) -> ConnectionsPage:
    made = ConnectionsPage(control, theme)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def show(page: ConnectionsPage, *rows: ConnectionRow) -> ConnectionCard:
    page.apply(ConnectionsView(rows, FORMS))
    return page.cards[rows[0].connection]


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def buttons(widget: QWidget) -> list[str]:
    return [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]


def test_without_connections_there_are_both_ways_and_what_belongs_here(page: ConnectionsPage) -> None:
    page.apply(ConnectionsView((), FORMS))
    assert buttons(page) == ["Practice accounts", "Connect a broker"]
    assert "No connection yet" in words(page)
    click(page.empty.button)
    assert page.wizard.isVisible()
    page.wizard.reject()


@pytest.mark.rule("3.1")
@pytest.mark.parametrize("number", range(4))
def test_each_state_has_its_word_its_shape_and_what_to_do(page: ConnectionsPage, number: int) -> None:
    row = every_state()[number]
    card = show(page, row)
    state = ["Connected", "Reconnecting", "Sign in again", "Disconnected"][number]
    shown = words(card)
    assert state in shown
    assert (row.advice in shown) == bool(row.advice)
    assert card.accessibleName() == f"Connection {row.name}: {state}"
    assert not card._shape.pixmap().isNull()
    pictures = [show(page, each)._shape.pixmap().toImage() for each in every_state()[:4]]
    assert all(pictures[number] != other for at, other in enumerate(pictures) if at != number)


def test_the_last_error_stands_with_its_time_only_while_it_matters(page: ConnectionsPage) -> None:
    row = every_state()[1]
    card = show(page, row)
    assert any(text.endswith("  The broker closed the line: Maintenance.") for text in words(card))
    show(page, replace(row, state=LineState.CONNECTED))
    assert not any("Maintenance" in text for text in words(card))


def test_accounts_are_counted_and_what_is_special_about_them_is_said(page: ConnectionsPage) -> None:
    card = show(page, every_state()[3])
    assert card.accounts.whole == "2 accounts: LUC-01 (read only), LUC-02 (closed)"
    show(page, replace(every_state()[3], accounts=()))
    assert card.accounts.whole == "No accounts yet"


def test_the_budget_is_shown_where_there_is_one(page: ConnectionsPage) -> None:
    card = show(page, connection("Apex", budget=BudgetRow("12 of 80 left this minute", low=True)))
    assert "12 of 80 left this minute" in words(card)
    assert card._budget.property("kind") == "warning"
    show(page, connection("Apex", budget=None))
    assert card._budget.text() == ""


@pytest.mark.rule("3.5")
def test_secrets_that_are_not_kept_are_told(page: ConnectionsPage) -> None:
    assert THIS_RUN in words(show(page, connection("Apex", for_this_run=True)))
    assert THIS_RUN not in words(show(page, connection("Apex")))


def test_the_buttons_ask_the_program(page: ConnectionsPage, control: RecordingControl) -> None:
    card = show(page, connection("Apex", 1, *FREE))
    click(card.test)
    click(card.switch)
    show(page, connection("Apex", 1, *FREE, linked=False, state=LineState.DISCONNECTED))
    assert card.switch.text() == "Connect"
    click(card.switch)
    assert control.calls == [("test_connection", ONE), ("disconnect", ONE), ("connect", ONE)]


def test_switching_off_what_groups_need_is_asked_first(page: ConnectionsPage, control: RecordingControl) -> None:
    card = show(page, connection("Apex"))
    click(card.switch)
    assert control.calls == []
    assert any(text.startswith("Accounts of it are in “NQ scalps”.") for text in words(card))
    assert page.focusWidget() is card.no
    click(card.no)
    assert not card.yes.isVisible()
    click(card.switch)
    click(card.yes)
    assert control.calls == [("disconnect", ONE)]
    assert not card.yes.isVisible()


def test_removing_is_asked_first_and_can_be_left(page: ConnectionsPage, control: RecordingControl) -> None:
    card = show(page, connection("Apex", 1, *FREE))
    click(card.remove)
    assert any("forgets this login" in text for text in words(card))
    click(card.no)
    assert control.calls == []
    click(card.remove)
    click(card.yes)
    assert control.calls == [("remove_connection", ONE)]


def test_one_in_a_group_is_not_asked_about_for_the_program_says_what_to_do(
    page: ConnectionsPage, control: RecordingControl
) -> None:
    card = show(page, connection("Apex"))
    click(card.remove)
    assert control.calls == [("remove_connection", ONE)]
    note = "Its accounts are in “NQ scalps”. Take them out of the group first."
    show(page, connection("Apex", note=note))
    assert note in words(card)


def test_a_busy_card_takes_no_wish_and_drops_its_question(page: ConnectionsPage) -> None:
    card = show(page, connection("Apex"))
    click(card.switch)
    show(page, connection("Apex", busy="Removing..."))
    assert "Removing..." in words(card)
    assert not any(button.isEnabled() for button in (card.test, card.sign_in, card.switch, card.remove))
    assert not card.yes.isVisible()


def test_the_practice_exchange_asks_for_no_login_and_is_named_once(page: ConnectionsPage) -> None:
    card = show(page, practice())
    assert "Sign in again" not in buttons(card)
    assert words(card).count("Practice") == 2  # its own name and the badge


def test_a_refused_login_has_one_loud_button_that_leads_to_the_login(page: ConnectionsPage) -> None:
    row = every_state()[2]
    card = show(page, row)
    assert card.sign_in.property("kind") == "accent"
    assert not card.test.isVisible()
    click(card.sign_in)
    assert page.wizard.isVisible()
    assert page.wizard.windowTitle() == "Sign in: Own money"
    assert page.wizard.login.ways[LoginKind.API_KEY].isChecked()
    page.wizard.reject()


def test_the_head_counts_and_names_how_many_want_the_eye(page: ConnectionsPage) -> None:
    show(page, *every_state())
    assert "2 of 5 connected, 2 want your eye" in words(page)
    show(page, connection("Apex"))
    assert "1 of 1 connected" in words(page)


def test_cards_come_go_and_stay_themselves(page: ConnectionsPage, qtbot: QtBot) -> None:
    card = show(page, connection("A", 1), connection("B", 2), connection("C", 3))
    page.apply(ConnectionsView((connection("C", 3), connection("A", 1)), FORMS))
    assert page.cards[ONE] is card
    assert list(page.cards) == [ONE, "tradovate-demo-3"]
    qtbot.waitUntil(lambda: page.cards[ConnectionId("tradovate-demo-3")].y() < card.y())
    page.apply(ConnectionsView((), FORMS))
    assert page.cards == {}


def test_a_crowd_of_long_names_fits_the_width(page: ConnectionsPage, qtbot: QtBot) -> None:
    page.resize(870, 600)
    show(page, *crowd())
    qtbot.waitUntil(lambda: all(card.width() > 0 for card in page.cards.values()))
    for card in page.cards.values():
        assert card.width() <= page.width()
        assert card.remove.mapTo(page, card.remove.rect().topRight()).x() <= page.width()


def test_nothing_of_a_card_is_ever_a_window_of_its_own(page: ConnectionsPage, qapp: QApplication) -> None:
    """Shown before it has its place, a label is a window for a moment: it flickers, and takes the focus."""
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(repr(watched))
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    show(page, *every_state())
    page.apply(ConnectionsView((), FORMS))
    made = ConnectionsPage(RecordingControl(), page._theme)
    qapp.removeEventFilter(watch)
    made.deleteLater()
    assert seen == []


def test_every_control_has_a_name(page: ConnectionsPage) -> None:
    card = show(page, *every_state())
    click(card.switch)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and isinstance(widget, QAbstractButton | QLineEdit)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []
    assert card.remove.accessibleName() == "Remove: Apex"
