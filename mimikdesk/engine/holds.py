"""Holds: every reason that blocks an opening order on a follower. A hold never touches an exit.

Reasons by rule come before reasons by failure, because what is held by rule is not expected either (rule 2).
"""

from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import ReplicationMode
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import EngineState, Follower, Group

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
    if not group.on:
        return Reason.GROUP_OFF
    if not follower.on:
        return Reason.FOLLOWER_OFF
    if follower.settings.mode is ReplicationMode.OFF:
        return Reason.REPLICATION_OFF
    if order_number <= follower.flattened_at:
        return Reason.FLATTENED
    instrument = state.instruments.get(symbol)
    root = instrument.root if instrument is not None else symbol
    if not group.settings.allows(root, symbol):
        return Reason.NOT_ON_WHITELIST
    if book is None:
        return Reason.NO_MAPPING
    if book.leader_symbol not in (None, symbol):
        return Reason.MAPPING_IN_USE
    if book.unresolved:
        return Reason.STARTUP_DIFFERENCE
    if group.settings.dry_run:
        return Reason.DRY_RUN  # last, so that a dry run shows what else would have held the trade
    return None


def by_failure(state: EngineState, group: Group, follower: Follower) -> Reason | None:
    """The first thing that is broken and keeps any opening from being sent."""
    if not state.connected(group.leader.account):
        return Reason.LEADER_LINE_DOWN
    match state.line(follower.account):
        case LineState.REAUTH_REQUIRED:
            return Reason.REAUTH_REQUIRED
        case LineState.RECONNECTING | LineState.DISCONNECTED:
            return Reason.OFFLINE
        case LineState.CONNECTED:
            if not follower.ready:
                return Reason.OFFLINE
    if follower.breaker:
        return Reason.BREAKER_OPEN
    if follower.unknown:
        return Reason.OUTCOME_UNKNOWN
    return None
