"""Exits that rest: pairs at the follower's broker, stops that wait for limits, brackets, ghosts (rules 6.7, 6.11)."""

from dataclasses import replace

import pytest

from mimikdesk.domain.commands import CancelOrder
from mimikdesk.domain.decisions import NoticeKind, Verdict
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import FollowerSettings
from mimikdesk.domain.ids import VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine import engine
from tests.helpers.scene import ABLE, F1, LEADER, MNQ, PRICE, Scene, on_submit

NO_OCO = replace(ABLE, oco=False)


def in_trade(contracts: int = 2, *multipliers: str, auto: bool = True, **scene: object) -> Scene:
    """The leader bought at the market and everybody has filled."""
    made = on_submit(*(multipliers or ("1",)), auto=True, **scene)  # type: ignore[arg-type]
    made.leader(contracts)
    made.auto = auto
    return made


# --- pairs at the broker ----------------------------------------------------------------------------------------------


@pytest.mark.rule("6.7")
def test_a_limit_and_a_stop_go_to_the_broker_as_one_native_pair() -> None:
    scene = in_trade(auto=False)
    scene.leader_rest(-2, stop=20950)
    assert scene.resting() == [], "a stop waits for its limit"
    scene.wait(120)
    scene.leader_rest(-2, 21050)
    (pair,) = scene.pairs
    assert {(order.kind, order.qty) for order in (pair.first, pair.second)} == {
        (OrderKind.STOP, 2),
        (OrderKind.LIMIT, 2),
    }
    assert scene.rests() == [(-2, 20950), (-2, 21050)]
    scene.wait(1_000)
    assert len(scene.places) == 3


@pytest.mark.rule("6.7")
def test_a_stop_that_waits_goes_alone_after_300_ms() -> None:
    scene = in_trade(auto=False)
    scene.leader_rest(-2, stop=20950)
    scene.wait(299)
    assert scene.resting() == []
    scene.wait(1)
    assert scene.rests() == [(-2, 20950)]
    assert scene.pairs == []


@pytest.mark.rule("6.7", "6.8")
def test_a_stop_does_not_wait_where_the_broker_has_no_pairs() -> None:
    scene = in_trade(able=NO_OCO)
    scene.leader_rest(-2, stop=20950)
    assert scene.rests() == [(-2, 20950)]
    scene.leader_rest(-2, 21050)
    assert (scene.rests(), scene.pairs) == ([(-2, 20950), (-2, 21050)], [])


@pytest.mark.rule("6.7")
def test_a_stop_that_enters_a_position_does_not_wait() -> None:
    scene = on_submit("1")
    scene.leader_rest(2, stop=21050)
    assert scene.rests() == [(2, 21050)]


@pytest.mark.rule("6.7")
def test_a_limit_that_comes_later_joins_the_stop_without_the_stop_being_removed() -> None:
    scene = in_trade()
    scene.leader_rest(-2, stop=20950)
    scene.wait(400)
    scene.leader_rest(-2, 21050)
    assert scene.rests() == [(-2, 20950), (-2, 21050)]
    assert scene.cancels == [], "the stop works on through it all"


@pytest.mark.rule("6.7", "5.6")
@pytest.mark.parametrize("fills", [20950, 21050])
def test_where_the_broker_has_no_pairs_the_sibling_is_cancelled_when_one_fills(fills: int) -> None:
    scene = in_trade(able=NO_OCO, auto=False)
    target, stop = scene.leader_rest(-2, 21050), scene.leader_rest(-2, stop=20950)
    scene.ack_all()
    scene.fill(scene.rest_at(fills))
    assert scene.held() == 0
    (left,) = scene.to_cancel()
    assert left.client_order_id == scene.resting()[0].client_order_id
    scene.leader_hit(target if fills == 21050 else stop)
    scene.leader_cancel(stop if fills == 21050 else target)
    scene.settle()
    assert (scene.rests(), scene.held(), scene.expected(), scene.markets()) == ([], 0, 0, [2])


@pytest.mark.rule("6.7", "5.6")
def test_where_the_broker_has_no_pairs_the_sibling_shrinks_by_what_one_filled() -> None:
    scene = in_trade(4, able=NO_OCO)
    scene.leader_rest(-4, 21050)
    scene.leader_rest(-4, stop=20950)
    scene.fill(scene.rest_at(21050), 3)
    assert (scene.held(), scene.rests()) == (1, [(-1, 20950), (-1, 21050)])


@pytest.mark.rule("6.7")
def test_targets_1_1_1_at_x_half_become_1_0_1_and_stops_cover_the_position() -> None:
    scene = in_trade(3, "0.5")
    assert scene.held() == 2
    for limit in (21050, 21060, 21070):
        scene.leader_rest(-1, limit)
    scene.leader_rest(-3, stop=20950)
    scene.wait(300)
    assert scene.rests() == [(-2, 20950), (-1, 21050), (-1, 21070)]


@pytest.mark.rule("6.7", "6.2", "5.3")
def test_the_targets_of_x_half_fill_one_after_another_and_the_follower_keeps_1_1_0() -> None:
    scene = in_trade(3, "0.5", able=NO_OCO)
    his = [scene.leader_rest(-1, limit) for limit in (21050, 21060, 21070)]
    stop = scene.leader_rest(-3, stop=20950)
    held = []
    for index, order in enumerate(his):
        scene.leader_change(stop, qty=3 - index)
        limit = 21050 + 10 * index
        if any(rest.limit == limit for rest in scene.resting()):
            scene.fill(scene.rest_at(limit))
        scene.leader_hit(order)
        held.append(scene.held())
    scene.leader_cancel(stop)
    assert held == [1, 1, 0]
    assert (scene.expected(), scene.rests(), scene.markets()) == (0, [], [2])


@pytest.mark.rule("6.7")
@pytest.mark.parametrize(("covers", "ours"), [(1, 1), (2, 2), (3, 2)])
def test_stops_cover_the_ceiling_of_the_position_times_their_part_of_the_leaders(covers: int, ours: int) -> None:
    scene = in_trade(3, "0.5", able=NO_OCO)
    scene.leader_rest(-covers, stop=20950)
    assert scene.rests() == [(-ours, 20950)]


@pytest.mark.rule("6.7")
def test_no_stop_and_no_target_is_ever_invented() -> None:
    scene = in_trade(2)
    scene.leader_rest(-2, 21050)
    scene.wait(10_000)
    assert scene.rests() == [(-2, 21050)], "the leader has no stop, so neither have we"


@pytest.mark.rule("6.7", "6.9")
def test_a_leg_that_the_leader_moves_is_moved_and_its_sibling_stays_as_it_is() -> None:
    scene = in_trade(auto=False)
    target = scene.leader_rest(-2, 21050)
    stop = scene.leader_rest(-2, stop=20950)
    scene.settle()
    for price in (20960, 20970, 20980):
        scene.leader_change(stop, stop=price)
    assert [command.stop for command in scene.changes] == [20960]
    scene.settle()
    assert scene.rests() == [(-2, 20980), (-2, 21050)]
    scene.leader_change(target, limit=21080)
    scene.settle()
    assert scene.rests() == [(-2, 20980), (-2, 21080)]
    assert scene.cancels == []


@pytest.mark.rule("6.7", "6.9")
def test_a_leg_that_fills_while_the_other_is_being_moved_leaves_nothing_behind() -> None:
    scene = in_trade(auto=False, able=NO_OCO)
    target = scene.leader_rest(-2, 21050)
    stop = scene.leader_rest(-2, stop=20950)
    scene.settle()
    scene.leader_change(stop, stop=20980)
    scene.fill(scene.rest_at(21050))
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.settle()
    scene.wait(5_000)
    assert (scene.held(), scene.rests(), scene.markets()) == (0, [], [2])


@pytest.mark.rule("6.7", "6.9")
def test_the_leader_cancels_one_leg_and_only_that_one_goes() -> None:
    scene = in_trade(able=NO_OCO)
    target = scene.leader_rest(-2, 21050)
    scene.leader_rest(-2, stop=20950)
    scene.leader_cancel(target)
    assert scene.rests() == [(-2, 20950)]


@pytest.mark.rule("6.9", "6.8", "6.12")
def test_a_stop_is_moved_by_a_new_order_where_the_broker_cannot_change_one_and_no_alarm_is_raised() -> None:
    scene = in_trade(able=replace(NO_OCO, modify=False), auto=False)
    stop = scene.leader_rest(-2, stop=20950)
    scene.settle()
    scene.leader_change(stop, stop=20960)
    assert [order.stop for order in scene.to_cancel()] == [20950]
    scene.settle()
    scene.wait(10_000)
    assert scene.rests() == [(-2, 20960)]
    assert scene.notices(NoticeKind.NAKED) == []
    assert scene.notices(NoticeKind.COPY_FAILED) == []


@pytest.mark.rule("6.9", "5.6")
@pytest.mark.parametrize("fills", [True, False])
def test_a_stop_that_is_being_replaced_when_it_fills_at_the_leader_leaves_the_follower_flat(fills: bool) -> None:
    scene = in_trade(able=replace(NO_OCO, modify=False, close=False), auto=False)
    stop = scene.leader_rest(-2, stop=20950)
    scene.settle()
    scene.leader_change(stop, stop=20960)
    scene.leader_hit(stop)
    if fills:
        scene.fill(scene.rest_at(20950))
    scene.settle()
    scene.wait(3_000)
    scene.settle()
    assert (scene.held(), scene.rests(), scene.expected()) == (0, [], 0)
    assert scene.markets() == ([2] if fills else [2, -2])


@pytest.mark.rule("6.9", "5.6")
def test_a_target_cut_to_what_is_left_after_a_partial_fill_is_told_to_the_broker_with_the_filled_part_in_it() -> None:
    scene = in_trade(4, able=NO_OCO, auto=False)
    target = scene.leader_rest(-4, 21050)
    scene.settle()
    scene.fill(scene.rest_at(21050), 1)
    scene.leader_hit(target, 1)
    scene.leader_change(target, qty=3)
    (change,) = scene.changes
    assert change.qty == 3, "one has filled and two are left"
    scene.settle()
    assert (scene.held(), scene.rests()) == (3, [(-2, 21050)])


# --- brackets ---------------------------------------------------------------------------------------------------------


def bracket(scene: Scene, qty: int) -> tuple[VenueOrderId, VenueOrderId, VenueOrderId]:
    """The leader's entry with a target and a stop that his broker holds until it fills."""
    entry = scene.leader_rest(qty, 20990)
    held = OrderStatus.SUSPENDED
    target = scene.leader_rest(-qty, 21050, parent=entry, status=held)
    stop = scene.leader_rest(-qty, stop=20950, parent=entry, status=held)
    return entry, target, stop


@pytest.mark.rule("6.7")
@pytest.mark.parametrize("linked", [True, False])
@pytest.mark.parametrize("first", ["target", "stop"])
def test_held_legs_that_begin_to_work_one_after_the_other_go_as_one_pair_with_the_first(
    first: str, linked: bool
) -> None:
    scene = in_trade(auto=False)
    entry = VenueOrderId("L1") if linked else None
    target = scene.leader_rest(-2, 21050, parent=entry, status=OrderStatus.SUSPENDED)
    scene.wait(500)
    stop = scene.leader_rest(-2, stop=20950, parent=entry, status=OrderStatus.SUSPENDED)
    scene.wait(5_000)
    assert scene.resting() == []
    for leg in (target, stop) if first == "target" else (stop, target):
        scene.leader_release(leg)
    assert (len(scene.pairs), scene.rests()) == (1, [(-2, 20950), (-2, 21050)])


@pytest.mark.rule("6.7")
def test_held_legs_of_a_bracket_rest_nowhere_until_the_entry_here_has_filled() -> None:
    scene = on_submit("1")
    bracket(scene, 2)
    scene.ack_all()
    scene.wait(1_000)
    assert scene.rests() == [(2, 20990)]
    assert len(scene.verdicts()) == 1, "on the entry; the legs are decided when they can be"
    scene.fill(scene.rest_at(20990))
    assert scene.rests() == [(-2, 20950), (-2, 21050)], "the copy is ahead of its leader, but not without its stop"
    assert len(scene.pairs) == 1
    assert [(decided.verdict, decided.numbers.sent) for decided in scene.verdicts()[1:]] == [(Verdict.COPIED, 2)] * 2


@pytest.mark.rule("6.7")
def test_legs_cover_as_much_of_the_entry_as_has_filled_here() -> None:
    scene = on_submit("1", auto=True)
    entry, target, _ = bracket(scene, 4)
    scene.leader_hit(entry, 1)
    scene.fill(scene.rest_at(20990), 1)
    assert scene.rests() == [(-1, 20950), (-1, 21050), (3, 20990)]
    scene.leader_release(target)
    scene.fill(scene.rest_at(20990), 2)
    assert scene.rests() == [(-3, 20950), (-3, 21050), (1, 20990)]
    assert all(not order.opening_left for order in scene.book().resting.values() if order.sign < 0), "legs only close"


@pytest.mark.rule("6.7", "6.11")
def test_a_bracket_whose_entry_is_cancelled_leaves_nothing() -> None:
    scene = on_submit("1", auto=True)
    entry, target, stop = bracket(scene, 2)
    for order in (entry, target, stop):
        scene.leader_cancel(order)
    assert (scene.rests(), scene.markets(), scene.held()) == ([], [], 0)


@pytest.mark.rule("6.7", "6.3")
def test_a_whole_bracket_plays_out_on_both_sides_without_a_market_order() -> None:
    scene = on_submit("0.5", auto=True)
    entry, target, stop = bracket(scene, 3)
    scene.leader_hit(entry)
    scene.leader_release(target)
    scene.leader_release(stop)
    scene.fill(scene.rest_at(20990))
    assert (scene.held(), scene.rests()) == (2, [(-2, 20950), (-2, 21050)])
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.fill(scene.rest_at(21050))
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.rests(), scene.markets()) == (0, 0, [], [])


# --- never more than is held ------------------------------------------------------------------------------------------


@pytest.mark.rule("5.6", "5.7")
def test_exits_that_rest_never_add_up_to_more_than_is_held_while_the_position_fills() -> None:
    scene = on_submit("1")
    entry = scene.leader_rest(3, 20990)
    scene.ack_all()
    scene.leader_hit(entry)
    scene.leader_rest(-3, 21050)
    assert scene.rests() == [(3, 20990)], "nothing is held here yet"
    scene.fill(scene.rest_at(20990), 2)
    assert scene.rests() == [(-2, 21050), (1, 20990)]
    scene.ack_all()
    scene.fill(scene.rest_at(20990))
    scene.settle()
    assert scene.rests() == [(-3, 21050)]


@pytest.mark.rule("5.6", "6.7")
def test_two_limits_that_could_fill_together_share_the_position_also_while_one_is_unconfirmed() -> None:
    scene = in_trade(2, auto=False)
    near = scene.leader_rest(-2, 21050)
    scene.ack_all()
    scene.leader_change(near, qty=1)
    scene.leader_rest(-1, 21060)
    assert scene.rests() == [(-2, 21050)], "until the broker has confirmed that the first is smaller"
    scene.changed(scene.rest_at(21050))
    assert scene.rests() == [(-1, 21050), (-1, 21060)]


# --- ghosts -----------------------------------------------------------------------------------------------------------


@pytest.mark.rule("6.11")
def test_nothing_keeps_resting_once_the_leader_is_flat_and_none_of_his_orders_rests() -> None:
    scene = in_trade(2)
    target, stop = scene.leader_rest(-2, 21050), scene.leader_rest(-2, stop=20950)
    entry = scene.leader_rest(1, 20900)
    assert len(scene.resting()) == 3
    scene.leader(-2)
    for order in (target, stop, entry):
        scene.leader_cancel(order)
    scene.wait(1_000)
    assert (scene.held(), scene.rests()) == (0, [])


@pytest.mark.rule("6.11")
def test_only_own_orders_are_cancelled_and_one_by_one() -> None:
    scene = in_trade(2, able=NO_OCO)
    his = scene.leader_rest(-2, 21050)
    foreign = replace(scene.order_report(scene.rest_at(21050), 0, OrderStatus.WORKING), client_order_id=None)
    foreign = replace(foreign, venue_order_id=VenueOrderId("H1"))
    mine = scene.order_report(scene.rest_at(21050), 0, OrderStatus.WORKING)
    scene.snapshot(F1, orders=(mine, foreign))
    scene.leader_cancel(his)
    scene.leader(-2)
    assert all(isinstance(command, CancelOrder) for command in scene.cancels)
    own = {order.client_order_id for order in scene.places}
    assert {command.client_order_id for command in scene.cancels if isinstance(command, CancelOrder)} <= own
    assert len(scene.cancels) == 1


@pytest.mark.rule("6.11", "9.3")
def test_an_order_of_the_leader_that_ended_while_his_line_was_down_takes_its_copy_along() -> None:
    scene = on_submit("1", auto=True)
    scene.leader_rest(2, 20990)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.snapshot(LEADER, {})
    scene.line(LEADER, LineState.CONNECTED)
    assert scene.rests() == []


@pytest.mark.rule("6.11")
def test_a_copy_that_is_over_leaves_no_timer_and_is_not_looked_at_again() -> None:
    scene = in_trade(2)
    his = scene.leader_rest(-2, 21050)
    scene.leader_hit(his)
    scene.fill(scene.rest_at(21050))
    scene.wait(5_000)
    assert scene.book().copies == {}
    assert engine.next_due(scene.state) is None


# --- before the start -------------------------------------------------------------------------------------------------


def resting_before(qty: int, held: int) -> tuple[Scene, VenueOrderId]:
    """An order of the leader rests before copying starts; both hold ``held``."""
    scene = Scene(followers=(FollowerSettings(F1),), able=ABLE, connect=False)
    his = VenueOrderId("old")
    report = OrderReport(his, None, MNQ, Side.of(qty), OrderKind.LIMIT, abs(qty), 0, OrderStatus.WORKING, PRICE)
    scene.snapshot(LEADER, {MNQ: held}, (report,))
    scene.snapshot(F1, {MNQ: held})
    for account in scene.accounts:
        scene.line(account, LineState.CONNECTED)
    scene._leaders[his] = report
    return scene, his


@pytest.mark.rule("6.13")
def test_an_entry_that_rested_before_the_start_is_neither_rested_nor_copied_and_says_so() -> None:
    scene, his = resting_before(2, 0)
    scene.leader_change(his, limit=20980)
    assert scene.places == []
    scene.leader_hit(his)
    assert scene.places == []
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.ORDER_BEFORE_START)
    assert scene.expected() == 2


@pytest.mark.rule("6.13", "5.3")
def test_an_exit_that_rested_before_the_start_is_followed_on_its_fill() -> None:
    scene, his = resting_before(-2, 2)
    assert scene.places == []
    scene.leader_hit(his, 1)
    scene.leader_hit(his, 1)
    assert scene.markets() == [-1, -1]


@pytest.mark.rule("7.2")
def test_an_order_that_ended_before_it_was_seen_resting_is_never_rested() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990, status=OrderStatus.CANCELLED)
    scene.leader_release(his)
    assert scene.places == []
    assert scene.notices(NoticeKind.COPY_FAILED) == []


@pytest.mark.rule("6.2", "6.7", "1.2")
def test_a_stop_whose_position_is_gone_is_no_entry_while_it_may_be_about_to_be_cancelled() -> None:
    scene = on_submit("1", auto=True)
    scene.leader(2)
    scene.wait(2_000)
    stop = scene.leader_rest(-2, stop=20950)
    scene.wait(400)
    assert scene.rests() == [(-2, 20950)]
    scene.leader(-2)
    scene.wait(900)
    assert scene.rests() == []
    scene.wait(200)
    assert scene.rests() == [(-2, 20950)], "it still rests at the leader, so it is meant"
    scene.leader_cancel(stop)
    assert scene.rests() == []
