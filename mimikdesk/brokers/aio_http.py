"""HTTP requests on an asyncio loop: one task for each, ended by the reply, a failure, or its time."""

import asyncio
from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from urllib.request import getproxies

import aiohttp

from mimikdesk.brokers.network import HttpDone, HttpFailure, HttpReply, HttpRequest
from mimikdesk.brokers.network_words import failure_in_words, host_of, proxy_for
from mimikdesk.brokers.trust import Trust
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.time import SECOND

Guarded = Callable[[Callable[[], None]], None]


class _Progress:
    """How far one request came."""

    def __init__(self) -> None:
        self.sent = False
        """True before its first byte leaves."""


class AioHttp:
    """Requests over connections that are kept for a while. Use it on the loop's thread only."""

    def __init__(self, loop: asyncio.AbstractEventLoop, clock: Clock, trust: Trust, guarded: Guarded) -> None:
        self._loop = loop
        self._clock = clock
        self._trust = trust
        self._guarded = guarded
        self._session: aiohttp.ClientSession | None = None
        self._closed = False

    def start(self, request: HttpRequest, done: HttpDone) -> asyncio.Task[HttpReply]:
        """Begin one request; ``done`` is called before the task ends. Its owner is the caller."""
        progress = _Progress()
        task = self._loop.create_task(self._exchange(request, progress), name=f"request to {host_of(request.url)}")
        timer = self._clock.call_later(request.timeout_ns, partial(_cancel, task))

        def tell(ended: asyncio.Task[HttpReply]) -> None:
            timer.cancel()
            if not self._closed:
                answer = _answer(ended, request, progress)
                self._guarded(lambda: done(answer))

        task.add_done_callback(tell)
        return task

    def close(self) -> None:
        """From now on nobody is told; the owner cancels the tasks."""
        self._closed = True

    async def end(self) -> None:
        """Close the kept connections. After the last task."""
        if self._session is not None:
            await self._session.close()

    async def _exchange(self, request: HttpRequest, progress: _Progress) -> HttpReply:
        proxy = await self._loop.run_in_executor(None, proxy_for, request.url) if getproxies() else None
        # True is the library's word for its own idea of trust; a plain request needs none, and no time for it.
        trust = await self._trust.context(self._loop) if request.url.startswith("https:") else True
        session = self._opened()
        async with session.request(
            request.method,
            request.url,
            headers=request.headers,
            data=request.body or None,
            allow_redirects=False,  # what is in a request was meant for this address alone
            ssl=trust,
            proxy=proxy,
            trace_request_ctx=progress,
        ) as reply:
            body = await reply.read() if request.largest is None else await _at_most(request.largest, reply)
        headers: dict[str, str] = {}
        for name, value in reply.headers.items():
            known = headers.get(name.lower())
            headers[name.lower()] = value if known is None else f"{known}, {value}"
        return HttpReply(reply.status, headers, body)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(),  # none of its own: each would be a timer of the loop
                cookie_jar=aiohttp.DummyCookieJar(),
                trace_configs=[_trace()],
            )
        return self._session


class _TooLargeError(Exception):
    """More came than was asked for."""


async def _at_most(largest: int, reply: aiohttp.ClientResponse) -> bytes:
    """The body, unpacked; a server that sends without end is given up at the limit."""
    body = bytearray()
    async for chunk in reply.content.iter_any():
        body += chunk
        if len(body) > largest:
            raise _TooLargeError
    return bytes(body)


def _trace() -> aiohttp.TraceConfig:
    """Notes the moment from which bytes of a request may have left: when it has a connection."""

    async def connected(_session: aiohttp.ClientSession, context: SimpleNamespace, _params: object) -> None:
        context.trace_request_ctx.sent = True

    trace = aiohttp.TraceConfig()
    trace.on_connection_create_end.append(connected)
    trace.on_connection_reuseconn.append(connected)
    return trace


def _answer(task: asyncio.Task[HttpReply], request: HttpRequest, progress: _Progress) -> HttpReply | HttpFailure:
    host = host_of(request.url)
    if task.cancelled():
        return HttpFailure(progress.sent, f"{host} did not answer within {request.timeout_ns / SECOND:g} seconds.")
    error = task.exception()
    if isinstance(error, _TooLargeError):
        return HttpFailure(True, f"{host} sent more than {request.largest:,} bytes.")
    if error is not None:
        return HttpFailure(progress.sent, failure_in_words(error, host))
    return task.result()


def _cancel(task: asyncio.Task[HttpReply]) -> None:
    task.cancel()
