"""The facts that the guard judges by, gathered from the state (rule 9.2)."""

from mimikdesk.domain.time import MILLISECOND, Stamp
from mimikdesk.engine.book import Book
from mimikdesk.engine.judgement import Facts
from mimikdesk.engine.leader import LeaderBook
from mimikdesk.engine.mapping import route
from mimikdesk.engine.state import EngineState, Follower, Group


def facts_of(state: EngineState, group: Group, follower: Follower, book: Book, at: Stamp) -> Facts:
    """Everything that ``judge`` has to know of one follower in one instrument."""
    leader, his = group.leader, leader_books(state, group, follower, book)
    stray = book.watch.stray_ns  # once the account was read since, nobody will name its order any more
    unidentified = stray is not None and follower.read_ns <= stray
    return Facts(
        leader=leader_behind(state, group, follower, book),
        position=book.position,
        expected=book.expected.qty,
        leader_sure=state.connected(leader.account)
        and leader.ready
        and not leader.lost
        and not any(each.disagrees for each in his),
        follower_sure=state.connected(follower.account)
        and follower.ready
        and not follower.gap
        and book.doubt is None
        and book.reported in (None, book.position),
        undecided=any(each.pending for each in his),
        in_flight=_in_flight(book),
        unfinished=_unfinished(group, book, at),
        owed=bool(book.obligations),
        unidentified=unidentified,
        rogue=book.watch.rogue or (stray is not None and not unidentified),
        filled=book.watch.filled,
        ahead=sum(copy.ahead for copy in book.copies.values()),
        cause=book.cause[0] if book.cause is not None else None,
    )


def leader_books(state: EngineState, group: Group, follower: Follower, book: Book) -> list[LeaderBook]:
    """The leader's instruments for which this one stands."""
    found = []
    for symbol, his in group.leader.books.items():
        where = route(state, follower, symbol)
        if (where is not None and where.symbol == book.symbol) or book.leader_symbol == symbol:
            found.append(his)
    return found


def leader_behind(state: EngineState, group: Group, follower: Follower, book: Book) -> int:
    """The leader's signed contracts in what this instrument stands for. Where several of his map to it, that is the one
    that is copied into it at present."""
    if book.leader_symbol is not None:
        return group.leader.position(book.leader_symbol)
    return sum(each.position for each in leader_books(state, group, follower, book))


def _in_flight(book: Book) -> bool:
    """Whether the end of an own order is not known. One that the broker was asked about in vain is no reason to wait:
    it suspends opens, not the guard."""
    if book.waiting or any(order.unknown_reads is None for order in book.orders.values()):
        return True
    return any(not order.acknowledged and order.unknown_reads is None for order in book.resting.values())


def _unfinished(group: Group, book: Book, at: Stamp) -> bool:
    """Whether a copy is still given time: an entry or an exit that is late, within its tolerance."""
    tolerance_ns = group.settings.entry_tolerance_ms * MILLISECOND
    for copy in book.copies.values():
        if copy.late_exit_until_ns is not None:
            return True
        waiting = copy.live is not None and copy.late > 0
        if waiting and (copy.late_ns is None or at.mono_ns < copy.late_ns + tolerance_ns):
            return True
    return False
