"""The tray icon: the state by shape as well as colour, the menu, and messages.

A desktop without a tray gets none; the log says so once and the window shows everything anyway.
"""

import logging

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.summary import Summary, WindowState
from mimikdesk.gui.theme import icons
from mimikdesk.services.control import Control

log = logging.getLogger(__name__)

DRAWINGS = {
    WindowState.EMPTY: "tray/paused",
    WindowState.IN_STEP: "tray/copying",
    WindowState.ATTENTION: "tray/attention",
    WindowState.PAUSED: "tray/paused",
    WindowState.DISCONNECTED: "tray/disconnected",
}

_BALLOON = {
    Level.INFO: QSystemTrayIcon.MessageIcon.Information,
    Level.WARNING: QSystemTrayIcon.MessageIcon.Warning,
    Level.CRITICAL: QSystemTrayIcon.MessageIcon.Critical,
}
_SIZE = 32
_WITHOUT_DESKTOP = ("offscreen", "minimal")
_OPENING_CLICKS = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


class Tray(QObject):
    open_requested = Signal()
    ticket_requested = Signal()
    close_requested = Signal()
    """Quit was chosen."""

    def __init__(self, control: Control, window: QWidget) -> None:
        super().__init__(window)
        self.icon = QSystemTrayIcon(icons.icon(DRAWINGS[WindowState.EMPTY], "", _SIZE), self)
        self._told = False
        self.menu = QMenu(window)
        self.state_action = self.menu.addAction("Starting")
        self.state_action.setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction("Open MimikDesk", self.open_requested.emit)
        self.menu.addAction("Practice ticket", self.ticket_requested.emit)
        self.menu.addSeparator()
        sure = self.menu.addMenu("Flatten all followers")
        self.flatten_action = sure.addAction("Yes, flatten all now", control.flatten_all)
        self.menu.addSeparator()
        self.menu.addAction("Quit MimikDesk", self.close_requested.emit)
        self.icon.setContextMenu(self.menu)
        self.icon.setToolTip("MimikDesk")
        self.icon.activated.connect(self._activated)

    def show(self) -> None:
        """Put the icon into the tray; where there is none yet, Qt puts it in when one comes."""
        if QGuiApplication.platformName() not in _WITHOUT_DESKTOP:
            self.icon.show()
        if not QSystemTrayIcon.isSystemTrayAvailable() and not self._told:
            self._told = True
            log.info("This desktop has no tray; messages appear in the window only.")

    def show_state(self, summary: Summary) -> None:
        self.icon.setIcon(icons.icon(DRAWINGS[summary.state], "", _SIZE))
        worst = f": {summary.problems[0].text}" if summary.problems else ""
        self.icon.setToolTip(f"MimikDesk \N{EN DASH} {summary.sentence}{worst}")
        self.state_action.setText(summary.sentence)

    def notify(self, title: str, text: str, level: Level) -> None:
        """Show a message beside the tray; without a tray, nothing."""
        if QSystemTrayIcon.isSystemTrayAvailable() and self.icon.isVisible():
            self.icon.showMessage(title, text, _BALLOON[level])

    def dispose(self) -> None:
        self.icon.hide()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _OPENING_CLICKS:
            self.open_requested.emit()
