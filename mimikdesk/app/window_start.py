"""From the command line to a running window: the display, the data folder, the one instance, the log, the files.

Whatever stands in the way is told in a sentence that says what to do, and nothing is changed by a start that fails.
"""

import logging
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from mimikdesk import __version__
from mimikdesk.app import logs
from mimikdesk.app.assembly import open_workspace
from mimikdesk.app.clock import millisecond_waits, monotonic_ns, utc_now_ns
from mimikdesk.app.console import complain, say
from mimikdesk.app.crash import CrashWatch
from mimikdesk.app.identity import tell_windows
from mimikdesk.app.options import Options
from mimikdesk.app.qt_loop import new_window_loop
from mimikdesk.app.qt_messages import QtMessages
from mimikdesk.app.runtime import WindowRun
from mimikdesk.app.signals import Signals
from mimikdesk.app.single_instance import Claim, SingleInstance
from mimikdesk.domain.errors import JournalError, MimikDeskError
from mimikdesk.domain.time import Stamp
from mimikdesk.gui import translate
from mimikdesk.journal.files import prepare_folder
from mimikdesk.settings.paths import data_folder, log_folder

_log = logging.getLogger(__name__)

COULD_NOT_START = 1


def run(options: Options) -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    started_ns = monotonic_ns()
    messages = QtMessages()
    app = _application()
    folder = data_folder(options.data)
    try:
        prepare_folder(folder)
        instance = SingleInstance(_lock_folder(folder))
        match instance.claim():
            case Claim.RAISED:
                say("MimikDesk is already open; its window has been brought to the front.")
                return 0
            case Claim.SILENT:
                raise MimikDeskError(
                    "MimikDesk is already running, but it does not answer. "
                    "Wait a moment and start it again; if that does not help, end it in the task manager."
                )
            case Claim.FIRST:
                pass
        try:
            return _run_first(options, app, folder, instance, messages, started_ns)
        finally:
            instance.release()
    except MimikDeskError as error:
        _tell(app, str(error))
        return COULD_NOT_START


def _run_first(
    options: Options,
    app: QApplication,
    folder: Path,
    instance: SingleInstance,
    messages: QtMessages,
    started_ns: int,
) -> int:
    """The run itself, the only one of this user."""
    at = Stamp(utc_now_ns(), monotonic_ns())
    crash = CrashWatch(log_folder(folder), at.utc_ns)
    try:
        log = logs.start(log_folder(folder))
        ended = crash.start()
    except OSError as error:
        raise JournalError(
            f"The log in {log_folder(folder)} cannot be written ({error.strerror}). "
            "Give your user the right to write there, or choose another data folder with --data."
        ) from error

    def end_now(code: int) -> None:
        log.stop()
        os._exit(code)

    signals = Signals(lambda number: end_now(128 + number))
    try:
        messages.display_opened()
        _log.info("MimikDesk %s, Python %s, data in %s", __version__, sys.version.split()[0], folder)
        workspace = open_workspace(folder, options, at, ended)
        translate.use(app, workspace.settings.settings.language)
        try:
            with millisecond_waits():
                WindowRun(workspace, instance, crash, signals, end_now, started_ns, in_tray=options.in_tray).run(app)
        finally:
            workspace.close(Stamp(utc_now_ns(), monotonic_ns()))
    except MimikDeskError:
        raise
    except Exception as error:
        _log.critical("The program ended by an error", exc_info=error)
        raise MimikDeskError(
            "MimikDesk had to end because of an error inside the program. Compare your accounts with the broker. "
            f"The details are in the log in {log_folder(folder)}."
        ) from error
    finally:
        signals.close()
        crash.stop()
        log.stop()
    return 0


def _lock_folder(data: Path) -> Path:
    """The user's own folder, whatever data folder this start uses; that one where the own cannot be written."""
    own = data_folder(None)
    try:
        prepare_folder(own)
    except JournalError:
        return data
    return own


def _application() -> QApplication:
    tell_windows()
    app = QApplication(["mimikdesk"])
    app.setApplicationName("MimikDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("mimikdesk")
    app.setQuitOnLastWindowClosed(False)  # the end is the matter of runtime.py
    return app


def _tell(app: QApplication, text: str) -> None:
    """Say why the program does not start: in the terminal, or in a box where there is none."""
    complain(text)
    if sys.stderr is not None:
        return
    box = QMessageBox(QMessageBox.Icon.Critical, "MimikDesk", text)
    loop = new_window_loop(app)
    closed = loop.create_future()
    box.finished.connect(closed.set_result)
    box.open()
    loop.run_until_complete(closed)
    loop.close()
