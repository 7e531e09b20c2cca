"""What the user says to a finding or to a difference of the session check, and what follows (rules 9 and 10.1).

Whatever the answer: it never opens anything, and opens in that instrument stay held until the follower is where the
answer wants it.
"""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind
from mimikdesk.domain.guard import Answer, FindingKind
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import carry, exit_desk
from mimikdesk.engine.book import Book
from mimikdesk.engine.mapping import route
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import EngineState, Follower, Group


def offered(
    state: EngineState, group: Group, follower: Follower, book: Book, kind: FindingKind | None = None
) -> tuple[Answer, ...]:
    """The answers that make sense where things stand. ``kind``: of the finding that they are for."""
    if book.closing:
        return ()  # one is being carried out
    found = []
    if _fit(state, group, follower, book) is not None:
        found.append(Answer.ADOPT)
    if book.position or book.unresolved:
        found += [Answer.FLATTEN, Answer.LEAVE]
    too_many = book.position and abs(book.position) > book.expected.held(1 if book.position > 0 else -1)
    if not book.unresolved and too_many and kind in (FindingKind.OVER_SIZE, FindingKind.ROGUE_TRADE):
        found.append(Answer.CORRECT)
    return tuple(found)


def adopt(state: EngineState, group: Group, follower: Follower, book: Book, at: Stamp, out: list[Decision]) -> None:
    """What it holds is what it should hold from now on. The target stays the leader's size, so that it may be brought
    there by hand."""
    fit = _fit(state, group, follower, book)
    if fit is None:
        words = said(
            "It cannot be adopted: it does not stand on the leader's side, or holds more than his position asks for."
        )
        _say(follower, book, Level.WARNING, words, at, out)
        return
    symbol, size = fit
    sign = 1 if size > 0 else -1
    before_start = book.unresolved
    book.unresolved = book.left = False
    book.adopted = book.adopted or before_start
    book.leader_symbol = symbol
    book.expected.clear()
    book.expected.open(sign, abs(book.position))
    book.target.clear()
    book.target.open(sign, abs(size))
    book.share = book.expected.share
    book.cause = book.finding = None
    if book.withheld:
        words = said("It was smaller than the leader's position asks for, and adopted as it is.")
        book.withheld_cause = (Reason.STARTUP_DIFFERENCE, words)
    _say(
        follower,
        book,
        Level.INFO,
        said("Adopted: {position} {symbol} is right from now on.", position=abs(book.position), symbol=book.symbol),
        at,
        out,
    )


def flatten(state: EngineState, follower: Follower, book: Book, at: Stamp, out: list[Decision]) -> None:
    """Close what it holds in this instrument, and expect it flat. Opens wait until it is (never 4 in rule 10.1)."""
    book.unresolved = book.closing = True
    book.left = False
    carry.expect_nothing(book, Reason.STARTUP_DIFFERENCE)
    exit_desk.lower_to_flat(book, f"answer|{book.symbol}|{at.utc_ns}", at.mono_ns)
    _say(follower, book, Level.INFO, said("Closing everything it holds in {symbol}.", symbol=book.symbol), at, out)
    exit_desk.work(state, follower, book, at, out)


def leave(follower: Follower, book: Book, at: Stamp, out: list[Decision]) -> None:
    """Leave it alone until it is flat, and open nothing there."""
    book.unresolved = book.left = True
    book.finding = None
    words = sentence(Reason.LEFT_BY_HAND, symbol=book.symbol)
    book.cause = (Reason.LEFT_BY_HAND, words)
    _say(follower, book, Level.INFO, words, at, out)


def settle(book: Book) -> None:
    """An answer is carried out once the follower is flat: it copies again from the leader's next trade."""
    if not (book.left or book.closing) or book.position or book.orders or book.resting or book.obligations:
        return
    book.left = book.closing = book.unresolved = False
    book.expected.clear()
    book.target.clear()
    book.adopted = False
    book.leader_symbol = book.cause = book.withheld_cause = book.finding = None


def fitting(state: EngineState, group: Group, follower: Follower, book: Book) -> tuple[Symbol, int, int] | None:
    """The leader's instrument behind this one, his signed contracts in it that the followers were told of, and the
    follower's signed contracts that they ask for. None where he is flat."""
    for symbol, his in group.leader.books.items():
        where = route(state, follower, symbol)
        if where is not None and where.symbol == book.symbol and his.settled:
            size = open_size(abs(his.settled), where.multiplier)
            return symbol, his.settled, size if his.settled > 0 else -size
    return None


def _fit(state: EngineState, group: Group, follower: Follower, book: Book) -> tuple[Symbol, int] | None:
    """The leader's instrument and the signed size that his position asks for, where what is held can be adopted."""
    behind = fitting(state, group, follower, book)
    if behind is None:
        return None
    symbol, _, size = behind
    fits = book.position * size > 0 and abs(book.position) <= abs(size)
    flat = not book.position and not book.unresolved and book.expected.qty != 0
    return (symbol, size) if fits or flat else None


def _say(follower: Follower, book: Book, level: Level, text: str, at: Stamp, out: list[Decision]) -> None:
    out.append(Noticed(NoticeKind.ANSWERED, level, text, at, follower.account, book.symbol))
