"""The broker's own closes, whose orders bear no id of ours: which of the orders that appear meanwhile is ours.

Only the answer tells its number, and what the order does may be told before. Taken for somebody else's, it would look
like a trade by hand. So while a close is not answered, what is told of new orders of nobody's in that contract waits
for the answer, which is on its way on the same line.
"""

from dataclasses import replace

from mimikdesk.brokers.port import Sink
from mimikdesk.domain.events import BrokerEvent, FillReported, OrderReported
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderReport

_Where = tuple[AccountId, Symbol]


class Closings:
    """``tell``: who hears what was held, once it is clear."""

    def __init__(self, tell: Sink) -> None:
        self._tell = tell
        self._open: dict[_Where, int] = {}
        self._held: list[OrderReported | FillReported] = []

    def begin(self, account: AccountId, symbol: Symbol) -> None:
        where = account, symbol
        self._open[where] = self._open.get(where, 0) + 1

    def holds(self, event: BrokerEvent, known: bool) -> bool:
        """Whether an event is kept here for now. ``known``: its order was told of before."""
        if not self._open or not isinstance(event, OrderReported | FillReported):
            return False
        told = _told(event)
        if told.client_order_id is not None or (event.account, told.symbol) not in self._open:
            return False
        if known and told.venue_order_id not in {_told(held).venue_order_id for held in self._held}:
            return False
        self._held.append(event)
        return True

    def answered(self, account: AccountId, symbol: Symbol, number: int | None, name: ClientOrderId) -> None:
        """The close has the order of this number, or none that anybody knows of."""
        where = account, symbol
        left = self._open.get(where, 0) - 1
        if left > 0:
            self._open[where] = left
        else:
            self._open.pop(where, None)
        ours = None if number is None else VenueOrderId(str(number))
        held, self._held = self._held, []
        for event in held:
            told = _told(event)
            if told.venue_order_id == ours:
                self._tell(_named(event, name))
            elif (event.account, told.symbol) in self._open:
                self._held.append(event)
            else:
                self._tell(event)

    def lost(self) -> None:
        """The line is gone, and with it the answers; the next read tells."""
        self._open.clear()
        held, self._held = self._held, []
        for event in held:
            self._tell(event)


def _told(event: OrderReported | FillReported) -> OrderReport | Fill:
    return event.order if isinstance(event, OrderReported) else event.fill


def _named(event: OrderReported | FillReported, name: ClientOrderId) -> BrokerEvent:
    if isinstance(event, OrderReported):
        return replace(event, order=replace(event.order, client_order_id=name))
    return replace(event, fill=replace(event.fill, client_order_id=name))
