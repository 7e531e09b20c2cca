"""Why the exchange refuses an order or a change of one. Each answer is its text, or "" for none."""

from collections.abc import Sequence
from decimal import Decimal

from mimikdesk.brokers.practice.accounts import Account
from mimikdesk.brokers.practice.book import Book
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.orders import NO_POINTS, Order, Points
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, Side

MARKET_CLOSED = "market closed"
HIGHEST_PRICE = 10**9
_NEEDS: dict[OrderKind, tuple[str, ...]] = {
    OrderKind.MARKET: (),
    OrderKind.LIMIT: ("limit",),
    OrderKind.STOP: ("stop",),
    OrderKind.STOP_LIMIT: ("limit", "stop"),
    OrderKind.TRAILING_STOP: ("trail",),
}
_MAY: dict[OrderKind, tuple[str, ...]] = _NEEDS | {OrderKind.TRAILING_STOP: ("stop", "trail")}


def to_ticks(price: Decimal | None, instrument: Instrument) -> int | None:
    """A price that lies on the tick grid, in ticks."""
    return None if price is None else int(price / instrument.tick_size)


def refusal(owner: Account, order: Order, book: Book, closed: bool, held: bool = False) -> str:
    """What speaks against a new order. ``held``: it does not work yet, so where the market stands does not matter."""
    if order.client_order_id is not None and order.client_order_id in owner.by_client_id:
        return "duplicate client order id"
    if owner.lock:
        return f"account locked: {owner.lock}"
    if text := _malformed(order, order.qty, order.points):
        return text
    if closed:
        return MARKET_CLOSED
    if held:
        return ""
    if owner.exceeds_limit(order.symbol, order.side, order.qty):
        return f"exceeds the account's limit of {owner.max_contracts} contracts"
    return _through(order, book, order.points[1])


def pair_refusal(first: Order, second: Order) -> str:
    """What speaks against two orders as a pair of which one cancels the other."""
    if first.symbol != second.symbol:
        return "both orders of a pair must be for the same contract"
    if OrderKind.MARKET in (first.kind, second.kind):
        return "a market order cannot be one of a pair"
    return ""


def bracket_refusal(entry: Order, exits: Sequence[Order]) -> str:
    """What speaks against an entry and its exits as a bracket."""
    if len(exits) not in (1, 2):
        return "a bracket takes one or two exits"
    for order in exits:
        if order.symbol != entry.symbol or order.side is entry.side:
            return "the exits of a bracket must be on the other side of the same contract"
        if order.qty != entry.qty:
            return "the exits of a bracket must have the size of its entry"
        if order.kind is OrderKind.MARKET:
            return "an exit of a bracket cannot be a market order"
    return ""


def change_refusal(owner: Account, order: Order, book: Book, closed: bool, qty: int, points: Points) -> str:
    """What speaks against changing an order to these figures."""
    if order.status.final:
        return f"order is {order.status.value} already"
    if owner.lock:
        return f"account locked: {owner.lock}"
    if text := _malformed(order, qty, points):
        return text
    if closed:
        return MARKET_CLOSED
    if qty <= order.filled:
        return f"{order.filled} contracts are filled already"
    if order.waiting:
        return ""
    if qty > order.qty and owner.exceeds_limit(order.symbol, order.side, qty - order.filled, order):
        return f"exceeds the account's limit of {owner.max_contracts} contracts"
    if points[1:] == order.points[1:]:
        return ""
    return "the stop has triggered already" if order.triggered else _through(order, book, points[1])


def _malformed(order: Order, qty: int, points: Points) -> str:
    kind = order.kind
    if qty < 1:
        return "the quantity must be at least 1"
    if kind is OrderKind.MARKET and points == NO_POINTS:
        return ""
    instrument, name = CATALOG[order.symbol], kind.value.replace("_", "-")
    for word, price in zip(("limit", "stop", "trail"), points, strict=True):
        what = "trailing distance" if word == "trail" else f"{word} price"
        if price is None:
            if word in _NEEDS[kind]:
                return f"a {name} order needs a {what}"
            continue
        if word not in _MAY[kind]:
            return f"a {name} order takes no {what}"
        if not price.is_finite() or abs(price) > HIGHEST_PRICE:
            return f"{price} is not a price"
        if price % instrument.tick_size:
            return f"price {price} is not a multiple of the tick size {instrument.tick_size}"
        if word == "trail" and price <= 0:
            return "the trailing distance must be greater than zero"
    return ""


def _through(order: Order, book: Book, stop: Decimal | None) -> str:
    ticks = to_ticks(stop, CATALOG[order.symbol])
    if ticks is None or not book.is_through(order.side, ticks):
        return ""
    where = "above" if order.side is Side.BUY else "below"
    return f"a {order.side.value} stop must lie {where} the market"
