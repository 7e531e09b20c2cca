"""One rule of one account: its state as shape and word, how much of its limit is used up, and its armed switch."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from mimikdesk.domain.risk import RuleState
from mimikdesk.gui import format as fmt
from mimikdesk.gui.risk_words import NOT_ARMED, RULE_NAMES, STATE_SHAPES, STATE_WORDS, amount, figures
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say, set_kind
from mimikdesk.services.risk_rows import RuleRow

_BAR = {
    RuleState.OFF: "off",
    RuleState.ARMED: "",
    RuleState.NEAR: "warning",
    RuleState.BREACHED: "danger",
    RuleState.LOCKED: "danger",
}
_WORD = {
    RuleState.OFF: "quiet",
    RuleState.ARMED: "quiet",
    RuleState.NEAR: "warning",
    RuleState.BREACHED: "danger",
    RuleState.LOCKED: "danger",
}


class RiskRuleLine(QFrame):
    armed = Signal(object, bool)
    """RuleKind, and whether the trader wants it armed."""

    def __init__(self, theme: Theme, row: RuleRow) -> None:
        super().__init__()
        self.setObjectName("riskrule")
        self._theme, self.row = theme, row
        name = RULE_NAMES[row.kind].tr()
        self._mark = QLabel()
        self._mark.setFixedWidth(16)
        self._name = label(name, strong=True)
        self.state = label(size=Size.SMALL)
        self.figures = ElidedLabel(Size.SMALL, kind="quiet")
        self.figures.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.switch = QCheckBox(tr("Risk", "Armed"))
        self.switch.setAccessibleName(tr("Risk", "{0} armed", name))
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Risk", "{0}: share of the limit that is used up", name))
        self.left = label(size=Size.SMALL)
        self.text = label(size=Size.SMALL, kind="quiet")
        self.text.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark)
        head.addWidget(self._name)
        head.addWidget(self.state)
        head.addWidget(self.figures, 1)
        head.addWidget(self.switch)
        self._middle = QWidget()
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(24, 0, 0, 0)
        middle.setSpacing(12)
        middle.addWidget(self.bar, 1)
        middle.addWidget(self.left)
        self.text.setContentsMargins(24, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._middle)
        column.addWidget(self.text)
        self.switch.clicked.connect(lambda on: self.armed.emit(self.row.kind, on))
        theme.changed.connect(self._draw)
        self.apply(row)

    def apply(self, row: RuleRow) -> None:
        self.row = row
        state = row.state if row.rule.armed else RuleState.OFF
        loud = state not in (RuleState.OFF, RuleState.ARMED)  # those two stand beside the switch
        say(self.state, STATE_WORDS[state].tr() if loud else "", _WORD[state])
        self.state.setVisible(loud)
        self.figures.say(figures(row.rule))
        self.switch.setChecked(row.rule.armed)
        self._middle.setVisible(row.used is not None)
        if row.used is not None:
            self.bar.setValue(row.used)
            set_kind(self.bar, _BAR[state])
            said = tr("Risk", "{0} left", left_of(row))
            say(self.left, said, _WORD[state])
            self.bar.setAccessibleDescription(said)
        if row.rule.armed:
            say(self.text, told(row.text), "quiet")
        else:
            say(self.text, NOT_ARMED.tr(), "warning")
        self.text.setVisible(bool(self.text.text()))
        self._draw()

    def _draw(self) -> None:
        shape, tone = STATE_SHAPES[self.row.state if self.row.rule.armed else RuleState.OFF]
        self._mark.setPixmap(self._theme.icon(shape, tone, 16).pixmap(16, 16))


def left_of(row: RuleRow) -> str:
    """How far the limit is, in money without a sign or as a number."""
    if row.left is None:
        return fmt.NONE
    text = amount(row.kind, row.left)
    return text.lstrip("+")
