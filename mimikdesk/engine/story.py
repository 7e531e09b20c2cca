"""The story of an own order: when it was caused, sent, acknowledged and filled, at which prices, and how it ended.

It is told as a decision record when the order first fills and when it ends (rule 13.3). Nothing of it runs between a
fill of the leader and the orders that copy it: there only the trade's name is kept.
"""

from decimal import Decimal
from fractions import Fraction

from mimikdesk.domain.decisions import CopyOutcome, CopyProgressed, Decision, Purpose
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.time import Stamp
from mimikdesk.engine.leader import Leader
from mimikdesk.engine.leader_trades import LeaderTrade
from mimikdesk.engine.orders import OwnOrder, Progress, RestingOrder, Tracked
from mimikdesk.engine.state import EngineState, Group
from mimikdesk.engine.terms import same_prices

ENDS = {
    OrderStatus.CANCELLED: CopyOutcome.CANCELLED,
    OrderStatus.EXPIRED: CopyOutcome.EXPIRED,
    OrderStatus.REJECTED: CopyOutcome.REJECTED,
}

_Prices = tuple[tuple[int, Decimal], ...]


def tell(
    state: EngineState,
    group: Group,
    order: OwnOrder,
    at: Stamp,
    out: list[Decision],
    text: str = "",
    end: CopyOutcome | None = None,
) -> None:
    """Look at an order after every report about it, and tell its story where that is due. ``end``: how it ended where
    its status does not say so."""
    progress = order.progress
    if progress is None:
        progress = order.progress = Progress()
    if order.acknowledged and progress.acknowledged_at is None:
        progress.acknowledged_at = at
    if order.filled > progress.filled:
        progress.filled = order.filled
        progress.first_fill_at = progress.first_fill_at or at
        progress.last_fill_at = at
    if end is not None:
        progress.end = end
    if order.complete:
        progress.text = progress.text or text
        due = not progress.ended or len(order.prices) > progress.prices
    else:
        due = order.filled > 0 and not progress.begun
    if due:
        progress.begun, progress.ended, progress.prices = True, order.complete, len(order.prices)
        out.append(_record(state, group.leader, order, progress, at))


def _record(state: EngineState, leader: Leader, order: OwnOrder, progress: Progress, at: Stamp) -> CopyProgressed:
    command = order.command
    symbol, seen_ns, his = _behind(leader, order)
    priced, notional = _sum(order.prices)
    his_priced, his_notional = _sum(his)
    slippage = ""
    if priced and priced == order.filled and his_priced and same_prices(state, symbol, command.symbol):
        worse = (Fraction(notional) / priced - Fraction(his_notional) / his_priced) * order.sign
        instrument = state.instruments.get(command.symbol)
        slippage = str(worse / Fraction(instrument.tick_size)) if instrument is not None else ""
    return CopyProgressed(
        trigger_id=order.trigger_id,
        account=command.account,
        symbol=command.symbol,
        client_order_id=command.client_order_id,
        purpose=Purpose.FLIP if order.closes and order.opens else Purpose.CLOSE if order.closes else Purpose.OPEN,
        side=command.side,
        qty=order.qty,
        closes=order.closes,
        opens=order.opens,
        seen_at=None if seen_ns is None else _stamp(seen_ns, at),
        sent_at=_stamp(order.sent_ns, at),
        acknowledged_at=progress.acknowledged_at,
        first_fill_at=progress.first_fill_at,
        last_fill_at=progress.last_fill_at,
        filled=order.filled,
        priced=priced,
        notional=notional,
        leader_priced=his_priced,
        leader_notional=his_notional,
        slippage_ticks=slippage,
        outcome=_outcome(order, progress),
        text=progress.text,
        at=at,
    )


def _outcome(order: OwnOrder, progress: Progress) -> CopyOutcome:
    if order.filled >= order.qty:
        return CopyOutcome.FILLED
    if not order.complete:
        return CopyOutcome.WORKING
    return progress.end or ENDS.get(order.status, CopyOutcome.CANCELLED)


def _behind(leader: Leader, order: OwnOrder) -> tuple[Symbol, int | None, _Prices]:
    """What of the leader an order copies: his instrument, when that was seen (monotonic), and his fills."""
    if isinstance(order, RestingOrder) and (his := leader.orders.get(order.leader_order)) is not None:
        return his.tracked.symbol, his.seen_ns, his.tracked.prices
    known = leader.trades.get(order.trigger_id)
    if known is None:
        return order.command.symbol, None, ()
    trade, filled, seen_ns = known
    if trade.order is None:
        return trade.symbol, seen_ns, ()
    return trade.symbol, seen_ns, _contracts(leader.orders[trade.order].tracked, filled - trade.qty, filled)


def note_trade(leader: Leader, trade: LeaderTrade, now_ns: int) -> None:
    """Keep which trade a trigger names, and how far its order had filled, for the stories of its copies."""
    filled = leader.orders[trade.order].tracked.filled if trade.order is not None else 0
    leader.trades[trade.id] = (trade, filled, now_ns)


def _contracts(tracked: Tracked, start: int, end: int) -> _Prices:
    """The fills of the contracts ``start`` to ``end`` of an order; nothing where not all of their prices are known."""
    chosen: list[tuple[int, Decimal]] = []
    reached = 0
    for qty, price in tracked.prices:
        part = min(end, reached + qty) - max(start, reached)
        reached += qty
        if part > 0:
            chosen.append((part, price))
    return tuple(chosen) if reached >= end else ()


def _sum(prices: _Prices) -> tuple[int, Decimal]:
    return sum(qty for qty, _ in prices), sum((qty * price for qty, price in prices), Decimal(0))


def _stamp(mono_ns: int, now: Stamp) -> Stamp:
    return Stamp(now.utc_ns - (now.mono_ns - mono_ns), mono_ns)
