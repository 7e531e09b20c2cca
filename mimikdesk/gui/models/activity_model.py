"""The activity list: the newest line on top, the oldest dropped when there are too many."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import Later, later, told
from mimikdesk.services.views import ActivityKind, ActivityRow

Index = QModelIndex | QPersistentModelIndex

MOST_ROWS = 5000
ROW_HEIGHT = 32
TIME, WHAT, ACCOUNT, SYMBOL, TEXT = range(5)
HEADINGS = (
    later("Activity", "Time"),
    later("Activity", "What"),
    later("Activity", "Account"),
    later("Activity", "Contract"),
    later("Activity", "What happened"),
)
ROW_ROLE = Qt.ItemDataRole.UserRole

KINDS: dict[ActivityKind, tuple[Later, str, Tone]] = {
    ActivityKind.LEADER: (later("Activity", "Leader"), "lucide/crown", Tone.ACCENT),
    ActivityKind.COPIED: (later("Activity", "Copied"), "lucide/copy", Tone.POSITIVE),
    ActivityKind.CLIPPED: (later("Activity", "Clipped"), "lucide/scissors", Tone.WARNING),
    ActivityKind.HELD: (later("Activity", "Held back"), "lucide/hand", Tone.WARNING),
    ActivityKind.ROUTINE: (later("Activity", "Nothing to do"), "lucide/equal", Tone.QUIET),
    ActivityKind.FILL: (later("Activity", "Fill"), "lucide/check", Tone.QUIET),
    ActivityKind.FAILED: (later("Activity", "Failed"), "lucide/octagon-x", Tone.DANGER),
    ActivityKind.NOTICE: (later("Activity", "Notice"), "lucide/info", Tone.QUIET),
}
"""Word, drawing and tone of each kind of line."""

_LEVEL_TONE = {Level.INFO: Tone.TEXT, Level.WARNING: Tone.WARNING, Level.CRITICAL: Tone.DANGER}


class ActivityModel(QStandardItemModel):
    def __init__(self, theme: Theme, most_rows: int = MOST_ROWS) -> None:
        super().__init__(0, len(HEADINGS))
        self._theme = theme
        self._most_rows = most_rows
        for column, text in enumerate(HEADINGS):
            heading = QStandardItem(text.tr())
            heading.setFont(fonts.font(fonts.Size.LABEL))
            heading.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, heading)
        theme.changed.connect(self._recolour)

    def add(self, rows: tuple[ActivityRow, ...]) -> None:
        """Put new lines on top; ``rows`` has the oldest first."""
        for row in rows[-self._most_rows :]:
            self.insertRow(0, self._items(row))
        if (surplus := self.rowCount() - self._most_rows) > 0:
            self.removeRows(self._most_rows, surplus)

    def row_at(self, index: Index) -> ActivityRow | None:
        row = index.sibling(index.row(), TIME).data(ROW_ROLE) if index.isValid() else None
        return row if isinstance(row, ActivityRow) else None

    def write_again(self) -> None:
        """Write every sentence as it is to be written now: with its amounts, or with dots for them."""
        for at in range(self.rowCount()):
            row, item = self.row_at(self.index(at, TIME)), self.item(at, TEXT)
            if row is not None and item.text() != (text := told(row.text)):
                item.setText(text)
                item.setToolTip(text)

    def _items(self, row: ActivityRow) -> list[QStandardItem]:
        word = KINDS[row.kind][0].tr()
        texts = (fmt.clock_time(row.utc_ns), word, row.account_name, row.symbol or "", told(row.text))
        items = [QStandardItem(text) for text in texts]
        for item in items:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
        items[TIME].setData(row, ROW_ROLE)
        items[TIME].setToolTip(fmt.day(row.utc_ns))
        items[TEXT].setToolTip(items[TEXT].text())
        self._colour(items, row)
        return items

    def _colour(self, items: list[QStandardItem], row: ActivityRow) -> None:
        _word, drawing, tone = KINDS[row.kind]
        level = _LEVEL_TONE[row.level]
        kind_tone = tone if row.level is Level.INFO else level
        for column, shade in ((TIME, Tone.QUIET), (WHAT, kind_tone), (SYMBOL, Tone.QUIET), (TEXT, level)):
            items[column].setForeground(QBrush(QColor(self._theme.tokens.tone(shade))))
        items[WHAT].setIcon(self._theme.icon(drawing, kind_tone))

    def _recolour(self) -> None:
        for at in range(self.rowCount()):
            row = self.row_at(self.index(at, TIME))
            if row is not None:
                self._colour([self.item(at, column) for column in range(len(HEADINGS))], row)
