"""The way through the browser and back, on a real port of this machine."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from mimikdesk.app.browser_door import NO_BROWSER, BrowserDoor
from mimikdesk.app.clock import SystemClock, new_loop
from mimikdesk.domain.time import SECOND

T = TypeVar("T")
Query = Mapping[str, str]


class Soon:
    """The work is done at the next turn of the loop."""

    def run(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> None:
        asyncio.get_running_loop().call_soon(lambda: done(work()))


async def get(address: str) -> bytes:
    parts = urlsplit(address)
    assert parts.hostname is not None
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer


def play(*, can_show: bool) -> tuple[list[Query | None], list[str], bytes]:
    """One sign-in: what came back, what went wrong, and the page that the trader sees at the end."""
    loop = new_loop()

    async def scenario() -> tuple[list[Query | None], list[str], bytes]:
        shown, over = asyncio.Event(), asyncio.Event()
        pages: list[str] = []
        back: list[Query | None] = []
        failed: list[str] = []

        def show(page: str) -> bool:
            pages.append(page)
            shown.set()
            return can_show

        def done(query: Query | None) -> None:
            back.append(query)
            over.set()

        def fail(text: str) -> None:
            failed.append(text)
            over.set()

        clock = SystemClock(loop)
        door = BrowserDoor(clock, Soon(), 20 * SECOND, show)
        shut = door.open(lambda query: query.get("state") == "s1", lambda redirect: redirect, done, fail)
        await shown.wait()
        answer = await get(f"{pages[0]}?code=c1&state=s1") if can_show else b""
        await over.wait()
        shut()
        clock.stop()
        return back, failed, answer

    try:
        return loop.run_until_complete(asyncio.wait_for(scenario(), 20))
    finally:
        loop.close()


def test_the_browser_brings_its_answer_and_shows_where_to_go() -> None:
    back, failed, answer = play(can_show=True)
    assert (back, failed) == ([{"code": "c1", "state": "s1"}], [])
    assert b"Go back to MimikDesk" in answer


def test_a_browser_that_cannot_be_opened_is_told() -> None:
    assert play(can_show=False) == ([], [NO_BROWSER], b"")
