"""Text frames of the web socket: requests to text, text to messages. Nothing that arrives here can raise.

A frame is told by its first character: ``o`` open, ``h`` heartbeat, ``a[...]`` messages (answers and events mixed),
``c[code,"reason"]`` close. A request is four lines: endpoint, number, query, body. Source: the vendor's description of
its web sockets (SockJS "raw" style).
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from mimikdesk.brokers.tradovate import exact_json
from mimikdesk.domain.record import record

HEARTBEAT = "[]"

Junk = Callable[[str, str], None]
"""Told of everything that was not understood: what it is, and a sample of it."""

SAMPLE = 200
"""Characters of something not understood that are kept."""


class Sign(Enum):
    """Frames without content."""

    OPEN = "o"
    HEARTBEAT = "h"


@record(frozen=True, slots=True)
class Reply:
    """The answer to the request with this number. ``status`` is like that of HTTP, and 200 also for refusals that
    stand in ``data``."""

    number: int
    status: int
    data: Any


@record(frozen=True, slots=True)
class Pushed:
    """An event that nobody asked for: ``props``, ``md``, ``chart``, ``clock``, ``shutdown``."""

    kind: str
    data: Any


@record(frozen=True, slots=True)
class Closing:
    """The server says that it is going to close the socket."""

    text: str


Message = Sign | Reply | Pushed | Closing


def request(endpoint: str, number: int, query: str = "", body: str = "") -> str:
    """One request as text. ``endpoint`` without the leading slash, in lower case: a camel-case name was measured to be
    answered with "Access is denied". Lookups take their parameters in ``query``, commands in ``body``."""
    return f"{endpoint}\n{number}\n{query}\n{body}"


def decode(text: str, junk: Junk) -> list[Message]:
    """The messages of one frame, in their order. What is not understood is told to ``junk`` and left out."""
    first = text[:1]
    if first == "a":
        return _messages(text, junk)
    if text == "o":
        return [Sign.OPEN]
    if text == "h":
        return [Sign.HEARTBEAT]
    if first == "c":
        return [Closing(_reason(text[1:]))]
    junk("frame", text[:SAMPLE])
    return []


def _messages(text: str, junk: Junk) -> list[Message]:
    try:
        found = exact_json.decode(text[1:])
    except ValueError:
        found = None
    if not isinstance(found, list):
        junk("frame", text[:SAMPLE])
        return []
    messages: list[Message] = []
    for one in found:
        message = _message(one) if isinstance(one, dict) else None
        if message is None:
            junk("message", str(one)[:SAMPLE])
        else:
            messages.append(message)
    return messages


def _message(raw: dict[str, Any]) -> Message | None:
    number, status, kind = raw.get("i"), raw.get("s"), raw.get("e")
    if type(number) is int and type(status) is int:
        return Reply(number, status, raw.get("d"))
    if isinstance(kind, str):
        return Pushed(kind, raw.get("d"))
    return None


def _reason(text: str) -> str:
    """The words of a close announcement, whatever its shape."""
    try:
        found = exact_json.decode(text)
    except ValueError:
        return text[:SAMPLE]
    if isinstance(found, list) and len(found) > 1 and isinstance(found[1], str):
        return found[1]
    return text[:SAMPLE]
