"""Notifications in the window: panel, bell and line from the same rows, and what of them is told beside the tray and
by sound."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.alerts_line import AlertLine
from mimikdesk.gui.alerts_panel import AlertsPanel
from mimikdesk.gui.models.alerts_model import AlertsModel, sentence
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.bell import Bell
from mimikdesk.services.control import Control
from mimikdesk.services.views import AlertRow

_GRAVITY = list(Level)


class AlertDesk(QObject):
    """``host``: what the panel lies over. The owner lays out ``line``."""

    changed = Signal(object)
    """What has not been seen, newest first, when that is new."""
    mute_wanted = Signal(bool)

    def __init__(self, control: Control, theme: Theme, host: QWidget, bell: Bell) -> None:
        super().__init__(host)
        self.model = AlertsModel()
        self.panel = AlertsPanel(theme, self.model, host)
        self.line = AlertLine(theme)
        self._bell = bell
        self._unseen: tuple[AlertRow, ...] = ()
        bell.clicked.connect(self.toggle)
        self.line.show_wanted.connect(self.panel.open)
        self.panel.mute_wanted.connect(self.mute_wanted)
        for part in (self.panel, self.line):
            part.seen.connect(control.acknowledge)

    def apply(self, rows: tuple[AlertRow, ...]) -> None:
        self.model.apply(rows)
        self.panel.refresh()
        unseen = self.model.unseen
        self._bell.apply(unseen)
        self.line.apply(unseen)
        if unseen != self._unseen:
            self._unseen = unseen
            self.changed.emit(unseen)

    def toggle(self) -> None:
        if self.panel.isHidden():
            self.panel.open()
        else:
            self.panel.shut()

    def show_mute(self, muted: bool) -> None:
        self.panel.show_mute(muted)
        self._bell.show_mute(muted)

    def shows(self, row: AlertRow) -> bool:
        """Whether a trader who looks at the window has the notification before his eyes."""
        return not self.panel.isHidden() or (row.level is Level.CRITICAL and not self.line.isHidden())


class Teller(Protocol):
    """What can put a message beside the tray."""

    def notify(self, title: str, text: str, level: Level, *, about_alerts: bool = False) -> None: ...


class Announcer:
    """Tells of each ring once: one message and one sound for all that came together, by the gravest of them.

    ``shown``: whether the trader has a notification before his eyes already.
    """

    def __init__(self, tray: Teller, play: Callable[[Level], None], shown: Callable[[AlertRow], bool]) -> None:
        self._tray, self._play, self._shown = tray, play, shown
        self._rings: dict[int, int] = {}
        self.last: AlertRow | None = None
        """What the last message beside the tray was about."""

    def apply(self, rows: tuple[AlertRow, ...]) -> None:
        news = [
            row for row in rows if row.rings > self._rings.get(row.number, 0) and not (row.acknowledged and row.bell)
        ]
        self._rings = {row.number: row.rings for row in rows}
        heard = [row.level for row in news if row.sound]
        if heard:
            self._play(max(heard, key=_GRAVITY.index))
        silent = [row for row in news if row.tray and (row.test or not self._shown(row))]
        if silent:
            worst = self.last = max(silent, key=_weight)
            self._tray.notify(told(worst.title), _message(worst, len(silent) - 1), worst.level, about_alerts=True)


def _weight(row: AlertRow) -> tuple[int, int]:
    return _GRAVITY.index(row.level), row.number


def _message(row: AlertRow, others: int) -> str:
    return tr("Alerts", "{0} (and {1} more)", sentence(row), others) if others else sentence(row)
