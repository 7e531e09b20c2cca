"""One line above the status bar: a report is being written, where it lies, or what went wrong."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import ElidedLabel

_BUSY = ("lucide/info", Tone.ACCENT)
_DONE = ("lucide/check", Tone.POSITIVE)
_PROBLEM = ("lucide/triangle-alert", Tone.WARNING)


class ReportLine(QFrame):
    open_wanted = Signal(str)
    """The folder that the trader wants to see."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("reportline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(40)
        self._theme = theme
        self._shown = _BUSY
        self._folder = ""
        self._icon = QLabel()
        self.text = ElidedLabel()
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.open = QPushButton(tr("Report", "Open folder"))
        self.shut = QPushButton(tr("Report", "Close"))
        self.shut.setAccessibleName(tr("Report", "Close the line about the report"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.open)
        row.addWidget(self.shut)
        self.open.clicked.connect(lambda: self.open_wanted.emit(self._folder))
        self.shut.clicked.connect(self.hide)
        theme.changed.connect(self._restyle)
        self.hide()

    def say_busy(self, text: str) -> None:
        self._say(text, _BUSY)

    def say_done(self, text: str, folder: str) -> None:
        self._say(text, _DONE, folder)

    def say_problem(self, text: str) -> None:
        self._say(text, _PROBLEM)

    def _say(self, text: str, shown: tuple[str, Tone], folder: str = "") -> None:
        self._shown, self._folder = shown, folder
        self.text.say(text)
        self.setAccessibleName(text)
        self.open.setVisible(bool(folder))
        self._restyle()
        self.show()

    def _restyle(self) -> None:
        name, tone = self._shown
        self._icon.setPixmap(self._theme.icon(name, tone).pixmap(16, 16))
