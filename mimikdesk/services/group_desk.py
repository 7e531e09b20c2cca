"""Saving groups while they run: drafts are checked, written down, and taken over by the engine, in this order.

On the lane, beside the copier. What waits for the disk happens elsewhere (``Background``), one change after the other;
meanwhile copying goes on, so the engine is asked once more at the end, and what it refuses is undone on the disk.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.events import GroupDefined, PastRecalled
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.membership import at_stake, bars_to_another_leader, only_unread, refusal
from mimikdesk.engine.state import Group
from mimikdesk.services.copier import Copier
from mimikdesk.services.group_draft import DraftField, GroupDraft, Problem, group_of
from mimikdesk.services.group_review import problems_of, warnings_of
from mimikdesk.services.group_rows import GroupRows, as_it_is
from mimikdesk.services.group_views import GroupOutcome, GroupsView, WishStage
from mimikdesk.services.logins import Background

KEPT_OUTCOMES = 8


class GroupStore(Protocol):
    """Groups as they are kept; see journal.store.Store. The first two wait for the disk and raise MimikDeskError with a
    sentence, and nothing is changed; the others return at once."""

    def save_group(self, group: CopyGroup) -> None: ...

    def remove_group(self, group: GroupId) -> None: ...

    def keep_group_on(self, group: GroupId, on: bool) -> None: ...

    def keep_follower_on(self, account: AccountId, on: bool) -> None: ...

    def keep_breach(self, account: AccountId, breach: str) -> None: ...


class Recall(Protocol):
    """What the journal knows of an account, this run's doings included; see journal.Journal."""

    def recall(self, account: AccountId, at: Stamp) -> PastRecalled: ...


@dataclass(frozen=True, slots=True)
class GroupParts:
    """``past``: None where nothing is recalled."""

    store: GroupStore
    background: Background
    past: Recall | None = None


class Switches(Protocol):
    """As by the trader's own hand; ``say`` is a line in the activity list."""

    def switch_group(self, group: GroupId, on: bool) -> None: ...

    def switch_follower(self, account: AccountId, on: bool) -> None: ...

    def say(self, text: str, level: Level = Level.INFO) -> None: ...


@dataclass(frozen=True, slots=True)
class Hands:
    """What of the program the desk uses. ``changed``: the window is to be told."""

    now: Callable[[], Stamp]
    switches: Switches
    flatten: Callable[[tuple[AccountId, ...]], None]
    changed: Callable[[], None]


class GroupDesk:
    def __init__(self, copier: Copier, rows: GroupRows, parts: GroupParts, hands: Hands) -> None:
        self.copier = copier
        self.rows = rows
        self.parts = parts
        self.hands = hands
        self.leaving: set[AccountId] = set()
        """Followers that are removed as soon as they are flat."""
        self.outcomes: tuple[GroupOutcome, ...] = ()
        self._waiting: deque[Callable[[], None]] = deque()
        self._writing = False

    def view(self) -> GroupsView:
        return self.rows.view(self.outcomes, self.leaving)

    # --- one change after the other -----------------------------------------------------------------------------------

    def in_turn(self, begin: Callable[[], None]) -> None:
        """Begin a change when the one before it has ended, with ``done_with`` called at its own end."""
        self._waiting.append(begin)
        self._next()

    def done_with(self) -> None:
        self._writing = False
        self._next()

    def _next(self) -> None:
        if self._waiting and not self._writing:
            self._writing = True
            self._waiting.popleft()()

    def write(self, work: Callable[[], object], done: Callable[[str], None]) -> None:
        """Do something on the disk; ``done`` gets "" or a sentence that says why it failed."""

        def ended(result: object) -> None:
            done(told(result) if isinstance(result, Exception) else "")

        self.parts.background.run(work, ended)

    def tell(
        self,
        attempt: int,
        stage: WishStage,
        text: str = "",
        group: GroupId | None = None,
        problems: Iterable[Problem] = (),
        warnings: Iterable[Problem] = (),
    ) -> None:
        outcome = GroupOutcome(attempt, stage, text, group, tuple(problems), tuple(warnings))
        others = [each for each in self.outcomes if each.attempt != attempt]
        self.outcomes = (*others, outcome)[-KEPT_OUTCOMES:]
        self.hands.changed()

    # --- saving -------------------------------------------------------------------------------------------------------

    def save(self, attempt: int, draft: GroupDraft, confirmed: bool) -> None:
        self.tell(attempt, WishStage.WORKING, said("Saving..."), draft.group)
        self.in_turn(lambda: _Saving(self, attempt, draft, confirmed).begin())


class _Saving:
    """One draft on its way into the database and the engine."""

    def __init__(self, desk: GroupDesk, attempt: int, draft: GroupDraft, confirmed: bool) -> None:
        self._desk = desk
        self._state = desk.copier.state
        self._attempt = attempt
        self._draft = draft
        self._confirmed = confirmed
        self._at = desk.hands.now()
        self._id = draft.group or GroupId(f"group-{self._at.utc_ns}-{attempt}")
        self._recalled: list[PastRecalled] = []

    def begin(self) -> None:
        if not self._may_go_on():
            self._desk.done_with()
            return
        group, new = self._group(), self._new_accounts()
        self._desk.write(lambda: self._work(group, new), lambda failed: self._written(group, failed))

    def _work(self, group: CopyGroup, new: list[AccountId]) -> None:
        """On another thread: what was recorded before the save is written by the time it is recalled."""
        self._desk.parts.store.save_group(group)
        if self._desk.parts.past is not None:
            self._recalled = [self._desk.parts.past.recall(account, self._at) for account in new]

    def _written(self, saved: CopyGroup, failed: str) -> None:
        if failed:
            self._end(WishStage.REFUSED, failed)
        elif not self._may_go_on():
            self._undo()
        else:
            self._take_over(saved)

    def _take_over(self, saved: CopyGroup) -> None:
        """The engine's turn. Switches may have been used since: they stay as they are."""
        desk, before = self._desk, self._now()
        group = self._group()
        for past in self._recalled:
            desk.copier.take(past)
        desk.copier.take(GroupDefined(group, desk.hands.now(), self._confirmed))
        taken = self._state.groups.get(self._id)
        if taken is None or taken.settings is not group:
            self._undo(refusal(self._state, GroupDefined(group, self._at, self._confirmed)))
            return
        self._keep_switches(saved, group)
        text = said("“{name}” was saved.", name=group.name)
        desk.hands.switches.say(_told_change(before, group))
        self._end(WishStage.DONE, text, warnings_of(self._draft, desk.view()))

    def _keep_switches(self, saved: CopyGroup, group: CopyGroup) -> None:
        store = self._desk.parts.store
        if saved.on != group.on:
            store.keep_group_on(group.group, group.on)
        for was, its in zip(saved.followers, group.followers, strict=True):
            if (was.on, was.breach) != (its.on, its.breach):
                store.keep_follower_on(its.account, its.on)
                store.keep_breach(its.account, its.breach)

    def _undo(self, why: str = "") -> None:
        """The engine does not take what is written: put back what was there."""
        store, now = self._desk.parts.store, self._now()
        if why:
            self._desk.tell(self._attempt, WishStage.REFUSED, why, self._draft.group)

        def work() -> None:
            if now is None:
                store.remove_group(self._id)
            else:
                store.save_group(now)

        self._desk.write(work, self._undone)

    def _undone(self, failed: str) -> None:
        if failed:
            text = said("A change of a copy group was refused and could not be taken back: {why}", why=failed)
            self._desk.hands.switches.say(text, Level.WARNING)
        self._desk.done_with()

    def _end(self, stage: WishStage, text: str, warnings: Iterable[Problem] = ()) -> None:
        identity = self._id if stage is WishStage.DONE else self._draft.group
        self._desk.tell(self._attempt, stage, text, identity, warnings=warnings)
        self._desk.done_with()

    # --- whether it may be --------------------------------------------------------------------------------------------

    def _may_go_on(self) -> bool:
        """Asked before anything is written, and again before the engine takes it. Says what is in the way."""
        stage, text, problems = self._judged()
        if stage is not None:
            self._desk.tell(self._attempt, stage, text, self._draft.group, problems)
        return stage is None

    def _judged(self) -> tuple[WishStage | None, str, tuple[Problem, ...]]:
        draft, old = self._draft, self._state.groups.get(self._id)
        if draft.group is not None and old is None:
            text = said("“{name}” was removed meanwhile. Save it as a new group.", name=draft.name)
            return WishStage.REFUSED, text, ()
        if draft.base is not None and old is not None and _bare(draft.base) != _bare(old.settings):
            text = said(
                "“{name}” was changed elsewhere meanwhile. Open it again and repeat your changes.", name=draft.name
            )
            return WishStage.REFUSED, text, ()
        problems = problems_of(draft, self._desk.view()) or (self._conflicts(old) if old is not None else ())
        if problems:
            text = said("“{name}” was not saved.", name=draft.name)
            return WishStage.REFUSED, text, problems
        if old is not None and self._changes_leader(old) and not self._confirmed and only_unread(self._state, old):
            return WishStage.ASKS, _confirm_words(self._desk.rows, old), ()
        why = refusal(self._state, GroupDefined(self._group(), self._at, self._confirmed))
        return (WishStage.REFUSED, why, ()) if why else (None, "", ())

    def _conflicts(self, old: Group) -> tuple[Problem, ...]:
        """What stands in the way of leaving the group, or of another leader, by what everybody holds right now."""
        rows, state = self._desk.rows, self._state
        found = []
        chosen = {follower.account for follower in self._draft.followers}
        for account, follower in old.followers.items():
            if account not in chosen and (why := at_stake(state, follower)):
                text = said("{name} cannot simply be left out: {why}", name=rows.name(account), why=why)
                advice = said(
                    "Remove it from the group by itself: there you can have it flattened, or leave it as it is."
                )
                found.append(Problem(DraftField.FOLLOWERS, text, advice, account))
        if self._changes_leader(old) and not only_unread(state, old):
            for account, why in bars_to_another_leader(state, old):
                text = said("Another leader has to wait. {name}: {why}", name=rows.name(account), why=why)
                advice = said("Choose another leader when all accounts of the group are flat and nothing works there.")
                found.append(Problem(DraftField.LEADER, text, advice, account))
        return tuple(found)

    def _changes_leader(self, old: Group) -> bool:
        return self._draft.leader != old.leader.account

    def _now(self) -> CopyGroup | None:
        old = self._state.groups.get(self._id)
        return as_it_is(old) if old is not None else None

    def _group(self) -> CopyGroup:
        return group_of(self._draft, self._id, self._now())

    def _new_accounts(self) -> list[AccountId]:
        state, draft = self._state, self._draft
        accounts = [follower.account for follower in draft.followers]
        if draft.leader is not None:
            accounts.append(draft.leader)
        return [account for account in accounts if account not in state.leads and account not in state.follows]


def told(error: Exception) -> str:
    """A sentence for the trader; what only a programmer understands is in the log already."""
    if isinstance(error, MimikDeskError):
        return str(error)
    return said("It could not be written down. The log has the details.")


def _bare(group: CopyGroup) -> CopyGroup:
    """Without switches and marks, which change by themselves."""
    return replace(group, on=True, followers=tuple(replace(each, on=True, breach="") for each in group.followers))


def _confirm_words(rows: GroupRows, old: Group) -> str:
    return said(
        "{leader} cannot be read at present, so nobody knows whether he is flat. All followers are. Choose another "
        "leader only if you are sure that he trades no more; what still rests for him on followers is cancelled.",
        leader=rows.name(old.leader.account),
    )


def _told_change(before: CopyGroup | None, group: CopyGroup) -> str:
    if before is None:
        return said("Copy group “{name}” was added.", name=group.name)
    if before.name != group.name:
        return said("Copy group “{old}” was changed and is called “{name}” now.", old=before.name, name=group.name)
    return said("Copy group “{name}” was changed.", name=group.name)
