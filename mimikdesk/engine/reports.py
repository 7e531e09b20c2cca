"""What a broker's reports mean for the orders of one follower and its books: recognised, counted, settled, refused."""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind
from mimikdesk.domain.events import (
    SnapshotTaken,
)
from mimikdesk.domain.ids import ClientOrderId, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderReport, OrderStatus
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.sentence import joined, said
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.engine import breaker, closed_market, endings, exit_desk
from mimikdesk.engine.book import Book
from mimikdesk.engine.orders import OwnOrder, RestingOrder, Tracked
from mimikdesk.engine.reads import REREAD_NS, told_twice
from mimikdesk.engine.state import Follower, Group

MISMATCH_NS = SECOND
"""How long a reported position may differ from the fills before the account is read afresh."""


def own(follower: Follower, identity: ClientOrderId | None, venue: VenueOrderId) -> OwnOrder | None:
    """The own order that a report speaks of; some brokers name only their own order number in fills."""
    if identity is None:
        identity = follower.named.get(venue)
    elif identity in follower.own:
        follower.named[venue] = identity
    return follower.own.get(identity) if identity is not None else None


def stranger(follower: Follower, told: Fill | OrderReport) -> Tracked:
    """How far an order of somebody else has come."""
    return follower.foreign.setdefault(told.venue_order_id, Tracked(told.symbol, told.side))


def read_stranger(follower: Follower, report: OrderReport, believed: bool) -> None:
    """A read tells of somebody else's order. ``believed``: the read's positions are taken over, with what the order had
    filled by then; otherwise its fills are still to come, and are news then."""
    tracked = stranger(follower, report)
    if believed:
        tracked.take_report(report)
        return
    tracked.take_read(report)
    if report.status.final:
        tracked.status = report.status


def claim(
    group: Group, follower: Follower, book: Book, order: OwnOrder, venue: VenueOrderId, at: Stamp, out: list[Decision]
) -> None:
    """A fill that came before its order could be recognised was counted as somebody else's: count it as ours."""
    early = follower.foreign.pop(venue, None)
    if early is None or not early.filled:
        return
    book.take_foreign(-order.sign * early.filled, follower.replicates)
    book.watch.stray_ns = None
    take(group, follower, book, order, order.take_over(early), at, out)


def take(
    group: Group, follower: Follower, book: Book, order: OwnOrder, news: int, at: Stamp, out: list[Decision]
) -> None:
    if not news:
        return
    follower.refused_in_row = 0
    if order.closes and not order.opens and (obligation := book.obligations.get(-order.sign)) is not None:
        obligation.refused = 0
    meant_to_close = min(news, max(0, order.closes - (order.filled - news)))
    crossed = book.take(order, news)
    book.watch.filled = True
    compare_with_report(book, at)
    if isinstance(order, RestingOrder):
        # By what it was for: where it met an exit on the wire, the two have changed places.
        given = min(order.lent, news - meant_to_close)
        order.lent -= given
        meant_to_close += given
        endings.filled(group, book, order, (meant_to_close - crossed, news - meant_to_close), at)
    if crossed:
        limit = max(0, book.held(order.sign) + book.opening_in_flight(order.sign) - crossed)
        exit_desk.lower(book, order.sign, limit, f"{order.trigger_id}|x{order.filled}", at.mono_ns)
        text = said(
            "Somebody else closed {symbol} while an exit was on its way; the {crossed} contracts that came "
            "out on the other side are being closed.",
            symbol=book.symbol,
            crossed=crossed,
        )
        book.cause = (Reason.CROSSED, sentence(Reason.CROSSED))
        out.append(Noticed(NoticeKind.CROSSED, Level.CRITICAL, text, at, follower.account, book.symbol))


def report(
    group: Group, follower: Follower, book: Book, order: OwnOrder, report: OrderReport, at: Stamp, out: list[Decision]
) -> None:
    order.turn(report.side)
    was_refused = order.status is OrderStatus.REJECTED
    if report.status is not OrderStatus.PENDING:
        order.acknowledged = True
        order.unknown_reads = None
    take(group, follower, book, order, order.take_report(report), at, out)
    if isinstance(order, RestingOrder):
        order.note(report)
    elif order.status is OrderStatus.REJECTED and not was_refused:
        reason = Reason.MARKET_CLOSED if says_closed(report.text) else Reason.REJECTED
        if reason is Reason.MARKET_CLOSED and order.closes and not order.opens:
            closed_market.meet(group, follower, book, order, report.text, at, out)
        else:
            refused(follower, book, order, reason, report.text, at, out)
    settle(group, follower, book, order, at, out, report.text)


def settle(
    group: Group, follower: Follower, book: Book, order: OwnOrder, at: Stamp, out: list[Decision], text: str = ""
) -> None:
    """Take a finished order off the book; an entry that ended with less than its size is told."""
    identity = order.command.client_order_id
    if isinstance(order, RestingOrder):
        if order.complete and book.resting.pop(identity, None) is not None:
            endings.ended(group, follower, book, order, text, at, out)
        return
    if not order.complete or identity not in book.orders:
        return
    unfilled = order.opening_left
    del book.orders[identity]
    ended = order.status in (OrderStatus.CANCELLED, OrderStatus.EXPIRED)
    if ended and order.closing_left and not order.opens:
        exit_desk.cancelled(book, -order.sign, at)
    if ended and unfilled and not order.cancelling:
        text = said(
            "The broker ended the order with {unfilled} of {qty} {symbol} not filled.",
            unfilled=unfilled,
            qty=order.command.qty,
            symbol=book.symbol,
        )
        book.cause = (Reason.REJECTED, text)
        out.append(
            Noticed(NoticeKind.COPY_FAILED, Level.WARNING, text, at, follower.account, book.symbol, Reason.REJECTED)
        )


def says_closed(text: str) -> bool:
    """Whether the broker's words mean that the market is closed. Everything else that is refused is tried again soon,
    so only what is certain counts."""
    words = text.lower()
    closed = any(word in words for word in ("closed", "not open", "outside"))
    return closed and any(word in words for word in ("market", "session", "trading hours", "exchange"))


def refused(
    follower: Follower, book: Book, order: OwnOrder, reason: Reason, text: str, at: Stamp, out: list[Decision]
) -> None:
    """An order came to nothing. Opens are told and not repeated; exits are repeated by the desk (rule 5.6)."""
    words = sentence(reason, text=text)
    if order.opens:
        book.cause = (reason, words)
        out.append(Noticed(NoticeKind.COPY_FAILED, Level.WARNING, words, at, follower.account, book.symbol, reason))
    elif order.closes:
        obligation = book.obligations.get(-order.sign)
        if obligation is not None and obligation.refused == 0:
            words = joined((words, said("The exit is repeated until the position is closed.")))
            out.append(Noticed(NoticeKind.EXIT_RETRY, Level.WARNING, words, at, follower.account, book.symbol, reason))
        book.cause = (reason, words)
        exit_desk.refused(book, -order.sign, at)
    breaker.count_refusal(follower, at, out)


def compare_with_report(book: Book, at: Stamp) -> None:
    """Start or stop the wait for a reported position that does not agree with the fills."""
    if book.reported is not None:
        book.ask_ns = None if book.reported == book.position else at.mono_ns + MISMATCH_NS


def mark_unknown(follower: Follower, order: OwnOrder, at: Stamp, out: list[Decision]) -> None:
    order.unknown_reads = []
    text = sentence(Reason.OUTCOME_UNKNOWN)
    symbol = order.command.symbol
    out.append(
        Noticed(NoticeKind.OUTCOME_UNKNOWN, Level.WARNING, text, at, follower.account, symbol, Reason.OUTCOME_UNKNOWN)
    )


def not_in_read(
    group: Group, follower: Follower, book: Book, order: OwnOrder, event: SnapshotTaken, out: list[Decision]
) -> None:
    """The broker does not know an order: after two fresh reads a second apart it never arrived (rule 7.4)."""
    lost = said("it never reached the broker")
    if order.acknowledged:
        lost = said("the broker no longer knows it")
        if order.unknown_reads is None:
            mark_unknown(follower, order, event.at, out)
    if order.unknown_reads is None:
        return
    order.unknown_reads.append(event.asked_at.mono_ns)
    if order.unknown_reads[-1] - order.unknown_reads[0] >= REREAD_NS:
        order.unknown_reads = None
        order.status = OrderStatus.REJECTED
        if order.past and not isinstance(order, RestingOrder):
            follower.compared = False  # the start counted on it; what is there without it is compared once more
        if isinstance(order, RestingOrder):
            order.unsent = lost
        else:
            refused(follower, book, order, Reason.NOT_SENT, lost, event.at, out)
        settle(group, follower, book, order, event.at, out)


def foreign(
    follower: Follower, book: Book, tracked: Tracked, change: int, at: Stamp, out: list[Decision], liquidation: str = ""
) -> None:
    """Count a trade of somebody else. ``tracked``: its order, whose size is unknown while only fills told of it.
    ``liquidation``: the broker's words where it was its own doing."""
    before, watch = book.position, book.watch
    book.take_foreign(change, follower.replicates)
    compare_with_report(book, at)
    watch.filled = True
    if follower.replicates:
        _catch_up(book)
        if tracked.size is None:
            watch.stray_ns = at.mono_ns
        elif not liquidation:
            watch.rogue = True
    if liquidation:
        text = sentence(Reason.LIQUIDATED, text=liquidation)
        book.cause = (Reason.LIQUIDATED, text)
        out.append(
            Noticed(NoticeKind.HAND_TRADE, Level.CRITICAL, text, at, follower.account, book.symbol, Reason.LIQUIDATED)
        )
        return
    text = said(
        "A trade by hand moved this follower from {before} to {position} {symbol}.",
        before=before,
        position=book.position,
        symbol=book.symbol,
    )
    level = Level.WARNING if follower.replicates else Level.INFO
    out.append(Noticed(NoticeKind.HAND_TRADE, level, text, at, follower.account, book.symbol))


def _catch_up(book: Book) -> None:
    """What was bought by hand on the leader's side, up to the target, is expected from now on (rule 9.4)."""
    sign = 1 if book.position > 0 else -1
    grown = min(book.held(sign), book.target.held(sign)) - book.expected.held(sign)
    if grown > 0:
        book.expected.open(sign, grown)


def identified(follower: Follower, book: Book, liquidation: bool) -> None:
    """The order behind fills that nobody had named is known now, and it is not ours."""
    unknown = any(order.size is None and order.symbol == book.symbol for order in follower.foreign.values())
    if book.watch.stray_ns is not None and not unknown:
        book.watch.stray_ns = None
        book.watch.rogue = book.watch.rogue or (follower.replicates and not liquidation)


def read_positions(follower: Follower, event: SnapshotTaken, first: bool, out: list[Decision]) -> None:
    told = {position.symbol: position.qty for position in event.positions}
    for symbol in sorted({*told, *follower.books}):
        book = follower.book(symbol)
        book.reported = told.get(symbol, 0)
        book.ask_ns = None
        change = book.reported - book.position
        if not change or not (first or follower.gap or told_twice(book.doubt, book.reported, event.asked_at.mono_ns)):
            book.doubt = (book.reported, event.asked_at.mono_ns) if change else None
            continue
        book.doubt = None
        before = book.position
        book.take_foreign(change, follower.replicates or first)
        for report in event.orders:
            if report.symbol == symbol and own(follower, report.client_order_id, report.venue_order_id) is None:
                read_stranger(follower, report, believed=True)
        if not first:
            text = said(
                "The broker reports {position} {symbol}; the fills seen here gave {before}. The broker is right.",
                position=book.position,
                symbol=symbol,
                before=before,
            )
            out.append(Noticed(NoticeKind.POSITION_CORRECTED, Level.WARNING, text, event.at, follower.account, symbol))
