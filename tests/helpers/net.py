"""What tests of the network share: a listener that remembers, a network that is cleared away, and certificates."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import cast

import trustme

from mimikdesk.app.clock import SystemClock
from mimikdesk.brokers.aio_network import AioNetwork
from mimikdesk.brokers.network import HttpFailure, HttpReply, HttpRequest
from mimikdesk.brokers.trust import Trust

Run = Callable[[Awaitable[None]], None]
"""Runs a scenario to its end on a loop of its own."""


class Ear:
    """A listener that keeps what it is told, and can be waited on."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.opened = asyncio.Event()
        self.closed = asyncio.Event()
        self.why = ""
        self._texts: asyncio.Queue[str] = asyncio.Queue()

    def on_opened(self) -> None:
        self.told.append("opened")
        self.opened.set()

    def on_text(self, text: str) -> None:
        self.told.append("text")
        self._texts.put_nowait(text)

    def on_closed(self, text: str) -> None:
        self.told.append("closed")
        self.why = text
        self.closed.set()

    async def text(self) -> str:
        return await self._texts.get()


@asynccontextmanager
async def network(trust: Trust | None = None) -> AsyncIterator[AioNetwork]:
    loop = asyncio.get_running_loop()
    clock = SystemClock(loop)
    made = AioNetwork(loop, clock, trust)
    try:
        yield made
    finally:
        made.close()
        clock.stop()
        await made.ended()


async def ask(net: AioNetwork, request: HttpRequest) -> HttpReply | HttpFailure:
    answered: asyncio.Future[HttpReply | HttpFailure] = asyncio.get_running_loop().create_future()
    net.fetch(request, answered.set_result)
    assert not answered.done()
    return await answered


def served(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> Trust:
    def make() -> ssl.SSLContext:
        context = ssl.create_default_context()
        authority.configure_trust(context)
        return context

    return Trust(make)


def unused_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return cast(int, held.getsockname()[1])
