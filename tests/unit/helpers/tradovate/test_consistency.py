"""Whatever is traded and however it is told: pushes, lists, dumps and the exchange's own books say the same."""

from decimal import Decimal
from random import Random

import pytest

from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.client import MNQ, Place, RawSocket
from tests.helpers.tradovate.options import Options, ReplyPlace
from tests.helpers.tradovate.sequences import FINAL
from tests.helpers.tradovate.wire import Json, Row

TOLD = ("order", "orderVersion", "command", "commandReport", "executionReport", "fill", "position", "fillPair")
STEPS = 40


class Session:
    """A random session of one program and of the trader's own hand, over one socket."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        delay = self.random.choice([0, 0, 30 * MILLISECOND])
        options = Options(shuffle=seed % 2 == 1, seed=seed, reply=ReplyPlace.ANYWHERE, exchange_delay=delay)
        options.rejected_replace_kills = seed % 3 == 0
        self.place = Place(options)
        self.socket = self.place.socket()
        self.number = 10

    def play(self) -> None:
        for _ in range(STEPS):
            step = self.random.choice([self.single, self.single, self.bracket, self.pair, self.touch, self.by_hand])
            step()
            if self.random.random() < 0.5:
                self.place.market.move(MNQ, Decimal(self.random.randint(96 * 4, 104 * 4)) / 4)
            self.place.settle(self.random.choice([1, 50, 400]) * MILLISECOND)
        self.place.settle(2 * SECOND)

    def ask(self, endpoint: str, body: Row) -> None:
        self.number += 1
        assert self.socket.ask(endpoint, self.number, body=body)["s"] == 200

    def price(self, low: int, high: int) -> Decimal:
        return Decimal(self.random.randint(low * 4, high * 4)) / 4

    def body(self, **more: Json) -> Row:
        action, qty = self.random.choice(["Buy", "Sell"]), self.random.randint(1, 8)
        kind = self.random.choice(["Market", "Limit", "Stop", "TrailingStop"])
        body = self.place.order(action, qty, kind, more)
        points = {"Limit": {"price": self.price(95, 105)}, "Stop": {"stopPrice": self.price(95, 105)}}
        return body | points.get(kind, {"pegDifference": Decimal(2)} if kind == "TrailingStop" else {})

    def single(self) -> None:
        self.ask("order/placeorder", self.body())

    def legs(self, action: str) -> tuple[Row, Row]:
        far, near = (106, 94) if action == "Sell" else (94, 106)
        return (
            {"action": action, "orderType": "Limit", "price": far},
            {"action": action, "orderType": "Stop", "stopPrice": near},
        )

    def bracket(self) -> None:
        body = self.body()
        first, second = self.legs("Sell" if body["action"] == "Buy" else "Buy")
        self.ask("order/placeoso", body | {"bracket1": first, "bracket2": second})

    def pair(self) -> None:
        first, second = self.legs(self.random.choice(["Buy", "Sell"]))
        self.ask("order/placeoco", self.place.order() | first | {"other": second})

    def touch(self) -> None:
        orders = list(self.place.server.desks["demo"].orders.values())
        if not orders:
            return
        order = self.random.choice(orders)
        if self.random.random() < 0.5:
            self.ask("order/cancelorder", {"orderId": order.id, "isAutomated": True})
            return
        change = order.params | {"orderQty": self.random.randint(1, 8), "isAutomated": True}
        self.ask("order/modifyorder", change | {"orderId": order.id})

    def by_hand(self) -> None:
        hand = self.place.server.hand(self.place.account, link_ids=False)
        side = self.random.choice(list(Side))
        target, loss = (self.price(101, 105), self.price(95, 99))[:: side.sign]
        exits = (
            NewOrder(MNQ, side.opposite, 2, OrderKind.LIMIT, target),
            NewOrder(MNQ, side.opposite, 2, OrderKind.STOP, None, loss),
        )
        if self.random.random() < 0.6:
            hand.place_strategy(NewOrder(MNQ, side, 2), *exits)
        elif self.random.random() < 0.5:
            hand.close(MNQ)
        else:
            hand.place_bracket(NewOrder(MNQ, side, 2, OrderKind.LIMIT, self.price(98, 102)), *exits)


def upserted(socket: RawSocket) -> dict[str, dict[int, Row]]:
    found: dict[str, dict[int, Row]] = {kind: {} for kind in TOLD}
    for kind, _, row in socket.pushes(*TOLD):
        found[kind][row["id"]] = row
    return found


@pytest.mark.parametrize("seed", range(12))
def test_all_ways_of_asking_say_the_same(seed: int) -> None:
    session = Session(seed)
    session.play()
    place, told = session.place, upserted(session.socket)
    venue = place.server.venue
    assert place.server.complaints == []
    # what pairing changes later in a fill is not told again
    for fill in told["fill"].values():
        fill["finallyPaired"] = place.server.stores["demo"].row("fill", fill["id"])["finallyPaired"]
    for number, kind in enumerate(TOLD, 1000):
        listed = session.socket.ask(f"{kind.lower()}/list", number)["d"]
        assert {row["id"]: row for row in listed} == told[kind]
    second = RawSocket(place)
    place.settle()
    dump = second.log_in(place.token())
    assert {row["id"]: row for row in dump["orders"]} == told["order"]
    held = sum(fill["qty"] * (1 if fill["action"] == "Buy" else -1) for fill in told["fill"].values())
    assert held == venue.position(place.account.venue, MNQ) == next(iter(told["position"].values()))["netPos"]
    alive = {number for number, row in told["order"].items() if row["ordStatus"] not in FINAL}
    assert len(alive) == len(venue.working(place.account.venue)) + len(held_here(place))
    for number, row in told["order"].items():
        filled = sum(fill["qty"] for fill in told["fill"].values() if fill["orderId"] == number)
        wanted = place.server.desks["demo"].orders[number].params["orderQty"]
        assert (filled == wanted) is (row["ordStatus"] == "Filled"), row
        assert filled <= wanted


def held_here(place: Place) -> list[int]:
    """Legs of strategies that the exchange has not seen yet."""
    orders = place.server.desks["demo"].orders.values()
    return [order.id for order in orders if order.venue is None and not order.final]
