"""Groups that change while they run: who may come, who may go, who may lead, and that no change trades by itself."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.domain.decisions import NoticeKind, ReadAccount, Verdict
from mimikdesk.domain.events import (
    AccountListed,
    FollowerRemoved,
    GroupDefined,
    InstrumentListed,
    LineState,
    SnapshotTaken,
)
from mimikdesk.domain.group import (
    AddsMode,
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    MappingKind,
    PartialFillMode,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import F1, INSTRUMENTS, LEADER, MNQ, NQ, Scene, f, on_submit

F2 = f(2)
LATE = AccountId("c9/LATE")
OTHER = AccountId("lead/M")


def list_account(scene: Scene, account: AccountId, *, connected: bool = True) -> None:
    connection, at = ConnectionId(account.partition("/")[0]), scene.clock.now()
    scene.take(AccountListed(account, connection, at))
    for instrument in INSTRUMENTS:
        scene.take(InstrumentListed(connection, instrument, at))
    if connected:
        scene.line(account, LineState.CONNECTED)


def alter(scene: Scene, number: int = 1, **changes: Any) -> None:
    """The user gives one follower other settings."""
    followers = [replace(each, **changes) if each.account == f(number) else each for each in scene.group.followers]
    scene.redefine(followers=tuple(followers))


def remove(scene: Scene, account: AccountId = F1, *, as_is: bool = False) -> None:
    scene.take(FollowerRemoved(scene.group.group, account, as_is, scene.clock.now()))


def refused(scene: Scene) -> list[str]:
    return [notice.text for notice in scene.notices(NoticeKind.GROUP_REFUSED)]


def followers_of(scene: Scene) -> list[AccountId]:
    return list(scene.state.groups[scene.group.group].followers)


# --- who may be in which group ----------------------------------------------------------------------------------------


@pytest.mark.rule("4.2", "4.3")
@pytest.mark.parametrize(("leader", "follower"), [(LEADER, LATE), (F1, LATE), (LATE, F1), (LATE, LEADER)], ids=str)
def test_an_account_of_another_group_is_refused_in_either_role(leader: AccountId, follower: AccountId) -> None:
    scene = Scene("1", auto=True)
    list_account(scene, LATE)
    second = CopyGroup(GroupId("second"), "Second", leader, (FollowerSettings(follower),))
    scene.take(GroupDefined(second, scene.clock.now()))
    assert list(scene.state.groups) == [scene.group.group]
    assert "Scalps" in refused(scene)[0]
    scene.leader(2)
    assert scene.sent() == [2]


@pytest.mark.rule("4.3")
def test_a_follower_of_the_group_cannot_become_its_leader() -> None:
    scene = Scene("1", "1", auto=True)
    scene.redefine(leader=F1, followers=scene.group.followers[1:])
    assert scene.state.groups[scene.group.group].leader.account == LEADER
    assert "cannot become its leader" in refused(scene)[0]


@pytest.mark.rule("4.2", "4.4")
def test_a_second_group_is_made_while_the_first_one_trades_and_disturbs_nothing() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    list_account(scene, OTHER)
    list_account(scene, LATE)
    second = CopyGroup(GroupId("second"), "Second", OTHER, (FollowerSettings(LATE),))
    assert {type(each) for each in scene.take(GroupDefined(second, scene.clock.now()))} == {ReadAccount}
    scene.leader(-2)
    assert scene.sent() == [2, -2]
    assert refused(scene) == []


# --- joining ----------------------------------------------------------------------------------------------------------


@pytest.mark.rule("1.2", "10.1")
def test_a_follower_that_joins_in_a_trade_stays_flat_until_the_leader_is_flat_too() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    list_account(scene, LATE)
    scene.clock.advance(1_000_000)
    scene.redefine(followers=(*scene.group.followers, FollowerSettings(LATE)))
    scene.snapshot(LATE, {})
    scene.leader(1)
    assert scene.last(LATE).reason is Reason.STARTUP_DIFFERENCE
    scene.leader(-3)
    scene.leader(2)
    assert scene.sent(LATE) == [2]
    assert scene.sent(F1) == [2, 1, -3, 2]


@pytest.mark.rule("1.2", "6.13")
def test_what_rested_before_a_follower_joined_is_not_its_business() -> None:
    scene = on_submit("1")
    before = scene.leader_rest(2, 20990)
    scene.ack_all()
    list_account(scene, LATE)
    scene.clock.advance(1_000_000)
    scene.redefine(followers=(*scene.group.followers, FollowerSettings(LATE)))
    scene.snapshot(LATE, {})
    assert scene.sent(LATE) == []
    scene.leader_hit(before)
    assert scene.sent(LATE) == []
    assert scene.last(LATE).reason is Reason.BEFORE_JOINING
    assert scene.rests(F1) == [(2, 20990)]
    scene.leader_rest(1, 20980)
    assert scene.rests(LATE) == [(1, 20980)], "only orders from before it joined are passed over"


@pytest.mark.rule("5.2", "1.2")
def test_a_leader_order_that_was_filling_when_a_follower_joined_is_not_copied_to_it_in_part() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(4, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 1)
    list_account(scene, LATE)
    scene.clock.advance(1_000_000)
    scene.redefine(followers=(*scene.group.followers, FollowerSettings(LATE)))
    scene.snapshot(LATE, {})
    scene.leader_fill(order, 1, 3)
    assert scene.sent(F1) == [4]
    assert scene.sent(LATE) == []


@pytest.mark.rule("3.4", "10.1")
def test_a_read_from_before_a_follower_joined_is_not_its_start() -> None:
    scene = Scene("1", auto=True)
    list_account(scene, LATE)
    asked = scene.clock.now()
    scene.clock.advance(1_000_000)
    scene.redefine(followers=(*scene.group.followers, FollowerSettings(LATE)))
    scene.clock.advance(1_000_000)
    at = scene.clock.now()
    scene.take(SnapshotTaken(LATE, (), (), Decimal(1), asked, at))
    assert not scene.follower(LATE).ready
    scene.decisions.clear()
    scene.wait(1_000)
    assert [read.account for read in scene.reads] == [LATE], "it is read anew"
    scene.snapshot(LATE, {MNQ: 1})
    assert scene.held(LATE) == 1
    assert scene.book(LATE).unresolved


@pytest.mark.rule("3.4", "4.8")
def test_a_new_leader_who_traded_while_he_was_read_is_read_again() -> None:
    scene = Scene("1", auto=True)
    list_account(scene, OTHER)
    scene.clock.advance(1_000_000)
    scene.redefine(leader=OTHER)
    asked = scene.clock.now()
    scene.clock.advance(1_000_000)
    scene.by_hand(OTHER, 2)
    scene.clock.advance(1_000_000)
    scene.take(SnapshotTaken(OTHER, (), (), Decimal(1), asked, scene.clock.now()))
    assert not scene.state.leads[OTHER].leader.ready
    scene.decisions.clear()
    scene.wait(5_000)
    assert OTHER in [read.account for read in scene.reads]


# --- changing sizes ---------------------------------------------------------------------------------------------------


@pytest.mark.rule("4.9", "5.1")
@pytest.mark.parametrize(
    "changes",
    [
        {"multiplier": Decimal(5)},
        {"multiplier": Decimal("0.1")},
        {"mode": ReplicationMode.OFF},
        {"mode": ReplicationMode.ON_SUBMIT},
        {"max_contracts": 1},
        {"adds": AddsMode.BY_POSITION},
        {"mapping": InstrumentMapping(MappingKind.TO_MINI, (), ValueScaling.DIVIDED_BY_TEN)},
    ],
    ids=str,
)
def test_changed_settings_trade_nothing_by_themselves_and_raise_no_alarm(changes: dict[str, Any]) -> None:
    scene = Scene("2", auto=True)
    scene.leader(2)
    scene.position_report(F1, 4)
    alter(scene, **changes)
    scene.wait(60_000)
    assert (scene.sent(), scene.held(), scene.expected()) == ([4], 4, 4)
    assert scene.found == []
    scene.leader(-2)
    assert scene.held() == scene.expected() == 0


@pytest.mark.rule("4.9", "5.1", "5.3")
def test_a_changed_multiplier_counts_from_the_next_trade() -> None:
    scene = Scene("2", auto=True)
    scene.leader(2)
    alter(scene, multiplier=Decimal(1))
    scene.leader(2)
    assert scene.sent() == [4, 2]
    scene.leader(-2)
    assert scene.held() == scene.expected() == 3, "reductions go by share, as ever"


@pytest.mark.rule("4.9", "6.2")
def test_a_changed_multiplier_changes_what_rests_to_what_it_would_be_if_it_filled_now() -> None:
    scene = on_submit("1")
    scene.leader_rest(2, 20990)
    scene.settle()
    alter(scene, multiplier=Decimal("0.5"))
    scene.settle()
    assert scene.rests() == [(1, 20990)]
    assert scene.markets() == []


@pytest.mark.rule("4.9", "5.2")
def test_the_partial_fill_mode_can_be_changed_while_an_order_fills() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(4, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 1)
    assert scene.sent() == []
    scene.redefine(partial_fills=PartialFillMode.EACH_FILL)
    scene.leader_fill(order, 1, 1)
    scene.redefine(partial_fills=PartialFillMode.WHEN_DONE)
    scene.leader_fill(order, 1, 2)
    assert sum(scene.sent()) == 4


@pytest.mark.rule("9.8", "10.1")
def test_a_mode_that_is_no_longer_off_begins_with_the_comparison_like_the_switch() -> None:
    scene = Scene("1", auto=True)
    alter(scene, mode=ReplicationMode.OFF)
    scene.leader(2)
    scene.by_hand(F1, 1)
    alter(scene, mode=ReplicationMode.ON_FILL)
    assert scene.book().unresolved
    scene.leader(1)
    assert scene.last().reason is Reason.STARTUP_DIFFERENCE
    assert scene.sent() == []


@pytest.mark.rule("9.8")
def test_hand_trades_while_the_mode_is_off_are_left_alone_like_with_the_switch_off() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    alter(scene, mode=ReplicationMode.OFF)
    scene.by_hand(F1, 3)
    scene.leader(-2)
    assert (scene.sent(), scene.held()) == ([2, -2], 3)


# --- another mapping --------------------------------------------------------------------------------------------------

MICRO = InstrumentMapping(MappingKind.TO_MICRO, (), ValueScaling.TIMES_TEN)


@pytest.mark.rule("4.9", "6.7")
def test_another_mapping_leaves_stop_and_target_with_the_position_they_protect() -> None:
    scene = on_submit(followers=[FollowerSettings(F1, mapping=MICRO, mode=ReplicationMode.ON_SUBMIT)], auto=True)
    scene.leader(1, symbol=NQ)
    scene.leader_rest(-1, stop=20950, symbol=NQ)
    scene.wait(500)
    assert (scene.held(F1, MNQ), scene.rests()) == (10, [(-10, 20950)])
    alter(scene, mapping=InstrumentMapping())
    scene.wait(10_000)
    assert (scene.held(F1, MNQ), scene.rests()) == (10, [(-10, 20950)])
    assert scene.notices(NoticeKind.NAKED) == []


@pytest.mark.rule("4.9", "6.14")
def test_another_mapping_counts_as_soon_as_nothing_is_left_in_the_old_instrument() -> None:
    scene = Scene(followers=[FollowerSettings(F1, mapping=MICRO)], auto=True)
    scene.leader(1, symbol=NQ)
    alter(scene, mapping=InstrumentMapping())
    scene.leader(1, symbol=NQ)
    assert (scene.held(F1, MNQ), scene.held(F1, NQ)) == (20, 0), "one instrument at a time"
    scene.leader(-2, symbol=NQ)
    assert (scene.held(F1, MNQ), scene.held(F1, NQ)) == (0, 0)
    scene.leader(2, symbol=NQ)
    assert (scene.held(F1, MNQ), scene.held(F1, NQ)) == (0, 2)


@pytest.mark.rule("4.9")
def test_a_mapping_changed_and_changed_back_is_as_it_was() -> None:
    scene = Scene(followers=[FollowerSettings(F1, mapping=MICRO)], auto=True)
    scene.leader(1, symbol=NQ)
    alter(scene, mapping=InstrumentMapping())
    alter(scene, mapping=MICRO)
    scene.leader(-1, symbol=NQ)
    scene.leader(1, symbol=NQ)
    assert scene.sent() == [10, -10, 10]


# --- leaving ----------------------------------------------------------------------------------------------------------


@pytest.mark.rule("4.7")
def test_a_follower_that_is_flat_leaves_and_nothing_is_sent_to_it_any_more() -> None:
    scene = Scene("1", "1", auto=True)
    remove(scene)
    scene.leader(2)
    assert (scene.sent(F1), scene.sent(F2)) == ([], [2])
    assert followers_of(scene) == [F2]
    assert [each.account for each in scene.state.groups[scene.group.group].settings.followers] == [F2]


@pytest.mark.rule("4.7")
def test_a_follower_that_holds_something_does_not_leave_unless_that_is_said() -> None:
    scene = Scene("1", "1", auto=True)
    scene.leader(2)
    remove(scene)
    assert "long 2 MNQZ6" in refused(scene)[0]
    scene.leader(-1)
    assert scene.sent(F1) == [2, -1], "it is still in the group"
    remove(scene, as_is=True)
    scene.leader(-1)
    assert (scene.sent(F1), scene.sent(F2)) == ([2, -1], [2, -1, -1])


@pytest.mark.rule("4.7")
def test_working_copies_count_as_something_that_is_held() -> None:
    scene = on_submit("1")
    scene.leader_rest(1, 20990)
    scene.ack_all()
    remove(scene)
    assert "1 order works in MNQZ6" in refused(scene)[0]
    assert scene.to_cancel() == []


@pytest.mark.rule("4.7", "3.4")
def test_a_follower_that_cannot_be_read_is_not_taken_for_flat() -> None:
    scene = Scene("1", "1", auto=True)
    scene.line(F1, LineState.RECONNECTING)
    remove(scene)
    assert "cannot be read" in refused(scene)[0]
    remove(scene, as_is=True)
    assert followers_of(scene) == [F2]


@pytest.mark.rule("4.7", "4.1")
def test_a_save_that_leaves_out_a_follower_with_a_position_is_refused_whole() -> None:
    scene = Scene("1", "1", auto=True)
    scene.leader(1)
    scene.redefine(followers=scene.group.followers[1:], whitelist=frozenset({"ES"}))
    assert followers_of(scene) == [F1, F2]
    assert scene.state.groups[scene.group.group].settings.whitelist == frozenset()


@pytest.mark.rule("4.8", "4.1")
def test_the_last_follower_takes_the_group_with_it_and_its_accounts_are_free() -> None:
    scene = Scene("1", auto=True)
    remove(scene)
    assert (scene.state.groups, scene.state.leads, scene.state.follows) == ({}, {}, {})
    swapped = CopyGroup(GroupId("new"), "New", F1, (FollowerSettings(LEADER),))
    scene.take(GroupDefined(swapped, scene.clock.now()))
    assert F1 in scene.state.leads
    assert refused(scene) == []


@pytest.mark.rule("4.7")
def test_what_comes_of_a_follower_that_left_is_passed_over() -> None:
    scene = Scene("1", "1", auto=True)
    scene.leader(2)
    remove(scene, as_is=True)
    scene.by_hand(F1, 1)
    scene.position_report(F1, 3)
    scene.switch(F1, on=True)
    scene.flatten(F1)
    scene.wait(60_000)
    assert scene.sent(F1) == [2]


@pytest.mark.rule("4.7", "10.1", "1.2")
def test_a_follower_that_left_and_comes_back_begins_with_a_read_and_a_comparison() -> None:
    scene = Scene("1", "1", auto=True)
    scene.leader(2)
    remove(scene, as_is=True)
    scene.wait(1_000)
    scene.take(GroupDefined(scene.group, scene.clock.now()))
    scene.leader(1)
    assert scene.last(F1).verdict is Verdict.HELD
    scene.wait(1_000)
    scene.snapshot(F1, {MNQ: 2})
    assert scene.book(F1).unresolved, "the leader holds 3"
    scene.leader(-3)
    assert scene.held(F1) == 0


# --- another leader ---------------------------------------------------------------------------------------------------


@pytest.mark.rule("4.8")
def test_another_leader_is_taken_when_all_are_flat_and_is_read_before_anything_is_copied() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    scene.leader(-2)
    list_account(scene, OTHER)
    scene.clock.advance(1_000_000)
    scene.redefine(leader=OTHER)
    assert OTHER in scene.state.leads
    scene.by_hand(OTHER, 1)
    assert scene.sent() == [2, -2]
    scene.clock.advance(1_000_000)
    scene.snapshot(OTHER, {MNQ: 1})
    scene.by_hand(OTHER, -1)
    scene.by_hand(OTHER, 3)
    scene.wait(1_100)
    assert scene.sent() == [2, -2, 3]


@pytest.mark.rule("4.8")
def test_another_leader_has_to_wait_while_the_leader_holds_something() -> None:
    scene = Scene(followers=[FollowerSettings(F1, on=False)], auto=True)
    scene.leader(2)
    scene.redefine(leader=OTHER)
    assert OTHER not in scene.state.leads
    assert "long 2 MNQZ6" in refused(scene)[0]


@pytest.mark.rule("4.8")
def test_another_leader_has_to_wait_while_an_order_of_the_leader_works() -> None:
    scene = on_submit(followers=[FollowerSettings(F1, on=False)])
    scene.leader_rest(1, 20990)
    scene.redefine(leader=OTHER)
    assert "Orders of his are working" in refused(scene)[0]


@pytest.mark.rule("4.8")
def test_another_leader_has_to_wait_while_a_follower_holds_something() -> None:
    scene = Scene("1", auto=True)
    scene.by_hand(F1, 1)
    scene.redefine(leader=OTHER)
    assert OTHER not in scene.state.leads
    assert "long 1 MNQZ6" in refused(scene)[0]


@pytest.mark.rule("4.8", "3.4")
def test_a_leader_who_cannot_be_read_is_replaced_only_when_the_user_confirms_it() -> None:
    scene = Scene("1", auto=True)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.redefine(leader=OTHER)
    assert "cannot be read" in refused(scene)[0]
    scene.take(GroupDefined(scene.group, scene.clock.now(), confirmed=True))
    assert OTHER in scene.state.leads


@pytest.mark.rule("4.8")
def test_no_word_of_the_user_replaces_a_leader_while_a_follower_is_not_flat() -> None:
    scene = Scene("1", auto=True)
    scene.leader(1)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.group = replace(scene.group, leader=OTHER)
    scene.take(GroupDefined(scene.group, scene.clock.now(), confirmed=True))
    assert OTHER not in scene.state.leads


@pytest.mark.rule("4.8")
def test_no_word_of_the_user_replaces_a_leader_who_can_be_read_and_is_not_flat() -> None:
    scene = Scene(followers=[FollowerSettings(F1, on=False)], auto=True)
    scene.leader(1)
    scene.group = replace(scene.group, leader=OTHER)
    scene.take(GroupDefined(scene.group, scene.clock.now(), confirmed=True))
    assert OTHER not in scene.state.leads


@pytest.mark.rule("4.8", "9.4")
def test_what_a_lost_leader_had_and_a_follower_missed_is_not_expected_under_the_next_one() -> None:
    scene = Scene("1", auto=True)
    scene.line(F1, LineState.RECONNECTING)
    scene.leader(2)
    scene.snapshot(F1)
    scene.line(F1, LineState.CONNECTED)
    assert scene.expected() == 2
    scene.line(LEADER, LineState.RECONNECTING)
    list_account(scene, OTHER)
    scene.group = replace(scene.group, leader=OTHER)
    scene.take(GroupDefined(scene.group, scene.clock.now(), confirmed=True))
    scene.clock.advance(1_000_000)
    scene.snapshot(OTHER, {})
    scene.line(OTHER, LineState.CONNECTED)
    scene.decisions.clear()
    scene.wait(10_000)
    assert (scene.expected(), scene.found) == (0, [])


@pytest.mark.rule("4.8", "5.9")
def test_what_an_order_of_the_old_leader_was_granted_does_not_count_for_the_new_ones_order_of_the_same_number() -> None:
    scene = Scene(followers=[FollowerSettings(F1, adds=AddsMode.BY_POSITION)], auto=True)
    scene.leader(3)
    scene.leader(-3)
    list_account(scene, OTHER)
    scene.clock.advance(1_000_000)
    scene.redefine(leader=OTHER)
    scene.clock.advance(1_000_000)
    scene.snapshot(OTHER, {})
    scene.by_hand(OTHER, 2)
    scene.wait(1_100)
    assert scene.sent() == [3, -3, 2]


# --- the record -------------------------------------------------------------------------------------------------------


@pytest.mark.rule("7.1")
def test_the_groups_place_among_the_groups_stays_when_it_is_edited() -> None:
    scene = Scene("1", auto=True)
    list_account(scene, OTHER)
    list_account(scene, LATE)
    scene.take(GroupDefined(CopyGroup(GroupId("z"), "Z", OTHER, (FollowerSettings(LATE),)), scene.clock.now()))
    scene.redefine(name="Renamed")
    assert [group.settings.name for group in scene.state.groups.values()] == ["Renamed", "Z"]
