"""The choices over the activity list: group, account, level and time. What they mean for a line is the filter's."""

from collections.abc import Iterable
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.time import SECOND
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.translate import later, tr
from mimikdesk.gui.widgets.parts import label
from mimikdesk.services.views import ActivityRow

_MINUTE = 60 * SECOND
TODAY = -1
"""Since the PC's own midnight, instead of a span."""
TIMES = (
    (later("Activity", "Any time"), 0),
    (later("Activity", "Last 5 minutes"), 5 * _MINUTE),
    (later("Activity", "Last 30 minutes"), 30 * _MINUTE),
    (later("Activity", "Last 2 hours"), 120 * _MINUTE),
    (later("Activity", "Today"), TODAY),
)
LEVELS = (
    (later("Activity", "All levels"), Level.INFO),
    (later("Activity", "Warnings and worse"), Level.WARNING),
    (later("Activity", "Critical only"), Level.CRITICAL),
)


class ActivityChoices(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.groups = self._box(tr("Activity", "Group"))
        self.accounts = self._box(tr("Activity", "Account"))
        self.levels = self._box(tr("Activity", "Level"))
        self.times = self._box(tr("Activity", "Time"))
        self.clear = QPushButton(tr("Activity", "Reset choices"))
        self.clear.setProperty("kind", "plain")
        self.clear.setFont(fonts.font(Size.SMALL))
        self._names: dict[QComboBox, list[str]] = {self.groups: [], self.accounts: []}
        self._all = {self.groups: tr("Activity", "All groups"), self.accounts: tr("Activity", "All accounts")}
        for box, text in self._all.items():
            box.addItem(text, "")
        for text, level in LEVELS:
            self.levels.addItem(text.tr(), level)
        for text, span in TIMES:
            self.times.addItem(text.tr(), span)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        self.rest = label(size=Size.SMALL, kind="quiet")
        for box in (self.groups, self.accounts, self.levels, self.times):
            row.addWidget(box)
            box.currentIndexChanged.connect(self._chosen)
        row.addWidget(self.clear)
        row.addStretch(1)
        row.addWidget(self.rest)
        self.clear.clicked.connect(self.reset)
        self._chosen()

    @property
    def group(self) -> str:
        return str(self.groups.currentData() or "")

    @property
    def account(self) -> str:
        return str(self.accounts.currentData() or "")

    @property
    def level(self) -> Level:
        return Level(self.levels.currentData())

    def since_ns(self, now_ns: int) -> int:
        """From when on lines are wanted, UTC; 0 for all."""
        span = int(self.times.currentData() or 0)
        if span == TODAY:
            now = datetime.fromtimestamp(now_ns // SECOND, UTC).astimezone()
            return int(now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()) * SECOND
        return max(0, now_ns - span) if span else 0

    def note(self, rows: Iterable[ActivityRow]) -> None:
        """Offer the groups and accounts that lines tell of."""
        rows = list(rows)
        self._offer(self.groups, {row.group_name for row in rows})
        self._offer(self.accounts, {row.account_name for row in rows})

    def choose_account(self, name: str) -> None:
        self._offer(self.accounts, {name})
        self.accounts.setCurrentIndex(max(0, self.accounts.findData(name)))

    def reset(self) -> None:
        for box in (self.groups, self.accounts, self.levels, self.times):
            box.setCurrentIndex(0)

    def _offer(self, box: QComboBox, names: set[str]) -> None:
        known = self._names[box]
        new = names - set(known) - {""}
        for name in sorted(new, key=str.casefold):
            known.append(name)
            known.sort(key=str.casefold)
            box.insertItem(known.index(name) + 1, name, name)

    def _chosen(self) -> None:
        boxes = (self.groups, self.accounts, self.levels, self.times)
        self.clear.setVisible(any(box.currentIndex() > 0 for box in boxes))
        self.changed.emit()

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.view().setAccessibleName(name)
        box.setFont(fonts.font(Size.SMALL))
        box.setObjectName("slim")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(240)
        return box
