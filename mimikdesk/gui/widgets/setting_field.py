"""The control of one setting: a check box, a list or a field, by what kind of setting it is."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from mimikdesk.gui.translate import told
from mimikdesk.gui.widgets.parts import label, set_kind
from mimikdesk.settings.catalogue import OFF, ON, Kind, Setting
from mimikdesk.settings.model import SettingsError

_FIELD_WIDTH = 110
_LIST_WIDTH = 190


class QuietList(QComboBox):
    """A list that the wheel scrolls past: on a page of settings a turn of the wheel must not change one."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        event.ignore()


class SettingField(QWidget):
    """Shows a value and takes another one. What does not fit stays as it was typed, and changes nothing."""

    chosen = Signal(object)
    """A value that fits."""
    wrong = Signal(str)
    """Why what was typed does not fit; "" once it does again."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._setting = setting
        self.check: QCheckBox | None = None
        self.list: QuietList | None = None
        self.field: QLineEdit | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addStretch(1)
        if setting.kind is Kind.SWITCH:
            self.check = QCheckBox()
            self.check.clicked.connect(lambda on: self.chosen.emit(on))
            row.addWidget(self.check)
        elif setting.kind is Kind.CHOICE:
            self.list = QuietList()
            self.list.addItems([told(word) for _value, word in setting.choices])
            self.list.setMinimumWidth(_LIST_WIDTH)
            self.list.activated.connect(lambda at: self.chosen.emit(str(setting.choices[at][0])))
            row.addWidget(self.list)
        else:
            self.field = QLineEdit()
            self.field.setFixedWidth(_FIELD_WIDTH)
            self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.field.setMaxLength(20)
            self.field.editingFinished.connect(self._typed)
            row.addWidget(self.field)
            if setting.unit:
                row.addWidget(label(setting.unit, kind="quiet"))
        title = told(setting.title)
        self.control.setAccessibleName(title)
        self.control.setAccessibleDescription(told(setting.words))
        if self.list is not None:
            self.list.view().setAccessibleName(title)
        self.setFocusProxy(self.control)

    @property
    def control(self) -> QWidget:
        """What takes the keyboard."""
        made = self.check or self.list or self.field
        if made is None:
            raise RuntimeError("a setting without a control")
        return made

    def show_value(self, value: Any) -> None:
        """Show what holds; a field in which something wrong stands is left alone while it is being typed in."""
        if self.check is not None:
            self.check.setChecked(value)
            self.check.setText(told(ON if value else OFF))
        elif self.list is not None:
            self.list.setCurrentIndex([str(each) for each, _word in self._setting.choices].index(value))
        elif self.field is not None and not (self.field.property("kind") == "wrong" and self.field.hasFocus()):
            self.field.setText("" if value is None else str(value))
            set_kind(self.field, "")
            self.wrong.emit("")

    def _typed(self) -> None:
        if self.field is None:
            return
        try:
            value = self._setting.parse(self.field.text())
        except SettingsError as error:
            set_kind(self.field, "wrong")
            self.wrong.emit(told(error.args[0]))
            return
        set_kind(self.field, "")
        self.wrong.emit("")
        self.field.setText("" if value is None else str(value))
        self.chosen.emit(value)
