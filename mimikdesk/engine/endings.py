"""What brokers do with resting copies: fills, ends that nobody asked for, changes that they refuse."""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine import breaker, carry
from mimikdesk.engine.adjust import Errand
from mimikdesk.engine.book import Book
from mimikdesk.engine.orders import RestingOrder
from mimikdesk.engine.orphans import order_behind
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.state import Follower, Group, Route

REFUSALS = 3
"""Changes of one order refused in a row after which an entry is given up, and an exit left as it is for longer."""


MATE_NS = SECOND
"""How long the fill of one leg may come after the end of the other."""


def filled(group: Group, book: Book, order: RestingOrder, parts: tuple[int, int], at: Stamp) -> None:
    """A resting copy has filled. ``parts``: contracts it closed, contracts it opened."""
    copy = book.copy(order.leader_order)
    if copy is None:
        return
    leader_order = order_behind(group.leader, book, copy)
    leader_book = group.leader.book(leader_order.tracked.symbol)
    carry.take_fill(leader_order, leader_book, book, copy, _where(group, book), parts, at)
    if order.owed_back > order.lent:
        back, order.owed_back = order.owed_back - order.lent, order.lent
        carry.give_back(book, order.sign, back, f"{order.trigger_id}|back|{order.filled}", at)


def ended(
    group: Group, follower: Follower, book: Book, order: RestingOrder, text: str, at: Stamp, out: list[Decision]
) -> None:
    """A resting copy is done. One that ended by itself is not entered again; an exit is the watchdog's (rule 6.12)."""
    copy = book.copy(order.leader_order)
    status = order.status
    if copy is None or copy.order is not order or order.filled >= order.qty:
        return
    refused = status is OrderStatus.REJECTED
    missed = copy.late > 0 and copy.no_opens is None and not order.replacing
    if order.cancelling and not refused and not missed:
        return
    copy.dead = order.closing_left > 0
    if order.opening_left and copy.no_opens is None:
        copy.no_opens = _why(order, text)
    if refused:
        breaker.count_refusal(follower, at, out)
    if status is OrderStatus.CANCELLED and not order.cancelling and order.mate is not None:
        copy.unpaired_ns = at.mono_ns
    else:
        _tell(group, follower, book, copy, order, text, at, out)


def judge_pairs(errand: Errand, group: Group) -> None:
    """Legs whose broker ended them: if the other one of the pair has filled, it was for that; if not, it is told. The
    two are reported one after the other, in either order (rule 6.7)."""
    for copy in errand.book.copies.values():
        order = copy.order
        if copy.unpaired_ns is None:
            continue
        if order is None or order.mate is None or not order.complete:
            copy.unpaired_ns = None  # it was placed anew
            continue
        mate, until = errand.follower.own[order.mate], copy.unpaired_ns + MATE_NS
        if mate.filled >= mate.qty:
            copy.unpaired_ns, copy.dead = None, False  # the pair has done its work
        elif mate.filled:
            continue
        elif mate.complete or errand.at.mono_ns >= until:
            copy.unpaired_ns = None
            _tell(group, errand.follower, errand.book, copy, order, "", errand.at, errand.out)
        else:
            errand.look_at(until)


def _tell(
    group: Group,
    follower: Follower,
    book: Book,
    copy: RestingCopy,
    order: RestingOrder,
    text: str,
    at: Stamp,
    out: list[Decision],
) -> None:
    """Tell that a copy has failed, as long as that matters to anybody."""
    leader_order = order_behind(group.leader, book, copy)
    closes = order.closing_left > 0
    if not (leader_order.rests or copy.late) or (closes and not book.held(-order.sign)) or book.flatten is not None:
        return
    reason, words = _why(order, text)
    if closes and not order.opening_left:
        words = joined((words, said("It was an exit; the position is closed when the leader's is.")))
    book.cause = (reason, words)
    out.append(Noticed(NoticeKind.COPY_FAILED, Level.WARNING, words, at, follower.account, book.symbol, reason))


def change_refused(follower: Follower, order: RestingOrder, text: str, at: Stamp, out: list[Decision]) -> None:
    """The broker would not change an order: it works on as it was, and is asked again a little later."""
    order.refusals += 1
    order.changing_ns = None
    order.asked = order.told
    order.size = order.qty
    order.retry_ns = at.mono_ns + (SECOND if order.refusals < REFUSALS else 10 * SECOND)
    if order.refusals == 1:
        words = said(
            "The broker refused to change a resting order in {symbol}: “{text}”. It works on as it was.",
            symbol=order.command.symbol,
            text=text,
        )
        symbol = order.command.symbol
        out.append(Noticed(NoticeKind.CHANGE_REFUSED, Level.WARNING, words, at, follower.account, symbol))


def _why(order: RestingOrder, text: str) -> tuple[Reason, str]:
    left = order.closing_left + order.opening_left
    if order.unsent:
        return Reason.NOT_SENT, sentence(Reason.NOT_SENT, text=order.unsent)
    match order.status:
        case OrderStatus.REJECTED:
            reason = Reason.MARKET_CLOSED if "closed" in text.lower() else Reason.REJECTED
            return reason, sentence(reason, text=text)
        case OrderStatus.EXPIRED:
            what = said("the broker let it expire with {left} not filled", left=left)
        case _:
            who = said("it was cancelled") if order.cancelling else said("somebody else cancelled it")
            what = said("{who} with {left} not filled", who=who, left=left)
    return Reason.COPY_ENDED, sentence(Reason.COPY_ENDED, text=what)


def _where(group: Group, book: Book) -> Route:
    settings = group.followers[book.account].settings
    symbol = book.leader_symbol
    where = group.followers[book.account].routes.get(symbol) if symbol is not None else None
    return where or Route(book.symbol, settings.multiplier)
