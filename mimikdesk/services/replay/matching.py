"""When an order that rests on a follower fills in a replay, which has no market and knows the leader's fills only.

It fills whole, at the leader's price, at the moment the leader fills on the same side in the instrument that it stands
for, where his order has the same terms (it is the copy of that one), or where his price is at or through its own: the
market was there. What he never fills, never fills on a follower either.
"""

from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.commands import ModifyOrder, PlaceOrder
from mimikdesk.domain.ids import VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, Side


@dataclass(slots=True)
class RestingOrder:
    """An order of a follower that works at the replay's broker. Nothing of it is filled: it fills whole."""

    order: PlaceOrder
    venue: VenueOrderId
    qty: int
    limit: Decimal | None
    stop: Decimal | None
    trail: Decimal | None

    def change(self, to: ModifyOrder) -> None:
        """Take what is given; what is not given stays."""
        self.qty = self.qty if to.qty is None else to.qty
        self.limit = self.limit if to.limit is None else to.limit
        self.stop = self.stop if to.stop is None else to.stop
        self.trail = self.trail if to.trail is None else to.trail

    def fills_with(self, fill: Fill, his: OrderReport | None, tick: Decimal) -> bool:
        """Whether the leader's fill fills it. ``his``: the order that filled, None where nobody told of it. ``tick``:
        how far the prices of a copy may be off, for they are rounded to the follower's instrument."""
        if fill.side is not self.order.side:
            return False
        return (his is not None and self._same_terms(his, tick)) or self._reached(fill.side, fill.price)

    def _same_terms(self, his: OrderReport, tick: Decimal) -> bool:
        if his.kind is not self.order.kind:
            return False
        if his.kind is OrderKind.TRAILING_STOP:
            return _near(self.trail, his.trail, tick)
        return _near(self.limit, his.limit, tick) and _near(self.stop, his.stop, tick)

    def _reached(self, side: Side, price: Decimal) -> bool:
        """A trailing stop's own level is not known here, so only its terms tell."""
        sign = side.sign
        if self.order.kind is OrderKind.TRAILING_STOP:
            return False
        past_stop = self.stop is None or (price - self.stop) * sign >= 0
        within_limit = self.limit is None or (price - self.limit) * sign <= 0
        return past_stop and within_limit


def _near(one: Decimal | None, other: Decimal | None, tick: Decimal) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) < tick
