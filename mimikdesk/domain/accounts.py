"""Connections and accounts as the trader set them up. Nothing secret is in them."""

from dataclasses import dataclass
from enum import StrEnum

from mimikdesk.domain.ids import AccountId, ConnectionId


class LoginKind(StrEnum):
    """How a connection logs in."""

    NONE = "none"
    """The practice exchange asks for nothing."""
    OAUTH = "oauth"
    """In the browser, on the broker's own page."""
    API_KEY = "api_key"
    """With an API key of the trader's own."""


class AccountAccess(StrEnum):
    """What a login may do on an account."""

    FULL = "full"
    READ_ONLY = "read_only"
    """It is seen and takes no orders."""
    CLOSED = "closed"
    """The broker has closed it."""


@dataclass(frozen=True, slots=True)
class Connection:
    """One login at one broker. ``broker``: the adapter's name (``practice``); ``environment``: ``demo`` or ``live``.

    ``login``: how it logs in. ``user``: the name that the trader logs in with, "" where it is not known. ``user_id``:
    the broker's own id of the login, the same however he logs in; "" on the practice exchange. ``device``: the id of
    the installation that the broker knows the login by. ``on``: connected at the start; off until the trader connects
    it again.
    """

    id: ConnectionId
    name: str
    broker: str
    environment: str
    login: LoginKind = LoginKind.NONE
    user: str = ""
    user_id: str = ""
    device: str = ""
    on: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """One trading account. ``name``: the broker's own name or number for it, unique on its connection.

    ``venue_id``: the broker's own id, unique over all logins of the broker and environment; "" where it has none.
    """

    id: AccountId
    connection: ConnectionId
    name: str
    venue_id: str = ""
    access: AccountAccess = AccountAccess.FULL
