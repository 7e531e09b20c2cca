"""What earlier runs left, as the engine takes it in before the first connection opens (rules 7.1, 7.3, 10.4)."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import func, or_, select

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Noticed, NoticeKind, Purpose
from mimikdesk.domain.events import BreakerReset, PastOrder, PastRecalled
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.journal import tables as t
from mimikdesk.journal.codec import decode

RECENT_NS = 4 * 24 * 60 * 60 * SECOND
"""How long what has ended is recalled: over a weekend. Brokers repeat what belongs to their session, no more."""


def recall(sql: Sql, account: AccountId, at: Stamp) -> PastRecalled:
    """Everything of one account that was written before now."""
    since = at.utc_ns - RECENT_NS
    o, f = t.orders.c, t.fills.c
    own = select(t.orders).where(o.account == account, o.client_order_id.is_not(None), o.sent_ns.is_not(None))
    recent = own.where(or_(o.ended_ns.is_(None), o.sent_ns >= since, o.ended_ns >= since)).order_by(o.id)
    fills = select(f.fill_id).where(f.account == account, f.seen_ns >= since).order_by(f.id)
    sums = select(f.client_order_id, func.sum(f.qty)).where(f.account == account).group_by(f.client_order_id)
    filled: dict[str | None, int] = {row[0]: row[1] for row in sql.execute(sums)}
    return PastRecalled(
        account,
        tuple(_past(row, filled.get(row.client_order_id, 0)) for row in sql.execute(recent)),
        tuple(FillId(fill) for fill in sql.scalars(fills)),
        _breaker(sql, account),
        at,
    )


def placed(row: Any) -> PlaceOrder:
    """The order in a row of ``orders``, as it was last known."""
    return PlaceOrder(
        account=AccountId(row.account),
        client_order_id=ClientOrderId(row.client_order_id),
        symbol=Symbol(row.symbol),
        side=Side(row.side),
        qty=row.qty,
        kind=OrderKind(row.kind),
        limit=_decimal(row.limit_price),
        stop=_decimal(row.stop_price),
        trail=_decimal(row.trail),
    )


def _past(row: Any, seen: int) -> PastOrder:
    """``seen``: contracts whose fills were seen, of which the broker's reports may know less."""
    order = placed(row)
    filled = min(order.qty, max(row.filled, seen))
    if row.closes is not None:
        closes = min(row.closes, order.qty)
    else:  # written by an older version, which kept only the purpose
        closes = 0 if row.purpose in (None, Purpose.OPEN) else order.qty
    return PastOrder(
        order,
        row.trigger_id or "",
        closes,
        order.qty - closes,
        row.sent_ns,
        None if row.venue_order_id is None else VenueOrderId(row.venue_order_id),
        filled,
        row.ended_ns is not None or filled >= order.qty,
    )


def _breaker(sql: Sql, account: AccountId) -> str:
    """The notice of a breaker that nobody has reset since; "" where there is none (rule 7.5)."""
    n, e = t.notices.c, t.events.c
    place = (n.session.desc(), n.number.desc())
    tripped = sql.execute(
        select(t.notices).where(n.account == account, n.kind == str(NoticeKind.BREAKER)).order_by(*place).limit(1)
    ).first()
    if tripped is None:
        return ""
    reset = sql.execute(
        select(t.events)
        .where(e.account == account, e.kind == BreakerReset.__name__, e.session >= tripped.session)
        .order_by(e.session.desc(), e.number.desc())
        .limit(1)
    ).first()
    if reset is not None and (reset.session, reset.number) > (tripped.session, tripped.number):
        return ""
    notice = decode(tripped.body)
    return notice.text if isinstance(notice, Noticed) else ""


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
