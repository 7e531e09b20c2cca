"""The activity list: the newest line on top, the oldest dropped when there are too many."""

import re

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import format as fmt
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.services.views import ActivityKind, ActivityRow

Index = QModelIndex | QPersistentModelIndex

MOST_ROWS = 5000
ROW_HEIGHT = 32
TIME, WHAT, ACCOUNT, SYMBOL, TEXT = range(5)
HEADINGS = ("Time", "What", "Account", "Contract", "What happened")
ROW_ROLE = Qt.ItemDataRole.UserRole

KINDS: dict[ActivityKind, tuple[str, str, Tone]] = {
    ActivityKind.LEADER: ("Leader", "lucide/crown", Tone.ACCENT),
    ActivityKind.COPIED: ("Copied", "lucide/copy", Tone.POSITIVE),
    ActivityKind.CLIPPED: ("Clipped", "lucide/scissors", Tone.WARNING),
    ActivityKind.HELD: ("Held back", "lucide/hand", Tone.WARNING),
    ActivityKind.ROUTINE: ("Nothing to do", "lucide/equal", Tone.QUIET),
    ActivityKind.FILL: ("Fill", "lucide/check", Tone.QUIET),
    ActivityKind.FAILED: ("Failed", "lucide/octagon-x", Tone.DANGER),
    ActivityKind.NOTICE: ("Notice", "lucide/info", Tone.QUIET),
}
"""Word, drawing and tone of each kind of line."""

_LEVEL_TONE = {Level.INFO: Tone.TEXT, Level.WARNING: Tone.WARNING, Level.CRITICAL: Tone.DANGER}


class ActivityModel(QStandardItemModel):
    def __init__(self, theme: Theme, most_rows: int = MOST_ROWS) -> None:
        super().__init__(0, len(HEADINGS))
        self._theme = theme
        self._most_rows = most_rows
        for column, text in enumerate(HEADINGS):
            heading = QStandardItem(text)
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

    def _items(self, row: ActivityRow) -> list[QStandardItem]:
        word = KINDS[row.kind][0]
        texts = (fmt.clock_time(row.utc_ns), word, row.account_name, row.symbol or "", row.text)
        items = [QStandardItem(text) for text in texts]
        for item in items:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
        items[TIME].setData(row, ROW_ROLE)
        items[TIME].setToolTip(fmt.day(row.utc_ns))
        items[TEXT].setToolTip(row.text)
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


_WORDS = re.compile(r'"([^"]+)"|(\S+)')


class ActivityFilter(QSortFilterProxyModel):
    """Leaves the lines that contain every word looked for, of the kind looked for.

    Words in quotes belong together: they are an account's whole name, or stand so in the sentence.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._phrases: list[str] = []
        self._kinds: frozenset[ActivityKind] | None = None

    def look_for(self, text: str) -> None:
        self.beginFilterChange()
        found: list[tuple[str, str]] = _WORDS.findall(text.casefold())
        self._phrases = [phrase for phrase, _word in found if phrase]
        self._words = [word for _phrase, word in found if word]
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def only(self, kinds: frozenset[ActivityKind] | None) -> None:
        """Kinds to leave; None for all."""
        self.beginFilterChange()
        self._kinds = kinds
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: N802
        row = self.sourceModel().index(source_row, TIME, source_parent).data(ROW_ROLE)
        if not isinstance(row, ActivityRow):
            return False
        if self._kinds is not None and row.kind not in self._kinds:
            return False
        account, sentence = row.account_name.casefold(), row.text.casefold()
        if not all(phrase == account or phrase in sentence for phrase in self._phrases):
            return False
        whole = f"{row.account_name} {row.symbol or ''} {KINDS[row.kind][0]} {row.text} {row.advice}".casefold()
        return all(word in whole for word in self._words)
