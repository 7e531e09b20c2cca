"""Exits that meet a closed market (section 12): one alert, and then they are kept for the reopening or left."""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine import answers
from mimikdesk.engine.book import Book
from mimikdesk.engine.orders import OwnOrder
from mimikdesk.engine.state import Follower, Group

AGAIN_NS = 15 * SECOND
"""Pause between two tries while the market is closed."""


def meet(
    group: Group, follower: Follower, book: Book, order: OwnOrder, text: str, at: Stamp, out: list[Decision]
) -> None:
    """An exit was refused because the market is closed. Such a refusal is nobody's fault and trips no breaker."""
    obligation = book.obligations.get(-order.sign)
    if obligation is None:
        return
    words = sentence(Reason.MARKET_CLOSED, text=text)
    book.cause = (Reason.MARKET_CLOSED, words)
    may_stay = follower.breach_of_rule is None  # a breach ends flat, whatever is set for other times (rule 11.4)
    if book.flatten is not None and group.settings.closed_market is ClosedMarket.LEAVE and may_stay:
        _leave(follower, book, words, at, out)
        return
    if not obligation.market_closed:
        words = joined((words, said("The exit is kept and goes out when the market opens.")))
        _alert(follower, book, words, at, out)
    obligation.market_closed = obligation.stuck_told = True
    obligation.refused = max(1, obligation.refused)
    obligation.retry_ns = at.mono_ns + AGAIN_NS


def _leave(follower: Follower, book: Book, words: str, at: Stamp, out: list[Decision]) -> None:
    """The user wants a position that cannot be closed now to be left."""
    book.obligations.clear()
    book.flatten = None
    _alert(
        follower, book, joined((words, said("The position is left as it is, as the group's settings say."))), at, out
    )
    answers.leave(follower, book, at, out)


def _alert(follower: Follower, book: Book, text: str, at: Stamp, out: list[Decision]) -> None:
    out.append(
        Noticed(NoticeKind.EXIT_RETRY, Level.WARNING, text, at, follower.account, book.symbol, Reason.MARKET_CLOSED)
    )
