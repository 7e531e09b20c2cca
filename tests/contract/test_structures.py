"""The contract of brokers/port.py, numbered: changes, pairs, brackets, trailing stops and closes (C30 to C53).

What a link declares is checked as it must work; what it does not declare must be refused.
"""

from collections.abc import Callable
from decimal import Decimal

import pytest

from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.commands import CancelOrder, ClosePosition, ModifyOrder, PlaceBracket, PlaceOco, PlaceOrder
from mimikdesk.domain.events import FillReported, ModifyRefused, OrderReported, PositionReported, SendEnded, SendOutcome
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus
from tests.contract.reading import (
    BUY,
    LIMIT,
    SELL,
    ended,
    only,
    orders,
    place,
    reconnect,
    snapshots,
    statuses,
)
from tests.contract.rig import RIGS, SYMBOL, Rig

STOP, TRAILING = OrderKind.STOP, OrderKind.TRAILING_STOP
ENTRY, TARGET, PROTECTION, CLOSE = (ClientOrderId(name) for name in ("entry", "target", "protection", "close"))
NOT_SENT, UNKNOWN = SendOutcome.NOT_SENT, SendOutcome.UNKNOWN


def where(declares: Callable[[Capabilities], bool]) -> pytest.MarkDecorator:
    """Run a check on the rigs whose links declare something, or do not."""
    rigs = [pytest.param(make, id=name) for name, make in RIGS.items() if declares(make().link.capabilities)]
    return pytest.mark.parametrize("fresh", rigs, indirect=True)


OCO, NO_OCO = where(lambda able: able.oco), where(lambda able: not able.oco)
BRACKET, NO_BRACKET = where(lambda able: able.bracket), where(lambda able: not able.bracket)
MODIFY, NO_MODIFY = where(lambda able: able.modify), where(lambda able: not able.modify)
CLOSES, NO_CLOSE = where(lambda able: able.close), where(lambda able: not able.close)
BRACKET_AND_MODIFY = where(lambda able: able.bracket and able.modify)
TRAILS = where(lambda able: TRAILING in able.order_kinds)
NO_TRAIL = where(lambda able: TRAILING not in able.order_kinds)


def price(text: str) -> Decimal:
    return Decimal(text)


def target(rig: Rig, qty: int) -> PlaceOrder:
    return PlaceOrder(rig.accounts[0], TARGET, SYMBOL, SELL, qty, LIMIT, limit=price("101"))


def protection(rig: Rig, qty: int) -> PlaceOrder:
    return PlaceOrder(rig.accounts[0], PROTECTION, SYMBOL, SELL, qty, STOP, stop=price("99"))


def send_oco(rig: Rig, qty: int) -> None:
    """A target at 101 and a stop at 99."""
    rig.link.place_oco(PlaceOco(rig.accounts[0], target(rig, qty), protection(rig, qty)))


def send_bracket(rig: Rig, qty: int, limit: str) -> None:
    """A buy at ``limit`` with a target at 101 and a stop at 99."""
    entry = PlaceOrder(rig.accounts[0], ENTRY, SYMBOL, BUY, qty, LIMIT, limit=price(limit))
    rig.link.place_bracket(PlaceBracket(rig.accounts[0], entry, (target(rig, qty), protection(rig, qty))))


def send_trailing(rig: Rig) -> None:
    rig.link.place(PlaceOrder(rig.accounts[0], PROTECTION, SYMBOL, SELL, 1, TRAILING, trail=price("1")))


def send_close(rig: Rig) -> None:
    rig.link.close_position(ClosePosition(rig.accounts[0], CLOSE, SYMBOL))


def modify(
    rig: Rig, name: ClientOrderId, qty: int | None = None, limit: str | None = None, stop: str | None = None
) -> None:
    limit_, stop_ = (None if text is None else price(text) for text in (limit, stop))
    rig.link.modify(ModifyOrder(rig.accounts[0], name, qty, limit_, stop_))


def last(rig: Rig, name: ClientOrderId | None) -> OrderReport:
    return orders(rig, name)[-1]


def stand(rig: Rig, name: ClientOrderId) -> tuple[OrderStatus, int, int]:
    report = last(rig, name)
    return report.status, report.filled, report.qty


def held(rig: Rig) -> int:
    """The position as the link last told it."""
    told = [event.position.qty for event in rig.events if isinstance(event, PositionReported)]
    return told[-1] if told else 0


def refused(rig: Rig) -> list[ClientOrderId]:
    return [event.client_order_id for event in rig.events if isinstance(event, ModifyRefused)]


WORKING, SUSPENDED = OrderStatus.WORKING, OrderStatus.SUSPENDED
FILLED, CANCELLED = OrderStatus.FILLED, OrderStatus.CANCELLED


# --- changes ----------------------------------------------------------------------------------------------------


@MODIFY
def test_c30_a_change_is_answered_by_a_report_and_what_is_not_given_stays(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 3, "99")
    rig.settle()
    modify(rig, own, limit="99.50")
    rig.settle()
    modify(rig, own, qty=2)
    rig.settle()
    assert [(o.qty, o.limit) for o in orders(rig, own)] == [
        (3, price("99")),
        (3, price("99.50")),
        (2, price("99.50")),
    ]
    assert refused(rig) == []
    rig.move_market(price("98"))
    rig.settle()
    fills = [event.fill for event in rig.events if isinstance(event, FillReported)]
    assert [(fill.qty, fill.price) for fill in fills] == [(2, price("99.50"))]


@MODIFY
def test_c31_the_quantity_of_a_change_counts_what_is_filled_already(rig: Rig) -> None:
    rig.stop_refilling()
    own = place(rig, "o1", BUY, 8, "100.25")
    rig.settle()
    assert stand(rig, own) == (WORKING, 5, 8)
    modify(rig, own, qty=5)
    rig.settle()
    assert refused(rig) == [own]
    modify(rig, own, qty=6)
    rig.settle()
    rig.move_market(price("99"))
    rig.settle()
    assert stand(rig, own) == (FILLED, 6, 6)


@MODIFY
def test_c32_a_refused_change_says_why_and_the_order_works_on(rig: Rig) -> None:
    own, done = place(rig, "o1", BUY, 1, "99"), place(rig, "o2", BUY, 1)
    rig.settle()
    rig.events.clear()
    modify(rig, own, qty=0)
    modify(rig, done, qty=2)
    modify(rig, ClientOrderId("never"), qty=2)
    rig.settle()
    assert refused(rig) == [own, done, "never"]
    assert all(event.text for event in rig.events if isinstance(event, ModifyRefused))
    assert only(rig, OrderReported) == []
    rig.move_market(price("98"))
    rig.settle()
    assert stand(rig, own) == (FILLED, 1, 1)


@NO_MODIFY
def test_c33_a_change_that_is_not_declared_is_refused(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 1, "99")
    rig.settle()
    rig.events.clear()
    modify(rig, own, qty=2)
    rig.settle()
    assert [type(event) for event in rig.events] == [ModifyRefused]


# --- pairs ------------------------------------------------------------------------------------------------------


@OCO
def test_c34_both_orders_of_a_pair_are_acknowledged_under_one_name(rig: Rig) -> None:
    send_oco(rig, 2)
    rig.settle()
    assert [statuses(rig, name) for name in (TARGET, PROTECTION)] == [["working"]] * 2
    assert last(rig, TARGET).oco == last(rig, PROTECTION).oco
    assert last(rig, TARGET).oco
    assert ended(rig) == []


@OCO
def test_c35_a_fill_of_one_shrinks_and_then_cancels_the_other(rig: Rig) -> None:
    place(rig, "o1", BUY, 5)
    send_oco(rig, 5)
    rig.settle()
    rig.stop_refilling()
    rig.move_market(price("101"), depth=2)
    rig.settle()
    assert [stand(rig, name) for name in (TARGET, PROTECTION)] == [(WORKING, 2, 5), (WORKING, 0, 3)]
    rig.move_market(price("102"), depth=5)
    rig.settle()
    assert stand(rig, TARGET) == (FILLED, 5, 5)
    assert last(rig, PROTECTION).status is CANCELLED
    assert last(rig, PROTECTION).text
    assert held(rig) == 0


@OCO
def test_c36_one_order_of_a_pair_cancelled_alone_leaves_the_other(rig: Rig) -> None:
    send_oco(rig, 2)
    rig.settle()
    rig.link.cancel(CancelOrder(rig.accounts[0], TARGET))
    rig.settle()
    assert [last(rig, name).status for name in (TARGET, PROTECTION)] == [CANCELLED, WORKING]


@OCO
def test_c37_a_pair_is_rejected_as_a_whole_each_order_with_a_text(rig: Rig) -> None:
    rig.reject_next("insufficient margin")
    send_oco(rig, 2)
    rig.settle()
    assert [statuses(rig, name) for name in (TARGET, PROTECTION)] == [["rejected"]] * 2
    assert all(last(rig, name).text for name in (TARGET, PROTECTION))


@NO_OCO
def test_c38_a_pair_that_is_not_declared_is_not_sent(rig: Rig) -> None:
    send_oco(rig, 2)
    rig.settle()
    assert ended(rig) == [(TARGET, NOT_SENT), (PROTECTION, NOT_SENT)]
    assert len(rig.events) == 2


# --- brackets ---------------------------------------------------------------------------------------------------


@BRACKET
def test_c39_the_exits_of_a_bracket_are_held_under_their_entry_until_it_fills(rig: Rig) -> None:
    send_bracket(rig, 2, "99")
    rig.settle()
    entry = last(rig, ENTRY)
    assert [last(rig, name).status for name in (ENTRY, TARGET, PROTECTION)] == [WORKING, SUSPENDED, SUSPENDED]
    assert [last(rig, name).parent for name in (ENTRY, TARGET, PROTECTION)] == [None, *[entry.venue_order_id] * 2]
    rig.stop_refilling()
    rig.move_market(price("98.75"), depth=2)
    rig.settle()
    assert [stand(rig, name) for name in (ENTRY, TARGET, PROTECTION)] == [
        (FILLED, 2, 2),
        (WORKING, 0, 2),
        (WORKING, 0, 2),
    ]
    assert last(rig, TARGET).oco == last(rig, PROTECTION).oco


@BRACKET
def test_c40_exits_work_for_what_the_entry_has_filled(rig: Rig) -> None:
    rig.stop_refilling()
    send_bracket(rig, 9, "100.25")
    rig.settle()
    assert stand(rig, ENTRY) == (WORKING, 5, 9)
    assert [stand(rig, name) for name in (TARGET, PROTECTION)] == [(WORKING, 0, 5)] * 2
    rig.link.cancel(CancelOrder(rig.accounts[0], ENTRY))
    rig.settle()
    rig.move_market(price("98"), depth=50)
    rig.settle()
    assert stand(rig, PROTECTION) == (FILLED, 5, 5)
    assert last(rig, TARGET).status is CANCELLED
    assert held(rig) == 0


@BRACKET
def test_c41_an_entry_that_ends_unfilled_cancels_its_exits(rig: Rig) -> None:
    send_bracket(rig, 2, "99")
    rig.settle()
    rig.link.cancel(CancelOrder(rig.accounts[0], ENTRY))
    rig.settle()
    assert [last(rig, name).status for name in (ENTRY, TARGET, PROTECTION)] == [CANCELLED] * 3


@BRACKET_AND_MODIFY
def test_c42_an_exit_can_be_changed_and_cancelled_alone_while_it_is_held(rig: Rig) -> None:
    send_bracket(rig, 2, "99")
    rig.settle()
    modify(rig, PROTECTION, stop="98")
    rig.link.cancel(CancelOrder(rig.accounts[0], TARGET))
    rig.settle()
    assert last(rig, PROTECTION).stop == price("98")
    assert [last(rig, name).status for name in (ENTRY, TARGET, PROTECTION)] == [WORKING, CANCELLED, SUSPENDED]


@NO_BRACKET
def test_c43_a_bracket_that_is_not_declared_is_not_sent(rig: Rig) -> None:
    send_bracket(rig, 2, "99")
    rig.settle()
    assert ended(rig) == [(ENTRY, NOT_SENT), (TARGET, NOT_SENT), (PROTECTION, NOT_SENT)]
    assert len(rig.events) == 3


# --- trailing stops ---------------------------------------------------------------------------------------------


@TRAILS
def test_c44_a_trailing_stop_follows_the_market_and_tells_so_where_the_broker_does(rig: Rig) -> None:
    send_trailing(rig)
    rig.settle()
    for bid in ("103", "102.50", "104"):
        rig.move_market(price(bid))
        rig.settle()
    told = [order.stop for order in orders(rig, PROTECTION)]
    assert told == ([price("99"), price("102"), price("103")] if rig.tells_trailing else [None])
    assert {order.trail for order in orders(rig, PROTECTION)} == {price("1")}
    rig.move_market(price("102"))
    rig.settle()
    assert stand(rig, PROTECTION) == (FILLED, 1, 1)


@NO_TRAIL
def test_c45_a_kind_of_order_that_is_not_declared_is_not_sent(rig: Rig) -> None:
    send_trailing(rig)
    rig.settle()
    assert ended(rig) == [(PROTECTION, NOT_SENT)]
    assert len(rig.events) == 1


# --- the broker's own close -------------------------------------------------------------------------------------


@CLOSES
def test_c46_a_close_cancels_foreign_orders_too_and_leaves_the_position_flat(rig: Rig) -> None:
    place(rig, "o1", BUY, 4)
    own = place(rig, "o2", SELL, 4, "101")
    rig.by_hand(rig.accounts[0], BUY, 1, LIMIT, price("98"))
    rig.settle()
    send_close(rig)
    rig.settle()
    assert [statuses(rig, name)[-1] for name in (own, None)] == ["cancelled", "cancelled"]
    assert stand(rig, CLOSE) == (FILLED, 4, 4)
    assert held(rig) == 0
    assert ended(rig) == []


@CLOSES
def test_c47_a_close_of_a_flat_position_cancels_orders_and_ends_without_a_fill(rig: Rig) -> None:
    own = place(rig, "o1", SELL, 4, "101")
    rig.settle()
    send_close(rig)
    rig.settle()
    assert last(rig, own).status is CANCELLED
    assert [(order.status, bool(order.text)) for order in orders(rig, CLOSE)] == [(OrderStatus.REJECTED, True)]
    assert only(rig, FillReported) == []


@NO_CLOSE
def test_c48_a_close_that_is_not_declared_is_not_sent(rig: Rig) -> None:
    own = place(rig, "o1", SELL, 4, "101")
    rig.settle()
    send_close(rig)
    rig.settle()
    assert ended(rig) == [(CLOSE, NOT_SENT)]
    assert last(rig, own).status is WORKING


# --- what the trader and the broker do --------------------------------------------------------------------------


@pytest.mark.parametrize("link_ids", [True, False])
def test_c49_held_exits_and_pairs_of_the_trader_stand_in_reports_and_snapshots(rig: Rig, link_ids: bool) -> None:
    hand = rig.hand(rig.accounts[0], link_ids)
    entry, *exits = hand.place_bracket(
        NewOrder(SYMBOL, BUY, 2, LIMIT, price("99")),
        NewOrder(SYMBOL, SELL, 2, LIMIT, price("101")),
        NewOrder(SYMBOL, SELL, 2, STOP, stop=price("98")),
    )
    rig.settle()
    rig.link.refresh(rig.accounts[0])
    rig.settle()
    # A held leg may be told of before its entry works, and once more when the leg that it belongs to is there.
    last_told = {event.order.venue_order_id: event.order for event in rig.events if isinstance(event, OrderReported)}
    told = sorted(last_told.values(), key=lambda order: order.venue_order_id)
    (snapshot,) = snapshots(rig, rig.accounts[0])
    assert sorted(snapshot.orders, key=lambda order: order.venue_order_id) == told
    assert [(o.venue_order_id, o.status) for o in told] == [(entry, WORKING), *((leg, SUSPENDED) for leg in exits)]
    assert [o.parent for o in told] == ([None, entry, entry] if link_ids else [None] * 3)
    assert (bool(told[1].oco), told[1].oco) == (link_ids, told[2].oco)


def test_c50_orders_that_expire_are_told_so(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 1, "99")
    rig.settle()
    rig.end_day()
    rig.settle()
    assert stand(rig, own) == (OrderStatus.EXPIRED, 0, 1)


def test_c51_a_liquidation_is_a_foreign_order_with_the_brokers_words(rig: Rig) -> None:
    place(rig, "o1", BUY, 2)
    rig.settle()
    rig.liquidate(rig.accounts[0], "liquidation: daily loss limit")
    rig.settle()
    report = last(rig, None)
    assert (report.side, report.filled, report.text) == (SELL, 2, "liquidation: daily loss limit")
    assert held(rig) == 0


# --- trouble ----------------------------------------------------------------------------------------------------

COMMANDS: list[tuple[Callable[[Rig], None], list[ClientOrderId], Callable[[Capabilities], bool]]] = [
    (lambda rig: send_oco(rig, 1), [TARGET, PROTECTION], lambda able: able.oco),
    (lambda rig: send_bracket(rig, 1, "99"), [ENTRY, TARGET, PROTECTION], lambda able: able.bracket),
    (send_close, [CLOSE], lambda able: able.close),
]


@pytest.mark.rule("7.4")
@pytest.mark.parametrize(("send", "names", "declares"), COMMANDS, ids=["pair", "bracket", "close"])
def test_c52_a_lost_line_makes_every_order_of_an_unanswered_command_unknown(
    rig: Rig, send: Callable[[Rig], None], names: list[ClientOrderId], declares: Callable[[Capabilities], bool]
) -> None:
    send(rig)
    rig.lose_line()
    reconnect(rig)
    outcome = UNKNOWN if declares(rig.link.capabilities) else NOT_SENT
    assert sorted(ended(rig)) == sorted((name, outcome) for name in names)


@pytest.mark.parametrize(("send", "names", "declares"), COMMANDS, ids=["pair", "bracket", "close"])
def test_c53_nothing_is_sent_while_the_line_is_down(
    rig: Rig, send: Callable[[Rig], None], names: list[ClientOrderId], declares: Callable[[Capabilities], bool]
) -> None:
    rig.lose_line()
    rig.pass_time(100_000_000)
    send(rig)
    modify(rig, names[0], qty=2)
    reconnect(rig)
    assert ended(rig) == [(name, NOT_SENT) for name in names]
    assert refused(rig) == [names[0]]
    assert all(event.detail for event in rig.events if isinstance(event, SendEnded))
