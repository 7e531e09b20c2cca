"""The program's log: a rotating file in the data folder; the terminal sees warnings and worse only.

Records go through a queue to a thread that writes them, so that neither the window nor the wire lane ever waits for
a disk.
"""

import logging
import logging.handlers
import sys
from pathlib import Path
from queue import SimpleQueue

LINES = "%(asctime)s.%(msecs)03d %(levelname)s [%(threadName)s] %(name)s: %(message)s"
MOST_BYTES = 2_000_000
OLD_FILES = 4


class Log:
    """A running log. ``start`` makes one; ``stop`` writes what waits and ends its thread."""

    def __init__(self, listener: logging.handlers.QueueListener, queue: logging.handlers.QueueHandler) -> None:
        self._listener = listener
        self._queue = queue

    def stop(self) -> None:
        logging.raiseExceptions = True
        root = logging.getLogger()
        root.removeHandler(self._queue)
        self._listener.stop()
        for handler in self._listener.handlers:
            handler.close()


class _OneLine(logging.Formatter):
    """Tracebacks are for the file."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).partition("\n")[0]


def start(folder: Path) -> Log:
    """Log into ``folder``/mimikdesk.log from now on. Raises OSError when the file cannot be made."""
    folder.mkdir(parents=True, exist_ok=True)
    file = logging.handlers.RotatingFileHandler(
        folder / "mimikdesk.log", maxBytes=MOST_BYTES, backupCount=OLD_FILES, encoding="utf-8"
    )
    file.setFormatter(logging.Formatter(LINES, datefmt="%Y-%m-%d %H:%M:%S"))
    handlers: list[logging.Handler] = [file]
    if sys.stderr is not None:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setLevel(logging.WARNING)
        terminal.setFormatter(_OneLine("%(levelname)s: %(message)s"))
        handlers.append(terminal)
    records: SimpleQueue[logging.LogRecord] = SimpleQueue()
    listener = logging.handlers.QueueListener(records, *handlers, respect_handler_level=True)
    queue = logging.handlers.QueueHandler(records)
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(queue)
    logging.captureWarnings(True)
    logging.raiseExceptions = False  # a full disk must not fill the terminal with tracebacks of the log's own
    listener.start()
    return Log(listener, queue)
