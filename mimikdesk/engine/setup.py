"""Groups as the user defines them, his switches, and the comparison at the start (rules 4.7, 9.8, 10.1)."""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind
from mimikdesk.domain.events import FollowerSwitched
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.book import Book
from mimikdesk.engine.leader import Leader
from mimikdesk.engine.mapping import route
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import EngineState, Follower, Group


def define_group(state: EngineState, settings: CopyGroup) -> None:
    """Create a group, or give an existing one its new settings; what its accounts hold is kept."""
    old = state.groups.get(settings.group)
    leader = Leader(settings.leader, settings.partial_fills)
    if old is not None:
        for account in old.followers:
            del state.follows[account]
        del state.leads[old.settings.leader]
        if old.settings.leader == settings.leader:
            leader = old.leader
            leader.partial_fills = settings.partial_fills
    kept = old.followers if old is not None else {}
    members: dict[AccountId, Follower] = {}
    for chosen in settings.followers:
        follower = kept.get(chosen.account) or Follower(chosen, chosen.on)
        follower.settings = chosen
        follower.routes.clear()
        follower.on = chosen.on
        members[chosen.account] = follower
    group = Group(settings, settings.on, leader, members)
    state.groups[settings.group] = group
    state.leads[settings.leader] = group
    for account, follower in members.items():
        state.follows[account] = (group, follower)


def switch_follower(state: EngineState, event: FollowerSwitched) -> None:
    """Off: opens stop, exits of what was copied go on. On again: the comparison starts anew."""
    if event.account not in state.follows:
        return
    follower = state.follows[event.account][1]
    came_back = event.on and not follower.on
    follower.on = event.on
    if came_back:
        for book in follower.books.values():
            if book.divergence:
                _hold(book)


def compare_start(state: EngineState, group: Group, follower: Follower, at: Stamp, out: list[Decision]) -> None:
    """Once both sides were read: an instrument in which the follower holds what the leader's position asks for goes
    on as it is; any other that is not flat on both sides is held until the user has settled it."""
    if follower.compared or not (follower.ready and group.leader.ready):
        return
    follower.compared = True
    fits: dict[Symbol, tuple[Symbol, int]] = {}
    for symbol, leader_book in group.leader.books.items():
        where = route(state, follower, symbol)
        if leader_book.position and where is not None:
            size = open_size(abs(leader_book.position), where.multiplier)
            fits[where.symbol] = (symbol, size if leader_book.position > 0 else -size)
    open_here = (symbol for symbol, book in follower.books.items() if book.position)
    for symbol in dict.fromkeys((*fits, *open_here)):
        book = follower.book(symbol)
        leader_symbol, fitting = fits.get(symbol, (None, 0))
        if book.position == fitting:
            _adopt(book, leader_symbol)
            continue
        _hold(book)
        held = f"long {book.position}" if book.position > 0 else f"short {-book.position}" if book.position else "flat"
        text = f"{sentence(Reason.STARTUP_DIFFERENCE)} It is {held} in {symbol}."
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


def _adopt(book: Book, leader_symbol: Symbol | None) -> None:
    book.adopted = True
    book.leader_symbol = leader_symbol
    sign = 1 if book.position > 0 else -1
    book.expected.open(sign, abs(book.position))
    book.target.open(sign, abs(book.position))


def _hold(book: Book) -> None:
    book.unresolved = True
    book.cause = (Reason.STARTUP_DIFFERENCE, sentence(Reason.STARTUP_DIFFERENCE))
