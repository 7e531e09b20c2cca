"""The machine's clock on an asyncio loop."""

import asyncio
from collections.abc import Callable
from contextvars import Context
from functools import partial
from typing import TypeVarTuple, Unpack

import pytest

from mimikdesk.app.clock import SystemClock, millisecond_waits, new_loop
from mimikdesk.domain.time import MILLISECOND

Args = TypeVarTuple("Args")


class CountingLoop(asyncio.SelectorEventLoop):
    """An asyncio loop that counts the timers asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.timers = 0

    def call_later(
        self,
        delay: float,
        callback: Callable[[Unpack[Args]], object],
        *args: *Args,
        context: Context | None = None,
    ) -> asyncio.TimerHandle:
        self.timers += 1
        return super().call_later(delay, callback, *args, context=context)


def run(
    scenario: Callable[[SystemClock, asyncio.Future[None]], None], loop: asyncio.AbstractEventLoop | None = None
) -> None:
    loop = loop or CountingLoop()
    done: asyncio.Future[None] = loop.create_future()
    try:
        loop.call_soon(scenario, SystemClock(loop), done)
        loop.run_until_complete(done)
    finally:
        loop.close()


def test_calls_run_in_order_of_time_and_equal_times_in_order_of_asking() -> None:
    ran: list[str] = []

    def scenario(clock: SystemClock, done: asyncio.Future[None]) -> None:
        clock.call_later(4 * MILLISECOND, partial(done.set_result, None))
        clock.call_later(3 * MILLISECOND, partial(ran.append, "late"))
        for name in ("a", "b", "c"):
            clock.call_later(0, partial(ran.append, name))
        clock.call_later(1 * MILLISECOND, partial(ran.append, "soon"))

    run(scenario)
    assert ran == ["a", "b", "c", "soon", "late"]


def test_no_call_runs_before_its_time() -> None:
    early: list[int] = []

    def note(clock: SystemClock, due: int) -> None:
        early.append(due - clock.now().mono_ns)

    def scenario(clock: SystemClock, done: asyncio.Future[None]) -> None:
        for delay in (100_000, 700_000, 1_000_001, 2_500_000):
            clock.call_later(delay, partial(note, clock, clock.now().mono_ns + delay))
        clock.call_later(4 * MILLISECOND, lambda: done.set_result(None))

    run(scenario)
    assert len(early) == 4
    assert max(early) <= 0


def test_short_calls_on_the_lanes_loop_come_in_time_on_every_system() -> None:
    late: list[int] = []

    def again(clock: SystemClock, done: asyncio.Future[None]) -> None:
        due = clock.now().mono_ns + 2 * MILLISECOND

        def note() -> None:
            late.append(clock.now().mono_ns - due)
            if len(late) == 20:
                done.set_result(None)
            else:
                again(clock, done)

        clock.call_later(2 * MILLISECOND, note)

    with millisecond_waits():
        run(again, new_loop())
    # Half of them: a busy machine may hold up some. Windows' own ticks would hold up every one.
    assert sorted(late)[10] < 6 * MILLISECOND


def test_a_cancelled_call_does_not_run_and_does_not_pile_up() -> None:
    ran: list[str] = []
    clocks: list[SystemClock] = []

    def scenario(clock: SystemClock, done: asyncio.Future[None]) -> None:
        clocks.append(clock)
        for _ in range(10_000):
            clock.call_later(60_000 * MILLISECOND, lambda: ran.append("never")).cancel()
        clock.call_later(0, lambda: done.set_result(None)).cancel()
        clock.call_later(0, lambda: done.set_result(None))

    run(scenario)
    assert ran == []
    assert len(clocks[0]._timers) < 200


def test_many_calls_cost_the_loop_few_timers() -> None:
    loop = CountingLoop()

    def scenario(clock: SystemClock, done: asyncio.Future[None]) -> None:
        for _ in range(1_000):
            clock.call_later(2 * MILLISECOND, lambda: None)
        clock.call_later(3 * MILLISECOND, lambda: done.set_result(None))

    run(scenario, loop)
    assert loop.timers < 300


def test_a_call_that_raises_is_reported_and_holds_up_no_other() -> None:
    loop = CountingLoop()
    reported: list[object] = []
    loop.set_exception_handler(lambda _loop, context: reported.append(context["exception"]))
    failure = ValueError("on purpose")

    def fail() -> None:
        raise failure

    def scenario(clock: SystemClock, done: asyncio.Future[None]) -> None:
        clock.call_later(0, fail)
        clock.call_later(0, lambda: done.set_result(None))

    run(scenario, loop)
    assert reported == [failure]


def test_a_call_that_asks_again_at_once_leaves_the_loop_room_for_others() -> None:
    turns = 0

    def scenario(clock: SystemClock, done: asyncio.Future[None]) -> None:
        def again() -> None:
            nonlocal turns
            turns += 1
            if not done.done():
                clock.call_later(0, again)

        again()
        asyncio.get_running_loop().call_soon(lambda: done.set_result(None))

    run(scenario)
    assert turns < 10


def test_nothing_runs_after_stop() -> None:
    ran: list[str] = []

    def scenario(clock: SystemClock, done: asyncio.Future[None]) -> None:
        clock.call_later(0, lambda: ran.append("dropped"))
        clock.stop()
        asyncio.get_running_loop().call_later(0.005, lambda: done.set_result(None))

    run(scenario)
    assert ran == []


def test_a_stamp_carries_both_times() -> None:
    loop = asyncio.new_event_loop()
    try:
        first = SystemClock(loop).now()
        second = SystemClock(loop).now()
    finally:
        loop.close()
    assert second.mono_ns >= first.mono_ns
    assert first.utc_ns == pytest.approx(second.utc_ns, abs=1_000 * MILLISECOND)
