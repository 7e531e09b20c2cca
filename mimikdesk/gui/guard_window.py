"""The guard of one group: a profile that fills the table, the two switches, and the table to change it line by line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import GuardProfile, GuardSettings
from mimikdesk.domain.guard_words import CLOSED_MARKET_NAMES, PROFILE_NAMES, PROFILE_SENTENCES
from mimikdesk.gui.guard_draft import GuardDraft
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import later, told, tr
from mimikdesk.gui.widgets.choice import INDENT, Choice
from mimikdesk.gui.widgets.guard_rules import GuardRules
from mimikdesk.gui.widgets.parts import ElidedLabel, label, rule, say, set_kind
from mimikdesk.services.views import GroupRow

SIZE = (930, 570)
TWO_COLUMNS = 880
"""Width in px from which the profiles stand beside the table."""
NO_LIMIT = 16_777_215
"""What Qt takes for no limit of a width."""
_AROUND = (16, 48)
"""What a small screen keeps free around the window, for its frame."""
LEFT_WIDTH = 308

RECONCILER = later("Guard", "Bring followers back in line")
ON = later("Guard", "Positions that are too large or should not be there are made smaller. Nothing is ever entered.")
OFF = later("Guard", "Findings are shown and nothing is closed by itself.")
BREACH = later("Guard", "Disable replication on breach")
BREACH_TOLD = later(
    "Guard",
    "After an exit by the guard the follower's switch goes off, with a breach mark beside it. "
    "Only you switch it on again.",
)
USUAL = later("Guard", "2 to 5 s is usual. With 0 the guard acts as soon as no order is on its way.")
ONLY_SHOWN = later("Guard", "Nothing is closed by itself now: findings are only shown.")


class GuardWindow(QDialog):
    saved = Signal(str, object, object)
    """Group id, GuardSettings and ClosedMarket that the trader wants from now on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guard", "Guard"))
        self.setMinimumSize(600, 360)
        screen = self.screen().availableGeometry()
        self.resize(min(SIZE[0], screen.width() - _AROUND[0]), min(SIZE[1], screen.height() - _AROUND[1]))
        self._group: GroupRow | None = None
        self._draft = GuardDraft(GuardSettings(), ClosedMarket.KEEP)
        self._title = ElidedLabel(fonts.Size.TITLE, strong=True)
        self.poll = QLineEdit()
        self.poll.setObjectName("slim")
        self.poll.setFixedWidth(56)
        self.poll.setMaxLength(5)
        self.poll.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.poll.setAccessibleName(tr("Guard", "Seconds between two reads"))
        self._poll_error = label(size=fonts.Size.SMALL, kind="danger")
        self._poll_error.setContentsMargins(INDENT, 0, 0, 0)
        self.profiles = {profile: QRadioButton(told(PROFILE_NAMES[profile])) for profile in PROFILE_NAMES}
        self.on = QCheckBox(RECONCILER.tr())
        self.disable = QCheckBox(BREACH.tr())
        self._on_choice = Choice(self.on, ON.tr())
        self.rules = GuardRules(theme)
        self._note = label(USUAL.tr(), fonts.Size.SMALL, kind="quiet")
        self._note.setWordWrap(True)
        self.closed = QComboBox()
        self.closed.setAccessibleName(tr("Guard", "When a flatten meets a closed market"))
        self.closed.view().setAccessibleName(tr("Guard", "What becomes of its exit"))
        self.closed.addItems([told(CLOSED_MARKET_NAMES[each]) for each in ClosedMarket])
        self._error = label(kind="danger")
        self._error.setWordWrap(True)
        self.cancel = QPushButton(tr("Guard", "Cancel"))
        self.save = QPushButton(tr("Guard", "Save"))
        self.save.setProperty("kind", "accent")
        self.save.setDefault(True)
        self.cancel.setAutoDefault(False)
        self._lay_out()
        self._connect()

    def open_for(self, group: GroupRow) -> None:
        """Begin with the settings of this group as they are now."""
        self._group = group
        self._draft = GuardDraft(group.guard, group.closed_market)
        self._title.say(tr("Guard", "Guard of “{0}”", group.name))
        say(self._error, "")
        self.poll.setText(self._draft.poll)
        self._show()
        self.show()  # beside the window and not over it: flatten stays in reach
        self.raise_()
        self.activateWindow()
        self.profiles[self._draft.profile].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is no room for two columns, one stands above the other."""
        super().resizeEvent(event)
        beside = self.width() >= TWO_COLUMNS
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._left_column.setMaximumWidth(LEFT_WIDTH if beside else NO_LIMIT)

    # --- inner workings -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the draft; fields that say so already are left alone, and with them the cursor."""
        draft = self._draft
        self.profiles[draft.profile].setChecked(True)
        polls = draft.profile is GuardProfile.POLL
        self._poll_field.setVisible(polls)
        say(self._poll_error, draft.wrong_poll)
        self._poll_error.setVisible(bool(draft.wrong_poll))
        set_kind(self.poll, "wrong" if draft.wrong_poll else "")
        self.on.setChecked(draft.on)
        self._on_choice.explain(ON.tr() if draft.on else OFF.tr())
        self.disable.setChecked(draft.disable_on_breach)
        self.rules.apply(draft.rows())
        say(self._note, USUAL.tr() if draft.corrects else ONLY_SHOWN.tr())
        self.closed.setCurrentIndex(list(ClosedMarket).index(draft.closed_market))

    def _save(self) -> None:
        try:
            differs, settings = self._draft.differs(), self._draft.settings()
        except GroupError as error:
            say(self._error, told(str(error)))
            wrong = self.poll if self._draft.wrong_poll else self.rules.first_wrong()
            if wrong is not None:
                wrong.setFocus()
                wrong.selectAll()
            return
        if differs and self._group is not None:
            self.saved.emit(self._group.group, settings, self._draft.closed_market)
        self.accept()

    def _edited(self) -> None:
        say(self._error, "")
        self._show()

    def _choose_profile(self, profile: GuardProfile) -> None:
        self._draft.profile = profile
        self._edited()

    def _choose_closed(self, at: int) -> None:
        self._draft.closed_market = list(ClosedMarket)[at]

    def _type_poll(self, text: str) -> None:
        self._draft.poll = text
        self._edited()

    def _switch(self, on: bool) -> None:
        self._draft.on = on
        self._edited()

    def _switch_disable(self, on: bool) -> None:
        self._draft.disable_on_breach = on

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for profile, button in self.profiles.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, chosen=profile: self._choose_profile(chosen))
        self.poll.textEdited.connect(self._type_poll)
        self.on.clicked.connect(self._switch)
        self.disable.clicked.connect(self._switch_disable)
        self.closed.activated.connect(self._choose_closed)
        self.rules.action_chosen.connect(lambda kind, action: self._act(self._draft.set_action, kind, action))
        self.rules.tolerance_typed.connect(lambda kind, text: self._act(self._draft.set_tolerance, kind, text))
        self.rules.contracts_typed.connect(lambda kind, text: self._act(self._draft.set_contracts, kind, text))
        self.rules.put_back.connect(lambda kind: self._act(self._draft.put_back, kind))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)

    def _act(self, change: object, *arguments: object) -> None:
        assert callable(change)
        change(*arguments)
        self._edited()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 8, 0)
        self._columns.setSpacing(20)
        self._left_column = self._left()
        self._columns.addWidget(self._left_column)
        self._columns.addWidget(self._right(), 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 8, 0)
        foot.setSpacing(8)
        foot.addWidget(self._error, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 12, 12)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

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

    def _right(self) -> QWidget:
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
        column.addStretch(1)
        return right
