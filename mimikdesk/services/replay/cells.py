"""Single cells of a broker's table: numbers, prices, sides and times, read exactly or refused in plain words."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import SECOND

_SIDES = {
    "buy": Side.BUY,
    "b": Side.BUY,
    "long": Side.BUY,
    "bid": Side.BUY,
    "bot": Side.BUY,
    "bought": Side.BUY,
    "sell": Side.SELL,
    "s": Side.SELL,
    "short": Side.SELL,
    "ask": Side.SELL,
    "sld": Side.SELL,
    "sold": Side.SELL,
}
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_TIME = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<m2>\d{1,2})/(?P<d2>\d{1,2})/(?P<y2>\d{4}|\d{2}))"
    r"[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.(?P<fraction>\d{1,9})\d*)?)?"
    r"(?: ?(?P<half>[AaPp][Mm]))?(?: ?(?P<zone>Z|UTC|[+-]\d{2}:?\d{2}))?",
    re.ASCII,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class CellError(Exception):
    """What is wrong with one cell, as the end of a sentence that begins with its row."""


@dataclass(frozen=True, slots=True)
class Moment:
    """``ns`` since 1970: of UTC where the text named its zone (``zoned``), else of the clock it was written by."""

    ns: int
    zoned: bool


def read_number(text: str) -> Decimal:
    """A number with or without thousands separators and a dollar sign: ``21,004.25``. Raises CellError.

    A minus is taken: oil has traded below zero.
    """
    bare = text.strip().replace("$", "").replace("\u00a0", "")
    if not (_GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)):
        raise CellError(f"“{text.strip()}” is not a number")
    return Decimal(bare.replace(",", ""))


def read_count(text: str) -> int:
    """Whole contracts, 0 or more; ``2.0`` is two. Raises CellError."""
    number = read_number(text)
    if number < 0 or number != number.to_integral_value():
        raise CellError(f"“{text.strip()}” is not a whole number of contracts")
    return int(number)


def read_side(text: str) -> Side:
    """Buy or sell in any of the brokers' words. Raises CellError."""
    side = _SIDES.get(text.strip().lower())
    if side is None:
        raise CellError(f"“{text.strip()}” is neither a buy nor a sell")
    return side


def read_moment(text: str) -> Moment:
    """Date and time: ``2026-02-11 06:34:46.772Z``, ``02/11/2026 16:10:55``, ``10/08/2025 18:23:28 +02:00``, with the
    month before the day. Raises CellError."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise CellError(f"“{text.strip()}” is not a date and a time")
    year = int(found["y"] or found["y2"])
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise CellError(f"“{text.strip()}” is not a date and a time")
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    try:
        moment = datetime(
            year if year >= 100 else 2000 + year,
            int(found["m"] or found["m2"]),
            int(found["d"] or found["d2"]),
            hour,
            int(found["minute"]),
            int(found["second"] or 0),
            tzinfo=UTC,
        )
    except ValueError:
        raise CellError(f"“{text.strip()}” is not a date and a time; dates are read as month/day/year") from None
    zone = found["zone"]
    seconds = (moment - _EPOCH) // timedelta(seconds=1) - _offset_seconds(zone)
    fraction = int((found["fraction"] or "0").ljust(9, "0"))
    return Moment(seconds * SECOND + fraction, zone is not None)


def _offset_seconds(zone: str | None) -> int:
    if zone is None or zone in ("Z", "UTC"):
        return 0
    digits = zone[1:].replace(":", "")
    return (int(digits[:2]) * 3600 + int(digits[2:]) * 60) * (-1 if zone[0] == "-" else 1)
