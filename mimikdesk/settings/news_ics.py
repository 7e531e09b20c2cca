"""News from a calendar file (iCalendar, RFC 5545), with what repeats, what was moved and what was called off.

The entries are taken out of the file with their lines here, and each is read by itself: a broken one costs only itself.
What a value means, folding and time zones (the file's own and Outlook's names too) are the library's, repetitions are
dateutil's. Repetitions are reckoned on the wall clock of their zone, so 8:30 stays 8:30 over changes of the clock.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar, Component, Event, vDDDLists, vDDDTypes

from mimikdesk.domain.trading_day import NewsItem
from mimikdesk.settings.fields import Complaints
from mimikdesk.settings.news_file import LARGEST, NewsFile, Reach, title_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_VENDOR = re.compile(r"(TZID[=:]\"?)/[^/\r\n]+/(?=[A-Za-z])")
"""Some programs put their own name before the zone's."""
_ZONE_OF_ALL = re.compile(r"X-WR-TIMEZONE(?:;[^:]*)?:(\S+)", re.IGNORECASE)
_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_NO_ZONE = "The entry has no time zone, and neither has the file (X-WR-TIMEZONE)"


class _EntryError(Exception):
    """What is wrong with one entry."""


@dataclass(slots=True)
class _Entry:
    """``moved``: for one time of a series that was changed, the time it had."""

    line: int
    uid: str
    title: str
    starts: list[datetime]
    moved: datetime | None
    off: bool


def read_ics(text: str, name: str, reach: Reach) -> NewsFile:
    complaints = Complaints(name)
    if len(text) > LARGEST:
        complaints.add(1, f"The file has more than {LARGEST:,} characters and is not read")
        return NewsFile(name, (), 0, tuple(complaints))
    lines = _VENDOR.sub(r"\1", text).splitlines()
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines):
        complaints.add(1, "This is no calendar file: it has no line BEGIN:VCALENDAR")
        return NewsFile(name, (), 0, tuple(complaints))
    _learn_zones(lines, complaints)
    usual = _usual_zone(lines, complaints)
    found: list[_Entry] = []
    count = 0
    for line, block in _blocks(lines, "VEVENT", complaints):
        count += 1
        try:
            found.append(_entry(line, block, usual, reach))
        except _EntryError as wrong:
            complaints.add(line, str(wrong))
    items = sorted(_items(found, reach), key=lambda item: item.at_ns)
    return NewsFile(name, tuple(items), count, tuple(complaints))


def _items(entries: list[_Entry], reach: Reach) -> Iterator[NewsItem]:
    """A time that was moved or called off is no longer one of its series."""
    changed = {(entry.uid, _ns(entry.moved)) for entry in entries if entry.moved is not None and entry.uid}
    for entry in entries:
        for start in () if entry.off else entry.starts:
            at = _ns(start)
            if entry.moved is None and (entry.uid, at) in changed:
                continue
            if reach.holds(at):
                yield NewsItem(at, entry.title)


def _blocks(lines: list[str], kind: str, complaints: Complaints) -> Iterator[tuple[int, list[str]]]:
    """The lines from BEGIN to END of each part of that kind, with the number of the first one."""
    start, block = 0, list[str]()
    for number, line in enumerate(lines, start=1):
        word = line.strip().upper()
        if word == f"BEGIN:{kind}":
            if start:
                complaints.add(start, f"The entry that begins here does not end before the next one (line {number})")
            start, block = number, []
        if start:
            block.append(line)
        if word == f"END:{kind}" and start:
            yield start, block
            start = 0
    if start:
        complaints.add(start, "The entry that begins here has no end; the file may have been cut off")


def _learn_zones(lines: list[str], complaints: Complaints) -> None:
    """The library keeps the zones that a file describes itself, and knows them when the entries name them."""
    for line, block in _blocks(lines, "VTIMEZONE", complaints):
        try:
            Calendar.from_ical("\r\n".join(["BEGIN:VCALENDAR", *block, "END:VCALENDAR", ""]))
        except (ValueError, KeyError, IndexError, OverflowError) as error:
            complaints.add(line, f"The time zone that is described here cannot be read ({_said(error)})")


def _usual_zone(lines: list[str], complaints: Complaints) -> ZoneInfo | None:
    for number, line in enumerate(lines, start=1):
        if found := _ZONE_OF_ALL.fullmatch(line.strip()):
            try:
                return ZoneInfo(found.group(1))
            except (ValueError, OSError, KeyError):
                complaints.add(number, f"There is no time zone “{found.group(1)}”")
    return None


def _entry(line: int, block: list[str], usual: ZoneInfo | None, reach: Reach) -> _Entry:
    try:
        event = Event.from_ical("\r\n".join([*block, ""]))
    except (ValueError, KeyError, IndexError, OverflowError) as error:
        raise _EntryError(f"The entry cannot be read ({_said(error)})") from error
    for field, problem in event.errors:
        if field in ("DTSTART", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", None):
            raise _EntryError(f"The entry cannot be read ({field or 'a line'}: {problem})")
    title = title_of(str(event.get("SUMMARY", "")))
    start = event.get("DTSTART")
    if start is None or isinstance(start, list):
        raise _EntryError(f"“{title}” has no beginning (DTSTART), or several")
    first = _at(start, title, usual)
    moved = event.get("RECURRENCE-ID")
    if moved is not None and str(moved.params.get("RANGE", "")):
        raise _EntryError(f"“{title}” changes a series from one time on (RANGE); write the rest as a series of its own")
    off = str(event.get("STATUS", "")).upper() == "CANCELLED"
    at = None if moved is None else _at(moved, title, usual)
    starts = [first] if at is not None else _repeated(event, first, title, usual, reach)
    return _Entry(line, str(event.get("UID", "")), title, starts, at, off)


def _repeated(event: Component, first: datetime, title: str, usual: ZoneInfo | None, reach: Reach) -> list[datetime]:
    """All times of a series within reach, and a day around it."""
    starts = {first}
    rule = event.get("RRULE")
    if isinstance(rule, list):
        raise _EntryError(f"“{title}” repeats by several rules (RRULE); one is taken")
    if rule is not None:
        starts.update(_by_rule(rule, first, title, reach))
    for extra in _each(event.get("RDATE")):
        for value in extra.dts:
            starts.add(_at(value, title, usual, extra))
    gone = {_ns(_at(value, title, usual, out)) for out in _each(event.get("EXDATE")) for value in out.dts}
    return sorted(start for start in starts if _ns(start) not in gone)


def _by_rule(rule: Any, first: datetime, title: str, reach: Reach) -> Iterator[datetime]:
    """``rule``: a vRecur, whose methods the library has not typed."""
    if any(str(freq).upper() in _OFTEN for freq in rule.get("FREQ", ())):
        raise _EntryError(f"“{title}” repeats more often than daily; that makes no news window")
    plain = first.replace(tzinfo=None)
    day = timedelta(days=1)
    begin = (_EPOCH + timedelta(microseconds=reach.first_ns // 1000)).replace(tzinfo=None) - day
    end = (_EPOCH + timedelta(microseconds=reach.end_ns // 1000)).replace(tzinfo=None) + day
    last = [_wall(value, first) for value in rule.get("UNTIL", ())]
    parts = ";".join(part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL="))
    if not rule.get("COUNT"):
        # Without an end it would be looked for until the year 9999 where it matches nothing.
        until = min([end, *last])
        parts += f";UNTIL={until:%Y%m%dT%H%M%S}"
    try:
        for start in rrulestr(parts, dtstart=plain).between(begin, end, inc=True):
            if all(start <= limit for limit in last):
                yield start.replace(tzinfo=first.tzinfo)
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise _EntryError(f"How “{title}” repeats cannot be understood ({_said(error)})") from error


def _wall(until: date, first: datetime) -> datetime:
    """The end of a series on its own wall clock. A date without a time takes its whole day in."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time(23, 59, 59))
    return until if until.tzinfo is None else until.astimezone(first.tzinfo).replace(tzinfo=None)


def _at(value: vDDDTypes, title: str, usual: ZoneInfo | None, owner: vDDDLists | None = None) -> datetime:
    """The moment of a property, aware of its zone. ``owner``: the property that holds the value among others."""
    at = value.dt
    if isinstance(at, tuple):  # a period: its beginning
        at = at[0]
    if not isinstance(at, datetime):
        raise _EntryError(f"“{title}” has no time of day, so it makes no news window")
    if at.tzinfo is not None:
        return at
    named = str((owner if owner is not None else value).params.get("TZID", ""))
    if named:
        raise _EntryError(f"There is no time zone “{named}”, which “{title}” names")
    if usual is None:
        raise _EntryError(f"“{title}”: {_NO_ZONE}")
    return at.replace(tzinfo=usual)


def _each(value: vDDDLists | list[vDDDLists] | None) -> list[vDDDLists]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _ns(at: datetime) -> int:
    return (at.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1) * 1000


def _said(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
