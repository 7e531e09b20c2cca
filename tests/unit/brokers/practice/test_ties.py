"""Pairs of which one cancels the other, and brackets whose exits are held until their entry fills."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.practice.book import NOBODY_LEFT
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.brokers.practice.ties import NO_ENTRY, OTHER_FILLED
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.ids import Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from tests.unit.brokers.practice.room import BUY, CONNECTION, MNQ, SELL, Room, limit, points, stop, trailing

WORKING, SUSPENDED = OrderStatus.WORKING, OrderStatus.SUSPENDED
FILLED, CANCELLED, REJECTED = OrderStatus.FILLED, OrderStatus.CANCELLED, OrderStatus.REJECTED
Stand = tuple[OrderStatus, int, int]


@pytest.fixture
def room() -> Room:
    return Room()


def stand(room: Room, order: VenueOrderId) -> Stand:
    """Status, filled and quantity as last told."""
    report = room.report(order)
    return report.status, report.filled, report.qty


def stands(room: Room, orders: tuple[VenueOrderId, ...]) -> list[Stand]:
    return [stand(room, order) for order in orders]


def long(room: Room, qty: int) -> None:
    room.hand.place(MNQ, BUY, qty)
    room.heard.told.clear()


def trade_once(room: Room) -> None:
    """Somebody else buys and sells one contract, so that the last price lies in the market."""
    other = room.venue.hand(room.venue.add_account(CONNECTION, "B"))
    other.place(MNQ, BUY, 1)
    other.place(MNQ, SELL, 1)
    room.market.move(MNQ, points("100"))


def told(room: Room, order: VenueOrderId) -> list[Stand]:
    reports = [r for r in room.heard.told if isinstance(r, OrderReport) and r.venue_order_id == order]
    return [(report.status, report.filled, report.qty) for report in reports]


# --- pairs ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("14")
def test_a_fill_of_one_cancels_the_other_with_a_text(room: Room) -> None:
    long(room, 2)
    target, protection = room.hand.place_oco(limit(SELL, 2, "101"), stop(SELL, 2, "99"))
    room.market.move(MNQ, points("101"))
    assert stand(room, target) == (FILLED, 2, 2)
    assert stand(room, protection) == (CANCELLED, 0, 2)
    assert room.report(protection).text == OTHER_FILLED
    assert room.venue.working(room.account) == ()
    assert room.venue.position(room.account, MNQ) == 0


def test_the_pair_shares_a_name_and_has_no_parent(room: Room) -> None:
    pair = room.hand.place_oco(limit(SELL, 2, "101"), stop(SELL, 2, "99"))
    other = room.hand.place_oco(limit(SELL, 2, "101"), stop(SELL, 2, "99"))
    names = [room.report(order).oco for order in (*pair, *other)]
    assert names[0] == names[1] != names[2] == names[3]
    assert all(names)
    assert [room.report(order).parent for order in pair] == [None, None]
    assert room.report(room.hand.place(MNQ, BUY, 1)).oco is None


@pytest.mark.rule("14")
def test_a_partial_fill_shrinks_the_other_by_as_much(room: Room) -> None:
    long(room, 5)
    target, protection = room.hand.place_oco(limit(SELL, 5, "101"), stop(SELL, 5, "99"))
    room.market.move(MNQ, points("101"), depth=2)
    assert stand(room, target) == (WORKING, 2, 5)
    assert stand(room, protection) == (WORKING, 0, 3)
    room.market.move(MNQ, points("98"), depth=9)
    assert stand(room, protection) == (FILLED, 3, 3)
    assert stand(room, target) == (CANCELLED, 2, 5)
    assert room.venue.position(room.account, MNQ) == 0


def test_the_other_is_told_right_after_the_fill_that_changed_it(room: Room) -> None:
    long(room, 5)
    _, protection = room.hand.place_oco(limit(SELL, 5, "101"), stop(SELL, 5, "99"))
    room.heard.told.clear()
    room.market.move(MNQ, points("101"), depth=2)
    assert [type(event).__name__ for event in room.heard.told[:5]] == [
        *("Fill", "OrderReport", "PositionReport", "Decimal"),
        "OrderReport",
    ]
    assert told(room, protection) == [(WORKING, 0, 3)]


def test_a_complete_fill_cancels_a_larger_other(room: Room) -> None:
    trade_once(room)
    breakout = room.hand.place_oco(stop(BUY, 2, "101"), stop(SELL, 5, "99"))
    room.market.move(MNQ, points("102"))
    assert stands(room, breakout) == [(FILLED, 2, 2), (CANCELLED, 0, 5)]
    assert room.venue.position(room.account, MNQ) == 2


def test_a_leg_that_would_trade_at_once_cancels_the_other_before_it_works(room: Room) -> None:
    near, far = room.hand.place_oco(limit(BUY, 2, "100.25"), limit(BUY, 2, "100.25"))
    assert stands(room, (near, far)) == [(FILLED, 2, 2), (CANCELLED, 0, 2)]
    assert room.venue.position(room.account, MNQ) == 2
    assert [price for price, _ in room.venue.book(MNQ).depth(BUY)] == [400, 399, 398]


@pytest.mark.rule("14")
def test_a_leg_cancelled_by_hand_leaves_the_other(room: Room) -> None:
    long(room, 2)
    target, protection = room.hand.place_oco(limit(SELL, 2, "101"), stop(SELL, 2, "99"))
    assert room.hand.cancel(target) == ""
    assert stand(room, protection) == (WORKING, 0, 2)
    room.market.move(MNQ, points("98"))
    assert stand(room, protection) == (FILLED, 2, 2)
    assert stand(room, target) == (CANCELLED, 0, 2)


def test_a_leg_can_be_changed_and_stays_tied(room: Room) -> None:
    long(room, 2)
    target, protection = room.hand.place_oco(limit(SELL, 2, "101"), stop(SELL, 2, "99"))
    assert room.hand.modify(protection, stop=points("99.50")) == ""
    room.market.move(MNQ, points("99.25"))
    assert stands(room, (target, protection)) == [(CANCELLED, 0, 2), (FILLED, 2, 2)]


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        (
            limit(SELL, 1, "101"),
            stop(SELL, 1, "101"),
            (
                "refused with the order that belongs to it: a sell stop must lie below the market",
                "a sell stop must lie below the market",
            ),
        ),
        (limit(SELL, 1, "101"), NewOrder(MNQ, SELL, 1), ("a market order cannot be one of a pair",) * 2),
        (
            limit(SELL, 1, "101"),
            NewOrder(Symbol("MESZ6"), SELL, 1, OrderKind.LIMIT, limit=Decimal("7000")),
            ("both orders of a pair must be for the same contract",) * 2,
        ),
    ],
    ids=["one is wrong", "market", "two contracts"],
)
def test_a_pair_is_taken_or_refused_as_a_whole(
    room: Room, first: NewOrder, second: NewOrder, texts: tuple[str, str]
) -> None:
    pair = room.hand.place_oco(first, second)
    assert [(room.report(order).status, room.report(order).text) for order in pair] == [
        (REJECTED, text) for text in texts
    ]
    assert room.venue.working(room.account) == ()


def test_a_contract_that_is_not_listed_leaves_nothing_behind(room: Room) -> None:
    with pytest.raises(UsageError, match="FOOZ6"):
        room.hand.place_oco(limit(SELL, 1, "101"), NewOrder(Symbol("FOOZ6"), SELL, 1))
    assert room.venue.account(room.account).orders == {}


def test_platforms_that_do_not_tell_links_still_have_them(room: Room) -> None:
    long(room, 2)
    hand = room.venue.hand(room.account, link_ids=False)
    target, protection = hand.place_oco(limit(SELL, 2, "101"), stop(SELL, 2, "99"))
    bracket = hand.place_bracket(limit(BUY, 1, "99"), limit(SELL, 1, "102"))
    room.market.move(MNQ, points("101"))
    assert stand(room, protection) == (CANCELLED, 0, 2)
    links = [(room.report(order).parent, room.report(order).oco) for order in (target, protection, *bracket)]
    assert set(links) == {(None, None)}


@pytest.mark.parametrize(("pair", "room_left"), [(True, 1), (False, 0)], ids=["pair", "two single orders"])
def test_an_accounts_limit_counts_a_pair_once(room: Room, pair: bool, room_left: int) -> None:
    trade_once(room)
    small = room.venue.add_account(CONNECTION, "small", max_contracts=2)
    hand = room.venue.hand(small)
    first, second = limit(BUY, 1, "99"), stop(BUY, 1, "101")
    if pair:
        hand.place_oco(first, second)
    else:
        hand.place(MNQ, BUY, 1, OrderKind.LIMIT, first.limit)
        hand.place(MNQ, BUY, 1, OrderKind.STOP, stop=second.stop)
    hand.place(MNQ, BUY, 1)
    assert room.venue.position(small, MNQ) == room_left


# --- brackets ---------------------------------------------------------------------------------------------------


def bracket(room: Room, qty: int = 5, entry: str = "100.25") -> tuple[VenueOrderId, ...]:
    """A buy at ``entry`` with a target at 101 and a stop at 99."""
    return room.hand.place_bracket(limit(BUY, qty, entry), limit(SELL, qty, "101"), stop(SELL, qty, "99"))


@pytest.mark.rule("14")
def test_exits_are_held_until_the_entry_fills(room: Room) -> None:
    entry, target, protection = orders = bracket(room, entry="99")
    assert stands(room, orders) == [(WORKING, 0, 5), (SUSPENDED, 0, 5), (SUSPENDED, 0, 5)]
    assert [room.report(order).parent for order in orders] == [None, entry, entry]
    assert room.report(target).oco == room.report(protection).oco
    assert room.report(entry).oco is None
    room.market.move(MNQ, points("102"))
    assert stands(room, orders)[1:] == [(SUSPENDED, 0, 5), (SUSPENDED, 0, 5)]


@pytest.mark.rule("14")
def test_exits_work_for_what_the_entry_has_filled_and_grow_with_it() -> None:
    room = Room(StillMarket({MNQ: points("100")}, depth=2, levels=3, refills=False))
    entry, target, protection = bracket(room)
    assert stands(room, (entry, target, protection)) == [(WORKING, 2, 5), (WORKING, 0, 2), (WORKING, 0, 2)]
    room.market.move(MNQ, points("100"))
    assert stands(room, (entry, target, protection)) == [(WORKING, 4, 5), (WORKING, 0, 4), (WORKING, 0, 4)]
    room.market.move(MNQ, points("98"), depth=9)
    assert stands(room, (entry, target, protection)) == [(FILLED, 5, 5), (CANCELLED, 0, 1), (FILLED, 5, 5)]
    assert room.venue.position(room.account, MNQ) == 0


def test_released_exits_cancel_each_other(room: Room) -> None:
    entry, target, protection = bracket(room)
    room.market.move(MNQ, points("101"))
    assert stands(room, (entry, target, protection)) == [(FILLED, 5, 5), (FILLED, 5, 5), (CANCELLED, 0, 5)]


@pytest.mark.rule("14")
def test_exits_are_cancelled_when_the_entry_ends_unfilled(room: Room) -> None:
    entry, *exits = bracket(room, entry="99")
    assert room.hand.cancel(entry) == ""
    assert [(*stand(room, order), room.report(order).text) for order in exits] == [(CANCELLED, 0, 5, NO_ENTRY)] * 2


def test_exits_go_on_for_what_filled_when_the_rest_of_the_entry_is_cancelled() -> None:
    room = Room(StillMarket({MNQ: points("100")}, depth=2, levels=3, refills=False))
    entry, target, protection = bracket(room)
    room.hand.cancel(entry)
    assert stands(room, (entry, target, protection)) == [(CANCELLED, 2, 5), (WORKING, 0, 2), (WORKING, 0, 2)]
    room.market.move(MNQ, points("101"))
    assert stands(room, (target, protection)) == [(FILLED, 2, 2), (CANCELLED, 0, 2)]


def test_an_exit_that_filled_its_part_is_held_again_while_the_entry_works() -> None:
    room = Room(StillMarket({MNQ: points("100")}, depth=2, levels=3, refills=False))
    entry, target, protection = bracket(room)
    room.market.move(MNQ, points("101"))
    assert stands(room, (entry, target, protection)) == [(WORKING, 2, 5), (SUSPENDED, 2, 5), (SUSPENDED, 0, 3)]
    assert room.venue.position(room.account, MNQ) == 0
    room.market.move(MNQ, points("100"), depth=3)
    assert stands(room, (entry, target, protection)) == [(FILLED, 5, 5), (WORKING, 2, 5), (WORKING, 0, 3)]
    room.market.move(MNQ, points("98"))
    assert room.venue.position(room.account, MNQ) == 0
    assert stand(room, protection) == (FILLED, 3, 3)


def test_an_exit_held_again_is_done_when_the_entry_ends() -> None:
    room = Room(StillMarket({MNQ: points("100")}, depth=2, levels=3, refills=False))
    entry, target, protection = bracket(room)
    room.market.move(MNQ, points("101"))
    room.hand.cancel(entry)
    assert stands(room, (target, protection)) == [(FILLED, 2, 2), (CANCELLED, 0, 3)]
    assert room.venue.working(room.account) == ()


def test_a_stop_that_is_held_again_waits_anew_and_can_be_cancelled() -> None:
    room = Room(StillMarket({MNQ: points("100")}, depth=2, levels=3, refills=False))
    orders = room.hand.place_bracket(limit(BUY, 5, "100.25"), limit(SELL, 5, "105"), stop(SELL, 5, "99"))
    protection = orders[2]
    room.market.move(MNQ, points("102"))
    room.venue.hand(room.venue.add_account(CONNECTION, "B")).place(MNQ, SELL, 1)
    assert room.hand.modify(protection, stop=points("101")) == ""
    room.market.move(MNQ, points("100.75"), depth=2)
    assert stands(room, orders) == [(WORKING, 2, 5), (SUSPENDED, 0, 3), (SUSPENDED, 2, 5)]
    assert 420 not in [price for price, _ in room.venue.book(MNQ).depth(SELL)]
    assert room.hand.modify(protection, stop=points("99")) == ""
    room.market.move(MNQ, points("100"), depth=3)
    assert stands(room, orders) == [(FILLED, 5, 5), (WORKING, 0, 3), (WORKING, 2, 5)]
    assert room.hand.cancel(protection) == ""
    room.market.move(MNQ, points("98"))
    assert room.venue.position(room.account, MNQ) == 3


def test_a_trailing_exit_that_is_held_again_starts_anew() -> None:
    room = Room(StillMarket({MNQ: points("100")}, depth=2, levels=3, refills=False))
    _, exit_ = room.hand.place_bracket(limit(BUY, 5, "100.25"), trailing(SELL, 5, "1"))
    room.market.move(MNQ, points("103"))
    assert room.report(exit_).stop == points("102")
    room.market.move(MNQ, points("101.75"))
    assert stand(room, exit_) == (SUSPENDED, 2, 5)
    assert room.report(exit_).stop is None
    room.market.move(MNQ, points("100"), depth=3)
    assert stand(room, exit_) == (WORKING, 2, 5)
    assert room.report(exit_).stop == points("99")


def test_a_market_entry_releases_its_exits_after_its_fills_were_told(room: Room) -> None:
    entry, only = room.hand.place_bracket(NewOrder(MNQ, SELL, 7), limit(BUY, 7, "99"))
    kinds = [type(event).__name__ for event in room.heard.told]
    assert kinds == [
        *("OrderReport", "OrderReport"),
        *("Fill", "OrderReport", "PositionReport", "Decimal") * 2,
        "OrderReport",
    ]
    assert stands(room, (entry, only)) == [(FILLED, 7, 7), (WORKING, 0, 7)]
    assert room.report(only).oco is None


def test_a_stop_exit_that_is_through_the_market_when_released_triggers_at_once(room: Room) -> None:
    entry, target, protection = room.hand.place_bracket(
        NewOrder(MNQ, BUY, 5), limit(SELL, 5, "103"), stop(SELL, 5, "102")
    )
    assert stands(room, (entry, target, protection)) == [(FILLED, 5, 5), (CANCELLED, 0, 5), (FILLED, 5, 5)]
    assert room.venue.position(room.account, MNQ) == 0


@pytest.mark.parametrize("released", [False, True])
def test_an_exit_can_be_changed_held_or_released(room: Room, released: bool) -> None:
    _, target, protection = bracket(room, 2, "100.25" if released else "99")
    assert room.hand.modify(target, limit=points("100.75")) == ""
    assert room.hand.modify(protection, qty=1, stop=points("98")) == ""
    assert [(room.report(o).limit, room.report(o).stop, room.report(o).qty) for o in (target, protection)] == [
        (points("100.75"), None, 2),
        (None, points("98"), 1),
    ]
    room.market.move(MNQ, points("98.50"))
    assert stand(room, protection) == (WORKING, 0, 1)
    room.market.move(MNQ, points("100.75"))
    assert stand(room, target) == (FILLED, 2, 2)


def test_a_held_exit_may_be_given_a_price_that_lies_through_the_market_of_now(room: Room) -> None:
    _, _, protection = bracket(room, entry="99")
    assert room.hand.modify(protection, stop=points("101")) == ""
    assert (room.report(protection).stop, stand(room, protection)) == (points("101"), (SUSPENDED, 0, 5))


def test_exits_go_on_when_the_book_ran_dry_for_the_rest_of_the_entry(room: Room) -> None:
    orders = room.hand.place_bracket(NewOrder(MNQ, BUY, 20), limit(SELL, 20, "101"), stop(SELL, 20, "99"))
    assert stands(room, orders) == [(CANCELLED, 15, 20), (WORKING, 0, 15), (WORKING, 0, 15)]
    room.market.move(MNQ, points("102"), depth=50)
    assert stands(room, orders[1:]) == [(FILLED, 15, 15), (CANCELLED, 0, 15)]


def test_exits_end_with_an_entry_that_would_have_traded_with_its_own_account(room: Room) -> None:
    orders = bracket(room, entry="99")
    room.hand.place(MNQ, SELL, 20)
    assert [status for status, _, _ in stands(room, orders)] == [CANCELLED] * 3


def test_a_larger_or_smaller_entry_takes_its_exits_with_it() -> None:
    room = Room(StillMarket({MNQ: points("100")}, depth=2, levels=3, refills=False))
    entry, target, protection = bracket(room)
    assert room.hand.modify(entry, qty=3) == ""
    room.market.move(MNQ, points("100"))
    assert stands(room, (entry, target, protection)) == [(FILLED, 3, 3), (WORKING, 0, 3), (WORKING, 0, 3)]
    waiting = bracket(room, 1, "99")
    assert room.hand.modify(waiting[0], qty=4) == ""
    assert stands(room, waiting) == [(WORKING, 0, 4), (SUSPENDED, 0, 4), (SUSPENDED, 0, 4)]


def test_a_held_exit_cancelled_by_hand_leaves_entry_and_other(room: Room) -> None:
    entry, target, protection = bracket(room, entry="99")
    assert room.hand.cancel(target) == ""
    room.market.move(MNQ, points("98.75"))
    assert stands(room, (entry, target, protection))[:2] == [(FILLED, 5, 5), (CANCELLED, 0, 5)]
    room.market.move(MNQ, points("98"))
    assert stand(room, protection) == (FILLED, 5, 5)


def test_an_exit_that_trails_starts_from_the_market_at_its_release(room: Room) -> None:
    _, exit_ = room.hand.place_bracket(limit(BUY, 2, "99"), trailing(SELL, 2, "1"))
    assert room.report(exit_).stop is None
    room.market.move(MNQ, points("98.75"))
    assert (room.report(exit_).stop, room.report(exit_).trail) == (points("97.75"), points("1"))


@pytest.mark.parametrize(
    ("exits", "text"),
    [
        ((), "a bracket takes one or two exits"),
        ((limit(SELL, 2, "101"),) * 3, "a bracket takes one or two exits"),
        ((limit(BUY, 2, "99"),), "the exits of a bracket must be on the other side of the same contract"),
        ((limit(SELL, 1, "101"),), "the exits of a bracket must have the size of its entry"),
        ((NewOrder(MNQ, SELL, 2),), "an exit of a bracket cannot be a market order"),
    ],
)
def test_a_bracket_that_makes_no_sense_is_refused_as_a_whole(
    room: Room, exits: tuple[NewOrder, ...], text: str
) -> None:
    orders = room.hand.place_bracket(NewOrder(MNQ, BUY, 2), *exits)
    assert [(room.report(order).status, room.report(order).text) for order in orders] == [
        (REJECTED, text) for _ in range(1 + len(exits))
    ]
    assert room.venue.position(room.account, MNQ) == 0


def test_an_entry_that_is_refused_takes_its_exits_with_it(room: Room) -> None:
    room.venue.lock(room.account, "daily loss limit reached")
    orders = bracket(room)
    assert {room.report(order).status for order in orders} == {REJECTED}
    assert room.venue.working(room.account) == ()


# --- in any sequence --------------------------------------------------------------------------------------------

SIDES = st.sampled_from((BUY, SELL))
MOVES = st.tuples(st.just("move"), st.integers(-10, 10), st.integers(1, 6))
HANDS = st.tuples(st.just("hand"), SIDES, st.integers(1, 8))
CANCELS = st.tuples(st.just("cancel"), st.integers(0, 2))
STEPS = st.lists(st.one_of(MOVES, MOVES, MOVES, HANDS), max_size=14)


def act(room: Room, step: tuple[object, ...], orders: tuple[VenueOrderId, ...]) -> None:
    match step:
        case ("move", int(offset), int(depth)):
            room.market.move(MNQ, points("100") + offset * points("0.25"), depth)
        case ("hand", Side() as side, int(qty)):
            room.venue.hand(room.venue.accounts(CONNECTION)[1]).place(MNQ, side, qty)
        case ("cancel", int(index)):
            room.hand.cancel(orders[index])


def fresh(depth: int) -> Room:
    room = Room(StillMarket({MNQ: points("100")}, depth=depth, levels=3, refills=False))
    trade_once(room)
    return room


def conserved(room: Room, orders: tuple[VenueOrderId, ...]) -> None:
    owner = room.venue.account(room.account)
    assert room.venue.position(room.account, MNQ) == sum(fill.side.sign * fill.qty for fill in owner.fills)
    for order in orders:
        filled = sum(fill.qty for fill in owner.fills if fill.venue_order_id == order)
        report = room.report(order)
        assert filled == report.filled <= report.qty
        assert (order in owner.working) is (not report.status.final)


@pytest.mark.rule("14")
@given(st.integers(1, 6), st.integers(1, 8), st.booleans(), STEPS)
def test_the_legs_of_a_pair_never_fill_beyond_its_size(
    depth: int, size: int, breakout: bool, steps: list[tuple[object, ...]]
) -> None:
    room = fresh(depth)
    first = stop(BUY, size, "101") if breakout else limit(SELL, size, "101")
    pair = room.hand.place_oco(first, stop(SELL, size, "99"))
    for step in steps:
        act(room, step, pair)
        reports = [room.report(order) for order in pair]
        assert sum(report.filled for report in reports) <= size
        left = size - sum(report.filled for report in reports)
        assert all(report.qty - report.filled == left for report in reports if not report.status.final)
        conserved(room, pair)


@pytest.mark.rule("14")
@given(st.integers(1, 6), st.integers(1, 8), st.sampled_from(("100.25", "99.50", "101")), STEPS, st.booleans())
def test_the_exits_of_a_bracket_work_for_exactly_what_is_open_of_it(
    depth: int, size: int, price: str, steps: list[tuple[object, ...]], cancels: bool
) -> None:
    room = fresh(depth)
    orders = bracket(room, size, price)
    for number, step in enumerate(steps):
        if cancels and number == len(steps) // 2:
            room.hand.cancel(orders[0])
        act(room, step, orders)
        entry, *exits = (room.report(order) for order in orders)
        open_ = entry.filled - sum(report.filled for report in exits)
        assert open_ >= 0
        for report in exits:
            if report.status is WORKING:
                assert report.qty - report.filled == open_ > 0
            elif report.status is SUSPENDED:
                assert open_ == 0
                assert not entry.status.final
            elif report.text != NOBODY_LEFT:
                assert entry.status.final
                assert open_ == 0
        conserved(room, orders)


@given(st.integers(1, 4), st.integers(1, 8), st.lists(st.one_of(MOVES, HANDS, CANCELS), max_size=14))
def test_with_orders_cancelled_by_hand_exits_never_exceed_what_is_open(
    depth: int, size: int, steps: list[tuple[object, ...]]
) -> None:
    room = fresh(depth)
    orders = bracket(room, size, "99.75")
    for step in steps:
        act(room, step, orders)
        entry, *exits = (room.report(order) for order in orders)
        open_ = entry.filled - sum(report.filled for report in exits)
        assert open_ >= 0
        assert all(report.qty - report.filled == open_ for report in exits if report.status is WORKING)
        conserved(room, orders)
