"""Following in bad company: starts, switches, edits in flight, unlisted instruments, reads in the middle of a trade."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import NoticeKind, ReadAccount, Verdict
from mimikdesk.domain.events import AccountListed, FollowerRemoved, GroupDefined, LineState, SnapshotTaken
from mimikdesk.domain.group import AddsMode, FollowerSettings, InstrumentMapping, MappingKind, ReplicationMode
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, PositionReport, Side
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import ABLE, F1, LEADER, MNQ, NQ, PRICE, Scene, f, on_submit


def redefine(scene: Scene, **changes: object) -> list[object]:
    scene.group = replace(scene.group, **changes)  # type: ignore[arg-type]
    return list(scene.take(GroupDefined(scene.group, scene.clock.now())))


@pytest.mark.rule("10.1")
def test_a_start_difference_is_over_as_soon_as_the_leader_is_flat_like_the_follower() -> None:
    scene = Scene("1", positions={LEADER: 3}, auto=True)
    scene.leader(1)
    assert scene.last().reason is Reason.STARTUP_DIFFERENCE
    scene.leader(-4)
    scene.leader(1)
    assert scene.sent() == [1]


@pytest.mark.rule("10.1")
def test_a_leader_who_turns_round_over_zero_was_never_flat_so_the_difference_stays() -> None:
    scene = Scene("1", positions={LEADER: 3}, auto=True)
    scene.leader(-5)
    assert scene.last().reason is Reason.STARTUP_DIFFERENCE
    assert scene.sent() == []


@pytest.mark.rule("10.1", "2")
def test_a_follower_that_comes_late_and_fits_a_leader_who_has_traded_is_expected_to_hold_that_once() -> None:
    scene = Scene("1", connect=False)
    scene.snapshot(LEADER, {})
    scene.line(LEADER, LineState.CONNECTED)
    scene.leader(2)
    scene.snapshot(F1, {MNQ: 2})
    scene.line(F1, LineState.CONNECTED)
    assert scene.expected() == 2
    assert scene.book().target.qty == 2
    scene.auto = True
    scene.leader(-2)
    assert scene.held() == scene.expected() == 0


@pytest.mark.rule("9.8", "10.1")
def test_a_follower_switched_on_again_beside_a_leader_in_a_trade_waits_until_both_are_flat() -> None:
    scene = Scene("1", auto=True)
    scene.switch(F1, on=False)
    scene.leader(2)
    scene.switch(F1, on=True)
    scene.leader(1)
    assert scene.last().reason is Reason.STARTUP_DIFFERENCE
    scene.leader(-3)
    scene.leader(1)
    assert scene.sent() == [1]


@pytest.mark.rule("9.8", "10.1")
def test_a_follower_switched_off_and_on_while_it_fits_goes_on_without_a_question() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.switch(F1, on=False)
    scene.switch(F1, on=True)
    scene.fill_all()
    scene.leader(1)
    scene.fill_all()
    assert scene.sent() == [2, 1]
    scene.leader(-3)
    scene.fill_all()
    assert scene.held() == scene.expected() == 0


@pytest.mark.rule("9.8", "5.3")
def test_hand_contracts_of_a_follower_that_is_on_again_go_when_the_leader_goes() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    scene.switch(F1, on=False)
    scene.by_hand(F1, 3)
    scene.switch(F1, on=True)
    scene.leader(-2)
    assert scene.held() == 0


@pytest.mark.rule("4.9")
def test_an_instrument_nobody_described_is_not_copied_unchanged_where_a_mapping_should_shrink_it() -> None:
    micro = InstrumentMapping(MappingKind.TO_MICRO)
    scene = Scene(followers=[FollowerSettings(f(1), mapping=micro), FollowerSettings(f(2))], auto=True)
    scene.leader(1, symbol=Symbol("RTYZ6"))
    assert scene.sent(f(1)) == []
    assert scene.last(f(1)).reason is Reason.NO_MAPPING
    assert scene.sent(f(2)) == [1]


@pytest.mark.rule("4.9", "1.1")
def test_a_mapping_changed_in_a_trade_does_not_leave_the_old_instrument_behind() -> None:
    micro = InstrumentMapping(MappingKind.TO_MICRO)
    scene = Scene(followers=[FollowerSettings(f(1), mapping=micro)], auto=True)
    scene.leader(2, symbol=NQ)
    assert scene.held(F1, MNQ) == 2
    redefine(scene, followers=(FollowerSettings(f(1)),))
    scene.leader(-2, symbol=NQ)
    assert scene.held(F1, MNQ) == scene.expected(F1, MNQ) == 0
    assert scene.held(F1, NQ) == 0
    scene.leader(1, symbol=NQ)
    assert scene.held(F1, NQ) == 1


@pytest.mark.rule("3.1", "10.1")
def test_a_follower_added_to_a_running_group_is_read_before_anything_is_opened_on_it() -> None:
    scene = Scene("1", auto=True)
    late = AccountId("c1/late")
    scene.take(AccountListed(late, ConnectionId("c1"), scene.clock.now()))
    decided = redefine(scene, followers=(*scene.group.followers, FollowerSettings(late)))
    assert ReadAccount in [type(decision) for decision in decided]
    scene.leader(2)
    assert scene.sent(late) == []
    assert scene.last(late).verdict is Verdict.HELD
    assert "reading" in scene.last(late).detail
    assert scene.sent(F1) == [2]


@pytest.mark.rule("4.8", "12")
def test_a_new_leader_is_read_and_his_orders_count_from_one() -> None:
    scene = Scene("1", auto=True)
    for _ in range(3):
        scene.leader(1)
        scene.leader(-1)
    scene.flatten(F1)
    scene.snapshot(F1, {})
    other = AccountId("lead/M")
    scene.take(AccountListed(other, ConnectionId("lead"), scene.clock.now()))
    assert any(isinstance(d, ReadAccount) and d.account == other for d in redefine(scene, leader=other))
    at = scene.clock.now()
    scene.take(SnapshotTaken(other, (), (), Decimal(1), at, at))
    fill_book = scene.state.leads[other].leader
    assert fill_book.ready
    assert scene.follower().flattened_at == 0
    assert LEADER not in scene.state.leads


@pytest.mark.rule("4.7", "4.2")
def test_a_removed_follower_gets_nothing_more() -> None:
    scene = Scene("1", "1", auto=True)
    scene.leader(2)
    scene.take(FollowerRemoved(scene.group.group, f(1), as_is=True, at=scene.clock.now()))
    scene.leader(-2)
    assert scene.sent(f(1)) == [2]
    assert scene.sent(f(2)) == [2, -2]


@pytest.mark.rule("5.2", "1.2")
def test_a_read_in_the_middle_of_a_leader_order_seen_live_does_not_lose_its_copy() -> None:
    scene = Scene("1")
    order = scene.leader_order(5, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 3)
    scene.wait(100)
    report = OrderReport(order, None, MNQ, Side.BUY, OrderKind.LIMIT, 5, 3, OrderStatus.WORKING)
    scene.snapshot(LEADER, {MNQ: 3}, (report,))
    scene.wait(1000)
    assert scene.sent() == [3]
    scene.leader_fill(order, 1, 2)
    assert scene.sent() == [3, 2]


@pytest.mark.rule("5.2", "6.13")
def test_an_order_first_seen_in_a_read_without_a_gap_is_a_live_one() -> None:
    scene = Scene("1")
    scene.wait(100)
    order = scene.leader_order(2, kind=OrderKind.LIMIT)
    other = OrderReport(scene.leader_order(1), None, MNQ, Side.BUY, OrderKind.LIMIT, 1, 0, OrderStatus.WORKING)
    scene.wait(100)
    unseen = replace(other, venue_order_id=VenueOrderId("L-unseen"))
    scene.snapshot(LEADER, {}, (unseen,))
    scene.leader_fill(unseen.venue_order_id, 1, 1)
    scene.leader_fill(order, 1, 2)
    assert scene.sent() == [1, 2]


@pytest.mark.rule("7.2", "6.13")
def test_an_order_first_seen_after_a_gap_rested_there_unseen_and_is_not_copied() -> None:
    scene = Scene("1")
    scene.line(LEADER, LineState.RECONNECTING)
    scene.wait(1000)
    unseen = OrderReport(scene.leader_order(1), None, MNQ, Side.BUY, OrderKind.LIMIT, 1, 0, OrderStatus.WORKING)
    unseen = replace(unseen, venue_order_id=VenueOrderId("L-unseen"))
    scene.clock.advance(1)
    scene.take(SnapshotTaken(LEADER, (), (unseen,), Decimal(1), scene.clock.now(), scene.clock.now()))
    scene.line(LEADER, LineState.CONNECTED)
    scene.leader_fill(unseen.venue_order_id, 1, 1)
    assert scene.sent() == []


@pytest.mark.rule("9.3", "3.4")
def test_a_leader_read_that_is_older_than_his_last_fill_is_asked_for_again() -> None:
    scene = Scene("1", auto=True)
    asked = scene.clock.now()
    scene.clock.advance(1_000_000)
    scene.leader(2)
    scene.take(SnapshotTaken(LEADER, (), (), Decimal(1), asked, scene.clock.now()))
    assert scene.held() == 2
    scene.wait(1000)
    assert [read.account for read in scene.reads] == [LEADER]


@pytest.mark.rule("2", "8")
def test_why_contracts_are_withheld_is_still_known_after_the_copy_has_filled() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), Decimal(1), max_contracts=2)], auto=True)
    scene.leader(5)
    scene.position_report(F1, 2)
    book = scene.book()
    assert book.withheld == 3
    assert book.withheld_cause is not None
    assert book.withheld_cause[0] is Reason.MAX_CONTRACTS
    scene.leader(-5)
    scene.position_report(F1, 0)
    assert book.withheld == 0
    assert book.withheld_cause is None


@pytest.mark.rule("2")
def test_events_of_accounts_nobody_knows_change_nothing() -> None:
    scene = Scene("1")
    stranger = AccountId("x/y")
    scene.by_hand(stranger, 3)
    scene.position_report(stranger, 3)
    at = scene.clock.now()
    scene.take(SnapshotTaken(stranger, (PositionReport(MNQ, 1, PRICE),), (), Decimal(1), at, at))
    scene.switch(stranger, on=True)
    scene.flatten(stranger)
    assert scene.decisions == []


@pytest.mark.rule("5.9", "5.5")
def test_expected_and_held_agree_after_clips_flips_and_reductions() -> None:
    scene = Scene(
        followers=[
            FollowerSettings(f(1), Decimal("1.3"), max_contracts=4),
            FollowerSettings(f(2), Decimal("0.333"), max_contracts=1),
            FollowerSettings(f(3), Decimal("2.5"), max_contracts=7),
        ],
        auto=True,
    )
    for qty in (3, -1, 2, -7, -2, 4, 9, -1, -1, -4, 5, -20, 3, 13):
        scene.clock.advance(3_000_000_000)
        scene.leader(qty)
        for number in (1, 2, 3):
            assert scene.held(f(number)) == scene.expected(f(number)), f"F{number} after {qty}"


@pytest.mark.rule("5.3")
def test_a_fraction_of_the_share_left_by_a_reduction_is_carried_into_the_next_add() -> None:
    """By hand: S = 6, then 6 x 2/7 = 12/7 (keeps 2), + 3 = 33/7, then x 4/5 = 132/35, so floor: 3."""
    scene = Scene("0.75", auto=True)
    told = []
    for qty in (7, -5, 3, -1):
        scene.leader(qty)
        told.append((scene.held(), scene.expected()))
    assert told == [(6, 6), (2, 2), (5, 5), (3, 3)]


@pytest.mark.rule("5.3", "5.6")
def test_an_entry_that_waits_for_the_other_side_keeps_its_exact_share() -> None:
    scene = Scene("0.5")
    for qty in (1, -4, -5, 1, 1, -1, 1):
        scene.clock.advance(100_000_000)
        scene.leader(qty)
    scene.fill_all()
    assert scene.held() == scene.expected() == -4


@pytest.mark.rule("5.9", "1.2")
def test_adds_by_position_never_catch_up_what_was_missed() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), adds=AddsMode.BY_POSITION)], auto=True)
    scene.line(F1, LineState.RECONNECTING)
    scene.leader(4)
    scene.snapshot(F1)
    scene.line(F1, LineState.CONNECTED)
    scene.leader(1)
    assert scene.sent() == [1]
    assert scene.expected() == 5


@pytest.mark.rule("2", "5.5")
def test_a_copy_clipped_because_of_contracts_bought_by_hand_is_expected_as_clipped() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), max_contracts=3)], auto=True)
    scene.leader(1)
    scene.by_hand(F1, 1)
    scene.leader(3)
    assert scene.sent() == [1, 1]
    assert (scene.held(), scene.expected(), scene.book().withheld) == (3, 2, 2)


@pytest.mark.rule("7.5")
def test_many_copies_that_are_not_within_one_second_do_not_trip_the_breaker() -> None:
    scene = Scene("1", auto=True)
    for _ in range(15):
        scene.clock.advance(101_000_000)
        scene.leader(1)
    assert not scene.follower().breaker
    assert scene.held() == 15


@pytest.mark.rule("10.1", "1.1")
def test_what_a_switched_off_follower_held_at_the_start_counts_as_copied_so_its_exit_passes() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), on=False)], positions={LEADER: 2, F1: 2}, auto=True)
    scene.leader(-2)
    assert scene.held() == 0


@pytest.mark.rule("7.2", "3.1")
def test_an_entry_that_comes_of_age_while_the_leaders_line_is_down_is_not_sent() -> None:
    scene = Scene("1")
    order = scene.leader_order(5, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 3)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.wait(2000)
    assert scene.sent() == []
    assert scene.last().reason is Reason.LEADER_LINE_DOWN


@pytest.mark.rule("5.10")
def test_a_reduction_uses_up_the_newest_uncopied_entry_first() -> None:
    scene = Scene("1")
    first, second = (scene.leader_order(5, kind=OrderKind.LIMIT) for _ in range(2))
    scene.leader_fill(first, 1, 3)
    scene.leader_fill(second, 1, 2)
    scene.leader(-2)
    scene.leader_report(first, 5, 3, OrderStatus.CANCELLED, kind=OrderKind.LIMIT)
    assert scene.sent() == [3]
    scene.leader_report(second, 5, 2, OrderStatus.CANCELLED, kind=OrderKind.LIMIT)
    assert scene.sent() == [3]


@pytest.mark.rule("5.3")
def test_contracts_of_the_leader_from_before_the_start_do_not_water_down_a_reduction_of_copied_ones() -> None:
    scene = Scene("1", positions={LEADER: 3, F1: 3}, auto=True)
    scene.flatten(F1)
    scene.snapshot(F1)
    told = []
    for qty in (2, -1, -1, -3, 1, -1):
        scene.leader(qty)
        told.append((scene.held(), scene.expected()))
    assert told == [(2, 2), (1, 1), (0, 0), (0, 0), (1, 1), (0, 0)]


@pytest.mark.rule("7.1")
def test_a_fill_repeated_before_its_order_was_reported_counts_once() -> None:
    scene = Scene("1", auto=True)
    order = VenueOrderId("late-report")
    scene.leader_fill(order, 1, 2, fill="same")
    scene.leader_fill(order, 1, 2, fill="same")
    scene.leader_report(order, 4, 2, OrderStatus.CANCELLED)
    assert scene.sent() == [2]
    assert scene.leader_books[MNQ].position == 2


@pytest.mark.rule("7.1")
def test_an_order_that_ended_stays_ended_whatever_comes_late() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(5, kind=OrderKind.LIMIT)
    scene.leader_report(order, 5, 0, OrderStatus.CANCELLED, kind=OrderKind.LIMIT)
    scene.leader_report(order, 5, 0, OrderStatus.WORKING, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 2)
    assert scene.sent() == [2], "a late fill of an ended order is copied at once, nothing more can come"


@pytest.mark.rule("9.8", "5.2")
def test_what_is_not_decided_yet_does_not_count_when_a_follower_is_compared() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    order = scene.leader_order(5, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 3)
    scene.switch(F1, on=False)
    scene.switch(F1, on=True)
    assert not scene.book().unresolved
    scene.leader_report(order, 5, 3, OrderStatus.CANCELLED, kind=OrderKind.LIMIT)
    assert scene.held() == scene.expected() == 5


@pytest.mark.rule("5.5", "5.4")
def test_the_new_side_of_a_reversal_that_waited_is_clipped_again_by_what_was_traded_by_hand_meanwhile() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), Decimal(1), max_contracts=3)])
    scene.leader(1)
    (entry,) = scene.on_wire()
    scene.leader(-10)
    assert scene.sent() == [1], "the entry may still fill, so the new side waits"
    scene.hand_trade(f(1), -2)
    scene.cancelled(entry)
    assert scene.sent() == [1, -1]


@pytest.mark.rule("5.4", "6.3")
def test_a_resting_entry_that_closes_what_a_reversal_waits_to_close_leaves_its_part_to_that() -> None:
    scene = on_submit("1")
    scene.leader(-1)
    scene.settle()
    entry = scene.leader_rest(3, stop=21010)
    scene.leader_rest(1, 20990)
    scene.ack_all()
    scene.leader(4)  # waits until the limit is known to be cancelled
    scene.leader_hit(entry)
    assert scene.markets() == [-1]
    scene.fill(scene.rest_at(21010))
    scene.settle()
    assert (scene.held(), scene.expected()) == (6, 6)


@pytest.mark.rule("5.4", "5.7")
def test_an_entry_that_was_meant_to_close_the_rest_changes_places_with_the_exit_on_the_wire() -> None:
    settings = FollowerSettings(F1, Decimal("0.75"), ReplicationMode.ON_SUBMIT, adds=AddsMode.BY_POSITION)
    scene = Scene(followers=(settings,), able=replace(ABLE, close=False))
    entry = scene.leader_rest(-5, stop=20990)
    scene.settle()
    scene.leader(3)
    scene.settle()
    copy = scene.rest_at(20990)
    scene.leader(-6)  # one contract fits beside the stop, the others wait until it is known to be smaller
    scene.leader_hit(entry)
    assert scene.markets() == [3, -1]
    scene.fill(copy)
    scene.settle()
    assert scene.notices(NoticeKind.CROSSED) == []
    assert (scene.held(), scene.expected(), scene.book().share) == (-6, -6, 6)
