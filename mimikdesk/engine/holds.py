"""Holds: every reason that blocks an opening order on a follower. A hold never touches an exit.

Reasons by rule come before reasons by failure, because what is held by rule is not expected either (rule 2).
"""

from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import ReplicationMode
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import EngineState, Follower, Group

OFF = ReplicationMode.OFF
"""By a name of its own: on Python 3.11 each look at an enum's class costs as much as a call."""

LINE_WORDS = {
    LineState.CONNECTED: "connected",
    LineState.RECONNECTING: "reconnecting",
    LineState.REAUTH_REQUIRED: "waiting for a new sign-in",
    LineState.DISCONNECTED: "disconnected",
}


def line_words(state: EngineState, follower: Follower) -> str:
    """How the follower's connection stands; a line is of use only once the account was read."""
    line = state.line(follower.account)
    if line is LineState.CONNECTED and not follower.ready:
        return "still reading the account"
    return LINE_WORDS[line]


def by_rule(
    state: EngineState, group: Group, follower: Follower, book: Book | None, symbol: Symbol, order_number: int
) -> Reason | None:
    """The first rule that holds back an opening of the leader's order in ``symbol``. ``book`` is None when no
    instrument stands for his."""
    return by_rule_here(group, follower, book, symbol, order_number, on_whitelist(state, group, symbol))


def on_whitelist(state: EngineState, group: Group, symbol: Symbol) -> bool:
    """Whether the group copies the leader's instrument; the same for all followers."""
    instrument = state.instruments.get(symbol)
    return group.settings.allows(instrument.root if instrument is not None else symbol, symbol)


def by_rule_here(
    group: Group, follower: Follower, book: Book | None, symbol: Symbol, order_number: int, whitelisted: bool
) -> Reason | None:
    """``by_rule`` for one of several followers: whether ``symbol`` is ``on_whitelist`` was asked before."""
    if not group.on:
        return Reason.GROUP_OFF
    if follower.breach:
        return Reason.BREACHED
    if not follower.on:
        return Reason.FOLLOWER_OFF
    if follower.settings.mode is OFF:
        return Reason.REPLICATION_OFF
    if order_number <= follower.flattened_at:
        return Reason.FLATTENED
    if not whitelisted:
        return Reason.NOT_ON_WHITELIST
    if book is None:
        return Reason.NO_MAPPING
    if book.leader_symbol != symbol and book.leader_symbol is not None:
        return Reason.MAPPING_IN_USE
    if book.unresolved:
        return Reason.LEFT_BY_HAND if book.left else Reason.STARTUP_DIFFERENCE
    if group.settings.dry_run:
        return Reason.DRY_RUN  # last, so that a dry run shows what else would have held the trade
    return None


def by_failure(state: EngineState, group: Group, follower: Follower) -> Reason | None:
    """The first thing that is broken and keeps any opening from being sent."""
    return by_leader_failure(state, group) or by_own_failure(state, follower)


def by_leader_failure(state: EngineState, group: Group) -> Reason | None:
    """The part of it that is the same for all followers."""
    return None if state.connected(group.leader.account) else Reason.LEADER_LINE_DOWN


def by_own_failure(state: EngineState, follower: Follower) -> Reason | None:
    """The part of it that is the follower's own."""
    if follower.account not in state.up:
        reauth = state.line(follower.account) is LineState.REAUTH_REQUIRED
        return Reason.REAUTH_REQUIRED if reauth else Reason.OFFLINE
    if not follower.ready:
        return Reason.OFFLINE
    if follower.breaker:
        return Reason.BREAKER_OPEN
    for book in follower.books.values():
        if (book.orders or book.resting) and book.unknown:
            return Reason.OUTCOME_UNKNOWN
    return None
