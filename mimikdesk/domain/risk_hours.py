"""When the trading hours and the news windows of an account let it open, and when it has to be flat (rule 11.2).

Pure arithmetic on UTC nanoseconds. Each answer comes with the next moment at which it may be another one.
"""

from mimikdesk.domain.risk import DAY_MINUTES, Hours, News
from mimikdesk.domain.trading_day import NewsCalendar, NewsItem, TradingDay
from mimikdesk.domain.zone import DAY, MINUTE, Zone, weekday

AHEAD_DAYS = 8
"""A window that begins once a week comes again within these."""


def is_open(hours: Hours, zone: Zone, now_ns: int) -> tuple[bool, int]:
    """Whether a window is open, and the next moment at which one opens or closes. Without windows it is always open."""
    today, _ = zone.wall(now_ns)
    inside, after = not hours.windows, now_ns + AHEAD_DAYS * DAY
    for day in range(today - 1, today + AHEAD_DAYS):
        for window in hours.windows:
            if weekday(day) not in window.days:
                continue
            ends = window.end if window.end > window.begin else window.end + DAY_MINUTES
            begin_ns, end_ns = zone.moment(day, window.begin * MINUTE), zone.moment(day, ends * MINUTE)
            inside = inside or begin_ns <= now_ns < end_ns
            after = min([after, *(moment for moment in (begin_ns, end_ns) if moment > now_ns)])
    return inside, after


def flat_by(hours: Hours, zone: Zone, day: TradingDay) -> int | None:
    """When the account has to be flat in a trading day: at the time set, or so many minutes before an early close. From
    then on to the day's end nothing is opened."""
    if hours.flat_by is None:
        return None
    first, last = zone.wall(day.begin_ns)[0], zone.wall(day.end_ns)[0]
    moments = [zone.moment(date, hours.flat_by * MINUTE) for date in range(first, last + 1)]
    moments = [moment for moment in moments if day.begin_ns <= moment < day.end_ns]
    if day.closes_ns is not None:
        moments.append(day.closes_ns - hours.early_minutes * MINUTE)
    return min(moments, default=None)


def news_at(news: News, calendar: NewsCalendar, now_ns: int) -> tuple[NewsItem | None, int]:
    """The release in whose window this moment lies (the one that keeps it longest), and the next moment at which a
    window begins or ends."""
    before, after = news.before * MINUTE, news.after * MINUTE
    found, change = None, now_ns + DAY
    for item in calendar.between(now_ns - after, now_ns + before + DAY):
        begin_ns, end_ns = item.at_ns - before, item.at_ns + after
        if begin_ns <= now_ns < end_ns:
            found = item
        change = min([change, *(moment for moment in (begin_ns, end_ns) if moment > now_ns)])
    return found, change
