"""News files of the trader's: releases at their moments, and every entry a release or a complaint with its line."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mimikdesk.domain.news_table import NewsTable
from mimikdesk.domain.time import SECOND
from mimikdesk.domain.trading_day import NewsItem
from mimikdesk.settings.news_csv import read_csv
from mimikdesk.settings.news_file import LARGEST, NewsFile, Reach
from mimikdesk.settings.news_folder import NewsFolder
from mimikdesk.settings.news_ics import read_ics

REACH = Reach(
    int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * SECOND,
    int(datetime(2027, 1, 1, tzinfo=UTC).timestamp()) * SECOND,
)


def utc(item: NewsItem) -> str:
    return f"{datetime.fromtimestamp(item.at_ns // SECOND, UTC):%Y-%m-%d %H:%M}"


def times(file: NewsFile) -> list[str]:
    return [utc(item) for item in file.items]


def told(file: NewsFile) -> list[tuple[int, str]]:
    return [(complaint.line, complaint.what) for complaint in file.complaints]


# --- tables ---------------------------------------------------------------------------------------------------------


def csv(text: str) -> NewsFile:
    return read_csv(text, "news.csv", REACH)


@pytest.mark.rule("11.2")
def test_a_table_with_a_zone_of_its_own_follows_that_zones_clock() -> None:
    file = csv(
        "# zone: America/New_York\n"
        "date,time,title\n"
        "2026-01-09,08:30,Jobs\n"
        "2026-07-02,8:30am,Jobs\n"
        '2026-09-16,2:00 PM,"Rates, and the outlook"\n'
    )
    assert times(file) == ["2026-01-09 13:30", "2026-07-02 12:30", "2026-09-16 18:00"]
    assert [item.title for item in file.items] == ["Jobs", "Jobs", "Rates, and the outlook"]
    assert (file.entries, file.complaints) == (3, ())


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("start,title\n2026-11-27T07:30-06:00,x\n", "2026-11-27 13:30"),
        ("start,title\n2026-11-27T13:30:00Z,x\n", "2026-11-27 13:30"),
        ("start;title;zone\n2026-11-27 07:30;x;America/Chicago\n", "2026-11-27 13:30"),
        ("Date,Time,Event,Zone,Impact\n2026-11-27,14:30,x,Europe/Berlin,high\n", "2026-11-27 13:30"),
        ("\ufeffdate\ttime\ttitle\tzone\n2026-11-27\t12:00 am\tx\tUTC\n", "2026-11-27 00:00"),
    ],
)
def test_forms_of_tables(text: str, at: str) -> None:
    file = csv(text)
    assert (times(file), file.complaints) == ([at], ())


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("11/27/2026,07:30,x,UTC", "no date like"),
        ("2026-02-30,07:30,x,UTC", "no date like"),
        ("2026-11-27,,x,UTC", "no time of day"),
        ("2026-11-27,All Day,x,UTC", "no time of day like"),
        ("2026-11-27,24:30,x,UTC", "no time of day like"),
        ("2026-11-27,13:30pm,x,UTC", "no time of day like"),
        ("2026-11-27,0:30pm,x,UTC", "no time of day like"),
        ("2026-11-27,07:30,x,", "no time zone. Add"),
        ("2026-11-27,07:30,x,Mars/Olympus", "no time zone “Mars"),
        ("2026-11-27", "no time of day"),
    ],
)
def test_a_row_of_no_use_is_told_with_its_line_and_the_others_count(row: str, word: str) -> None:
    file = csv(f"date,time,title,zone\n2026-11-25,07:30,before,UTC\n\n{row}\n2026-11-30,07:30,after,UTC\n")
    assert [item.title for item in file.items] == ["before", "after"]
    ((line, what),) = told(file)
    assert line == 4
    assert word in what
    assert file.entries == 3


def test_a_row_over_several_lines_is_told_with_its_first() -> None:
    file = csv('date,time,title,zone\n2026-11-25,07:30,"two\nlines",UTC\n2026-11-26,soon,x,UTC\n')
    assert [item.title for item in file.items] == ["two lines"]
    assert [line for line, _ in told(file)] == [4]


@pytest.mark.parametrize("text", ["", "\n\n", "when,what\n2026-01-01,x\n", "2026-11-27,07:30,Jobs\n"])
def test_a_table_without_names_of_columns_is_told(text: str) -> None:
    file = csv(text)
    assert file.items == ()
    assert len(file.complaints) == 1


@pytest.mark.parametrize("read", [read_csv, read_ics])
def test_a_file_that_is_too_large_is_told(read) -> None:  # type: ignore[no-untyped-def]  # two functions of one form
    assert "more than" in told(read("x" * (LARGEST + 1), "n", REACH))[0][1]


# --- calendars --------------------------------------------------------------------------------------------------------


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def ics(*events: str, head: str = "") -> NewsFile:
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *([head] if head else []), *events, "END:VCALENDAR", ""])
    return read_ics(text, "news.ics", REACH)


@pytest.mark.rule("11.2")
@pytest.mark.parametrize(
    ("start", "at"),
    [
        ("DTSTART:20261127T133000Z", "2026-11-27 13:30"),
        ("DTSTART;TZID=America/New_York:20260702T083000", "2026-07-02 12:30"),
        ("DTSTART;TZID=Eastern Standard Time:20260702T083000", "2026-07-02 12:30"),
        ('DTSTART;TZID="/vendor.example/Europe/Berlin":20260702T143000', "2026-07-02 12:30"),
    ],
)
def test_a_calendars_moments(start: str, at: str) -> None:
    file = ics(event("UID:1", start, "SUMMARY:Jobs\\, and wages"))
    assert (times(file), file.complaints) == ([at], ())
    assert file.items[0].title == "Jobs, and wages"


def test_a_zone_that_the_file_describes_itself_is_taken() -> None:
    head = "\r\n".join(
        [
            *("BEGIN:VTIMEZONE", "TZID:The Desk", "BEGIN:STANDARD", "DTSTART:19701101T020000"),
            *("TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "END:STANDARD"),
            *("BEGIN:DAYLIGHT", "DTSTART:19700308T020000", "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400"),
            *("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "END:DAYLIGHT", "END:VTIMEZONE"),
        ]
    )
    starts = ("DTSTART;TZID=The Desk:20260109T083000", "DTSTART;TZID=The Desk:20260702T083000")
    file = ics(*(event(start) for start in starts), head=head)
    assert (times(file), file.complaints) == (["2026-01-09 13:30", "2026-07-02 12:30"], ())


def test_what_has_no_zone_takes_the_files_and_is_never_guessed() -> None:
    floating = event("UID:1", "DTSTART:20260702T083000", "SUMMARY:Jobs")
    assert times(ics(floating, head="X-WR-TIMEZONE:America/New_York")) == ["2026-07-02 12:30"]
    file = ics(floating)
    assert file.items == ()
    assert "no time zone" in told(file)[0][1]


@pytest.mark.rule("11.2")
def test_what_repeats_keeps_its_hour_over_changes_of_the_clock() -> None:
    file = ics(
        event("UID:1", "DTSTART;TZID=America/New_York:20260304T140000", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Weekly")
    )
    assert times(file) == ["2026-03-04 19:00", "2026-03-11 18:00", "2026-03-18 18:00"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("RRULE:FREQ=MONTHLY;BYDAY=1FR;UNTIL=20260306T133000Z", ["2026-01-02", "2026-02-06", "2026-03-06"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1FR;UNTIL=20260306T132959Z", ["2026-01-02", "2026-02-06"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1FR;UNTIL=20260206", ["2026-01-02", "2026-02-06"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1FR;COUNT=2\r\nEXDATE;TZID=America/New_York:20260206T083000", ["2026-01-02"]),
        ("RDATE;TZID=America/New_York:20260115T083000,20260120T083000", ["2026-01-02", "2026-01-15", "2026-01-20"]),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ["2026-01-02"]),
        ("RRULE:FREQ=WEEKLY;COUNT=5;UNTIL=20260109T235959Z", ["2026-01-02", "2026-01-09"]),
    ],
)
def test_series(rule: str, expected: list[str]) -> None:
    file = ics(event("UID:1", "DTSTART;TZID=America/New_York:20260102T083000", rule, "SUMMARY:Jobs"))
    assert ([text[:10] for text in times(file)], file.complaints) == (expected, ())


def test_a_series_without_an_end_ends_where_releases_are_looked_up() -> None:
    file = ics(event("UID:1", "DTSTART:20200103T133000Z", "RRULE:FREQ=WEEKLY"))
    assert len(file.items) == 52
    assert all(REACH.holds(item.at_ns) for item in file.items)


def test_one_time_of_a_series_that_was_moved_or_called_off() -> None:
    series = event("UID:1", "DTSTART:20260302T133000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:Weekly")
    moved = event("UID:1", "RECURRENCE-ID:20260309T133000Z", "DTSTART:20260310T140000Z", "SUMMARY:Weekly, moved")
    off = event("UID:1", "RECURRENCE-ID:20260316T133000Z", "DTSTART:20260316T133000Z", "STATUS:CANCELLED")
    file = ics(moved, series, off)
    assert [(utc(item), item.title) for item in file.items] == [
        ("2026-03-02 13:30", "Weekly"),
        ("2026-03-10 14:00", "Weekly, moved"),
    ]
    assert file.complaints == ()


def test_what_is_called_off_makes_no_window() -> None:
    assert ics(event("DTSTART:20260302T133000Z", "STATUS:CANCELLED")).items == ()


GOOD = event("UID:9", "DTSTART:20260302T133000Z", "SUMMARY:Good")


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        (("SUMMARY:No beginning",), "no beginning"),
        (("DTSTART;VALUE=DATE:20260703", "SUMMARY:Holiday"), "no time of day"),
        (("DTSTART:2026-07-03",), "cannot be read"),
        (("DTSTART;TZID=Nowhere/Land:20260702T083000", "SUMMARY:x"), "no time zone “Nowhere/Land”"),
        (("DTSTART:20260302T133000Z", "RRULE:FREQ=NEVER"), "cannot be"),
        (("DTSTART:20260302T133000Z", "RRULE:FREQ=WEEKLY;BYDAY=XX"), "cannot be"),
        (("DTSTART:20260302T133000Z", "RRULE:FREQ=SECONDLY"), "more often than daily"),
        (("DTSTART:20260302T133000Z", "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY"), "several rules"),
        (("DTSTART:20260302T133000Z", "DTSTART:20260303T133000Z"), "several"),
        (("RECURRENCE-ID;RANGE=THISANDFUTURE:20260302T133000Z", "DTSTART:20260302T133000Z"), "RANGE"),
        (("this is no property", "DTSTART:20260302T133000Z"), "cannot be read"),
    ],
)
def test_an_entry_of_no_use_is_told_with_its_line_and_the_others_count(lines: tuple[str, ...], word: str) -> None:
    file = ics(GOOD, event(*lines), GOOD.replace("0302", "0303"))
    assert times(file) == ["2026-03-02 13:30", "2026-03-03 13:30"]
    ((line, what),) = told(file)
    assert line == 8
    assert word in what
    assert file.entries == 3


def test_a_file_that_was_cut_off_keeps_what_is_whole() -> None:
    whole = "\r\n".join(["BEGIN:VCALENDAR", GOOD, GOOD.replace("0302", "0303"), "END:VCALENDAR"])
    file = read_ics(whole[: whole.rindex("END:VEVENT")], "news.ics", REACH)
    assert times(file) == ["2026-03-02 13:30"]
    assert [line for line, _ in told(file)] == [7]


def test_what_is_no_calendar_is_told() -> None:
    file = read_ics("<html>Sign in</html>", "news.ics", REACH)
    assert (file.items, len(file.complaints)) == ((), 1)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='BEGIND:VTSARUL;=,\r\n 0123456789TZÄ\\"', max_size=200), st.integers(0, 3))
def test_no_text_whatever_breaks_the_reading_and_no_entry_is_lost(junk: str, place: int) -> None:
    parts = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20260302T133000Z", "END:VEVENT"]
    parts.insert(place + 1, junk)
    file = read_ics("\r\n".join(parts), "news.ics", REACH)
    assert file.items or file.complaints
    read_csv(junk, "news.csv", REACH)


# --- the folder -------------------------------------------------------------------------------------------------------


def test_all_files_of_the_folder_count_and_the_same_release_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("start,title\n2026-03-02T13:30Z,Good\n", "utf-8")
    (tmp_path / "b.ics").write_text("\r\n".join(["BEGIN:VCALENDAR", GOOD, "END:VCALENDAR"]), "utf-8", newline="")
    (tmp_path / "notes.txt").write_text("not read", "utf-8")
    folder = NewsFolder(tmp_path)
    assert folder.read(REACH)
    assert [utc(item) for item in folder.table.items] == ["2026-03-02 13:30"]
    assert [file.name for file in folder.files] == ["a.csv", "b.ics"]
    assert folder.problems == ()


def test_an_unchanged_folder_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("start,title\n2026-03-02T13:30Z,Good\n", "utf-8")
    folder = NewsFolder(tmp_path)
    assert folder.read(REACH)
    table = folder.table
    assert not folder.read(REACH)
    assert folder.table is table
    (tmp_path / "a.csv").write_text("start,title\n2026-03-02T13:30Z,Good\n2026-03-03T13:30Z,More\n", "utf-8")
    assert folder.read(REACH)
    assert len(folder.table.items) == 2


def test_a_file_that_can_no_longer_be_read_keeps_what_it_said_before(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("start,title\n2026-03-02T13:30Z,Good\n", "utf-8")
    folder = NewsFolder(tmp_path)
    folder.read(REACH)
    path.write_bytes(b"\xff\xfe\x00broken")
    assert folder.read(REACH)
    assert len(folder.table.items) == 1
    assert "as it was read before" in folder.problems[0]
    path.write_text("garbage that says nothing of any release\n", "utf-8")
    folder.read(REACH)
    assert len(folder.table.items) == 1
    assert "as it was read before" in folder.problems[0]
    path.unlink()
    folder.read(REACH)
    assert not folder.table.items


def test_a_folder_that_does_not_exist_holds_no_news(tmp_path: Path) -> None:
    folder = NewsFolder(tmp_path / "none")
    folder.read(REACH)
    assert (folder.table.items, folder.problems) == ((), ())


def test_releases_between_two_moments_begin_with_the_first_and_end_before_the_second() -> None:
    table = NewsTable([NewsItem(30, "c"), NewsItem(10, "a"), NewsItem(20, "b"), NewsItem(10, "a")])
    assert [item.title for item in table.between(10, 30)] == ["a", "b"]
    assert [item.title for item in table.between(11, 31)] == ["b", "c"]
    assert table.between(40, 50) == ()
