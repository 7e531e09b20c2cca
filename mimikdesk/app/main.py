"""The start of the program: reads the command line and decides between window and terminal.

Nothing of Qt is loaded before it is certain that a window is wanted and possible: on a machine without a display its
system libraries may be missing.
"""

import os
import sys

from mimikdesk import __version__
from mimikdesk.app.console import complain, prepare, say
from mimikdesk.app.diagnostics_options import USAGE as DIAGNOSTICS_USAGE
from mimikdesk.app.diagnostics_options import DiagnosticsOptions
from mimikdesk.app.display import NO_DISPLAY, has_display
from mimikdesk.app.export_options import USAGE as EXPORT_USAGE
from mimikdesk.app.export_options import ExportOptions
from mimikdesk.app.incident_options import USAGE as INCIDENT_USAGE
from mimikdesk.app.incident_options import IncidentOptions
from mimikdesk.app.options import USAGE, Ask, Options, read_options
from mimikdesk.app.replay_options import USAGE as REPLAY_USAGE
from mimikdesk.app.replay_options import ReplayOptions
from mimikdesk.domain.errors import MimikDeskError, UsageError

USAGE_ERROR = 2
INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """Run the program with these words after its name (None: the process's own). Returns the exit code:
    0 in order, 1 could not start or read what was named, 2 a wrong command line, 3 and 4 asked in vain to close
    (app/ask_to_close.py), 130 interrupted at the start."""
    prepare()
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: list[str] | None) -> int:
    words = sys.argv[1:] if argv is None else argv
    try:
        options = read_options(words)
    except UsageError as error:
        commands = (Ask.REPLAY, Ask.INCIDENT, Ask.EXPORT, Ask.DIAGNOSTICS)
        command = words[0] if words and words[0] in [each.value for each in commands] else ""
        about = f"{command} --help".lstrip()
        complain(f"{error}\nRun “mimikdesk {about}” to see what there is.")
        return USAGE_ERROR
    match options.ask:
        case Ask.HELP:
            say(USAGE.rstrip())
            return 0
        case Ask.VERSION:
            say(f"MimikDesk {__version__}")
            return 0
        case Ask.CLOSE:
            return _ask_to_close(options)
        case Ask.HEADLESS_DEMO:
            return _play_in_terminal()
        case Ask.REPLAY:
            return _replay(options.replay)
        case Ask.INCIDENT:
            return _report(options.incident)
        case Ask.EXPORT:
            return _export(options.export)
        case Ask.DIAGNOSTICS:
            return _diagnose(options.diagnostics)
        case Ask.RUN:
            return _open_window(options)


def _open_window(options: Options) -> int:
    if not has_display(os.environ):
        say(NO_DISPLAY + "\n")
        return _play_in_terminal()
    try:
        from mimikdesk.app import window_start
    except ImportError as error:
        if error.name is not None and error.name.partition(".")[0] == "mimikdesk":
            raise
        say(
            f"The window cannot be opened, because a part of it cannot be loaded: {error}.\n"
            "“python3 packaging/dev.py run” names the system libraries that are missing. "
            "A recorded leader session is played in the terminal instead.\n"
        )
        return _play_in_terminal()
    return window_start.run(options)


def _ask_to_close(options: Options) -> int:
    from mimikdesk.app import ask_to_close

    return ask_to_close.run(options, say)


def _replay(options: ReplayOptions | None) -> int:
    if options is None or options.help:
        say(REPLAY_USAGE.rstrip())
        return 0
    from mimikdesk.app import replay_command

    try:
        return replay_command.play(options, say)
    except UsageError as error:
        complain(f"{error}\nRun “mimikdesk replay --help” to see what there is.")
        return USAGE_ERROR
    except MimikDeskError as error:
        complain(str(error))
        return 1


def _report(options: IncidentOptions | None) -> int:
    if options is None or options.help:
        say(INCIDENT_USAGE.rstrip())
        return 0
    from mimikdesk.app import incident_command

    try:
        return incident_command.report(options, say)
    except MimikDeskError as error:
        complain(str(error))
        return 1


def _export(options: ExportOptions | None) -> int:
    if options is None or options.help:
        say(EXPORT_USAGE.rstrip())
        return 0
    from mimikdesk.app import export_command

    try:
        return export_command.export(options, say)
    except MimikDeskError as error:
        complain(str(error))
        return 1


def _diagnose(options: DiagnosticsOptions | None) -> int:
    if options is None or options.help:
        say(DIAGNOSTICS_USAGE.rstrip())
        return 0
    from mimikdesk.app import diagnostics_command

    try:
        return diagnostics_command.diagnostics(options, say)
    except MimikDeskError as error:
        complain(str(error))
        return 1


def _play_in_terminal() -> int:
    from mimikdesk.app.terminal_demo import play

    return play(say)
