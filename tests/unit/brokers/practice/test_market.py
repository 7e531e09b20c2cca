"""The markets: one that moves by seed, one that stands, one from a tape."""

from decimal import Decimal

import pytest

from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.market import Market, SeededMarket, StillMarket, TapeMarket, TapeQuote
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import ConnectionId, Symbol
from mimikdesk.domain.orders import OrderKind, OrderStatus, Side
from mimikdesk.domain.time import SECOND

MNQ, NQ, MES, MCL = Symbol("MNQZ6"), Symbol("NQZ6"), Symbol("MESZ6"), Symbol("MCLZ6")
P = ConnectionId("P")


def watch(market: Market, seed: int | str = 1) -> tuple[VirtualClock, PracticeVenue, list[Quote]]:
    clock = VirtualClock()
    venue = PracticeVenue(clock, seed, market)
    quotes: list[Quote] = []
    venue.on_quote(quotes.append)
    return clock, venue, quotes


def run(seed: int | str, seconds: int = 30) -> list[Quote]:
    clock, venue, quotes = watch(SeededMarket(), seed)
    venue.start()
    clock.advance(seconds * SECOND)
    return quotes


@pytest.mark.rule("14")
def test_a_seed_repeats_every_price_and_another_seed_does_not() -> None:
    assert repr(run(7)) == repr(run(7))
    assert repr(run(7)) != repr(run(8))


def test_every_contract_moves_on_its_grid_with_bid_below_ask() -> None:
    quotes = run(3)
    assert {quote.symbol for quote in quotes} == set(CATALOG)
    for quote in quotes:
        assert quote.bid < quote.ask
        assert all(price % CATALOG[quote.symbol].tick_size == 0 for price in (quote.bid, quote.ask, quote.last))


def test_micro_and_mini_of_one_index_move_together() -> None:
    clock, venue, _ = watch(SeededMarket())
    venue.start()
    for _ in range(50):
        clock.advance(SECOND)
        assert venue.quote(MNQ).bid == venue.quote(NQ).bid
    assert venue.quote(MNQ).bid != Decimal("25150")


def test_customers_do_not_change_how_prices_move() -> None:
    clock, venue, _ = watch(SeededMarket([MNQ]))
    quiet_clock, quiet, _ = watch(SeededMarket([MNQ]))
    hand = venue.hand(venue.add_account(P, "A", max_contracts=None))
    venue.start()
    quiet.start()
    for step in range(100):
        hand.place(MNQ, Side.BUY if step % 3 else Side.SELL, 1 + step % 20)
        clock.advance(SECOND // 4)
        quiet_clock.advance(SECOND // 4)
    venue_depth, quiet_depth = ([v.book(MNQ).depth(side) for side in Side] for v in (venue, quiet))
    assert [price for side in venue_depth for price, _ in side] == [price for side in quiet_depth for price, _ in side]


def test_twenty_lots_fill_in_a_few_parts() -> None:
    clock, venue, _ = watch(SeededMarket([MNQ]), seed=5)
    account = venue.add_account(P, "A")
    venue.start()
    parts = []
    for step in range(60):
        clock.advance(SECOND)
        before = len(venue.account(account).fills)
        venue.hand(account).place(MNQ, Side.BUY if step % 2 else Side.SELL, 20)
        parts.append(len(venue.account(account).fills) - before)
    assert all(order.status is OrderStatus.FILLED for order in venue.account(account).orders.values())
    assert min(parts) == 1
    assert 1 < max(parts) <= 7


def test_resting_orders_near_the_price_get_filled_by_the_moving_market() -> None:
    clock, venue, quotes = watch(SeededMarket([MNQ]), seed=5)
    account = venue.add_account(P, "A")
    bid = venue.quote(MNQ).bid
    venue.hand(account).place(MNQ, Side.BUY, 3, OrderKind.LIMIT, bid - 1)
    venue.start()
    clock.advance(120 * SECOND)
    assert min(quote.bid for quote in quotes) < bid - 1
    assert {fill.price for fill in venue.account(account).fills} == {bid - 1}
    assert venue.position(account, MNQ) == 3


def test_a_day_covers_a_range_that_a_trader_would_believe() -> None:
    clock, venue, quotes = watch(SeededMarket([MNQ], interval_ns=SECOND), seed=11)
    venue.start()
    clock.advance(6 * 3600 * SECOND)
    low, high = min(quote.bid for quote in quotes), max(quote.bid for quote in quotes)
    assert 60 < high - low < 800


def test_nothing_is_left_on_the_clock_when_it_is_stopped_and_no_price_moves_while_closed() -> None:
    clock, venue, quotes = watch(SeededMarket())
    venue.start()
    clock.advance(SECOND)
    venue.pause()
    seen = len(quotes)
    clock.advance(SECOND)
    assert len(quotes) == seen
    venue.resume()
    clock.advance(SECOND)
    assert len(quotes) > seen
    venue.stop()
    assert clock.next_due is None


def test_resuming_does_not_start_a_market_that_was_not_running() -> None:
    clock, venue, _ = watch(SeededMarket())
    venue.pause()
    venue.start()
    assert clock.next_due is None
    venue.stop()
    venue.resume()
    assert clock.next_due is None


def test_a_still_market_has_the_same_depth_after_every_trade() -> None:
    _, venue, _ = watch(StillMarket({MNQ: Decimal(100)}, depth=5, levels=2))
    before = [venue.book(MNQ).depth(side) for side in Side]
    venue.hand(venue.add_account(P, "A")).place(MNQ, Side.BUY, 7)
    assert [venue.book(MNQ).depth(side) for side in Side] == before == [[(400, 5), (399, 5)], [(401, 5), (402, 5)]]


def tape(*rows: tuple[int, str, str, int]) -> TapeMarket:
    return TapeMarket([TapeQuote(at * SECOND, MNQ, Decimal(bid), Decimal(ask), size) for at, bid, ask, size in rows])


def test_a_tape_plays_its_quotes_at_their_times() -> None:
    clock, venue, quotes = watch(tape((0, "100", "100.25", 5), (2, "101", "101.50", 5), (5, "99", "99.25", 5)))
    assert venue.quote(MNQ).bid == 100
    start = clock.now().mono_ns
    venue.start()
    clock.advance(10 * SECOND)
    assert [((q.at.mono_ns - start) // SECOND, q.bid, q.ask) for q in quotes] == [
        (2, Decimal("101"), Decimal("101.50")),
        (5, Decimal("99"), Decimal("99.25")),
    ]


def test_a_stopped_tape_goes_on_with_its_next_quote() -> None:
    clock, venue, _ = watch(tape((0, "100", "100.25", 5), (2, "101", "101.50", 5)))
    venue.start()
    venue.stop()
    clock.advance(10 * SECOND)
    assert venue.quote(MNQ).bid == 100
    venue.start()
    clock.advance(2 * SECOND)
    assert venue.quote(MNQ).bid == 101


def test_a_tape_fills_at_its_prices_with_its_size_and_triggers_stops() -> None:
    clock, venue, _ = watch(tape((0, "100", "100.25", 2), (2, "97", "97.25", 5)))
    account = venue.add_account(P, "A")
    venue.hand(account).place(MNQ, Side.BUY, 3)
    venue.hand(account).place(MNQ, Side.SELL, 3, OrderKind.STOP, stop=Decimal(98))
    venue.start()
    clock.advance(2 * SECOND)
    assert [(f.side.value, f.qty, f.price) for f in venue.account(account).fills] == [
        ("buy", 2, Decimal("100.25")),
        ("buy", 1, Decimal("100.50")),
        ("sell", 3, Decimal("97")),
    ]


@pytest.mark.parametrize(
    ("bid", "ask", "text"),
    [("100.10", "101", "100.10 is not a price of MNQZ6"), ("100", "100", "bid 100 for MNQZ6 is not below its ask 100")],
)
def test_a_tape_that_makes_no_sense_is_refused(bid: str, ask: str, text: str) -> None:
    with pytest.raises(UsageError, match=text):
        tape((0, bid, ask, 5))


def test_thin_levels_split_an_order_into_many_fills_by_seed() -> None:
    def parts(seed: int, thin: float) -> list[int]:
        _, venue, _ = watch(StillMarket(depth=20, levels=30, thin=thin), seed)
        account = venue.add_account(P, "A")
        venue.hand(account).place(MNQ, Side.BUY, 20)
        return [fill.qty for fill in venue.account(account).fills]

    assert parts(1, 0.0) == [20]
    assert len(parts(1, 1.0)) >= 7
    assert set(parts(1, 1.0)[:-1]) <= {1, 2, 3}
    assert parts(1, 0.7) == parts(1, 0.7)
    assert len({tuple(parts(seed, 0.7)) for seed in range(5)}) > 1
