"""What a market may do in one book: keep a ladder of resting orders and trade at random. It stands for everybody
who is not a customer, and its orders queue and trade like any other."""

from collections.abc import Sequence

from mimikdesk.brokers.practice.book import Book
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import OrderKind, OrderStatus, Side

Rung = tuple[int, int]
"""Price in ticks and contracts offered there."""


class Floor:
    def __init__(self, symbol: Symbol, book: Book) -> None:
        self._symbol = symbol
        self._book = book
        self._resting: dict[Side, dict[int, Order]] = {Side.BUY: {}, Side.SELL: {}}

    def make(self, bids: Sequence[Rung], asks: Sequence[Rung]) -> None:
        """Make these the market's resting orders, with as few changes as possible. Bids must lie below asks.

        Where a customer rests at or through a new price, the two trade at the customer's price.
        """
        wanted = {Side.BUY: dict(bids), Side.SELL: dict(asks)}
        with self._book.together():
            for side, resting in self._resting.items():
                kept = wanted[side]
                for price in [price for price in resting if price not in kept]:
                    gone = resting.pop(price)
                    if gone.status is OrderStatus.WORKING:
                        self._book.cancel(gone)
            for side, rungs in wanted.items():
                resting = self._resting[side]
                for price, size in rungs.items():
                    order = resting.get(price)
                    if order is None or order.qty - order.filled != size or order.status is not OrderStatus.WORKING:
                        self._set(resting, side, price, size)

    def take(self, side: Side, qty: int) -> None:
        """Trade ``qty`` contracts at the market, as far as there are any."""
        self._book.submit(Order(None, self._symbol, side, qty, OrderKind.MARKET))

    def _set(self, resting: dict[int, Order], side: Side, price: int, size: int) -> None:
        order = resting.get(price)
        if order is None or order.status is not OrderStatus.WORKING:
            order = resting[price] = Order(None, self._symbol, side, size, OrderKind.LIMIT, limit=price)
            self._book.submit(order)
        else:
            self._book.modify(order, order.filled + size, price, None)
