"""Why a socket ended, and the broker's own words where it refuses something."""

from collections.abc import Mapping
from enum import Enum, auto

from mimikdesk.domain.record import record


class Cause(Enum):
    """``REFUSED``: the token is not accepted. ``QUOTA``: too many connections of this login, of which the server closes
    the oldest and revokes its token. ``MAINTENANCE``: the broker says that he is going away."""

    LOST = auto()
    REFUSED = auto()
    QUOTA = auto()
    MAINTENANCE = auto()


@record(frozen=True, slots=True)
class End:
    """``text``: for the trader. ``wait_ns``: not to be tried again before."""

    cause: Cause
    text: str
    wait_ns: int = 0


def words_of(data: object) -> str:
    """The broker's words in an answer that refuses something."""
    if isinstance(data, str) and data:
        return data
    if isinstance(data, Mapping):
        for key in ("errorText", "failureText", "failureReason", "error"):
            if isinstance(text := data.get(key), str) and text:
                return text
    return "no reason was given"
