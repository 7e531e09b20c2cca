"""A broker's CSV file as rows whose cells are found by the name of their column.

Case, spaces, underscores, dots and the order of columns do not matter, extra columns neither. Where a name stands over
several columns (``_timestamp`` and ``Timestamp``) the first one that is filled counts.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mimikdesk.domain.errors import ReplayError

MOST_BYTES = 100_000_000
"""Larger files are not exports of one trader's orders."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``number``: its line in the file, the header being line 1 of it where it stands first."""

    number: int
    cells: tuple[str, ...]
    columns: dict[str, tuple[int, ...]]

    def all(self, *names: str) -> list[str]:
        """The filled cells under these column names, in the order of the names; stripped."""
        cells = [self.cells[place].strip() for name in names for place in self.columns.get(plain(name), ())]
        return [cell for cell in cells if cell]

    def text(self, *names: str) -> str:
        """The first filled cell under one of these column names, "" when all are empty."""
        return next(iter(self.all(*names)), "")


@dataclass(frozen=True, slots=True)
class Table:
    """``header``: the column names as written. ``file``: for messages."""

    file: str
    header: tuple[str, ...]
    columns: dict[str, tuple[int, ...]]
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def has(self, *names: str) -> bool:
        """Whether one of these columns is there."""
        return any(plain(name) in self.columns for name in names)

    def __iter__(self) -> Iterator[Row]:
        for number, cells in self.lines:
            yield Row(number, cells, self.columns)


def plain(name: str) -> str:
    """A column's name without case, spaces and signs."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def read_table(path: Path) -> Table:
    """Read a CSV file: comma, semicolon or tab; UTF-8, UTF-16 or Windows' western code page. Raises ReplayError."""
    rows = _rows(path, _text(path))
    numbered = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells)]
    if not numbered:
        raise ReplayError(f"{path.name} is empty. Export the orders or fills again, and try that file.")
    _, header = numbered[0]
    columns: dict[str, tuple[int, ...]] = {}
    for place, name in enumerate(header):
        if plain(name):
            columns[plain(name)] = (*columns.get(plain(name), ()), place)
    width = len(header)
    lines = tuple((number, (*cells, *[""] * (width - len(cells)))) for number, cells in numbered[1:])
    return Table(path.name, tuple(name.strip() for name in header), columns, lines)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ReplayError(f"{path.name} is too large for an export of orders or fills.")
        data = path.read_bytes()
    except OSError as error:
        raise ReplayError(f"{path} cannot be read ({error.strerror}).") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(path: Path, text: str) -> list[tuple[int, tuple[str, ...]]]:
    if "\0" in text:
        raise ReplayError(f"{path.name} is not a CSV file. Export the orders or fills as CSV, and try that file.")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        while True:
            number = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return rows
            rows.append((number, tuple(cells)))
    except csv.Error as error:
        raise ReplayError(f"{path.name} cannot be read as CSV near line {reader.line_num}: {error}.") from error
