"""The naked watchdog: a position whose leader has a stop must have one too (rule 6.12).

Two seconds without a working stop: the trader is told and the account is read afresh. If it is still so, a stop that
the broker ended is placed once more; when that one ends as well, the position is closed at the market.
"""

from mimikdesk.domain.decisions import Level, Noticed, NoticeKind, ReadAccount
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import SECOND
from mimikdesk.engine import exit_desk
from mimikdesk.engine.adjust import Errand, Wish, adjust

NAKED_NS = 2 * SECOND
"""How long a position may be without the stop that its leader has."""


def watch(errand: Errand, stops: list[Wish]) -> bool:
    """``stops``: the exits that should rest as stops now, as the plan has them. Returns whether the position is to be
    closed by now, so that everything else has to make room for that."""
    book, now = errand.book, errand.at.mono_ns
    side = (book.position > 0) - (book.position < 0)
    working = any(
        order.stops and order.sign == -side and order.acknowledged and not order.cancelling
        for order in book.resting.values()
    )
    if not side or not stops or working or book.obligations.get(side) is not None:
        book.naked_ns = book.naked_read_ns = None
        return False
    if book.naked_ns is None:
        book.naked_ns = now
    if now < book.naked_ns + NAKED_NS:
        errand.look_at(book.naked_ns + NAKED_NS)
        return False
    if book.naked_read_ns is None:
        _tell(
            errand,
            said("{symbol} has had no working stop for 2 seconds, while the leader has one.", symbol=book.symbol),
        )
        book.naked_read_ns = now
    if errand.follower.read_ns < book.naked_read_ns:
        _read(errand)
        return False
    dead = [wish for wish in stops if wish.copy.dead]
    again = [wish for wish in dead if not wish.copy.replaced]
    book.naked_ns, book.naked_read_ns = now, None
    errand.look_at(now + NAKED_NS)
    if again:
        for wish in again:
            wish.copy.dead, wish.copy.replaced = False, True
        adjust(errand, again)
    elif dead:
        _close(errand, side)
        return True
    return False


def _read(errand: Errand) -> None:
    follower, now = errand.follower, errand.at.mono_ns
    if follower.asked_ns is None or follower.asked_ns <= now:
        errand.out.append(ReadAccount(follower.account, "a position without its stop"))
        follower.asked_ns = now + SECOND
    errand.look_at(now + SECOND)


def _close(errand: Errand, side: int) -> None:
    book, at = errand.book, errand.at
    words = sentence(Reason.STOP_LOST)
    book.withheld_cause = (Reason.STOP_LOST, words)
    book.expected.clear()
    exit_desk.lower(book, side, book.by_hand, f"naked|{book.symbol}|{at.mono_ns}", at.mono_ns)
    _tell(errand, words)
    exit_desk.work(errand.state, errand.follower, book, at, errand.out)


def _tell(errand: Errand, text: str) -> None:
    account, symbol = errand.follower.account, errand.book.symbol
    errand.out.append(Noticed(NoticeKind.NAKED, Level.CRITICAL, text, errand.at, account, symbol))
