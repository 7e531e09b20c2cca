"""Everything recorded about one account over a span of time, in the order it was recorded: what a report is made of.

Read from the sessions that the span touches. What has to be known from before it (contracts, groups, lines, positions)
comes along, marked by its time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import or_, select, union_all

from mimikdesk.domain.events import (
    AccountListed,
    BalanceReported,
    BudgetReported,
    CapabilitiesDeclared,
    EquityReported,
    GroupDefined,
    InstrumentListed,
    LineChanged,
    PastRecalled,
    PositionReported,
    SnapshotTaken,
    TimePassed,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.journal import tables as t
from mimikdesk.journal.codec import Entry, decode

_QUIET = tuple(
    kind.__name__
    for kind in (TimePassed, BalanceReported, EquityReported, BudgetReported, CapabilitiesDeclared, PastRecalled)
)
_GROUND = tuple(
    kind.__name__
    for kind in (AccountListed, InstrumentListed, GroupDefined, LineChanged, PositionReported, SnapshotTaken)
)
"""Kinds of events that count from before the span too."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One record: where it stands, when (UTC nanoseconds), its text as it was kept, and what that says."""

    session: int
    number: int
    at_ns: int
    body: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class KeptOrder:
    """An order of the account as it was last known; times in UTC nanoseconds, None where not known. ``sent_ns`` is
    None for an order that this program did not send."""

    client_order_id: ClientOrderId | None
    venue_order_id: VenueOrderId | None
    symbol: Symbol
    side: Side
    kind: OrderKind
    qty: int
    filled: int
    limit: Decimal | None
    stop: Decimal | None
    trail: Decimal | None
    purpose: str
    status: str
    text: str
    sent_ns: int | None
    acknowledged_ns: int | None
    ended_ns: int | None


@dataclass(frozen=True, slots=True)
class KeptFill:
    client_order_id: ClientOrderId | None
    venue_order_id: VenueOrderId
    qty: int
    price: Decimal
    seen_ns: int


@dataclass(frozen=True, slots=True)
class Span:
    """``leaders``: accounts that this one followed. ``orders`` and ``fills`` are the account's own, oldest first."""

    leaders: tuple[AccountId, ...]
    records: tuple[Recorded, ...]
    orders: tuple[KeptOrder, ...]
    fills: tuple[KeptFill, ...]


def span_of(sql: Sql, account: AccountId, from_ns: int, to_ns: int) -> Span:
    """Both ends belong to the span."""
    sessions = sessions_in(sql, from_ns, to_ns)
    leaders = _leaders(sql, sessions, account)
    return Span(
        leaders,
        tuple(_records(sql, sessions, account, leaders, from_ns, to_ns)),
        _orders(sql, account, from_ns, to_ns),
        _fills(sql, account, from_ns, to_ns),
    )


def sessions_in(sql: Sql, from_ns: int, to_ns: int) -> list[int]:
    """A session without an end was killed, or goes on; it may reach up to the start of the next one."""
    s = t.sessions.c
    found = sql.execute(select(t.sessions).where(s.started_ns <= to_ns).order_by(s.id)).all()
    after: int | None = None
    touched = []
    for row in reversed(found):
        end = after if row.ended_ns is None else row.ended_ns
        if end is None or end >= from_ns:
            touched.append(row.id)
        after = row.started_ns
    return touched


def _leaders(sql: Sql, sessions: list[int], account: AccountId) -> tuple[AccountId, ...]:
    e = t.events.c
    bodies = sql.scalars(
        select(e.body).where(e.session.in_(sessions), e.kind == GroupDefined.__name__).order_by(e.session, e.number)
    )
    found: dict[AccountId, None] = {}
    for body in bodies:
        defined = decode(body)
        if isinstance(defined, GroupDefined) and any(f.account == account for f in defined.group.followers):
            found[defined.group.leader] = None
    return tuple(found)


def _records(
    sql: Sql, sessions: list[int], account: AccountId, leaders: Iterable[AccountId], from_ns: int, to_ns: int
) -> Iterable[Recorded]:
    e, d, c, n = (table.c for table in (t.events, t.decisions, t.commands, t.notices))
    seen = (account, *leaders)
    parts = (
        select(e.session, e.number, e.at_ns, e.body).where(
            or_(e.account.in_(seen), e.account.is_(None)),
            e.kind.not_in(_QUIET),
            or_(e.at_ns >= from_ns, e.kind.in_(_GROUND)),
        ),
        select(d.session, d.number, d.at_ns, d.body).where(d.follower == account, d.at_ns >= from_ns),
        select(c.session, c.number, c.at_ns, c.body).where(c.account == account, c.at_ns >= from_ns),
        select(n.session, n.number, n.at_ns, n.body).where(
            or_(n.account.in_(seen), n.account.is_(None)), n.at_ns >= from_ns
        ),
    )
    bound = [
        part.where(part.selected_columns.session.in_(sessions), part.selected_columns.at_ns <= to_ns) for part in parts
    ]
    for row in sql.execute(union_all(*bound).order_by("session", "number")):
        yield Recorded(row.session, row.number, row.at_ns, row.body, decode(row.body))


def _orders(sql: Sql, account: AccountId, from_ns: int, to_ns: int) -> tuple[KeptOrder, ...]:
    """What was sent, reported or ended within the span."""
    o = t.orders.c
    within = or_(*(time.between(from_ns, to_ns) for time in (o.sent_ns, o.acknowledged_ns, o.ended_ns)))
    rows = sql.execute(select(t.orders).where(o.account == account, within).order_by(o.id))
    return tuple(_order(row) for row in rows)


def _order(row: Any) -> KeptOrder:
    return KeptOrder(
        None if row.client_order_id is None else ClientOrderId(row.client_order_id),
        None if row.venue_order_id is None else VenueOrderId(row.venue_order_id),
        Symbol(row.symbol),
        Side(row.side),
        OrderKind(row.kind),
        row.qty,
        row.filled,
        _decimal(row.limit_price),
        _decimal(row.stop_price),
        _decimal(row.trail),
        row.purpose or "",
        row.status,
        row.text,
        row.sent_ns,
        row.acknowledged_ns,
        row.ended_ns,
    )


def _fills(sql: Sql, account: AccountId, from_ns: int, to_ns: int) -> tuple[KeptFill, ...]:
    f = t.fills.c
    rows = sql.execute(select(t.fills).where(f.account == account, f.seen_ns.between(from_ns, to_ns)).order_by(f.id))
    return tuple(
        KeptFill(
            None if row.client_order_id is None else ClientOrderId(row.client_order_id),
            VenueOrderId(row.venue_order_id),
            row.qty,
            Decimal(row.price),
            row.seen_ns,
        )
        for row in rows
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
