"""One file at a time, written by a process of its own that says how far it has come; what it leaves unfinished goes."""

import logging
import re
from contextlib import suppress
from pathlib import Path

from mimikdesk.app.export_command import PROGRESS, part_of
from mimikdesk.app.incident_process import NO_ANSWER, NOT_STARTED
from mimikdesk.app.own_process import OwnProcess, Start, command, sentence_of
from mimikdesk.gui.activity_export import Heard

_log = logging.getLogger(__name__)
_PROGRESS = re.compile(rf"{PROGRESS}(\d+) of (\d+)")


class FileProcess:
    """Use on the window's thread."""

    def __init__(self, start: Start = command) -> None:
        self._start = start
        self._running: OwnProcess | None = None
        self._part = Path()

    def write(self, words: list[str], file: str, heard: Heard, given: bytes = b"") -> None:
        """Start the program with these words, of which ``file`` comes. ``given``: what it reads from its standard
        input."""
        running = self._running = OwnProcess()
        self._part = part_of(Path(file))

        def said(line: str) -> None:
            if (found := _PROGRESS.fullmatch(line)) is not None:
                heard.progress(int(found[1]), int(found[2]))

        def ended(code: int, complained: str) -> None:
            self._running = None
            if code == 0:
                heard.done("")
                return
            if complained:
                _log.info("No file: %s", complained)
            heard.done(sentence_of(code, complained) or NO_ANSWER)

        def not_started(why: str) -> None:
            self._running = None
            _log.warning("The process for a file could not be started: %s", why)
            heard.done(NOT_STARTED)

        running.said.connect(said)
        running.ended.connect(ended)
        running.not_started.connect(not_started)
        running.start(*self._start(words), given)

    def cancel(self) -> None:
        """End what runs, and take away what it has written; nobody is told of it any more."""
        running, self._running = self._running, None
        if running is not None:
            running.end()
            with suppress(OSError):
                self._part.unlink(missing_ok=True)
