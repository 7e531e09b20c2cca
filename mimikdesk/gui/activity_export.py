"""The way to the log as a file: what of it and in which form, where to, and a line that says how far it has come.

The file itself is made elsewhere, through an ``Exporter``; nothing here waits for it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import later, tr
from mimikdesk.gui.widgets.parts import label
from mimikdesk.gui.widgets.report_line import ReportLine

SPANS = (
    (later("Export", "Everything in the journal"), 0),
    (later("Export", "Last 30 days"), 30 * 24),
    (later("Export", "Last 7 days"), 7 * 24),
    (later("Export", "Last 24 hours"), 24),
)
"""In hours until now; 0 for all."""
FORMATS = (
    ("csv", later("Export", "CSV, for a spreadsheet")),
    ("json", later("Export", "JSON, with the numbers of each decision")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """``file``: where to, its ending says in which form. ``account``: by its name, "" for all. ``hours``: the
    last ones, 0 for everything."""

    file: str
    account: str = ""
    hours: int = 0


class Heard(Protocol):
    """Who is told how it goes, on the window's thread."""

    def progress(self, done: int, of: int) -> None:
        """So many records of so many were read."""
        ...

    def done(self, problem: str) -> None:
        """The file is there; or why it is not, as a sentence."""
        ...


class Exporter(Protocol):
    def write(self, asked: Asked, heard: Heard) -> None:
        """Begin to write the file; returns at once. One at a time."""
        ...

    def cancel(self) -> None:
        """Stop what is being written; nobody is told of it any more."""
        ...


class NoExporter:
    """Where the program keeps no journal, there is nothing to export from."""

    def write(self, asked: Asked, heard: Heard) -> None:  # noqa: ARG002
        heard.done(tr("Export", "There is no journal to export from."))

    def cancel(self) -> None:
        """There is nothing under way."""


class ExportWindow(QDialog):
    """What is asked before the file's place. Gone once it was answered."""

    def __init__(self, parent: QWidget, accounts: tuple[str, ...], account: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export", "Export the activity log"))
        self.spans = self._box(tr("Export", "Time"))
        for text, span in SPANS:
            self.spans.addItem(text.tr(), span)
        self.accounts = self._box(tr("Export", "Account"))
        self.accounts.addItem(tr("Export", "All accounts"), "")
        for name in accounts:
            self.accounts.addItem(name, name)
        self.accounts.setCurrentIndex(max(0, self.accounts.findData(account)))
        self._formats = QButtonGroup(self)
        self.choose = QPushButton(tr("Export", "Choose the file..."))
        self.choose.setProperty("kind", "accent")
        self.choose.setDefault(True)
        cancel = QPushButton(tr("Export", "Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        about = label(
            tr("Export", "A line for each decision, fill, notice and order's end, of all days that the journal has."),
            kind="quiet",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        column.addSpacing(4)
        for words, box in ((tr("Export", "Time"), self.spans), (tr("Export", "Account"), self.accounts)):
            column.addWidget(label(words, strong=True))
            column.addWidget(box)
        column.addWidget(label(tr("Export", "Form"), strong=True))
        self.forms: list[QRadioButton] = []
        for number, (_ending, about_it) in enumerate(FORMATS):
            form = QRadioButton(about_it.tr())
            form.setChecked(number == 0)
            self._formats.addButton(form, number)
            self.forms.append(form)
            column.addWidget(form)
        column.addSpacing(8)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.choose)
        column.addLayout(foot)
        self.setMinimumWidth(380)
        cancel.clicked.connect(self.reject)
        self.choose.clicked.connect(self.accept)

    @property
    def ending(self) -> str:
        return FORMATS[self._formats.checkedId()][0]

    @property
    def hours(self) -> int:
        return int(self.spans.currentData())

    @property
    def account(self) -> str:
        return str(self.accounts.currentData())

    @staticmethod
    def _box(name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.view().setAccessibleName(name)
        return box


class ExportDesk(QObject):
    """``line`` belongs into the window; ``ask`` begins an export."""

    def __init__(self, theme: Theme, window: QWidget, exporter: Exporter | None = None) -> None:
        super().__init__(window)
        self.exporter: Exporter = exporter or NoExporter()
        self.line = ReportLine(theme)
        self.window: ExportWindow | None = None
        self.dialog: QFileDialog | None = None
        self._parent = window
        self._writing = ""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = documents if Path(documents).is_dir() else str(Path.home())
        self.line.open_wanted.connect(self._open_folder)
        self.line.cancelled.connect(self._cancel)

    def ask(self, accounts: tuple[str, ...], account: str) -> None:
        """Ask what is wanted. ``account``: offered first, "" for all."""
        if self._writing:
            self.line.say_busy(tr("Export", "The log is still being exported."), cancel=True)
            return
        open_now = self.dialog or self.window
        if open_now is not None:
            open_now.raise_()
            open_now.activateWindow()
            return
        window = self.window = ExportWindow(self._parent, accounts, account)
        window.accepted.connect(lambda: self._choose_file(window))
        window.finished.connect(self._window_done)
        window.open()

    def _choose_file(self, window: ExportWindow) -> None:
        account, hours, ending = window.account, window.hours, window.ending
        dialog = self.dialog = QFileDialog(self._parent, tr("Export", "Export the activity log"), self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        dialog.selectFile(f"mimikdesk-activity.{ending}")
        dialog.fileSelected.connect(lambda file: self._write(Asked(file, account, hours)))
        dialog.finished.connect(self._dialog_done)
        dialog.open()

    def _write(self, asked: Asked) -> None:
        self._folder, self._writing = str(Path(asked.file).parent), asked.file
        self.line.say_busy(tr("Export", "Exporting the log."), cancel=True)
        self.exporter.write(asked, self)

    def progress(self, done: int, of: int) -> None:
        if self._writing:
            text = tr("Export", "Exporting the log: {0} of {1} records.", f"{done:,}", f"{of:,}")
            self.line.say_busy(text, done / of if of else 0.0, cancel=True)

    def done(self, problem: str) -> None:
        file, self._writing = Path(self._writing), ""
        if problem:
            self.line.say_problem(tr("Export", "The log was not exported: {0}", problem))
        else:
            self.line.say_done(
                tr("Export", "The log is exported: {0} in {1}.", file.name, file.parent), str(file.parent)
            )

    def _cancel(self) -> None:
        if self._writing:
            self._writing = ""
            self.exporter.cancel()

    def _window_done(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None

    def _dialog_done(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _open_folder(self, folder: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self.line.say_problem(tr("Export", "The folder cannot be opened from here. It is {0}.", folder))
