"""One copy group on its page: its leader, its followers with their sizes, and what can be done with each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import FollowerSettings, MappingKind
from mimikdesk.domain.guard_words import short
from mimikdesk.domain.ids import AccountId
from mimikdesk.gui.models.cells import LINE_SHAPE
from mimikdesk.gui.models.sizes_model import mapping_words, settings_in_short
from mimikdesk.gui.summary import LINE_WORDS
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import plural, told, tr
from mimikdesk.gui.widgets.leave_question import LeaveQuestion
from mimikdesk.gui.widgets.parts import ElidedLabel, label, say
from mimikdesk.gui.wizards.group_typed import typed_of
from mimikdesk.services.group_draft import follower_draft_of
from mimikdesk.services.group_views import GroupDetails, GroupMember, Leaving

INDENT = 24
_SHAPE, _NAME, _CONNECTION, _SIZE, _TRADES, _STATE, _BUTTON = range(7)
_WIDTHS = {_NAME: (150, 4), _CONNECTION: (110, 3), _SIZE: (104, 3), _TRADES: (76, 2), _STATE: (60, 6)}
"""Px at least, and the part of the rest; the same on every card, so that they stand below each other."""


class GroupCard(QFrame):
    edit_wanted = Signal(str)
    """Group id."""
    remove_wanted = Signal(str, str, object)
    """Group id, account id ("" for the whole group) and ``Leaving``."""
    stay_wanted = Signal(str)
    """Account id of a follower that is to stay after all."""

    def __init__(self, theme: Theme, group: GroupDetails) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self.group = group
        self._asked_about = AccountId("")
        self._shape = QLabel()
        self.name = ElidedLabel(Size.TITLE, strong=True)
        self._state = label(strong=True)
        self._about = ElidedLabel(kind="quiet")
        self.edit = QPushButton(tr("Groups", "Edit"))
        self.delete = QPushButton(tr("Groups", "Remove group"))
        self.delete.setProperty("kind", "aside")
        self.question = LeaveQuestion()
        self._grid = QGridLayout()
        self.lines: list[MemberLine] = []
        self._lay_out()
        self.edit.clicked.connect(lambda: self.edit_wanted.emit(self.group.settings.group))
        self.delete.clicked.connect(self._ask_to_delete)
        self.question.answered.connect(self._answered)
        theme.changed.connect(self._restyle)
        self.apply(group)

    def apply(self, group: GroupDetails) -> None:
        self.group = group
        settings = group.settings
        self.setAccessibleName(tr("Groups", "Group {0}", settings.name))
        self.name.say(settings.name)
        words = self._words()
        say(self._state, words, "warning" if settings.dry_run else "quiet")
        followers = plural("Groups", "{0} follower", "{0} followers", len(group.followers))
        whitelist = ", ".join(sorted(settings.whitelist))
        self._about.say(f"{followers}, {told(short(settings.guard))}" + (f", {whitelist}" if whitelist else ""))
        self.question.about = settings.name
        self.edit.setAccessibleName(tr("Groups", "Edit {0}", settings.name))
        self.delete.setAccessibleName(tr("Groups", "Remove group {0}", settings.name))
        given = {each.account: each for each in settings.followers}
        members = [(group.leader, None), *((each, given.get(each.account)) for each in group.followers)]
        while len(self.lines) > len(members):
            self.lines.pop().drop(self._grid)
        while len(self.lines) < len(members):
            line = MemberLine(self._theme, self._grid, len(self.lines))
            line.button.clicked.connect(lambda _=False, line=line: self._pressed(line))
            self.lines.append(line)
        for line, (member, its) in zip(self.lines, members, strict=True):
            line.apply(member, its)
        if self._asked_about and all(each.account != self._asked_about for each in group.followers):
            self.question.hide()  # it has left meanwhile
        self._restyle()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in the order of reading."""
        return (self.edit, self.delete, *(line.button for line in self.lines), self.question)

    def ask_about_holdings(self, text: str, account: AccountId) -> None:
        """The program wants to know what becomes of what is held."""
        self._asked_about = account
        self.question.ask_about_holdings(text)

    def tell(self, text: str) -> None:
        self.question.tell(text)

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _words(self) -> str:
        if not self.group.settings.on:
            return tr("Groups", "Paused")
        return tr("Groups", "Dry run") if self.group.settings.dry_run else tr("Groups", "Copying")

    def _pressed(self, line: "MemberLine") -> None:
        member = line.member
        if member is None:
            return
        if member.leaving:
            self.stay_wanted.emit(member.account)
            return
        self._asked_about = member.account
        if len(self.group.followers) == 1:
            text = tr("Groups", "{0} is the last follower: with it, “{1}” goes.", member.name, self.group.settings.name)
            self.question.ask_first(text, tr("Groups", "Remove both"))
        else:
            self._answered(Leaving.ASK)

    def _ask_to_delete(self) -> None:
        self._asked_about = AccountId("")
        text = tr(
            "Groups",
            "Nothing is copied in “{0}” any more, and its accounts can be chosen for other groups. What happened on "
            "them stays in the record.",
            self.group.settings.name,
        )
        self.question.ask_first(text, tr("Groups", "Remove group"))

    def _answered(self, leaving: object) -> None:
        if leaving is not None:
            self.remove_wanted.emit(self.group.settings.group, self._asked_about, leaving)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._shape)
        head.addWidget(self.name)
        head.addWidget(self._state)
        head.addSpacing(4)
        head.addWidget(self._about, 1)
        head.addWidget(self.edit)
        head.addWidget(self.delete)
        self._grid.setContentsMargins(INDENT, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        for column, (width, part) in _WIDTHS.items():
            self._grid.setColumnMinimumWidth(column, width)
            self._grid.setColumnStretch(column, part)
        self._grid.setColumnMinimumWidth(_BUTTON, 76)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 12)
        outer.setSpacing(6)
        outer.addLayout(head)
        outer.addLayout(self._grid)
        outer.addWidget(self.question)

    def _restyle(self) -> None:
        settings = self.group.settings
        shape, tone = ("shapes/square", Tone.QUIET) if not settings.on else ("shapes/dot", Tone.POSITIVE)
        if settings.on and settings.dry_run:
            shape, tone = "shapes/ring", Tone.WARNING
        self._shape.setPixmap(self._theme.icon(shape, tone).pixmap(16, 16))
        for line in self.lines:
            line.restyle(self._theme)


class MemberLine:
    """The widgets of one account in the card's grid."""

    def __init__(self, theme: Theme, grid: QGridLayout, row: int) -> None:
        self.member: GroupMember | None = None
        self._row = row
        self._shape = QLabel()
        self._name = ElidedLabel(strong=row == 0)
        self._connection = ElidedLabel(kind="quiet")
        self._size = ElidedLabel()
        self._trades = ElidedLabel(kind="quiet")
        self._state = ElidedLabel(kind="quiet")
        self.button = QPushButton()
        self.button.setProperty("kind", "aside")
        self._widgets: tuple[QWidget, ...] = (
            self._shape,
            self._name,
            self._connection,
            self._size,
            self._trades,
            self._state,
            self.button,
        )
        for column, widget in enumerate(self._widgets):
            if isinstance(widget, ElidedLabel):
                widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowMinimumHeight(row, 32)
        self.restyle(theme)

    def apply(self, member: GroupMember, settings: FollowerSettings | None) -> None:
        """``settings``: None for the leader."""
        self.member = member
        self._name.say(member.name)
        words = told(LINE_WORDS[member.line])
        self._connection.say(member.connection_name)
        self._shape.setToolTip(words)
        self._shape.setAccessibleName(words)
        if settings is None:
            self._size.say(tr("Groups", "Leader"))
            self._trades.say("")
        else:
            self._size.say(settings_in_short(typed_of(follower_draft_of(settings))))
            kind = settings.mapping.kind
            self._trades.say("" if kind is MappingKind.SAME else mapping_words()[kind])
        self._state.say(_state(member, leads=settings is None))
        self.button.setVisible(settings is not None)
        self.button.setText(tr("Groups", "Stay") if member.leaving else tr("Groups", "Remove"))
        named = tr("Groups", "Keep {0} in the group", member.name)
        self.button.setAccessibleName(named if member.leaving else tr("Groups", "Remove {0}", member.name))

    def restyle(self, theme: Theme) -> None:
        if self.member is not None:
            shape, tone = LINE_SHAPE[self.member.line]
            up = self.member.line is LineState.CONNECTED
            self._shape.setPixmap(theme.icon(shape, Tone.POSITIVE if up else tone).pixmap(16, 16))

    def drop(self, grid: QGridLayout) -> None:
        grid.setRowMinimumHeight(self._row, 0)
        for widget in self._widgets:
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def _state(member: GroupMember, *, leads: bool) -> str:
    """What is worth saying of an account beside its settings."""
    holds = told(member.holds)
    if member.leaving:
        return f"{tr('Groups', 'Leaves as soon as it is flat.')} {holds}".strip()
    if member.breach:
        return told(member.breach)
    words = told(LINE_WORDS[member.line]) if member.line is not LineState.CONNECTED else ""
    line = f"{words[:1].upper()}{words[1:]}." if words else ""
    off = tr("Groups", "Switched off.") if not leads and not member.on else ""
    return " ".join(part for part in (line, off, holds) if part)
