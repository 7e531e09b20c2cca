"""A budget of requests: rolling windows, who may spend what is left, penalties."""

import pytest

from mimikdesk.brokers.budget import Budget, Limit, Priority
from mimikdesk.domain.time import SECOND

MINUTE, HOUR = 60 * SECOND, 3600 * SECOND


def test_what_is_spent_comes_back_when_the_window_has_passed_it_and_not_before() -> None:
    budget = Budget(Limit(10, HOUR))
    budget.spend(0, 4)
    budget.spend(30 * MINUTE, 3)
    assert budget.left(30 * MINUTE) == 3
    assert budget.left(HOUR) == 3
    assert budget.left(HOUR + 10 * SECOND) == 7
    assert budget.left(2 * HOUR) == 10


@pytest.mark.parametrize("at", [0, 1, 9 * SECOND, 10 * SECOND - 1, 10 * SECOND, 17 * SECOND + 3])
def test_a_request_counts_for_the_whole_window_wherever_in_a_slice_it_was_sent(at: int) -> None:
    budget = Budget(Limit(1, HOUR))
    budget.spend(at)
    assert budget.left(at + HOUR - 1) == 0
    assert budget.left(at + HOUR + HOUR // 360) == 1


def test_the_tightest_window_counts() -> None:
    budget = Budget(Limit(100, HOUR), Limit(5, MINUTE))
    budget.spend(0, 4)
    assert budget.left(0) == 1
    assert budget.frees_ns(0) == MINUTE + MINUTE // 360
    assert budget.left(2 * MINUTE) == 5
    budget.spend(2 * MINUTE, 94)
    assert budget.left(4 * MINUTE) == 2


def test_an_hour_of_requests_is_kept_in_few_numbers() -> None:
    budget = Budget(Limit(100_000, HOUR))
    for second in range(2 * 3600):
        budget.spend(second * SECOND)
    assert budget.left(2 * HOUR) in (100_000 - 3600, 100_000 - 3610)
    assert sum(len(window._slices) for window in budget._windows) <= 362


@pytest.mark.rule("3.6")
def test_exits_pass_whatever_is_left_opens_leave_the_reserve_and_reads_leave_more() -> None:
    budget = Budget(Limit(10, HOUR), reserve=3, reads_keep=2)

    def may() -> list[bool]:
        return [budget.allows(0, kind) for kind in (Priority.READ, Priority.ORDER, Priority.EXIT)]

    budget.spend(0, 4)
    assert may() == [True, True, True]
    budget.spend(0)
    assert may() == [False, True, True]
    budget.spend(0, 2)
    assert may() == [False, False, True]
    budget.spend(0, 5)
    assert budget.left(0) == -2
    assert may() == [False, False, True]


@pytest.mark.rule("3.6")
def test_in_a_penalty_only_exits_pass_until_its_end() -> None:
    budget = Budget(Limit(10, HOUR))
    budget.penalise(5 * SECOND, "too many requests")
    budget.penalise(3 * SECOND, "a shorter one changes nothing")
    assert budget.penalty_until(0) == 5 * SECOND
    assert budget.penalty_text(0) == "too many requests"
    kinds = (Priority.READ, Priority.ORDER, Priority.EXIT)
    assert [budget.allows(0, kind) for kind in kinds] == [False, False, True]
    assert [budget.allows(5 * SECOND, kind) for kind in kinds] == [True, True, True]
    assert budget.penalty_until(5 * SECOND) is None
    assert budget.penalty_text(5 * SECOND) == ""


def test_a_budget_without_limits_holds_nothing_back() -> None:
    budget = Budget(reserve=5)
    budget.spend(0, 1000)
    assert budget.allows(0, Priority.READ)
