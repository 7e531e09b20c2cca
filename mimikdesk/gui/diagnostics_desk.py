"""The way to the diagnostics as a file: where to, and a line that says how far it has come and what is in it.

The file itself is made elsewhere, through a ``DiagnosticsWriter``; nothing here waits for it.
"""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from mimikdesk.gui.activity_export import Heard
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.report_line import ReportLine

FILE = "mimikdesk-diagnostics.zip"


class DiagnosticsWriter(Protocol):
    def write(self, file: str, heard: Heard) -> None:
        """Begin to write the file; returns at once. One at a time."""
        ...

    def cancel(self) -> None:
        """Stop what is being written; nobody is told of it any more."""
        ...


class NoDiagnostics:
    """Where the program keeps no files, there is nothing to tell."""

    def write(self, file: str, heard: Heard) -> None:  # noqa: ARG002
        heard.done(tr("Diagnostics", "There is no data folder to tell of."))

    def cancel(self) -> None:
        """There is nothing under way."""


class DiagnosticsDesk(QObject):
    """``line`` belongs into the window; ``ask`` begins."""

    def __init__(self, theme: Theme, window: QWidget, writer: DiagnosticsWriter | None = None) -> None:
        super().__init__(window)
        self.writer: DiagnosticsWriter = writer or NoDiagnostics()
        self.line = ReportLine(theme)
        self.dialog: QFileDialog | None = None
        self._parent = window
        self._writing = ""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = documents if Path(documents).is_dir() else str(Path.home())
        self.line.open_wanted.connect(self._open_folder)
        self.line.cancelled.connect(self._cancel)

    def ask(self) -> None:
        """Ask where the file is to lie, and have it written there."""
        if self._writing:
            self.line.say_busy(tr("Diagnostics", "The diagnostics are still being written."), cancel=True)
            return
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        dialog = self.dialog = QFileDialog(self._parent, tr("Diagnostics", "Save the diagnostics"), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setNameFilter("ZIP (*.zip)")
        dialog.selectFile(FILE)
        dialog.fileSelected.connect(self._write)
        dialog.finished.connect(self._dialog_done)
        dialog.open()

    def progress(self, done: int, of: int) -> None:
        if self._writing:
            text = tr("Diagnostics", "Writing the diagnostics: {0} of {1} parts.", done, of)
            self.line.say_busy(text, done / of if of else 0.0, cancel=True)

    def done(self, problem: str) -> None:
        file, self._writing = Path(self._writing), ""
        if problem:
            self.line.say_problem(tr("Diagnostics", "The diagnostics were not written: {0}", problem))
        else:
            text = tr("Diagnostics", "The diagnostics are in {0}. No password and no account's name is in it.", file)
            self.line.say_done(text, str(file.parent))

    def _write(self, file: str) -> None:
        self._folder, self._writing = str(Path(file).parent), file
        self.line.say_busy(tr("Diagnostics", "Writing the diagnostics."), cancel=True)
        self.writer.write(file, self)

    def _cancel(self) -> None:
        if self._writing:
            self._writing = ""
            self.writer.cancel()

    def _dialog_done(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _open_folder(self, folder: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self.line.say_problem(tr("Diagnostics", "The folder cannot be opened from here. It is {0}.", folder))
