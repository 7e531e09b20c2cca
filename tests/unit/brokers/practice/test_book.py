"""The order book's rules, one by one, and against a simple model of them on random sequences."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.practice.book import NOBODY_LEFT, SELF_TRADE, Book
from mimikdesk.brokers.practice.floor import Floor
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderKind, OrderStatus, Side

BUY, SELL = Side.BUY, Side.SELL
MNQ = Symbol("MNQZ6")
ANN, BEN, CLEO = (AccountId(f"P/{name}") for name in ("Ann", "Ben", "Cleo"))


@dataclass
class Pit:
    """A book and everything it told."""

    trades: list[tuple[Order, Order, int, int]] = field(default_factory=list)
    ends: list[Order] = field(default_factory=list)
    moves: list[tuple[Order, int | None]] = field(default_factory=list)
    last: int = 100

    def __post_init__(self) -> None:
        self.book = Book(self, self.last)

    def traded(self, maker: Order, taker: Order, price: int, qty: int) -> None:
        self.trades.append((maker, taker, price, qty))

    def ended(self, order: Order) -> None:
        self.ends.append(order)

    def moved(self, order: Order) -> None:
        self.moves.append((order, order.stop))

    def place(
        self,
        owner: AccountId | None,
        side: Side,
        qty: int,
        limit: int | None = None,
        stop: int | None = None,
    ) -> Order:
        kinds = {
            (False, False): OrderKind.MARKET,
            (True, False): OrderKind.LIMIT,
            (False, True): OrderKind.STOP,
            (True, True): OrderKind.STOP_LIMIT,
        }
        order = Order(owner, MNQ, side, qty, kinds[limit is not None, stop is not None], limit, stop)
        self.book.submit(order)
        return order

    def prints(self) -> list[tuple[int, int]]:
        return [(price, qty) for _, _, price, qty in self.trades]


@pytest.fixture
def pit() -> Pit:
    return Pit()


def test_a_market_order_takes_the_best_prices_first_in_parts(pit: Pit) -> None:
    for price, qty in ((103, 5), (101, 2), (102, 3)):
        pit.place(ANN, SELL, qty, limit=price)
    taker = pit.place(BEN, BUY, 6)
    assert pit.prints() == [(101, 2), (102, 3), (103, 1)]
    assert taker.status is OrderStatus.FILLED
    assert pit.book.depth(SELL) == [(103, 4)]


def test_at_one_price_the_earlier_order_trades_first(pit: Pit) -> None:
    first, second = pit.place(ANN, BUY, 2, limit=99), pit.place(BEN, BUY, 2, limit=99)
    pit.place(CLEO, SELL, 3)
    assert [(maker, qty) for maker, _, _, qty in pit.trades] == [(first, 2), (second, 1)]


def test_a_limit_order_trades_at_the_resting_price_and_rests_with_the_remainder(pit: Pit) -> None:
    pit.place(ANN, SELL, 2, limit=101)
    pit.place(ANN, SELL, 2, limit=104)
    bid = pit.place(BEN, BUY, 5, limit=103)
    assert pit.prints() == [(101, 2)]
    assert (bid.status, bid.remaining, pit.book.bid) == (OrderStatus.WORKING, 3, 103)


def test_the_rest_of_a_market_order_that_finds_nobody_is_cancelled(pit: Pit) -> None:
    pit.place(ANN, SELL, 2, limit=101)
    taker = pit.place(BEN, BUY, 5)
    assert (taker.status, taker.filled, taker.text) == (OrderStatus.CANCELLED, 2, NOBODY_LEFT)
    assert pit.ends == [taker]


def test_an_account_never_trades_with_itself_the_resting_order_is_cancelled(pit: Pit) -> None:
    own = pit.place(ANN, SELL, 2, limit=101)
    other = pit.place(BEN, SELL, 2, limit=102)
    taker = pit.place(ANN, BUY, 1)
    assert (own.status, own.text) == (OrderStatus.CANCELLED, SELF_TRADE)
    assert [(maker, filler) for maker, filler, _, _ in pit.trades] == [(other, taker)]


def test_a_smaller_quantity_keeps_the_place_in_the_queue(pit: Pit) -> None:
    first, _ = pit.place(ANN, BUY, 5, limit=99), pit.place(BEN, BUY, 5, limit=99)
    pit.book.modify(first, 2, 99, None)
    pit.place(CLEO, SELL, 1)
    assert pit.trades[0][0] is first
    assert pit.book.depth(BUY) == [(99, 6)]


@pytest.mark.parametrize(("qty", "price"), [(6, 99), (5, 98)], ids=["more", "another price and back"])
def test_a_larger_quantity_or_another_price_loses_the_place_in_the_queue(pit: Pit, qty: int, price: int) -> None:
    first, second = pit.place(ANN, BUY, 5, limit=99), pit.place(BEN, BUY, 5, limit=99)
    pit.book.modify(first, qty, price, None)
    pit.book.modify(first, qty, 99, None)
    pit.place(CLEO, SELL, 1)
    assert pit.trades[0][0] is second


def test_a_changed_price_that_crosses_trades_at_once(pit: Pit) -> None:
    pit.place(ANN, SELL, 2, limit=101)
    bid = pit.place(BEN, BUY, 2, limit=99)
    pit.book.modify(bid, 2, 101, None)
    assert pit.prints() == [(101, 2)]


def test_a_cancelled_order_trades_no_more(pit: Pit) -> None:
    bid = pit.place(ANN, BUY, 2, limit=99)
    waiting = pit.place(ANN, SELL, 2, stop=95)
    pit.book.cancel(bid)
    pit.book.cancel(waiting)
    pit.place(BEN, BUY, 1, limit=95)
    pit.place(CLEO, SELL, 1)
    assert [maker.owner for maker, _, _, _ in pit.trades] == [BEN]
    assert waiting.status is OrderStatus.CANCELLED


@pytest.mark.parametrize(
    ("side", "stop", "print_at", "triggers"),
    [(BUY, 105, 105, True), (BUY, 105, 106, True), (BUY, 105, 104, False), (SELL, 95, 95, True), (SELL, 95, 96, False)],
)
def test_a_stop_triggers_when_a_trade_prints_at_or_through_it(
    pit: Pit, side: Side, stop: int, print_at: int, triggers: bool
) -> None:
    order = pit.place(ANN, side, 1, stop=stop)
    pit.place(BEN, side.opposite, 3, limit=print_at)
    assert not order.triggered
    pit.place(CLEO, side, 1)
    assert order.triggered is triggers
    assert (order.status is OrderStatus.FILLED) is triggers


def test_a_stop_triggers_on_a_quote_alone(pit: Pit) -> None:
    pit.place(BEN, SELL, 5, limit=110)
    order = pit.place(ANN, BUY, 1, stop=105)
    pit.place(CLEO, BUY, 1, limit=104)
    assert not order.triggered
    pit.place(CLEO, BUY, 1, limit=105)
    assert pit.prints() == [(110, 1)]
    assert order.status is OrderStatus.FILLED


def test_a_stop_is_not_triggered_by_a_print_from_before_it_was_there(pit: Pit) -> None:
    pit.place(BEN, SELL, 1, limit=105)
    pit.place(CLEO, BUY, 1)
    pit.place(CLEO, SELL, 1, limit=104)
    order = pit.place(ANN, BUY, 1, stop=104)
    pit.place(BEN, BUY, 1, limit=90)
    assert not order.triggered


def test_a_triggered_stop_limit_rests_at_its_limit(pit: Pit) -> None:
    order = pit.place(ANN, BUY, 3, limit=106, stop=105)
    pit.place(BEN, SELL, 1, limit=105)
    pit.place(BEN, SELL, 1, limit=106)
    pit.place(BEN, SELL, 1, limit=107)
    pit.place(CLEO, BUY, 1)
    assert pit.prints() == [(105, 1), (106, 1)]
    assert (order.status, order.remaining, pit.book.bid) == (OrderStatus.WORKING, 2, 106)


def test_stops_trigger_one_another_nearest_price_first(pit: Pit) -> None:
    for price in (105, 106, 107, 108):
        pit.place(BEN, SELL, 1, limit=price)
    far, near = pit.place(ANN, BUY, 1, stop=106), pit.place(ANN, BUY, 1, stop=105)
    pit.place(CLEO, BUY, 1)
    assert [taker for _, taker, _, _ in pit.trades[1:]] == [near, far]
    assert pit.prints() == [(105, 1), (106, 1), (107, 1)]


def test_a_stop_meets_the_whole_new_ladder_when_the_market_jumps(pit: Pit) -> None:
    market = Floor(MNQ, pit.book)
    market.make([(99, 5)], [(100, 5)])
    buy_stop, sell_stop = pit.place(ANN, BUY, 3, stop=110), pit.place(ANN, SELL, 3, stop=80)
    market.make([(199, 5)], [(200, 5)])
    assert (buy_stop.status, pit.prints()) == (OrderStatus.FILLED, [(200, 3)])
    market.make([(49, 5)], [(50, 5)])
    assert (sell_stop.status, pit.prints()[1:]) == (OrderStatus.FILLED, [(49, 3)])


def test_the_markets_ladder_trades_with_a_customer_it_runs_into_at_his_price(pit: Pit) -> None:
    bid = pit.place(ANN, BUY, 4, limit=98)
    Floor(MNQ, pit.book).make([(89, 5)], [(90, 5), (91, 5)])
    assert (bid.status, pit.prints()) == (OrderStatus.FILLED, [(98, 4)])
    assert pit.book.depth(SELL) == [(90, 1), (91, 5)]


# --- against a simple model -------------------------------------------------------------------------------------


class Model:
    """The same rules with nothing but lists and sorting. Orders are named by their number."""

    def __init__(self) -> None:
        self.resting: list[dict[str, int]] = []
        self.stops: list[dict[str, int]] = []
        self.trades: list[tuple[int, int, int, int]] = []
        self.last = 100
        self.clock = 0

    def best(self, sign: int) -> dict[str, int] | None:
        side = [order for order in self.resting if order["sign"] == sign]
        return min(side, key=lambda o: (-o["limit"] * sign, o["time"])) if side else None

    def enter(self, order: dict[str, int], prints: list[int]) -> None:
        while order["left"]:
            maker = self.best(-order["sign"])
            if maker is None or ("limit" in order and (maker["limit"] - order["limit"]) * order["sign"] > 0):
                break
            if maker["owner"] == order["owner"]:
                self.resting.remove(maker)
                continue
            qty = min(maker["left"], order["left"])
            self.trades.append((maker["number"], order["number"], maker["limit"], qty))
            prints.append(maker["limit"])
            self.last = maker["limit"]
            maker["left"] -= qty
            order["left"] -= qty
            if not maker["left"]:
                self.resting.remove(maker)
        if order["left"] and "limit" in order:
            self.clock += 1
            self.resting.append(order | {"time": self.clock})

    def submit(self, order: dict[str, int]) -> None:
        prints: list[int] = []
        if "stop" in order:
            self.clock += 1
            self.stops.append(order | {"time": self.clock})
        else:
            self.enter(order, prints)
        while True:
            reached = []
            for stop in self.stops:
                sign = stop["sign"]
                quote = self.best(sign)
                seen = prints + ([quote["limit"]] if quote else [])
                if any((price - stop["stop"]) * sign >= 0 for price in seen):
                    reached.append(stop)
            if not reached:
                return
            stop = min(reached, key=lambda o: (-o["sign"], o["stop"] * o["sign"], o["time"]))
            self.stops.remove(stop)
            self.enter(stop, prints)

    def find(self, number: int) -> dict[str, int] | None:
        return next((order for order in self.resting + self.stops if order["number"] == number), None)

    def cancel(self, number: int) -> None:
        self.resting = [order for order in self.resting if order["number"] != number]
        self.stops = [order for order in self.stops if order["number"] != number]


@dataclass(frozen=True)
class Place:
    owner: AccountId
    side: Side
    qty: int
    limit: int | None
    stop: int | None


@dataclass(frozen=True)
class Touch:
    """Cancel or modify one of the orders so far."""

    cancels: bool
    index: int
    qty: int
    price: int


QTY, PRICES = st.integers(1, 9), st.integers(95, 105)
PLACES = st.builds(
    Place, st.sampled_from((ANN, BEN, CLEO)), st.sampled_from((BUY, SELL)), QTY, st.none() | PRICES, st.none() | PRICES
)
TOUCHES = st.builds(Touch, st.booleans(), st.integers(0, 30), QTY, PRICES)


def touch(pit: Pit, model: Model, order: Order, number: int, step: Touch) -> None:
    known = model.find(number)
    assert (known is not None) is (order.status is OrderStatus.WORKING)
    if known is None:
        return
    if step.cancels:
        model.cancel(number)
        pit.book.cancel(order)
    elif order.limit is not None and order.stop is None:
        keeps_place = step.qty <= order.remaining and step.price == order.limit
        model.cancel(number)
        changed = known | {"left": step.qty, "limit": step.price}
        if keeps_place:
            model.resting.append(changed)
        else:
            model.submit({name: value for name, value in changed.items() if name != "time"})
        pit.book.modify(order, order.filled + step.qty, step.price, None)


@given(st.lists(st.one_of(PLACES, PLACES, TOUCHES), max_size=40))
def test_price_time_priority_holds_in_any_sequence(steps: list[Place | Touch]) -> None:
    pit, model = Pit(), Model()
    orders: list[Order] = []
    numbers: dict[Order, int] = {}
    for step in steps:
        if isinstance(step, Place):
            figures = {"number": len(orders), "owner": hash(step.owner), "sign": step.side.sign, "left": step.qty}
            if step.limit is not None:
                figures["limit"] = step.limit
            if step.stop is not None:
                figures["stop"] = step.stop
            model.submit(figures)
            order = Order(step.owner, MNQ, step.side, step.qty, OrderKind.LIMIT, step.limit, step.stop)
            numbers[order] = len(orders)
            orders.append(order)
            pit.book.submit(order)
        elif orders:
            order = orders[step.index % len(orders)]
            touch(pit, model, order, numbers[order], step)
        told = [(numbers[maker], numbers[taker], price, qty) for maker, taker, price, qty in pit.trades]
        assert told == model.trades
        for order in orders:
            known = model.find(numbers[order])
            assert (order.status is OrderStatus.WORKING) is (known is not None)
            assert known is None or order.remaining == known["left"]
        bid, ask = pit.book.bid, pit.book.ask
        assert bid is None or ask is None or bid < ask
    bought = sum(order.filled for order in orders if order.side is BUY)
    assert bought == sum(order.filled for order in orders if order.side is SELL)


@given(st.lists(PLACES, max_size=40))
def test_no_order_fills_through_its_limit_nor_beyond_its_quantity(steps: list[Place]) -> None:
    pit = Pit()
    filled: dict[Order, int] = {}
    for step in steps:
        order = Order(step.owner, MNQ, step.side, step.qty, OrderKind.LIMIT, step.limit, step.stop)
        filled[order] = 0
        pit.book.submit(order)
    for maker, taker, price, qty in pit.trades:
        for order in (maker, taker):
            filled[order] += qty
            assert order.limit is None or (order.limit - price) * order.side.sign >= 0
    for order, qty in filled.items():
        assert order.filled == qty <= order.qty
