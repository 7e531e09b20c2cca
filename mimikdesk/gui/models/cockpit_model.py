"""The cockpit's table: a head row for each group, account rows under it.

All data is held on the C++ side; Python writes a cell only when what it says has changed, so that an unchanged board
costs a comparison and the view repaints nothing. Never reset: rows are inserted, moved and removed one by one.
"""

from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.cells import EMPTY, HEADINGS, RIGHT, STATE_SHAPE, Cell, Column, cells
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.services.views import AccountRow, BoardView, GroupRow

Index = QModelIndex | QPersistentModelIndex
Key = tuple[AccountId, int]
"""An account and the place of the line among its lines, so that a row stays when its instrument changes."""

ROW_NORMAL, ROW_DENSE, ROW_HEAD = 32, 26, 44
DENSE_FROM = 25
"""Rows from which on the table is set tighter."""
FLASH_MS = 700

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(slots=True, eq=False)
class _Line:
    items: list[QStandardItem]
    row: AccountRow | None = None
    cells: tuple[Cell, ...] = (EMPTY,) * len(Column)
    flashing: bool = False


@dataclass(slots=True, eq=False)
class _Section:
    head: list[QStandardItem]
    group: GroupRow | None = None
    keys: list[Key] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)


class CockpitModel(QStandardItemModel):
    layout_altered = Signal()
    """Rows came, went or moved; widgets laid over head rows must be set again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(Column))
        self._theme = theme
        self._order: list[GroupId] = []
        self._sections: dict[GroupId, _Section] = {}
        self._marked: _Line | None = None
        self._hot: _Line | None = None
        self._row_height = ROW_NORMAL
        self._bold = fonts.font(strong=True)
        self._flash_over = QTimer(self)
        self._flash_over.setSingleShot(True)
        self._flash_over.setInterval(FLASH_MS)
        self._flash_over.timeout.connect(self._end_flash)
        for column, (text, tip) in HEADINGS.items():
            heading = QStandardItem(text)
            heading.setToolTip(tip)
            heading.setFont(fonts.font(fonts.Size.LABEL))
            heading.setTextAlignment(_RIGHT if column in RIGHT else _LEFT)
            self.setHorizontalHeaderItem(column, heading)
        theme.changed.connect(self._recolour)

    def apply(self, board: BoardView) -> None:
        """Show this board, touching only what differs from the one before."""
        self._set_density(ROW_DENSE if len(board.rows) >= DENSE_FROM else ROW_NORMAL)
        altered = reorder(
            self._order, [group.group for group in board.groups], self._drop_group, self._add_group, self._move_group
        )
        rows: dict[GroupId, dict[Key, AccountRow]] = {group: {} for group in self._order}
        for row in board.rows:
            of_group = rows[row.group]
            place = 0
            while (row.account, place) in of_group:
                place += 1
            of_group[row.account, place] = row
        for group in board.groups:
            section = self._sections[group.group]
            altered |= self._lay_lines(section, list(rows[group.group]))
            if group != section.group:
                section.group = group
                section.head[0].setData(_spoken(group), Qt.ItemDataRole.AccessibleTextRole)
            for line, ((_, place), row) in zip(section.lines, rows[group.group].items(), strict=True):
                if row != line.row:
                    self._show(line, row, first=place == 0)
        if altered:
            self.layout_altered.emit()

    def row_at(self, index: Index) -> AccountRow | None:
        """The account row an index lies in; None for a group's head or no row."""
        line = self._line_at(index)
        return None if line is None else line.row

    def rows(self) -> list[AccountRow]:
        """Every account row shown, from top to bottom."""
        sections = (self._sections[group] for group in self._order)
        return [line.row for section in sections for line in section.lines if line.row is not None]

    def group_at(self, index: Index) -> GroupRow | None:
        """The group whose head an index lies in."""
        if not index.isValid() or index.parent().isValid():
            return None
        return self._sections[self._order[index.row()]].group

    def head_index(self, group: GroupId) -> QModelIndex:
        return self._sections[group].head[0].index()

    def mark(self, index: Index) -> None:
        """Give the row of ``index`` the background of the current row, and take it from the one before."""
        before, self._marked = self._marked, self._line_at(index)
        for line in (before, self._marked):
            if line is not None and before is not self._marked:
                self._paint_ground(line, list(Column))

    def heat(self, index: Index) -> None:
        """Show the flatten mark of the row of ``index`` in the danger colour, as under the mouse; none when invalid."""
        before, self._hot = self._hot, self._line_at(index)
        if before is not self._hot:
            for line in (before, self._hot):
                if line is not None:
                    cell = line.cells[Column.FLATTEN]
                    self._write(line.items[Column.FLATTEN], EMPTY, self._warmed(line, cell))

    def _line_at(self, index: Index) -> _Line | None:
        if not index.isValid() or not index.parent().isValid():
            return None
        return self._sections[self._order[index.parent().row()]].lines[index.row()]

    def _show(self, line: _Line, row: AccountRow, *, first: bool) -> None:
        before, now = line.cells, cells(row, first=first)
        moved = line.row is not None and line.row.position != row.position
        line.row, line.cells = row, now
        for column, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                self._write(line.items[column], old, self._warmed(line, new) if column == Column.FLATTEN else new)
        if moved and not line.flashing:
            line.flashing = True
            self._paint_ground(line, [Column.POSITION])
            self._flash_over.start()

    def _warmed(self, line: _Line, cell: Cell) -> Cell:
        return cell._replace(icon_tone=Tone.DANGER) if line is self._hot and cell.icon else cell

    def _write(self, item: QStandardItem, old: Cell, new: Cell) -> None:
        """One change of one cell, told to the view once."""
        role = Qt.ItemDataRole
        data: dict[int, object] = {}
        if old.text != new.text:
            data[role.DisplayRole] = new.text
        if old.tone != new.tone:
            data[role.ForegroundRole] = QBrush(QColor(self._theme.tokens.tone(new.tone)))
        if (old.icon, old.icon_tone) != (new.icon, new.icon_tone):
            data[role.DecorationRole] = self._theme.icon(new.icon, new.icon_tone) if new.icon else None
        if old.tip != new.tip:
            data[role.ToolTipRole] = new.tip
        if old.spoken != new.spoken:
            data[role.AccessibleTextRole] = new.spoken or None
        if old.strong != new.strong:
            data[role.FontRole] = self._bold if new.strong else None
        if data:
            self.setItemData(item.index(), data)

    def _recolour(self) -> None:
        """Write every colour again in the theme now in force."""
        for line in self._lines():
            for item, cell in zip(line.items, line.cells, strict=True):
                item.setForeground(QBrush(QColor(self._theme.tokens.tone(cell.tone))))
                if cell.icon:
                    item.setIcon(self._theme.icon(cell.icon, cell.icon_tone))
            self._paint_ground(line, list(Column))

    def _paint_ground(self, line: _Line, columns: list[Column]) -> None:
        tokens = self._theme.tokens
        ground = QBrush(QColor(tokens.selected)) if line is self._marked else None
        for column in columns:
            flash = line.flashing and column is Column.POSITION
            brush = QBrush(QColor(tokens.accent_soft)) if flash else ground
            line.items[column].setData(brush, Qt.ItemDataRole.BackgroundRole)

    def _end_flash(self) -> None:
        for line in self._lines():
            if line.flashing:
                line.flashing = False
                self._paint_ground(line, [Column.POSITION])

    def _lines(self) -> list[_Line]:
        return [line for section in self._sections.values() for line in section.lines]

    def _set_density(self, height: int) -> None:
        if height != self._row_height:
            self._row_height = height
            for line in self._lines():
                for item in line.items:
                    item.setSizeHint(QSize(0, height))

    def _add_group(self, at: int, group: GroupId) -> None:
        head = [QStandardItem() for _ in Column]
        for item in head:
            item.setSizeHint(QSize(0, ROW_HEAD))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self._sections[group] = _Section(head)
        self.insertRow(at, head)

    def _drop_group(self, at: int) -> None:
        gone = next(group for group, section in self._sections.items() if section.head[0].row() == at)
        self._forget(self._sections.pop(gone).lines)
        self.removeRow(at)

    def _move_group(self, old: int, new: int) -> None:
        self.insertRow(new, self.takeRow(old))

    def _lay_lines(self, section: _Section, keys: list[Key]) -> bool:
        head = section.head[0]

        def drop(at: int) -> None:
            self._forget([section.lines.pop(at)])
            head.removeRow(at)

        def add(at: int, _key: Key) -> None:
            line = _Line([self._new_item(column) for column in Column])
            section.lines.insert(at, line)
            head.insertRow(at, line.items)

        def move(old: int, new: int) -> None:
            section.lines.insert(new, section.lines.pop(old))
            head.insertRow(new, head.takeRow(old))

        return reorder(section.keys, keys, drop, add, move)

    def _new_item(self, column: Column) -> QStandardItem:
        item = QStandardItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
        item.setTextAlignment(_RIGHT if column in RIGHT else _LEFT)
        item.setSizeHint(QSize(0, self._row_height))
        item.setForeground(QBrush(QColor(self._theme.tokens.tone(EMPTY.tone))))
        return item

    def _forget(self, lines: list[_Line]) -> None:
        if self._marked in lines:
            self._marked = None
        if self._hot in lines:
            self._hot = None


def _spoken(group: GroupRow) -> str:
    word = STATE_SHAPE[group.state][2]
    return f"Group {group.name}, {word}, day {fmt.money(group.day_pnl)}"
