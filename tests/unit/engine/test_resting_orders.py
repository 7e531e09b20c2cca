"""Resting copies: placed, filled, changed, cancelled, sized anew (rules 5.2, 5.5, 6.1 to 6.3, 6.9)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import NoticeKind, Purpose, SendCommand, TradeKind, Verdict
from mimikdesk.domain.events import FillReported
from mimikdesk.domain.group import FollowerSettings, PartialFillMode, ReplicationMode
from mimikdesk.domain.ids import FillId, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import ABLE, F1, MNQ, PRICE, Scene, f, on_submit

NO_CHANGES = replace(ABLE, modify=False)


def resting_buy(qty: int = 2, *multipliers: str, **scene: object) -> tuple[Scene, VenueOrderId]:
    """The leader's buy limit at 20990 rests, and so does its acknowledged copy."""
    made = on_submit(*(multipliers or ("1",)), **scene)  # type: ignore[arg-type]
    his = made.leader_rest(qty, 20990)
    made.ack_all()
    return made, his


# --- submitted --------------------------------------------------------------------------------------------------------


@pytest.mark.rule("6.1", "6.2")
def test_a_limit_that_rests_at_the_leader_rests_at_once_on_every_follower_at_its_own_size() -> None:
    scene = on_submit("1", "0.5", "1.3")
    scene.leader_rest(3, 20990)
    assert [scene.rests(f(n)) for n in (1, 2, 3)] == [[(3, 20990)], [(2, 20990)], [(4, 20990)]]
    order = scene.rest_at(20990)
    assert (order.kind, order.side, order.stop, order.trail) == (OrderKind.LIMIT, Side.BUY, None, None)
    decided = scene.last()
    assert (decided.verdict, decided.trigger.kind, decided.numbers.size, decided.numbers.sent) == (
        Verdict.COPIED,
        TradeKind.REST,
        3,
        3,
    )
    assert decided.client_order_ids == (order.client_order_id,)


@pytest.mark.rule("6.1")
@pytest.mark.parametrize(
    ("prices", "kind"),
    [
        ({"limit": 20990}, OrderKind.LIMIT),
        ({"stop": 21050}, OrderKind.STOP),
        ({"limit": 21051, "stop": 21050}, OrderKind.STOP_LIMIT),
        ({"trail": "12.5", "stop": 21050}, OrderKind.TRAILING_STOP),
    ],
)
def test_every_kind_of_resting_order_rests_as_the_same_kind_with_the_same_prices(
    prices: dict[str, int | str], kind: OrderKind
) -> None:
    scene = on_submit("2")
    scene.leader_rest(1, **prices)  # type: ignore[arg-type]
    (order,) = scene.resting()
    assert (order.kind, order.qty) == (kind, 2)
    if kind is OrderKind.TRAILING_STOP:
        assert (order.trail, order.limit, order.stop) == (Decimal("12.5"), None, None), "the broker trails it himself"
    else:
        assert order.limit == prices.get("limit")
        assert order.stop == prices.get("stop")


@pytest.mark.rule("6.1")
def test_on_fill_rests_nothing_and_follows_the_fill_with_a_market_order() -> None:
    scene = Scene("1", mode=ReplicationMode.ON_FILL, able=ABLE)
    his = scene.leader_rest(2, 20990)
    assert (scene.places, scene.verdicts()) == ([], [])
    scene.leader_hit(his)
    assert [(order.kind, order.qty) for order in scene.on_wire()] == [(OrderKind.MARKET, 2)]


@pytest.mark.rule("6.1", "8")
def test_off_rests_nothing_and_follows_no_fill_and_says_why() -> None:
    scene = Scene("1", mode=ReplicationMode.OFF, able=ABLE)
    his = scene.leader_rest(2, 20990)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.REPLICATION_OFF)
    scene.leader_hit(his)
    assert scene.places == []
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.REPLICATION_OFF)
    assert scene.expected() == 0


@pytest.mark.rule("6.1", "4.6")
def test_each_follower_keeps_to_its_own_mode() -> None:
    chosen = [FollowerSettings(f(n), Decimal(1), mode) for n, mode in enumerate(ReplicationMode, 1)]
    scene = Scene(followers=chosen, able=ABLE)
    his = scene.leader_rest(2, 20990)
    assert [scene.rests(f(n)) for n in (1, 2, 3)] == [[(2, 20990)], [], []]
    scene.leader_hit(his)
    assert [scene.markets(f(n)) for n in (1, 2, 3)] == [[], [2], []]


@pytest.mark.rule("6.13")
def test_a_follower_set_to_on_fill_has_its_resting_copies_taken_away() -> None:
    scene, his = resting_buy()
    scene.redefine(followers=(replace(scene.group.followers[0], mode=ReplicationMode.ON_FILL),))
    scene.settle()
    assert scene.rests() == []
    scene.leader_hit(his)
    assert scene.markets() == [2], "and his fill is followed with a market order again"


# --- filled -----------------------------------------------------------------------------------------------------------


@pytest.mark.rule("6.3", "5.2")
def test_a_fill_of_an_order_that_has_a_copy_sends_nothing_and_is_expected() -> None:
    scene, his = resting_buy(2, "1.5")
    scene.leader_hit(his)
    assert (scene.expected(), scene.held(), scene.sent()) == (3, 0, [3])
    assert (scene.last().verdict, scene.last().reason) == (Verdict.ROUTINE, Reason.COPY_RESTING)
    scene.fill(scene.rest_at(20990))
    scene.wait(10_000)
    assert (scene.expected(), scene.held(), scene.sent()) == (3, 3, [3])
    assert scene.book().idle is False
    assert scene.book().divergence == 0
    assert scene.notices(NoticeKind.ENTRY_LATE) == []


@pytest.mark.rule("6.3", "5.2")
@pytest.mark.parametrize("mode", list(PartialFillMode))
def test_a_resting_order_that_fills_in_parts_is_carried_by_one_copy_in_either_partial_fill_mode(
    mode: PartialFillMode,
) -> None:
    scene, his = resting_buy(5, "0.5", partial_fills=mode)
    copy = scene.rest_at(20990)
    assert copy.qty == 3
    for part, so_far in ((1, 1), (3, 2), (1, 3)):
        scene.leader_hit(his, part)
        scene.wait(1_500)
        assert scene.expected() == so_far, "ceil of what filled so far times the multiplier"
    scene.fill(copy)
    scene.wait(10_000)
    assert (scene.sent(), scene.held(), scene.expected()) == ([3], 3, 3)


@pytest.mark.rule("6.3", "5.2")
def test_an_order_cancelled_after_a_partial_fill_leaves_its_copy_working_for_what_did_fill() -> None:
    scene, his = resting_buy(4, "0.5")
    scene.leader_hit(his, 1)
    scene.leader_cancel(his)
    assert [order.qty for order in scene.to_change()] == [1]
    scene.settle()
    assert scene.rests() == [(1, 20990)]
    scene.fill(scene.rest_at(20990))
    assert (scene.held(), scene.expected(), scene.rests()) == (1, 1, [])


@pytest.mark.rule("6.3", "7.1")
def test_a_fill_that_the_broker_repeats_counts_once_for_the_copy_as_well() -> None:
    scene, his = resting_buy(4)
    told = Fill(FillId("same"), his, None, MNQ, Side.BUY, 2, PRICE)
    for _ in range(3):
        scene.take(FillReported(scene.group.leader, told, scene.clock.now()))
    scene.wait(1_500)
    assert (scene.expected(), scene.markets()) == (2, [])


@pytest.mark.rule("6.3", "5.6")
def test_an_exit_of_the_leader_without_a_copy_here_is_acted_on_at_once() -> None:
    scene, his = resting_buy()
    scene.leader_hit(his)
    scene.fill(scene.rest_at(20990))
    scene.leader(-2)
    assert scene.markets() == [-2]


@pytest.mark.rule("6.2", "5.4")
def test_a_fill_by_market_in_the_other_mode_is_not_counted_again_when_a_copy_takes_over() -> None:
    scene = Scene("1", able=ABLE, partial_fills=PartialFillMode.EACH_FILL)
    his = scene.leader_rest(5, 20990)
    scene.leader_hit(his, 2)
    scene.fill_all()
    scene.redefine(followers=(replace(scene.group.followers[0], mode=ReplicationMode.ON_SUBMIT),))
    assert scene.rests() == [(3, 20990)], "two of the five were followed with a market order before"
    scene.leader_hit(his)
    scene.fill(scene.rest_at(20990))
    assert (scene.held(), scene.expected(), scene.markets()) == (5, 5, [2])


# --- changed and cancelled --------------------------------------------------------------------------------------------


@pytest.mark.rule("6.9")
def test_a_change_moves_the_copy_and_a_cancel_ends_it() -> None:
    scene, his = resting_buy(2, "1", "0.5")
    scene.ack_all(f(2))
    scene.leader_change(his, qty=4, limit=20985)
    assert [(c.account, c.qty, c.limit) for c in scene.changes] == [
        (f(1), 4, Decimal(20985)),
        (f(2), 2, Decimal(20985)),
    ]
    scene.settle()
    scene.leader_cancel(his)
    assert [order.account for order in scene.to_cancel(f(1)) + scene.to_cancel(f(2))] == [f(1), f(2)]
    scene.settle()
    assert (scene.rests(f(1)), scene.rests(f(2)), scene.expected()) == ([], [], 0)
    assert scene.notices(NoticeKind.COPY_FAILED) == []


@pytest.mark.rule("6.9", "6.11")
@pytest.mark.parametrize("end", [OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.REJECTED])
def test_the_copy_ends_however_the_leaders_order_ends(end: OrderStatus) -> None:
    scene, his = resting_buy()
    scene.leader_cancel(his, end)
    scene.settle()
    assert scene.rests() == []
    assert scene.markets() == []


@pytest.mark.rule("6.9")
def test_changes_before_the_acknowledgement_wait_for_it_and_only_the_last_goes_out() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990)
    for limit in (20991, 20992, 20993):
        scene.leader_change(his, limit=limit)
    assert scene.changes == []
    scene.ack(scene.rest_at(20990))
    assert [(c.qty, c.limit) for c in scene.changes] == [(2, Decimal(20993))]


@pytest.mark.rule("6.9")
def test_a_change_that_is_taken_back_before_the_acknowledgement_is_never_sent() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990)
    scene.leader_change(his, limit=20995)
    scene.leader_change(his, limit=20990)
    scene.ack_all()
    assert scene.changes == []


@pytest.mark.rule("6.9", "3.6")
def test_fast_moves_are_gathered_while_a_change_is_unanswered_and_the_last_value_wins() -> None:
    scene, his = resting_buy()
    for limit in (20991, 20992, 20993, 20994):
        scene.leader_change(his, limit=limit)
    assert [c.limit for c in scene.changes] == [20991]
    scene.changed(scene.rest_at(20990))
    assert [c.limit for c in scene.changes] == [20991, 20994]
    scene.changed(scene.rest_at(20991))
    assert scene.rests() == [(2, 20994)]
    assert len(scene.changes) == 2


@pytest.mark.rule("6.9")
def test_a_cancel_before_the_acknowledgement_waits_for_it() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990)
    scene.leader_cancel(his)
    assert scene.cancels == []
    scene.ack(scene.rest_at(20990))
    assert len(scene.cancels) == 1
    scene.settle()
    assert (scene.rests(), scene.markets()) == ([], [])


@pytest.mark.rule("6.9", "6.8")
def test_a_cancel_goes_before_the_acknowledgement_where_the_broker_takes_it() -> None:
    scene = on_submit("1", able=replace(ABLE, cancel_before_ack=True))
    scene.leader_cancel(scene.leader_rest(2, 20990))
    assert len(scene.cancels) == 1


@pytest.mark.rule("6.9", "6.6")
def test_a_copy_that_fills_on_the_wire_before_its_cancel_arrives_is_closed_at_once() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990)
    scene.leader_cancel(his)
    scene.fill(scene.rest_at(20990))
    assert scene.markets() == [-2]
    scene.settle()
    assert (scene.held(), scene.expected()) == (0, 0)


@pytest.mark.rule("6.9")
def test_a_change_that_crosses_a_fill_leaves_the_right_rest() -> None:
    scene, his = resting_buy(4)
    copy = scene.rest_at(20990)
    scene.leader_change(his, qty=6, limit=20995)
    scene.fill(copy, 3)
    scene.changed(copy)
    assert scene.rests() == [(3, 20995)], "six in all, three of them filled"
    scene.leader_hit(his)
    scene.fill(copy)
    assert (scene.held(), scene.expected(), scene.markets()) == (6, 6, [])


@pytest.mark.rule("6.9")
def test_a_copy_that_fills_whole_while_it_is_moved_is_done_and_nothing_more_is_sent() -> None:
    scene, his = resting_buy(2)
    copy = scene.rest_at(20990)
    scene.leader_change(his, limit=20995)
    scene.fill(copy)
    scene.leader_hit(his)
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.sent(), scene.rests()) == (2, 2, [2], [])


@pytest.mark.rule("6.9", "5.6")
def test_an_order_made_smaller_counts_at_its_old_size_until_the_broker_confirms() -> None:
    scene, his = resting_buy(4)
    copy = scene.rest_at(20990)
    scene.leader_change(his, qty=1)
    assert scene.book().resting_to_open(1) == 4
    scene.changed(copy)
    assert scene.book().resting_to_open(1) == 1


@pytest.mark.rule("6.9")
def test_a_refused_change_is_told_once_and_asked_again_after_a_pause() -> None:
    scene, his = resting_buy()
    scene.leader_change(his, limit=20995)
    copy = scene.rest_at(20990)
    scene.change_refused(copy, "price is outside of the band")
    assert len(scene.changes) == 1
    (told,) = scene.notices(NoticeKind.CHANGE_REFUSED)
    assert "price is outside of the band" in told.text
    scene.wait(999)
    assert len(scene.changes) == 1
    scene.wait(1)
    assert [c.limit for c in scene.changes] == [20995, 20995]
    scene.change_refused(copy)
    scene.wait(1_000)
    assert len(scene.changes) == 3
    scene.change_refused(copy)
    scene.wait(9_999)
    assert len(scene.changes) == 3, "after three refusals it is left alone for longer"
    scene.wait(1)
    assert len(scene.changes) == 4
    assert len(scene.notices(NoticeKind.CHANGE_REFUSED)) == 1


@pytest.mark.rule("6.9", "6.8")
def test_a_shrink_that_is_refused_is_carried_out_by_cancelling_and_placing_anew() -> None:
    scene, his = resting_buy(4)
    scene.leader_change(his, qty=1)
    scene.change_refused(scene.rest_at(20990))
    assert [order.qty for order in scene.to_cancel()] == [4]
    scene.settle()
    assert scene.rests() == [(1, 20990)]


@pytest.mark.rule("6.9", "6.8")
def test_a_broker_that_cannot_change_orders_has_them_cancelled_and_then_placed_anew() -> None:
    scene, his = resting_buy(able=NO_CHANGES)
    scene.leader_change(his, qty=3, limit=20995)
    assert scene.changes == []
    assert [order.qty for order in scene.to_cancel()] == [2]
    assert scene.rests() == [(2, 20990)], "the new one waits until the old one is gone"
    scene.cancelled(scene.rest_at(20990))
    assert scene.rests() == [(3, 20995)]
    assert scene.notices(NoticeKind.COPY_FAILED) == []


@pytest.mark.rule("6.9", "6.8")
def test_a_trailing_stop_whose_distance_the_broker_cannot_change_is_placed_anew_and_its_size_is_changed() -> None:
    scene = on_submit("1", able=replace(ABLE, fixed_trail=True), auto=True)
    scene.leader(3)
    his = scene.leader_rest(-2, stop=20950, trail=50)
    scene.wait(300)
    scene.leader_change(his, qty=3)
    scene.wait(1_000)
    assert [(change.qty, change.trail) for change in scene.changes] == [(3, Decimal(50))]
    scene.leader_change(his, trail=40)
    scene.wait(1_000)
    assert (len(scene.changes), len(scene.cancels)) == (1, 1)
    assert [(order.qty, order.trail) for order in scene.resting()] == [(3, Decimal(40))]


@pytest.mark.rule("6.9", "6.8", "6.3")
def test_a_copy_that_is_between_two_orders_when_the_leader_fills_is_placed_all_the_same_and_told_as_late() -> None:
    scene, his = resting_buy(able=NO_CHANGES)
    scene.leader_change(his, limit=20995)
    scene.leader_hit(his)
    scene.settle()
    assert scene.rests() == [(2, 20995)]
    scene.wait(3_000)
    assert len(scene.notices(NoticeKind.ENTRY_LATE)) == 1
    scene.fill(scene.rest_at(20995))
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [])


@pytest.mark.rule("6.9", "8")
def test_an_entry_that_the_leader_gets_after_he_cancelled_it_is_told_when_its_copy_is_gone_by_then() -> None:
    scene, his = resting_buy()
    scene.leader_cancel(his)
    scene.leader_fill(his, 2, 2)
    scene.cancelled(scene.rest_at(20990))
    assert (scene.held(), scene.expected()) == (0, 2)
    (told,) = scene.notices(NoticeKind.COPY_FAILED)
    assert told.reason is Reason.COPY_ENDED


@pytest.mark.rule("6.9", "6.3")
def test_an_entry_that_the_leader_gets_after_he_cancelled_it_is_kept_where_the_copy_filled_too() -> None:
    scene, his = resting_buy()
    scene.leader_cancel(his)
    scene.leader_fill(his, 2, 2)
    scene.fill(scene.rest_at(20990))
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [])


@pytest.mark.rule("6.9")
def test_a_cancel_that_is_refused_is_repeated_a_second_later() -> None:
    scene, his = resting_buy()
    scene.wait(1)
    scene.leader_cancel(his)
    copy = scene.rest_at(20990)
    for sent in (1, 2, 3):
        assert len(scene.cancels) == sent
        scene.cancel_refused(copy)
        assert len(scene.cancels) == sent
        scene.wait(1_000)
    scene.fill(copy)
    assert scene.markets() == [-2]


@pytest.mark.rule("6.9", "7.4")
def test_a_cancel_or_change_without_an_answer_has_the_account_read_after_three_seconds() -> None:
    scene, his = resting_buy()
    scene.leader_change(his, limit=20995)
    reads = len(scene.reads)
    scene.wait(2_999)
    assert len(scene.reads) == reads
    scene.wait(1)
    assert len(scene.reads) == reads + 1
    scene.read()
    assert [c.limit for c in scene.changes] == [20995, 20995], "the read shows it unchanged, so it is asked again"


# --- sized anew at every change of a position ------------------------------------------------------------------------


@pytest.mark.rule("6.2", "5.3")
def test_exits_that_rest_grow_and_shrink_with_the_position() -> None:
    scene = on_submit("0.5", auto=True)
    scene.leader(4)
    scene.leader_rest(-4, 21050)
    scene.leader_rest(-4, stop=20950)
    assert (scene.held(), scene.rests()) == (2, [(-2, 20950), (-2, 21050)])
    scene.leader(2)
    assert (scene.held(), scene.rests()) == (3, [(-2, 20950), (-2, 21050)]), "his are for 4 of 6, so ours for 2 of 3"
    scene.leader(-2)
    assert (scene.held(), scene.rests()) == (2, [(-2, 20950), (-2, 21050)])
    scene.leader(-1)
    assert (scene.held(), scene.rests()) == (2, [(-3, 20950), (-3, 21050)]), "he would come out 1 short, and so do we"


@pytest.mark.rule("6.2", "6.9")
def test_exits_that_the_leader_makes_smaller_after_he_scaled_out_are_smaller_here_as_well() -> None:
    scene = on_submit("0.5", auto=True)
    scene.leader(4)
    target, stop = scene.leader_rest(-4, 21050), scene.leader_rest(-4, stop=20950)
    scene.leader(-2)
    scene.leader_change(target, qty=2)
    scene.leader_change(stop, qty=2)
    assert (scene.held(), scene.rests()) == (1, [(-1, 20950), (-1, 21050)])
    scene.leader(4)
    scene.leader_change(target, qty=6)
    scene.leader_change(stop, qty=6)
    assert (scene.held(), scene.rests()) == (3, [(-3, 20950), (-3, 21050)])


@pytest.mark.rule("6.2", "5.4")
def test_an_order_larger_than_the_position_crosses_with_its_copy() -> None:
    scene = on_submit("0.5", auto=True)
    scene.leader(3)
    assert scene.held() == 2
    scene.leader_rest(-4, 21050)
    (order,) = scene.resting()
    assert order.qty == 3, "two to close and ceil(1 x 0.5) to open"
    sent = [d for d in scene.decisions if isinstance(d, SendCommand)][-1]
    assert (sent.purpose, sent.closes, sent.opens) == (Purpose.FLIP, 2, 1)


@pytest.mark.rule("6.2", "5.4")
def test_a_crossing_order_that_fills_at_both_ends_short_by_the_rule() -> None:
    scene = on_submit("0.5", auto=True)
    scene.leader(3)
    his = scene.leader_rest(-4, 21050)
    scene.leader_hit(his)
    scene.fill(scene.rest_at(21050))
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.markets()) == (-1, -1, [2])


@pytest.mark.rule("6.2")
def test_an_entry_becomes_an_exit_when_the_position_turns_and_an_entry_again_when_it_is_gone() -> None:
    scene = on_submit("0.5", auto=True)
    scene.leader_rest(-2, 21050)
    assert scene.rests() == [(-1, 21050)]
    scene.leader(5)
    assert (scene.held(), scene.rests()) == (3, [(-1, 21050)])
    (order,) = scene.book().resting.values()
    assert (order.closing_left, order.opening_left) == (1, 0)
    scene.leader(-5)
    assert scene.held() == 0
    (order,) = scene.book().resting.values()
    assert (order.closing_left, order.opening_left) == (0, 1)
    assert scene.rests() == [(-1, 21050)]


@pytest.mark.rule("6.2", "6.6")
def test_a_hand_trade_on_the_follower_has_its_exits_sized_anew() -> None:
    scene = on_submit("1", auto=True)
    scene.leader(4)
    scene.leader_rest(-4, stop=20950)
    scene.leader_rest(-4, 21050)
    scene.by_hand(F1, -3)
    assert (scene.held(), scene.rests()) == (1, [(-1, 20950), (-1, 21050)])
    scene.by_hand(F1, -1)
    assert scene.rests() == []


@pytest.mark.rule("6.2")
def test_what_makes_orders_smaller_goes_before_what_makes_them_larger() -> None:
    scene = on_submit("1", auto=True)
    scene.leader(2)
    near = scene.leader_rest(-1, 21050)
    far = scene.leader_rest(-1, 21060)
    scene.auto = False
    scene.leader_cancel(far)
    scene.leader_change(near, qty=2)
    assert scene.changes == [], "the far one must be confirmed gone first, or 3 could close 2"
    scene.cancelled(scene.rest_at(21060))
    assert [order.qty for order in scene.to_change()] == [2]


# --- never above the limit -------------------------------------------------------------------------------------------


def limited(limit: int, *, auto: bool = True) -> Scene:
    chosen = replace(on_submit("1").group.followers[0], max_contracts=limit)
    return Scene(followers=(chosen,), able=ABLE, auto=auto)


@pytest.mark.rule("5.5", "6.2")
def test_entries_that_rest_share_the_room_under_max_contracts() -> None:
    scene = limited(5)
    scene.leader_rest(3, 20990)
    scene.leader_rest(3, 20980)
    assert scene.rests() == [(2, 20980), (3, 20990)]
    last = scene.last()
    assert (last.verdict, last.reason, last.numbers.size, last.numbers.sent) == (
        Verdict.CLIPPED,
        Reason.MAX_CONTRACTS,
        3,
        2,
    )
    scene.leader_rest(1, stop=21050)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.MAX_CONTRACTS)
    assert len(scene.resting()) == 2


@pytest.mark.rule("5.5", "6.2")
def test_the_room_that_a_cancelled_entry_leaves_goes_to_the_next_one() -> None:
    scene = limited(5)
    first = scene.leader_rest(3, 20990)
    scene.leader_rest(3, 20980)
    scene.leader_cancel(first)
    assert scene.rests() == [(3, 20980)]


@pytest.mark.rule("5.5")
def test_an_entry_that_shrinks_keeps_its_room_until_the_broker_has_confirmed() -> None:
    scene = limited(5)
    first = scene.leader_rest(5, 20990)
    scene.auto = False
    scene.leader_change(first, qty=2)
    scene.leader_rest(3, 20980)
    assert scene.rests() == [(5, 20990)], "both at once could be 8"
    scene.changed(scene.rest_at(20990))
    assert scene.rests() == [(2, 20990), (3, 20980)]


@pytest.mark.rule("5.5")
def test_an_entry_that_is_being_cancelled_keeps_its_room_until_it_is_gone() -> None:
    scene = limited(3)
    first = scene.leader_rest(3, 20990)
    scene.auto = False
    scene.leader_cancel(first)
    scene.leader_rest(3, 20980)
    assert scene.rests() == [(3, 20990)]
    scene.cancelled(scene.rest_at(20990))
    assert scene.rests() == [(3, 20980)]


@pytest.mark.rule("5.5")
def test_a_position_takes_room_from_the_entries_that_rest() -> None:
    scene = limited(3)
    scene.leader_rest(3, 20990)
    scene.auto = False
    scene.leader(2)
    scene.settle()
    assert scene.held() + sum(order.qty for order in scene.resting()) <= 3


@pytest.mark.rule("5.5", "5.4")
def test_exits_that_rest_are_never_clipped_by_the_limit() -> None:
    scene = limited(3)
    scene.leader(3)
    scene.redefine(followers=(replace(scene.group.followers[0], max_contracts=1),))
    scene.leader_rest(-3, 21050)
    assert scene.rests() == [(-3, 21050)]


# --- ended by the broker ---------------------------------------------------------------------------------------------


@pytest.mark.rule("6.3", "8")
def test_a_rejected_copy_is_told_with_the_brokers_words_and_is_not_placed_again() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990)
    scene.reject(scene.rest_at(20990), "margin is short")
    scene.wait(10_000)
    assert scene.sent() == [2]
    (told,) = scene.notices(NoticeKind.COPY_FAILED)
    assert (told.reason, "margin is short" in told.text) == (Reason.REJECTED, True)
    scene.leader_hit(his)
    assert scene.sent() == [2]
    assert (scene.expected(), scene.last().verdict, scene.last().reason) == (2, Verdict.HELD, Reason.REJECTED)


@pytest.mark.rule("7.5", "6.3")
def test_three_rejected_copies_in_a_row_open_the_breaker() -> None:
    scene = on_submit("1")
    for limit in (20990, 20980, 20970):
        scene.leader_rest(1, limit)
        scene.reject(scene.rest_at(limit))
    assert scene.follower().breaker
    scene.leader_rest(1, 20960)
    assert len(scene.sent()) == 3
    assert scene.last().reason is Reason.BREAKER_OPEN


@pytest.mark.rule("6.3", "8")
@pytest.mark.parametrize("how", ["expired", "cancelled"])
def test_a_copy_that_ended_by_itself_is_told_and_its_leaders_fill_is_not_entered(how: str) -> None:
    scene, his = resting_buy()
    getattr(scene, how)(scene.rest_at(20990))
    (told,) = scene.notices(NoticeKind.COPY_FAILED)
    assert told.reason is Reason.COPY_ENDED
    scene.leader_hit(his)
    scene.wait(10_000)
    assert scene.sent() == [2]
    assert (scene.held(), scene.expected(), scene.last().reason) == (0, 2, Reason.COPY_ENDED)


@pytest.mark.rule("6.3", "8")
def test_a_copy_cancelled_by_hand_after_a_part_of_it_filled_leaves_that_part_as_it_is() -> None:
    scene, his = resting_buy(4)
    copy = scene.rest_at(20990)
    scene.leader_hit(his, 3)
    scene.fill(copy, 1)
    scene.cancelled(copy)
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.markets()) == (1, 3, [])
    assert scene.notices(NoticeKind.COPY_FAILED)[-1].reason is Reason.COPY_ENDED


# --- the example of rule 5.10 in this mode ----------------------------------------------------------------------------


@pytest.mark.rule("5.10", "6.3")
@pytest.mark.parametrize("copy_fills_first", [True, False])
def test_a_limit_for_5_fills_3_the_leader_sells_3_and_the_rest_fills_so_the_follower_ends_with_2(
    copy_fills_first: bool,
) -> None:
    scene, his = resting_buy(5)
    copy = scene.rest_at(20990)
    scene.leader_hit(his, 3)
    if copy_fills_first:
        scene.fill(copy, 3)
    scene.leader(-3)
    scene.settle()
    assert scene.held() == 0
    assert scene.expected() == 0
    scene.leader_hit(his, 2)
    for order in scene.resting():
        scene.fill(order)
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.expected(), scene.rests()) == (2, 2, [])


@pytest.mark.rule("6.8")
def test_a_broker_that_declared_nothing_still_gets_resting_copies() -> None:
    scene = Scene("1", mode=ReplicationMode.ON_SUBMIT)
    scene.leader_rest(1, 20990)
    assert scene.rests() == [(1, 20990)]
