"""The sounds of notifications, played by what the system has; nothing waits for them.

Windows plays them itself. Elsewhere one of the usual small players does, as a process that Qt ends and buries; where
there is none, the system's own beep is what there is.
"""

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtWidgets import QApplication

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.theme.resources import resource

FILES = {Level.INFO: "warning", Level.WARNING: "warning", Level.CRITICAL: "critical"}
PLAYERS: dict[str, tuple[str, ...]] = {"paplay": (), "pw-play": (), "aplay": ("-q",), "afplay": ()}
"""Players by name, with what stands before the file: PulseAudio, PipeWire, ALSA, macOS."""

LONGEST_MS = 5_000
"""A player that takes longer hangs on something and is ended."""

_GRAVITY = list(Level)
_GONE_MS = 500


def find_players() -> list[tuple[str, ...]]:
    """The players of this machine as the beginnings of their commands, the likeliest to be heard first."""
    found = ((shutil.which(name), options) for name, options in PLAYERS.items())
    return [(path, *options) for path, options in found if path is not None]


class Sounds(QObject):
    """One sound at a time: a graver one cuts a milder one off, and the same again does not begin anew.

    ``players``: beginnings of commands, to be used instead of what the system has.
    """

    def __init__(self, parent: QObject | None = None, players: list[tuple[str, ...]] | None = None) -> None:
        super().__init__(parent)
        self.muted = False
        self._players = players
        self._playing: Level | None = None
        self._path = Path()
        self._process: QProcess | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(LONGEST_MS)
        self._limit.timeout.connect(self._stop)

    def play(self, level: Level) -> None:
        """Begin the sound of a level, unless the sound is off."""
        if self.muted:
            return
        if sys.platform == "win32" and self._players is None:
            _play_on_windows(resource(f"sounds/{FILES[level]}.wav"))
            return
        if self._playing is not None and _GRAVITY.index(level) <= _GRAVITY.index(self._playing):
            return
        self._stop()
        self._playing, self._path = level, resource(f"sounds/{FILES[level]}.wav")
        if self._players is None:
            self._players = find_players()
        self._begin()

    def dispose(self) -> None:
        """Silence, at the end of the program."""
        self._stop()

    def _begin(self) -> None:
        """Start the first player; one that fails is not asked again, and the next is tried."""
        if not self._players:
            self._playing = None
            QApplication.beep()
            return
        program, *options = self._players[0]
        process = self._process = QProcess(self)
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda code, status: self._ended(code == 0 and status is _NORMAL))
        process.errorOccurred.connect(self._failed)
        self._limit.start()
        process.start(program, [*options, str(self._path)])

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended(False)

    def _ended(self, well: bool) -> None:
        self._bury()
        if well:
            self._playing = None
        elif self._players:
            self._players.pop(0)
            self._begin()

    def _stop(self) -> None:
        process = self._process
        self._bury()
        self._playing = None
        if process is not None and process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(_GONE_MS)

    def _bury(self) -> None:
        self._limit.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.deleteLater()


_NORMAL = QProcess.ExitStatus.NormalExit


def _play_on_windows(path: Path) -> None:
    if sys.platform == "win32":
        import winsound

        try:
            winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        except RuntimeError:  # no sound card, or none that is free
            QApplication.beep()
