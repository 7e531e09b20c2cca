"""From “Connect a broker” to a connection: the steps, what is asked at each, and what to ask of the program.

Knows no widgets. The window shows what stands here and hands back what was typed; a step that has something for the
program returns it as a wish. Secrets stand in ``typed`` until ``forget``, and in nothing that is printed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from mimikdesk.domain.accounts import LoginKind
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.gui.translate import later, plural, told, tr
from mimikdesk.services.broker_forms import BrokerForm, FormField, LoginWay, form_of
from mimikdesk.services.logins import FailureKind, FoundAccount, LoginFailure, LoginForm
from mimikdesk.services.views import ConnectionRow, ConnectionsView, LoginStage, LoginView


class Step(StrEnum):
    BROKER = "broker"
    ENVIRONMENT = "environment"
    LOGIN = "login"
    TEST = "test"
    ACCOUNTS = "accounts"
    NAME = "name"
    DONE = "done"


STEPS = (Step.BROKER, Step.ENVIRONMENT, Step.LOGIN, Step.TEST, Step.ACCOUNTS, Step.NAME)
STEPS_AGAIN = (Step.LOGIN, Step.TEST)

NEEDED = later("Connect", "This is needed.")
NO_NAME = later("Connect", "Give it a name.")
LONGEST_NAME = 60
"""Characters of a connection's name."""

_HEADLINES = {
    FailureKind.REFUSED: later("Connect", "The login was refused"),
    FailureKind.WAIT: later("Connect", "The broker wants no further try for now"),
    FailureKind.BROWSER: later("Connect", "Nothing came back from the browser"),
    FailureKind.DEVICE: later("Connect", "The broker does not know this computer yet"),
    FailureKind.UNREACHABLE: later("Connect", "The broker could not be reached"),
    FailureKind.NO_ACCOUNTS: later("Connect", "No accounts here"),
    FailureKind.TAKEN: later("Connect", "This is connected already"),
    FailureKind.OTHER_LOGIN: later("Connect", "That is another login"),
    FailureKind.NOT_KEPT: later("Connect", "The connection could not be saved"),
}
_NO_NEW_TRY = (FailureKind.WAIT, FailureKind.TAKEN)
"""Where pressing the button once more can do no good, or harm."""


@dataclass(frozen=True, slots=True)
class TryLogin:
    attempt: int
    form: LoginForm
    again: ConnectionId | None


@dataclass(frozen=True, slots=True)
class KeepLogin:
    attempt: int
    name: str


@dataclass(frozen=True, slots=True)
class CancelLogin:
    attempt: int


@dataclass(frozen=True, slots=True)
class Close:
    """The window is done. ``group_of``: a connection whose accounts are to be made a group of; None for none."""

    group_of: ConnectionId | None = None


Wish = TryLogin | KeepLogin | CancelLogin | Close


class ConnectFlow:
    """``view``: the connections as they are. ``again``: the one that signs in again; None for a new one. ``number``:
    gives each try a number that it never gave before."""

    def __init__(self, view: ConnectionsView, number: Callable[[], int], again: ConnectionRow | None = None) -> None:
        self._view = view
        self._number = number
        self.again = again
        self.steps = STEPS if again is None else STEPS_AGAIN
        self.step = self.steps[0]
        self.brokers = tuple(form for form in view.forms if form.offered)
        self.broker = again.broker if again is not None else self.brokers[0].broker if len(self.brokers) == 1 else ""
        self.environment = again.environment if again is not None else ""
        self.way: LoginKind | None = None
        self.typed: dict[str, str] = {}
        self.name = ""
        self.asked = False
        """The trader wanted to go on: from now on what is missing is marked."""
        self.login: LoginView | None = None
        self._attempt: int | None = None
        if again is not None:
            self.typed["user"] = again.user
        self._choose_usual_way(again.login if again is not None else None)

    # --- what is shown ------------------------------------------------------------------------------------------------

    @property
    def form(self) -> BrokerForm:
        return form_of(self._view.forms, self.broker)

    @property
    def _broker_name(self) -> str:
        return told(self.form.title)

    @property
    def ways(self) -> tuple[LoginWay, ...]:
        return self.form.ways

    @property
    def fields(self) -> tuple[FormField, ...]:
        """What the chosen way of login asks for."""
        way = self.form.way(self.way) if self.way is not None else None
        return way.fields if way is not None and not way.missing else ()

    @property
    def place(self) -> tuple[int, int]:
        """Which step of how many; the last one when all is done."""
        return (self.steps.index(self.step) + 1 if self.step in self.steps else len(self.steps)), len(self.steps)

    @property
    def title(self) -> str:
        match self.step:
            case Step.BROKER:
                return tr("Connect", "Which broker?")
            case Step.ENVIRONMENT:
                return tr("Connect", "Where are your accounts?")
            case Step.LOGIN:
                return (
                    tr("Connect", "How do you log in?")
                    if self.again is None
                    else tr("Connect", "Sign in again to “{0}”", self.again.name)
                )
            case Step.TEST:
                failure = self.failure
                return (
                    _HEADLINES[failure.kind].tr()
                    if failure is not None
                    else tr("Connect", "Connecting to {0}", self._broker_name)
                )
            case Step.ACCOUNTS:
                return plural("Connect", "{0} account found", "{0} accounts found", len(self.accounts))
            case Step.NAME:
                return tr("Connect", "What is it to be called?")
            case Step.DONE:
                if self.again is not None:
                    return tr("Connect", "“{0}” is signed in again", self.done_name)
                return tr("Connect", "“{0}” is connected", self.done_name)

    @property
    def done_name(self) -> str:
        return self.again.name if self.again is not None else self.name.strip()

    @property
    def accounts(self) -> tuple[FoundAccount, ...]:
        return self.login.accounts if self.login is not None else ()

    @property
    def made(self) -> ConnectionId | None:
        """The new connection, once it stands; what it is for is a copy group."""
        return self.login.connection if self.again is None and self.login is not None else None

    @property
    def failure(self) -> LoginFailure | None:
        return self.login.failure if self.login is not None and self.login.stage is LoginStage.FAILED else None

    @property
    def elsewhere(self) -> tuple[tuple[str, str], ...]:
        """Other environments to go on in, each with its title."""
        failure = self.failure
        if failure is None or self.again is not None:
            return ()
        return tuple((key, told(self.form.environment(key).title)) for key, _ in failure.elsewhere)

    @property
    def progress(self) -> str:
        """What is being done, "" while nothing is."""
        if self.login is not None and self.login.stage in (LoginStage.TRYING, LoginStage.KEEPING):
            return told(self.login.text)
        return ""

    @property
    def saving(self) -> bool:
        return self.login is not None and self.login.stage is LoginStage.KEEPING

    @property
    def for_this_run(self) -> bool:
        return self.login is not None and self.login.for_this_run

    @property
    def wrong(self) -> dict[str, str]:
        """Which fields cannot be used, and why; nothing before the trader wanted to go on."""
        if not self.asked or self.step is not Step.LOGIN:
            return {}
        return {field.key: NEEDED.tr() for field in self.fields if not self.typed.get(field.key, "").strip()}

    @property
    def wrong_name(self) -> str:
        if not self.asked or self.step is not Step.NAME:
            return ""
        name = self.name.strip()
        if not name:
            return NO_NAME.tr()
        if any(row.name.casefold() == name.casefold() for row in self._view.rows):
            return tr("Connect", "There is a connection named “{0}” already.", name)
        return told(self.login.text) if self.login is not None and self.login.stage is LoginStage.FOUND else ""

    @property
    def next_word(self) -> str:
        """What the button that goes on says; "" where there is none."""
        match self.step:
            case Step.LOGIN:
                return tr("Connect", "Open the browser") if self.way is LoginKind.OAUTH else tr("Connect", "Connect")
            case Step.TEST:
                failure = self.failure
                if failure is None or failure.kind in _NO_NEW_TRY or self.elsewhere:
                    return ""
                return tr("Connect", "Try again")
            case Step.NAME:
                return tr("Connect", "Add connection")
            case Step.DONE:
                return tr("Connect", "Close") if self.made is None else tr("Connect", "Make a copy group")
            case _:
                return tr("Connect", "Next")

    @property
    def can_next(self) -> bool:
        match self.step:
            case Step.BROKER:
                return bool(self.broker)
            case Step.ENVIRONMENT:
                return bool(self.environment)
            case Step.LOGIN:
                way = self.form.way(self.way) if self.way is not None else None
                return way is not None and not way.missing
            case _:
                return not self.saving

    @property
    def can_back(self) -> bool:
        return self.step not in (self.steps[0], Step.DONE) and not self.saving

    # --- what the trader does -----------------------------------------------------------------------------------------

    def choose_broker(self, broker: str) -> None:
        if broker != self.broker:
            self.broker, self.environment, self.typed = broker, "", {}
            self._choose_usual_way()

    def choose_way(self, way: LoginKind) -> None:
        self.way, self.asked = way, False

    def next(self) -> Wish | None:
        """Go on, where everything is there for it."""
        if not self.can_next:
            return None
        match self.step:
            case Step.LOGIN:
                self.asked = True
                return None if self.wrong else self._try()
            case Step.TEST:
                return self._try() if self.next_word else None
            case Step.ACCOUNTS:
                self.name = self.name or self._suggestion()
                self._go(Step.NAME)
                return None
            case Step.NAME:
                return self._keep()
            case Step.DONE:
                self.forget()
                return Close(self.made)
            case _:
                self._go(self.steps[self.steps.index(self.step) + 1])
                return None

    def back(self) -> Wish | None:
        """To the step before; a try that is under way, or what it has found, is given up when the login is left."""
        if not self.can_back:
            return None
        if self.step in (Step.TEST, Step.ACCOUNTS):
            self._go(Step.LOGIN)
            return self._cancel()
        self._go(self.steps[self.steps.index(self.step) - 1])
        return None

    def go_elsewhere(self, environment: str) -> Wish:
        """Try the same login in another environment."""
        self.environment = environment
        return self._try()

    def close(self) -> Wish | None:
        """The window is shut, at whatever step."""
        wish = self._cancel() if self.step is not Step.DONE else None
        self.forget()
        return wish

    def forget(self) -> None:
        """Drop everything that was typed."""
        self.typed = {}

    def apply(self, view: ConnectionsView) -> Wish | None:
        """What the program tells; that of another try says nothing here."""
        self._view = view
        login = view.login
        if login is None or login.attempt != self._attempt or login == self.login:
            return None
        self.login = login
        match login.stage:
            case LoginStage.FOUND if self.step is Step.TEST:
                if self.again is not None:
                    return KeepLogin(login.attempt, self.again.name)
                self._go(Step.ACCOUNTS)
            case LoginStage.FAILED:
                self._go(Step.TEST)
            case LoginStage.DONE:
                self.forget()
                self._go(Step.DONE)
            case _:
                pass
        return None

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _try(self) -> Wish:
        assert self.way is not None
        self._attempt = self._number()
        self.login = LoginView(self._attempt, LoginStage.TRYING, tr("Connect", "Connecting..."))
        typed = {field.key: self.typed.get(field.key, "").strip() for field in self.fields}
        self._go(Step.TEST)
        form = LoginForm(self.broker, self.environment, self.way, typed)
        return TryLogin(self._attempt, form, self.again.connection if self.again is not None else None)

    def _keep(self) -> Wish | None:
        assert self._attempt is not None
        self.asked = True
        if self.login is not None and self.login.stage is LoginStage.FOUND:
            self.login = LoginView(self._attempt, LoginStage.FOUND, accounts=self.accounts)
        return None if self.wrong_name else KeepLogin(self._attempt, self.name.strip())

    def _cancel(self) -> Wish | None:
        attempt, self._attempt, self.login = self._attempt, None, None
        return CancelLogin(attempt) if attempt is not None else None

    def _go(self, step: Step) -> None:
        self.step, self.asked = step, False

    def _choose_usual_way(self, usual: LoginKind | None = None) -> None:
        """The one it was made with, else the first that this build can go."""
        open_ways = [way.kind for way in self.ways if not way.missing]
        self.way = usual if usual in open_ways else next(iter(open_ways), None)

    def _suggestion(self) -> str:
        """A name that no connection has yet."""
        taken = {row.name.casefold() for row in self._view.rows}
        name = wanted = f"{self._broker_name} {told(self.form.environment(self.environment).title)}"
        number = 2
        while name.casefold() in taken:
            name, number = f"{wanted} {number}", number + 1
        return name
