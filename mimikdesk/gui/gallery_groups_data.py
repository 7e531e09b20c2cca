"""Made-up groups for the gallery and the tests of the window: none yet, a normal desk, a crowded one."""

from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.accounts import AccountAccess
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import (
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    MappingKind,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.services.group_views import (
    Candidate,
    GroupDetails,
    GroupMember,
    GroupsView,
    ListedContracts,
    MissingAccount,
)

APEX, TPT, LIVE = ConnectionId("apex"), ConnectionId("tpt"), ConnectionId("own")
NAMES = {APEX: "Apex", TPT: "Take Profit Trader", LIVE: "Own money"}
LONG = "The funded accounts of the firm with the long name, second login, moved over in autumn"
_POINTS = {"NQ": "20", "MNQ": "2", "ES": "50", "MES": "5"}
CONTRACTS = tuple(
    Instrument(Symbol(f"{root}Z6"), root, "Z6", Decimal("0.25"), Decimal(point)) for root, point in _POINTS.items()
)
LISTED = tuple(ListedContracts(connection, CONTRACTS) for connection in NAMES)


def account(name: str, connection: ConnectionId = APEX) -> AccountId:
    return AccountId(f"{connection}/{name}")


def candidate(name: str, connection: ConnectionId = APEX, **changed: object) -> Candidate:
    """A free account that can lead and follow."""
    made = Candidate(
        account(name, connection),
        name,
        connection,
        NAMES.get(connection, connection),
        "live" if connection == LIVE else "demo",
        LineState.CONNECTED,
        AccountAccess.FULL,
        can_follow=True,
        practice=False,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def member(name: str, connection: ConnectionId = APEX, **changed: object) -> GroupMember:
    """An account of a group, flat and read."""
    made = GroupMember(
        account(name, connection), name, connection, NAMES.get(connection, connection), LineState.CONNECTED, False
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def details(
    group: str, name: str, leader: GroupMember, *followers: GroupMember, settings: tuple[FollowerSettings, ...] = ()
) -> GroupDetails:
    """A group of these members. ``settings``: of the followers, in their order; those that are left out are usual."""
    given = {each.account: each for each in settings}
    chosen = tuple(given.get(each.account, FollowerSettings(each.account)) for each in followers)
    return GroupDetails(CopyGroup(GroupId(group), name, leader.account, chosen), leader, followers)


FREE = (
    candidate("APEX-10"),
    candidate("APEX-11"),
    candidate(
        "APEX-12", line=LineState.RECONNECTING, note="Its line is being restored; it can be chosen all the same."
    ),
    candidate("APEX-EVAL-7", access=AccountAccess.READ_ONLY, can_follow=False),
    candidate("TPT-50-1", TPT),
    candidate("TPT-50-2", TPT),
    candidate("12440087", LIVE),
)
_TAKEN = "It is in “NQ scalps”."
_REMOVE = "Remove it there; then it can be chosen."
MISSING = (
    MissingAccount(account("APEX-01"), "APEX-01", APEX, "Apex", _TAKEN, _REMOVE),
    MissingAccount(account("APEX-02"), "APEX-02", APEX, "Apex", _TAKEN, _REMOVE),
    MissingAccount(account("APEX-03"), "APEX-03", APEX, "Apex", _TAKEN, _REMOVE),
    MissingAccount(account("APEX-OLD"), "APEX-OLD", APEX, "Apex", "The broker has closed it.", ""),
    MissingAccount(
        None, "Lucid", ConnectionId("lucid"), "Lucid", "It has not named its accounts yet.", "Sign in again there."
    ),
)


def scalps() -> GroupDetails:
    """One leader, three followers of different kinds, one of which is on its way out."""
    followers = (
        member("APEX-02"),
        member("TPT-50-9", TPT, holds="It is long 2 MNQZ6, and 1 order is working."),
        member("APEX-03", on=False, breach="Orphan closed at 14:32:10", leaving=True, holds="It is long 1 MNQZ6."),
    )
    settings = (
        FollowerSettings(followers[0].account, Decimal("0.5"), max_contracts=5),
        FollowerSettings(
            followers[1].account,
            Decimal("1"),
            ReplicationMode.ON_FILL,
            mapping=InstrumentMapping(MappingKind.TO_MICRO, scaling=ValueScaling.TIMES_TEN),
        ),
        FollowerSettings(followers[2].account, Decimal("1.25"), on=False, breach="Orphan closed at 14:32:10"),
    )
    return details("g1", "NQ scalps", member("APEX-01"), *followers, settings=settings)


def normal() -> GroupsView:
    swing = details("g2", "ES swing", member("TPT-50-7", TPT), member("TPT-50-8", TPT, line=LineState.REAUTH_REQUIRED))
    return GroupsView((scalps(), swing), FREE, MISSING, LISTED)


def fresh(*free: Candidate) -> GroupsView:
    """A login that has just been connected; no group yet."""
    return GroupsView(candidates=free or tuple(candidate(f"APEX-{n:02d}") for n in range(1, 6)), contracts=LISTED)


def crowded(groups: int = 20, followers: int = 4, free: int = 100) -> GroupsView:
    """Many groups and many free accounts, with names as long as brokers make them."""
    made = []
    for number in range(groups):
        members = tuple(
            member(f"APEX-284411-{number:02d}-{each}-FUNDED-150K-WITH-A-LONG-NAME") for each in range(followers)
        )
        name = LONG if number % 4 == 1 else f"Group {number + 1}"
        made.append(details(f"g{number}", name, member(f"LEAD-{number:02d}"), *members))
    accounts = tuple(candidate(f"APEX-284411-{number:03d}-FUNDED-150K-WITH-A-LONG-NAME") for number in range(free))
    return GroupsView(tuple(made), accounts, MISSING, LISTED)
