"""The rail on the left: one button per page that exists, session check and practice ticket below."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import Later, tr

WIDTH = 92


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its word, its drawing, its key."""

    word: Later
    drawing: str
    shortcut: str


class Rail(QFrame):
    chosen = Signal(int)
    """The number of a page, in the order of the entries."""
    check_wanted = Signal()
    ticket_wanted = Signal()

    def __init__(self, theme: Theme, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._drawn: list[tuple[QToolButton, str]] = []
        self._pages = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 12, 6, 8)
        column.setSpacing(4)
        for number, entry in enumerate(entries):
            button = self._button(entry.word.tr(), entry.drawing, f"{entry.word.tr()} ({entry.shortcut})")
            button.setCheckable(True)
            self._pages.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        check = self._button(
            tr("Pages", "Check"),
            "shapes/checklist",
            tr("Pages", "Session check: every account beside its leader (Ctrl+K)"),
        )
        check.setAccessibleName(tr("Pages", "Session check"))
        check.clicked.connect(self.check_wanted)
        ticket = self._button(
            tr("Pages", "Ticket"),
            "lucide/receipt-text",
            tr("Pages", "Practice ticket: trade the leader by hand (Ctrl+T)"),
        )
        ticket.setAccessibleName(tr("Pages", "Practice ticket"))
        ticket.clicked.connect(self.ticket_wanted)
        column.addWidget(check)
        column.addWidget(ticket)
        self._pages.idClicked.connect(self.chosen)
        theme.changed.connect(self._restyle)
        self._restyle()

    def check(self, number: int) -> None:
        """Show page ``number`` as the current one."""
        self._pages.button(number).setChecked(True)
        self._restyle()

    def _button(self, word: str, drawing: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "rail")
        button.setText(word)
        button.setFont(fonts.font(fonts.Size.LABEL))
        button.setToolTip(tip)
        button.setAccessibleName(word)
        button.setIconSize(QSize(20, 20))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setFixedWidth(WIDTH - 13)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._drawn.append((button, drawing))
        return button

    def _restyle(self) -> None:
        for button, drawing in self._drawn:
            button.setIcon(self._theme.icon(drawing, Tone.ACCENT if button.isChecked() else Tone.QUIET, 20))
