"""Whether what a notification is about still stands, by the engine's own state.

Only where the program can know it. Of everything else it is said until somebody has seen it.
"""

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.engine import budget
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import EngineState, Follower


def is_over(state: EngineState, kind: NoticeKind, account: AccountId | None, symbol: Symbol | None) -> bool:
    """True when it is known to be over; False when it stands or when nobody can know."""
    if account is None:
        return False
    if kind is NoticeKind.LINE:
        return state.line(account) is LineState.CONNECTED
    if kind in (NoticeKind.PENALTY, NoticeKind.BUDGET_LOW):
        its = budget.of(state, account)
        return its is None or (its.penalty_until_ns is None if kind is NoticeKind.PENALTY else not its.low)
    if account not in state.follows:
        return False
    _, follower = state.follows[account]
    if symbol is None:
        return _follower_over(follower, kind)
    book = follower.books.get(symbol)
    return book is not None and _book_over(follower, book, kind)


def _follower_over(follower: Follower, kind: NoticeKind) -> bool:
    match kind:
        case NoticeKind.BREAKER:
            return not follower.breaker
        case NoticeKind.BREACH:
            return not follower.breach
        case _:
            return False


def _book_over(follower: Follower, book: Book, kind: NoticeKind) -> bool:
    match kind:
        case NoticeKind.EXIT_STUCK | NoticeKind.EXIT_OWED | NoticeKind.EXIT_RETRY | NoticeKind.CROSSED:
            return not book.obligations
        case NoticeKind.UNCONFIRMED_CANCEL:
            return not book.obligations and not any(order.cancelling for order in book.resting.values())
        case NoticeKind.NAKED:
            return not book.position or (book.naked_ns is None and not book.obligations)
        case NoticeKind.FINDING:
            return book.finding is None
        case NoticeKind.STARTUP_DIFFERENCE:
            return not book.unresolved
        case NoticeKind.OUTCOME_UNKNOWN:
            return not follower.unknown
        case _:
            return False
