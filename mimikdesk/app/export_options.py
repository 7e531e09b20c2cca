"""The command line of ``mimikdesk export``."""

import argparse
from dataclasses import dataclass
from pathlib import PurePath

from mimikdesk.app.command_words import not_known, read_words
from mimikdesk.app.incident_options import read_time
from mimikdesk.domain.errors import UsageError

USAGE = """\
Usage: mimikdesk export --out FILE [options]

Writes the activity log as a file: a line for each decision, fill, notice and order's end, in plain sentences, of all
days that the journal has. The program may be running meanwhile.

Options:
  --out FILE        what is written, as CSV or JSON by its ending (.csv, .json)
  --replace         write it over an existing file
  --from TIME       from when (2026-11-20, 2026-11-20 14:30 or 2026-11-20 14:30:15); without it from the beginning
  --to TIME         until when; without it until now
                    Times are local, or UTC with a Z after them (2026-11-20 14:30Z).
  --hours N         the last N hours, instead of --from
  --account NAME    this account only
  --data FOLDER     the data folder with the journal, for another than the usual one
  --help            print this and end
"""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to export; names as typed, times in UTC nanoseconds. ``out`` is "" when only help was asked for."""

    out: str = ""
    from_ns: int | None = None
    to_ns: int | None = None
    hours: int | None = None
    account: str | None = None
    data: str | None = None
    replace: bool = False
    help: bool = False


_NEEDS = {
    "--out": "the name of a file",
    "--from": "a time, for example 2026-11-20 14:30",
    "--to": "a time, for example 2026-11-20 14:30",
    "--hours": "a whole number of hours",
    "--account": "the name of an account",
    "--data": "the name of a folder",
}


_MOST_HOURS = 1_000_000
"""More than a century; what is more was mistyped."""


def read_export_options(arguments: list[str]) -> ExportOptions:
    """Read the words after ``export``. Raises UsageError with a sentence that says what to do."""
    parser = argparse.ArgumentParser(prog="mimikdesk export", add_help=False, allow_abbrev=False, exit_on_error=False)
    for name in _NEEDS:
        parser.add_argument(name)
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--help", "-h", action="store_true")
    known, unknown = read_words(parser, arguments, _NEEDS)
    if known.help:
        return ExportOptions(help=True)
    if unknown:
        raise UsageError(
            not_known(unknown[0], (*_NEEDS, "--replace", "--help"), of="export", takes="export takes options only")
        )
    given = vars(known)
    for name, what in _NEEDS.items():
        if given[name[2:]] == "" or (given[name[2:]] is None and name == "--out"):
            raise UsageError(f"export needs {name} with {what}.")
    if PurePath(known.out).suffix.lower() not in (".csv", ".json"):
        raise UsageError(f"export writes CSV or JSON: let the file's name end in .csv or .json, not “{known.out}”.")
    return ExportOptions(
        out=known.out,
        from_ns=read_time("--from", given["from"]),
        to_ns=read_time("--to", known.to),
        hours=_hours(known.hours),
        account=known.account,
        data=known.data,
        replace=known.replace,
    )


def _hours(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_HOURS):
        raise UsageError(f"--hours needs {_NEEDS['--hours']}, at least 1; “{text}” is none.")
    return int(text)
