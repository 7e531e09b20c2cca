"""While a group is on, the system is asked not to go to sleep by itself (rule 10.2).

Windows keeps the wish for the thread that spoke it, so everything here happens on the window's thread, which lives as
long as the program. Linux: logind takes the wish over D-Bus and keeps it until the file it hands out is closed. macOS:
its own ``caffeinate`` keeps it for as long as it runs. A system that does not take the wish costs a line in the log.
"""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Protocol

from mimikdesk.services.views import Update

_log = logging.getLogger(__name__)

NOT_KEPT = "The computer cannot be kept awake while groups are on: %s"


class Holder(Protocol):
    """One system's way. ``take`` raises OSError when the system does not take the wish."""

    def take(self) -> None: ...

    def release(self) -> None:
        """Let go; without a ``take`` before it does nothing."""
        ...


class KeepAwake:
    """Follows what the window is shown. On the window's thread, ``close`` at the end."""

    def __init__(self, holder: Holder | None = None) -> None:
        self._holder = holder if holder is not None else _holder_of_this_system()
        self._wanted = False
        self._told = False

    def follow(self, update: Update) -> None:
        if update.board is not None:
            self.want(any(group.on for group in update.board.groups))

    def want(self, awake: bool) -> None:
        """Keep the computer awake from now on, or no longer."""
        if awake == self._wanted:
            return
        self._wanted = awake
        if not awake:
            self._holder.release()
            return
        try:
            self._holder.take()
        except OSError as error:
            if not self._told:
                self._told = True
                _log.info(NOT_KEPT, error)

    def close(self) -> None:
        self.want(False)


# --- Windows ----------------------------------------------------------------------------------------------------------

ES_CONTINUOUS = 0x80000000
ES_SYSTEM_REQUIRED = 0x00000001


class WindowsHolder:
    """``set_state``: SetThreadExecutionState, which returns 0 when it failed."""

    def __init__(self, set_state: Callable[[int], int]) -> None:
        self._set_state = set_state

    def take(self) -> None:
        if not self._set_state(ES_CONTINUOUS | ES_SYSTEM_REQUIRED):
            raise OSError("Windows refused")

    def release(self) -> None:
        self._set_state(ES_CONTINUOUS)


# --- macOS ------------------------------------------------------------------------------------------------------------


class MacHolder:
    """``caffeinate`` ends by itself with this process, whatever becomes of it."""

    def __init__(self, program: str | None) -> None:
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None

    def take(self) -> None:
        if self._program is None:
            raise OSError("caffeinate was not found")
        self._process = subprocess.Popen([self._program, "-i", "-w", str(os.getpid())], stdin=subprocess.DEVNULL)

    def release(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait()


class NoHolder:
    def __init__(self, why: str) -> None:
        self._why = why

    def take(self) -> None:
        raise OSError(self._why)

    def release(self) -> None: ...


def _holder_of_this_system() -> Holder:
    if sys.platform == "win32":
        import ctypes

        set_state = ctypes.WinDLL("kernel32").SetThreadExecutionState
        set_state.argtypes, set_state.restype = [ctypes.c_uint32], ctypes.c_uint32
        return WindowsHolder(set_state)
    if sys.platform == "darwin":
        return MacHolder(shutil.which("caffeinate"))
    if sys.platform == "linux":
        try:
            from mimikdesk.app.logind import LogindHolder
        except ImportError as error:  # Qt's D-Bus needs a library of the system
            return NoHolder(str(error))
        return LogindHolder(lambda error: _log.info(NOT_KEPT, error))
    return NoHolder("this system has no way that MimikDesk knows")
