"""The tray icon: the state by shape as well as colour, the menu, and messages.

A desktop without a tray gets none; the log says so once and the window shows everything anyway.
"""

import logging
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.ids import GroupId
from mimikdesk.gui.summary import Summary, WindowState
from mimikdesk.gui.theme import icons
from mimikdesk.gui.translate import plural, tr
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
_SIZE, _SMALL = 32, 20
"""Of the drawing with the program's sign and its mark, and up to which height in px only the mark is drawn: in a panel
of 16 px both together could not be told apart."""
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
        self.icon = QSystemTrayIcon(tray_icon(WindowState.EMPTY), self)
        self._control = control
        self._told = False
        self._about_alerts = False
        self._summary = Summary(WindowState.EMPTY, tr("Tray", "Starting"))
        self._unseen: tuple[AlertRow, ...] = ()
        self._listed: tuple[tuple[str, str], ...] = ()
        self._switches: dict[GroupId, QAction] = {}
        self.menu = QMenu(window)
        self.state_action = self.menu.addAction(tr("Tray", "Starting"))
        self.state_action.setEnabled(False)
        self.menu.addSeparator()
        self.menu.addAction(tr("Tray", "Open MimikDesk"), self.open_requested.emit)
        self.menu.addAction(tr("Tray", "Session check"), self.check_requested.emit)
        self.menu.addAction(tr("Tray", "Practice ticket"), self.ticket_requested.emit)
        self.menu.addSeparator()
        self.groups_menu = self.menu.addMenu(tr("Tray", "Copy new trades in"))
        self.groups_menu.menuAction().setVisible(False)
        sure = self.menu.addMenu(tr("Tray", "Flatten all followers"))
        self.flatten_action = sure.addAction(tr("Tray", "Yes, flatten all now"), control.flatten_all)
        self.some_menu = self.menu.addMenu(tr("Tray", "Flatten a group or follower"))
        self.some_menu.menuAction().setVisible(False)
        self.menu.addSeparator()
        self.menu.addAction(tr("Tray", "Quit MimikDesk"), self.close_requested.emit)
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
        for group in board.groups:
            if group.group in self._switches:
                self._switches[group.group].setChecked(group.on)
        if listed == self._listed:
            return
        self._listed = listed
        self._list_groups(board)
        self.some_menu.clear()
        for group in board.groups:
            name = _plain(group.name)
            inside = self.some_menu.addMenu(name)
            sure = inside.addMenu(tr("Tray", "The whole group"))
            sure.addAction(tr("Tray", "Yes, flatten {0} now", name), partial(self._control.flatten_group, group.group))
            inside.addSeparator()
            for row in followers.values():
                if row.group == group.group:
                    member = _plain(row.name)
                    yes = inside.addMenu(member)
                    yes.addAction(
                        tr("Tray", "Yes, flatten {0} now", member), partial(self._control.flatten_follower, row.account)
                    )
        self.some_menu.menuAction().setVisible(bool(board.groups))

    def _list_groups(self, board: BoardView) -> None:
        """One switch for each group: off stops new trades, exits still go through."""
        self.groups_menu.clear()
        self._switches = {}
        for group in board.groups:
            action = self.groups_menu.addAction(_plain(group.name))
            action.setCheckable(True)
            action.setChecked(group.on)
            action.triggered.connect(partial(self._switch, group.group, action))
            self._switches[group.group] = action
        self.groups_menu.menuAction().setVisible(bool(board.groups))

    def _switch(self, group: GroupId, action: QAction) -> None:
        self._control.switch_group(group, action.isChecked())

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
        self.icon.setIcon(tray_icon(state))
        worst = f": {summary.problems[0].text}" if summary.problems else ""
        news = (
            "\n" + plural("Tray", "{0} notification not seen", "{0} notifications not seen", unseen) if unseen else ""
        )
        self.icon.setToolTip(f"MimikDesk \N{EN DASH} {summary.sentence}{worst}{news}")
        self.state_action.setText(summary.sentence)


def _plain(name: str) -> str:
    """A name as a menu's text: an ampersand in it marks no key."""
    return name.replace("&", "&&")


def tray_icon(state: WindowState) -> QIcon:
    """The icon of a state for panels of 16 to 32 px: sign and mark, and the mark alone where there is no room."""
    drawing = DRAWINGS[state]
    made = QIcon()
    for scale in icons.SCALES:
        for size in (16, _SMALL):
            made.addPixmap(icons.pixmap(drawing.replace("tray/", "tray-small/"), "", size, scale))
        for size in (24, _SIZE):
            made.addPixmap(icons.pixmap(drawing, "", size, scale))
    return made
