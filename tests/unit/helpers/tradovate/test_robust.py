"""Whatever a client sends, the server answers and goes on: an error of its own would look like one of the client's."""

from decimal import Decimal
from random import Random

from tests.helpers.tradovate.client import DEMO, Place
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.wire import Json, encode

CALLS = 3000
NAMES = (
    *("accountId", "accountSpec", "action", "symbol", "orderQty", "orderType", "price", "stopPrice", "timeInForce"),
    *("isAutomated", "orderId", "other", "bracket1", "bracket2", "contractId", "positions", "params", "users"),
    *("orderStrategyTypeId", "orderStrategyId", "accounts", "entityTypes", "splitResponses", "name", "password"),
    *("cid", "sec", "clOrdId", "pegDifference", "command", "p-ticket", "customTag50"),
)
VALUES: tuple[Json, ...] = (
    *(None, 0, -1, 1, True, "", "x", "1", [], {}, [1], {"a": 1}, 10**20, Decimal("99.25")),
    *(4215001, "MNQZ6", "Buy", "Limit", "Market", "Stop", "GTC"),
)


def test_no_call_is_an_error_of_the_server() -> None:
    most = 10**9
    place = Place(
        Options(
            user_hourly=most, renewals_hourly=most, syncs_hourly=most, anonymous_hourly=most, failed_logins_hourly=most
        )
    )
    random, token = Random(1), place.token()
    endpoints = list(place.server.board.endpoints)
    trading = [name for name in endpoints if name.startswith(("order", "user/sync", "auth", "cash", "md"))]
    resting = place.socket().ask("order/placeorder", 2, body=place.order(kind="Limit", price=50))["d"]["orderId"]
    statuses = set()
    for number in range(CALLS):
        if number % 200 == 0:
            socket = place.socket({} if number % 400 else {"entityTypes": ["order"]})
        endpoint = random.choice(trading if random.random() < 0.8 else endpoints)
        body = place.order(kind=random.choice(["Market", "Limit", "Stop"])) if random.random() < 0.5 else {}
        if random.random() < 0.3:
            body |= {"orderId": resting, "orderStrategyId": 1, "positions": [1]}
        names = list(body) if body and random.random() < 0.6 else NAMES
        body |= {random.choice(names): random.choice(VALUES) for _ in range(random.randint(0, 2))}
        query = (
            f"{random.choice(['id', 'ids', 'name', 't', 'masterid'])}={random.choice(['1', 'x', '', '1,2', '9' * 30])}"
        )
        if random.random() < 0.5:
            headers = {"Authorization": f"Bearer {token}"}
            answer = place.server.http("POST", f"{DEMO}/{endpoint}?{query}", headers, encode(body).encode())
            statuses.add(answer[0])
        else:
            socket.socket.send(f"{endpoint}\n{number + 10}\n{query}\n{encode(body)}")
            place.settle()
    assert {200, 400, 404} <= statuses
    assert 500 not in statuses
