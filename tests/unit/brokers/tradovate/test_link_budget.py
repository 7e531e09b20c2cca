"""Limits of the login: every request is counted, exits pass whatever is left, and a penalty stops all the rest."""

import pytest

from mimikdesk.brokers.tradovate import facts
from mimikdesk.domain.commands import CancelOrder, ClosePosition, ModifyOrder
from mimikdesk.domain.events import CancelRefused, ModifyRefused, SnapshotTaken
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate_rig import SYMBOL
from tests.helpers.tradovate_told import MINUTE, SELL, Told

PLACE = "order/placeorder"


def left(told: Told) -> int:
    return told.tradovate.budget.left(told.clock.now().mono_ns)


def spend_to(told: Told, rest: int) -> None:
    told.tradovate.budget.spend(told.clock.now().mono_ns, left(told) - rest)


def locked(status: int = 429) -> Told:
    """A link that holds two contracts and a resting order, and has just been told that it asked too much."""
    told = Told()
    told.hold(2)
    told.place("resting", SELL, 2, limit="105")
    told.settle()
    told.server.limits.answer_next("order/item", status)
    told.tradovate.reread(1)
    told.settle()
    told.events.clear()
    told.forget_asked()
    return told


@pytest.mark.rule("3.6")
def test_every_request_is_counted_and_no_heartbeat() -> None:
    told = Told()
    sockets = told.network.sockets
    before, asked = left(told), len(told.asked())
    told.place("o1")
    told.pass_time(20 * SECOND)
    told.link.refresh(told.accounts[0])
    told.settle()
    assert before - left(told) == len(told.asked()) - asked == 5
    assert "[]" in sockets[-1].sent


@pytest.mark.rule("3.6")
def test_accounts_that_are_read_at_the_same_time_share_one_read_and_reads_keep_apart() -> None:
    told = Told()
    for account in told.accounts:
        told.link.refresh(account)
    told.settle()
    assert len(told.asked("order/list")) == 1
    assert [event.account for event in told.events if isinstance(event, SnapshotTaken)] == list(told.accounts)
    for _ in range(100):
        told.link.refresh(told.accounts[0])
        told.pass_time(SECOND // 10)
    assert len(told.asked("order/list")) in (10, 11)
    spend_to(told, 2000)
    told.forget_asked()
    for _ in range(300):
        told.link.refresh(told.accounts[0])
        told.pass_time(SECOND // 10)
    assert len(told.asked("order/list")) in (3, 4)


@pytest.mark.rule("3.6")
def test_the_reserve_is_for_exits_alone() -> None:
    told = Told()
    told.hold(2)
    spend_to(told, facts.EXIT_RESERVE)
    opened = told.place("o1")
    told.settle()
    assert [(name, outcome) for name, outcome, _ in told.ended()] == [(opened, "not_sent")]
    assert "kept for exits" in told.ended()[0][2]
    closed = told.place("x", SELL, 2)
    told.settle()
    assert told.statuses(closed)[-1] == "filled"


@pytest.mark.rule("3.6")
def test_reads_leave_more_than_the_reserve_and_are_made_up_for() -> None:
    told = Told()
    spend_to(told, facts.EXIT_RESERVE + facts.READS_KEEP)
    told.link.refresh(told.accounts[0])
    told.pass_time(MINUTE)
    assert told.asked("order/list") == []
    told.pass_time(65 * MINUTE - told.clock.now().mono_ns)
    assert [event.account for event in told.events if isinstance(event, SnapshotTaken)] == [told.accounts[0]]


@pytest.mark.rule("3.6")
@pytest.mark.parametrize("status", [429, 423])
def test_in_a_penalty_nothing_is_opened_or_read_and_exits_and_cancels_go_once(status: int) -> None:
    told = locked(status)
    opened = told.place("o1")
    told.link.refresh(told.accounts[0])
    told.settle()
    assert told.asked() == []
    assert [(name, outcome) for name, outcome, _ in told.ended()] == [(opened, "not_sent")]
    assert "Close at the broker" in told.ended()[0][2]
    told.link.cancel(CancelOrder(told.accounts[0], ClientOrderId("resting")))
    told.place("x", SELL, 2)
    told.pass_time(30 * SECOND)
    assert told.asked() == ["order/cancelorder", PLACE]
    assert told.statuses("x")[-1] == "filled"
    assert told.statuses("resting")[-1] == "cancelled"


@pytest.mark.rule("3.6")
def test_in_a_penalty_the_brokers_own_close_goes_and_a_change_of_an_exit_too() -> None:
    told = locked()
    told.link.modify(ModifyOrder(told.accounts[0], ClientOrderId("resting"), qty=1))
    told.settle()
    told.link.close_position(ClosePosition(told.accounts[0], ClientOrderId("c"), SYMBOL))
    told.settle()
    assert told.asked() == ["order/modifyorder", "order/liquidateposition"]
    assert told.statuses("c")[-1] == "filled"


@pytest.mark.rule("3.6")
def test_an_exit_is_known_for_one_before_the_broker_has_told_the_position() -> None:
    told = Told()
    told.server.limits.answer_next("order/item", 429)
    told.place("o1", qty=2)
    told.pass_time(3_900_000)  # it has been filled, and nothing of that is here yet
    told.tradovate.reread(1)
    told.settle()
    told.events.clear()
    told.place("x", SELL, 2)
    told.settle()
    assert told.statuses("x")[-1] == "filled"


@pytest.mark.rule("3.6")
def test_an_exit_that_the_broker_does_not_take_in_a_penalty_is_not_sent_again_by_itself() -> None:
    told = locked()
    told.server.limits.spend(told.user.id, 5000)
    told.place("x", SELL, 2)
    told.pass_time(5 * MINUTE)
    assert told.asked() == [PLACE]
    assert [(name, outcome) for name, outcome, _ in told.ended()] == [("x", "not_sent")]


@pytest.mark.rule("3.6")
def test_a_cancel_that_the_broker_does_not_take_in_a_penalty_says_so() -> None:
    told = locked()
    told.server.limits.spend(told.user.id, 5000)
    told.link.cancel(CancelOrder(told.accounts[0], ClientOrderId("resting")))
    told.link.modify(ModifyOrder(told.accounts[0], ClientOrderId("resting"), qty=1))
    told.settle()
    kinds = [type(event) for event in told.events]
    assert kinds == [CancelRefused, ModifyRefused]


@pytest.mark.rule("3.6")
def test_a_penalty_ends_and_what_could_not_be_read_is_read() -> None:
    told = locked(423)
    told.link.refresh(told.accounts[0])
    told.pass_time(facts.ENDPOINT_LOCK_NS - 5 * SECOND)
    assert told.asked() == []
    told.pass_time(10 * SECOND)
    assert any(isinstance(event, SnapshotTaken) for event in told.events)
    own = told.place("o1")
    told.settle()
    assert told.statuses(own)[-1] == "filled"


@pytest.mark.rule("3.6")
def test_a_waiting_time_inside_any_answer_is_a_penalty_of_the_whole_login() -> None:
    told = Told()
    told.server.limits.penalties.impose("order/list", 30, message="slow down")
    told.link.refresh(told.accounts[0])
    told.settle()
    assert told.login.penalties.wait_ns > 25 * SECOND
    told.place("o1")
    told.settle()
    ((name, outcome, text),) = told.ended()
    assert (name, outcome) == ("o1", "not_sent")
    assert "slow down" in text


@pytest.mark.rule("3.6")
def test_a_line_that_is_lost_in_a_penalty_is_made_anew_at_the_longest_wait() -> None:
    told = locked()
    told.lose_line()
    told.pass_time(59 * SECOND)
    assert told.network.sockets == []
    told.pass_time(10 * SECOND)
    assert told.lines() == ["reconnecting", "connected"]
    own = told.place("o1")
    told.settle()
    assert told.statuses(own)[-1] == "filled"
