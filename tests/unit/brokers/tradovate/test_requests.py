"""Requests under way: each answered once, late, or never; with one timer for all of them."""

import pytest

from mimikdesk.brokers.tradovate.deadlines import Deadlines
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.requests import Requests, Unanswered
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.time import SECOND


class Desk:
    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.sent: list[str] = []
        self.got: list[object] = []
        self.late: list[Reply] = []
        self.requests = Requests(self.clock, self.sent.append)

    def ask(self, within_ns: int = SECOND) -> int:
        return self.requests.ask("a/b", self.got.append, within_ns=within_ns, late=self.late.append)


def test_numbers_rise_and_an_answer_goes_to_whom_asked_once() -> None:
    desk = Desk()
    assert [desk.ask(), desk.ask()] == [0, 1]
    assert desk.sent == ["a/b\n0\n\n", "a/b\n1\n\n"]
    reply = Reply(1, 200, None)
    assert desk.requests.take(reply)
    assert desk.got == [reply]
    assert not desk.requests.take(reply)
    assert not desk.requests.take(Reply(77, 200, None))
    assert desk.got == [reply]


def test_what_is_not_answered_in_time_is_told_so_and_its_answer_is_late() -> None:
    desk = Desk()
    desk.ask(2 * SECOND)
    desk.ask(SECOND)
    desk.clock.advance(SECOND)
    assert len(desk.got) == 1
    assert isinstance(desk.got[0], Unanswered)
    assert not desk.got[0].lost
    reply = Reply(1, 200, None)
    assert desk.requests.take(reply)
    assert desk.late == [reply]
    assert not desk.requests.take(reply)
    desk.clock.advance(SECOND)
    assert len(desk.got) == 2


def test_a_lost_line_answers_everything_at_once_and_only_once() -> None:
    desk = Desk()
    desk.ask()
    desk.ask()
    desk.requests.give_up("gone")
    assert desk.got == [Unanswered("gone", lost=True)] * 2
    desk.clock.advance(10 * SECOND)
    assert len(desk.got) == 2


def test_what_could_not_be_sent_is_not_waited_for() -> None:
    desk = Desk()

    def closed(text: str) -> None:
        raise OSError("closed")

    desk.requests = Requests(desk.clock, closed)
    with pytest.raises(OSError, match="closed"):
        desk.ask()
    desk.clock.advance(10 * SECOND)
    assert desk.got == []


def test_deadlines_pass_in_their_order_with_one_timer() -> None:
    clock, passed = VirtualClock(), list[str]()
    deadlines: Deadlines[str] = Deadlines(clock, passed.append)
    deadlines.set("late", 3 * SECOND)
    deadlines.set("soon", SECOND)
    deadlines.set("moved", SECOND // 2)
    deadlines.set("cleared", SECOND)
    deadlines.set("moved", 2 * SECOND)
    deadlines.clear("cleared")
    assert len([timer for _, _, timer in clock._timers if timer.call is not None]) == 1
    clock.advance(10 * SECOND)
    assert passed == ["soon", "moved", "late"]


def test_a_thousand_requests_leave_one_timer() -> None:
    desk = Desk()
    for _ in range(1000):
        desk.ask()
    assert len([timer for _, _, timer in desk.clock._timers if timer.call is not None]) == 1
