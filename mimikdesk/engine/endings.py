"""What brokers do with resting copies: fills, ends that nobody asked for, changes that they refuse."""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine import breaker, carry
from mimikdesk.engine.book import Book
from mimikdesk.engine.orders import RestingOrder
from mimikdesk.engine.orphans import order_behind
from mimikdesk.engine.state import Follower, Group, Route

REFUSALS = 3
"""Changes of one order refused in a row after which an entry is given up, and an exit left as it is for longer."""


def filled(group: Group, book: Book, order: RestingOrder, parts: tuple[int, int], at: Stamp) -> None:
    """A resting copy has filled. ``parts``: contracts it closed, contracts it opened."""
    copy = book.copy(order.leader_order)
    if copy is None:
        return
    leader_order = order_behind(group.leader, book, copy)
    leader_book = group.leader.book(leader_order.tracked.symbol)
    carry.take_fill(leader_order, leader_book, book, copy, _where(group, book), parts, at)


def ended(
    group: Group, follower: Follower, book: Book, order: RestingOrder, text: str, at: Stamp, out: list[Decision]
) -> None:
    """A resting copy is done. One that ended by itself is not entered again; an exit is the watchdog's (rule 6.12)."""
    copy = book.copy(order.leader_order)
    status = order.tracked.status
    if copy is None or copy.order is not order or order.tracked.filled >= order.qty:
        return
    refused = status is OrderStatus.REJECTED
    missed = copy.late > 0 and copy.no_opens is None and not order.replacing
    if order.cancelling and not refused and not missed:
        return
    left = order.closing_left + order.opening_left
    closes = order.closing_left > 0
    reason, words = _why(order, text, left)
    leader_order = order_behind(group.leader, book, copy)
    copy.dead = closes
    if order.opening_left and copy.no_opens is None:
        copy.no_opens = (reason, words)
    if refused:
        breaker.count_refusal(follower, at, out)
    told = (leader_order.rests or copy.late) and (not closes or book.held(-order.sign)) and book.flatten is None
    if told:
        if closes and not order.opening_left:
            words = f"{words} It was an exit; the position is closed when the leader's is."
        book.cause = (reason, words)
        out.append(Noticed(NoticeKind.COPY_FAILED, Level.WARNING, words, at, follower.account, book.symbol, reason))


def change_refused(follower: Follower, order: RestingOrder, text: str, at: Stamp, out: list[Decision]) -> None:
    """The broker would not change an order: it works on as it was, and is asked again a little later."""
    order.refusals += 1
    order.changing_ns = None
    order.asked = order.told
    order.tracked.qty = order.qty
    order.retry_ns = at.mono_ns + (SECOND if order.refusals < REFUSALS else 10 * SECOND)
    if order.refusals == 1:
        words = (
            f"The broker refused to change a resting order in {order.command.symbol}: “{text}”. It works on as it was."
        )
        symbol = order.command.symbol
        out.append(Noticed(NoticeKind.CHANGE_REFUSED, Level.WARNING, words, at, follower.account, symbol))


def _why(order: RestingOrder, text: str, left: int) -> tuple[Reason, str]:
    if order.unsent:
        return Reason.NOT_SENT, sentence(Reason.NOT_SENT, text=order.unsent)
    match order.tracked.status:
        case OrderStatus.REJECTED:
            reason = Reason.MARKET_CLOSED if "closed" in text.lower() else Reason.REJECTED
            return reason, sentence(reason, text=text)
        case OrderStatus.EXPIRED:
            what = f"the broker let it expire with {left} not filled"
        case _:
            who = "it was cancelled" if order.cancelling else "somebody else cancelled it"
            what = f"{who} with {left} not filled"
    return Reason.COPY_ENDED, sentence(Reason.COPY_ENDED, text=what)


def _where(group: Group, book: Book) -> Route:
    settings = group.followers[book.account].settings
    symbol = book.leader_symbol
    where = group.followers[book.account].routes.get(symbol) if symbol is not None else None
    return where or Route(book.symbol, settings.multiplier)
