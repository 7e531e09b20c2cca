"""Why the exchange refuses an order or a change of one. Each answer is its text, or "" for none."""

from decimal import Decimal

from mimikdesk.brokers.practice.accounts import Account
from mimikdesk.brokers.practice.book import Book
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import OrderKind, Side

MARKET_CLOSED = "market closed"
HIGHEST_PRICE = 10**9
_WITH_LIMIT = (OrderKind.LIMIT, OrderKind.STOP_LIMIT)
_WITH_STOP = (OrderKind.STOP, OrderKind.STOP_LIMIT)


def to_ticks(price: Decimal | None, instrument: Instrument) -> int | None:
    """A price that lies on the tick grid, in ticks."""
    return None if price is None else int(price / instrument.tick_size)


def refusal(owner: Account, order: Order, book: Book, closed: bool, limit: Decimal | None, stop: Decimal | None) -> str:
    """What speaks against a new order."""
    if order.client_order_id is not None and order.client_order_id in owner.by_client_id:
        return "duplicate client order id"
    if owner.lock:
        return f"account locked: {owner.lock}"
    if text := _malformed(order, order.qty, limit, stop):
        return text
    if closed:
        return MARKET_CLOSED
    if owner.exceeds_limit(order.symbol, order.side, order.qty):
        return f"exceeds the account's limit of {owner.max_contracts} contracts"
    return _through(order, book, stop)


def change_refusal(
    owner: Account, order: Order, book: Book, closed: bool, qty: int, limit: Decimal | None, stop: Decimal | None
) -> str:
    """What speaks against changing a working order to these figures."""
    if order.report is None or order.status.final:
        return f"order is {order.status.value} already"
    if owner.lock:
        return f"account locked: {owner.lock}"
    if text := _malformed(order, qty, limit, stop):
        return text
    if closed:
        return MARKET_CLOSED
    if qty <= order.filled:
        return f"{order.filled} contracts are filled already"
    if qty > order.qty and owner.exceeds_limit(order.symbol, order.side, qty - order.filled, order):
        return f"exceeds the account's limit of {owner.max_contracts} contracts"
    if stop == order.report.stop:
        return ""
    return "the stop has triggered already" if order.triggered else _through(order, book, stop)


def _malformed(order: Order, qty: int, limit: Decimal | None, stop: Decimal | None) -> str:
    kind, instrument = order.kind, CATALOG[order.symbol]
    name = kind.value.replace("_", "-")
    if qty < 1:
        return "the quantity must be at least 1"
    for price, needed, word in ((limit, kind in _WITH_LIMIT, "limit"), (stop, kind in _WITH_STOP, "stop")):
        if needed and price is None:
            return f"a {name} order needs a {word} price"
        if price is None:
            continue
        if not needed:
            return f"a {name} order takes no {word} price"
        if not price.is_finite() or abs(price) > HIGHEST_PRICE:
            return f"{price} is not a price"
        if price % instrument.tick_size:
            return f"price {price} is not a multiple of the tick size {instrument.tick_size}"
    return ""


def _through(order: Order, book: Book, stop: Decimal | None) -> str:
    ticks = to_ticks(stop, CATALOG[order.symbol])
    if ticks is None or not book.is_through(order.side, ticks):
        return ""
    where = "above" if order.side is Side.BUY else "below"
    return f"a {order.side.value} stop must lie {where} the market"
