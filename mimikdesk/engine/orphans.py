"""Orphans: copies that still rest, or may still fill, when their group is given another leader (rule 4.8), or whose
leader's order has ended when the program begins again (rule 10.1).

Nothing stands behind them any more: entries are cancelled, and what fills of them is closed at once. Exits stay for as
long as there is something here that they close.
"""

from mimikdesk.domain.ids import AccountId, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderStatus, Side
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import said
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
            del copies[key]
            let_go(copy, leader, said("the group was given another leader"))
            copies[copy.leader_order] = copy


def let_go(copy: RestingCopy, leader: AccountId, why: str) -> None:
    """Nothing stands behind a copy any more. It gets a name that no order of any leader can have."""
    copy.leader_order = VenueOrderId(f"{leader}|{copy.leader_order}")
    if copy.order is not None:
        copy.order.leader_order = copy.leader_order
    copy.orphaned = True
    copy.decided = copy.got = copy.targeted = copy.rights = 0
    copy.late_exit_until_ns = None
    words = sentence(Reason.COPY_ENDED, text=why)
    copy.no_opens = copy.no_opens or (Reason.COPY_ENDED, words)


def order_behind(leader: Leader, book: Book, copy: RestingCopy) -> LeaderOrder:
    """The leader's order that a copy stands for; for an orphan one that has ended."""
    if copy.orphaned:
        tracked = Tracked(book.symbol, Side.of(copy.sign), status=OrderStatus.CANCELLED)
        return LeaderOrder(tracked, number=0, key=copy.leader_order)
    return leader.orders[copy.leader_order]


def keep_exits(book: Book, wishes: list[Wish]) -> None:
    """Orphaned exits stay while there is a position to close, limits and stops as alternatives; those that the leader
    has by now go before."""
    for sign in (1, -1):
        for stops in (False, True):
            of_class = [
                wish for wish in wishes if wish.copy.sign == -sign and (wish.kind is not OrderKind.LIMIT) is stops
            ]
            left = book.held(sign) - book.closing_in_flight(sign)
            if (obligation := book.obligations.get(sign)) is not None:
                left = min(left, obligation.limit)  # they make room for the exit that is owed
            left -= sum(wish.closes for wish in of_class if not wish.copy.orphaned)
            for wish in of_class:
                live = wish.copy.live
                if wish.copy.orphaned and live is not None:
                    wish.closes = max(0, min(live.closing_left, left))
                    left -= wish.closes
