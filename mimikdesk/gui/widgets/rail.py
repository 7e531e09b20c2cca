"""The rail on the left: one button per page that exists, the practice ticket and the theme below."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QButtonGroup, QFrame, QMenu, QToolButton, QVBoxLayout

from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.gui.theme.tokens import Tone

WIDTH = 92


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its word, its drawing, its key."""

    word: str
    drawing: str
    shortcut: str


class Rail(QFrame):
    chosen = Signal(int)
    """The number of a page, in the order of the entries."""
    check_wanted = Signal()
    ticket_wanted = Signal()
    theme_wanted = Signal(str)

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
            button = self._button(entry.word, entry.drawing, f"{entry.word} ({entry.shortcut})")
            button.setCheckable(True)
            self._pages.addButton(button, number)
            column.addWidget(button)
        column.addStretch(1)
        check = self._button("Check", "shapes/checklist", "Session check: every account beside its leader (Ctrl+K)")
        check.setAccessibleName("Session check")
        check.clicked.connect(self.check_wanted)
        ticket = self._button("Ticket", "lucide/receipt-text", "Practice ticket: trade the leader by hand (Ctrl+T)")
        ticket.setAccessibleName("Practice ticket")
        ticket.clicked.connect(self.ticket_wanted)
        self.theme_button = self._button("Theme", "lucide/sun", "Light, dark, or as the system")
        self.theme_button.setMenu(self._theme_menu())
        self.theme_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        column.addWidget(check)
        column.addWidget(ticket)
        column.addWidget(self.theme_button)
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

    def _theme_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        words = {ThemeName.SYSTEM: "As the system", ThemeName.LIGHT: "Light", ThemeName.DARK: "Dark"}
        for name, word in words.items():
            action = menu.addAction(word)
            action.setCheckable(True)
            action.setChecked(name is self._theme.name)
            action.setData(name.value)
            group.addAction(action)
        group.triggered.connect(lambda action: self.theme_wanted.emit(action.data()))
        return menu

    def _restyle(self) -> None:
        for button, drawing in self._drawn:
            shown = drawing
            if button is self.theme_button:
                shown = "lucide/moon" if self._theme.dark else "lucide/sun"
            button.setIcon(self._theme.icon(shown, Tone.ACCENT if button.isChecked() else Tone.QUIET, 20))
        for action in self.theme_button.menu().actions():
            action.setChecked(action.data() == self._theme.name.value)
