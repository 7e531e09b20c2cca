"""What the main window offers beside its pages: the palette, the sheet of keys, and the line with the way back."""

from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mimikdesk.domain.ids import AccountId
from mimikdesk.gui.actions import Action, Acts
from mimikdesk.gui.cheat_sheet import CheatSheet
from mimikdesk.gui.incident_desk import IncidentDesk
from mimikdesk.gui.pages.cockpit import CockpitPage
from mimikdesk.gui.palette import Palette
from mimikdesk.gui.palette_entries import Entry, Ways, entries
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.undo import Undo
from mimikdesk.gui.widgets.undo_line import UndoLine
from mimikdesk.services.control import Control
from mimikdesk.services.views import BoardView


class Window(Protocol):
    """What is used of the main window."""

    board: BoardView
    cockpit: CockpitPage
    control: Control
    incidents: IncidentDesk
    undo: Undo

    def show_page(self, number: int) -> None: ...

    def show_activity(self, name: str) -> None: ...


class Commands(QObject):
    def __init__(self, window: Window, theme: Theme, host: QWidget, actions: tuple[Action, ...], acts: Acts) -> None:
        """``host``: what palette and line lie over."""
        super().__init__(host)
        self._window, self._host, self._actions, self._acts = window, host, actions, acts
        self.sheet: CheatSheet | None = None
        self.palette = Palette(theme, self._entries, host)
        self.line = UndoLine(theme, host)
        self.line.undo_wanted.connect(window.undo.undo)
        window.undo.told.connect(self.line.say)

    def show_sheet(self) -> None:
        """Show all keys; beside the window and not over it."""
        if self.sheet is None:
            self.sheet = CheatSheet(self._actions, self._host)
        self.sheet.show()
        self.sheet.raise_()
        self.sheet.activateWindow()

    def _entries(self) -> tuple[Entry, ...]:
        window = self._window
        ways = Ways(
            window.show_page,
            self._show_account,
            window.show_activity,
            window.incidents.ask,
            window.cockpit.open_guard,
        )
        return entries(self._actions, self._acts, window.board, window.control, ways)

    def _show_account(self, account: AccountId) -> None:
        """Its row in the cockpit, with the keyboard on it."""
        self._window.show_page(0)
        self._window.cockpit.show_account(account)
