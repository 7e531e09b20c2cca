"""After a crash: what happened in words, and what to do with it. Shown once, at the next start."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from mimikdesk.gui.facts import Facts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import label, say


class CrashWindow(QDialog):
    """``about``: what is copied besides the trace: versions, system, screens. Both are free of names and secrets."""

    save_wanted = Signal()
    """The trader wants the diagnostics as a file."""

    def __init__(self, parent: QWidget, facts: Facts, about: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Crash", "MimikDesk crashed last time"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text = f"{about}\n\n{facts.crash}"
        self._logs = facts.logs
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(tr("Crash", "MimikDesk crashed last time"), Size.TITLE, strong=True))
        words = label(
            tr(
                "Crash",
                "The program ended at once because of a fault in it or in a library it uses. First compare positions "
                "and orders of your accounts with the broker, or open the session check; then send the diagnostics to "
                "whoever helps you.",
            )
        )
        words.setWordWrap(True)
        column.addWidget(words)
        self.trace = QPlainTextEdit(facts.crash)
        self.trace.setReadOnly(True)
        self.trace.setAccessibleName(tr("Crash", "Where the program was"))
        self.trace.setTabChangesFocus(True)
        column.addWidget(self.trace, 1)
        self.note = label(kind="quiet")
        column.addWidget(self.note)
        self.copy = QPushButton(tr("Crash", "Copy diagnostics"))
        self.save = QPushButton(tr("Crash", "Save diagnostics..."))
        self.folder = QPushButton(tr("Crash", "Show folder"))
        self.shut = QPushButton(tr("Crash", "Close"))
        self.shut.setDefault(True)
        foot = QHBoxLayout()
        for button in (self.copy, self.save, self.folder):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        column.addLayout(foot)
        self.resize(640, 420)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self.save_wanted)
        self.folder.clicked.connect(self._open)
        self.shut.clicked.connect(self.accept)
        self.shut.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        say(self.note, tr("Crash", "Copied."))

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._logs)):
            say(self.note, tr("Crash", "The folder cannot be opened from here. It is {0}.", self._logs))
