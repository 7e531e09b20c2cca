"""Tradovate's times as UTC nanoseconds: ISO 8601, with or without the milliseconds and even the seconds."""

import re
from datetime import UTC, datetime

from mimikdesk.domain.time import SECOND

_FORM = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[Tt ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)?\s*([Zz]|[+-]\d{2}:?\d{2})?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_USUAL = 24
"""Characters of the usual form, as in 2026-11-20T15:04:05.123Z: read without the detour, for it comes in every row."""


def utc_ns(value: object) -> int | None:
    """Nanoseconds since 1970, None for what is no time. A time without a zone is UTC, as all times of the interface."""
    if type(value) is str and len(value) == _USUAL and value[10] == "T" and value[19] == "." and value[23] == "Z":
        try:
            since = datetime.fromisoformat(value) - _EPOCH
        except ValueError:
            return None
        return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds * 1000
    if not isinstance(value, str) or (found := _FORM.fullmatch(value.strip())) is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        whole = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC)
    except ValueError:
        return None
    seconds = int(whole.timestamp())
    if zone and zone not in "Zz":
        sign = -1 if zone[0] == "-" else 1
        seconds -= sign * (int(zone[1:3]) * 60 + int(zone[-2:])) * 60
    return seconds * SECOND + int((fraction or "0").ljust(9, "0"))
