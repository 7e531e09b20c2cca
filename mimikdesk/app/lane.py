"""The wire lane: the loop on which links, engine and gateway live.

One interface, two forms. ``ThreadLane`` (the default) runs an asyncio loop in a thread of its own, so that no
repaint, dialog or held title bar can delay a copy. ``SharedLane`` puts the same code on the window's loop
(the setting ``single_loop``). What runs on a lane cannot tell which one it is on.
"""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol

from mimikdesk.app.clock import SystemClock, new_loop
from mimikdesk.app.crash import TROUBLE
from mimikdesk.brokers.network import Network
from mimikdesk.domain.clock import Clock

if TYPE_CHECKING:
    from mimikdesk.brokers.aio_network import AioNetwork

_log = logging.getLogger(__name__)

Failed = Callable[[str], None]
"""Told, on the lane, that something raised there: one line for the trader. The traceback is in the log by then."""


class Lane(Protocol):
    @property
    def clock(self) -> Clock:
        """The lane's clock; its timers are for code on the lane."""
        ...

    @property
    def network(self) -> Network:
        """The machine's network, calling back on the lane; for code on the lane. It ends with the lane."""
        ...

    def start(self) -> None:
        """Begin to run what is posted."""
        ...

    def post(self, call: Callable[[], None]) -> None:
        """Run ``call`` on the lane, soon, in the order of posting. From any thread; after ``stop`` it does nothing."""
        ...

    async def stop(self) -> None:
        """Run what was posted before, then end. Nothing of the lane is left when this returns."""
        ...


class _Inbox:
    """Calls on their way to a loop: in order, and with one wake-up for many."""

    def __init__(self, loop: asyncio.AbstractEventLoop, failed: Failed) -> None:
        self._loop = loop
        self._failed = failed
        self._calls: deque[Callable[[], None]] = deque()
        self._lock = threading.Lock()
        self._woken = False
        self._closed = False

    def post(self, call: Callable[[], None]) -> None:
        with self._lock:
            if self._closed:
                return
            self._calls.append(call)
            if self._woken:
                return
            self._woken = True
            self._loop.call_soon_threadsafe(self._drain)

    def close(self) -> None:
        """Run what is waiting, and take nothing more. On the loop's thread."""
        with self._lock:
            self._closed = True
        self._drain()

    def _drain(self) -> None:
        with self._lock:
            self._woken = False
            calls = list(self._calls)
            self._calls.clear()
        for call in calls:
            try:
                call()
            except Exception:
                _log.exception("A call posted to the wire lane failed")
                self._failed(TROUBLE)


def report_loop_error(failed: Failed) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    """An asyncio exception handler that logs and reports: for timers, tasks and transports."""

    def handle(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        _log.error("On a loop: %s", context.get("message", "unhandled exception"), exc_info=error)
        failed(TROUBLE)

    return handle


class _Net:
    """The network of a lane, made when the first asks for it: without a broker on it, its libraries are not loaded."""

    def __init__(self, loop: asyncio.AbstractEventLoop, clock: Clock) -> None:
        self._loop = loop
        self._clock = clock
        self._network: AioNetwork | None = None

    def get(self) -> Network:
        if self._network is None:
            from mimikdesk.brokers.aio_network import AioNetwork

            self._network = AioNetwork(self._loop, self._clock)
        return self._network

    def close(self) -> None:
        if self._network is not None:
            self._network.close()

    async def ended(self) -> None:
        if self._network is not None:
            await self._network.ended()


class ThreadLane:
    """A lane in a thread of its own. ``failed`` is called on that thread."""

    def __init__(self, failed: Failed) -> None:
        self._loop = new_loop()
        self._loop.set_exception_handler(report_loop_error(failed))
        # Two workers: name lookups and the like; asyncio's own default is up to 32 threads.
        self._executor = ThreadPoolExecutor(2, thread_name_prefix="wire-lane-worker")
        self._loop.set_default_executor(self._executor)
        self._inbox = _Inbox(self._loop, failed)
        self._clock = SystemClock(self._loop)
        self._net = _Net(self._loop, self._clock)
        self._thread = threading.Thread(target=self._run, name="wire-lane")

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def network(self) -> Network:
        return self._net.get()

    def start(self) -> None:
        self._thread.start()

    def post(self, call: Callable[[], None]) -> None:
        self._inbox.post(call)

    async def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._end)
        await asyncio.get_running_loop().run_in_executor(None, self._thread.join)

    def _end(self) -> None:
        self._inbox.close()
        self._net.close()
        self._clock.stop()
        self._loop.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            self._loop.run_until_complete(self._net.ended())
            self._end_tasks()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._executor.shutdown(wait=True)
        finally:
            asyncio.set_event_loop(None)
            self._loop.close()

    def _end_tasks(self) -> None:
        left = asyncio.all_tasks(self._loop)
        if not left:
            return
        _log.error("Tasks left on the wire lane at its end: %s", ", ".join(task.get_name() for task in left))
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))


class SharedLane:
    """A lane on a loop that somebody else runs: the window's. ``failed`` is called on that loop's thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, failed: Failed) -> None:
        self._inbox = _Inbox(loop, failed)
        self._clock = SystemClock(loop)
        self._net = _Net(loop, self._clock)

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def network(self) -> Network:
        return self._net.get()

    def start(self) -> None:
        """Nothing to do: the loop runs already, or will."""

    def post(self, call: Callable[[], None]) -> None:
        self._inbox.post(call)

    async def stop(self) -> None:
        self._inbox.close()
        self._net.close()
        self._clock.stop()
        await self._net.ended()
