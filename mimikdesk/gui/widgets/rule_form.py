"""One rule in the editor: whether accounts have it, its values, and its armed switch."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mimikdesk.domain.risk import DrawdownMode, RuleKind
from mimikdesk.gui.risk_draft import Mode, RuleDraft
from mimikdesk.gui.risk_fields import FIELDS, Field, Form
from mimikdesk.gui.risk_words import MODE_NAMES, NOT_ARMED, RULE_NAMES, RULE_TOLD
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.widgets.parts import label, say, set_kind

_MODES = {
    Mode.LEAVE: later("Risk", "Leave as it is"),
    Mode.NONE: later("Risk", "No rule"),
    Mode.SET: later("Risk", "Set to"),
}
_WIDTH = {Form.MONEY: 110, Form.COUNT: 72, Form.TIME: 72, Form.WINDOWS: 210, Form.ZONE: 160, Form.MODE: 120}
_PER_ROW = 3


class RuleForm(QFrame):
    edited = Signal()

    def __init__(self, kind: RuleKind) -> None:
        super().__init__()
        self.setObjectName("riskrule")
        self.kind = kind
        self._draft: RuleDraft | None = None
        name = RULE_NAMES[kind].tr()
        self.mode = QComboBox()
        self.mode.setAccessibleName(tr("Risk", "{0}: what happens to it", name))
        self.mode.view().setAccessibleName(tr("Risk", "What happens to the rule"))
        self.mode.setFixedWidth(176)
        self.armed = QCheckBox(tr("Risk", "Armed"))
        self.armed.setAccessibleName(tr("Risk", "{0} armed", name))
        self.inputs: dict[str, QLineEdit | QComboBox | QCheckBox] = {}
        self._fields = QWidget()
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for at, field in enumerate(FIELDS[kind]):
            made = self._input(field, name)
            self.inputs[field.key] = made
            row, column = at // _PER_ROW * 2, at % _PER_ROW
            if field.form is not Form.FLAG:
                caption = label(field.name.tr(), Size.LABEL, kind="quiet")
                caption.setBuddy(made)
                grid.addWidget(caption, row, column)
            grid.addWidget(made, row + 1, column)
        grid.setColumnStretch(_PER_ROW, 1)
        self._wrong = label(size=Size.SMALL, kind="danger")
        self._wrong.setWordWrap(True)
        self._unarmed = label(NOT_ARMED.tr(), Size.SMALL, kind="warning")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(name, strong=True), 1)
        head.addWidget(self.armed)
        head.addWidget(self.mode)
        explained = label(RULE_TOLD[kind].tr(), Size.SMALL, kind="quiet")
        explained.setWordWrap(True)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 8, 0, 8)
        column_.setSpacing(2)
        column_.addLayout(head)
        column_.addWidget(explained)
        for widget in (self._fields, self._wrong, self._unarmed):
            column_.addWidget(widget)
        self.mode.activated.connect(self._choose)
        self.armed.clicked.connect(self._arm)

    def apply(self, draft: RuleDraft, *, many: bool) -> None:
        """Show this draft; fields that say so already are left alone, and with them the cursor."""
        self._draft = draft
        modes = [mode for mode in Mode if many or mode is not Mode.LEAVE]
        if [self.mode.itemData(at) for at in range(self.mode.count())] != modes:
            self.mode.clear()
            for mode in modes:
                self.mode.addItem(_MODES[mode].tr(), mode)
        self.mode.setCurrentIndex(modes.index(draft.mode))
        on = draft.mode is Mode.SET
        self._fields.setVisible(on)
        self.armed.setVisible(on)
        self.armed.setChecked(draft.armed)
        self._unarmed.setVisible(on and not draft.armed)
        for key, made in self.inputs.items():
            _show(made, draft.texts.get(key, ""))
        self.tell_wrong()

    def tell_wrong(self) -> None:
        """Say what is wrong with what was typed."""
        wrong = self._draft.read()[1] if self._draft is not None else {}
        for key, made in self.inputs.items():
            set_kind(made, "wrong" if key in wrong else "")
        names = {field.key: field.name.tr() for field in FIELDS[self.kind]}
        texts = [told(text) if not key else f"{names[key]} {text}." for key, text in wrong.items()]
        say(self._wrong, " ".join(texts))
        self._wrong.setVisible(bool(texts))

    def first_wrong(self) -> QWidget | None:
        """Where the cursor belongs when something is wrong."""
        wrong = self._draft.read()[1] if self._draft is not None else {}
        for key, made in self.inputs.items():
            if key in wrong or "" in wrong:
                return made
        return None

    def _input(self, field: Field, rule: str) -> QLineEdit | QComboBox | QCheckBox:
        made: QLineEdit | QComboBox | QCheckBox
        if field.form is Form.MODE:
            made = QComboBox()
            for mode in DrawdownMode:
                made.addItem(MODE_NAMES[mode].tr(), mode.value)
            made.view().setAccessibleName(field.name.tr())
            made.activated.connect(lambda _at, box=made: self._type(field.key, box.currentData()))
        elif field.form is Form.FLAG:
            made = QCheckBox(field.name.tr())
            made.clicked.connect(lambda on: self._type(field.key, "yes" if on else ""))
        else:
            made = QLineEdit()
            made.textEdited.connect(self._typist(field.key))
            if field.form is Form.WINDOWS:
                made.setPlaceholderText(tr("Risk", "08:30-15:00, Fri 08:30-12:00"))
            elif field.optional:
                made.setPlaceholderText(tr("Risk", "none"))
        if field.form in _WIDTH:
            made.setFixedWidth(_WIDTH[field.form])
        made.setAccessibleName(f"{rule}: {field.name.tr()}")
        return made

    def _typist(self, key: str) -> Callable[[str], None]:
        return lambda text: self._type(key, text)

    def _type(self, key: str, text: str) -> None:
        if self._draft is not None:
            self._draft.texts[key] = text
            self.tell_wrong()
            self.edited.emit()

    def _choose(self, at: int) -> None:
        if self._draft is not None:
            self._draft.mode = Mode(self.mode.itemData(at))  # Qt gives the plain text back
            self.apply(self._draft, many=self.mode.count() == len(Mode))
            self.edited.emit()

    def _arm(self, on: bool) -> None:
        if self._draft is not None:
            self._draft.armed = on
            self._unarmed.setVisible(not on)
            self.edited.emit()


def _show(made: QLineEdit | QComboBox | QCheckBox, text: str) -> None:
    if isinstance(made, QLineEdit):
        if made.text() != text:
            made.setText(text)
    elif isinstance(made, QComboBox):
        made.setCurrentIndex(max(0, made.findData(text)))
    else:
        made.setChecked(bool(text))
