"""Trading windows, the time to be flat by, and news windows, over clock changes and early closes (rule 11.2)."""

from datetime import UTC, datetime

import pytest

from mimikdesk.domain.risk import Hours, News, Window
from mimikdesk.domain.risk_hours import flat_by, is_open, news_at
from mimikdesk.domain.time import SECOND
from mimikdesk.domain.trading_day import NewsItem, TradingDay
from mimikdesk.domain.zone import HOUR, MINUTE
from mimikdesk.settings.zones import CHICAGO, read_zone

ZONE = read_zone(CHICAGO)
WEEKDAYS = frozenset(range(5))
CASH = Hours((Window(8 * 60 + 30, 15 * 60, WEEKDAYS),), flat_by=15 * 60 + 5)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * SECOND


@pytest.mark.rule("11.2")
@pytest.mark.parametrize(
    ("moment", "inside", "change"),
    [
        ("2026-03-06 14:29:59", False, "2026-03-06 14:30"),
        ("2026-03-06 14:30:00", True, "2026-03-06 21:00"),
        ("2026-03-06 21:00:00", False, "2026-03-09 13:30"),  # the clock changes on Sunday in between
        ("2026-03-09 13:30:00", True, "2026-03-09 20:00"),
    ],
)
def test_a_window_opens_and_closes_by_the_clocks_of_its_zone(moment: str, inside: bool, change: str) -> None:
    assert is_open(CASH, ZONE, at(moment)) == (inside, at(change))


@pytest.mark.rule("11.2")
def test_a_window_over_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    night = Hours((Window(22 * 60, 2 * 60, frozenset({4})),))
    assert is_open(night, ZONE, at("2026-01-10 07:59")) == (True, at("2026-01-10 08:00"))
    assert is_open(night, ZONE, at("2026-01-10 08:00")) == (False, at("2026-01-17 04:00"))
    assert not is_open(night, ZONE, at("2026-01-09 07:00"))[0]


def test_hours_without_a_window_are_always_open() -> None:
    assert is_open(Hours((), flat_by=900), ZONE, at("2026-01-10 07:59"))[0]


@pytest.mark.rule("11.2")
def test_the_time_to_be_flat_by_comes_earlier_on_a_day_that_closes_early() -> None:
    day = TradingDay("2026-11-27", at("2026-11-26 23:00"), at("2026-11-27 23:00"), 0, 0)
    assert flat_by(CASH, ZONE, day) == at("2026-11-27 21:05")
    early = TradingDay("2026-11-27", day.begin_ns, day.end_ns, 0, 0, closes_ns=at("2026-11-27 18:15"))
    assert flat_by(CASH, ZONE, early) == at("2026-11-27 18:05")
    assert flat_by(Hours(CASH.windows), ZONE, early) is None


class Releases:
    def __init__(self, *items: NewsItem) -> None:
        self._items = items

    def between(self, from_ns: int, to_ns: int) -> tuple[NewsItem, ...]:
        return tuple(item for item in self._items if from_ns <= item.at_ns < to_ns)


@pytest.mark.rule("11.2")
def test_a_news_window_begins_before_the_release_and_ends_after_it() -> None:
    cpi = NewsItem(at("2026-02-11 13:30"), "CPI")
    rule, calendar = News(before=5, after=10), Releases(cpi)
    assert news_at(rule, calendar, cpi.at_ns - 5 * MINUTE - 1) == (None, cpi.at_ns - 5 * MINUTE)
    assert news_at(rule, calendar, cpi.at_ns - 5 * MINUTE) == (cpi, cpi.at_ns + 10 * MINUTE)
    assert news_at(rule, calendar, cpi.at_ns + 10 * MINUTE - 1)[0] is cpi
    assert news_at(rule, calendar, cpi.at_ns + 10 * MINUTE) == (None, cpi.at_ns + 10 * MINUTE + 24 * HOUR)


def test_of_two_releases_close_together_the_later_one_counts() -> None:
    first, second = NewsItem(at("2026-02-11 13:30"), "CPI"), NewsItem(at("2026-02-11 13:35"), "Speech")
    found, _ = news_at(News(5, 10), Releases(first, second), first.at_ns + MINUTE)
    assert found is second
