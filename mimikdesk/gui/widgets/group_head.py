"""The head line of a copy group: name, state, day's result, and what can be done with the whole group."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from mimikdesk.domain.guard import GuardProfile, GuardSettings
from mimikdesk.domain.guard_words import PROFILE_SENTENCES, short
from mimikdesk.gui import format as fmt
from mimikdesk.gui.models.cells import STATE_SHAPE
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import later, plural, told, tr
from mimikdesk.gui.widgets.hold_button import HoldButton
from mimikdesk.gui.widgets.parts import ElidedLabel, gain_kind, label, say
from mimikdesk.services.views import GroupRow, RowState

OLD_DAY = later(
    "Cockpit",
    "A part of it is reckoned with prices that are too old.",
)

_KIND = {
    RowState.IN_STEP: "quiet",
    RowState.WORKING: "quiet",
    RowState.PAUSED: "quiet",
    RowState.OUT_OF_STEP: "warning",
    RowState.FLATTENING: "danger",
}


def _guard_shape(guard: GuardSettings) -> str:
    """A shield where it corrects, an eye where it only looks, a shield struck out where corrections are off."""
    if guard.profile is GuardProfile.ALERT_ONLY and not guard.changed:
        return "shapes/eye"
    return "shapes/shield" if guard.on else "shapes/shield-off"


class GroupHead(QFrame):
    switched = Signal(str, bool)
    """Group id, and whether it is to copy from now on."""
    flatten = Signal(str)
    """Group id, after a press and hold."""
    guard_wanted = Signal(str)
    """Group id whose guard the trader wants to see or change."""
    edit_wanted = Signal(str)
    """Group id that the trader wants to change."""
    fold_wanted = Signal(str, bool)
    """Group id, and whether its accounts are to be folded away."""

    def __init__(self, theme: Theme, group: GroupRow) -> None:
        super().__init__()
        self.setObjectName("grouphead")
        self.setAutoFillBackground(True)
        self._theme, self._group = theme, group
        self._shown: GroupRow | None = None
        self.fold = QToolButton()
        self.fold.setProperty("kind", "flat")
        self.fold.setCheckable(True)
        self._name = ElidedLabel(Size.TITLE, strong=True)
        self._shape = QLabel()
        self._state = label()
        self._count = label(kind="quiet")
        self._day = label(strong=True, name=tr("Cockpit", "Day profit or loss of the group"))
        self.guard = QPushButton()
        self.guard.setProperty("kind", "aside")
        self.edit = QPushButton(tr("Cockpit", "Edit"))
        self.edit.setProperty("kind", "aside")
        self._pause = QPushButton()
        self.hold = HoldButton(
            tr("Cockpit", "Flatten group"),
            tr("Cockpit", "Press and hold, or hold Ctrl+Shift+G on one of its rows, to flatten its followers."),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 8, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.fold)
        row.addWidget(self._name)
        row.addSpacing(4)
        row.addWidget(self._shape)
        row.addWidget(self._state)
        row.addWidget(self._count)
        row.addSpacing(8)
        row.addWidget(label(tr("Cockpit", "Day"), kind="quiet"))
        row.addWidget(self._day)
        row.addSpacing(4)
        row.addWidget(self.guard)
        row.addWidget(self.edit)
        row.addStretch(1)
        row.addWidget(self._pause)
        row.addWidget(self.hold)
        self._pause.clicked.connect(lambda: self.switched.emit(self._group.group, not self._group.on))
        self.hold.confirmed.connect(lambda: self.flatten.emit(self._group.group))
        self.guard.clicked.connect(lambda: self.guard_wanted.emit(self._group.group))
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self._group.group))
        self.fold.clicked.connect(lambda folded: self.fold_wanted.emit(self._group.group, folded))
        for button in (self.fold, self.guard, self.edit, self._pause, self.hold):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._restyle)
        self.apply(group)
        self._restyle()

    def apply(self, group: GroupRow) -> None:
        if group == self._shown:
            return
        old = self._group
        restyle = (group.state, group.on, group.guard, group.name) != (old.state, old.on, old.guard, old.name)
        self._group = self._shown = group
        self._name.say(group.name)
        self.setAccessibleName(tr("Cockpit", "Group {0}", group.name))
        word = STATE_SHAPE[group.state if group.on else RowState.PAUSED][2].tr()
        say(self._state, word, _KIND[group.state])
        in_step = plural(
            "Cockpit",
            "{1} of {0} follower in step",
            "{1} of {0} followers in step",
            group.followers,
            group.followers_in_step,
        )
        say(self._count, in_step)
        say(self._day, fmt.gain(group.day_pnl), gain_kind(group.day_pnl, old=group.day_old))
        # It only grows: a width that breathed with every figure would lay the whole head out and paint it anew.
        self._day.setMinimumWidth(max(self._day.minimumWidth(), self._day.sizeHint().width()))
        self._day.setToolTip(OLD_DAY.tr() if group.day_old else "")
        guarded = told(short(group.guard))
        self.guard.setText(guarded)
        self.guard.setAccessibleName(tr("Cockpit", "Guard of {0}: {1}", group.name, guarded))
        self.guard.setToolTip(
            f"{told(PROFILE_SENTENCES[group.guard.profile])} {tr('Cockpit', 'Change it with Ctrl+G.')}"
        )
        self.edit.setAccessibleName(tr("Cockpit", "Edit {0}", group.name))
        self._pause.setText(tr("Cockpit", "Pause") if group.on else tr("Cockpit", "Resume"))
        pause, resume = (
            tr("Cockpit", "Pause copying in {0}", group.name),
            tr("Cockpit", "Resume copying in {0}", group.name),
        )
        self._pause.setAccessibleName(pause if group.on else resume)
        self._pause.setToolTip(
            tr("Cockpit", "Stop copying new trades; exits still go through.")
            if group.on
            else tr("Cockpit", "Copy new trades again.")
        )
        self.hold.setAccessibleName(tr("Cockpit", "Flatten group {0}", group.name))
        if restyle:
            self._restyle()

    def show_folded(self, folded: bool) -> None:
        """Say whether the accounts below are folded away."""
        self.fold.setChecked(folded)
        self._restyle_fold()

    def write_again(self) -> None:
        """Write the figures as they are to be written now, for instance hidden."""
        group, self._shown = self._group, None
        self.apply(group)

    def _restyle_fold(self) -> None:
        folded = self.fold.isChecked()
        self.fold.setIcon(self._theme.icon("shapes/folded" if folded else "shapes/open", Tone.QUIET))
        name = self._group.name
        shut, open_ = (
            tr("Cockpit", "Fold away the accounts of {0}", name),
            tr("Cockpit", "Show the accounts of {0}", name),
        )
        words = open_ if folded else shut
        if self.fold.accessibleName() != words:
            self.fold.setAccessibleName(words)
            self.fold.setToolTip(words)

    def _restyle(self) -> None:
        self._restyle_fold()
        shape, tone, _ = STATE_SHAPE[self._group.state]
        self._shape.setPixmap(self._theme.icon(shape, tone).pixmap(16, 16))
        self.guard.setIcon(self._theme.icon(_guard_shape(self._group.guard), Tone.QUIET))
        self._pause.setIcon(self._theme.icon("lucide/pause" if self._group.on else "lucide/play"))
