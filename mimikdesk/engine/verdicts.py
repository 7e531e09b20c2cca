"""Verdicts: what became of a leader's trade, or of an order of his that has begun to rest, on one follower, and why."""

from mimikdesk.domain.decisions import (
    FollowerDecided,
    Numbers,
    TradeKind,
    Trigger,
    Verdict,
)
from mimikdesk.domain.ids import VenueOrderId
from mimikdesk.domain.reasons import REASONS, Cause, Reason, sentence
from mimikdesk.domain.time import Stamp
from mimikdesk.engine import carry
from mimikdesk.engine.book import Book
from mimikdesk.engine.leader_trades import LeaderTrade
from mimikdesk.engine.plan import Line
from mimikdesk.engine.resting import RestingCopy
from mimikdesk.engine.sizing import open_size
from mimikdesk.engine.state import EngineState, Follower, Group, Route


def verdict_on(
    group: Group,
    follower: Follower,
    book: Book,
    copy: RestingCopy,
    lines: dict[VenueOrderId, Line],
    where: Route,
    at: Stamp,
    limit: int | None,
) -> FollowerDecided:
    """The verdict on one newly resting order of the leader. ``limit``: the most contracts that this instrument may
    hold."""
    order = group.leader.orders[copy.leader_order]
    line = lines.get(copy.leader_order)
    position = group.leader.position(order.tracked.symbol)
    trigger = Trigger(
        copy.trigger_id,
        group.settings.group,
        group.leader.account,
        order.tracked.symbol,
        TradeKind.REST,
        order.remaining,
        position,
        position,
        at,
    )
    size = line.size if line is not None else 0
    if line is None and copy.no_opens is not None:
        # Not in the plan: another instrument of the leader has this one (rule 6.14).
        where = follower.routes.get(order.tracked.symbol) or where
        opening = carry.still_to_open(order, group.leader.book(order.tracked.symbol))
        size = open_size(opening, where.multiplier) if opening else 0
    live = copy.order
    sent = live.qty if live is not None else 0
    reason: Reason | None = None
    detail = ""
    if copy.kind is None:
        verdict, reason = Verdict.ROUTINE, Reason.UNSUPPORTED
        assert order.report is not None
        detail = sentence(reason, text=order.report.kind.value.replace("_", "-"))
    elif sent >= size and sent:
        verdict = Verdict.COPIED
    elif copy.no_opens is not None and size:
        verdict, (reason, detail) = Verdict.CLIPPED if sent else Verdict.HELD, copy.no_opens
    elif size == 0:
        waits = position * copy.sign < 0 and not book.held(-copy.sign)
        verdict, reason = Verdict.ROUTINE, Reason.AWAITING_POSITION if waits else Reason.SIZE_UNCHANGED
    elif line is not None and line.closes:
        verdict, reason = Verdict.ROUTINE, Reason.AWAITING_POSITION
    elif limit is not None:
        verdict, reason = Verdict.CLIPPED if sent else Verdict.HELD, Reason.MAX_CONTRACTS
        detail = sentence(reason, max_contracts=limit, room=sent)
    else:
        verdict, reason = Verdict.HELD, Reason.OPPOSITE_SIDE
    if reason is not None and not detail:
        detail = sentence(reason)
    numbers = Numbers(
        where.multiplier,
        book.position,
        book.expected.qty,
        book.expected.qty,
        size,
        sent,
        share_before=str(book.share),
        share_after=str(book.share),
        max_contracts=limit,
    )
    identities = (live.command.client_order_id,) if live is not None else ()
    if reason is not None and REASONS[reason].cause is Cause.RULE and size:
        book.withheld_cause = book.withheld_cause or (reason, detail)
    return FollowerDecided(trigger, follower.account, book.symbol, verdict, numbers, reason, detail, identities)


def verdict_for(
    state: EngineState,
    follower: Follower,
    book: Book,
    trade: LeaderTrade,
    to_open: int,
    lack: Reason | None,
    must_close: bool,
) -> tuple[Verdict, Reason | None]:
    """The verdict on one trade of the leader. ``lack``: why less than its size was opened; ``to_open``: contracts that
    were; ``must_close``: an exit was owed for it."""
    if must_close and follower.account not in state.up:
        return Verdict.HELD, Reason.EXIT_OWED
    if trade.opening is not None and lack is not None:
        if lack is not Reason.SIZE_UNCHANGED and lack is not Reason.COPY_RESTING:
            return (Verdict.CLIPPED if to_open or must_close else Verdict.HELD), lack
        return (Verdict.COPIED, None) if must_close else (Verdict.ROUTINE, lack)
    if trade.opening is not None or must_close:
        return Verdict.COPIED, None
    if trade.closing is None:
        return Verdict.ROUTINE, Reason.ENTRY_UNDONE
    if trade.gap and book.cause is not None and book.cause[0] is Reason.REDUCED_UNSEEN:
        return Verdict.HELD, Reason.REDUCED_UNSEEN
    if book.committed(trade.closing.sign) == 0:
        return Verdict.ROUTINE, Reason.ALREADY_FLAT
    return Verdict.ROUTINE, Reason.SIZE_UNCHANGED
