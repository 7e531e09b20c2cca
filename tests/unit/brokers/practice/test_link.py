"""What the practice link does beyond the port: lost lines, back-off, prices, and whole sessions from a seed."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mimikdesk.brokers.practice.faults import FaultPlan
from mimikdesk.brokers.practice.link import Latency
from mimikdesk.brokers.practice.market import SeededMarket, StillMarket
from mimikdesk.domain.commands import CancelOrder, ClosePosition, PlaceBracket, PlaceOco, PlaceOrder
from mimikdesk.domain.events import (
    BrokerEvent,
    CancelRefused,
    FillReported,
    LineChanged,
    LineState,
    OrderReported,
    PositionReported,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
)
from mimikdesk.domain.ids import ClientOrderId, ConnectionId
from mimikdesk.domain.orders import OrderKind, OrderStatus, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.unit.brokers.practice.connected import ACCOUNT, BUY, MNQ, SELL, TEN_MS, Connected


def test_messages_take_their_time_in_both_directions() -> None:
    desk = Connected(TEN_MS)
    start = desk.clock.now().mono_ns
    desk.place("o1")
    desk.clock.advance(SECOND)
    assert {(event.at.mono_ns - start) // MILLISECOND for event in desk.events} == {20}


@pytest.mark.rule("7.4")
def test_an_order_that_reached_the_exchange_before_the_line_was_lost_is_executed() -> None:
    desk = Connected(TEN_MS)
    desk.place("o1", qty=2)
    desk.clock.advance(15 * MILLISECOND)
    desk.place("o2", qty=5)
    desk.line.drop("cable pulled")
    desk.clock.advance(5 * SECOND)
    assert desk.kinds()[:3] == ["LineChanged", "SendEnded", "SendEnded"]
    assert [(e.client_order_id, e.outcome, e.detail) for e in desk.events if isinstance(e, SendEnded)] == [
        ("o1", SendOutcome.UNKNOWN, "cable pulled"),
        ("o2", SendOutcome.UNKNOWN, "cable pulled"),
    ]
    (snapshot,) = [event for event in desk.events if isinstance(event, SnapshotTaken)]
    assert [(o.client_order_id, o.status) for o in snapshot.orders] == [("o1", OrderStatus.FILLED)]
    assert desk.venue.position(desk.account, MNQ) == 2


def test_until_a_lost_line_is_noticed_orders_vanish_and_are_unknown_then() -> None:
    desk = Connected()
    desk.line.drop(unnoticed_ns=5 * SECOND)
    desk.clock.advance(SECOND)
    desk.place("o1")
    desk.clock.advance(SECOND)
    assert desk.events == []
    desk.clock.advance(10 * SECOND)
    assert desk.kinds()[:2] == ["LineChanged", "SendEnded"]
    assert desk.states()[-1] is LineState.CONNECTED
    assert desk.venue.position(desk.account, MNQ) == 0


@pytest.mark.rule("3.3")
def test_attempts_to_reconnect_back_off_from_one_second_to_sixty() -> None:
    desk = Connected()
    desk.line.unplug()
    attempts: list[int] = []
    while len(attempts) < 10:
        due = desk.clock.next_due
        assert due is not None
        desk.clock.run_next()
        if desk.clock.now().mono_ns > SECOND:
            attempts.append(desk.clock.now().mono_ns)
    waits = [later - earlier for earlier, later in zip([SECOND, *attempts], attempts, strict=False)]
    for doubling, wait in enumerate(waits):
        low = min(60 * SECOND, SECOND << doubling)
        assert low <= wait <= min(60 * SECOND, low * 5 // 4)
    assert len({wait * 1000 // (SECOND << doubling) for doubling, wait in enumerate(waits[:5])}) > 1
    assert desk.states() == [LineState.RECONNECTING]
    desk.line.plug_in()
    desk.clock.advance(61 * SECOND)
    assert desk.states()[-1] is LineState.CONNECTED


def test_a_line_that_is_down_for_a_while_comes_back_by_itself() -> None:
    desk = Connected()
    desk.line.drop(down_ns=20 * SECOND)
    desk.clock.advance(20 * SECOND)
    assert desk.states() == [LineState.RECONNECTING]
    desk.clock.advance(20 * SECOND)
    assert desk.states() == [LineState.RECONNECTING, LineState.CONNECTED]


def test_a_line_lost_while_logging_in_is_tried_again_and_gives_one_connection() -> None:
    desk = Connected(TEN_MS)
    desk.line.drop()
    desk.clock.advance(1300 * MILLISECOND)
    desk.line.drop()
    desk.place("o1")
    desk.clock.advance(10 * SECOND)
    assert desk.states()[-1] is LineState.CONNECTED
    desk.events.clear()
    desk.place("o2")
    desk.clock.advance(SECOND)
    assert len([event for event in desk.events if isinstance(event, FillReported)]) == 1


def test_closing_before_a_lost_line_is_noticed_stays_closed() -> None:
    desk = Connected()
    desk.line.drop(unnoticed_ns=SECOND)
    desk.link.close()
    desk.clock.advance(100 * SECOND)
    assert desk.states() == [LineState.DISCONNECTED]


def test_a_closed_link_answers_that_nothing_was_sent_and_can_be_opened_again() -> None:
    desk = Connected()
    desk.link.close()
    desk.clock.advance(SECOND)
    desk.place("o1")
    desk.link.cancel(CancelOrder(desk.account, ClientOrderId("o1")))
    desk.clock.advance(SECOND)
    assert [type(event) for event in desk.events[-2:]] == [SendEnded, CancelRefused]
    desk.link.open()
    desk.clock.advance(SECOND)
    desk.place("o2")
    desk.clock.advance(SECOND)
    assert desk.venue.position(desk.account, MNQ) == 1
    assert len([event for event in desk.events if isinstance(event, FillReported)]) == 1


def test_every_order_is_rejected_until_orders_are_accepted_again() -> None:
    desk = Connected()
    desk.line.reject_all("halted")
    desk.place("o1")
    desk.place("o2")
    desk.clock.advance(0)
    rejected = [event.order for event in desk.events if isinstance(event, OrderReported)]
    assert [(o.client_order_id, o.status, o.text) for o in rejected] == [
        ("o1", OrderStatus.REJECTED, "halted"),
        ("o2", OrderStatus.REJECTED, "halted"),
    ]
    desk.line.accept_orders()
    desk.place("o3")
    desk.clock.advance(0)
    assert desk.venue.position(desk.account, MNQ) == 1


def test_a_number_of_rejections_hits_exactly_that_many_orders() -> None:
    desk = Connected()
    desk.line.reject_next(2, "no margin")
    for name in ("o1", "o2", "o3"):
        desk.place(name)
    desk.clock.advance(0)
    rejected = [event.order for event in desk.events if isinstance(event, OrderReported) and event.order.text]
    assert [(o.client_order_id, o.text) for o in rejected] == [("o1", "no margin"), ("o2", "no margin")]
    assert desk.venue.position(desk.account, MNQ) == 1


def test_a_repeated_report_is_the_same_in_every_word() -> None:
    desk = Connected()
    desk.line.duplicate_next(2)
    desk.place("o1")
    desk.clock.advance(0)
    assert desk.kinds() == [
        *["OrderReported"] * 2,
        *["FillReported"] * 2,
        *["OrderReported", "PositionReported", "BalanceReported"],
    ]
    assert desk.events[0] == desk.events[1]
    assert desk.events[2] == desk.events[3]


def test_a_session_that_has_ended_takes_no_part_in_later_trouble() -> None:
    desk = Connected()
    desk.line.drop()
    desk.clock.advance(5 * SECOND)
    desk.events.clear()
    desk.line.duplicate_next(1)
    desk.place("o1")
    desk.clock.advance(0)
    assert desk.kinds()[:3] == ["OrderReported", "OrderReported", "FillReported"]


@pytest.mark.rule("10.2")
def test_a_new_line_that_is_asked_for_upon_the_news_of_a_lost_one_is_made_once() -> None:
    desk = Connected()
    take = desk.link._sink

    def hear(event: BrokerEvent) -> None:
        take(event)
        if isinstance(event, LineChanged) and event.detail == "cable pulled":
            desk.link.reconnect("after a sleep")

    desk.link._sink = hear
    desk.events.clear()
    desk.line.drop("cable pulled")
    desk.clock.advance(100 * SECOND)
    assert [event.state for event in desk.events if isinstance(event, LineChanged)] == [
        LineState.RECONNECTING,
        LineState.RECONNECTING,
        LineState.CONNECTED,
    ]


def test_a_closed_link_asks_nothing_more_of_the_clock() -> None:
    market = StillMarket()
    desk = Connected(market=market)
    desk.link.close()
    desk.clock.advance(SECOND)
    market.move(MNQ, Decimal(25_000))
    desk.venue.hand(desk.account).place(MNQ, BUY, 1)
    assert desk.clock.next_due is None


def test_late_positions_come_after_the_rest_and_tell_what_was_true_when_sent() -> None:
    desk = Connected()
    desk.line.delay_positions(SECOND)
    desk.place("o1", BUY, 2)
    desk.clock.advance(SECOND // 2)
    desk.place("o2", SELL, 2)
    desk.clock.advance(SECOND // 4)
    assert not [event for event in desk.events if isinstance(event, PositionReported)]
    desk.line.delay_positions(0)
    desk.clock.advance(10 * SECOND)
    assert [event.position.qty for event in desk.events if isinstance(event, PositionReported)] == [2, 0]


def test_held_answers_come_together_and_in_order_when_the_hold_ends() -> None:
    desk = Connected()
    start = desk.clock.now().mono_ns
    desk.line.hold_answers(3 * SECOND)
    desk.place("o1")
    desk.clock.advance(SECOND)
    desk.place("o2")
    desk.clock.advance(0)
    assert desk.venue.position(desk.account, MNQ) == 2
    desk.clock.advance(5 * SECOND)
    assert {event.at.mono_ns - start for event in desk.events} == {3 * SECOND}
    assert desk.kinds()[:2] == ["OrderReported", "FillReported"]


def test_prices_come_once_at_the_start_and_then_as_they_change_until_the_line_is_lost() -> None:
    market = StillMarket()
    desk = Connected(market=market)
    assert len(desk.quotes) == 8
    desk.quotes.clear()
    market.move(MNQ, Decimal(25_000))
    market.move(MNQ, Decimal(25_001))
    desk.clock.advance(SECOND)
    assert [quote.bid for quote in desk.quotes] == [Decimal(25_001)]
    assert desk.ended == []
    desk.line.unplug()
    market.move(MNQ, Decimal(25_002))
    desk.clock.advance(SECOND)
    assert len(desk.quotes) == 1
    assert [MNQ in ended.symbols for ended in desk.ended] == [True]


def test_two_connections_of_one_exchange_trade_with_each_other_and_hear_only_their_own() -> None:
    desk = Connected(market=StillMarket(levels=0))
    other = ConnectionId("Q")
    theirs = desk.venue.add_account(other, "A")
    heard: list[BrokerEvent] = []
    link = desk.venue.link(other, heard.append, latency=Latency.none())
    link.open()
    desk.clock.advance(SECOND)
    heard.clear()
    link.place(PlaceOrder(theirs, ClientOrderId("x1"), MNQ, SELL, 3, OrderKind.LIMIT, Decimal(25_000)))
    desk.clock.advance(0)
    desk.place("o1", BUY, 2)
    desk.clock.advance(0)
    assert (desk.venue.position(desk.account, MNQ), desk.venue.position(theirs, MNQ)) == (2, -2)
    assert {event.account for event in desk.events if isinstance(event, FillReported)} == {desk.account}
    assert {event.account for event in heard if isinstance(event, FillReported)} == {theirs}


ROUGH = FaultPlan(
    reject=0.1,
    lose_command=0.03,
    rate_limit=0.02,
    rate_limit_ns=5 * SECOND,
    lose=0.05,
    duplicate=0.1,
    late_order=0.1,
    late_fill=0.1,
    late_position=0.2,
    late_balance=0.1,
    late_ns=SECOND,
    wrong_position=0.1,
    drop=0.02,
    down_ns=10 * SECOND,
    flushed=0.5,
    stale_snapshot=0.2,
    stale_ns=20 * SECOND,
    repeat_fills=0.5,
    login_ns=100 * SECOND,
    sign_in_ns=10 * SECOND,
)


def session(seed: int, faults: FaultPlan | None = None) -> Connected:
    """A minute and a half of trading with everything that is random in it, and then peace."""
    desk = Connected(Latency(), faults, seed, SeededMarket([MNQ], interval_ns=SECOND))
    desk.venue.start()
    random = Random(seed)
    hand = desk.venue.hand(desk.account)
    for step in range(60):
        side = random.choice((BUY, SELL))
        qty = random.randint(1, 9)
        bid = desk.venue.quote(MNQ).bid
        match step % 6:
            case 0:
                hand.place(MNQ, side, qty)
            case 1:
                legs = (limit(side, qty, f"p{step}", bid), stop(side.opposite, qty, f"q{step}", bid - 20 * side.sign))
                desk.link.place_oco(PlaceOco(desk.account, *legs))
            case 2:
                entry = PlaceOrder(desk.account, ClientOrderId(f"p{step}"), MNQ, side, qty)
                exits = (limit(side.opposite, qty, f"q{step}", bid + 10 * side.sign),)
                desk.link.place_bracket(PlaceBracket(desk.account, entry, exits))
            case 3:
                desk.link.close_position(ClosePosition(desk.account, ClientOrderId(f"p{step}"), MNQ))
            case _:
                desk.place(f"p{step}", side, qty)
        desk.clock.advance(random.randint(1, 3 * SECOND))
    desk.line.heal()
    desk.clock.advance(120 * SECOND)
    return desk


def limit(side: Side, qty: int, name: str, price: Decimal) -> PlaceOrder:
    return PlaceOrder(ACCOUNT, ClientOrderId(name), MNQ, side, qty, OrderKind.LIMIT, limit=price)


def stop(side: Side, qty: int, name: str, price: Decimal) -> PlaceOrder:
    return PlaceOrder(ACCOUNT, ClientOrderId(name), MNQ, side, qty, OrderKind.STOP, stop=price)


def sent() -> set[str]:
    """The client order ids that a session places."""
    names = {f"p{step}" for step in range(60) if step % 6}
    return names | {f"q{step}" for step in range(60) if step % 6 in (1, 2)}


@pytest.mark.rule("14")
def test_a_seed_repeats_the_whole_history_byte_for_byte() -> None:
    first, second, other = session(4, ROUGH), session(4, ROUGH), session(5, ROUGH)
    assert repr(first.events) == repr(second.events)
    assert repr(first.quotes) == repr(second.quotes)
    assert repr(first.events) != repr(other.events)
    assert {type(event) for event in first.events} > {SendEnded, LineChanged, SnapshotTaken, FillReported}


def test_trouble_does_not_change_how_prices_move() -> None:
    def prices(desk: Connected) -> list[tuple[int, int]]:
        return desk.venue.book(MNQ).depth(BUY)

    calm, rough = session(4), session(4, ROUGH)
    assert [price for price, _ in prices(calm)] == [price for price, _ in prices(rough)]


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_whatever_the_line_does_every_order_gets_its_answer_and_the_last_word_is_true(seed: int) -> None:
    desk = session(seed, ROUGH)
    answered = {e.order.client_order_id for e in desk.events if isinstance(e, OrderReported)}
    ended = [e.client_order_id for e in desk.events if isinstance(e, SendEnded)]
    assert len(set(ended)) == len(ended)
    assert sent() <= answered | set(ended)
    desk.venue.stop()
    desk.link.refresh(desk.account)
    desk.clock.advance(5 * SECOND)
    last = desk.events[-1]
    assert isinstance(last, SnapshotTaken)
    fills = desk.venue.account(desk.account).fills
    assert [p.qty for p in last.positions] == [sum(fill.side.sign * fill.qty for fill in fills)]
    not_sent = {
        e.client_order_id for e in desk.events if isinstance(e, SendEnded) and e.outcome is SendOutcome.NOT_SENT
    }
    assert not not_sent & {order.client_order_id for order in last.orders}
