"""One line above the status bar: a report is being written, where it lies, or what went wrong."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy

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
    cancelled = Signal()
    """The trader wants no more of what is being done."""

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
        self.bar = QProgressBar()
        self.bar.setFixedWidth(160)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Report", "How far it has come"))
        self.cancel = QPushButton(tr("Report", "Cancel"))
        self.open = QPushButton(tr("Report", "Open folder"))
        self.shut = QPushButton(tr("Report", "Close"))
        self.shut.setAccessibleName(tr("Report", "Close the line about the report"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.text, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        row.addWidget(self.open)
        row.addWidget(self.shut)
        self.open.clicked.connect(lambda: self.open_wanted.emit(self._folder))
        self.shut.clicked.connect(self.hide)
        self.cancel.clicked.connect(self.hide)
        self.cancel.clicked.connect(self.cancelled)
        theme.changed.connect(self._restyle)
        self.hide()

    def say_busy(self, text: str, part: float | None = None, *, cancel: bool = False) -> None:
        """``part``: how much is done, 0 to 1, None where that is not known. ``cancel``: it can be given up."""
        self._say(text, _BUSY)
        self.bar.setVisible(part is not None)
        self.bar.setValue(round(100 * (part or 0)))
        self.cancel.setVisible(cancel)
        self.shut.setVisible(not cancel)

    def say_done(self, text: str, folder: str) -> None:
        self._say(text, _DONE, folder)

    def say_problem(self, text: str) -> None:
        self._say(text, _PROBLEM)

    def _say(self, text: str, shown: tuple[str, Tone], folder: str = "") -> None:
        self._shown, self._folder = shown, folder
        self.text.say(text)
        self.setAccessibleName(text)
        self.open.setVisible(bool(folder))
        self.bar.hide()
        self.cancel.hide()
        self.shut.show()
        self._restyle()
        self.show()

    def _restyle(self) -> None:
        name, tone = self._shown
        self._icon.setPixmap(self._theme.icon(name, tone).pixmap(16, 16))
