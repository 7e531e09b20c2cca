"""The plain trading calendar: every day ends at 5:00 PM in Chicago, every week on Sunday at 5:00 PM (rule 11.1).

It knows no holidays. Daylight saving is Chicago's, by the time zone database of the system or of the tzdata package.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mimikdesk.domain.time import SECOND
from mimikdesk.domain.trading_day import TradingDay

CHICAGO = ZoneInfo("America/Chicago")
END = time(17)
SUNDAY = 6
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def utc_ns(moment: datetime) -> int:
    """An aware moment as UTC nanoseconds, exactly to the microsecond."""
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds * 1_000


def local(moment_ns: int, zone: ZoneInfo = CHICAGO) -> datetime:
    """A moment on the clocks of a zone; what is below a microsecond is left out."""
    return (EPOCH + timedelta(microseconds=moment_ns // 1_000)).astimezone(zone)


def end_of(day: date) -> int:
    """When the trading day of this date ends."""
    return utc_ns(datetime.combine(day, END, CHICAGO))


class ChicagoDays:
    """A ``TradingCalendar``. The last answer is kept: it is asked for the same day all day long."""

    def __init__(self) -> None:
        self._last: TradingDay | None = None

    def day_at(self, utc_ns: int) -> TradingDay:
        last = self._last
        if last is None or not last.begin_ns <= utc_ns < last.end_ns:
            last = self._last = self._day(utc_ns)
        return last

    @staticmethod
    def _day(moment_ns: int) -> TradingDay:
        day = local(moment_ns).date()
        if moment_ns >= end_of(day):
            day += timedelta(days=1)
        sunday = day + timedelta(days=SUNDAY - day.weekday())
        return TradingDay(
            label=day.isoformat(),
            begin_ns=end_of(day - timedelta(days=1)),
            end_ns=end_of(day),
            week_begin_ns=end_of(sunday - timedelta(days=7)),
            week_end_ns=end_of(sunday),
        )
