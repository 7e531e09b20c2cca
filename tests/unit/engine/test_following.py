"""What each follower does about a leader trade: sizes, flips, partial fills, clipping, independence (rules 4 and 5)."""

from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import Verdict
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import (
    AddsMode,
    FollowerSettings,
    InstrumentMapping,
    MappingKind,
    PartialFillMode,
    ValueScaling,
)
from mimikdesk.domain.orders import OrderKind, OrderStatus
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import ES, LEADER, MNQ, NQ, Scene, f


@pytest.mark.rule("5.1", "4.6")
def test_each_follower_copies_an_entry_at_its_own_size() -> None:
    scene = Scene("1.0", "0.5", "2.5", auto=True)
    scene.leader(4)
    assert [scene.held(f(n)) for n in (1, 2, 3)] == [4, 2, 10]
    assert all(scene.last(f(n)).verdict is Verdict.COPIED for n in (1, 2, 3))


@pytest.mark.rule("5.2")
def test_a_market_order_filled_in_parts_is_copied_once_when_it_is_done() -> None:
    scene = Scene("1")
    order = scene.leader_order(5)
    scene.leader_fill(order, 1, 1)
    scene.leader_fill(order, 1, 3)
    assert scene.sent() == []
    scene.leader_fill(order, 1, 1)
    assert scene.sent() == [5]


@pytest.mark.rule("5.2")
def test_an_order_cancelled_after_a_partial_fill_is_copied_at_what_did_fill() -> None:
    scene = Scene("0.5")
    order = scene.leader_order(10, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 3)
    scene.leader_report(order, 10, 3, OrderStatus.CANCELLED, kind=OrderKind.LIMIT)
    assert scene.sent() == [2]


@pytest.mark.rule("5.2")
def test_following_each_fill_never_sends_another_total() -> None:
    scene = Scene("0.5", "1.3", partial_fills=PartialFillMode.EACH_FILL)
    scene.leader(5, 1, 3, 1)
    assert scene.sent(f(1)) == [1, 1, 1]
    assert sum(scene.sent(f(2))) == 7


@pytest.mark.rule("5.10")
def test_an_order_not_done_a_second_after_its_first_fill_is_followed_fill_by_fill() -> None:
    scene = Scene("1")
    order = scene.leader_order(5, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 2)
    scene.wait(999)
    assert scene.sent() == []
    scene.wait(1)
    assert scene.sent() == [2]
    scene.leader_fill(order, 1, 1)
    assert scene.sent() == [2, 1]


@pytest.mark.rule("5.10")
def test_a_reduction_first_uses_up_entries_that_were_not_copied_yet() -> None:
    scene = Scene("1", "0.5")
    order = scene.leader_order(5, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 3)
    scene.leader(-3)
    assert scene.sent() == []
    assert scene.last().reason is Reason.ENTRY_UNDONE
    scene.leader_fill(order, 1, 2)
    assert scene.sent(f(1)) == [2]
    assert scene.sent(f(2)) == [1]


@pytest.mark.rule("5.10")
def test_the_reducing_part_acts_at_each_fill_and_does_not_wait() -> None:
    scene = Scene("1", auto=True)
    scene.leader(4)
    order = scene.leader_order(-4)
    scene.leader_fill(order, -1, 1)
    assert scene.held() == 3
    scene.leader_fill(order, -1, 3)
    assert scene.held() == 0


@pytest.mark.rule("5.3")
@pytest.mark.parametrize(
    ("multiplier", "bought", "sold", "held"),
    [("2", 4, (1,), [6]), ("0.5", 4, (2,), [1]), ("0.25", 4, (2,), [1]), ("0.5", 3, (1, 1, 1), [1, 1, 0])],
)
def test_a_reduction_follows_the_share(multiplier: str, bought: int, sold: tuple[int, ...], held: list[int]) -> None:
    scene = Scene(multiplier, auto=True)
    scene.leader(bought)
    steps = []
    for contracts in sold:
        scene.leader(-contracts)
        steps.append(scene.held())
    assert steps == held
    assert scene.expected() == held[-1]


@pytest.mark.rule("5.3", "5.5")
def test_a_clipped_follower_is_reduced_by_its_own_share() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), Decimal(1), max_contracts=2)], auto=True)
    scene.leader(5)
    assert scene.last().verdict is Verdict.CLIPPED
    assert scene.last().reason is Reason.MAX_CONTRACTS
    steps = []
    for _ in range(5):
        scene.leader(-1)
        steps.append(scene.held())
    assert steps == [2, 2, 1, 1, 0]


@pytest.mark.rule("5.3")
def test_contracts_banked_by_hand_are_not_sold_again() -> None:
    scene = Scene("1", auto=True)
    scene.leader(5)
    scene.by_hand(f(1), -2)
    scene.leader(-5)
    assert scene.sent() == [5, -3]
    assert scene.held() == 0


@pytest.mark.rule("5.4")
@pytest.mark.parametrize(
    ("before", "sells", "follower_before", "order"), [(4, 8, 2, -4), (3, 4, 2, -3), (1, 2, 1, -2), (10, 11, 5, -6)]
)
def test_a_flip_is_one_crossing_order(before: int, sells: int, follower_before: int, order: int) -> None:
    scene = Scene("0.5", auto=True)
    scene.leader(before)
    assert scene.held() == follower_before
    scene.leader(-sells)
    assert scene.sent()[1:] == [order]
    assert scene.held() == scene.expected() == follower_before + order


@pytest.mark.rule("5.4")
def test_a_flip_of_a_flat_follower_sends_only_the_opening_part() -> None:
    scene = Scene("1", auto=True)
    scene.leader(3)
    scene.by_hand(f(1), -3)
    scene.leader(-5)
    assert scene.sent() == [3, -2]


@pytest.mark.rule("5.4")
def test_a_flip_tops_up_a_follower_that_is_on_the_new_side_already() -> None:
    scene = Scene("1", auto=True)
    scene.leader(3)
    scene.by_hand(f(1), -4)
    scene.leader(-5)
    assert scene.sent() == [3, -1]
    assert scene.held() == -2


@pytest.mark.rule("5.4", "4.7")
def test_a_flip_under_a_hold_closes_exactly_what_is_held() -> None:
    scene = Scene("1", auto=True)
    scene.leader(3)
    scene.switch(f(1), on=False)
    scene.leader(-5)
    assert scene.sent() == [3, -3]
    assert scene.held() == scene.expected() == 0
    assert scene.last().reason is Reason.FOLLOWER_OFF


@pytest.mark.rule("5.4")
def test_a_refused_crossing_order_is_followed_by_an_exit_of_what_is_held_and_the_new_side_is_not_retried() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    scene.leader(-3)
    crossing = scene.on_wire()[0]
    assert crossing.qty == 3
    scene.reject(crossing, "not enough margin")
    assert [order.qty for order in scene.on_wire()] == [2]
    scene.fill_all()
    scene.wait(5000)
    assert scene.held() == 0
    assert scene.sent() == [2, -3, -2]


@pytest.mark.rule("5.5")
def test_room_counts_positions_and_openings_on_the_wire() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), Decimal(1), max_contracts=5)])
    scene.leader(3)
    scene.leader(3)
    scene.leader(3)
    assert scene.sent() == [3, 2]
    assert scene.last().verdict is Verdict.HELD
    assert scene.last().reason is Reason.MAX_CONTRACTS
    assert scene.expected() == 5
    assert scene.book().withheld == 4


@pytest.mark.rule("5.5", "1.1")
def test_exits_are_never_clipped() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), Decimal(1), max_contracts=1)], positions={f(1): 0}, auto=True)
    scene.leader(1)
    scene.by_hand(f(1), 6)
    scene.leader(-1)
    assert scene.held() == 0


@pytest.mark.rule("5.8")
def test_adds_and_reductions_send_nothing_while_the_follower_is_on_the_other_side() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    scene.by_hand(f(1), -5)
    scene.leader(2)
    assert scene.last().reason is Reason.OPPOSITE_SIDE
    scene.leader(-1)
    assert scene.sent() == [2]
    assert scene.held() == -3
    assert scene.expected() == 3


@pytest.mark.rule("5.9")
def test_adds_per_order_round_up_each_time_and_by_position_only_once() -> None:
    scene = Scene(
        followers=[
            FollowerSettings(f(1), Decimal("0.1")),
            FollowerSettings(f(2), Decimal("0.1"), adds=AddsMode.BY_POSITION),
        ],
        auto=True,
    )
    for _ in range(10):
        scene.clock.advance(2_000_000_000)
        scene.leader(1)
    assert scene.held(f(1)) == 10
    assert scene.held(f(2)) == 1
    assert scene.last(f(2)).reason is Reason.SIZE_UNCHANGED


@pytest.mark.rule("4.9", "5.9")
def test_mapping_to_minis_with_value_scaling_goes_by_position() -> None:
    mapping = InstrumentMapping(MappingKind.TO_MINI, scaling=ValueScaling.DIVIDED_BY_TEN)
    scene = Scene(followers=[FollowerSettings(f(1), Decimal(1), mapping=mapping)], auto=True)
    for _ in range(12):
        scene.clock.advance(2_000_000_000)
        scene.leader(1)
    assert scene.held(f(1), NQ) == 2
    scene.leader(-12)
    assert scene.held(f(1), NQ) == 0


@pytest.mark.rule("4.9")
def test_mapping_to_micros_with_value_scaling_trades_ten_for_one() -> None:
    mapping = InstrumentMapping(MappingKind.TO_MICRO, scaling=ValueScaling.TIMES_TEN)
    scene = Scene(followers=[FollowerSettings(f(1), Decimal("0.5"), mapping=mapping)], auto=True)
    scene.leader(3, symbol=NQ)
    assert scene.held(f(1), MNQ) == 15


@pytest.mark.rule("4.9")
def test_an_instrument_without_a_counterpart_is_held_back_with_its_reason() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), mapping=InstrumentMapping(MappingKind.TO_MICRO))], auto=True)
    scene.leader(1, symbol=ES)
    assert scene.last().reason is Reason.NO_MAPPING
    assert scene.sent() == []


@pytest.mark.rule("6.14")
def test_one_leader_instrument_at_a_time_uses_a_follower_instrument() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), mapping=InstrumentMapping(MappingKind.TO_MICRO))], auto=True)
    scene.leader(2, symbol=NQ)
    scene.leader(1, symbol=MNQ)
    assert scene.last().reason is Reason.MAPPING_IN_USE
    scene.leader(-1, symbol=MNQ)
    assert scene.held(f(1), MNQ) == 2
    scene.leader(-2, symbol=NQ)
    scene.leader(1, symbol=MNQ)
    assert scene.held(f(1), MNQ) == 1


@pytest.mark.rule("4.6")
@pytest.mark.parametrize("trouble", ["offline", "rejected", "off"])
def test_a_follower_in_trouble_changes_nothing_for_the_others(trouble: str) -> None:
    scene = Scene("1", "1", "1")
    if trouble == "offline":
        scene.line(f(2), LineState.RECONNECTING)
    if trouble == "off":
        scene.switch(f(2), on=False)
    scene.leader(2)
    if trouble == "rejected":
        scene.reject(scene.on_wire(f(2))[0])
    scene.fill_all()
    scene.leader(-2)
    scene.fill_all()
    for follower in (f(1), f(3)):
        assert scene.sent(follower) == [2, -2]
        assert scene.held(follower) == 0


@pytest.mark.rule("4.7", "8")
@pytest.mark.parametrize("what", ["group", "follower"])
def test_a_switch_that_is_off_stops_opens_and_lets_exits_through(what: str) -> None:
    scene = Scene("1", auto=True)
    scene.leader(4)
    if what == "group":
        scene.switch_group(False)
    else:
        scene.switch(f(1), on=False)
    scene.leader(2)
    assert scene.last().verdict is Verdict.HELD
    assert scene.last().reason is (Reason.GROUP_OFF if what == "group" else Reason.FOLLOWER_OFF)
    scene.leader(-6)
    assert scene.sent() == [4, -4]


@pytest.mark.rule("9.8")
def test_hand_contracts_of_a_switched_off_follower_are_left_alone() -> None:
    scene = Scene("1", auto=True)
    scene.leader(4)
    scene.switch(f(1), on=False)
    scene.by_hand(f(1), 3)
    scene.leader(-2)
    assert scene.held() == 5
    scene.leader(-2)
    assert scene.held() == 3


@pytest.mark.rule("8")
def test_the_whitelist_holds_opens_and_lets_reductions_pass() -> None:
    scene = Scene("1", auto=True, whitelist=frozenset({"MNQ"}))
    scene.leader(1, symbol=ES)
    assert scene.last().reason is Reason.NOT_ON_WHITELIST
    scene.leader(1)
    assert scene.held() == 1


@pytest.mark.rule("2")
def test_what_is_held_by_rule_is_withheld_and_what_failed_is_expected() -> None:
    scene = Scene("1", "1")
    scene.switch(f(1), on=False)
    scene.line(f(2), LineState.RECONNECTING)
    scene.leader(3)
    assert (scene.expected(f(1)), scene.book(f(1)).withheld) == (0, 3)
    assert (scene.expected(f(2)), scene.book(f(2)).withheld) == (3, 0)
    assert scene.last(f(2)).reason is Reason.OFFLINE
    assert "reconnecting" in scene.last(f(2)).detail


@pytest.mark.rule("4.5")
def test_no_decision_ever_addresses_the_leader() -> None:
    scene = Scene("1", "2", auto=True)
    scene.leader(3)
    scene.leader(-5)
    scene.flatten(LEADER, f(1), f(2))
    assert all(order.account != LEADER for order in scene.places)
    assert all(command.account != LEADER for command in scene.cancels)


@pytest.mark.rule("8")
def test_every_leader_trade_ends_in_exactly_one_verdict_per_follower() -> None:
    scene = Scene("1", "0.5", auto=True)
    for qty in (2, 3, -1, -6, 2):
        scene.leader(qty)
    for follower in (f(1), f(2)):
        identities = [decided.trigger.id for decided in scene.verdicts(follower)]
        assert len(identities) == len(set(identities)) == 5


@pytest.mark.rule("7.5")
def test_more_than_ten_copy_orders_in_a_second_pause_that_follower_only() -> None:
    scene = Scene("1", "1", auto=True)
    scene.switch(f(2), on=False)
    for _ in range(6):
        scene.leader(1)
        scene.leader(1)
    assert scene.last(f(1)).reason is Reason.BREAKER_OPEN
    assert scene.sent(f(1)) == [1] * 10
    scene.leader(-12)
    assert scene.held(f(1)) == 0


@pytest.mark.rule("7.5")
def test_three_rejections_in_a_row_pause_opens_until_the_user_resumes() -> None:
    scene = Scene("1")
    for _ in range(3):
        scene.leader(1)
        scene.reject(scene.on_wire()[0])
    scene.leader(1)
    assert scene.last().reason is Reason.BREAKER_OPEN
    assert scene.on_wire() == []
