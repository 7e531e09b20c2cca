"""The settings of the selected followers: what is changed here is changed on all of them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mimikdesk.domain.group import AddsMode, MappingKind, ReplicationMode, ValueScaling
from mimikdesk.domain.ids import AccountId
from mimikdesk.gui.models.sizes_model import mapping_words
from mimikdesk.gui.theme.fonts import Size, font
from mimikdesk.gui.translate import later, plural, tr
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say, set_kind
from mimikdesk.gui.wizards.group_flow import GroupFlow
from mimikdesk.services.group_draft import DraftField

DIFFERENT = later("GroupWizard", "different")
"""Stands in a field in which the selected followers do not agree."""

_HINTS = {
    ReplicationMode.ON_SUBMIT: later(
        "GroupWizard", "On submit: the leader's resting orders rest on it too, and move and end with his."
    ),
    ReplicationMode.ON_FILL: later(
        "GroupWizard", "On fill: nothing rests on it; it follows the leader's fills with market orders."
    ),
    ReplicationMode.OFF: later("GroupWizard", "Off: it opens nothing. What was copied still closes with the leader."),
}

E = TypeVar("E", bound=StrEnum)


class FollowerForm(QFrame):
    changed = Signal(str, object)
    """A setting by its name in ``TypedFollower``, and its value."""
    all_wanted = Signal()
    """The settings are to be those of all followers."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title = ElidedLabel(strong=True)
        self.all = QPushButton(tr("GroupWizard", "Select all"))
        self.all.setProperty("kind", "aside")
        self.all.setAutoDefault(False)
        keep = self.all.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.all.setSizePolicy(keep)
        self.all.clicked.connect(self.all_wanted)
        self.multiplier = self._field("multiplier", tr("GroupWizard", "Multiplier"), 9)
        self.most = self._field("max_contracts", tr("GroupWizard", "Max contracts"), 6)
        self.roots = self._field("roots", tr("GroupWizard", "Leader = follower"), 200)
        self.roots.setPlaceholderText("NQ = MNQ, ES = MES")
        modes = {
            ReplicationMode.ON_SUBMIT: tr("GroupWizard", "On submit"),
            ReplicationMode.ON_FILL: tr("GroupWizard", "On fill"),
            ReplicationMode.OFF: tr("GroupWizard", "Off"),
        }
        scalings = {
            ValueScaling.NONE: tr("GroupWizard", "As it is"),
            ValueScaling.TIMES_TEN: tr("GroupWizard", "Times ten"),
            ValueScaling.DIVIDED_BY_TEN: tr("GroupWizard", "Divided by ten"),
        }
        adds = {
            AddsMode.PER_ORDER: tr("GroupWizard", "Each order"),
            AddsMode.BY_POSITION: tr("GroupWizard", "By position"),
        }
        self.mode = Chooser("mode", tr("GroupWizard", "Replication"), modes, self.changed.emit)
        self.mapping = Chooser("mapping", tr("GroupWizard", "Instrument"), mapping_words(), self.changed.emit)
        self.scaling = Chooser("scaling", tr("GroupWizard", "Scaling"), scalings, self.changed.emit)
        self.adds = Chooser("adds", tr("GroupWizard", "Adds"), adds, self.changed.emit)
        self.note = label(size=Size.SMALL, kind="quiet")
        self.note.setWordWrap(True)
        self.note.setMinimumHeight(2 * self.note.fontMetrics().lineSpacing())
        self._lay_out()

    def show_flow(self, flow: GroupFlow, names: Mapping[AccountId, str], ten: int | None) -> None:
        """``ten``: contracts after ten openings of 1, where the selected followers agree on that."""
        count = len(flow.selected)
        only = names.get(next(iter(flow.selected)), "") if count == 1 else ""
        every = count == len(flow.typed)
        if only:
            self.title.say(tr("GroupWizard", "Settings of {0}", only))
        elif every:
            self.title.say(plural("GroupWizard", "Settings of the follower", "Settings of all {0} followers", count))
        else:
            self.title.say(plural("GroupWizard", "Settings of {0} follower", "Settings of {0} followers", count))
        self.all.setVisible(not every)
        self.setEnabled(bool(count))
        wrong = self._wrong(flow)
        for field, setting, its in (
            (self.multiplier, "multiplier", DraftField.MULTIPLIER),
            (self.most, "max_contracts", DraftField.MAX_CONTRACTS),
            (self.roots, "roots", DraftField.MAPPING),
        ):
            value = flow.common(setting)
            text = "" if value is None else str(value)
            if field.text() != text:
                field.setText(text)
            set_kind(field, "wrong" if its in wrong else "")
        unlike = DIFFERENT.tr()
        self.multiplier.setPlaceholderText(unlike if flow.common("multiplier") is None else "")
        no_limit = tr("GroupWizard", "no limit")
        self.most.setPlaceholderText(unlike if flow.common("max_contracts") is None else no_limit)
        for chooser in (self.mode, self.mapping, self.scaling, self.adds):
            chooser.show_value(flow.common(chooser.setting))
        mapping = flow.common("mapping")
        self._roots_row.setVisible(mapping is MappingKind.CUSTOM)
        self.scaling.setEnabled(mapping is not MappingKind.SAME)
        if wrong:
            say(self.note, next(iter(wrong.values())), "danger")
        else:
            say(self.note, self._hint(flow, ten), "quiet")

    def focus_wrong(self) -> None:
        for field in (self.multiplier, self.most, self.roots):
            if field.property("kind") == "wrong":
                field.setFocus()
                field.selectAll()
                return

    def _wrong(self, flow: GroupFlow) -> dict[DraftField, str]:
        found: dict[DraftField, str] = {}
        for account, complaints in flow.complaints().items():
            if account in flow.selected:
                for field, text in complaints.items():
                    found.setdefault(field, text)
        return found

    def _hint(self, flow: GroupFlow, ten: int | None) -> str:
        sentences = []
        mode = flow.common("mode")
        if isinstance(mode, ReplicationMode):
            sentences.append(_HINTS[mode].tr())
        if ten:
            sentences.append(tr("GroupWizard", "If the leader buys ten times 1, it ends with {0}.", f"{ten:,}"))
        return " ".join(sentences)

    def _field(self, setting: str, name: str, longest: int) -> QLineEdit:
        field = QLineEdit()
        field.setFont(font())
        field.setMaxLength(longest)
        field.setAccessibleName(name)
        field.textEdited.connect(lambda text: self.changed.emit(setting, text))
        return field

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.all)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        fields: tuple[tuple[QWidget, ...], ...] = (
            (self.multiplier, self.mode, self.most),
            (self.mapping, self.scaling, self.adds),
        )
        for row, line in enumerate(fields):
            for column, field in enumerate(line):
                caption = label(field.accessibleName(), Size.SMALL, kind="quiet")
                caption.setBuddy(field)
                grid.addWidget(caption, 3 * row, column)
                grid.addWidget(field, 3 * row + 1, column)
                grid.setColumnStretch(column, 1)
            grid.setRowMinimumHeight(3 * row + 2, 6)
        self._roots_row = QWidget()
        beside = QHBoxLayout(self._roots_row)
        beside.setContentsMargins(0, 0, 0, 4)
        beside.setSpacing(10)
        caption = label(self.roots.accessibleName(), Size.SMALL, kind="quiet")
        caption.setBuddy(self.roots)
        beside.addWidget(caption)
        beside.addWidget(self.roots, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 10)
        outer.setSpacing(6)
        outer.addLayout(head)
        outer.addLayout(grid)
        outer.addWidget(self._roots_row)
        outer.addWidget(self.note)


class Chooser(QComboBox):
    """A list of fixed values of one setting."""

    def __init__(self, setting: str, name: str, words: Mapping[E, str], tell: Callable[[str, object], None]) -> None:
        super().__init__()
        self.setting = setting
        self._values: list[object] = list(words)
        self._tell = tell
        self.setFont(font())
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setPlaceholderText(DIFFERENT.tr())
        self.addItems(list(words.values()))
        self.activated.connect(self._chosen)

    def show_value(self, value: object) -> None:
        """None where the followers do not agree."""
        at = self._values.index(value) if value in self._values else -1
        if self.currentIndex() != at:
            self.setCurrentIndex(at)

    def _chosen(self, at: int) -> None:
        self._tell(self.setting, self._values[at])
