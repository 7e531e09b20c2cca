"""The replay's broker: market orders fill at once, the others rest, change, end, and fill when the leader does."""

from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ModifyOrder,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.events import (
    BrokerEvent,
    CancelRefused,
    FillReported,
    ModifyRefused,
    OrderReported,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport, Side
from mimikdesk.services.replay.link import InstantLink
from mimikdesk.services.replay.matching import RestingOrder

pytestmark = pytest.mark.rule("13.6")

MNQ = Symbol("MNQZ6")
A, B = AccountId("replay/A"), AccountId("replay/B")
PRICE = Decimal("101.25")
TICK = Decimal("0.25")


def exact(prices: dict[str, str]) -> dict[str, Any]:
    return {what: Decimal(price) for what, price in prices.items()}


class Desk:
    """An ``InstantLink`` with what it told; ``PRICE`` is the leader's last."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.told: list[BrokerEvent] = []
        self.link = InstantLink((A, B), self.clock, self.told.append, lambda _: PRICE)

    def place(self, name: str, side: Side, qty: int, kind: OrderKind, account: AccountId = A, **prices: Any) -> None:
        self.link.place(PlaceOrder(account, ClientOrderId(name), MNQ, side, qty, kind, **exact(prices)))
        self.settle()

    def settle(self) -> list[BrokerEvent]:
        assert self.told == [], "an answer came from inside a call"
        self.clock.advance(0)
        told, self.told[:] = list(self.told), []
        self.last = told
        return told

    def states(self) -> list[tuple[str | None, OrderStatus, int, int]]:
        reports = [event.order for event in self.last if isinstance(event, OrderReported)]
        return [(report.client_order_id, report.status, report.filled, report.qty) for report in reports]

    def leader_fills(self, side: Side, price: str, his: OrderReport | None = None) -> None:
        fill = Fill(FillId("f"), VenueOrderId("v"), None, MNQ, side, 1, Decimal(price))
        self.link.leader_filled(lambda resting: resting.fills_with(fill, his, TICK))
        self.settle()


def test_a_market_order_fills_whole_at_the_leaders_price_at_the_moment_it_is_sent() -> None:
    desk = Desk()
    desk.place("m", Side.BUY, 3, OrderKind.MARKET)
    (fill,) = [event.fill for event in desk.last if isinstance(event, FillReported)]
    assert (fill.client_order_id, fill.side, fill.qty, fill.price) == ("m", Side.BUY, 3, PRICE)
    assert desk.states() == [("m", OrderStatus.FILLED, 3, 3)]


def test_a_resting_order_works_until_the_leader_fills_at_its_price_and_then_fills_whole() -> None:
    desk = Desk()
    desk.place("l", Side.BUY, 3, OrderKind.LIMIT, limit="101")
    assert desk.states() == [("l", OrderStatus.WORKING, 0, 3)]
    desk.leader_fills(Side.BUY, "101.25")
    assert desk.last == []
    desk.leader_fills(Side.BUY, "101")
    assert [type(event) for event in desk.last] == [FillReported, OrderReported]
    assert desk.states() == [("l", OrderStatus.FILLED, 3, 3)]
    desk.leader_fills(Side.BUY, "101")
    assert desk.last == []


@pytest.mark.parametrize(
    ("side", "kind", "prices", "fills", "stays"),
    [
        (Side.BUY, OrderKind.LIMIT, {"limit": "100"}, ["100", "99"], ["100.25"]),
        (Side.SELL, OrderKind.LIMIT, {"limit": "100"}, ["100", "101"], ["99.75"]),
        (Side.BUY, OrderKind.STOP, {"stop": "100"}, ["100", "100.5"], ["99.75"]),
        (Side.SELL, OrderKind.STOP, {"stop": "100"}, ["100", "99"], ["100.25"]),
        (Side.BUY, OrderKind.STOP_LIMIT, {"stop": "100", "limit": "101"}, ["100", "101"], ["99.75", "101.25"]),
        (Side.SELL, OrderKind.STOP_LIMIT, {"stop": "100", "limit": "99"}, ["100", "99"], ["100.25", "98.75"]),
        (Side.SELL, OrderKind.TRAILING_STOP, {"trail": "5"}, [], ["1", "100"]),
    ],
)
def test_at_or_through_its_price_means_what_it_means_for_each_kind_and_side(
    side: Side, kind: OrderKind, prices: dict[str, str], fills: list[str], stays: list[str]
) -> None:
    order = PlaceOrder(A, ClientOrderId("c"), MNQ, side, 1, kind, **exact(prices))
    resting = RestingOrder(order, VenueOrderId("R1"), 1, order.limit, order.stop, order.trail)

    def filled(price: str, by: Side) -> bool:
        return resting.fills_with(Fill(FillId("f"), VenueOrderId("v"), None, MNQ, by, 1, Decimal(price)), None, TICK)

    assert [filled(price, side) for price in fills] == [True] * len(fills)
    assert [filled(price, side) for price in stays] == [False] * len(stays)
    assert not any(filled(price, side.opposite) for price in fills + stays)


@pytest.mark.parametrize(
    ("kind", "mine", "his", "same"),
    [
        (OrderKind.STOP, {"stop": "100"}, {"stop": "100"}, True),
        (OrderKind.STOP, {"stop": "100"}, {"stop": "99.9"}, True),
        (OrderKind.STOP, {"stop": "100"}, {"stop": "99.75"}, False),
        (OrderKind.STOP, {"stop": "100"}, {}, False),
        (OrderKind.STOP_LIMIT, {"stop": "100", "limit": "99"}, {"stop": "100", "limit": "99"}, True),
        (OrderKind.STOP_LIMIT, {"stop": "100", "limit": "99"}, {"stop": "100", "limit": "98"}, False),
        (OrderKind.TRAILING_STOP, {"trail": "5"}, {"trail": "5", "stop": "97"}, True),
        (OrderKind.TRAILING_STOP, {"trail": "5"}, {"trail": "6", "stop": "97"}, False),
    ],
)
def test_the_copy_of_the_order_that_filled_fills_with_it_wherever_the_market_was(
    kind: OrderKind, mine: dict[str, Any], his: dict[str, Any], same: bool
) -> None:
    """A stop may fill on the near side of its price, where the price alone would not tell."""
    desk = Desk()
    desk.place("c", Side.SELL, 1, kind, **mine)
    report = OrderReport(VenueOrderId("v"), None, MNQ, Side.SELL, kind, 1, 1, OrderStatus.FILLED, **exact(his))
    desk.leader_fills(Side.SELL, "103", report)
    assert bool(desk.last) is same


@pytest.mark.rule("6.9")
def test_a_resting_order_can_be_changed_and_fills_at_its_new_size_and_price_only() -> None:
    desk = Desk()
    desk.place("l", Side.SELL, 3, OrderKind.LIMIT, limit="105")
    desk.link.modify(ModifyOrder(A, ClientOrderId("l"), qty=2, limit=Decimal(110)))
    (report,) = [event.order for event in desk.settle() if isinstance(event, OrderReported)]
    assert (report.status, report.qty, report.limit) == (OrderStatus.WORKING, 2, Decimal(110))
    desk.leader_fills(Side.SELL, "105")
    assert desk.last == []
    desk.leader_fills(Side.SELL, "110")
    assert desk.states() == [("l", OrderStatus.FILLED, 2, 2)]
    desk.link.modify(ModifyOrder(A, ClientOrderId("l"), qty=1))
    assert [type(event) for event in desk.settle()] == [ModifyRefused]


def test_a_change_to_no_contract_is_refused_and_changes_nothing() -> None:
    desk = Desk()
    desk.place("l", Side.BUY, 3, OrderKind.LIMIT, limit="100")
    desk.link.modify(ModifyOrder(A, ClientOrderId("l"), qty=0, limit=Decimal(90)))
    assert [type(event) for event in desk.settle()] == [ModifyRefused]
    desk.leader_fills(Side.BUY, "100")
    assert desk.states() == [("l", OrderStatus.FILLED, 3, 3)]


def test_a_cancelled_order_is_over_and_does_not_fill_also_when_both_come_at_once() -> None:
    desk = Desk()
    desk.place("l", Side.BUY, 3, OrderKind.LIMIT, limit="100")
    desk.link.cancel(CancelOrder(A, ClientOrderId("l")))
    desk.leader_fills(Side.BUY, "100")
    assert desk.states() == [("l", OrderStatus.CANCELLED, 0, 3)]
    assert not any(isinstance(event, FillReported) for event in desk.last)
    desk.link.cancel(CancelOrder(A, ClientOrderId("l")))
    assert [type(event) for event in desk.settle()] == [CancelRefused]


def test_cancelling_all_ends_the_orders_of_that_account_only() -> None:
    desk = Desk()
    desk.place("a1", Side.BUY, 1, OrderKind.LIMIT, limit="100")
    desk.place("a2", Side.SELL, 1, OrderKind.STOP, stop="90")
    desk.place("b1", Side.BUY, 1, OrderKind.LIMIT, account=B, limit="100")
    desk.link.cancel_all(CancelAllOrders(A))
    desk.settle()
    assert desk.states() == [("a1", OrderStatus.CANCELLED, 0, 1), ("a2", OrderStatus.CANCELLED, 0, 1)]
    desk.leader_fills(Side.BUY, "100")
    assert desk.states() == [("b1", OrderStatus.FILLED, 1, 1)]


def test_a_fresh_read_names_what_works_and_what_is_held() -> None:
    desk = Desk()
    desk.place("m", Side.SELL, 2, OrderKind.MARKET)
    desk.place("l", Side.BUY, 2, OrderKind.LIMIT, limit="100")
    desk.place("other", Side.BUY, 2, OrderKind.LIMIT, account=B, limit="100")
    desk.link.refresh(A)
    (read,) = desk.settle()
    assert isinstance(read, SnapshotTaken)
    assert read.positions == (PositionReport(MNQ, -2),)
    assert [(order.client_order_id, order.status, order.limit) for order in read.orders] == [
        ("l", OrderStatus.WORKING, Decimal(100))
    ]


def test_it_declares_every_kind_of_order_and_changes_and_nothing_that_hangs_together() -> None:
    does = Desk().link.capabilities
    assert does.order_kinds == frozenset(OrderKind)
    assert (does.modify, does.oco, does.bracket, does.close, does.cancel_before_ack) == (
        True,
        False,
        False,
        False,
        False,
    )


def test_what_it_does_not_offer_is_refused_and_not_swallowed() -> None:
    desk = Desk()
    legs = [PlaceOrder(A, ClientOrderId(name), MNQ, Side.SELL, 1, OrderKind.LIMIT, limit=Decimal(110)) for name in "xy"]
    desk.link.place_oco(PlaceOco(A, *legs))
    desk.settle()
    assert desk.states() == [("x", OrderStatus.REJECTED, 0, 1), ("y", OrderStatus.REJECTED, 0, 1)]
