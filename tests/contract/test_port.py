"""The contract of brokers/port.py, numbered: connecting, single orders, reads and trouble (C01 to C29).

Every adapter passes every check, each on its own rig.
"""

from decimal import Decimal

import pytest

from mimikdesk.domain.commands import CancelAllOrders, CancelOrder, PlaceOrder
from mimikdesk.domain.events import (
    BalanceReported,
    CancelRefused,
    FillReported,
    InstrumentListed,
    LineChanged,
    LineState,
    OrderReported,
    PositionReported,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.time import SECOND
from tests.contract.reading import (
    BUY,
    LIMIT,
    SELL,
    ended,
    kinds,
    only,
    orders,
    place,
    reconnect,
    snapshots,
    states,
    statuses,
    went,
)
from tests.contract.rig import SYMBOL, Rig

# --- connecting -------------------------------------------------------------------------------------------------


def test_c01_nothing_happens_before_open(fresh: Rig) -> None:
    fresh.settle()
    assert fresh.events == []


@pytest.mark.rule("3.1")
def test_c02_a_snapshot_of_each_account_comes_before_connected(fresh: Rig) -> None:
    fresh.link.open()
    fresh.settle()
    assert fresh.link.accounts == fresh.accounts
    assert states(fresh)[-1] is LineState.CONNECTED
    assert isinstance(fresh.events[-1], LineChanged)
    taken = [event.account for event in fresh.events[:-1] if isinstance(event, SnapshotTaken)]
    assert sorted(taken) == sorted(fresh.accounts)


def test_c03_contracts_are_listed_before_anything_names_them(fresh: Rig) -> None:
    fresh.by_hand(fresh.accounts[0], BUY, 2)
    fresh.link.open()
    fresh.settle()
    types = [type(event) for event in fresh.events]
    listed = [event for event in fresh.events if isinstance(event, InstrumentListed)]
    assert SYMBOL in [event.instrument.symbol for event in listed]
    assert types.index(SnapshotTaken) > max(i for i, kind in enumerate(types) if kind is InstrumentListed)


def test_c04_a_snapshot_holds_positions_orders_and_cash_from_before(fresh: Rig) -> None:
    account = fresh.accounts[0]
    filled = fresh.by_hand(account, BUY, 2)
    resting = fresh.by_hand(account, BUY, 1, LIMIT, Decimal("99"))
    fresh.link.open()
    fresh.settle()
    (snapshot,) = snapshots(fresh, account)
    assert [(p.symbol, p.qty, p.average) for p in snapshot.positions] == [(SYMBOL, 2, Decimal("100.25"))]
    assert [(o.venue_order_id, o.filled, o.status) for o in snapshot.orders] == [
        (filled, 2, OrderStatus.FILLED),
        (resting, 0, OrderStatus.WORKING),
    ]
    assert snapshot.cash < 50_000
    assert snapshot.asked_at.mono_ns <= snapshot.at.mono_ns
    assert only(fresh, OrderReported, FillReported, PositionReported, BalanceReported) == []


def test_c05_no_event_comes_from_inside_a_call(rig: Rig) -> None:
    resting = place(rig, "o1", BUY, 1, "99")
    place(rig, "o2", BUY, 1)
    rig.link.cancel(CancelOrder(rig.accounts[0], resting))
    rig.link.cancel_all(CancelAllOrders(rig.accounts[0]))
    rig.link.refresh(rig.accounts[0])
    rig.link.close()
    place(rig, "o3", BUY, 1)
    rig.link.open()
    assert rig.events == []


# --- orders -----------------------------------------------------------------------------------------------------


def test_c06_an_order_is_acknowledged_before_its_first_fill(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 7)
    rig.settle()
    assert went(rig, own, "working", "filled")
    told = list(dict.fromkeys(order.filled for order in orders(rig, own)))
    assert told == ([0, 5, 7] if rig.orderly else sorted(told))
    first_fill = next(i for i, event in enumerate(rig.events) if isinstance(event, FillReported))
    assert not rig.orderly or isinstance(rig.events[first_fill - 1], OrderReported)


def test_c07_for_each_fill_come_fill_and_order_and_also_position_and_cash(rig: Rig) -> None:
    own = place(rig, "o1", SELL, 7)
    rig.settle()
    told = kinds(rig)
    of_order = [kind for kind in told if kind not in (PositionReported, BalanceReported)]
    if rig.orderly:
        assert of_order == [OrderReported, *[FillReported, OrderReported] * 2]
    assert of_order.count(FillReported) == 2
    assert of_order[-1] is OrderReported
    assert told.count(BalanceReported) == 2
    fills = [event.fill for event in rig.events if isinstance(event, FillReported)]
    assert [(f.client_order_id, f.side, f.qty, f.price) for f in fills] == [
        (own, SELL, 5, Decimal("100.00")),
        (own, SELL, 2, Decimal("99.75")),
    ]
    assert len({fill.fill_id for fill in fills}) == 2
    positions = [event.position.qty for event in rig.events if isinstance(event, PositionReported)]
    assert positions == [-5, -7]


def test_c08_orders_and_fills_of_the_traders_hand_have_no_client_order_id(rig: Rig) -> None:
    rig.by_hand(rig.accounts[0], BUY, 2)
    rig.settle()
    assert went(rig, None, "working", "filled")
    assert [e.fill.client_order_id for e in rig.events if isinstance(e, FillReported)] == [None]


def test_c09_a_rejected_order_carries_the_brokers_words_and_does_not_fill(rig: Rig) -> None:
    rig.reject_next("insufficient margin")
    own = place(rig, "o1", BUY, 2)
    rig.settle()
    assert statuses(rig, own) == ["rejected"]
    rejected = orders(rig, own)
    assert "insufficient margin" in rejected[-1].text
    assert len(rejected) == 1 or not rig.orderly
    assert only(rig, FillReported, SendEnded) == []


def test_c10_a_client_order_id_can_be_used_once(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 1)
    rig.settle()
    rig.events.clear()
    place(rig, "o1", BUY, 1)
    rig.settle()
    assert [(order.status, order.text) for order in orders(rig, own)] == [
        (OrderStatus.REJECTED, "duplicate client order id")
    ]
    assert only(rig, FillReported) == []


def test_c11_an_own_order_is_cancelled_by_its_client_order_id(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 1, "99")
    rig.settle()
    rig.link.cancel(CancelOrder(rig.accounts[0], own))
    rig.settle()
    assert statuses(rig, own) == ["working", "cancelled"]


def test_c12_an_order_is_cancelled_before_it_is_acknowledged_where_the_broker_can(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 1, "99")
    rig.link.cancel(CancelOrder(rig.accounts[0], own))
    rig.settle()
    if rig.link.capabilities.cancel_before_ack:
        assert statuses(rig, own) == ["working", "cancelled"]


@pytest.mark.parametrize("known", [True, False], ids=["filled already", "never placed"])
def test_c13_a_cancel_that_comes_too_late_is_refused(rig: Rig, known: bool) -> None:
    own = place(rig, "o1", BUY, 1) if known else ClientOrderId("never")
    rig.settle()
    rig.link.cancel(CancelOrder(rig.accounts[0], own))
    rig.settle()
    (refused,) = only(rig, CancelRefused)
    assert isinstance(refused, CancelRefused)
    assert (refused.client_order_id, refused.text) == (own, "order is filled already" if known else "unknown order")


def test_c14_cancel_all_cancels_every_working_order_of_that_account_only(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 1, "99")
    others = place(rig, "o2", BUY, 1, "99", account=1)
    rig.by_hand(rig.accounts[0], SELL, 1, LIMIT, Decimal("101"))
    rig.settle()
    rig.link.cancel_all(CancelAllOrders(rig.accounts[0]))
    rig.settle()
    assert statuses(rig, own) == statuses(rig, None) == ["working", "cancelled"]
    assert statuses(rig, others) == ["working"]


def test_c15_a_resting_order_fills_when_the_market_comes_and_reports_each_part(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 3, "99")
    rig.settle()
    rig.move_market(Decimal("98"))
    rig.settle()
    assert statuses(rig, own)[-1] == "filled"
    assert sum(e.fill.qty for e in rig.events if isinstance(e, FillReported)) == 3


def test_c16_orders_of_one_line_arrive_in_the_order_they_were_sent(rig: Rig) -> None:
    names = [place(rig, f"o{number}", BUY, 1, "99") for number in range(20)]
    rig.settle()
    reports = [event.order for event in rig.events if isinstance(event, OrderReported)]
    reports.sort(key=lambda order: int("".join(filter(str.isdigit, order.venue_order_id))))  # as the broker counted
    assert [order.client_order_id for order in reports] == names


def test_c17_an_order_for_a_foreign_account_or_an_unknown_contract_is_not_sent(rig: Rig) -> None:
    stranger = PlaceOrder(AccountId("X/1"), ClientOrderId("o1"), SYMBOL, BUY, 1)
    unlisted = PlaceOrder(rig.accounts[0], ClientOrderId("o2"), Symbol("FOOZ6"), BUY, 1)
    for order in (stranger, unlisted):
        rig.link.place(order)
    rig.settle()
    assert ended(rig) == [("o1", SendOutcome.NOT_SENT), ("o2", SendOutcome.NOT_SENT)]


# --- reads ------------------------------------------------------------------------------------------------------


def test_c18_refresh_brings_one_snapshot_of_that_account(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 2)
    rig.settle()
    rig.events.clear()
    rig.link.refresh(rig.accounts[0])
    rig.settle()
    (snapshot,) = rig.events
    assert isinstance(snapshot, SnapshotTaken)
    assert (snapshot.account, snapshot.positions[0].qty) == (rig.accounts[0], 2)
    assert [(o.client_order_id, o.filled) for o in snapshot.orders] == [(own, 2)]


def test_c19_a_snapshot_says_flat_where_a_position_was_closed(rig: Rig) -> None:
    place(rig, "o1", BUY, 2)
    place(rig, "o2", SELL, 2)
    rig.settle()  # a read may overtake orders that are still on their way to the exchange
    rig.link.refresh(rig.accounts[0])
    rig.settle()
    (snapshot,) = snapshots(rig, rig.accounts[0])
    assert [(p.symbol, p.qty, p.average) for p in snapshot.positions] == [(SYMBOL, 0, None)]


# --- trouble ----------------------------------------------------------------------------------------------------


@pytest.mark.rule("7.4")
def test_c20_a_lost_line_makes_each_unacknowledged_order_unknown_once(rig: Rig) -> None:
    answered = place(rig, "o1", BUY, 1, "99")
    rig.settle()
    sent = [place(rig, "o2", BUY, 1), place(rig, "o3", BUY, 1, account=1)]
    rig.lose_line()
    reconnect(rig)
    assert ended(rig) == [(name, SendOutcome.UNKNOWN) for name in sent]
    assert answered not in [name for name, _ in ended(rig)]


@pytest.mark.rule("3.3")
def test_c21_after_a_lost_line_fresh_snapshots_come_before_connected(rig: Rig) -> None:
    place(rig, "o1", BUY, 1)
    rig.settle()
    rig.lose_line()
    rig.by_hand(rig.accounts[0], BUY, 2)
    rig.events.clear()
    reconnect(rig)
    assert states(rig)[0] is LineState.RECONNECTING
    assert isinstance(rig.events[-1], LineChanged)
    for account in rig.accounts:
        assert len(snapshots(rig, account)) == 1
    (snapshot,) = snapshots(rig, rig.accounts[0])
    assert snapshot.positions[0].qty == 3
    assert only(rig, FillReported, PositionReported) == []


def test_c22_an_order_while_the_line_is_down_is_certainly_not_sent(rig: Rig) -> None:
    rig.lose_line()
    rig.pass_time(SECOND // 10)
    own = place(rig, "o1", BUY, 1)
    reconnect(rig)
    assert ended(rig) == [(own, SendOutcome.NOT_SENT)]
    assert snapshots(rig, rig.accounts[0])[-1].orders == ()


def test_c23_live_events_go_on_after_a_reconnection(rig: Rig) -> None:
    rig.lose_line()
    reconnect(rig)
    rig.events.clear()
    own = place(rig, "o1", BUY, 1)
    rig.settle()
    assert went(rig, own, "working", "filled")


@pytest.mark.rule("3.2")
def test_c24_a_refused_login_needs_a_new_one_and_is_not_hammered(rig: Rig) -> None:
    rig.refuse_login()
    rig.lose_line()
    rig.pass_time(300 * SECOND)
    assert states(rig) == [LineState.RECONNECTING, LineState.REAUTH_REQUIRED]
    own = place(rig, "o1", BUY, 1)
    rig.accept_login()
    rig.settle()
    assert states(rig)[-1] is LineState.CONNECTED
    assert ended(rig) == [(own, SendOutcome.NOT_SENT)]


def test_c25_close_ends_in_disconnected_and_no_event_comes_after_it(rig: Rig) -> None:
    unanswered = place(rig, "o1", BUY, 1)
    rig.link.close()
    rig.settle()
    rig.by_hand(rig.accounts[0], BUY, 1)
    rig.move_market(Decimal("90"))
    rig.pass_time(300 * SECOND)
    assert [type(event) for event in rig.events] == [SendEnded, LineChanged]
    assert only(rig, SendEnded)[0].client_order_id == unanswered  # type: ignore[union-attr]
    assert states(rig) == [LineState.DISCONNECTED]


def test_c26_events_carry_the_time_they_were_seen(rig: Rig) -> None:
    for number in range(5):
        place(rig, f"o{number}", BUY, 1)
    rig.settle()
    seen = [event.at.mono_ns for event in rig.events]
    assert seen == sorted(seen)
    assert seen[0] > 0


@pytest.mark.rule("7.4")
def test_c27_an_order_that_is_never_answered_becomes_unknown_after_a_time_and_once(rig: Rig) -> None:
    rig.lose_next_command()
    lost = place(rig, "o1", BUY, 1)
    rig.settle()
    answered = place(rig, "o2", BUY, 1)
    rig.pass_time(60 * SECOND)
    assert ended(rig) == [(lost, SendOutcome.UNKNOWN)]
    assert statuses(rig, answered)[-1] == "filled"


@pytest.mark.rule("7.4", "10.2")
def test_c28_a_line_that_is_made_anew_is_as_a_lost_one_only_without_the_wait(rig: Rig) -> None:
    answered = place(rig, "o1", BUY, 1, "99")
    rig.settle()
    rig.events.clear()
    unanswered = [place(rig, "o2", BUY, 1), place(rig, "o3", BUY, 1, account=1)]
    rig.link.reconnect("after a sleep")
    assert rig.events == []
    late = place(rig, "o4", BUY, 1)
    rig.pass_time(SECOND // 2)
    first, last = rig.events[0], rig.events[-1]
    assert isinstance(first, LineChanged)
    assert (first.state, first.detail) == (LineState.RECONNECTING, "after a sleep")
    assert isinstance(last, LineChanged)
    assert states(rig) == [LineState.RECONNECTING, LineState.CONNECTED]
    assert ended(rig) == [
        *[(name, SendOutcome.UNKNOWN) for name in unanswered],
        (late, SendOutcome.NOT_SENT),
    ]
    assert [len(snapshots(rig, account)) for account in rig.accounts] == [1, 1]
    assert only(rig, OrderReported, FillReported, PositionReported, BalanceReported) == []
    (known,) = snapshots(rig, rig.accounts[0])
    assert answered in [order.client_order_id for order in known.orders]
    place(rig, "o5", BUY, 1)
    rig.settle()
    assert went(rig, ClientOrderId("o5"), "working", "filled")


@pytest.mark.rule("10.2")
def test_c29_a_link_that_waits_for_its_next_attempt_tries_at_once_and_a_closed_one_stays_closed(rig: Rig) -> None:
    rig.lose_line()
    rig.pass_time(SECOND // 10)
    assert states(rig) == [LineState.RECONNECTING]
    for _ in range(3):
        rig.link.reconnect("after a sleep")
    rig.pass_time(SECOND // 2)
    assert states(rig)[-1] is LineState.CONNECTED
    assert [len(snapshots(rig, account)) for account in rig.accounts] == [1, 1]
    rig.pass_time(300 * SECOND)
    assert states(rig)[-1] is LineState.CONNECTED
    assert [len(snapshots(rig, account)) for account in rig.accounts] == [1, 1]
    rig.link.close()
    rig.settle()
    rig.events.clear()
    rig.link.reconnect("after a sleep")
    rig.settle()
    assert rig.events == []
    rig.link.open()
    rig.settle()
    rig.refuse_login()
    rig.lose_line()
    rig.pass_time(60 * SECOND)
    rig.events.clear()
    rig.link.reconnect("after a sleep")
    rig.settle()
    assert rig.events == []
