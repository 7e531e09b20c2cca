"""The activity log exported by a process of its own: ``mimikdesk export``, started by the window."""

import logging
import re
from contextlib import suppress
from pathlib import Path

from mimikdesk.app.export_command import PROGRESS, part_of
from mimikdesk.app.incident_process import NO_ANSWER, NOT_STARTED
from mimikdesk.app.own_process import OwnProcess, Start, command, sentence_of
from mimikdesk.gui.activity_export import Asked, Heard

_log = logging.getLogger(__name__)
_PROGRESS = re.compile(rf"{PROGRESS}(\d+) of (\d+)")


class ExportProcess:
    """``data``: the folder with the journal. Use on the window's thread; one at a time."""

    def __init__(self, data: Path, start: Start = command) -> None:
        self._data = data
        self._start = start
        self._running: OwnProcess | None = None
        self._part = Path()

    def write(self, asked: Asked, heard: Heard) -> None:
        words = ["export", f"--out={asked.file}", f"--data={self._data}", "--replace"]
        words += [f"--account={asked.account}"] if asked.account else []
        words += [f"--hours={asked.hours}"] if asked.hours else []
        running = self._running = OwnProcess()
        self._part = part_of(Path(asked.file))

        def said(line: str) -> None:
            if (found := _PROGRESS.fullmatch(line)) is not None:
                heard.progress(int(found[1]), int(found[2]))

        def ended(code: int, complained: str) -> None:
            self._running = None
            if code == 0:
                heard.done("")
                return
            if complained:
                _log.info("No export: %s", complained)
            heard.done(sentence_of(code, complained) or NO_ANSWER)

        def not_started(why: str) -> None:
            self._running = None
            _log.warning("The process for an export could not be started: %s", why)
            heard.done(NOT_STARTED)

        running.said.connect(said)
        running.ended.connect(ended)
        running.not_started.connect(not_started)
        running.start(*self._start(words))

    def cancel(self) -> None:
        """End what runs, and take away what it has written; nobody is told of it any more."""
        running, self._running = self._running, None
        if running is not None:
            running.end()
            with suppress(OSError):
                self._part.unlink(missing_ok=True)
