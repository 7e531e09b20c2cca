"""The accounts of the Risk page as a table: a line for each group, its accounts below; changed cells only."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.domain.risk import RuleState
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.cells import Cell
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.risk_words import LOSS_KINDS, RULE_NAMES, STATE_SHAPES, STATE_WORDS
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, plural, told, tr
from mimikdesk.gui.widgets.risk_rule import left_of
from mimikdesk.services.risk_rows import RiskRow, RiskView, RuleRow

HEADINGS = (
    (later("Risk", "Account"), later("Risk", "A group, and the accounts in it, the leader first")),
    (later("Risk", "State"), later("Risk", "The worst state of its rules, or what it is locked by")),
    (later("Risk", "Nearest limit"), later("Risk", "The armed rule that matters most now")),
    (later("Risk", "Left"), later("Risk", "How far that limit is")),
    (later("Risk", "Used"), later("Risk", "The share of that limit that is used up")),
    (later("Risk", "Day"), later("Risk", "Profit or loss of the trading day, with open trades and fees")),
)
ACCOUNT, STATE, NEAREST, LEFT, USED, DAY = range(len(HEADINGS))
_RIGHT = {LEFT, USED, DAY}
_WORST = (RuleState.BREACHED, RuleState.LOCKED, RuleState.NEAR, RuleState.ARMED, RuleState.OFF)
NO_GROUP = later("Risk", "Accounts in no group")

Key = AccountId | GroupId | None
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GroupLine:
    """``group``: None for the accounts that are in none."""

    group: GroupId | None
    name: str
    rows: tuple[RiskRow, ...]


class RiskModel(QStandardItemModel):
    def __init__(self, theme: Theme) -> None:
        super().__init__(0, len(HEADINGS))
        self._theme = theme
        self._keys: list[tuple[bool, Key]] = []
        self._lines: dict[tuple[bool, Key], GroupLine | RiskRow] = {}
        self._shown: dict[tuple[bool, Key], tuple[Cell, ...]] = {}
        for column, (text, tip) in enumerate(HEADINGS):
            heading = QStandardItem(text.tr())
            heading.setToolTip(tip.tr())
            heading.setFont(fonts.font(fonts.Size.LABEL))
            heading.setTextAlignment(_alignment(column))
            self.setHorizontalHeaderItem(column, heading)
        theme.changed.connect(self._recolour)

    def apply(self, view: RiskView) -> None:
        self._lines = {}
        for line in group_lines(view.rows):
            self._lines[True, line.group] = line
            self._lines |= {(False, row.account): row for row in line.rows}
        reorder(self._keys, list(self._lines), self._drop, self._add, self._move)
        self._shown = {key: shown for key, shown in self._shown.items() if key in self._lines}
        for at, (key, about) in enumerate(self._lines.items()):
            now = group_cells(about) if isinstance(about, GroupLine) else cells(about)
            before = self._shown.get(key)
            for column, cell in enumerate(now):
                if before is None or before[column] != cell:
                    self._write(self.item(at, column), cell)
            self._shown[key] = now

    def write_again(self) -> None:
        """Write every amount as it is to be written now: as it is, or hidden."""
        for at, (key, line) in enumerate(self._lines.items()):
            self._shown[key] = group_cells(line) if isinstance(line, GroupLine) else cells(line)
            for column, cell in enumerate(self._shown[key]):
                self._write(self.item(at, column), cell)

    def line_at(self, row: int) -> GroupLine | RiskRow | None:
        return self._lines[self._keys[row]] if 0 <= row < len(self._keys) else None

    def row_of(self, account: AccountId) -> int | None:
        key = (False, account)
        return self._keys.index(key) if key in self._lines else None

    def accounts_at(self, rows: list[int]) -> tuple[RiskRow, ...]:
        """The accounts of these lines, each once and in the order of the table; a group's line stands for its own."""
        found: dict[AccountId, RiskRow] = {}
        for row in sorted(rows):
            line = self.line_at(row)
            for each in line.rows if isinstance(line, GroupLine) else (line,) if line is not None else ():
                found[each.account] = each
        return tuple(found.values())

    def _add(self, at: int, key: tuple[bool, Key]) -> None:
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
        for at, key in enumerate(self._keys):
            for column, cell in enumerate(self._shown[key]):
                self._write(self.item(at, column), cell)


def group_lines(rows: tuple[RiskRow, ...]) -> list[GroupLine]:
    """The groups in the order of their first account, with all their accounts; those in none at the end."""
    groups: dict[GroupId | None, list[RiskRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    alone = groups.pop(None, [])
    lines = [GroupLine(group, its[0].group_name, tuple(its)) for group, its in groups.items()]
    return [*lines, GroupLine(None, NO_GROUP.tr(), tuple(alone))] if alone else lines


def nearest(row: RiskRow) -> RuleRow | None:
    """The armed rule that matters most now: the one in the worst state, then a limit of losses, then the most used."""
    known = [each for each in row.rules if each.rule.armed and each.used is not None]

    def weight(each: RuleRow) -> tuple[int, bool, int]:
        return (-_WORST.index(each.state), each.kind in LOSS_KINDS, each.used or 0)

    return max(known, key=weight, default=None)


def cells(row: RiskRow) -> tuple[Cell, ...]:
    """All cells of one account in column order."""
    near = nearest(row)
    tone = _tone(row.state)
    spoken = tr("Risk", "{0}, leader", row.name) if row.leads else row.name
    name = Cell(f"    {row.name}", Tone.TEXT, tip=row.name, spoken=spoken)
    if near is None:
        limit = Cell(fmt.NONE if row.rules else tr("Risk", "no rules"), Tone.QUIET)
        return (name, _state(row), limit, Cell(fmt.NONE, Tone.QUIET), Cell(fmt.NONE, Tone.QUIET), _day(row))
    loud = near.state in (RuleState.NEAR, RuleState.BREACHED, RuleState.LOCKED)
    quiet = tone if loud else Tone.TEXT
    return (
        name,
        _state(row),
        Cell(RULE_NAMES[near.kind].tr(), quiet, tip=told(near.text)),
        Cell(left_of(near), quiet),
        Cell(f"{near.used} %", quiet),
        _day(row),
    )


def group_cells(line: GroupLine) -> tuple[Cell, ...]:
    """What stands in a group's line: how many accounts in which state, and the day of all."""
    count = plural("Risk", "{0} account", "{0} accounts", len(line.rows))
    states = [row.state for row in line.rows]
    worst = next((state for state in _WORST if state in states), RuleState.OFF)
    parts = [
        tr("Risk", "{0} {1}", states.count(state), STATE_WORDS[state].tr().lower())
        for state in _WORST[:3]
        if state in states
    ]
    usual = tr("Risk", "in order") if any(row.rules for row in line.rows) else tr("Risk", "no rules")
    days = [row.day_pnl for row in line.rows]
    known = [day for day in days if day is not None]
    day = sum(known, Decimal(0)) if len(known) == len(days) else None
    shape, tone = STATE_SHAPES[worst]
    empty = Cell("", Tone.TEXT)
    return (
        Cell(f"{line.name}  ({count})", Tone.TEXT, tip=line.name, strong=True),
        Cell(", ".join(parts) or usual, Tone.TEXT if parts else Tone.QUIET, shape, tone, strong=True),
        empty,
        empty,
        empty,
        Cell(fmt.gain(day), _gain_tone(day), strong=True),
    )


def _state(row: RiskRow) -> Cell:
    shape, tone = STATE_SHAPES[row.state]
    word = STATE_WORDS[row.state].tr()
    if row.closing:
        word = tr("Risk", "Being flattened")
    elif row.locks:
        word = tr("Risk", "Locked")
        shape, tone = STATE_SHAPES[RuleState.LOCKED]
    elif not row.rules:
        return Cell(tr("Risk", "No rules"), Tone.QUIET)
    off = sum(not each.rule.armed for each in row.rules)
    tip = plural("Risk", "{0} rule is saved but not armed.", "{0} rules are saved but not armed.", off) if off else ""
    if off and row.state in (RuleState.ARMED, RuleState.NEAR) and not row.locks:
        word = tr("Risk", "{0}, {1} not armed", word, off)
    return Cell(word, _tone(row.state), shape, tone, tip=tip)


def _day(row: RiskRow) -> Cell:
    tip = tr("Risk", "This figure is old; no rule fires by it.") if row.old else ""
    return Cell(fmt.gain(row.day_pnl), Tone.QUIET if row.old else _gain_tone(row.day_pnl), tip=tip)


def _tone(state: RuleState) -> Tone:
    if state in (RuleState.BREACHED, RuleState.LOCKED):
        return Tone.DANGER
    return Tone.WARNING if state is RuleState.NEAR else Tone.QUIET


def _gain_tone(amount: Decimal | None) -> Tone:
    if not amount or fmt.money_hidden():
        return Tone.QUIET
    return Tone.POSITIVE if amount > 0 else Tone.NEGATIVE


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
