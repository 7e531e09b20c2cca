"""The browser's answer is taken from this machine alone, once, and only if it belongs to the sign-in that waits."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from mimikdesk.brokers.loopback import Loopback, LoopbackError, Query, redirect_uri
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.time import SECOND

MINE = "/?state=mine&code=code-1"


@dataclass
class Waiting:
    """A listener that waits for state ``mine``. ``heard``: what it was told."""

    clock: VirtualClock = field(default_factory=VirtualClock)
    heard: list[Query | None] = field(default_factory=list)
    loopback: Loopback = field(init=False)
    port: int = 0

    def __post_init__(self) -> None:
        self.loopback = Loopback(self.clock, lambda query: query.get("state") == "mine", self.heard.append)

    async def get(self, target: str, *, method: str = "GET", host: str | None = None) -> str:
        named = f"127.0.0.1:{self.port}" if host is None else host
        return await self.say(f"{method} {target} HTTP/1.1\r\nHost: {named}\r\nAccept: */*\r\n\r\n".encode())

    async def say(self, data: bytes) -> str:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(data)
            return (await reader.read()).decode()
        finally:
            writer.close()
            await writer.wait_closed()


def run(steps: Callable[[Waiting], Awaitable[None]]) -> Waiting:
    async def whole() -> Waiting:
        waiting = Waiting()
        waiting.port = await waiting.loopback.open(300 * SECOND)
        try:
            async with asyncio.timeout(20):
                await steps(waiting)
        finally:
            waiting.loopback.close()
        return waiting

    return asyncio.run(whole())


def test_the_answer_is_handed_over_once_and_the_trader_sees_a_page_that_says_so() -> None:
    async def steps(waiting: Waiting) -> None:
        page = await waiting.get(MINE)
        assert page.startswith("HTTP/1.1 200 OK\r\n")
        assert "You may close this page" in page
        assert "code-1" not in page
        with pytest.raises(ConnectionRefusedError):
            await waiting.get(MINE)

    waiting = run(steps)
    assert waiting.heard == [{"state": "mine", "code": "code-1"}]
    assert waiting.clock.next_due is None


def test_a_page_of_ours_loads_nothing_is_not_kept_and_does_not_pass_the_code_on() -> None:
    async def steps(waiting: Waiting) -> None:
        page = await waiting.get(MINE)
        for line in ("Cache-Control: no-store", "Referrer-Policy: no-referrer", "Content-Security-Policy: default-src"):
            assert line in page
        for tag in ("<script", "<img", "<link", "http://", "https://"):
            assert tag not in page

    run(steps)


def test_a_permission_that_was_not_given_is_an_answer_too() -> None:
    async def steps(waiting: Waiting) -> None:
        assert "No permission was given" in await waiting.get("/?error=access_denied&state=mine")

    assert run(steps).heard == [{"state": "mine", "error": "access_denied"}]


def test_whatever_else_comes_is_turned_away_and_the_sign_in_goes_on_waiting() -> None:
    async def steps(waiting: Waiting) -> None:
        for target, status in {
            "/?state=theirs&code=code-2": 400,
            "/?code=code-2": 400,
            "/": 400,
            "/favicon.ico": 404,
            "/other?state=mine&code=code-2": 404,
            "/?state=mine&state=mine&code=code-2": 404,
            "http://[/?state=mine": 400,
            "/?" + "&".join(f"a{number}=1" for number in range(60)): 400,
        }.items():
            assert (await waiting.get(target)).startswith(f"HTTP/1.1 {status} "), target
        for method in ("POST", "HEAD", "OPTIONS", "DELETE"):
            assert (await waiting.get(MINE, method=method)).startswith("HTTP/1.1 405 ")
        for junk in (b"\r\n\r\n", b"\xff\xfe\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01" + b"\x00" * 40_000):
            assert (await waiting.say(junk)).startswith("HTTP/1.1 400 ")
        assert waiting.heard == []
        assert (await waiting.get(MINE)).startswith("HTTP/1.1 200 ")

    assert len(run(steps).heard) == 1


def test_a_name_that_was_made_to_point_at_this_machine_is_turned_away() -> None:
    async def steps(waiting: Waiting) -> None:
        for host in ("evil.example", f"evil.example:{waiting.port}", "127.0.0.1.evil.example", ""):
            assert (await waiting.get(MINE, host=host)).startswith("HTTP/1.1 400 ")
        assert waiting.heard == []
        assert (await waiting.get(MINE, host=f"localhost:{waiting.port}")).startswith("HTTP/1.1 200 ")

    assert len(run(steps).heard) == 1


def test_a_request_in_pieces_is_put_together() -> None:
    async def steps(waiting: Waiting) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", waiting.port)
        for part in (f"GET {MINE} HT", f"TP/1.1\r\nHost: 127.0.0.1:{waiting.port}\r", "\n\r", "\n"):
            writer.write(part.encode())
            await writer.drain()
            await asyncio.sleep(0)
        assert (await reader.read()).startswith(b"HTTP/1.1 200 ")
        writer.close()
        await writer.wait_closed()

    assert len(run(steps).heard) == 1


def test_lines_that_say_nothing_do_not_keep_the_answer_out() -> None:
    async def steps(waiting: Waiting) -> None:
        silent = [await asyncio.open_connection("127.0.0.1", waiting.port) for _ in range(7)]
        assert (await waiting.get(MINE)).startswith("HTTP/1.1 200 ")
        for reader, writer in silent:
            assert await reader.read() == b"", "closed with the sign-in"
            writer.close()
            await writer.wait_closed()

    assert len(run(steps).heard) == 1


def test_it_listens_on_this_machine_alone_and_on_a_port_of_the_systems_choice() -> None:
    async def steps(waiting: Waiting) -> None:
        other = Waiting()
        other.port = await other.loopback.open(SECOND)
        assert other.port not in (0, waiting.port)
        with (
            pytest.raises((ConnectionRefusedError, TimeoutError)),
            socket.create_connection(("127.0.0.2", waiting.port), timeout=2),
        ):
            pass
        other.loopback.close()

    run(steps)


def test_a_port_that_was_registered_is_used_and_one_that_is_taken_is_told() -> None:
    async def steps(waiting: Waiting) -> None:
        other = Waiting()
        with pytest.raises(LoopbackError, match=f"port {waiting.port} is in use"):
            await other.loopback.open(SECOND, waiting.port)
        waiting.loopback.close()
        assert other.clock.next_due is None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        assert await other.loopback.open(SECOND, port) == port
        other.loopback.close()

    run(steps)


def test_after_its_time_it_stops_listening_and_says_so() -> None:
    async def steps(waiting: Waiting) -> None:
        waiting.clock.advance(299 * SECOND)
        assert waiting.heard == []
        waiting.clock.advance(2 * SECOND)
        assert waiting.heard == [None]
        with pytest.raises(ConnectionRefusedError):
            await waiting.get(MINE)

    assert run(steps).heard == [None]


def test_the_address_to_register_names_the_port_and_the_host_that_was_registered() -> None:
    assert redirect_uri(8123) == "http://127.0.0.1:8123/"
    assert redirect_uri(8123, "/callback", "localhost") == "http://localhost:8123/callback"


def test_after_it_was_closed_nothing_is_called_back() -> None:
    async def steps(waiting: Waiting) -> None:
        waiting.loopback.close()
        waiting.clock.advance(600 * SECOND)

    assert run(steps).heard == []
