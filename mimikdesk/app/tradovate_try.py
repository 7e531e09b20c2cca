"""A Tradovate login tried for the wizard: by API key or in the browser, then its accounts, here and in the other world.

On the lane. One session is opened, and what was got by it is handed on, so that the link need not open another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from mimikdesk import __version__
from mimikdesk.brokers.network import Network
from mimikdesk.brokers.tradovate import oauth
from mimikdesk.brokers.tradovate.credentials import ApiKey, OAuthApp
from mimikdesk.brokers.tradovate.decode import BrokenRowError, decode
from mimikdesk.brokers.tradovate.hosts import Environment, Hosts, hosts_of
from mimikdesk.brokers.tradovate.limits import budget_of_login
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.login_words import wants_a_person
from mimikdesk.brokers.tradovate.rest import Answer, NoAnswer, Outcome, Rest
from mimikdesk.brokers.tradovate.rows import AccountRow
from mimikdesk.brokers.tradovate.tokens import Granted, Kept, Token, pack
from mimikdesk.brokers.tradovate.unknowns import Unknowns
from mimikdesk.domain.accounts import AccountAccess, LoginKind
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND
from mimikdesk.services.logins import (
    FailureKind,
    FoundAccount,
    FoundLogin,
    LoginFailure,
    LoginForm,
    LoginReport,
)
from mimikdesk.settings.oauth_clients import OAuthClient

APP_ID = "MimikDesk"
ANSWER_WITHIN = 45 * SECOND
"""How long a try may take beside the time that the trader spends in his browser."""
SIGN_IN_WITHIN = 300 * SECOND

CHECK_KEY = "Check user name, API password, number and secret. After a few refused tries Tradovate wants a pause."
REST_AN_HOUR = "Each further try makes the pause longer. Your own platform is not affected."
BEGIN_AGAIN = "Try again, and finish on Tradovate's page; it says when you may close it."
LATER = "Look at your internet connection, then try again."
CONFIRM = "Look for Tradovate's e-mail that asks you to confirm this device, confirm it, then try again."


class Door(Protocol):
    """Where the browser comes back to; see app/browser_door.py."""

    def open(
        self,
        accept: Callable[[Mapping[str, str]], bool],
        opened: Callable[[str], str],
        done: Callable[[Mapping[str, str] | None], None],
        failed: Callable[[str], None],
    ) -> Callable[[], None]:
        """Listen. ``opened`` gets the address to come back to and gives the page that is to be opened; ``accept`` says
        whether an answer belongs to this sign-in; ``done`` gets it, or None when the time was over. Returns what gives
        it up. Nothing is told from inside this call."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a try is made with. ``hosts``: where each environment is. ``client``: the program's own registration, None
    where this build has none. ``device``: stable per installation. ``symbols``: contracts to be looked up with the
    connection, so that the first order in one of them need not wait for that."""

    clock: Clock
    network: Callable[[], Network]
    device: str
    client: OAuthClient | None = None
    door: Door | None = None
    hosts: Callable[[Environment], Hosts] = hosts_of
    symbols: tuple[Symbol, ...] = ()


def api_key(user: str, keys: Mapping[str, Secret], device: str) -> ApiKey:
    """The credentials of the trader's own key."""
    cid = keys["cid"].reveal()
    return ApiKey(user, keys["password"], cid, keys["secret"], APP_ID, __version__, device)


def oauth_app(client: OAuthClient, redirect: str) -> OAuthApp:
    secret = Secret(client.client_secret) if client.client_secret else None
    return OAuthApp(client.client_id, secret, redirect)


class TradovateTester:
    """A ``services.logins.Tester``."""

    def __init__(self, means: Means) -> None:
        self._means = means

    def start(self, form: LoginForm, report: LoginReport) -> "TradovateTry":
        made = TradovateTry(self._means, form, report)
        self._means.clock.call_later(0, made.begin)
        return made


class TradovateTry:
    def __init__(self, means: Means, form: LoginForm, report: LoginReport) -> None:
        self._means, self._form, self._report = means, form, report
        self._world = Environment(form.environment)
        self._hosts = means.hosts(self._world)
        self._keys: dict[str, Secret] = {}
        self._login: Login | None = None
        self._kept: Kept | None = None
        self._timer: TimerHandle | None = None
        self._shut: Callable[[], None] = lambda: None
        self._trouble = ""
        self._token: Token | None = None
        self._who: tuple[str, str] = ("", "")
        self._over = False

    def cancel(self) -> None:
        self._end()

    def begin(self) -> None:
        if self._over:
            return
        if self._form.way is LoginKind.API_KEY:
            self._keys = {key: Secret(self._form.typed[key]) for key in ("cid", "password", "secret")}
            self._report.progress("Logging in...")
            self._log_in(api_key(self._form.user, self._keys, self._means.device))
        else:
            self._open_browser()

    # --- in the browser -------------------------------------------------------------------------------------------

    def _open_browser(self) -> None:
        means = self._means
        if means.client is None or means.door is None:
            self._fail(FailureKind.REFUSED, "This build of MimikDesk is not registered with Tradovate.", "")
            return
        client = means.client
        attempts: list[oauth.Attempt] = []

        def opened(redirect: str) -> str:
            attempts.append(oauth.begin(self._hosts, oauth_app(client, redirect)))
            self._keys["redirect"] = Secret(redirect)
            self._report.progress("Your browser is open: sign in on Tradovate's page, and give the permission there.")
            return attempts[0].page

        def accept(query: Mapping[str, str]) -> bool:
            return bool(attempts) and oauth.same_state(query.get("state", ""), attempts[0])

        def came_back(query: Mapping[str, str] | None) -> None:
            if query is None:
                text = "The browser was closed, or nobody signed in within five minutes."
                self._fail(FailureKind.BROWSER, text, BEGIN_AGAIN)
                return
            try:
                code = oauth.code_in(query, attempts[0])
            except oauth.SignInError as error:
                self._fail(FailureKind.BROWSER, str(error), "")
                return
            self._report.progress("Signed in. Asking for the accounts...")
            oauth.exchange(means.clock, means.network(), self._hosts, attempts[0], code, exchanged)

        def exchanged(got: Granted | str) -> None:
            if self._over:
                return
            if isinstance(got, str):
                self._refused(got, "")
            else:
                self._log_in(attempts[0].app, got)

        def failed(text: str) -> None:
            self._fail(FailureKind.BROWSER, text, "")

        self._shut = means.door.open(accept, opened, came_back, failed)

    # --- the login ------------------------------------------------------------------------------------------------

    def _log_in(self, way: ApiKey | OAuthApp, granted: Granted | None = None) -> None:
        means = self._means
        self._timer = means.clock.call_later(ANSWER_WITHIN, self._too_late)
        self._login = Login(means.clock, means.network(), self._hosts, way, keep=self._keep, budget=budget_of_login())
        if granted is not None:
            self._login.signed_in(granted)
        self._login.open(self)

    def _keep(self, kept: Kept) -> None:
        self._kept = kept

    def on_token(self, token: Token) -> None:
        if self._over or self._token is not None:
            return
        self._token = token
        if token.user_id is not None:
            self._who = str(token.user_id), token.name or self._form.user
            self._list_accounts()
        else:
            self._rest(self._world).get("auth/me", {}, self._introduced)

    def on_refused(self, text: str) -> None:
        self._refused(text, CHECK_KEY if self._form.way is LoginKind.API_KEY else "")

    def on_trouble(self, text: str) -> None:
        if wants_a_person(text):
            self._refused(text, "")
        elif not self._over:
            self._trouble = text
            self._report.progress(text)

    def _refused(self, text: str, advice: str) -> None:
        if wants_a_person(text):
            until = self._means.clock.now().utc_ns + 3_600 * SECOND
            self._fail(FailureKind.WAIT, text, REST_AN_HOUR, until)
        elif "confirm this device" in text:
            self._fail(FailureKind.DEVICE, text, CONFIRM)
        else:
            self._fail(FailureKind.REFUSED, text, advice)

    def _too_late(self) -> None:
        penalties = self._login.penalties if self._login is not None else None
        if penalties is not None and penalties.wait_ns:
            until = self._means.clock.now().utc_ns + penalties.wait_ns
            self._fail(FailureKind.WAIT, penalties.text, REST_AN_HOUR, until)
        else:
            self._fail(FailureKind.UNREACHABLE, self._trouble or "Tradovate did not answer in time.", LATER)

    # --- its accounts ---------------------------------------------------------------------------------------------

    def _introduced(self, outcome: Outcome) -> None:
        data = outcome.data if isinstance(outcome, Answer) else None
        number = data.get("userId") if isinstance(data, Mapping) else None
        if not isinstance(data, Mapping) or type(number) is not int:
            self._unanswered(outcome, "who has logged in")
            return
        self._who = str(number), str(data.get("name") or self._form.user)
        self._list_accounts()

    def _list_accounts(self) -> None:
        self._report.progress("Logged in. Reading the accounts...")
        self._rest(self._world).get("account/list", {}, self._listed)

    def _listed(self, outcome: Outcome) -> None:
        if self._over:
            return
        if not isinstance(outcome, Answer):
            self._unanswered(outcome, "its accounts")
            return
        accounts = accounts_in(outcome.data)
        if accounts:
            self._found(accounts, ())
            return
        (other,) = (world for world in Environment if world is not self._world)
        self._report.progress("No accounts here. Looking in the other environment...")
        self._rest(other).get("account/list", {}, lambda got: self._looked_elsewhere(other, got))

    def _looked_elsewhere(self, other: Environment, outcome: Outcome) -> None:
        count = len(accounts_in(outcome.data)) if isinstance(outcome, Answer) else 0
        self._found((), ((str(other), count),) if count else ())

    def _unanswered(self, outcome: Outcome, what: str) -> None:
        told = outcome.text if isinstance(outcome, NoAnswer) else "the answer is not understood"
        text = f"The login was accepted, and Tradovate did not tell {what}: {told.rstrip('.')}."
        self._fail(FailureKind.UNREACHABLE, text, LATER)

    def _found(self, accounts: tuple[FoundAccount, ...], elsewhere: tuple[tuple[str, int], ...]) -> None:
        if self._over:
            return
        user_id, name = self._who
        session = {"session": pack(self._kept)} if self._kept is not None else {}
        self._end()
        self._report.ok(FoundLogin(user_id, name, accounts, self._means.device, elsewhere, {**self._keys, **session}))

    # --- inner workings -------------------------------------------------------------------------------------------

    def _rest(self, world: Environment) -> Rest:
        assert self._login is not None
        return Rest(self._means.clock, self._means.network(), self._login, self._means.hosts(world))

    def _fail(self, kind: FailureKind, text: str, advice: str, until_ns: int | None = None) -> None:
        if not self._over:
            self._end()
            self._report.failed(LoginFailure(kind, text, advice, until_ns))

    def _end(self) -> None:
        self._over = True
        self._shut()
        if self._timer is not None:
            self._timer.cancel()
        if self._login is not None:
            self._login.close(self)


def accounts_in(data: object) -> tuple[FoundAccount, ...]:
    """The accounts of an answer to ``account/list``; rows that mean nothing are passed over."""
    found = []
    for raw in data if isinstance(data, list) else []:
        if not isinstance(raw, Mapping):
            continue
        try:
            row = decode("account", raw, Unknowns())
        except BrokenRowError:
            continue
        if isinstance(row, AccountRow):
            found.append(FoundAccount(row.name, str(row.number), _size(raw.get("evaluationSize")), _access(row)))
    return tuple(sorted(found, key=lambda account: account.name))


def _access(row: AccountRow) -> AccountAccess:
    if row.closed or not row.active:
        return AccountAccess.CLOSED
    return AccountAccess.READ_ONLY if row.readonly or row.restricted else AccountAccess.FULL


def _size(told: object) -> str:
    known = isinstance(told, int | Decimal) and not isinstance(told, bool) and told > 0
    return f"${told:,.0f}" if known else ""
