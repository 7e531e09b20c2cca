"""Incident reports made by a process of their own: ``mimikdesk incident``, started by the window."""

import logging
from collections.abc import Callable
from pathlib import Path

from mimikdesk.app.own_process import OwnProcess, Start, command, sentence_of
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui.incident_desk import Written

_log = logging.getLogger(__name__)

WRITTEN = "Written: "
"""How the command begins the lines that name its files."""
NOT_STARTED = "The part of the program that writes it could not be started."
NO_ANSWER = "The part of the program that writes it ended without a word. The log has more."


class IncidentProcess:
    """``data``: the folder with the journal. Use on the window's thread; ``close`` ends what still runs."""

    def __init__(self, data: Path, start: Start = command) -> None:
        self._data = data
        self._start = start
        self._running: list[OwnProcess] = []

    def write(self, account: AccountId, symbol: Symbol | None, folder: str, done: Callable[[Written], None]) -> None:
        words = ["incident", f"--account={account}", f"--out={folder}", f"--data={self._data}"]
        words += [f"--symbol={symbol}"] if symbol is not None else []
        making = OwnProcess()
        files: list[str] = []

        def said(line: str) -> None:
            if line.startswith(WRITTEN):
                files.append(line.removeprefix(WRITTEN))

        def over(written: Written) -> None:
            if making in self._running:
                self._running.remove(making)
                done(written)

        def ended(code: int, complained: str) -> None:
            if complained:
                _log.info("An incident report's process said: %s", complained)
            if code == 0 and files:
                over(Written(tuple(files)))
            else:
                over(Written(problem=sentence_of(code, complained) or NO_ANSWER))

        def not_started(why: str) -> None:
            _log.warning("The process for an incident report could not be started: %s", why)
            over(Written(problem=NOT_STARTED))

        making.said.connect(said)
        making.ended.connect(ended)
        making.not_started.connect(not_started)
        self._running.append(making)
        making.start(*self._start(words))

    def close(self) -> None:
        """End what still runs; nobody is told of it any more."""
        running, self._running = self._running, []
        for making in running:
            making.end()
