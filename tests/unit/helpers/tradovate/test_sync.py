"""The first dump, what a socket is told after it, and the ends of sessions (sections 5 and 12)."""

from decimal import Decimal

import pytest

from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.client import MNQ, Place, RawSocket
from tests.helpers.tradovate.options import Options, SplitShape
from tests.helpers.tradovate.wire import Json, Row


def dump(place: Place, **wanted: object) -> Row:
    socket = RawSocket(place)
    place.settle()
    return dict(socket.log_in(place.token(), {"users": [place.user.id]} | wanted))


def test_a_dump_names_only_contracts_that_its_rows_name() -> None:
    place = Place(Options(sparse_dump=True))
    empty = dump(place)
    assert "contracts" not in empty
    assert [row["name"] for row in empty["accounts"]] == ["DEMO1", "DEMO2"]
    assert "orders" not in empty
    place.server.hand(place.account).place(MNQ, Side.BUY, 1)
    full = dump(place)
    assert [row["name"] for row in full["contracts"]] == ["MNQZ6"]
    assert [row["name"] for row in full["products"]] == ["MNQ"]
    assert [len(full[name]) for name in ("orders", "orderVersions", "commands", "fills", "positions")] == [1] * 5


def test_a_dump_and_what_follows_hold_what_was_asked_for() -> None:
    place = Place()
    place.server.hand(place.account).place(MNQ, Side.BUY, 1)
    place.server.hand(place.other).place(MNQ, Side.BUY, 1)
    socket = RawSocket(place)
    place.settle()
    wanted = {"accounts": [place.other.id], "entityTypes": ["fill", "position", "account"]}
    first = socket.log_in(place.token(), wanted)
    assert set(first) == {"users", "contractGroups", "accounts", "positions", "fills"}
    assert [len(first[name]) for name in ("accounts", "positions", "fills")] == [1, 1, 1]
    socket.forget()
    place.server.hand(place.account).place(MNQ, Side.BUY, 1)
    place.server.hand(place.other).place(MNQ, Side.BUY, 1)
    place.settle()
    assert [kind for kind, _, _ in socket.pushes()] == ["fill", "position"]


def test_a_socket_that_did_not_ask_is_told_nothing() -> None:
    place = Place()
    socket = RawSocket(place)
    place.settle()
    socket.ask("authorize", 0, body=place.token())
    place.server.hand(place.account).place(MNQ, Side.BUY, 1)
    place.settle()
    assert socket.pushes() == []


def test_what_another_session_does_is_told_too() -> None:
    place = Place()
    one, two = place.socket(), place.socket()
    one.ask("order/placeorder", 2, body=place.order())
    assert two.told() == one.told()
    assert "fill Created" in two.told()


@pytest.mark.parametrize("shape", list(SplitShape))
def test_a_split_dump_comes_in_chunks_that_make_the_whole(shape: SplitShape) -> None:
    place = Place(Options(split_shape=shape, split_rows=3, pack=1, sparse_dump=True))
    place.server.hand(place.account).place(MNQ, Side.BUY, 7)
    whole = dump(place)
    socket = RawSocket(place)
    place.settle()
    socket.log_in(place.token(), {"users": [place.user.id], "splitResponses": True})
    collected: Row = {}
    for message in socket.messages():
        data: Json = message.get("d")
        if message.get("i") == 1:
            for name, rows in data.items():
                collected.setdefault(name, []).extend(rows)
        elif message.get("e") == "props":
            for item in data:
                kind = next(name for name in whole if name.lower().startswith(item["entityType"].lower()[:-1]))
                collected.setdefault(kind, []).append(item["entity"])
    assert len(socket.messages()) > 3
    if shape is SplitShape.OBJECTS:
        assert collected == whole
    assert sum(map(len, collected.values())) == sum(map(len, whole.values()))


def test_a_dump_may_be_longer_than_a_mebibyte() -> None:
    place = Place(Options(sync_padding=1_100_000))
    socket = RawSocket(place)
    place.settle()
    socket.log_in(place.token())
    assert max(map(len, socket.frames)) > 1 << 20


def test_the_dump_of_another_user_is_denied() -> None:
    place = Place()
    socket = RawSocket(place)
    place.settle()
    socket.ask("authorize", 0, body=place.token())
    assert socket.ask("user/syncrequest", 1, body={"users": [1]})["s"] == 401


def test_after_the_session_only_what_still_works_is_listed() -> None:
    place = Place()
    socket = place.socket()
    hand = place.server.hand(place.account)
    hand.place(MNQ, Side.BUY, 2)
    day = hand.place(MNQ, Side.BUY, 1, OrderKind.LIMIT, Decimal(98))
    gtc = hand.place(MNQ, Side.BUY, 1, OrderKind.LIMIT, Decimal(98), tif="GTC")
    place.settle()
    socket.forget()
    place.server.end_session()
    place.settle()
    assert [str(r["id"]) for _, _, r in socket.pushes("order") if r["ordStatus"] == "Expired"] == [day]
    assert [(r["prevPos"], r["bought"], r["netPos"]) for _, _, r in socket.pushes("position")] == [(2, 0, 2)]
    after = dump(place)
    assert after["fills"] == after["contracts"][1:] == []
    assert [str(row["id"]) for row in after["orders"]] == [gtc]
    assert [str(row["orderId"]) for row in after["orderVersions"]] == [gtc]
    assert after["cashBalances"][0]["realizedPnL"] == 0


def test_the_whole_session_may_be_told_once_more() -> None:
    place = Place()
    socket = place.socket()
    socket.ask("order/placeorder", 2, body=place.order())
    once = socket.told()
    place.server.replay(place.user)
    place.settle()
    assert socket.told() == once * 2


def test_rows_come_in_another_legal_order_with_each_seed_and_are_the_same_rows() -> None:
    def told(options: Options) -> list[tuple[str, str, Row]]:
        place = Place(options)
        socket = place.socket()
        socket.ask("order/placeorder", 2, body=place.order(qty=7))
        return socket.pushes()

    plain = told(Options())
    orders = [told(Options(shuffle=True, seed=seed)) for seed in range(20)]
    assert told(Options(shuffle=True, seed=3)) == orders[3]
    assert len({str([(kind, row["id"]) for kind, _, row in each]) for each in orders}) > 15
    for each in orders:
        assert sorted(map(str, each)) == sorted(map(str, plain))
        for kind in ("order", "command", "fill", "position"):
            assert [row for row in each if row[0] == kind] == [row for row in plain if row[0] == kind]
    firsts = [[kind for kind, _, _ in each] for each in orders]
    assert any(kinds.index("fill") < kinds.index("executionReport") for kinds in firsts)
    last_order = [max(i for i, kind in enumerate(kinds) if kind == "order") for kinds in firsts]
    assert any(kinds.index("position") < last for kinds, last in zip(firsts, last_order, strict=True))


def test_odd_messages_still_hold_the_same_rows() -> None:
    place = Place(Options(odd=1.0, seed=5))
    socket = place.socket()
    for number in range(2, 12):
        socket.ask("order/placeorder", number, body=place.order())
    shapes = set()
    for message in socket.messages():
        data: Json = message.get("d")
        if isinstance(data, list):
            shapes.add("array of pushes")
        elif "e" in message and message["e"] != "props":
            shapes.add("unknown event")
        elif isinstance(data, dict) and "entityType" in data:
            entity = data["entity"]
            shapes.add("array of rows" if isinstance(entity, list) else "row")
            if "eventType" not in data:
                shapes.add("no event type")
            if data["entityType"] == "userSessionStats":
                shapes.add("unknown entity")
            if "someNewField" in entity:
                shapes.add("unknown field")
            if "SomethingNew" in str(entity):
                shapes.add("unknown value")
    assert shapes == {
        *("array of pushes", "unknown event", "array of rows", "row"),
        *("no event type", "unknown entity", "unknown field", "unknown value"),
    }


def test_a_cash_snapshot_has_the_open_profit_at_the_prices_of_now() -> None:
    place = Place()
    token = place.token()
    place.server.hand(place.account).place(MNQ, Side.BUY, 2)
    place.server.hand(place.other).place(MNQ, Side.BUY, 1)
    place.market.move(MNQ, Decimal(101))
    place.server.hand(place.other).place(MNQ, Side.SELL, 1)
    body = {"accountId": place.account.id}
    status, answer = place.http("POST", "cashBalance/getcashbalancesnapshot", body, token)
    assert status == 200
    assert (answer["openPnL"], answer["realizedPnL"]) == (3, 0)
    assert answer["netLiq"] == answer["totalCashValue"] + 3
    assert place.http("POST", "cashBalance/getcashbalancesnapshot", {"accountId": 1}, token)[0] == 404


def test_trade_dates_turn_at_five_in_chicago_and_leave_out_the_weekend() -> None:
    place = Place()  # 14:30 UTC on Monday, January 5
    hand = place.server.hand(place.account)
    days = []
    for hours in (0, 8, 1, 4 * 24):
        place.settle(hours * 3600 * SECOND + MILLISECOND)
        hand.place(MNQ, Side.BUY, 1)
        rows = [kept.row for kept in place.server.stores["demo"].all("fill")]
        days.append(rows[-1]["tradeDate"]["day"])
    assert days == [5, 5, 6, 12]  # 22:30 UTC, 23:30 UTC; Friday 23:30 UTC is already Monday's
