"""Removing followers and groups while they run (rules 4.7, 4.8): at once where nothing is held, after a flatten, or as
they are by the trader's word."""

from dataclasses import dataclass, replace

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.events import Event, FollowerRemoved, FollowerSwitched, GroupSwitched
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.domain.sentence import joined, said
from mimikdesk.engine.membership import at_stake
from mimikdesk.engine.state import Group
from mimikdesk.services.group_desk import GroupDesk
from mimikdesk.services.group_rows import as_it_is
from mimikdesk.services.group_views import Leaving, WishStage


@dataclass(slots=True)
class _Removal:
    """``accounts``: those that leave together. ``whole``: with them the group. ``begun``: it is being written."""

    attempt: int
    group: GroupId
    name: str
    accounts: tuple[AccountId, ...]
    whole: bool
    as_is: bool = False
    begun: bool = False


class Removals:
    def __init__(self, desk: GroupDesk) -> None:
        self._desk = desk
        self._state = desk.copier.state
        self._pending: list[_Removal] = []

    # --- the trader's wishes ------------------------------------------------------------------------------------------

    def remove(self, attempt: int, group: GroupId, account: AccountId, leaving: Leaving) -> None:
        """Take one follower out of its group; the last one takes the group with it."""
        its = self._state.groups.get(group)
        if its is None or account not in its.followers:
            text = said("{name} is not in that group any more.", name=self._desk.rows.name(account))
            self._desk.tell(attempt, WishStage.REFUSED, text, group)
            return
        self._ask_for(attempt, its, (account,), leaving)

    def delete(self, attempt: int, group: GroupId, leaving: Leaving) -> None:
        """Remove every follower of a group, and with them the group."""
        its = self._state.groups.get(group)
        if its is None:
            self._desk.tell(attempt, WishStage.REFUSED, said("That group was removed already."), group)
            return
        self._ask_for(attempt, its, tuple(its.followers), leaving)

    def stay(self, account: AccountId) -> None:
        """Give up a removal that waits for the account to be flat."""
        for removal in [each for each in self._pending if account in each.accounts and not each.begun]:
            text = said("Nothing was removed. What was switched off for it stays off until you switch it on.")
            self._give_up(removal, text)

    def hear(self, event: Event) -> None:
        """Go on with what waits for an account to be flat. Switched on again, it stays."""
        if not self._pending:
            return
        for removal in [each for each in self._pending if not each.begun]:
            match event:
                case FollowerSwitched(account=account, on=True) if account in removal.accounts:
                    self._give_up(removal, said("Nothing was removed: you switched it on again."))
                case GroupSwitched(group=group, on=True) if removal.whole and group == removal.group:
                    self._give_up(removal, said("Nothing was removed: you switched it on again."))
                case _:
                    self._go_on(removal)

    # --- inner workings -----------------------------------------------------------------------------------------------

    def _ask_for(self, attempt: int, group: Group, accounts: tuple[AccountId, ...], leaving: Leaving) -> None:
        name = group.settings.name
        if any(set(each.accounts) & set(accounts) and each.begun for each in self._pending):
            self._desk.tell(attempt, WishStage.REFUSED, said("It is being removed already."), group.settings.group)
            return
        for earlier in [each for each in self._pending if set(each.accounts) & set(accounts)]:
            self._give_up(earlier, said("Another wish has taken its place."))
        whole = set(accounts) == set(group.followers)
        removal = _Removal(attempt, group.settings.group, name, accounts, whole, leaving is Leaving.LEAVE)
        stakes = self._stakes(removal)
        if stakes and leaving is Leaving.ASK:
            text = joined([stakes, said("Flatten first, or leave everything as it is?")])
            self._desk.tell(attempt, WishStage.ASKS, text, removal.group)
            return
        self._pending.append(removal)
        self._desk.leaving.update(accounts)
        if stakes and leaving is Leaving.FLATTEN:
            self._flatten_first(removal)
        else:
            self._begin(removal)

    def _flatten_first(self, removal: _Removal) -> None:
        """Nothing opens there any more, and it is closed; ``hear`` goes on when the broker says that it is flat."""
        hands = self._desk.hands
        text = said("Being flattened; it is removed as soon as the broker reports it flat.")
        self._desk.tell(removal.attempt, WishStage.WORKING, text, removal.group)
        held = tuple(account for account in removal.accounts if at_stake(self._state, self._state.follows[account][1]))
        if removal.whole:
            hands.switches.switch_group(removal.group, False)
        for account in held:
            hands.switches.switch_follower(account, False)
        hands.flatten(held)

    def _go_on(self, removal: _Removal) -> None:
        here = [account for account in removal.accounts if account in self._state.follows]
        if not here:
            self._give_up(removal, said("It is not in the group any more."))
        elif removal.as_is or not self._stakes(removal):
            self._begin(removal)

    def _begin(self, removal: _Removal) -> None:
        removal.begun = True
        self._desk.tell(removal.attempt, WishStage.WORKING, said("Removing..."), removal.group)
        self._desk.in_turn(lambda: self._write(removal))

    def _write(self, removal: _Removal) -> None:
        store, group = self._desk.parts.store, self._state.groups.get(removal.group)
        if group is None:
            self._finish(removal, WishStage.DONE, said("“{name}” was removed.", name=removal.name))
            return
        left = _without(as_it_is(group), removal.accounts)

        def work() -> None:
            if left is None:
                store.remove_group(removal.group)
            else:
                store.save_group(left)

        self._desk.write(work, lambda failed: self._written(removal, failed))

    def _written(self, removal: _Removal, failed: str) -> None:
        if failed:
            self._finish(removal, WishStage.REFUSED, failed)
            return
        stakes = "" if removal.as_is else self._stakes(removal)
        if not stakes:
            for account in removal.accounts:
                at = self._desk.hands.now()
                self._desk.copier.take(FollowerRemoved(removal.group, account, removal.as_is, at))
        group = self._state.groups.get(removal.group)
        if group is not None and any(account in group.followers for account in removal.accounts):
            self._undo(removal, as_it_is(group), stakes)
            return
        text = self._told(removal, group is None)
        self._desk.hands.switches.say(text)
        self._finish(removal, WishStage.DONE, text)

    def _undo(self, removal: _Removal, now: CopyGroup, stakes: str) -> None:
        """Something came in between: the group stays as it is, on the disk too."""
        text = joined([said("Nothing was removed; something came in between."), stakes])

        def done(failed: str) -> None:
            if failed:
                self._desk.hands.switches.say(failed, Level.WARNING)
            self._finish(removal, WishStage.ASKS, text)

        self._desk.write(lambda: self._desk.parts.store.save_group(now), done)

    def _finish(self, removal: _Removal, stage: WishStage, text: str) -> None:
        self._give_up(removal, text, stage)
        self._desk.done_with()

    def _give_up(self, removal: _Removal, text: str, stage: WishStage = WishStage.REFUSED) -> None:
        self._pending.remove(removal)
        self._desk.leaving.difference_update(removal.accounts)
        for other in self._pending:
            self._desk.leaving.update(other.accounts)
        self._desk.tell(removal.attempt, stage, text, removal.group)

    def _stakes(self, removal: _Removal) -> str:
        """What the accounts would leave behind, each with its name; "" where nothing."""
        found = []
        for account in removal.accounts:
            its = self._state.follows.get(account)
            why = at_stake(self._state, its[1]) if its is not None else ""
            if why:
                found.append(said("{name}: {why}", name=self._desk.rows.name(account), why=why))
        return joined(found)

    def _told(self, removal: _Removal, gone: bool) -> str:
        left = said("What it held stays as it is, and is not watched any more.") if removal.as_is else ""
        if gone:
            return joined([said("Copy group “{name}” was removed.", name=removal.name), left])
        names = ", ".join(self._desk.rows.name(account) for account in removal.accounts)
        return joined([said("{names} was removed from “{name}”.", names=names, name=removal.name), left])


def _without(group: CopyGroup, accounts: tuple[AccountId, ...]) -> CopyGroup | None:
    """The group that is left, None where nobody is."""
    left = tuple(each for each in group.followers if each.account not in accounts)
    return replace(group, followers=left) if left else None
