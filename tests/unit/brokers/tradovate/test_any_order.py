"""The same pushes in every order end in the same state, and each fill is told exactly once.

More orders than a broker can send are tried: rows of one entity overtake each other here as well.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mimikdesk.brokers.tradovate.missing import NOTHING, Missing
from mimikdesk.domain.events import BalanceReported, FillReported, OrderReported, PositionReported
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import Desk, Push, live

Step = Callable[[Desk], None]
FIRST, SECOND = 700000000061, 700000000062


def push(entity: str, row: t.Row) -> Step:
    return lambda desk: desk.push((entity, row))


def steps(pushes: Sequence[Push]) -> list[Step]:
    return [push(entity, row) for entity, row in pushes]


def answer(desk: Desk) -> None:
    """The answer to the place, before or after any of its pushes."""
    desk.books.note_sent(t.own(), t.ORDER, desk.tick())


PLAIN = [
    answer,
    *steps(
        [
            ("order", t.order(status="Unknown")),
            ("command", t.command(status="Pending", clOrdId=t.OWN)),
            ("orderVersion", t.version()),
            ("commandReport", t.report(t.ORDER + 1, status="RiskPassed")),
            ("command", t.command(status="RiskPassed", clOrdId=t.OWN)),
            ("order", t.order(status="PendingNew")),
            ("commandReport", t.report(t.ORDER + 2)),
            ("command", t.command(clOrdId=t.OWN)),
            ("order", t.order()),
            ("executionReport", t.execution(t.ORDER + 2, "New", ordStatus="Working")),
            ("fill", t.fill(FIRST, qty=1)),
            ("executionReport", t.execution(t.ORDER + 8, "Trade", ordStatus="Working", cumQty=1, lastQty=1)),
            ("position", t.position(1, timestamp="2026-11-20T15:04:05.338Z")),
            ("fill", t.fill(SECOND, qty=1)),
            ("executionReport", t.execution(t.ORDER + 9, "Trade", ordStatus="Filled", cumQty=2, lastQty=1)),
            ("order", t.order(status="Filled")),
            ("position", t.position(2)),
            ("cashBalance", t.cash("49998.60")),
        ]
    ),
]
ESSENTIAL = steps(
    [
        ("order", t.order()),
        ("command", t.command(clOrdId=t.OWN)),
        ("orderVersion", t.version()),
        ("fill", t.fill(FIRST, qty=1)),
        ("fill", t.fill(SECOND, qty=1)),
        ("order", t.order(status="Filled")),
    ]
)


def held(number: int, **terms: Any) -> list[Push]:
    """A leg that is held: first made, then put on hold."""
    command = t.command(number, number, status="Pending", activationTime="2036-06-13T00:00Z")
    return [
        ("order", t.order(number, status="Unknown", side="Sell")),
        ("command", command),
        ("orderVersion", t.version(number, number, qty=2, **terms)),
        ("commandReport", t.report(number + 1, number, "OnHold")),
        ("command", {**command, "commandStatus": "OnHold"}),
        ("order", t.order(number, status="Suspended", side="Sell")),
        ("orderStrategyLink", {"id": number + 2, "orderStrategyId": t.ORDER - 1, "orderId": number, "label": "0"}),
    ]


STOP, TARGET = t.ORDER + 3, t.ORDER + 6
CANCELLING = t.ORDER + 30
BRACKET = steps(
    [
        ("orderStrategy", {"id": t.ORDER - 1, "accountId": t.ACCOUNT_ID, "status": "ActiveStrategy"}),
        ("order", t.order(status="Unknown")),
        ("command", t.command(clOrdId="web-1")),
        ("orderVersion", t.version()),
        ("orderStrategyLink", {"id": t.ORDER, "orderStrategyId": t.ORDER - 1, "orderId": t.ORDER, "label": "256"}),
        ("order", t.order()),
        *held(STOP, kind="Stop", stopPrice=Decimal(24990)),
        *held(TARGET, kind="Limit", price=Decimal(25030)),
        ("fill", t.fill(FIRST)),
        ("order", t.order(status="Filled")),
        ("order", t.order(STOP, side="Sell")),
        ("order", t.order(TARGET, side="Sell")),
        ("fill", t.fill(SECOND, TARGET, side="Sell", price=25030)),
        ("order", t.order(TARGET, status="Filled", side="Sell")),
        ("command", t.command(CANCELLING, STOP, "Cancel", "AtExecution", isAutomated=True)),
        ("executionReport", t.execution(CANCELLING + 1, "Canceled", CANCELLING, STOP, ordStatus="Canceled")),
        ("order", t.order(STOP, status="Canceled", side="Sell")),
    ]
)
CHANGE, REFUSED, TOO_LATE = t.ORDER + 20, t.ORDER + 30, t.ORDER + 40
CHANGES = steps(
    [
        ("order", t.order(side="Sell")),
        ("command", t.command(clOrdId=t.OWN)),
        ("orderVersion", t.version(kind="Stop", stopPrice=24990)),
        ("command", t.command(CHANGE, kind="Modify", status="Pending")),
        ("orderVersion", t.version(CHANGE, kind="Stop", qty=3, stopPrice=24995)),
        ("commandReport", t.report(CHANGE + 1, CHANGE, "AtExecution")),
        ("executionReport", t.execution(CHANGE + 1, "Replaced", CHANGE)),
        ("command", t.command(REFUSED, kind="Modify", status="Pending")),
        ("orderVersion", t.version(REFUSED, kind="Stop", qty=4, stopPrice=25500)),
        ("commandReport", t.report(REFUSED + 1, REFUSED, "ExecutionRejected", rejectReason="InvalidPrice")),
        ("command", t.command(REFUSED, kind="Modify", status="ExecutionRejected")),
        ("command", t.command(TOO_LATE, kind="Cancel", status="Pending")),
        ("executionReport", t.execution(TOO_LATE + 1, "Rejected", TOO_LATE, rejectReason="TooLate")),
    ]
)


class End:
    """What the program knows at the end, checked on the way: nothing is counted before its fill, or after its end."""

    def __init__(self, desk: Desk) -> None:
        self.orders: dict[str, OrderReport] = {}
        self.fills: dict[str, Fill] = {}
        self.position: PositionReport | None = None
        self.cash: Decimal | None = None
        counted: dict[str, int] = {}
        for event in desk.events:
            assert getattr(event, "account", t.ACCOUNT) == t.ACCOUNT
            match event:
                case OrderReported(order=order):
                    before = self.orders.get(order.venue_order_id)
                    assert before != order
                    assert before is None or not before.status.final or before.status is order.status
                    assert order.filled == counted.get(order.venue_order_id, 0)
                    assert order.status is not OrderStatus.FILLED or order.filled == order.qty
                    self.orders[order.venue_order_id] = order
                case FillReported(fill=fill):
                    assert fill.fill_id not in self.fills
                    self.fills[fill.fill_id] = fill
                    counted[fill.venue_order_id] = counted.get(fill.venue_order_id, 0) + fill.qty
                case PositionReported(position=position):
                    self.position = position
                case BalanceReported(cash=cash):
                    self.cash = cash
        self.refusals = {refusal.command_id: refusal.text for refusal in desk.refusals}
        assert len(self.refusals) == len(desk.refusals)
        assert desk.unknowns.total == 0


def end_of(steps: Sequence[Step]) -> End:
    desk = live()
    for step in steps:
        step(desk)
    # After a change that was refused its order is read again; nothing else is left to be asked for.
    assert desk.books.missing in (NOTHING, Missing(orders=frozenset({t.ORDER})))
    assert bool(desk.books.missing) is (CHANGES[0] in steps)
    return End(desk)


@pytest.mark.rule("7.1", "7.3")
@pytest.mark.parametrize("first", range(len(ESSENTIAL)))
def test_every_order_of_what_an_order_cannot_do_without(first: int) -> None:
    rest = ESSENTIAL[:first] + ESSENTIAL[first + 1 :]
    for order in permutations(rest):
        end = end_of([ESSENTIAL[first], *order])
        (report,) = end.orders.values()
        assert (report.status, report.filled, report.qty, report.client_order_id) == (OrderStatus.FILLED, 2, 2, t.OWN)
        assert [fill.client_order_id for fill in end.fills.values()] == [t.OWN, t.OWN]


@pytest.mark.rule("7.1", "7.3")
@settings(max_examples=200, deadline=None)
@given(st.permutations(PLAIN))
def test_a_plain_order_in_any_order_of_its_pushes_and_of_the_answer(order: list[Step]) -> None:
    end, expected = end_of(order), end_of(PLAIN)
    assert end.orders == expected.orders
    assert end.fills == expected.fills
    assert end.position == expected.position
    assert end.position is not None
    assert end.position.qty == 2
    assert end.cash == Decimal("49998.60")


@pytest.mark.rule("6.7", "7.1")
@settings(max_examples=200, deadline=None)
@given(st.permutations(BRACKET))
def test_a_bracket_in_any_order_of_its_pushes(order: list[Step]) -> None:
    end = end_of(order)
    entry, stop, target = (end.orders[str(number)] for number in (t.ORDER, STOP, TARGET))
    assert (entry.status, entry.filled, entry.parent) == (OrderStatus.FILLED, 2, None)
    assert (stop.status, stop.kind, stop.stop) == (OrderStatus.CANCELLED, OrderKind.STOP, Decimal(24990))
    assert (target.status, target.limit, target.filled) == (OrderStatus.FILLED, Decimal(25030), 2)
    assert stop.parent == target.parent == entry.venue_order_id
    assert sorted(end.fills) == [str(FIRST), str(SECOND)]


@settings(max_examples=200, deadline=None)
@given(st.permutations(CHANGES))
def test_changes_and_their_answers_in_any_order(order: list[Step]) -> None:
    end = end_of(order)
    (report,) = end.orders.values()
    assert (report.qty, report.stop, report.status, report.text) == (3, Decimal(24995), OrderStatus.WORKING, "")
    assert end.refusals == {REFUSED: "InvalidPrice", TOO_LATE: "TooLate"}
