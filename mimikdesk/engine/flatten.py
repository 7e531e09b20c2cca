"""Flatten (section 12): cancel and close everything on a follower, until its broker reports it flat.

The exit desk sends the exits; here is what a flatten adds to it: the cancelling of all orders, foreign ones too, and
the watch over what still turns up while they go.
"""

from mimikdesk.domain.commands import CancelAllOrders
from mimikdesk.domain.decisions import (
    BreachFlat,
    Decision,
    Level,
    Noticed,
    NoticeKind,
    Purpose,
    ReadAccount,
    SendCommand,
)
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from mimikdesk.engine import exit_desk
from mimikdesk.engine.book import Book
from mimikdesk.engine.reads import REREAD_NS
from mimikdesk.engine.state import EngineState, Follower

SWEEP_NS = 5 * SECOND
"""Pause before a flatten asks again that every order be cancelled."""

FLATTEN_WAIT_NS = 500 * MILLISECOND
"""How long a flatten waits for cancelled orders to be gone before it closes all the same (rule 6.5)."""


def sweep(state: EngineState, follower: Follower, at: Stamp, out: list[Decision]) -> None:
    """Let the broker cancel every order of a follower that is being flattened, and ask it what is left. Repeated while
    orders of somebody else still work.

    Exits wait a moment for foreign orders to be gone: filling at the same time they could turn the position round.
    """
    assert follower.flattening is not None
    if not state.connected(follower.account):
        return
    out.append(SendCommand(CancelAllOrders(follower.account), Purpose.CANCEL, follower.flattening))
    out.append(ReadAccount(follower.account, "what is left after a flatten"))
    follower.asked_ns = at.mono_ns + REREAD_NS
    follower.sweep_ns = at.mono_ns + SWEEP_NS


def hold_for_sweep(follower: Follower, at: Stamp) -> None:
    """Hold the exits of a flatten that begins (or begins again) while foreign orders work."""
    if follower.foreign_working:
        for book in follower.books.values():
            for obligation in book.obligations.values():
                obligation.retry_ns = at.mono_ns + FLATTEN_WAIT_NS


def release(book: Book) -> None:
    """The foreign orders are gone: nothing has to wait for them any longer."""
    for obligation in book.obligations.values():
        if obligation.refused == 0:
            obligation.retry_ns = 0


def close_what_turned_up(book: Book, at: Stamp) -> None:
    """A position that shows while a flatten is going on, by a late fill or a fresh read, is closed as well."""
    sign = 1 if book.position > 0 else -1
    obligation = book.obligations.get(sign)
    if book.position and (obligation is None or obligation.limit):
        exit_desk.lower(book, sign, 0, f"{book.flatten}|{at.mono_ns}", at.mono_ns)


def confirm_flat(state: EngineState, follower: Follower, at: Stamp, out: list[Decision]) -> None:
    """A flatten is over when the broker itself reports flat and nothing is on the wire (section 12).

    That takes a read from after the button was pressed: a trade whose report is still on its way may have come before.
    An instrument in which a later trade of the leader was copied meanwhile need not be flat any more.
    """
    if not (follower.flatten_read and state.connected(follower.account)) or follower.foreign_working:
        return
    for book in follower.books.values():
        if book.obligations:
            return
        if book.flatten is not None and (book.position or book.own_orders or book.reported not in (0, None)):
            return
    follower.flattening = None
    for book in follower.books.values():
        book.flatten = None
    out.append(Noticed(NoticeKind.FLAT_CONFIRMED, Level.INFO, "Flat, confirmed by the broker.", at, follower.account))
    if follower.breach_of_rule is not None:
        out.append(BreachFlat(follower.account, follower.breach_of_rule.id, at))
        follower.breach_of_rule = None
        state.breaches.pop(follower.account, None)
