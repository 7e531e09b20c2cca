"""What a file of settings would change, line by line, before anything is changed (rule 13.7)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.translate import plural, told, tr
from mimikdesk.gui.widgets.parts import ElidedLabel, label, rule
from mimikdesk.settings.transfer import Difference, Import

_SIZE = (760, 520)
_LEAST = (520, 300)


class ImportWindow(QDialog):
    chosen = Signal(object)
    """The differences that the trader wants."""

    def __init__(self, name: str, found: Import, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import", "Import settings"))
        screen = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], screen.width() - 16), min(_SIZE[1], screen.height() - 48))
        self.setMinimumSize(*_LEAST)
        self.boxes: dict[QCheckBox, Difference] = {}
        title = ElidedLabel(Size.TITLE, strong=True)
        title.say(tr("Import", "What “{0}” would change", name))
        self.apply = QPushButton()
        self.apply.setProperty("kind", "accent")
        self.apply.setDefault(True)
        self.cancel = QPushButton(tr("Import", "Cancel"))
        self.cancel.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 12)
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(4)
        head.addWidget(title)
        head.addWidget(_wrapped(tr("Import", "Nothing is changed before you press the button; Ctrl+Z takes it back.")))
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._list(found), 1)
        column.addWidget(rule())
        column.addLayout(foot)
        self.cancel.clicked.connect(self.close)
        self.apply.clicked.connect(self._apply)
        self._count()
        (next(iter(self.boxes), self.cancel)).setFocus()

    def _list(self, found: Import) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, stretch in enumerate((5, 3, 3)):
            grid.setColumnStretch(at, stretch)
        at = 0
        if found.differences:
            for column, word in enumerate((tr("Import", "Setting"), tr("Import", "Now"), tr("Import", "In the file"))):
                grid.addWidget(label(word, Size.SMALL, kind="quiet"), at, column)
        else:
            grid.addWidget(_wrapped(tr("Import", "The settings in this file are the same as yours.")), at, 0, 1, 3)
        for difference in found.differences:
            at += 1
            title, now, then = told(difference.title), told(difference.now), told(difference.then)
            box = QCheckBox(title)
            box.setChecked(True)
            box.setAccessibleName(tr("Import", "{0}: now {1}, in the file {2}", title, now, then))
            box.toggled.connect(self._count)
            self.boxes[box] = difference
            grid.addWidget(box, at, 0)
            grid.addWidget(_wrapped(now, "quiet"), at, 1)
            grid.addWidget(_wrapped(then, ""), at, 2)
        for complaint in found.complaints:
            at += 1
            grid.addWidget(_wrapped(told(complaint), "warning"), at, 0, 1, 3)
        grid.setRowStretch(at + 1, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setAccessibleName(tr("Import", "What would change"))
        return area

    def _count(self) -> None:
        number = sum(box.isChecked() for box in self.boxes)
        self.apply.setText(plural("Import", "Change {0} setting", "Change {0} settings", number))
        self.apply.setEnabled(number > 0)

    def _apply(self) -> None:
        self.chosen.emit(tuple(difference for box, difference in self.boxes.items() if box.isChecked()))
        self.close()


def _wrapped(text: str, kind: str = "quiet") -> QWidget:
    made = label(text, kind=kind)
    made.setWordWrap(True)
    return made
