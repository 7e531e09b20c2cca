"""Time zones and dates as plain numbers: what a wall clock shows at a moment, and when it shows it.

Times are UTC nanoseconds, dates are days since 1970-01-01. The offsets of a zone are read from the system's or the
bundled time zone data (settings/zones.py); here they are only looked up.
"""

from bisect import bisect_right

from mimikdesk.domain.record import record
from mimikdesk.domain.time import SECOND

MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
_EPOCH_WEEKDAY = THURSDAY
_DAYS_PER_ERA = 146_097
_ERA_SHIFT = 719_468


def weekday(day: int) -> int:
    """0 is Monday."""
    return (day + _EPOCH_WEEKDAY) % 7


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01 of a date in the Gregorian calendar.

    Counted in years that begin in March, so that the leap day is the last one: H. Hinnant, “chrono-Compatible Low-Level
    Date Algorithms”, days_from_civil.
    """
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * _DAYS_PER_ERA + of_era * 365 + of_era // 4 - of_era // 100 + of_year - _ERA_SHIFT


def date_of(day: int) -> tuple[int, int, int]:
    """Year, month and day; the way back from ``day_number``."""
    era, of_era = divmod(day + _ERA_SHIFT, _DAYS_PER_ERA)
    year = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    date = of_year - (153 * month + 2) // 5 + 1
    civil = month + 3 if month < 10 else month - 9
    return year + era * 400 + (civil <= 2), civil, date


def day_text(day: int) -> str:
    """``2026-11-27``"""
    year, month, date = date_of(day)
    return f"{year:04}-{month:02}-{date:02}"


@record(frozen=True, slots=True)
class Zone:
    """``name``: as in the time zone data, e.g. ``America/Chicago``. ``starts``: rising UTC nanoseconds from which the
    offset at the same place of ``offsets`` is in force; the first one counts for everything before it too.
    ``offsets``: nanoseconds that the wall clock is ahead of UTC, negative in America."""

    name: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]

    def offset(self, utc_ns: int) -> int:
        return self.offsets[max(0, bisect_right(self.starts, utc_ns) - 1)]

    def wall(self, utc_ns: int) -> tuple[int, int]:
        """What the wall clock shows: the day, and the nanoseconds since its midnight as the clock counts them."""
        return divmod(utc_ns + self.offset(utc_ns), DAY)

    def moment(self, day: int, wall_ns: int) -> int:
        """When the wall clock shows that: the first time where it does so twice, and where the clock is put forward
        over it the moment at which that happens. ``wall_ns`` may be a whole day and more: the days after."""
        wall = day * DAY + wall_ns
        last = max(0, bisect_right(self.starts, wall - min(self.offsets)) - 1)
        first = max(0, bisect_right(self.starts, wall - max(self.offsets)) - 1)
        for index in range(first, last + 1):
            found = wall - self.offsets[index]
            ends = self.starts[index + 1] if index + 1 < len(self.starts) else None
            if ends is None or found < ends:
                return max(found, self.starts[index]) if index else found
        return wall - self.offsets[last]
