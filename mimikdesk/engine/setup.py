"""Groups as the user defines them, his switches, and the comparison at the start (rules 4.7, 9.8, 10.1)."""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind, ReadAccount
from mimikdesk.domain.events import FollowerSwitched
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import standing
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import orphans, past
from mimikdesk.engine.book import Book
from mimikdesk.engine.leader import Leader
from mimikdesk.engine.mapping import route
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import EngineState, Follower, Group


def define_group(state: EngineState, settings: CopyGroup, at: Stamp, out: list[Decision]) -> None:
    """Create a group, or give an existing one its new settings; what its accounts hold is kept.

    Accounts that are new to it are read: until then nothing is copied from them or to them.
    """
    old = state.groups.get(settings.group)
    leader = Leader(settings.leader, settings.partial_fills)
    if old is not None:
        for account in old.followers:
            if account in state.follows and state.follows[account][0] is old:
                del state.follows[account]
        if state.leads.get(old.settings.leader) is old:
            del state.leads[old.settings.leader]
        if old.settings.leader == settings.leader:
            leader = old.leader
            leader.partial_fills = settings.partial_fills
    kept = old.followers if old is not None else {}
    members: dict[AccountId, Follower] = {}
    for chosen in settings.followers:
        follower = kept.get(chosen.account) or past.take_up(state, Follower(chosen, chosen.on), at)
        follower.settings = chosen
        follower.routes.clear()
        follower.on = chosen.on
        if not _about_to_be_switched_off(follower):
            follower.breach = chosen.breach if not chosen.on else ""
        if old is not None and leader is not old.leader:
            follower.flattened_at = 0  # it counts orders of the leader who was
            follower.compared = False
            for book in follower.books.values():
                orphans.cut_off(book, old.settings.leader)
        members[chosen.account] = follower
    group = Group(settings, settings.on, leader, members, mirroring=old is not None and old.mirroring)
    state.groups[settings.group] = group
    state.leads[settings.leader] = group
    for account, follower in members.items():
        state.follows[account] = (group, follower)
    unread = [leader.account] if not leader.ready else []
    unread += [account for account, follower in members.items() if not follower.ready]
    out += [ReadAccount(account, "it is new to its group") for account in unread if state.connected(account)]


def _about_to_be_switched_off(follower: Follower) -> bool:
    """Whether the guard is closing a breach: its mark holds opens already, before the switch goes off (rule 9.7)."""
    doing = (book.watch.correction for book in follower.books.values())
    return any(each is not None and each.pauses for each in doing)


def switch_follower(state: EngineState, event: FollowerSwitched, out: list[Decision]) -> None:
    """Off: opens stop, exits of what was copied go on. On again: the comparison starts anew."""
    if event.account not in state.follows:
        return
    group, follower = state.follows[event.account]
    came_back = event.on and not follower.on
    if event.on:
        follower.breach = ""
    follower.on = event.on
    if came_back:
        for book in follower.books.values():
            book.count_hand_contracts_in()
        follower.compared = False
        compare_start(state, group, follower, event.at, out)


def compare_start(state: EngineState, group: Group, follower: Follower, at: Stamp, out: list[Decision]) -> None:
    """Once both sides were read: an instrument in which the follower holds what the leader's position asks for goes
    on as it is; any other that is not flat on both sides is held until the user has settled it."""
    if follower.compared or not (follower.ready and group.leader.ready):
        return
    follower.compared = True
    fits: dict[Symbol, tuple[Symbol, int]] = {}
    for symbol, leader_book in group.leader.books.items():
        where = route(state, follower, symbol)
        if leader_book.settled and where is not None:
            size = open_size(abs(leader_book.settled), where.multiplier)
            fits[where.symbol] = (symbol, size if leader_book.settled > 0 else -size)
    open_here = (symbol for symbol, book in follower.books.items() if _will_hold(book))
    for symbol in dict.fromkeys((*fits, *open_here)):
        book = follower.book(symbol)
        leader_symbol, fitting = fits.get(symbol, (None, 0))
        if book.flatten is not None or book.closing or book.left:
            continue
        if _will_hold(book) == fitting:
            _adopt(book, leader_symbol, fitting)
            continue
        _hold(book)
        text = joined(
            (
                sentence(Reason.STARTUP_DIFFERENCE),
                said("It is {held} in {symbol}.", held=standing(book.position), symbol=symbol),
            )
        )
        out.append(
            Noticed(
                NoticeKind.STARTUP_DIFFERENCE,
                Level.WARNING,
                text,
                at,
                follower.account,
                symbol,
                Reason.STARTUP_DIFFERENCE,
            )
        )


def _will_hold(book: Book) -> int:
    """Signed contracts once everything on the wire has come to its end."""
    long, short = (
        book.committed(sign) - (0 if sign in book.obligations else book.closing_in_flight(sign)) for sign in (1, -1)
    )
    return long - short


def _adopt(book: Book, leader_symbol: Symbol | None, fitting: int) -> None:
    book.adopted = True
    book.unresolved = False
    book.leader_symbol = leader_symbol
    sign = 1 if fitting > 0 else -1
    for ledger in (book.expected, book.target):
        ledger.clear()
        ledger.open(sign, abs(fitting))


def _hold(book: Book) -> None:
    book.unresolved = True
    book.cause = (Reason.STARTUP_DIFFERENCE, sentence(Reason.STARTUP_DIFFERENCE))
