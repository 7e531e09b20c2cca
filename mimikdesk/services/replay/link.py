"""The followers' broker in a replay: market orders fill at once at the leader's price, others rest until he fills.

It answers at the moment it is asked, and never from inside the asking. Everything fills whole. When a resting order
fills is told in ``matching``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.brokers.port import Sink
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
    orders_in,
)
from mimikdesk.domain.events import (
    BrokerEvent,
    CancelRefused,
    FillReported,
    ModifyRefused,
    OrderReported,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport
from mimikdesk.services.replay.matching import RestingOrder

FOLLOWERS = ConnectionId("replay")

DOES = Capabilities(frozenset(OrderKind), modify=True)
"""No linked orders and no closes of its own: what the program makes of plain orders is what a replay is to show."""

DONE = "the order is done"
NOT_OFFERED = "a replay has no orders that hang together"


@dataclass(slots=True)
class InstantLink:
    """A ``BrokerLink``. ``price``: of a follower's instrument at this moment."""

    accounts: tuple[AccountId, ...]
    clock: Clock
    sink: Sink
    price: Callable[[Symbol], Decimal]
    connection: ConnectionId = FOLLOWERS
    capabilities: Capabilities = DOES
    _resting: dict[ClientOrderId, RestingOrder] = field(default_factory=dict)
    _positions: dict[tuple[AccountId, Symbol], int] = field(default_factory=dict)
    _numbers: int = 0

    def open(self) -> None:
        """The replay itself tells the start."""

    def close(self) -> None:
        """There is no line to close."""

    def reconnect(self, why: str) -> None:
        """There is no line to lose."""

    def leader_filled(self, moves: Callable[[RestingOrder], bool]) -> None:
        """Fill, at this moment, every resting order that the leader's fill ``moves``, in the order they came."""
        for resting in [resting for resting in self._resting.values() if moves(resting)]:
            self._soon(lambda resting=resting: self._fill_resting(resting))  # type: ignore[misc]

    # --- what it is asked -----------------------------------------------------------------------------------------

    def place(self, order: PlaceOrder) -> None:
        self._numbers += 1
        venue = VenueOrderId(f"R{self._numbers}")
        self._soon(lambda: self._accept(order, venue))

    def place_oco(self, orders: PlaceOco) -> None:
        self._refuse(orders)

    def place_bracket(self, orders: PlaceBracket) -> None:
        self._refuse(orders)

    def close_position(self, order: ClosePosition) -> None:
        """Not offered; see ``capabilities``."""

    def modify(self, order: ModifyOrder) -> None:
        self._soon(lambda: self._change(order))

    def cancel(self, order: CancelOrder) -> None:
        def cancel() -> None:
            resting = self._resting.pop(order.client_order_id, None)
            if resting is None:
                self.sink(CancelRefused(order.account, order.client_order_id, DONE, self.clock.now()))
            else:
                self._tell(resting, OrderStatus.CANCELLED)

        self._soon(cancel)

    def cancel_all(self, order: CancelAllOrders) -> None:
        for resting in self._of(order.account):
            self.cancel(CancelOrder(order.account, resting.order.client_order_id))

    def expect(self, symbol: Symbol) -> None:
        """All contracts of the file are known."""

    def refresh(self, account: AccountId) -> None:
        asked = self.clock.now()

        def tell() -> None:
            orders = tuple(_report(resting, OrderStatus.WORKING) for resting in self._of(account))
            self.sink(SnapshotTaken(account, self._held(account), orders, Decimal(0), asked, self.clock.now()))

        self._soon(tell)

    # --- inner workings -------------------------------------------------------------------------------------------

    def _soon(self, act: Callable[[], None]) -> None:
        self.clock.call_later(0, act)

    def _accept(self, order: PlaceOrder, venue: VenueOrderId) -> None:
        resting = RestingOrder(order, venue, order.qty, order.limit, order.stop, order.trail)
        if order.kind is OrderKind.MARKET:
            self._fill(resting)
        else:
            self._resting[order.client_order_id] = resting
            self._tell(resting, OrderStatus.WORKING)

    def _refuse(self, command: PlaceOco | PlaceBracket) -> None:
        for order in orders_in(command):
            self._numbers += 1
            venue = VenueOrderId(f"R{self._numbers}")
            resting = RestingOrder(order, venue, order.qty, order.limit, order.stop, order.trail)
            self._soon(lambda resting=resting: self._tell(resting, OrderStatus.REJECTED, NOT_OFFERED))  # type: ignore[misc]

    def _change(self, order: ModifyOrder) -> None:
        resting = self._resting.get(order.client_order_id)
        if resting is None or (order.qty is not None and order.qty <= 0):
            text = DONE if resting is None else "an order has one contract at least"
            self.sink(ModifyRefused(order.account, order.client_order_id, text, self.clock.now()))
            return
        resting.change(order)
        self._tell(resting, OrderStatus.WORKING)

    def _fill_resting(self, resting: RestingOrder) -> None:
        """It may have been cancelled at this very moment, by a command that came before."""
        if self._resting.pop(resting.order.client_order_id, None) is not None:
            self._fill(resting)

    def _fill(self, resting: RestingOrder) -> None:
        order, venue = resting.order, resting.venue
        place = (order.account, order.symbol)
        self._positions[place] = self._positions.get(place, 0) + order.side.sign * resting.qty
        price = self.price(order.symbol)
        fill = Fill(FillId(venue), venue, order.client_order_id, order.symbol, order.side, resting.qty, price)
        self.sink(FillReported(order.account, fill, self.clock.now()))
        self._tell(resting, OrderStatus.FILLED)

    def _tell(self, resting: RestingOrder, status: OrderStatus, text: str = "") -> None:
        told: BrokerEvent = OrderReported(resting.order.account, _report(resting, status, text), self.clock.now())
        self.sink(told)

    def _of(self, account: AccountId) -> list[RestingOrder]:
        return [resting for resting in self._resting.values() if resting.order.account == account]

    def _held(self, account: AccountId) -> tuple[PositionReport, ...]:
        return tuple(
            PositionReport(symbol, qty) for (its, symbol), qty in self._positions.items() if its == account and qty
        )


def _report(resting: RestingOrder, status: OrderStatus, text: str = "") -> OrderReport:
    order = resting.order
    return OrderReport(
        venue_order_id=resting.venue,
        client_order_id=order.client_order_id,
        symbol=order.symbol,
        side=order.side,
        kind=order.kind,
        qty=resting.qty,
        filled=resting.qty if status is OrderStatus.FILLED else 0,
        status=status,
        limit=resting.limit,
        stop=resting.stop,
        text=text,
        trail=resting.trail,
    )
