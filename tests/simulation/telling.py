"""One short line for each event and decision, for the timeline of a failing run."""

from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    Command,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.decisions import Decision, FollowerDecided, Found, Noticed, ReadAccount, SendCommand
from mimikdesk.domain.events import (
    CancelRefused,
    CapabilitiesDeclared,
    Event,
    FillReported,
    InstrumentListed,
    LineChanged,
    ModifyRefused,
    OrderReported,
    PositionReported,
    SendEnded,
    SnapshotTaken,
)
from mimikdesk.domain.orders import OrderKind, OrderReport


def tell(entry: Event | Decision) -> str:
    match entry:
        case SendCommand(command=command):
            parts = f" (closes {entry.closes}, opens {entry.opens})" if entry.closes or entry.opens else ""
            return f"  SEND {entry.purpose} {command.account} {_command(command)}{parts} for {entry.trigger_id}"
        case FollowerDecided(numbers=n):
            return (
                f"  {entry.follower} {entry.symbol} {entry.verdict} {entry.reason or ''} for {entry.trigger.kind} "
                f"{entry.trigger.id} {entry.trigger.before}->{entry.trigger.after}: size {n.size} sent {n.sent} "
                f"keep {n.keep}; held {n.position}, expected {n.expected_before}->{n.expected_after}, "
                f"share {n.share_before}->{n.share_after}"
            )
        case Noticed():
            return f"  {entry.account} NOTICE {entry.kind}: {entry.text}"
        case Found(finding=found):
            return (
                f"  {found.account} FOUND {found.kind} in {found.symbol}: holds {found.position}, expected "
                f"{found.expected}, leader {found.leader}; {found.action} keep {found.keep}, {found.cause}"
                f"{', correcting' if found.correcting else ''}"
            )
        case ReadAccount():
            return f"  READ {entry.account}: {entry.why}"
        case FillReported(fill=fill):
            return (
                f"{entry.account} fill {fill.fill_id}: {fill.side} {fill.qty} {fill.symbol} at {fill.price} "
                f"of {fill.venue_order_id} {fill.client_order_id or ''}".rstrip()
            )
        case OrderReported(order=order):
            return f"{entry.account} order {_report(order)}"
        case PositionReported(position=position):
            return f"{entry.account} position {position.qty} {position.symbol}"
        case SnapshotTaken():
            held = ", ".join(f"{position.qty} {position.symbol}" for position in entry.positions) or "flat"
            working = "; ".join(_report(order) for order in entry.orders if not order.status.final)
            return f"{entry.account} snapshot: {held}, asked at {entry.asked_at.mono_ns / 1e9:.4f} [{working}]"
        case InstrumentListed():
            return f"{entry.connection} lists {entry.instrument.symbol}"
        case CapabilitiesDeclared(capabilities=able):
            lacking = [name for name in ("modify", "oco", "bracket", "close") if not getattr(able, name)]
            return f"{entry.connection} can do everything" + (f" but {', '.join(lacking)}" if lacking else "")
        case LineChanged():
            return f"{entry.connection} line {entry.state} {entry.detail}"
        case SendEnded():
            return f"{entry.account} send of {entry.client_order_id} ended {entry.outcome}: {entry.detail}"
        case CancelRefused() | ModifyRefused():
            what = "cancel" if isinstance(entry, CancelRefused) else "change"
            return f"{entry.account} {what} of {entry.client_order_id} refused: {entry.text}"
        case _:
            return repr(entry)


def _command(command: Command) -> str:
    match command:
        case PlaceOrder():
            return _order(command)
        case PlaceOco(first=first, second=second):
            return f"OCO {_order(first)} | {_order(second)}"
        case PlaceBracket(entry=first, exits=exits):
            return f"BRACKET {_order(first)} | {' | '.join(map(_order, exits))}"
        case ModifyOrder(client_order_id=identity):
            return f"change {identity} to{_prices(command)}" + (f" qty {command.qty}" if command.qty else "")
        case ClosePosition():
            return f"close position {command.symbol} {command.client_order_id}"
        case CancelOrder(client_order_id=identity):
            return f"cancel {identity}"
        case CancelAllOrders():
            return "cancel all orders"


def _order(order: PlaceOrder) -> str:
    kind = "" if order.kind is OrderKind.MARKET else f" {order.kind}"
    return f"{order.side} {order.qty} {order.symbol}{kind}{_prices(order)} {order.client_order_id}"


def _report(order: OrderReport) -> str:
    tied = f" oco {order.oco}" if order.oco else ""
    tied += f" parent {order.parent}" if order.parent else ""
    kind = "" if order.kind is OrderKind.MARKET else f" {order.kind}{_prices(order)}"
    return (
        f"{order.venue_order_id} {order.client_order_id or 'foreign'}: {order.side} {order.status} "
        f"{order.filled}/{order.qty} {order.symbol}{kind}{tied} {order.text}"
    ).rstrip()


def _prices(order: PlaceOrder | OrderReport | ModifyOrder) -> str:
    prices = (("limit", order.limit), ("stop", order.stop), ("trail", order.trail))
    return "".join(f" {word} {price}" for word, price in prices if price is not None)
