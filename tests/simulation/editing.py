"""The trader changes his group while its leader trades: carries out those steps, through the program's own desk."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from mimikdesk.domain.clock import Clock
from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.services.group_draft import FollowerDraft, GroupDraft, draft_of, follower_draft_of
from mimikdesk.services.group_rows import as_it_is
from mimikdesk.services.program import Program
from tests.simulation.setting import GROUP, LEADER, SPARE
from tests.simulation.steps import AnotherLeads, Edits, Joins, Leaves, Listed, Resized

T = TypeVar("T")
WRITES_NS = 3 * MILLISECOND


class Writer:
    """The background of one life of the program: what it has begun when that ends is lost with it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def run(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> None:
        def carry_out() -> None:
            result: T | Exception
            try:
                result = work()
            except MimikDeskError as error:
                result = error
            done(result)

        self._clock.call_later(WRITES_NS, carry_out)


def now_set(program: Program) -> CopyGroup:
    return as_it_is(program.copier.state.groups[GROUP])


class Editor:
    """``followers``: all that there are in the session, with the settings each had last, in the group or not.
    ``widest``: the largest multiplier that each ever had."""

    def __init__(self, followers: tuple[FollowerSettings, ...]) -> None:
        self.followers = {each.account: each for each in followers}
        self.widest = {each.account: each.multiplier for each in followers}
        self._attempts = 0

    def carry_out(self, program: Program, step: Edits) -> None:
        """Nothing where it makes no sense: a follower that is not there, or is there already."""
        group = now_set(program)
        self._remember(group)
        draft = draft_of(group)
        match step:
            case Resized(follower=number):
                account = self._picked(number)
                resized = tuple(_resized(each, step) if each.account == account else each for each in draft.followers)
                self.widest[account] = max(self.widest[account], Decimal(step.multiplier))
                self._save(program, replace(draft, followers=resized))
            case Listed(entries=entries):
                self._save(program, replace(draft, whitelist=entries))
            case Leaves(follower=number, how=how):
                account = self._picked(number)
                if {each.account for each in group.followers} - _leaving(program) > {account}:
                    self._attempts += 1
                    program.remove_follower(self._attempts, GROUP, account, how)
            case Joins(follower=number):
                self.join(program, self._picked(number))
            case AnotherLeads():
                leads = SPARE if group.leader == LEADER else LEADER
                self._save(program, replace(draft, leader=leads), confirmed=step.confirmed)

    def join(self, program: Program, account: AccountId) -> None:
        """Put a follower into the group, with the settings that it had."""
        draft = draft_of(now_set(program))
        if all(each.account != account for each in draft.followers):
            again = follower_draft_of(self.followers[account])
            self._save(program, replace(draft, followers=(*draft.followers, again)))

    def lead_again(self, program: Program) -> None:
        draft = draft_of(now_set(program))
        if draft.leader != LEADER:
            self._save(program, replace(draft, leader=LEADER))

    def _remember(self, group: CopyGroup) -> None:
        self.followers |= {each.account: each for each in group.followers}

    def _picked(self, number: int) -> AccountId:
        accounts = list(self.followers)
        return accounts[number % len(accounts)]

    def _save(self, program: Program, draft: GroupDraft, *, confirmed: bool = False) -> None:
        self._attempts += 1
        program.save_group(self._attempts, draft, confirmed)


def _leaving(program: Program) -> set[AccountId]:
    """Who is on the way out and waits to be flat."""
    groups = program._groups_view().groups
    return {member.account for group in groups for member in group.followers if member.leaving}


def _resized(drawn: FollowerDraft, step: Resized) -> FollowerDraft:
    mode = step.mode if step.mode is not None else drawn.mode
    limit = step.max_contracts or drawn.max_contracts
    return replace(drawn, multiplier=Decimal(step.multiplier), adds=step.adds, mode=mode, max_contracts=limit)
