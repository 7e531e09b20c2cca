"""Brackets that the server manages as strategies (7.5, 8.4): legs after the entry, and no links in their rows."""

from decimal import Decimal

from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.client import MNQ, Place, RawSocket
from tests.helpers.tradovate.wire import Json, Row, encode

TARGET = NewOrder(MNQ, Side.SELL, 1, OrderKind.LIMIT, Decimal(103))
LOSS = NewOrder(MNQ, Side.SELL, 1, OrderKind.STOP, None, Decimal(96))
LINKS = {"parentId", "ocoId", "linkedId"}


def start(place: Place, socket: RawSocket, number: int = 2, **bracket: Json) -> Row:
    params = {
        "entryVersion": {"orderQty": 1, "orderType": "Market", "timeInForce": "Day"},
        "brackets": [{"qty": 1, "profitTarget": 3, "stopLoss": -4, "trailingStop": False} | bracket],
    }
    body = {"accountId": place.account.id, "accountSpec": place.account.name, "symbol": str(MNQ), "action": "Buy"}
    body |= {"orderStrategyTypeId": 2, "params": encode(params), "isAutomated": True}
    return dict(socket.ask("orderstrategy/startorderstrategy", number, body=body)["d"])


def legs_of(socket: RawSocket) -> dict[int, Row]:
    orders = {row["id"]: row for _, _, row in socket.pushes("order")}
    return {number: row for number, row in orders.items() if row["action"] == "Sell"}


def test_legs_appear_one_after_the_other_without_links_and_work_when_all_is_there() -> None:
    place = Place()
    socket = place.socket()
    place.server.hand(place.account).place_strategy(NewOrder(MNQ, Side.BUY, 1), TARGET, LOSS)
    place.settle()
    assert socket.told()[:2] == ["orderStrategy Created InactiveStrategy", "orderStrategy Updated ActiveStrategy"]
    assert "order Updated Filled" in socket.told()
    assert legs_of(socket) == {}
    place.settle(240 * MILLISECOND)
    assert [leg["ordStatus"] for leg in legs_of(socket).values()] == ["Suspended"]
    place.settle(300 * MILLISECOND)
    legs = legs_of(socket)
    assert [leg["ordStatus"] for leg in legs.values()] == ["Working", "Working"]
    assert not [leg for leg in legs.values() if LINKS & set(leg)]
    links = [row for _, _, row in socket.pushes("orderStrategyLink")]
    assert [row["orderId"] for row in links][1:] == list(legs)


def test_one_leg_cancels_the_other_and_the_strategy_is_finished() -> None:
    place = Place()
    socket = place.socket()
    strategy = start(place, socket)["orderStrategy"]
    place.settle(SECOND)
    versions = [row for _, _, row in socket.pushes("orderVersion")]
    assert [(row.get("price"), row.get("stopPrice")) for row in versions[-2:]] == [
        (Decimal("103.25"), None),
        (None, Decimal("96.25")),
    ]
    place.market.move(MNQ, Decimal(104))
    place.settle()
    assert sorted(leg["ordStatus"] for leg in legs_of(socket).values()) == ["Canceled", "Filled"]
    assert socket.pushes("orderStrategy")[-1][2]["status"] == "ExecutionFinished"
    (row,) = socket.ask("orderstrategy/deps", 9, f"masterid={place.account.id}")["d"]
    assert (row["id"], row["status"]) == (strategy["id"], "ExecutionFinished")


def test_prices_may_be_absolute() -> None:
    place = Place()
    socket = place.socket()
    start(place, socket, absPrice=True, profitTarget=110, stopLoss=90)
    place.settle(SECOND)
    assert [row.get("price") for _, _, row in socket.pushes("orderVersion")][-2] == 110


def test_a_cancelled_entry_takes_its_held_legs_with_it() -> None:
    place = Place()
    socket = place.socket()
    hand = place.server.hand(place.account)
    number = hand.place_strategy(NewOrder(MNQ, Side.BUY, 1, OrderKind.LIMIT, Decimal(98)), TARGET, LOSS)
    place.settle(SECOND)
    assert [leg["ordStatus"] for leg in legs_of(socket).values()] == ["Suspended", "Suspended"]
    assert hand.cancel(number) == ""
    place.settle()
    assert [leg["ordStatus"] for leg in legs_of(socket).values()] == ["Canceled", "Canceled"]
    assert socket.pushes("orderStrategy")[-1][2]["status"] == "ExecutionInterrupted"


def test_a_strategy_can_be_interrupted_and_its_params_stay_as_they_were() -> None:
    place = Place()
    socket = place.socket()
    strategy = start(place, socket)["orderStrategy"]
    place.settle(SECOND)
    answer = socket.ask("orderstrategy/interruptorderstrategy", 3, body={"orderStrategyId": strategy["id"]})
    assert answer["d"]["orderStrategy"]["status"] == "StoppedByUser"
    assert answer["d"]["orderStrategy"]["params"] == strategy["params"]
    assert place.server.venue.working(place.account.venue) == ()


def test_params_must_be_json_in_a_text() -> None:
    place = Place()
    body = {"accountId": place.account.id, "accountSpec": place.account.name, "symbol": "MNQZ6", "action": "Buy"}
    wrongs: list[Json] = [{}, "{"]
    for wrong in wrongs:
        answer = place.http(
            "POST",
            "orderStrategy/startOrderStrategy",
            body | {"orderStrategyTypeId": 2, "params": wrong},
            place.token(),
        )
        assert answer[0] == 400


def test_a_strategy_for_another_account_is_denied() -> None:
    place = Place()
    socket = place.socket()
    place.account.name = "SOMETHING ELSE"
    place.user.accounts.remove(place.account)
    assert start(place, socket)["failureText"] == "Access is denied"
