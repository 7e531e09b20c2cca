"""One running program per user and machine; a second start brings the first one's window to the front (rule 7.6).

Two programs could hold the same accounts and double every copy, so the lock lies in one place for each user, whatever
data folder a start names. A lock file says who is running (a lock left by a crash is recognised and taken over); a
local socket, named after the lock's folder, carries the wish that it comes to the front, or an installer's, to end.
"""

import hashlib
import logging
import os
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from mimikdesk.domain.errors import JournalError

_log = logging.getLogger(__name__)

RAISE = b"raise\n"
RAISED = b"raised\n"
CLOSE = b"close\n"
CLOSING = b"closing\n"
BUSY = b"busy\n"
TRIES = 20
TRY_MS = 250
ANSWER_MS = 5_000
CLOSE_MS = 45_000
"""Longer than an end can take (LONGEST_END_S of runtime.py)."""


class Claim(Enum):
    """What became of the wish to be the one."""

    FIRST = "first"
    RAISED = "raised"
    """Another one runs; it has brought its window to the front."""
    SILENT = "silent"
    """Another one runs and does not answer."""


class Ending(Enum):
    """What became of the wish that no program of this user runs."""

    NONE = "none"
    """None runs (any more)."""
    BUSY = "busy"
    """One runs, and has something open that it does not leave alone."""
    SILENT = "silent"
    """One runs and does not end."""


class SingleInstance:
    """The right to be the only program whose lock lies in ``folder``. ``claim`` it first, ``release`` it last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = QLockFile(str(folder / "mimikdesk.lock"))
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, never by its age
        place = os.path.normcase(folder.resolve())
        self._name = "mimikdesk-" + hashlib.sha256(os.fsencode(place)).hexdigest()[:24]
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []

    def claim(self) -> Claim:
        """Become the one, or call the one that is. Blocks for some seconds at most, while the other starts or ends.

        Raises JournalError when the lock file cannot be made.
        """
        for _ in range(TRIES):
            if self._lock.tryLock(0):
                return Claim.FIRST
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                raise JournalError(
                    f"The folder {self.folder} cannot be written, so it is not certain that MimikDesk runs only once. "
                    "Give your user the right to write there."
                )
            answer = self._call_the_other()
            if answer is not None:
                return answer
            if self._lock.tryLock(TRY_MS):
                return Claim.FIRST
        return Claim.SILENT

    def have_it_end(self, wait_ms: int = CLOSE_MS) -> Ending:
        """Ask the one that runs to end, and wait until it has. Blocks for ``wait_ms`` at most, after its answer."""
        if not self._lock.tryLock(0):
            if self._ask(CLOSE) == BUSY:
                return Ending.BUSY
            if not self._lock.tryLock(wait_ms):
                return Ending.SILENT
        self._lock.unlock()
        return Ending.NONE

    def listen(self, come_to_front: Callable[[], None], end: Callable[[], bool]) -> None:
        """Answer later starts. Needs the application object; call on its thread, after ``claim`` gave FIRST.

        ``end``: begin to end the program, or return False where something is open.
        """
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # what a killed run left; the lock says that nobody uses it
        if not server.listen(self._name):
            _log.warning("A second start will not find this window: %s", server.errorString())
            return

        def answer() -> None:
            while (caller := server.nextPendingConnection()) is not None:
                self._serve(caller, come_to_front, end)

        server.newConnection.connect(answer)
        self._server = server

    def stop_listening(self) -> None:
        """The end has begun: a program started now waits for it, and then starts."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for caller in self._callers:
            caller.abort()
        self._callers.clear()

    def release(self) -> None:
        """Let others start."""
        self.stop_listening()
        self._lock.unlock()

    def _serve(self, caller: QLocalSocket, come_to_front: Callable[[], None], end: Callable[[], bool]) -> None:
        self._callers.append(caller)

        def read() -> None:
            if not caller.canReadLine():
                return
            asked = caller.readLine().data()
            if asked == RAISE:
                come_to_front()
                caller.write(RAISED)
            elif asked == CLOSE:
                caller.write(CLOSING if end() else BUSY)
            caller.flush()

        def gone() -> None:
            if caller in self._callers:
                self._callers.remove(caller)
            caller.deleteLater()

        caller.readyRead.connect(read)
        caller.disconnected.connect(gone)
        read()

    def _call_the_other(self) -> Claim | None:
        """Ask the one that runs to come to the front. None when nobody is there to ask, or it left meanwhile."""
        self._allow_it_to_the_front()
        answer = self._ask(RAISE)
        if answer is None:
            return None
        return Claim.RAISED if answer == RAISED else Claim.SILENT

    def _ask(self, what: bytes) -> bytes | None:
        """The answer of the one that runs, b"" where it gives none. None: nobody is there to ask, or it left."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(TRY_MS):
            return None
        socket.write(what)
        if socket.waitForReadyRead(ANSWER_MS):
            return bytes(socket.readLine().data())
        return b"" if socket.state() == QLocalSocket.LocalSocketState.ConnectedState else None

    def _allow_it_to_the_front(self) -> None:
        """Windows lets only the program that the user has just started change the front window, unless it says so."""
        if sys.platform == "win32":
            import ctypes

            process, _host, _program = self._lock.getLockInfo()
            ctypes.windll.user32.AllowSetForegroundWindow(process)
