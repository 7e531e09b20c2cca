"""The tray icon: the state by shape as well as colour, the menu, and messages.

A desktop without a tray gets none; the log says so once and the window shows everything anyway.
"""

import logging
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import format as fmt
from mimikdesk.gui.summary import Summary, WindowState
from mimikdesk.gui.theme import icons
from mimikdesk.services.control import Control
from mimikdesk.services.views import AlertRow, BoardView, Role

log = logging.getLogger(__name__)

DRAWINGS = {
    WindowState.EMPTY: "tray/paused",
    WindowState.IN_STEP: "tray/copying",
    WindowState.ATTENTION: "tray/attention",
    WindowState.PAUSED: "tray/paused",
    WindowState.DISCONNECTED: "tray/disconnected",
}

_CALM = (WindowState.EMPTY, WindowState.IN_STEP, WindowState.PAUSED)
"""States whose drawing gives way to the sign of attention."""

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
    check_requested = Signal()
    ticket_requested = Signal()
    close_requested = Signal()
    """Quit was chosen."""
    alerts_requested = Signal()
    """A message about notifications was clicked."""

    def __init__(self, control: Control, window: QWidget) -> None:
        super().__init__(window)
        self.icon = QSystemTrayIcon(icons.icon(DRAWINGS[WindowState.EMPTY], "", _SIZE), self)
        self._control = control
        self._told = False
        self._about_alerts = False
        self._summary = Summary(WindowState.EMPTY, "Starting")
        self._unseen: tuple[AlertRow, ...] = ()
        self._listed: tuple[tuple[str, str], ...] = ()
        self.menu = QMenu(window)
        self.state_action = self.menu.addAction("Starting")
        self.state_action.setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction("Open MimikDesk", self.open_requested.emit)
        self.menu.addAction("Session check", self.check_requested.emit)
        self.menu.addAction("Practice ticket", self.ticket_requested.emit)
        self.menu.addSeparator()
        sure = self.menu.addMenu("Flatten all followers")
        self.flatten_action = sure.addAction("Yes, flatten all now", control.flatten_all)
        self.some_menu = self.menu.addMenu("Flatten a group or follower")
        self.some_menu.menuAction().setVisible(False)
        self.menu.addSeparator()
        self.menu.addAction("Quit MimikDesk", self.close_requested.emit)
        self.icon.setContextMenu(self.menu)
        self.icon.setToolTip("MimikDesk")
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self._message_clicked)

    def show(self) -> None:
        """Put the icon into the tray; where there is none yet, Qt puts it in when one comes."""
        if QGuiApplication.platformName() not in _WITHOUT_DESKTOP:
            self.icon.show()
        if not QSystemTrayIcon.isSystemTrayAvailable() and not self._told:
            self._told = True
            log.info("This desktop has no tray; messages appear in the window only.")

    @property
    def present(self) -> bool:
        """Whether the trader can see the icon."""
        return QSystemTrayIcon.isSystemTrayAvailable() and self.icon.isVisible()

    def show_state(self, summary: Summary) -> None:
        self._summary = summary
        self._restyle()

    def show_alerts(self, unseen: tuple[AlertRow, ...]) -> None:
        """What has not been seen; a critical notification that still stands gives the icon its sign of attention."""
        self._unseen = unseen
        self._restyle()

    def show_board(self, board: BoardView) -> None:
        """Keep the menu's groups and followers as they are now; made anew only when one comes, goes or is renamed."""
        followers = {row.account: row for row in board.rows if row.role is Role.FOLLOWER}
        listed = tuple((row.group, row.name) for row in followers.values())
        listed += tuple((group.group, group.name) for group in board.groups)
        if listed == self._listed:
            return
        self._listed = listed
        self.some_menu.clear()
        for group in board.groups:
            name = _plain(group.name)
            inside = self.some_menu.addMenu(name)
            sure = inside.addMenu("The whole group")
            sure.addAction(f"Yes, flatten {name} now", partial(self._control.flatten_group, group.group))
            inside.addSeparator()
            for row in followers.values():
                if row.group == group.group:
                    member = _plain(row.name)
                    yes = inside.addMenu(member)
                    yes.addAction(f"Yes, flatten {member} now", partial(self._control.flatten_follower, row.account))
        self.some_menu.menuAction().setVisible(bool(board.groups))

    def notify(self, title: str, text: str, level: Level, *, about_alerts: bool = False) -> None:
        """Show a message beside the tray; without a tray, nothing. A click on it opens the window, at the notifications
        where it is about them."""
        if self.present:
            self._about_alerts = about_alerts
            self.icon.showMessage(title, text, _BALLOON[level])

    def dispose(self) -> None:
        self.icon.hide()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _OPENING_CLICKS:
            self.open_requested.emit()

    def _message_clicked(self) -> None:
        (self.alerts_requested if self._about_alerts else self.open_requested).emit()

    def _restyle(self) -> None:
        summary, unseen = self._summary, len(self._unseen)
        state = summary.state
        if any(row.level is Level.CRITICAL and not row.over for row in self._unseen) and state in _CALM:
            state = WindowState.ATTENTION
        self.icon.setIcon(icons.icon(DRAWINGS[state], "", _SIZE))
        worst = f": {summary.problems[0].text}" if summary.problems else ""
        news = f"\n{fmt.counted(unseen, 'notification')} not seen" if unseen else ""
        self.icon.setToolTip(f"MimikDesk \N{EN DASH} {summary.sentence}{worst}{news}")
        self.state_action.setText(summary.sentence)


def _plain(name: str) -> str:
    """A name as a menu's text: an ampersand in it marks no key."""
    return name.replace("&", "&&")
