"""The cockpit's table on the screen: mouse and keyboard on rows, press-and-hold over a row's flatten mark.

Painting is left to Qt altogether: no paint event and no delegate in Python.
"""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QToolTip

from mimikdesk.domain.ids import GroupId
from mimikdesk.gui.models.cells import Column
from mimikdesk.gui.models.cockpit_model import CockpitModel, Index, Key
from mimikdesk.gui.pages.accounts_columns import Columns
from mimikdesk.gui.pages.accounts_copy import copy_cell, copy_row
from mimikdesk.gui.pages.accounts_rows import ROW_DENSE, Rows
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.hold_button import REPEAT_MS, HoldFill
from mimikdesk.gui.widgets.parts import set_kind
from mimikdesk.services.views import Role

FLASH_MS = 700

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class AccountsTable(QTableView):
    flatten = Signal(object)
    """An AccountRow, after a press and hold."""
    switch = Signal(object)
    """An AccountRow whose copying the trader wants the other way."""
    menu_wanted = Signal(object, QPoint)
    """An AccountRow or a GroupRow, and where on the screen."""
    columns_wanted = Signal(QPoint)
    """The menu of the columns, and where on the screen."""
    why_wanted = Signal(object)
    """An AccountRow whose reason or story the trader wants to read."""
    folded = Signal()
    """Groups were folded or unfolded."""

    def __init__(self, model: CockpitModel) -> None:
        super().__init__()
        self._board = model
        self._holding: QPersistentModelIndex | None = None
        self._mark = self._overlay("mark")
        self._cell_mark = self._overlay("cellmark")
        self._kept: tuple[Key, int] | None = None
        self._flashes: list[QFrame] = []
        self._spare: list[QFrame] = []
        self.setModel(model)
        self.setAccessibleName(tr("Cockpit", "Accounts"))
        self.setFont(fonts.font())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(ROW_DENSE)
        self.setIconSize(QSize(48, 16))  # as wide as the switch with its breach mark
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # The current row is marked by an overlay: a selection would paint over the colours of profit and loss.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)
        self.columns = Columns(self)
        self.rows = Rows(self, model)
        self._flash_over = QTimer(self)
        self._flash_over.setSingleShot(True)
        self._flash_over.setInterval(FLASH_MS)
        self._flash_over.timeout.connect(self._end_flashes)
        model.position_moved.connect(self._flash)
        self._fill = HoldFill(self.viewport())
        self._fill.held.connect(self._held)
        self._key_let_go = QTimer(self)
        self._key_let_go.setSingleShot(True)
        self._key_let_go.setInterval(REPEAT_MS)
        self._key_let_go.timeout.connect(lambda: self._let_go(hint=True))
        model.in_sight = self._rows_in_sight
        model.layout_altering.connect(self._keep_current)
        model.layout_altered.connect(self._layout_altered)
        self.columns.sort_wanted.connect(model.sort_rows)
        header = self.horizontalHeader()
        header.customContextMenuRequested.connect(lambda at: self.columns_wanted.emit(header.mapToGlobal(at)))

    def _rows_in_sight(self) -> range:
        """Hidden rows among them cost nothing worth asking for."""
        if not self.isVisible():
            return range(0)
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(first, 0), self._board.rowCount() if last < 0 else last + 1)

    def row_rect(self, index: QModelIndex) -> QRect:
        """Where the whole row of ``index`` lies in the viewport."""
        rect = self.visualRect(index)
        return QRect(0, rect.y(), self.viewport().width(), rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.columns.share_width()
        self._place_mark()
        self._board.catch_up()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._board.catch_up()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self._place_mark()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        self._board.catch_up()
        self._place_mark()
        self._end_flashes()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        set_kind(self._mark, "focus")
        self._place_mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        set_kind(self._mark, "")
        self._place_mark()
        self._let_go()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and self._over(index, Column.FLATTEN):
            self._begin(index, self.visualRect(index).adjusted(4, 3, -4, -4))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self._board.heat(QModelIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._board.heat(index if self._over(index, Column.FLATTEN) else QModelIndex())
        if self._holding is not None and index != self._holding:
            self._let_go()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if self._holding is not None:
            self._let_go(hint=True)
            return
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and self._over(index, Column.SWITCH):
            self.switch.emit(self._board.row_at(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        mine = plain and event.key() in (Qt.Key.Key_F, Qt.Key.Key_Space)
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_cell(self)
        elif event.modifiers() == _CTRL_SHIFT and event.key() == Qt.Key.Key_C:
            copy_row(self)
        elif event.key() == Qt.Key.Key_F5 and self.columns.sorting is not None:
            self.columns.sort(self.columns.sorting)
        elif plain and self._steps(index, event.key()):
            """The key was for folding or reading."""
        elif not mine or not self._is_follower(index):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            if event.key() == Qt.Key.Key_Space:
                self.switch.emit(self._board.row_at(index))
            elif self._key_let_go.isActive():  # a repeat, told as a release and a press
                self._key_let_go.stop()
                self._fill.resume()
            else:
                self._begin(index, self.row_rect(index))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_F and not event.isAutoRepeat():
            self._fill.pause()
            self._key_let_go.start()
        super().keyReleaseEvent(event)

    def fold(self, group: GroupId, folded: bool) -> None:
        """Show a group's head alone, or its accounts again."""
        if folded != (group in self.rows.folded):
            self.rows.folded.symmetric_difference_update({group})
            self.show_rows()
            self.folded.emit()

    def show_rows(self) -> None:
        """Follow folding and filter. A row that is no longer seen is neither held nor current."""
        if not self.rows.show():
            return
        if self._holding is not None and self.isRowHidden(self._holding.row()):
            self._let_go()
        index = self.currentIndex()
        if index.isValid() and self.isRowHidden(index.row()):
            self.setCurrentIndex(self._head_of(index))
        self._board.catch_up()
        self._end_flashes()
        self._place_mark()

    def _steps(self, index: QModelIndex, key: int) -> bool:
        """Left and right fold and unfold a group on its head, and lead from an account to it; Enter asks for more.
        True when there was anything to do."""
        row = self._board.row_at(index)
        group = self._board.group_at(index.row()) if index.isValid() else None
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if row is not None:
            if enter:
                self.why_wanted.emit(row)
                return True
            if key == Qt.Key.Key_Left and index.column() == Column.ACCOUNT:
                self.setCurrentIndex(self._head_of(index))
                return True
            return False
        if group is None or not (enter or key in (Qt.Key.Key_Left, Qt.Key.Key_Right)):
            return False
        folded = group.group in self.rows.folded
        self.fold(group.group, not folded if enter else key == Qt.Key.Key_Left)
        return True

    def _head_of(self, index: QModelIndex) -> QModelIndex:
        """The head of the group that a row belongs to; no index where that is not shown."""
        at = index.row()
        while at > 0 and self._board.group_at(at) is None:
            at -= 1
        return QModelIndex() if self.isRowHidden(at) else self._board.index(at, 0)

    def _keep_current(self) -> None:
        index = self.currentIndex()
        key = self._board.key_at(index)
        self._kept = None if key is None else (key, index.column())

    def _layout_altered(self) -> None:
        self._let_go()
        self.rows.lay()
        self.columns.fit_names(row.name for row in self._board.rows())
        kept, self._kept = self._kept, None
        if kept is not None and (row := self._board.row_of(kept[0])) >= 0:
            self.setCurrentIndex(self._board.index(row, kept[1]))
        self._end_flashes()
        self._place_mark()

    def _overlay(self, name: str) -> QFrame:
        """A frame drawn over the rows, which lets the mouse through. Colours of cells stay as they are under it."""
        frame = QFrame(self.viewport())
        frame.setObjectName(name)
        frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        frame.hide()
        return frame

    def _place_mark(self) -> None:
        """Lay the marks of the current row and cell over them; the head of a group has one only under the keyboard."""
        index, focus = self.currentIndex(), self.hasFocus()
        row = self._board.row_at(index)
        self._mark.setVisible(row is not None or (focus and index.isValid()))
        self._mark.setGeometry(self.row_rect(index))
        self._cell_mark.setVisible(row is not None and focus)
        self._cell_mark.setGeometry(self.visualRect(index))
        for mark in (self._mark, self._cell_mark):
            mark.raise_()

    def _flash(self, row: int) -> None:
        """Tint the position of a row once, softly, where it is in sight."""
        rect = self.visualRect(self._board.index(row, Column.POSITION))
        if not rect.intersects(self.viewport().rect()):
            return
        flash = self._spare.pop() if self._spare else self._overlay("flash")
        flash.setGeometry(rect)
        flash.show()
        self._flashes.append(flash)
        self._flash_over.start()

    def _end_flashes(self) -> None:
        """Put the tints away for the next time: in a burst of fills, making them is what takes long."""
        for flash in self._flashes:
            flash.hide()
        self._spare += self._flashes
        self._flashes.clear()

    def _is_follower(self, index: QModelIndex) -> bool:
        row = self._board.row_at(index)
        return row is not None and row.role is Role.FOLLOWER

    def _over(self, index: QModelIndex, column: Column) -> bool:
        """Whether ``index`` is a cell of ``column`` that has something to press in it."""
        pressable = index.data(Qt.ItemDataRole.DecorationRole) is not None
        return index.column() == column and pressable and self._is_follower(index)

    def _begin(self, index: QModelIndex, over: QRect) -> None:
        self._holding = QPersistentModelIndex(index)
        self._fill.begin(over)

    def _let_go(self, *, hint: bool = False) -> None:
        held, self._holding = self._holding, None
        if held is not None and self._fill.running:
            self._fill.stop()
            if hint:
                below = self.viewport().mapToGlobal(self._fill.geometry().bottomLeft())
                QToolTip.showText(below, tr("Cockpit", "Press and hold to flatten this follower."), self)

    def _held(self) -> None:
        held, self._holding = self._holding, None
        row = None if held is None else self._board.row_at(held)
        if row is not None:
            self.flatten.emit(row)

    def _menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at) if self.viewport().rect().contains(at) else self.currentIndex()
        row = self._board.row_at(index)
        about = row if row is not None or not index.isValid() else self._board.group_at(index.row())
        if about is not None:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(about, self.viewport().mapToGlobal(at))
