"""Builds everything the trader sees and ties it together: main window, practice ticket, tray and the bridge.

The composition root calls ``build`` once, after the QApplication exists, connects ``Ui.close_requested`` to its
shutdown, publishes updates into ``Ui.bridge`` from any thread, and calls ``Ui.dispose`` last.
"""

from PySide6.QtCore import QObject, Signal

from mimikdesk.gui.bridge import Bridge
from mimikdesk.gui.main_window import MainWindow
from mimikdesk.gui.ticket import Ticket
from mimikdesk.gui.tray import Tray
from mimikdesk.gui.ui_state import UiState
from mimikdesk.services.control import Control
from mimikdesk.services.views import Update


class Ui(QObject):
    """The whole visible program. Use on the GUI thread only, ``bridge.publish`` apart."""

    close_requested = Signal()
    """The trader closed the window or chose Quit in the tray. Nothing was closed yet."""

    def __init__(self, control: Control, ui_state: UiState) -> None:
        super().__init__()
        self._ui_state = ui_state
        self.window = MainWindow(control)
        self.ticket = Ticket(control)
        self.tray = Tray(control, self.window)
        self.bridge = Bridge(self)
        self.bridge.applied.connect(self.apply)
        self.window.close_requested.connect(self.close_requested)
        self.window.ticket_requested.connect(self.show_ticket)
        self.tray.open_requested.connect(self.show)
        self.tray.ticket_requested.connect(self.show_ticket)
        self.tray.close_requested.connect(self.close_requested)

    def show(self) -> None:
        """Bring the main window to the front, and the tray icon up."""
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.tray.show()

    def show_ticket(self) -> None:
        self.ticket.show()
        self.ticket.raise_()

    def apply(self, update: Update) -> None:
        self.window.apply(update)
        if update.ticket is not None:
            self.ticket.apply(update.ticket)

    def apply_theme(self, name: str) -> None:
        """``system``, ``light`` or ``dark``; kept for the next start."""
        values = self._ui_state.load()
        values["theme"] = name
        self._ui_state.save(values)

    def dispose(self) -> None:
        """Take everything off the screen for good. Call once, last."""
        self.bridge.close()
        self.tray.dispose()
        self.ticket.close()
        self.window.dispose()


def build(control: Control, ui_state: UiState) -> Ui:
    """Make the window and its parts, hidden until ``show``. Needs a QApplication."""
    return Ui(control, ui_state)
