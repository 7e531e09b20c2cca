"""The links of the running program: added and dropped while it runs, and where their events come in.

A link that is made while the program runs goes the same way as at the start: its accounts are listed and their past is
recalled, its capabilities are declared, then it is opened. One that is dropped is closed first and heard until it has
said so; from then on no order finds it.
"""

from collections.abc import Callable, Iterable, Iterator

from mimikdesk.brokers.port import BrokerLink, QuoteSink, Sink
from mimikdesk.domain.accounts import Account
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.events import (
    AccountListed,
    BalanceReported,
    BrokerEvent,
    CapabilitiesDeclared,
    EquityReported,
    FillReported,
    LineChanged,
    LineState,
    OrderReported,
    PastRecalled,
    PositionReported,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.prices import Price
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.copier import Copier
from mimikdesk.services.gateway import Gateway

MakeLink = Callable[[Sink, QuoteSink], BrokerLink]
Prices = Callable[[ConnectionId, Price], None]
"""Takes a price and the connection that told it."""

CLOSED_WITHIN = 5 * SECOND
"""A link that has not said by then that it is closed is let go all the same."""


class Links:
    """``see``: shown the time of each event before it is passed on."""

    def __init__(self, clock: Clock, copier: Copier, gateway: Gateway, see: Callable[[Stamp], object]) -> None:
        self._clock = clock
        self.copier = copier
        self.gateway = gateway
        self.see = see
        self._ends: dict[ConnectionId, _End] = {}
        self.known: set[AccountId] = set()
        """The accounts that the engine has been told of."""
        self.meet: Callable[[AccountId, ConnectionId], bool] = lambda _account, _connection: True
        """Asked about an account that a link brings and nobody set up; False where it may not be used."""

    def __iter__(self) -> Iterator[BrokerLink]:
        return iter([end.link for end in self._ends.values() if end.link is not None])

    def __contains__(self, connection: ConnectionId) -> bool:
        return connection in self._ends

    def add(self, make: MakeLink, prices: Prices) -> BrokerLink:
        """Make a link; nothing of it is heard before it is opened."""
        end = _End(self, prices)
        link = make(end.take, end.price)
        end.link = link
        self._ends[link.connection] = end
        return link

    def list_account(self, account: AccountId, connection: ConnectionId) -> None:
        self.known.add(account)
        self.copier.take(AccountListed(account, connection, self._clock.now()))

    def open_all(self) -> None:
        for link in self:
            self._open(link)

    def start(self, make: MakeLink, prices: Prices, accounts: Iterable[Account], past: Iterable[PastRecalled]) -> None:
        """Make a link while the program runs, and open it. ``past``: of accounts that the engine does not know."""
        for account in accounts:
            self.list_account(account.id, account.connection)
        for each in past:
            self.copier.take(each)
        self._open(self.add(make, prices))

    def drop(self, connection: ConnectionId, done: Callable[[], None]) -> None:
        """Close a link and let go of it; ``done`` is called when that has happened."""
        end = self._ends.get(connection)
        if end is None or end.link is None:
            done()
            return
        end.dropped = done
        end.timer = self._clock.call_later(CLOSED_WITHIN, end.let_go)
        end.link.close()

    def close_all(self) -> None:
        for link in self:
            link.close()

    def link(self, connection: ConnectionId) -> BrokerLink | None:
        end = self._ends.get(connection)
        return end.link if end is not None else None

    def reconnect_all(self, why: str) -> None:
        """Take every line for lost; what the old ones still deliver is history."""
        for end in self._ends.values():
            if end.link is None:
                continue
            if self.copier.state.lines.get(end.link.connection) in (LineState.CONNECTED, LineState.RECONNECTING):
                end.old = True
            end.link.reconnect(why)

    def sink(self, connection: ConnectionId) -> Sink:
        """Where the events of a connection come in."""
        return self._ends[connection].take

    def forget(self, connection: ConnectionId) -> None:
        self._ends.pop(connection, None)

    def _open(self, link: BrokerLink) -> None:
        self.gateway.attach(link)
        self.copier.take(CapabilitiesDeclared(link.connection, link.capabilities, self._clock.now()))
        link.open()


class _End:
    """The program's end of one link."""

    __slots__ = ("_links", "_prices", "_refused", "dropped", "gone", "link", "old", "timer")

    def __init__(self, links: Links, prices: Prices) -> None:
        self._links = links
        self._prices = prices
        self._refused: set[AccountId] = set()
        self.link: BrokerLink | None = None
        self.old = False
        """A line from before a sleep: only its end is still news."""
        self.gone = False
        self.dropped: Callable[[], None] | None = None
        self.timer: TimerHandle | None = None

    def take(self, event: BrokerEvent) -> None:
        """An event of the link. What lay in the machine while it slept is history: the snapshot of the new line tells
        what has become of it."""
        links = self._links
        links.see(event.at)
        if self.gone or (self.old and self._is_of_the_old_line(event)):
            return
        if self._refused and getattr(event, "account", None) in self._refused:
            return
        match event:
            case SnapshotTaken() if event.account not in links.known and not self._meet(event.account, event):
                return
            case LineChanged(state=LineState.CONNECTED) if self.link is not None:
                links.gateway.attach(self.link)  # by now it knows all of its accounts
            case _:
                pass
        links.copier.take(event)
        if self.dropped is not None and isinstance(event, LineChanged) and event.state is LineState.DISCONNECTED:
            self.let_go()

    def price(self, price: Price) -> None:
        if self.link is not None:
            self._prices(self.link.connection, price)

    def let_go(self) -> None:
        if self.link is None or self.gone:
            return
        self.gone = True
        if self.timer is not None:
            self.timer.cancel()
        self._links.gateway.detach(self.link)
        self._links.forget(self.link.connection)
        if self.dropped is not None:
            self.dropped()

    def _meet(self, account: AccountId, event: SnapshotTaken) -> bool:
        assert self.link is not None
        if not self._links.meet(account, self.link.connection):
            self._refused.add(event.account)
            return False
        self._links.list_account(account, self.link.connection)
        return True

    def _is_of_the_old_line(self, event: BrokerEvent) -> bool:
        match event:
            case LineChanged(state=state):
                if state is not LineState.CONNECTED:
                    self.old = False
                return self.old
            case OrderReported() | FillReported() | PositionReported() | SnapshotTaken():
                return True
            case BalanceReported() | EquityReported():
                return True
            case _:
                return False
