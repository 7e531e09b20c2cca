"""The file of CME's holidays and early closes (``resources/calendars/cme.yaml``, or the trader's own copy of it)."""

from dataclasses import dataclass

from mimikdesk.domain.cme_calendar import CLOSES, Change, CmeCalendar, Market
from mimikdesk.domain.zone import FRIDAY, day_text, weekday
from mimikdesk.settings.fields import Complaint, Complaints, Fields
from mimikdesk.settings.yaml_tree import TreeError, read_tree
from mimikdesk.settings.zones import CHICAGO, read_zone

NAME = "cme.yaml"
FORM = 1
"""Of the file. A later one is not read."""
_LONGEST_CLOSURE = 5
"""Weekdays in a row without trading; a file with more is a slip, and there would be no next session to name."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from. ``date``: days since 1970, when they were looked up."""

    url: str
    date: int
    what: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file without mistakes. ``compared``: days since 1970."""

    calendar: CmeCalendar
    compared: int
    sources: tuple[Source, ...]


def read_calendar(text: str, name: str = NAME) -> CalendarFile | tuple[Complaint, ...]:
    """The calendar in the text, or everything that is wrong with it: a calendar with a gap is not used at all."""
    complaints = Complaints(name)
    try:
        fields = Fields(read_tree(text), complaints, "the calendar")
    except TreeError as error:
        complaints.add(error.line, error.what)
        return tuple(complaints)
    form = fields.whole("form")
    if form is not None and form != FORM:
        complaints.add(fields.line_of("form"), f"The file has form {form}; this program reads form {FORM}")
        return tuple(complaints)
    compared = fields.date("compared")
    covers = _covers(fields)
    sources = read_sources(fields)
    markets = _markets(fields)
    changes = _changes(fields, covers)
    fields.finish()
    _look_for_long_closures(changes, complaints)
    if complaints or compared is None or covers is None:
        return tuple(complaints)
    plain = {key: change for key, (change, _) in changes.items()}
    return CalendarFile(CmeCalendar(read_zone(CHICAGO), markets, plain, covers), compared, sources)


def read_sources(fields: Fields) -> tuple[Source, ...]:
    found = []
    for part in fields.parts("sources"):
        url, date, what = part.web("url"), part.date("date"), part.text("what", needed=False)
        part.finish()
        if url is not None and date is not None:
            found.append(Source(url, date, what or ""))
    return tuple(found)


def _covers(fields: Fields) -> tuple[int, int] | None:
    part = fields.part("covers")
    if part is None:
        return None
    first, last = part.date("first"), part.date("last")
    part.finish()
    if first is None or last is None:
        return None
    if first > last:
        part.complaints.add(part.line, "The first day of “covers” comes after the last one")
        return None
    return first, last


def _markets(fields: Fields) -> dict[str, Market]:
    markets: dict[str, Market] = {}
    part = fields.part("markets")
    if part is None:
        return markets
    for market in Market:
        for node in part.members(market):
            if not isinstance(node.value, str) or not node.value.isalnum():
                part.complaints.add(node.line, f"A product of “{market}” must be a name like MNQ")
            elif node.value in markets:
                part.complaints.add(node.line, f"{node.value} stands here twice")
            else:
                markets[node.value] = market
    part.finish()
    return markets


def _changes(fields: Fields, covers: tuple[int, int] | None) -> dict[tuple[Market, int], tuple[Change, int]]:
    """By market and day, each with the line it stands on."""
    changes: dict[tuple[Market, int], tuple[Change, int]] = {}
    for part in fields.parts("changes"):
        day, name = part.date("date"), part.text("name")
        uncertain = {node.value for node in part.members("check", needed=False) if isinstance(node.value, str)}
        for unknown in uncertain - set(Market):
            part.complaints.add(part.line_of("check"), f"“{unknown}” is no market; they are {', '.join(Market)}")
        told = [market for market in Market if part.has(market)]
        if not told:
            part.complaints.add(part.line, "The entry says nothing of any market")
        for market in told:
            closes = _closes(part, market)
            if day is None or name is None or closes == 0:
                continue
            if (market, day) in changes:
                part.complaints.add(part.line, f"{day_text(day)} stands here twice for {market}")
            changes[market, day] = (Change(closes, name, market not in uncertain), part.line)
        part.finish()
        if day is None:
            continue
        if weekday(day) > FRIDAY:
            part.complaints.add(part.line_of("date"), f"{day_text(day)} is at a weekend")
        if covers is not None and not covers[0] <= day <= covers[1]:
            part.complaints.add(part.line_of("date"), f"{day_text(day)} lies outside of what the file covers")
    return changes


def _closes(part: Fields, market: Market) -> int | None:
    """The early close in nanoseconds of the day, None for a day without trading, 0 for what cannot be understood."""
    if part.text(market) == "closed":
        return None
    time = part.time(market)
    if time is not None and 0 < time < CLOSES:
        return time
    if time is not None:
        part.complaints.add(part.line_of(market), f"“{market}” must be earlier than the usual close at 16:00")
    return 0


def _look_for_long_closures(changes: dict[tuple[Market, int], tuple[Change, int]], complaints: Complaints) -> None:
    for market in Market:
        row, last = 0, None
        for day in sorted(day for of, day in changes if of is market and changes[of, day][0].closes is None):
            follows = last is not None and day - last <= (3 if weekday(day) == 0 else 1)
            row = row + 1 if follows else 1
            last = day
            if row > _LONGEST_CLOSURE:
                complaints.add(changes[market, day][1], f"{market} would be closed for more than a week on end")
                break
