"""A view of groups as the window is given it, for tests that need no program."""

from collections.abc import Iterable

from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.domain.accounts import AccountAccess
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.risk_locks import ContractLimit
from mimikdesk.services.group_views import Candidate, GroupDetails, GroupMember, GroupsView, ListedContracts

HOME, AWAY = ConnectionId("home"), ConnectionId("away")
CONTRACTS = tuple(CATALOG.values())


def account(name: str, connection: ConnectionId = HOME) -> AccountId:
    return AccountId(f"{connection}/{name}")


def candidate(
    name: str, connection: ConnectionId = HOME, *, can_follow: bool = True, practice: bool = False
) -> Candidate:
    access = AccountAccess.FULL if can_follow else AccountAccess.READ_ONLY
    return Candidate(
        account(name, connection),
        name,
        connection,
        connection.title(),
        "demo",
        LineState.CONNECTED,
        access,
        can_follow,
        practice,
    )


def member(its: AccountId) -> GroupMember:
    connection, _, name = its.partition("/")
    return GroupMember(its, name, ConnectionId(connection), connection.title(), LineState.CONNECTED, practice=False)


def details(group: CopyGroup) -> GroupDetails:
    return GroupDetails(group, member(group.leader), tuple(member(each.account) for each in group.followers))


def view(
    *candidates: Candidate,
    groups: Iterable[CopyGroup] = (),
    contracts: Iterable[Instrument] = CONTRACTS,
    limits: Iterable[tuple[AccountId, ContractLimit]] = (),
) -> GroupsView:
    """Candidates L, A and B unless others are named; every connection lists the same contracts."""
    chosen = candidates or tuple(candidate(name) for name in "LAB")
    return GroupsView(
        groups=tuple(details(group) for group in groups),
        candidates=chosen,
        contracts=tuple(ListedContracts(each, tuple(contracts)) for each in (HOME, AWAY)),
        firm_limits=tuple(limits),
    )
