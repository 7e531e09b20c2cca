"""Events of leader accounts: from the leader room to the copies room."""

from mimikdesk.domain.decisions import Decision, Level, Noticed, NoticeKind, ReadAccount
from mimikdesk.domain.events import FillReported, OrderReported, PositionReported, SnapshotTaken
from mimikdesk.domain.sentence import said
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import copies, guard
from mimikdesk.engine.reads import asked_too_early
from mimikdesk.engine.reports import MISMATCH_NS
from mimikdesk.engine.state import EngineState, Group


def on_fill(state: EngineState, group: Group, event: FillReported, out: list[Decision]) -> None:
    leader = group.leader
    leader.last_event_ns = event.at.mono_ns
    if not leader.ready:
        return
    order = leader.orders.get(event.fill.venue_order_id)
    past = bool(state.past_fills) and event.fill.fill_id in state.past_fills.get(event.account, ())
    if past or (order is not None and event.fill.fill_id in order.tracked.fills):
        text = said("The broker repeated a fill of the leader; it was not copied again.")
        out.append(Noticed(NoticeKind.DUPLICATE_IGNORED, Level.INFO, text, event.at, event.account, event.fill.symbol))
    if past:
        leader.note_history(event.fill)
        return
    trade = leader.on_fill(event.fill, event.at)
    _note_agreement(group, event.at)
    if trade is not None:
        copies.follow(state, group, trade, event.at, out)


def on_order(state: EngineState, group: Group, event: OrderReported, out: list[Decision]) -> None:
    leader = group.leader
    leader.last_event_ns = event.at.mono_ns
    if not leader.ready:
        return
    trade = leader.on_report(event.order, event.at)
    _note_agreement(group, event.at)
    if trade is not None:
        copies.follow(state, group, trade, event.at, out)


def on_position(group: Group, event: PositionReported) -> None:
    book = group.leader.book(event.position.symbol)
    book.reported = event.position.qty
    if book.reported == book.position:
        book.doubt = None
    _note_agreement(group, event.at)


def on_snapshot(state: EngineState, group: Group, event: SnapshotTaken, out: list[Decision]) -> None:
    """The first read is the start; a later one shows what happened while nobody looked (rule 9.3)."""
    leader = group.leader
    old = leader.ready and leader.last_event_ns > event.asked_at.mono_ns
    if old or (not leader.ready and asked_too_early(event, leader.joined_ns, leader.last_event_ns)):
        leader.ask_ns = event.at.mono_ns + MISMATCH_NS
        return
    leader.ask_ns = None
    if leader.lost:
        for follower in group.followers.values():
            guard.on_gap_ended(follower, event.at)
    for trade in leader.on_snapshot(event.positions, event.orders, event.asked_at.mono_ns, event.at):
        text = said(
            "The leader went from {before} to {after} {symbol} while nobody could see it.",
            before=trade.before,
            after=trade.after,
            symbol=trade.symbol,
        )
        out.append(Noticed(NoticeKind.GAP, Level.WARNING, text, event.at, event.account, trade.symbol))
        copies.follow(state, group, trade, event.at, out)
    if any(book.doubt is not None for book in leader.books.values()):
        leader.ask_ns = event.at.mono_ns + MISMATCH_NS


def on_time(state: EngineState, group: Group, at: Stamp, out: list[Decision]) -> None:
    leader = group.leader
    for trade in leader.on_time(at):
        copies.follow(state, group, trade, at, out)
    if leader.ask_ns is not None and leader.ask_ns <= at.mono_ns and state.connected(leader.account):
        leader.ask_ns = at.mono_ns + MISMATCH_NS
        out.append(ReadAccount(leader.account, "the leader's reported position differs from his fills"))


def on_resumed(state: EngineState, group: Group, at: Stamp, out: list[Decision]) -> None:
    """The program did not run for a while. What the leader had begun before is told, and not entered."""
    for trade in group.leader.on_resumed(at):
        copies.follow(state, group, trade, at, out)


def next_due_ns(state: EngineState, group: Group) -> int | None:
    due = group.leader.next_due_ns
    ask = group.leader.ask_ns if state.connected(group.leader.account) else None
    if ask is None:
        return due
    return ask if due is None else min(due, ask)


def _note_agreement(group: Group, at: Stamp) -> None:
    """Start or stop the wait for a reported position that does not agree with the fills."""
    leader = group.leader
    agrees = True
    for book in leader.books.values():
        if book.doubt is not None and book.doubt[0] == book.position:
            book.doubt = None
        if book.reported is not None and book.reported != book.position:
            agrees = False
    if agrees:
        leader.ask_ns = None
    elif leader.ask_ns is None:
        leader.ask_ns = at.mono_ns + MISMATCH_NS
