"""From “New group” to a group that copies: the steps, what is asked at each, what is wrong, and what to ask of the
program. The same flow edits a group that is there.

Knows no Qt. The window shows what stands here and hands back what was chosen and typed. Whatever the program answers,
nothing that was typed is lost; what it refuses is said at the field that it is about.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.gui.guard_draft import GuardDraft
from mimikdesk.gui.translate import later, tr
from mimikdesk.gui.wizards import group_accounts
from mimikdesk.gui.wizards.group_accounts import Choosable, Missing
from mimikdesk.gui.wizards.group_steps import STEP_OF, STEPS, Saved, SaveGroup, Step, Wish
from mimikdesk.gui.wizards.group_typed import TypedFollower, typed_of
from mimikdesk.services.group_draft import DraftField, GroupDraft, Problem, draft_of
from mimikdesk.services.group_preview import preview, symbols_for
from mimikdesk.services.group_review import problems_of, warnings_of
from mimikdesk.services.group_views import FollowerPreview, GroupDetails, GroupsView, WishStage
from mimikdesk.services.group_words import review
from mimikdesk.settings.model import CopyDefaults

LONGEST_NAME = 60
"""Characters of a group's name."""

CHANGED_ELSEWHERE = later(
    "GroupWizard", "“{0}” was changed elsewhere while this window was open. Save what stands here over it?"
)


USUAL = CopyDefaults()


def _new(usual: CopyDefaults) -> GroupDraft:
    return GroupDraft(partial_fills=usual.partial_fills, guard=GuardSettings(usual.guard))


class GroupFlow:
    """``view``: groups and accounts as they are. ``number``: gives each wish a number that it never gave before.
    ``edited``: the group that is changed; None for a new one. ``prefer``: a connection whose accounts are to follow
    without being picked one by one. ``usual``: what a new group and a new follower begin with."""

    def __init__(
        self,
        view: GroupsView,
        number: Callable[[], int],
        edited: GroupDetails | None = None,
        prefer: ConnectionId | None = None,
        usual: CopyDefaults = USUAL,
    ) -> None:
        self.view = view
        self._usual = usual
        self._number = number
        self.edited = edited
        self._prefer = prefer
        self._base = draft_of(edited.settings) if edited is not None else _new(usual)
        self.step = Step.NAME
        self.seen = set(STEPS) if edited is not None else {Step.NAME}
        """The steps that were come to; the trader may go back to each of them."""
        self.name = self._base.name or _suggestion(view, prefer)
        self.leader = self._base.leader
        self.typed: dict[AccountId, TypedFollower] = {each.account: typed_of(each) for each in self._base.followers}
        """The chosen followers, in the order in which they were chosen."""
        self.selected: set[AccountId] = set(self.typed)
        """The followers whose settings are being changed."""
        self.whitelist = ", ".join(sorted(self._base.whitelist))
        self.partial_fills, self.late_entry = self._base.partial_fills, self._base.late_entry
        self.on, self.dry_run = self._base.on, self._base.dry_run
        self.guard = GuardDraft(self._base.guard, self._base.closed_market)
        self.symbol: Symbol | None = None
        self._picked = edited is not None
        self._asked: set[Step] = set()
        self._attempt: int | None = None
        self._refused: tuple[Problem, ...] = ()
        self.told = ""
        """What the program said last about saving, where that belongs to no field."""
        self.saving = False
        self.asks = ""
        """What the trader has to confirm before the group is saved; "" while nothing."""

    # --- what is shown ------------------------------------------------------------------------------------------------

    @property
    def leaders(self) -> tuple[Choosable, ...]:
        return group_accounts.leaders(self.view, self.edited)

    @property
    def followers(self) -> tuple[Choosable, ...]:
        return group_accounts.followers(self.view, self.edited, self.leader)

    @property
    def missing(self) -> tuple[Missing, ...]:
        return group_accounts.missing(self.view, self.edited)

    @property
    def leader_fixed(self) -> str:
        """Why another leader cannot be chosen at present (rule 4.8); "" where one can."""
        return self.edited.leader_fixed if self.edited is not None else ""

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        return symbols_for(self.draft(), self.view)

    @property
    def shown_symbol(self) -> Symbol | None:
        """The leader's contract that sizes are shown for."""
        symbols = self.symbols
        return self.symbol if self.symbol in symbols else next(iter(symbols), None)

    def draft(self) -> GroupDraft:
        """What stands in the window, whether or not it can be saved."""
        try:
            guard = self.guard.settings()
        except GroupError:
            guard = self._base.guard
        return replace(
            self._base,
            name=self.name.strip(),
            leader=self.leader,
            followers=tuple(each.draft() for each in self.typed.values()),
            whitelist=_entries(self.whitelist),
            partial_fills=self.partial_fills,
            late_entry=self.late_entry,
            on=self.on,
            dry_run=self.dry_run,
            closed_market=self.guard.closed_market,
            guard=guard,
        )

    def sizes(self) -> tuple[FollowerPreview, ...]:
        """What each follower would do about the leader's openings; those whose figures are wrong are left out."""
        symbol = self.shown_symbol
        return preview(self.draft(), symbol, self.view) if symbol is not None else ()

    def sentences(self) -> tuple[str, ...]:
        return review(self.draft(), self.view, self.shown_symbol)

    def warnings(self) -> tuple[Problem, ...]:
        return warnings_of(self.draft(), self.view)

    def problems(self, step: Step | None = None) -> tuple[Problem, ...]:
        """What keeps the group from being saved, as far as it was asked for: no page complains before the trader wanted
        to leave it. ``step``: of one page only."""
        steps = self._asked & ({step} if step is not None else set(STEPS))
        return tuple(each for each in (*self._refused, *self._all_problems()) if STEP_OF[each.field] in steps)

    def complaints(self) -> dict[AccountId, dict[DraftField, str]]:
        """What is wrong with the followers, field by field; said as soon as it is typed."""
        found: dict[AccountId, dict[DraftField, str]] = {}
        for each in (*self._refused, *self._all_problems()):
            if each.account in self.typed:
                own = self.typed[each.account].wrong.get(each.field)
                found.setdefault(each.account, {}).setdefault(each.field, own or _sentence(each))
        return found

    @property
    def next_word(self) -> str:
        if self.edited is not None:
            return tr("GroupWizard", "Save")
        return tr("GroupWizard", "Create group") if self.step is Step.REVIEW else tr("GroupWizard", "Next")

    @property
    def can_back(self) -> bool:
        return self.step is not Step.NAME and not self.saving

    @property
    def differs(self) -> bool:
        """Whether anything was changed since the window was opened."""
        if self.edited is None:
            return True
        try:
            return self.guard.differs() or self.draft() != self._base
        except GroupError:
            return True

    # --- what the trader does -----------------------------------------------------------------------------------------

    def choose_leader(self, account: AccountId) -> None:
        """An account that was to follow follows no more; the first choice brings the followers that go with it."""
        self.leader = account
        self.typed.pop(account, None)
        self.selected.discard(account)
        self._forget_refused(DraftField.LEADER)
        if not self._picked and self._prefer is not None:
            his = next((each for each in self.leaders if each.account == account), None)
            self.typed, self.selected = {}, set()
            self.pick(
                each.account
                for each in self.followers
                if each.open and each.connection == self._prefer and his is not None and each.practice == his.practice
            )
            self._picked = False

    def pick(self, accounts: Iterable[AccountId]) -> None:
        """Take accounts in as followers; what is set for them then is set for all of them at once."""
        self._picked = True
        new = [account for account in accounts if account not in self.typed]
        known = {each.account for each in self.followers if each.open}
        for account in new:
            if account in known:
                usual = self._usual
                self.typed[account] = TypedFollower(account, f"{usual.multiplier:f}", usual.mode, usual.adds)
                self.selected.add(account)
        self._forget_refused(DraftField.FOLLOWERS)

    def drop(self, accounts: Iterable[AccountId]) -> None:
        """Take them out again. Followers that the group has already are removed by a wish of its own."""
        self._picked = True
        for account in tuple(accounts):
            if not self.is_member(account):
                self.typed.pop(account, None)
                self.selected.discard(account)
        self._forget_refused(DraftField.FOLLOWERS)

    def is_member(self, account: AccountId) -> bool:
        """Whether the account follows in the edited group, as it is now."""
        return self.edited is not None and any(each.account == account for each in self.edited.followers)

    def select(self, accounts: Iterable[AccountId]) -> None:
        self.selected = set(accounts) & set(self.typed)

    def set_all(self, **changed: object) -> None:
        """Change a setting of every selected follower; the names are those of ``TypedFollower``."""
        for account in self.selected & set(self.typed):
            self.typed[account] = replace(self.typed[account], **changed)  # type: ignore[arg-type]
        self._forget_refused(DraftField.MULTIPLIER, DraftField.MAX_CONTRACTS, DraftField.MAPPING)

    def common(self, setting: str) -> object:
        """What the selected followers have in common in one setting; None where they differ, or where none is."""
        values = {getattr(self.typed[account], setting) for account in self.selected if account in self.typed}
        return values.pop() if len(values) == 1 else None

    def next(self) -> Wish | None:
        """Go on to the next step, or save; the step stays where something on it is wrong."""
        if self.saving:
            return None
        if self.edited is not None or self.step is Step.REVIEW:
            return self.save()
        self._asked.add(self.step)
        if not self.problems(self.step):
            self._go(STEPS[STEPS.index(self.step) + 1])
        return None

    def back(self) -> None:
        if self.can_back:
            self._go(STEPS[STEPS.index(self.step) - 1])

    def go(self, step: Step) -> None:
        """To a step that was seen already, or to the next one, as ``next`` does."""
        if self.saving or step is self.step:
            return
        if step in self.seen:
            self._go(step)
        elif STEPS.index(step) == STEPS.index(self.step) + 1:
            self.next()

    def save(self, *, confirmed: bool = False) -> Wish | None:
        """Ask the program to save; where something is wrong, go to where that is put right."""
        self._asked = set(STEPS)
        self._refused, self.told, self.asks = (), "", ""
        problems = self._all_problems()
        if problems:
            self._go(STEP_OF[problems[0].field])
            return None
        if not self.differs and not confirmed:
            return Saved(self._base.group)
        self._attempt, self.saving = self._number(), True
        return SaveGroup(self._attempt, self.draft(), confirmed)

    def confirm(self) -> Wish | None:
        """Yes to what is asked before it is saved."""
        if not self.asks:
            return None
        over = self._changed_elsewhere
        if over and self.edited is not None:
            self._base = replace(self._base, base=self.edited.settings)
        return self.save(confirmed=not over)

    def do_not_confirm(self) -> None:
        self.asks = ""

    def edited_name(self, name: str) -> None:
        self.name = name
        self._forget_refused(DraftField.NAME)

    def edited_whitelist(self, text: str) -> None:
        self.whitelist = text
        self._forget_refused(DraftField.WHITELIST)

    def apply(self, view: GroupsView) -> Wish | None:
        """What the program tells of groups; what came of saving, under the number of this wish."""
        self.view = view
        if self.edited is not None:
            its = self.edited.settings.group
            now = next((each for each in view.groups if each.settings.group == its), None)
            if now is not None:
                gone = {each.account for each in self.edited.followers} - {each.account for each in now.followers}
                self.edited = now
                self._base = _without(self._base, gone)
                self.drop(gone)
        outcome = view.outcome(self._attempt) if self._attempt is not None else None
        if outcome is None or not self.saving:
            return None
        match outcome.stage:
            case WishStage.DONE:
                self.saving = False
                return Saved(outcome.group)
            case WishStage.REFUSED:
                self.saving = False
                self._refused, self.told = outcome.problems, outcome.text
                if outcome.problems:
                    self._go(STEP_OF[outcome.problems[0].field])
                elif self._changed_elsewhere:
                    self.told, self.asks = "", CHANGED_ELSEWHERE.tr(self._base.name)
            case WishStage.ASKS:
                self.saving, self.asks = False, outcome.text
            case WishStage.WORKING:
                self.told = outcome.text
        return None

    # --- inner workings -----------------------------------------------------------------------------------------------

    @property
    def _changed_elsewhere(self) -> bool:
        """Whether the group is no longer what it was when editing began; switches are no part of that."""
        base = self._base.base
        if self.edited is None or base is None:
            return False
        return _plain(draft_of(self.edited.settings)) != _plain(draft_of(base))

    def _all_problems(self) -> tuple[Problem, ...]:
        """What was typed and cannot be read stands before what the services have to say, in the order of the pages."""
        unread = {
            (account, field): Problem(field, f"{self._name_of(account)}: {text}", account=account)
            for account, typed in self.typed.items()
            for field, text in typed.wrong.items()
        }
        draft = self.draft()
        found = [each for each in problems_of(draft, self.view) if (each.account, each.field) not in unread]
        try:
            self.guard.settings()
        except GroupError as error:
            found.append(Problem(DraftField.TOLERANCES, str(error)))
        order = {step: number for number, step in enumerate(STEPS)}
        return tuple(sorted([*unread.values(), *found], key=lambda each: order[STEP_OF[each.field]]))

    def _name_of(self, account: AccountId) -> str:
        return next((each.name for each in self.followers if each.account == account), account)

    def _forget_refused(self, *fields: DraftField) -> None:
        """What the program refused is put right, as far as it was about these fields."""
        self._refused = tuple(each for each in self._refused if each.field not in fields)
        self.told = ""

    def _go(self, step: Step) -> None:
        self.step = step
        self.seen.add(step)


def _plain(draft: GroupDraft) -> GroupDraft:
    return replace(draft, on=True, base=None)


def _without(base: GroupDraft, gone: set[AccountId]) -> GroupDraft:
    """The group as it was when editing began, less followers that have left it since by wishes of their own."""
    left = tuple(each for each in base.followers if each.account not in gone)
    was = base.base
    if was is not None and gone:
        was = replace(was, followers=tuple(each for each in was.followers if each.account not in gone))
    return replace(base, followers=left, base=was)


def _sentence(problem: Problem) -> str:
    return f"{problem.text} {problem.advice}".strip()


def _entries(text: str) -> frozenset[str]:
    """Roots and contracts, in capitals, however they are set apart."""
    return frozenset(entry.upper() for entry in re.split(r"[\s,;]+", text) if entry)


def _suggestion(view: GroupsView, prefer: ConnectionId | None) -> str:
    """A name that no group has yet."""
    taken = {each.settings.name.casefold() for each in view.groups}
    own = next((each.connection_name for each in view.candidates if each.connection == prefer), "")
    wanted = own or tr("GroupWizard", "My group")
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted} {number}", number + 1
    return name
