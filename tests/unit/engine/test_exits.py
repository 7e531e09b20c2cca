"""Exits are obligations: entries in flight, refusals, lost answers, crossings, flatten (rules 5.6, 5.7, 7.4, 12)."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.domain.commands import CancelAllOrders, CancelOrder
from mimikdesk.domain.decisions import Level, NoticeKind, Verdict
from mimikdesk.domain.events import LineState, SendOutcome, SnapshotTaken
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import LEADER, MNQ, Scene, f


@pytest.mark.rule("5.6")
@pytest.mark.parametrize("entry", ["fills", "part fills", "is rejected", "is cancelled"])
def test_an_entry_still_in_flight_when_the_leader_is_out_again_ends_flat(entry: str) -> None:
    scene = Scene("1")
    scene.leader(4)
    scene.leader(-4)
    buy = scene.on_wire()[0]
    assert [command for command in scene.cancels if isinstance(command, CancelOrder)]
    if entry == "fills":
        scene.fill(buy)
    elif entry == "part fills":
        scene.fill(buy, 3)
        scene.cancelled(buy)
    elif entry == "is rejected":
        scene.reject(buy)
    else:
        scene.cancelled(buy)
    scene.fill_all()
    assert scene.held() == scene.expected() == 0
    assert scene.book().obligations == {}
    assert len(scene.sent()) == (2 if "fills" in entry else 1)


@pytest.mark.rule("5.6")
def test_a_reduction_while_the_entry_is_in_flight_trims_what_fills() -> None:
    scene = Scene("1")
    scene.leader(4)
    scene.leader(-3)
    assert scene.sent() == [4]
    scene.fill_all()
    assert scene.sent() == [4, -3]
    assert scene.held() == scene.expected() == 1


@pytest.mark.rule("5.6")
def test_exits_on_the_wire_never_exceed_what_is_held() -> None:
    scene = Scene("1")
    scene.leader(4)
    scene.fill_all()
    scene.leader(-2)
    scene.leader(-2)
    assert scene.sent() == [4, -2, -2]
    first, second = scene.on_wire()
    scene.reject(first)
    scene.wait(300)
    again = [order for order in scene.on_wire() if order is not second]
    assert [order.qty for order in again] == [2]
    scene.fill_all()
    assert scene.held() == 0


@pytest.mark.rule("5.6", "1.1")
def test_a_refused_exit_is_sent_again_with_longer_and_longer_pauses_until_it_goes_through() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    scene.leader(-2)
    times = []
    for _ in range(5):
        times.append(scene.clock.now().mono_ns)
        scene.reject(scene.on_wire()[0])
        while not scene.on_wire():
            scene.wait(50)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps == sorted(gaps)
    assert gaps[0] >= 250_000_000
    scene.fill_all()
    assert scene.held() == 0
    assert [notice.level for notice in scene.notices(NoticeKind.EXIT_STUCK)] == [Level.CRITICAL]
    assert len(scene.notices(NoticeKind.EXIT_RETRY)) == 1


@pytest.mark.rule("5.6", "1.1")
def test_an_exit_owed_while_the_line_is_down_goes_out_when_it_is_back() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    scene.line(f(1), LineState.RECONNECTING)
    scene.leader(-2)
    assert scene.on_wire() == []
    assert scene.last().verdict is Verdict.HELD
    assert scene.last().reason is Reason.EXIT_OWED
    scene.snapshot(f(1))
    scene.line(f(1), LineState.CONNECTED)
    assert [order.qty for order in scene.on_wire()] == [2]


@pytest.mark.rule("1.1", "7.5")
def test_nothing_that_holds_opens_holds_an_exit() -> None:
    scene = Scene("1", whitelist=frozenset({"MNQ"}))
    scene.leader(3)
    scene.fill_all()
    for _ in range(3):
        scene.leader(1)
        scene.reject(scene.on_wire()[0])
    assert scene.follower().breaker
    scene.switch(f(1), on=False)
    scene.switch_group(False)
    scene.leader(-6)
    assert [order.qty for order in scene.on_wire()] == [3]


@pytest.mark.rule("5.6")
def test_two_quick_reversals_never_let_the_sides_meet() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.leader(-4)
    assert scene.sent() == [2], "the new side waits until the entry on the old side has settled"
    scene.fill(scene.on_wire()[0])
    assert scene.sent() == [2, -2, -2]
    scene.fill_all()
    assert scene.held() == scene.expected() == -2


@pytest.mark.rule("1.2")
def test_an_opening_that_waited_too_long_is_given_up_and_said() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.leader(-4)
    scene.wait(1001)
    assert scene.sent() == [2]
    scene.fill_all()
    assert scene.held() == 0
    assert scene.expected() == -2
    assert any(notice.reason is Reason.TOO_LATE for notice in scene.notices(NoticeKind.COPY_FAILED))


@pytest.mark.rule("5.6")
def test_an_opening_that_waits_is_taken_back_when_the_leader_leaves_again() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.leader(-4)
    scene.leader(2)
    scene.fill_all()
    assert scene.held() == scene.expected() == 0
    assert scene.sent() == [2, -2]


@pytest.mark.rule("5.7")
def test_a_crossing_caused_by_somebody_else_is_exited_at_once_and_reported() -> None:
    scene = Scene("1")
    scene.leader(3)
    scene.fill_all()
    scene.leader(-3)
    scene.by_hand(f(1), -3)
    scene.fill(scene.on_wire()[0])
    assert scene.held() == -3
    assert [order.qty * order.side.sign for order in scene.on_wire()] == [3]
    scene.fill_all()
    assert scene.held() == 0
    assert [notice.level for notice in scene.notices(NoticeKind.CROSSED)] == [Level.CRITICAL]


@pytest.mark.rule("5.7")
@given(st.lists(st.tuples(st.integers(-6, 6).filter(bool), st.booleans()), max_size=8))
def test_no_order_could_cross_zero_by_what_was_known_when_it_was_sent(trades: list[tuple[int, bool]]) -> None:
    scene = Scene("1", "0.5")
    for qty, settle in trades:
        scene.clock.advance(100_000_000)
        scene.leader(qty)
        for account in (f(1), f(2)):
            book = scene.book(account)
            for sign in (1, -1):
                assert book.closing_in_flight(sign) <= book.held(sign)
        if settle:
            scene.fill_all()
    scene.fill_all()
    for account in (f(1), f(2)):
        assert scene.held(account) == scene.expected(account)


@pytest.mark.rule("7.4")
def test_an_unknown_outcome_is_asked_about_and_never_sent_again() -> None:
    scene = Scene("1")
    scene.leader(2)
    order = scene.on_wire()[0]
    scene.lost(order)
    assert scene.reads
    scene.leader(1)
    assert scene.last().reason is Reason.OUTCOME_UNKNOWN
    assert scene.sent() == [2]
    scene.wait(10)
    scene.snapshot(f(1), {MNQ: 2}, (scene.order_report(order, 2, OrderStatus.FILLED),))
    assert scene.held() == 2
    scene.leader(1)
    assert scene.sent() == [2, 1]


@pytest.mark.rule("7.4")
def test_an_unknown_exit_is_replaced_only_after_two_agreeing_reads_a_second_apart() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    scene.leader(-2)
    scene.lost(scene.on_wire()[0])
    scene.wait(10)
    scene.snapshot(f(1), {MNQ: 2})
    assert scene.sent() == [2, -2]
    scene.wait(500)
    scene.snapshot(f(1), {MNQ: 2})
    assert scene.sent() == [2, -2]
    scene.wait(600)
    scene.snapshot(f(1), {MNQ: 2})
    scene.wait(300)
    assert scene.sent() == [2, -2, -2]


@pytest.mark.rule("7.4")
def test_an_exit_that_was_filled_unseen_is_not_sent_again() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    scene.leader(-2)
    exit_order = scene.on_wire()[0]
    scene.lost(exit_order)
    scene.wait(10)
    scene.snapshot(f(1), {}, (scene.order_report(exit_order, 2, OrderStatus.FILLED),))
    scene.wait(5000)
    assert scene.sent() == [2, -2]
    assert scene.held() == 0


@pytest.mark.rule("7.4")
def test_an_order_without_any_answer_counts_as_unknown_after_three_seconds() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.wait(2999)
    assert scene.notices(NoticeKind.OUTCOME_UNKNOWN) == []
    scene.wait(1)
    assert len(scene.notices(NoticeKind.OUTCOME_UNKNOWN)) == 1
    assert [read.account for read in scene.reads] == [f(1)]


@pytest.mark.rule("7.1")
def test_a_repeated_fill_of_an_own_order_counts_once() -> None:
    scene = Scene("1")
    scene.leader(2)
    order = scene.on_wire()[0]
    scene.fill(order)
    last = next(event for event in reversed(scene.events) if type(event).__name__ == "FillReported")
    scene.take(last)
    assert scene.held() == 2


@pytest.mark.rule("7.4")
def test_an_order_that_certainly_did_not_leave_is_reported_and_not_repeated() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.lost(scene.on_wire()[0], SendOutcome.NOT_SENT)
    scene.wait(10_000)
    assert scene.sent() == [2]
    assert any(notice.reason is Reason.NOT_SENT for notice in scene.notices(NoticeKind.COPY_FAILED))
    assert scene.expected() == 2
    assert scene.held() == 0


@pytest.mark.rule("12")
def test_flatten_closes_everything_and_expects_flat_until_the_leader_opens_anew() -> None:
    scene = Scene("1", "0.5")
    scene.leader(4)
    scene.fill_all()
    scene.flatten(f(1))
    assert CancelAllOrders(f(1)) in scene.cancels
    scene.fill_all()
    scene.snapshot(f(1))
    assert scene.held(f(1)) == scene.expected(f(1)) == 0
    assert scene.follower(f(1)).flattening is None
    assert scene.notices(NoticeKind.FLAT_CONFIRMED)
    assert scene.held(f(2)) == 2
    scene.leader(2)
    scene.fill_all()
    assert scene.held(f(1)) == 2


@pytest.mark.rule("12")
def test_an_order_that_rested_before_the_flatten_is_not_followed_after_it() -> None:
    scene = Scene("1")
    order = scene.leader_order(3)
    scene.flatten(f(1))
    scene.leader_fill(order, 1, 3)
    assert scene.sent() == []
    assert scene.last().reason is Reason.FLATTENED


@pytest.mark.rule("12")
def test_a_flatten_is_over_only_when_the_broker_reports_flat() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    scene.position_report(f(1), 2)
    scene.flatten(f(1))
    scene.fill_all()
    assert scene.follower().flattening is not None
    scene.snapshot(f(1))
    assert scene.follower().flattening is None


@pytest.mark.rule("12", "5.6")
def test_a_flatten_while_an_entry_is_in_flight_ends_flat() -> None:
    scene = Scene("1")
    scene.leader(4)
    scene.flatten(f(1))
    scene.fill_all()
    assert scene.held() == 0


@pytest.mark.rule("12", "4.5")
def test_flatten_leaves_the_leader_out_and_says_so() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    scene.flatten(LEADER)
    assert scene.sent() == [2]
    assert scene.notices(NoticeKind.LEADER_LEFT_OUT)


@pytest.mark.rule("10.1")
def test_a_follower_left_long_two_never_becomes_four() -> None:
    scene = Scene("1", positions={f(1): 2})
    scene.leader(2)
    assert scene.sent() == []
    assert scene.last().reason is Reason.STARTUP_DIFFERENCE
    scene.flatten(f(1))
    scene.fill_all()
    scene.position_report(f(1), 0)
    assert scene.held() == 0
    scene.leader(2)
    scene.fill_all()
    assert scene.held() == 2


@pytest.mark.rule("10.1")
def test_nothing_is_traded_at_the_start_whatever_the_accounts_hold() -> None:
    scene = Scene("1", "1", positions={LEADER: 3, f(1): -2})
    scene.wait(60_000)
    assert scene.places == []
    assert len(scene.notices(NoticeKind.STARTUP_DIFFERENCE)) == 2


@pytest.mark.rule("10.1")
def test_a_follower_that_fits_the_leader_at_the_start_needs_no_question_and_goes_on() -> None:
    scene = Scene("0.5", positions={LEADER: 4, f(1): 2}, auto=True)
    assert scene.notices(NoticeKind.STARTUP_DIFFERENCE) == []
    assert scene.expected() == 2
    scene.leader(2)
    assert scene.held() == 3
    scene.leader(-3)
    assert scene.held() == scene.expected() == 2
    scene.leader(-3)
    assert scene.held() == scene.expected() == 0


@pytest.mark.rule("10.1")
def test_exits_pass_while_a_start_difference_is_unsettled_and_opens_return_once_both_are_flat() -> None:
    scene = Scene("1", positions={LEADER: 2, f(1): 1}, auto=True)
    scene.leader(-2)
    assert scene.held() == 0
    scene.leader(1)
    assert scene.held() == 1


@pytest.mark.rule("3.4")
def test_a_position_report_that_disagrees_is_read_up_before_it_is_believed() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.fill_all()
    scene.position_report(f(1), 0)
    assert scene.held() == 2
    scene.leader(-1)
    assert scene.sent() == [2, -1]
    scene.fill_all()
    scene.wait(1000)
    assert [read.account for read in scene.reads] == [f(1)]
    scene.snapshot(f(1), {MNQ: 1})
    assert scene.held() == 1


@pytest.mark.rule("3.4")
def test_a_read_that_is_older_than_the_last_fill_changes_nothing() -> None:
    scene = Scene("1")
    asked = scene.clock.now()
    scene.clock.advance(1_000_000)
    scene.leader(2)
    scene.fill_all()
    scene.take(SnapshotTaken(f(1), (), (), Decimal(50000), asked, scene.clock.now()))
    assert scene.held() == 2
    scene.wait(1000)
    assert scene.reads
