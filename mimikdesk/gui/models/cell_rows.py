"""A table whose rows are compared by key and whose cells are written only where they have changed."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.gui.models.cells import Cell
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme

Key = TypeVar("Key")


class CellRows(QStandardItemModel, Generic[Key]):
    """``headings``: text and tooltip of each column. ``right``: columns of figures."""

    def __init__(self, theme: Theme, headings: Sequence[tuple[str, str]], right: frozenset[int] = frozenset()) -> None:
        super().__init__(0, len(headings))
        self._theme, self._right = theme, right
        self.keys: list[Key] = []
        self._shown: dict[Key, tuple[Cell, ...]] = {}
        for column, (text, tip) in enumerate(headings):
            heading = QStandardItem(text)
            heading.setToolTip(tip)
            heading.setFont(fonts.font(fonts.Size.LABEL))
            heading.setTextAlignment(self._alignment(column))
            self.setHorizontalHeaderItem(column, heading)
        theme.changed.connect(self._recolour)

    def apply_cells(self, rows: Mapping[Key, tuple[Cell, ...]]) -> None:
        reorder(self.keys, list(rows), self._drop, self._add, self._move)
        self._shown = {key: shown for key, shown in self._shown.items() if key in rows}
        for number, (key, now) in enumerate(rows.items()):
            before = self._shown.get(key)
            for column, cell in enumerate(now):
                if before is None or before[column] != cell:
                    self._write(number, column, cell)
            self._shown[key] = now

    def key_at(self, number: int) -> Key | None:
        return self.keys[number] if 0 <= number < len(self.keys) else None

    def _write(self, number: int, column: int, cell: Cell) -> None:
        role = Qt.ItemDataRole
        data: dict[int, object] = {
            role.DisplayRole: cell.text,
            role.ForegroundRole: QBrush(QColor(self._theme.tokens.tone(cell.tone))),
            role.DecorationRole: self._theme.icon(cell.icon, cell.icon_tone) if cell.icon else None,
            role.ToolTipRole: cell.tip or None,
            role.AccessibleTextRole: cell.spoken or None,
            role.FontRole: fonts.font(strong=cell.strong),
        }
        self.setItemData(self.index(number, column), data)

    def _add(self, at: int, key: Key) -> None:
        items = []
        for column in range(self.columnCount()):
            item = QStandardItem()
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
            item.setTextAlignment(self._alignment(column))
            items.append(item)
        self._shown.pop(key, None)
        self.insertRow(at, items)

    def _drop(self, at: int) -> None:
        self.removeRow(at)

    def _move(self, old: int, new: int) -> None:
        self.insertRow(new, self.takeRow(old))

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _recolour(self) -> None:
        for number, key in enumerate(self.keys):
            for column, cell in enumerate(self._shown[key]):
                self._write(number, column, cell)
