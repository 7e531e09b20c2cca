"""The small buttons at the head of the cockpit: hide amounts, find an account, and how the table is shown."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import tr


class CockpitTools(QWidget):
    hide_wanted = Signal(bool)
    """Whether amounts of money are to be hidden."""
    find_wanted = Signal()

    def __init__(self, theme: Theme, fill: Callable[[QMenu], None]) -> None:
        """``fill`` puts the entries into the menu each time it opens."""
        super().__init__()
        self._theme, self._fill = theme, fill
        self.eye = self._button("")
        self.eye.setCheckable(True)
        self.search = self._button(tr("Cockpit", "Find an account (Ctrl+F)"))
        self.shown = self._button(tr("Cockpit", "How the table is shown: columns, row height, sorting"))
        self.shown.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._refill)
        self.shown.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.eye, self.search, self.shown):
            row.addWidget(button)
        self.eye.clicked.connect(self.hide_wanted)
        self.search.clicked.connect(self.find_wanted)
        theme.changed.connect(self._restyle)
        self.show_hidden()

    def show_hidden(self) -> None:
        """Follow whether amounts are hidden."""
        hidden = fmt.money_hidden()
        self.eye.setChecked(hidden)
        words = (
            tr("Cockpit", "Show amounts of money again (Ctrl+H)")
            if hidden
            else tr("Cockpit", "Hide all amounts of money (Ctrl+H)")
        )
        self.eye.setToolTip(words)
        self.eye.setAccessibleName(tr("Cockpit", "Hide amounts of money"))
        self._restyle()

    def _button(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "flat")
        button.setIconSize(QSize(16, 16))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _refill(self) -> None:
        self.menu.clear()
        self._fill(self.menu)

    def _restyle(self) -> None:
        hidden = fmt.money_hidden()
        eye = ("shapes/eye-off", Tone.ACCENT) if hidden else ("shapes/eye", Tone.QUIET)
        self.eye.setIcon(self._theme.icon(*eye))
        self.search.setIcon(self._theme.icon("lucide/search", Tone.QUIET))
        self.shown.setIcon(self._theme.icon("shapes/sliders", Tone.QUIET))
