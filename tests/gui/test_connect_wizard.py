"""The window of the connection wizard: by mouse and keyboard from the first question to the end, and wrong paths."""

from dataclasses import replace
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.accounts import LoginKind
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.gui.gallery_connections import ACCOUNTS, FAILURES, FORMS, SHUT, every_state
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.found_account import FoundAccountLine
from mimikdesk.gui.wizards.connect_flow import NEEDED, Step
from mimikdesk.gui.wizards.connect_pages import CLOSED, NO_KEYRING, READ_ONLY
from mimikdesk.gui.wizards.connect_wizard import ConnectWizard
from mimikdesk.services.broker_forms import NO_REGISTRATION
from mimikdesk.services.logins import FailureKind, LoginForm
from mimikdesk.services.views import ConnectionRow, ConnectionsView, LoginStage, LoginView
from tests.helpers.hands import click, tap
from tests.helpers.recording_control import RecordingControl

VIEW = ConnectionsView((), FORMS)
KEY = {"user": "apx", "password": "pass-7731", "cid": "44", "secret": "sec-9955"}


@pytest.fixture
def wizard(theme: Theme, control: RecordingControl, qtbot: QtBot) -> ConnectWizard:
    made = ConnectWizard(control, theme, count(1).__next__)
    qtbot.addWidget(made)
    made.resize(600, 620)
    return made


def words(wizard: ConnectWizard) -> str:
    return "\n".join(label.text() for label in wizard.findChildren(QLabel) if label.isVisible())


def begin(wizard: ConnectWizard, way: LoginKind, view: ConnectionsView = VIEW) -> None:
    wizard.open_for(view)
    click(wizard.next)
    wizard.environments.buttons["demo"].click()
    click(wizard.next)
    wizard.login.ways[way].click()


def type_key(wizard: ConnectWizard, **other: str) -> None:
    for key, text in {**KEY, **other}.items():
        field = wizard.login.fields[key].edit
        field.selectAll()
        QTest.keyClicks(field, text)


def tell(wizard: ConnectWizard, stage: LoginStage, attempt: int = 1, **more: object) -> None:
    rows: tuple[ConnectionRow, ...] = ()
    wizard.apply(ConnectionsView(rows, FORMS, LoginView(attempt, stage, **more)))  # type: ignore[arg-type]


def test_from_the_first_question_to_a_connection(wizard: ConnectWizard, control: RecordingControl) -> None:
    wizard.open_for(VIEW)
    assert not wizard.isModal()
    assert "Which broker?" in words(wizard)
    assert wizard.brokers.buttons["tradovate"].isChecked()
    click(wizard.next)
    assert "Prop-firm accounts are on Demo too" in words(wizard)
    assert not wizard.next.isEnabled()
    wizard.environments.buttons["demo"].click()
    click(wizard.next)
    assert wizard.next.text() == "Open the browser"
    wizard.login.ways[LoginKind.API_KEY].click()
    type_key(wizard)
    click(wizard.next)
    form = LoginForm("tradovate", "demo", LoginKind.API_KEY, KEY)
    assert control.calls == [("try_login", 1, form, None)]
    tell(wizard, LoginStage.TRYING, text="Reading the accounts...")
    assert wizard.trying.bar.isVisible()
    assert "Reading the accounts..." in words(wizard)
    assert not wizard.next.isVisible()
    tell(wizard, LoginStage.FOUND, accounts=ACCOUNTS)
    shown = words(wizard)
    assert "4 accounts found" in shown
    assert READ_ONLY in shown
    assert CLOSED in shown
    assert "$150,000" in shown
    click(wizard.next)
    assert wizard.name.edit.text() == "Tradovate Demo"
    QTest.keyClicks(wizard.name.edit, "Apex")
    tap(wizard.name.edit, Qt.Key.Key_Return)
    assert control.calls[1:] == [("keep_login", 1, "Apex")]
    tell(wizard, LoginStage.KEEPING, text="Saving...", accounts=ACCOUNTS)
    assert not any(button.isEnabled() for button in (wizard.next, wizard.back, wizard.cancel))
    tell(wizard, LoginStage.DONE, accounts=ACCOUNTS, connection=ConnectionId("t"))
    assert "“Apex” is connected" in words(wizard)
    assert NO_KEYRING not in words(wizard)
    assert (wizard.next.text(), wizard.cancel.text()) == ("Make a copy group", "Later")
    wanted = QSignalSpy(wizard.group_wanted)
    click(wizard.next)
    assert not wizard.isVisible()
    assert len(control.calls) == 2
    assert (wanted.count(), wanted.at(0)) == (1, ["t"])


@pytest.mark.rule("3.5")
def test_secrets_are_masked_and_gone_with_the_window(wizard: ConnectWizard, control: RecordingControl) -> None:
    begin(wizard, LoginKind.API_KEY)
    type_key(wizard)
    masked = {key for key, field in wizard.login.fields.items() if field.edit.echoMode() is QLineEdit.EchoMode.Password}
    assert masked == {"password", "secret"}
    for key in masked:
        assert KEY[key] not in wizard.login.fields[key].edit.displayText()
    edits = [field.edit for field in wizard.login.fields.values()]
    tap(wizard, Qt.Key.Key_Escape)
    assert (wizard.isVisible(), [edit.text() for edit in edits], wizard.flow) == (False, [""] * 4, None)
    assert control.calls == []
    begin(wizard, LoginKind.API_KEY)
    assert {field.edit.text() for field in wizard.login.fields.values()} == {""}


@pytest.mark.rule("3.5")
def test_secrets_are_gone_when_the_connection_stands(wizard: ConnectWizard) -> None:
    begin(wizard, LoginKind.API_KEY)
    type_key(wizard)
    click(wizard.next)
    tell(wizard, LoginStage.FOUND, accounts=ACCOUNTS)
    click(wizard.next)
    click(wizard.next)
    tell(wizard, LoginStage.DONE, accounts=ACCOUNTS, connection=ConnectionId("t"), for_this_run=True)
    assert NO_KEYRING in words(wizard)
    assert wizard.login.fields == {}
    assert wizard.flow is not None
    assert wizard.flow.typed == {}


def test_what_is_missing_is_marked_and_the_cursor_goes_there(wizard: ConnectWizard, qtbot: QtBot) -> None:
    begin(wizard, LoginKind.API_KEY)
    with qtbot.waitActive(wizard):
        wizard.activateWindow()
    type_key(wizard, password="")
    click(wizard.next)
    field = wizard.login.fields["password"]
    assert (field.edit.property("kind"), field.below.text()) == ("wrong", NEEDED)
    assert wizard.focusWidget() is field.edit
    QTest.keyClicks(field.edit, "x")
    assert field.edit.property("kind") == ""


def test_typing_keeps_the_cursor_where_it_is(wizard: ConnectWizard) -> None:
    begin(wizard, LoginKind.API_KEY)
    field = wizard.login.fields["user"].edit
    QTest.keyClicks(field, "apx")
    field.setCursorPosition(1)
    tap(field, Qt.Key.Key_Space)
    assert (field.text(), field.cursorPosition()) == ("a px", 2)


def test_a_build_without_a_registration_says_so_and_offers_the_key(wizard: ConnectWizard) -> None:
    wizard.open_for(ConnectionsView((), SHUT))
    click(wizard.next)
    wizard.environments.buttons["demo"].click()
    click(wizard.next)
    assert not wizard.login.ways[LoginKind.OAUTH].isEnabled()
    assert NO_REGISTRATION in words(wizard)
    assert wizard.login.ways[LoginKind.API_KEY].isChecked()
    assert list(wizard.login.fields) == ["user", "password", "cid", "secret"]


@pytest.mark.parametrize("number", range(len(FAILURES)))
def test_every_failure_is_said_with_what_to_do_and_leads_back(
    wizard: ConnectWizard, control: RecordingControl, number: int
) -> None:
    failure = FAILURES[number]
    begin(wizard, LoginKind.OAUTH)
    click(wizard.next)
    tell(wizard, LoginStage.FAILED, failure=failure)
    shown = words(wizard)
    assert failure.text in shown
    assert failure.advice in shown
    assert not wizard.trying.bar.isVisible()
    again = failure.kind in (FailureKind.REFUSED, FailureKind.BROWSER)
    assert (wizard.next.isVisible() and wizard.next.text() == "Try again") == again
    assert ("A new try makes sense after" in shown) == (failure.until_ns is not None)
    click(wizard.back)
    assert "How do you log in?" in words(wizard)
    assert control.calls[-1] == ("cancel_login", 1)


def test_accounts_on_the_other_host_are_one_press_away(wizard: ConnectWizard, control: RecordingControl) -> None:
    begin(wizard, LoginKind.OAUTH)
    click(wizard.next)
    nothing_here = next(each for each in FAILURES if each.kind is FailureKind.NO_ACCOUNTS)
    tell(wizard, LoginStage.FAILED, failure=replace(nothing_here, elsewhere=(("live", 4),)))
    button = wizard.trying.buttons["live"]
    assert button.text() == "Go on with Live"
    click(button)
    call = control.calls[-1]
    assert (call[0], call[1]) == ("try_login", 2)
    assert isinstance(call[2], LoginForm)
    assert call[2].environment == "live"
    assert wizard.trying.bar.isVisible()
    assert wizard.trying.buttons == {}


@pytest.mark.parametrize("how", ["cancel", "escape", "title bar"])
def test_a_window_that_is_shut_gives_the_try_up(wizard: ConnectWizard, control: RecordingControl, how: str) -> None:
    begin(wizard, LoginKind.OAUTH)
    click(wizard.next)
    if how == "cancel":
        click(wizard.cancel)
    elif how == "escape":
        tap(wizard, Qt.Key.Key_Escape)
    else:
        wizard.close()
    assert [call[0] for call in control.calls] == ["try_login", "cancel_login"]
    tell(wizard, LoginStage.FOUND, accounts=ACCOUNTS)
    assert wizard.flow is None


def test_a_name_that_is_missing_is_marked(wizard: ConnectWizard, control: RecordingControl) -> None:
    begin(wizard, LoginKind.OAUTH)
    click(wizard.next)
    tell(wizard, LoginStage.FOUND, accounts=ACCOUNTS)
    click(wizard.next)
    wizard.name.edit.selectAll()
    tap(wizard.name.edit, Qt.Key.Key_Delete)
    click(wizard.next)
    assert wizard.name.edit.property("kind") == "wrong"
    assert control.calls[-1][0] == "try_login"


def test_opening_it_again_comes_back_to_the_same_step(wizard: ConnectWizard) -> None:
    begin(wizard, LoginKind.API_KEY)
    type_key(wizard)
    wizard.open_for(VIEW)
    assert wizard.login.fields["secret"].edit.text() == KEY["secret"]
    wizard.open_for(VIEW, every_state()[2])
    assert wizard.flow is not None
    assert (wizard.flow.step, wizard.windowTitle()) == (Step.LOGIN, "Sign in: Own money")
    assert wizard.login.fields["secret"].edit.text() == ""


def test_signing_in_again_keeps_by_itself(wizard: ConnectWizard, control: RecordingControl) -> None:
    wizard.open_for(VIEW, every_state()[2])
    assert not wizard.back.isVisible()
    type_key(wizard)
    click(wizard.next)
    tell(wizard, LoginStage.FOUND, accounts=ACCOUNTS)
    tell(wizard, LoginStage.DONE, accounts=ACCOUNTS, connection=every_state()[2].connection)
    assert [call[0] for call in control.calls] == ["try_login", "keep_login"]
    assert control.calls[0][3] == every_state()[2].connection
    assert "“Own money” is signed in again" in words(wizard)


def test_an_account_is_read_out_whole(wizard: ConnectWizard) -> None:
    begin(wizard, LoginKind.OAUTH)
    click(wizard.next)
    tell(wizard, LoginStage.FOUND, accounts=ACCOUNTS)
    names = [line.accessibleName() for line in wizard.findChildren(FoundAccountLine)]
    assert "APEX-284411-EVAL-07, Read only, $50,000" in names


def test_every_control_has_a_name(wizard: ConnectWizard) -> None:
    begin(wizard, LoginKind.API_KEY)
    nameless = [
        widget
        for widget in wizard.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(widget, QAbstractButton | QLineEdit)
        and widget.isVisible()
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert nameless == []
