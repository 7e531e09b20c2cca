"""The network of the wire lane: on the lane's thread in each of its forms, and over when the lane is."""

import asyncio
import threading
from asyncio import StreamReader, StreamWriter

import pytest
from PySide6.QtWidgets import QApplication

from mimikdesk.app.clock import new_loop
from mimikdesk.app.lane import Lane, SharedLane, ThreadLane, report_loop_error
from mimikdesk.app.qt_loop import new_window_loop
from mimikdesk.brokers.network import HttpReply, HttpRequest
from tests.helpers.raw_server import RawServer, echo, nothing_more, read_head, reply


def no_failure(text: str) -> None:
    raise AssertionError(text)


class Caller:
    """An adapter in small, on the lane: opens a socket, sends, makes a request, and notes on which thread it hears."""

    def __init__(self, lane: Lane, port: int, pages: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._lane = lane
        self._port = port
        self._pages = pages
        self.answered: asyncio.Future[int] = self._loop.create_future()
        self.threads: set[int] = set()

    def begin(self) -> None:
        self._line = self._lane.network.connect(f"ws://127.0.0.1:{self._port}", self)

    def on_opened(self) -> None:
        self.threads.add(threading.get_ident())
        self._line.send("hello")

    def on_text(self, text: str) -> None:
        self.threads.add(threading.get_ident())
        self._lane.network.fetch(HttpRequest("GET", f"http://127.0.0.1:{self._pages}/{text}", {}), self.on_reply)

    def on_reply(self, answer: object) -> None:
        assert isinstance(answer, HttpReply)
        self.threads.add(threading.get_ident())
        self._loop.call_soon_threadsafe(self.answered.set_result, answer.status)

    def on_closed(self, text: str) -> None:
        no_failure("told after the end of the lane")


@pytest.mark.parametrize("form", ["thread", "shared", "window"])
def test_a_lane_ends_with_lines_and_requests_still_open_and_leaves_nothing(form: str, qapp: QApplication) -> None:
    loop = new_window_loop(qapp) if form == "window" else new_loop()
    loop.set_exception_handler(report_loop_error(no_failure))
    asked = asyncio.Event()

    async def page(reader: StreamReader, writer: StreamWriter) -> None:
        while "stuck" not in (await read_head(reader))[""]:
            writer.write(reply("200 OK"))
        asked.set()
        await nothing_more(reader)

    async def scenario() -> None:
        async with RawServer(echo) as server, RawServer(page) as pages:
            lane: Lane = ThreadLane(no_failure) if form == "thread" else SharedLane(loop, no_failure)
            lane.start()
            caller = Caller(lane, server.port, pages.port)
            lane.post(caller.begin)
            assert await caller.answered == 200
            stuck = HttpRequest("GET", f"http://127.0.0.1:{pages.port}/stuck", {})
            lane.post(lambda: lane.network.fetch(stuck, lambda _: no_failure("told after the end of the lane")))
            await asked.wait()
            lane.post(caller.begin)
            await lane.stop()
            assert (caller.threads == {threading.get_ident()}) is (form != "thread")
            assert len(caller.threads) == 1

    loop.run_until_complete(asyncio.wait_for(scenario(), 20))
    assert asyncio.all_tasks(loop) == set()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
    assert [thread.name for thread in threading.enumerate() if "wire-lane" in thread.name] == []
