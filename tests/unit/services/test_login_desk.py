"""A login becomes a connection: tried, refused, looked at, kept; nothing twice, and no secret outside the keyring."""

import logging
from dataclasses import replace

import pytest

from mimikdesk.domain.accounts import AccountAccess, LoginKind
from mimikdesk.domain.errors import AccountError
from mimikdesk.domain.events import AccountListed, CapabilitiesDeclared, LineChanged, LineState, PastRecalled
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.secret import Secret
from mimikdesk.services.broker_forms import NO_REGISTRATION
from mimikdesk.services.logins import FailureKind, FoundAccount, FoundLogin, LoginFailure, LoginForm
from mimikdesk.services.views import LoginStage
from tests.unit.services.connection_stage import APEX, FORM, FOUND, REFUSAL, SECRETS, ConnectionStage

NEW = ConnectionId("tradovate-demo-990022")
WRONG = LoginFailure(FailureKind.REFUSED, "The password is wrong.", "Type it again.")


def failure(stage: ConnectionStage) -> LoginFailure:
    login = stage.login
    assert (login.stage, login.failure is not None) == (LoginStage.FAILED, True)
    assert login.failure is not None
    return login.failure


def test_a_login_from_the_first_word_to_a_connected_line() -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, FORM)
    assert (stage.login.attempt, stage.login.stage) == (7, LoginStage.TRYING)
    (tried,) = stage.tester.tries
    assert tried.form is FORM
    tried.report.progress("Reading the accounts...")
    assert stage.login.text == "Reading the accounts..."
    tried.report.ok(FOUND)
    assert (stage.login.stage, stage.login.accounts) == (LoginStage.FOUND, FOUND.accounts)
    assert NEW not in stage.rows
    stage.program.keep_login(7, " TPT funded ")
    assert stage.login.stage is LoginStage.KEEPING
    stage.wait(1_000)
    assert (stage.login.stage, stage.login.connection, stage.login.for_this_run) == (LoginStage.DONE, NEW, False)
    row = stage.rows[NEW]
    assert (row.name, row.user, row.login, row.state) == (
        "TPT funded",
        "tpt",
        LoginKind.API_KEY,
        LineState.CONNECTED,
    )
    connection, accounts = stage.cabinet.logins[NEW]
    assert (connection.user_id, connection.device) == ("990022", "d-1")
    assert [(each.name, each.venue_id) for each in accounts] == [("TPT-01", "61"), ("TPT-02", "62")]
    assert "Connection “TPT funded” added with 2 accounts." in stage.texts()


def test_new_accounts_are_listed_and_recalled_before_anything_else_of_the_line() -> None:
    stage = ConnectionStage()
    before = len(stage.memory.entries)
    stage.add()
    told = stage.memory.entries[before:]
    kinds = [type(entry) for entry in told][:6]
    assert kinds == [AccountListed, AccountListed, PastRecalled, PastRecalled, CapabilitiesDeclared, LineChanged]


@pytest.mark.rule("3.5")
def test_secrets_go_to_the_keyring_and_nowhere_else(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    stage = ConnectionStage()
    stage.add()
    assert stage.cabinet.keys[NEW] == {"password": Secret("pass-7731"), "secret": Secret("sec-9955")}
    places = (FORM, FOUND, stage.updates, stage.cabinet.logins, stage.memory.entries, stage.tester.tries[0].form)
    everything = " ".join([*map(repr, places), caplog.text])
    for key in ("password", "cid", "secret"):
        assert SECRETS[key] not in everything
    assert stage.program._logins is not None
    assert stage.program._logins._trial is None


@pytest.mark.rule("3.5")
def test_without_a_keyring_the_secrets_are_kept_for_this_run_and_that_is_said() -> None:
    stage = ConnectionStage()
    stage.cabinet.keyring = False
    stage.add()
    assert stage.login.for_this_run
    assert stage.rows[NEW].for_this_run


# --- refused ----------------------------------------------------------------------------------------------------------


def test_a_refusal_is_shown_as_the_tester_tells_it_and_can_be_tried_again() -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, FORM)
    stage.tester.tries[0].report.failed(WRONG)
    assert failure(stage) == WRONG
    stage.program.keep_login(7, "TPT")
    stage.program.try_login(8, FORM)
    stage.tester.tries[1].report.ok(FOUND)
    assert (stage.login.attempt, stage.login.stage) == (8, LoginStage.FOUND)


def test_a_try_that_was_given_up_tells_nothing_any_more() -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, FORM)
    stage.program.cancel_login(6)
    assert stage.login.attempt == 7
    stage.program.cancel_login(7)
    assert (stage.view.login, stage.tester.tries[0].cancelled) == (None, True)
    stage.tester.tries[0].report.ok(FOUND)
    stage.program.keep_login(7, "TPT")
    stage.wait()
    assert NEW not in stage.rows
    stage.program.try_login(8, FORM)
    stage.program.try_login(9, FORM)
    stage.tester.tries[1].report.ok(FOUND)
    assert (stage.login.attempt, stage.login.stage) == (9, LoginStage.TRYING)
    assert stage.tester.tries[1].cancelled


def test_no_account_here_names_the_place_where_there_are_some() -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, FORM)
    stage.tester.tries[0].report.ok(FoundLogin("990022", "tpt", (), elsewhere=(("live", 3),)))
    failed = failure(stage)
    assert (failed.kind, failed.elsewhere) == (FailureKind.NO_ACCOUNTS, (("live", 3),))
    assert failed.text == "The login is right, and it has no accounts on Demo. It has 3 accounts on Live."


def test_a_way_that_this_build_cannot_go_is_refused_without_asking_the_broker() -> None:
    form = LoginForm("tradovate", "demo", LoginKind.OAUTH)
    stage = ConnectionStage()
    stage.program.try_login(7, form)
    assert failure(stage).text == NO_REGISTRATION
    assert stage.tester.tries == []
    registered = ConnectionStage(registered=True)
    registered.program.try_login(7, form)
    assert len(registered.tester.tries) == 1


def test_a_broker_that_nobody_can_log_in_to_says_so() -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, replace(FORM, broker="rithmic"))
    assert failure(stage).text == "This build of MimikDesk cannot log in to Rithmic."


# --- nothing twice ----------------------------------------------------------------------------------------------------


@pytest.mark.rule("3.7")
def test_the_same_user_name_is_refused_before_the_broker_is_asked() -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, replace(FORM, typed={**SECRETS, "user": "APX "}))
    assert failure(stage).kind is FailureKind.TAKEN
    assert "“Apex”" in failure(stage).text
    assert stage.tester.tries == []
    stage.program.try_login(8, replace(FORM, environment="live", typed={**SECRETS, "user": "apx"}))
    assert len(stage.tester.tries) == 1


@pytest.mark.rule("3.7")
def test_the_same_login_by_another_name_is_refused() -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, FORM)
    stage.tester.tries[0].report.ok(replace(FOUND, user_id="880011"))
    assert (failure(stage).kind, NEW in stage.rows) == (FailureKind.TAKEN, False)


@pytest.mark.rule("3.7")
@pytest.mark.parametrize(
    "twin", [FoundAccount("APEX-02", "99"), FoundAccount("renamed", "32")], ids=["by name", "by the broker's id"]
)
def test_an_account_that_is_connected_already_is_refused(twin: FoundAccount) -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, FORM)
    stage.tester.tries[0].report.ok(replace(FOUND, accounts=(*FOUND.accounts, twin)))
    failed = failure(stage)
    assert failed.text == f"The account {twin.name} is connected already, through “Apex”."
    stage.program.keep_login(7, "TPT")
    stage.wait()
    assert NEW not in stage.rows


@pytest.mark.rule("3.7")
def test_what_the_database_refuses_is_shown_and_nothing_is_connected() -> None:
    stage = ConnectionStage()
    stage.cabinet.broken = REFUSAL
    stage.add()
    assert (failure(stage).kind, failure(stage).text) == (FailureKind.NOT_KEPT, str(REFUSAL))
    assert (NEW in stage.rows, NEW in stage.cabinet.keys, NEW in stage.links) == (False, False, False)


@pytest.mark.parametrize("name", ["", "  ", "apex"])
def test_a_name_that_is_missing_or_taken_is_asked_for_again(name: str) -> None:
    stage = ConnectionStage()
    stage.add(name)
    assert (stage.login.stage, stage.login.text != "") == (LoginStage.FOUND, True)
    stage.program.keep_login(7, "TPT")
    stage.wait(1_000)
    assert stage.login.stage is LoginStage.DONE


# --- signing in again -------------------------------------------------------------------------------------------------

AGAIN = replace(FORM, typed={**SECRETS, "user": "apx"})
SAME = FoundLogin(
    "880011", "apx", (FoundAccount("APEX-01", "31"), FoundAccount("APEX-03", "33")), keys={"secret": Secret("n")}
)


@pytest.mark.rule("3.2")
def test_one_new_sign_in_brings_all_accounts_of_the_login_back() -> None:
    stage = ConnectionStage()
    at = stage.clock.now()
    stage.program._links.sink(APEX)(LineChanged(APEX, LineState.REAUTH_REQUIRED, "The password is wrong.", at))
    state = stage.program.copier.state
    assert {state.line(account) for account in state.accounts_of(APEX)} == {LineState.REAUTH_REQUIRED}
    stage.program.try_login(7, AGAIN, APEX)
    stage.tester.tries[0].report.ok(SAME)
    stage.program.keep_login(7, "ignored")
    stage.wait(1_000)
    row = stage.row
    assert (row.name, row.state, stage.login.stage) == ("Apex", LineState.CONNECTED, LoginStage.DONE)
    assert [each.name for each in row.accounts] == ["APEX-01", "APEX-02", "APEX-03"]
    assert {state.line(account) for account in state.accounts_of(APEX)} == {LineState.CONNECTED}
    assert stage.cabinet.keys[APEX] == {"secret": Secret("n")}
    assert stage.made == [APEX, APEX]


def test_signing_in_as_somebody_else_is_refused_and_changes_nothing() -> None:
    stage = ConnectionStage()
    stage.program.try_login(7, AGAIN, APEX)
    stage.tester.tries[0].report.ok(replace(SAME, user_id="5", user="tpt"))
    failed = failure(stage)
    assert failed.kind is FailureKind.OTHER_LOGIN
    assert failed.text == "You signed in as tpt, and “Apex” belongs to another login (apx)."
    assert (stage.made, stage.cabinet.keys[APEX]) == ([APEX], {})


def test_signing_in_to_a_connection_that_is_gone_says_so() -> None:
    stage = ConnectionStage(grouped=False)
    stage.program.try_login(7, AGAIN, APEX)
    stage.tester.tries[0].report.ok(SAME)
    stage.program.remove_connection(APEX)
    stage.wait()
    stage.program.keep_login(7, "")
    assert failure(stage).kind is FailureKind.NOT_KEPT
    stage.program.try_login(8, AGAIN, APEX)
    assert failure(stage).kind is FailureKind.NOT_KEPT


def test_what_an_account_may_do_is_kept() -> None:
    stage = ConnectionStage()
    closed = FoundAccount("TPT-03", "63", access=AccountAccess.CLOSED)
    stage.add(found=replace(FOUND, accounts=(*FOUND.accounts, closed)))
    assert [each.access for each in stage.rows[NEW].accounts][-1] is AccountAccess.CLOSED


def test_an_error_of_the_database_is_told_in_its_own_words() -> None:
    stage = ConnectionStage()
    stage.cabinet.broken = AccountError("The disk is full.")
    stage.add()
    assert failure(stage).text == "The disk is full."
