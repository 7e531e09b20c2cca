"""A login tried for the wizard against the server that speaks Tradovate's protocol: both ways, and every wrong path."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest

from mimikdesk.app.keys import Keys
from mimikdesk.app.tradovate import Tradovate
from mimikdesk.app.tradovate_try import APP_ID, Means, TradovateTester, accounts_in
from mimikdesk.brokers.network import HttpDone, HttpRequest
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.domain.accounts import AccountAccess, Connection, LoginKind
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import BrokerEvent, BudgetReported, LineChanged, LineState
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.time import SECOND
from mimikdesk.services.broker_forms import NO_REGISTRATION
from mimikdesk.services.logins import FailureKind, FoundLogin, LoginFailure, LoginForm
from mimikdesk.settings.oauth_clients import OAuthClient
from mimikdesk.settings.secrets import SecretStore
from tests.helpers.tradovate.memory_network import MemoryNetwork
from tests.helpers.tradovate.oauth import OauthApp
from tests.helpers.tradovate.server import TradovateServer

TYPED = {"user": "alice", "password": "HUSH-pass", "cid": "12", "secret": "HUSH-sec"}
KEY = LoginForm("tradovate", "demo", LoginKind.API_KEY, TYPED)
BROWSER = LoginForm("tradovate", "demo", LoginKind.OAUTH)
REDIRECT = "http://127.0.0.1:8123/"
ACCEPT = Callable[[Mapping[str, str]], bool]


class Counting(MemoryNetwork):
    """``asked``: how many requests went out."""

    asked = 0

    def fetch(self, request: HttpRequest, done: HttpDone) -> None:
        self.asked += 1
        super().fetch(request, done)


class Door:
    """The trader's browser: the page is opened, and ``answer`` brings him back with what the server said."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.page = ""
        self.shut = False
        self.trouble = ""

    def open(
        self,
        accept: ACCEPT,
        opened: Callable[[str], str],
        done: Callable[[Mapping[str, str] | None], None],
        failed: Callable[[str], None],
    ) -> Callable[[], None]:
        self.accept, self.done = accept, done

        def show() -> None:
            if self.trouble:
                failed(self.trouble)
            else:
                self.page = opened(REDIRECT)

        self._clock.call_later(0, show)

        def close() -> None:
            self.shut = True

        return close


class Desk:
    """``told``: everything the try has said."""

    def __init__(self, client: OAuthClient | None = None) -> None:
        self.clock = VirtualClock()
        self.server = TradovateServer(self.clock, StillMarket())
        self.user = self.server.add_user("alice", "HUSH-pass")
        self.server.auth.keys["12"] = ("HUSH-sec", APP_ID)
        self.server.oauth.apps["81"] = OauthApp("81")
        self.server.oauth.at_browser = self.user
        self.network = Counting(self.clock, self.server)
        self.door = Door(self.clock)
        self.means = Means(self.clock, lambda: self.network, "device-1", client, self.door)
        self.tester = TradovateTester(self.means)
        self.told: list[str] = []
        self.results: list[FoundLogin | LoginFailure] = []

    def progress(self, text: str) -> None:
        self.told.append(text)

    def ok(self, found: FoundLogin) -> None:
        self.results.append(found)

    def failed(self, failure: LoginFailure) -> None:
        self.results.append(failure)

    def try_(self, form: LoginForm = KEY, seconds: int = 5) -> None:
        self.handle = self.tester.start(form, self)
        assert self.results == []
        self.clock.advance(seconds * SECOND)

    def come_back(self, **changed: str) -> None:
        """The trader answers on the page, and the browser comes back."""
        page = urlsplit(self.door.page)
        answer = self.server.oauth.authorize(dict(parse_qsl(page.query)))
        back = dict(parse_qsl(urlsplit(answer.headers["location"]).query)) | changed
        if self.door.accept(back):
            self.door.done(back)
        self.clock.advance(5 * SECOND)

    @property
    def found(self) -> FoundLogin:
        (result,) = self.results
        assert isinstance(result, FoundLogin), result
        return result

    @property
    def failure(self) -> LoginFailure:
        (result,) = self.results
        assert isinstance(result, LoginFailure), result
        return result


def test_an_api_key_brings_the_login_its_accounts_and_one_session() -> None:
    desk = Desk()
    for name in ("APEX-02", "APEX-01"):
        desk.server.add_account(desk.user, name)
    desk.try_()
    found = desk.found
    assert (found.user_id, found.user, found.device) == (str(desk.user.id), "alice", "device-1")
    assert [account.name for account in found.accounts] == ["APEX-01", "APEX-02"]
    assert all(account.venue_id.isdigit() for account in found.accounts)
    assert set(found.keys) == {"cid", "password", "secret", "session"}
    assert "Reading the accounts" in desk.told[-1]
    asked = desk.network.asked
    desk.clock.advance(3 * 3_600 * SECOND)
    assert (desk.network.asked, asked) == (2, 2), "one login, one list, and nothing goes on after the end"


@pytest.mark.rule("3.5")
def test_nothing_that_is_told_has_a_secret_in_it() -> None:
    desk = Desk()
    desk.server.add_account(desk.user, "APEX-01")
    desk.try_()
    assert "HUSH" not in repr((desk.told, desk.results, desk.handle, desk.means))


def test_the_browser_brings_the_login_without_a_password() -> None:
    desk = Desk(OAuthClient("81"))
    desk.server.add_account(desk.user, "APEX-01")
    desk.try_(BROWSER)
    assert "Your browser is open" in desk.told[-1]
    assert "code_challenge" in desk.door.page
    desk.come_back()
    found = desk.found
    assert (found.user_id, [account.name for account in found.accounts]) == (str(desk.user.id), ["APEX-01"])
    assert set(found.keys) == {"session", "redirect"}
    assert desk.door.shut


@pytest.mark.parametrize("form", [KEY, BROWSER], ids=["key", "browser"])
def test_a_link_goes_on_with_what_the_try_has_found(form: LoginForm) -> None:
    client = OAuthClient("81")
    desk = Desk(client)
    desk.server.add_account(desk.user, "APEX-01")
    desk.try_(form)
    if form is BROWSER:
        desk.come_back()
    grants = desk.server.oauth.refreshes
    its = Connection(ConnectionId("t1"), "Apex", "tradovate", "demo", form.way, "alice", desk.found.user_id)
    keys = Keys(lambda: SecretStore(None, "w"))
    keys.keep(its.id, desk.found.keys)
    broker = Tradovate(desk.means, keys).broker()
    assert broker.make is not None
    events: list[BrokerEvent] = []
    link = broker.make(its, ())(events.append, lambda _quote: None)
    link.open()
    desk.clock.advance(5 * SECOND)
    assert [e.state for e in events if isinstance(e, LineChanged)][-1] is LineState.CONNECTED
    assert [str(account) for account in link.accounts] == ["t1/APEX-01"]
    assert desk.server.oauth.refreshes == grants, "no other session was asked for"
    (budget,) = [event for event in events if isinstance(event, BudgetReported)][:1]
    assert 0 < (budget.left or 0) < (budget.limit or 0)
    link.close()
    desk.clock.advance(SECOND)


def test_a_connection_whose_secrets_are_gone_asks_nobody_and_wants_a_sign_in() -> None:
    desk = Desk()
    its = Connection(ConnectionId("t1"), "Apex", "tradovate", "demo", LoginKind.API_KEY, "alice", "5")
    keys = Keys(lambda: SecretStore(None, "w"))
    broker = Tradovate(desk.means, keys).broker()
    assert broker.make is not None
    events: list[BrokerEvent] = []
    link = broker.make(its, ())(events.append, lambda _quote: None)
    link.open()
    desk.clock.advance(60 * SECOND)
    assert [e.state for e in events if isinstance(e, LineChanged)][-1] is LineState.REAUTH_REQUIRED
    link.close()
    desk.clock.advance(SECOND)
    desk.server.add_account(desk.user, "APEX-01")
    desk.try_()
    keys.keep(its.id, desk.found.keys)
    link = broker.make(its, ())(events.append, lambda _quote: None)
    link.open()
    desk.clock.advance(5 * SECOND)
    assert [e.state for e in events if isinstance(e, LineChanged)][-1] is LineState.CONNECTED


# --- wrong paths ------------------------------------------------------------------------------------------------------


def test_a_wrong_password_is_refused_in_the_brokers_words() -> None:
    desk = Desk()
    desk.user.password = "another"
    desk.try_()
    assert desk.failure.kind is FailureKind.REFUSED
    assert "Incorrect username or password" in desk.failure.text
    assert "HUSH" not in desk.failure.text


def test_a_captcha_is_no_matter_for_a_program_and_takes_an_hour() -> None:
    desk = Desk()
    desk.user.password = "another"
    for _ in range(8):
        desk.results.clear()
        desk.try_()
        if desk.results and desk.failure.kind is FailureKind.WAIT:
            break
    assert desk.failure.kind is FailureKind.WAIT
    assert desk.failure.until_ns is not None
    assert desk.failure.until_ns > desk.clock.now().utc_ns + 3_000 * SECOND


def test_accounts_of_the_other_environment_are_counted() -> None:
    desk = Desk()
    for name in ("L1", "L2"):
        desk.server.add_account(desk.user, name, world="live")
    desk.try_()
    assert (desk.found.accounts, desk.found.elsewhere) == ((), (("live", 2),))


def test_a_login_without_any_account_says_so() -> None:
    desk = Desk()
    desk.try_()
    assert (desk.found.accounts, desk.found.elsewhere) == ((), ())


def test_no_line_to_the_broker_is_told_after_a_while_and_meanwhile() -> None:
    desk = Desk()
    desk.network.unreachable = True
    desk.try_(seconds=50)
    assert desk.failure.kind is FailureKind.UNREACHABLE
    assert len(desk.told) > 1


def test_a_browser_that_never_comes_back_ends_the_try() -> None:
    desk = Desk(OAuthClient("81"))
    desk.try_(BROWSER)
    desk.door.done(None)
    assert desk.failure.kind is FailureKind.BROWSER
    assert "nobody signed in" in desk.failure.text


def test_a_permission_that_was_not_given_ends_the_try() -> None:
    desk = Desk(OAuthClient("81"))
    desk.server.oauth.consents = False
    desk.try_(BROWSER)
    desk.come_back()
    assert desk.failure.kind is FailureKind.BROWSER
    assert "Permission was not given" in desk.failure.text


def test_an_answer_to_another_sign_in_is_not_taken() -> None:
    desk = Desk(OAuthClient("81"))
    desk.try_(BROWSER)
    desk.come_back(state="another")
    assert desk.results == []


def test_an_exchange_that_is_refused_is_told() -> None:
    desk = Desk(OAuthClient("81"))
    desk.try_(BROWSER)
    desk.server.oauth.fail_next("invalid_grant", "No.")
    desk.come_back()
    assert desk.failure.kind is FailureKind.REFUSED


def test_a_door_that_cannot_be_opened_says_why() -> None:
    desk = Desk(OAuthClient("81"))
    desk.door.trouble = "Your browser could not be opened."
    desk.try_(BROWSER)
    assert (desk.failure.kind, desk.failure.text) == (FailureKind.BROWSER, "Your browser could not be opened.")


@pytest.mark.parametrize("form", [KEY, BROWSER], ids=["key", "browser"])
def test_a_try_that_is_given_up_tells_nothing_any_more(form: LoginForm) -> None:
    desk = Desk(OAuthClient("81"))
    desk.try_(form, seconds=0)
    desk.handle.cancel()
    desk.handle.cancel()
    desk.clock.advance(400 * SECOND)
    assert desk.results == []


def test_the_form_says_whether_this_build_is_registered() -> None:
    for client, missing in ((None, NO_REGISTRATION), (OAuthClient("81"), "")):
        keys = Keys(lambda: SecretStore(None, "w"))
        way = Tradovate(Desk(client).means, keys).broker().form.way(LoginKind.OAUTH)
        assert way is not None
        assert way.missing == missing


def test_what_an_account_may_do_and_its_size_are_read_from_its_row() -> None:
    row = {"id": 1, "name": "A", "active": True}
    rows: list[object] = [
        row | {"evaluationSize": Decimal(50_000)},
        row | {"name": "B", "readonly": True, "evaluationSize": 0},
        row | {"name": "C", "closed": True},
        row | {"name": "D", "active": False},
        {"id": 2},
        7,
    ]
    told = [(account.name, account.size, account.access) for account in accounts_in(rows)]
    assert told == [
        ("A", "$50,000", AccountAccess.FULL),
        ("B", "", AccountAccess.READ_ONLY),
        ("C", "", AccountAccess.CLOSED),
        ("D", "", AccountAccess.CLOSED),
    ]
    assert accounts_in({"errorText": "no"}) == ()
