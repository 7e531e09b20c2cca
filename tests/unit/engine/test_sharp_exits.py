"""Exits in bad company: brokers that end them, lines that are down, reports in odd order, hands on the account."""

from decimal import Decimal

import pytest

from mimikdesk.domain.commands import CancelAllOrders, CancelOrder
from mimikdesk.domain.decisions import Level, NoticeKind, Verdict
from mimikdesk.domain.events import CancelRefused, FillReported, LineState, OrderReported, SendOutcome, SnapshotTaken
from mimikdesk.domain.ids import FillId, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine import engine
from tests.helpers.scene import F1, MNQ, PRICE, Scene, f


def resting(order: str = "H-rest", filled: int = 0, status: OrderStatus = OrderStatus.WORKING) -> OrderReport:
    """A limit order that the trader placed on a follower by hand."""
    return OrderReport(
        VenueOrderId(order), None, MNQ, Side.SELL, OrderKind.LIMIT, 2, filled, status, limit=Decimal("22000")
    )


def in_trade(contracts: int = 2, **scene: object) -> Scene:
    made = Scene("1", **scene)  # type: ignore[arg-type]
    made.leader(contracts)
    made.fill_all()
    return made


@pytest.mark.rule("5.6")
def test_an_exit_that_the_broker_keeps_cancelling_is_repeated_with_pauses_and_not_in_a_storm() -> None:
    scene = in_trade()
    scene.leader(-2)
    for _ in range(20):
        if scene.on_wire():
            scene.ack(scene.on_wire()[0])
            scene.cancelled(scene.on_wire()[0])
    assert len(scene.sent()) <= 3, "at once, once more at once, then after a pause"
    scene.wait(10_000)
    assert scene.on_wire()


@pytest.mark.rule("5.6", "12")
def test_an_exit_that_a_flatten_cancelled_on_its_way_is_sent_again_at_once() -> None:
    scene = in_trade()
    scene.leader(-2)
    scene.flatten(F1)
    scene.cancelled(scene.on_wire()[0])
    assert [order.qty for order in scene.on_wire()] == [2]


@pytest.mark.rule("7.5")
def test_rejections_count_in_a_row_also_where_the_broker_accepts_orders_first() -> None:
    scene = Scene("1")
    for _ in range(3):
        scene.leader(1)
        scene.ack(scene.on_wire()[0])
        scene.reject(scene.on_wire()[0])
    assert scene.follower().breaker


@pytest.mark.rule("7.5")
def test_a_fill_ends_the_row_of_rejections() -> None:
    scene = Scene("1")
    for _ in range(4):
        scene.leader(1)
        scene.reject(scene.on_wire()[0])
        scene.leader(1)
        scene.fill(scene.on_wire()[0])
    assert not scene.follower().breaker


@pytest.mark.rule("7.4", "5.6")
def test_an_accepted_exit_that_the_broker_no_longer_knows_is_replaced_after_two_reads() -> None:
    scene = in_trade()
    scene.leader(-2)
    scene.ack(scene.on_wire()[0])
    scene.line(F1, LineState.RECONNECTING)
    scene.wait(2000)
    scene.wire.clear()
    scene.snapshot(F1, {MNQ: 2})
    scene.line(F1, LineState.CONNECTED)
    assert scene.sent() == [2, -2]
    scene.wait(1000)
    scene.snapshot(F1, {MNQ: 2})
    scene.wait(300)
    assert scene.sent() == [2, -2, -2]


@pytest.mark.rule("7.4")
def test_a_fill_tells_the_fate_of_an_order_without_an_answer() -> None:
    scene = Scene("1")
    scene.leader(4)
    scene.lost(scene.on_wire()[0])
    assert scene.follower().unknown
    scene.fill(scene.places[0], 1)
    assert not scene.follower().unknown


@pytest.mark.rule("7.4")
def test_an_account_is_read_at_most_once_a_second_however_many_orders_have_no_answer() -> None:
    scene = Scene("1")
    for _ in range(5):
        scene.leader(1)
    scene.wait(3000)
    assert len(scene.reads) == 1
    scene.wait(1000)
    assert len(scene.reads) == 2


@pytest.mark.rule("5.6")
def test_a_cancel_that_was_lost_with_the_line_is_sent_again() -> None:
    scene = Scene("1")
    scene.leader(2)
    entry = scene.on_wire()[0]
    scene.ack(entry)
    scene.leader(-2)
    assert len(scene.cancels) == 1
    scene.line(F1, LineState.RECONNECTING)
    scene.wait(1000)
    scene.snapshot(F1, {}, (scene.order_report(entry, 0, OrderStatus.WORKING),))
    scene.line(F1, LineState.CONNECTED)
    assert len(scene.cancels) == 2


@pytest.mark.rule("5.6")
def test_a_refused_cancel_is_tried_again_and_what_fills_is_closed() -> None:
    scene = Scene("1")
    scene.leader(2)
    entry = scene.on_wire()[0]
    scene.ack(entry)
    scene.leader(-2)
    scene.take(CancelRefused(F1, entry.client_order_id, "too busy", scene.clock.now()))
    scene.ack(entry)
    assert [type(command) for command in scene.cancels] == [CancelOrder, CancelOrder]
    scene.fill_all()
    assert scene.held() == 0


@pytest.mark.rule("7.4")
def test_an_exit_that_waits_for_the_line_is_a_critical_alert_after_three_seconds() -> None:
    scene = in_trade()
    scene.line(F1, LineState.RECONNECTING)
    scene.leader(-2)
    scene.wait(2999)
    assert scene.notices(NoticeKind.EXIT_STUCK) == []
    scene.wait(1)
    assert [notice.level for notice in scene.notices(NoticeKind.EXIT_STUCK)] == [Level.CRITICAL]
    scene.wait(60_000)
    assert len(scene.notices(NoticeKind.EXIT_STUCK)) == 1


@pytest.mark.rule("5.7", "7.3")
def test_exits_after_two_crossings_of_one_order_have_different_ids() -> None:
    scene = in_trade()
    scene.leader(-2)
    scene.by_hand(F1, -2)
    exit_order = scene.on_wire()[0]
    scene.fill(exit_order, 1)
    scene.fill(next(order for order in scene.on_wire() if order is not exit_order))
    scene.fill(exit_order, 1)
    scene.fill_all()
    assert scene.held() == 0
    identities = [order.client_order_id for order in scene.places]
    assert len(set(identities)) == len(identities)


@pytest.mark.rule("5.7", "5.4")
def test_a_crossing_in_the_closing_part_of_a_flip_leaves_its_opening_part_alone() -> None:
    scene = in_trade()
    scene.leader(-5)
    flip = scene.on_wire()[0]
    assert flip.qty == 5
    scene.by_hand(F1, -2)
    scene.fill(flip, 1)
    scene.fill_all()
    assert scene.held() == scene.expected() == -3


@pytest.mark.rule("7.3")
def test_a_fill_that_comes_before_its_order_can_be_recognised_counts_once() -> None:
    scene = Scene("1")
    scene.leader(2)
    order = scene.on_wire()[0]
    venue = VenueOrderId(f"V-{order.client_order_id}")
    told = Fill(FillId("early"), venue, None, MNQ, Side.BUY, 2, PRICE)
    scene.take(FillReported(F1, told, scene.clock.now()))
    scene.take(OrderReported(F1, scene.order_report(order, 2, OrderStatus.FILLED), scene.clock.now()))
    scene.wire.clear()
    assert scene.held() == 2
    assert scene.book().orders == {}
    scene.leader(-2)
    assert scene.sent() == [2, -2]


@pytest.mark.rule("5.6", "7.3")
def test_an_early_fill_of_an_entry_whose_leader_has_left_is_closed_once() -> None:
    scene = Scene("1")
    scene.leader(2)
    order = scene.on_wire()[0]
    scene.leader(-2)
    told = Fill(FillId("early"), VenueOrderId(f"V-{order.client_order_id}"), None, MNQ, Side.BUY, 2, PRICE)
    scene.take(FillReported(F1, told, scene.clock.now()))
    scene.take(OrderReported(F1, scene.order_report(order, 2, OrderStatus.FILLED), scene.clock.now()))
    scene.wire.pop(order.client_order_id)
    scene.fill_all()
    assert scene.sent() == [2, -2]
    assert scene.held() == 0


@pytest.mark.rule("9.8", "5.6")
def test_contracts_bought_by_hand_while_an_exit_is_owed_are_left_alone_on_a_switched_off_follower() -> None:
    scene = in_trade(4)
    scene.switch(F1, on=False)
    scene.leader(-4)
    scene.by_hand(F1, 3)
    scene.reject(scene.on_wire()[0])
    scene.wait(300)
    scene.fill_all()
    assert scene.held() == 3


@pytest.mark.rule("9.8", "5.6")
def test_hand_contracts_sold_again_while_an_exit_is_owed_do_not_shield_copied_ones() -> None:
    scene = in_trade(4)
    scene.switch(F1, on=False)
    scene.by_hand(F1, 3)
    scene.leader(-4)
    scene.reject(scene.on_wire()[0])
    scene.by_hand(F1, -3)
    scene.wait(300)
    scene.fill_all()
    assert scene.held() == 0


@pytest.mark.rule("5.4", "1.3")
def test_a_reversal_on_a_follower_without_a_line_is_told_as_an_exit_that_is_owed() -> None:
    scene = in_trade()
    scene.line(F1, LineState.RECONNECTING)
    scene.leader(-4)
    assert scene.last().verdict is Verdict.HELD
    assert scene.last().reason is Reason.EXIT_OWED
    scene.snapshot(F1)
    scene.line(F1, LineState.CONNECTED)
    scene.fill_all()
    assert scene.held() == 0
    assert scene.expected() == -2


@pytest.mark.rule("12", "3.4")
def test_a_flatten_without_a_line_is_not_confirmed_by_anybody() -> None:
    scene = Scene("1")
    scene.line(F1, LineState.RECONNECTING)
    scene.flatten(F1)
    assert scene.follower().flattening is not None
    assert scene.notices(NoticeKind.FLAT_CONFIRMED) == []
    scene.snapshot(F1, {})
    scene.line(F1, LineState.CONNECTED)
    assert scene.follower().flattening is None
    assert scene.notices(NoticeKind.FLAT_CONFIRMED)


@pytest.mark.rule("12", "3.4")
def test_a_flatten_before_the_first_read_waits_for_it_and_closes_what_it_shows() -> None:
    scene = Scene("1", connect=False)
    scene.flatten(F1)
    assert scene.notices(NoticeKind.FLAT_CONFIRMED) == []
    scene.snapshot(F1, {MNQ: 3})
    scene.line(F1, LineState.CONNECTED)
    assert scene.sent() == [-3]
    scene.fill_all()
    scene.snapshot(F1)
    assert scene.follower().flattening is None


@pytest.mark.rule("12")
def test_a_flatten_asked_for_without_a_line_cancels_and_closes_everything_when_it_is_back() -> None:
    scene = in_trade()
    scene.line(F1, LineState.RECONNECTING)
    scene.flatten(F1)
    scene.snapshot(F1, {MNQ: 5}, (resting(),))
    scene.line(F1, LineState.CONNECTED)
    assert CancelAllOrders(F1) in scene.cancels
    scene.take(OrderReported(F1, resting(status=OrderStatus.CANCELLED), scene.clock.now()))
    scene.fill_all()
    assert scene.held() == 0
    scene.snapshot(F1)
    assert scene.follower().flattening is None


@pytest.mark.rule("12")
def test_a_flatten_also_closes_what_a_foreign_order_fills_while_it_is_being_cancelled() -> None:
    scene = Scene("1")
    scene.take(OrderReported(F1, resting(), scene.clock.now()))
    scene.flatten(F1)
    fill = Fill(FillId("late"), VenueOrderId("H-rest"), None, MNQ, Side.SELL, 2, PRICE)
    scene.take(FillReported(F1, fill, scene.clock.now()))
    scene.take(OrderReported(F1, resting(filled=2, status=OrderStatus.FILLED), scene.clock.now()))
    scene.fill_all()
    assert scene.held() == 0
    scene.snapshot(F1)
    assert scene.follower().flattening is None


@pytest.mark.rule("12")
def test_a_foreign_order_that_ended_unseen_does_not_hold_up_a_flatten_for_ever() -> None:
    scene = Scene("1")
    scene.take(OrderReported(F1, resting(), scene.clock.now()))
    scene.line(F1, LineState.RECONNECTING)
    scene.wait(1000)
    scene.snapshot(F1, {})
    scene.line(F1, LineState.CONNECTED)
    scene.flatten(F1)
    scene.snapshot(F1)
    assert scene.follower().flattening is None


@pytest.mark.rule("12")
def test_a_flatten_still_waiting_for_the_broker_leaves_the_leaders_next_trade_alone() -> None:
    scene = in_trade()
    scene.position_report(F1, 2)
    scene.flatten(F1)
    scene.fill_all()
    scene.leader(3)
    scene.fill_all()
    scene.wait(1)
    scene.snapshot(F1)
    scene.wait(5000)
    assert scene.held() == 3
    assert scene.follower().flattening is None


@pytest.mark.rule("12")
def test_a_flatten_while_foreign_orders_work_waits_half_a_second_for_them_and_no_longer() -> None:
    scene = in_trade()
    scene.take(OrderReported(F1, resting(), scene.clock.now()))
    scene.flatten(F1)
    assert scene.sent() == [2]
    scene.wait(499)
    assert scene.sent() == [2]
    scene.wait(1)
    assert scene.sent() == [2, -2]


@pytest.mark.rule("12")
def test_a_flatten_goes_on_as_soon_as_the_foreign_orders_are_cancelled() -> None:
    scene = in_trade()
    scene.take(OrderReported(F1, resting(), scene.clock.now()))
    scene.flatten(F1)
    scene.take(OrderReported(F1, resting(status=OrderStatus.CANCELLED), scene.clock.now()))
    assert scene.sent() == [2, -2]


@pytest.mark.rule("12", "5.6")
def test_a_flatten_closes_hand_contracts_of_a_switched_off_follower_as_well() -> None:
    scene = in_trade()
    scene.switch(F1, on=False)
    scene.by_hand(F1, 3)
    scene.flatten(F1)
    scene.fill_all()
    assert scene.held() == 0


@pytest.mark.rule("5.6", "7.4")
@pytest.mark.parametrize("outcome", [SendOutcome.NOT_SENT, SendOutcome.UNKNOWN])
def test_a_broken_exit_is_told_and_ends_flat(outcome: SendOutcome) -> None:
    scene = in_trade()
    scene.leader(-2)
    scene.lost(scene.on_wire()[0], outcome)
    for _ in range(4):
        scene.wait(700)
        scene.snapshot(F1, {MNQ: scene.held()})
        scene.fill_all()
    assert scene.held() == 0
    assert scene.sent() == [2, -2, -2]


@pytest.mark.rule("5.6")
def test_nothing_is_due_once_everything_is_settled() -> None:
    scene = in_trade()
    scene.leader(-2)
    scene.fill_all()
    scene.flatten(F1, f(2))
    scene.snapshot(F1)
    scene.wait(10_000)
    assert engine.next_due(scene.state) is None


@pytest.mark.rule("12", "3.4")
def test_a_flatten_is_not_confirmed_before_a_read_that_was_asked_for_after_it() -> None:
    scene = Scene("1")
    asked = scene.clock.now()
    scene.clock.advance(1_000_000)
    scene.flatten(F1)
    assert [read.account for read in scene.reads] == [F1]
    scene.take(SnapshotTaken(F1, (), (), Decimal(1), asked, scene.clock.now()))
    assert scene.follower().flattening is not None, "a trade by hand may have come between"
    scene.by_hand(F1, 3)
    assert scene.sent() == [-3]
    scene.fill_all()
    scene.wait(1000)
    assert len(scene.reads) == 2
    scene.snapshot(F1)
    assert scene.follower().flattening is None


@pytest.mark.rule("5.7", "5.6")
def test_a_new_side_that_fills_before_the_exit_sent_earlier_is_no_crossing() -> None:
    scene = in_trade()
    scene.leader(-2)
    scene.leader(-3)
    exit_order, entry = scene.on_wire()
    scene.fill(entry)
    assert scene.held() == -1
    scene.fill(exit_order)
    scene.fill_all()
    assert scene.held() == scene.expected() == -3
    assert scene.notices(NoticeKind.CROSSED) == []


@pytest.mark.rule("5.4", "5.6")
def test_a_reversal_while_an_entry_is_half_filled_closes_alone_and_opens_once_the_entry_is_over() -> None:
    scene = Scene("1")
    scene.leader(4)
    entry = scene.on_wire()[0]
    scene.fill(entry, 2)
    scene.leader(-6)
    assert scene.sent() == [4, -2]
    scene.cancelled(entry)
    assert scene.sent() == [4, -2, -2]
    scene.fill_all()
    assert scene.held() == scene.expected() == -2


@pytest.mark.rule("5.6")
def test_an_exit_stays_owed_while_it_is_on_the_wire_even_if_a_hand_was_faster() -> None:
    scene = in_trade()
    scene.leader(-2)
    scene.by_hand(F1, -2)
    scene.by_hand(F1, 2)
    scene.reject(scene.on_wire()[0])
    scene.wait(300)
    assert [order.qty for order in scene.on_wire()] == [2]


@pytest.mark.rule("5.6", "1.1")
def test_a_further_exit_does_not_wait_for_the_pause_after_a_refusal() -> None:
    scene = in_trade(4)
    scene.leader(-2)
    scene.reject(scene.on_wire()[0])
    assert scene.on_wire() == []
    scene.leader(-2)
    assert [order.qty for order in scene.on_wire()] == [4]


@pytest.mark.rule("7.3", "12")
def test_a_flatten_of_both_sides_never_gives_two_exits_one_id() -> None:
    scene = in_trade()
    scene.leader(-2)
    scene.leader(-3)
    exit_order, entry = scene.on_wire()
    scene.flatten(F1)
    scene.reject(exit_order)
    scene.wait(300)
    scene.fill(scene.on_wire()[-1])
    scene.fill(entry)
    scene.reject(scene.on_wire()[-1])
    scene.wait(600)
    scene.fill_all()
    assert scene.held() == 0
    identities = [order.client_order_id for order in scene.places]
    assert len(set(identities)) == len(identities)


@pytest.mark.rule("12")
def test_a_flatten_waits_for_the_broker_to_report_flat_and_not_only_for_the_fills() -> None:
    scene = in_trade()
    scene.flatten(F1)
    scene.snapshot(F1, {MNQ: 2})
    scene.fill_all()
    assert scene.held() == 0
    assert scene.follower().flattening is not None
    scene.position_report(F1, 0)
    assert scene.follower().flattening is None


@pytest.mark.rule("12")
def test_a_flatten_cancels_again_while_foreign_orders_still_work() -> None:
    scene = Scene("1")
    scene.take(OrderReported(F1, resting(), scene.clock.now()))
    scene.flatten(F1)
    scene.wait(4_999)
    assert scene.cancels == [CancelAllOrders(F1)]
    scene.wait(1)
    assert scene.cancels == [CancelAllOrders(F1)] * 2
    assert scene.follower().flattening is not None


@pytest.mark.rule("7.4", "3.4")
def test_a_read_asked_for_before_an_order_was_sent_says_nothing_about_it() -> None:
    scene = Scene("1")
    earlier = scene.clock.now()
    scene.clock.advance(1_500_000_000)
    later = scene.clock.now()
    scene.clock.advance(1_000_000)
    scene.leader(2)
    scene.lost(scene.on_wire()[0])
    for asked in (earlier, later):
        scene.take(SnapshotTaken(F1, (), (), Decimal(1), asked, scene.clock.now()))
    assert scene.book().orders, "it may well be working"


@pytest.mark.rule("1.2", "4.7")
@pytest.mark.parametrize("hold", ["group", "follower", "line"])
def test_an_entry_that_waits_is_given_up_when_something_holds_opens_meanwhile(hold: str) -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.leader(-4)
    entry = scene.on_wire()[0]
    match hold:
        case "group":
            scene.switch_group(False)
        case "follower":
            scene.switch(F1, on=False)
        case _:
            scene.line(F1, LineState.RECONNECTING)
            scene.snapshot(F1, {}, (scene.order_report(entry, 0, OrderStatus.CANCELLED),))
            scene.line(F1, LineState.CONNECTED)
    if hold != "line":
        scene.cancelled(entry)
    assert scene.sent() == [2]
    assert any(notice.reason is Reason.TOO_LATE for notice in scene.notices(NoticeKind.COPY_FAILED))
