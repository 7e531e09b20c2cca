"""A list of accounts to choose from: one, or many with a search above and a button that ticks all that are shown."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.ids import AccountId
from mimikdesk.gui.models.picker_model import ACCOUNT, CONNECTION, LINE, NOTE, PickerModel
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import label, say
from mimikdesk.gui.wizards.group_accounts import Choosable

SEARCH_FROM = 8
"""Accounts from which a search is worth its place in the list of one."""
ROW = 30


class AccountPicker(QWidget):
    chosen = Signal(object)
    """The account of a list of one."""
    ticked = Signal(object, bool)
    """Accounts, and whether they are wanted."""

    def __init__(self, theme: Theme, name: str, *, many: bool) -> None:
        super().__init__()
        self._theme, self._many = theme, many
        self._all: tuple[Choosable, ...] = ()
        self._chosen: set[AccountId] = set()
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("GroupWizard", "Search account or connection"))
        self.search.setAccessibleName(tr("GroupWizard", "Search: {0}", name))
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(
            theme.icon("lucide/search", Tone.QUIET), QLineEdit.ActionPosition.LeadingPosition
        )
        self.all_shown = QPushButton(tr("GroupWizard", "Take all"))
        self.all_shown.setAutoDefault(False)
        self.count = label(kind="quiet")
        self.model = PickerModel(theme, many=many)
        self.view = PickerView(self.model, name, many=many)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.count, 1)
        row.addWidget(self.all_shown)
        foot.setVisible(many)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.search)
        outer.addWidget(self.view, 1)
        outer.addWidget(foot)
        self.search.textChanged.connect(self._refresh)
        self.all_shown.clicked.connect(self._tick_all)
        self.view.toggled.connect(self._toggled)
        theme.changed.connect(lambda: self._glass.setIcon(theme.icon("lucide/search", Tone.QUIET)))

    def apply(self, accounts: tuple[Choosable, ...], chosen: set[AccountId]) -> None:
        self._all, self._chosen = accounts, set(chosen)
        self.search.setVisible(self._many or len(accounts) >= SEARCH_FROM or bool(self.search.text()))
        self._refresh()

    def focus_list(self) -> None:
        """Put the keyboard on the list, at what is chosen; in a list of many at its first row."""
        chosen = next((at for at, key in enumerate(self.model.keys) if key in self._chosen), None)
        self.view.setFocus()
        if chosen is not None or self._many:
            self.view.setCurrentIndex(self.model.index(chosen or 0, ACCOUNT))
        else:
            self.view.clearSelection()  # a row that looks chosen and is not would be passed by

    @property
    def shown(self) -> tuple[Choosable, ...]:
        return tuple(each for each in self._all if each.matches(self.search.text()))

    def _refresh(self) -> None:
        shown = self.shown
        self.model.apply(shown, self._chosen)
        if self._many:
            free = [each for each in shown if each.open and not each.member]
            lacks = any(each.account not in self._chosen for each in free)
            words = tr("GroupWizard", "Take all") if lacks or not free else tr("GroupWizard", "Take none")
            if self.search.text() and free:
                words = f"{words} ({len(free):,})"
            self.all_shown.setText(words)
            self.all_shown.setEnabled(bool(free))
            self._adds = lacks
            say(self.count, tr("GroupWizard", "{0} of {1} chosen", f"{len(self._chosen):,}", f"{len(self._all):,}"))

    def _tick_all(self) -> None:
        accounts = [each.account for each in self.shown if each.open and not each.member]
        self.ticked.emit(accounts, self._adds)

    def _toggled(self, numbers: list[int]) -> None:
        rows = [each for number in numbers if (each := self.model.row_at(number)) is not None and each.open]
        if not rows:
            return
        if self._many:
            # Several rows become what the last of them becomes, as a tick with Shift means it.
            self.ticked.emit([each.account for each in rows], rows[-1].account not in self._chosen)
        else:
            self.chosen.emit(rows[-1].account)


class PickerView(QTableView):
    toggled = Signal(list)
    """Numbers of rows, the pressed one last."""

    def __init__(self, model: PickerModel, name: str, *, many: bool) -> None:
        super().__init__()
        self._many = many
        self.setObjectName("boxed")
        self.setModel(model)
        for column in (LINE, NOTE):
            self.setColumnHidden(column, many)
        self.setAccessibleName(name)
        self.setFont(fonts.font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # accounts of one firm differ at their ends
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        header = self.horizontalHeader()
        header.setFixedHeight(28)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        wide = ACCOUNT if many else NOTE
        for column, width in ((ACCOUNT, 280), (CONNECTION, 120 if many else 190), (LINE, 130), (NOTE, 250)):
            fixed = QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if column == wide else fixed)
            header.resizeSection(column, width)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self._toggle(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """In a list of one, the arrows choose, as among radio buttons."""
        row = self.currentIndex().row()
        chosen = bool(self.selectionModel().selectedRows())
        if event.key() == Qt.Key.Key_Space or (not self._many and not chosen and event.key() == Qt.Key.Key_Down):
            self._press(max(row, 0))
            return
        super().keyPressEvent(event)
        if not self._many and self.currentIndex().row() not in (-1, row):
            self._press(self.currentIndex().row())

    def _press(self, row: int) -> None:
        if row < self.model().rowCount():
            if not self._many:
                self.selectRow(row)
            self._toggle(self.model().index(row, ACCOUNT))

    def _toggle(self, index: QModelIndex) -> None:
        selected = sorted({each.row() for each in self.selectedIndexes()} - {index.row()})
        self.toggled.emit([*selected, index.row()])
