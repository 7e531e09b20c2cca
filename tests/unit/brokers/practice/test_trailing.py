"""Trailing stops: in the book by whole ticks, and as the exchange tells them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.practice.book import Book
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.domain.ids import AccountId, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from tests.unit.brokers.practice.room import BUY, CONNECTION, MNQ, SELL, Room, points

ANN, BEN, CLEO = (AccountId(f"P/{name}") for name in ("Ann", "Ben", "Cleo"))
TRAILING = OrderKind.TRAILING_STOP


class Tape:
    """A book, what traded in it, and where a trailing stop went."""

    def __init__(self) -> None:
        self.prints: list[int] = []
        self.moves: list[int] = []
        self.book = Book(self, 100)

    def traded(self, maker: Order, taker: Order, price: int, qty: int) -> None:
        self.prints.append(price)

    def ended(self, order: Order) -> None: ...

    def moved(self, order: Order) -> None:
        assert order.stop is not None
        self.moves.append(order.stop)

    def rest(self, side: Side, price: int, qty: int = 1) -> Order:
        order = Order(BEN, MNQ, side, qty, OrderKind.LIMIT, limit=price)
        self.book.submit(order)
        return order

    def take(self, side: Side, qty: int = 1) -> None:
        self.book.submit(Order(CLEO, MNQ, side, qty, OrderKind.MARKET))

    def trail(self, side: Side, distance: int, qty: int = 1) -> Order:
        order = Order(ANN, MNQ, side, qty, TRAILING, trail=distance)
        order.stop = self.book.aimed(side, distance)
        self.book.submit(order)
        return order


@pytest.fixture
def tape() -> Tape:
    return Tape()


@pytest.fixture
def room() -> Room:
    return Room()


def test_it_starts_at_its_distance_from_the_side_it_would_be_closed_at(tape: Tape) -> None:
    assert (tape.book.aimed(SELL, 5), tape.book.aimed(BUY, 5)) == (95, 105)
    tape.rest(BUY, 98)
    tape.rest(SELL, 103)
    assert (tape.book.aimed(SELL, 5), tape.book.aimed(BUY, 5)) == (93, 108)


@pytest.mark.parametrize(("given_stop", "stands"), [(96, 96), (90, 93)], ids=["nearer", "further"])
def test_a_stop_price_given_with_it_counts_if_it_is_nearer(tape: Tape, given_stop: int, stands: int) -> None:
    tape.rest(BUY, 98)
    assert tape.book.aimed(SELL, 5, given_stop) == stands


@pytest.mark.rule("14")
def test_it_follows_trades_and_quotes_and_never_goes_back(tape: Tape) -> None:
    order = tape.trail(SELL, 5)
    first = tape.rest(BUY, 103)
    tape.book.cancel(first)
    tape.rest(SELL, 106, 2)
    tape.take(BUY)
    tape.rest(BUY, 102)
    assert tape.moves == [98, 101]
    assert (order.stop, order.triggered) == (101, False)


@pytest.mark.parametrize(("side", "sign"), [(SELL, 1), (BUY, -1)])
def test_it_triggers_when_the_market_comes_back_to_it(tape: Tape, side: Side, sign: int) -> None:
    order = tape.trail(side, 5)
    tape.rest(side.opposite, 100 + 10 * sign)
    assert order.stop == 100 + 5 * sign
    tape.take(side)
    assert order.stop == 100 + 5 * sign
    tape.rest(side, 100 + 6 * sign, 1)
    assert not order.triggered
    tape.rest(side.opposite, 100 + 4 * sign, 1)
    tape.rest(side, 100 + 5 * sign, 1)
    assert order.triggered
    assert order.status is OrderStatus.FILLED
    assert tape.prints[-1] == 100 + 4 * sign


def test_prices_of_one_operation_move_and_trigger_it_in_the_order_they_print(tape: Tape) -> None:
    """Down to 99 and then up to 110 in one sweep: the low was before the stop came to stand above it."""
    for price in (99, 104, 110):
        tape.rest(SELL, price)
    order = tape.trail(SELL, 8)
    assert order.stop == 92
    tape.take(BUY, 3)
    assert tape.prints == [99, 104, 110]
    assert (order.stop, order.triggered) == (102, False)


def test_it_can_be_taken_out_before_and_after_it_was_moved(tape: Tape) -> None:
    orders = [tape.trail(SELL, 5), tape.trail(SELL, 6)]
    tape.book.cancel(orders[0])
    tape.rest(BUY, 110)
    tape.book.cancel(orders[1])
    tape.take(SELL)
    tape.rest(SELL, 90)
    assert [order.triggered for order in orders] == [False, False]


PRICES = st.tuples(st.sampled_from((BUY, SELL)), st.integers(80, 120), st.booleans())


@pytest.mark.rule("14")
@given(st.sampled_from((BUY, SELL)), st.integers(1, 12), st.lists(PRICES, max_size=30))
def test_it_never_moves_away_from_the_market(side: Side, distance: int, steps: list[tuple[Side, int, bool]]) -> None:
    tape = Tape()
    order = tape.trail(side, distance)
    for rests, price, takes in steps:
        before = order.stop
        assert before is not None
        if takes:
            tape.take(rests)
        else:
            tape.rest(rests, price)
        if order.triggered:
            break
        assert order.stop is not None
        assert (order.stop - before) * side.sign <= 0
        quoted = tape.book.bid if side is SELL else tape.book.ask
        if quoted is not None:
            assert (quoted - order.stop) * -side.sign <= distance
    moves = [stop * side.sign for stop in tape.moves]
    assert moves == sorted(moves, reverse=True)


# --- at the exchange --------------------------------------------------------------------------------------------


def stops(room: Room, order: VenueOrderId) -> list[Decimal | None]:
    return [r.stop for r in room.heard.told if isinstance(r, OrderReport) and r.venue_order_id == order]


@pytest.mark.rule("14")
def test_each_move_is_told_once_when_the_operation_is_over(room: Room) -> None:
    order = room.hand.place(MNQ, SELL, 1, TRAILING, trail=points("1"))
    for bid in ("102", "101.50", "103"):
        room.market.move(MNQ, points(bid))
    assert stops(room, order) == [points("99"), points("101"), points("102")]
    assert {r.trail for r in room.heard.told if isinstance(r, OrderReport)} == {points("1")}
    assert room.venue.working(room.account)[0].stop == points("102")
    room.market.move(MNQ, points("101.50"))
    assert room.report(order).status is OrderStatus.FILLED


def sweep(room: Room, qty: int) -> None:
    """Somebody else buys through all the offers."""
    room.venue.hand(room.venue.add_account(CONNECTION, "B")).place(MNQ, BUY, qty)


def test_several_moves_of_one_operation_are_told_as_one(room: Room) -> None:
    order = room.hand.place(MNQ, SELL, 1, TRAILING, trail=points("1"))
    sweep(room, 11)
    assert room.venue.quote(MNQ).last == points("100.75")
    assert stops(room, order) == [points("99"), points("99.75")]


def test_a_move_is_not_told_of_a_stop_that_triggers_in_the_same_operation() -> None:
    room = Room(StillMarket({MNQ: points("100")}, depth=5, levels=3))
    order = room.hand.place(MNQ, SELL, 1, TRAILING, trail=points("0.25"))
    sweep(room, 11)
    reports = [r for r in room.heard.told if isinstance(r, OrderReport)]
    assert [(r.status.value, r.stop) for r in reports] == [("working", points("99.75")), ("filled", points("100.50"))]
    assert room.report(order).filled == 1


@pytest.mark.parametrize(
    ("trail", "stop", "limit", "text"),
    [
        (None, None, None, "a trailing-stop order needs a trailing distance"),
        ("0", None, None, "the trailing distance must be greater than zero"),
        ("-1", None, None, "the trailing distance must be greater than zero"),
        ("0.30", None, None, "price 0.30 is not a multiple of the tick size 0.25"),
        ("1", None, "100", "a trailing-stop order takes no limit price"),
        ("1", "101", None, "a sell stop must lie below the market"),
    ],
)
def test_a_wrong_trailing_stop_is_rejected(
    room: Room, trail: str | None, stop: str | None, limit: str | None, text: str
) -> None:
    figures = [None if figure is None else points(figure) for figure in (limit, stop, trail)]
    report = room.report(room.hand.place(MNQ, SELL, 1, TRAILING, *figures))
    assert (report.status, report.text) == (OrderStatus.REJECTED, text)


def test_other_orders_take_no_trailing_distance(room: Room) -> None:
    report = room.report(room.hand.place(MNQ, SELL, 1, trail=points("1")))
    assert report.text == "a market order takes no trailing distance"
    assert room.venue.position(room.account, MNQ) == 0


def test_a_changed_distance_starts_again_from_the_market(room: Room) -> None:
    order = room.hand.place(MNQ, SELL, 1, TRAILING, trail=points("1"))
    room.market.move(MNQ, points("103"))
    assert room.hand.modify(order, qty=2) == ""
    assert (room.report(order).stop, room.report(order).qty) == (points("102"), 2)
    assert room.hand.modify(order, trail=points("3")) == ""
    assert (room.report(order).stop, room.report(order).trail) == (points("100"), points("3"))
    assert room.hand.modify(order, stop=points("101.25")) == ""
    assert room.report(order).stop == points("101.25")
    room.market.move(MNQ, points("104.50"))
    assert room.report(order).stop == points("101.50")


def test_a_changed_distance_counts_even_where_the_stop_price_stays(room: Room) -> None:
    order = room.hand.place(MNQ, SELL, 1, TRAILING, trail=points("1"))
    assert room.hand.modify(order, stop=points("99"), trail=points("2")) == ""
    room.market.move(MNQ, points("100.50"))
    assert room.report(order).stop == points("99")
    room.market.move(MNQ, points("102"))
    assert room.report(order).stop == points("100")
