"""One life of the program: from its start to its orderly end or to its being killed.

Its clock and its links live and die with it, so that after a kill nothing of it moves any more.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from mimikdesk.brokers.port import BrokerLink, QuoteSink, Sink
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import Clock
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
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.time import SECOND
from mimikdesk.services.group_desk import GroupParts
from mimikdesk.services.program import Program
from tests.simulation.brokers import Broker, Line
from tests.simulation.editing import Writer
from tests.simulation.life_clock import LifeClock
from tests.simulation.memory import Memory

COLLECT_NS = 3 * SECOND
"""How often the window would be told: seldom, for nobody looks, and the telling is most of what happens in a pause."""


class Guard(Protocol):
    """Looks at every command on its way out of the program, before it leaves."""

    def __call__(self, command: Command) -> None: ...


class Tap:
    """A link as the program sees it, with a guard before it."""

    def __init__(self, link: BrokerLink, guard: Guard) -> None:
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

    def expect(self, symbol: Symbol) -> None:
        self._link.expect(symbol)

    def refresh(self, account: AccountId) -> None:
        self._link.refresh(account)

    def reconnect(self, why: str) -> None:
        self._link.reconnect(why)


class Run:
    """``first``: the entry of the memory with which it begins. ``over``: it has ended; ``ending``: it is about to.
    ``ahead_ns``: by how much the computer's clock is wrong."""

    def __init__(
        self, clock: Clock, brokers: Sequence[Broker], memory: Memory, guard: Guard, ahead_ns: int = 0
    ) -> None:
        self.first = memory.first = len(memory.entries)
        self.ending = False
        self.lines: list[Line] = []
        self._world_clock = clock
        self._clock = LifeClock(clock, ahead_ns)
        self._memory = memory
        self._guard = guard
        self.program = Program(self._clock, memory, memory, memory, lambda update: None, memory, COLLECT_NS)
        self.program.use_groups(GroupParts(memory, Writer(self._clock), memory))
        for broker in brokers:
            self._link(broker)
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
        for line in self.lines:
            line.sleep(for_ns, cut)

    def wake(self) -> None:
        if self._clock.asleep:
            self._clock.wake()

    def kill(self, lost_ns: int, cut: bool) -> None:
        """End at once. ``cut``: what was on the wire is lost; else the exchange still gets it."""
        self._end(lost_ns)
        for line in self.lines:
            line.abandon(cut)

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
        self._memory.end_run(self.first, lost_ns, self._world_clock.now())

    def _link(self, broker: Broker) -> None:
        def make(sink: Sink, quotes: QuoteSink) -> Tap:
            line = broker.line(self._clock, sink)
            self.lines.append(line)
            return Tap(line.link, self._guard)

        self.program.add_link(make)
