"""The trading day ends at 5:00 PM in Chicago and the week on Sunday, over both changes of the clocks (rule 11.1)."""

from datetime import UTC, datetime, timedelta

import pytest

from mimikdesk.domain.time import SECOND
from mimikdesk.domain.trading_day import TradingCalendar
from mimikdesk.services.trading_days import ChicagoDays, local, utc_ns

HOUR = 3600 * SECOND


def at(text: str) -> int:
    """A moment in UTC, as ``2026-03-06 22:59:59``."""
    return utc_ns(datetime.fromisoformat(text).replace(tzinfo=UTC))


def test_times_go_there_and_back_without_loss() -> None:
    moment = at("2026-07-01 12:34:56.789012")
    assert utc_ns(local(moment)) == moment


@pytest.mark.rule("11.1")
@pytest.mark.parametrize(
    ("moment", "label"),
    [
        ("2026-01-05 22:59:59.999999", "2026-01-05"),
        ("2026-01-05 23:00:00", "2026-01-06"),
        ("2026-07-06 21:59:59.999999", "2026-07-06"),
        ("2026-07-06 22:00:00", "2026-07-07"),
    ],
)
def test_a_day_ends_at_five_in_chicago_in_winter_and_in_summer(moment: str, label: str) -> None:
    assert ChicagoDays().day_at(at(moment)).label == label


@pytest.mark.rule("11.1")
@pytest.mark.parametrize(
    ("change", "hours"), [("2026-03-08 12:00", 23), ("2026-11-01 12:00", 25), ("2027-03-14 12:00", 23)]
)
def test_the_day_of_a_clock_change_is_an_hour_shorter_or_longer(change: str, hours: int) -> None:
    day = ChicagoDays().day_at(at(change))
    assert day.end_ns - day.begin_ns == hours * HOUR
    assert day.week_end_ns == day.end_ns  # clocks change on Sunday morning


@pytest.mark.rule("11.1")
def test_the_week_ends_on_sunday_at_five_and_not_on_friday() -> None:
    calendar: TradingCalendar = ChicagoDays()
    friday, sunday = calendar.day_at(at("2026-03-06 23:30")), calendar.day_at(at("2026-03-08 21:59:59"))
    assert friday.week_end_ns == sunday.week_end_ns == sunday.end_ns == at("2026-03-08 22:00")
    monday = calendar.day_at(at("2026-03-08 22:00"))
    assert (monday.label, monday.week_begin_ns, monday.week_end_ns) == (
        "2026-03-09",
        at("2026-03-08 22:00"),
        at("2026-03-15 22:00"),
    )


@pytest.mark.rule("11.1")
def test_days_and_weeks_follow_each_other_without_gaps_over_a_whole_year() -> None:
    calendar = ChicagoDays()
    day = calendar.day_at(at("2026-01-01 00:00"))
    for _ in range(366):
        after = calendar.day_at(day.end_ns)
        assert after.begin_ns == day.end_ns
        assert after.label == (datetime.fromisoformat(day.label) + timedelta(days=1)).date().isoformat()
        assert (after.week_begin_ns == day.week_end_ns) == (day.end_ns == day.week_end_ns)
        assert local(after.end_ns).hour == 17
        day = after
