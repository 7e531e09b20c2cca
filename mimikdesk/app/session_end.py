"""The desktop session ends (log-off, shutdown, restart): the program ends in order, and Windows waits for it.

Windows asks every window, and ends the process as soon as all have answered. The orderly end takes a moment longer
(orders on the way are waited for, the journal is written), so the answer is “not yet”, with a reason that Windows shows
if it takes long; when the process is gone, Windows goes on by itself. Forced, the journal is as after a kill: whole.
"""

import logging
import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QGuiApplication

_log = logging.getLogger(__name__)

REASON = "MimikDesk is writing its journal and closing its connections."


class System(Protocol):
    """What is asked of the system."""

    def wait(self, window: int, reason: str) -> bool:
        """Ask it to wait for this window's program; whether it will."""
        ...


class Manager(Protocol):
    """What is used of Qt's QSessionManager."""

    def cancel(self) -> None: ...


class SessionEnd:
    """From now until ``close``. ``end``: begins the end; more than once is no harm."""

    def __init__(self, app: QGuiApplication, end: Callable[[], None], system: System | None = None) -> None:
        self._app, self._end = app, end
        self._system = system if system is not None else _of_this_system()
        app.commitDataRequest.connect(self.asked)

    def close(self) -> None:
        self._app.commitDataRequest.disconnect(self.asked)

    def asked(self, manager: Manager) -> None:
        """The desktop says that its session ends."""
        _log.info("The desktop session ends")
        self._end()
        windows = self._app.topLevelWindows()
        shown = [window for window in windows if window.isVisible()] or windows[:1]  # in the tray none is
        waits = [self._system.wait(int(window.winId()), REASON) for window in shown]
        if any(waits):
            manager.cancel()


class _NoWait:
    """Desktops other than Windows wait for a program's end, or send a signal that is heard too."""

    def wait(self, window: int, reason: str) -> bool:  # noqa: ARG002
        return False


class _Windows:
    def wait(self, window: int, reason: str) -> bool:
        if sys.platform != "win32":
            return False
        import ctypes

        return bool(ctypes.windll.user32.ShutdownBlockReasonCreate(ctypes.c_void_p(window), ctypes.c_wchar_p(reason)))


def _of_this_system() -> System:
    return _Windows() if sys.platform == "win32" else _NoWait()
