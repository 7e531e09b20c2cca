"""The trader's own hand: he places and changes orders at the exchange itself, as on his own platform.

His orders carry no client order id, so the program sees them as foreign ones.
"""

from decimal import Decimal
from typing import TYPE_CHECKING

from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side

if TYPE_CHECKING:
    from mimikdesk.brokers.practice.venue import PracticeVenue


class Hand:
    def __init__(self, venue: "PracticeVenue", account: AccountId) -> None:
        self._venue = venue
        self.account = account

    def place(
        self,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind = OrderKind.MARKET,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
    ) -> VenueOrderId:
        """Place an order. A refused one is reported as rejected. UsageError for a contract that is not listed."""
        return self._venue.place(self.account, symbol, side, qty, kind, limit, stop)

    def cancel(self, venue_order_id: VenueOrderId) -> str:
        """Cancel an order. "" when done, else the exchange's words why not."""
        return self._venue.cancel(self.account, venue_order_id)

    def modify(
        self,
        venue_order_id: VenueOrderId,
        qty: int | None = None,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
    ) -> str:
        """Change what is given. "" when done, else the exchange's words; then nothing changed."""
        return self._venue.modify(self.account, venue_order_id, qty, limit, stop)

    def close(self, symbol: Symbol) -> VenueOrderId | None:
        """Close the position in one contract at the market; None when it is flat. Working orders stay."""
        held = self._venue.position(self.account, symbol)
        return self.place(symbol, Side.of(-held), abs(held)) if held else None
