"""The line between the program and the exchange: messages take time, keep their order, and die when it is cut."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from mimikdesk.domain.clock import Clock
from mimikdesk.domain.time import MILLISECOND


class Message(StrEnum):
    """The classes of messages that may be delayed differently."""

    LOGIN = "login"
    PLACE = "place"
    MODIFY = "modify"
    CANCEL = "cancel"
    READ = "read"
    ORDER = "order"
    FILL = "fill"
    POSITION = "position"
    BALANCE = "balance"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class Delay:
    """Nanoseconds, evenly spread from ``low`` to ``high``; one message in ``tail_every`` takes up to ``tail`` more."""

    low: int = 0
    high: int = 0
    tail: int = 0
    tail_every: int = 0

    def sample(self, random: Random) -> int:
        delay = self.low
        if self.high > self.low:
            delay += int(random.random() * (self.high - self.low))
        if self.tail_every and random.random() * self.tail_every < 1:
            delay += int(random.random() * self.tail)
        return delay


@dataclass(frozen=True, slots=True)
class Latency:
    """How long messages take to the exchange (``up``) and back (``down``); ``special`` replaces it for a class.

    ``quote``: nanoseconds that a price takes, always the same. The default is a good home line near the exchange.
    """

    up: Delay = Delay(1 * MILLISECOND, 4 * MILLISECOND, 20 * MILLISECOND, 200)
    down: Delay = Delay(1 * MILLISECOND, 4 * MILLISECOND, 20 * MILLISECOND, 200)
    special: Mapping[Message, Delay] = field(default_factory=dict)
    quote: int = 2 * MILLISECOND

    @classmethod
    def none(cls) -> "Latency":
        """No delay at all; messages still arrive one after the other, never from inside a call."""
        return cls(Delay(), Delay(), {}, 0)


class _Lane:
    """Messages that arrive in the order they were sent, each at its time or right after the one before."""

    __slots__ = ("last_due", "waiting")

    def __init__(self) -> None:
        self.last_due = 0
        self.waiting: deque[Callable[[], None]] = deque()


class Wire:
    """One session's line. A new session gets a new wire, so that nothing of the old one can arrive any more.

    ``alive``: it takes messages, and carries those towards the exchange.
    """

    def __init__(self, clock: Clock, latency: Latency, random: Random) -> None:
        self.alive = True
        self._clock = clock
        self._latency = latency
        self._random = random
        self._up = _Lane()
        self._down = _Lane()
        self._late: dict[Message, _Lane] = {}
        self._held_until = 0

    def up(self, message: Message, arrive: Callable[[], None]) -> None:
        """Send towards the exchange."""
        self._send(self._up, self._latency.special.get(message, self._latency.up), arrive, 0)

    def down(self, message: Message, arrive: Callable[[], None], late_by: int = 0) -> None:
        """Send towards the program. ``late_by``: nanoseconds that this one comes late, so that other classes overtake
        it; its own class keeps its order."""
        lane = self._down
        if late_by or self._late:
            late = self._late.setdefault(message, _Lane())
            if late_by or late.waiting:
                lane = late
        self._send(lane, self._latency.special.get(message, self._latency.down), arrive, late_by)

    def hold_down(self, duration_ns: int) -> None:
        """Nothing that is sent towards the program from now on arrives before ``duration_ns`` have passed."""
        self._held_until = self._clock.now().mono_ns + duration_ns

    def end(self) -> int:
        """Take nothing more and lose what is under way to the exchange; what is under way to the program arrives.
        Nanoseconds until the last of it is there."""
        self.alive = False
        self._up.waiting.clear()
        last = max(lane.last_due for lane in (self._down, *self._late.values()))
        return max(0, last - self._clock.now().mono_ns)

    def cut(self) -> None:
        """Everything on the wire is lost, and all that is sent later."""
        self.alive = False
        for lane in (self._up, self._down, *self._late.values()):
            lane.waiting.clear()

    def _send(self, lane: _Lane, delay: Delay, arrive: Callable[[], None], extra: int) -> None:
        if not self.alive:
            return
        now = self._clock.now().mono_ns
        due = max(now + delay.sample(self._random) + extra, lane.last_due)
        if lane is not self._up and due < self._held_until:
            due = self._held_until
        lane.last_due = due
        lane.waiting.append(arrive)
        self._clock.call_later(due - now, lambda: self._arrive(lane))

    def _arrive(self, lane: _Lane) -> None:
        # Timers of the machine's clock may run a little out of order; the queue keeps the messages in theirs.
        if lane.waiting:
            lane.waiting.popleft()()
