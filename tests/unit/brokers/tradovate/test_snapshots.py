"""Reading an account: what blocks it, what is in it, and that nothing of the past is ever told as new."""

from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.domain.events import BrokerEvent, FillCorrected, FillReported, OrderReported, SnapshotTaken
from mimikdesk.domain.orders import OrderStatus
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import Desk, live

AWAY = t.ORDER + 200
"""An order that was placed and filled while nobody looked."""


def session(**more: Any) -> dict[str, Any]:
    """The whole session so far: one own order, filled."""
    rows: dict[str, Any] = {
        "orders": [t.order(status="Filled")],
        "commands": [t.command(clOrdId=t.OWN)],
        "orderVersions": [t.version()],
        "fills": [t.fill()],
        "positions": [t.position(2)],
    }
    return t.dump(**{**rows, **more})


def taken(desk: Desk) -> SnapshotTaken:
    found = desk.snapshot()
    assert found is not None
    return found


def fills(events: list[BrokerEvent]) -> list[int]:
    return [int(event.fill.fill_id) for event in events if isinstance(event, FillReported)]


def test_a_snapshot_has_positions_orders_and_cash_of_its_account_alone() -> None:
    desk = Desk()
    desk.sync(session())
    first = taken(desk)
    assert [(report.symbol, report.qty) for report in first.positions] == [("MNQZ6", 2)]
    (report,) = first.orders
    assert (report.status, report.filled, report.client_order_id) == (OrderStatus.FILLED, 2, t.OWN)
    assert first.cash == Decimal(50000)
    other = desk.snapshot(t.OTHER)
    assert other is not None
    assert (other.positions, other.orders, other.cash) == ((), (), Decimal(25000))
    assert desk.events == []


def test_a_flat_row_is_told_as_flat_and_has_no_price() -> None:
    desk = Desk()
    desk.sync(session(positions=[t.position(0)]))
    assert [(report.qty, report.average) for report in taken(desk).positions] == [(0, None)]


@pytest.mark.rule("3.4")
@pytest.mark.parametrize(
    "section", ["accounts", "positions", "orders", "fills", "commands", "orderVersions", "cashBalances"]
)
def test_each_list_must_have_come(section: str) -> None:
    desk = Desk()
    read = session()
    kept = read.pop(section)
    desk.sync(read)
    assert desk.snapshot() is None
    assert len(desk.books.missing.sections) == 1
    desk.sync({section: kept})
    assert desk.books.missing.sections == frozenset()
    assert desk.snapshot() is not None


def test_a_list_that_nobody_can_have_is_done_without() -> None:
    desk = Desk()
    read = session()
    del read["cashBalances"]
    desk.sync(read)
    desk.books.looked_up("sections", ["cashBalance"], desk.tick())
    assert taken(desk).cash == 0


def test_pieces_of_a_read_may_be_lists_of_rows() -> None:
    desk = Desk()
    read = session()
    names = {"orders": "order", "fills": "fill", "positions": "position", "accounts": "account"}
    rows = [{"entityType": names[key], "entity": row} for key in names for row in read.pop(key)]
    desk.sync(rows[:2])
    desk.sync(read)
    desk.sync([rows[2:]])
    assert [report.filled for report in taken(desk).orders] == [2]
    assert desk.events == []


@pytest.mark.parametrize(
    ("section", "kind"), [("orderVersions", "versions"), ("commands", "commands"), ("orders", "orders")]
)
def test_a_living_order_that_is_not_complete_holds_the_snapshot_up_until_it_was_looked_for(
    section: str, kind: str
) -> None:
    desk = Desk()
    working = session(orders=[t.order()], fills=[t.fill(qty=1)])
    desk.sync({**working, section: []})
    assert desk.snapshot() is None
    assert getattr(desk.books.missing, kind) == {t.ORDER}
    desk.books.looked_up(kind, [t.ORDER], desk.tick())
    assert not desk.books.missing
    assert desk.snapshot() is not None


def test_orders_that_had_ended_before_need_no_look_up() -> None:
    desk = Desk()
    desk.sync(session(orderVersions=[], commands=[], fills=[]))
    assert not desk.books.missing
    (report,) = taken(desk).orders
    assert (report.status, report.filled, report.qty) == (OrderStatus.FILLED, 1, 1)


@pytest.mark.rule("7.2")
def test_what_happened_while_the_line_was_lost_is_only_in_the_snapshot() -> None:
    desk = live()
    desk.push(
        ("order", t.order()),
        ("command", t.command(clOrdId=t.OWN)),
        ("orderVersion", t.version()),
        ("fill", t.fill(qty=1)),
    )
    assert fills(desk.new_events()) == [700000000061]
    desk.books.begin_again()
    desk.push(("fill", t.fill(700000000099, qty=1)))
    away = [t.order(AWAY, status="Filled", side="Sell"), t.order(status="Filled")]
    desk.sync(
        session(
            orders=away,
            commands=[t.command(clOrdId=t.OWN), t.command(AWAY, AWAY)],
            orderVersions=[t.version(), t.version(AWAY, AWAY, qty=1)],
            fills=[t.fill(qty=1), t.fill(700000000099, qty=1), t.fill(700000000300, AWAY, qty=1, side="Sell")],
            positions=[t.position(1)],
        )
    )
    snapshot = taken(desk)
    assert desk.events == []
    assert {(int(order.venue_order_id), order.filled) for order in snapshot.orders} == {(t.ORDER, 2), (AWAY, 1)}
    desk.push(("fill", t.fill(700000000300, AWAY, qty=1, side="Sell")), ("order", away[0]))
    assert desk.events == []


def test_an_order_and_a_position_that_are_gone_from_the_new_read_are_gone() -> None:
    desk = live()
    desk.push(
        ("order", t.order()),
        ("command", t.command()),
        ("orderVersion", t.version(kind="Limit", price=25000)),
        ("position", t.position(1)),
    )
    desk.books.begin_again()
    desk.sync(t.dump())
    snapshot = taken(desk)
    assert (snapshot.orders, snapshot.positions) == ((), ())
    assert desk.books.working(t.ACCOUNT) == ()


@pytest.mark.rule("7.1")
def test_the_whole_session_told_once_more_is_no_news() -> None:
    desk = live()
    rows: list[t.Push] = [
        ("order", t.order(status="Unknown")),
        ("command", t.command(status="Pending", clOrdId=t.OWN)),
        ("orderVersion", t.version()),
        ("order", t.order(status="Suspended")),
        ("order", t.order()),
        ("fill", t.fill(qty=1)),
        ("fill", t.fill(700000000062, qty=1)),
        ("order", t.order(status="Filled")),
        ("position", t.position(2)),
    ]
    desk.push(*rows)
    assert len(fills(desk.new_events())) == 2
    desk.push(*rows, *rows)
    assert desk.events == []


@pytest.mark.rule("7.2")
def test_an_old_fill_that_no_read_has_shown_is_an_echo_and_counts_nowhere() -> None:
    desk = live(
        orders=[t.order()],
        commands=[t.command()],
        orderVersions=[t.version(kind="Limit", price=25000)],
    )
    old = ("fill", t.fill(qty=1, timestamp="2026-11-20T09:30Z"))
    desk.push(old, old)
    assert desk.events == []
    desk.push(("fill", t.fill(700000000062, qty=1)))
    assert fills(desk.events) == [700000000062]
    filled = [event.order.filled for event in desk.events if isinstance(event, OrderReported)]
    assert filled == [1]
    assert [unknown.kind for unknown in desk.unknowns.entries()] == ["fill from before the connection"]


def test_a_clock_that_goes_wrong_makes_no_fill_old() -> None:
    desk = live(commands=[t.command(timestamp="2036-06-13T00:00Z")], orders=[t.order()], orderVersions=[t.version()])
    desk.push(("fill", t.fill()))
    assert fills(desk.events) == [700000000061]


@pytest.mark.rule("7.1")
def test_a_second_read_without_a_gap_tells_what_slipped_through_and_nothing_else() -> None:
    desk = live()
    desk.push(
        ("order", t.order()),
        ("command", t.command(clOrdId=t.OWN)),
        ("orderVersion", t.version()),
        ("fill", t.fill(qty=1)),
    )
    desk.new_events()
    desk.sync(session(orders=[t.order(status="Filled")], fills=[t.fill(qty=1), t.fill(700000000062, qty=1)]))
    assert fills(desk.events) == [700000000062]
    assert [report.filled for report in taken(desk).orders] == [2]


def test_a_fresh_snapshot_of_a_live_account_changes_nothing_that_follows() -> None:
    desk = live()
    desk.push(("order", t.order()), ("command", t.command(clOrdId=t.OWN)), ("orderVersion", t.version()))
    desk.new_events()
    assert [report.filled for report in taken(desk).orders] == [0]
    desk.push(("order", t.order()), ("fill", t.fill()), ("order", t.order(status="Filled")))
    assert fills(desk.events) == [700000000061]


def test_a_fill_that_waits_for_its_order_is_not_lost_in_a_fresh_snapshot() -> None:
    desk = live()
    desk.push(("fill", t.fill()))
    assert desk.snapshot() is not None
    desk.push(("order", t.order()), ("command", t.command()), ("orderVersion", t.version()))
    assert fills(desk.events) == [700000000061]


@pytest.mark.rule("6.15")
def test_a_fill_that_was_taken_back_while_away_is_told_as_corrected() -> None:
    desk = live()
    desk.push(("order", t.order()), ("command", t.command()), ("orderVersion", t.version()), ("fill", t.fill()))
    desk.books.begin_again()
    desk.new_events()
    desk.sync(session(fills=[t.fill(active=False)], positions=[]))
    assert desk.snapshot() is not None
    assert desk.events == []
    desk.push(("position", t.position(0)))
    assert [event.account for event in desk.events if isinstance(event, FillCorrected)] == [t.ACCOUNT]


def test_fills_of_an_order_that_cannot_be_found_are_given_up_for_good() -> None:
    desk = Desk()
    desk.sync(session(orders=[], positions=[]))
    assert desk.snapshot() is None
    desk.books.looked_up("orders", [t.ORDER], desk.tick())
    assert taken(desk).orders == ()
    desk.push(("order", t.order(status="Filled")), ("fill", t.fill()))
    assert fills(desk.events) == []


def test_an_order_from_an_earlier_session_is_in_force_as_last_changed() -> None:
    desk = Desk()
    later = t.version(t.ORDER + 20, qty=3, kind="Limit", price=24000)
    desk.sync(
        session(
            orders=[t.order()],
            orderVersions=[t.version(kind="Limit", price=23000), later],
            fills=[],
            commands=[],
            positions=[],
        )
    )
    desk.books.looked_up("commands", [t.ORDER], desk.tick())
    assert [(report.qty, report.limit) for report in taken(desk).orders] == [(3, Decimal(24000))]


def test_a_change_that_is_pending_in_a_read_is_not_in_force() -> None:
    desk = Desk()
    later = t.version(t.ORDER + 20, qty=3, kind="Limit", price=24000)
    asked = [t.command(), t.command(t.ORDER + 20, kind="Modify", status="Pending")]
    desk.sync(
        session(
            orders=[t.order()], orderVersions=[later, t.version(kind="Limit", price=23000)], fills=[], commands=asked
        )
    )
    assert [(report.qty, report.limit) for report in taken(desk).orders] == [(2, Decimal(23000))]


def test_a_version_in_a_later_read_that_is_ahead_of_its_command_is_not_in_force() -> None:
    desk = live(orders=[t.order()], orderVersions=[t.version(kind="Limit", price=23000)], commands=[t.command()])
    desk.sync({"orderVersions": [t.version(t.ORDER + 20, kind="Limit", price=24000)]})
    assert desk.events == []
    assert [report.limit for report in taken(desk).orders] == [Decimal(23000)]
