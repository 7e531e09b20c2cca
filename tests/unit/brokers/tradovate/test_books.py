"""The books as a whole: rows of a session in, events out; each thing once, and nothing before the account was read."""

from decimal import Decimal

import pytest

from mimikdesk.domain.events import (
    BalanceReported,
    BrokerEvent,
    FillCorrected,
    FillReported,
    OrderReported,
    PositionReported,
)
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, PositionReport, Side
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import Desk, live

PLAIN = [
    ("order", t.order(status="Unknown")),
    ("command", t.command(status="Pending", clOrdId=t.OWN)),
    ("orderVersion", t.version()),
    ("commandReport", t.report(t.ORDER + 1, status="RiskPassed")),
    ("command", t.command(status="RiskPassed", clOrdId=t.OWN)),
    ("order", t.order(status="PendingNew")),
    ("order", t.order(status="PendingNew", executionProviderId=1)),
    ("marginSnapshot", {"id": t.ACCOUNT_ID, "initialMargin": 1500}),
    ("commandReport", t.report(t.ORDER + 2)),
    ("command", t.command(clOrdId=t.OWN)),
    ("order", t.order()),
    ("executionReport", t.execution(t.ORDER + 2, "New", ordStatus="Working")),
]
FILLED = [
    ("fill", t.fill()),
    ("executionReport", t.execution(t.ORDER + 9, "Trade", ordStatus="Filled", cumQty=2, lastQty=2)),
    ("order", t.order(status="Filled")),
    ("position", t.position(2)),
    ("cashBalance", t.cash("49998.60")),
]


def reports(events: list[BrokerEvent]) -> list[OrderReport]:
    return [event.order for event in events if isinstance(event, OrderReported)]


def test_a_plain_order_and_its_fill_in_the_order_of_the_capture() -> None:
    desk = live()
    desk.push(*PLAIN)
    assert [report.status for report in reports(desk.new_events())] == [OrderStatus.PENDING, OrderStatus.WORKING]
    desk.push(*FILLED)
    kinds = [type(event) for event in desk.events]
    assert kinds == [FillReported, OrderReported, OrderReported, PositionReported, BalanceReported]
    fill = desk.events[0]
    assert isinstance(fill, FillReported)
    assert fill.account == t.ACCOUNT
    assert fill.fill.client_order_id == t.OWN
    assert (fill.fill.symbol, fill.fill.side, fill.fill.qty, fill.fill.price) == (
        "MNQZ6",
        Side.BUY,
        2,
        Decimal("25010.75"),
    )
    last = reports(desk.events)[-1]
    assert (last.status, last.filled, last.qty, last.client_order_id) == (OrderStatus.FILLED, 2, 2, t.OWN)
    assert desk.events[-2] == PositionReported(
        t.ACCOUNT, PositionReport(Symbol("MNQZ6"), 2, Decimal("25010.75")), desk.events[-2].at
    )
    assert desk.unknowns.total == 0


@pytest.mark.rule("7.2")
def test_nothing_is_told_before_the_account_was_read() -> None:
    desk = Desk()
    desk.push(*PLAIN, *FILLED)
    desk.sync(t.dump())
    assert desk.events == []
    first = desk.snapshot()
    assert first is not None
    assert first.positions == (PositionReport(Symbol("MNQZ6"), 2, Decimal("25010.75")),)
    assert [(order.filled, order.status) for order in first.orders] == [(2, OrderStatus.FILLED)]
    assert first.cash == Decimal("49998.60")
    desk.push(*PLAIN, *FILLED)
    assert desk.events == []


@pytest.mark.rule("3.4")
def test_a_list_that_never_came_is_not_an_empty_one() -> None:
    desk = Desk()
    read = t.dump()
    del read["positions"]
    desk.sync(read)
    assert desk.snapshot() is None
    assert desk.books.missing.sections == {"position"}
    desk.sync({"positions": []})
    taken = desk.snapshot()
    assert taken is not None
    assert taken.positions == ()


def test_a_fill_that_is_taken_back_is_told_as_corrected_once() -> None:
    desk = live()
    desk.push(*PLAIN, *FILLED)
    desk.new_events()
    desk.push(("fill", t.fill(active=False)), ("fill", t.fill(active=False)))
    assert [type(event) for event in desk.events].count(FillCorrected) == 1
    assert not [event for event in desk.events if isinstance(event, FillReported)]


def test_a_resting_order_has_its_kind_and_prices() -> None:
    desk = live()
    stop = t.version(kind="StopLimit", qty=3, price=Decimal("25001.25"), stopPrice=25001.0)
    desk.push(("order", t.order()), ("command", t.command()), ("orderVersion", stop))
    (report,) = reports(desk.events)
    assert (report.kind, report.qty, report.limit, report.stop) == (
        OrderKind.STOP_LIMIT,
        3,
        Decimal("25001.25"),
        Decimal("25001.0"),
    )
    assert report.client_order_id is None
