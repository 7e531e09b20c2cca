"""Trading days, weeks and sessions of the bundled calendar, over changes of the clock, holidays and early closes."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mimikdesk.domain.cme_calendar import CmeCalendar, Market
from mimikdesk.domain.time import SECOND
from mimikdesk.domain.zone import date_of, day_text
from mimikdesk.settings.calendar_file import CalendarFile, read_calendar

BUNDLED = Path(__file__).resolve().parents[3] / "resources" / "calendars" / "cme.yaml"
CHICAGO = ZoneInfo("America/Chicago")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def calendar() -> CmeCalendar:
    read = read_calendar(BUNDLED.read_text("utf-8"))
    assert isinstance(read, CalendarFile), read
    return read.calendar


def chicago(text: str) -> int:
    """UTC nanoseconds of a wall time in Chicago, by the standard library."""
    at = datetime.fromisoformat(text).replace(tzinfo=CHICAGO)
    return (at.astimezone(UTC) - EPOCH) // timedelta(microseconds=1) * 1000


def day(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


@pytest.mark.rule("11.1")
@pytest.mark.parametrize(
    ("moment", "belongs_to"),
    [
        ("2026-01-05 16:59:59", "2026-01-05"),
        ("2026-01-05 17:00:00", "2026-01-06"),
        ("2026-01-09 17:00:00", "2026-01-10"),  # Friday evening: Saturday's day, on which nothing trades
        ("2026-01-11 16:59:59", "2026-01-11"),
        ("2026-01-11 17:00:00", "2026-01-12"),  # Sunday evening is Monday's
        ("2026-03-08 00:30:00", "2026-03-08"),
        ("2026-12-31 17:00:00", "2027-01-01"),
        ("2028-02-28 18:00:00", "2028-02-29"),
    ],
)
def test_a_trading_day_ends_at_five_in_chicago(calendar: CmeCalendar, moment: str, belongs_to: str) -> None:
    assert day_text(calendar.trading_day(chicago(moment))) == belongs_to


@pytest.mark.rule("11.1")
@pytest.mark.parametrize(
    ("end", "utc", "hours"),
    [
        ("2026-03-07", "2026-03-07T23:00:00", 24),
        ("2026-03-08", "2026-03-08T22:00:00", 23),  # the clock is put forward at two on Sunday morning
        ("2026-10-31", "2026-10-31T22:00:00", 24),
        ("2026-11-01", "2026-11-01T23:00:00", 25),  # and back
        ("2027-03-14", "2027-03-14T22:00:00", 23),
        ("2027-11-07", "2027-11-07T23:00:00", 25),
    ],
)
def test_days_follow_chicagos_clock_over_both_changes(calendar: CmeCalendar, end: str, utc: str, hours: int) -> None:
    at = (datetime.fromisoformat(utc).replace(tzinfo=UTC) - EPOCH) // timedelta(seconds=1) * SECOND
    assert calendar.end_of(day(end)) == at
    assert calendar.end_of(day(end)) - calendar.start_of(day(end)) == hours * 3600 * SECOND
    assert calendar.day_end(at - 1) == at
    assert calendar.day_end(at) == calendar.end_of(day(end) + 1)


@pytest.mark.rule("11.1")
@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        ("2026-01-05 09:00", "2026-01-11 17:00"),
        ("2026-01-11 16:59", "2026-01-11 17:00"),
        ("2026-01-11 17:00", "2026-01-18 17:00"),
        ("2026-03-08 01:00", "2026-03-08 17:00"),
        ("2026-03-06 12:00", "2026-03-08 17:00"),
        ("2026-10-30 12:00", "2026-11-01 17:00"),
        ("2026-11-01 17:00", "2026-11-08 17:00"),
    ],
)
def test_the_week_ends_on_sunday_at_five_and_not_at_a_days_end(calendar: CmeCalendar, moment: str, ends: str) -> None:
    assert calendar.week_end(chicago(moment)) == chicago(ends)


def test_days_and_weeks_leave_no_gap_over_two_years(calendar: CmeCalendar) -> None:
    at, last = chicago("2025-12-31 17:00"), chicago("2027-12-31 17:00")
    weeks = set()
    while at < last:
        end = calendar.day_end(at)
        assert 23 * 3600 <= (end - at) // SECOND <= 25 * 3600
        assert calendar.trading_day(end) == calendar.trading_day(at) + 1 == calendar.trading_day(end - 1) + 1
        assert (calendar.week_end(at) == end) == (date_of(calendar.trading_day(at)) in sundays())
        weeks.add(calendar.week_end(at))
        at = end
    assert len(weeks) == 105


def sundays() -> set[tuple[int, int, int]]:
    first = date(2026, 1, 4)
    days = (first + timedelta(days=7 * week) for week in range(104))
    return {(day.year, day.month, day.day) for day in days}


@pytest.mark.parametrize(
    ("market", "on", "closes"),
    [
        (Market.EQUITY_INDEX, "2026-01-05", "2026-01-05 16:00"),
        (Market.EQUITY_INDEX, "2026-01-19", "2026-01-19 12:00"),
        (Market.METALS, "2026-01-19", "2026-01-19 13:30"),
        (Market.EQUITY_INDEX, "2026-11-27", "2026-11-27 12:15"),
        (Market.ENERGY, "2026-11-27", "2026-11-27 12:45"),
        (Market.EQUITY_INDEX, "2026-04-03", "2026-04-03 08:15"),
        (Market.METALS, "2026-04-03", None),
        (Market.EQUITY_INDEX, "2026-12-25", None),
        (Market.ENERGY, "2027-03-26", None),
        (Market.EQUITY_INDEX, "2026-01-10", None),
        (Market.EQUITY_INDEX, "2026-01-11", None),
    ],
)
def test_holidays_and_early_closes(calendar: CmeCalendar, market: Market, on: str, closes: str | None) -> None:
    session = calendar.session_of(market, day(on))
    if closes is None:
        assert session is None
        return
    assert session is not None
    assert session.closes == chicago(closes)
    assert session.early == (not closes.endswith("16:00"))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-01-05 16:00", False),
        ("2026-01-05 15:59", True),
        ("2026-01-05 17:00", True),
        ("2026-01-09 17:00", False),
        ("2026-01-11 16:59", False),
        ("2026-01-11 17:00", True),
        ("2026-01-19 11:59", True),
        ("2026-01-19 12:00", False),
        ("2026-01-19 17:00", True),
        ("2026-12-24 17:00", False),
        ("2026-12-31 17:00", False),  # the session of New Year's Day does not open on the evening before
        ("2027-01-03 17:00", True),
    ],
)
def test_when_the_index_futures_trade(calendar: CmeCalendar, moment: str, is_open: bool) -> None:
    assert (calendar.session_at(Market.EQUITY_INDEX, chicago(moment)) is not None) == is_open


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-01-05 12:00", "2026-01-05 17:00"),
        ("2026-01-05 16:59", "2026-01-05 17:00"),
        ("2026-01-05 17:00", "2026-01-06 17:00"),
        ("2026-01-09 12:00", "2026-01-11 17:00"),
        ("2026-12-24 12:15", "2026-12-27 17:00"),  # Christmas is a Friday
        ("2027-12-23 16:00", "2027-12-26 17:00"),
        ("2026-04-03 09:00", "2026-04-05 17:00"),
    ],
)
def test_the_next_session(calendar: CmeCalendar, moment: str, opens: str) -> None:
    assert calendar.next_session(Market.EQUITY_INDEX, chicago(moment)).opens == chicago(opens)


def test_every_product_of_the_practice_exchange_has_a_market(calendar: CmeCalendar) -> None:
    for root in ("MNQ", "MES", "NQ", "ES", "MGC", "MCL", "M2K", "MYM"):
        assert calendar.market(root) is not None
    assert calendar.market("ZZZ") is None


def test_two_whole_years_are_covered(calendar: CmeCalendar) -> None:
    assert calendar.is_covered(day("2026-01-01"))
    assert calendar.is_covered(day("2027-12-31"))
    assert not calendar.is_covered(day("2028-01-01"))


def test_every_holiday_of_the_two_years_is_there(calendar: CmeCalendar) -> None:
    named = {day_text(on) for market, on in calendar.changes if market is Market.EQUITY_INDEX}
    assert named == {
        *("2026-01-01", "2026-01-19", "2026-02-16", "2026-04-03", "2026-05-25", "2026-06-19", "2026-07-03"),
        *("2026-09-07", "2026-11-26", "2026-11-27", "2026-12-24", "2026-12-25"),
        *("2027-01-01", "2027-01-18", "2027-02-15", "2027-03-26", "2027-05-31", "2027-06-18", "2027-07-05"),
        *("2027-09-06", "2027-11-25", "2027-11-26", "2027-12-24"),
    }


@pytest.mark.rule("11.1")
def test_the_day_of_a_moment_is_told_with_its_week_and_the_first_early_close(calendar: CmeCalendar) -> None:
    friday = calendar.day_at(chicago("2026-11-26 18:00"))
    assert (friday.label, friday.why) == ("2026-11-27", "day after Thanksgiving")
    assert (friday.begin_ns, friday.end_ns) == (chicago("2026-11-26 17:00"), chicago("2026-11-27 17:00"))
    assert (friday.week_begin_ns, friday.week_end_ns) == (chicago("2026-11-22 17:00"), chicago("2026-11-29 17:00"))
    assert friday.closes_ns == chicago("2026-11-27 12:15")
    usual = calendar.day_at(friday.end_ns)
    assert (usual.label, usual.closes_ns, usual.why) == ("2026-11-28", None, "")
    christmas = calendar.day_at(chicago("2026-12-25 10:00"))
    assert (christmas.closes_ns, christmas.why) == (None, "Christmas Day")


def test_the_answer_that_is_kept_is_not_given_for_another_day(calendar: CmeCalendar) -> None:
    for moment in ("2026-01-05 16:59", "2026-01-05 17:00", "2026-01-05 16:59", "2026-01-09 12:00"):
        day_now = calendar.day_at(chicago(moment))
        assert day_now.begin_ns <= chicago(moment) < day_now.end_ns
        assert day_now.label == day_text(calendar.trading_day(chicago(moment)))
