"""Whatever comes, the books take it without raising, and no row changes anything without being counted."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mimikdesk.brokers.tradovate.members import MEMBERS
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import Desk, live

NAMES = sorted(
    {*MEMBERS, "fills", "orders", "positions", "marginSnapshot", "users", "entity", "entityType", "eventType"}
)
KEYS = st.sampled_from(sorted({name for members in MEMBERS.values() for name in members})) | st.text(max_size=8)
IDS = st.sampled_from([t.ORDER, t.MNQ, t.ACCOUNT_ID, t.OTHER_ID, 1, 601, 52001, 2**40, 2**70, 0, -1])
SCALARS = (
    st.none()
    | st.booleans()
    | IDS
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.sampled_from(
        ["Buy", "Sell", "Filled", "Working", "Rejected", "New", "Modify", "Cancel", "AtExecution", "Trade"]
    )
    | st.sampled_from(["ExecutionRejected", "Canceled", "Stop", "MNQZ6", t.OWN, "2026-11-20T15:04Z", "Deleted", "fill"])
    | st.text(max_size=12)
)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=25,
)
GOOD: dict[str, list[t.Row]] = {
    "account": [t.account()],
    "accountRiskStatus": [{"id": t.ACCOUNT_ID, "adminAction": "Normal"}],
    "userAccountAutoLiq": [{"id": t.ACCOUNT_ID, "dailyLossAutoLiq": 500}],
    "order": [t.order(), t.order(status="Filled"), t.order(status="Rejected"), t.order(ocoId=t.ORDER + 1)],
    "orderVersion": [t.version(), t.version(t.ORDER + 20, kind="Stop", stopPrice=25000)],
    "command": [t.command(), t.command(t.ORDER + 20, kind="Modify"), t.command(t.ORDER + 40, kind="Cancel")],
    "commandReport": [t.report(1), t.report(2, t.ORDER + 20, "ExecutionRejected"), t.report(3, status="RiskRejected")],
    "executionReport": [t.execution(4, "Trade", cumQty=2), t.execution(5, "Rejected", t.ORDER + 20)],
    "fill": [t.fill(), t.fill(62, qty=1), t.fill(active=False)],
    "position": [t.position(2), t.position(0)],
    "cashBalance": [t.cash("1")],
    "contract": t.CONTRACTS,
    "contractMaturity": t.MATURITIES,
    "product": t.PRODUCTS,
    "orderStrategyLink": [{"id": 1, "orderStrategyId": 2, "orderId": t.ORDER, "label": "0"}],
}
VITAL: dict[str, list[str]] = {
    "account": ["id", "name"],
    "accountRiskStatus": ["id"],
    "userAccountAutoLiq": ["id"],
    "order": ["id", "accountId", "action", "ordStatus"],
    "orderVersion": ["id", "orderId", "orderQty", "orderType"],
    "command": ["id", "orderId", "commandType", "commandStatus"],
    "commandReport": ["id", "commandId", "commandStatus"],
    "executionReport": ["id", "commandId", "orderId", "execType"],
    "fill": ["id", "orderId", "contractId", "action", "qty", "price"],
    "position": ["id", "accountId", "contractId", "netPos"],
    "cashBalance": ["id", "accountId", "amount"],
    "contract": ["id", "name", "contractMaturityId"],
    "contractMaturity": ["id", "productId"],
    "product": ["id", "name", "tickSize", "valuePerPoint"],
    "orderStrategyLink": ["id", "orderStrategyId", "orderId"],
}


@st.composite
def rows(draw: st.DrawFn) -> tuple[str, Any]:
    """A row as it should be, with a member or two made worse."""
    entity = draw(st.sampled_from(sorted(GOOD)))
    row = dict(draw(st.sampled_from(GOOD[entity])))
    for name in draw(st.lists(st.sampled_from(sorted(row)) | KEYS, max_size=2)):
        row[name] = draw(JUNK)
    return entity, row


PUSHES = st.builds(
    lambda pair, event: {**t.props(*pair), "eventType": event},
    rows(),
    st.sampled_from(["Created", "Updated", None, "Deleted", "Odd", 7]),
)
PAYLOADS = JUNK | PUSHES | st.lists(PUSHES | JUNK, max_size=4)
READS = PAYLOADS | st.dictionaries(
    st.sampled_from(NAMES), JUNK | st.lists(rows().map(lambda pair: pair[1])), max_size=4
)


def state(desk: Desk) -> str:
    """Everything that the books know, but which lists came: an empty one has no row to count."""
    books = desk.books
    parts: list[object] = [books._orders, books._accounts, books._contracts, books._ties, books._teller]
    hidden = {"_emit", "_on_refused", "_accounts", "_contracts", "_unknowns"}
    return repr([{name: its for name, its in vars(part).items() if name not in hidden} for part in parts])


def rows_counted(desk: Desk) -> int:
    return sum(desk.books.taken.values()) + sum(desk.books.passed_over.values()) + desk.unknowns.total


def has_something(payload: object) -> bool:
    if isinstance(payload, list):
        return any(has_something(each) for each in payload)
    if isinstance(payload, dict) and not {"entity", "entityType"} & payload.keys():
        return any(not isinstance(its, list) or its for its in payload.values())
    return not isinstance(payload, dict) or payload.get("entity") != []


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.booleans(), READS), min_size=1, max_size=5))
def test_nothing_raises_and_nothing_changes_without_being_counted(payloads: list[tuple[bool, Any]]) -> None:
    desk = live()
    for as_push, payload in payloads:
        before, counted, taken = state(desk), rows_counted(desk), sum(desk.books.taken.values())
        if as_push:
            desk.books.take_event(payload, desk.tick())
        else:
            desk.sync(payload)
        assert state(desk) == before or sum(desk.books.taken.values()) > taken
        assert rows_counted(desk) > counted or not has_something(payload)
        desk.books.missing  # noqa: B018  # what is asked of them must not raise either
        desk.books.working(t.ACCOUNT)
        desk.books.blocked(t.ACCOUNT, desk.now)
        desk.snapshot()
    desk.books.begin_again()


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(["contracts", "products", "orders", "versions", "commands", "fills", "reports"]), st.lists(rows())
)
def test_giving_up_never_raises(kind: str, pushes: list[tuple[str, Any]]) -> None:
    desk = live()
    desk.push(*pushes)
    desk.books.looked_up(kind, [t.ORDER, t.ORDER + 20, 1, t.MNQ], desk.tick())
    desk.snapshot()


@pytest.mark.parametrize("entity", sorted(VITAL))
def test_a_row_with_a_vital_member_broken_changes_nothing_and_is_counted(entity: str) -> None:
    for name in VITAL[entity]:
        junks: list[Any] = [None, {}, [], "", True, Decimal("NaN"), float("inf"), 2**200]
        for junk in junks + ([-0.5] if name not in ("price", "amount") else []):
            desk = live()
            before = state(desk)
            desk.push((entity, {**GOOD[entity][0], name: junk}))
            assert state(desk) == before
            assert [(unknown.kind, unknown.times) for unknown in desk.unknowns.entries()] == [
                (f"{entity} without a usable {name}", 1)
            ]
            assert desk.events == []


@pytest.mark.parametrize("entity", sorted(VITAL))
def test_a_row_with_nothing_but_what_is_vital_is_taken(entity: str) -> None:
    desk = live()
    desk.push((entity, {name: GOOD[entity][0][name] for name in VITAL[entity]}))
    assert desk.unknowns.total == 0
    assert desk.books.taken[entity] > 0


def test_members_values_and_entities_nobody_knows_are_counted_and_passed_over() -> None:
    desk = live()
    desk.push(
        ("order", t.order(mood="calm")), ("ORDER", t.order()), ("candle", {"id": 1}), ("marginSnapshot", {"id": 1})
    )
    desk.push(("command", t.command(status="Blessed")), ("order", t.order(status="Dreaming")))
    desk.books.take_event(t.props("orderVersion", t.version(), None), desk.tick())
    assert {unknown.kind for unknown in desk.unknowns.entries()} == {
        "member order.mood",
        "entity candle",
        "command.commandStatus Blessed",
        "order.ordStatus Dreaming",
    }
    assert [type(event).__name__ for event in desk.events] == ["OrderReported"]
    assert desk.books.taken["order"] == 3
    assert desk.books.passed_over["marginSnapshot"] == 1


def test_what_a_frame_holds_is_taken_apart() -> None:
    text = """[{"entityType": "order", "eventType": "Created", "entity": [%s, %s]},
               {"entityType": "fill", "entity": %s}]"""
    first, second = t.order(), t.order(t.ORDER + 1)
    frame = json.loads(text % (json.dumps(first), json.dumps(second), json.dumps(t.fill(), default=float)))
    desk = live()
    desk.books.take_event(frame, desk.tick())
    assert desk.books.taken["order"] == 2
    assert desk.books.taken["fill"] == 1
    assert desk.unknowns.total == 0
