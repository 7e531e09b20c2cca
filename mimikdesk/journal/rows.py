"""Which rows one event or decision becomes: its own line in the stream, and what it changes in orders and fills."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mimikdesk.domain.commands import CancelAllOrders, CancelOrder, ClosePosition, ModifyOrder, PlaceOrder, orders_in
from mimikdesk.domain.decisions import (
    CopyOutcome,
    CopyProgressed,
    FollowerDecided,
    Found,
    Level,
    Noticed,
    NoticeKind,
    Purpose,
    SendCommand,
    SwitchedOff,
)
from mimikdesk.domain.events import Event, FillReported, OrderReported, SendEnded, SendOutcome, SnapshotTaken
from mimikdesk.domain.guard import Finding
from mimikdesk.domain.ids import AccountId, ClientOrderId
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.time import Stamp
from mimikdesk.journal.codec import Entry, encode

Row = tuple[str, dict[str, Any]]
"""A statement and its parameters."""

INSERT_EVENT = """
    INSERT INTO events (session, number, kind, account, at_ns, at_mono_ns, body)
    VALUES (:session, :number, :kind, :account, :at_ns, :at_mono_ns, :body)
"""
INSERT_DECISION = """
    INSERT INTO decisions
        (session, number, trigger_id, group_id, follower, symbol, verdict, reason, detail, sent, at_ns, body)
    VALUES
        (:session, :number, :trigger_id, :group_id, :follower, :symbol, :verdict, :reason, :detail, :sent, :at_ns,
        :body)
"""
INSERT_COMMAND = """
    INSERT INTO commands (session, number, kind, trigger_id, purpose, account, client_order_id, at_ns, body)
    VALUES (:session, :number, :kind, :trigger_id, :purpose, :account, :client_order_id, :at_ns, :body)
"""
INSERT_NOTICE = """
    INSERT INTO notices (session, number, kind, level, account, symbol, text, at_ns, body)
    VALUES (:session, :number, :kind, :level, :account, :symbol, :text, :at_ns, :body)
"""
INSERT_PROGRESS = """
    INSERT INTO progress
        (session, number, trigger_id, account, symbol, client_order_id, outcome, filled, slippage_ticks, at_ns, body)
    VALUES
        (:session, :number, :trigger_id, :account, :symbol, :client_order_id, :outcome, :filled, :slippage_ticks,
        :at_ns, :body)
"""
# A fill that a broker repeats is the same fill (rule 7.1): the first one stays.
INSERT_FILL = """
    INSERT INTO fills (session, account, fill_id, venue_order_id, client_order_id, symbol, side, qty, price,
        seen_ns, seen_mono_ns, venue_ns)
    VALUES (:session, :account, :fill_id, :venue_order_id, :client_order_id, :symbol, :side, :qty, :price,
        :seen_ns, :seen_mono_ns, :venue_ns)
    ON CONFLICT (account, fill_id) DO NOTHING
"""
INSERT_SENT_ORDER = """
    INSERT INTO orders (session, account, client_order_id, symbol, side, kind, qty, limit_price, stop_price, trail,
        trigger_id, purpose, closes, opens, status, filled, text, sent_ns)
    VALUES (:session, :account, :client_order_id, :symbol, :side, :kind, :qty, :limit_price, :stop_price, :trail,
        :trigger_id, :purpose, :closes, :opens, 'pending', 0, '', :sent_ns)
    ON CONFLICT (account, client_order_id) DO UPDATE SET
        trigger_id = coalesce(orders.trigger_id, excluded.trigger_id),
        purpose = coalesce(orders.purpose, excluded.purpose),
        closes = coalesce(orders.closes, excluded.closes),
        opens = coalesce(orders.opens, excluded.opens),
        sent_ns = coalesce(orders.sent_ns, excluded.sent_ns)
"""
# What is final stays final and what has filled stays filled, in whatever order a broker repeats itself.
_UPDATE_REPORTED = """
    DO UPDATE SET
        venue_order_id = coalesce(excluded.venue_order_id, orders.venue_order_id),
        qty = excluded.qty, limit_price = excluded.limit_price, stop_price = excluded.stop_price,
        trail = excluded.trail,
        status = CASE WHEN orders.ended_ns IS NULL THEN excluded.status ELSE orders.status END,
        text = CASE WHEN orders.ended_ns IS NULL THEN excluded.text ELSE orders.text END,
        filled = max(orders.filled, excluded.filled),
        acknowledged_ns = coalesce(orders.acknowledged_ns, excluded.acknowledged_ns),
        ended_ns = coalesce(orders.ended_ns, excluded.ended_ns)
"""
UPSERT_REPORTED_ORDER = f"""
    INSERT INTO orders (session, account, client_order_id, venue_order_id, symbol, side, kind, qty, limit_price,
        stop_price, trail, status, filled, text, acknowledged_ns, ended_ns)
    VALUES (:session, :account, :client_order_id, :venue_order_id, :symbol, :side, :kind, :qty, :limit_price,
        :stop_price, :trail, :status, :filled, :text, :acknowledged_ns, :ended_ns)
    ON CONFLICT (account, client_order_id) {_UPDATE_REPORTED}
    ON CONFLICT (account, venue_order_id) {_UPDATE_REPORTED}
"""
END_SEND = """
    UPDATE orders SET status = :status, text = :text, ended_ns = coalesce(ended_ns, :ended_ns)
    WHERE account = :account AND client_order_id = :client_order_id AND ended_ns IS NULL
"""

# Two fresh reads did not know it (rule 7.4), so there is nothing left to look up at the next start.
END_LOST = """
    UPDATE orders SET status = 'not_found', text = :text, ended_ns = :ended_ns
    WHERE account = :account AND client_order_id = :client_order_id AND ended_ns IS NULL
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Where an entry stands: its session, its number in the session's stream, and when it was recorded."""

    session: int
    number: int
    at: Stamp


@dataclass(frozen=True, slots=True)
class Change:
    """A change outside the stream that may be written whenever the disk can take it. ``more``: rows that belong to it,
    in the same transaction."""

    statement: str
    parameters: dict[str, Any]
    more: tuple[Row, ...] = ()


def time_of(entry: Entry | Change) -> Stamp | None:
    """The entry's own time; None for commands, which happen at the time of what they answer."""
    match entry:
        case FollowerDecided(trigger=trigger):
            return trigger.at
        case Noticed(at=at) | CopyProgressed(at=at) | Found(at=at) | SwitchedOff(at=at):
            return at
        case _ if isinstance(entry, Event):
            return entry.at
        case _:
            return None


def rows_of(entry: Entry | Change, line: Line) -> Iterator[Row]:
    """The entry's own row first, then what it changes elsewhere. Raises CodecError for what is no entry."""
    if isinstance(entry, Change):
        yield entry.statement, entry.parameters
        yield from entry.more
        return
    base = {"session": line.session, "number": line.number, "at_ns": line.at.utc_ns, "body": encode(entry)}
    match entry:
        case FollowerDecided():
            yield INSERT_DECISION, base | _decision(entry)
        case Noticed():
            yield INSERT_NOTICE, base | _notice(entry)
        case Found():
            yield INSERT_NOTICE, base | _found(entry.finding)
        case SwitchedOff():
            yield INSERT_NOTICE, base | _switched_off(entry)
        case CopyProgressed():
            yield INSERT_PROGRESS, base | _progress(entry)
            if entry.outcome is CopyOutcome.LOST:
                yield END_LOST, _lost(entry)
        case SendCommand():
            yield INSERT_COMMAND, base | _command(entry)
            for placed in orders_in(entry.command):
                trigger_id, closes, opens = entry.meant(placed)
                yield (
                    INSERT_SENT_ORDER,
                    sent_order(placed, line.session, line.at, trigger_id, entry.purpose, closes, opens),
                )
        case _:
            about = {"kind": type(entry).__name__, "account": getattr(entry, "account", None)}
            if isinstance(entry, Event):
                yield INSERT_EVENT, base | about | {"at_mono_ns": line.at.mono_ns}
                yield from _consequences(entry, line)
            else:
                nothing = {"trigger_id": None, "purpose": None, "client_order_id": None}
                yield INSERT_COMMAND, base | about | nothing


def _decision(entry: FollowerDecided) -> dict[str, Any]:
    return {
        "trigger_id": entry.trigger.id,
        "group_id": entry.trigger.group,
        "follower": entry.follower,
        "symbol": entry.symbol,
        "verdict": str(entry.verdict),
        "reason": None if entry.reason is None else str(entry.reason),
        "detail": storable(entry.detail),
        "sent": entry.numbers.sent,
    }


def _notice(entry: Noticed) -> dict[str, Any]:
    return {
        "kind": str(entry.kind),
        "level": str(entry.level),
        "account": entry.account,
        "symbol": entry.symbol,
        "text": storable(entry.text),
    }


def _found(finding: Finding) -> dict[str, Any]:
    """A finding among the notices; what is missing in its few words is in the body."""
    text = f"{finding.kind.replace('_', ' ').capitalize()}: holds {finding.position}, expected {finding.expected}."
    return {
        "kind": str(NoticeKind.FINDING),
        "level": str(Level.WARNING),
        "account": finding.account,
        "symbol": finding.symbol,
        "text": storable(f"{text} {finding.text}".rstrip()),
    }


def _switched_off(entry: SwitchedOff) -> dict[str, Any]:
    return {
        "kind": str(NoticeKind.BREACH),
        "level": str(Level.CRITICAL),
        "account": entry.account,
        "symbol": None,
        "text": storable(entry.breach),
    }


def _progress(entry: CopyProgressed) -> dict[str, Any]:
    return {
        "trigger_id": entry.trigger_id,
        "account": entry.account,
        "symbol": entry.symbol,
        "client_order_id": entry.client_order_id,
        "outcome": str(entry.outcome),
        "filled": entry.filled,
        "slippage_ticks": entry.slippage_ticks,
    }


def _command(entry: SendCommand) -> dict[str, Any]:
    command = entry.command
    identity: ClientOrderId | None = None
    match command:
        case ModifyOrder() | ClosePosition() | CancelOrder():
            identity = command.client_order_id
        case CancelAllOrders():
            pass
        case _:
            identity = orders_in(command)[0].client_order_id
    return {
        "kind": type(command).__name__,
        "account": command.account,
        "client_order_id": identity,
        "trigger_id": entry.trigger_id,
        "purpose": str(entry.purpose),
    }


def _lost(entry: CopyProgressed) -> dict[str, Any]:
    identity = {"account": entry.account, "client_order_id": entry.client_order_id}
    return identity | {"text": storable(entry.text) or "the broker does not know it", "ended_ns": entry.at.utc_ns}


def sent_order(
    order: PlaceOrder,
    session: int,
    at: Stamp,
    trigger_id: str | None,
    purpose: Purpose | None,
    closes: int | None,
    opens: int | None,
) -> dict[str, Any]:
    """The parameters of INSERT_SENT_ORDER; what it was for is None where an old intent log does not tell."""
    return {
        "session": session,
        "account": order.account,
        "client_order_id": order.client_order_id,
        "symbol": order.symbol,
        "side": str(order.side),
        "kind": str(order.kind),
        "qty": order.qty,
        "limit_price": _text(order.limit),
        "stop_price": _text(order.stop),
        "trail": _text(order.trail),
        "trigger_id": trigger_id,
        "purpose": None if purpose is None else str(purpose),
        "closes": closes,
        "opens": opens,
        "sent_ns": at.utc_ns,
    }


def _consequences(entry: Event, line: Line) -> Iterator[Row]:
    match entry:
        case OrderReported(account=account, order=order, at=at):
            yield UPSERT_REPORTED_ORDER, _reported(account, order, line.session, at)
        case SnapshotTaken(account=account, orders=orders, at=at):
            for order in orders:
                yield UPSERT_REPORTED_ORDER, _reported(account, order, line.session, at)
        case FillReported(account=account, fill=fill, at=at):
            yield (
                INSERT_FILL,
                {
                    "session": line.session,
                    "account": account,
                    "fill_id": fill.fill_id,
                    "venue_order_id": fill.venue_order_id,
                    "client_order_id": fill.client_order_id,
                    "symbol": fill.symbol,
                    "side": str(fill.side),
                    "qty": fill.qty,
                    "price": str(fill.price),
                    "seen_ns": at.utc_ns,
                    "seen_mono_ns": at.mono_ns,
                    "venue_ns": fill.venue_ns,
                },
            )
        case SendEnded(account=account, client_order_id=client_order_id, outcome=outcome, detail=detail, at=at):
            yield (
                END_SEND,
                {
                    "account": account,
                    "client_order_id": client_order_id,
                    "status": str(outcome),
                    "text": storable(detail),
                    "ended_ns": at.utc_ns if outcome is SendOutcome.NOT_SENT else None,
                },
            )
        case _:
            pass


def _reported(account: AccountId, order: OrderReport, session: int, at: Stamp) -> dict[str, Any]:
    return {
        "session": session,
        "account": account,
        "client_order_id": order.client_order_id,
        "venue_order_id": order.venue_order_id,
        "symbol": order.symbol,
        "side": str(order.side),
        "kind": str(order.kind),
        "qty": order.qty,
        "limit_price": _text(order.limit),
        "stop_price": _text(order.stop),
        "trail": _text(order.trail),
        "status": str(order.status),
        "filled": order.filled,
        "text": storable(order.text),
        "acknowledged_ns": at.utc_ns,
        "ended_ns": at.utc_ns if order.status.final else None,
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def storable(text: str) -> str:
    """The text as SQLite can keep it: bytes of a broker that were no valid text become ``?`` (the body keeps all)."""
    return text.encode("utf-8", "replace").decode("utf-8")
