"""What the trader reads about a connection: what its state means, why a wish was refused, what to do."""

from collections.abc import Iterable

from mimikdesk.domain.accounts import Connection, LoginKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.sentence import counted, joined, said
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.services.logins import FailureKind, FoundLogin, LoginFailure

UNKNOWN_BROKER = said("This version of MimikDesk does not know this broker. Install the newest version, or remove it.")
OFF_FIRST = said("It is switched off. Connect it first.")
SIGN_IN_FIRST = said("The broker does not accept its login. Sign in again first.")
TESTED = said("Tested by hand.")
KEYS_NOT_FORGOTTEN = said("Its secrets could not be taken out of the keyring; remove them there by hand.")


def advice(connection: Connection, state: LineState) -> str:
    """What a state means and what to do about it, "" while all is well."""
    match state:
        case LineState.CONNECTED:
            return ""
        case LineState.RECONNECTING:
            return said("The line is being restored by itself. Until then nothing of its accounts is seen or copied.")
        case LineState.REAUTH_REQUIRED:
            return said(
                "The broker does not accept the login any more. Sign in again: all accounts of this login "
                "come back together."
            )
        case LineState.DISCONNECTED:
            if connection.on:
                return said("There is no line. Connect it, or sign in again if that does not help.")
            return said("Switched off by you. Its accounts get no copies and no exits until you connect it.")


def accounts_read(count: int, took_ns: int) -> str:
    return counted(
        "It answers: {count} account was read in {time}.",
        "It answers: {count} accounts were read in {time}.",
        count,
        time=_seconds(took_ns),
    )


def line_back(took_ns: int) -> str:
    return said("It is connected again, after {time}.", time=_seconds(took_ns))


def no_answer(within_ns: int, last_error: str) -> str:
    return joined((said("No answer within {seconds} s.", seconds=within_ns // SECOND), last_error))


def _seconds(span_ns: int) -> str:
    return f"{max(1, span_ns // MILLISECOND)} ms" if span_ns < SECOND else f"{span_ns / SECOND:.1f} s"


def same_login(name: str) -> LoginFailure:
    return LoginFailure(
        FailureKind.TAKEN,
        said("This login is connected already, as “{name}”.", name=name),
        said("Nothing has to be added. If it does not connect any more, sign in again on its card."),
    )


def same_account(account: str, name: str) -> LoginFailure:
    return LoginFailure(
        FailureKind.TAKEN,
        said("The account {account} is connected already, through “{name}”.", account=account, name=name),
        said("An account can be connected once only, or its orders would be seen twice. Remove that connection first."),
    )


def other_login(connection: Connection, found: FoundLogin) -> LoginFailure:
    was = f" ({connection.user})" if connection.user else ""
    now = said("as {user}", user=found.user) if found.user else said("with another login")
    return LoginFailure(
        FailureKind.OTHER_LOGIN,
        said(
            "You signed in {now}, and “{name}” belongs to another login{was}.", now=now, name=connection.name, was=was
        ),
        said(
            "Sign out on the broker's page, then sign in with the right login. To use this one too, add it as "
            "a new one."
        ),
    )


def no_accounts(here: str, elsewhere: tuple[tuple[str, int], ...], titles: Iterable[str]) -> LoginFailure:
    """``here``: the title of the environment; ``titles``: of those in ``elsewhere``."""
    there = [
        counted("{count} account on {title}", "{count} accounts on {title}", count, title=title)
        for (_, count), title in zip(elsewhere, titles, strict=True)
    ]
    if not there:
        return LoginFailure(
            FailureKind.NO_ACCOUNTS,
            said("The login is right, and it has no accounts on {here}.", here=here),
            said("Look at the broker's own page whether the account is open already, then try again."),
        )
    return LoginFailure(
        FailureKind.NO_ACCOUNTS,
        said(
            "The login is right, and it has no accounts on {here}. It has {there}.",
            here=here,
            there=joined(there, ", "),
        ),
        said("Go on there."),
        elsewhere=elsewhere,
    )


def gone_meanwhile() -> LoginFailure:
    return LoginFailure(
        FailureKind.NOT_KEPT,
        said("The connection was removed meanwhile, so there is nothing to sign in to."),
        said("Add it as a new connection."),
    )


def name_taken(name: str) -> str:
    return said("There is a connection named “{name}” already. Give this one another name.", name=name)


def nobody_there(title: str) -> LoginFailure:
    return LoginFailure(
        FailureKind.UNREACHABLE,
        said("This build of MimikDesk cannot log in to {title}.", title=title),
        said("Install the newest version."),
    )


def closed_way(missing: str) -> LoginFailure:
    return LoginFailure(FailureKind.REFUSED, missing)


def added(connection: Connection, accounts: int) -> str:
    return counted(
        "Connection “{name}” added with {count} account.",
        "Connection “{name}” added with {count} accounts.",
        accounts,
        name=connection.name,
    )


def signed_in(connection: Connection) -> str:
    how = said("in the browser") if connection.login is LoginKind.OAUTH else said("with the API key")
    return said("Connection “{name}”: signed in again {how}.", name=connection.name, how=how)
