"""The operations of every entity, over REST and over the socket (section 1.1)."""

from decimal import Decimal

from tests.helpers.tradovate.client import Place, RawSocket
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.server import FIRM

LIVE = "https://live.tradovateapi.com/v1"


def test_demo_and_live_are_two_worlds_for_one_token() -> None:
    place = Place()
    live = place.server.add_account(place.user, "LIVE1", "live", owned=True)
    token = place.token()
    assert [row["name"] for row in place.http("GET", "account/list", token=token)[1]] == ["DEMO1", "DEMO2"]
    (row,) = place.http("GET", "account/list", token=token, base=LIVE)[1]
    assert (row["name"], row["userId"]) == ("LIVE1", place.user.id)
    assert place.http("GET", f"account/item?id={live.id}", token=token)[0] == 404


def test_accounts_of_a_firm_bear_its_user_whom_nobody_may_look_up() -> None:
    place = Place()
    token = place.token()
    rows = place.http("GET", "account/list?userId=1", token=token)[1]
    assert {row["userId"] for row in rows} == {FIRM}
    assert place.http("GET", f"user/item?id={FIRM}", token=token)[0] == 404


def test_items_takes_ten_ids_at_once_in_either_way_of_writing() -> None:
    place = Place()
    token = place.token()
    ids = [4215001 + place for place in range(8)]
    listed = ",".join(map(str, ids))
    repeated = "&".join(f"ids={number}" for number in ids)
    assert [row["id"] for row in place.http("GET", f"contract/items?ids={listed}", token=token)[1]] == ids
    assert [row["id"] for row in place.http("GET", f"contract/items?{repeated}", token=token)[1]] == ids
    assert place.http("GET", f"contract/items?ids={listed},1,2,3", token=token) == (404, None)


def test_what_is_missing_is_404_or_null() -> None:
    place = Place()
    token = place.token()
    assert place.http("GET", "contract/find?name=FOOZ6", token=token) == (404, None)
    place.server.options.missing_is_null = True
    assert place.http("GET", "contract/find?name=FOOZ6", token=token) == (200, None)
    assert place.http("GET", "contract/list", token=token)[0] == 404
    assert place.http("GET", "nothing/list", token=token)[0] == 404


def test_a_contract_leads_to_its_tick_and_its_value_whatever_the_capitals() -> None:
    place = Place()
    token = place.token()
    contract = place.http("GET", "Contract/Find?name=MNQZ6", token=token)[1]
    maturity = place.http("GET", f"contractMaturity/item?id={contract['contractMaturityId']}", token=token)[1]
    product = place.http("GET", f"product/item?id={maturity['productId']}", token=token)[1]
    assert (product["name"], product["tickSize"], product["valuePerPoint"]) == ("MNQ", Decimal("0.25"), 2)
    assert place.http("GET", f"contractMaturity/deps?masterid={product['id']}", token=token)[1] == [maturity]
    assert place.http("GET", "contract/suggest?t=mnq&l=10", token=token)[1] == [contract]
    assert place.http("GET", "contract/suggest?t=M&l=2", token=token)[1][0] == contract


def test_dependents_are_found_by_their_master() -> None:
    place = Place()
    socket = place.socket()
    number = socket.ask("order/placeorder", 2, body=place.order(qty=7, clOrdId="c-1"))["d"]["orderId"]
    other = socket.ask("order/placeorder", 3, body=place.order(kind="Limit", price=99))["d"]["orderId"]
    fills = socket.ask("fill/deps", 4, f"masterid={number}")["d"]
    assert [fill["qty"] for fill in fills] == [5, 2]
    assert socket.ask("fill/ldeps", 5, f"masterids={number},{other}")["d"] == fills
    (command,) = socket.ask("command/deps", 6, f"masterid={number}")["d"]
    assert (command["clOrdId"], command["commandType"]) == ("c-1", "New")
    reports = socket.ask("commandreport/deps", 8, f"masterid={number}")["d"]
    assert [report["commandStatus"] for report in reports] == ["RiskPassed", "AtExecution"]
    orders = socket.ask("order/deps", 9, f"masterid={place.account.id}")["d"]
    assert [order["ordStatus"] for order in orders] == ["Filled", "Working"]


def test_rows_are_whole_and_ids_have_twelve_digits() -> None:
    place = Place()
    socket = place.socket()
    number = socket.ask("order/placeorder", 2, body=place.order())["d"]["orderId"]
    assert len(str(number)) == 12
    row = socket.ask("order/item", 3, f"id={number}")["d"]
    assert not {"orderQty", "orderType", "price"} & set(row)
    assert row["admin"] is False


def test_an_account_may_be_absent_for_a_while_and_trades_on() -> None:
    place = Place()
    socket = place.socket()
    place.account.missing = True
    assert [row["name"] for row in socket.ask("account/list", 2)["d"]] == ["DEMO2"]
    assert "orderId" in socket.ask("order/placeorder", 3, body=place.order())["d"]


def test_another_login_sees_nothing_of_it() -> None:
    place = Place(Options())
    place.server.add_user("bob", "secret")
    token = place.http("POST", "auth/accesstokenrequest", {"name": "bob", "password": "secret"})[1]["accessToken"]
    bobs = RawSocket(place)
    place.settle()
    bobs.log_in(token, {})
    place.socket().ask("order/placeorder", 2, body=place.order())
    assert bobs.pushes() == []
    assert place.http("GET", "order/list", token=token) == (200, [])
    assert place.http("POST", "order/placeorder", place.order(), token)[1]["failureText"] == "Access is denied"
