"""The cockpit's table, flat: the head row of a group, its accounts, the head of the next group.

All data is held on the C++ side; Python writes a cell only when what it says has changed, so that an unchanged board
costs a comparison and the view repaints nothing. Never reset: rows are inserted, moved and removed one by one.
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.arrangement import Arrangement, Sorting
from mimikdesk.gui.models.cells import EMPTY, HEADINGS, RIGHT, STATE_SHAPE, Cell, Column, cells
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import tr
from mimikdesk.services.views import AccountRow, BoardView, GroupRow

Index = QModelIndex | QPersistentModelIndex
Key = tuple[GroupId, AccountId | None, int]
"""A group, an account in it (None: the group's head) and the place of the line among the account's lines, so that a
row stays where it is when its instrument changes."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(slots=True, eq=False)
class _Line:
    """One row of the table; ``group`` is set for heads, ``row`` for accounts."""

    items: list[QStandardItem]
    group: GroupRow | None = None
    row: AccountRow | None = None
    first: bool = True
    """Whether it is the account's first line, that shows what belongs to the account as a whole."""
    cells: tuple[Cell, ...] = (EMPTY,) * len(Column)


class CockpitModel(QStandardItemModel):
    layout_altering = Signal()
    """Rows are about to come, go or move."""
    layout_altered = Signal()
    """Rows came, went or moved; heights, spans and widgets laid over head rows must be set again."""
    position_moved = Signal(int)
    """The account in this table row holds another position than before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(Column))
        self._theme = theme
        self._keys: list[Key] = []
        self._lines: list[_Line] = []
        self._hot: _Line | None = None
        self._arrangement = Arrangement()
        self._board = BoardView((), ())
        self._bold = fonts.font(strong=True)
        for column, (text, tip) in HEADINGS.items():
            heading = QStandardItem(text.tr())
            heading.setToolTip(tip.tr())
            heading.setFont(fonts.font(fonts.Size.LABEL))
            heading.setTextAlignment(_RIGHT if column in RIGHT else _LEFT)
            self.setHorizontalHeaderItem(column, heading)
        theme.changed.connect(self._recolour)

    def apply(self, board: BoardView) -> None:
        """Show this board, touching only what differs from the one before."""
        self._board = board
        wanted: dict[Key, GroupRow | AccountRow] = {}
        rows: dict[GroupId, list[AccountRow]] = {group.group: [] for group in board.groups}
        for row in board.rows:
            rows[row.group].append(row)
        for group in board.groups:
            wanted[group.group, None, 0] = group
            for row in self._arrangement.arrange(group.group, rows[group.group]):
                place = 0
                while (row.group, row.account, place) in wanted:
                    place += 1
                wanted[row.group, row.account, place] = row
        if self._keys != list(wanted):
            self.layout_altering.emit()
        altered = reorder(self._keys, list(wanted), self._drop, self._add, self._move)
        for line, (key, value) in zip(self._lines, wanted.items(), strict=True):
            if isinstance(value, AccountRow):
                if value != line.row:
                    line.first = key[2] == 0
                    self._show(line, value)
            elif value != line.group:
                line.group = value
                line.items[0].setData(_spoken(value), Qt.ItemDataRole.AccessibleTextRole)
        if altered:
            self.layout_altered.emit()

    @property
    def sorting(self) -> Sorting | None:
        return self._arrangement.sorting

    def sort_rows(self, sorting: Sorting | None) -> None:
        """Put the accounts of every group in this order now, and keep it while figures move; None for the group's own
        order."""
        self._arrangement.ask(sorting)
        self.apply(self._board)

    def write_again(self) -> None:
        """Write every figure as it is to be written now, for instance hidden."""
        for line in self._lines:
            if line.row is not None:
                self._show(line, line.row)
            elif line.group is not None:
                line.items[0].setData(_spoken(line.group), Qt.ItemDataRole.AccessibleTextRole)

    def key_at(self, index: Index) -> Key | None:
        """What names the table row of an index while rows move; None for no row."""
        return self._keys[index.row()] if index.isValid() else None

    def row_of(self, key: Key) -> int:
        """The table row of a key, -1 where it is gone."""
        return self._keys.index(key) if key in self._keys else -1

    def row_at(self, index: Index) -> AccountRow | None:
        """The account row an index lies in; None for a group's head or no row."""
        return self._lines[index.row()].row if index.isValid() else None

    def group_at(self, row: int) -> GroupRow | None:
        """The group whose head stands in table row ``row``; None where an account stands."""
        return self._lines[row].group

    def rows(self) -> list[AccountRow]:
        """Every account row shown, from top to bottom."""
        return [line.row for line in self._lines if line.row is not None]

    def heat(self, index: Index) -> None:
        """Show the flatten mark of the row of ``index`` in the danger colour, as under the mouse; none when invalid."""
        before, self._hot = self._hot, self._line_at(index)
        if before is not self._hot:
            for line in (before, self._hot):
                if line is not None:
                    cell = line.cells[Column.FLATTEN]
                    self._write(line.items[Column.FLATTEN], EMPTY, self._warmed(line, cell))

    def _line_at(self, index: Index) -> _Line | None:
        if not index.isValid() or self._lines[index.row()].row is None:
            return None
        return self._lines[index.row()]

    def _show(self, line: _Line, row: AccountRow) -> None:
        before, now = line.cells, cells(row, first=line.first)
        moved = line.row is not None and line.row.position != row.position
        line.row, line.cells = row, now
        for column, (old, new) in enumerate(zip(before, now, strict=True)):
            if old != new:
                self._write(line.items[column], old, self._warmed(line, new) if column == Column.FLATTEN else new)
        if moved:
            self.position_moved.emit(line.items[0].row())

    def _warmed(self, line: _Line, cell: Cell) -> Cell:
        return cell._replace(icon_tone=Tone.DANGER) if line is self._hot and cell.icon else cell

    def _write(self, item: QStandardItem, old: Cell, new: Cell) -> None:
        """One change of one cell, told to the view once."""
        role = Qt.ItemDataRole
        if old._replace(text=new.text) == new:  # by far the most frequent, and much the cheaper call
            item.setData(new.text, role.DisplayRole)
            return
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
        self.setItemData(item.index(), data)

    def _recolour(self) -> None:
        """Write every colour again in the theme now in force."""
        for line in self._lines:
            if line.row is None:
                continue
            for item, cell in zip(line.items, line.cells, strict=True):
                item.setForeground(QBrush(QColor(self._theme.tokens.tone(cell.tone))))
                if cell.icon:
                    item.setIcon(self._theme.icon(cell.icon, cell.icon_tone))

    def _add(self, at: int, key: Key) -> None:
        make = self._new_head_item if key[1] is None else self._new_item
        line = _Line([make(column) for column in Column])
        self._lines.insert(at, line)
        self.insertRow(at, line.items)

    def _drop(self, at: int) -> None:
        line = self._lines.pop(at)
        self._hot = None if line is self._hot else self._hot
        self.removeRow(at)

    def _move(self, old: int, new: int) -> None:
        items = self.takeRow(old)
        line = self._lines.pop(old)
        self._lines.insert(new, line)
        self.insertRow(new, items)

    def _new_head_item(self, _column: Column) -> QStandardItem:
        item = QStandardItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren)
        return item

    def _new_item(self, column: Column) -> QStandardItem:
        item = QStandardItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
        item.setTextAlignment(_RIGHT if column in RIGHT else _LEFT)
        item.setForeground(QBrush(QColor(self._theme.tokens.tone(EMPTY.tone))))
        return item


def _spoken(group: GroupRow) -> str:
    word = STATE_SHAPE[group.state][2].tr()
    return tr("Cockpit", "Group {0}, {1}, day {2}", group.name, word, fmt.gain(group.day_pnl))
