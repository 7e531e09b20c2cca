"""What the leader did is acted on once, live, and never guessed: repeats, gaps, history (rules 1.2, 3.1, 7.1, 7.2)."""

import pytest

from mimikdesk.domain.decisions import NoticeKind, Verdict
from mimikdesk.domain.events import LineState, Resumed, TimePassed
from mimikdesk.domain.ids import VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.time import SECOND
from tests.helpers.scene import LEADER, MNQ, Scene, f


@pytest.mark.rule("7.1")
def test_a_repeated_leader_fill_is_acted_on_once() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(2)
    scene.leader_fill(order, 1, 2, fill="same")
    scene.leader_fill(order, 1, 2, fill="same")
    assert scene.sent() == [2]
    assert scene.notices(NoticeKind.DUPLICATE_IGNORED)


@pytest.mark.rule("7.1")
def test_an_order_cannot_fill_more_than_its_size_under_whatever_names() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(2)
    scene.leader_fill(order, 1, 2, fill="one")
    scene.leader_fill(order, 1, 2, fill="another")
    assert scene.sent() == [2]
    assert scene.leader_books[MNQ].position == 2


@pytest.mark.rule("7.1")
def test_fills_and_order_reports_that_tell_the_same_count_once_in_any_order() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(3)
    scene.leader_report(order, 3, 3, OrderStatus.FILLED)
    scene.leader_fill(order, 1, 1)
    scene.leader_fill(order, 1, 2)
    assert scene.sent() == [3]


@pytest.mark.rule("7.2")
def test_what_comes_before_the_first_snapshot_is_history() -> None:
    scene = Scene("1", connect=False)
    scene.leader(2)
    assert scene.verdicts() == []
    scene.snapshot(LEADER, {MNQ: 2})
    scene.line(LEADER, LineState.CONNECTED)
    scene.snapshot(f(1), {})
    scene.line(f(1), LineState.CONNECTED)
    assert scene.places == []


@pytest.mark.rule("7.2", "1.2")
def test_a_trade_missed_while_the_leaders_line_was_down_is_recorded_and_never_entered() -> None:
    scene = Scene("1", auto=True)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.wait(5000)
    scene.snapshot(LEADER, {MNQ: 3})
    scene.line(LEADER, LineState.CONNECTED)
    scene.wait(60_000)
    assert scene.places == []
    assert scene.expected() == 3
    assert scene.last().verdict is Verdict.HELD
    assert scene.last().reason is Reason.LEADER_LINE_DOWN


@pytest.mark.rule("9.3")
def test_a_leader_who_left_while_his_line_was_down_is_followed_out_once_both_sides_were_read_again() -> None:
    scene = Scene("1", "0.5", auto=True)
    scene.leader(4)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.wait(5000)
    scene.snapshot(LEADER, {})
    scene.line(LEADER, LineState.CONNECTED)
    assert scene.notices(NoticeKind.GAP)
    assert scene.last().reason is Reason.REDUCED_UNSEEN
    assert (scene.expected(), scene.held()) == (0, 4)
    scene.wait(1_900)
    assert scene.held() == 4
    scene.wait(1_000)
    assert scene.held() == 4, "nobody was read again yet"
    for account in (LEADER, f(1), f(2)):
        scene.snapshot(account)
    assert scene.held(f(1)) == scene.held(f(2)) == 0


@pytest.mark.rule("9.3", "7.2")
def test_a_leader_who_turned_round_unseen_is_followed_out_but_not_in() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.snapshot(LEADER, {MNQ: -3})
    scene.line(LEADER, LineState.CONNECTED)
    assert scene.expected() == -3
    assert scene.last().reason is Reason.LEADER_LINE_DOWN
    scene.wait(1_000)
    scene.snapshot(LEADER)
    scene.snapshot(f(1))
    assert scene.held() == 0
    scene.leader(3)
    assert scene.expected() == 0
    assert scene.sent() == [2, -2]


@pytest.mark.rule("7.2")
def test_an_entry_undecided_when_the_line_went_is_not_copied_afterwards() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(5, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 1, 3)
    scene.line(LEADER, LineState.RECONNECTING)
    report = OrderReport(order, None, MNQ, Side.BUY, OrderKind.LIMIT, 5, 5, OrderStatus.FILLED)
    scene.snapshot(LEADER, {MNQ: 5}, (report,))
    scene.line(LEADER, LineState.CONNECTED)
    scene.wait(5000)
    assert scene.places == []
    assert scene.expected() == 5


@pytest.mark.rule("7.2")
def test_fills_repeated_after_a_reconnect_are_not_copied_again() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(2)
    scene.leader_fill(order, 1, 2, fill="one")
    scene.line(LEADER, LineState.RECONNECTING)
    report = OrderReport(order, None, MNQ, Side.BUY, OrderKind.MARKET, 2, 2, OrderStatus.FILLED)
    scene.snapshot(LEADER, {MNQ: 2}, (report,))
    scene.line(LEADER, LineState.CONNECTED)
    scene.leader_fill(order, 1, 2, fill="one")
    scene.leader_report(order, 2, 2, OrderStatus.FILLED)
    assert scene.sent() == [2]


@pytest.mark.rule("6.13")
def test_the_entry_fill_of_an_order_that_rested_before_the_start_is_missed_with_its_reason() -> None:
    scene = Scene("1", connect=False)
    order = VenueOrderId("old")
    report = OrderReport(order, None, MNQ, Side.BUY, OrderKind.LIMIT, 2, 0, OrderStatus.WORKING)
    scene.snapshot(LEADER, {}, (report,))
    scene.line(LEADER, LineState.CONNECTED)
    scene.snapshot(f(1), {})
    scene.line(f(1), LineState.CONNECTED)
    scene.leader_fill(order, 1, 2)
    assert scene.places == []
    assert scene.last().reason is Reason.ORDER_BEFORE_START
    assert scene.expected() == 2


@pytest.mark.rule("3.1")
def test_no_open_is_sent_to_a_follower_that_is_not_connected() -> None:
    for state in (LineState.RECONNECTING, LineState.REAUTH_REQUIRED, LineState.DISCONNECTED):
        scene = Scene("1")
        scene.line(f(1), state)
        scene.leader(1)
        assert scene.places == []
        assert scene.last().verdict is Verdict.HELD
        assert scene.expected() == 1


@pytest.mark.rule("7.3")
def test_client_order_ids_are_the_same_for_the_same_decision_and_never_repeat() -> None:
    def play() -> Scene:
        scene = Scene("1", "0.5", auto=True)
        for qty in (3, 2, -4, -5, 4):
            scene.leader(qty)
        return scene

    first, second = play(), play()
    identities = [order.client_order_id for order in first.places]
    assert identities == [order.client_order_id for order in second.places]
    assert len(set(identities)) == len(identities)
    assert repr(first.decisions) == repr(second.decisions)


@pytest.mark.rule("2")
def test_a_leader_position_that_disagrees_for_a_second_is_read_afresh() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    scene.position_report(LEADER, 5)
    scene.wait(999)
    assert scene.reads == []
    scene.wait(1)
    assert [read.account for read in scene.reads] == [LEADER]


@pytest.mark.rule("1.2", "10.2")
@pytest.mark.parametrize("told", [True, False])
def test_an_entry_that_was_undecided_before_a_sleep_is_not_entered_after_it(told: bool) -> None:
    scene = Scene("1")
    order = scene.leader_order(2)
    scene.leader_fill(order, 1, 1)
    scene.clock.jump(3600 * SECOND, 3600 * SECOND)
    if told:
        scene.take(Resumed(3600 * SECOND, "The computer slept.", scene.clock.now()))
    else:
        scene.take(TimePassed(scene.clock.now()))
    assert scene.sent() == []
    assert scene.last().reason is Reason.PROGRAM_SLEPT
    assert scene.expected() == 1  # missed, and told as such
    scene.leader(-1)
    assert (scene.held(), scene.expected(), scene.sent()) == (0, 0, [])


@pytest.mark.rule("5.10")
def test_an_entry_that_is_a_little_late_is_still_followed() -> None:
    scene = Scene("1")
    order = scene.leader_order(2)
    scene.leader_fill(order, 1, 1)
    scene.clock.advance(2 * SECOND)
    scene.take(TimePassed(scene.clock.now()))
    assert scene.sent() == [1]
