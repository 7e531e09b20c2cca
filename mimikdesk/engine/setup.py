"""Groups as the user defines them, his switches, and the comparison at the start (rules 4.7, 9.8, 10.1)."""

from dataclasses import replace

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind, ReadAccount
from mimikdesk.domain.events import FollowerRemoved, FollowerSwitched, GroupDefined
from mimikdesk.domain.group import FollowerSettings
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import standing
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import orphans, past
from mimikdesk.engine.book import Book
from mimikdesk.engine.leader import Leader
from mimikdesk.engine.mapping import keep_mapping, route
from mimikdesk.engine.membership import at_stake, refusal
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import EngineState, Follower, Group


def define_group(state: EngineState, event: GroupDefined, out: list[Decision]) -> bool:
    """Create a group, or give an existing one its new settings; what its accounts hold is kept, and nothing is traded:
    sizes count from the leader's next trade on. False, and nothing changed, where it cannot be (see ``membership``).

    Accounts that are new to it are read: until then nothing is copied from them or to them.
    """
    settings, at = event.group, event.at
    if why := refusal(state, event):
        text = said("“{group}” was not changed: {why}", group=settings.name, why=why)
        out.append(Noticed(NoticeKind.GROUP_REFUSED, Level.WARNING, text, at))
        return False
    old = state.groups.get(settings.group)
    stays = old is not None and old.settings.leader == settings.leader
    leader = old.leader if old is not None and stays else Leader(settings.leader, settings.partial_fills)
    leader.partial_fills = settings.partial_fills
    if not stays:
        leader.joined_ns = _joins(state, settings.leader, at)
    if old is not None and not stays:
        _leave_leader(old)
    members: dict[AccountId, Follower] = {}
    back: list[Follower] = []
    for chosen in settings.followers:
        kept = old.followers.get(chosen.account) if old is not None else None
        follower = kept or _newcomer(state, chosen, leader, at)
        follower.joining = follower.joining or (kept is None and old is not None)
        if kept is not None and _alter(state, kept, chosen):
            back.append(kept)
        members[chosen.account] = follower
    group = Group(settings, settings.on, leader, members, mirroring=old is not None and old.mirroring)
    if old is not None:
        _let_go(state, old)
    state.groups[settings.group] = group
    _take_in(state, group)
    for follower in back:
        _come_back(state, group, follower, at, out)
    unread = [leader.account] if not leader.ready else []
    unread += [account for account, follower in members.items() if not follower.ready]
    out += [ReadAccount(account, "it is new to its group") for account in unread if state.connected(account)]
    return True


def remove_follower(state: EngineState, event: FollowerRemoved, out: list[Decision]) -> None:
    """Take a follower out of its group: nothing is sent to it any more (rule 4.7). The last one takes the group with
    it. What it holds must have been settled before, or left as it is by the user's word."""
    group = state.groups.get(event.group)
    follower = group.followers.get(event.account) if group is not None else None
    if group is None or follower is None:
        return
    why = "" if event.as_is else at_stake(state, follower)
    if why:
        text = said("{account} was not removed from its group: {why}", account=event.account, why=why)
        out.append(Noticed(NoticeKind.GROUP_REFUSED, Level.WARNING, text, event.at, event.account))
        return
    _let_go(state, group)
    del group.followers[event.account]
    state.past.pop(event.account, None)  # what it did since is not in it
    left = tuple(each for each in group.settings.followers if each.account != event.account)
    if not left:
        del state.groups[event.group]
    else:
        group.settings = replace(group.settings, followers=left)
        _take_in(state, group)


def _newcomer(state: EngineState, chosen: FollowerSettings, leader: Leader, at: Stamp) -> Follower:
    """A follower that is new here. What the leader has sent before is not its business (principle 2)."""
    follower = past.take_up(state, Follower(chosen, chosen.on), at)
    follower.breach = chosen.breach if not chosen.on else ""
    follower.joined_at, follower.joined_ns = leader.order_count, _joins(state, chosen.account, at)
    return follower


def end_joining(group: Group, follower: Follower) -> None:
    """It was read: from here on it follows. What the leader has sent meanwhile came too early for it."""
    if follower.joining and follower.ready:
        follower.joining = False
        follower.joined_at = group.leader.order_count


def _joins(state: EngineState, account: AccountId, at: Stamp) -> int:
    """From when on a read tells what a new member holds. While its line stands, one may be on its way that was asked
    for before anybody listened to its fills."""
    return at.mono_ns if state.connected(account) else -1


def _alter(state: EngineState, follower: Follower, chosen: FollowerSettings) -> bool:
    """Give a follower its new settings. Whether it replicates again, after it had not."""
    before = follower.replicates
    if chosen.mapping != follower.settings.mapping:
        keep_mapping(state, follower)
    follower.settings = chosen
    follower.routes.clear()
    follower.on = chosen.on
    if not _about_to_be_switched_off(follower):
        follower.breach = chosen.breach if not chosen.on else ""
    return follower.replicates and not before


def _leave_leader(old: Group) -> None:
    """Another one leads from now on: nothing of what is known of the old one's orders counts for his (rule 4.8)."""
    for follower in old.followers.values():
        follower.flattened_at = follower.joined_at = 0
        follower.compared = False
        follower.kept.clear()
        for book in follower.books.values():
            orphans.cut_off(book, old.settings.leader)
            book.granted = (0, 0)
            if not book.position:
                book.expected.clear()
                book.target.clear()
                book.cause = book.withheld_cause = book.leader_symbol = None


def _let_go(state: EngineState, group: Group) -> None:
    state.leads.pop(group.settings.leader, None)
    for account in group.followers:
        state.follows.pop(account, None)


def _take_in(state: EngineState, group: Group) -> None:
    state.leads[group.settings.leader] = group
    for account, follower in group.followers.items():
        state.follows[account] = (group, follower)


def _about_to_be_switched_off(follower: Follower) -> bool:
    """Whether the guard is closing a breach: its mark holds opens already, before the switch goes off (rule 9.7)."""
    doing = (book.watch.correction for book in follower.books.values())
    return any(each is not None and each.pauses for each in doing)


def switch_follower(state: EngineState, event: FollowerSwitched, out: list[Decision]) -> None:
    """Off: opens stop, exits of what was copied go on. On again: the comparison starts anew."""
    if event.account not in state.follows:
        return
    group, follower = state.follows[event.account]
    before = follower.replicates
    if event.on:
        follower.breach = ""
    follower.on = event.on
    if follower.replicates and not before:
        _come_back(state, group, follower, event.at, out)


def _come_back(state: EngineState, group: Group, follower: Follower, at: Stamp, out: list[Decision]) -> None:
    for book in follower.books.values():
        book.count_hand_contracts_in()
    follower.compared = False
    compare_start(state, group, follower, at, out)


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
