"""The exit desk: keeps exit obligations, and is the only room from which a reducing order leaves (rule 5.6).

Others lower an obligation ("at most R contracts on this side"); the desk looks again at every acknowledgement, fill
and position report, and sends what is missing until the obligation is met. It never has more exits on the wire than
contracts held, and it takes a position for flat only when nothing of ours can still open it.
"""

from mimikdesk.domain.commands import CancelOrder
from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind, Purpose, SendCommand
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from mimikdesk.engine import budget
from mimikdesk.engine.book import Book, Obligation, WaitingOpen
from mimikdesk.engine.orders import RestingOrder
from mimikdesk.engine.sizing import Share
from mimikdesk.engine.state import EngineState, Follower
from mimikdesk.engine.wire import send_close, send_market

RETRY_NS = (0, 250 * MILLISECOND, 500 * MILLISECOND, SECOND, 2 * SECOND, 5 * SECOND)
"""Pause before the next exit after 0, 1, 2, ... refusals in a row; the last one repeats."""

WHOLE: Share = 1
"""What a contract adds to the share while the leader has not reduced."""

WAIT_NS = SECOND
"""How long an opening waits for an earlier entry on the other side to settle before it is given up."""

SQUEEZE_NS = 500 * MILLISECOND
"""How long an exit waits for resting ones to be confirmed as cancelled or shrunk (rule 6.5)."""

RECANCEL_NS = SECOND
"""Pause before an order is cancelled again whose cancel was refused."""

STUCK_NS = 3 * SECOND
"""An exit that is not through after this long is a critical alert (rule 7.4)."""


def lower(book: Book, sign: int, limit: int, cause: str, now_ns: int) -> None:
    """Owe that ``book`` holds at most ``limit`` contracts on one side, everything now on the wire included."""
    fresh = 0
    if book.orders:
        fresh = book.opening_in_flight(sign) - book.counted_in_flight(sign)
        for order in book.orders.values():
            if order.sign == sign and order.opening_left:
                order.counted = True
    obligation = book.obligations.get(sign)
    if obligation is None:
        book.obligations[sign] = Obligation(limit, cause, now_ns)
        return
    obligation.limit = min(limit, obligation.limit + fresh)
    obligation.cause = cause
    obligation.retry_ns = 0
    obligation.refused = 0
    obligation.tried = False


def lower_to_flat(book: Book, cause: str, now_ns: int) -> None:
    """Owe that nothing is held on either side, what is on the wire included."""
    for sign in (1, -1):
        if book.held(sign) or book.opening_in_flight(sign):
            lower(book, sign, 0, cause, now_ns)


def work(
    state: EngineState,
    follower: Follower,
    book: Book,
    at: Stamp,
    out: list[Decision],
    then_open: WaitingOpen | None = None,
) -> tuple[ClientOrderId, ...]:
    """Send what the book's obligations still need; the ids of the orders that were placed for it.

    ``then_open``: what to open on the other side in the same order (a flip, rule 5.4); it is ordered on its own where
    nothing is left to close, and waits where an entry on the other side may still fill.
    """
    connected = follower.account in state.up
    waits = bool(state.budgets) and budget.penalty_ns(state, follower.account) > 0
    if connected and then_open is None and not (waits or book.orders or book.copies or book.resting):
        fresh = _fresh(book, at)
        if fresh:
            return (_close_at_once(follower, book, fresh, at, out),)
    sent: tuple[ClientOrderId, ...] = ()
    for sign, obligation in list(book.obligations.items()) if book.obligations else ():
        excess = book.held(sign) - obligation.limit
        on_wire = entries = in_time = 0
        if book.orders:
            on_wire, entries = book.closing_in_flight(sign), book.counted_in_flight(sign)
        if book.copies:
            if then_open is not None and then_open.sign == -sign:
                end_grace(book, sign)  # he stands on the other side already, so nothing may stay here
            in_time = graced(book, sign)
        missing = excess - on_wire - in_time
        if missing <= 0:
            obligation.squeeze_ns = None  # nothing waits for room now
            if excess <= 0 and on_wire == 0 and entries == 0:
                del book.obligations[sign]
                continue
        elif connected and at.mono_ns >= obligation.retry_ns and not (waits and obligation.tried):
            sendable = missing
            if book.resting:
                sendable = _make_room(state, follower, book, obligation, sign, missing, at, out)
            opens, weight = 0, WHOLE
            if then_open is not None and then_open.sign == -sign and not entries and sendable == missing:
                # An entry that may still fill on this side would eat the opening part: then the exit goes alone.
                opens, weight = then_open.contracts, then_open.weight
            if sendable > 0:
                obligation.attempts += 1
                obligation.tried = waits
                cause, step = obligation.cause, f"exit{sign * obligation.attempts}"
                sent += (send_market(follower, book, -sign, sendable, opens, cause, step, at.mono_ns, out, weight),)
                if opens:
                    then_open = None
        if entries and obligation.limit == 0 and connected:
            _cancel_entries(follower, book, sign, obligation.cause, waits, at, out)
        if at.mono_ns - obligation.since_ns >= STUCK_NS and not obligation.stuck_told:
            _alert(follower, book, obligation, excess, at, out)
    if then_open is not None and connected:
        if must_wait(book, then_open.sign):
            book.waiting.append(then_open)
        else:
            contracts, cause = then_open.contracts, then_open.trigger_id
            sent += (enter(follower, book, then_open.sign, contracts, cause, at, out, then_open.weight),)
    return sent


def _fresh(book: Book, at: Stamp) -> int:
    """The side of the only obligation, where it is of this moment, may be met now, and asks for less than is held; 0
    otherwise."""
    if len(book.obligations) != 1:
        return 0
    for sign, obligation in book.obligations.items():
        if obligation.since_ns == at.mono_ns and not (obligation.attempts or obligation.retry_ns):
            return sign if book.position * sign > obligation.limit else 0
    return 0


def _close_at_once(follower: Follower, book: Book, sign: int, at: Stamp, out: list[Decision]) -> ClientOrderId:
    """What ``work`` comes to where nothing else is on the wire, so that nothing has to be reckoned with."""
    obligation = book.obligations[sign]
    obligation.attempts = 1
    closes, step = book.position * sign - obligation.limit, f"exit{sign}"
    return send_market(follower, book, -sign, closes, 0, obligation.cause, step, at.mono_ns, out)


def enter(
    follower: Follower,
    book: Book,
    sign: int,
    contracts: int,
    cause: str,
    at: Stamp,
    out: list[Decision],
    weight: Share = 1,
) -> ClientOrderId:
    """Send an opening at the market that need not wait (see ``must_wait``); its id. ``weight`` as in WaitingOpen."""
    return send_market(follower, book, sign, 0, contracts, cause, "open", at.mono_ns, out, weight)


def must_wait(book: Book, sign: int) -> bool:
    """Whether an opening on one side has to wait for the other: an entry there may still fill, or an exit has not been
    sent yet, or the broker's own close is under way and would take the opening for what it closes."""
    if not (book.orders or book.obligations):
        return False
    if book.counted_in_flight(-sign) or book.closing_at_broker:
        return True
    return bool(book.resting) and owed(book, -sign) > graced(book, -sign)


def line_lost(follower: Follower) -> None:
    """A follower's line is gone: exits that wait for resting ones to make room begin their wait anew when these can be
    asked to (rule 6.5)."""
    for book in follower.books.values():
        for obligation in book.obligations.values():
            obligation.squeeze_ns = None


def end_grace(book: Book, sign: int) -> None:
    """Resting exits of one side get no more time to fill by themselves."""
    for copy in book.copies.values():
        if copy.sign == -sign:
            copy.late_exit_until_ns = None


def room_to_rest(book: Book, sign: int, stops: bool, without: RestingOrder | None = None) -> int:
    """Contracts of one side that one more resting exit of a class may be for, so that nothing can cross (rule 5.7)."""
    return max(0, book.held(sign) - book.closing_in_flight(sign) - book.reserve_of(sign, stops, without))


def owed(book: Book, sign: int) -> int:
    """Contracts of one side that have to be closed and that no exit on the wire takes yet."""
    obligation = book.obligations.get(sign)
    return max(0, book.held(sign) - obligation.limit - book.closing_in_flight(sign)) if obligation is not None else 0


def graced(book: Book, sign: int) -> int:
    """Contracts that resting exits are still given time to close (rule 6.5)."""
    return sum(
        order.closing_left
        for copy in book.copies.values()
        if copy.late_exit_until_ns is not None
        and copy.sign == -sign
        and (order := copy.live)
        and (order.replacing or not order.cancelling)
    )


def _make_room(
    state: EngineState,
    follower: Follower,
    book: Book,
    obligation: Obligation,
    sign: int,
    missing: int,
    at: Stamp,
    out: list[Decision],
) -> int:
    """How much of an exit can be sent beside the exits that rest, and have these make room (rule 6.5).

    In this order: the broker's own close; waiting for the resting ones to be shrunk or cancelled, at most
    ``SQUEEZE_NS``; sending all the same.
    """
    room = max(0, book.held(sign) - book.closing_in_flight(sign) - book.reserve(sign))
    doubtful = min(missing, _in_doubt(book, sign))
    if room >= missing and not doubtful:
        obligation.squeeze_ns = None
        return missing
    if _may_close_at_broker(state, follower, book, obligation, sign, missing):
        obligation.attempts += 1
        send_close(follower, book, sign, missing, obligation.cause, f"close{obligation.attempts}", at.mono_ns, out)
        return 0
    if _unknown_exit(book, sign):
        obligation.squeeze_ns = None  # it could not be asked to make room yet
        return min(room, missing - doubtful)
    if obligation.squeeze_ns is None:
        obligation.squeeze_ns, obligation.squeeze_cap_ns = at.mono_ns + SQUEEZE_NS, at.mono_ns + 3 * SQUEEZE_NS
    asked_ns = max((_asked_ns(order) for order in book.resting.values() if order.sign == -sign), default=0)
    obligation.squeeze_ns = max(obligation.squeeze_ns, min(asked_ns + SQUEEZE_NS, obligation.squeeze_cap_ns))
    if at.mono_ns < obligation.squeeze_ns:
        return min(room, missing - doubtful)
    obligation.squeeze_ns = at.mono_ns + SQUEEZE_NS
    text = said(
        "The broker has not confirmed that exits resting in {symbol} are cancelled; the position is closed "
        "all the same. If one of them fills now as well, what comes out on the other side is closed at "
        "once.",
        symbol=book.symbol,
    )
    out.append(Noticed(NoticeKind.UNCONFIRMED_CANCEL, Level.CRITICAL, text, at, follower.account, book.symbol))
    return missing


def _in_doubt(book: Book, sign: int) -> int:
    """Contracts of one side that late exits which are being cancelled may still close: what is left of them is known
    when they are gone."""
    return sum(
        order.closing_left
        for copy in book.copies.values()
        if copy.exit_over and copy.sign == -sign and (order := copy.live) is not None
    )


def _asked_ns(order: RestingOrder) -> int:
    """When the change or cancel that is not confirmed was sent, 0 for none; it may have waited for an earlier one."""
    cancelled_ns = order.cancel_ns if order.cancelling else 0
    return max(cancelled_ns, order.changing_ns or 0)


def _may_close_at_broker(
    state: EngineState, follower: Follower, book: Book, obligation: Obligation, sign: int, missing: int
) -> bool:
    """Whether the broker's own close does what is owed and nothing else."""
    return (
        state.can(follower.account).close
        and obligation.limit == 0
        and obligation.attempts == 0
        and missing == book.held(sign)
        and follower.flattening is None
        and not book.orders
        and not any(order.opening_left for order in book.resting.values())
    )


def _unknown_exit(book: Book, sign: int) -> bool:
    """Whether the broker still owes a word on a resting exit: it cannot be cancelled, and it may fill any moment."""
    return any(
        order.sign == -sign and (order.unknown_reads is not None or not order.acknowledged)
        for order in book.resting.values()
    )


def refused(book: Book, sign: int, at: Stamp) -> None:
    """A pure exit of ``sign``'s side was refused: wait a little longer each time before the next one."""
    obligation = book.obligations.get(sign)
    if obligation is not None:
        obligation.refused += 1
        obligation.retry_ns = at.mono_ns + RETRY_NS[min(obligation.refused, len(RETRY_NS) - 1)]


def cancelled(book: Book, sign: int, at: Stamp) -> None:
    """A pure exit was ended without filling. The first time the next one goes at once: a flatten's own cancelling may
    have caught it. After that the pauses are those of a refusal, so that no storm of orders arises."""
    obligation = book.obligations.get(sign)
    if obligation is not None:
        obligation.retry_ns = at.mono_ns + RETRY_NS[min(obligation.refused, len(RETRY_NS) - 1)]
        obligation.refused += 1


def next_due_ns(book: Book, connected: bool, waits: bool = False) -> int | None:
    """When the desk wants to look again although nothing happened; without a line only to alert. ``waits``: the broker
    is in a penalty, whose end is an event by itself."""
    due = None
    for sign, obligation in book.obligations.items():
        missing = book.held(sign) - obligation.limit - book.closing_in_flight(sign)
        if (
            connected
            and missing > 0
            and not (waits and obligation.tried)
            and (not book.copies or missing > graced(book, sign))
        ):
            again = max(obligation.retry_ns, obligation.squeeze_ns or 0)
            if not _unknown_exit(book, sign):
                due = again if due is None else min(due, again)
        if not obligation.stuck_told:
            stuck = obligation.since_ns + STUCK_NS
            due = stuck if due is None else min(due, stuck)
    return due


def _cancel_entries(
    follower: Follower, book: Book, sign: int, cause: str, once: bool, at: Stamp, out: list[Decision]
) -> None:
    """Entries that could still fill on a side that must be flat are cancelled; what fills all the same is closed.
    ``once``: a cancel that was refused is not repeated now."""
    for identity, order in book.orders.items():
        entry = order.counted and order.sign == sign and order.opening_left and not order.closing_left
        asked_just_now = order.cancel_ns and (once or at.mono_ns < order.cancel_ns + RECANCEL_NS)
        if entry and not order.cancelling and not asked_just_now:
            order.cancelling, order.cancel_ns = True, at.mono_ns
            out.append(SendCommand(CancelOrder(follower.account, identity), Purpose.CANCEL, cause))


def _alert(follower: Follower, book: Book, obligation: Obligation, excess: int, at: Stamp, out: list[Decision]) -> None:
    """Tell the trader that an exit has not come through for too long."""
    obligation.stuck_told = True
    if excess > 0:
        text = said(
            "An exit in {symbol} is not through: {excess} still to be closed. Close it at the broker if you can.",
            symbol=book.symbol,
            excess=excess,
        )
    else:
        text = said("An exit in {symbol} is not confirmed yet. Look at the account at the broker.", symbol=book.symbol)
    out.append(Noticed(NoticeKind.EXIT_STUCK, Level.CRITICAL, text, at, follower.account, book.symbol))
