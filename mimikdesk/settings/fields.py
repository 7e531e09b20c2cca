"""Reading the fields of a hand-edited file against what they must be: every mistake is told with its line, and none is
passed over."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from mimikdesk.domain.zone import MINUTE, date_of, day_number
from mimikdesk.settings.yaml_tree import Node

Kind = TypeVar("Kind", bound=StrEnum)

_MONEY = re.compile(r"-?\d{1,12}(\.\d{1,4})?")
_WHOLE = re.compile(r"\d{1,9}")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_WEB = re.compile(r"https?://[^\s]+")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One mistake in a file. ``line``: from 1."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what}."


class Complaints:
    """The mistakes of one file, in the order of its lines."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Complaint] = []

    def add(self, line: int, what: str) -> None:
        self._found.append(Complaint(self.file, line, what))

    def __bool__(self) -> bool:
        return bool(self._found)

    def __iter__(self) -> Iterator[Complaint]:
        return iter(sorted(self._found, key=lambda complaint: complaint.line))


class Fields:
    """The fields of one part of a file. What is asked for and is not right is a complaint and comes back as None;
    at the end ``finish`` complains of whatever nobody asked for, so that a slip in a name is not lost."""

    def __init__(self, node: Node, complaints: Complaints, where: str) -> None:
        self.line = node.line
        self.where = where
        self.complaints = complaints
        self._asked: set[str] = set()
        self._fields: Mapping[str, Node] = {}
        if isinstance(node.value, dict):
            self._fields = node.value
        else:
            complaints.add(node.line, f"{where} must be fields with their values")

    def has(self, name: str) -> bool:
        return name in self._fields

    def names(self) -> Iterable[str]:
        """All fields, for parts in which every name is allowed."""
        self._asked.update(self._fields)
        return self._fields.keys()

    def line_of(self, name: str) -> int:
        node = self._fields.get(name)
        return self.line if node is None else node.line

    def text(self, name: str, *, needed: bool = True) -> str | None:
        node = self._take(name, needed)
        if node is None:
            return None
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        self._wrong(node, name, "must be a text")
        return None

    def money(self, name: str, *, needed: bool = True, least: Decimal = Decimal("0.01")) -> Decimal | None:
        text = self._matching(name, needed, _MONEY, "must be an amount like 2000 or 1250.50, without signs or commas")
        if text is None:
            return None
        amount = Decimal(text)
        if amount < least:
            self._wrong(self._fields[name], name, f"must be {least} or more")
            return None
        return amount

    def whole(self, name: str, *, needed: bool = True, least: int = 1, most: int = 999_999) -> int | None:
        text = self._matching(name, needed, _WHOLE, f"must be a whole number from {least} to {most}")
        if text is None:
            return None
        if least <= int(text) <= most:
            return int(text)
        self._wrong(self._fields[name], name, f"must be a whole number from {least} to {most}")
        return None

    def date(self, name: str, *, needed: bool = True) -> int | None:
        """Days since 1970."""
        node = self._take(name, needed)
        if node is None:
            return None
        day = date_in(node.value) if isinstance(node.value, str) else None
        if day is None:
            self._wrong(node, name, "must be a date like 2026-11-27")
            return None
        return day

    def time(self, name: str, *, needed: bool = True) -> int | None:
        """Nanoseconds since midnight."""
        node = self._take(name, needed)
        if node is None:
            return None
        time = time_in(node.value) if isinstance(node.value, str) else None
        if time is None:
            self._wrong(node, name, "must be a time of day like 15:10")
            return None
        return time

    def flag(self, name: str, *, usual: bool) -> bool:
        node = self._take(name, needed=False)
        if node is None:
            return usual
        if node.value in ("yes", "true", "no", "false"):
            return node.value in ("yes", "true")
        self._wrong(node, name, "must be yes or no")
        return usual

    def choice(self, name: str, kind: type[Kind], *, needed: bool = True) -> Kind | None:
        node = self._take(name, needed)
        if node is None:
            return None
        if isinstance(node.value, str) and node.value in set(kind):
            return kind(node.value)
        self._wrong(node, name, f"must be one of {', '.join(kind)}")
        return None

    def web(self, name: str, *, needed: bool = True) -> str | None:
        return self._matching(name, needed, _WEB, "must be the address of a page, with https://")

    def part(self, name: str, *, needed: bool = True) -> "Fields | None":
        node = self._take(name, needed)
        return None if node is None else Fields(node, self.complaints, f"“{name}” of {self.where}")

    def parts(self, name: str, *, needed: bool = True) -> Iterator["Fields"]:
        """The members of a list, each with fields of its own."""
        for number, node in enumerate(self.members(name, needed=needed), start=1):
            yield Fields(node, self.complaints, f"entry {number} of “{name}”")

    def members(self, name: str, *, needed: bool = True) -> list[Node]:
        node = self._take(name, needed)
        if node is None:
            return []
        if isinstance(node.value, list) and (node.value or not needed):
            return node.value
        self._wrong(node, name, "must be a list with “-” before each entry")
        return []

    def finish(self) -> None:
        for name, node in self._fields.items():
            if name not in self._asked:
                self.complaints.add(node.line, f"“{name}” is not known in {self.where}")

    def _take(self, name: str, needed: bool) -> Node | None:
        self._asked.add(name)
        node = self._fields.get(name)
        if node is None and needed:
            self.complaints.add(self.line, f"“{name}” is missing in {self.where}")
        return node

    def _matching(self, name: str, needed: bool, pattern: re.Pattern[str], wanted: str) -> str | None:
        node = self._take(name, needed)
        if node is None:
            return None
        if isinstance(node.value, str) and pattern.fullmatch(node.value.strip()):
            return node.value.strip()
        self._wrong(node, name, wanted)
        return None

    def _wrong(self, node: Node, name: str, wanted: str) -> None:
        said = f" and not “{node.value}”" if isinstance(node.value, str) and node.value else ""
        self.complaints.add(node.line, f"“{name}” {wanted}{said}")


def date_in(text: str) -> int | None:
    """The day of ``2026-11-27`` in days since 1970; None when the text is no date."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, date = (int(part) for part in found.groups())
    if not (1 <= month <= 12 and 1 <= date <= 31):
        return None
    day = day_number(year, month, date)
    return day if date_of(day) == (year, month, date) else None


def time_in(text: str) -> int | None:
    """Nanoseconds from midnight to a time of day like ``15:10``; None when the text is none. 24:00 is the day's end."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes = (int(part) for part in found.groups())
    whole = hours * 60 + minutes
    return whole * MINUTE if minutes < 60 and whole <= 24 * 60 else None
