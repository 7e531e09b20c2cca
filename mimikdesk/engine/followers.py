"""What brokers report about followers: orders, fills, positions, snapshots, lost answers. Keeps the books true.

After each report the exit desk looks again at the book it touched; that is all the acting there is here.
"""

from mimikdesk.domain.decisions import CopyOutcome, Decision, Level, Noticed, NoticeKind, ReadAccount
from mimikdesk.domain.events import (
    CancelRefused,
    FillReported,
    ModifyRefused,
    OrderReported,
    PositionReported,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
)
from mimikdesk.domain.ids import ClientOrderId, VenueOrderId
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import answers, budget, endings, exit_desk, flatten, guard, holds, past, reports, story
from mimikdesk.engine.book import Book, WaitingOpen
from mimikdesk.engine.mapping import route
from mimikdesk.engine.orders import ANSWER_NS, RestingOrder, Tracking
from mimikdesk.engine.reads import REREAD_NS, asked_too_early
from mimikdesk.engine.state import EngineState, Follower, Group


def on_fill(state: EngineState, group: Group, follower: Follower, event: FillReported, out: list[Decision]) -> None:
    fill, at = event.fill, event.at
    if fill.fill_id in state.past_fills.get(event.account, ()):
        return  # an earlier run has seen it, so it is in the position that was read at the start (rule 7.1)
    follower.last_event_ns = at.mono_ns
    book = follower.book(fill.symbol)
    order = reports.own(follower, fill.client_order_id, fill.venue_order_id)
    if not follower.ready:
        tracked: Tracking = order if order is not None else reports.stranger(follower, fill)
        tracked.take_fill(fill)  # the first read tells the position
    elif order is not None:
        order.turn(fill.side)
        reports.claim(group, follower, book, order, fill.venue_order_id, at, out)
        order.acknowledged = True
        order.unknown_reads = None
        reports.take(group, follower, book, order, order.take_fill(fill), at, out)
        reports.settle(group, follower, book, order, at, out)
        story.tell(state, group, order, at, out)
    else:
        tracked = reports.stranger(follower, fill)
        news = tracked.take_fill(fill)
        if news:
            reports.foreign(follower, book, tracked, fill.side.sign * news, at, out)
    look_again(state, group, follower, book, at, out)


def on_order(state: EngineState, group: Group, follower: Follower, event: OrderReported, out: list[Decision]) -> None:
    report, at = event.order, event.at
    follower.last_event_ns = at.mono_ns
    book = follower.book(report.symbol)
    order = reports.own(follower, report.client_order_id, report.venue_order_id)
    if order is not None and not follower.ready:
        past.count_from(follower, order, report)
    elif order is not None:
        reports.claim(group, follower, book, order, report.venue_order_id, at, out)
        reports.report(group, follower, book, order, report, at, out)
        story.tell(state, group, order, at, out, report.text)
    else:
        past.note_mark(follower, report, at, out)
        tracked = reports.stranger(follower, report)
        news = tracked.take_report(report)
        if news and follower.ready:
            words = (report.text or "liquidation") if report.liquidation else ""
            reports.foreign(follower, book, tracked, report.side.sign * news, at, out, words)
        reports.identified(follower, book, report.liquidation)
    look_again(state, group, follower, book, at, out)


def on_position(
    state: EngineState, group: Group, follower: Follower, event: PositionReported, out: list[Decision]
) -> None:
    """A report that differs from the fills is not believed at once: reports and fills overtake each other."""
    book = follower.book(event.position.symbol)
    book.reported = event.position.qty
    reports.compare_with_report(book, event.at)
    look_again(state, group, follower, book, event.at, out)


def on_cancel_refused(follower: Follower, event: CancelRefused) -> None:
    order = follower.own.get(event.client_order_id)
    if order is not None:
        order.cancelling = False


def on_modify_refused(follower: Follower, event: ModifyRefused, out: list[Decision]) -> None:
    order = follower.own.get(event.client_order_id)
    if isinstance(order, RestingOrder) and not order.complete:
        endings.change_refused(follower, order, event.text, event.at, out)


def on_send_ended(state: EngineState, group: Group, follower: Follower, event: SendEnded, out: list[Decision]) -> None:
    order = follower.own.get(event.client_order_id)
    if order is None or order.complete:
        return
    book = follower.book(order.command.symbol)
    if event.outcome is SendOutcome.NOT_SENT:
        order.status = OrderStatus.REJECTED
        if isinstance(order, RestingOrder):
            order.unsent = event.detail
        else:
            reports.refused(follower, book, order, Reason.NOT_SENT, event.detail, event.at, out)
        reports.settle(group, follower, book, order, event.at, out)
        story.tell(state, group, order, event.at, out, event.detail, CopyOutcome.NOT_SENT)
        look_again(state, group, follower, book, event.at, out)
    elif order.unknown_reads is None:
        reports.mark_unknown(follower, order, event.at, out)
        _ask(state, follower, "an order without an answer", event.at, out)


def on_snapshot(
    state: EngineState, group: Group, follower: Follower, event: SnapshotTaken, out: list[Decision]
) -> None:
    """A fresh read: own orders first, then whatever of the position they do not explain (rules 3.4, 7.4, 10.1)."""
    at = event.at
    if not follower.ready and asked_too_early(event, follower.joined_ns, follower.last_event_ns):
        follower.asked_ns = at.mono_ns + REREAD_NS
        return
    first, follower.ready = not follower.ready, True
    back = first or follower.gap
    stale = not first and follower.last_event_ns > event.asked_at.mono_ns
    follower.asked_ns = None
    if event.asked_at.mono_ns >= follower.flatten_ns:
        follower.flatten_read = True
    named: set[ClientOrderId] = set()
    foreign: set[VenueOrderId] = set()
    for report in event.orders:
        order = reports.own(follower, report.client_order_id, report.venue_order_id)
        if order is not None:
            named.add(order.command.client_order_id)
            book = follower.book(report.symbol)
            if first:
                past.count_from(follower, order, report)
            else:
                reports.claim(group, follower, book, order, report.venue_order_id, at, out)
                reports.report(group, follower, book, order, report, at, out)
            story.tell(state, group, order, at, out, report.text)
            if not state.connected(follower.account):
                order.cancelling = False  # a cancel that was on its way went down with the line
            if isinstance(order, RestingOrder):
                order.settle(event.asked_at.mono_ns)
        else:
            foreign.add(report.venue_order_id)
            past.note_mark(follower, report, at, out)
            reports.read_stranger(follower, report, believed=first or follower.gap)
            reports.identified(follower, follower.book(report.symbol), report.liquidation)
    if not stale:
        follower.read_ns = event.asked_at.mono_ns
        for venue, tracked in follower.foreign.items():
            if venue not in foreign and not tracked.status.final:
                tracked.status = OrderStatus.CANCELLED  # it ended while nobody looked
        reports.read_positions(follower, event, first, out)
        follower.gap = False
    if back:
        guard.on_gap_ended(follower, at)  # by now there is a book for everything that is held
    if first:
        past.settle_first(follower)
    for book in follower.books.values():
        for order in book.own_orders:
            if order.command.client_order_id not in named and order.sent_ns < event.asked_at.mono_ns:
                reports.not_in_read(group, follower, book, order, event, out)
                if order.complete:
                    story.tell(state, group, order, at, out, end=CopyOutcome.LOST)
        look_again(state, group, follower, book, at, out)
    if follower.flattening is not None:
        flatten.confirm_flat(state, follower, at, out)  # also where there is no book to look at
    doubtful = any(book.doubt is not None for book in follower.books.values())
    if follower.unknown or stale or doubtful or (follower.flattening is not None and not follower.flatten_read):
        follower.asked_ns = at.mono_ns + REREAD_NS


def on_time(state: EngineState, group: Group, follower: Follower, at: Stamp, out: list[Decision]) -> None:
    """Do what has fallen due: exits to repeat, answers that never came, positions that do not agree."""
    now = at.mono_ns
    for book in follower.books.values():
        if book.ask_ns is not None and book.ask_ns <= now:
            book.ask_ns = None
            _ask(state, follower, "the reported position differs from the fills", at, out)
        for order in book.own_orders:
            if not order.acknowledged and order.unknown_reads is None and now - order.sent_ns >= ANSWER_NS:
                reports.mark_unknown(follower, order, at, out)
                _ask(state, follower, "an order without an answer", at, out)
        look_again(state, group, follower, book, at, out)
    if follower.asked_ns is not None and follower.asked_ns <= now:
        _ask(state, follower, "an order without an answer", at, out)
    if follower.flattening is not None and follower.foreign_working and follower.sweep_ns <= now:
        until_ns = budget.penalty_ns(state, follower.account)
        if until_ns:
            follower.sweep_ns = until_ns  # it was asked for once
        else:
            flatten.sweep(state, follower, at, out)


def next_due_ns(state: EngineState, follower: Follower) -> int | None:
    """When this follower needs ``on_time`` at the latest; None when nothing waits. Offline there is nothing to send."""
    connected = state.connected(follower.account)
    waits = budget.penalty_ns(state, follower.account) > 0
    due: list[int] = []
    if connected and follower.asked_ns is not None:
        due.append(follower.asked_ns)
    if connected and follower.flattening is not None and follower.foreign_working:
        due.append(follower.sweep_ns)
    for book in follower.books.values():
        if connected and book.ask_ns is not None:
            due.append(book.ask_ns)
        if book.review_ns is not None:
            due.append(book.review_ns)
        if connected and book.watch.look_ns is not None:
            due.append(book.watch.look_ns)
        # Most books wait for nothing most of the time, and this is asked of all of them after every event.
        if book.waiting:
            due += [opening.until_ns for opening in book.waiting]
        if book.orders or book.resting:
            due += [
                order.sent_ns + ANSWER_NS
                for order in book.own_orders
                if not order.acknowledged and order.unknown_reads is None
            ]
        if book.obligations and (desk := exit_desk.next_due_ns(book, connected, waits)) is not None:
            due.append(desk)
    return min(due) if due else None


def look_again(
    state: EngineState, group: Group, follower: Follower, book: Book, at: Stamp, out: list[Decision]
) -> None:
    """Let the exit desk, the waiting openings and the flatten in progress see what changed in this book."""
    if book.flatten is not None:
        flatten.close_what_turned_up(book, at)
    if book.obligations:
        if follower.flattening is not None and not follower.foreign_working:
            flatten.release(book)
        exit_desk.work(state, follower, book, at, out)
    if book.waiting:
        _release_waiting(state, group, follower, book, at, out)
    if book.cause is not None and book.divergence == 0 and not (book.orders or book.obligations or book.unresolved):
        book.cause = None  # but not where what is still to be closed only stands in for what failed
    if book.withheld == 0:
        book.withheld_cause = None
    if book.adopted and book.idle:
        book.adopted = False
    resolve_start(state, group, follower, book)
    if follower.flattening is not None:
        flatten.confirm_flat(state, follower, at, out)


# --- inner workings -------------------------------------------------------------------------------------------------


def _ask(state: EngineState, follower: Follower, why: str, at: Stamp, out: list[Decision]) -> None:
    """Ask for a fresh read, at most one a second; without a line the snapshot of the reconnect will do."""
    if not state.connected(follower.account):
        return
    if follower.asked_ns is not None and at.mono_ns < follower.asked_ns:
        return
    out.append(ReadAccount(follower.account, why))
    follower.asked_ns = at.mono_ns + REREAD_NS


def _release_waiting(
    state: EngineState, group: Group, follower: Follower, book: Book, at: Stamp, out: list[Decision]
) -> None:
    """Send openings whose way is free; give up those that came too late or are held by now."""
    waiting, book.waiting = book.waiting, []
    lines = state.connected(follower.account) and state.connected(group.leader.account)
    held = not (group.on and follower.replicates and lines) or follower.breaker or follower.breach or follower.unknown
    held = held or book.unresolved or follower.risk is not None or group.risk is not None
    held = held or (bool(waiting) and budget.lacks(state, follower.account, out) is not None)
    for opening in waiting:
        if held or at.mono_ns >= opening.until_ns:
            text = sentence(Reason.TOO_LATE)
            book.cause = (Reason.TOO_LATE, text)
            out.append(
                Noticed(NoticeKind.COPY_FAILED, Level.WARNING, text, at, follower.account, book.symbol, Reason.TOO_LATE)
            )
        elif exit_desk.must_wait(book, opening.sign):
            book.waiting.append(opening)
        elif _clip(state, follower, book, opening):
            exit_desk.work(state, follower, book, at, out, then_open=opening)


def _clip(state: EngineState, follower: Follower, book: Book, opening: WaitingOpen) -> int:
    """What of an opening that waited still fits under max contracts: somebody else may have traded meanwhile (5.5)."""
    limit = holds.most_contracts(state, follower, book)
    if limit is not None:
        opening.contracts = min(opening.contracts, max(0, limit - book.standing(opening.sign)))
    return opening.contracts


def resolve_start(state: EngineState, group: Group, follower: Follower, book: Book) -> None:
    """A difference from before the start is over once both sides are flat, or as the user has answered."""
    if not book.unresolved or book.position or book.orders or book.resting:
        return
    answers.settle(book)
    if book.left or book.closing:
        return
    for symbol, leader_book in group.leader.books.items():
        where = route(state, follower, symbol)
        if leader_book.position and where is not None and where.symbol == book.symbol:
            return
    book.unresolved = False
    book.cause = None
