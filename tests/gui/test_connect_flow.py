"""The flow of the connection wizard, without a window: every step, and every wrong path."""

from itertools import count

import pytest

from mimikdesk.domain.accounts import LoginKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.gui.wizards.connect_flow import (
    NEEDED,
    NO_NAME,
    CancelLogin,
    Close,
    ConnectFlow,
    KeepLogin,
    Step,
    TryLogin,
    Wish,
)
from mimikdesk.services.broker_forms import PRACTICE, TRADOVATE, without_registration
from mimikdesk.services.logins import FailureKind, FoundAccount, LoginFailure
from mimikdesk.services.views import ConnectionRow, ConnectionsView, LoginStage, LoginView

FORMS = (PRACTICE, TRADOVATE)
TYPED = {"user": " apx ", "password": "pass-7731", "cid": "44", "secret": "sec-9955"}
ACCOUNTS = (FoundAccount("APEX-01", "1", "$50,000"), FoundAccount("APEX-02", "2"))


def row(name: str = "Apex", login: LoginKind = LoginKind.API_KEY) -> ConnectionRow:
    return ConnectionRow(
        connection=ConnectionId("t1"),
        name=name,
        broker="tradovate",
        environment="demo",
        login=login,
        user="apx",
        state=LineState.REAUTH_REQUIRED,
        advice="",
        last_error="",
        last_error_ns=None,
        accounts=(),
        linked=True,
    )


def flow(*rows: ConnectionRow, again: ConnectionRow | None = None, registered: bool = True) -> ConnectFlow:
    forms = FORMS if registered else (PRACTICE, without_registration(TRADOVATE))
    return ConnectFlow(ConnectionsView(rows, forms), count(1).__next__, again)


def tell(
    made: ConnectFlow, stage: LoginStage, attempt: int = 1, rows: tuple[ConnectionRow, ...] = (), **more: object
) -> Wish | None:
    return made.apply(ConnectionsView(rows, FORMS, LoginView(attempt, stage, **more)))  # type: ignore[arg-type]


def fail(made: ConnectFlow, kind: FailureKind, attempt: int = 1, **more: object) -> None:
    failure = LoginFailure(kind, "Why.", "What to do.", **more)  # type: ignore[arg-type]
    assert tell(made, LoginStage.FAILED, attempt, failure=failure) is None


def at_login(*, registered: bool = True) -> ConnectFlow:
    made = flow(registered=registered)
    made.next()
    made.environment = "demo"
    made.next()
    assert made.step is Step.LOGIN
    return made


def tried() -> ConnectFlow:
    made = at_login()
    made.choose_way(LoginKind.API_KEY)
    made.typed = dict(TYPED)
    assert isinstance(made.next(), TryLogin)
    return made


def found() -> ConnectFlow:
    made = tried()
    tell(made, LoginStage.FOUND, accounts=ACCOUNTS)
    return made


def test_from_the_first_question_to_the_end() -> None:
    made = flow()
    assert ([form.broker for form in made.brokers], made.broker, made.place) == (["tradovate"], "tradovate", (1, 6))
    assert made.next() is None
    assert (made.step, made.can_next) == (Step.ENVIRONMENT, False)
    assert made.next() is None
    assert made.step is Step.ENVIRONMENT
    made.environment = "demo"
    made.next()
    assert (made.way, made.next_word) == (LoginKind.OAUTH, "Open the browser")
    made.choose_way(LoginKind.API_KEY)
    made.typed = dict(TYPED)
    wish = made.next()
    assert isinstance(wish, TryLogin)
    assert (wish.attempt, wish.again, wish.form.broker, wish.form.environment) == (1, None, "tradovate", "demo")
    assert wish.form.typed == {**TYPED, "user": "apx"}
    tell(made, LoginStage.TRYING, text="Reading the accounts...")
    assert (made.step, made.progress, made.next_word) == (Step.TEST, "Reading the accounts...", "")
    tell(made, LoginStage.FOUND, accounts=ACCOUNTS)
    assert (made.step, made.accounts, made.title) == (Step.ACCOUNTS, ACCOUNTS, "2 accounts found")
    made.next()
    assert (made.step, made.name) == (Step.NAME, "Tradovate Demo")
    made.name = " Apex "
    assert made.next() == KeepLogin(1, "Apex")
    tell(made, LoginStage.KEEPING, text="Saving...")
    assert (made.can_next, made.can_back, made.saving) == (False, False, True)
    tell(made, LoginStage.DONE, connection=ConnectionId("t"))
    assert (made.step, made.title, made.typed, made.can_back) == (Step.DONE, "“Apex” is connected", {}, False)
    assert made.next() == Close(ConnectionId("t"))
    assert made.close() is None


@pytest.mark.rule("3.5")
def test_no_wish_shows_a_secret_when_it_is_printed() -> None:
    made = at_login()
    made.choose_way(LoginKind.API_KEY)
    made.typed = dict(TYPED)
    printed = repr(made.next()) + repr(made)
    assert "pass-7731" not in printed
    assert "sec-9955" not in printed


@pytest.mark.rule("3.5")
def test_closing_drops_what_was_typed_and_gives_the_try_up() -> None:
    made = tried()
    assert made.close() == CancelLogin(1)
    assert made.typed == {}


def test_what_is_missing_is_marked_only_when_the_trader_wants_to_go_on() -> None:
    made = at_login()
    made.choose_way(LoginKind.API_KEY)
    made.typed = {"user": "apx", "cid": "  "}
    assert made.wrong == {}
    assert made.next() is None
    assert made.wrong == {"password": NEEDED, "cid": NEEDED, "secret": NEEDED}
    made.choose_way(LoginKind.OAUTH)
    assert made.wrong == {}
    assert isinstance(made.next(), TryLogin)


def test_without_a_registration_the_browsers_door_is_shut_and_the_key_is_chosen() -> None:
    made = at_login(registered=False)
    assert made.way is LoginKind.API_KEY
    made.choose_way(LoginKind.OAUTH)
    assert (made.can_next, made.next(), made.step, made.fields) == (False, None, Step.LOGIN, ())


def test_a_refused_login_goes_back_to_what_was_typed_or_is_tried_again() -> None:
    made = tried()
    fail(made, FailureKind.REFUSED)
    assert (made.title, made.next_word) == ("The login was refused", "Try again")
    wish = made.next()
    assert isinstance(wish, TryLogin)
    assert (wish.attempt, made.failure) == (2, None)
    fail(made, FailureKind.REFUSED, 2)
    assert made.back() == CancelLogin(2)
    assert (made.step, made.typed) == (Step.LOGIN, TYPED)


@pytest.mark.parametrize("kind", [FailureKind.WAIT, FailureKind.TAKEN])
def test_where_another_try_does_harm_there_is_no_button_for_it(kind: FailureKind) -> None:
    made = tried()
    fail(made, kind)
    assert (made.next_word, made.next(), made.can_back) == ("", None, True)


@pytest.mark.parametrize("kind", list(FailureKind))
def test_every_failure_has_a_headline(kind: FailureKind) -> None:
    made = tried()
    fail(made, kind)
    assert made.title


def test_accounts_elsewhere_are_one_press_away() -> None:
    made = tried()
    fail(made, FailureKind.NO_ACCOUNTS, elsewhere=(("live", 2),))
    assert (made.elsewhere, made.next_word) == ((("live", "Live"),), "")
    wish = made.go_elsewhere("live")
    assert isinstance(wish, TryLogin)
    assert (wish.attempt, wish.form.environment, made.environment) == (2, "live", "live")


def test_a_try_that_was_left_is_not_heard_any_more() -> None:
    made = tried()
    assert made.back() == CancelLogin(1)
    tell(made, LoginStage.FOUND, accounts=ACCOUNTS)
    assert (made.step, made.accounts) == (Step.LOGIN, ())
    made.next()
    tell(made, LoginStage.FAILED, failure=LoginFailure(FailureKind.REFUSED, "old"))
    assert (made.step, made.failure) == (Step.TEST, None)


def test_going_back_from_the_accounts_gives_up_what_was_found_and_from_the_name_does_not() -> None:
    made = found()
    made.next()
    made.name = "Mine"
    assert made.back() is None
    assert (made.step, made.accounts) == (Step.ACCOUNTS, ACCOUNTS)
    made.next()
    assert made.name == "Mine"
    made.back()
    assert made.back() == CancelLogin(1)
    assert made.step is Step.LOGIN


def test_a_name_that_is_missing_or_taken_is_asked_for_again() -> None:
    made = found()
    made.next()
    tell(made, LoginStage.FOUND, accounts=ACCOUNTS, rows=(row(),))
    for name, says in (("  ", NO_NAME), ("apex", "named “apex” already")):
        made.name = name
        assert made.next() is None
        assert says in made.wrong_name
    made.name = "Apex 2"
    assert made.next() == KeepLogin(1, "Apex 2")


def test_what_the_program_says_about_the_name_is_shown() -> None:
    made = found()
    made.next()
    made.name = "Apex"
    assert made.next() == KeepLogin(1, "Apex")
    tell(made, LoginStage.FOUND, accounts=ACCOUNTS, text="There is a connection named “Apex” already.")
    assert "already" in made.wrong_name
    made.name = "Apex 2"
    assert made.next() == KeepLogin(1, "Apex 2")


def test_the_suggested_name_is_free() -> None:
    made = ConnectFlow(ConnectionsView((row("Tradovate Demo"), row("tradovate demo 2")), FORMS), count(1).__next__)
    made.environment = "demo"
    assert made._suggestion() == "Tradovate Demo 3"


def test_what_cannot_be_saved_is_said_after_the_name() -> None:
    made = found()
    made.next()
    made.next()
    fail(made, FailureKind.NOT_KEPT)
    assert (made.step, made.title, made.next_word) == (Step.TEST, "The connection could not be saved", "Try again")


@pytest.mark.rule("3.5")
def test_secrets_that_no_keyring_takes_are_said_at_the_end() -> None:
    made = found()
    made.next()
    made.next()
    tell(made, LoginStage.DONE, connection=ConnectionId("t"), for_this_run=True)
    assert made.for_this_run


def test_another_broker_starts_its_form_anew() -> None:
    made = at_login()
    made.typed = dict(TYPED)
    made.choose_broker("tradovate")
    assert made.typed == TYPED
    made.choose_broker("practice")
    assert (made.typed, made.environment, made.way) == ({}, "", None)


def test_signing_in_again_asks_for_the_login_alone_and_keeps_by_itself() -> None:
    made = flow(row(), again=row())
    assert (made.step, made.place, made.way, made.typed) == (Step.LOGIN, (1, 2), LoginKind.API_KEY, {"user": "apx"})
    assert (made.can_back, made.title) == (False, "Sign in again to “Apex”")
    made.typed = dict(TYPED)
    wish = made.next()
    assert isinstance(wish, TryLogin)
    assert (wish.again, wish.form.environment) == (ConnectionId("t1"), "demo")
    assert tell(made, LoginStage.FOUND, accounts=ACCOUNTS) == KeepLogin(1, "Apex")
    tell(made, LoginStage.DONE, connection=ConnectionId("t1"))
    assert (made.step, made.title) == (Step.DONE, "“Apex” is signed in again")


def test_signing_in_again_never_moves_to_another_environment() -> None:
    made = flow(row(), again=row())
    made.typed = dict(TYPED)
    made.next()
    fail(made, FailureKind.NO_ACCOUNTS, elsewhere=(("live", 2),))
    assert (made.elsewhere, made.next_word) == ((), "Try again")


def test_one_that_signed_in_by_a_way_that_is_shut_now_gets_the_open_one() -> None:
    made = flow(again=row(login=LoginKind.OAUTH), registered=False)
    assert made.way is LoginKind.API_KEY
