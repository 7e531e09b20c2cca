"""The trader's own hand on an account: another session of the same login, as on the web platform. His orders have
another sender and no client id; their numbers are Tradovate's own."""

from decimal import Decimal

from mimikdesk.brokers.practice.hand import Hand
from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.ids import Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side
from tests.helpers.tradovate.options import Options, SiblingLinks
from tests.helpers.tradovate.orders import tie_bracket, tie_pair
from tests.helpers.tradovate.people import TradovateAccount
from tests.helpers.tradovate.reference import symbol_of
from tests.helpers.tradovate.sequences import Known, Sender
from tests.helpers.tradovate.strategies import Strategies
from tests.helpers.tradovate.venue_desk import VenueDesk, params_of, too_late


class TraderHand(Hand):
    """As the practice exchange's hand. ``link_ids``: whether rows of pairs and brackets name what belongs together.

    Nothing that it does takes time on the way to the exchange.
    """

    def __init__(
        self,
        desk: VenueDesk,
        strategies: Strategies,
        options: Options,
        account: TradovateAccount,
        sender: Sender,
        link_ids: bool = True,
    ) -> None:
        super().__init__(desk.venue.desk, desk.venue.account(account.venue), link_ids)
        self._at = desk
        self._strategies = strategies
        self._options = options
        self._account = account
        self._sender = sender

    def place(
        self,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind = OrderKind.MARKET,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
        trail: Decimal | None = None,
        tif: str = "Day",
    ) -> VenueOrderId:
        order = self._made(NewOrder(symbol, side, qty, kind, limit, stop, trail), tif)
        self._at.rows.entered(order)
        self._at.send(order, delayed=False)
        return VenueOrderId(str(order.id))

    def place_oco(self, first: NewOrder, second: NewOrder) -> tuple[VenueOrderId, ...]:
        pair = self._made(first), self._made(second)
        tie_pair(*pair, self._links)
        for order in pair:
            self._at.rows.entered(order)
        self._at.send(*pair, delayed=False)
        return _names(*pair)

    def place_bracket(self, entry: NewOrder, *exits: NewOrder) -> tuple[VenueOrderId, ...]:
        parent, legs = self._made(entry), [self._made(each) for each in exits]
        for leg in legs:
            leg.entry = parent
        if self._link_ids:
            tie_bracket(parent, legs, self._options)
        self._at.rows.entered(parent)
        for leg in legs:
            self._at.rows.held(leg)
        self._at.send(parent, *legs, bracket=True, delayed=False)
        return _names(parent, *legs)

    def place_strategy(self, entry: NewOrder, *exits: NewOrder) -> VenueOrderId:
        """An entry with exits at absolute prices the way a chart platform places them: a strategy, whose legs appear
        one after the other after the entry and name nothing that they belong to. The entry's number."""
        order = self._made(entry, number=0)
        legs = [(self._made(each, number=0), None) for each in exits]
        self._strategies.begin(self._at, order, legs, "", self._sender)
        return VenueOrderId(str(order.id))

    def cancel(self, venue_order_id: VenueOrderId) -> str:
        order = self._find(venue_order_id)
        if order is None:
            return "unknown order"
        if order.final:
            return too_late(order)
        return self._at.cancel(order, self._sender, delayed=False)[1]

    def modify(
        self,
        venue_order_id: VenueOrderId,
        qty: int | None = None,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
        trail: Decimal | None = None,
    ) -> str:
        order = self._find(venue_order_id)
        if order is None:
            return "unknown order"
        if order.final:
            return too_late(order)
        given = {"orderQty": qty, "price": limit, "stopPrice": stop, "pegDifference": trail}
        params = order.params | {name: value for name, value in given.items() if value is not None}
        return self._at.change(order, params, self._sender, delayed=False)[1]

    def close(self, symbol: Symbol) -> VenueOrderId | None:
        held = self._at.venue.position(self._account.venue, symbol)
        return self.place(symbol, Side.of(-held), abs(held)) if held else None

    @property
    def _links(self) -> SiblingLinks:
        return self._options.sibling_links if self._link_ids else SiblingLinks.NONE

    def _made(self, wanted: NewOrder, tif: str = "Day", number: int | None = None) -> Known:
        if symbol_of(wanted.symbol) is None:
            raise UsageError(f"There is no contract {wanted.symbol} here. Choose one that is listed.")
        params = params_of(wanted.kind, wanted.qty, wanted.limit, wanted.stop, wanted.trail, tif)
        number = next(self._at.rows.ids) if number is None else number
        return Known(number, self._account, wanted.symbol, wanted.side, params, self._sender)

    def _find(self, number: VenueOrderId) -> Known | None:
        order = self._at.orders.get(int(number)) if number.isdigit() else None
        return order if order is not None and order.account is self._account else None


def _names(*orders: Known) -> tuple[VenueOrderId, ...]:
    return tuple(VenueOrderId(str(order.id)) for order in orders)
