"""What the window shows while nothing is set up: two doors, and what is behind each."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, tr
from mimikdesk.gui.widgets.parts import label, set_kind
from mimikdesk.services.views import BoardView, ConnectionsView

DOOR_WIDTH = 330
_GAP = 20
PATIENCE_MS = 10_000
"""After that nothing has come of the first door; why stands in the activity list, and it can be tried again."""

WHAT = later(
    "FirstRun",
    "You trade one account, the leader. MimikDesk takes its trades on all your others, each at its own size.",
)
LATER = later("FirstRun", "Whichever you take, the other one stays open: it is on the page Connections.")
BUSY = later("FirstRun", "Setting up...")


def is_first_run(board: BoardView, connections: ConnectionsView | None) -> bool:
    """Whether nothing is set up; not before it is known which connections there are."""
    return connections is not None and not connections.rows and not board.groups


class FirstRunPage(QWidget):
    practice_wanted = Signal()
    connect_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        title = _centred(label(tr("FirstRun", "How do you want to begin?"), Size.DISPLAY, strong=True))
        what = _centred(label(WHAT.tr(), kind="quiet"))
        self._note = _centred(label(LATER.tr(), kind="quiet"))
        self.practice = Door(
            theme,
            "lucide/receipt-text",
            tr("FirstRun", "Try it on practice accounts"),
            tr(
                "FirstRun",
                "A market inside the program, with invented prices. A leader and three followers are ready at once; "
                "you trade the leader on a ticket. No money is involved.",
            ),
            tr("FirstRun", "Try it"),
        )
        self.connect_door = Door(
            theme,
            "shapes/plug",
            tr("FirstRun", "Connect a broker"),
            tr(
                "FirstRun",
                "Your own accounts, demo or live. You sign in, say which account you trade, and which ones follow it. "
                "Nothing is sent to any of them before you have saved that.",
            ),
            tr("FirstRun", "Connect"),
        )
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.done)
        doors = QHBoxLayout()
        doors.setSpacing(_GAP)
        doors.addStretch(1)
        doors.addWidget(self.practice)
        doors.addWidget(self.connect_door)
        doors.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(6)
        column.addStretch(2)
        column.addWidget(title)
        column.addWidget(what)
        column.addSpacing(22)
        column.addLayout(doors)
        column.addSpacing(18)
        column.addWidget(self._note)
        column.addStretch(3)
        self.practice.opened.connect(self._try)
        self.connect_door.opened.connect(self.connect_wanted)

    @property
    def busy(self) -> bool:
        """Whether the first door was gone through, and what is behind it is being made."""
        return not self.practice.button.isEnabled()

    def focus_first(self) -> None:
        self.practice.button.setFocus()

    def done(self) -> None:
        """What the first door led to is there, or nothing came of it: the door can be opened again."""
        self._patience.stop()
        self.practice.set_busy("")

    def _try(self) -> None:
        self.practice.set_busy(BUSY.tr())
        self._patience.start()
        self.practice_wanted.emit()


class Door(QFrame):
    """A card that is pressed as a whole; its button is there for the keyboard, and to say so."""

    opened = Signal()

    def __init__(self, theme: Theme, icon: str, title: str, text: str, word: str) -> None:
        super().__init__()
        self.setObjectName("door")
        self.setFixedWidth(DOOR_WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._icon_name, self._word = theme, icon, word
        self._icon = QLabel()
        body = label(text, kind="quiet")
        body.setWordWrap(True)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.button = QPushButton(word)
        self.button.setAccessibleName(title)
        self.button.setAccessibleDescription(text)
        set_kind(self.button, "accent")
        self.button.setAutoDefault(True)  # Enter presses it too
        self.button.clicked.connect(self.opened)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 18)
        column.setSpacing(8)
        column.addWidget(self._icon)
        column.addWidget(label(title, Size.TITLE, strong=True))
        column.addWidget(body, 1)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_busy(self, text: str) -> None:
        """Say what is being done, and take no press; "" opens the door again."""
        self.button.setText(text or self._word)
        self.button.setEnabled(not text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.button.click()  # nothing while it is busy

    def _restyle(self) -> None:
        self._icon.setPixmap(self._theme.icon(self._icon_name, Tone.ACCENT, 20).pixmap(20, 20))


def _centred(made: QLabel) -> QLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setWordWrap(True)
    return made
