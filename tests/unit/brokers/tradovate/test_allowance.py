"""What of a login's requests is left is told where it changes, whoever changed it, and penalties soon (rule 3.6)."""

import pytest

from mimikdesk.brokers.budget import Budget, Limit
from mimikdesk.brokers.tradovate.allowance import Allowance
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import BudgetReported
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.time import MILLISECOND, SECOND

HOUR, MINUTE = 3600 * SECOND, 60 * SECOND


class Told:
    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.budget = Budget(Limit(100, HOUR), Limit(20, MINUTE))
        self.events: list[BudgetReported] = []
        self.allowance = Allowance(self.clock, ConnectionId("T"), self.budget, self.events.append)

    def spend(self, count: int) -> None:
        self.budget.spend(self.clock.now().mono_ns, count)

    @property
    def figures(self) -> list[tuple[int | None, int | None]]:
        return [(event.left, event.limit) for event in self.events]


@pytest.mark.rule("3.6")
def test_the_tightest_limit_is_told_when_the_line_is_connected() -> None:
    told = Told()
    told.spend(85)
    told.clock.advance(2 * MINUTE)
    told.allowance.begin()
    assert told.figures == [(15, 100)]
    assert told.events[0].window_ns == HOUR


@pytest.mark.rule("3.6")
def test_what_others_of_the_login_spend_is_told_once_a_second_and_only_where_it_changed() -> None:
    told = Told()
    told.allowance.begin()
    for _ in range(10):
        told.clock.advance(300 * MILLISECOND)
        told.spend(1)
    told.clock.advance(10 * SECOND)
    lefts = [left for left, _ in told.figures]
    assert (lefts[0], lefts[-1], lefts) == (20, 10, sorted(set(lefts), reverse=True))  # type: ignore[type-var]
    assert len(lefts) <= 6


@pytest.mark.rule("3.6")
def test_a_penalty_is_told_within_a_quarter_of_a_second_with_the_brokers_words_and_so_is_its_end() -> None:
    told = Told()
    told.allowance.begin()
    told.clock.advance(100 * MILLISECOND)
    until_ns = told.clock.now().mono_ns + 5 * SECOND
    told.budget.penalise(until_ns, "slow down")
    told.clock.advance(250 * MILLISECOND)
    assert [(event.penalty_until_ns, event.text) for event in told.events[1:]] == [(until_ns, "slow down")]
    told.clock.advance(5 * SECOND)
    assert [event.penalty_until_ns for event in told.events[2:]] == [None]


def test_nothing_is_told_without_a_line() -> None:
    told = Told()
    told.allowance.begin()
    told.allowance.end()
    told.spend(5)
    told.clock.advance(MINUTE)
    assert len(told.events) == 1
    assert told.clock.next_due is None
