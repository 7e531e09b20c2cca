"""How resting copies enter the books: what their fills, and the leader's, mean for expectation and obligations.

A copy carries its leader order: the leader's fill sends nothing, and a fill of the copy is expected, also when it
comes first (rules 6.3 and 6.6). What the leader's order turns out not to have filled is closed at once.
"""

from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import exit_desk
from mimikdesk.engine.book import Book
from mimikdesk.engine.leader import Leader, LeaderBook, LeaderOrder
from mimikdesk.engine.leader_trades import Undone
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import Route


def still_to_open(order: LeaderOrder, book: LeaderBook) -> int:
    """Contracts that the rest of a leader order would open if it filled now."""
    against = max(0, -book.position * order.tracked.side.sign)
    return max(0, order.remaining - against)


def due(copy: RestingCopy, contracts: int, where: Route) -> int:
    """What a copy opens for so many contracts of the leader's, less what was followed otherwise before it was there."""
    return max(0, open_size(contracts, where.multiplier) - copy.skip) if contracts else 0


def filled_before(copy: RestingCopy, order: LeaderOrder, book: LeaderBook, where: Route) -> int:
    """Contracts of the leader's order, still to be filled, that a copy stands for already."""
    if copy.got <= due(copy, order.opened, where):
        return 0
    whole = (copy.got + copy.skip) * where.ratio[1] // where.ratio[0]
    return min(still_to_open(order, book), max(1, whole - order.opened))


def entitled(copy: RestingCopy, order: LeaderOrder, book: LeaderBook, where: Route) -> int:
    """Contracts that a copy may open in all, for what its leader order has filled and may still fill."""
    if order.rests:
        return max(due(copy, order.opened + still_to_open(order, book), where), copy.rights)
    alone = due(copy, order.opened, where)
    return alone if copy.granted is None else min(alone, copy.granted)


def missing(book: Book, sign: int) -> int:
    """Contracts that are expected on one side and neither held nor on the wire."""
    return max(0, book.expected.held(sign) - book.committed(sign))


def take_fill(
    order: LeaderOrder,
    leader_book: LeaderBook,
    book: Book,
    copy: RestingCopy,
    where: Route,
    fill: tuple[int, int],
    at: Stamp,
) -> None:
    """Count a fill of a copy that the book has counted already. ``fill``: contracts it closed, contracts it opened."""
    closed, opened = fill
    if book.flatten is not None:
        return
    # An entry that meets a position of the other side, which is to stay, has closed of it whatever it was meant for;
    # where an exit at the market was to close that, the two have changed places.
    swapped = sum(each.lent for each in book.orders.values() if each.sign == copy.sign)
    met = max(0, min(opened, book.expected.held(-copy.sign), opened - book.held(copy.sign) - swapped))
    closed, opened = closed + met, opened - met
    if closed:
        _close_ahead(book, copy, closed)
    if not opened:
        return
    standing = max(0, book.held(copy.sign) - opened)
    if (obligation := book.obligations.get(copy.sign)) is not None:
        standing = min(standing, max(0, obligation.limit - opened))  # the rest of it is on its way out
    still = max(0, book.expected.held(copy.sign) - standing)
    late = min(opened, copy.late, still)
    ahead = 0
    if order.rests:  # one that has ended can be behind no more: what he had of it is decided
        ahead = max(0, min(opened - late, entitled(copy, order, leader_book, where) - copy.decided))
    if ahead:
        book.expected.open(copy.sign, ahead)
        book.target.open(copy.sign, ahead)
        copy.decided += ahead
        copy.ahead += ahead
        copy.targeted = max(copy.targeted, copy.decided)
    copy.got += late + ahead
    surplus = opened - late - ahead
    if surplus:
        words = sentence(
            Reason.COPY_ENDED, text=said("it filled {surplus} more than the leader's order was for", surplus=surplus)
        )
        copy.no_opens = copy.no_opens or (Reason.COPY_ENDED, words)
        give_back(book, copy.sign, surplus, f"{copy.leader_order}|surplus|{copy.got}", at)


def within_position(book: Book, copy: RestingCopy, total: int, whole: int) -> int:
    """``total`` of ``take_opening`` for a follower that adds by position: no more than takes it to ``whole``, the size
    of the leader's whole position, but never less than before, for the order is one (rules 5.2 and 5.9)."""
    others = book.expected.held(copy.sign) - copy.decided
    ahead = book.ahead(copy.sign) - copy.ahead
    copy.granted = max(copy.granted or 0, min(total - copy.skip, whole + ahead - others))
    return copy.granted + copy.skip


def take_opening(book: Book, copy: RestingCopy, total: int) -> tuple[int, int]:
    """The leader's opening of an order whose copy carries it: ``total`` contracts of the follower by rule, all told.

    Returns what that adds by rule, and what the copy carries of it.
    """
    asked = max(0, total - copy.skip - copy.targeted)
    book.target.open(copy.sign, asked)
    copy.targeted += asked
    copy.ahead = max(0, copy.decided - max(0, total - copy.skip))
    order = copy.live
    reach = copy.got + (order.opening_left if order is not None else 0)
    carried = max(0, min(copy.targeted, reach) - copy.decided)
    book.expected.open(copy.sign, carried)
    copy.decided += carried
    return asked, carried


def overtake(book: Book, sign: int) -> None:
    """The leader turns round, away from this side: nothing here is ahead of him any more. What his orders still open
    afterwards is copied anew (rule 5.4)."""
    for copy in book.copies.values():
        if copy.sign == sign and copy.ahead:
            copy.decided -= copy.ahead
            copy.got -= copy.ahead
            copy.targeted = min(copy.targeted, copy.decided)
            copy.ahead = 0


def take_undone(leader: Leader, book: Book, undone: Undone, where: Route, at: Stamp) -> bool:
    """The leader closed an entry again before it was passed on: what the copy has of it is closed, but for what the
    rest of his order is due and nothing here rests for. Whether any was."""
    copy = book.copies.get(undone.order)
    if copy is None:
        return False
    order = leader.orders[undone.order]
    rest = still_to_open(order, leader.book(order.tracked.symbol)) if order.rests else 0
    gone = min(copy.decided, due(copy, undone.before, where)) - due(copy, undone.after, where)
    rests = copy.live.opening_left if copy.live is not None else 0
    gone = min(gone, copy.decided - max(0, due(copy, undone.after + rest, where) - rests))
    return _take_back(book, copy, max(0, gone), f"{undone.order}|undone|{undone.after}", at)


def take_end(
    leader_book: LeaderBook, book: Book, copy: RestingCopy, order: LeaderOrder, where: Route, at: Stamp
) -> bool:
    """The leader's order has ended: what the copy opened beyond it is closed. Whether any was."""
    surplus = copy.decided - entitled(copy, order, leader_book, where)
    return _take_back(book, copy, max(0, surplus), f"{order.key}|end", at)


def give_back(book: Book, sign: int, contracts: int, cause: str, at: Stamp) -> None:
    """Owe that so many contracts of one side are closed, as if they had never been opened."""
    if book.held(sign):
        book.share = max(0, book.share - contracts)
    there = book.committed(sign) - book.waiting_to_open(sign)
    exit_desk.lower(book, sign, max(0, there - contracts), cause, at.mono_ns)
    for order in book.own_orders:  # what is not there yet comes by exits that have changed places with the opening
        if order.sign == sign and contracts > there:
            part = min(order.lent - order.owed_back, contracts - there)
            order.owed_back += part
            there += part


def expect_nothing(book: Book, reason: Reason) -> None:
    """The follower is to be flat here: nothing is expected of what is held, waits or rests, and no copy opens again."""
    book.expected.clear()
    book.target.clear()
    book.waiting.clear()
    for copy in book.copies.values():
        copy.decided = copy.got = copy.ahead = 0
        copy.late_exit_until_ns = None
        copy.no_opens = copy.no_opens or (reason, sentence(reason))


def _take_back(book: Book, copy: RestingCopy, contracts: int, cause: str, at: Stamp) -> bool:
    if not contracts:
        return False
    unfilled = min(copy.late, contracts)
    filled = contracts - unfilled
    copy.decided -= contracts
    copy.got -= filled
    copy.ahead = max(0, copy.ahead - filled)
    copy.targeted = min(copy.targeted, copy.decided)
    for ledger in (book.expected, book.target):
        ledger.take_back(copy.sign, contracts)
    held = min(filled, book.committed(copy.sign))
    if held:
        give_back(book, copy.sign, held, cause, at)
    return held > 0


def _close_ahead(book: Book, copy: RestingCopy, closed: int) -> None:
    """An exit that fills before its leader's lowers the expectation; one that is owed anyway does not (rule 6.6)."""
    sign = -copy.sign
    before = book.held(sign) + closed
    keeps = book.expected.held(sign)
    if (obligation := book.obligations.get(sign)) is not None:
        keeps = min(keeps, obligation.limit)  # what is expected beyond it is yet to come
    owed = max(0, before - keeps - book.closing_in_flight(sign))
    ahead = closed - min(closed, owed)
    book.expected.fall(sign, ahead)
    book.target.fall(sign, ahead)
