"""The loopback server on a real port of this machine: HTTP and web sockets, on an asyncio loop.

One port serves all hosts: ``http://127.0.0.1:<port>/demo/v1``, ``ws://127.0.0.1:<port>/md/v1/websocket`` and so on,
or the host's name where a client can be told one (``demo.localhost``).
"""

import asyncio
import ssl
from types import TracebackType

from aiohttp import WSMsgType, web

from tests.helpers.tradovate.server import TradovateServer


class TcpShell:
    """To be used on the loop that the server's clock is on: ``async with TcpShell(server) as shell``."""

    def __init__(self, server: TradovateServer, context: ssl.SSLContext | None = None) -> None:
        self.server = server
        self.port = 0
        self._context = context
        self._runner: web.ServerRunner | None = None
        self._transports: set[asyncio.BaseTransport] = set()

    async def __aenter__(self) -> "TcpShell":
        self._runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._context)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.drop_lines()
        if self._runner is not None:
            await self._runner.cleanup()

    def rest(self, host: str = "demo") -> str:
        """The base of a host's endpoints, without a slash at its end."""
        return f"http{'s' if self._context else ''}://127.0.0.1:{self.port}/{host}/v1"

    def socket(self, host: str = "demo") -> str:
        return f"ws{'s' if self._context else ''}://127.0.0.1:{self.port}/{host}/v1/websocket"

    def drop_lines(self) -> None:
        """Break every connection there is."""
        for transport in tuple(self._transports):
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        transport = request.transport
        self._transports.add(transport)
        try:
            if request.headers.get("upgrade", "").lower() == "websocket":
                return await self._socket(request)
            return await self._http(request)
        finally:
            self._transports.discard(transport)

    async def _http(self, request: web.BaseRequest) -> web.Response:
        body = await request.read()
        status, headers, payload, delay = self.server.http(
            request.method, str(request.url), request.headers, body, request.remote or ""
        )
        if delay:
            due = asyncio.Event()
            self.server.clock.call_later(delay, due.set)
            await due.wait()
        return web.Response(status=status, headers=headers, body=payload)

    async def _socket(self, request: web.BaseRequest) -> web.StreamResponse:
        out = _Out()
        socket = self.server.socket_opened(str(request.url), request.headers, out, request.remote or "")
        if isinstance(socket, int):
            return web.Response(status=socket)
        response = web.WebSocketResponse(compress=False, max_msg_size=0)
        await response.prepare(request)
        writer = asyncio.ensure_future(out.write_to(response))
        try:
            async for message in response:
                if message.type is WSMsgType.TEXT:
                    socket.text(message.data)
        finally:
            socket.gone()
            out.close(1000, "")
            await writer
        return response


class _Out:
    """What goes to one client, in its order."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[str | tuple[int, str]] = asyncio.Queue()

    def text(self, text: str) -> None:
        self._queue.put_nowait(text)

    def close(self, code: int, reason: str) -> None:
        # 1006 stands for a close without a word and may not be sent.
        self._queue.put_nowait((1001 if code == 1006 else code, reason))

    async def write_to(self, response: web.WebSocketResponse) -> None:
        while isinstance(item := await self._queue.get(), str):
            try:
                await response.send_str(item)
            except ConnectionError:
                return
        code, reason = item
        await response.close(code=code, message=reason.encode())
