"""The Risk page: every account with its nearest limit, and the rules, locks and what-if of the one that is chosen."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.ids import AccountId
from mimikdesk.gui.lock_window import LockWindow, UnlockWindow
from mimikdesk.gui.models.risk_model import ACCOUNT, DAY, NEAREST, USED, RiskModel
from mimikdesk.gui.preset_source import PresetSource
from mimikdesk.gui.risk_window import RiskWindow
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import plural, told, tr
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.parts import ElidedLabel, label, page_header, say
from mimikdesk.gui.widgets.risk_detail import RiskDetail, moment
from mimikdesk.services.control import Control
from mimikdesk.services.risk_rows import RiskRow, RiskView

_ROW = 30
_WIDTHS = (0, 176, 140, 88, 60, 92)
"""The account takes what is left; the others keep theirs."""
_DETAIL = (350, 470)
_NARROW = 1240
"""Width of the page in px below which the table keeps to the account, its state and what is left."""


class RiskPage(QWidget):
    def __init__(self, control: Control, theme: Theme, presets: PresetSource) -> None:
        super().__init__()
        self.setObjectName("page")
        self._control = control
        self.view: RiskView | None = None
        self.model = RiskModel(theme)
        self.table = _Table(self.model)
        self.detail = RiskDetail(theme)
        self.editor = RiskWindow(presets, self)
        self.locking = LockWindow(self)
        self.unlocking = UnlockWindow(self)
        self._day = ElidedLabel(kind="quiet")
        self._day.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._refused = label(kind="danger")
        self._refused.setWordWrap(True)
        self._refused.hide()
        self.edit = QPushButton(tr("Risk", "Rules and presets..."))
        self.edit.setProperty("kind", "accent")
        self.lock = QPushButton(tr("Risk", "Lock..."))
        empty = EmptyState(
            theme,
            "shapes/shield",
            tr("Risk", "No account yet"),
            tr(
                "Risk",
                "Each account may have limits of its own, and those of its prop firm. They appear with the accounts.",
            ),
        )
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(card, 1)
        row.addWidget(self.detail)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(both)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        title = label(tr("Risk", "Risk"), Size.DISPLAY, strong=True)
        column.addWidget(page_header(title, 8, self._day, self.lock, self.edit))
        column.addWidget(self._refused)
        column.addWidget(self._stack, 1)
        self._connect()
        self._say_buttons()

    def apply(self, view: RiskView) -> None:
        self.view = view
        chosen = self.detail.row.account if self.detail.row is not None else None
        self.model.apply(view)
        self._stack.setCurrentIndex(1 if view.rows else 0)
        self._say_day(view)
        say(self._refused, told(view.refused))
        self._refused.setVisible(bool(view.refused))
        if view.rows and not self.table.currentIndex().isValid():
            self._choose(self.model.row_of(chosen) if chosen is not None else 1)
        self._show_current()
        self._say_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where room is short, what the detail says too gives way in the table."""
        super().resizeEvent(event)
        self.detail.setFixedWidth(max(_DETAIL[0], min(_DETAIL[1], self.width() * 2 // 5)))
        for column in (NEAREST, USED, DAY):
            self.table.setColumnHidden(column, self.width() < _NARROW)

    def write_again(self) -> None:
        """Write every amount as it is to be written now: as it is, or hidden."""
        self.model.write_again()
        row = self.detail.row
        if row is not None:
            for line in self.detail.lines.values():
                line.apply(line.row)
            self.detail.apply(row)

    def chosen(self) -> tuple[RiskRow, ...]:
        """The accounts of the chosen lines; a group's line stands for all of its accounts."""
        return self.model.accounts_at([index.row() for index in self.table.selectionModel().selectedRows(ACCOUNT)])

    def show_account(self, account: AccountId) -> None:
        """Make this account the current one, where it is listed."""
        self._choose(self.model.row_of(account))

    def _choose(self, row: int | None) -> None:
        if row is not None and row < self.model.rowCount():
            index = self.model.index(row, ACCOUNT)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)

    def _show_current(self) -> None:
        """The current account in the detail; of a group's line its first account."""
        rows = self.model.accounts_at([self.table.currentIndex().row()])
        self.detail.setVisible(bool(rows))
        if rows and self.detail.row != rows[0]:
            self.detail.apply(rows[0])

    def _say_day(self, view: RiskView) -> None:
        text = tr("Risk", "Trading day {0}, until {1}", view.day, moment(view.day_end_ns))
        if view.holiday:
            text = tr("Risk", "{0}. Short: {1}", text, told(view.holiday))
        self._day.say(text if view.rows else "")

    def _say_buttons(self) -> None:
        count = len(self.chosen())
        self.edit.setEnabled(count > 0)
        self.lock.setEnabled(count > 0)
        one, many = tr("Risk", "Rules and presets..."), tr("Risk", "Lock...")
        if count > 1:
            one = plural("Risk", "Rules of {0} account...", "Rules of {0} accounts...", count)
            many = plural("Risk", "Lock {0} account...", "Lock {0} accounts...", count)
        for button, text in ((self.edit, one), (self.lock, many)):
            if button.text() != text:
                button.setText(text)

    def _edit(self) -> None:
        if rows := self.chosen():
            self.editor.open_for(rows)

    def _lock(self) -> None:
        if rows := self.chosen():
            self.locking.open_for(rows)

    def _row(self, account: str) -> tuple[RiskRow, ...]:
        rows = self.view.rows if self.view is not None else ()
        return tuple(row for row in rows if row.account == account)

    def _unlock(self, account: str) -> None:
        for row in self._row(account):
            self.unlocking.open_for(row)

    def _menu(self, at: QPoint) -> None:
        rows = self.chosen()
        if not rows:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.edit.text(), self._edit)
        menu.addAction(self.lock.text(), self._lock)
        unlock = menu.addAction(tr("Risk", "Unlock..."), lambda: self._unlock(rows[0].account))
        unlock.setEnabled(len(rows) == 1 and any(lock.can_unlock for lock in rows[0].locks))
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _connect(self) -> None:
        control = self._control
        selection = self.table.selectionModel()
        selection.currentChanged.connect(lambda *_: self._show_current())
        selection.selectionChanged.connect(lambda *_: self._say_buttons())
        self.table.activated.connect(lambda _index: self._edit())
        self.table.customContextMenuRequested.connect(self._menu)
        self.edit.clicked.connect(self._edit)
        self.lock.clicked.connect(self._lock)
        self.detail.edit_wanted.connect(lambda account: self.editor.open_for(self._row(account)))
        self.detail.lock_wanted.connect(lambda account: self.locking.open_for(self._row(account)))
        self.detail.unlock_wanted.connect(self._unlock)
        self.detail.armed.connect(lambda account, kind, on: control.arm_risk((AccountId(account),), kind, on))
        self.editor.saved.connect(control.set_risk)
        self.locking.locked.connect(control.lock_accounts)
        self.locking.self_locked.connect(control.self_lock)
        self.unlocking.unlocked.connect(lambda account, reason: control.unlock_account(AccountId(account), reason))


class _Table(QTableView):
    def __init__(self, model: RiskModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(tr("Risk", "Accounts and their nearest limits"))
        self.setFont(fonts.font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(48)
        for column, width in enumerate(_WIDTHS):
            mode = QHeaderView.ResizeMode.Stretch if column == ACCOUNT else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if width:
                header.resizeSection(column, width)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
