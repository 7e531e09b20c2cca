"""The columns of the cockpit's table: which show, in which order, how wide, and which one the rows are sorted by.

Columns give way when the window is narrow, so that the state and the flatten mark are always in sight; those that the
trader asked for give way last. What he chose is put in words that survive a change of the columns.
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from mimikdesk.gui.models.arrangement import VALUES, Sorting
from mimikdesk.gui.models.cells import Column

WIDTHS = {
    Column.ACCOUNT: 148,
    Column.ROLE: 60,
    Column.LINE: 124,
    Column.SYMBOL: 68,
    Column.POSITION: 108,
    Column.EXPECTED: 76,
    Column.AVERAGE: 84,
    Column.OPEN_PNL: 88,
    Column.DAY_PNL: 92,
    Column.NET_LIQ: 100,
    Column.LIMIT: 72,
    Column.ORDERS: 54,
    Column.STOP: 56,
    Column.COPY: 70,
    Column.SLIP: 44,
    Column.STATE: 216,
    Column.SWITCH: 64,
    Column.FLATTEN: 56,
}
"""Widths in px. State is the least it gets; it takes what is left."""

ACCOUNT_WIDTH = (132, 232)
"""Least and most for the account's name; it takes what the longest name needs, until the trader sets a width."""
LEAST_WIDTH, MOST_WIDTH = 32, 600

GIVES_WAY = (
    Column.AVERAGE,
    Column.SLIP,
    Column.COPY,
    Column.NET_LIQ,
    Column.ORDERS,
    Column.LINE,
    Column.ROLE,
    Column.STOP,
    Column.LIMIT,
)
"""Columns that hide, in this order, when the window is too narrow for all."""

CHOOSABLE = (*GIVES_WAY, Column.SYMBOL, Column.EXPECTED, Column.OPEN_PNL, Column.DAY_PNL)
"""Columns that may be hidden. Who it is, what it holds, how it stands, and what stops it always show."""

_LAST = (Column.SWITCH, Column.FLATTEN)
"""Always at the right edge, in this order."""

_SHOWN, _HIDDEN, _ORDER, _WIDTHS, _SORT = "shown", "hidden", "order", "widths", "sort"


class Columns(QObject):
    """Rules over the header of ``view``."""

    altered = Signal()
    """The trader changed something that is worth remembering."""
    sort_wanted = Signal(object)
    """A ``Sorting``, or None for the groups' own order."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._wished: dict[Column, bool] = {}
        self._widths: dict[Column, int] = {}
        self._sorting: Sorting | None = None
        self._busy = True
        header = self._header = view.horizontalHeader()
        header.setFixedHeight(28)
        header.setMinimumSectionSize(LEAST_WIDTH)
        header.setMaximumSectionSize(10 * MOST_WIDTH)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(False)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setSortIndicatorShown(True)
        for column in Column:
            fixed = QHeaderView.ResizeMode.Fixed if column in _LAST else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, fixed)
        self._set_widths()
        header.setSectionResizeMode(Column.STATE, QHeaderView.ResizeMode.Stretch)
        self._show_sorting()
        self._busy = False
        header.sectionMoved.connect(self._moved)
        header.sectionResized.connect(self._resized)
        header.sectionClicked.connect(self._clicked)

    # --- what the trader chooses ----------------------------------------------------------------------------------

    def wanted(self, column: Column) -> bool:
        """Whether it shows, or would if there were room."""
        return self._wished.get(column, not self._view.isColumnHidden(column))

    def choose(self, column: Column, show: bool) -> None:
        """Show or hide a column; one that is asked for gives way after those that were not."""
        self._wished[column] = show
        self.share_width()
        self.altered.emit()

    def reset(self) -> None:
        """All columns, in the order and width they came in."""
        self._wished.clear()
        self._widths.clear()
        self._busy = True
        for visual, column in enumerate(Column):
            self._header.moveSection(self._header.visualIndex(column), visual)
        self._set_widths()
        self._busy = False
        self.share_width()
        self.altered.emit()

    @property
    def sorting(self) -> Sorting | None:
        return self._sorting

    def sort(self, sorting: Sorting | None) -> None:
        self._sorting = sorting
        self._show_sorting()
        self.sort_wanted.emit(sorting)
        self.altered.emit()

    def shown(self) -> list[Column]:
        """The columns that show, from left to right."""
        order = (Column(self._header.logicalIndex(visual)) for visual in range(len(Column)))
        return [column for column in order if not self._view.isColumnHidden(column)]

    # --- sharing the width ----------------------------------------------------------------------------------------

    def fit_names(self, names: Iterable[str]) -> None:
        """Give the account as much as the longest of these names needs."""
        if Column.ACCOUNT not in self._widths:
            metrics = self._view.fontMetrics()
            longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
            least, most = ACCOUNT_WIDTH
            self._resize(Column.ACCOUNT, min(max(least, longest + 44), most))
        self.share_width()

    def share_width(self) -> None:
        """Hide what the trader hid, and then as many columns as it takes for the state to keep its least width."""
        away = {column for column, show in self._wished.items() if not show}
        lacking = sum(self._width(column) for column in Column if column not in away) - self._view.viewport().width()
        asked = [column for column in GIVES_WAY if self._wished.get(column)]
        for column in (*(column for column in GIVES_WAY if column not in asked), *asked):
            if lacking > 0 and column not in away:
                away.add(column)
                lacking -= self._width(column)
        for column in CHOOSABLE:
            if self._view.isColumnHidden(column) != (column in away):
                self._view.setColumnHidden(column, column in away)

    def _width(self, column: Column) -> int:
        if column is Column.ACCOUNT:
            return self._view.columnWidth(column)
        return self._widths.get(column, WIDTHS[column])

    def _set_widths(self) -> None:
        for column in Column:
            if column is not Column.STATE:
                self._resize(column, self._widths.get(column, WIDTHS[column]))

    def _resize(self, column: Column, width: int) -> None:
        busy, self._busy = self._busy, True
        self._header.resizeSection(column, width)
        self._busy = busy

    # --- the header's own events ----------------------------------------------------------------------------------

    def _resized(self, logical: int, old: int, new: int) -> None:
        column = Column(logical)
        if self._busy or column is Column.STATE or column in _LAST or not (old and new):
            return
        self._widths[column] = min(new, MOST_WIDTH)
        self.share_width()
        self.altered.emit()

    def _moved(self, _logical: int, _old: int, _new: int) -> None:
        if self._busy:
            return
        self._keep_ends()
        self.altered.emit()

    def _keep_ends(self) -> None:
        self._busy = True
        self._header.moveSection(self._header.visualIndex(Column.ACCOUNT), 0)
        for column in _LAST:
            self._header.moveSection(self._header.visualIndex(column), len(Column) - 1)
        self._busy = False

    def _clicked(self, logical: int) -> None:
        """Up, down, and then the groups' own order again."""
        column = Column(logical)
        if column not in VALUES:
            return
        sorting: Sorting | None = Sorting(column)
        if self._sorting is not None and self._sorting.column is column:
            sorting = None if self._sorting.descending else Sorting(column, descending=True)
        self.sort(sorting)

    def _show_sorting(self) -> None:
        sorting = self._sorting
        down = sorting is not None and sorting.descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(-1 if sorting is None else sorting.column, order)

    # --- memory ---------------------------------------------------------------------------------------------------

    def memory(self) -> dict[str, str]:
        """What was chosen, as texts; "" for what was not."""
        order = [Column(self._header.logicalIndex(visual)) for visual in range(len(Column))]
        sorting = self._sorting
        return {
            _SHOWN: _names(column for column, show in self._wished.items() if show),
            _HIDDEN: _names(column for column, show in self._wished.items() if not show),
            _ORDER: "" if order == list(Column) else _names(order),
            _WIDTHS: ",".join(f"{column.name}:{width}" for column, width in sorted(self._widths.items())),
            _SORT: "" if sorting is None else f"{sorting.column.name}{':down' if sorting.descending else ''}",
        }

    def restore(self, values: Mapping[str, str]) -> None:
        """Take back what ``memory`` gave; what is not understood is left out."""
        self._wished = {column: True for column in _columns(values.get(_SHOWN, "")) if column in CHOOSABLE}
        self._wished |= {column: False for column in _columns(values.get(_HIDDEN, "")) if column in CHOOSABLE}
        for part in values.get(_WIDTHS, "").split(","):
            name, _, width = part.partition(":")
            column = Column.__members__.get(name)
            if column is not None and column not in _LAST and width.isascii() and width.isdigit():
                self._widths[column] = min(max(int(width), LEAST_WIDTH), MOST_WIDTH)
        self._busy = True
        for visual, column in enumerate(_columns(values.get(_ORDER, ""))):
            self._header.moveSection(self._header.visualIndex(column), visual)
        self._keep_ends()
        self._set_widths()
        self._busy = False
        name, _, down = values.get(_SORT, "").partition(":")
        by = Column.__members__.get(name)
        self._sorting = Sorting(by, down == "down") if by in VALUES else None
        self._show_sorting()
        self.sort_wanted.emit(self._sorting)
        self.share_width()


def _names(columns: Iterable[Column]) -> str:
    return ",".join(column.name for column in columns)


def _columns(text: str) -> list[Column]:
    """Columns by their names, each once; unknown names are those of another version."""
    known = (Column.__members__.get(name) for name in text.split(","))
    return list(dict.fromkeys(column for column in known if column is not None))
