"""A second process of this program at work for the window: started, listened to line by line, ended with it.

Reading a day's journal is seconds of Python. In a thread of this program it would take turns with the wire lane, and
every copy meanwhile would be some milliseconds late; in a process it takes nothing but another core.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, QProcess, QProcessEnvironment, Signal

_KILL_MS = 2_000


def command(arguments: list[str]) -> tuple[str, list[str]]:
    """This program with these words: itself where it is one file, else its Python."""
    if getattr(sys, "frozen", False):
        return sys.executable, arguments
    return sys.executable, ["-m", "mimikdesk", *arguments]


class OwnProcess(QObject):
    """One run. Use on the window's thread. Exactly one of ``ended`` and ``not_started`` comes, once, unless ``end`` was
    called before."""

    said = Signal(str)
    """A line of its output, as it comes."""
    ended = Signal(int, str)
    """Its exit code and what it complained of."""
    not_started = Signal(str)
    """Why the system would not start it."""

    def __init__(self) -> None:
        super().__init__()
        self._rest = ""
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")  # else the names of the files could not be read back
        environment.insert("PYTHONUNBUFFERED", "1")  # else its progress came at its end
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)

    def start(self, program: str, arguments: list[str], given: bytes = b"") -> None:
        """``given``: what it reads from its standard input."""
        self._process.start(program, arguments)
        if given:
            self._process.write(given)
            self._process.closeWriteChannel()

    def end(self) -> None:
        """End it now, whatever it is at; nothing is told any more."""
        self.blockSignals(True)
        self._process.kill()
        self._process.waitForFinished(_KILL_MS)
        self.deleteLater()

    def _read(self) -> None:
        *lines, self._rest = (self._rest + _text(self._process.readAllStandardOutput())).split("\n")
        for line in lines:
            self.said.emit(line.rstrip("\r"))

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._read()
        if self._rest:
            self.said.emit(self._rest)
        self.ended.emit(code, _text(self._process.readAllStandardError()).strip())
        self.deleteLater()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.not_started.emit(self._process.errorString())
            self.deleteLater()


def sentence_of(code: int, complained: str) -> str:
    """The sentence that a command of ours ended with; "" where it ended in another way."""
    is_one = code == 1 and bool(complained) and "Traceback" not in complained
    return " ".join(complained.split()) if is_one else ""


Start = Callable[[list[str]], tuple[str, list[str]]]
"""From the words of a command to a program and its arguments."""


def _text(raw: QByteArray) -> str:
    return bytes(raw.data()).decode("utf-8", "replace")
