"""The presets of prop firms, to look for one and to read what it says before it is taken."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from mimikdesk.domain.preset import CHECK, Preset
from mimikdesk.gui import format as fmt
from mimikdesk.gui.risk_words import RULE_NAMES, figures
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.translate import tr
from mimikdesk.gui.widgets.parts import label, say


class PresetList(QWidget):
    chosen = Signal(object, bool)
    """A Preset, and whether its rules are to be armed."""
    copy_wanted = Signal(object)
    """A Preset whose file the trader wants to change."""

    def __init__(self, *, may_copy: bool = False) -> None:
        super().__init__()
        self._presets: tuple[Preset, ...] = ()
        self._shown: list[Preset] = []
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(tr("Risk", "Firm, program or size"))
        self.finder.setAccessibleName(tr("Risk", "Find a preset"))
        self.finder.setClearButtonEnabled(True)
        self.model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setObjectName("boxed")
        self.view.setModel(self.model)
        self.view.setAccessibleName(tr("Risk", "Presets"))
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setUniformItemSizes(True)
        self.view.setMinimumHeight(110)
        self.about = label(size=Size.SMALL, kind="quiet")
        self.about.setWordWrap(True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.arm = QCheckBox(tr("Risk", "Arm its rules"))
        self.arm.setChecked(True)
        self.take = QPushButton(tr("Risk", "Fill in these rules"))
        self.copy = QPushButton(tr("Risk", "Edit my copy..."))
        self.copy.setToolTip(tr("Risk", "Opens your own copy of this firm's file, which counts instead of ours."))
        self._problems = label(size=Size.SMALL, kind="warning")
        self._problems.setWordWrap(True)
        self._problems.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.finder, self.view, self.about, self._problems, self.arm):
            column.addWidget(widget, 1 if widget is self.view else 0)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.take, 1)
        if may_copy:
            buttons.addWidget(self.copy)
        else:
            self.copy.hide()
        column.addLayout(buttons)
        self.finder.textChanged.connect(self._find)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.view.activated.connect(lambda _index: self._take())
        self.take.clicked.connect(self._take)
        self.copy.clicked.connect(self._copy)
        self._tell()

    def apply(self, presets: Sequence[Preset], problems: Sequence[str]) -> None:
        self.tell_problems(problems)
        if self._presets == tuple(presets):
            return
        title = self.current.title if self.current is not None else ""
        self._presets = tuple(presets)
        self._find(self.finder.text())
        self.choose(title)

    def tell_problems(self, problems: Sequence[str]) -> None:
        say(self._problems, "\n".join(problems))
        self._problems.setVisible(bool(problems))

    @property
    def current(self) -> Preset | None:
        at = self.view.currentIndex().row()
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def choose(self, title: str) -> None:
        """Make the preset of this title the current one."""
        for at, preset in enumerate(self._shown):
            if preset.title == title:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.view.selectionModel().setCurrentIndex(self.model.index(at, 0), flags)

    def _find(self, text: str) -> None:
        words = text.casefold().split()
        self._shown = [each for each in self._presets if all(word in each.title.casefold() for word in words)]
        self.model.clear()
        for preset in self._shown:
            name = f"{preset.size}  {preset.firm}: {preset.program}"  # the size first: the end may be cut off
            item = QStandardItem(f"{name} *" if preset.own else name)
            item.setToolTip(tr("Risk", "{0}, from your own copy {1}", name, preset.file) if preset.own else name)
            self.model.appendRow(item)
        self._tell()

    def _tell(self) -> None:
        preset = self.current
        self.take.setEnabled(preset is not None)
        self.copy.setEnabled(preset is not None)
        if preset is None:
            say(self.about, tr("Risk", "Choose a preset to read what it says. {0}", CHECK))
            return
        lines = [f"{RULE_NAMES[rule.kind].tr()}: {figures(rule)}" for rule in preset.rules.rules]
        if preset.profit_target is not None:
            lines.append(tr("Risk", "Target of the evaluation: {0} (not enforced)", fmt.balance(preset.profit_target)))
        if preset.best_day is not None:
            lines.append(tr("Risk", "Consistency: best day up to {0} % (not enforced)", preset.best_day))
        lines += preset.notes
        lines.append(tr("Risk", "Figures of {0}. {1}", preset.compared, CHECK))
        if not preset.certain:
            lines.append(tr("Risk", "Sources are old or disagree about this program."))
        say(self.about, "\n".join(lines))
        self.about.setToolTip("\n".join(preset.sources))

    def _take(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current, self.arm.isChecked())

    def _copy(self) -> None:
        if self.current is not None:
            self.copy_wanted.emit(self.current)
