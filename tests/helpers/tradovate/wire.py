"""JSON, timestamps and trade dates as Tradovate writes them, and the four lines of a request over the socket."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from mimikdesk.domain.time import MILLISECOND, SECOND

Json = Any
"""What JSON can hold; numbers as int or Decimal."""
Row = dict[str, Json]
"""One entity as it stands on the wire."""


def number(value: object) -> float | int:
    """A Decimal as JSON writes it: without a fraction where there is none."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is not for the wire")
    return int(value) if value == value.to_integral_value() else float(value)


encode = json.JSONEncoder(separators=(",", ":"), default=number).encode


def decode(text: str | bytes) -> Json:
    """Prices exact. ValueError for what is no JSON."""
    return json.loads(text, parse_float=Decimal)


def timestamp(utc_ns: int) -> str:
    return f"{_to_the_second(utc_ns // SECOND)}.{utc_ns % SECOND // MILLISECOND:03d}Z"


@lru_cache(maxsize=64)
def _to_the_second(utc_s: int) -> str:
    return f"{datetime.fromtimestamp(utc_s, UTC):%Y-%m-%dT%H:%M:%S}"


def http_date(utc_ns: int) -> str:
    return f"{datetime.fromtimestamp(utc_ns // SECOND, UTC):%a, %d %b %Y %H:%M:%S} GMT"


def trade_date(utc_ns: int) -> Row:
    """The day a session ends on: after 17:00 in Chicago it is the next one, and never a Saturday or Sunday."""
    day = (chicago(utc_ns) + timedelta(hours=7)).date()
    while day.weekday() > 4:
        day += timedelta(days=1)
    return {"year": day.year, "month": day.month, "day": day.day}


def chicago(utc_ns: int) -> datetime:
    """The wall clock of Chicago. Its summer time is worked out here, because Windows brings no table of time zones."""
    moment = datetime.fromtimestamp(utc_ns // SECOND, UTC).replace(tzinfo=None)
    begins = _sunday(moment.year, 3, 2) + timedelta(hours=8)
    ends = _sunday(moment.year, 11, 1) + timedelta(hours=7)
    return moment - timedelta(hours=5 if begins <= moment < ends else 6)


def _sunday(year: int, month: int, which: int) -> datetime:
    first = date(year, month, 1)
    day = first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a wall clock)


def read_query(text: str) -> dict[str, str]:
    """A query; a name that comes more than once has its values with commas between them."""
    found: dict[str, str] = {}
    if text == "undefined":  # as the vendor's own example writes a query that it leaves out
        return found
    for name, value in parse_qsl(text, keep_blank_values=True):
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


@dataclass(frozen=True, slots=True)
class SocketRequest:
    """``endpoint``, ``number``, ``query`` and ``body``: the four lines of a request."""

    endpoint: str
    number: int
    query: Mapping[str, str]
    body: str


def read_request(text: str) -> SocketRequest | None:
    """None for what is no request. Only the first three line ends divide: a body may have its own."""
    parts = text.split("\n", 3)
    if len(parts) < 2 or not parts[1].strip().isdigit():
        return None
    endpoint, number, query, body = (*parts, "", "")[:4]
    return SocketRequest(endpoint, int(number), read_query(query), body)
