"""The trader's own hand: he places and changes orders at the exchange itself, as on his own platform.

His orders carry no client order id, so the program sees them as foreign ones.
"""

from decimal import Decimal

from mimikdesk.brokers.practice.accounts import Account
from mimikdesk.brokers.practice.desk import Desk
from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side


class Hand:
    """``link_ids``: whether reports name what belongs together in a pair or a bracket.

    An order that is refused is reported as rejected; a contract that is not listed raises UsageError.
    """

    def __init__(self, desk: Desk, owner: Account, link_ids: bool = True) -> None:
        self._desk = desk
        self._owner = owner
        self._link_ids = link_ids

    @property
    def account(self) -> AccountId:
        return self._owner.id

    def place(
        self,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind = OrderKind.MARKET,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
        trail: Decimal | None = None,
    ) -> VenueOrderId:
        """Place an order. ``limit`` and ``stop`` are prices and ``trail`` a distance, in points."""
        return self._desk.place(self.account, NewOrder(symbol, side, qty, kind, limit, stop, trail))

    def place_oco(self, first: NewOrder, second: NewOrder) -> tuple[VenueOrderId, ...]:
        """Place two orders of which a fill of one cancels or shrinks the other."""
        return self._desk.place_oco(self.account, first, second, self._link_ids)

    def place_bracket(self, entry: NewOrder, *exits: NewOrder) -> tuple[VenueOrderId, ...]:
        """Place an entry with one or two exits that are held until it fills. The entry's number comes first."""
        return self._desk.place_bracket(self.account, entry, exits, self._link_ids)

    def cancel(self, venue_order_id: VenueOrderId) -> str:
        """Cancel an order. "" when done, else the exchange's words why not."""
        return self._desk.cancel(self.account, venue_order_id)

    def modify(
        self,
        venue_order_id: VenueOrderId,
        qty: int | None = None,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
        trail: Decimal | None = None,
    ) -> str:
        """Change what is given. "" when done, else the exchange's words; then nothing changed."""
        return self._desk.modify(self.account, venue_order_id, qty, limit, stop, trail)

    def close(self, symbol: Symbol) -> VenueOrderId | None:
        """Close the position in one contract at the market; None when it is flat. Working orders stay."""
        held = self._owner.position(symbol)
        return self.place(symbol, Side.of(-held), abs(held)) if held else None
