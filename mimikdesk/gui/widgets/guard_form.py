"""How a group is guarded, to be changed: profiles and switches beside the table, or above it where there is no room.

Shows a ``GuardDraft`` and hands back what is chosen and typed; the guard window and the group wizard both hold one.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import GuardProfile
from mimikdesk.domain.guard_words import CLOSED_MARKET_NAMES, PROFILE_NAMES, PROFILE_SENTENCES
from mimikdesk.gui.guard_draft import GuardDraft
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.widgets.choice import INDENT, Choice
from mimikdesk.gui.widgets.guard_rules import GuardRules
from mimikdesk.gui.widgets.parts import label, rule, say, set_kind

TWO_COLUMNS = 848
"""Width in px from which the profiles stand beside the table."""
NO_LIMIT = 16_777_215
"""What Qt takes for no limit of a width."""
LEFT_WIDTH = 308

ON = later("Guard", "Positions that are too large or should not be there are made smaller. Nothing is ever entered.")
OFF = later("Guard", "Findings are shown and nothing is closed by itself.")
BREACH_TOLD = later(
    "Guard",
    "After an exit by the guard the follower's switch goes off, with a breach mark beside it. "
    "Only you switch it on again.",
)
USUAL = later("Guard", "2 to 5 s is usual. With 0 the guard acts as soon as no order is on its way.")
ONLY_SHOWN = later("Guard", "Nothing is closed by itself now: findings are only shown.")


class GuardForm(QScrollArea):
    edited = Signal()
    """Something in the draft was changed."""

    def __init__(self, theme: Theme, draft: GuardDraft, *below: QWidget) -> None:
        """``below``: what else belongs under the table."""
        super().__init__()
        self.draft = draft
        self.poll = QLineEdit()
        self.poll.setObjectName("slim")
        self.poll.setFixedWidth(56)
        self.poll.setMaxLength(5)
        self.poll.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.poll.setAccessibleName(tr("Guard", "Seconds between two reads"))
        self._poll_error = label(size=fonts.Size.SMALL, kind="danger")
        self._poll_error.setContentsMargins(INDENT, 0, 0, 0)
        self.profiles = {profile: QRadioButton(told(PROFILE_NAMES[profile])) for profile in PROFILE_NAMES}
        self.on = QCheckBox(tr("Guard", "Bring followers back in line"))
        self.disable = QCheckBox(tr("Guard", "Disable replication on breach"))
        self._on_choice = Choice(self.on, ON.tr())
        self.rules = GuardRules(theme)
        self._note = label(USUAL.tr(), fonts.Size.SMALL, kind="quiet")
        self._note.setWordWrap(True)
        self.closed = QComboBox()
        self.closed.setAccessibleName(tr("Guard", "When a flatten meets a closed market"))
        self.closed.view().setAccessibleName(tr("Guard", "What becomes of its exit"))
        self.closed.addItems([told(CLOSED_MARKET_NAMES[each]) for each in ClosedMarket])
        self._lay_out(below)
        self._connect()

    def show_draft(self, draft: GuardDraft) -> None:
        """Begin with another draft."""
        self.draft = draft
        self.poll.setText(draft.poll)
        self.refresh()

    def refresh(self) -> None:
        """Show the draft; fields that say so already are left alone, and with them the cursor."""
        draft = self.draft
        self.profiles[draft.profile].setChecked(True)
        self._poll_field.setVisible(draft.profile is GuardProfile.POLL)
        say(self._poll_error, draft.wrong_poll)
        self._poll_error.setVisible(bool(draft.wrong_poll))
        set_kind(self.poll, "wrong" if draft.wrong_poll else "")
        self.on.setChecked(draft.on)
        self._on_choice.explain((ON if draft.on else OFF).tr())
        self.disable.setChecked(draft.disable_on_breach)
        self.rules.apply(draft.rows())
        say(self._note, (USUAL if draft.corrects else ONLY_SHOWN).tr())
        self.closed.setCurrentIndex(list(ClosedMarket).index(draft.closed_market))

    def focus_profile(self) -> None:
        self.profiles[self.draft.profile].setFocus()

    def focus_wrong(self) -> None:
        """Put the cursor into the first field whose text cannot be used."""
        wrong = self.poll if self.draft.wrong_poll else self.rules.first_wrong()
        if wrong is not None:
            wrong.setFocus()
            wrong.selectAll()
            self.ensureWidgetVisible(wrong)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is no room for two columns, one stands above the other."""
        super().resizeEvent(event)
        beside = self.width() >= TWO_COLUMNS
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._left_column.setMaximumWidth(LEFT_WIDTH if beside else NO_LIMIT)

    # --- inner workings -----------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.refresh()
        self.edited.emit()

    def _choose_profile(self, profile: GuardProfile) -> None:
        self.draft.profile = profile
        self._changed()

    def _choose_closed(self, at: int) -> None:
        self.draft.closed_market = list(ClosedMarket)[at]
        self._changed()

    def _type_poll(self, text: str) -> None:
        self.draft.poll = text
        self._changed()

    def _switch(self, on: bool) -> None:
        self.draft.on = on
        self._changed()

    def _switch_disable(self, on: bool) -> None:
        self.draft.disable_on_breach = on
        self._changed()

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for profile, button in self.profiles.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, chosen=profile: self._choose_profile(chosen))
        self.poll.textEdited.connect(self._type_poll)
        self.on.clicked.connect(self._switch)
        self.disable.clicked.connect(self._switch_disable)
        self.closed.activated.connect(self._choose_closed)
        self.rules.action_chosen.connect(lambda kind, action: self._act(GuardDraft.set_action, kind, action))
        self.rules.tolerance_typed.connect(lambda kind, text: self._act(GuardDraft.set_tolerance, kind, text))
        self.rules.contracts_typed.connect(lambda kind, text: self._act(GuardDraft.set_contracts, kind, text))
        self.rules.put_back.connect(lambda kind: self._act(GuardDraft.put_back, kind))

    def _act(self, change: object, *arguments: object) -> None:
        assert callable(change)
        change(self.draft, *arguments)
        self._changed()

    def _lay_out(self, below: tuple[QWidget, ...]) -> None:
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 8, 0)
        self._columns.setSpacing(20)
        self._left_column = self._left()
        self._columns.addWidget(self._left_column)
        self._columns.addWidget(self._right(below), 1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Guard", "Guard"))
        self.setWidget(inside)

    def _left(self) -> QWidget:
        self._poll_field = QWidget()
        row = QHBoxLayout(self._poll_field)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (label(tr("Guard", "every"), kind="quiet"), self.poll, label("s", kind="quiet")):
            row.addWidget(widget)
        policy = self._poll_field.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._poll_field.setSizePolicy(policy)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for profile, button in self.profiles.items():
            polls = profile is GuardProfile.POLL
            column.addWidget(Choice(button, told(PROFILE_SENTENCES[profile]), self._poll_field if polls else None))
            if polls:
                column.addWidget(self._poll_error)
        column.addSpacing(2)
        column.addWidget(rule())
        column.addSpacing(2)
        column.addWidget(self._on_choice)
        column.addWidget(Choice(self.disable, BREACH_TOLD.tr()))
        column.addStretch(1)
        return left

    def _right(self, below: tuple[QWidget, ...]) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        closed = QHBoxLayout()
        closed.setSpacing(12)
        closed.addWidget(label(tr("Guard", "When a flatten meets a closed market")))
        closed.addWidget(self.closed, 1)
        column.addWidget(self.rules)
        column.addWidget(self._note)
        column.addSpacing(4)
        column.addLayout(closed)
        for widget in below:
            column.addWidget(widget)
        column.addStretch(1)
        return right
