"""The cockpit's table, flat: the head row of a group, its accounts, the head of the next group.

All data is held on the C++ side; Python writes a cell only when what it says has changed, so that an unchanged board
costs a comparison and the view repaints nothing. Never reset: rows are inserted, moved and removed one by one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.arrangement import Arrangement, Sorting
from mimikdesk.gui.models.cells import (
    EMPTY,
    HEADINGS,
    MONEY,
    RIGHT,
    STATE_SHAPE,
    Cell,
    Column,
    cells,
    money_cells,
    only_money_moved,
)
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


_PATIENCE = 10
"""Batches after which money that nobody sees is written all the same: a reader of the whole table is not far behind."""


@dataclass(slots=True, eq=False)
class _Line:
    """One row of the table; ``group`` is set for heads, ``row`` for accounts."""

    items: list[QStandardItem]
    group: GroupRow | None = None
    row: AccountRow | None = None
    first: bool = True
    """Whether it is the account's first line, that shows what belongs to the account as a whole."""
    late: AccountRow | None = None
    """What the account is by now, where only money moved and nobody sees it: not written yet."""
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
        self._brushes: dict[Tone, QBrush] = {}
        self.in_sight: Callable[[], range] | None = None
        """Which table rows are seen now, where somebody knows. Money in the others is written some batches later."""
        self._batch = 0
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
        seen, self._batch = self._seen(), self._batch + 1
        for at, (line, (key, value)) in enumerate(zip(self._lines, wanted.items(), strict=True)):
            if isinstance(value, AccountRow):
                if value != line.row:
                    line.first = key[2] == 0
                    if at in seen or at % _PATIENCE == self._batch % _PATIENCE or not _can_wait(line, value):
                        self._show(line, value)
                    else:
                        line.late = value
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
                self._show(line, line.late or line.row, whole=True)
            elif line.group is not None:
                line.items[0].setData(_spoken(line.group), Qt.ItemDataRole.AccessibleTextRole)

    def key_at(self, index: Index) -> Key | None:
        """What names the table row of an index while rows move; None for no row."""
        return self._keys[index.row()] if index.isValid() else None

    def row_of(self, key: Key) -> int:
        """The table row of a key, -1 where it is gone."""
        return self._keys.index(key) if key in self._keys else -1

    def catch_up(self) -> None:
        """Write what was not written yet of the rows that are seen now."""
        for at in self._seen():
            if at < len(self._lines) and (late := self._lines[at].late) is not None:
                self._show(self._lines[at], late)

    def _seen(self) -> range:
        return self.in_sight() if self.in_sight is not None else range(len(self._lines))

    def row_at(self, index: Index) -> AccountRow | None:
        """The account row an index lies in; None for a group's head or no row."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        return line.late or line.row

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

    def _show(self, line: _Line, row: AccountRow, *, whole: bool = False) -> None:
        """Write what differs. ``whole``: also what differs by how it is to be written, and not by the row."""
        before, old = line.row, line.cells
        line.row, line.late = row, None
        if not whole and before is not None and only_money_moved(before, row):
            line.cells = (*old[: MONEY.start], *money_cells(row, first=line.first), *old[MONEY.stop :])
            for column in MONEY:
                if old[column] != line.cells[column]:
                    self._write(line.items[column], old[column], line.cells[column])
            return
        line.cells = cells(row, first=line.first)
        for column, (was, new) in enumerate(zip(old, line.cells, strict=True)):
            if was != new:
                self._write(line.items[column], was, self._warmed(line, new) if column == Column.FLATTEN else new)
        if before is not None and before.position != row.position:
            self.position_moved.emit(line.items[0].row())

    def _warmed(self, line: _Line, cell: Cell) -> Cell:
        return cell._replace(icon_tone=Tone.DANGER) if line is self._hot and cell.icon else cell

    def _write(self, item: QStandardItem, old: Cell, new: Cell) -> None:
        """One change of one cell, told to the view once."""
        role = Qt.ItemDataRole
        if old[1:] == new[1:]:  # by far the most frequent, and much the cheaper call
            item.setData(new.text, role.DisplayRole)
            return
        data: dict[int, object] = {}
        if old.text != new.text:
            data[role.DisplayRole] = new.text
        if old.tone != new.tone:
            data[role.ForegroundRole] = self._brush(new.tone)
        if (old.icon, old.icon_tone) != (new.icon, new.icon_tone):
            data[role.DecorationRole] = self._theme.icon(new.icon, new.icon_tone) if new.icon else None
        if old.tip != new.tip:
            data[role.ToolTipRole] = new.tip
        if old.spoken != new.spoken:
            data[role.AccessibleTextRole] = new.spoken or None
        if old.strong != new.strong:
            data[role.FontRole] = self._bold if new.strong else None
        self.setItemData(item.index(), data)

    def _brush(self, tone: Tone) -> QBrush:
        brush = self._brushes.get(tone)
        if brush is None:
            brush = self._brushes[tone] = QBrush(QColor(self._theme.tokens.tone(tone)))
        return brush

    def _recolour(self) -> None:
        """Write every colour again in the theme now in force."""
        self._brushes.clear()
        for line in self._lines:
            if line.row is None:
                continue
            for item, cell in zip(line.items, line.cells, strict=True):
                item.setForeground(self._brush(cell.tone))
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
        item.setForeground(self._brush(EMPTY.tone))
        return item


def _can_wait(line: _Line, row: AccountRow) -> bool:
    return line.row is not None and only_money_moved(line.row, row)


def _spoken(group: GroupRow) -> str:
    word = STATE_SHAPE[group.state][2].tr()
    return tr("Cockpit", "Group {0}, {1}, day {2}", group.name, word, fmt.gain(group.day_pnl))
