"""One life of the program: from its start to its orderly end or to its being killed.

Its clock and its links live and die with it, so that after a kill nothing of it moves any more.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from mimikdesk.brokers.port import QuoteSink, Sink
from mimikdesk.brokers.practice.link import PracticeLink
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    Command,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.events import BrokerEvent
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.program import Program
from tests.simulation.memory import Memory
from tests.simulation.setting import Login, Setting

COLLECT_NS = 3 * SECOND
"""How often the window would be told: seldom, for nobody looks, and the telling is most of what happens in a pause."""

LINGER_NS = SECOND
"""For so long the exchange still takes in what a killed program had sent."""


class Guard(Protocol):
    """Looks at every command on its way out of the program, before it leaves."""

    def __call__(self, command: Command) -> None: ...


class LifeClock:
    """The world's clock for as long as one program lives: as the computer shows it, and standing still while that
    sleeps."""

    def __init__(self, clock: Clock, ahead_ns: int) -> None:
        self.alive = True
        self.asleep = False
        self.ahead_ns = ahead_ns
        self._clock = clock
        self._missed: list[Callable[[], None]] = []

    def now(self) -> Stamp:
        at = self._clock.now()
        return Stamp(at.utc_ns + self.ahead_ns, at.mono_ns) if self.ahead_ns else at

    def call_later(self, delay_ns: int, call: Callable[[], None]) -> TimerHandle:
        return self._clock.call_later(delay_ns, lambda: self.run(call))

    def run(self, call: Callable[[], None]) -> None:
        """Now, or when the computer wakes up; not at all once the program is over."""
        if self.alive and self.asleep:
            self._missed.append(call)
        elif self.alive:
            call()

    def wake(self) -> None:
        """What fell due in the sleep comes now, all at once."""
        self.asleep = False
        missed, self._missed = self._missed, []
        for call in missed:
            self.run(call)


class Tap:
    """A link as the program sees it, with a guard before it."""

    def __init__(self, link: PracticeLink, guard: Guard) -> None:
        self._link = link
        self._guard = guard

    @property
    def connection(self) -> ConnectionId:
        return self._link.connection

    @property
    def accounts(self) -> tuple[AccountId, ...]:
        return self._link.accounts

    @property
    def capabilities(self) -> Capabilities:
        return self._link.capabilities

    def open(self) -> None:
        self._link.open()

    def close(self) -> None:
        self._link.close()

    def place(self, order: PlaceOrder) -> None:
        self._guard(order)
        self._link.place(order)

    def place_oco(self, orders: PlaceOco) -> None:
        self._guard(orders)
        self._link.place_oco(orders)

    def place_bracket(self, orders: PlaceBracket) -> None:
        self._guard(orders)
        self._link.place_bracket(orders)

    def modify(self, order: ModifyOrder) -> None:
        self._guard(order)
        self._link.modify(order)

    def close_position(self, order: ClosePosition) -> None:
        self._guard(order)
        self._link.close_position(order)

    def cancel(self, order: CancelOrder) -> None:
        self._guard(order)
        self._link.cancel(order)

    def cancel_all(self, order: CancelAllOrders) -> None:
        self._guard(order)
        self._link.cancel_all(order)

    def refresh(self, account: AccountId) -> None:
        self._link.refresh(account)

    def reconnect(self, why: str) -> None:
        self._link.reconnect(why)


class Run:
    """``first``: the entry of the memory with which it begins. ``over``: it has ended; ``ending``: it is about to.
    ``ahead_ns``: by how much the computer's clock is wrong."""

    def __init__(self, venue: PracticeVenue, memory: Memory, setting: Setting, guard: Guard, ahead_ns: int = 0) -> None:
        self.first = len(memory.entries)
        self.ending = False
        self.links: list[PracticeLink] = []
        self._clock = LifeClock(venue.clock, ahead_ns)
        self._venue = venue
        self._memory = memory
        self._guard = guard
        self.program = Program(self._clock, memory, memory, memory, lambda update: None, memory, COLLECT_NS)
        for login in setting.logins:
            self._link(login)
        self.program.start()

    @property
    def over(self) -> bool:
        return not self._clock.alive

    @property
    def acts(self) -> bool:
        """Whether somebody can work with it."""
        return self._clock.alive and not self._clock.asleep and not self.ending

    @property
    def ahead_ns(self) -> int:
        return self._clock.ahead_ns

    def set_clock(self, by_ns: int) -> None:
        self._clock.ahead_ns += by_ns

    def sleep(self, for_ns: int, cut: bool) -> None:
        """The computer goes to sleep. ``cut``: its lines are lost by the time it wakes; none is made anew before."""
        self._clock.asleep = True
        for link in self.links:
            link.line._down_until = max(link.line._down_until, self._clock.now().mono_ns + for_ns)
            if cut:
                link.line.drop()

    def wake(self) -> None:
        if self._clock.asleep:
            self._clock.wake()

    def kill(self, lost_ns: int, cut: bool) -> None:
        """End at once. ``cut``: what was on the wire is lost; else the exchange still gets it."""
        self._end(lost_ns)
        for link in self.links:
            if cut:
                link.close()
            else:
                self._venue.clock.call_later(LINGER_NS, link.close)

    def stop(self, done: Callable[[], None]) -> None:
        """End in order, then call ``done``."""
        self.ending = True

        def stopped() -> None:
            self._end(0)
            done()

        self.program.stop(stopped)

    def _end(self, lost_ns: int) -> None:
        self._clock.alive = False
        self.end = len(self._memory.entries)
        self._memory.end_run(self.first, lost_ns, self._venue.clock.now())

    def _link(self, login: Login) -> None:
        clock = self._clock

        def make(sink: Sink, quotes: QuoteSink) -> Tap:
            def hear(event: BrokerEvent) -> None:
                if clock.asleep or clock.ahead_ns:
                    clock.run(lambda: sink(replace(event, at=clock.now())))
                elif clock.alive:
                    sink(event)

            link = self._venue.link(login.connection.id, hear, None, login.latency, login.faults, login.capabilities)
            if login.requests is not None:
                link.meter.allow(*login.requests)
            self.links.append(link)
            return Tap(link, self._guard)

        self.program.add_link(make)
