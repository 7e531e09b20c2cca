"""Commands as the broker wants them: both names of the account, exact prices on the tick, everything stated anew."""

import json
from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.brokers.tradovate import commands, exact_json
from mimikdesk.brokers.tradovate.commands import VenueAccount
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side

ACCOUNT = VenueAccount(9_100_001, 'APEX"1-01')
TICK = Decimal("0.25")


def order(kind: OrderKind = OrderKind.MARKET, side: Side = Side.BUY, **prices: Decimal) -> PlaceOrder:
    limit, stop, trail = (prices.get(name) for name in ("limit", "stop", "trail"))
    return PlaceOrder(AccountId("T/A"), ClientOrderId("MK1"), Symbol("MNQZ6"), side, 2, kind, limit, stop, trail)


def read(body: str) -> dict[str, Any]:
    decoded = exact_json.decode(body)
    assert isinstance(decoded, dict)
    return decoded


def placed(order: PlaceOrder) -> dict[str, Any]:
    return read(commands.place_body(ACCOUNT, order, TICK))


def test_an_order_names_its_account_both_ways_and_that_no_person_clicked_it() -> None:
    assert placed(order()) == {
        "accountSpec": 'APEX"1-01',
        "accountId": 9_100_001,
        "isAutomated": True,
        "clOrdId": "MK1",
        "action": "Buy",
        "symbol": "MNQZ6",
        "orderQty": 2,
        "orderType": "Market",
        "timeInForce": "Day",
    }


@pytest.mark.parametrize(
    ("kind", "prices", "fields"),
    [
        (OrderKind.LIMIT, {"limit": "100.25"}, {"price": "100.25"}),
        (OrderKind.STOP, {"stop": "99"}, {"stopPrice": "99"}),
        (OrderKind.STOP_LIMIT, {"limit": "98.5", "stop": "99"}, {"price": "98.5", "stopPrice": "99"}),
        (OrderKind.TRAILING_STOP, {"trail": "5", "stop": "95"}, {"pegDifference": "5", "stopPrice": "95"}),
    ],
)
def test_each_kind_has_its_prices(kind: OrderKind, prices: dict[str, str], fields: dict[str, str]) -> None:
    body = placed(order(kind, Side.BUY, **{name: Decimal(price) for name, price in prices.items()}))
    assert body["orderType"] == commands.ORDER_TYPES[kind]
    shown = {name: body[name] for name in ("price", "stopPrice", "pegDifference") if name in body}
    assert shown == {name: Decimal(price) for name, price in fields.items()}


@pytest.mark.parametrize(
    ("price", "tick", "sent"),
    [
        ("100.10", "0.25", "100.00"),
        ("100.125", "0.25", "100.00"),
        ("100.13", "0.25", "100.25"),
        ("25010.7500", "0.25", "25010.75"),
        ("2000.04", "0.1", "2000.0"),
        ("1E+2", "1", "100"),
        ("-37.63", "0.01", "-37.63"),
    ],
)
def test_prices_go_out_on_the_tick_and_without_exponents(price: str, tick: str, sent: str) -> None:
    body = commands.place_body(ACCOUNT, order(OrderKind.LIMIT, limit=Decimal(price)), Decimal(tick))
    assert f'"price":{sent}' in body
    json.loads(body)


def test_a_pair_shares_one_size_and_each_order_keeps_its_own_id() -> None:
    first = order(OrderKind.LIMIT, Side.SELL, limit=Decimal(101))
    second = PlaceOrder(
        first.account, ClientOrderId("MK2"), first.symbol, Side.SELL, 2, OrderKind.STOP, stop=Decimal(99)
    )
    body = read(commands.oco_body(ACCOUNT, first, second, TICK))
    assert (body["clOrdId"], body["orderQty"], body["orderType"]) == ("MK1", 2, "Limit")
    assert body["other"] == {
        "clOrdId": "MK2",
        "action": "Sell",
        "orderType": "Stop",
        "stopPrice": 99,
        "timeInForce": "Day",
    }


def test_an_entry_carries_its_exits_as_brackets() -> None:
    exits = (order(OrderKind.LIMIT, Side.SELL, limit=Decimal(101)), order(OrderKind.STOP, Side.SELL, stop=Decimal(99)))
    body = read(commands.oso_body(ACCOUNT, order(), exits, TICK))
    assert (body["bracket1"]["orderType"], body["bracket2"]["orderType"]) == ("Limit", "Stop")


RESTING = OrderReport(
    VenueOrderId("77"),
    ClientOrderId("MK1"),
    Symbol("MNQZ6"),
    Side.SELL,
    OrderKind.STOP_LIMIT,
    3,
    1,
    OrderStatus.WORKING,
    Decimal("98.5"),
    Decimal("99"),
)


def test_a_change_states_everything_anew_and_keeps_the_time_in_force() -> None:
    change = commands.restated(77, RESTING, "GTC", None, None, Decimal("99.30"), None)
    assert read(commands.modify_body(change, TICK)) == {
        "orderId": 77,
        "orderQty": 3,
        "orderType": "StopLimit",
        "price": Decimal("98.5"),
        "stopPrice": Decimal("99.25"),
        "timeInForce": "GTC",
        "isAutomated": True,
    }
    assert not commands.changes_nothing(change, RESTING, TICK)


def test_a_change_to_what_is_so_already_changes_nothing() -> None:
    change = commands.restated(77, RESTING, "Day", 3, Decimal("98.55"), None, None)
    assert commands.changes_nothing(change, RESTING, TICK)


def test_a_cancel_and_a_close() -> None:
    assert read(commands.cancel_body(77)) == {"orderId": 77, "isAutomated": True}
    assert read(commands.liquidate_body(ACCOUNT, 4_215_001)) == {
        "accountId": 9_100_001,
        "contractId": 4_215_001,
        "admin": False,
        "isAutomated": True,
    }
