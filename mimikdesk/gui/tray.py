"""The tray icon: its state, its menu, its messages."""

import logging

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QStyle, QSystemTrayIcon, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.services.control import Control

log = logging.getLogger(__name__)

_BALLOON = {
    Level.INFO: QSystemTrayIcon.MessageIcon.Information,
    Level.WARNING: QSystemTrayIcon.MessageIcon.Warning,
    Level.CRITICAL: QSystemTrayIcon.MessageIcon.Critical,
}


class Tray(QObject):
    open_requested = Signal()
    ticket_requested = Signal()
    close_requested = Signal()

    def __init__(self, control: Control, parent: QWidget) -> None:
        super().__init__(parent)
        icon: QIcon = parent.style().standardIcon(QStyle.StandardPixmap.SP_ComputerIcon)
        self.icon = QSystemTrayIcon(icon, self)
        self._menu = QMenu(parent)
        self._menu.addAction("Open MimikDesk", self.open_requested.emit)
        self._menu.addAction("Practice ticket", self.ticket_requested.emit)
        confirm = self._menu.addMenu("Flatten all followers")
        self.flatten_action = QAction("Yes, flatten all now", confirm)
        self.flatten_action.triggered.connect(control.flatten_all)
        confirm.addAction(self.flatten_action)
        self._menu.addAction("Quit", self.close_requested.emit)
        self.icon.setContextMenu(self._menu)

    def show(self) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon.show()
        else:
            log.info("This desktop has no tray; messages appear in the window only.")

    def notify(self, title: str, text: str, level: Level) -> None:
        """Show a message beside the tray; without a tray, nothing."""
        if self.icon.isVisible():
            self.icon.showMessage(title, text, _BALLOON[level])

    def dispose(self) -> None:
        self.icon.hide()
