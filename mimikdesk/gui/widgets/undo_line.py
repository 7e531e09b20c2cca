"""What was just done, with the way back: lies over the foot of the page for some seconds and moves nothing."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import ElidedLabel

STAYS_MS = 7_000
_ABOVE = 16
_BESIDE = 24


class UndoLine(QFrame):
    undo_wanted = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("undoline")
        self._host = host
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.setInterval(STAYS_MS)
        self._gone.timeout.connect(self.hide)
        self.text = ElidedLabel()
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.undo = QPushButton(tr("Undo", "Undo"))
        self.undo.setToolTip(tr("Undo", "Take it back (Ctrl+Z)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.undo)
        self.undo.clicked.connect(self.undo_wanted)
        host.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def say(self, words: str, undoable: bool) -> None:
        """Show a sentence. ``undoable``: with the button that takes the last change back."""
        self.text.say(words)
        self.setAccessibleName(words)
        self.undo.setVisible(undoable)
        self._place()
        self.show()
        self.raise_()
        self._gone.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._host and event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        wide = self._host.width() - 2 * _BESIDE
        size = self.sizeHint()
        width = min(size.width(), wide)
        self.setGeometry(
            (self._host.width() - width) // 2, self._host.height() - size.height() - _ABOVE, width, size.height()
        )
