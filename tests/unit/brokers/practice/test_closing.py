"""What ends orders and positions in one step: the broker's own close, his liquidation, and the end of the day."""

import pytest

from mimikdesk.brokers.practice.desk import CLOSED_OUT, DAY_OVER, FLAT_ALREADY
from mimikdesk.domain.ids import ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus
from tests.unit.brokers.practice.room import BUY, MNQ, SELL, Room, limit, points, stop

LIMIT = OrderKind.LIMIT
MES = Symbol("MESZ6")


@pytest.fixture
def room() -> Room:
    return Room()


def close(room: Room, name: str = "x1") -> OrderReport:
    return room.report(room.venue.desk.close(room.account, MNQ, ClientOrderId(name)))


def statuses(room: Room, orders: tuple[VenueOrderId, ...]) -> list[str]:
    return [room.report(order).status.value for order in orders]


@pytest.mark.rule("14")
def test_a_close_cancels_every_order_of_the_contract_and_closes_in_one_step(room: Room) -> None:
    room.hand.place(MNQ, BUY, 4)
    legs = room.hand.place_oco(limit(SELL, 4, "101"), stop(SELL, 4, "99"))
    held = room.hand.place_bracket(limit(BUY, 1, "98"), limit(SELL, 1, "102"))
    elsewhere = room.hand.place(MES, BUY, 1, LIMIT, points("6000"))
    room.heard.told.clear()
    report = close(room)
    assert (report.status, report.side, report.qty, report.client_order_id) == (OrderStatus.FILLED, SELL, 4, "x1")
    assert statuses(room, legs) + statuses(room, held) == ["cancelled"] * 4
    assert {room.report(order).text for order in (*legs, held[0])} == {CLOSED_OUT}
    assert [order.venue_order_id for order in room.venue.working(room.account)] == [elsewhere]
    assert room.venue.position(room.account, MNQ) == 0
    reports = [event for event in room.heard.told if isinstance(event, OrderReport)]
    assert [event.status.value for event in reports] == [*["cancelled"] * 4, "working", "filled"]


@pytest.mark.rule("14")
def test_a_close_of_a_flat_position_cancels_only_and_says_so(room: Room) -> None:
    resting = room.hand.place(MNQ, BUY, 1, LIMIT, points("99"))
    report = close(room)
    assert (report.status, report.text) == (OrderStatus.REJECTED, FLAT_ALREADY)
    assert room.report(resting).status is OrderStatus.CANCELLED
    assert room.venue.position(room.account, MNQ) == 0


def test_a_close_of_a_short_position_buys(room: Room) -> None:
    room.hand.place(MNQ, SELL, 3)
    assert (close(room).side, room.venue.position(room.account, MNQ)) == (BUY, 0)


@pytest.mark.parametrize("why", ["locked", "closed", "used", "rejected"])
def test_a_refused_close_changes_nothing(room: Room, why: str) -> None:
    room.hand.place(MNQ, BUY, 2)
    resting = room.hand.place(MNQ, SELL, 2, LIMIT, points("101"))
    reject = ""
    if why == "locked":
        room.venue.lock(room.account, "daily loss limit reached")
    elif why == "closed":
        room.venue.pause()
    elif why == "used":
        close(room)
        room.hand.place(MNQ, BUY, 2)
        resting = room.hand.place(MNQ, SELL, 2, LIMIT, points("101"))
    else:
        reject = "no"
    report = room.report(room.venue.desk.close(room.account, MNQ, ClientOrderId("x1"), reject))
    texts = {
        "locked": "account locked: daily loss limit reached",
        "closed": "market closed",
        "used": "duplicate client order id",
        "rejected": "no",
    }
    assert (report.status, report.text) == (OrderStatus.REJECTED, texts[why])
    assert room.report(resting).status is OrderStatus.WORKING
    assert room.venue.position(room.account, MNQ) == 2


def test_a_liquidation_closes_even_a_locked_account_and_says_why_in_every_report(room: Room) -> None:
    room.hand.place(MNQ, SELL, 6)
    resting = room.hand.place(MNQ, BUY, 1, LIMIT, points("99"))
    room.venue.lock(room.account, "daily loss limit reached")
    room.heard.told.clear()
    number = room.venue.liquidate(room.account, MNQ, "liquidation: daily loss limit")
    assert number is not None
    report = room.report(number)
    assert (report.status, report.side, report.qty, report.client_order_id) == (OrderStatus.FILLED, BUY, 6, None)
    texts = {event.text for event in room.heard.told if isinstance(event, OrderReport)}
    assert texts == {"liquidation: daily loss limit"}
    assert room.report(resting).status is OrderStatus.CANCELLED
    theirs = {event.venue_order_id for event in room.heard.told if isinstance(event, OrderReport) and event.liquidation}
    assert theirs == {number}
    assert room.venue.position(room.account, MNQ) == 0
    assert room.venue.liquidate(room.account, MNQ, "again") is None


def test_at_the_end_of_the_day_working_and_held_orders_expire_on_every_account(room: Room) -> None:
    room.hand.place(MNQ, BUY, 2)
    single = room.hand.place(MNQ, BUY, 1, LIMIT, points("99"))
    bracket = room.hand.place_bracket(limit(BUY, 1, "98"), limit(SELL, 1, "102"), stop(SELL, 1, "97"))
    pair = room.hand.place_oco(limit(SELL, 2, "101"), stop(SELL, 2, "99"))
    room.venue.expire_day_orders()
    for order in (single, *bracket, *pair):
        assert (room.report(order).status, room.report(order).text) == (OrderStatus.EXPIRED, DAY_OVER)
    assert room.venue.working(room.account) == ()
    assert room.venue.position(room.account, MNQ) == 2
    assert room.hand.cancel(single) == "order is expired already"
    room.market.move(MNQ, points("97"))
    assert room.venue.position(room.account, MNQ) == 2
