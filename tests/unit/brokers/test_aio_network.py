"""What sockets and requests share: certificates, proxies, and an end that leaves nothing behind."""

import asyncio
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer

import pytest
import trustme

from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest
from tests.helpers.net import Ear, Run, ask, network, served, trusting, unused_port
from tests.helpers.raw_server import (
    CLOSE,
    RawServer,
    echo,
    frame,
    nothing_more,
    read_frame,
    read_head,
    reply,
    upgrade,
)


def test_a_secure_line_and_a_secure_request_work_like_plain_ones(run: Run, authority: trustme.CA) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await read_head(reader)
        writer.write(reply("200 OK", b"yes"))

    async def big_echo(reader: Reader, writer: Writer) -> None:
        await upgrade(reader, writer)
        kind, payload = await read_frame(reader)
        writer.write(frame(payload * 3000, kind))
        assert (await read_frame(reader))[0] == CLOSE
        writer.write(frame(b"\x03\xe8", CLOSE))

    async def scenario() -> None:
        tls = served(authority.issue_cert("localhost"))
        async with (
            RawServer(big_echo, tls) as sockets,
            RawServer(serve, tls) as pages,
            network(trusting(authority)) as net,
        ):
            ear = Ear()
            line = net.connect(f"wss://localhost:{sockets.port}", ear)
            await ear.opened.wait()
            line.send("x" * 1000)
            assert await ear.text() == "x" * 3_000_000
            line.close()
            await ear.closed.wait()
            assert ear.why == ""
            answer = await ask(net, HttpRequest("GET", f"https://localhost:{pages.port}", {}))
            assert isinstance(answer, HttpReply)
            assert answer.body == b"yes"

    run(scenario())


@pytest.mark.parametrize("wrong", ["unknown authority", "other host"])
def test_a_certificate_that_is_not_believed_is_told_in_words_and_nothing_is_sent(
    run: Run, authority: trustme.CA, wrong: str
) -> None:
    async def scenario() -> None:
        tls = served(authority.issue_cert("localhost" if wrong == "unknown authority" else "other.example"))
        trust = None if wrong == "unknown authority" else trusting(authority)
        async with RawServer(echo, tls) as server, network(trust) as net:
            ear = Ear()
            net.connect(f"wss://localhost:{server.port}", ear)
            await ear.closed.wait()
            assert ear.told == ["closed"]
            assert ear.why.startswith("The certificate of localhost cannot be trusted: ")
            answer = await ask(net, HttpRequest("POST", f"https://localhost:{server.port}", {}, b"secret"))
            assert isinstance(answer, HttpFailure)
            assert answer.sent is False
            assert answer.text.startswith("The certificate of localhost cannot be trusted: ")

    run(scenario())


def test_sockets_and_requests_go_through_the_proxy_that_the_environment_names(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    lines: list[str] = []

    async def proxy(reader: Reader, writer: Writer) -> None:
        head = await read_head(reader)
        lines.append(head[""])
        if not head[""].startswith("CONNECT"):
            writer.write(reply("200 OK", b"by proxy"))
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await echo(reader, writer)

    async def scenario() -> None:
        async with RawServer(proxy) as server, network() as net:
            monkeypatch.setenv("http_proxy", f"127.0.0.1:{server.port}")
            ear = Ear()
            line = net.connect("ws://broker.invalid/x", ear)
            await ear.opened.wait()
            line.send("hello")
            assert await ear.text() == "hello"
            answer = await ask(net, HttpRequest("GET", "http://broker.invalid/y", {}))
            assert isinstance(answer, HttpReply)
            assert answer.body == b"by proxy"
            direct = await ask(net, HttpRequest("GET", f"http://127.0.0.1:{unused_port()}", {}))
            assert isinstance(direct, HttpFailure)
        assert lines == ["CONNECT broker.invalid:80 HTTP/1.1", "GET http://broker.invalid/y HTTP/1.1"]

    run(scenario())


def test_closing_the_network_cuts_everything_and_tells_nobody(run: Run, authority: trustme.CA) -> None:
    async def scenario() -> None:
        asked = asyncio.Semaphore(0)
        gone = asyncio.Semaphore(0)

        async def stuck(reader: Reader, writer: Writer) -> None:
            await read_head(reader)
            asked.release()
            await nothing_more(reader)
            gone.release()

        async def talking(reader: Reader, writer: Writer) -> None:
            await upgrade(reader, writer)
            writer.write(frame(b"hello"))
            await nothing_more(reader)
            gone.release()

        tls = served(authority.issue_cert("localhost"))
        async with RawServer(talking, tls) as open_one, RawServer(stuck) as stuck_one:
            async with network(trusting(authority)) as net:
                ears = [Ear() for _ in range(4)]
                net.connect(f"wss://localhost:{open_one.port}", ears[0])
                net.connect(f"ws://127.0.0.1:{stuck_one.port}", ears[1])
                answers: list[object] = []
                net.fetch(HttpRequest("GET", f"http://127.0.0.1:{stuck_one.port}", {}), answers.append)
                await ears[0].text()
                for _ in range(2):
                    await asked.acquire()
                net.connect("wss://no-such-name.invalid", ears[2])
                line = net.connect(f"wss://localhost:{open_one.port}", ears[3])
            assert [ear.told for ear in ears] == [["opened", "text"], [], [], []]
            assert answers == []
            line.close()
            with pytest.raises(OSError, match="not open"):
                line.send("late")
            with pytest.raises(RuntimeError, match="closed"):
                net.fetch(HttpRequest("GET", "http://127.0.0.1", {}), answers.append)
            for _ in range(3):
                await gone.acquire()

    run(scenario())


def test_a_listener_that_closes_the_network_hears_nothing_more(run: Run) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await upgrade(reader, writer)
        writer.write(frame(b"1") + frame(b"2"))
        await nothing_more(reader)

    async def scenario() -> None:
        heard = asyncio.Event()

        class Closing(Ear):
            def on_text(self, text: str) -> None:
                super().on_text(text)
                net.close()
                heard.set()

        async with RawServer(serve) as server, network() as net:
            ear = Closing()
            net.connect(f"ws://127.0.0.1:{server.port}", ear)
            await heard.wait()
        assert ear.told == ["opened", "text"]

    run(scenario())
