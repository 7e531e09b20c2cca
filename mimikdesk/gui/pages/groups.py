"""The groups page: a card for each copy group, the way to a new one, and to change and remove what is there."""

from dataclasses import dataclass
from itertools import count
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId
from mimikdesk.gui.models.order import reorder
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import plural, told, tr
from mimikdesk.gui.widgets.empty_state import EmptyState
from mimikdesk.gui.widgets.group_card import GroupCard
from mimikdesk.gui.widgets.parts import label, page_header, say, tab_order
from mimikdesk.gui.wizards.group_steps import Step
from mimikdesk.gui.wizards.group_wizard import GroupWizard
from mimikdesk.services.control import Control
from mimikdesk.services.group_views import GroupDetails, GroupsView, Leaving, WishStage


class Asker(Protocol):
    """Where a removal was asked for, and where its questions are asked."""

    def ask_about_holdings(self, text: str, account: AccountId) -> None: ...

    def tell(self, text: str) -> None: ...


@dataclass(slots=True)
class _Removal:
    account: AccountId
    asker: Asker


class GroupsPage(QWidget):
    connect_wanted = Signal()
    """There is no account to make a group of."""
    group_made = Signal(str)
    """Id of a new group that was saved."""

    def __init__(self, control: Control, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        self._control, self._theme = control, theme
        self.view = GroupsView()
        self._number = count(1).__next__
        self._keys: list[GroupId] = []
        self._groups: dict[GroupId, GroupDetails] = {}
        self._removals: dict[int, _Removal] = {}
        self._prefer: ConnectionId | None = None
        self.cards: dict[GroupId, GroupCard] = {}
        self.wizard = GroupWizard(control, theme, self._number, self)
        self._title = label(tr("Groups", "Groups"), Size.DISPLAY, strong=True)
        self._count = label(kind="quiet")
        self._count.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.add = QPushButton(tr("Groups", "New group"))
        self.add.setProperty("kind", "accent")
        self.add.setToolTip(tr("Groups", "A leader, his followers and their sizes, step by step."))
        self.empty = EmptyState(
            theme,
            "shapes/groups",
            tr("Groups", "No copy group yet"),
            tr(
                "Groups",
                "A group is one leader, the account that you trade, and the followers that take his trades, each at "
                "its own size. An account is in one group only.",
            ),
            tr("Groups", "New group"),
        )
        self.unconnected = EmptyState(
            theme,
            "shapes/groups",
            tr("Groups", "No accounts yet"),
            tr(
                "Groups",
                "A group is made of accounts, one leader and those that follow him. They come with a connection: "
                "connect the broker that you trade at first.",
            ),
            tr("Groups", "Connect a broker"),
        )
        self._stack = QStackedWidget()
        for page in (self.unconnected, self.empty, self._scrolled()):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(page_header(self._title, 8, self._count, self.add))
        column.addWidget(self._stack, 1)
        for button in (self.add, self.empty.button):
            button.clicked.connect(lambda: self.make())
        self.unconnected.button.clicked.connect(self.connect_wanted)
        self.wizard.saved.connect(self._saved)
        self.wizard.remove_wanted.connect(self._remove_from_editor)
        self._say()

    def apply(self, view: GroupsView) -> None:
        self.view = view
        self._groups = {each.settings.group: each for each in view.groups}
        reorder(self._keys, list(self._groups), self._drop, self._insert, self._move)
        for key, group in self._groups.items():
            if self.cards[key].group != group:
                self.cards[key].apply(group)
        tab_order(self.add, *(stop for key in self._keys for stop in self.cards[key].stops))
        self._say()
        self._hear_of_removals()
        self.wizard.apply(view)
        if self._prefer is not None:
            self.make(self._prefer)

    def make(self, prefer: ConnectionId | None = None) -> None:
        """Begin a new group. ``prefer``: a connection whose accounts are to follow; it is waited for until it has
        brought them."""
        self._prefer = None
        if prefer is None and not self.view.candidates and not self.view.groups:
            self.connect_wanted.emit()
            return
        if prefer is not None and not any(each.connection == prefer for each in self.view.candidates):
            self._prefer = prefer
            return
        self.wizard.open_for(self.view, prefer=prefer)

    def edit(self, group: GroupId) -> None:
        """Change a group; nothing where it is gone."""
        if group in self._groups:
            self.wizard.open_for(self.view, self._groups[group], at=Step.FOLLOWERS)

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _say(self) -> None:
        groups = self.view.groups
        some = bool(self.view.candidates or groups)
        self._stack.setCurrentIndex(2 if groups else 1 if some else 0)
        self.add.setVisible(bool(groups))
        if not groups:
            say(self._count, "")
            return
        free = len(self.view.candidates)
        counted = plural("Groups", "{0} group", "{0} groups", len(groups))
        unassigned = plural("Groups", "{0} account free", "{0} accounts free", free)
        if not free:
            unassigned = tr("Groups", "no account free")
        say(self._count, f"{counted}, {unassigned}")

    def _saved(self, group: str, new: bool) -> None:
        if new:
            self.group_made.emit(group)

    def _remove(self, asker: Asker, group: GroupId, account: AccountId, leaving: Leaving) -> None:
        attempt = self._number()
        self._removals[attempt] = _Removal(account, asker)
        if account:
            self._control.remove_follower(attempt, group, account, leaving)
        else:
            self._control.delete_group(attempt, group, leaving)

    def _remove_from_editor(self, group: str, account: str, leaving: Leaving) -> None:
        self._remove(self.wizard, GroupId(group), AccountId(account), leaving)

    def _hear_of_removals(self) -> None:
        for attempt, removal in tuple(self._removals.items()):
            outcome = self.view.outcome(attempt)
            if outcome is None or outcome.stage is WishStage.WORKING:
                continue
            del self._removals[attempt]
            if outcome.stage is WishStage.ASKS:
                removal.asker.ask_about_holdings(told(outcome.text), removal.account)
            elif outcome.stage is WishStage.REFUSED:
                removal.asker.tell(told(outcome.text))

    def _insert(self, at: int, key: GroupId) -> None:
        card = self.cards[key] = GroupCard(self._theme, self._groups[key])
        card.edit_wanted.connect(lambda group: self.edit(GroupId(group)))
        card.remove_wanted.connect(
            lambda group, account, leaving, card=card: self._remove(card, GroupId(group), AccountId(account), leaving)
        )
        card.stay_wanted.connect(lambda account: self._control.stay_in_group(AccountId(account)))
        self._column.insertWidget(at, card)

    def _drop(self, at: int) -> None:
        item = self._column.takeAt(at)
        if item is not None and isinstance(card := item.widget(), GroupCard):
            self.cards.pop(card.group.settings.group, None)
            self._removals = {number: each for number, each in self._removals.items() if each.asker is not card}
            card.hide()
            card.deleteLater()

    def _move(self, old: int, new: int) -> None:
        if (item := self._column.takeAt(old)) is not None and (card := item.widget()) is not None:
            self._column.insertWidget(new, card)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        outer.addLayout(self._column)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(tr("Groups", "Groups"))
        scroll.setWidget(inside)
        return scroll
