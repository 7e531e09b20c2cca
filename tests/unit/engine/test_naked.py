"""The naked watchdog: a position without the stop that its leader has (rule 6.12)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.ids import VenueOrderId
from tests.helpers.scene import ABLE, Scene, on_submit

PLAIN = replace(ABLE, oco=False, close=False)
pytestmark = pytest.mark.rule("6.12")


def protected(contracts: int = 2, **scene: object) -> tuple[Scene, VenueOrderId]:
    """In a trade with a stop at 20950 that rests on both sides; the broker answers nothing by itself."""
    made = on_submit("1", auto=True, able=scene.pop("able", PLAIN), **scene)  # type: ignore[arg-type]
    made.leader(contracts)
    his = made.leader_rest(-contracts, stop=20950)
    made.auto = False
    return made, his


def lose(scene: Scene, price: int = 20950) -> None:
    """The stop is gone, by somebody's hand."""
    scene.cancelled(scene.rest_at(price))


def test_a_lost_stop_is_told_and_looked_into_after_2_seconds() -> None:
    scene, _ = protected()
    lose(scene)
    reads = len(scene.reads)
    scene.wait(1_999)
    assert (scene.notices(NoticeKind.NAKED), len(scene.reads)) == ([], reads)
    scene.wait(1)
    (told,) = scene.notices(NoticeKind.NAKED)
    assert told.level is Level.CRITICAL
    assert len(scene.reads) == reads + 1
    assert scene.resting() == [], "nothing before the fresh read"


def test_after_the_read_the_stop_is_placed_once_more_as_it_was() -> None:
    scene, _ = protected(3)
    lose(scene)
    scene.wait(2_000)
    scene.wait(50)
    scene.read()
    assert scene.rests() == [(-3, 20950)]
    scene.ack_all()
    scene.wait(60_000)
    assert len(scene.notices(NoticeKind.NAKED)) == 1
    assert scene.markets() == [3]


def test_the_stop_comes_back_at_the_price_to_which_the_leader_has_moved_his_meanwhile() -> None:
    scene, his = protected()
    lose(scene)
    scene.leader_change(his, stop=20970)
    scene.wait(2_000)
    scene.wait(50)
    scene.read()
    assert scene.rests() == [(-2, 20970)]


def test_a_read_from_before_the_alarm_does_not_count() -> None:
    scene, _ = protected()
    lose(scene)
    scene.wait(1_900)
    scene.read()
    scene.wait(100)
    assert scene.resting() == []
    scene.wait(2_000)
    assert scene.resting() == [], "without a fresh read nothing is placed, however long it takes"
    assert len(scene.reads) >= 2


@pytest.mark.parametrize("how", ["reject", "cancelled"])
def test_a_stop_that_is_lost_or_refused_again_has_the_position_closed_at_the_market(how: str) -> None:
    scene, _ = protected(3)
    lose(scene)
    scene.wait(2_000)
    scene.wait(50)
    scene.read()
    getattr(scene, how)(scene.rest_at(20950))
    for _ in range(4):
        scene.wait(1_000)
        scene.read()
    assert scene.markets() == [3, -3]
    scene.settle()
    scene.wait(10_000)
    assert (scene.held(), scene.rests(), scene.expected()) == (0, [], 0)
    assert scene.notices(NoticeKind.NAKED)[-1].level is Level.CRITICAL


def test_a_stop_that_is_refused_from_the_start_is_placed_once_more_and_then_the_position_is_closed() -> None:
    scene = on_submit("1", auto=True, able=PLAIN)
    scene.leader(1)
    scene.auto = False
    scene.leader_rest(-1, stop=20950)
    scene.reject(scene.rest_at(20950), "price is through the market")
    assert scene.resting() == []
    for _ in range(8):
        scene.wait(1_000)
        scene.read()
        for order in scene.resting():
            scene.reject(order, "price is through the market")
    stops = [order for order in scene.places if order.stop == Decimal(20950)]
    assert len(stops) == 2
    assert scene.markets() == [1, -1]


def test_a_stop_that_comes_back_by_itself_in_time_ends_the_alarm() -> None:
    scene, his = protected()
    scene.cancelled(scene.rest_at(20950))
    scene.wait(1_000)
    scene.leader_rest(-2, stop=20940)
    scene.leader_cancel(his)
    scene.ack_all()
    scene.wait(10_000)
    assert scene.notices(NoticeKind.NAKED) == []


def test_no_alarm_where_the_leader_has_no_stop_either() -> None:
    scene, his = protected()
    scene.leader_cancel(his)
    scene.settle()
    scene.wait(10_000)
    assert (scene.notices(NoticeKind.NAKED), scene.rests(), scene.held()) == ([], [], 2)


def test_no_alarm_for_a_follower_without_a_position() -> None:
    scene, _ = protected()
    scene.by_hand(scene.accounts[1], -2)
    scene.settle()
    scene.wait(10_000)
    assert scene.notices(NoticeKind.NAKED) == []
    assert scene.markets() == [2]


def test_no_alarm_while_an_exit_of_the_whole_position_is_under_way() -> None:
    scene, _ = protected()
    lose(scene)
    scene.leader(-2)
    scene.wait(2_500)
    assert scene.notices(NoticeKind.NAKED) == []
    assert scene.markets() == [2, -2]


def test_a_stop_that_is_never_acknowledged_is_no_protection() -> None:
    scene = on_submit("1", auto=True, able=PLAIN)
    scene.leader(2)
    scene.auto = False
    scene.leader_rest(-2, stop=20950)
    scene.wait(2_000)
    assert len(scene.notices(NoticeKind.NAKED)) == 1
    assert len(scene.resting()) == 1
    scene.ack_all()
    scene.wait(10_000)
    assert len(scene.notices(NoticeKind.NAKED)) == 1
    assert scene.markets() == [2]


def test_a_target_is_no_protection() -> None:
    scene, _ = protected()
    scene.leader_rest(-2, 21050)
    scene.ack_all()
    lose(scene)
    scene.wait(2_000)
    assert len(scene.notices(NoticeKind.NAKED)) == 1


def test_a_position_that_the_watchdog_closed_has_its_target_taken_away() -> None:
    scene, _ = protected(2)
    scene.leader_rest(-2, 21050)
    scene.ack_all()
    lose(scene)
    for _ in range(10):
        scene.wait(1_000)
        scene.read()
        for order in [order for order in scene.resting() if order.stop is not None]:
            scene.reject(order)
    scene.settle()
    scene.wait(2_000)
    assert (scene.held(), scene.rests()) == (0, [])


def test_the_watchdog_of_one_position_leaves_contracts_bought_by_hand_while_off_alone() -> None:
    scene, _ = protected(2)
    scene.switch(scene.accounts[1], False)
    scene.by_hand(scene.accounts[1], 3)
    lose(scene)
    for _ in range(10):
        scene.wait(1_000)
        scene.read()
        for order in scene.resting():
            scene.reject(order)
    assert sum(scene.markets()[1:]) == -2
    scene.settle()
    assert scene.held() == 3
