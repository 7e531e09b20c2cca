"""Reads that contradict the fills: one may lag, two that agree a second apart are right (rules 3.4 and 7.4)."""

import pytest

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.events import FillReported, LineState
from mimikdesk.domain.ids import FillId, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.time import SECOND
from tests.helpers.scene import F1, MNQ, PRICE, Scene


def standing_two_long() -> Scene:
    scene = Scene("1", auto=True)
    scene.leader(2)
    scene.wait(2_000)
    return scene


@pytest.mark.rule("3.4")
def test_one_read_against_the_fills_changes_nothing_and_is_asked_for_again() -> None:
    scene = standing_two_long()
    reads = len(scene.reads)
    scene.snapshot(F1, {})
    assert scene.held() == 2
    scene.wait(1_000)
    assert len(scene.reads) == reads + 1
    scene.snapshot(F1)
    assert scene.held() == 2
    assert scene.notices(NoticeKind.POSITION_CORRECTED) == []


@pytest.mark.rule("3.4", "7.4")
def test_a_second_read_that_agrees_a_second_later_is_believed() -> None:
    scene = standing_two_long()
    scene.snapshot(F1, {MNQ: 1})
    scene.wait(500)
    scene.snapshot(F1, {MNQ: 1})
    assert scene.held() == 2
    scene.wait(1_000)
    scene.snapshot(F1, {MNQ: 1})
    assert scene.held() == 1
    assert len(scene.notices(NoticeKind.POSITION_CORRECTED)) == 1


@pytest.mark.rule("3.4")
def test_a_read_after_a_lost_line_is_believed_at_once() -> None:
    scene = standing_two_long()
    scene.line(F1, LineState.RECONNECTING)
    scene.wait(100)
    scene.snapshot(F1, {})
    assert scene.held() == 0


@pytest.mark.rule("3.4", "7.1")
def test_a_read_swallows_no_fill_of_somebody_elses_order() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    order = VenueOrderId("hand")
    told = OrderReport(order, None, MNQ, Side.SELL, OrderKind.MARKET, 3, 3, OrderStatus.FILLED)
    scene.snapshot(F1, {MNQ: -1}, (told,))  # it is ahead of the fill, and not believed by itself
    assert scene.held() == 2
    scene.take(FillReported(F1, Fill(FillId("h1"), order, None, MNQ, Side.SELL, 3, PRICE), scene.clock.now()))
    assert scene.held() == -1


@pytest.mark.rule("3.4", "7.1")
def test_a_read_that_is_believed_takes_the_fills_that_it_tells_of_with_it() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    order = VenueOrderId("hand")
    told = OrderReport(order, None, MNQ, Side.SELL, OrderKind.MARKET, 3, 3, OrderStatus.FILLED)
    for _ in range(2):
        scene.snapshot(F1, {MNQ: -1}, (told,))
        scene.clock.advance(SECOND)
    assert scene.held() == -1
    scene.take(FillReported(F1, Fill(FillId("h1"), order, None, MNQ, Side.SELL, 3, PRICE), scene.clock.now()))
    assert scene.held() == -1
