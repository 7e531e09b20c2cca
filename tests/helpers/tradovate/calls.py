"""One call to the server, over HTTP or over a socket, and its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.helpers.tradovate.wire import Json

if TYPE_CHECKING:
    from tests.helpers.tradovate.people import IssuedToken, User
    from tests.helpers.tradovate.sockets import ServerSocket


class _Nothing:
    """No payload at all, as in the answer to ``authorize``."""


NOTHING = _Nothing()
DENIED = "Access is denied"


@dataclass(slots=True)
class Call:
    """``world``: demo, live or md. ``endpoint``: in lower case, without slashes at its ends."""

    world: str
    endpoint: str
    query: Mapping[str, str] = field(default_factory=dict)
    body: dict[str, Json] = field(default_factory=dict)
    ip: str = ""
    token: "IssuedToken | None" = None
    socket: "ServerSocket | None" = None

    @property
    def user(self) -> "User":
        """Only where the caller has logged in."""
        assert self.token is not None
        return self.token.session.user


@dataclass(slots=True)
class Answer:
    """``delay``: nanoseconds that it takes. ``headers``: over HTTP only."""

    status: int = 200
    payload: Json = NOTHING
    delay: int = 0
    headers: dict[str, str] = field(default_factory=dict)


class RefusedError(Exception):
    """A handler's way out with an answer."""

    def __init__(self, status: int, payload: Json = "") -> None:
        super().__init__(payload)
        self.answer = Answer(status, payload)


Handler = Callable[[Call], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """``command``: its parameters stand in the body; otherwise in the query. ``open``: nobody need be logged in."""

    handler: Handler
    command: bool = False
    open: bool = False


Routes = dict[str, Route]
