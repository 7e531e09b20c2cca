"""The followers' page of the group wizard: who follows, at which size, and what that comes to, side by side."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui.models.picker_model import CONNECTION
from mimikdesk.gui.models.sizes_model import ACCOUNT, COLUMNS, COPIES, LEADER, TRADES, SizesModel
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.account_picker import AccountPicker
from mimikdesk.gui.widgets.follower_form import FollowerForm
from mimikdesk.gui.widgets.parts import label
from mimikdesk.gui.wizards.group_flow import GroupFlow
from mimikdesk.services.group_views import FollowerPreview

PICKER_WIDTH, NARROW_PICKER = 284, 196
NARROW = 760
"""Width in px below which the picker says names only, and the table is set tighter."""
SOON_MS = 150
"""With many followers the sizes are worked out this long after the last key, and not at each."""
MANY = 20


class FollowersPage(QWidget):
    edited = Signal()
    """The flow was changed."""
    remove_wanted = Signal(str)
    """A follower that the edited group has was unticked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._flow: GroupFlow | None = None
        self._previews: tuple[FollowerPreview, ...] = ()
        self._showing = False
        self.picker = AccountPicker(theme, tr("GroupWizard", "Accounts that can follow"), many=True)
        self.symbol = QComboBox()
        self.symbol.setAccessibleName(tr("GroupWizard", "Leader's contract"))
        self.symbol.view().setAccessibleName(tr("GroupWizard", "Leader's contract"))
        self.symbol.setMinimumWidth(96)
        self.contracts, self.money = (
            _chip(tr("GroupWizard", "Contracts")),
            _chip(tr("GroupWizard", "Per point")),
        )
        self.model = SizesModel(theme)
        self.table = SizesTable(self.model)
        self.form = FollowerForm()
        nobody = label(
            tr("GroupWizard", "Tick the accounts that are to take the leader's trades.\nTheir sizes appear here."),
            kind="quiet",
        )
        nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(nobody)
        self._stack.addWidget(self._sized())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.picker)
        row.addWidget(self._stack, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._show_sizes)
        self._connect()

    def show_flow(self, flow: GroupFlow) -> None:
        self._flow = flow
        self.picker.apply(flow.followers, set(flow.typed))
        self._stack.setCurrentIndex(1 if flow.typed else 0)
        symbols = list(flow.symbols)
        if [self.symbol.itemText(at) for at in range(self.symbol.count())] != symbols:
            self.symbol.clear()
            self.symbol.addItems(symbols)
        self.symbol.setCurrentText(flow.shown_symbol or "")
        self.symbol.setEnabled(bool(symbols))
        if len(flow.typed) <= MANY or self.model.rowCount() != len(flow.typed) + 1:
            self._show_sizes()
        else:
            self._show_form()
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.picker.setFixedWidth(NARROW_PICKER if narrow else PICKER_WIDTH)
        self.picker.view.setColumnHidden(CONNECTION, narrow)
        self.table.set_narrow(narrow, money=self.money.isChecked())

    def focus_first(self) -> None:
        self.picker.focus_list()

    def focus_wrong(self) -> None:
        """Show the settings of the first follower with whom something is wrong, and lead to the field."""
        flow = self._flow
        wrong = next((each for each in flow.typed if each in flow.complaints()), None) if flow is not None else None
        if flow is None or wrong is None:
            self.focus_first()
            return
        if wrong not in flow.selected:
            flow.select([wrong])
            self.show_flow(flow)
        self.form.focus_wrong()

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _show_sizes(self) -> None:
        flow = self._flow
        if flow is None:
            return
        self._showing = True
        names = {each.account: each.name for each in (*flow.leaders, *flow.followers)}
        self.model.money = self.money.isChecked()
        self.table.set_narrow(self.width() < NARROW, money=self.model.money)
        self._previews = flow.sizes()
        self.model.apply(flow, names, self._previews)
        self.table.select_accounts(flow.selected)
        self._showing = False
        self._show_form()

    def _show_form(self) -> None:
        flow = self._flow
        if flow is None:
            return
        names = {each.account: each.name for each in flow.followers}
        tens = {row.ten_single_lots for row in self._previews if row.account in flow.selected}
        self.form.show_flow(flow, names, tens.pop() if len(tens) == 1 else None)

    def _ticked(self, accounts: list[AccountId], wanted: bool) -> None:
        flow = self._flow
        if flow is None:
            return
        members = [each for each in accounts if flow.is_member(each)]
        if wanted:
            flow.pick(accounts)
        else:
            flow.drop(accounts)
            for each in members[:1]:
                self.remove_wanted.emit(each)
        self.edited.emit()

    def _set(self, setting: str, value: object) -> None:
        if self._flow is not None:
            self._flow.set_all(**{setting: value})
            self.edited.emit()

    def _selected(self) -> None:
        if self._flow is not None and not self._showing:
            self._flow.select(self.table.selected_accounts())
            self._show_form()

    def _select_all(self) -> None:
        if self._flow is not None:
            self._flow.select(list(self._flow.typed))
            self.edited.emit()

    def _choose_symbol(self, at: int) -> None:
        if self._flow is not None:
            self._flow.symbol = Symbol(self.symbol.itemText(at))
            self.edited.emit()

    def _connect(self) -> None:
        self.picker.ticked.connect(self._ticked)
        self.form.changed.connect(self._set)
        self.form.all_wanted.connect(self._select_all)
        self.symbol.activated.connect(self._choose_symbol)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        group = QButtonGroup(self)
        for chip in (self.contracts, self.money):
            group.addButton(chip)
            chip.clicked.connect(self._show_sizes)
        self.contracts.setChecked(True)

    def _sized(self) -> QWidget:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(tr("GroupWizard", "When the leader opens"), kind="quiet"))
        top.addWidget(self.symbol)
        top.addStretch(1)
        top.addWidget(self.contracts)
        top.addWidget(self.money)
        sized = QWidget()
        column = QVBoxLayout(sized)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)
        return sized


class SizesTable(QTableView):
    def __init__(self, model: SizesModel) -> None:
        super().__init__()
        self._sizes = model
        self.setObjectName("boxed")
        self.setModel(model)
        self.setAccessibleName(tr("GroupWizard", "Sizes of the followers"))
        self.setFont(fonts.font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # accounts of one firm differ at their ends
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.verticalHeader().setMinimumSectionSize(28)
        header = self.horizontalHeader()
        header.setFixedHeight(28)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(ACCOUNT, QHeaderView.ResizeMode.Stretch)
        for column in range(COPIES, COLUMNS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def set_narrow(self, narrow: bool, *, money: bool) -> None:
        """``money``: amounts are shown, which are longer."""
        self.setColumnHidden(COPIES, narrow and money)
        for column in range(COPIES, COLUMNS):
            size = (60 if money else 41) if narrow else 66
            words = {COPIES: 84, TRADES: 64} if narrow else {COPIES: 124, TRADES: 80}
            self.horizontalHeader().resizeSection(column, words.get(column, size))

    def selected_accounts(self) -> list[AccountId]:
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        keys = [self._sizes.key_at(number) for number in numbers]
        return [key for key in keys if key is not None and key != LEADER]

    def select_accounts(self, accounts: set[AccountId]) -> None:
        wanted = [number for number, key in enumerate(self._sizes.keys) if key in accounts]
        now = {index.row() for index in self.selectionModel().selectedRows()}
        if now == set(wanted):
            return
        chosen = QItemSelection()
        for number in wanted:
            chosen.select(self._sizes.index(number, 0), self._sizes.index(number, COLUMNS - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _chip(text: str) -> QPushButton:
    chip = QPushButton(text)
    chip.setProperty("kind", "chip")
    chip.setCheckable(True)
    chip.setAutoDefault(False)
    return chip
