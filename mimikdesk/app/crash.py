"""What happens when the program itself goes wrong: nothing is lost in silence.

Errors that nobody caught reach the log with their traceback, and the trader in one plain line. A crash of the
process leaves the state of all threads in ``crash.txt`` of the log folder; the file is removed at an orderly end, so
that the next start knows how the last run ended.
"""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

_log = logging.getLogger(__name__)

TROUBLE = "Something went wrong inside the program. Check your positions at the broker; the details are in the log."
"""What the trader is told of an error that nobody foresaw."""


class CrashWatch:
    """Catches what nobody else caught, from ``start`` to ``stop``.

    ``on_failed``: set by whoever can tell the trader; called on any thread.
    """

    def __init__(self, folder: Path, utc_ns: int) -> None:
        self._path = folder / "crash.txt"
        self._utc_ns = utc_ns
        self.last: Path | None = None
        """What the last run left when it crashed, kept under another name; None when it did not."""
        self.on_failed: Callable[[str], None] = lambda _text: None

    def failed(self, text: str) -> None:
        """Tell the trader, where there is a way to."""
        self.on_failed(text)

    def start(self) -> str:
        """Begin to watch. Returns one sentence about how the last run ended, "" when it ended in order."""
        notice = self._put_last_crash_aside()
        # Stays open: after a crash it is too late to open a file.
        self._file = self._path.open("w", encoding="utf-8")
        faulthandler.enable(self._file)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        return notice

    def dump(self) -> None:
        """Write down where every thread is."""
        faulthandler.dump_traceback(self._file)

    def stop(self) -> None:
        """The program has ended in order."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        faulthandler.disable()
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _put_last_crash_aside(self) -> str:
        if not self._path.exists():
            return ""
        if self._path.stat().st_size == 0:
            return "MimikDesk was ended from outside last time. Compare your accounts with the broker."
        when = datetime.fromtimestamp(self._utc_ns / 1e9, UTC)
        kept = self._path.with_name(f"crash-{when:%Y%m%d-%H%M%S}.txt")
        self._path.replace(kept)
        self.last = kept
        return f"MimikDesk crashed last time. Compare your accounts with the broker; the details are in {kept}."

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.critical("Uncaught error", exc_info=(kind, error, trace))
        self.failed(TROUBLE)

    def _uncaught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is None:
            return
        name = caught.thread.name if caught.thread is not None else "?"
        _log.critical(
            "Uncaught error in thread %s", name, exc_info=(caught.exc_type, caught.exc_value, caught.exc_traceback)
        )
        self.failed(TROUBLE)

    def _unraisable(self, caught: "sys.UnraisableHookArgs") -> None:
        if caught.exc_value is None:
            return
        _log.error(
            "Error where none can be raised: %s",
            caught.err_msg or "",
            exc_info=(caught.exc_type, caught.exc_value, caught.exc_traceback),
        )
