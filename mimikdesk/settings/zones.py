"""Time zones read from the system's data (on Windows the bundled one) into the tables that the domain looks up."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mimikdesk.domain.time import SECOND
from mimikdesk.domain.zone import Zone
from mimikdesk.settings.model import SettingsError

CHICAGO = "America/Chicago"

_FIRST_YEAR, _LAST_YEAR = 2015, 2045
"""Zones change their rules; what lies outside is nothing that this program reckons with."""
_STEP = timedelta(days=7)
"""No zone changes its clock twice within a week and back."""


@lru_cache(maxsize=64)
def read_zone(name: str) -> Zone:
    """The zone of that name, e.g. ``Europe/Berlin``. SettingsError when there is none."""
    try:
        info = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            f"There is no time zone “{name}”. Write it like America/Chicago or Europe/Berlin."
        ) from error
    at, end = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(_LAST_YEAR, 1, 1, tzinfo=UTC)
    offset = _offset(info, at)
    starts, offsets = [_ns(at)], [offset]
    while at < end:
        later = at + _STEP
        if _offset(info, later) != offset:
            change = _change(info, at, later)
            offset = _offset(info, change)
            starts.append(_ns(change))
            offsets.append(offset)
        at = later
    return Zone(name, tuple(starts), tuple(offsets))


def _change(info: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second between the two at which the offset of ``before`` is no longer in force."""
    old = _offset(info, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (middle, after) if _offset(info, middle) == old else (before, middle)
    return after


def _offset(info: ZoneInfo, at: datetime) -> int:
    offset = at.astimezone(info).utcoffset() or timedelta()
    return offset // timedelta(microseconds=1) * 1000


def _ns(at: datetime) -> int:
    return int(at.timestamp()) * SECOND
