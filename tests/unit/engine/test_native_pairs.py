"""Native pairs at the follower's broker: the end of one leg is judged together with the other's fill (rule 6.7)."""

from dataclasses import replace

import pytest

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.commands import CancelOrder, PlaceOrder
from mimikdesk.domain.decisions import NoticeKind, SendCommand
from mimikdesk.domain.ids import VenueOrderId
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import ABLE, Scene, on_submit


def paired(contracts: int = 2, able: Capabilities = ABLE) -> tuple[Scene, VenueOrderId, VenueOrderId]:
    """In a trade with a target at 21050 and a stop at 20950 that the broker has tied together."""
    scene = on_submit("1", auto=True, able=able)
    scene.leader(contracts)
    stop = scene.leader_rest(-2, stop=20950)
    target = scene.leader_rest(-2, 21050)
    scene.auto = False
    assert len(scene.pairs) == 1
    return scene, target, stop


def legs(scene: Scene, fills: int) -> tuple[PlaceOrder, PlaceOrder]:
    """The leg that fills, and the one that its broker cancels for it."""
    return scene.rest_at(fills), scene.rest_at(20950 if fills == 21050 else 21050)


@pytest.mark.rule("6.7", "8")
@pytest.mark.parametrize("fills", [21050, 20950])
def test_a_leg_whose_cancel_is_told_before_the_fill_of_its_mate_has_not_failed(fills: int) -> None:
    scene, target, stop = paired()
    filled, cancelled = legs(scene, fills)
    scene.cancelled(cancelled)
    scene.wait(50)
    scene.fill(filled)
    scene.wait(500)
    scene.leader_hit(target if fills == 21050 else stop)
    scene.leader_cancel(stop if fills == 21050 else target)
    scene.settle()
    scene.wait(10_000)
    assert scene.notices(NoticeKind.COPY_FAILED) == []
    assert (scene.book().cause, scene.held(), scene.expected(), scene.rests()) == (None, 0, 0, [])
    assert scene.markets() == [2]


@pytest.mark.rule("6.7", "8")
@pytest.mark.parametrize("fill_first", [True, False])
def test_it_has_not_failed_either_where_a_position_is_left_that_others_protect(fill_first: bool) -> None:
    scene, _, _ = paired(3)
    filled, cancelled = legs(scene, 21050)
    if fill_first:
        scene.fill(filled)
    scene.cancelled(cancelled)
    if not fill_first:
        scene.fill(filled)
    scene.wait(1_500)
    assert scene.notices(NoticeKind.COPY_FAILED) == []
    assert (scene.book().cause, scene.held(), scene.expected()) == (None, 1, 1)


@pytest.mark.rule("6.7", "6.12")
def test_the_stop_of_a_pair_that_is_over_rests_again_when_there_is_something_to_protect() -> None:
    scene, _, _ = paired()
    filled, cancelled = legs(scene, 21050)
    scene.cancelled(cancelled)
    scene.fill(filled)
    assert (scene.held(), scene.rests()) == (0, [])
    scene.leader(2)
    scene.settle()
    assert (scene.held(), (-1, 20950) in scene.rests()) == (2, True)
    assert scene.notices(NoticeKind.NAKED) == []


@pytest.mark.rule("6.7", "8")
def test_a_leg_that_somebody_cancelled_is_told_a_second_later_and_once() -> None:
    scene, _, _ = paired()
    scene.cancelled(scene.rest_at(20950))
    scene.wait(999)
    assert scene.notices(NoticeKind.COPY_FAILED) == []
    scene.wait(1)
    (told,) = scene.notices(NoticeKind.COPY_FAILED)
    assert (told.reason, "It was an exit" in told.text) == (Reason.COPY_ENDED, True)
    assert (scene.book().cause or (None,))[0] is Reason.COPY_ENDED
    scene.wait(60_000)
    assert len(scene.notices(NoticeKind.COPY_FAILED)) == 1


@pytest.mark.rule("6.7", "8")
def test_a_pair_that_somebody_cancelled_as_a_whole_is_told_at_once() -> None:
    scene, _, _ = paired()
    for price in (21050, 20950):
        scene.cancelled(scene.rest_at(price))
    assert len(scene.notices(NoticeKind.COPY_FAILED)) == 2


@pytest.mark.rule("6.7", "7.5")
def test_the_leg_of_a_pair_that_is_within_the_pace_leaves_before_the_breaker_is_told_of() -> None:
    scene, _, _ = paired()
    scene.wait(400)
    scene.leader(-4)
    scene.settle()
    scene.wait(500)
    for limit in range(21100, 21108):
        scene.leader_rest(-1, limit)
    before = len(scene.decisions)
    scene.wait(500)
    fresh = scene.decisions[before:]
    (told,) = [place for place, decision in enumerate(fresh) if decision in scene.notices(NoticeKind.BREAKER)]
    sends = [place for place, decision in enumerate(fresh) if isinstance(decision, SendCommand) and decision.opens]
    assert sends
    assert max(sends) < told


@pytest.mark.rule("6.7")
@pytest.mark.parametrize("fills", [21050, 20950])
def test_the_broker_cancels_the_other_leg_and_the_program_only_where_he_does_not(fills: int) -> None:
    scene, target, stop = paired()
    filled, other = legs(scene, fills)
    scene.fill(filled)
    scene.leader_hit(target if fills == 21050 else stop)
    scene.leader_cancel(stop if fills == 21050 else target)
    scene.wait(950)
    assert scene.cancels == []
    scene.wait(100)
    assert [cancel.client_order_id for cancel in scene.cancels if isinstance(cancel, CancelOrder)] == [
        other.client_order_id
    ]


@pytest.mark.rule("6.7", "5.6")
def test_a_leg_is_not_waited_for_where_something_has_to_be_closed() -> None:
    scene, _, _ = paired(3, replace(ABLE, close=False))
    filled, other = legs(scene, 21050)
    scene.fill(filled)
    scene.leader(-3)
    cancelled = [cancel.client_order_id for cancel in scene.cancels if isinstance(cancel, CancelOrder)]
    assert cancelled == [other.client_order_id]
