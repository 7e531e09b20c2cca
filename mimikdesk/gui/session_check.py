"""The session check: each difference with its answers on top, every account with how it stands below.

It comes by itself at the start when something differs, and whenever it is asked for. It stays until everything is
answered or it is closed; what was not answered stays held, and the strip in the cockpit says so.
"""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui.models.check_model import CLOCK, LOCK, CheckModel
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, plural, tr
from mimikdesk.gui.widgets.difference_block import DifferenceBlock
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.services.control import Control
from mimikdesk.services.views import CheckedDifference, CheckView

Key = tuple[AccountId, Symbol]

SIZE = (1120, 560)
WIDTHS = (200, 180, 150, 184, 52, 60, 140, 76, 100)
"""The account takes what is left; the others keep theirs."""
MOST_BLOCKS = 5
"""Differences that are seen without scrolling."""
_BLOCK = 34

WAITS = later("Check", "Until it is answered, nothing is opened in that contract. Exits go through.")


class SessionCheckWindow(QDialog):
    check_wanted = Signal()

    def __init__(self, control: Control, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Check", "Session check"))
        self.setMinimumSize(720, 360)
        self.resize(*SIZE)
        self._control, self._theme = control, theme
        self._view: CheckView | None = None
        self._known: set[Key] = set()
        self._keys: list[Key] = []
        self._blocks: dict[Key, DifferenceBlock] = {}
        self.model = CheckModel(theme)
        self._icon = QLabel()
        self._headline = label(size=Size.TITLE, strong=True)
        self._explained = label(kind="quiet")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self._scroll = self._scrolled()
        self.table = self._table()
        self.again = QPushButton(tr("Check", "Check again"))
        self.again.setToolTip(tr("Check", "Read every account afresh (F5)"))
        QShortcut(QKeySequence("F5"), self).activated.connect(self.check)
        self.shut = QPushButton(tr("Check", "Close"))
        for button in (self.again, self.shut):
            button.setAutoDefault(False)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._icon)
        top.addWidget(self._headline, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._explained, 1)
        foot.addWidget(self.again)
        foot.addWidget(self.shut)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._scroll)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.again.clicked.connect(self.check)
        self.shut.clicked.connect(self.close)
        theme.changed.connect(self._restyle)

    def check(self) -> None:
        """Ask for fresh reads and show what comes."""
        self._control.check_session()
        self.bring()

    def bring(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        first = next((button for key in self._keys for button in self._blocks[key].buttons.values()), self.again)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def apply(self, view: CheckView) -> None:
        """Show this view; the window comes up by itself for a difference that was not there before."""
        asked_anew = view.asked and self._view is not None and not self._view.asked
        self._view = view
        self.model.apply(view)
        # Columns that would say nothing leave their room to the names.
        self.table.setColumnHidden(LOCK, not any(account.locked for account in view.accounts))
        self.table.setColumnHidden(CLOCK, all(account.skew_ns is None for account in view.accounts))
        wanted: dict[Key, CheckedDifference] = {(each.account, each.symbol): each for each in view.differences}
        for key, difference in wanted.items():
            block = self._blocks.get(key)
            if block is not None and block.difference != difference:
                self._replace(key, difference)
        reorder(self._keys, list(wanted), self._drop, lambda at, key: self._add(at, key, wanted[key]), self._move)
        self._order_tabs()
        self._say(view)
        new = set(wanted) - self._known
        self._known = set(wanted)
        if (new or asked_anew) and not self.isVisible():
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not asked_anew)
            self.show()
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)

    def _order_tabs(self) -> None:
        """Tab goes through the answers from the top, then to the table and the buttons below."""
        answers = [button for key in self._keys for button in self._blocks[key].buttons.values()]
        chain = [*answers, self.table, self.again, self.shut]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _say(self, view: CheckView) -> None:
        count = len(view.differences)
        self._scroll.setVisible(bool(count))
        if count:
            self._scroll.setFixedHeight(min(count, MOST_BLOCKS) * _BLOCK)
            text = plural(
                "Check", "{0} difference from the leader to settle", "{0} differences from the leader to settle", count
            )
        elif not view.complete:
            text = tr("Check", "Reading every account")
        else:
            text = tr("Check", "Every follower fits its leader")
            down = sum(1 for account in view.accounts if not account.read)
            if down:
                text = plural(
                    "Check", "{1}; {0} account could not be read", "{1}; {0} accounts could not be read", down, text
                )
        say(self._headline, text)
        say(self._explained, WAITS.tr() if count else "")
        self._restyle()

    def _replace(self, key: Key, difference: CheckedDifference) -> None:
        at = self._keys.index(key)
        self._drop(at)
        self._keys.pop(at)
        self._keys.insert(at, key)
        self._add(at, key, difference)

    def _add(self, at: int, key: Key, difference: CheckedDifference) -> None:
        block = DifferenceBlock(self._theme, difference)
        block.answered.connect(lambda answer: self._control.answer(*key, answer))
        self._blocks[key] = block
        self._column.insertWidget(at, block)

    def _drop(self, at: int) -> None:
        item = self._column.takeAt(at)
        if item is not None and isinstance(block := item.widget(), DifferenceBlock):
            self._blocks.pop((block.difference.account, block.difference.symbol), None)
            block.hide()
            block.deleteLater()

    def _move(self, old: int, new: int) -> None:
        if (item := self._column.takeAt(old)) is not None and (block := item.widget()) is not None:
            self._column.insertWidget(new, block)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._column)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(tr("Check", "Differences"))
        scroll.setWidget(inside)
        return scroll

    def _table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("boxed")
        table.setAccessibleName(tr("Check", "Accounts"))
        table.setModel(self.model)
        table.setFont(fonts.font())
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setIconSize(QSize(16, 16))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(28)
        header = table.horizontalHeader()
        header.setFixedHeight(28)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        for column, width in enumerate(WIDTHS):
            header.resizeSection(column, width)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        return table

    def _restyle(self) -> None:
        well = self._view is not None and not self._view.differences and self._view.complete
        name, tone = ("lucide/check", Tone.POSITIVE) if well else ("lucide/info", Tone.ACCENT)
        if self._view is not None and self._view.differences:
            name, tone = "lucide/triangle-alert", Tone.WARNING
        self._icon.setPixmap(self._theme.icon(name, tone, 20).pixmap(20, 20))
