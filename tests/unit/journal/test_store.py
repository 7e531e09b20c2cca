"""Connections, accounts and groups come back as they were saved, and a save that breaks a rule changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.errors import AccountError, GroupError
from mimikdesk.domain.group import (
    AddsMode,
    ClosedMarket,
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    LateEntry,
    MappingKind,
    PartialFillMode,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId
from mimikdesk.journal.journal import Journal
from tests.helpers.journals import START

A, B, C, D, E, F = (AccountId(f"p/{name}") for name in "ABCDEF")
G, H = GroupId("g"), GroupId("h")


def group(name: GroupId, leader: AccountId, *followers: AccountId) -> CopyGroup:
    return CopyGroup(name, f"Group {name}", leader, tuple(FollowerSettings(account) for account in followers))


FULL = CopyGroup(
    group=G,
    name="NQ scalps",
    leader=C,
    followers=(
        FollowerSettings(
            D,
            multiplier=Decimal("1.50"),
            mode=ReplicationMode.OFF,
            adds=AddsMode.BY_POSITION,
            mapping=InstrumentMapping(MappingKind.CUSTOM, (("NQ", "MNQ"), ("ES", "M2K")), ValueScaling.TIMES_TEN),
            max_contracts=12,
            on=False,
            breach="Opposite side at 14:32:10: held -1, expected 2.",
        ),
        FollowerSettings(A, multiplier=Decimal("0.001"), mode=ReplicationMode.ON_FILL),
        FollowerSettings(B),
    ),
    whitelist=frozenset({"MNQ", "ESZ6"}),
    partial_fills=PartialFillMode.EACH_FILL,
    on=False,
    dry_run=True,
    late_entry=LateEntry.MARKET,
    entry_tolerance_ms=0,
    exit_tolerance_ms=1_500,
    late_entry_ticks=3,
    guard=GuardSettings(
        GuardProfile.ALERT_ONLY,
        on=False,
        disable_on_breach=True,
        poll_s=3_600,
        changed=(
            (FindingKind.ROGUE_TRADE, GuardRule(GuardAction.EXIT_AND_PAUSE, 60_000, 3)),
            (FindingKind.MISSED_ENTRY, GuardRule(GuardAction.ALERT, 0)),
        ),
    ),
)


def test_a_group_comes_back_with_every_setting_and_in_order(stocked: Journal) -> None:
    stocked.store.save_group(FULL)
    assert stocked.store.groups() == (FULL,)
    assert str(stocked.store.groups()[0].followers[0].multiplier) == "1.50"


@pytest.mark.rule("4.9")
def test_a_new_follower_rests_the_leaders_orders_on_submit(stocked: Journal) -> None:
    stocked.store.save_group(group(G, A, B))
    assert stocked.store.groups()[0].followers[0].mode is ReplicationMode.ON_SUBMIT


@pytest.mark.rule("10.1")
def test_a_group_that_is_off_stays_off_over_a_restart(
    stocked: Journal, tmp_path: Path, open_in: Callable[[Path], Journal]
) -> None:
    stocked.store.save_group(group(G, A, B, C))
    stocked.store.keep_group_on(G, False)
    stocked.store.keep_follower_on(C, False)
    stocked.close(START)
    kept = open_in(tmp_path).store.groups()[0]
    assert not kept.on
    assert [follower.on for follower in kept.followers] == [True, False]


@pytest.mark.rule("9.7")
def test_a_breach_stays_over_a_restart_and_until_it_is_taken_away(
    stocked: Journal, tmp_path: Path, open_in: Callable[[Path], Journal]
) -> None:
    stocked.store.save_group(group(G, A, B, C))
    stocked.store.keep_breach(C, "Orphan at 14:32:10: held 2, the leader was flat. \udcff")
    stocked.store.keep_breach(A, "a leader has none")
    stocked.close(START)
    again = open_in(tmp_path)
    (kept,) = again.store.groups()
    assert [follower.breach for follower in kept.followers] == [
        "",
        "Orphan at 14:32:10: held 2, the leader was flat. ?",
    ]
    again.store.keep_breach(C, "")
    assert again.recorder.flush()
    assert [follower.breach for follower in again.store.groups()[0].followers] == ["", ""]


@pytest.mark.rule("9.9")
def test_an_edit_replaces_the_rules_of_the_guard(stocked: Journal) -> None:
    stocked.store.save_group(FULL)
    edited = replace(FULL, guard=replace(FULL.guard, changed=FULL.guard.changed[1:]))
    stocked.store.save_group(edited)
    assert stocked.store.groups() == (edited,)


@pytest.mark.rule("9.9")
def test_how_a_group_is_guarded_is_kept_without_waiting_and_touches_nothing_else(
    stocked: Journal, tmp_path: Path, open_in: Callable[[Path], Journal]
) -> None:
    stocked.store.save_group(FULL)
    other = group(H, E, F)
    stocked.store.save_group(other)
    guard = GuardSettings(
        GuardProfile.POLL, False, True, 30, ((FindingKind.ORPHAN, GuardRule(GuardAction.ALERT, 250, 2)),)
    )
    stocked.store.keep_guarding(G, guard, ClosedMarket.LEAVE)
    stocked.store.keep_guarding(GroupId("gone meanwhile"), guard, ClosedMarket.LEAVE)
    stocked.close(START)
    kept = open_in(tmp_path).store.groups()
    assert kept == (replace(FULL, guard=guard, closed_market=ClosedMarket.LEAVE), other)


def test_groups_come_back_in_the_order_they_were_made_also_after_an_edit(stocked: Journal) -> None:
    stocked.store.save_group(group(H, A, B))
    stocked.store.save_group(group(G, C, D))
    stocked.store.save_group(group(H, A, B, E))
    assert [kept.group for kept in stocked.store.groups()] == [H, G]


def test_an_edit_replaces_leader_followers_and_whitelist(stocked: Journal) -> None:
    stocked.store.save_group(FULL)
    edited = replace(FULL, leader=D, followers=(FollowerSettings(C), FollowerSettings(E)), whitelist=frozenset({"MGC"}))
    stocked.store.save_group(edited)
    assert stocked.store.groups() == (edited,)


CONFLICTS = [
    (group(H, A, E), "p/A already leads “Group g”"),
    (group(H, B, E), "p/B already follows in “Group g”"),
    (group(H, E, A), "p/A already leads “Group g”"),
    (group(H, E, F, B), "p/B already follows in “Group g”"),
    (group(H, AccountId("p/X"), E), "p/X is not set up"),
    (group(H, E, AccountId("p/X")), "p/X is not set up"),
]


@pytest.mark.rule("4.2", "4.3")
@pytest.mark.parametrize(("wrong", "says"), CONFLICTS)
def test_a_new_group_with_an_account_that_is_taken_or_unknown_is_refused_by_name(
    stocked: Journal, wrong: CopyGroup, says: str
) -> None:
    stocked.store.save_group(group(G, A, B, C))
    with pytest.raises(GroupError, match=says):
        stocked.store.save_group(wrong)
    assert stocked.store.groups() == (group(G, A, B, C),)


@pytest.mark.rule("4.2", "4.3")
@pytest.mark.parametrize(("wrong", "says"), CONFLICTS)
def test_an_edit_that_takes_an_account_of_another_group_changes_nothing(
    stocked: Journal, wrong: CopyGroup, says: str
) -> None:
    before = (group(G, A, B, C), group(H, D, F))
    for kept in before:
        stocked.store.save_group(kept)
    with pytest.raises(GroupError, match=says):
        stocked.store.save_group(wrong)
    assert stocked.store.groups() == before


@pytest.mark.rule("4.4")
def test_pickers_get_the_accounts_that_are_in_no_group(stocked: Journal) -> None:
    stocked.store.save_group(group(G, A, B, C))
    assert [account.id for account in stocked.store.unassigned_accounts()] == [D, E, F]
    stocked.store.save_group(group(G, A, C))
    assert [account.id for account in stocked.store.unassigned_accounts()] == [B, D, E, F]
    stocked.store.remove_group(G)
    assert [account.id for account in stocked.store.unassigned_accounts()] == [A, B, C, D, E, F]
    assert stocked.store.groups() == ()


def test_a_switch_of_what_is_not_there_changes_nothing(stocked: Journal) -> None:
    stocked.store.save_group(group(G, A, B))
    stocked.store.keep_group_on(H, False)
    stocked.store.keep_follower_on(A, False)
    assert stocked.recorder.flush()
    kept = stocked.store.groups()[0]
    assert kept.on
    assert [follower.on for follower in kept.followers] == [True]


def test_connections_and_accounts_come_back_and_can_be_renamed(stocked: Journal) -> None:
    practice = Connection(ConnectionId("p"), "My practice", "practice", "demo")
    stocked.store.save_connection(practice)
    assert stocked.store.connections() == (practice,)
    stocked.store.save_account(Account(A, ConnectionId("p"), "PA-LEADER"))
    assert stocked.store.accounts()[0] == Account(A, ConnectionId("p"), "PA-LEADER")
    assert len(stocked.store.accounts()) == 6


@pytest.mark.parametrize(
    ("account", "says"),
    [
        (Account(AccountId("p/new"), ConnectionId("p"), "B"), "already has an account named B"),
        (Account(A, ConnectionId("p"), "B"), "already has an account named B"),
        (Account(AccountId("q/A"), ConnectionId("q"), "A"), "“q”, which is not set up"),
        (Account(AccountId("p/new"), ConnectionId("p"), " "), "needs a name"),
    ],
)
def test_an_account_that_cannot_be_is_refused(stocked: Journal, account: Account, says: str) -> None:
    before = stocked.store.accounts()
    with pytest.raises(AccountError, match=says):
        stocked.store.save_account(account)
    assert stocked.store.accounts() == before


def test_a_connection_without_a_name_is_refused(stocked: Journal) -> None:
    with pytest.raises(AccountError, match="needs a name"):
        stocked.store.save_connection(Connection(ConnectionId("q"), "", "practice", "demo"))
    assert len(stocked.store.connections()) == 1
