"""The diagnostics written by a process of its own, which is told what only the running program knows."""

from collections.abc import Callable
from pathlib import Path

from mimikdesk.app.diagnostics_live import Live, to_pipe
from mimikdesk.app.file_process import FileProcess
from mimikdesk.app.own_process import Start, command
from mimikdesk.gui.activity_export import Heard

Gather = Callable[[Callable[[Live], None]], None]
"""Asks the running program; the answer comes later, on the window's thread."""


class DiagnosticsProcess:
    """``data``: the data folder. Use on the window's thread; one at a time."""

    def __init__(self, data: Path, gather: Gather, start: Start = command) -> None:
        self._data = data
        self._gather = gather
        self._process = FileProcess(start)
        self._asked = 0

    def write(self, file: str, heard: Heard) -> None:
        words = ["diagnostics", file, f"--data={self._data}", "--replace", "--live"]
        asked = self._asked = self._asked + 1

        def known(live: Live) -> None:
            if asked == self._asked:
                self._process.write(words, file, heard, to_pipe(live))

        self._gather(known)

    def cancel(self) -> None:
        """Stop what is being written; nobody is told of it any more."""
        self._asked += 1
        self._process.cancel()
