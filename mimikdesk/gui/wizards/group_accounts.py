"""Which accounts the group wizard lists, as leaders and as followers, and which are missing from it and why.

Knows no Qt. Only accounts in no group are offered (rule 4.4), and those that the edited group has already.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mimikdesk.domain.accounts import AccountAccess
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.gui.translate import later, told
from mimikdesk.services.group_views import Candidate, GroupDetails, GroupMember, GroupsView

READ_ONLY = later("GroupWizard", "Read only: it can lead, it cannot follow.")
LEADS = later("GroupWizard", "Leads this group")


@dataclass(frozen=True, slots=True)
class Choosable:
    """An account in a picker. ``note``: what should be known before it is chosen, or why it cannot be. ``open``: it can
    be chosen here. ``member``: it is in the edited group already. ``practice``: it trades on the practice exchange."""

    account: AccountId
    name: str
    connection: ConnectionId
    connection_name: str
    environment: str
    line: LineState
    note: str = ""
    open: bool = True
    member: bool = False
    practice: bool = False

    def matches(self, search: str) -> bool:
        """Whether each word of the search stands in its name or its connection's."""
        where = f"{self.name} {self.connection_name}".casefold()
        return all(word in where for word in search.casefold().split())


@dataclass(frozen=True, slots=True)
class Missing:
    """Accounts that are not listed for one and the same reason."""

    names: tuple[str, ...]
    why: str
    advice: str


def leaders(view: GroupsView, edited: GroupDetails | None) -> tuple[Choosable, ...]:
    """The present leader first, then whoever is free."""
    now = (_member(edited.leader),) if edited is not None else ()
    return (*now, *(_free(each) for each in view.candidates))


def followers(view: GroupsView, edited: GroupDetails | None, leader: AccountId | None) -> tuple[Choosable, ...]:
    """The present followers first, then whoever is free and does not lead."""
    now = [_member(each) for each in edited.followers] if edited is not None else []
    free = [_free(each, follows=True) for each in view.candidates if each.account != leader]
    return (*now, *free)


def missing(view: GroupsView, edited: GroupDetails | None) -> tuple[Missing, ...]:
    """The others, one line for each reason. Those that the edited group has are no others."""
    own = {edited.leader.account, *(each.account for each in edited.followers)} if edited is not None else set()
    found: dict[tuple[str, str], list[str]] = {}
    for each in view.missing:
        if each.account is None or each.account not in own:
            found.setdefault((told(each.why), told(each.advice)), []).append(each.name)
    return tuple(Missing(tuple(names), why, advice) for (why, advice), names in found.items())


def names_in_short(names: Iterable[str], most: int = 4) -> str:
    """The names in a row; of many the first few and how many more there are."""
    listed = list(names)
    if len(listed) <= most:
        return ", ".join(listed)
    return f"{', '.join(listed[: most - 1])} +{len(listed) - most + 1}"


def _member(member: GroupMember) -> Choosable:
    return Choosable(
        member.account,
        member.name,
        member.connection,
        member.connection_name,
        "",
        member.line,
        member=True,
        practice=member.practice,
    )


def _free(its: Candidate, *, follows: bool = False) -> Choosable:
    barred = follows and not its.can_follow
    note = READ_ONLY.tr() if its.access is AccountAccess.READ_ONLY else told(its.note)
    return Choosable(
        its.account,
        its.name,
        its.connection,
        its.connection_name,
        its.environment,
        its.line,
        note,
        open=not barred,
        practice=its.practice,
    )
