"""The window of the group wizard and of the group editor: the same pages; a new group goes through them one by one."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mimikdesk.domain.guard_words import short
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.gui.theme.fonts import Size
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.translate import later, plural, told, tr
from mimikdesk.gui.widgets.leave_question import LeaveQuestion
from mimikdesk.gui.widgets.parts import ElidedLabel, label, rule, say
from mimikdesk.gui.widgets.step_list import Stage, StepList
from mimikdesk.gui.wizards.group_flow import GroupFlow
from mimikdesk.gui.wizards.group_followers_page import FollowersPage
from mimikdesk.gui.wizards.group_pages import LeaderPage, NamePage, ProtectionPage, ReviewPage
from mimikdesk.gui.wizards.group_steps import STEPS, Saved, SaveGroup, Step, Wish
from mimikdesk.services.control import Control
from mimikdesk.services.group_views import GroupDetails, GroupsView
from mimikdesk.settings.model import CopyDefaults

SIZE = (1200, 720)
_AROUND = (16, 48)
"""What a small screen keeps free around the window, for its frame."""

TITLES = {
    Step.NAME: (later("GroupWizard", "What is the group to be called?"), later("GroupWizard", "Name")),
    Step.LEADER: (later("GroupWizard", "Which account do you trade?"), later("GroupWizard", "Leader")),
    Step.FOLLOWERS: (later("GroupWizard", "Which accounts follow, and how large?"), later("GroupWizard", "Followers")),
    Step.PROTECTION: (later("GroupWizard", "How is it guarded?"), later("GroupWizard", "Protection")),
    Step.REVIEW: (later("GroupWizard", "This is what it will do"), later("GroupWizard", "Review")),
}
WHY = {
    Step.NAME: later("GroupWizard", "A group is one leader, the account you trade, and the followers that copy it."),
    Step.LEADER: later(
        "GroupWizard", "The leader is only watched. MimikDesk never places, changes or cancels an order on it."
    ),
    Step.FOLLOWERS: later(
        "GroupWizard", "Each opens the leader's size times its multiplier, rounded up, and at least 1."
    ),
    Step.PROTECTION: later(
        "GroupWizard", "The guard looks after every follower while MimikDesk is open. The usual is set already."
    ),
    Step.REVIEW: later("GroupWizard", "Nothing is traded by saving."),
}


class GroupWizard(QDialog):
    saved = Signal(str, bool)
    """Id of the group that was saved, and whether it is a new one."""
    remove_wanted = Signal(str, str, object)
    """Group id, account id and ``Leaving``: a follower that the edited group has is to leave it."""

    def __init__(
        self, control: Control, theme: Theme, number: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMinimumSize(900, 480)
        screen = self.screen().availableGeometry()
        self.resize(min(SIZE[0], screen.width() - _AROUND[0]), min(SIZE[1], screen.height() - _AROUND[1]))
        self._control, self._number = control, number
        self.flow: GroupFlow | None = None
        self.usual = CopyDefaults()
        """What new groups and followers begin with; it holds for the next one that is begun."""
        self._shown: Step | None = None
        self.steps = StepList(theme, tuple(TITLES[step][1].tr() for step in STEPS))
        self._title = label(size=Size.DISPLAY, strong=True)
        self._why = label(kind="quiet")
        self._why.setWordWrap(True)
        self.name = NamePage()
        self.leader = LeaderPage(theme)
        self.followers = FollowersPage(theme)
        self.protection = ProtectionPage(theme, GroupFlow(GroupsView(), number))
        self.review = ReviewPage(theme)
        self._pages: dict[Step, NamePage | LeaderPage | FollowersPage | ProtectionPage | ReviewPage] = {
            Step.NAME: self.name,
            Step.LEADER: self.leader,
            Step.FOLLOWERS: self.followers,
            Step.PROTECTION: self.protection,
            Step.REVIEW: self.review,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.told = ElidedLabel(kind="danger")
        self.back = QPushButton(tr("GroupWizard", "Back"))
        self.cancel = QPushButton(tr("GroupWizard", "Cancel"))
        self.next = QPushButton(tr("GroupWizard", "Next"))
        self.next.setProperty("kind", "accent")
        self.next.setDefault(True)
        for button in (self.back, self.cancel):
            button.setAutoDefault(False)
        self.question = label(strong=True)
        self.question.setWordWrap(True)
        self.yes = QPushButton(tr("GroupWizard", "Yes, save it so"))
        self.no = QPushButton(tr("GroupWizard", "No"))
        self._asking = QFrame()
        self.leaving = LeaveQuestion()
        self._leaver = AccountId("")
        self._lay_out()
        self._connect()

    def open_for(
        self,
        view: GroupsView,
        edited: GroupDetails | None = None,
        prefer: ConnectionId | None = None,
        *,
        at: Step = Step.NAME,
    ) -> None:
        """Begin a new group, or change one that is there. A window that is open for the same comes to the front with
        what stands in it. ``prefer``: see ``GroupFlow``."""
        same = self.isVisible() and self.flow is not None and _id(self.flow.edited) == _id(edited)
        if not same:
            self.flow = GroupFlow(view, self._number, edited, prefer, self.usual)
            self.protection.begin(self.flow)
            self.followers.picker.search.clear()
            self._shown = None
            self.leaving.hide()
            title = tr("GroupWizard", "New group") if edited is None else tr("GroupWizard", "Edit group")
            self.setWindowTitle(title)
        if edited is not None and self.flow is not None:
            self.flow.go(at)
        self._show()
        self.show()  # beside the window and not over it: flatten stays in reach
        self.raise_()
        self.activateWindow()

    def apply(self, view: GroupsView) -> None:
        if self.flow is None:
            return
        self._ask(self.flow.apply(view))
        self._show()

    def ask_about_holdings(self, text: str, account: AccountId) -> None:
        """A follower that is to leave still holds something."""
        self._leaver = account
        self.leaving.ask_about_holdings(text)

    def tell(self, text: str) -> None:
        self.leaving.tell(text)

    def reject(self) -> None:
        """Cancel, and Escape. While it is being saved the window stays: what comes of it is told here."""
        if self.flow is not None and self.flow.saving:
            return
        self.flow = None
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.flow = None
        super().closeEvent(event)

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _act(self, act: Callable[[GroupFlow], Wish | None]) -> None:
        if self.flow is not None:
            flow, step = self.flow, self.flow.step
            self._ask(act(flow))
            self._show()
            if self.flow is not None and flow.problems(flow.step) and (step is flow.step or flow.asks == ""):
                self._focus_wrong(flow)

    def _ask(self, wish: Wish | None) -> None:
        match wish:
            case SaveGroup(attempt=attempt, draft=draft, confirmed=confirmed):
                self._control.save_group(attempt, draft, confirmed)
            case Saved(group=group):
                new = self.flow is not None and self.flow.edited is None
                self.flow = None
                self.accept()
                if group is not None:
                    self.saved.emit(group, new)
            case None:
                pass

    def _show(self) -> None:
        flow = self.flow
        if flow is None:
            return
        page = self._pages[flow.step]
        page.show_flow(flow)
        say(self._title, TITLES[flow.step][0].tr())
        say(self._why, WHY[flow.step].tr())
        self.steps.apply(self._stages(flow), STEPS.index(flow.step))
        self._show_foot(flow)
        if flow.step is not self._shown:
            self._shown = flow.step
            self._stack.setCurrentWidget(page)
            self.next.setFocus() if flow.step is Step.REVIEW else page.focus_first()

    def _show_foot(self, flow: GroupFlow) -> None:
        self.back.setVisible(flow.edited is None and flow.step is not Step.NAME)
        self.back.setEnabled(flow.can_back)
        self.cancel.setEnabled(not flow.saving)
        self.next.setText(tr("GroupWizard", "Saving...") if flow.saving else flow.next_word)
        self.next.setEnabled(not flow.saving and not flow.asks)
        say(self.question, told(flow.asks))
        self._asking.setVisible(bool(flow.asks))
        self.told.say(self._problem(flow))

    def _problem(self, flow: GroupFlow) -> str:
        """What stands beside the buttons: what the program said, or what is wrong on a page without a place for it."""
        if flow.told:
            return told(flow.told)
        if flow.step in (Step.FOLLOWERS, Step.PROTECTION):
            problems = flow.problems(flow.step)
            return f"{told(problems[0].text)} {told(problems[0].advice)}".strip() if problems else ""
        return ""

    def _stages(self, flow: GroupFlow) -> tuple[Stage, ...]:
        at = STEPS.index(flow.step)
        answers = {
            Step.NAME: flow.name.strip(),
            Step.LEADER: next((each.name for each in flow.leaders if each.account == flow.leader), ""),
            Step.FOLLOWERS: plural("GroupWizard", "{0} account", "{0} accounts", len(flow.typed)) if flow.typed else "",
            Step.PROTECTION: told(short(flow.draft().guard)) if Step.PROTECTION in flow.seen else "",
            Step.REVIEW: "",
        }
        return tuple(
            Stage(
                TITLES[step][1].tr(),
                answers[step],
                step in flow.seen,
                bool(flow.problems(step)),
                (step in flow.seen or number == at + 1) and not flow.saving,
            )
            for number, step in enumerate(STEPS)
        )

    def _focus_wrong(self, flow: GroupFlow) -> None:
        page = self._pages[flow.step]
        if isinstance(page, FollowersPage | ProtectionPage):
            page.focus_wrong()
        else:
            page.focus_first()

    def _edited(self) -> None:
        self._show()

    def _connect(self) -> None:
        for page in self._pages.values():
            page.edited.connect(self._edited)
        self.followers.remove_wanted.connect(self._remove)
        self.leaving.answered.connect(self._leave)
        self.steps.wanted.connect(lambda number: self._act(lambda flow: flow.go(STEPS[number])))
        self.next.clicked.connect(lambda: self._act(GroupFlow.next))
        self.back.clicked.connect(lambda: self._act(GroupFlow.back))
        self.yes.clicked.connect(lambda: self._act(GroupFlow.confirm))
        self.no.clicked.connect(lambda: self._act(GroupFlow.do_not_confirm))
        self.cancel.clicked.connect(self.reject)

    def _remove(self, account: str) -> None:
        """Ask before anything is done: unlike the rest of the page, this does not wait for Save."""
        flow = self.flow
        if flow is not None and flow.edited is not None:
            self._leaver = AccountId(account)
            name = next((each.name for each in flow.followers if each.account == account), account)
            if len(flow.edited.followers) == 1:
                self.leaving.tell(
                    tr("GroupWizard", "{0} is the last follower. Take in another one and save first.", name)
                )
                return
            text = tr("GroupWizard", "Take {0} out of the group now? It gets nothing any more.", name)
            self.leaving.ask_first(text, tr("GroupWizard", "Remove"))

    def _leave(self, leaving: object) -> None:
        if leaving is not None and self.flow is not None and self.flow.edited is not None:
            self.remove_wanted.emit(self.flow.edited.settings.group, self._leaver, leaving)

    def _lay_out(self) -> None:
        self._asking.setObjectName("strip")
        asking = QHBoxLayout(self._asking)
        asking.setContentsMargins(12, 8, 8, 8)
        asking.setSpacing(8)
        asking.addWidget(self.question, 1)
        asking.addWidget(self.yes)
        asking.addWidget(self.no)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.next)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._title)
        right.addWidget(self._why)
        right.addSpacing(12)
        right.addWidget(self._stack, 1)
        right.addSpacing(8)
        right.addWidget(self.leaving)
        right.addWidget(self._asking)
        right.addWidget(rule())
        right.addSpacing(8)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 20, 20, 16)
        row.setSpacing(20)
        row.addWidget(self.steps)
        row.addWidget(rule(vertical=True))
        row.addLayout(right, 1)
        self._stack.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _id(edited: GroupDetails | None) -> str | None:
    return edited.settings.group if edited is not None else None
