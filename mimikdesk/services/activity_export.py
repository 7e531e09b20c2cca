"""The activity log as a file: the journal's records of every account in the same sentences as on the screen.

Made from the journal alone, also of days long past; rows are written as they are read. Runs anywhere but on the wire
lane. CSV for a spreadsheet (a text that it would take for a formula is put behind an apostrophe), JSON for programs:
one array of objects, with the numbers that each decision was made from.
"""

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import TextIO

from mimikdesk.domain.decisions import CopyProgressed, FollowerDecided, Found, Level, Noticed, Numbers, SwitchedOff
from mimikdesk.domain.events import FillReported, GroupDefined, InstrumentListed
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.journal.journal import Record
from mimikdesk.journal.span import Recorded
from mimikdesk.journal.store import SavedSetup
from mimikdesk.services import words
from mimikdesk.services.activity_words import (
    Told,
    decided_words,
    fill_words,
    finding_words,
    notice_words,
    switched_off_words,
)
from mimikdesk.services.incident_csv import plain, stamped
from mimikdesk.services.views import ActivityKind

COLUMNS = (
    "time_utc",
    "time_local",
    "kind",
    "level",
    "group",
    "account",
    "symbol",
    "text",
    "advice",
    "trade",
    "session",
    "record",
)
TELL_EVERY = 1000
"""Records between two words about how far it has come."""


class ExportFormat(StrEnum):
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class ExportWish:
    """``from_ns``, ``to_ns``: UTC nanoseconds, both ends belong to it. ``account``: None for all. ``zone``: in which
    local times are told, None for the computer's own."""

    from_ns: int = 0
    to_ns: int = 2**62
    account: AccountId | None = None
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One line. ``trade``: the leader trade that it belongs to, "" for none. ``numbers``: of a decision."""

    recorded: Recorded
    told: Told
    group: str
    account: str
    symbol: str
    trade: str
    numbers: Numbers | None = None


class _Reader:
    """Goes through the records in order and knows by then which groups and contracts there are."""

    def __init__(self, setup: SavedSetup, wish: ExportWish) -> None:
        self._wish = wish
        self._names = {account.id: account.name for account in setup.accounts()}
        self._groups = {
            account: group.name
            for group in setup.groups()
            for account in (group.leader, *(each.account for each in group.followers))
        }
        self._leaders = {group.leader for group in setup.groups()}
        self._instruments: dict[Symbol, Instrument] = {}

    def line(self, recorded: Recorded) -> ExportLine | None:
        entry = recorded.entry
        match entry:
            case InstrumentListed(instrument=instrument):
                self._instruments[instrument.symbol] = instrument
                return None
            case GroupDefined(group=group):
                self._leaders.add(group.leader)
                for account in (group.leader, *(follower.account for follower in group.followers)):
                    self._groups[account] = group.name
                return None
            case FillReported(account=account, fill=fill):
                told = fill_words(fill, self._instruments.get(fill.symbol), leads=account in self._leaders)
                return self._made(recorded, told, account, fill.symbol)
            case FollowerDecided(follower=account, symbol=symbol, trigger=trigger, numbers=numbers):
                return self._made(recorded, decided_words(entry), account, symbol, trigger.id, numbers)
            case CopyProgressed(account=account, symbol=symbol, trigger_id=trade):
                return self._made(recorded, self._outcome(entry), account, symbol, trade)
            case Noticed(account=maybe_account, symbol=maybe_symbol):
                return self._made(recorded, notice_words(entry), maybe_account, maybe_symbol)
            case Found(finding=finding):
                return self._made(recorded, finding_words(finding), finding.account, finding.symbol)
            case SwitchedOff(account=account):
                return self._made(recorded, switched_off_words(entry), account, None)
            case _:
                return None

    def _made(
        self,
        recorded: Recorded,
        told: Told,
        account: AccountId | None,
        symbol: Symbol | None,
        trade: str = "",
        numbers: Numbers | None = None,
    ) -> ExportLine | None:
        if recorded.at_ns < self._wish.from_ns or self._wish.account not in (None, account):
            return None
        name, group = (
            ("", "") if account is None else (self._names.get(account, account), self._groups.get(account, ""))
        )
        return ExportLine(recorded, told, group, name, symbol or "", trade, numbers)

    def _outcome(self, progress: CopyProgressed) -> Told:
        """What became of an own order, with its times and its slippage."""
        text = f"Order to {progress.side.value} {progress.qty} {progress.symbol}: {progress.outcome.value}"
        if progress.filled:
            text += f", {progress.filled} filled"
        if progress.average is not None:
            average = Decimal(progress.average.numerator) / progress.average.denominator
            text += f" at {words.price(average, self._instruments.get(progress.symbol))} on average"
        if progress.seen_at is not None and progress.first_fill_at is not None:
            took = (progress.first_fill_at.mono_ns - progress.seen_at.mono_ns) / MILLISECOND
            text += f", first {took:.1f} ms after the leader's"
        if progress.slippage is not None:
            text += f", {float(progress.slippage):+g} ticks against his price"
        said = f" The broker says: “{progress.text}”." if progress.text else ""
        return Told(ActivityKind.FILL, Level.INFO, f"{text}.{said}")


def export_lines(
    record: Record, setup: SavedSetup, wish: ExportWish, tell: Callable[[int, int], None] = lambda _done, _of: None
) -> Iterator[ExportLine]:
    """The lines in the journal's order. ``tell``: called now and then with the records read, and how many there are."""
    total = record.log_size(wish.from_ns, wish.to_ns)
    reader = _Reader(setup, wish)
    for number, recorded in enumerate(record.log(wish.from_ns, wish.to_ns), start=1):
        if number % TELL_EVERY == 0:
            tell(number, total)
        line = reader.line(recorded)
        if line is not None:
            yield line
    tell(total, total)


def write_csv(lines: Iterator[ExportLine], out: TextIO, zone: tzinfo | None) -> int:
    """Write the file; returns the number of lines in it. OSError where it cannot be written."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for line in lines:
        writer.writerow([plain(str(value)) for value in _fields(line, zone).values()])
        count += 1
    return count


def write_json(lines: Iterator[ExportLine], out: TextIO, zone: tzinfo | None) -> int:
    """Write the file; returns the number of lines in it. OSError where it cannot be written."""
    out.write("[")
    count = 0
    for line in lines:
        fields: dict[str, object] = dict(_fields(line, zone))
        if line.numbers is not None:
            fields["numbers"] = asdict(line.numbers)
        out.write(",\n" if count else "\n")
        out.write(json.dumps(fields, ensure_ascii=False, default=str))
        count += 1
    out.write("\n]\n")
    return count


def _fields(line: ExportLine, zone: tzinfo | None) -> dict[str, str | int]:
    recorded, told = line.recorded, line.told
    values = (
        stamped(recorded.at_ns, UTC),
        stamped(recorded.at_ns, zone),
        told.kind.value,
        told.level.value,
        line.group,
        line.account,
        line.symbol,
        str(told.text),
        str(told.advice),
        line.trade,
        recorded.session,
        recorded.number,
    )
    return dict(zip(COLUMNS, values, strict=True))
