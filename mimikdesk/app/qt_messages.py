"""What Qt says goes to the log; and when Qt cannot open a display at all, the program goes on in the terminal.

Qt ends the whole process when its platform cannot be started, without asking. The one moment to do something else is
the message that comes just before.
"""

import logging
import os
import sys
from typing import NoReturn

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from mimikdesk.app.console import say

_log = logging.getLogger("mimikdesk.qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class QtMessages:
    """Takes Qt's messages from ``__init__`` on. Until ``display_opened`` they are kept, to be told or logged then."""

    def __init__(self) -> None:
        self._early: list[tuple[int, str]] | None = []
        qInstallMessageHandler(self._take)

    def display_opened(self) -> None:
        """The display works; messages go to the log. Call it when the log runs."""
        early, self._early = self._early or [], None
        for level, text in early:
            _log.log(level, "%s", text)

    def _take(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if self._early is None:
            _log.log(_LEVELS[kind], "%s", text)
        elif kind is QtMsgType.QtFatalMsg:
            _go_on_in_terminal([*(said for _, said in self._early), text])
        else:
            self._early.append((_LEVELS[kind], text))


def _go_on_in_terminal(reasons: list[str]) -> NoReturn:
    said = "\n".join(f"  {line.strip()}" for text in reasons for line in text.splitlines() if line.strip())
    say(
        "The window cannot be opened: the display does not answer, or system libraries are missing. Qt says:\n"
        f"{said}\nA recorded leader session is played in the terminal instead.\n"
    )
    os.execv(sys.executable, [sys.executable, "-m", "mimikdesk", "--headless-demo"])
