"""The pages of the group wizard but for the followers': name, leader, protection, review."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.group import LateEntry, PartialFillMode
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import Later, later, told, tr
from mimikdesk.gui.widgets.account_picker import AccountPicker
from mimikdesk.gui.widgets.choice import Choice
from mimikdesk.gui.widgets.guard_form import GuardForm
from mimikdesk.gui.widgets.parts import label, rule, say, set_kind
from mimikdesk.gui.wizards.group_accounts import Missing, names_in_short
from mimikdesk.gui.wizards.group_flow import LONGEST_NAME, GroupFlow
from mimikdesk.gui.wizards.group_steps import Step
from mimikdesk.services.group_draft import DraftField

NAME_HINT = later("GroupWizard", "You see it in the cockpit and in every report. You can change it at any time.")
WHITELIST_HINT = later(
    "GroupWizard",
    "Only openings in these are copied, such as MNQ or MNQZ6. Empty: everything is. Exits are always copied.",
)
PARTIAL = {
    PartialFillMode.WHEN_DONE: later("GroupWizard", "Copied once, when the order is done"),
    PartialFillMode.EACH_FILL: later("GroupWizard", "Followed fill by fill"),
}
LATE = {
    LateEntry.LEAVE: later("GroupWizard", "Left to work, and told"),
    LateEntry.CANCEL: later("GroupWizard", "Cancelled"),
    LateEntry.MARKET: later("GroupWizard", "Taken at the market, near the leader's price"),
}
E = TypeVar("E", bound=StrEnum)

MISSING_HEIGHT = 118
"""Px for the accounts that are not listed; more of them scroll."""


class NamePage(QWidget):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._flow: GroupFlow | None = None
        self.edit = QLineEdit()
        self.edit.setMaxLength(LONGEST_NAME)
        self.edit.setMaximumWidth(460)
        self.edit.setAccessibleName(tr("GroupWizard", "Name of the group"))
        self.edit.setPlaceholderText(tr("GroupWizard", "For example NQ scalps"))
        self.below = wrapped(NAME_HINT.tr(), kind="quiet", size=Size.SMALL)
        column = _column(self, 4)
        column.addWidget(self.edit)
        column.addWidget(self.below)
        column.addStretch(1)
        self.edit.textEdited.connect(self._typed)

    def show_flow(self, flow: GroupFlow) -> None:
        self._flow = flow
        if self.edit.text() != flow.name:
            self.edit.setText(flow.name)
        wrong = problem_text(flow, Step.NAME)
        set_kind(self.edit, "wrong" if wrong else "")
        say(self.below, wrong or NAME_HINT.tr(), "danger" if wrong else "quiet")

    def focus_first(self) -> None:
        self.edit.setFocus()
        self.edit.selectAll()

    def _typed(self, text: str) -> None:
        if self._flow is not None:
            self._flow.edited_name(text)
            self.edited.emit()


class LeaderPage(QWidget):
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._flow: GroupFlow | None = None
        self.picker = AccountPicker(theme, tr("GroupWizard", "Accounts that can lead"), many=False)
        self.fixed = wrapped(kind="quiet")
        self.wrong = wrapped(kind="danger")
        self.nobody = wrapped(
            tr("GroupWizard", "No account is free to lead. What is in the way, and what to do, is said below."),
            kind="quiet",
        )
        self.missing = MissingAccounts()
        column = _column(self, 8)
        column.addWidget(self.fixed)
        column.addWidget(self.picker, 1)
        column.addWidget(self.nobody)
        column.addWidget(self.wrong)
        column.addWidget(self.missing)
        self.picker.chosen.connect(self._choose)

    def show_flow(self, flow: GroupFlow) -> None:
        self._flow = flow
        self.picker.apply(flow.leaders, {flow.leader} if flow.leader is not None else set())
        self.picker.setVisible(bool(flow.leaders))
        self.picker.setEnabled(not flow.leader_fixed)
        self.nobody.setVisible(not flow.leaders)
        _tell(self.fixed, told(flow.leader_fixed))
        _tell(self.wrong, problem_text(flow, Step.LEADER))
        self.missing.show_missing(flow.missing)

    def focus_first(self) -> None:
        self.picker.focus_list()

    def _choose(self, account: object) -> None:
        if self._flow is not None and not self._flow.leader_fixed:
            self._flow.choose_leader(account)  # type: ignore[arg-type]  # a signal carries no types
            self.edited.emit()


class MissingAccounts(QWidget):
    """Which accounts a picker does not list, why, and what to do; quiet, for whoever looks for one of them."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Missing, ...] = ()
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(1, 1)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._lines)
        outer.addStretch(1)
        self._scroll = scrolled(inside, tr("GroupWizard", "Accounts that are not listed"))
        column = _column(self, 6)
        column.addWidget(rule())
        column.addWidget(label(tr("GroupWizard", "Not listed"), Size.SMALL, strong=True, kind="quiet"))
        column.addWidget(self._scroll)

    def show_missing(self, missing: tuple[Missing, ...]) -> None:
        self.setVisible(bool(missing))
        if missing == self._shown:
            return
        self._shown = missing
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, each in enumerate(missing):
            names = label(names_in_short(each.names), Size.SMALL)
            names.setToolTip("\n".join(each.names))
            self._lines.addWidget(names, row, 0, Qt.AlignmentFlag.AlignTop)
            why = wrapped(f"{each.why} {each.advice}".strip(), kind="quiet", size=Size.SMALL)
            self._lines.addWidget(why, row, 1, Qt.AlignmentFlag.AlignTop)
        self._scroll.setFixedHeight(min(MISSING_HEIGHT, 22 * len(missing) + 2))


class ProtectionPage(QWidget):
    edited = Signal()

    def __init__(self, theme: Theme, flow: GroupFlow) -> None:
        super().__init__()
        self._flow = flow
        self.whitelist = QLineEdit()
        self.whitelist.setAccessibleName(tr("GroupWizard", "Instruments that are copied"))
        self.whitelist.setPlaceholderText(tr("GroupWizard", "every instrument"))
        self._below = wrapped(WHITELIST_HINT.tr(), kind="quiet", size=Size.SMALL)
        self.partial = _list(tr("GroupWizard", "An order that fills in parts is"), PARTIAL)
        self.late = _list(tr("GroupWizard", "A resting entry that missed the leader's fill is"), LATE)
        self.guard = GuardForm(theme, flow.guard, self._copying())
        column = _column(self, 0)
        column.addWidget(self.guard)
        self.guard.edited.connect(self.edited)
        self.whitelist.textEdited.connect(self._type_whitelist)
        self.partial.activated.connect(self._choose_partial)
        self.late.activated.connect(self._choose_late)

    def begin(self, flow: GroupFlow) -> None:
        """Show another flow's settings."""
        self._flow = flow
        self.guard.show_draft(flow.guard)

    def show_flow(self, flow: GroupFlow) -> None:
        if self.whitelist.text() != flow.whitelist:
            self.whitelist.setText(flow.whitelist)
        problems = [each for each in flow.problems(Step.PROTECTION) if each.field is DraftField.WHITELIST]
        wrong = f"{told(problems[0].text)} {told(problems[0].advice)}".strip() if problems else ""
        set_kind(self.whitelist, "wrong" if wrong else "")
        say(self._below, wrong or WHITELIST_HINT.tr(), "danger" if wrong else "quiet")
        self.partial.setCurrentIndex(list(PARTIAL).index(flow.partial_fills))
        self.late.setCurrentIndex(list(LATE).index(flow.late_entry))

    def focus_first(self) -> None:
        self.guard.focus_profile()

    def focus_wrong(self) -> None:
        if self.whitelist.property("kind") == "wrong":
            self.whitelist.setFocus()
            self.guard.ensureWidgetVisible(self.whitelist)
        else:
            self.guard.focus_wrong()

    def _type_whitelist(self, text: str) -> None:
        self._flow.edited_whitelist(text)
        self.edited.emit()

    def _choose_partial(self, at: int) -> None:
        self._flow.partial_fills = list(PARTIAL)[at]
        self.edited.emit()

    def _choose_late(self, at: int) -> None:
        self._flow.late_entry = list(LATE)[at]
        self.edited.emit()

    def _copying(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 12, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.addWidget(rule(), 0, 0, 1, 2)
        for row, field in enumerate((self.whitelist, self.partial, self.late)):
            at = 2 * row + 1
            caption = label(field.accessibleName())
            caption.setBuddy(field)
            grid.addWidget(caption, at, 0)
            grid.addWidget(field, at, 1)
        grid.addWidget(self._below, 2, 1)
        return made


class ReviewPage(QWidget):
    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flow: GroupFlow | None = None
        self._shown: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._icons: list[tuple[QLabel, str, Tone]] = []
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 0, 12, 0)
        self._lines.setHorizontalSpacing(10)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(1, 1)
        self.wrong = wrapped(kind="danger")
        self.on = QCheckBox(tr("GroupWizard", "Copy as soon as it is saved"))
        self.dry_run = QCheckBox(tr("GroupWizard", "Dry run"))
        self._on_choice = Choice(
            self.on, tr("GroupWizard", "Otherwise the group waits until you press Resume in the cockpit.")
        )
        dry = Choice(self.dry_run, tr("GroupWizard", "Everything is decided and shown, and nothing is opened."))
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._lines)
        lines.addStretch(1)
        switches = QHBoxLayout()
        switches.setSpacing(24)
        switches.addWidget(self._on_choice, 1)
        switches.addWidget(dry, 1)
        column = _column(self, 10)
        column.addWidget(scrolled(inside, tr("GroupWizard", "What the group will do")), 1)
        column.addWidget(self.wrong)
        column.addWidget(rule())
        column.addLayout(switches)
        self.on.clicked.connect(lambda on: self._set("on", on))
        self.dry_run.clicked.connect(lambda on: self._set("dry_run", on))
        theme.changed.connect(self._restyle)

    def show_flow(self, flow: GroupFlow) -> None:
        self._flow = flow
        self.on.setChecked(flow.on)
        self._on_choice.setVisible(flow.edited is None)
        self.dry_run.setChecked(flow.dry_run)
        warnings = tuple(f"{told(each.text)} {told(each.advice)}".strip() for each in flow.warnings())
        sentences = tuple(told(text) for text in flow.sentences())
        _tell(self.wrong, problem_text(flow, Step.REVIEW))
        if (warnings, sentences) != self._shown:
            self._shown = (warnings, sentences)
            self._write(warnings, sentences)

    def focus_first(self) -> None:
        """The button that saves has the keyboard; nothing here is asked."""

    def _write(self, warnings: tuple[str, ...], sentences: tuple[str, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._icons = []
        told_lines = [(text, "lucide/triangle-alert", Tone.WARNING) for text in warnings]
        told_lines += [(text, "shapes/dot", Tone.FAINT) for text in sentences]
        for row, (text, icon, tone) in enumerate(told_lines):
            mark = QLabel()
            self._icons.append((mark, icon, tone))
            self._lines.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(wrapped(text, strong=row == len(warnings)), row, 1)
        self._restyle()

    def _set(self, switch: str, on: bool) -> None:
        if self._flow is not None:
            setattr(self._flow, switch, on)
            self.edited.emit()

    def _restyle(self) -> None:
        for mark, icon, tone in self._icons:
            mark.setPixmap(self._theme.icon(icon, tone).pixmap(16, 16))


def problem_text(flow: GroupFlow, step: Step) -> str:
    """The first thing that is wrong on a page, with what to do; "" while nothing is, or was asked for."""
    problems = flow.problems(step)
    return f"{told(problems[0].text)} {told(problems[0].advice)}".strip() if problems else ""


def wrapped(text: str = "", *, kind: str = "", size: Size = Size.TEXT, strong: bool = False) -> QLabel:
    made = label(text, size, strong=strong, kind=kind)
    made.setWordWrap(True)
    return made


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setAccessibleName(name)
    scroll.setWidget(inside)
    return scroll


def _column(widget: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def _list(name: str, words: Mapping[E, Later]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.view().setAccessibleName(name)
    made.addItems([text.tr() for text in words.values()])
    return made


def _tell(target: QLabel, text: str) -> None:
    say(target, text)
    target.setVisible(bool(text))
