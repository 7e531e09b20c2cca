"""Dates and wall clocks as numbers agree with the standard library's, also where the clock is put forward or back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.domain.time import SECOND
from mimikdesk.domain.zone import DAY, HOUR, MINUTE, date_of, day_number, day_text, weekday
from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.zones import read_zone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = ("America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")


@given(st.dates(min_value=date(1, 1, 2), max_value=date(9998, 12, 31)))
def test_dates_are_those_of_the_calendar(day: date) -> None:
    number = (day - date(1970, 1, 1)).days
    assert day_number(day.year, day.month, day.day) == number
    assert date_of(number) == (day.year, day.month, day.day)
    assert weekday(number) == day.weekday()
    assert day_text(number) == day.isoformat()


@given(st.sampled_from(ZONES), st.integers(1_425_000_000, 2_360_000_000))
def test_the_wall_clock_is_the_zones(name: str, utc_s: int) -> None:
    local = datetime.fromtimestamp(utc_s, ZoneInfo(name))
    day, wall = read_zone(name).wall(utc_s * SECOND)
    assert day_text(day) == local.date().isoformat()
    assert wall == local.hour * HOUR + local.minute * MINUTE + local.second * SECOND


@given(st.sampled_from(ZONES), st.dates(date(2015, 2, 1), date(2044, 12, 1)), st.integers(0, 86_399))
def test_the_moment_of_a_wall_time_is_the_zones_and_the_first_of_two(name: str, on: date, second: int) -> None:
    local = datetime.combine(on, time(), ZoneInfo(name)) + timedelta(seconds=second)
    utc = local.astimezone(UTC)
    day = (on - date(1970, 1, 1)).days
    found = EPOCH + timedelta(seconds=read_zone(name).moment(day, second * SECOND) // SECOND)
    if utc.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None):
        assert found == utc
    else:  # the clock is put forward over it: the first moment that the clock shows again
        assert utc - timedelta(hours=1) <= found <= utc
        before = (found - timedelta(seconds=1)).astimezone(local.tzinfo)
        assert before.utcoffset() != found.astimezone(local.tzinfo).utcoffset()


def test_a_wall_time_of_more_than_a_day_is_one_of_the_days_after() -> None:
    zone = read_zone("America/Chicago")
    assert zone.moment(20_000, DAY + HOUR) == zone.moment(20_001, HOUR)


@pytest.mark.parametrize("name", ["Middle/Earth", "", "../etc/passwd", "America"])
def test_a_zone_that_does_not_exist_is_said_so(name: str) -> None:
    with pytest.raises(SettingsError, match="no time zone"):
        read_zone(name)
