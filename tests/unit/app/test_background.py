"""Work in the background: done in order on another thread, told through the lane, ended with the program."""

import threading
from collections.abc import Callable
from queue import Queue

from mimikdesk.app.background import LaneBackground
from mimikdesk.domain.errors import AccountError
from tests.helpers.logs import DeclareLog

WAIT_S = 10


def test_work_is_done_elsewhere_and_in_order_and_told_where_it_is_posted() -> None:
    posted: Queue[Callable[[], None]] = Queue()
    background = LaneBackground(posted.put)
    threads: list[str] = []
    told: list[object] = []
    for number in range(3):

        def work(number: int = number) -> int:
            threads.append(threading.current_thread().name)
            return number

        background.run(work, told.append)
    for _ in range(3):
        posted.get(timeout=WAIT_S)()
    assert told == [0, 1, 2]
    assert {name.partition("_")[0] for name in threads} == {"background"}
    background.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("background")]


def test_what_work_raises_is_told_and_only_what_nobody_foresaw_is_logged(expect_log: DeclareLog) -> None:
    posted: Queue[Callable[[], None]] = Queue()
    background = LaneBackground(posted.put)
    told: list[object] = []

    def refuse() -> None:
        raise AccountError("No.")

    def fail() -> None:
        raise ZeroDivisionError

    background.run(refuse, told.append)
    posted.get(timeout=WAIT_S)()
    expect_log("Work in the background failed")
    background.run(fail, told.append)
    posted.get(timeout=WAIT_S)()
    background.close()
    assert [type(each) for each in told] == [AccountError, ZeroDivisionError]


def test_a_program_that_needs_none_makes_no_thread() -> None:
    before = threading.active_count()
    background = LaneBackground(lambda call: call())
    assert threading.active_count() == before
    background.close()
