"""Kinds and prices of resting copies on brokers that differ; which exits of the leader are pairs (6.7, 6.8, 6.14)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.decisions import Verdict
from mimikdesk.domain.events import CapabilitiesDeclared, LineState, OrderReported
from mimikdesk.domain.group import FollowerSettings, InstrumentMapping, MappingKind, ValueScaling
from mimikdesk.domain.ids import ConnectionId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.engine.leader import LeaderOrder
from mimikdesk.engine.orders import Terms, Tracked
from mimikdesk.engine.pairs import pair_up
from mimikdesk.engine.terms import kind_for, terms_for
from tests.helpers.scene import ABLE, ES, F1, MNQ, NQ, Scene, f, on_submit

FIVE = Instrument(Symbol("YMZ6"), "YM", "Z6", Decimal(5), Decimal(5))


def report(
    side: Side,
    kind: OrderKind,
    limit: str | None = None,
    stop: str | None = None,
    trail: str | None = None,
    qty: int = 1,
) -> OrderReport:
    prices = [None if price is None else Decimal(price) for price in (limit, stop, trail)]
    told = OrderReport(VenueOrderId("L"), None, MNQ, side, kind, qty, 0, OrderStatus.WORKING)
    return replace(told, limit=prices[0], stop=prices[1], trail=prices[2])


# --- prices on the follower's tick ------------------------------------------------------------------------------------


@pytest.mark.rule("6.14")
@pytest.mark.parametrize(
    ("side", "kind", "his", "ours"),
    [
        (Side.BUY, OrderKind.LIMIT, "21003", "21000"),
        (Side.SELL, OrderKind.LIMIT, "21003", "21005"),
        (Side.BUY, OrderKind.STOP, "21003", "21005"),
        (Side.SELL, OrderKind.STOP, "21003", "21000"),
        (Side.BUY, OrderKind.LIMIT, "21005", "21005"),
        (Side.SELL, OrderKind.STOP, "21005", "21005"),
        (Side.SELL, OrderKind.LIMIT, "-37.63", "-35"),
        (Side.BUY, OrderKind.LIMIT, "-37.63", "-40"),
    ],
)
def test_prices_round_to_the_followers_tick_away_from_triggering_early(
    side: Side, kind: OrderKind, his: str, ours: str
) -> None:
    stops = kind is OrderKind.STOP
    told = report(side, kind, None if stops else his, his if stops else None)
    terms = terms_for(told, kind, 3, FIVE)
    assert terms == (Terms(3, None, Decimal(ours)) if stops else Terms(3, Decimal(ours)))


@pytest.mark.rule("6.14")
def test_a_stop_limit_rounds_its_two_prices_each_its_own_way() -> None:
    told = report(Side.BUY, OrderKind.STOP_LIMIT, "21003", "21001")
    assert terms_for(told, OrderKind.STOP_LIMIT, 1, FIVE) == Terms(1, Decimal(21000), Decimal(21005))
    told = report(Side.SELL, OrderKind.STOP_LIMIT, "21001", "21003")
    assert terms_for(told, OrderKind.STOP_LIMIT, 1, FIVE) == Terms(1, Decimal(21005), Decimal(21000))


@pytest.mark.rule("6.14")
@pytest.mark.parametrize("side", list(Side))
def test_the_distance_of_a_trailing_stop_is_never_made_shorter(side: Side) -> None:
    told = report(side, OrderKind.TRAILING_STOP, stop="21003", trail="12")
    assert terms_for(told, OrderKind.TRAILING_STOP, 1, FIVE) == Terms(1, trail=Decimal(15))


@pytest.mark.rule("6.14")
def test_a_copy_on_a_mini_with_a_wider_tick_waits_at_the_farther_price() -> None:
    mini = FollowerSettings(F1, Decimal(1), mapping=InstrumentMapping(MappingKind.TO_MINI))
    scene = Scene(followers=(mini,), able=ABLE, connect=False)
    scene.state.instruments[NQ] = Instrument(NQ, "NQ", "Z6", Decimal(1), Decimal(20))
    for account in scene.accounts:
        scene.snapshot(account, {})
        scene.line(account, LineState.CONNECTED)
    scene.leader_rest(1, "20990.75")
    scene.leader_rest(-1, "21010.25")
    scene.leader_rest(1, stop="21020.25")
    scene.leader_rest(-1, stop="20980.75")
    assert scene.rests() == [(-1, 20980), (-1, 21011), (1, 20990), (1, 21021)]


# --- what a broker lacks ----------------------------------------------------------------------------------------------


@pytest.mark.rule("6.8")
@pytest.mark.parametrize(
    ("his", "known", "ours"),
    [
        (OrderKind.TRAILING_STOP, {OrderKind.TRAILING_STOP, OrderKind.STOP}, OrderKind.TRAILING_STOP),
        (OrderKind.TRAILING_STOP, {OrderKind.STOP}, OrderKind.STOP),
        (OrderKind.TRAILING_STOP, {OrderKind.LIMIT}, None),
        (OrderKind.STOP_LIMIT, {OrderKind.STOP, OrderKind.LIMIT}, None),
        (OrderKind.STOP, {OrderKind.LIMIT}, None),
        (OrderKind.LIMIT, {OrderKind.LIMIT}, OrderKind.LIMIT),
    ],
)
def test_a_kind_that_a_broker_lacks_is_emulated_or_not_rested(
    his: OrderKind, known: set[OrderKind], ours: OrderKind | None
) -> None:
    assert kind_for(report(Side.SELL, his, "1", "1", "1"), Capabilities(frozenset(known))) is ours


@pytest.mark.rule("6.8")
def test_a_trailing_stop_whose_present_price_nobody_tells_cannot_be_emulated() -> None:
    told = report(Side.SELL, OrderKind.TRAILING_STOP, trail="10")
    assert kind_for(told, Capabilities(frozenset({OrderKind.STOP}))) is None


NO_TRAIL = replace(ABLE, order_kinds=frozenset(OrderKind) - {OrderKind.TRAILING_STOP})
NO_STOP_LIMIT = replace(ABLE, order_kinds=frozenset(OrderKind) - {OrderKind.STOP_LIMIT})


@pytest.mark.rule("6.8", "6.9")
def test_a_trailing_stop_is_emulated_by_a_stop_that_is_moved_after_the_leaders() -> None:
    scene = on_submit("1", auto=True, able=NO_TRAIL)
    scene.leader(2)
    his = scene.leader_rest(-2, stop=20950, trail=50)
    scene.wait(300)
    (order,) = scene.resting()
    assert (order.kind, order.stop, order.trail) == (OrderKind.STOP, Decimal(20950), None)
    for stop in (20960, 20975):
        scene.leader_change(his, stop=stop)
        assert scene.rests() == [(-2, stop)]
    assert len(scene.changes) == 2
    assert scene.markets() == [2]


@pytest.mark.rule("6.8", "6.9")
def test_a_native_trailing_stop_is_left_alone_while_it_trails_on_both_sides() -> None:
    scene = on_submit("1", auto=True)
    scene.leader(2)
    his = scene.leader_rest(-2, stop=20950, trail=50)
    scene.wait(300)
    (order,) = scene.resting()
    assert (order.kind, order.trail) == (OrderKind.TRAILING_STOP, Decimal(50))
    for stop in (20960, 20975):
        scene.leader_change(his, stop=stop)
        trailed = replace(scene.order_report(order, 0, OrderStatus.WORKING), stop=Decimal(stop))
        scene.take(OrderReported(F1, trailed, scene.clock.now()))
    scene.wait(5_000)
    assert (scene.changes, scene.cancels) == ([], [])


@pytest.mark.rule("6.8", "8")
def test_a_stop_limit_entry_that_a_broker_lacks_is_refused_with_the_reason_and_followed_on_its_fill() -> None:
    scene = on_submit("2", able=NO_STOP_LIMIT)
    his = scene.leader_rest(1, 21051, 21050)
    assert scene.places == []
    assert (scene.last().verdict, scene.last().reason) == (Verdict.ROUTINE, Reason.UNSUPPORTED)
    assert "stop-limit" in scene.last().detail
    scene.leader_hit(his)
    assert scene.markets() == [2]
    scene.settle()
    assert (scene.held(), scene.expected()) == (2, 2)


@pytest.mark.rule("6.8", "6.3")
def test_a_stop_limit_exit_that_a_broker_lacks_is_followed_on_its_fill() -> None:
    scene = on_submit("2", auto=True, able=NO_STOP_LIMIT)
    scene.leader(2)
    his = scene.leader_rest(-2, 20949, 20950)
    scene.wait(300)
    assert scene.rests() == []
    scene.leader_hit(his, 1)
    assert (scene.markets(), scene.held()) == ([4, -2], 2)
    scene.leader_hit(his)
    assert (scene.held(), scene.expected()) == (0, 0)


def mapped(mapping: InstrumentMapping, multiplier: str = "1") -> Scene:
    chosen = FollowerSettings(F1, Decimal(multiplier), mapping=mapping)
    return Scene(followers=(chosen,), able=ABLE)


@pytest.mark.rule("6.1", "4.9")
def test_orders_rest_on_a_mini_at_its_scaled_size() -> None:
    scene = mapped(InstrumentMapping(MappingKind.TO_MINI, scaling=ValueScaling.DIVIDED_BY_TEN))
    scene.leader_rest(25, 20990)
    (order,) = scene.resting()
    assert (order.symbol, order.qty, order.limit) == (NQ, 3, Decimal(20990))


@pytest.mark.rule("6.1", "4.9")
def test_orders_rest_on_a_micro_at_its_scaled_size() -> None:
    scene = mapped(InstrumentMapping(MappingKind.TO_MICRO, scaling=ValueScaling.TIMES_TEN), "0.5")
    scene.leader_rest(2, 20990, symbol=NQ)
    (order,) = scene.resting()
    assert (order.symbol, order.qty, order.limit) == (MNQ, 10, Decimal(20990))


@pytest.mark.rule("6.8", "4.9")
def test_nothing_rests_on_another_product_and_the_fill_is_followed_with_a_market_order() -> None:
    scene = mapped(InstrumentMapping(MappingKind.CUSTOM, (("MNQ", "ES"),)))
    his = scene.leader_rest(2, 20990)
    assert scene.places == []
    assert (scene.last().verdict, scene.last().reason) == (Verdict.ROUTINE, Reason.UNSUPPORTED)
    scene.leader_hit(his)
    assert [(order.symbol, order.qty, order.kind) for order in scene.places] == [(ES, 2, OrderKind.MARKET)]


@pytest.mark.rule("6.14")
def test_entries_of_a_second_instrument_of_the_leader_do_not_rest_while_the_mapping_is_in_use() -> None:
    scene = mapped(InstrumentMapping(MappingKind.TO_MINI))
    scene.leader_rest(1, 20990, symbol=NQ)
    assert [order.symbol for order in scene.resting()] == [NQ]
    second = scene.leader_rest(3, 20980)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.MAPPING_IN_USE)
    assert (scene.last().numbers.size, scene.last().numbers.sent) == (3, 0)
    scene.leader_hit(second)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.MAPPING_IN_USE)
    assert len(scene.places) == 1


@pytest.mark.rule("6.14")
def test_an_instrument_off_the_whitelist_of_the_leader_does_not_rest() -> None:
    scene = on_submit("1", whitelist=frozenset({"ES"}))
    his = scene.leader_rest(1, 20990)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.NOT_ON_WHITELIST)
    scene.leader_hit(his)
    assert (scene.places, scene.expected()) == ([], 0)


# --- pairs ------------------------------------------------------------------------------------------------------------


def legs(*told: tuple[OrderReport, int]) -> dict[str, str]:
    """Who is paired with whom among orders A, B, C... seen at these milliseconds."""
    orders = []
    for index, (one, ms) in enumerate(told):
        key = VenueOrderId("ABCDEF"[index])
        order = LeaderOrder(Tracked(MNQ, one.side, size=one.qty), index + 1, key, one, ms * MILLISECOND)
        orders.append(order)
    return {str(key): str(other.key) for key, other in pair_up(orders).items()}


TARGET = report(Side.SELL, OrderKind.LIMIT, "21050")
STOP = report(Side.SELL, OrderKind.STOP, stop="20950")


@pytest.mark.rule("6.7")
@pytest.mark.parametrize(("apart", "pair"), [(0, True), (1_000, True), (1_001, False)])
def test_a_limit_and_a_stop_without_a_link_are_a_pair_when_they_come_within_a_second(apart: int, pair: bool) -> None:
    assert legs((TARGET, 0), (STOP, apart)) == ({"A": "B", "B": "A"} if pair else {})
    assert legs((STOP, 0), (TARGET, apart)) == ({"A": "B", "B": "A"} if pair else {})


@pytest.mark.rule("6.7")
def test_legs_with_a_named_link_are_a_pair_however_far_apart_and_before_any_other() -> None:
    one, other = replace(TARGET, oco="x"), replace(STOP, oco="x")
    assert legs((one, 0), (STOP, 10), (other, 60_000)) == {"A": "C", "C": "A"}


@pytest.mark.rule("6.7")
def test_legs_of_one_entry_are_a_pair_and_legs_of_two_entries_are_not() -> None:
    one, other = replace(TARGET, parent=VenueOrderId("E")), replace(STOP, parent=VenueOrderId("E"))
    assert legs((one, 0), (other, 5_000)) == {"A": "B", "B": "A"}
    assert legs((one, 0), (replace(STOP, parent=VenueOrderId("F")), 0)) == {}


@pytest.mark.rule("6.7")
def test_legs_of_one_entry_that_have_names_as_well_are_paired_by_their_names() -> None:
    told = [(TARGET, "x"), (replace(TARGET, limit=Decimal(21060)), "y"), (STOP, "y"), (STOP, "x")]
    named = [(replace(one, parent=VenueOrderId("E"), oco=name), 0) for one, name in told]
    assert legs(*named) == {"A": "D", "D": "A", "B": "C", "C": "B"}


@pytest.mark.rule("6.7")
def test_a_leg_with_a_link_is_never_paired_by_time_with_one_that_has_none() -> None:
    assert legs((replace(TARGET, oco="x"), 0), (STOP, 0)) == {}
    assert legs((replace(TARGET, oco="x"), 0), (replace(STOP, oco="y"), 0)) == {}


@pytest.mark.rule("6.7")
def test_two_limits_two_stops_or_two_sides_are_no_pair() -> None:
    assert legs((TARGET, 0), (TARGET, 0)) == {}
    assert legs((STOP, 0), (STOP, 0)) == {}
    assert legs((TARGET, 0), (replace(STOP, side=Side.BUY), 0)) == {}


@pytest.mark.rule("6.7")
def test_three_targets_and_three_stops_make_three_pairs_in_the_order_they_came() -> None:
    assert legs((TARGET, 0), (STOP, 0), (TARGET, 5), (STOP, 5), (TARGET, 9), (STOP, 9)) == {
        "A": "B",
        "B": "A",
        "C": "D",
        "D": "C",
        "E": "F",
        "F": "E",
    }


@pytest.mark.rule("6.7")
def test_a_follower_whose_broker_pairs_and_one_whose_broker_does_not_get_the_same_legs() -> None:
    scene = on_submit("1", "1", auto=True)
    scene.leader(2)
    scene.take(CapabilitiesDeclared(ConnectionId("c2"), replace(ABLE, oco=False), scene.clock.now()))
    scene.leader_rest(-2, 21050)
    scene.leader_rest(-2, stop=20950)
    assert scene.rests(f(1)) == scene.rests(f(2)) == [(-2, 20950), (-2, 21050)]
