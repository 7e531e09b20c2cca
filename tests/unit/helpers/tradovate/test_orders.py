"""Order entry of the loopback server: the pushes in the order of section 8, answers and refusals of section 7."""

from decimal import Decimal

import pytest

from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND
from tests.helpers.tradovate.client import MNQ, Place
from tests.helpers.tradovate.options import Options, ReplyPlace, SiblingLinks
from tests.helpers.tradovate.wire import Json, Row

ACCEPTED = [
    "order Created Unknown",
    "command Created New Pending",
    "orderVersion Created",
    "commandReport Created RiskPassed",
    "command Updated New RiskPassed",
    "order Updated PendingNew",
    "order Updated PendingNew",
    "marginSnapshot Updated",
    "commandReport Created AtExecution",
    "command Updated New AtExecution",
    "order Updated Working",
    "executionReport Created New",
]
HELD = [
    "order Created Unknown",
    "command Created New Pending",
    "orderVersion Created",
    "commandReport Created OnHold",
    "command Updated New OnHold",
    "order Updated Suspended",
]
CANCELLED = [
    "command Created Cancel Pending",
    "commandReport Created AtExecution",
    "command Updated Cancel AtExecution",
    "executionReport Created Canceled",
    "order Updated Canceled",
    "marginSnapshot Updated",
]


def leg(action: str, kind: str, **more: Json) -> Row:
    return {"action": action, "orderType": kind} | more


def test_an_accepted_order_is_told_as_in_the_captures_with_ids_that_hang_together() -> None:
    place = Place()
    socket = place.socket()
    answer = socket.ask("order/placeorder", 2, body=place.order(kind="Limit", price=99, clOrdId="c-1"))
    number = answer["d"]["orderId"]
    assert socket.told() == ACCEPTED
    rows = socket.pushes()
    assert [row["id"] for kind, event, row in rows if event == "Created" and kind != "commandReport"] == [
        number,
        number,
        number,
        number + 2,
    ]
    assert rows[1][2]["clOrdId"] == "c-1"
    assert "executionProviderId" not in rows[5][2]
    assert "executionProviderId" in rows[6][2]
    assert rows[2][2]["price"] == 99


def test_a_fill_carries_neither_account_nor_client_id_and_reports_count_up() -> None:
    place = Place()
    socket = place.socket()
    socket.ask("order/placeorder", 2, body=place.order(qty=7))
    fills = [row for _, _, row in socket.pushes("fill")]
    assert [(fill["qty"], fill["price"]) for fill in fills] == [(5, Decimal("100.25")), (2, Decimal("100.5"))]
    assert not {"accountId", "clOrdId", "symbol"} & set(fills[0])
    trades = [row for _, _, row in socket.pushes("executionReport") if row["execType"] == "Trade"]
    assert [(t["cumQty"], t["lastQty"], t["ordStatus"]) for t in trades] == [(5, 5, "Working"), (7, 2, "Filled")]
    assert socket.told().count("order Updated Filled") == 1
    position = [row for _, _, row in socket.pushes("position")][-1]
    assert (position["netPos"], position["bought"], position["boughtValue"]) == (7, 7, Decimal("702.25"))


def test_a_flat_position_stays_without_its_price_and_pairs_explain_the_cash() -> None:
    place = Place()
    socket = place.socket()
    socket.ask("order/placeorder", 2, body=place.order(qty=2))
    socket.forget()
    socket.ask("order/placeorder", 3, body=place.order("Sell", 2))
    ((_, _, position),) = socket.pushes("position")
    assert position["netPos"] == 0
    assert "netPrice" not in position
    ((_, _, pair),) = socket.pushes("fillPair")
    assert (pair["qty"], pair["buyPrice"], pair["sellPrice"]) == (2, Decimal("100.25"), 100)
    ((_, _, cash),) = socket.pushes("cashBalance")
    assert (cash["realizedPnL"], cash["amount"]) == (-1, Decimal("49997.6"))


def test_risk_rejects_without_execution_and_the_exchange_with_it() -> None:
    place = Place()
    socket = place.socket()
    small = place.server.add_account(place.user, "SMALL", max_contracts=1)
    body = place.order(qty=2, accountId=small.id, accountSpec="SMALL")
    assert "orderId" in socket.ask("order/placeorder", 2, body=body)["d"]
    assert "commandReport Created RiskRejected" in socket.told()
    assert socket.told()[-1] == "order Updated Rejected"
    assert socket.pushes("executionReport") == []
    report = socket.pushes("commandReport")[-1][2]
    assert report["rejectReason"] == "MaxPosLimitReached"
    socket.forget()
    place.server.reject_next(place.account, "no more margin", "OtherExecutionRelated")
    socket.ask("order/placeorder", 3, body=place.order())
    assert socket.told()[-4:] == [
        "executionReport Created Rejected",
        "commandReport Created ExecutionRejected",
        "command Updated New ExecutionRejected",
        "order Updated Rejected",
    ]
    assert socket.pushes("executionReport")[0][2]["text"] == "no more margin"


def test_a_change_tells_no_row_of_the_order_and_the_version_comes_before_the_exchange() -> None:
    place = Place()
    socket = place.socket()
    number = socket.ask("order/placeorder", 2, body=place.order(kind="Limit", price=99))["d"]["orderId"]
    socket.forget()
    body = {"orderId": number, "orderQty": 2, "orderType": "Limit", "price": 98.5, "isAutomated": True}
    command = socket.ask("order/modifyorder", 3, body=body)["d"]["commandId"]
    assert socket.told() == [
        "command Created Modify Pending",
        "orderVersion Created",
        "commandReport Created RiskPassed",
        "command Updated Modify RiskPassed",
        "commandReport Created AtExecution",
        "command Updated Modify AtExecution",
        "command Updated New ExecutionStopped",
        "executionReport Created Replaced",
    ]
    version = socket.pushes("orderVersion")[0][2]
    assert (version["id"], version["orderId"], version["orderQty"]) == (command, number, 2)
    (working,) = place.server.venue.working(place.account.venue)
    assert (working.qty, working.limit) == (2, Decimal("98.5"))


@pytest.mark.parametrize("kills", [False, True])
def test_a_rejected_change_leaves_the_order_or_kills_it(kills: bool) -> None:
    place = Place(Options(rejected_replace_kills=kills))
    socket = place.socket()
    number = socket.ask("order/placeorder", 2, body=place.order("Sell", kind="Stop", stopPrice=95))["d"]["orderId"]
    body = {"orderId": number, "orderQty": 1, "orderType": "Stop", "stopPrice": 105, "isAutomated": True}
    assert "commandId" in socket.ask("order/modifyorder", 3, body=body)["d"]
    assert "commandReport Created ExecutionRejected" in socket.told()
    assert ("order Updated Canceled" in socket.told()) is kills
    assert len(place.server.venue.working(place.account.venue)) == (0 if kills else 1)


def test_a_cancel_is_told_with_its_report_and_comes_too_late_afterwards() -> None:
    place = Place()
    socket = place.socket()
    number = socket.ask("order/placeorder", 2, body=place.order(kind="Limit", price=99))["d"]["orderId"]
    socket.forget()
    assert "commandId" in socket.ask("order/cancelorder", 3, body={"orderId": number, "isAutomated": True})["d"]
    assert socket.told() == CANCELLED
    late = socket.ask("order/cancelorder", 4, body={"orderId": number, "isAutomated": True})["d"]
    assert late == {"failureReason": "TooLate", "failureText": "Already canceled"}


def test_while_a_command_is_on_its_way_another_one_is_refused() -> None:
    place = Place(Options(exchange_delay=100 * MILLISECOND))
    socket = place.socket()
    number = socket.ask("order/placeorder", 2, body=place.order(kind="Limit", price=99))["d"]["orderId"]
    assert socket.told() == ACCEPTED[:8]
    refused = socket.ask("order/cancelorder", 3, body={"orderId": number, "isAutomated": True})["d"]
    assert refused["failureReason"] == "AnotherCommandPending"
    place.settle(100 * MILLISECOND)
    assert socket.told() == ACCEPTED


def test_a_bracket_is_held_and_released_and_one_leg_cancels_the_other() -> None:
    place = Place()
    socket = place.socket()
    legs = {"bracket1": leg("Sell", "Limit", price=105), "bracket2": leg("Sell", "Stop", stopPrice=95)}
    ids = socket.ask("order/placeoso", 2, body=place.order("Buy", 2, "Limit", legs, price=99))["d"]
    assert socket.told() == ACCEPTED[:8] + HELD + HELD + ACCEPTED[8:]
    rows = {row["id"]: row for _, _, row in socket.pushes("order")}
    assert rows[ids["oso1Id"]]["parentId"] == ids["orderId"]
    assert rows[ids["oso2Id"]]["ocoId"] == ids["oso1Id"]
    assert {row["execType"] for _, _, row in socket.pushes("executionReport")} == {"New"}
    assert socket.pushes("command")[2][2]["isAutomated"] is True
    socket.forget()
    place.market.move(MNQ, Decimal("98.75"))
    place.settle()
    assert socket.told().count("order Updated Working") == 2
    socket.forget()
    place.market.move(MNQ, Decimal("105.25"))
    place.settle()
    assert [line for line in socket.told() if line in CANCELLED[:5]] == CANCELLED[:5]
    assert socket.pushes("command")[0][2]["isAutomated"] is True
    assert place.server.venue.position(place.account.venue, MNQ) == 0


def test_a_change_of_a_held_leg_is_told_twice_and_reported_on_the_entry() -> None:
    place = Place()
    socket = place.socket()
    legs = {"bracket1": leg("Sell", "Stop", stopPrice=95)}
    ids = socket.ask("order/placeoso", 2, body=place.order("Buy", 1, "Limit", legs, price=99))["d"]
    socket.forget()
    body = {"orderId": ids["oso1Id"], "orderQty": 1, "orderType": "Stop", "stopPrice": 94, "isAutomated": True}
    socket.ask("order/modifyorder", 3, body=body)
    assert socket.told() == [
        "command Created Modify Pending",
        "orderVersion Created",
        "command Updated Modify OnHold",
        "orderVersion Updated",
        "executionReport Created Replaced",
        "orderVersion Updated",
    ]
    assert socket.pushes("executionReport")[0][2]["orderId"] == ids["orderId"]
    assert socket.pushes("orderVersion")[-1][2]["orderId"] == ids["orderId"]


@pytest.mark.parametrize("links", list(SiblingLinks))
def test_a_pair_cancels_its_sibling_whatever_its_rows_tell(links: SiblingLinks) -> None:
    place = Place(Options(sibling_links=links))
    socket = place.socket()
    other = leg("Sell", "Stop", stopPrice=95, clOrdId="c-2")
    body = place.order("Sell", kind="Limit", price=105, clOrdId="c-1", other=other)
    ids = socket.ask("order/placeoco", 2, body=body)["d"]
    assert [row["clOrdId"] for _, event, row in socket.pushes("command") if event == "Created"] == ["c-1", "c-2"]
    rows = {row["id"]: row for _, _, row in socket.pushes("order")}
    assert ("linkedId" in rows[ids["orderId"]]) is (links is not SiblingLinks.NONE)
    place.market.move(MNQ, Decimal(106))
    place.settle()
    assert {row["ordStatus"] for row in socket.ask("order/list", 3)["d"]} == {"Filled", "Canceled"}


def test_a_position_is_liquidated_with_its_orders_and_never_when_flat() -> None:
    place = Place()
    socket = place.socket()
    body = {"accountId": place.account.id, "contractId": 4215001, "admin": False, "isAutomated": True}
    assert socket.ask("order/liquidateposition", 2, body=body)["d"]["failureReason"] == "UnknownReason"
    socket.ask("order/placeorder", 3, body=place.order(qty=3))
    socket.ask("order/placeorder", 4, body=place.order("Sell", kind="Limit", price=110))
    number = socket.ask("order/liquidateposition", 5, body=body)["d"]["orderId"]
    orders = {row["id"]: row for row in socket.ask("order/list", 6)["d"]}
    assert (orders[number]["ordStatus"], orders[number]["action"], orders[number]["admin"]) == ("Filled", "Sell", False)
    assert {row["ordStatus"] for row in orders.values()} == {"Filled", "Canceled"}
    assert place.server.venue.position(place.account.venue, MNQ) == 0


def test_the_risk_desk_liquidates_with_orders_that_say_so() -> None:
    place = Place()
    socket = place.socket()
    socket.ask("order/placeorder", 2, body=place.order(qty=3))
    socket.forget()
    number = place.server.liquidate(place.account, MNQ, "daily loss limit")
    place.settle()
    assert socket.pushes()[0][0::2] == (
        "accountRiskStatus",
        {"id": place.account.id, "adminAction": "LiquidateImmediately"}
        | {"adminTimestamp": socket.pushes()[0][2]["adminTimestamp"]},
    )
    assert [(str(r["id"]), r["admin"]) for _, event, r in socket.pushes("order") if event == "Created"] == [
        (number, True)
    ]


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"accountSpec": None}, {"failureReason": "UnknownReason", "failureText": "Access is denied"}),
        ({"accountId": None}, {"failureReason": "UnknownReason", "failureText": "Access is denied"}),
        ({"symbol": "FOOZ6"}, {"failureReason": "UnknownReason", "failureText": "Access is denied"}),
        ({"customTag50": "x"}, {"failureReason": "UnknownReason", "failureText": "unregistered Tag50"}),
        ({"orderType": "MIT", "price": 99}, {"failureReason": "Unsupported", "failureText": "MIT is not supported"}),
        ({"orderType": "Limit"}, {"failureReason": "InvalidPrice", "failureText": "price is missing"}),
    ],
)
def test_what_cannot_be_placed_is_refused_at_200(change: Row, answer: Row) -> None:
    place = Place()
    token = place.token()
    assert place.http("POST", "order/placeorder", place.order() | change, token) == (200, answer)
    assert place.http("GET", "order/list", token=token) == (200, [])


@pytest.mark.parametrize(
    "change",
    [
        {"action": "BUY"},
        {"orderQty": 0},
        {"orderQty": "1"},
        {"orderType": "limit"},
        {"timeInForce": "DAY"},
        {"orderType": "Limit", "price": "99"},
    ],
)
def test_what_is_malformed_is_400_with_what_was_violated(change: Row) -> None:
    place = Place()
    status, answer = place.http("POST", "order/placeorder", place.order() | change, place.token())
    assert status == 400
    assert answer["violations"][0]["constraint"] in change


def test_a_price_off_the_grid_is_rejected_after_it_was_taken() -> None:
    place = Place()
    socket = place.socket()
    assert "orderId" in socket.ask("order/placeorder", 2, body=place.order(kind="Limit", price=99.1))["d"]
    assert "invalid price increment" in socket.pushes("commandReport")[-1][2]["text"]
    assert socket.told()[-1] == "order Updated Rejected"


def test_a_locked_account_is_refused_by_push_or_at_once() -> None:
    place = Place()
    socket = place.socket()
    place.server.lock(place.account, "daily loss limit")
    assert "orderId" in socket.ask("order/placeorder", 2, body=place.order())["d"]
    assert socket.pushes("commandReport")[-1][2]["rejectReason"] == "TradingLocked"
    assert socket.pushes("accountRiskStatus")[0][2]["adminAction"] == "LockTradingImmediately"
    place.server.options.risk_at_once = True
    answer = socket.ask("order/placeorder", 3, body=place.order())["d"]
    assert answer == {"failureReason": "TradingLocked", "failureText": "daily loss limit"}


def test_a_failure_may_name_an_order_beside_its_reason() -> None:
    place = Place()
    socket = place.socket()
    place.server.orders.fail_next("RiskCheckTimeout", "try again", 700000000999)
    answer = socket.ask("order/placeorder", 2, body=place.order())["d"]
    assert answer == {"failureReason": "RiskCheckTimeout", "failureText": "try again", "orderId": 700000000999}
    assert socket.pushes() == []


def test_a_client_id_may_be_used_again() -> None:
    place = Place()
    socket = place.socket()
    for number in (2, 3):
        assert "orderId" in socket.ask("order/placeorder", number, body=place.order(clOrdId="same"))["d"]
    assert place.server.venue.position(place.account.venue, MNQ) == 2


@pytest.mark.parametrize(("tif", "filled"), [("IOC", 20), ("FOK", 0)])
def test_what_may_not_rest_does_not(tif: str, filled: int) -> None:
    place = Place()
    place.market.refills = False
    socket = place.socket()
    socket.ask("order/placeorder", 2, body=place.order(qty=25, kind="Limit", price=101, timeInForce=tif))
    assert place.server.venue.position(place.account.venue, MNQ) == filled
    assert place.server.venue.working(place.account.venue) == ()


@pytest.mark.parametrize("reply", list(ReplyPlace))
def test_the_answer_stands_where_it_is_wanted_among_its_pushes(reply: ReplyPlace) -> None:
    place = Place(Options(reply=reply))
    socket = place.socket()
    socket.ask("order/placeorder", 2, body=place.order(kind="Limit", price=99))
    where = [message.get("i") for message in socket.messages()].index(2)
    assert len(socket.messages()) == 13
    assert where == {ReplyPlace.FIRST: 0, ReplyPlace.LAST: 12}.get(reply, where)


def test_a_trailing_stop_changes_in_size_only() -> None:
    place = Place()
    socket = place.socket()
    body = place.order("Sell", kind="TrailingStop", pegDifference=5)
    number = socket.ask("order/placeorder", 2, body=body)["d"]["orderId"]
    change = {"orderId": number, "orderQty": 2, "orderType": "TrailingStop", "isAutomated": True}
    refused = socket.ask("order/modifyorder", 3, body=change | {"pegDifference": 6})["d"]
    assert refused["failureReason"] == "TrailingStopNonOrderQtyModify"
    assert "commandId" in socket.ask("order/modifyorder", 4, body=change | {"pegDifference": 5})["d"]


def test_the_traders_hand_is_another_session_of_the_same_login_without_client_ids() -> None:
    place = Place()
    socket = place.socket()
    hand = place.server.hand(place.account)
    number = hand.place(MNQ, Side.BUY, 1, OrderKind.LIMIT, Decimal(99))
    place.settle()
    assert socket.told() == ACCEPTED
    command = socket.pushes("command")[0][2]
    assert "clOrdId" not in command
    assert (command["senderId"], command["isAutomated"]) == (place.user.id, False)
    socket.ask("order/placeorder", 2, body=place.order())
    assert socket.pushes("command")[-1][2]["userSessionId"] != command["userSessionId"]
    assert hand.modify(number, qty=2) == ""
    assert hand.cancel(number) == ""
    assert hand.cancel(number) == "Already canceled"
