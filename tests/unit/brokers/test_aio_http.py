"""Requests over the loopback, on asyncio's own loop and on the window's."""

from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer

import pytest

from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest
from mimikdesk.domain.time import MILLISECOND
from tests.helpers.net import Run, ask, network, unused_port
from tests.helpers.raw_server import RawServer, nothing_more, read_head, reply


def test_a_request_brings_back_the_whole_reply_whatever_its_status(run: Run) -> None:
    heads: list[dict[str, str]] = []
    bodies: list[bytes] = []

    async def serve(reader: Reader, writer: Writer) -> None:
        heads.append(await read_head(reader))
        bodies.append(await reader.readexactly(int(heads[-1].get("content-length", "0"))))
        writer.write(reply("429 Too Many Requests", b'{"p-ticket":"x"}', "P-Time: 15\r\nSet-Cookie: a=1\r\n"))

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            url = f"http://localhost:{server.port}/auth/accesstokenrequest"  # no jar keeps cookies of bare addresses
            answer = await ask(net, HttpRequest("POST", url, {"Content-Type": "application/json"}, b"{}"))
            assert isinstance(answer, HttpReply)
            assert (answer.status, answer.body, answer.headers["p-time"]) == (429, b'{"p-ticket":"x"}', "15")
            await ask(net, HttpRequest("GET", url, {}))
        assert heads[0][""] == "POST /auth/accesstokenrequest HTTP/1.1"
        assert heads[0]["content-type"] == "application/json"
        assert bodies == [b"{}", b""]
        assert "cookie" not in heads[1]

    run(scenario())


def test_a_redirect_is_a_reply_and_is_not_followed(run: Run) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await read_head(reader)
        writer.write(reply("302 Found", headers="Location: http://127.0.0.1:1/\r\n"))

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            answer = await ask(net, HttpRequest("GET", f"http://127.0.0.1:{server.port}", {}))
            assert isinstance(answer, HttpReply)
            assert answer.status == 302

    run(scenario())


def test_a_reply_slower_than_the_timeout_is_a_failure_that_may_have_arrived(run: Run) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await read_head(reader)
        await nothing_more(reader)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            url = f"http://127.0.0.1:{server.port}"
            answer = await ask(net, HttpRequest("POST", url, {}, timeout_ns=300 * MILLISECOND))
            assert answer == HttpFailure(True, "127.0.0.1 did not answer within 0.3 seconds.")

    run(scenario())


def test_a_request_that_found_nobody_was_certainly_not_sent(run: Run) -> None:
    async def scenario() -> None:
        async with network() as net:
            refused = await ask(net, HttpRequest("POST", f"http://127.0.0.1:{unused_port()}", {}))
            assert refused == HttpFailure(False, "127.0.0.1 refused the connection.")
            unknown = await ask(net, HttpRequest("POST", "https://no-such-name.invalid", {}))
            text = "The name no-such-name.invalid was not found. Is there an internet connection?"
            assert unknown == HttpFailure(False, text)
            wrong = await ask(net, HttpRequest("GET", "https://", {}))
            assert isinstance(wrong, HttpFailure)
            assert wrong.sent is False

    run(scenario())


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"], ids=["none", "half"])
def test_a_request_whose_reply_is_cut_may_have_arrived_and_is_not_repeated(run: Run, answer: bytes) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        await read_head(reader)
        writer.write(answer)

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            failed = await ask(net, HttpRequest("POST", f"http://127.0.0.1:{server.port}", {}))
            assert isinstance(failed, HttpFailure)
            assert failed.sent is True
            assert server.connections == 1

    run(scenario())


def test_a_reply_larger_than_asked_for_is_given_up_at_the_limit(run: Run) -> None:
    async def serve(reader: Reader, writer: Writer) -> None:
        while True:
            head = await read_head(reader)
            if head[""].startswith("GET /small"):
                writer.write(reply("200 OK", b"x" * 1000))
                continue
            writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while True:  # without end
                writer.write(b"400\r\n" + b"x" * 1024 + b"\r\n")
                await writer.drain()

    async def scenario() -> None:
        async with RawServer(serve) as server, network() as net:
            url = f"http://127.0.0.1:{server.port}"
            small = await ask(net, HttpRequest("GET", f"{url}/small", {}, largest=1000))
            assert isinstance(small, HttpReply)
            assert len(small.body) == 1000
            answer = await ask(net, HttpRequest("GET", f"{url}/large", {}, largest=2000))
            assert answer == HttpFailure(True, "127.0.0.1 sent more than 2,000 bytes.")

    run(scenario())
