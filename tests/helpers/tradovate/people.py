"""Who logs in, with what, and which accounts he may trade."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mimikdesk.domain.ids import AccountId


@dataclass(slots=True, eq=False)
class TradovateAccount:
    """``id`` and ``name``: what the protocol calls accountId and accountSpec. ``venue``: its name at the exchange.
    ``owner``: the user id in its row, for accounts of a firm that of the firm. ``missing``: left out of lists."""

    id: int
    name: str
    world: str
    venue: AccountId
    owner: int
    readonly: bool = False
    missing: bool = False


@dataclass(slots=True, eq=False)
class User:
    """One login. ``denied``: beginnings of endpoints that it has no right to, such as ``order/``.
    ``quotes``: whether it may subscribe to prices over the API. ``devices``: those that may trade on live with a
    password, None for all."""

    id: int
    name: str
    password: str
    accounts: list[TradovateAccount] = field(default_factory=list)
    denied: set[str] = field(default_factory=set)
    quotes: bool = False
    status: str = "Active"
    refused: str = ""
    refresh_token: str = ""
    refresh_until: int = 0
    devices: set[str] | None = None


@dataclass(slots=True, eq=False)
class LoginSession:
    """What one ``accesstokenrequest`` or one consent in the browser opens; renewing keeps it."""

    id: int
    user: User
    oauth: bool = False
    device: str = ""


@dataclass(slots=True, eq=False)
class IssuedToken:
    """``until``: monotonic nanoseconds. ``on_end``: sockets that live as long as it does."""

    access: str
    md: str
    session: LoginSession
    until: int
    revoked: bool = False
    on_end: list[Callable[[str], None]] = field(default_factory=list)
