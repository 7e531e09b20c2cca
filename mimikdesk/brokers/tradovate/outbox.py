"""Events of the link's own: said at once from a callback, and as soon as it has returned from a call of the port."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from mimikdesk.brokers.port import Sink
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.events import BrokerEvent
from mimikdesk.domain.time import Stamp

Make = Callable[[Stamp], BrokerEvent]
"""Builds the event at the moment when it is said."""


class Outbox:
    """Keeps its order: nothing said at once overtakes what still waits."""

    def __init__(self, clock: Clock, sink: Sink) -> None:
        self._clock = clock
        self._sink = sink
        self._waiting: deque[Make] = deque()

    def later(self, make: Make) -> None:
        self._waiting.append(make)
        self._clock.call_later(0, self.flush)

    def now(self, event: BrokerEvent) -> None:
        self.flush()
        self._sink(event)

    def as_of_now(self, event: BrokerEvent) -> BrokerEvent:
        """An event that was kept back, with the time at which it is said: nothing is told of an earlier time than
        what was told before it."""
        return replace(event, at=self._clock.now())

    def flush(self) -> None:
        while self._waiting:
            self._sink(self._waiting.popleft()(self._clock.now()))
