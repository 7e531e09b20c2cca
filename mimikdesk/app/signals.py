"""Ctrl+C, kill and their like: the first one asks for an orderly end, the second one forces it.

Python runs a signal's handler only between two of its own instructions, and the window's loop may rest in Qt for
minutes. Unix: the signal writes a byte into a pipe that the loop listens to. Windows: pipes cannot be listened to
there, so a slow timer lets Python look.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

_log = logging.getLogger(__name__)

LOOK_MS = 200


def _names() -> list[str]:
    return ["SIGINT", "SIGBREAK"] if sys.platform == "win32" else ["SIGINT", "SIGTERM", "SIGHUP"]


class Signals(QObject):
    """From ``__init__`` to ``close`` signals end the program. On the main thread.

    ``asked``: one has come. ``on_quit`` is called at the first; ``forced`` gets the number of a second one.
    """

    def __init__(self, forced: Callable[[int], None]) -> None:
        super().__init__()
        self.asked = False
        self.on_quit: Callable[[], None] = lambda: None
        self._forced = forced
        self._former = {name: signal.signal(getattr(signal, name), self._came) for name in _names()}
        if sys.platform == "win32":
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._look)
            self._timer.start(LOOK_MS)
        else:
            if self._former["SIGHUP"] is signal.SIG_IGN:  # started with nohup: to go on when the terminal closes
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
            self._out, self._in = os.pipe()
            os.set_blocking(self._out, False)
            os.set_blocking(self._in, False)
            signal.set_wakeup_fd(self._in, warn_on_full_buffer=False)
            self._notifier = QSocketNotifier(self._out, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._look)

    def close(self) -> None:
        """Signals do again what they did before."""
        for name, former in self._former.items():
            signal.signal(getattr(signal, name), former)
        if sys.platform == "win32":
            self._timer.stop()
        else:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            os.close(self._out)
            os.close(self._in)

    def _look(self) -> None:
        """Being here is enough: Python runs the handlers of signals that came before it goes on."""
        if sys.platform != "win32":
            os.read(self._out, 64)

    def _came(self, number: int, _frame: FrameType | None) -> None:
        name = signal.Signals(number).name
        if self.asked:
            _log.warning("Second signal (%s): ending at once", name)
            self._forced(number)
            return
        self.asked = True
        _log.info("Signal %s: ending in order", name)
        self.on_quit()
