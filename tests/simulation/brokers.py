"""What stands between the program and the exchange: the broker of each login, and a line to it for each life of the
program."""

from dataclasses import replace
from typing import Protocol

from mimikdesk.brokers.port import BrokerLink, Sink
from mimikdesk.brokers.practice.hand import Hand
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.events import BrokerEvent
from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.time import SECOND
from tests.simulation import trouble
from tests.simulation.life_clock import LifeClock
from tests.simulation.setting import Login
from tests.simulation.steps import LineTrouble

LINGER_NS = SECOND
"""For so long the exchange still takes in what a killed program had sent."""


class Line(Protocol):
    """One life's link to the broker, and what befalls it."""

    @property
    def link(self) -> BrokerLink: ...

    def befall(self, step: LineTrouble) -> None: ...

    def drop(self) -> None:
        """Lose the line; it may be made anew at once."""
        ...

    def heal(self) -> int:
        """End all trouble. How long it goes on all the same, in nanoseconds."""
        ...

    def sleep(self, for_ns: int, cut: bool) -> None:
        """The computer is about to sleep. ``cut``: the line does not survive it."""
        ...

    def abandon(self, cut: bool) -> None:
        """The program was killed. ``cut``: what is on the wire is lost; else the broker still gets it."""
        ...


class Broker(Protocol):
    """``told``: the broker's own number of an order, by the exchange's."""

    def hand(self, account: AccountId, link_ids: bool = True) -> Hand: ...

    def told(self, account: AccountId, number: VenueOrderId) -> VenueOrderId: ...

    def working(self, account: AccountId) -> tuple[OrderReport, ...]:
        """What works at the exchange, under the broker's own numbers."""
        ...

    def liquidate(self, account: AccountId, symbol: Symbol, text: str) -> None: ...

    def end_day(self) -> None:
        """What works at the exchange has expired."""
        ...

    def line(self, clock: LifeClock, sink: Sink) -> Line: ...


class PracticeBroker:
    """The practice exchange itself."""

    def __init__(self, venue: PracticeVenue, login: Login) -> None:
        self._venue = venue
        self._login = login

    def hand(self, account: AccountId, link_ids: bool = True) -> Hand:
        return self._venue.hand(account, link_ids)

    def told(self, account: AccountId, number: VenueOrderId) -> VenueOrderId:
        return number

    def working(self, account: AccountId) -> tuple[OrderReport, ...]:
        return self._venue.working(account)

    def liquidate(self, account: AccountId, symbol: Symbol, text: str) -> None:
        self._venue.liquidate(account, symbol, text)

    def end_day(self) -> None: ...

    def line(self, clock: LifeClock, sink: Sink) -> "PracticeLine":
        return PracticeLine(self._venue, self._login, clock, sink)


class PracticeLine:
    def __init__(self, venue: PracticeVenue, login: Login, clock: LifeClock, sink: Sink) -> None:
        def hear(event: BrokerEvent) -> None:
            if clock.asleep or clock.ahead_ns:
                clock.run(lambda: sink(replace(event, at=clock.now())))
            elif clock.alive:
                sink(event)

        self.link = venue.link(login.connection.id, hear, None, login.latency, login.faults, login.capabilities)
        if login.requests is not None:
            self.link.meter.allow(*login.requests)
        self._venue = venue

    def befall(self, step: LineTrouble) -> None:
        trouble.befall(self.link.line, step, self._venue)

    def drop(self) -> None:
        self.link.line.drop()

    def heal(self) -> int:
        self.link.line.heal()
        return 0

    def sleep(self, for_ns: int, cut: bool) -> None:
        line = self.link.line
        line._down_until = max(line._down_until, self._venue.clock.now().mono_ns + for_ns)
        if cut:
            line.drop()

    def abandon(self, cut: bool) -> None:
        if cut:
            self.link.close()
        else:
            self._venue.clock.call_later(LINGER_NS, self.link.close)
