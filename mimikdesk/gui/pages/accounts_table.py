"""The cockpit's table on the screen: columns, mouse and keyboard on rows, press-and-hold over a row's flatten mark.

Painting is left to Qt altogether: no paint event and no delegate in Python.
"""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip

from mimikdesk.gui.models.cells import Column
from mimikdesk.gui.models.cockpit_model import CockpitModel, Index
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.widgets.hold_button import REPEAT_MS, HoldFill
from mimikdesk.gui.widgets.parts import set_kind
from mimikdesk.services.views import Role

WIDTHS = {
    Column.ACCOUNT: 148,
    Column.ROLE: 60,
    Column.LINE: 124,
    Column.SYMBOL: 68,
    Column.POSITION: 108,
    Column.EXPECTED: 68,
    Column.AVERAGE: 84,
    Column.OPEN_PNL: 88,
    Column.DAY_PNL: 92,
    Column.NET_LIQ: 100,
    Column.ORDERS: 54,
    Column.COPY: 70,
    Column.SLIP: 44,
    Column.STATE: 216,
    Column.SWITCH: 64,
    Column.FLATTEN: 56,
}
"""Widths in px. State is the least it gets; it takes what is left."""

ROW_NORMAL, ROW_DENSE, ROW_HEAD = 32, 26, 44
DENSE_FROM = 25
"""Accounts from which on the table is set tighter."""

FLASH_MS = 700

ACCOUNT_WIDTH = (132, 232)
"""Least and most for the account's name; it takes what the longest name needs whenever accounts come or go."""

GIVES_WAY = (Column.AVERAGE, Column.SLIP, Column.ORDERS, Column.NET_LIQ, Column.COPY, Column.LINE, Column.ROLE)
"""Columns that hide, in this order, when the window is too narrow for all."""


class AccountsTable(QTableView):
    flatten = Signal(object)
    """An AccountRow, after a press and hold."""
    switch = Signal(object)
    """An AccountRow whose copying the trader wants the other way."""
    menu_wanted = Signal(object, QPoint)
    """An AccountRow, and where on the screen."""

    def __init__(self, model: CockpitModel) -> None:
        super().__init__()
        self._board = model
        self._holding: QPersistentModelIndex | None = None
        self._mark = self._overlay("mark")
        self._flashes: list[QFrame] = []
        self.setModel(model)
        self.setAccessibleName("Accounts")
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
        header = self.horizontalHeader()
        header.setFixedHeight(28)
        header.setMinimumSectionSize(32)
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        for column, width in WIDTHS.items():
            fixed = QHeaderView.ResizeMode.Fixed if column >= Column.SWITCH else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, fixed)
            header.resizeSection(column, width)
        header.setSectionResizeMode(Column.STATE, QHeaderView.ResizeMode.Stretch)
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
        model.layout_altered.connect(self._layout_altered)

    def row_rect(self, index: QModelIndex) -> QRect:
        """Where the whole row of ``index`` lies in the viewport."""
        rect = self.visualRect(index)
        return QRect(0, rect.y(), self.viewport().width(), rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._share_width()
        self._place_mark()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        super().currentChanged(current, previous)
        self._place_mark()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        super().scrollContentsBy(dx, dy)
        self._place_mark()
        self._end_flashes()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        set_kind(self._mark, "focus")

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        set_kind(self._mark, "")
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
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        mine = plain and event.key() in (Qt.Key.Key_F, Qt.Key.Key_Space)
        if not mine or not self._is_follower(index):
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

    def _layout_altered(self) -> None:
        self._let_go()
        self._share_height()
        metrics = self.fontMetrics()
        names = (row.name for row in self._board.rows())
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        least, most = ACCOUNT_WIDTH
        self.horizontalHeader().resizeSection(Column.ACCOUNT, min(max(least, longest + 44), most))
        self._share_width()
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
        """Lay the mark of the current row over it; heads of groups have none."""
        index = self.currentIndex()
        self._mark.setVisible(self._board.row_at(index) is not None)
        self._mark.setGeometry(self.row_rect(index))

    def _flash(self, row: int) -> None:
        """Tint the position of a row once, softly."""
        flash = self._overlay("flash")
        flash.setGeometry(self.visualRect(self._board.index(row, Column.POSITION)))
        flash.show()
        self._flashes.append(flash)
        self._flash_over.start()

    def _end_flashes(self) -> None:
        for flash in self._flashes:
            flash.deleteLater()
        self._flashes.clear()

    def _share_height(self) -> None:
        accounts = len(self._board.rows())
        height = ROW_DENSE if accounts >= DENSE_FROM else ROW_NORMAL
        self.clearSpans()
        for row in range(self._board.rowCount()):
            head = self._board.group_at(row) is not None
            self.setRowHeight(row, ROW_HEAD if head else height)
            if head:
                self.setSpan(row, 0, 1, len(Column))

    def _share_width(self) -> None:
        """Hide as many columns as it takes for the state to keep its least width."""
        others = sum(WIDTHS.values()) - WIDTHS[Column.ACCOUNT] + self.columnWidth(Column.ACCOUNT)
        lacking = others - self.viewport().width()
        for column in GIVES_WAY:
            self.setColumnHidden(column, lacking > 0)
            lacking -= WIDTHS[column] if lacking > 0 else 0

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
                QToolTip.showText(below, "Press and hold to flatten this follower.", self)

    def _held(self) -> None:
        held, self._holding = self._holding, None
        row = None if held is None else self._board.row_at(held)
        if row is not None:
            self.flatten.emit(row)

    def _menu_at(self, at: QPoint) -> None:
        index = self.indexAt(at) if self.viewport().rect().contains(at) else self.currentIndex()
        row = self._board.row_at(index)
        if row is not None:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(at))
