"""The accounts of the session check as a table: one row each, changed cells only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.cells import LINE_SHAPE, Cell
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.summary import LINE_WORDS
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.services.views import CheckedAccount, CheckView, Role

HEADINGS = (
    (later("Check", "Account"), later("Check", "The account, the leader of a group first")),
    (later("Check", "Group"), later("Check", "The copy group, and the account's role in it")),
    (later("Check", "Connection"), later("Check", "The login the account hangs on, and its line")),
    (later("Check", "Position"), later("Check", "What the broker says the account holds")),
    (later("Check", "Orders"), later("Check", "Working orders")),
    (later("Check", "Foreign"), later("Check", "Working orders that are not MimikDesk's")),
    (later("Check", "Lock"), later("Check", "Whether a risk rule keeps the account from opening")),
    (later("Check", "Clock"), later("Check", "The broker's clock against this computer's")),
    (later("Check", "Read"), later("Check", "Whether the account was read since the check was asked for")),
)
ORDERS, FOREIGN, LOCK, CLOCK = 4, 5, 6, 7
_RIGHT = {ORDERS, FOREIGN, CLOCK}

SKEW = 1_000 * MILLISECOND
"""Clocks that are further apart than this are worth a colour."""


class CheckModel(QStandardItemModel):
    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(HEADINGS))
        self._theme = theme
        self._keys: list[AccountId] = []
        self._shown: dict[AccountId, tuple[Cell, ...]] = {}
        for column, (text, tip) in enumerate(HEADINGS):
            heading = QStandardItem(text.tr())
            heading.setToolTip(tip.tr())
            heading.setFont(fonts.font(fonts.Size.LABEL))
            heading.setTextAlignment(_alignment(column))
            self.setHorizontalHeaderItem(column, heading)
        theme.changed.connect(self._recolour)

    def apply(self, view: CheckView) -> None:
        accounts = {account.account: account for account in view.accounts}
        reorder(self._keys, list(accounts), self._drop, self._add, self._move)
        self._shown = {key: shown for key, shown in self._shown.items() if key in accounts}
        for row, (key, account) in enumerate(accounts.items()):
            now = cells(account)
            before = self._shown.get(key)
            for column, cell in enumerate(now):
                if before is None or before[column] != cell:
                    self._write(self.item(row, column), cell)
            self._shown[key] = now

    def _add(self, at: int, key: AccountId) -> None:
        items = [QStandardItem() for _ in HEADINGS]
        for column, item in enumerate(items):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren)
            item.setTextAlignment(_alignment(column))
        self._shown.pop(key, None)
        self.insertRow(at, items)

    def _drop(self, at: int) -> None:
        self.removeRow(at)

    def _move(self, old: int, new: int) -> None:
        self.insertRow(new, self.takeRow(old))

    def _write(self, item: QStandardItem, cell: Cell) -> None:
        role = Qt.ItemDataRole
        data: dict[int, object] = {
            role.DisplayRole: cell.text,
            role.ForegroundRole: QBrush(QColor(self._theme.tokens.tone(cell.tone))),
            role.DecorationRole: self._theme.icon(cell.icon, cell.icon_tone) if cell.icon else None,
            role.ToolTipRole: cell.tip or None,
            role.AccessibleTextRole: cell.spoken or None,
            role.FontRole: fonts.font(strong=cell.strong),
        }
        self.setItemData(item.index(), data)

    def _recolour(self) -> None:
        for row, key in enumerate(self._keys):
            for column, cell in enumerate(self._shown[key]):
                self._write(self.item(row, column), cell)


def cells(account: CheckedAccount) -> tuple[Cell, ...]:
    """All cells of one account in column order."""
    quiet = Cell(fmt.NONE, Tone.QUIET)
    leads = account.role is Role.LEADER
    group = tr("Check", "{0}, leader", account.group_name) if leads else account.group_name
    if account.role is None:
        group = tr("Check", "no group")
    held = ", ".join(f"{fmt.side(qty)} {symbol}" for symbol, qty in account.positions)
    foreign, locked = account.foreign_orders, told(account.locked)
    return (
        Cell(account.name, tip=account.name, strong=leads),
        Cell(group, Tone.QUIET, tip=group),
        _line(account),
        Cell(held, tip=held) if held else Cell(fmt.side(0), Tone.QUIET),
        Cell(str(account.working_orders)) if account.working_orders else Cell("0", Tone.QUIET),
        Cell(str(foreign), Tone.WARNING, "shapes/triangle", Tone.WARNING) if foreign else Cell("0", Tone.QUIET),
        Cell(locked, Tone.WARNING, "shapes/square", Tone.WARNING, locked) if locked else quiet,
        _skew(account),
        _read(account),
    )


def _line(account: CheckedAccount) -> Cell:
    shape, tone = LINE_SHAPE[account.line]
    word = LINE_WORDS[account.line].tr()
    words = f"{account.connection_name}: {word}"
    up = account.line is LineState.CONNECTED
    return Cell(
        account.connection_name if up else word[:1].upper() + word[1:],
        Tone.QUIET if up else tone,
        shape,
        tone,
        words,
        words,
    )


def _skew(account: CheckedAccount) -> Cell:
    if account.skew_ns is None:
        return Cell(fmt.NONE, Tone.QUIET, tip=tr("Check", "Not known"))
    sign = fmt.MINUS if account.skew_ns < 0 else "+"
    far = abs(account.skew_ns) >= SKEW
    return Cell(f"{sign}{fmt.duration(abs(account.skew_ns))}", Tone.WARNING if far else Tone.QUIET)


def _read(account: CheckedAccount) -> Cell:
    if account.read:
        return Cell(tr("Check", "read"), Tone.QUIET, "shapes/dot", Tone.POSITIVE)
    if account.line is not LineState.CONNECTED:
        return Cell(tr("Check", "no line"), Tone.WARNING, "shapes/triangle", Tone.WARNING)
    return Cell(tr("Check", "reading"), Tone.QUIET, "shapes/ring", Tone.ACCENT)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
