"""The exchange as a trader's hand meets it: what it accepts and refuses, what it tells, and what it pays."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.practice.catalog import CATALOG, LISTED
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport, Side
from tests.unit.brokers.practice.room import BUY, CONNECTION, MNQ, SELL, Room, points

MARKET, LIMIT, STOP, STOP_LIMIT = OrderKind.MARKET, OrderKind.LIMIT, OrderKind.STOP, OrderKind.STOP_LIMIT
MCL = Symbol("MCLZ6")


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.mark.rule("14")
def test_a_market_order_is_told_as_working_then_each_part_as_fill_order_position_cash(room: Room) -> None:
    order = room.hand.place(MNQ, BUY, 7)
    kinds = [type(told).__name__ for told in room.heard.told]
    assert kinds == ["OrderReport"] + ["Fill", "OrderReport", "PositionReport", "Decimal"] * 2
    first, _, _, _, _, fill, done, position, cash = room.heard.told
    assert isinstance(first, OrderReport)
    assert (first.status, first.filled) == (OrderStatus.WORKING, 0)
    assert isinstance(fill, Fill)
    assert (fill.qty, fill.price, fill.venue_order_id) == (2, points("100.50"), order)
    assert isinstance(done, OrderReport)
    assert (done.status, done.filled) == (OrderStatus.FILLED, 7)
    assert position == PositionReport(MNQ, 7, (5 * points("100.25") + 2 * points("100.50")) / 7)
    assert cash == points("50000") - 7 * points("0.35")


def test_cash_is_start_plus_closed_profit_less_fees_and_net_liq_adds_the_open_profit(room: Room) -> None:
    room.hand.place(MNQ, BUY, 2)
    assert room.venue.net_liq(room.account) == points("50000") - points("0.70")
    room.market.move(MNQ, points("110"))
    room.hand.place(MNQ, SELL, 1)
    profit = (points("110") - points("100.25")) * 2
    assert room.venue.cash(room.account) == points("50000") + profit - 3 * points("0.35")
    assert room.venue.net_liq(room.account) == room.venue.cash(room.account) + profit
    assert room.hand.close(MNQ) is not None
    assert room.venue.position(room.account, MNQ) == 0
    assert room.venue.net_liq(room.account) == room.venue.cash(room.account)
    assert room.hand.close(MNQ) is None


def test_fees_may_be_set_by_root() -> None:
    venue = PracticeVenue(VirtualClock(), market=StillMarket(), fees={"MNQ": points("0.37")})
    account = venue.add_account(CONNECTION, "A", cash=points("100"))
    venue.hand(account).place(MNQ, BUY, 1)
    venue.hand(account).place(MCL, BUY, 1)
    assert venue.cash(account) == points("100") - points("0.37") - points("0.35")


@pytest.mark.parametrize(("side", "stop"), [(BUY, "100.25"), (SELL, "100")])
def test_a_stop_at_the_last_traded_price_is_rejected_even_inside_the_spread(room: Room, side: Side, stop: str) -> None:
    room.hand.place(MNQ, side, 1)
    order = room.hand.place(MNQ, side, 1, STOP, stop=points(stop))
    assert room.report(order).status is OrderStatus.REJECTED
    further = room.hand.place(MNQ, side, 1, STOP, stop=points(stop) + side.sign * points("0.25"))
    assert room.report(further).status is OrderStatus.WORKING


@pytest.mark.parametrize(
    ("kind", "side", "qty", "limit", "stop", "text"),
    [
        (MARKET, BUY, 0, None, None, "the quantity must be at least 1"),
        (LIMIT, BUY, 1, None, None, "a limit order needs a limit price"),
        (STOP, BUY, 1, None, None, "a stop order needs a stop price"),
        (STOP_LIMIT, BUY, 1, None, "101", "a stop-limit order needs a limit price"),
        (MARKET, BUY, 1, "100", None, "a market order takes no limit price"),
        (LIMIT, BUY, 1, "100", "101", "a limit order takes no stop price"),
        (LIMIT, BUY, 1, "100.10", None, "price 100.10 is not a multiple of the tick size 0.25"),
        (LIMIT, BUY, 1, "NaN", None, "NaN is not a price"),
        (LIMIT, BUY, 1, "1e50", None, "1E+50 is not a price"),
        (STOP, BUY, 1, None, "100", "a buy stop must lie above the market"),
        (STOP, SELL, 1, None, "100.25", "a sell stop must lie below the market"),
    ],
)
def test_a_wrong_order_is_rejected_with_a_text_that_says_why(
    room: Room, kind: OrderKind, side: Side, qty: int, limit: str | None, stop: str | None, text: str
) -> None:
    order = room.hand.place(MNQ, side, qty, kind, limit and points(limit), stop and points(stop))  # type: ignore[arg-type]
    report = room.report(order)
    assert (report.status, report.text) == (OrderStatus.REJECTED, text)
    assert room.venue.working(room.account) == ()
    assert room.venue.position(room.account, MNQ) == 0


def test_a_closed_market_rejects_orders_and_changes_but_lets_cancel(room: Room) -> None:
    resting = room.hand.place(MNQ, BUY, 1, LIMIT, points("99"))
    room.venue.pause()
    assert room.report(room.hand.place(MNQ, BUY, 1)).text == "market closed"
    assert room.hand.modify(resting, qty=2) == "market closed"
    assert room.hand.cancel(resting) == ""
    room.venue.resume()
    assert room.report(room.hand.place(MNQ, BUY, 1)).status is OrderStatus.FILLED


def test_a_locked_account_is_refused_until_it_is_unlocked(room: Room) -> None:
    room.venue.lock(room.account, "daily loss limit reached")
    assert room.report(room.hand.place(MNQ, BUY, 1)).text == "account locked: daily loss limit reached"
    room.venue.unlock(room.account)
    assert room.report(room.hand.place(MNQ, BUY, 1)).status is OrderStatus.FILLED


def test_an_order_beyond_the_accounts_limit_is_rejected(room: Room) -> None:
    small = room.venue.add_account(CONNECTION, "small", max_contracts=2)
    hand = room.venue.hand(small)
    hand.place(MNQ, BUY, 3)
    assert room.venue.account(small).reports()[-1].text == "exceeds the account's limit of 2 contracts"
    resting = hand.place(MNQ, BUY, 2, LIMIT, points("99"))
    assert hand.modify(resting, qty=3) == "exceeds the account's limit of 2 contracts"
    assert hand.modify(resting, limit=points("98")) == ""


def test_a_resting_order_fills_when_the_market_comes_to_it(room: Room) -> None:
    order = room.hand.place(MNQ, BUY, 3, LIMIT, points("99"))
    assert [report.venue_order_id for report in room.venue.working(room.account)] == [order]
    room.market.move(MNQ, points("98"))
    assert room.venue.position(room.account, MNQ) == 3
    assert room.venue.account(room.account).fills[-1].price == points("99")
    assert room.venue.working(room.account) == ()


def test_a_stop_fills_at_the_market_when_the_market_has_come_to_it(room: Room) -> None:
    room.hand.place(MNQ, BUY, 2)
    stop = room.hand.place(MNQ, SELL, 2, STOP, stop=points("99"))
    room.market.move(MNQ, points("98"))
    assert room.report(stop).status is OrderStatus.FILLED
    assert room.venue.account(room.account).fills[-1].price == points("98")


def test_a_change_is_reported_and_takes_effect(room: Room) -> None:
    order = room.hand.place(MNQ, BUY, 3, LIMIT, points("99"))
    assert room.hand.modify(order, qty=2, limit=points("100.25")) == ""
    assert [(r.qty, r.limit, r.filled, r.status.value) for r in room.heard.told if isinstance(r, OrderReport)] == [
        (3, points("99"), 0, "working"),
        (2, points("100.25"), 0, "working"),
        (2, points("100.25"), 2, "filled"),
    ]


def test_a_change_that_makes_no_sense_is_refused_and_changes_nothing(room: Room) -> None:
    order = room.hand.place(MNQ, BUY, 8, LIMIT, points("100.25"))
    before = room.report(order)
    assert before.filled == 5
    assert room.hand.modify(order, qty=5) == "5 contracts are filled already"
    assert room.hand.modify(order, limit=points("100.30")).startswith("price 100.30 is not a multiple")
    assert room.report(order) == before
    assert room.hand.cancel(order) == ""
    assert room.hand.cancel(order) == "order is cancelled already"
    assert room.hand.modify(order, qty=9) == "order is cancelled already"
    assert room.hand.cancel(VenueOrderId("77")) == "unknown order"


def test_an_account_that_is_not_there_is_said_so(room: Room) -> None:
    with pytest.raises(UsageError, match="There is no practice account P/B"):
        room.venue.hand(AccountId("P/B"))
    with pytest.raises(UsageError, match="exists already"):
        room.venue.add_account(CONNECTION, "A")


def test_quotes_are_told_when_they_change_and_never_crossed(room: Room) -> None:
    quotes: list[Quote] = []
    room.venue.on_quote(quotes.append)
    room.hand.place(MNQ, BUY, 1)
    room.hand.place(MNQ, BUY, 1)
    room.hand.place(MNQ, BUY, 90)
    room.market.move(MNQ, points("98"))
    room.venue.off_quote(quotes.append)
    room.market.move(MNQ, points("97"))
    assert [(q.bid, q.ask, q.last) for q in quotes] == [
        (points("100"), points("100.25"), points("100.25")),
        (points("100"), points("100.75"), points("100.75")),
        (points("98"), points("98.25"), points("100.75")),
    ]


def test_a_side_where_nobody_stands_never_shows_a_price_through_the_other() -> None:
    venue = PracticeVenue(VirtualClock(), market=StillMarket({MNQ: points("100")}, levels=0))
    hand = venue.hand(venue.add_account(CONNECTION, "A"))
    opening = venue.quote(MNQ).last
    ask = hand.place(MNQ, SELL, 1, LIMIT, opening - 5)
    assert (venue.quote(MNQ).bid, venue.quote(MNQ).ask) == (opening - 5, opening - 5)
    hand.cancel(ask)
    hand.place(MNQ, BUY, 1, LIMIT, opening + 5)
    assert (venue.quote(MNQ).bid, venue.quote(MNQ).ask) == (opening + 5, opening + 5)


ORDERS = st.tuples(
    st.integers(0, 2),
    st.sampled_from((MNQ, MCL)),
    st.sampled_from((BUY, SELL)),
    st.integers(1, 30),
    st.sampled_from((MARKET, LIMIT, STOP)),
    st.integers(-12, 12),
    st.booleans(),
)


@pytest.mark.rule("14")
@given(st.lists(ORDERS, max_size=30), st.booleans())
def test_positions_and_cash_equal_the_sums_of_the_fills(
    orders: list[tuple[int, Symbol, Side, int, OrderKind, int, bool]], refills: bool
) -> None:
    market = StillMarket(depth=10, levels=4, refills=refills)
    venue = PracticeVenue(VirtualClock(), 1, market)
    accounts = [venue.add_account(CONNECTION, name) for name in ("A", "B", "C")]
    for number, symbol, side, qty, kind, offset, cancels in orders:
        price = LISTED[symbol].start + offset * LISTED[symbol].tick_size
        hand = venue.hand(accounts[number])
        limit, stop = (price if kind is LIMIT else None), (price if kind is STOP else None)
        placed = hand.place(symbol, side, qty, kind, limit, stop)
        if cancels:
            hand.cancel(placed)
    for account in accounts:
        owner = venue.account(account)
        flow = Decimal(0)
        for symbol in (MNQ, MCL):
            fills = [fill for fill in owner.fills if fill.symbol == symbol]
            position = sum(fill.side.sign * fill.qty for fill in fills)
            assert venue.position(account, symbol) == position
            last = venue.quote(symbol).last
            flow += (
                sum((fill.side.sign * fill.qty * (last - fill.price) for fill in fills), Decimal(0))
                * CATALOG[symbol].point_value
            )
        fees = sum((fill.qty * LISTED[fill.symbol].fee for fill in owner.fills), Decimal(0))
        assert venue.net_liq(account) == Decimal(50000) + flow - fees
        for order in owner.orders.values():
            own = [fill.qty for fill in owner.fills if fill.venue_order_id == order.venue_order_id]
            assert order.report is not None
            assert (sum(own), order.status) == (order.report.filled, order.report.status)
            assert (order.venue_order_id in owner.working) is (not order.status.final)
    fill_ids = [fill.fill_id for account in accounts for fill in venue.account(account).fills]
    assert len(set(fill_ids)) == len(fill_ids)
