"""Adjusting: sends what is needed so that the resting orders of one book become what the plan wants.

An order with something unanswered is left alone until the answer is there: changes that come meanwhile are gathered
and the last one goes out then (rules 3.6 and 6.9). What makes orders smaller goes before what makes them larger.
"""

from dataclasses import dataclass, replace

from mimikdesk.domain.commands import CancelOrder, ModifyOrder
from mimikdesk.domain.decisions import Decision, Purpose, ReadAccount, SendCommand
from mimikdesk.domain.ids import VenueOrderId
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine import breaker, budget, exit_desk, holds
from mimikdesk.engine.book import Book
from mimikdesk.engine.orders import ANSWER_NS, RestingOrder, Terms
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.state import EngineState, Follower
from mimikdesk.engine.wire import rest, send_pair, send_resting

UNLIMITED = 1_000_000
"""Room where no limit was set: more contracts than any account can hold."""


SIBLING_NS = SECOND
"""How long the broker has to cancel the other order of a pair of which one has filled, before the program does it."""


@dataclass(slots=True)
class Wish:
    """What a copy should still be for. ``terms``: its prices, None to leave them; the size in it is filled in here.
    ``mate``: the copy that its broker should tie it to."""

    copy: RestingCopy
    closes: int
    opens: int
    kind: OrderKind
    terms: Terms | None
    mate: RestingCopy | None = None
    may_place: bool = True

    @property
    def total(self) -> int:
        return self.closes + self.opens


@dataclass(slots=True)
class Errand:
    """Everything one round of adjusting needs. ``due_ns``: when to look again although nothing happened."""

    state: EngineState
    follower: Follower
    book: Book
    at: Stamp
    out: list[Decision]
    due_ns: int | None = None

    def look_at(self, due_ns: int) -> None:
        if self.due_ns is None or due_ns < self.due_ns:
            self.due_ns = due_ns


def adjust(errand: Errand, wishes: list[Wish]) -> None:
    """Send changes and cancels first, then exits, then entries."""
    fresh: list[Wish] = []
    for wish in sorted(wishes, key=lambda wish: wish.total):
        order = wish.copy.live
        if order is not None:
            _change(errand, wish, order)
        elif wish.total and wish.may_place and not wish.copy.dead:
            fresh.append(wish)
    placed: set[VenueOrderId] = set()
    for wish in sorted(fresh, key=lambda wish: wish.opens > 0):
        if wish.copy.leader_order not in placed:
            _place(errand, wish, fresh, placed)


def cancel(errand: Errand, order: RestingOrder) -> None:
    """Cancel a resting order, once a second until it is gone."""
    now = errand.at.mono_ns
    if order.cancelling:
        _ask_when_unanswered(errand, order.cancel_ns)
        return
    if (until_ns := _broker_cancels_until(errand, order)) is not None:
        errand.look_at(until_ns)
        return
    able = errand.state.can(errand.follower.account)
    if not order.acknowledged and not able.cancel_before_ack:
        return
    if order.cancel_ns and budget.penalty_ns(errand.state, errand.follower.account):
        return  # it was asked for once, and its end is an event by itself
    if order.cancel_ns and now < order.cancel_ns + exit_desk.RECANCEL_NS:
        errand.look_at(order.cancel_ns + exit_desk.RECANCEL_NS)
        return
    order.cancelling, order.cancel_ns = True, now
    identity = order.command.client_order_id
    command = CancelOrder(errand.follower.account, identity)
    errand.out.append(SendCommand(command, Purpose.CANCEL, order.trigger_id))
    errand.look_at(now + ANSWER_NS)


def _broker_cancels_until(errand: Errand, order: RestingOrder) -> int | None:
    """The other order of its pair has just filled in full: the broker cancels this one by himself (rule 6.7). Until
    when (monotonic) his word is waited for; None where it is not, or something has to be closed."""
    mate = errand.follower.own.get(order.mate) if order.mate is not None else None
    if mate is None or mate.filled < mate.qty or mate.progress is None or errand.book.obligations:
        return None
    filled_at = mate.progress.last_fill_at
    until_ns = filled_at.mono_ns + SIBLING_NS if filled_at is not None else 0
    return until_ns if errand.at.mono_ns < until_ns else None


def _change(errand: Errand, wish: Wish, order: RestingOrder) -> None:
    now = errand.at.mono_ns
    if not wish.total:
        order.replacing = False
        cancel(errand, order)
        return
    if order.cancelling:
        _ask_when_unanswered(errand, order.cancel_ns)
        return
    if order.changing_ns is not None:
        _ask_when_unanswered(errand, order.changing_ns)
        return
    closes, opens, terms = _within_reach(errand, wish, order)
    if terms.qty <= order.filled:
        order.replacing = True  # there is no room for any of it now; it is placed anew when there is
        cancel(errand, order)
        return
    if terms == order.asked:
        order.plan(closes, opens)
        return
    if not order.acknowledged:
        return
    smaller = terms.qty < order.asked.qty
    if now < order.retry_ns and not smaller:
        errand.look_at(order.retry_ns)
        return
    if not smaller and _waits_for_budget(errand, order):
        return
    able = errand.state.can(errand.follower.account)
    fixed = able.fixed_trail and terms.trail != order.asked.trail
    if not able.modify or fixed or (smaller and order.refusals):
        order.replacing = True
        cancel(errand, order)
        return
    order.asked, order.changing_ns, order.moved_ns = terms, now, now
    order.size = order.qty
    order.plan(closes, opens)
    command = ModifyOrder(
        errand.follower.account, order.command.client_order_id, terms.qty, terms.limit, terms.stop, terms.trail
    )
    errand.out.append(SendCommand(command, Purpose.CHANGE, order.trigger_id, closes, opens))
    errand.look_at(now + ANSWER_NS)


def _waits_for_budget(errand: Errand, order: RestingOrder) -> bool:
    """Whether a move has to wait: nothing is moved in a penalty, and while the budget is low the last price wins."""
    account, now = errand.follower.account, errand.at.mono_ns
    if budget.penalty_ns(errand.state, account) or budget.spare(errand.state, account, errand.out) < 1:
        return True  # what is left belongs to the exits
    if order.moved_ns is None or not budget.is_low(errand.state, account):
        return False
    again_ns = order.moved_ns + budget.COALESCE_NS
    if now >= again_ns:
        return False
    errand.look_at(again_ns)
    return True


def _within_reach(errand: Errand, wish: Wish, order: RestingOrder) -> tuple[int, int, Terms]:
    """The part that can rest without a chance of crossing or going over the limit, and the terms that this gives."""
    closes, opens = wish.closes, wish.opens
    if closes > order.closing_left:
        room = exit_desk.room_to_rest(errand.book, -order.sign, order.stops, order)
        closes = max(order.closing_left, min(closes, room))
    if opens > order.opening_left:
        affordable = budget.lacks(errand.state, errand.follower.account, errand.out) is None
        room = _room_to_open(errand, order.sign, order) if affordable else 0
        opens = max(order.opening_left, min(opens, room))
    prices = wish.terms or order.asked
    return closes, opens, replace(prices, qty=order.filled + closes + opens)


def _room_to_open(errand: Errand, sign: int, without: RestingOrder | None = None) -> int:
    """Contracts that one more copy may open: as long as it is not confirmed that another has become smaller, that one
    takes its old room (rule 5.5)."""
    book = errand.book
    limit = holds.most_contracts(errand.state, errand.follower, book)
    if limit is None:
        return UNLIMITED
    own = without.opening_left if without is not None else 0
    return max(0, limit - book.held(sign) - book.on_the_way_in(sign) - book.resting_to_open(sign) + own)


def _place(errand: Errand, wish: Wish, fresh: list[Wish], placed: set[VenueOrderId]) -> None:
    order = _enter(errand, wish)
    if order is None:
        return
    placed.add(wish.copy.leader_order)
    mate = next((other for other in fresh if other.copy is wish.mate and other.copy.leader_order not in placed), None)
    if mate is None or not errand.state.can(errand.follower.account).oco:
        send_resting(order, errand.out)
        return
    place = len(errand.out)
    second = _enter(errand, mate)
    told, errand.out[place:] = errand.out[place:], []  # why the mate may not go comes after the order that may
    if second is not None:
        placed.add(mate.copy.leader_order)
        send_pair(order, second, errand.out)
    else:
        send_resting(order, errand.out)
    errand.out += told


def _enter(errand: Errand, wish: Wish) -> RestingOrder | None:
    """Enter an order in the book, as large as it may rest now; None when nothing can."""
    book, follower = errand.book, errand.follower
    closes, opens = wish.closes, wish.opens
    if closes:
        room = exit_desk.room_to_rest(book, -wish.copy.sign, wish.kind is not OrderKind.LIMIT)
        if room < closes and opens:
            return None  # it crosses only as a whole
        closes = min(closes, room)
    elif opens and book.committed(-wish.copy.sign):
        return None  # what still stands on the other side is on its way out
    opens = min(opens, _room_to_open(errand, wish.copy.sign))
    if opens:
        if budget.lacks(errand.state, follower.account, errand.out) is not None:
            return None
        breaker.watch_pace(follower, errand.at, errand.out)
        if follower.breaker:
            return None
        follower.recent_opens.append(errand.at.mono_ns)
        book.flatten = None
    if not closes + opens or wish.terms is None:
        return None
    terms = replace(wish.terms, qty=closes + opens)
    return rest(follower, book, wish.copy, wish.kind, terms, (closes, opens), errand.at.mono_ns)


def _ask_when_unanswered(errand: Errand, since_ns: int) -> None:
    """Have the account read when the broker keeps an answer back; the read tells how the order stands."""
    follower, now = errand.follower, errand.at.mono_ns
    if now < since_ns + ANSWER_NS:
        errand.look_at(since_ns + ANSWER_NS)
    elif follower.asked_ns is None:
        errand.out.append(ReadAccount(follower.account, "a change or a cancel without an answer"))
        follower.asked_ns = now + SECOND
