"""The command line: what may be said, and plain words about what may not."""

import argparse
from dataclasses import dataclass
from enum import Enum

from mimikdesk.app.command_words import not_known, read_words
from mimikdesk.app.diagnostics_options import DiagnosticsOptions, read_diagnostics_options
from mimikdesk.app.export_options import ExportOptions, read_export_options
from mimikdesk.app.incident_options import IncidentOptions, read_incident_options
from mimikdesk.app.replay_options import ReplayOptions, read_replay_options
from mimikdesk.domain.errors import UsageError

USAGE = """\
Usage: mimikdesk [run] [options]
       mimikdesk replay FILE [options]
       mimikdesk incident --account NAME --out FOLDER [options]
       mimikdesk export --out FILE [options]
       mimikdesk diagnostics FILE [options]

Opens MimikDesk. The first start asks whether you want to try it on practice accounts or to connect a broker.

Options:
  --data FOLDER     keep the journal, settings and log in FOLDER
  --demo            where nothing is set up yet, begin with the practice accounts and do not ask
  --in-tray         begin in the tray, without the window; this is how the program starts with Windows
  --seed N          the practice market moves by this number; the same number, the same prices
  --single-loop     watch and copy on the window's own loop instead of a thread of its own
  --ask-to-close    end the MimikDesk that runs, unless a position or an order is open, and wait until it has ended
  --headless-demo   play a recorded leader session in the terminal and end
  --version         print the version and end
  --help            print this and end

Without a display the recorded session is played in the terminal.
“mimikdesk replay --help” tells how a past day is played through any settings, “mimikdesk incident --help” how a report
for a prop firm is made, “mimikdesk export --help” how the activity log is written to a file, and “mimikdesk diagnostics
--help” how all that is needed to find a fault is put into one.
"""


class Ask(Enum):
    """What the program was started for."""

    RUN = "run"
    HEADLESS_DEMO = "headless demo"
    CLOSE = "close"
    VERSION = "version"
    HELP = "help"
    REPLAY = "replay"
    INCIDENT = "incident"
    EXPORT = "export"
    DIAGNOSTICS = "diagnostics"


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, read. ``data``: a folder's name as typed, None for the usual one.

    ``seed``: of the practice market, None for the settings'. ``single_loop``: None leaves it to the settings.
    ``replay``, ``incident``, ``export``, ``diagnostics``: what to replay, report or write, set when that was asked for.
    ``demo``: set up the practice accounts where there are none. ``in_tray``: no window at first, where there is a tray.
    """

    ask: Ask = Ask.RUN
    data: str | None = None
    seed: int | None = None
    single_loop: bool | None = None
    replay: ReplayOptions | None = None
    incident: IncidentOptions | None = None
    export: ExportOptions | None = None
    diagnostics: DiagnosticsOptions | None = None
    demo: bool = False
    in_tray: bool = False


_OPTIONS = (
    *("--data", "--demo", "--in-tray", "--seed", "--single-loop"),
    *("--ask-to-close", "--headless-demo", "--version", "--help"),
)
_NEEDS = {"--data": "the name of a folder", "--seed": "a whole number"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mimikdesk", add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("command", nargs="?")
    parser.add_argument("--data")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--in-tray", action="store_true")
    parser.add_argument("--seed")
    parser.add_argument("--single-loop", action="store_true", default=None)
    parser.add_argument("--headless-demo", dest="ask", action="store_const", const=Ask.HEADLESS_DEMO, default=Ask.RUN)
    parser.add_argument("--ask-to-close", dest="ask", action="store_const", const=Ask.CLOSE)
    parser.add_argument("--version", dest="ask", action="store_const", const=Ask.VERSION)
    parser.add_argument("--help", "-h", dest="ask", action="store_const", const=Ask.HELP)
    return parser


def read_options(arguments: list[str]) -> Options:
    """Read the words after the program's name. Raises UsageError with a sentence that says what to do."""
    if arguments[:1] == [Ask.REPLAY.value]:
        return Options(Ask.REPLAY, replay=read_replay_options(arguments[1:]))
    if arguments[:1] == [Ask.INCIDENT.value]:
        return Options(Ask.INCIDENT, incident=read_incident_options(arguments[1:]))
    if arguments[:1] == [Ask.EXPORT.value]:
        return Options(Ask.EXPORT, export=read_export_options(arguments[1:]))
    if arguments[:1] == [Ask.DIAGNOSTICS.value]:
        return Options(Ask.DIAGNOSTICS, diagnostics=read_diagnostics_options(arguments[1:]))
    known, unknown = read_words(_parser(), arguments, _NEEDS)
    if unknown:
        raise UsageError(not_known(unknown[0], _OPTIONS, of="MimikDesk", takes="“run” takes options only"))
    if known.command not in (None, "run"):
        there = "there are “run”, “replay”, “incident”, “export” and “diagnostics”"
        raise UsageError(f"“{known.command}” is not a command of MimikDesk; {there}.")
    if known.data == "":
        raise UsageError("--data needs the name of a folder after it.")
    return Options(known.ask, known.data, _seed(known.seed), known.single_loop, demo=known.demo, in_tray=known.in_tray)


def _seed(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number < 2**63:
        raise UsageError(f"--seed needs a whole number, 0 or greater; “{text}” is not one.")
    return number
