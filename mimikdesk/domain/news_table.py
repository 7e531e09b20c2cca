"""Releases of all the trader's calendar files together, in the order of time."""

from bisect import bisect_left
from collections.abc import Iterable

from mimikdesk.domain.trading_day import NewsItem


class NewsTable:
    """A ``NewsCalendar``. The same release in two files, by time and title, counts once."""

    def __init__(self, items: Iterable[NewsItem]) -> None:
        once = {(item.at_ns, item.title): item for item in items}
        self.items = tuple(once[key] for key in sorted(once))
        self._times = [item.at_ns for item in self.items]

    def between(self, from_ns: int, to_ns: int) -> tuple[NewsItem, ...]:
        return self.items[bisect_left(self._times, from_ns) : bisect_left(self._times, to_ns)]
