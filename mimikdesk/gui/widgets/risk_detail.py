"""One account on the Risk page: its money, what holds it, what the next trades may cost, its rules and its locks."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mimikdesk.domain.preset import best_day_share
from mimikdesk.domain.risk import RuleKind
from mimikdesk.domain.risk_locks import EndedLock
from mimikdesk.domain.time import SECOND
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.widgets.parts import ElidedLabel, label, rule, say, tab_order
from mimikdesk.gui.widgets.risk_rule import RiskRuleLine
from mimikdesk.services.risk_rows import LockRow, RiskRow, RuleRow

_UNBROKEN = "\N{NO-BREAK SPACE}"
MOST_HISTORY = 8
"""Past locks that are shown; the activity log has all."""
NOTHING = later(
    "Risk", "No rule yet: only its broker limits this account. “Edit rules” has presets of prop firms to begin with."
)


class RiskDetail(QFrame):
    armed = Signal(str, object, bool)
    """Account, RuleKind, and whether the trader wants the rule armed."""
    edit_wanted = Signal(str)
    lock_wanted = Signal(str)
    unlock_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self.row: RiskRow | None = None
        self._keys: list[RuleKind] = []
        self._rows: dict[RuleKind, RuleRow] = {}
        self.lines: dict[RuleKind, RiskRuleLine] = {}
        self._name = ElidedLabel(Size.TITLE, strong=True)
        self._where = ElidedLabel(Size.SMALL, kind="quiet")
        self.edit = QPushButton(tr("Risk", "Edit rules..."))
        self.lock = QPushButton(tr("Risk", "Lock..."))
        self.unlock = QPushButton(tr("Risk", "Unlock..."))
        self._money = label(size=Size.SMALL)
        self._money.setWordWrap(True)
        self.held = self._block("warning", strong=True)
        self.warnings = self._block("warning")
        self.what_if = self._block()
        self.consistency = self._block("quiet")
        self.origin = self._block("quiet")
        self.none = self._block("quiet")
        self.history = self._block("quiet")
        self._history_head = label(tr("Risk", "Past locks"), Size.LABEL, strong=True)
        self._lay_out()
        self.edit.clicked.connect(lambda: self._ask(self.edit_wanted))
        self.lock.clicked.connect(lambda: self._ask(self.lock_wanted))
        self.unlock.clicked.connect(lambda: self._ask(self.unlock_wanted))

    def apply(self, row: RiskRow) -> None:
        if self.row is not None and self.row.account != row.account:
            self._scroll.verticalScrollBar().setValue(0)
        self.row = row
        self._name.say(row.name)
        for button in (self.edit, self.lock, self.unlock):
            button.setAccessibleName(f"{button.text().rstrip('.')}: {row.name}")
        role = tr("Risk", "leads {0}", row.group_name) if row.leads else row.group_name or tr("Risk", "in no group")
        self._where.say(f"{row.connection_name}, {role}" if row.connection_name else role)
        self._say_money(row)
        locks = [lock_text(lock) for lock in row.locks]
        self._tell(self.held, [told(row.closing), *locks, *([] if locks else [told(row.held)])])
        self._tell(self.warnings, [told(text) for text in row.warnings])
        self._tell(self.what_if, [told(row.what_if)])
        self._tell(self.consistency, [consistency(row)])
        preset = row.settings.preset
        self._tell(self.origin, [tr("Risk", "Rules from {0}. Check them with your firm.", preset)] if preset else [])
        self.unlock.setVisible(any(lock.can_unlock for lock in row.locks))
        self._rows = {each.kind: each for each in row.rules}
        reorder(self._keys, list(self._rows), self._drop, self._insert, self._move)
        tab_order(self.edit, self.lock, self.unlock, *(self.lines[key] for key in self._keys))
        for kind, each in self._rows.items():
            if self.lines[kind].row != each:
                self.lines[kind].apply(each)
        self._tell(self.none, [] if row.rules else [NOTHING.tr()])
        self._tell(self.history, [history_text(each) for each in row.history[:MOST_HISTORY]])
        self._history_head.setVisible(bool(row.history))

    def _say_money(self, row: RiskRow) -> None:
        worth = fmt.NONE if row.net_liq is None else fmt.balance(row.net_liq)
        parts = [
            tr("Risk", "Worth {0}", worth),
            tr("Risk", "Day {0}", fmt.gain(row.day_pnl)),
            tr("Risk", "Week {0}", fmt.gain(row.week_pnl)),
        ]
        if row.floor is not None:
            parts.append(tr("Risk", "Floor {0}", fmt.balance(row.floor)))
        if row.at_stop is not None:
            parts.append(tr("Risk", "Day at the stops {0}", fmt.money(row.at_stop)))
        if row.old:
            parts.append(tr("Risk", "Old: no rule fires by these figures"))
        together = (part.replace(" ", _UNBROKEN) for part in parts)
        say(self._money, "   ".join(together), "warning" if row.old else "quiet")

    def _ask(self, signal: object) -> None:
        if self.row is not None:
            signal.emit(self.row.account)  # type: ignore[attr-defined]  # a bound signal of this class

    def _tell(self, target: QLabel, texts: Sequence[str]) -> None:
        text = "\n".join(each for each in texts if each)
        say(target, text)
        target.setVisible(bool(text))

    def _block(self, kind: str = "", *, strong: bool = False) -> QLabel:
        made = label(size=Size.TEXT if strong else Size.SMALL, strong=strong, kind=kind)
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.hide()
        return made

    def _insert(self, at: int, key: RuleKind) -> None:
        line = self.lines[key] = RiskRuleLine(self._theme, self._rows[key])
        line.armed.connect(self._armed)
        self._rules.insertWidget(at, line)

    def _armed(self, kind: RuleKind, on: bool) -> None:
        if self.row is not None:
            self.armed.emit(self.row.account, kind, on)

    def _drop(self, at: int) -> None:
        item = self._rules.takeAt(at)
        if item is not None and isinstance(line := item.widget(), RiskRuleLine):
            self.lines.pop(line.row.kind, None)
            line.hide()
            line.deleteLater()

    def _move(self, old: int, new: int) -> None:
        if (item := self._rules.takeAt(old)) is not None and (line := item.widget()) is not None:
            self._rules.insertWidget(new, line)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._where)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addLayout(names, 1)
        head.setContentsMargins(0, 0, 12, 0)
        for button in (self.edit, self.lock, self.unlock):
            head.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(6)
        for block in (self.held, self.warnings, self.what_if, self.none):
            column.addWidget(block)
        self._rules = QVBoxLayout()
        self._rules.setSpacing(0)
        column.addLayout(self._rules)
        column.addWidget(self.consistency)
        column.addWidget(self.origin)
        column.addSpacing(4)
        column.addWidget(self._history_head)
        column.addWidget(self.history)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(tr("Risk", "Rules of the account"))
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 4, 8)
        outer.setSpacing(8)
        outer.addLayout(head)
        money = QVBoxLayout()
        money.setContentsMargins(0, 0, 12, 0)
        money.addWidget(self._money)
        outer.addLayout(money)
        outer.addWidget(rule())
        outer.addWidget(self._scroll, 1)


def lock_text(lock: LockRow) -> str:
    """Why the account is locked, and until when."""
    if lock.until_ns is None:
        return tr("Risk", "Locked until you unlock it. {0}", told(lock.text))
    return tr("Risk", "Locked until {0}. {1}", moment(lock.until_ns), told(lock.text))


def history_text(ended: EndedLock) -> str:
    since, until = moment(ended.lock.since_ns), moment(ended.ended_ns)
    return tr("Risk", "{0} to {1}: {2} {3}", since, until, told(ended.lock.text), told(ended.how))


def consistency(row: RiskRow) -> str:
    """The share of the best day in the profit of the days that are known; information, no rule."""
    days = [pnl for _, pnl in row.days]
    if row.day_pnl is not None:
        days.append(row.day_pnl)
    share = best_day_share(days)
    if share is None or len(days) < 2:
        return ""
    return tr("Risk", "Consistency: the best of {0} trading days has made {1} % of their profit.", len(days), share)


def moment(utc_ns: int) -> str:
    """A day and a time of day on this computer's clock: ``Fri 27 Nov 17:00``."""
    local = datetime.fromtimestamp(utc_ns // SECOND, UTC).astimezone()
    return f"{local:%a} {local.day} {local:%b %H:%M}"
