"""The notifications as the panel shows them: newest on top, changed rows only."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import Later, later, told, tr
from mimikdesk.services.views import AlertRow

ROW_ROLE = Qt.ItemDataRole.UserRole

LEVELS: dict[Level, tuple[Later, str, Tone]] = {
    Level.INFO: (later("Alerts", "News"), "lucide/info", Tone.ACCENT),
    Level.WARNING: (later("Alerts", "Warning"), "shapes/triangle", Tone.WARNING),
    Level.CRITICAL: (later("Alerts", "Critical"), "lucide/octagon-x", Tone.DANGER),
}
"""Word, drawing and tone of each level: three shapes, so that colour is not needed to tell them apart."""

OVER = later("Alerts", "over by now")


class AlertsModel(QStandardItemModel):
    """One item for each notification that has its place at the bell."""

    def __init__(self) -> None:
        super().__init__(0, 1)
        self._numbers: list[int] = []
        self._shown: dict[int, AlertRow] = {}

    def apply(self, rows: tuple[AlertRow, ...]) -> None:
        """Show these, newest first."""
        listed = {row.number: row for row in rows if row.bell}
        reorder(self._numbers, list(listed), self._drop, self._add, self._move)
        for at, number in enumerate(self._numbers):
            row = listed[number]
            if self._shown.get(number) != row:
                self._shown[number] = row
                self._write(self.item(at), row)
        for gone in self._shown.keys() - listed.keys():
            del self._shown[gone]

    def write_again(self) -> None:
        """Write every sentence as it is to be written now: with its amounts, or with dots for them."""
        for at, number in enumerate(self._numbers):
            self._write(self.item(at), self._shown[number])

    def row_at(self, index: QModelIndex | QPersistentModelIndex) -> AlertRow | None:
        return self._shown[self._numbers[index.row()]] if index.isValid() else None

    @property
    def unseen(self) -> tuple[AlertRow, ...]:
        """What has not been acknowledged, newest first."""
        return tuple(row for number in self._numbers if not (row := self._shown[number]).acknowledged)

    @staticmethod
    def _write(item: QStandardItem, row: AlertRow) -> None:
        item.setData(row, ROW_ROLE)
        item.setText(told(row.title))
        item.setData(spoken(row), Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(times(row))

    def _drop(self, at: int) -> None:
        self.removeRow(at)

    def _add(self, at: int, _number: int) -> None:
        item = QStandardItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
        self.insertRow(at, item)

    def _move(self, old: int, new: int) -> None:
        self.insertRow(new, self.takeRow(old))


def where(row: AlertRow) -> str:
    """Account, contract, and whether it is over: the quiet line under the title."""
    parts = (row.account_name, row.symbol or "", OVER.tr() if row.over else "")
    return f" {fmt.DOT} ".join(part for part in parts if part)


def sentence(row: AlertRow) -> str:
    """Account and text in one line; the contract only where the text does not name it."""
    symbol = row.symbol if row.symbol and row.symbol not in row.text else ""
    who = ", ".join(part for part in (row.account_name, symbol) if part)
    return ": ".join(part for part in (who, told(row.text)) if part)


def times(row: AlertRow) -> str:
    """When it came, to the millisecond; for a row that stands for several, when they began and how many they are."""
    last = f"{fmt.day(row.last_ns)}, {fmt.clock_time(row.last_ns)}"
    if row.count == 1:
        return last
    first = f"{fmt.day(row.first_ns)}, {fmt.clock_time(row.first_ns)}"
    return tr("Alerts", "{0} times, first {1}; last {2}", row.count, first, last)


def spoken(row: AlertRow) -> str:
    """The whole row for a screen reader."""
    seen = tr("Alerts", "seen") if row.acknowledged else tr("Alerts", "not seen")
    parts = (
        ", ".join((LEVELS[row.level][0].tr(), seen, *((OVER.tr(),) if row.over else ()))),
        told(row.title),
        ", ".join(part for part in (row.account_name, row.symbol or "") if part),
        told(row.text).removesuffix("."),
        told(row.advice).removesuffix("."),
        times(row),
    )
    return ". ".join(part for part in parts if part)
