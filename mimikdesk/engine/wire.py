"""The last step before an order leaves the engine: its id, its entry in the book, and the decision to send it."""

from mimikdesk.domain.commands import ClosePosition, PlaceOco, PlaceOrder
from mimikdesk.domain.decisions import Decision, Purpose, SendCommand
from mimikdesk.domain.ids import ClientOrderId, Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.engine.book import Book
from mimikdesk.engine.client_ids import client_order_id
from mimikdesk.engine.orders import OwnOrder, RestingOrder, Terms
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.sizing import Share
from mimikdesk.engine.state import Follower

# Members of enums by names of their own: on Python 3.11 each look at the class costs as much as a call.
BUY, SELL = Side.BUY, Side.SELL
OPEN, CLOSE, FLIP = Purpose.OPEN, Purpose.CLOSE, Purpose.FLIP


def send_market(
    follower: Follower,
    book: Book,
    sign: int,
    closes: int,
    opens: int,
    cause: str,
    step: str,
    now_ns: int,
    out: list[Decision],
    weight: Share = 1,
) -> ClientOrderId:
    """Enter a market order in the book and decide to send it; its id. ``closes`` > 0 is the exit desk's privilege."""
    account, symbol, qty = follower.account, book.symbol, closes + opens
    side = BUY if sign > 0 else SELL
    identity = client_order_id(cause, account, symbol, step)
    if not opens and identity in follower.own:
        identity = _another(follower, cause, symbol, step)
    command = PlaceOrder(account, identity, symbol, side, qty)
    order = OwnOrder(command, cause, closes, opens, now_ns, weight, size=qty)
    book.orders[identity] = follower.own[identity] = order
    out.append(SendCommand(command, _purpose(closes, opens) if closes else OPEN, cause, closes, opens))
    return identity


def send_close(
    follower: Follower,
    book: Book,
    sign: int,
    contracts: int,
    cause: str,
    step: str,
    now_ns: int,
    out: list[Decision],
) -> ClientOrderId:
    """Decide to let the broker close ``contracts`` of one side by itself, all orders of the instrument with it."""
    identity = client_order_id(cause, follower.account, book.symbol, step)
    if identity in follower.own:
        identity = _another(follower, cause, book.symbol, step)
    told = PlaceOrder(follower.account, identity, book.symbol, Side.of(-sign), contracts)
    order = OwnOrder(told, cause, contracts, 0, now_ns, atomic=True, size=contracts)
    book.orders[identity] = order
    follower.own[identity] = order
    for resting in book.resting.values():
        resting.cancelling, resting.cancel_ns = True, now_ns
    command = ClosePosition(follower.account, identity, book.symbol, told)
    out.append(SendCommand(command, Purpose.CLOSE, cause, contracts, 0))
    return identity


def rest(
    follower: Follower,
    book: Book,
    copy: RestingCopy,
    kind: OrderKind,
    terms: Terms,
    parts: tuple[int, int],
    now_ns: int,
) -> RestingOrder:
    """Enter a resting order in the book; ``send_resting`` decides to send it. ``parts``: contracts it closes, opens."""
    copy.generation += 1
    identity = client_order_id(copy.trigger_id, follower.account, book.symbol, f"rest{copy.generation}")
    command = PlaceOrder(
        follower.account,
        identity,
        book.symbol,
        Side.of(copy.sign),
        terms.qty,
        kind,
        terms.limit,
        terms.stop,
        terms.trail,
    )
    order = RestingOrder(
        command,
        copy.trigger_id,
        *parts,
        now_ns,
        size=command.qty,
        leader_order=copy.leader_order,
        asked=terms,
        told=terms,
    )
    copy.order = order
    copy.dead = False
    book.resting[identity] = order
    follower.own[identity] = order
    return order


def send_resting(order: RestingOrder, out: list[Decision]) -> None:
    """Decide to send one resting order by itself."""
    purpose = _purpose(order.closes, order.opens)
    out.append(SendCommand(order.command, purpose, order.trigger_id, order.closes, order.opens))


def send_pair(first: RestingOrder, second: RestingOrder, out: list[Decision]) -> None:
    """Decide to send two resting orders of which one cancels the other, at the broker."""
    command = PlaceOco(first.command.account, first.command, second.command)
    first.mate, second.mate = second.command.client_order_id, first.command.client_order_id
    purpose = _purpose(first.closes, first.opens)
    mine, mates = (first.trigger_id, first.closes, first.opens), (second.trigger_id, second.closes)
    out.append(SendCommand(command, purpose, *mine, *mates))


def _another(follower: Follower, cause: str, symbol: Symbol, step: str) -> ClientOrderId:
    """An earlier run has used the id of this step: exits still go through, under another one. An opening keeps its id,
    so that it is not sent a second time (rule 7.1)."""
    again = 2
    while (identity := client_order_id(cause, follower.account, symbol, f"{step}/{again}")) in follower.own:
        again += 1
    return identity


def _purpose(closes: int, opens: int) -> Purpose:
    if not closes:
        return OPEN
    return FLIP if opens else CLOSE
