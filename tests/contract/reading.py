"""Placing orders on a rig, and reading what its link gave."""

from decimal import Decimal

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.events import (
    BrokerEvent,
    LineChanged,
    LineState,
    OrderReported,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, Side
from mimikdesk.domain.time import SECOND
from tests.contract.rig import SYMBOL, Rig

BUY, SELL = Side.BUY, Side.SELL
LIMIT = OrderKind.LIMIT


def place(rig: Rig, name: str, side: Side, qty: int, limit: str | None = None, account: int = 0) -> ClientOrderId:
    kind = OrderKind.MARKET if limit is None else LIMIT
    price = None if limit is None else Decimal(limit)
    order = PlaceOrder(rig.accounts[account], ClientOrderId(name), SYMBOL, side, qty, kind, price)
    rig.link.place(order)
    return order.client_order_id


def only(rig: Rig, *kinds: type[BrokerEvent]) -> list[BrokerEvent]:
    return [event for event in rig.events if isinstance(event, kinds)]


def orders(rig: Rig, client_order_id: ClientOrderId | None) -> list[OrderReport]:
    return [
        event.order
        for event in rig.events
        if isinstance(event, OrderReported) and event.order.client_order_id == client_order_id
    ]


def statuses(rig: Rig, client_order_id: ClientOrderId | None) -> list[str]:
    """Each status once, however often it was told in a row."""
    told = [order.status.value for order in orders(rig, client_order_id)]
    return [status for place, status in enumerate(told) if not place or told[place - 1] != status]


def went(rig: Rig, client_order_id: ClientOrderId | None, *expected: str) -> bool:
    """Whether an order was told to go through these states. Where things are not told in their order, it may be at the
    last one by the time that all is known which its first report needs."""
    told = statuses(rig, client_order_id)
    return told == list(expected) or (not rig.orderly and told == list(expected[-1:]))


def kinds(rig: Rig) -> list[type[BrokerEvent]]:
    """The kinds of all events, without order reports in which nothing was filled since the order's last one."""
    filled: dict[VenueOrderId, int] = {}
    told: list[type[BrokerEvent]] = []
    for event in rig.events:
        if isinstance(event, OrderReported):
            before = filled.get(event.order.venue_order_id)
            filled[event.order.venue_order_id] = event.order.filled
            if before == event.order.filled:
                continue
        told.append(type(event))
    return told


def states(rig: Rig) -> list[LineState]:
    return [event.state for event in rig.events if isinstance(event, LineChanged)]


def snapshots(rig: Rig, account: AccountId) -> list[SnapshotTaken]:
    return [event for event in rig.events if isinstance(event, SnapshotTaken) and event.account == account]


def reconnect(rig: Rig) -> None:
    for _ in range(5):
        rig.pass_time(SECOND)
    assert states(rig)[-1] is LineState.CONNECTED


def ended(rig: Rig) -> list[tuple[ClientOrderId, SendOutcome]]:
    return [(event.client_order_id, event.outcome) for event in rig.events if isinstance(event, SendEnded)]
