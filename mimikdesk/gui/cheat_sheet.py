"""The sheet of all keys (F1 or ?), made of the table of actions, so that it cannot forget one."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.gui.actions import PLACES, Action, Place, shown_keys
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.translate import Later, tr
from mimikdesk.gui.widgets.parts import label, rule

_SIZE = (920, 640)
_LEAST = (480, 320)
_TWO_COLUMNS = 780
"""Width in px from which there are two columns."""
_KEYS_WIDTH = 128


class CheatSheet(QDialog):
    def __init__(self, actions: Iterable[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys", "Keys"))
        screen = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], screen.width() - 16), min(_SIZE[1], screen.height() - 48))
        self.setMinimumSize(*_LEAST)
        by_place: dict[Place, list[Action]] = {place: [] for place in Place}
        for action in actions:
            by_place[action.place].append(action)
        columns = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(32)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(18)
            columns.addLayout(column, 1)
        for place, listed in by_place.items():
            (left if place is Place.ANYWHERE else right).addLayout(_section(PLACES[place].tr(), listed))
        right.addStretch(1)
        columns.setAlignment(left, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        inside.setLayout(columns)
        columns.setContentsMargins(20, 16, 20, 16)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setAccessibleName(tr("Keys", "All keys"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        close = QPushButton(tr("Keys", "Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 12)
        foot.addWidget(
            label(tr("Keys", "Everything else is found with {0}.", shown_keys("Ctrl+Shift+P")), kind="quiet"), 1
        )
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(rule())
        whole.addLayout(foot)
        close.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is no room for two columns, one stands above the other."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if self.width() >= _TWO_COLUMNS else ways.TopToBottom)


def _section(title: str, actions: Iterable[Action]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, _KEYS_WIDTH)
    for at, action in enumerate(actions):
        keys = QHBoxLayout()
        keys.setSpacing(4)
        for each in action.keys:
            keys.addWidget(_cap(shown_keys(each)))
        keys.addStretch(1)
        grid.addLayout(keys, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_words(action), at, 1)
    section = QVBoxLayout()
    section.setSpacing(8)
    section.addWidget(label(title, Size.TITLE, strong=True))
    section.addLayout(grid)
    return section


def _cap(text: str) -> QLabel:
    cap = label(text, Size.SMALL)
    cap.setObjectName("keycap")
    return cap


def _words(action: Action) -> QLabel:
    words = action.words.tr() if isinstance(action.words, Later) else action.words
    keys = ", ".join(shown_keys(each) for each in action.keys)
    if action.held:
        words = tr("Keys", "{0}: press and hold", words)
    made = label(words)
    made.setWordWrap(True)
    made.setAccessibleName(f"{keys}: {words}")
    return made
