"""Holds: every reason that blocks an opening order on a follower. A hold never touches an exit.

Reasons by rule come before reasons by failure, because what is held by rule is not expected either (rule 2).
"""

from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import MINI_OF, ReplicationMode
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import said
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import EngineState, Follower, Group

OFF = ReplicationMode.OFF
"""By a name of its own: on Python 3.11 each look at an enum's class costs as much as a call."""

LINE_WORDS = {
    LineState.CONNECTED: said("connected"),
    LineState.RECONNECTING: said("reconnecting"),
    LineState.REAUTH_REQUIRED: said("waiting for a new sign-in"),
    LineState.DISCONNECTED: said("disconnected"),
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
    if follower.risk is not None:
        return follower.risk.reason
    if group.risk is not None:
        return group.risk.reason
    if order_number <= follower.flattened_at:
        return Reason.FLATTENED
    if order_number <= follower.joined_at:
        return Reason.BEFORE_JOINING
    if not whitelisted:
        return Reason.NOT_ON_WHITELIST
    if book is None:
        return Reason.NO_MAPPING
    if book.leader_symbol != symbol and book.leader_symbol is not None:
        return Reason.MAPPING_IN_USE
    if book.unresolved:
        return Reason.LEFT_BY_HAND if book.left else Reason.STARTUP_DIFFERENCE
    if follower.trades_left is not None and no_trade_left(follower, book):
        return Reason.TRADE_COUNT
    if group.settings.dry_run:
        return Reason.DRY_RUN  # last, so that a dry run shows what else would have held the trade
    return None


def risk_words(group: Group, follower: Follower) -> str:
    """What the risk rules hold the follower's opens for, as the reasons' sentences go on with it: no whole sentence."""
    held = follower.risk or group.risk
    return held.text if held is not None else "all trades that the rule allows today have begun"


def risk_held(state: EngineState, account: AccountId) -> str:
    """The sentence that tells why the risk rules let an account open nothing, "" where they let it."""
    stood = state.risks.get(account)
    return sentence(stood.holds[0].reason, risk=stood.holds[0].text) if stood is not None and stood.holds else ""


def no_trade_left(follower: Follower, book: Book, sign: int = 0) -> bool:
    """Whether no new trade may begin here today. One that is open may go on, on its own side: where it would be turned
    round (``sign``: to which side), another one begins."""
    left = follower.trades_left
    if left is None or (book.position and book.position * sign >= 0):
        return False
    pending = sum(other is not book and other.about_to_trade for other in follower.books.values())
    return left <= pending


def most_contracts(state: EngineState, follower: Follower, book: Book) -> int | None:
    """The most contracts that one side of this instrument may hold: the follower's limit, and what the account's risk
    rule leaves beside its other instruments; None where there is neither (rules 5.5 and 11.2)."""
    limit, rule = follower.settings.max_contracts, follower.contracts
    if rule is None:
        return limit
    units = rule.contracts * rule.micros
    for other in follower.books.values():
        if other is not book:
            units -= max(other.standing(1), other.standing(-1)) * _weight(state, other, rule.micros)
    room = max(0, units // _weight(state, book, rule.micros))
    return room if limit is None else min(limit, room)


def _weight(state: EngineState, book: Book, micros: int) -> int:
    """What a contract counts for, in micro contracts."""
    instrument = state.instruments.get(book.symbol)
    return 1 if instrument is not None and instrument.root in MINI_OF else micros


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
