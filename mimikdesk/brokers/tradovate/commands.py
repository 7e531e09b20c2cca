"""Commands as requests: the endpoint and the JSON body, with exact prices on the instrument's tick.

Every order names its account both ways, ``accountSpec`` and ``accountId``: with one of them alone, accounts that are
traded by permission (prop firms) answer "Access is denied". ``isAutomated`` is true because no person clicked it.
"""

import json
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from mimikdesk.brokers.tradovate import facts
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.orders import OrderKind, OrderReport, Side
from mimikdesk.domain.record import record

PLACE = "order/placeorder"
PLACE_OCO = "order/placeoco"
PLACE_OSO = "order/placeoso"
MODIFY = "order/modifyorder"
CANCEL = "order/cancelorder"
LIQUIDATE = "order/liquidateposition"

ORDER_TYPES = {
    OrderKind.MARKET: "Market",
    OrderKind.LIMIT: "Limit",
    OrderKind.STOP: "Stop",
    OrderKind.STOP_LIMIT: "StopLimit",
    OrderKind.TRAILING_STOP: "TrailingStop",
}
_ACTIONS = {Side.BUY: '"Buy"', Side.SELL: '"Sell"'}
_TICK = Decimal(1)


@record(frozen=True, slots=True)
class VenueAccount:
    """An account as Tradovate knows it: its number, and its name, the "account spec"."""

    id: int
    name: str


@record(frozen=True, slots=True)
class Change:
    """A working order as it shall be, everything stated anew. ``duration``: its time in force."""

    order_id: int
    kind: OrderKind
    qty: int
    limit: Decimal | None
    stop: Decimal | None
    trail: Decimal | None
    duration: str


def on_tick(price: Decimal, tick: Decimal) -> Decimal:
    """The nearest price that the instrument has. An off-tick price is rejected by the broker; a stop that is one step
    away protects better than none."""
    return (price / tick).quantize(_TICK, ROUND_HALF_EVEN) * tick


def place_body(account: VenueAccount, order: PlaceOrder, tick: Decimal) -> str:
    return f"{_head(account)}{_placed(order, tick)}}}"


def oco_body(account: VenueAccount, first: PlaceOrder, second: PlaceOrder, tick: Decimal) -> str:
    """Both have the size of the first: the wire has one for the pair."""
    return f'{_head(account)}{_placed(first, tick)},"other":{{{_other(second, tick)}}}}}'


def oso_body(account: VenueAccount, entry: PlaceOrder, exits: tuple[PlaceOrder, ...], tick: Decimal) -> str:
    legs = "".join(f',"bracket{place}":{{{_other(leg, tick)}}}' for place, leg in enumerate(exits, 1))
    return f"{_head(account)}{_placed(entry, tick)}{legs}}}"


def modify_body(change: Change, tick: Decimal) -> str:
    return (
        f'{{"orderId":{change.order_id},"orderQty":{change.qty}'
        f"{_terms(change.kind, change.limit, change.stop, change.trail, tick)}"
        f',"timeInForce":{json.dumps(change.duration)},"isAutomated":true}}'
    )


def cancel_body(order_id: int) -> str:
    return f'{{"orderId":{order_id},"isAutomated":true}}'


def liquidate_body(account: VenueAccount, contract_id: int) -> str:
    return f'{{"accountId":{account.id},"contractId":{contract_id},"admin":false,"isAutomated":true}}'


def restated(
    order_id: int,
    report: OrderReport,
    duration: str,
    qty: int | None,
    limit: Decimal | None,
    stop: Decimal | None,
    trail: Decimal | None,
) -> Change:
    """What an order becomes with these changes; None leaves a thing as it is."""
    return Change(
        order_id,
        report.kind,
        report.qty if qty is None else qty,
        report.limit if limit is None else limit,
        report.stop if stop is None else stop,
        report.trail if trail is None else trail,
        duration,
    )


def changes_nothing(change: Change, report: OrderReport, tick: Decimal) -> bool:
    """Whether the order is so already. The broker would accept it, and report nothing new."""
    return (change.qty, *(_rounded(price, tick) for price in (change.limit, change.stop, change.trail))) == (
        report.qty,
        report.limit,
        report.stop,
        report.trail,
    )


def _rounded(price: Decimal | None, tick: Decimal) -> Decimal | None:
    return None if price is None else on_tick(price, tick)


@lru_cache(maxsize=256)
def _head(account: VenueAccount) -> str:
    return f'{{"accountSpec":{json.dumps(account.name)},"accountId":{account.id},"isAutomated":true,'


@lru_cache(maxsize=256)
def _symbol(symbol: str) -> str:
    return json.dumps(symbol)


def _placed(order: PlaceOrder, tick: Decimal) -> str:
    return f'{_other(order, tick)},"symbol":{_symbol(order.symbol)},"orderQty":{order.qty}'


def _other(order: PlaceOrder, tick: Decimal) -> str:
    return (
        f'"clOrdId":{json.dumps(order.client_order_id)},"action":{_ACTIONS[order.side]}'
        f"{_terms(order.kind, order.limit, order.stop, order.trail, tick)}"
        f',"timeInForce":"{facts.DEFAULT_TIME_IN_FORCE}"'
    )


def _terms(kind: OrderKind, limit: Decimal | None, stop: Decimal | None, trail: Decimal | None, tick: Decimal) -> str:
    text = f',"orderType":"{ORDER_TYPES[kind]}"'
    if limit is not None and kind in (OrderKind.LIMIT, OrderKind.STOP_LIMIT):
        text += f',"price":{on_tick(limit, tick):f}'
    if stop is not None and kind in (OrderKind.STOP, OrderKind.STOP_LIMIT, OrderKind.TRAILING_STOP):
        text += f',"stopPrice":{on_tick(stop, tick):f}'
    if trail is not None and kind is OrderKind.TRAILING_STOP:
        text += f',"pegDifference":{on_tick(trail, tick):f}'
    return text
