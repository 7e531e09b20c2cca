"""Membership: who may be in which group, and what has to be over before somebody leaves or another one leads
(rules 4.1 to 4.3, 4.7, 4.8).

The services ask first, for sentences with names; the engine asks itself once more with every event, so that a change
that came too late changes nothing.
"""

from collections.abc import Iterator

from mimikdesk.domain.events import GroupDefined
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.orders import standing
from mimikdesk.domain.sentence import Sentence, joined, said
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import EngineState, Follower, Group


def refusal(state: EngineState, event: GroupDefined) -> str:
    """Why a group cannot be as the event defines it; "" where it can."""
    settings, old = event.group, state.groups.get(event.group.group)
    taken = _taken(state, settings)
    if taken or old is None:
        return taken
    if settings.leader in old.followers:
        return said("{account} follows in this group and cannot become its leader.", account=settings.leader)
    chosen = {follower.account for follower in settings.followers}
    for account, follower in old.followers.items():
        if account not in chosen and (why := at_stake(state, follower)):
            return said("{account} cannot leave the group like this: {why}", account=account, why=why)
    if settings.leader != old.leader.account:
        for account, why in bars_to_another_leader(state, old):
            if event.confirmed and only_unread(state, old):
                break
            return said("Another leader cannot be chosen now. {account}: {why}", account=account, why=why)
    return ""


def _taken(state: EngineState, settings: CopyGroup) -> str:
    """An account that is in another group already (rules 4.2 and 4.3)."""
    for account in (settings.leader, *(follower.account for follower in settings.followers)):
        leads = state.leads.get(account)
        if leads is not None and leads.settings.group != settings.group:
            return said("{account} leads “{group}” already.", account=account, group=leads.settings.name)
        follows = state.follows.get(account)
        if follows is not None and follows[0].settings.group != settings.group:
            return said("{account} follows in “{group}” already.", account=account, group=follows[0].settings.name)
    return ""


def at_stake(state: EngineState, follower: Follower) -> str:
    """What a follower would leave behind if it were removed now, or that nobody knows it; "" where nothing (rule 4.7).
    Never concluded from what was not read (rule 3.4)."""
    words = [held_words(follower)]
    if not sure(state, follower):
        words.append(said("It cannot be read at present, so nobody knows what it holds."))
    elif follower.flattening is not None:
        words.append(said("It is being flattened."))
    return joined(word for word in words if word)


def held_words(follower: Follower) -> str:
    """What the books have of a follower: positions, and own orders that work or are on their way; "" where nothing."""
    return joined(_held(book) for book in follower.books.values())


def bars_to_another_leader(state: EngineState, group: Group) -> Iterator[tuple[AccountId, str]]:
    """Who keeps the group from being given another leader, and by what; none where it can be (rule 4.8). The leader
    comes last."""
    for account, follower in group.followers.items():
        why = at_stake(state, follower)
        if not why and follower.foreign_working:
            why = said("Orders that are not this program's work there.")
        if why:
            yield account, why
    leader = group.leader
    if not leader_read(state, group):
        yield leader.account, said("The leader cannot be read at present.")
        return
    held = [book for book in leader.books.values() if book.position]
    if held:
        words = standing(held[0].position)
        yield leader.account, said("He is {position} {symbol}.", position=words, symbol=held[0].symbol)
    elif leader.resting or any(book.pending for book in leader.books.values()):
        yield leader.account, said("Orders of his are working.")


def only_unread(state: EngineState, group: Group) -> bool:
    """Whether nothing but the leader's silence is in the way, so that the trader's word is enough: every follower is
    flat. Copies that rest may be left: they are cancelled with the change."""
    return not leader_read(state, group) and all(_flat(state, follower) for follower in group.followers.values())


def leader_read(state: EngineState, group: Group) -> bool:
    leader = group.leader
    return state.connected(leader.account) and leader.ready and not leader.lost


def sure(state: EngineState, follower: Follower) -> bool:
    """Whether what the books say of a follower is up to date."""
    if not (state.connected(follower.account) and follower.ready) or follower.gap:
        return False
    return all(book.doubt is None and book.reported in (None, book.position) for book in follower.books.values())


# --- inner workings -------------------------------------------------------------------------------------------------


def _flat(state: EngineState, follower: Follower) -> bool:
    if not sure(state, follower) or follower.flattening is not None:
        return False
    return not any(book.position or book.orders or book.waiting or book.obligations for book in follower.books.values())


def _held(book: Book) -> str:
    """What there is of a follower in one instrument, in words; "" where nothing."""
    words: list[Sentence] = []
    if book.position:
        words.append(said("It is {position} {symbol}.", position=standing(book.position), symbol=book.symbol))
    if book.orders or book.waiting or book.obligations:
        words.append(said("An order in {symbol} is on its way.", symbol=book.symbol))
    if len(book.resting) == 1:
        words.append(said("1 order works in {symbol}.", symbol=book.symbol))
    elif book.resting:
        words.append(said("{count} orders work in {symbol}.", count=len(book.resting), symbol=book.symbol))
    return joined(words)
