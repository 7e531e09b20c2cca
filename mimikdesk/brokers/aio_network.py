"""The machine's network on an asyncio loop: ``Network`` of brokers/network.py over real sockets.

It owns every task it starts. ``close`` cuts and cancels them all, and ``ended`` is there for whoever stops the loop: it
returns when none is left.
"""

import asyncio
from collections.abc import Callable, Mapping

from mimikdesk.brokers.aio_http import AioHttp
from mimikdesk.brokers.aio_socket import AioSocket
from mimikdesk.brokers.network import HttpDone, HttpReply, HttpRequest, SocketListener
from mimikdesk.brokers.trust import Trust
from mimikdesk.domain.clock import Clock


class AioNetwork:
    """``clock`` runs on ``loop``. All calls are made on the loop's thread, whether the loop runs already or not."""

    def __init__(self, loop: asyncio.AbstractEventLoop, clock: Clock, trust: Trust | None = None) -> None:
        self._loop = loop
        self._clock = clock
        self._trust = trust or Trust()
        self._http = AioHttp(loop, clock, self._trust, self._guarded)
        self._sockets: dict[asyncio.Task[None], AioSocket] = {}
        self._requests: set[asyncio.Task[HttpReply]] = set()
        self._closed = False

    def connect(self, url: str, listener: SocketListener, headers: Mapping[str, str] | None = None) -> AioSocket:
        self._refuse_when_closed()
        socket = AioSocket(url, listener, self._clock, self._guarded)
        task = socket.start(self._loop, self._trust, headers)
        self._sockets[task] = socket
        task.add_done_callback(self._sockets.pop)
        return socket

    def fetch(self, request: HttpRequest, done: HttpDone) -> None:
        self._refuse_when_closed()
        task = self._http.start(request, done)
        self._requests.add(task)
        task.add_done_callback(self._requests.discard)

    def close(self) -> None:
        self._closed = True
        self._http.close()
        for socket in list(self._sockets.values()):
            socket.drop()
        for task in list(self._requests):
            task.cancel()

    async def ended(self) -> None:
        """Wait, after ``close``, until nothing of the network is left on the loop."""
        while left := {*self._sockets, *self._requests}:
            await asyncio.wait(left)
        await self._http.end()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise RuntimeError("the network is closed")

    def _guarded(self, call: Callable[[], None]) -> None:
        """One listener that fails takes neither its line nor the others with it."""
        try:
            call()
        except Exception as error:
            self._loop.call_exception_handler({"message": "A listener of the network failed", "exception": error})
