"""From the books to the program: what is told, when, and who in the link has to hear of it first.

An order that is not at the exchange yet is not told: it is neither acknowledged nor working. What the close of the
broker's own making does is told under our id, once that is known.
"""

from collections.abc import Callable
from dataclasses import replace

from mimikdesk.brokers.tradovate.closings import Closings
from mimikdesk.brokers.tradovate.ledger import Ledger
from mimikdesk.brokers.tradovate.outbox import Outbox
from mimikdesk.domain.events import BrokerEvent, FillReported, OrderReported, PositionReported
from mimikdesk.domain.ids import AccountId, ClientOrderId, VenueOrderId
from mimikdesk.domain.orders import OrderStatus


class Reports:
    """``acknowledged(account, id)``: the first report of an own order goes out. ``told(event)``: an order's report has
    gone out."""

    def __init__(
        self,
        ledger: Ledger,
        outbox: Outbox,
        acknowledged: Callable[[AccountId, ClientOrderId], None],
        told: Callable[[OrderReported], None],
    ) -> None:
        self.closings = Closings(self._pass_on_late)
        self._ledger = ledger
        self._outbox = outbox
        self._acknowledged = acknowledged
        self._told = told
        self._waiting: dict[VenueOrderId, OrderReported] = {}

    def take(self, event: BrokerEvent) -> None:
        known = True
        if isinstance(event, OrderReported):
            known = self._ledger.knows(event.order.venue_order_id)
            self._ledger.note(event.account, event.order)
        elif isinstance(event, FillReported):
            known = self._ledger.knows(event.fill.venue_order_id)
            self._ledger.note_fill(event.account, event.fill)
        elif isinstance(event, PositionReported):
            self._ledger.note_position(event.account, event.position.symbol)
        if not self.closings.holds(event, known):
            self._pass_on(event)

    def lost(self) -> None:
        """The line is gone: the next snapshot tells."""
        self.closings.lost()
        self._waiting.clear()

    def _pass_on(self, event: BrokerEvent) -> None:
        if isinstance(event, OrderReported):
            if event.order.status is OrderStatus.PENDING and not event.order.filled:
                self._waiting[event.order.venue_order_id] = event
            else:
                self._tell_order(event)
            return
        if isinstance(event, FillReported):
            waiting = self._waiting.get(event.fill.venue_order_id)
            if waiting is not None:  # the fill has overtaken the word that the order is at the exchange
                self._tell_order(replace(waiting, at=event.at))
        self._outbox.now(event)

    def _pass_on_late(self, event: BrokerEvent) -> None:
        self._pass_on(self._outbox.as_of_now(event))

    def _tell_order(self, event: OrderReported) -> None:
        order = event.order
        self._waiting.pop(order.venue_order_id, None)
        if order.status is OrderStatus.PENDING:
            event = replace(event, order=replace(order, status=OrderStatus.WORKING))
        if order.client_order_id is not None:
            self._acknowledged(event.account, order.client_order_id)
        self._outbox.now(event)
        self._told(event)
