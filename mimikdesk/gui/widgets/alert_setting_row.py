"""How one kind of notification is told: its level, its ways, whether it asks again, and a button to try it."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QMenu, QPushButton

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.gui.settings_desk import SettingsDesk
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.gui.widgets.setting_row import reset_button
from mimikdesk.settings.alerts import USUAL, AlertChange
from mimikdesk.settings.transfer import alert_words

AS_USUAL = later("Settings", "As usual")
LEVELS = {
    Level.INFO: later("Settings", "News"),
    Level.WARNING: later("Settings", "Warning"),
    Level.CRITICAL: later("Settings", "Critical"),
}
WAYS = {
    "bell": later("Settings", "Bell"),
    "tray": later("Settings", "Tray"),
    "sound": later("Settings", "Sound"),
    "repeat": later("Settings", "Repeat"),
}
WIDTHS = (122, 52, 52, 58, 60, 64, 30)
"""Of the columns right of the words, in px: level, four ways, test, reset."""
GAP = 8


class AlertSettingRow(QFrame):
    test_wanted = Signal(object)
    """The kind that the trader wants to see and hear once."""

    def __init__(self, theme: Theme, desk: SettingsDesk, kind: NoticeKind) -> None:
        super().__init__()
        self.setObjectName("settingrow")
        self.kind, self._desk, self._theme = kind, desk, theme
        usual = USUAL[kind]
        title, words = told(usual.title), told(usual.words)
        self.words = f"{title} {words} {tr('Settings', 'notification alert')}"
        """What the search looks at."""
        self.level = QPushButton()  # a list for each of so many rows would cost ten widgets and a second
        self.level.setProperty("kind", "list")
        self.level.clicked.connect(self._open_levels)
        alike = sum(each.title == usual.title for each in USUAL.values()) > 1
        self._title = f"{title}. {words}" if alike else title  # heard alone, it must be told from its namesake
        self.ways: dict[str, QCheckBox] = {}
        for way, name in WAYS.items():
            box = self.ways[way] = QCheckBox()
            box.setAccessibleName(f"{name.tr()}: {self._title}")
            box.setToolTip(name.tr())
            box.clicked.connect(partial(self._choose_way, way, box))
        self.test = QPushButton(tr("Settings", "Test"))
        self.test.setAccessibleName(tr("Settings", "Test {0}", self._title))
        self.test.setToolTip(tr("Settings", "Tell one now in this way."))
        self.reset = reset_button(tr("Settings", "Reset {0}", self._title))
        told_words = label(words, Size.SMALL, kind="quiet")
        told_words.setWordWrap(True)
        default = label(tr("Settings", "Default: {0}", self._usual_words()), Size.SMALL, kind="quiet")
        self.error = label(size=Size.SMALL, kind="danger")
        self.error.setWordWrap(True)
        self.error.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 12, 8)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(title, strong=True), 0, 0)
        grid.addWidget(told_words, 1, 0)
        grid.addWidget(default, 2, 0)
        grid.addWidget(self.error, 3, 0, 1, 8)
        for at, widget in enumerate((self.level, *self.ways.values(), self.test, self.reset), start=1):
            grid.setColumnMinimumWidth(at, WIDTHS[at - 1])
            grid.addWidget(widget, 0, at, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        self.level.setFixedWidth(WIDTHS[0])
        self.test.clicked.connect(lambda: self.test_wanted.emit(kind))
        self.reset.clicked.connect(lambda: self._put(AlertChange(kind)))
        theme.changed.connect(self._restyle)
        self._restyle()
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now."""
        alerts, usual = self._desk.settings.alerts, USUAL[self.kind]
        channels = alerts.channels(self.kind)
        level = channels.level or usual.level
        critical = level is Level.CRITICAL
        word = AS_USUAL.tr() if channels.level is None else LEVELS[channels.level].tr()
        self.level.setText(word)
        self.level.setAccessibleName(tr("Settings", "Level of {0}: {1}", self._title, word))
        for way, box in self.ways.items():
            always = critical and way in ("bell", "repeat")
            box.setChecked(always or getattr(channels, way))
            box.setEnabled(not always)
            box.setToolTip(tr("Settings", "What is critical is always told so.") if always else WAYS[way].tr())
        changed = alerts.change(self.kind) != AlertChange(self.kind)
        self.reset.setVisible(changed)
        self.test.setEnabled(any(box.isChecked() for way, box in self.ways.items() if way != "repeat"))

    def _usual_words(self) -> str:
        usual = USUAL[self.kind]
        ways: dict[str, Any] = {way: True for way in WAYS if getattr(usual, way, False)}
        return told(alert_words(AlertChange(self.kind, usual.level, **ways)))

    def levels(self) -> QMenu:
        """The levels to choose from, made anew each time."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = self._desk.settings.alerts.change(self.kind).level
        for level in (None, *Level):
            action = menu.addAction(AS_USUAL.tr() if level is None else LEVELS[level].tr())
            action.setCheckable(True)
            action.setChecked(level is now)
            action.triggered.connect(partial(self._choose_level, level))
        return menu

    def _open_levels(self) -> None:
        self.levels().popup(self.level.mapToGlobal(self.level.rect().bottomLeft()))

    def _choose_level(self, level: Level | None, _checked: bool = False) -> None:
        self._put(replace(self._desk.settings.alerts.change(self.kind), level=level))

    def _choose_way(self, way: str, box: QCheckBox) -> None:
        """A way that is as usual again is no change any more."""
        on = box.isChecked()
        wanted = None if on == getattr(USUAL[self.kind], way, False) else on
        chosen: dict[str, Any] = {way: wanted}
        self._put(replace(self._desk.settings.alerts.change(self.kind), **chosen))

    def _put(self, change: AlertChange) -> None:
        problem = self._desk.put_alert(change)
        say(self.error, problem)
        self.error.setVisible(bool(problem))
        self.refresh()

    def _restyle(self) -> None:
        self.reset.setIcon(self._theme.icon("shapes/put-back", Tone.QUIET))
