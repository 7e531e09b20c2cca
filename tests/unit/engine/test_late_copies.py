"""Copies that are late or early: entry and exit tolerance, making room for exits, ahead of the leader (6.4 to 6.6)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.commands import CancelOrder, PlaceOrder
from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.events import FillReported, LineState, SendOutcome
from mimikdesk.domain.group import LateEntry
from mimikdesk.domain.ids import FillId, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import ABLE, F1, MNQ, PRICE, Scene, on_submit

NO_CLOSE = replace(ABLE, close=False)
NO_OCO = replace(ABLE, close=False, oco=False)


def entry(qty: int = 2, *multipliers: str, **scene: object) -> tuple[Scene, VenueOrderId]:
    made = on_submit(*(multipliers or ("1",)), **scene)  # type: ignore[arg-type]
    his = made.leader_rest(qty, 20990)
    made.ack_all()
    return made, his


def exits(contracts: int = 2, *multipliers: str, **scene: object) -> tuple[Scene, VenueOrderId, VenueOrderId]:
    """In a trade with a target at 21050 and a stop at 20950, acknowledged; the broker answers nothing by itself."""
    able = scene.pop("able", NO_OCO)
    made = on_submit(*(multipliers or ("1",)), auto=True, able=able, **scene)  # type: ignore[arg-type]
    made.leader(contracts)
    target, stop = made.leader_rest(-contracts, 21050), made.leader_rest(-contracts, stop=20950)
    made.auto = False
    return made, target, stop


# --- late entries -----------------------------------------------------------------------------------------------------


@pytest.mark.rule("6.4")
def test_an_entry_that_is_late_keeps_working_and_is_told_after_3_seconds() -> None:
    scene, his = entry()
    scene.wait(60_000)
    scene.leader_hit(his)
    scene.wait(2_999)
    assert scene.notices(NoticeKind.ENTRY_LATE) == []
    scene.wait(1)
    (told,) = scene.notices(NoticeKind.ENTRY_LATE)
    assert (told.level, told.reason) == (Level.WARNING, Reason.ENTRY_LATE)
    scene.wait(60_000)
    assert len(scene.notices(NoticeKind.ENTRY_LATE)) == 1
    assert (scene.rests(), scene.sent()) == ([(2, 20990)], [2])
    scene.fill(scene.rest_at(20990))
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [])


@pytest.mark.rule("6.4")
def test_the_entry_tolerance_is_a_setting() -> None:
    scene, his = entry(entry_tolerance_ms=500)
    scene.leader_hit(his)
    scene.wait(499)
    assert scene.notices(NoticeKind.ENTRY_LATE) == []
    scene.wait(1)
    assert "0.5" in scene.notices(NoticeKind.ENTRY_LATE)[0].text


@pytest.mark.rule("6.4")
def test_a_late_entry_that_fills_in_time_is_not_told() -> None:
    scene, his = entry()
    scene.leader_hit(his)
    scene.wait(2_000)
    scene.fill(scene.rest_at(20990))
    scene.wait(10_000)
    assert scene.notices(NoticeKind.ENTRY_LATE) == []


@pytest.mark.rule("6.4")
def test_a_late_entry_is_cancelled_where_the_setting_says_so_and_is_missed_in_the_open() -> None:
    scene, his = entry(late_entry=LateEntry.CANCEL)
    scene.leader_hit(his)
    scene.wait(3_000)
    assert len(scene.to_cancel()) == 1
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.sent()) == (0, 2, [2])
    assert (scene.book().cause or (None,))[0] is Reason.ENTRY_LATE
    assert len(scene.notices(NoticeKind.ENTRY_LATE)) == 1


@pytest.mark.rule("6.4")
def test_a_late_entry_that_fills_while_it_is_being_cancelled_is_kept() -> None:
    scene, his = entry(late_entry=LateEntry.CANCEL)
    scene.leader_hit(his)
    scene.wait(3_000)
    scene.fill(scene.rest_at(20990))
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [])


@pytest.mark.rule("6.4")
@pytest.mark.parametrize(("side", "price"), [(1, PRICE + 2), (-1, PRICE - 2)])
def test_a_late_entry_is_taken_at_the_market_only_within_8_ticks_of_the_leaders_fill(side: int, price: Decimal) -> None:
    scene = on_submit("1", late_entry=LateEntry.MARKET)
    his = scene.leader_rest(2 * side, 20990 if side > 0 else 21010)
    scene.ack_all()
    scene.leader_hit(his)
    scene.wait(3_000)
    assert [(order.limit, order.qty) for order in scene.to_change()] == [(price, 2)]
    assert scene.markets() == []
    scene.settle()
    scene.fill(scene.rest_at(str(price)))
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.sent()) == (2 * side, 2 * side, [2 * side])


@pytest.mark.rule("6.4")
def test_only_what_the_leader_got_is_late_and_the_rest_of_the_copy_works_on() -> None:
    scene, his = entry(4, late_entry=LateEntry.CANCEL)
    scene.leader_hit(his, 1)
    scene.wait(1_000)
    assert scene.expected() == 1
    scene.fill(scene.rest_at(20990), 1)
    scene.wait(10_000)
    assert (scene.rests(), scene.cancels) == ([(3, 20990)], [])


@pytest.mark.rule("6.4", "6.11")
def test_the_leader_flat_again_has_the_late_copy_of_his_entry_cancelled_at_once() -> None:
    scene, his = entry()
    scene.leader_hit(his)
    assert scene.expected() == 2
    scene.leader(-2)
    assert len(scene.to_cancel()) == 1
    assert scene.markets() == []
    scene.settle()
    assert (scene.held(), scene.expected(), scene.rests()) == (0, 0, [])


@pytest.mark.rule("6.4", "5.6")
def test_the_leader_flat_again_and_the_late_copy_fills_while_it_is_cancelled_ends_flat() -> None:
    scene, his = entry()
    scene.leader_hit(his)
    scene.leader(-2)
    scene.fill(scene.rest_at(20990))
    assert scene.markets() == [-2]
    scene.settle()
    assert (scene.held(), scene.expected()) == (0, 0)


@pytest.mark.rule("6.4", "5.3")
@pytest.mark.parametrize("filled", [0, 1, 2])
def test_the_leader_sells_half_while_the_copy_is_late_and_the_follower_ends_with_half(filled: int) -> None:
    scene, his = entry(4)
    copy = scene.rest_at(20990)
    scene.leader_hit(his)
    if filled:
        scene.fill(copy, filled)
    scene.leader(-2)
    assert scene.expected() == 2
    scene.settle()
    for order in scene.resting():
        scene.fill(order)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.rests()) == (2, 2, [])


# --- late exits -------------------------------------------------------------------------------------------------------


@pytest.mark.rule("6.5", "6.3")
def test_an_exit_that_rests_has_2_seconds_to_fill_by_itself() -> None:
    scene, target, stop = exits()
    scene.wait(60_000)
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    assert scene.expected() == 0
    scene.wait(1_999)
    assert scene.markets() == [2]
    scene.fill(scene.rest_at(21050))
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.markets(), scene.rests()) == (0, [2], [])


@pytest.mark.rule("6.5")
def test_the_exit_tolerance_is_a_setting() -> None:
    scene, target, _ = exits(exit_tolerance_ms=700, able=ABLE)
    scene.leader_hit(target)
    scene.wait(699)
    assert scene.closes == []
    scene.wait(1)
    assert len(scene.closes) == 1


@pytest.mark.rule("6.5")
def test_a_late_exit_is_closed_by_the_broker_in_one_step_where_he_can() -> None:
    scene, target, stop = exits(3, able=ABLE)
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.wait(2_000)
    assert len(scene.closes) == 1
    assert scene.markets() == [3]
    assert scene.cancels == [], "the broker cancels what rests himself"
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.rests(), scene.expected()) == (0, [], 0)
    assert len(scene.closes) == 1


@pytest.mark.rule("6.5", "5.6")
def test_a_late_exit_without_atomic_close_is_cancelled_then_exactly_the_rest_is_closed() -> None:
    scene, target, stop = exits(3)
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.wait(1_000)
    scene.fill(scene.rest_at(21050), 1)
    scene.wait(1_000)
    assert {order.stop or order.limit for order in scene.to_cancel()} == {Decimal(20950), Decimal(21050)}
    assert scene.markets() == [3], "nothing is sent while the exits may still fill"
    scene.wait(100)
    scene.cancelled(scene.rest_at(20950))
    assert scene.markets() == [3]
    scene.fill(scene.rest_at(21050), 1)
    scene.cancelled(scene.rest_at(21050))
    assert scene.markets() == [3, -1]
    assert scene.notices(NoticeKind.UNCONFIRMED_CANCEL) == []
    scene.settle()
    assert (scene.held(), scene.expected()) == (0, 0)


@pytest.mark.rule("6.5")
def test_cancels_that_stay_unconfirmed_for_500_ms_do_not_keep_the_exit_back_and_the_alert_is_critical() -> None:
    scene, target, stop = exits(2)
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.wait(2_499)
    assert scene.markets() == [2]
    scene.wait(1)
    assert scene.markets() == [2, -2]
    (told,) = scene.notices(NoticeKind.UNCONFIRMED_CANCEL)
    assert told.level is Level.CRITICAL


@pytest.mark.rule("6.5", "5.7")
def test_a_crossing_by_an_exit_whose_cancel_was_not_confirmed_is_exited_at_once() -> None:
    scene, target, stop = exits(2)
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.wait(2_500)
    scene.fill(scene.on_wire()[-1])
    assert scene.held() == 0
    scene.fill(scene.rest_at(21050))
    assert scene.held() == -2
    assert scene.markets() == [2, -2, 2]
    assert scene.notices(NoticeKind.CROSSED)[0].level is Level.CRITICAL
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.rests()) == (0, 0, [])


@pytest.mark.rule("6.5")
def test_the_stop_stays_until_the_late_target_is_through() -> None:
    scene, target, stop = exits(2)
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.wait(1_500)
    assert scene.to_cancel() == []
    assert scene.rests() == [(-2, 20950), (-2, 21050)]
    scene.fill(scene.rest_at(21050), 1)
    assert [(order.stop, order.qty) for order in scene.to_change()] == [(Decimal(20950), 1)], "one is left to protect"
    scene.settle()
    scene.fill(scene.rest_at(21050))
    assert [order.stop for order in scene.to_cancel()] == [Decimal(20950)]


@pytest.mark.rule("6.5", "5.5")
def test_a_stop_that_enters_is_not_taken_for_one_that_protects_until_the_late_target_is_through() -> None:
    scene = on_submit("1")
    scene.redefine(followers=(replace(scene.group.followers[0], max_contracts=3),))
    scene.leader(3)
    scene.settle()
    target = scene.leader_rest(-3, 21050)
    second = scene.leader_rest(-3, 21060)
    scene.settle()
    scene.leader_hit(target)
    scene.leader_rest(-2, stop=20950)
    scene.settle()
    assert scene.rests() == [(-3, 21050), (-2, 20950)]
    scene.wait(1_100)
    assert second in scene.book().copies
    assert sum(size for size, price in scene.rests() if price != 21050) >= -3, "no more than may be opened"
    scene.fill(scene.rest_at(21050))
    for order in scene.resting():
        scene.fill(order)
    assert scene.held() >= -3


@pytest.mark.rule("6.5", "6.2")
def test_one_target_of_three_is_late_and_only_its_part_is_closed() -> None:
    scene = on_submit("1", auto=True, able=NO_OCO)
    scene.leader(3)
    first = scene.leader_rest(-1, 21050)
    scene.leader_rest(-1, 21060)
    stop = scene.leader_rest(-3, stop=20950)
    scene.auto = False
    scene.leader_hit(first)
    scene.leader_change(stop, qty=2)
    scene.wait(2_000)
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [3, -1])
    assert scene.rests() == [(-2, 20950), (-1, 21060)]


@pytest.mark.rule("6.5", "5.6")
def test_of_two_stops_that_are_late_the_one_whose_time_is_up_makes_room_while_the_other_one_waits() -> None:
    scene = on_submit("1", auto=True, able=NO_OCO)
    scene.leader(4)
    first, second = scene.leader_rest(-2, stop=20950), scene.leader_rest(-2, stop=20940)
    scene.auto = False
    scene.leader_hit(first)
    scene.wait(1_000)
    scene.leader_hit(second)
    scene.wait(1_000)
    assert [order.stop for order in scene.to_cancel()] == [Decimal(20950)]
    assert scene.markets() == [4]
    scene.cancelled(scene.rest_at(20950))
    assert scene.markets() == [4, -2]
    scene.fill(scene.rest_at(20940))
    scene.settle()
    assert (scene.held(), scene.expected(), scene.rests()) == (0, 0, [])
    assert scene.notices(NoticeKind.UNCONFIRMED_CANCEL) == []


@pytest.mark.rule("6.5", "5.6")
def test_before_a_market_reduce_the_exits_that_rest_are_shrunk_first() -> None:
    scene, _, _ = exits(3)
    scene.switch_group(False)
    scene.leader(-1)
    assert scene.markets() == [3], "3 resting and 1 more would be 4 exits for 3 contracts"
    assert sorted(order.qty for order in scene.to_change()) == [2, 2]
    scene.changed(scene.rest_at(21050))
    assert scene.markets() == [3]
    scene.changed(scene.rest_at(20950))
    assert scene.markets() == [3, -1]
    scene.settle()
    assert (scene.held(), scene.rests()) == (2, [(-2, 20950), (-2, 21050)])


@pytest.mark.rule("6.5", "5.6")
@pytest.mark.parametrize("asked_before", [True, False])
def test_time_without_a_line_does_not_count_as_waiting_for_exits_to_be_shrunk(asked_before: bool) -> None:
    scene, _, _ = exits(3)
    scene.switch_group(False)
    if asked_before:
        scene.leader(-1)
        assert len(scene.to_change()) == 2
    scene.line(F1, LineState.RECONNECTING)
    if not asked_before:
        scene.leader(-1)
    scene.wait(2_000)
    scene.read()
    scene.line(F1, LineState.CONNECTED)
    assert scene.markets() == [3], "the exits that rest have not been asked to make room by now"
    assert sorted(order.qty for order in scene.to_change()) == [2, 2]
    assert scene.notices(NoticeKind.UNCONFIRMED_CANCEL) == []
    for price in (21050, 20950):
        scene.changed(scene.rest_at(price))
    assert scene.markets() == [3, -1]
    scene.settle()
    assert (scene.held(), scene.rests()) == (2, [(-2, 20950), (-2, 21050)])


@pytest.mark.rule("6.5", "5.6")
def test_a_market_reduce_that_fits_beside_the_exits_goes_at_once() -> None:
    scene = on_submit("1", auto=True, able=NO_OCO)
    scene.leader(3)
    scene.leader_rest(-1, 21050)
    scene.auto = False
    scene.leader(-2)
    assert scene.markets() == [3, -2]


@pytest.mark.rule("6.5", "5.6")
def test_an_exit_of_the_leader_at_the_market_closes_all_with_the_brokers_own_close() -> None:
    scene, target, stop = exits(2, able=ABLE)
    scene.leader(-2)
    assert len(scene.closes) == 1
    scene.settle()
    for order in (target, stop):
        scene.leader_cancel(order)
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.rests(), scene.markets()) == (0, [], [2])


@pytest.mark.rule("6.5", "5.4")
def test_a_flip_at_the_market_while_exits_rest_first_clears_them_and_then_opens() -> None:
    scene, target, stop = exits(2)
    scene.leader(-5)
    for order in (target, stop):
        scene.leader_cancel(order)
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.rests()) == (-3, -3, [])


@pytest.mark.rule("6.5", "7.4")
def test_an_atomic_close_that_is_refused_is_followed_by_an_exit_of_our_own() -> None:
    scene, target, stop = exits(2, able=ABLE)
    scene.leader(-2)
    (close,) = scene.closes
    told = PlaceOrder(F1, close.client_order_id, close.symbol, Side.SELL, 2)
    scene.reject(told, "not now")
    for order in (target, stop):
        scene.leader_cancel(order)
    scene.wait(2_000)
    scene.settle()
    scene.wait(2_000)
    assert (scene.held(), scene.rests()) == (0, [])


# --- unknown exits ----------------------------------------------------------------------------------------------------


@pytest.mark.rule("7.4", "6.5")
def test_an_exit_of_unknown_fate_is_asked_about_when_the_leader_leaves_and_replaced_after_two_reads() -> None:
    scene = on_submit("1", auto=True, able=NO_OCO)
    scene.leader(2)
    scene.auto = False
    scene.leader_rest(-2, 21050)
    resting = scene.rest_at(21050)
    scene.lost(resting, SendOutcome.UNKNOWN)
    assert scene.reads
    scene.leader(-2)
    scene.wait(600)
    assert scene.markets() == [2], "it may still be there: not blindly"
    scene.read()
    assert scene.markets() == [2], "one read without it is not enough"
    scene.wait(1_000)
    assert scene.markets() == [2]
    scene.read()
    scene.settle()
    scene.wait(1_000)
    assert scene.markets() == [2, -2]
    assert (scene.held(), scene.expected()) == (0, 0)


@pytest.mark.rule("7.4", "6.5")
def test_an_exit_of_unknown_fate_goes_by_the_brokers_own_close_at_once_where_he_has_one() -> None:
    scene = on_submit("1", auto=True, able=ABLE)
    scene.leader(2)
    scene.auto = False
    scene.leader_rest(-2, 21050)
    scene.lost(scene.rest_at(21050), SendOutcome.UNKNOWN)
    scene.leader(-2)
    assert len(scene.closes) == 1


@pytest.mark.rule("7.4")
def test_an_entry_of_unknown_fate_holds_opens_and_is_not_sent_again() -> None:
    scene = on_submit("1")
    scene.leader_rest(2, 20990)
    scene.lost(scene.rest_at(20990), SendOutcome.UNKNOWN)
    scene.leader_rest(1, 20980)
    assert scene.sent() == [2]
    assert scene.last().reason is Reason.OUTCOME_UNKNOWN


# --- ahead of the leader ----------------------------------------------------------------------------------------------


@pytest.mark.rule("6.6")
def test_a_copy_ahead_of_its_leader_is_expected_while_his_order_works_and_is_told_after_3_seconds() -> None:
    scene, his = entry(2, "1.5")
    scene.fill(scene.rest_at(20990))
    assert (scene.held(), scene.expected()) == (3, 3)
    scene.wait(2_999)
    assert scene.notices(NoticeKind.AHEAD_OF_LEADER) == []
    scene.wait(1)
    assert len(scene.notices(NoticeKind.AHEAD_OF_LEADER)) == 1
    scene.wait(60_000)
    assert len(scene.notices(NoticeKind.AHEAD_OF_LEADER)) == 1
    assert scene.markets() == []
    scene.leader_hit(his)
    assert (scene.held(), scene.expected(), scene.markets()) == (3, 3, [])


@pytest.mark.rule("6.6")
def test_a_copy_that_is_ahead_for_less_than_3_seconds_is_not_told() -> None:
    scene, his = entry()
    scene.fill(scene.rest_at(20990))
    scene.wait(2_000)
    scene.leader_hit(his)
    scene.wait(10_000)
    assert scene.notices(NoticeKind.AHEAD_OF_LEADER) == []
    assert scene.expected() == 2


@pytest.mark.rule("6.6")
@pytest.mark.parametrize("end", [OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.REJECTED])
@pytest.mark.parametrize(("his_part", "left"), [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_what_the_leaders_order_did_not_fill_in_the_end_is_closed_at_once(
    his_part: int, left: int, end: OrderStatus
) -> None:
    scene, his = entry(4, "0.5")
    scene.fill(scene.rest_at(20990))
    assert (scene.held(), scene.expected()) == (2, 2)
    if his_part:
        scene.leader_hit(his, his_part)
    scene.leader_cancel(his, end)
    assert scene.markets() == ([-(2 - left)] if left < 2 else [])
    scene.settle()
    assert (scene.held(), scene.expected(), scene.rests()) == (left, left, [])


@pytest.mark.rule("6.6", "6.9")
def test_an_order_that_the_leader_makes_smaller_than_its_copy_has_filled_has_the_excess_closed() -> None:
    scene, his = entry(4)
    scene.fill(scene.rest_at(20990), 3)
    scene.leader_change(his, qty=2)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.rests()) == (2, 2, [])


@pytest.mark.rule("6.6", "5.3")
def test_an_exit_that_fills_first_lowers_the_expectation_and_is_routine() -> None:
    scene, target, stop = exits(3)
    scene.fill(scene.rest_at(21050), 2)
    assert (scene.held(), scene.expected()) == (1, 1)
    scene.fill(scene.rest_at(21050))
    scene.settle()
    assert (scene.held(), scene.expected()) == (0, 0)
    scene.wait(10_000)
    assert scene.notices(NoticeKind.AHEAD_OF_LEADER) == []
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.markets(), scene.rests()) == (0, 0, [3], [])


@pytest.mark.rule("6.6", "5.3")
def test_a_target_of_several_that_fills_first_leaves_the_others_and_nothing_is_closed_twice() -> None:
    scene = on_submit("1", auto=True, able=NO_OCO)
    scene.leader(2)
    near, _far = scene.leader_rest(-1, 21050), scene.leader_rest(-1, 21060)
    scene.fill(scene.rest_at(21050))
    assert (scene.held(), scene.expected()) == (1, 1)
    scene.leader_hit(near)
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.markets()) == (1, 1, [2])
    assert scene.rests() == [(-1, 21060)]


@pytest.mark.rule("6.10", "6.6")
def test_ahead_of_the_leader_under_a_hold_is_kept_and_his_fill_changes_nothing() -> None:
    scene, his = entry(2)
    scene.fill(scene.rest_at(20990))
    scene.switch_group(False)
    scene.leader_hit(his)
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [])


@pytest.mark.rule("6.5")
def test_every_cancel_in_these_rooms_names_an_own_order() -> None:
    scene, target, stop = exits(2)
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.wait(2_000)
    own = {order.client_order_id for order in scene.places}
    assert scene.cancels
    assert all(isinstance(command, CancelOrder) and command.client_order_id in own for command in scene.cancels)


@pytest.mark.rule("5.7", "6.5")
def test_the_brokers_own_close_is_counted_by_what_it_did_and_not_by_what_it_was_asked_for() -> None:
    scene, target, _ = exits(2, able=ABLE)
    scene.leader(-2)
    (close,) = scene.closes
    own = scene.follower().own[close.client_order_id]
    assert own.sign == -1
    told = Fill(FillId("late"), VenueOrderId("V-close"), close.client_order_id, MNQ, Side.BUY, 1, PRICE)
    scene.take(FillReported(F1, told, scene.clock.now()))
    assert own.sign == 1, "it found the account short by then and bought"
    assert scene.held() == 3
    assert target
