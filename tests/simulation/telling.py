"""One short line for each event and decision, for the timeline of a failing run."""

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Decision, FollowerDecided, Noticed, ReadAccount, SendCommand
from mimikdesk.domain.events import (
    Event,
    FillReported,
    InstrumentListed,
    LineChanged,
    OrderReported,
    PositionReported,
    SendEnded,
    SnapshotTaken,
)


def tell(entry: Event | Decision) -> str:
    match entry:
        case SendCommand(command=PlaceOrder() as order):
            return (
                f"  SEND {entry.purpose} {order.account} {order.side} {order.qty} {order.symbol} "
                f"(closes {entry.closes}, opens {entry.opens}) {order.client_order_id} for {entry.trigger_id}"
            )
        case SendCommand(command=command):
            return f"  SEND {command}"
        case FollowerDecided(numbers=n):
            return (
                f"  {entry.follower} {entry.symbol} {entry.verdict} {entry.reason or ''} for {entry.trigger.kind} "
                f"{entry.trigger.before}->{entry.trigger.after}: size {n.size} sent {n.sent} keep {n.keep}; "
                f"held {n.position}, expected {n.expected_before}->{n.expected_after}, "
                f"share {n.share_before}->{n.share_after}"
            )
        case Noticed():
            return f"  {entry.account} NOTICE {entry.text}"
        case ReadAccount():
            return f"  READ {entry.account}: {entry.why}"
        case FillReported(fill=fill):
            return f"{entry.account} fill {fill.fill_id}: {fill.side} {fill.qty} {fill.symbol} of {fill.venue_order_id}"
        case OrderReported(order=order):
            return (
                f"{entry.account} order {order.venue_order_id} {order.client_order_id or 'foreign'}: {order.status} "
                f"{order.filled}/{order.qty} {order.symbol} {order.text}"
            )
        case PositionReported(position=position):
            return f"{entry.account} position {position.qty} {position.symbol}"
        case SnapshotTaken():
            held = ", ".join(f"{position.qty} {position.symbol}" for position in entry.positions)
            return f"{entry.account} snapshot: {held or 'flat'}, asked at {entry.asked_at.mono_ns / 1e9:.4f}"
        case InstrumentListed():
            return f"{entry.connection} lists {entry.instrument.symbol}"
        case LineChanged():
            return f"{entry.connection} line {entry.state} {entry.detail}"
        case SendEnded():
            return f"{entry.account} send of {entry.client_order_id} ended {entry.outcome}: {entry.detail}"
        case _:
            return repr(entry)
