"""Single values as the broker's JSON has them: whole numbers, prices, texts, dates. None for what is none of these.

Exact throughout: a number with a fraction is best decoded as Decimal already; a float counts by its shortest digits.
"""

import re
from decimal import Decimal
from math import isfinite

LARGEST = 2**63
"""Ids need more than 32 bits and fewer than 64."""
_HIGHEST = Decimal(10) ** 12
_FINEST = -12
_DIGITS = re.compile(r"-?\d{1,18}", re.ASCII)


def number(value: object) -> Decimal | None:
    """A finite number of a size that prices and money have."""
    if type(value) is Decimal:
        given = value
    elif type(value) is int:
        if not -LARGEST < value < LARGEST:
            return None
        given = Decimal(value)
    elif type(value) is float and isfinite(value):
        given = Decimal(repr(value))
    else:
        return None
    if not given.is_finite() or not -_HIGHEST < given < _HIGHEST:
        return None
    exponent = given.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < _FINEST:
        given = round(given, -_FINEST)
    return given


def whole(value: object) -> int | None:
    """A whole number below 2 to the 63rd, also written 2.0 or "2"."""
    if type(value) is int:
        return value if -LARGEST < value < LARGEST else None
    if type(value) is str:
        return int(value) if _DIGITS.fullmatch(value) else None
    given = number(value)
    return int(given) if given is not None and given == given.to_integral_value() else None


def words(value: object) -> str:
    """A text, "" for anything else."""
    return value if type(value) is str else ""


def trade_date(value: object) -> int | None:
    """A trade date as the number YYYYMMDD, so that a later one is larger."""
    if not isinstance(value, dict):
        return None
    year, month, day = whole(value.get("year")), whole(value.get("month")), whole(value.get("day"))
    if year is None or month is None or day is None:
        return None
    return year * 10000 + month * 100 + day if 0 < year < 10000 and 0 < month < 13 and 0 < day < 32 else None
