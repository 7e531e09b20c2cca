"""News from a table: a first row with the names of the columns, then one release per row.

``date`` (2026-11-27), ``time`` (07:30 or 7:30 am) and ``title``; or ``start`` with both (2026-11-27T07:30-06:00). The
time zone stands in a column ``zone``, in a line ``# zone: America/New_York`` above the table, or in ``start`` itself.
Further columns say nothing here.
"""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

from mimikdesk.domain.trading_day import NewsItem
from mimikdesk.domain.zone import HOUR, MINUTE, Zone
from mimikdesk.settings.fields import Complaints, date_in
from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.news_file import LARGEST, NewsFile, Reach, title_of
from mimikdesk.settings.zones import read_zone

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)
_ZONE_LINE = re.compile(r"#\s*zone\s*:\s*(\S+)\s*", re.IGNORECASE)
_NAMES = {
    "title": ("title", "event", "name", "summary"),
    "date": ("date", "day"),
    "time": ("time",),
    "start": ("start", "datetime", "date_time"),
    "zone": ("zone", "timezone", "time zone", "tz"),
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _RowError(Exception):
    """What is wrong with one row."""


def read_csv(text: str, name: str, reach: Reach) -> NewsFile:
    complaints = Complaints(name)
    if len(text) > LARGEST:
        complaints.add(1, f"The file has more than {LARGEST:,} characters and is not read")
        return NewsFile(name, (), 0, tuple(complaints))
    zone_name, lines = _zone_above(text.splitlines())
    head = next((line for line in lines if line.strip()), "")
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
    columns: dict[str, int] | None = None
    items: list[NewsItem] = []
    entries, line = 0, 1
    try:
        for row in rows:
            begins, line = line, rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = _columns(row, begins, complaints)
                if not columns:
                    break
                continue
            entries += 1
            try:
                item = _item(row, columns, zone_name)
            except _RowError as wrong:
                complaints.add(begins, str(wrong))
                continue
            if reach.holds(item.at_ns):
                items.append(item)
    except csv.Error as error:
        complaints.add(line, f"This row and what follows cannot be read ({error})")
    if columns is None and not complaints:
        complaints.add(1, "The file is empty")
    items.sort(key=lambda item: item.at_ns)
    return NewsFile(name, tuple(items), entries, tuple(complaints))


def _zone_above(lines: list[str]) -> tuple[str, list[str]]:
    """The zone for the whole file, "" without one, and the lines with remarks emptied, so that they keep their
    numbers."""
    zone = ""
    kept = []
    for line in lines:
        if line.lstrip().startswith("#"):
            found = _ZONE_LINE.fullmatch(line.strip())
            zone = found.group(1) if found else zone
            kept.append("")
        else:
            kept.append(line)
    return zone, kept


def _columns(row: list[str], line: int, complaints: Complaints) -> dict[str, int]:
    """Where each column stands; empty, with a complaint, where the table cannot be understood."""
    told = [cell.strip().lower().lstrip("\ufeff") for cell in row]
    found = {column: told.index(name) for column, names in _NAMES.items() for name in reversed(names) if name in told}
    if "start" in found or {"date", "time"} <= found.keys():
        return found
    complaints.add(
        line,
        "The first row must name the columns: date, time and title, or start and title. Nothing of the file is used",
    )
    return {}


def _item(row: list[str], columns: dict[str, int], zone_name: str) -> NewsItem:
    def cell(column: str) -> str:
        index = columns.get(column)
        return row[index].strip() if index is not None and index < len(row) else ""

    title = title_of(cell("title"))
    zone = cell("zone") or zone_name
    if cell("start"):
        return NewsItem(_start(cell("start"), zone), title)
    day = date_in(cell("date"))
    if day is None:
        raise _RowError(f"“{cell('date')}” is no date like 2026-11-27")
    time = _time(cell("time"))
    return NewsItem(_zone(zone).moment(day, time), title)


def _start(text: str, zone: str) -> int:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise _RowError(f"“{text}” is no time like 2026-11-27T07:30-06:00") from error
    if len(text) <= len("2026-11-27"):
        raise _RowError(f"“{text}” has no time of day")
    if at.tzinfo is not None:
        return (at - _EPOCH) // timedelta(microseconds=1) * 1000
    day = (at.date() - _EPOCH.date()).days
    return _zone(zone).moment(day, at.hour * HOUR + at.minute * MINUTE)


def _zone(name: str) -> Zone:
    if not name:
        raise _RowError(
            "The time has no time zone. Add a column zone, or a line “# zone: America/New_York” above the table"
        )
    try:
        return read_zone(name)
    except SettingsError as error:
        raise _RowError(f"There is no time zone “{name}”. Write it like America/New_York") from error


def _time(text: str) -> int:
    found = _TIME.fullmatch(text)
    if found is None:
        raise _RowError(f"“{text}” is no time of day like 07:30" if text else "The release has no time of day")
    hours, minutes, half = int(found.group(1)), int(found.group(2)), (found.group(3) or "").lower()
    if minutes > 59 or hours > (12 if half else 23) or (half and hours == 0):
        raise _RowError(f"“{text}” is no time of day like 07:30")
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    return hours * HOUR + minutes * MINUTE
