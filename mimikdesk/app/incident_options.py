"""The command line of ``mimikdesk incident``."""

import argparse
from dataclasses import dataclass
from datetime import datetime

from mimikdesk.app.command_words import not_known, read_words
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.time import SECOND

USAGE = """\
Usage: mimikdesk incident --account NAME --out FOLDER [options]

Writes what happened on an account as a report for the prop firm: what the leader did, what was decided and why, every
order with its ids and times, the guard's findings, the connection, and the positions before and after. A PDF to hand
in and a CSV with one row per event, both made from the journal alone. The program may be running meanwhile.

Options:
  --account NAME    the account the report is about
  --out FOLDER      where the two files are written; existing ones are never overwritten
  --from TIME       from when (2026-11-20, 2026-11-20 14:30 or 2026-11-20 14:30:15); without it from the beginning of
                    the last session
  --to TIME         until when; without it until the end of the last session
                    Times are local, or UTC with a Z after them (2026-11-20 14:30Z).
  --symbol SYMBOL   this contract only (MNQZ6)
  --no-pdf          write the CSV only
  --data FOLDER     the data folder with the journal, for another than the usual one
  --help            print this and end
"""


@dataclass(frozen=True, slots=True)
class IncidentOptions:
    """What to report; names as typed, times in UTC nanoseconds. ``account`` is "" when only help was asked for."""

    account: str = ""
    out: str = ""
    from_ns: int | None = None
    to_ns: int | None = None
    symbol: str | None = None
    pdf: bool = True
    data: str | None = None
    help: bool = False


_NEEDS = {
    "--account": "the name of an account",
    "--out": "the name of a folder",
    "--from": "a time, for example 2026-11-20 14:30",
    "--to": "a time, for example 2026-11-20 14:30",
    "--symbol": "the name of a contract, for example MNQZ6",
    "--data": "the name of a folder",
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mimikdesk incident", add_help=False, allow_abbrev=False, exit_on_error=False)
    for name in _NEEDS:
        parser.add_argument(name)
    parser.add_argument("--no-pdf", action="store_true")
    parser.add_argument("--help", "-h", action="store_true")
    return parser


def read_incident_options(arguments: list[str]) -> IncidentOptions:
    """Read the words after ``incident``. Raises UsageError with a sentence that says what to do."""
    known, unknown = read_words(_parser(), arguments, _NEEDS)
    if known.help:
        return IncidentOptions(help=True)
    if unknown:
        raise UsageError(
            not_known(unknown[0], (*_NEEDS, "--no-pdf", "--help"), of="incident", takes="incident takes options only")
        )
    given = vars(known)
    for name, what in _NEEDS.items():
        if given[name[2:]] == "" or (given[name[2:]] is None and name in ("--account", "--out")):
            raise UsageError(f"incident needs {name} with {what}.")
    return IncidentOptions(
        account=known.account,
        out=known.out,
        from_ns=read_time("--from", given["from"]),
        to_ns=read_time("--to", known.to),
        symbol=known.symbol,
        pdf=not known.no_pdf,
        data=known.data,
    )


def read_time(name: str, text: str | None) -> int | None:
    """A time as typed after the option ``name``, in UTC nanoseconds. Raises UsageError for what is none."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{name} needs {_NEEDS[name]}; “{text}” is none.") from None
    if moment.tzinfo is None:
        moment = moment.astimezone()
    return int(moment.timestamp() * 1000) * (SECOND // 1000)
