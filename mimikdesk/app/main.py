"""The start of the program: reads the command line and decides between window and terminal.

Nothing of Qt is loaded before it is certain that a window is wanted and possible: on a machine without a display its
system libraries may be missing.
"""

import os
import sys

from mimikdesk import __version__
from mimikdesk.app.console import complain, prepare, say
from mimikdesk.app.display import NO_DISPLAY, has_display
from mimikdesk.app.options import USAGE, Ask, Options, read_options
from mimikdesk.domain.errors import UsageError

USAGE_ERROR = 2
INTERRUPTED = 130


def main(argv: list[str] | None = None) -> int:
    """Run the program with these words after its name (None: the process's own). Returns the exit code:
    0 in order, 1 could not start, 2 a wrong command line, 130 interrupted before the start."""
    prepare()
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(argv: list[str] | None) -> int:
    try:
        options = read_options(sys.argv[1:] if argv is None else argv)
    except UsageError as error:
        complain(f"{error}\nRun “mimikdesk --help” to see what there is.")
        return USAGE_ERROR
    match options.ask:
        case Ask.HELP:
            say(USAGE.rstrip())
            return 0
        case Ask.VERSION:
            say(f"MimikDesk {__version__}")
            return 0
        case Ask.HEADLESS_DEMO:
            return _play_in_terminal()
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


def _play_in_terminal() -> int:
    from mimikdesk.app.terminal_demo import play

    return play(say)
