"""The port: all that the program knows of a broker. One ``BrokerLink`` is one connection with all its accounts.

Rules every adapter keeps (the contract suite checks them):

* All calls return at once and are made on the thread that owns the link's clock. Nothing is awaited between a
  decision and the bytes; what the broker answers comes back as events through ``sink``, on the same thread, and
  never from inside a call of the port.
* ``InstrumentListed`` comes before the first event that names a symbol. After ``open`` and after each reconnect:
  one ``SnapshotTaken`` per account, then ``LineChanged(CONNECTED)``. Live events of an account come only after
  its snapshot.
* Every ``place`` ends in order reports for its client order id, or in one ``SendEnded``. A line lost with orders
  in flight gives ``SendEnded(UNKNOWN)`` for each that was not acknowledged.
* A link reconnects by itself until it is closed. ``reconnect`` makes it do so at once, as after a line that was lost:
  nothing that arrives on the old line comes through any more.
"""

from collections.abc import Callable
from typing import Protocol

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.events import BrokerEvent
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.prices import Price

Sink = Callable[[BrokerEvent], None]
QuoteSink = Callable[[Price], None]


class BrokerLink(Protocol):
    """One connection. Constructed with its sink(s) and clock; does nothing before ``open``."""

    @property
    def connection(self) -> ConnectionId: ...

    @property
    def capabilities(self) -> Capabilities: ...

    @property
    def accounts(self) -> tuple[AccountId, ...]:
        """The accounts of this connection, known at the latest when CONNECTED is emitted."""
        ...

    def open(self) -> None:
        """Start connecting; ends in LineChanged events."""
        ...

    def close(self) -> None:
        """Log out and stop. Ends in LineChanged(DISCONNECTED); after that no event comes any more."""
        ...

    def reconnect(self, why: str) -> None:
        """Take the line for lost although nobody said so, and connect anew without waiting. ``why``: the detail of the
        LineChanged(RECONNECTING) that follows, also where it was connecting already. Does nothing while it is closed
        or its login is refused."""
        ...

    def place(self, order: PlaceOrder) -> None: ...

    def place_oco(self, orders: PlaceOco) -> None:
        """Only where ``capabilities.oco``."""
        ...

    def place_bracket(self, orders: PlaceBracket) -> None:
        """Only where ``capabilities.bracket``."""
        ...

    def modify(self, order: ModifyOrder) -> None:
        """Only where ``capabilities.modify``. Answered by an order report, or by ModifyRefused."""
        ...

    def close_position(self, order: ClosePosition) -> None:
        """Only where ``capabilities.close``. Where the position is flat, the orders are cancelled and the close is
        reported as rejected, with a text that says so."""
        ...

    def cancel(self, order: CancelOrder) -> None: ...

    def cancel_all(self, order: CancelAllOrders) -> None: ...

    def refresh(self, account: AccountId) -> None:
        """Ask for a fresh snapshot of one account; it arrives as SnapshotTaken."""
        ...

    def expect(self, symbol: Symbol) -> None:
        """An order in this contract may be asked for soon: what the adapter has to look up for it, it looks up now, or
        with the next connection. Ends in InstrumentListed where the broker has the contract and had not named it."""
        ...
