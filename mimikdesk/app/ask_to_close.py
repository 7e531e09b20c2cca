"""``--ask-to-close``: an installer asks the program that runs to end, and is told whether it has.

An update must never come between a position and its guard, so it is the program that decides: while an account holds
anything, it stays.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from mimikdesk.app.options import Options
from mimikdesk.app.single_instance import Ending, SingleInstance
from mimikdesk.services.views import BoardView
from mimikdesk.settings.paths import data_folder

CLOSED, OPEN, SILENT = 0, 3, 4
"""The exit codes; installer.iss knows them."""

SENTENCES = {
    CLOSED: "MimikDesk is not running.",
    OPEN: "MimikDesk stays open, because an account holds a position or has a working order. Close these first.",
    SILENT: "MimikDesk is running and does not end. Quit it from its tray icon.",
}
_CODES = {Ending.NONE: CLOSED, Ending.BUSY: OPEN, Ending.SILENT: SILENT}


def run(options: Options, say: Callable[[str], None]) -> int:
    """Ask, wait, tell. Returns the exit code. Leaves no folder behind that was not there."""
    app = QCoreApplication(["mimikdesk"])
    code = ask([data_folder(None), data_folder(options.data)])
    say(SENTENCES[code])
    del app
    return code


def ask(folders: list[Path]) -> int:
    """The same for the folders in which a lock may lie: the user's own, or the one of the data where that cannot be
    written."""
    for folder in dict.fromkeys(folders):
        if folder.is_dir():
            ending = SingleInstance(folder).have_it_end()
            if ending is not Ending.NONE:
                return _CODES[ending]
    return CLOSED


def end_if_flat(board: BoardView | None, end: Callable[[], None]) -> bool:
    """Begin the end unless something is open, the leader's positions included, or it is not known yet."""
    if board is None or any(row.position or row.working_orders for row in board.rows):
        return False
    end()
    return True
