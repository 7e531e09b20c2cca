"""The way to an incident report from the window: which folder, then one line that says where the report lies.

The report itself is made elsewhere, through a ``ReportWriter``; nothing here waits for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.report_line import ReportLine


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a report. ``files``: where it lies, the PDF first; ``problem``: why there is none, as a
    sentence."""

    files: tuple[str, ...] = ()
    problem: str = ""


class ReportWriter(Protocol):
    def write(self, account: AccountId, symbol: Symbol | None, folder: str, done: Callable[[Written], None]) -> None:
        """Make the report about an account since the last start; ``symbol``: one instrument of it, None for all.
        Returns at once; ``done`` is called later on the same thread, and not any more once the program ends."""
        ...


class NoReports:
    """Where the program keeps no journal, there is nothing to report from."""

    def write(self, account: AccountId, symbol: Symbol | None, folder: str, done: Callable[[Written], None]) -> None:  # noqa: ARG002
        done(Written(problem=tr("Report", "There is no journal to make a report from.")))


class IncidentDesk(QObject):
    """``line`` belongs into the window; ``ask`` begins a report. One is made at a time."""

    def __init__(self, theme: Theme, window: QWidget, writer: ReportWriter | None = None) -> None:
        super().__init__(window)
        self.writer: ReportWriter = writer or NoReports()
        self.line = ReportLine(theme)
        self.dialog: QFileDialog | None = None
        """While the folder is being chosen."""
        self._window = window
        self._writing = ""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = documents if Path(documents).is_dir() else str(Path.home())
        self.line.open_wanted.connect(self._open_folder)

    def ask(self, account: AccountId, name: str, symbol: Symbol | None) -> None:
        """Ask where the report about this account is to lie, and have it written there. ``symbol``: None for all."""
        if self._writing:
            self.line.say_busy(tr("Report", "The incident report on {0} is still being written.", self._writing))
            return
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        dialog = self.dialog = QFileDialog(
            self._window, tr("Report", "Folder for the incident report on {0}", name), self._folder
        )
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, tr("Report", "Write the report here"))
        dialog.fileSelected.connect(lambda folder: self._write(account, name, symbol, folder))
        dialog.finished.connect(self._dialog_done)
        dialog.open()

    def _dialog_done(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _write(self, account: AccountId, name: str, symbol: Symbol | None, folder: str) -> None:
        self._folder, self._writing = folder, name
        self.line.say_busy(tr("Report", "Writing the incident report on {0}.", name))
        self.writer.write(account, symbol, folder, self._done)

    def _done(self, written: Written) -> None:
        name, self._writing = self._writing, ""
        if written.problem:
            self.line.say_problem(tr("Report", "No incident report on {0}: {1}", name, told(written.problem)))
            return
        files = [Path(file) for file in written.files]
        kinds = tr("Report", " and ").join(file.suffix.removeprefix(".").upper() for file in files)
        where = files[0].parent
        self.line.say_done(
            tr("Report", "Incident report on {0}: {1}, as {2}, in {3}.", name, files[0].stem, kinds, where), str(where)
        )

    def _open_folder(self, folder: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self.line.say_problem(tr("Report", "The folder cannot be opened from here. It is {0}.", folder))
