"""Followers that add by position: what rests there is due no more than the leader's whole position asks for (5.9)."""

from decimal import Decimal

import pytest

from mimikdesk.domain.group import AddsMode, FollowerSettings, ReplicationMode
from mimikdesk.domain.ids import VenueOrderId
from tests.helpers.scene import F1, Scene, on_submit


def in_a_trade(multiplier: str = "0.1", contracts: int = 5, rests: int = 10) -> tuple[Scene, VenueOrderId]:
    """The leader holds ``contracts`` and rests a buy of ``rests`` more; everything is acknowledged."""
    follower = FollowerSettings(F1, Decimal(multiplier), ReplicationMode.ON_SUBMIT, adds=AddsMode.BY_POSITION)
    scene = on_submit(followers=[follower])
    scene.leader(contracts)
    scene.settle()
    his = scene.leader_rest(rests, 20990)
    scene.settle()
    return scene, his


@pytest.mark.rule("5.2", "5.9")
@pytest.mark.parametrize("waited", [0, 1_000])
@pytest.mark.parametrize("mine", [0, 1])
def test_a_part_fill_of_an_order_that_is_cancelled_is_due_what_the_whole_position_asks_for(
    mine: int, waited: int
) -> None:
    scene, his = in_a_trade()
    if mine:
        scene.fill(scene.rest_at(20990))
    scene.leader_hit(his, 3)
    scene.wait(waited)
    scene.leader_cancel(his)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.book().target.qty, scene.rests()) == (1, 1, 1, [])


@pytest.mark.rule("5.2", "5.9")
@pytest.mark.parametrize("mine", [0, 1])
def test_a_part_fill_that_takes_the_position_over_the_step_keeps_the_contract(mine: int) -> None:
    scene, his = in_a_trade()
    if mine:
        scene.fill(scene.rest_at(20990))
    scene.leader_hit(his, 6)
    scene.wait(1_000)
    if not mine:
        scene.fill(scene.rest_at(20990))
    scene.leader_cancel(his)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.book().target.qty, scene.rests()) == (2, 2, 2, [])


@pytest.mark.rule("5.2", "5.9", "6.3")
def test_what_an_earlier_fill_did_not_ask_for_a_later_one_of_the_same_order_may() -> None:
    scene, his = in_a_trade()
    scene.leader_hit(his, 3)
    scene.wait(1_000)
    assert scene.expected() == 1
    scene.leader_hit(his, 7)
    assert scene.expected() == 2
    scene.fill(scene.rest_at(20990))
    scene.settle()
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [1])


@pytest.mark.rule("5.9", "6.6")
def test_two_orders_of_which_one_is_ahead_are_not_counted_against_each_other() -> None:
    scene, first = in_a_trade("0.5", 2, 2)
    second = scene.leader_rest(2, 20980)
    scene.settle()
    for price in (20990, 20980):
        scene.fill(scene.rest_at(price))
    assert (scene.held(), scene.expected()) == (3, 3)
    scene.leader_hit(second)
    scene.wait(1_000)
    scene.leader_hit(first)
    scene.wait(10_000)
    scene.settle()
    assert (scene.held(), scene.expected(), scene.markets()) == (3, 3, [1])


@pytest.mark.rule("5.9", "5.3")
def test_a_reduction_between_two_fills_of_an_order_does_not_make_its_earlier_part_too_many() -> None:
    scene, his = in_a_trade("0.5", 2, 8)
    scene.leader_hit(his, 4)
    scene.wait(1_000)
    scene.fill(scene.rest_at(20990), 2)
    assert (scene.held(), scene.expected()) == (3, 3)
    scene.leader(-1)
    scene.leader_cancel(his)
    scene.settle()
    assert (scene.held(), scene.expected()) == (3, 3)
