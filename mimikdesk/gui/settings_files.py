"""The way of settings into a file and out of one: which file, what would change, and what came of it."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mimikdesk.gui.import_window import ImportWindow
from mimikdesk.gui.settings_desk import SettingsDesk
from mimikdesk.gui.translate import told, tr
from mimikdesk.settings.model import SettingsError
from mimikdesk.settings.store import write_whole
from mimikdesk.settings.transfer import LARGEST, export_text, read_import

NAME = "MimikDesk settings.json"


class SettingsFiles(QObject):
    told = Signal(str, str)
    """What came of it, and the kind of the line that says so."""

    def __init__(self, desk: SettingsDesk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.dialog: QFileDialog | None = None
        """While a file is being chosen."""
        self.preview: ImportWindow | None = None
        """The last file that was looked at."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = documents if Path(documents).is_dir() else str(Path.home())

    def ask_export(self) -> None:
        dialog = self._dialog(tr("Settings", "Export the settings"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(NAME)
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def ask_import(self) -> None:
        dialog = self._dialog(tr("Settings", "Import settings"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    def write(self, path: str) -> None:
        """Write the settings into this file."""
        self._folder = str(Path(path).parent)
        try:
            write_whole(Path(path), export_text(self._desk.settings))
        except SettingsError as error:
            self.told.emit(told(error.args[0]), "danger")
            return
        self.told.emit(tr("Settings", "The settings are in {0}.", path), "quiet")

    def read(self, path: str) -> None:
        """Show what this file would change. Nothing is changed before the trader has said so."""
        self._folder = str(Path(path).parent)
        name = Path(path).name
        try:
            with Path(path).open(encoding="utf-8") as file:
                found = read_import(file.read(LARGEST + 1), self._desk.settings)
        except SettingsError as error:
            self.told.emit(f"{name}: {told(error.args[0])}", "danger")
            return
        except UnicodeDecodeError:
            self.told.emit(tr("Settings", "{0} is no file of MimikDesk settings.", name), "danger")
            return
        except OSError as error:
            self.told.emit(tr("Settings", "{0} cannot be read ({1}).", name, error.strerror), "danger")
            return
        self.told.emit("", "quiet")
        self.preview = ImportWindow(name, found, self._window)
        self.preview.chosen.connect(lambda chosen: self._take(name, chosen))
        self.preview.show()
        self.preview.activateWindow()

    def _take(self, name: str, chosen: object) -> None:
        differences = tuple(chosen) if isinstance(chosen, tuple) else ()
        problem = self._desk.take_over(differences, tr("Settings", "Settings taken from {0}", name))
        if problem:
            self.told.emit(problem, "danger")

    def _dialog(self, title: str) -> QFileDialog:
        if self.dialog is not None:
            self.dialog.reject()
        dialog = self.dialog = QFileDialog(self._window, title, self._folder)
        dialog.setNameFilter(tr("Settings", "Settings (*.json)"))
        dialog.setDefaultSuffix("json")
        dialog.finished.connect(lambda _result: self._dialog_done(dialog))
        return dialog

    def _dialog_done(self, dialog: QFileDialog) -> None:
        dialog.deleteLater()
        if self.dialog is dialog:
            self.dialog = None
