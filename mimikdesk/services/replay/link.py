"""The followers' broker in a replay: every order is filled at once, whole, at the leader's price."""

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
)
from mimikdesk.domain.events import CancelRefused, FillReported, OrderReported, SnapshotTaken
from mimikdesk.domain.ids import AccountId, ConnectionId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport

FOLLOWERS = ConnectionId("replay")


@dataclass(slots=True)
class InstantLink:
    """A ``BrokerLink``. ``price``: of a follower's instrument at this moment. Offers market orders only, so that
    nothing rests in a replay: resting orders would fill at moments that only a market could tell."""

    accounts: tuple[AccountId, ...]
    clock: Clock
    sink: Sink
    price: Callable[[Symbol], Decimal]
    connection: ConnectionId = FOLLOWERS
    capabilities: Capabilities = field(default_factory=lambda: Capabilities(frozenset({OrderKind.MARKET})))
    _positions: dict[tuple[AccountId, Symbol], int] = field(default_factory=dict)
    _numbers: int = 0

    def open(self) -> None:
        """The replay itself tells the start."""

    def close(self) -> None:
        """There is no line to close."""

    def place(self, order: PlaceOrder) -> None:
        self._numbers += 1
        number = self._numbers
        self.clock.call_later(0, lambda: self._answer(order, number))

    def _answer(self, order: PlaceOrder, number: int) -> None:
        venue = VenueOrderId(f"R{number}")
        market = order.kind is OrderKind.MARKET
        status = OrderStatus.FILLED if market else OrderStatus.REJECTED
        if market:
            place = (order.account, order.symbol)
            self._positions[place] = self._positions.get(place, 0) + order.side.sign * order.qty
            fill = Fill(
                FillId(venue),
                venue,
                order.client_order_id,
                order.symbol,
                order.side,
                order.qty,
                self.price(order.symbol),
            )
            self.sink(FillReported(order.account, fill, self.clock.now()))
        report = OrderReport(
            venue_order_id=venue,
            client_order_id=order.client_order_id,
            symbol=order.symbol,
            side=order.side,
            kind=order.kind,
            qty=order.qty,
            filled=order.qty if market else 0,
            status=status,
            text="" if market else "a replay follows fills only",
        )
        self.sink(OrderReported(order.account, report, self.clock.now()))

    def place_oco(self, orders: PlaceOco) -> None:
        for order in (orders.first, orders.second):
            self.place(order)

    def place_bracket(self, orders: PlaceBracket) -> None:
        for order in (orders.entry, *orders.exits):
            self.place(order)

    def modify(self, order: ModifyOrder) -> None:
        """Nothing works here that could be changed."""

    def close_position(self, order: ClosePosition) -> None:
        """Not offered; see ``capabilities``."""

    def cancel(self, order: CancelOrder) -> None:
        refused = "the order is done"
        self.clock.call_later(
            0, lambda: self.sink(CancelRefused(order.account, order.client_order_id, refused, self.clock.now()))
        )

    def cancel_all(self, order: CancelAllOrders) -> None:
        """Nothing works here that could be cancelled."""

    def refresh(self, account: AccountId) -> None:
        asked = self.clock.now()
        self.clock.call_later(
            0, lambda: self.sink(SnapshotTaken(account, self._held(account), (), Decimal(0), asked, self.clock.now()))
        )

    def _held(self, account: AccountId) -> tuple[PositionReport, ...]:
        return tuple(
            PositionReport(symbol, qty) for (its, symbol), qty in self._positions.items() if its == account and qty
        )
