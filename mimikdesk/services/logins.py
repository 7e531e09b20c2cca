"""A login that is being tried: what the trader typed, who tries it, and what came of it.

Whoever speaks to a broker stands behind ``Tester``. Secrets pass through here on their way to the keyring; none of
these values shows them when it is printed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeVar

from mimikdesk.domain.accounts import AccountAccess, LoginKind
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.secret import Secret

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoginForm:
    """What the trader filled in. ``typed``: by the keys of the form's fields; secrets are among it."""

    broker: str
    environment: str
    way: LoginKind
    typed: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)

    @property
    def user(self) -> str:
        """The user name, "" where the way of login does not ask for one."""
        return self.typed.get("user", "").strip()


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """An account of the login. ``size``: as the broker tells it, e.g. ``$50,000``; "" where it tells none."""

    name: str
    venue_id: str
    size: str = ""
    access: AccountAccess = AccountAccess.FULL


@dataclass(frozen=True, slots=True)
class FoundLogin:
    """A login that was accepted. ``user_id``: the broker's own id of it. ``elsewhere``: other environments where the
    same login has accounts, with how many. ``keys``: what has to be kept to log in again, for the keyring only."""

    user_id: str
    user: str
    accounts: tuple[FoundAccount, ...]
    device: str = ""
    elsewhere: tuple[tuple[str, int], ...] = ()
    keys: Mapping[str, Secret] = field(default_factory=dict, repr=False, hash=False)


class FailureKind(StrEnum):
    """Why a login was not accepted, as far as the trader can do something about it."""

    REFUSED = "refused"
    """Name, password or key is wrong."""
    WAIT = "wait"
    """The broker wants no further try for now."""
    BROWSER = "browser"
    """The browser was closed, or nothing came back from it in time."""
    DEVICE = "device"
    """The broker has to be told that this computer is the trader's."""
    UNREACHABLE = "unreachable"
    NO_ACCOUNTS = "no_accounts"
    """The login is good and has no account in this environment."""
    TAKEN = "taken"
    """The login, or one of its accounts, is connected already (rule 3.7)."""
    OTHER_LOGIN = "other_login"
    """Another login than the one that was to sign in again."""
    NOT_KEPT = "not_kept"
    """It was accepted and could not be written down."""


@dataclass(frozen=True, slots=True)
class LoginFailure:
    """``text``: what happened. ``advice``: what to do. ``until_ns``: UTC, before which a further try is of no use."""

    kind: FailureKind
    text: str
    advice: str = ""
    until_ns: int | None = None
    elsewhere: tuple[tuple[str, int], ...] = ()


class LoginReport(Protocol):
    """Who is told how a try goes. On the lane; nothing comes after ``ok`` or ``failed``."""

    def progress(self, text: str) -> None:
        """What is being done now, in a few words."""
        ...

    def ok(self, found: FoundLogin) -> None: ...

    def failed(self, failure: LoginFailure) -> None: ...


class Try(Protocol):
    """A try that is under way."""

    def cancel(self) -> None:
        """Give it up; nothing is told any more. May come at any time, and again."""
        ...


class Tester(Protocol):
    """Tries logins at one broker. Knows the network; returns at once."""

    def start(self, form: LoginForm, report: LoginReport) -> Try:
        """Log in and look at the accounts. Nothing is told from inside this call."""
        ...


class KeyStore(Protocol):
    """Where secrets are kept: the keyring, and for this run only where there is none (rule 3.5). ``keep`` and
    ``forget`` may wait for the user to unlock the keyring, and are called where nobody waits for them."""

    def keep(self, connection: ConnectionId, keys: Mapping[str, Secret]) -> bool:
        """False: no keyring would take them; they are known until the program ends."""
        ...

    def forget(self, connection: ConnectionId) -> bool:
        """False where something of it is left."""
        ...

    def for_this_run(self, connection: ConnectionId) -> bool:
        """Whether its secrets will be gone after this run. Answers at once."""
        ...


class Background(Protocol):
    """Does on another thread what may wait, and tells on the lane."""

    def run(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> None:
        """Call ``done`` on the lane with what ``work`` returned or raised; never from inside this call."""
        ...
