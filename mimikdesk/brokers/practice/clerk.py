"""Books fills into accounts and tells whoever listens to them."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import count
from typing import Protocol

from mimikdesk.brokers.practice.accounts import Account
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.ids import AccountId, FillId, Symbol
from mimikdesk.domain.orders import Fill, OrderReport, OrderStatus, PositionReport


class AccountListener(Protocol):
    """Hears what happens on an account, while it happens. Must not call the exchange back."""

    def order(self, account: AccountId, report: OrderReport) -> None: ...

    def fill(self, account: AccountId, fill: Fill) -> None: ...

    def position(self, account: AccountId, report: PositionReport) -> None: ...

    def balance(self, account: AccountId, cash: Decimal) -> None: ...


class Clerk:
    """``fees``: account currency per contract and side. ``first``: number of the first fill. All orders given to it
    have an owner."""

    def __init__(self, clock: Clock, fees: Mapping[Symbol, Decimal], first: int) -> None:
        self.accounts: dict[AccountId, Account] = {}
        self.listeners: dict[AccountId, list[AccountListener]] = {}
        self._clock = clock
        self._fees = fees
        self._fill_numbers = count(first)
        self._moved: dict[Order, None] = {}

    def report(self, order: Order, qty: int | None = None) -> None:
        """Tell how an order stands. ``qty``: the quantity it is about to get, where it is being changed."""
        assert order.owner is not None
        limit, stop, trail = order.points
        if qty is None:
            qty = order.qty + order.held if order.status is OrderStatus.SUSPENDED else order.qty
        parent, oco = (None, None) if order.tie is None else order.tie.links(order)
        order.report = report = OrderReport(
            order.venue_order_id,
            order.client_order_id,
            order.symbol,
            order.side,
            order.kind,
            qty,
            order.filled,
            order.status,
            limit,
            stop,
            order.text,
            trail,
            parent,
            oco,
            order.liquidation,
        )
        for listener in tuple(self.listeners[order.owner]):
            listener.order(order.owner, report)

    def ended(self, order: Order) -> None:
        """An order is done without a last fill: it works no more."""
        assert order.owner is not None
        del self.accounts[order.owner].working[order.venue_order_id]
        self.report(order)

    def filled(self, order: Order, price: int, qty: int) -> None:
        """Book ``qty`` contracts of an order at ``price`` ticks, and tell: fill, order, position, cash."""
        assert order.owner is not None
        owner = self.accounts[order.owner]
        listed = CATALOG[order.symbol]
        holding = owner.holding(listed)
        closed = holding.fill(order.side, qty, price)
        owner.cash += closed * listed.tick_value - qty * self._fees[order.symbol]
        fill = Fill(
            FillId(str(next(self._fill_numbers))),
            order.venue_order_id,
            order.client_order_id,
            order.symbol,
            order.side,
            qty,
            price * listed.tick_size,
            self._clock.now().utc_ns,
        )
        owner.fills.append(fill)
        if order.status is OrderStatus.FILLED:
            del owner.working[order.venue_order_id]
        listeners = tuple(self.listeners[owner.id])
        for listener in listeners:
            listener.fill(owner.id, fill)
        self.report(order)
        position = holding.report()
        for listener in listeners:
            listener.position(owner.id, position)
            listener.balance(owner.id, owner.cash)

    def moved(self, order: Order) -> None:
        """A trailing stop has followed the market. It is told once, when the operation in its book is over."""
        assert order.stop is not None
        order.points = (None, order.stop * CATALOG[order.symbol].tick_size, order.points[2])
        self._moved[order] = None

    def tell_moved(self) -> None:
        """The operation is over."""
        if self._moved:
            moved, self._moved = self._moved, {}
            for order in moved:
                if order.status is OrderStatus.WORKING and not order.triggered:
                    self.report(order)
