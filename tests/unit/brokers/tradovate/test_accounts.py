"""Accounts: which row is the position, which is the cash, and what the broker forbids."""

from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.domain.events import BalanceReported, PositionReported
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import PositionReport
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import live

YESTERDAY = {"year": 2026, "month": 11, "day": 19}


def positions(desk: t.Desk) -> list[PositionReport]:
    return [event.position for event in desk.new_events() if isinstance(event, PositionReported)]


def test_the_position_is_the_row_of_the_latest_trade_date_and_rows_are_not_added() -> None:
    desk = live()
    desk.push(("position", t.position(2)), ("position", t.position(5, 88000, tradeDate=YESTERDAY)))
    assert [report.qty for report in positions(desk)] == [2]
    assert desk.snapshot() is not None
    desk.push(("position", t.position(0)))
    assert positions(desk) == [PositionReport(Symbol("MNQZ6"), 0)]


@pytest.mark.rule("3.4")
def test_a_row_that_is_older_than_what_is_known_changes_nothing() -> None:
    desk = live()
    desk.push(("position", t.position(3, timestamp="2026-11-20T15:04:06Z")))
    desk.push(("position", t.position(1, timestamp="2026-11-20T15:04:05.999Z")))
    assert [report.qty for report in positions(desk)] == [3]


@pytest.mark.rule("3.4")
def test_a_position_row_that_is_deleted_does_not_make_flat() -> None:
    desk = live()
    desk.push(("position", t.position(3)))
    desk.books.take_event(t.props("position", t.position(3), "Deleted"), desk.tick())
    assert [report.qty for report in positions(desk)] == [3]
    taken = desk.snapshot()
    assert taken is not None
    assert [report.qty for report in taken.positions] == [3]
    assert [unknown.kind for unknown in desk.unknowns.entries()] == ["position deleted"]


def test_a_position_in_an_unknown_contract_waits_for_its_look_up() -> None:
    desk = live()
    desk.push(("position", t.position(1, contractId=777)))
    assert positions(desk) == []
    assert desk.books.missing.contracts == {777}
    desk.books.take("contract", {"id": 777, "name": "MGCG7", "contractMaturityId": 778}, desk.tick())
    assert desk.books.missing.maturities == {778}
    desk.books.take("contractMaturity", {"id": 778, "productId": 779}, desk.tick())
    assert desk.books.missing.products == {779}
    product = {"id": 779, "name": "MGC", "tickSize": Decimal("0.1"), "valuePerPoint": 10}
    desk.books.take("product", product, desk.tick())
    assert not desk.books.missing
    assert [(report.symbol, report.qty) for report in positions(desk)] == [("MGCG7", 1)]


@pytest.mark.rule("3.4")
def test_an_account_with_a_position_nobody_can_name_is_not_read_until_it_is_given_up() -> None:
    desk = t.Desk()
    desk.sync(t.dump(positions=[t.position(1, contractId=777)]))
    assert desk.snapshot() is None
    desk.books.looked_up("contracts", [777], desk.tick())
    assert not desk.books.missing
    assert desk.snapshot() is not None
    assert any("contract that cannot be found" in unknown.kind for unknown in desk.unknowns.entries())


def test_cash_is_told_when_it_changes_and_in_dollars() -> None:
    desk = live()
    desk.push(("cashBalance", t.cash("50100.40")), ("cashBalance", t.cash("50100.40")))
    desk.push(("cashBalance", t.cash("999", 66009, currencyId=7, timestamp="2026-11-20T16:00:00Z")))
    assert [event.cash for event in desk.events if isinstance(event, BalanceReported)] == [Decimal("50100.40")]


@pytest.mark.parametrize(
    ("risk", "words"),
    [
        ({"adminAction": "Normal"}, ""),
        ({"adminAction": "LockTradingImmediately"}, "locked"),
        ({"adminAction": "LiquidateOnlyModeImmediately"}, "close positions only"),
        ({"adminAction": "AgreedOnLiquidationByAutoLiq"}, "loss limit"),
        ({"adminAction": "SomethingNew"}, ""),
        ({"liquidateOnly": "2026-11-20T22:00Z"}, "close positions only, for now"),
        ({"liquidateOnly": "2026-11-20T14:00Z"}, ""),
        ({"liquidateOnly": "soon"}, ""),
    ],
)
def test_what_the_broker_forbids(risk: dict[str, Any], words: str) -> None:
    desk = live()
    desk.push(("accountRiskStatus", {"id": t.ACCOUNT_ID, **risk}))
    found = desk.books.blocked(t.ACCOUNT, desk.now)
    assert words in found
    assert bool(found) is bool(words)
    assert desk.books.blocked(t.OTHER, desk.now) == ""


@pytest.mark.parametrize("member", [{"closed": True}, {"active": False}, {"readonly": True}, {"restricted": True}])
def test_an_account_that_cannot_trade_at_all(member: dict[str, bool]) -> None:
    desk = live()
    desk.push(("account", {**t.account(), **member}))
    assert desk.books.blocked(t.ACCOUNT, desk.now) != ""


def test_limits_of_the_broker_are_kept_and_sentinels_with_them() -> None:
    desk = live()
    limits = {
        "id": t.ACCOUNT_ID,
        "dailyLossAutoLiq": 1000,
        "trailingMaxDrawdown": 1e9,
        "trailingMaxDrawdownMode": "EOD",
    }
    desk.push(("userAccountAutoLiq", limits))
    row = desk.books.auto_liq(t.ACCOUNT)
    assert row is not None
    assert dict(row.amounts) == {"dailyLossAutoLiq": Decimal(1000), "trailingMaxDrawdown": Decimal(10) ** 9}
    assert row.drawdown_mode == "EOD"
