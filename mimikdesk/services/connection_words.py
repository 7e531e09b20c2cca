"""What the trader reads about a connection: what its state means, why a wish was refused, what to do."""

from collections.abc import Iterable

from mimikdesk.domain.accounts import Connection, LoginKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.services.logins import FailureKind, FoundLogin, LoginFailure

UNKNOWN_BROKER = "This version of MimikDesk does not know this broker. Install the newest version, or remove it."
OFF_FIRST = "It is switched off. Connect it first."
SIGN_IN_FIRST = "The broker does not accept its login. Sign in again first."
TESTED = "Tested by hand."
KEYS_NOT_FORGOTTEN = "Its secrets could not be taken out of the keyring; remove them there by hand."


def advice(connection: Connection, state: LineState) -> str:
    """What a state means and what to do about it, "" while all is well."""
    match state:
        case LineState.CONNECTED:
            return ""
        case LineState.RECONNECTING:
            return "The line is being restored by itself. Until then nothing of its accounts is seen or copied."
        case LineState.REAUTH_REQUIRED:
            return (
                "The broker does not accept the login any more. Sign in again: all accounts of this login come back "
                "together."
            )
        case LineState.DISCONNECTED:
            if connection.on:
                return "There is no line. Connect it, or sign in again if that does not help."
            return "Switched off by you. Its accounts get no copies and no exits until you connect it."


def accounts_read(count: int, took_ns: int) -> str:
    read = "1 account was" if count == 1 else f"{count} accounts were"
    return f"It answers: {read} read in {_seconds(took_ns)}."


def line_back(took_ns: int) -> str:
    return f"It is connected again, after {_seconds(took_ns)}."


def no_answer(within_ns: int, last_error: str) -> str:
    return f"No answer within {within_ns // SECOND} s. {last_error}".strip()


def _seconds(span_ns: int) -> str:
    return f"{max(1, span_ns // MILLISECOND)} ms" if span_ns < SECOND else f"{span_ns / SECOND:.1f} s"


def same_login(name: str) -> LoginFailure:
    return LoginFailure(
        FailureKind.TAKEN,
        f"This login is connected already, as “{name}”.",
        "Nothing has to be added. If it does not connect any more, sign in again on its card.",
    )


def same_account(account: str, name: str) -> LoginFailure:
    return LoginFailure(
        FailureKind.TAKEN,
        f"The account {account} is connected already, through “{name}”.",
        "An account can be connected once only, or its orders would be seen twice. Remove that connection first.",
    )


def other_login(connection: Connection, found: FoundLogin) -> LoginFailure:
    was = f" ({connection.user})" if connection.user else ""
    now = f" as {found.user}" if found.user else " with another login"
    return LoginFailure(
        FailureKind.OTHER_LOGIN,
        f"You signed in{now}, and “{connection.name}” belongs to another login{was}.",
        "Sign out on the broker's page, then sign in with the right login. To use this one too, add it as a new one.",
    )


def no_accounts(here: str, elsewhere: tuple[tuple[str, int], ...], titles: Iterable[str]) -> LoginFailure:
    """``here``: the title of the environment; ``titles``: of those in ``elsewhere``."""
    counted = " and ".join(
        f"{count} {'account' if count == 1 else 'accounts'} on {title}"
        for (_, count), title in zip(elsewhere, titles, strict=True)
    )
    if not counted:
        return LoginFailure(
            FailureKind.NO_ACCOUNTS,
            f"The login is right, and it has no accounts on {here}.",
            "Look at the broker's own page whether the account is open already, then try again.",
        )
    return LoginFailure(
        FailureKind.NO_ACCOUNTS,
        f"The login is right, and it has no accounts on {here}. It has {counted}.",
        "Go on there.",
        elsewhere=elsewhere,
    )


def gone_meanwhile() -> LoginFailure:
    return LoginFailure(
        FailureKind.NOT_KEPT,
        "The connection was removed meanwhile, so there is nothing to sign in to.",
        "Add it as a new connection.",
    )


def name_taken(name: str) -> str:
    return f"There is a connection named “{name}” already. Give this one another name."


def nobody_there(title: str) -> LoginFailure:
    return LoginFailure(
        FailureKind.UNREACHABLE,
        f"This build of MimikDesk cannot log in to {title}.",
        "Install the newest version.",
    )


def closed_way(missing: str) -> LoginFailure:
    return LoginFailure(FailureKind.REFUSED, missing)


def added(connection: Connection, accounts: int) -> str:
    return f"Connection “{connection.name}” added with {accounts} {'account' if accounts == 1 else 'accounts'}."


def signed_in(connection: Connection) -> str:
    how = "in the browser" if connection.login is LoginKind.OAUTH else "with the API key"
    return f"Connection “{connection.name}”: signed in again {how}."
