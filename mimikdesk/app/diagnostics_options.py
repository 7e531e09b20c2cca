"""The command line of ``mimikdesk diagnostics``."""

import argparse
from dataclasses import dataclass

from mimikdesk.app.command_words import not_known, read_words
from mimikdesk.domain.errors import UsageError

USAGE = """\
Usage: mimikdesk diagnostics FILE [options]

Writes what whoever helps needs to know into one zip file: versions, settings, the ends of the logs, what is left of
crashes, and figures about the journal. No password, key or token is in it, and accounts, logins and groups are called
Account-1, Login-1 and Group-1 throughout. The program may be running meanwhile; from its window (Settings, Diagnostics)
the states of the connections are in it too.

Options:
  --data FOLDER     the data folder, for another than the usual one
  --replace         write it over an existing file
  --help            print this and end
"""


@dataclass(frozen=True, slots=True)
class DiagnosticsOptions:
    """``out``: the file's name as typed, "" when only help was asked for. ``live``: the running program tells what it
    knows on the standard input; its window asks so."""

    out: str = ""
    data: str | None = None
    replace: bool = False
    live: bool = False
    help: bool = False


_NEEDS = {"--data": "the name of a folder"}


def read_diagnostics_options(arguments: list[str]) -> DiagnosticsOptions:
    """Read the words after ``diagnostics``. Raises UsageError with a sentence that says what to do."""
    parser = argparse.ArgumentParser(
        prog="mimikdesk diagnostics", add_help=False, allow_abbrev=False, exit_on_error=False
    )
    parser.add_argument("out", nargs="?")
    parser.add_argument("--data")
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--live", action="store_true")
    parser.add_argument("--help", "-h", action="store_true")
    known, unknown = read_words(parser, arguments, _NEEDS)
    if known.help:
        return DiagnosticsOptions(help=True)
    if unknown:
        takes = "diagnostics takes one file"
        raise UsageError(not_known(unknown[0], ("--data", "--replace", "--help"), of="diagnostics", takes=takes))
    if not known.out:
        raise UsageError("diagnostics needs the name of the file to write, for example diagnostics.zip.")
    if known.data == "":
        raise UsageError(f"diagnostics needs --data with {_NEEDS['--data']}.")
    return DiagnosticsOptions(known.out, known.data, known.replace, known.live)
