"""The contract of brokers/port.py, numbered: what goes wrong on the way (C54 to C61).

Repetitions, answers that are lost, lines that die without a sign, logins that are renewed, and penalties.
"""

import pytest

from mimikdesk.domain.commands import CancelOrder
from mimikdesk.domain.events import FillReported, LineState, OrderReported, PositionReported, SendEnded, SnapshotTaken
from mimikdesk.domain.orders import Fill
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.contract.reading import BUY, SELL, ended, only, orders, place, reconnect, snapshots, states, statuses
from tests.contract.rig import Rig

MINUTE = 60 * SECOND


def fills(rig: Rig) -> list[Fill]:
    return [event.fill for event in rig.events if isinstance(event, FillReported)]


@pytest.mark.rule("7.1")
def test_c54_what_is_told_twice_bears_the_same_ids_and_says_the_same(rig: Rig) -> None:
    rig.tell_twice(20)
    own = place(rig, "o1", BUY, 7)
    rig.settle()
    assert len({fill.fill_id for fill in fills(rig)}) == 2
    assert sum(fill.qty for fill in set(fills(rig))) == 7
    assert [order.filled for order in orders(rig, own)] == sorted(order.filled for order in orders(rig, own))
    assert statuses(rig, own)[-1] == "filled"
    assert only(rig, PositionReported)[-1].position.qty == 7  # type: ignore[union-attr]


@pytest.mark.rule("7.2")
def test_c55_nothing_of_before_or_of_the_gap_is_told_as_live_after_a_reconnection(rig: Rig) -> None:
    place(rig, "o1", BUY, 2)
    rig.settle()
    rig.lose_line()
    rig.by_hand(rig.accounts[0], BUY, 3)
    rig.events.clear()
    reconnect(rig)
    rig.pass_time(MINUTE)
    assert only(rig, FillReported, OrderReported, PositionReported) == []
    (snapshot,) = snapshots(rig, rig.accounts[0])
    assert (snapshot.positions[0].qty, sorted(order.filled for order in snapshot.orders)) == (5, [2, 3])
    rig.by_hand(rig.accounts[0], SELL, 1)
    rig.settle()
    assert [(fill.side, fill.qty) for fill in fills(rig)] == [(SELL, 1)]


@pytest.mark.rule("7.4")
def test_c56_an_order_whose_answer_is_lost_is_found_again_and_fills_once(rig: Rig) -> None:
    rig.lose_next_answer()
    own = place(rig, "o1", BUY, 2)
    rig.pass_time(MINUTE)
    assert statuses(rig, own)[-1] == "filled"
    assert [(fill.client_order_id, fill.qty) for fill in set(fills(rig))] == [(own, 2)]
    assert len(ended(rig)) <= 1
    rig.events.clear()
    rig.link.refresh(rig.accounts[0])
    rig.settle()
    (snapshot,) = snapshots(rig, rig.accounts[0])
    assert [(order.client_order_id, order.filled) for order in snapshot.orders] == [(own, 2)]


@pytest.mark.rule("7.4")
def test_c57_an_unknown_order_that_did_arrive_stands_in_the_next_snapshot_under_its_id(rig: Rig) -> None:
    own = place(rig, "o1", BUY, 1, "99")
    rig.pass_time(6 * MILLISECOND)  # it has arrived, and perhaps its answer too
    rig.lose_line()
    reconnect(rig)
    (snapshot,) = snapshots(rig, rig.accounts[0])
    acknowledged = "working" in statuses(rig, own)
    assert acknowledged or [name for name, _ in ended(rig)] == [own]
    assert [order.client_order_id for order in snapshot.orders] == [own]
    rig.link.cancel(CancelOrder(rig.accounts[0], own))
    rig.settle()
    assert statuses(rig, own)[-1] == "cancelled"


def test_c58_two_accounts_of_one_login_are_told_apart(rig: Rig) -> None:
    first, second = rig.accounts
    own, other = place(rig, "o1", BUY, 2), place(rig, "o2", SELL, 3, account=1)
    rig.settle()
    told = [(event.account, event.fill.client_order_id) for event in rig.events if isinstance(event, FillReported)]
    assert sorted(told) == [(first, own), (second, other)]
    positions = {event.account: event.position.qty for event in rig.events if isinstance(event, PositionReported)}
    assert positions == {first: 2, second: -3}
    rig.events.clear()
    rig.link.refresh(second)
    rig.settle()
    (snapshot,) = rig.events
    assert isinstance(snapshot, SnapshotTaken)
    assert (snapshot.account, snapshot.positions[0].qty) == (second, -3)
    assert [order.client_order_id for order in snapshot.orders] == [other]


@pytest.mark.rule("3.3")
def test_c59_a_line_that_dies_without_a_sign_is_noticed_and_made_anew(rig: Rig) -> None:
    rig.freeze_line()
    rig.pass_time(30 * SECOND)
    assert states(rig) == [LineState.RECONNECTING, LineState.CONNECTED]
    own = place(rig, "o1", BUY, 1)
    rig.settle()
    assert statuses(rig, own)[-1] == "filled"


@pytest.mark.rule("3.2")
def test_c60_a_login_that_is_renewed_is_not_noticed(rig: Rig) -> None:
    resting = place(rig, "o1", BUY, 1, "99")
    rig.settle()
    rig.events.clear()
    rig.pass_time(150 * MINUTE)
    assert rig.events == []
    own = place(rig, "o2", BUY, 1)
    rig.link.cancel(CancelOrder(rig.accounts[0], resting))
    rig.settle()
    assert (statuses(rig, own)[-1], statuses(rig, resting)[-1]) == ("filled", "cancelled")
    assert len(fills(rig)) == 1


@pytest.mark.rule("3.6")
def test_c61_in_a_penalty_each_order_ends_at_once_with_a_reason_and_nothing_is_read(rig: Rig) -> None:
    place(rig, "o1", BUY, 2)
    rig.settle()
    rig.penalise()
    rig.events.clear()
    opens = [place(rig, "o2", BUY, 1), place(rig, "o3", BUY, 1, "99")]
    rig.settle()
    rig.link.refresh(rig.accounts[0])
    rig.settle()
    closes = place(rig, "o4", SELL, 2)
    rig.settle()
    for name in (*opens, closes):
        sent = [event.detail for event in rig.events if isinstance(event, SendEnded) and event.client_order_id == name]
        told = [order.text for order in orders(rig, name) if order.status.value == "rejected"]
        assert len(sent + told) == 1
        assert all(sent + told)
    assert only(rig, FillReported, SnapshotTaken) == []
    until_ns = rig.budgets[-1].penalty_until_ns
    assert until_ns is not None
    assert until_ns > rig.budgets[-1].at.mono_ns
    rig.end_penalty()
    rig.events.clear()
    own = place(rig, "o5", SELL, 2)
    rig.settle()
    assert statuses(rig, own)[-1] == "filled"
    rig.link.refresh(rig.accounts[0])
    rig.settle()
    assert snapshots(rig, rig.accounts[0])[-1].positions[0].qty == 0
    assert rig.budgets[-1].penalty_until_ns is None
