"""What an answer to a command means: done, refused, locked out, or nobody knows.

HTTP 200 is no success by itself: refusals stand in ``failureReason`` and ``failureText``, waiting times in a ticket. An
order number only says that the order has gone to the risk checks.
"""

from collections.abc import Mapping
from typing import Any

from mimikdesk.brokers.tradovate.ends import words_of
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.penalty import ticket_in
from mimikdesk.domain.record import record

ANOTHER_PENDING = "AnotherCommandPending"
NOT_SAYING = ("UnknownReason", "Success")
"""Reasons that tell nothing, so that they are left out before the text."""


@record(frozen=True, slots=True)
class Accepted:
    """``data``: the answer's fields: order numbers, or the command's."""

    data: Mapping[str, Any]


@record(frozen=True, slots=True)
class Refused:
    """Certain: nothing was done. ``reason``: the broker's word for it, "" where he gave none. ``data``: the fields."""

    reason: str
    text: str
    data: Mapping[str, Any]


@record(frozen=True, slots=True)
class Locked:
    """Certain: nothing was done, because the broker answers nothing for now."""

    text: str


@record(frozen=True, slots=True)
class Unclear:
    """It may have been done."""

    text: str


Verdict = Accepted | Refused | Locked | Unclear

_LOCKED = {429: "Tradovate has counted too many requests.", 423: "Tradovate has locked this request for now."}


def verdict_on(reply: Reply, field: str) -> Verdict:
    """``field``: the number that the answer must hold, e.g. ``orderId``. A number of 0 is none."""
    if (text := _LOCKED.get(reply.status)) is not None:
        return Locked(text)
    if (ticket := ticket_in(reply.data)) is not None:
        return Locked(ticket.text or "Tradovate asks this login to wait.")
    data = reply.data if isinstance(reply.data, Mapping) else {}
    if reply.status != 200:
        if reply.status >= 500 or reply.status == 408:
            return Unclear(f"Tradovate had an error of its own (status {reply.status})")
        return Refused("", words_of(reply.data), data)
    reason, text = data.get("failureReason"), data.get("failureText") or data.get("errorText")
    if (reason and reason != "Success") or (text and reason != "Success"):
        return Refused(reason if isinstance(reason, str) else "", words(reason, text), data)
    if numbered(data, field) is not None:
        return Accepted(data)
    return Unclear("Tradovate answered without saying what it did")


def numbered(data: Mapping[str, Any], field: str) -> int | None:
    """The broker's number in this field of an answer; 0 is none."""
    number = data.get(field)
    return number if type(number) is int and number > 0 else None


def number_in(reply: Reply, field: str) -> int | None:
    return numbered(reply.data, field) if isinstance(reply.data, Mapping) else None


def words(reason: object, text: object) -> str:
    """The broker's reason and text in one line; the reason alone only where it says something."""
    told = text.strip() if isinstance(text, str) else ""
    if not isinstance(reason, str) or not reason or reason in NOT_SAYING:
        return told or "no reason was given"
    return f"{reason}: {told}" if told and told != reason else reason
