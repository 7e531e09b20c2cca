"""Copies that rest, or fill, after their group was given another leader (rule 4.8)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.events import AccountListed, GroupDefined, LineChanged, LineState, OrderReported, SnapshotTaken
from mimikdesk.domain.ids import AccountId, ConnectionId, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.engine import setup
from tests.helpers.scene import ABLE, LEADER, MNQ, Scene, on_submit

OTHER = AccountId("other/M")
pytestmark = pytest.mark.rule("4.8", "6.11")


def another_leads(scene: Scene, *, read: bool = False) -> None:
    """The old one cannot be read any more, and the user says so. ``read``: he can."""
    connection, at = ConnectionId("other"), scene.clock.now()
    scene.take(AccountListed(OTHER, connection, at))
    if not read:
        scene.line(LEADER, LineState.RECONNECTING)
    scene.group = replace(scene.group, leader=OTHER)
    scene.take(GroupDefined(scene.group, at, confirmed=True))
    assert OTHER in scene.state.leads
    scene.take(SnapshotTaken(OTHER, (), (), Decimal(0), at, at))
    scene.take(LineChanged(connection, LineState.CONNECTED, "", at))


@pytest.fixture
def whatever_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies also lose their leader's order beside a position, at a restart; a change of the leader is the short way
    there, and refused otherwise."""
    monkeypatch.setattr(setup, "refusal", lambda *_: "")


@pytest.mark.usefixtures("whatever_stands")
def test_entries_of_the_leader_who_was_are_cancelled() -> None:
    scene = on_submit("1")
    scene.leader_rest(2, 20990)
    scene.ack_all()
    another_leads(scene, read=True)
    assert [order.qty for order in scene.to_cancel()] == [2]
    scene.settle()
    assert (scene.rests(), scene.book().copies) == ([], {})
    assert scene.notices(NoticeKind.COPY_WITHDRAWN) == [], "no hold did it"


def test_an_entry_that_fills_all_the_same_is_closed_at_once() -> None:
    scene = on_submit("1", "2")
    scene.leader_rest(2, 20990)
    scene.ack_all()
    another_leads(scene)
    scene.fill(scene.rest_at(20990))
    assert scene.markets() == [-2]
    scene.settle()
    assert (scene.held(), scene.expected()) == (0, 0)


def test_a_fill_after_the_copy_was_put_away_is_closed_as_well() -> None:
    scene = on_submit("1")
    scene.leader_rest(2, 20990)
    scene.ack_all()
    another_leads(scene)
    copy = scene.rest_at(20990)
    scene.cancelled(copy)
    scene.wire[copy.client_order_id] = copy
    scene.fill(copy)
    assert scene.markets() == [-2]


@pytest.mark.usefixtures("whatever_stands")
def test_exits_stay_while_there_is_a_position_and_go_with_it() -> None:
    scene = on_submit("1", auto=True)
    scene.leader(3)
    scene.leader_rest(-3, 21050, oco="a")
    scene.leader_rest(-3, stop=20950, oco="a")
    assert scene.rests() == [(-3, 20950), (-3, 21050)]
    another_leads(scene)
    assert scene.rests() == [(-3, 20950), (-3, 21050)]
    scene.by_hand(scene.accounts[1], -2)
    assert scene.rests() == [(-1, 20950), (-1, 21050)]
    scene.by_hand(scene.accounts[1], -1)
    assert scene.rests() == []


@pytest.mark.usefixtures("whatever_stands")
@pytest.mark.parametrize("fills", ["20950", "21050"])
def test_an_exit_of_the_leader_who_was_fills_and_its_sibling_goes(fills: str) -> None:
    scene = on_submit("1", auto=True, able=replace(ABLE, oco=False))
    scene.leader(3)
    scene.leader_rest(-3, 21050)
    scene.leader_rest(-3, stop=20950)
    another_leads(scene)
    scene.fill(scene.rest_at(fills))
    assert (scene.held(), scene.rests(), scene.expected()) == (0, [], 0)
    assert scene.markets() == [3]


def test_an_order_of_the_new_leader_with_the_same_number_is_not_taken_for_the_old_one() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990)
    scene.ack_all()
    another_leads(scene)
    report = OrderReport(his, None, MNQ, Side.SELL, OrderKind.LIMIT, 1, 0, OrderStatus.WORKING, Decimal(21070))
    scene.take(OrderReported(OTHER, report, scene.clock.now()))
    scene.settle()
    assert scene.rests() == [(-1, 21070)]


@pytest.mark.usefixtures("whatever_stands")
def test_what_the_old_copies_had_opened_does_not_follow_the_new_leader() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(3, 20990)
    scene.ack_all()
    scene.leader_hit(his, 2)
    scene.fill(scene.rest_at(20990), 2)
    another_leads(scene)
    scene.settle()
    scene.wait(5_000)
    assert (scene.held(), scene.markets(), scene.rests()) == (2, [], [])


def test_changes_and_refusals_for_an_orphan_do_no_harm() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990)
    scene.ack_all()
    scene.leader_change(his, limit=20995)
    another_leads(scene)
    copy = scene.rest_at(20990)
    scene.change_refused(copy)
    scene.wait(1_000)
    scene.cancel_refused(copy)
    scene.wait(1_000)
    scene.expired(copy)
    scene.wait(10_000)
    assert scene.rests() == []
    assert scene.notices(NoticeKind.COPY_FAILED) == []
    assert VenueOrderId(his) not in scene.book().ended
