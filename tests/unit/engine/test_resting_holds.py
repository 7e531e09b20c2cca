"""Holds that begin under resting copies: entries go, crossing ones are cut, exits stay, nothing comes back (6.10)."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.commands import CancelAllOrders, CancelOrder
from mimikdesk.domain.decisions import NoticeKind, Verdict
from mimikdesk.domain.events import BreakerReset, LineState
from mimikdesk.domain.group import FollowerSettings, ReplicationMode
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import ABLE, F1, LEADER, Scene, f, on_submit

Act = Callable[[Scene], None]


def group_off(scene: Scene) -> None:
    scene.switch_group(False)


def group_on(scene: Scene) -> None:
    scene.switch_group(True)


def follower_off(scene: Scene) -> None:
    scene.switch(F1, False)


def follower_on(scene: Scene) -> None:
    scene.switch(F1, True)


def breaker_opens(scene: Scene) -> None:
    scene.follower().breaker = "a test"
    scene.wait(1)
    scene.position_report(F1, scene.held())


def breaker_reset(scene: Scene) -> None:
    scene.take(BreakerReset(F1, scene.clock.now()))


def leader_gone(scene: Scene) -> None:
    scene.line(LEADER, LineState.RECONNECTING)


def leader_back(scene: Scene) -> None:
    books = scene.leader_books.items()
    orders = tuple(report for report in scene._leaders.values() if not report.status.final)
    scene.snapshot(LEADER, {symbol: book.position for symbol, book in books}, orders)
    scene.line(LEADER, LineState.CONNECTED)


def mode_off(scene: Scene) -> None:
    scene.redefine(followers=(replace(scene.group.followers[0], mode=ReplicationMode.OFF),))


def mode_on(scene: Scene) -> None:
    scene.redefine(followers=(replace(scene.group.followers[0], mode=ReplicationMode.ON_SUBMIT),))


def off_the_list(scene: Scene) -> None:
    scene.redefine(whitelist=frozenset({"ES"}))


def on_the_list(scene: Scene) -> None:
    scene.redefine(whitelist=frozenset())


def dry(scene: Scene) -> None:
    scene.redefine(dry_run=True)


def wet(scene: Scene) -> None:
    scene.redefine(dry_run=False)


HOLDS = [
    pytest.param(group_off, group_on, Reason.GROUP_OFF, id="group off"),
    pytest.param(follower_off, follower_on, Reason.FOLLOWER_OFF, id="follower off"),
    pytest.param(mode_off, mode_on, Reason.REPLICATION_OFF, id="replication off"),
    pytest.param(off_the_list, on_the_list, Reason.NOT_ON_WHITELIST, id="whitelist"),
    pytest.param(dry, wet, Reason.DRY_RUN, id="dry run"),
    pytest.param(breaker_opens, breaker_reset, Reason.BREAKER_OPEN, id="breaker"),
    pytest.param(leader_gone, leader_back, Reason.LEADER_LINE_DOWN, id="leader's line"),
]


@pytest.mark.rule("6.10", "6.2")
@pytest.mark.parametrize(("begins", "ends", "reason"), HOLDS)
def test_a_hold_cancels_an_entry_and_it_is_not_copied_again_when_the_hold_ends(
    begins: Act, ends: Act, reason: Reason
) -> None:
    scene = on_submit("1", auto=True)
    his = scene.leader_rest(2, 20990)
    begins(scene)
    assert scene.rests() == []
    (told,) = scene.notices(NoticeKind.COPY_WITHDRAWN)
    assert told.reason is reason
    ends(scene)
    scene.leader_change(his, limit=20995)
    scene.wait(10_000)
    assert (scene.rests(), scene.sent()) == ([], [2])
    scene.leader_hit(his)
    scene.wait(10_000)
    assert (scene.held(), scene.sent()) == (0, [2])
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, reason)
    scene.leader_rest(3, 20980)
    assert scene.rests() == [(3, 20980)], "but the leader's next order is"


@pytest.mark.rule("6.10", "5.6")
@pytest.mark.parametrize(("begins", "ends", "reason"), HOLDS)
def test_a_hold_keeps_exits_and_they_still_follow_the_leader(begins: Act, ends: Act, reason: Reason) -> None:
    scene = on_submit("1", auto=True)
    scene.leader(3)
    target, stop = scene.leader_rest(-3, 21050, oco="x"), scene.leader_rest(-3, stop=20950, oco="x")
    begins(scene)
    assert scene.rests() == [(-3, 20950), (-3, 21050)]
    if reason is Reason.LEADER_LINE_DOWN:
        ends(scene)
    scene.leader_change(target, limit=21040)
    scene.leader_change(stop, stop=20960)
    assert scene.rests() == [(-3, 20960), (-3, 21040)]
    scene.leader_hit(target)
    scene.leader_cancel(stop)
    scene.fill(scene.rest_at(21040))
    scene.wait(10_000)
    assert (scene.held(), scene.rests(), scene.expected()) == (0, [], 0)


@pytest.mark.rule("6.10", "6.2", "5.4")
@pytest.mark.parametrize(("begins", "ends", "reason"), HOLDS)
def test_a_hold_cuts_a_crossing_order_to_the_position_for_good(begins: Act, ends: Act, reason: Reason) -> None:
    scene = on_submit("1", auto=True)
    scene.leader(2)
    scene.leader_rest(-5, 21050)
    assert scene.rests() == [(-5, 21050)]
    begins(scene)
    assert scene.rests() == [(-2, 21050)]
    ends(scene)
    scene.wait(1_000)
    assert scene.rests() == [(-2, 21050)]
    scene.fill(scene.rest_at(21050))
    scene.wait(1_000)
    assert (scene.held(), scene.rests()) == (0, [])


@pytest.mark.rule("6.10", "6.2")
@pytest.mark.parametrize(("begins", "ends", "reason"), HOLDS[:-1])
def test_an_order_submitted_under_a_hold_is_held_with_its_reason_but_an_exit_rests(
    begins: Act, ends: Act, reason: Reason
) -> None:
    scene = on_submit("1", auto=True)
    scene.leader(2)
    begins(scene)
    scene.leader_rest(1, 20990)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, reason)
    scene.leader_rest(-2, stop=20950)
    scene.wait(300)
    assert scene.rests() == [(-2, 20950)]
    ends(scene)
    scene.wait(1_000)
    assert scene.rests() == [(-2, 20950)]


@pytest.mark.rule("6.10")
def test_an_entry_not_acknowledged_yet_is_cancelled_as_soon_as_it_is() -> None:
    scene = on_submit("1")
    scene.leader_rest(2, 20990)
    scene.switch_group(False)
    assert scene.cancels == []
    scene.ack_all()
    assert len(scene.to_cancel()) == 1


@pytest.mark.rule("6.10", "6.6")
def test_an_entry_that_fills_while_the_hold_cancels_it_is_kept_while_the_leaders_order_works() -> None:
    scene = on_submit("1")
    his = scene.leader_rest(2, 20990)
    scene.ack_all()
    scene.switch_group(False)
    scene.fill(scene.rest_at(20990))
    assert (scene.held(), scene.expected(), scene.markets()) == (2, 2, [])
    scene.leader_cancel(his)
    assert scene.markets() == [-2]


@pytest.mark.rule("6.10", "4.6")
def test_a_follower_that_is_switched_off_changes_nothing_for_the_others() -> None:
    scene = on_submit("1", "2", auto=True)
    scene.leader_rest(2, 20990)
    scene.switch(F1, False)
    assert (scene.rests(f(1)), scene.rests(f(2))) == ([], [(4, 20990)])


@pytest.mark.rule("6.10", "6.2")
def test_an_exit_that_would_open_after_the_position_is_gone_is_cancelled_under_a_hold() -> None:
    scene = on_submit("1", auto=True)
    scene.leader(2)
    scene.leader_rest(-2, stop=20950)
    scene.wait(300)
    scene.switch_group(False)
    scene.leader(-2)
    scene.wait(1_000)
    assert (scene.held(), scene.rests()) == (0, [])


@pytest.mark.rule("6.10", "12")
def test_a_flatten_cancels_everything_and_no_copy_comes_back_for_orders_from_before_it() -> None:
    scene = on_submit("1", auto=True)
    scene.leader(2)
    scene.leader_rest(-2, 21050)
    stop = scene.leader_rest(-2, stop=20950)
    add = scene.leader_rest(1, 20990)
    assert len(scene.resting()) == 3
    scene.auto = False
    scene.flatten(F1)
    assert any(isinstance(command, CancelAllOrders) for command in scene.cancels)
    for order in scene.resting():
        scene.cancelled(order)
    scene.settle()
    scene.wait(1_000)
    scene.read()
    scene.wait(5_000)
    assert (scene.held(), scene.rests()) == (0, [])
    assert scene.notices(NoticeKind.FLAT_CONFIRMED)
    scene.leader_change(stop, stop=20960)
    scene.leader_hit(add)
    scene.settle()
    scene.wait(5_000)
    assert (scene.held(), scene.rests(), scene.expected()) == (0, [], 0)
    assert scene.last().reason is Reason.FLATTENED
    scene.leader_rest(1, 20980)
    assert scene.rests() == [(1, 20980)], "the leader's next order is copied"


@pytest.mark.rule("6.10", "12", "5.5")
def test_an_order_that_had_no_room_before_a_flatten_gets_none_after_it() -> None:
    scene = Scene(followers=(FollowerSettings(F1, max_contracts=2),), able=ABLE)
    scene.leader_rest(2, 20990)
    scene.leader_rest(1, 20980)
    scene.ack_all()
    assert scene.rests() == [(2, 20990)]
    scene.flatten(F1)
    scene.cancelled(scene.rest_at(20990))
    scene.wait(1_000)
    scene.read()
    scene.wait(10_000)
    assert scene.notices(NoticeKind.FLAT_CONFIRMED)
    assert scene.rests() == []


@pytest.mark.rule("12", "6.10")
def test_a_copy_that_fills_while_a_flatten_is_on_is_closed_as_well() -> None:
    scene = on_submit("1")
    scene.leader_rest(2, 20990)
    scene.ack_all()
    scene.flatten(F1)
    scene.fill(scene.rest_at(20990))
    assert scene.markets() == [-2]


@pytest.mark.rule("6.10", "5.6")
def test_the_leaders_line_down_with_the_followers_own_line_down_is_put_right_when_the_line_is_back() -> None:
    scene = on_submit("1", auto=True)
    scene.leader_rest(2, 20990)
    scene.auto = False
    scene.line(F1, LineState.RECONNECTING)
    scene.switch_group(False)
    assert scene.cancels == []
    scene.read()
    scene.line(F1, LineState.CONNECTED)
    assert [type(command) for command in scene.cancels] == [CancelOrder]
    scene.settle()
    assert scene.rests() == []


@pytest.mark.rule("6.9", "6.11")
def test_a_follower_whose_line_was_down_is_brought_in_line_with_what_the_leader_did_meanwhile() -> None:
    scene = on_submit("1", auto=True)
    moved, gone = scene.leader_rest(2, 20990), scene.leader_rest(1, 20980)
    scene.auto = False
    scene.line(F1, LineState.RECONNECTING)
    scene.leader_change(moved, limit=20995)
    scene.leader_cancel(gone)
    assert (scene.changes, scene.cancels) == ([], [])
    scene.read()
    scene.line(F1, LineState.CONNECTED)
    scene.settle()
    assert scene.rests() == [(2, 20995)]


@pytest.mark.rule("6.3", "6.10")
def test_an_entry_submitted_while_the_follower_was_offline_is_missed_and_not_placed_late() -> None:
    scene = on_submit("1", auto=True)
    scene.line(F1, LineState.RECONNECTING)
    his = scene.leader_rest(2, 20990)
    assert (scene.last().verdict, scene.last().reason) == (Verdict.HELD, Reason.OFFLINE)
    scene.read()
    scene.line(F1, LineState.CONNECTED)
    scene.leader_hit(his)
    scene.wait(10_000)
    assert (scene.held(), scene.sent(), scene.expected()) == (0, [], 2)


@pytest.mark.rule("6.10", "7.5")
def test_the_pace_of_resting_entries_opens_the_breaker_like_that_of_market_orders() -> None:
    scene = on_submit("1", auto=True)
    for step in range(12):
        scene.leader_rest(1, 20990 - step)
    assert scene.follower().breaker
    assert len(scene.sent()) == 10
    assert scene.last().reason is Reason.BREAKER_OPEN
    assert scene.rests() == [], "and what rests of them is taken away"


@pytest.mark.rule("6.8", "5.6")
def test_a_hold_takes_no_order_kind_for_an_entry_that_is_an_exit() -> None:
    scene = on_submit("1", auto=True, able=replace(ABLE, oco=False))
    scene.leader(-2)
    scene.leader_rest(2, stop=21050)
    scene.leader_rest(2, 20950)
    scene.leader_rest(-1, 21070)
    scene.switch(F1, False)
    assert [(order.kind, order.qty) for order in scene.resting()] == [(OrderKind.STOP, 2), (OrderKind.LIMIT, 2)]
    assert scene.rest_at(21050).stop == Decimal(21050)
