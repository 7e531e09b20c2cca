"""The wire lane, in both its forms: order, threads, failures, and an end that leaves nothing behind."""

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar, cast

import pytest

from mimikdesk.app.lane import Failed, Lane, SharedLane, ThreadLane, report_loop_error
from mimikdesk.domain.time import MILLISECOND
from tests.helpers.logs import DeclareLog

T = TypeVar("T")
MakeLane = Callable[[Failed], Lane]


def thread_lane(failed: Failed) -> Lane:
    return ThreadLane(failed)


def shared_lane(failed: Failed) -> Lane:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report_loop_error(failed))
    return SharedLane(loop, failed)


@pytest.fixture(params=[thread_lane, shared_lane], ids=["thread", "shared"])
def make_lane(request: pytest.FixtureRequest) -> MakeLane:
    return cast(MakeLane, request.param)


class Heard(Generic[T]):
    """A future of the test's loop that any thread may fill."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.future: asyncio.Future[T] = self._loop.create_future()

    def tell(self, value: T) -> None:
        self._loop.call_soon_threadsafe(self.future.set_result, value)


async def on_lane(lane: Lane) -> None:
    """Wait until the lane has come to a call posted now."""
    reached = Heard[None]()
    lane.post(partial(reached.tell, None))
    await reached.future


def no_failure(text: str) -> None:
    raise AssertionError(text)


def test_calls_run_in_the_order_of_posting_on_one_thread(make_lane: MakeLane) -> None:
    async def scenario() -> None:
        lane = make_lane(no_failure)
        ran: list[tuple[int, int]] = []

        def note(number: int) -> None:
            ran.append((number, threading.get_ident()))

        for number in range(100):
            lane.post(partial(note, number))
        lane.start()
        await on_lane(lane)
        await lane.stop()
        assert [number for number, _ in ran] == list(range(100))
        assert len({thread for _, thread in ran}) == 1

    asyncio.run(scenario())


def test_a_lane_of_its_own_runs_off_the_windows_thread() -> None:
    async def scenario() -> None:
        lane = ThreadLane(no_failure)
        lane.start()
        threads: list[int] = []
        lane.post(lambda: threads.append(threading.get_ident()))
        await lane.stop()
        assert threads != [threading.get_ident()]

    asyncio.run(scenario())


def test_a_call_posted_is_never_run_inside_the_call_that_posts_it(make_lane: MakeLane) -> None:
    async def scenario() -> None:
        lane = make_lane(no_failure)
        lane.start()
        order: list[str] = []

        def first() -> None:
            lane.post(lambda: order.append("second"))
            order.append("first")

        lane.post(first)
        await on_lane(lane)
        await on_lane(lane)
        await lane.stop()
        assert order == ["first", "second"]

    asyncio.run(scenario())


def test_what_was_posted_before_the_stop_runs_and_nothing_after(make_lane: MakeLane) -> None:
    async def scenario() -> None:
        lane = make_lane(no_failure)
        lane.start()
        ran: list[str] = []
        lane.post(lambda: ran.append("before"))
        await lane.stop()
        lane.post(lambda: ran.append("after"))
        await asyncio.get_running_loop().run_in_executor(None, lambda: None)
        assert ran == ["before"]

    asyncio.run(scenario())


def test_a_lane_leaves_no_thread_behind(make_lane: MakeLane) -> None:
    before = set(threading.enumerate())

    async def scenario() -> None:
        lane = make_lane(no_failure)
        lane.start()
        lane.clock.call_later(3_600_000 * MILLISECOND, lambda: None)
        await on_lane(lane)
        await lane.stop()

    asyncio.run(scenario())
    assert set(threading.enumerate()) == before


def test_the_clock_of_a_lane_calls_back_on_the_lane(make_lane: MakeLane) -> None:
    async def scenario() -> None:
        lane = make_lane(no_failure)
        lane.start()
        threads = Heard[tuple[int, int]]()

        def ask() -> None:
            posted = threading.get_ident()
            lane.clock.call_later(1 * MILLISECOND, lambda: threads.tell((posted, threading.get_ident())))

        lane.post(ask)
        posted, called = await threads.future
        await lane.stop()
        assert posted == called

    asyncio.run(scenario())


@pytest.mark.parametrize("way", ["posted", "timer"])
def test_a_failure_on_the_lane_is_logged_and_reported_and_stops_nothing(
    make_lane: MakeLane, way: str, expect_log: DeclareLog
) -> None:
    def fail() -> None:
        raise ValueError("on purpose")

    async def scenario() -> None:
        reported = Heard[str]()
        lane = make_lane(reported.tell)
        lane.start()

        def fail_later() -> None:
            lane.clock.call_later(0, fail)

        lane.post(fail if way == "posted" else fail_later)
        text = await reported.future
        await on_lane(lane)
        await lane.stop()
        assert "Check your positions" in text
        assert "ValueError" not in text

    asyncio.run(scenario())
    expect_log("failed|Exception", logger="mimikdesk.app.lane", times=1)


def test_a_task_left_on_the_lane_is_named_and_ended(expect_log: DeclareLog) -> None:
    ended: list[str] = []

    async def forgotten() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("ended")

    async def scenario() -> None:
        lane = ThreadLane(no_failure)
        lane.start()
        kept: list[asyncio.Task[None]] = []
        lane.post(lambda: kept.append(asyncio.get_running_loop().create_task(forgotten(), name="forgotten")))
        await on_lane(lane)
        await lane.stop()

    asyncio.run(scenario())
    assert ended == ["ended"]
    expect_log("Tasks left .*: forgotten", logger="mimikdesk.app.lane", times=1)
