"""The table of the guard: one line per kind of finding, with what is done about it, how soon and from which size."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.guard import FindingKind, GuardAction
from mimikdesk.domain.guard_words import ACTION_NAMES, KIND_HINTS, KIND_NAMES, KIND_SENTENCES
from mimikdesk.gui.guard_draft import KINDS, RuleRow
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.widgets.parts import label, rule, say, set_kind

NOT_WATCHED = later("Guard", "Not watched")

ACTION_WIDTH, NUMBER_WIDTH = 152, 54
_BESIDE_ACTION = 44
"""Of a choice's width: frame, margins and arrow."""


def action_width() -> int:
    """Px for what is done, the same in every line: as much as the longest of the words needs."""
    face = QFontMetrics(fonts.font())
    longest = max(face.horizontalAdvance(action_name(action)) for action in (None, *ACTION_NAMES))
    return max(ACTION_WIDTH, longest + _BESIDE_ACTION)


def action_name(action: GuardAction | None) -> str:
    return NOT_WATCHED.tr() if action is None else told(ACTION_NAMES[action])


class GuardRules(QFrame):
    action_chosen = Signal(object, object)
    """A FindingKind and a GuardAction, None for not watched."""
    tolerance_typed = Signal(object, str)
    contracts_typed = Signal(object, str)
    put_back = Signal(object)
    """A FindingKind whose rule is to be the profile's again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.lines = {kind: RuleLine(theme, kind) for kind in KINDS}
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for column, text in (
            (1, tr("Guard", "Finding")),
            (2, tr("Guard", "What is done")),
            (3, tr("Guard", "After")),
            (4, tr("Guard", "Tolerated")),
        ):
            grid.addWidget(label(text, fonts.Size.LABEL, kind="quiet"), 0, column)
        grid.setRowMinimumHeight(0, 22)
        for number, (kind, line) in enumerate(self.lines.items()):
            at = 1 + 3 * number
            grid.addWidget(rule(), at, 0, 1, 6)
            for column, widget in enumerate(line.cells):
                grid.addWidget(widget, at + 1, column)
            grid.setRowMinimumHeight(at + 1, 46)
            grid.addWidget(line.error, at + 2, 1, 1, 5)
            line.action.activated.connect(partial(self._chosen, kind))
            line.tolerance.textEdited.connect(partial(self.tolerance_typed.emit, kind))
            line.contracts.textEdited.connect(partial(self.contracts_typed.emit, kind))
            line.back.clicked.connect(partial(self._put_back, kind))

    def apply(self, rows: tuple[RuleRow, ...]) -> None:
        for row in rows:
            self.lines[row.kind].apply(row)

    def first_wrong(self) -> QLineEdit | None:
        """The first field whose text cannot be used."""
        fields = (field for line in self.lines.values() for field in (line.tolerance, line.contracts))
        return next((field for field in fields if field.property("kind") == "wrong"), None)

    def _chosen(self, kind: FindingKind, at: int) -> None:
        self.action_chosen.emit(kind, self.lines[kind].choices[at])

    def _put_back(self, kind: FindingKind, _checked: bool = False) -> None:
        self.put_back.emit(kind)
        line = self.lines[kind]
        (line.action if line.action.isVisible() else line.tolerance).setFocus()  # the button that was pressed is gone


class RuleLine:
    """The widgets of one line, left to right in ``cells``, and ``error`` under them."""

    def __init__(self, theme: Theme, kind: FindingKind) -> None:
        name = told(KIND_NAMES[kind])
        self._theme = theme
        self._row: RuleRow | None = None
        self.choices: tuple[GuardAction | None, ...] = ()
        self.mark = QLabel()
        self.mark.setFixedWidth(10)
        named = QWidget()
        named.setToolTip(told(KIND_SENTENCES[kind]))
        column = QVBoxLayout(named)
        column.setContentsMargins(0, 5, 0, 5)
        column.setSpacing(1)
        self.name = label(name, strong=True)
        column.addWidget(self.name)
        column.addWidget(label(told(KIND_HINTS[kind]), fonts.Size.SMALL, kind="quiet"))
        self.action = QComboBox()
        self.action.setFont(fonts.font())
        self.action.setAccessibleName(tr("Guard", "{0}: what is done", name))
        self.action.view().setAccessibleName(tr("Guard", "{0}: what may be done", name))
        self.action.setAccessibleDescription(told(KIND_SENTENCES[kind]))
        self.fixed = label()
        self.fixed.setContentsMargins(9, 0, 0, 0)
        doing = QWidget()
        doing.setFixedWidth(action_width())
        doing_row = QHBoxLayout(doing)
        doing_row.setContentsMargins(0, 0, 0, 0)
        doing_row.addWidget(self.action)
        doing_row.addWidget(self.fixed)
        self.tolerance = _number(tr("Guard", "{0}: after how many seconds", name))
        self.contracts = _number(tr("Guard", "{0}: contracts that are tolerated", name))
        self._after = _with_unit(self.tolerance, "s")
        self._beyond = _with_unit(self.contracts, tr("Guard", "ct"))
        self._beyond.setToolTip(tr("Guard", "A difference of up to so many contracts is none."))
        self.back = QPushButton()
        self.back.setProperty("kind", "plain")
        self.back.setAutoDefault(False)
        self.back.setFixedSize(30, 28)
        self.back.setIconSize(QSize(16, 16))
        self.back.setToolTip(tr("Guard", "Put back to what the profile says"))
        self.back.setAccessibleName(tr("Guard", "Put {0} back to what the profile says", name))
        keep = self.back.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        for holder in (self.back, self._after, self._beyond):
            holder.setSizePolicy(keep)
        self.cells = (self.mark, named, doing, self._after, self._beyond, self.back)
        self.error = label(size=fonts.Size.SMALL, kind="danger")
        self.error.setContentsMargins(0, 0, 0, 8)
        self.error.hide()
        theme.changed.connect(self._restyle)

    def apply(self, row: RuleRow) -> None:
        if row == self._row:
            return
        self._row = row
        if row.choices != self.choices:
            self.choices = row.choices
            self.action.clear()
            self.action.addItems([action_name(each) for each in row.choices])
        one = len(row.choices) == 1
        self.action.setCurrentIndex(row.choices.index(row.typed.action))
        self.action.setVisible(not one)
        self.fixed.setVisible(one)
        say(self.fixed, action_name(row.typed.action), "" if row.watched else "quiet")
        self._after.setVisible(row.watched)
        self._beyond.setVisible(row.watched and row.sized)
        for field, text, wrong in (
            (self.tolerance, row.typed.tolerance, row.wrong_tolerance),
            (self.contracts, row.typed.contracts, row.wrong_contracts),
        ):
            if field.text() != text:
                field.setText(text)
            set_kind(field, "wrong" if wrong else "")
            field.setAccessibleDescription(wrong)
        say(self.error, row.wrong)
        self.error.setVisible(bool(row.wrong))
        self.back.setVisible(row.changed)
        name = told(KIND_NAMES[row.kind])
        self.name.setAccessibleName(tr("Guard", "{0}, changed", name) if row.changed else name)
        self.mark.setToolTip(tr("Guard", "Not what the profile says") if row.changed else "")
        self._restyle()

    def _restyle(self) -> None:
        changed = self._row is not None and self._row.changed
        if changed:
            self.mark.setPixmap(self._theme.icon("shapes/dot", Tone.ACCENT, 8).pixmap(8, 8))
        else:
            self.mark.clear()
        self.back.setIcon(self._theme.icon("shapes/put-back"))


def _number(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setFont(fonts.font())
    field.setFixedWidth(NUMBER_WIDTH)
    field.setMaxLength(8)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setAccessibleName(name)
    return field


def _with_unit(field: QLineEdit, unit: str) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(field)
    row.addWidget(label(unit, kind="quiet"))
    return both
