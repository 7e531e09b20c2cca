"""Web sockets over the loopback, on asyncio's own loop and on the window's."""

import asyncio
import socket
import struct
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import pytest

from mimikdesk.brokers import aio_socket
from mimikdesk.brokers.aio_network import AioNetwork
from mimikdesk.brokers.network import Socket
from mimikdesk.domain.time import SECOND
from tests.helpers.net import Ear, Run, network, unused_port
from tests.helpers.raw_server import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    RawServer,
    echo,
    frame,
    nothing_more,
    read_frame,
    read_head,
    reply,
    upgrade,
)


def test_texts_go_out_and_come_in_whole_and_in_order(run: Run) -> None:
    async def scenario() -> None:
        async with RawServer(echo) as server, network() as net:
            ear = Ear()
            line = net.connect(f"ws://127.0.0.1:{server.port}/v1", ear)
            assert ear.told == []
            await ear.opened.wait()
            for text in ("one", "zwei ä", ""):
                line.send(text)
            assert [await ear.text() for _ in range(3)] == ["one", "zwei ä", ""]
            line.close()
            line.close()
            assert ear.told[-1] == "text"
            await ear.closed.wait()
            assert ear.why == ""
            assert ear.told.count("closed") == 1

    run(scenario())


def test_headers_go_with_the_request_and_no_protocol_or_extension_is_asked_for(run: Run) -> None:
    heads: list[dict[str, str]] = []

    async def serve(reader: Reader, writer: Writer) -> None:
        heads.append(await upgrade(reader, writer))
        await nothing_more(reader)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            net.connect(f"ws://127.0.0.1:{server.port}/v1/websocket?r=1", ear, {"X-Device": "7"})
            await ear.opened.wait()
        assert heads[0][""] == "GET /v1/websocket?r=1 HTTP/1.1"
        assert heads[0]["x-device"] == "7"
        assert not heads[0].keys() & {"sec-websocket-protocol", "sec-websocket-extensions"}

    run(scenario())


@asynccontextmanager
async def opened_by_hand(net: AioNetwork, ear: Ear) -> AsyncIterator[tuple[Socket, socket.socket]]:
    """A line, and its other end as a blocking socket that no loop reads."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        loop = asyncio.get_running_loop()
        line = net.connect(f"ws://127.0.0.1:{listening.getsockname()[1]}", ear)
        peer, _ = await loop.sock_accept(listening)
        with peer:
            reader = asyncio.StreamReader()
            reader.feed_data(await loop.sock_recv(peer, 1 << 16))
            answer = _Collected()
            await upgrade(reader, cast(Writer, answer))
            await loop.sock_sendall(peer, answer.data)
            await ear.opened.wait()
            peer.settimeout(5)
            yield line, peer


class _Collected:
    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes) -> None:
        self.data += data


def test_a_text_is_at_the_server_before_the_loop_goes_on(run: Run) -> None:
    async def scenario() -> None:
        async with network() as net, opened_by_hand(net, Ear()) as (line, peer):
            for _ in range(20):
                line.send("x" * 300)
            got = 0
            while got < 20 * (300 + 8):  # the loop stands still meanwhile
                got += len(peer.recv(1 << 16))

    run(scenario())


def test_a_line_that_was_reset_takes_nothing_although_the_loop_has_not_seen_it(run: Run) -> None:
    async def scenario() -> None:
        ear = Ear()
        async with network() as net, opened_by_hand(net, ear) as (line, peer):
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            peer.close()
            line.send("may have left or not")
            with pytest.raises(OSError, match="not open"):
                line.send("certainly not")
            await ear.closed.wait()
            assert ear.why == "127.0.0.1 cut the connection."

    run(scenario())


@pytest.mark.parametrize("size", [125, 126, 65_535, 65_536, 1 << 20, 9_000_000, 40_000_000])
def test_a_message_of_any_size_comes_in_one_piece(run: Run, size: int) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await upgrade(reader, writer)
        writer.write(frame(b"a" * size))
        writer.write(frame(b"next"))
        await nothing_more(reader)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            net.connect(f"ws://127.0.0.1:{server.port}", ear)
            assert await ear.text() == "a" * size
            assert await ear.text() == "next"

    run(scenario())


def test_a_message_in_parts_is_told_once_also_with_a_ping_between_and_a_character_cut_in_two(run: Run) -> None:
    answers: list[tuple[int, bytes]] = []

    async def serve(reader: Reader, writer: Writer) -> None:
        await upgrade(reader, writer)
        writer.write(frame(b"pr\xc3", TEXT, fin=False) + frame(b"?", PING) + frame(b"\xb6", CONTINUATION, fin=False))
        answers.append(await read_frame(reader))
        writer.write(frame(b"", CONTINUATION) + frame(b"whole"))
        await nothing_more(reader)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            net.connect(f"ws://127.0.0.1:{server.port}", ear)
            assert [await ear.text(), await ear.text()] == ["prö", "whole"]
            assert ear.told == ["opened", "text", "text"]
        assert answers == [(PONG, b"?")]

    run(scenario())


def test_a_broken_character_spoils_one_message_and_not_the_line(run: Run) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await upgrade(reader, writer)
        writer.write(frame(b"a\xffb") + frame(b"next"))
        await nothing_more(reader)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            net.connect(f"ws://127.0.0.1:{server.port}", ear)
            assert [await ear.text(), await ear.text()] == ["a�b", "next"]

    run(scenario())


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (frame(b"\x03\xe9going away", CLOSE), "127.0.0.1 closed the line (1001: going away)."),
        (frame(b"\x10\x01", CLOSE), "127.0.0.1 closed the line (4097)."),
        (frame(b"", CLOSE), "127.0.0.1 closed the line (no code)."),
        (frame(b"half")[:3], "127.0.0.1 cut the connection."),
        (b"", "127.0.0.1 cut the connection."),
        (frame(b"1", BINARY), "127.0.0.1 sent something that is not text, and the line was closed."),
        (frame(b"1", CONTINUATION), "127.0.0.1 mixed up the parts of its messages, and the line was closed."),
        (
            frame(b"1", fin=False) + frame(b"2"),
            "127.0.0.1 mixed up the parts of its messages, and the line was closed.",
        ),
        (b"\x83\x00", "127.0.0.1 broke the rules of web sockets, and the line was closed."),
    ],
    ids=["goodbye", "own code", "no code", "mid-frame", "cut", "binary", "loose part", "mixed parts", "junk"],
)
def test_a_line_that_ends_is_told_once_with_its_reason(run: Run, sent: bytes, words: str) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await upgrade(reader, writer)
        writer.write(sent)
        if len(sent) > 3 or sent.startswith(b"\x83"):
            await nothing_more(reader)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            line = net.connect(f"ws://127.0.0.1:{server.port}", ear)
            await ear.closed.wait()
            assert ear.told == ["opened", "closed"]
            assert ear.why == words
            with pytest.raises(OSError, match="not open"):
                line.send("late")
            line.close()
        assert ear.told == ["opened", "closed"]

    run(scenario())


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (reply("429 Too Many Requests", b"slow down"), "refused the web socket with status 429 (Too Many Requests)."),
        (
            reply("302 Found", headers="Location: ws://127.0.0.1:1/\r\n"),
            "refused the web socket with status 302 (Found).",
        ),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "did not answer as a web socket does."),
        (b"220 mail.example ESMTP\r\n\r\n", "did not answer as a web socket does."),
        (b"", "cut the connection."),
    ],
    ids=["429", "redirect", "no upgrade", "no http", "cut"],
)
def test_a_socket_that_never_opens_is_told_closed_with_its_reason(run: Run, answer: bytes, words: str) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await read_head(reader)
        writer.write(answer)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            line = net.connect(f"ws://127.0.0.1:{server.port}", ear)
            with pytest.raises(OSError, match="not open"):
                line.send("early")
            await ear.closed.wait()
            assert ear.told == ["closed"]
            assert ear.why == f"127.0.0.1 {words}"

    run(scenario())


def test_nobody_there_and_no_such_name_are_told_in_words(run: Run) -> None:
    async def scenario() -> None:
        async with network() as net:
            refused, unknown = Ear(), Ear()
            net.connect(f"ws://127.0.0.1:{unused_port()}", refused)
            net.connect("wss://no-such-name.invalid", unknown)
            await refused.closed.wait()
            await unknown.closed.wait()
            assert refused.why == "127.0.0.1 refused the connection."
            assert unknown.why == "The name no-such-name.invalid was not found. Is there an internet connection?"

    run(scenario())


def test_a_server_that_is_silent_while_opening_is_given_up(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aio_socket, "OPEN_WITHIN_NS", 1 * SECOND // 10)

    async def scenario() -> None:
        gone = asyncio.Event()

        async def serve(reader: Reader, writer: Writer) -> None:
            await nothing_more(reader)
            gone.set()

        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            net.connect(f"ws://127.0.0.1:{server.port}", ear)
            await ear.closed.wait()
            assert ear.told == ["closed"]
            assert "did not open the line within" in ear.why
            await gone.wait()

    run(scenario())


@pytest.mark.parametrize("reached", [False, True], ids=["at once", "while upgrading"])
def test_a_socket_closed_while_it_opens_is_told_closed_without_a_reason(run: Run, reached: bool) -> None:
    async def scenario() -> None:
        asked, gone = asyncio.Event(), asyncio.Event()

        async def serve(reader: Reader, writer: Writer) -> None:
            await read_head(reader)
            asked.set()
            await nothing_more(reader)
            gone.set()

        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            line = net.connect(f"ws://127.0.0.1:{server.port}", ear)
            if reached:
                await asked.wait()
            line.close()
            assert ear.told == []
            await ear.closed.wait()
            assert (ear.told, ear.why) == (["closed"], "")
            if reached:
                await gone.wait()

    run(scenario())


def test_after_our_goodbye_nothing_is_told_but_the_end_and_a_deaf_server_is_cut(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aio_socket, "CLOSE_WITHIN_NS", 1 * SECOND // 10)

    async def serve(reader: Reader, writer: Writer) -> None:
        await upgrade(reader, writer)
        assert await read_frame(reader) == (CLOSE, b"\x03\xe8")
        writer.write(frame(b"too late"))
        await nothing_more(reader)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            line = net.connect(f"ws://127.0.0.1:{server.port}", ear)
            await ear.opened.wait()
            line.close()
            with pytest.raises(OSError, match="not open"):
                line.send("late")
            await ear.closed.wait()
            assert (ear.told, ear.why) == (["opened", "closed"], "")

    run(scenario())


def test_a_server_that_takes_nothing_loses_the_line_before_much_waits(run: Run) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await upgrade(reader, writer)
        await asyncio.Event().wait()

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            ear = Ear()
            line = net.connect(f"ws://127.0.0.1:{server.port}", ear)
            await ear.opened.wait()

            def send_much() -> None:
                for _ in range(200):
                    line.send("x" * 1_000_000)
                    assert ear.told == ["opened"]

            with pytest.raises(OSError, match="not open"):
                send_much()
            await ear.closed.wait()
            assert ear.why == "127.0.0.1 took nothing any more; the line was cut."

    run(scenario())


def test_a_listener_that_fails_is_reported_and_the_line_goes_on(run: Run) -> None:
    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        before = loop.get_exception_handler()
        reported: list[object] = []
        loop.set_exception_handler(lambda _, context: reported.append(context["exception"]))

        class Failing(Ear):
            def on_text(self, text: str) -> None:
                super().on_text(text)
                raise LookupError(text)

        async with RawServer(echo) as server, network() as net:
            ear = Failing()
            line = net.connect(f"ws://127.0.0.1:{server.port}", ear)
            await ear.opened.wait()
            line.send("a")
            await ear.text()
            line.send("b")
            assert await ear.text() == "b"
        assert [repr(error) for error in reported] == ["LookupError('a')", "LookupError('b')"]
        loop.set_exception_handler(before)

    run(scenario())
