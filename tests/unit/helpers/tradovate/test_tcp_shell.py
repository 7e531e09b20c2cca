"""The loopback server on a real port, before clients that know nothing of it: aiohttp's sockets, plain urllib, and the
program's own network."""

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from decimal import Decimal
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import aiohttp
import trustme

from mimikdesk.app.clock import SystemClock, new_loop
from mimikdesk.brokers.aio_network import AioNetwork
from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest
from mimikdesk.brokers.practice.market import StillMarket
from tests.helpers.tradovate.client import MNQ
from tests.helpers.tradovate.oauth import OauthApp
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.server import TradovateServer
from tests.helpers.tradovate.tcp_shell import TcpShell


def run(
    work: Callable[[TradovateServer, TcpShell], Awaitable[None]],
    options: Options | None = None,
    context: ssl.SSLContext | None = None,
) -> None:
    loop = new_loop()
    clock = SystemClock(loop)

    async def all_of_it() -> None:
        server = TradovateServer(clock, StillMarket({MNQ: Decimal(100)}), options)
        server.add_account(server.add_user("alice", "secret"), "DEMO1")
        async with TcpShell(server, context) as shell:
            await work(server, shell)
        assert server.sockets == []

    try:
        loop.run_until_complete(asyncio.wait_for(all_of_it(), 30))
    finally:
        clock.stop()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


def post(url: str, body: object, token: str = "") -> tuple[int, object]:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urlopen(Request(url, json.dumps(body).encode(), headers)) as reply:
            return reply.status, json.loads(reply.read())
    except HTTPError as error:
        with error:
            return error.code, error.read()


async def in_thread(*call: object) -> tuple[int, object]:
    url, body, *more = call
    return await asyncio.get_running_loop().run_in_executor(None, lambda: post(str(url), body, *map(str, more)))


async def token_of(shell: TcpShell) -> str:
    status, answer = await in_thread(f"{shell.rest()}/auth/accesstokenrequest", {"name": "alice", "password": "secret"})
    assert status == 200
    assert isinstance(answer, dict)
    return str(answer["accessToken"])


def test_a_plain_client_logs_in_and_is_refused_without_a_token() -> None:
    async def work(server: TradovateServer, shell: TcpShell) -> None:
        assert await in_thread(f"{shell.rest()}/account/list", {}) == (401, b'"Access is denied"')
        token = await token_of(shell)
        status, accounts = await in_thread(f"{shell.rest()}/account/list", {}, token)
        assert status == 200
        assert isinstance(accounts, list)
        assert [row["name"] for row in accounts] == ["DEMO1"]
        assert await in_thread(f"{shell.rest('live')}/account/list", {}, token) == (200, [])

    run(work)


def test_a_socket_trades_and_gets_a_dump_of_more_than_a_mebibyte() -> None:
    async def work(server: TradovateServer, shell: TcpShell) -> None:
        account = server.auth.users["alice"].accounts[0]
        token = await token_of(shell)
        session = aiohttp.ClientSession()
        async with session, session.ws_connect(shell.socket(), max_msg_size=0) as socket:
            assert await socket.receive_str() == "o"
            await socket.send_str(f"authorize\n0\n\n{token}")
            assert await socket.receive_str() == 'a[{"s":200,"i":0}]'
            await socket.send_str('user/syncrequest\n1\n\n{"splitResponses":false}')
            assert len(await socket.receive_str()) > 1 << 20
            body = {"accountSpec": "DEMO1", "accountId": account.id, "action": "Buy", "symbol": "MNQZ6", "orderQty": 1}
            body |= {"orderType": "Market", "isAutomated": True}
            await socket.send_str(f"order/placeorder\n2\n\n{json.dumps(body)}")
            messages: list[dict[str, object]] = []
            while not any("fillFee" in str(message) for message in messages):
                frame = await socket.receive_str()
                messages += json.loads(frame[1:]) if frame.startswith("a") else []
            assert messages[0]["i"] == 2
            server.auth.end_all(server.auth.users["alice"])
            while (frame := await socket.receive_str())[0] != "c":
                pass
            assert frame == 'c[3000,"Expired Access Token"]'
            assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE

    run(work, Options(sync_padding=1_100_000))


def test_an_upgrade_is_refused_and_lines_break() -> None:
    async def work(server: TradovateServer, shell: TcpShell) -> None:
        server.refuse_upgrades(1)
        async with aiohttp.ClientSession() as session:
            try:
                await session.ws_connect(shell.socket())
            except aiohttp.WSServerHandshakeError as error:
                status = error.status
            assert status == 429
            async with session.ws_connect(shell.socket()) as socket:
                assert await socket.receive_str() == "o"
                shell.drop_lines()
                assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)

    run(work)


class Listener:
    def __init__(self) -> None:
        self.frames: asyncio.Queue[str] = asyncio.Queue()

    def on_opened(self) -> None:
        """The server's ``o`` says it too."""

    def on_text(self, text: str) -> None:
        self.frames.put_nowait(text)

    def on_closed(self, text: str) -> None:
        self.frames.put_nowait(f"closed {text}")


def test_the_programs_own_network_reaches_it() -> None:
    async def work(server: TradovateServer, shell: TcpShell) -> None:
        loop = asyncio.get_running_loop()
        network = AioNetwork(loop, server.clock)
        answered: asyncio.Future[HttpReply | HttpFailure] = loop.create_future()
        body = json.dumps({"name": "alice", "password": "secret"}).encode()
        url = f"{shell.rest()}/auth/accesstokenrequest"
        network.fetch(HttpRequest("POST", url, {"Content-Type": "application/json"}, body), answered.set_result)
        reply = await answered
        assert isinstance(reply, HttpReply)
        assert "date" in reply.headers
        listener = Listener()
        socket = network.connect(shell.socket(), listener)
        assert await listener.frames.get() == "o"
        socket.send(f"authorize\n0\n\n{json.loads(reply.body)['accessToken']}")
        assert await listener.frames.get() == 'a[{"s":200,"i":0}]'
        socket.send("user/syncrequest\n1\n\n{}")
        assert len(await listener.frames.get()) > 1 << 20
        server.shut_down(server.auth.users["alice"], "Maintenance", "back soon")
        shut = 'a[{"e":"shutdown","d":{"reasonCode":"Maintenance","reason":"back soon"}}]'
        assert await listener.frames.get() == shut
        assert await listener.frames.get() == 'c[3000,"shutdown: Maintenance"]'
        assert (await listener.frames.get()).startswith("closed ")
        network.close()
        await network.ended()

    run(work, Options(sync_padding=1_100_000))


def test_the_browsers_page_and_the_token_for_its_code_are_there_too() -> None:
    async def work(server: TradovateServer, shell: TcpShell) -> None:
        server.oauth.apps["copier"] = OauthApp("copier")
        server.oauth.at_browser = server.auth.users["alice"]
        back = "http://127.0.0.1:9/back"
        page = shell.rest("trader").removesuffix("/v1") + "/oauth"
        query = {"response_type": "code", "client_id": "copier", "redirect_uri": back, "state": "s"}
        async with aiohttp.ClientSession() as session:
            async with session.get(page, params=query, allow_redirects=False) as reply:
                assert reply.status == 302
                came = parse_qs(urlsplit(reply.headers["Location"]).query)
            form = {"grant_type": "authorization_code", "client_id": "copier", "redirect_uri": back}
            form |= {"code": came["code"][0]}
            for url in (f"{shell.rest('live')}/auth/oauthtoken", f"{shell.rest('demo')}/auth/oauthtoken"):
                async with session.post(url, data=form) as reply:
                    answer = await reply.json()
                    assert ("access_token" in answer) is ("/live/" in url), "a code is good once"

    run(work)


def test_it_speaks_tls() -> None:
    authority = trustme.CA()
    serving, trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(serving)
    authority.configure_trust(trusting)

    async def work(server: TradovateServer, shell: TcpShell) -> None:
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{shell.rest()}/account/list", ssl=trusting) as reply:
                assert reply.status == 401
            async with session.ws_connect(shell.socket(), ssl=trusting) as socket:
                assert await socket.receive_str() == "o"

    run(work, context=serving)
