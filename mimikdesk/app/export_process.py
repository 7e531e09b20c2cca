"""The activity log exported by a process of its own: ``mimikdesk export``, started by the window."""

from pathlib import Path

from mimikdesk.app.file_process import FileProcess
from mimikdesk.app.own_process import Start, command
from mimikdesk.gui.activity_export import Asked, Heard


class ExportProcess:
    """``data``: the folder with the journal. Use on the window's thread; one at a time."""

    def __init__(self, data: Path, start: Start = command) -> None:
        self._data = data
        self._process = FileProcess(start)

    def write(self, asked: Asked, heard: Heard) -> None:
        words = ["export", f"--out={asked.file}", f"--data={self._data}", "--replace"]
        words += [f"--account={asked.account}"] if asked.account else []
        words += [f"--hours={asked.hours}"] if asked.hours else []
        self._process.write(words, asked.file, heard)

    def cancel(self) -> None:
        """End what runs, and take away what it has written; nobody is told of it any more."""
        self._process.cancel()
