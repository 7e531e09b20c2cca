"""Incident reports made by a process of their own: ``mimikdesk incident``, started by the window.

Reading a day's journal is seconds of Python. In a thread of this program it would take turns with the wire lane, and
every copy meanwhile would be some milliseconds late; in a process it takes nothing but another core.
"""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QProcess, QProcessEnvironment

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui.incident_desk import Written

_log = logging.getLogger(__name__)

WRITTEN = "Written: "
"""How the command begins the lines that name its files."""
NOT_STARTED = "The part of the program that writes it could not be started."
NO_ANSWER = "The part of the program that writes it ended without a word. The log has more."
_KILL_MS = 2_000


def command(arguments: list[str]) -> tuple[str, list[str]]:
    """This program with these words: itself where it is one file, else its Python."""
    if getattr(sys, "frozen", False):
        return sys.executable, arguments
    return sys.executable, ["-m", "mimikdesk", *arguments]


class IncidentProcess:
    """``data``: the folder with the journal. Use on the window's thread; ``close`` ends what still runs."""

    def __init__(self, data: Path, start: Callable[[list[str]], tuple[str, list[str]]] = command) -> None:
        self._data = data
        self._start = start
        self._running: list[_Making] = []

    def write(self, account: AccountId, symbol: Symbol | None, folder: str, done: Callable[[Written], None]) -> None:
        words = ["incident", f"--account={account}", f"--out={folder}", f"--data={self._data}"]
        words += [f"--symbol={symbol}"] if symbol is not None else []

        def ended(making: _Making, written: Written) -> None:
            if making in self._running:
                self._running.remove(making)
                making.deleteLater()
                done(written)

        making = _Making(ended)
        self._running.append(making)
        making.start(*self._start(words))

    def close(self) -> None:
        """End what still runs; nobody is told of it any more."""
        running, self._running = self._running, []
        for making in running:
            making.end()


class _Making(QObject):
    """One report in the making. ``ended`` is called once."""

    def __init__(self, ended: "Callable[[_Making, Written], None]") -> None:
        super().__init__()
        self._ended = ended
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")  # else the names of the files could not be read back
        self._process.setProcessEnvironment(environment)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)

    def start(self, program: str, arguments: list[str]) -> None:
        self._process.start(program, arguments)

    def end(self) -> None:
        self._process.kill()
        self._process.waitForFinished(_KILL_MS)
        self.deleteLater()

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        said = _text(self._process.readAllStandardOutput())
        complained = _text(self._process.readAllStandardError())
        files = tuple(line.removeprefix(WRITTEN) for line in said.splitlines() if line.startswith(WRITTEN))
        if code == 0 and files:
            self._ended(self, Written(files))
            return
        if complained:
            _log.info("No incident report: %s", complained)
        is_sentence = code == 1 and bool(complained) and "Traceback" not in complained
        self._ended(self, Written(problem=" ".join(complained.split()) if is_sentence else NO_ANSWER))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            _log.warning("The process for an incident report could not be started: %s", self._process.errorString())
            self._ended(self, Written(problem=NOT_STARTED))


def _text(raw: QByteArray) -> str:
    return bytes(raw.data()).decode("utf-8", "replace").strip()
