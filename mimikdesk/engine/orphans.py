"""Orphans: copies that still rest, or may still fill, when their group is given another leader (rule 4.8).

Nothing stands behind them any more: entries are cancelled, and what fills of them is closed at once. Exits stay for as
long as there is something here that they close.
"""

from mimikdesk.domain.ids import AccountId, VenueOrderId
from mimikdesk.domain.orders import OrderStatus, Side
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.engine.adjust import Wish
from mimikdesk.engine.book import Book
from mimikdesk.engine.leader import Leader, LeaderOrder
from mimikdesk.engine.orders import Tracked
from mimikdesk.engine.resting import RestingCopy


def cut_off(book: Book, leader: AccountId) -> None:
    """``leader`` leads no longer. His copies get names that no order of another leader can have."""
    for copies in (book.copies, book.ended):
        for key, copy in list(copies.items()):
            if copy.orphaned:
                continue
            copies[_rename(copy, leader)] = copies.pop(key)
            copy.orphaned = True
            copy.decided = copy.got = copy.targeted = copy.rights = 0
            copy.late_exit_until_ns = None
            words = sentence(Reason.COPY_ENDED, text="the group was given another leader")
            copy.no_opens = copy.no_opens or (Reason.COPY_ENDED, words)


def order_behind(leader: Leader, book: Book, copy: RestingCopy) -> LeaderOrder:
    """The leader's order that a copy stands for; for an orphan one that has ended."""
    if copy.orphaned:
        tracked = Tracked(book.symbol, Side.of(copy.sign), status=OrderStatus.CANCELLED)
        return LeaderOrder(tracked, number=0, key=copy.leader_order)
    return leader.orders[copy.leader_order]


def keep_exits(book: Book, wishes: list[Wish]) -> None:
    """Orphaned exits stay while there is a position to close, limits and stops as alternatives."""
    for sign in (1, -1):
        for stops in (False, True):
            left = book.held(sign) - book.closing_in_flight(sign)
            for wish in wishes:
                live = wish.copy.live
                if wish.copy.orphaned and live is not None and (live.sign, live.stops) == (-sign, stops):
                    wish.closes = max(0, min(live.closing_left, left))
                    left -= wish.closes


def _rename(copy: RestingCopy, leader: AccountId) -> VenueOrderId:
    copy.leader_order = VenueOrderId(f"{leader}|{copy.leader_order}")
    if copy.order is not None:
        copy.order.leader_order = copy.leader_order
    return copy.leader_order
