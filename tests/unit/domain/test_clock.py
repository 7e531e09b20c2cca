"""The clock that is moved by hand: the same calls in the same order, every time."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp


def test_it_stands_still_until_it_is_moved() -> None:
    clock = VirtualClock(utc_ns=1_000)
    assert clock.now() == clock.now() == Stamp(utc_ns=1_000, mono_ns=0)
    clock.advance(250)
    assert clock.now() == Stamp(utc_ns=1_250, mono_ns=250)


def test_calls_run_in_order_of_their_times_and_each_sees_its_own_time() -> None:
    clock = VirtualClock()
    seen: list[tuple[str, int]] = []
    for name, delay in (("late", 30), ("early", 10), ("middle", 20)):
        clock.call_later(delay, lambda name=name: seen.append((name, clock.now().mono_ns)))  # type: ignore[misc]
    clock.advance(100)
    assert seen == [("early", 10), ("middle", 20), ("late", 30)]
    assert clock.now().mono_ns == 100


@given(st.lists(st.integers(min_value=0, max_value=5), max_size=40))
def test_equal_times_run_in_the_order_they_were_asked_for(delays: list[int]) -> None:
    clock = VirtualClock()
    seen: list[tuple[int, int]] = []
    for number, delay in enumerate(delays):
        clock.call_later(delay, lambda pair=(delay, number): seen.append(pair))  # type: ignore[misc]
    clock.advance(5)
    assert seen == sorted((delay, number) for number, delay in enumerate(delays))


def test_advance_runs_what_is_due_at_its_end_and_nothing_later() -> None:
    clock = VirtualClock()
    seen: list[str] = []
    clock.call_later(10, lambda: seen.append("at the end"))
    clock.call_later(11, lambda: seen.append("after it"))
    clock.advance(10)
    assert seen == ["at the end"]
    clock.advance(1)
    assert seen == ["at the end", "after it"]


def test_a_call_that_schedules_another_within_the_time_runs_that_too() -> None:
    clock = VirtualClock()
    seen: list[int] = []

    def again() -> None:
        seen.append(clock.now().mono_ns)
        if len(seen) < 3:
            clock.call_later(MILLISECOND, again)

    clock.call_later(0, again)
    clock.advance(SECOND)
    assert seen == [0, MILLISECOND, 2 * MILLISECOND]
    assert clock.now().mono_ns == SECOND


def test_a_cancelled_call_never_runs_and_is_not_waited_for() -> None:
    clock = VirtualClock()
    seen: list[str] = []
    first = clock.call_later(10, lambda: seen.append("cancelled"))
    clock.call_later(20, lambda: seen.append("kept"))
    first.cancel()
    assert clock.next_due == 20
    clock.advance(30)
    assert seen == ["kept"]


def test_one_call_may_cancel_another_that_is_due_at_the_same_time() -> None:
    clock = VirtualClock()
    seen: list[str] = []
    cancel: list[Callable[[], None]] = []
    clock.call_later(10, lambda: cancel[0]())
    cancel.append(clock.call_later(10, lambda: seen.append("cancelled")).cancel)
    clock.advance(10)
    assert seen == []


def test_cancelling_after_the_call_or_twice_does_nothing() -> None:
    clock = VirtualClock()
    seen: list[str] = []
    handle = clock.call_later(0, lambda: seen.append("ran"))
    clock.advance(0)
    handle.cancel()
    handle.cancel()
    assert seen == ["ran"]
    assert clock.next_due is None


def test_run_next_moves_to_one_call_and_says_when_there_is_none() -> None:
    clock = VirtualClock()
    seen: list[str] = []
    clock.call_later(5, lambda: seen.append("a"))
    clock.call_later(5, lambda: seen.append("b"))
    assert clock.run_next()
    assert (seen, clock.now().mono_ns) == (["a"], 5)
    assert clock.run_next()
    assert not clock.run_next()
    assert (seen, clock.now().mono_ns) == (["a", "b"], 5)


def test_a_delay_in_the_past_means_now() -> None:
    clock = VirtualClock()
    clock.advance(100)
    clock.call_later(-50, lambda: None)
    assert clock.next_due == 100
    assert clock.run_next()
    assert clock.now().mono_ns == 100


def test_a_call_that_fails_is_not_run_again() -> None:
    clock = VirtualClock()

    def fail() -> None:
        raise ValueError("on purpose")

    clock.call_later(1, fail)
    with pytest.raises(ValueError, match="on purpose"):
        clock.advance(2)
    assert clock.next_due is None


def test_a_jump_moves_the_clocks_and_runs_nothing_until_the_next_move() -> None:
    clock = VirtualClock(utc_ns=1_000)
    seen: list[Stamp] = []
    clock.call_later(50, lambda: seen.append(clock.now()))
    clock.jump(utc_ns=7_000)
    assert (clock.now(), seen) == (Stamp(8_000, 0), [])
    clock.jump(utc_ns=200, mono_ns=200)
    assert (clock.now(), seen) == (Stamp(8_200, 200), [])
    clock.advance(10)
    assert seen == [Stamp(8_200, 200)]
    clock.jump(utc_ns=-5_000)
    assert clock.now() == Stamp(3_210, 210)
