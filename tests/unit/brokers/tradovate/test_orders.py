"""One order through its life: terms in force, changes and cancels refused, held legs, ends in every way."""

from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.domain.events import FillReported, OrderReported
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import Desk, Push, live

MODIFY = t.ORDER + 20
CANCEL = t.ORDER + 40
STOP = Decimal("24990.25")


def reports(desk: Desk) -> list[OrderReport]:
    return [event.order for event in desk.new_events() if isinstance(event, OrderReported)]


def resting(**more: Any) -> list[Push]:
    """An own sell stop of 2 that works."""
    return [
        ("order", t.order(status="Working", side="Sell", **more)),
        ("command", t.command(clOrdId=t.OWN)),
        ("orderVersion", t.version(kind="Stop", stopPrice=STOP)),
    ]


def modify(status: str = "Pending") -> list[Push]:
    return [
        ("command", t.command(MODIFY, kind="Modify", status=status)),
        ("orderVersion", t.version(MODIFY, qty=3, kind="Stop", stopPrice=Decimal("24995"))),
    ]


def test_a_change_that_is_asked_for_is_not_in_force_before_a_report_says_so() -> None:
    desk = live()
    desk.push(*resting())
    assert [(report.qty, report.stop) for report in reports(desk)] == [(2, STOP)]
    command, version = modify()
    desk.push(version)
    assert reports(desk) == []
    desk.push(command, ("commandReport", t.report(MODIFY + 1, MODIFY, "RiskPassed")))
    assert reports(desk) == []
    desk.push(("commandReport", t.report(MODIFY + 2, MODIFY, "AtExecution")))
    desk.push(("executionReport", t.execution(MODIFY + 3, "Replaced", MODIFY)))
    assert [(report.qty, report.stop, report.status) for report in reports(desk)] == [
        (3, Decimal("24995"), OrderStatus.WORKING)
    ]
    in_force = desk.books.version(t.ORDER)
    assert in_force is not None
    assert in_force.number == MODIFY


@pytest.mark.parametrize(
    "refusal",
    [
        ("commandReport", t.report(MODIFY + 1, MODIFY, "RiskRejected", rejectReason="InvalidPrice", text="too far")),
        (
            "commandReport",
            t.report(MODIFY + 1, MODIFY, "ExecutionRejected", rejectReason="InvalidPrice", text="too far"),
        ),
        ("executionReport", t.execution(MODIFY + 1, "Rejected", MODIFY, rejectReason="InvalidPrice", text="too far")),
    ],
)
def test_a_refused_change_leaves_the_old_terms_and_is_told_once(refusal: Push) -> None:
    desk = live()
    desk.push(*resting())
    desk.new_events()
    desk.push(*modify(), refusal, refusal, ("command", t.command(MODIFY, kind="Modify", status="ExecutionRejected")))
    assert reports(desk) == []
    (told,) = desk.refusals
    assert (told.account, told.client_order_id, told.order_id, told.command_id, told.cancel, told.text) == (
        t.ACCOUNT,
        t.OWN,
        t.ORDER,
        MODIFY,
        False,
        "InvalidPrice: too far",
    )
    in_force = desk.books.version(t.ORDER)
    assert in_force is not None
    assert in_force.stop == STOP


def test_a_change_that_reached_the_exchange_and_was_refused_there_brings_the_old_terms_back() -> None:
    desk = live()
    desk.push(*resting(), *modify(), ("commandReport", t.report(MODIFY + 1, MODIFY, "AtExecution")))
    desk.push(("commandReport", t.report(MODIFY + 2, MODIFY, "ExecutionRejected", text="no")))
    assert [(report.qty, report.stop) for report in reports(desk)][-2:] == [(3, Decimal(24995)), (2, STOP)]
    assert [refusal.text for refusal in desk.refusals] == ["no"]


@pytest.mark.rule("6.12")
def test_after_a_refused_change_the_order_is_read_again_for_it_may_be_dead() -> None:
    desk = live()
    desk.push(*resting(), *modify(), ("commandReport", t.report(MODIFY + 1, MODIFY, "ExecutionRejected")))
    assert desk.books.missing.orders == {t.ORDER}
    desk.new_events()
    desk.books.take("order", t.order(status="Canceled", side="Sell"), desk.tick())
    desk.books.looked_up("orders", [t.ORDER], desk.tick())
    assert [report.status for report in reports(desk)] == [OrderStatus.CANCELLED]
    assert not desk.books.missing


@pytest.mark.rule("6.12")
def test_a_refused_change_that_killed_the_order_shows_its_end_with_the_words() -> None:
    desk = live()
    desk.push(*resting(), *modify())
    desk.new_events()
    words: dict[str, Any] = {
        "ordStatus": "Canceled",
        "rejectReason": "OtherExecutionRelated",
        "text": "price through the market",
    }
    desk.push(("executionReport", t.execution(MODIFY + 1, "Rejected", MODIFY, **words)))
    desk.push(("order", t.order(status="Canceled", side="Sell")))
    (report,) = reports(desk)
    assert report.status is OrderStatus.CANCELLED
    assert report.text == "OtherExecutionRelated: price through the market"
    assert report.stop == STOP
    assert [refusal.command_id for refusal in desk.refusals] == [MODIFY]


def test_a_refused_cancel_is_told_and_the_order_works_on() -> None:
    desk = live()
    desk.push(*resting(), ("command", t.command(CANCEL, kind="Cancel", status="Pending")))
    desk.new_events()
    desk.push(("commandReport", t.report(CANCEL + 1, CANCEL, "ExecutionRejected", rejectReason="TooLate")))
    assert reports(desk) == []
    assert [(refusal.cancel, refusal.text) for refusal in desk.refusals] == [(True, "TooLate")]
    assert desk.books.missing.orders == frozenset()


def test_refusals_of_other_peoples_changes_are_nobodys_business() -> None:
    desk = live()
    desk.push(
        ("order", t.order()),
        ("command", t.command(clOrdId="web-17")),
        ("orderVersion", t.version(kind="Stop", stopPrice=1)),
    )
    desk.push(*modify("RiskRejected"))
    assert desk.refusals == []
    assert desk.books.missing.orders == {t.ORDER}


def test_a_cancel_that_worked() -> None:
    desk = live()
    desk.push(*resting(), ("command", t.command(CANCEL, kind="Cancel", status="AtExecution")))
    desk.new_events()
    desk.push(("executionReport", t.execution(CANCEL + 1, "Canceled", CANCEL, ordStatus="Canceled")))
    desk.push(("order", t.order(status="Canceled", side="Sell")))
    (report,) = reports(desk)
    assert (report.status, report.text) == (OrderStatus.CANCELLED, "")
    assert desk.books.working(t.ACCOUNT) == ()


@pytest.mark.parametrize("first", ["order", "commandReport"])
def test_a_rejected_order_is_told_once_its_reason_is_known(first: str) -> None:
    desk = live()
    pushes = {
        "order": t.order(status="Rejected"),
        "commandReport": t.report(
            t.ORDER + 1, status="RiskRejected", rejectReason="MaxOrderQtyLimitReached", text="At most 5 contracts."
        ),
    }
    desk.push(
        ("order", t.order(status="Unknown")),
        ("command", t.command(status="Pending", clOrdId=t.OWN)),
        ("orderVersion", t.version()),
    )
    desk.new_events()
    for entity in sorted(pushes, key=lambda name: name != first):
        desk.push((entity, pushes[entity]))
    (report,) = reports(desk)
    assert report.status is OrderStatus.REJECTED
    assert report.text == "MaxOrderQtyLimitReached: At most 5 contracts."
    assert not desk.books.missing


def test_a_rejected_order_without_a_reason_is_told_after_it_was_looked_for() -> None:
    desk = live()
    desk.push(
        ("order", t.order(status="Rejected")),
        ("command", t.command(status="Pending", clOrdId=t.OWN)),
        ("orderVersion", t.version()),
    )
    assert [report.status for report in reports(desk)] == [OrderStatus.PENDING]
    assert desk.books.missing.reports == {t.ORDER}
    desk.books.looked_up("reports", [t.ORDER], desk.tick())
    assert [(report.status, report.text) for report in reports(desk)] == [(OrderStatus.REJECTED, "")]
    assert not desk.books.missing


@pytest.mark.rule("6.7")
def test_a_suspended_leg_is_held_and_not_working_also_while_it_is_changed() -> None:
    desk = live()
    desk.push(*resting(parentId=t.ORDER - 9))
    leg = [
        ("order", t.order(t.ORDER + 4, status=status, side="Sell"))
        for status in ("Unknown", "Suspended", "PendingReplace")
    ]
    desk.push(("command", t.command(t.ORDER + 4, t.ORDER + 4, status="OnHold", activationTime="2036-06-13T00:00Z")))
    desk.push(("orderVersion", t.version(t.ORDER + 4, t.ORDER + 4, kind="Limit", price=25100)))
    desk.new_events()
    desk.push(*leg)
    assert [report.status for report in reports(desk)] == [OrderStatus.PENDING, OrderStatus.SUSPENDED]
    change = t.ORDER + 60
    desk.push(("command", t.command(change, t.ORDER + 4, "Modify", "OnHold")))
    desk.push(("orderVersion", t.version(change, t.ORDER + 4, kind="Limit", price=25110)))
    desk.push(("executionReport", t.execution(change + 1, "Replaced", change, t.ORDER, ordStatus="Working")))
    (report,) = reports(desk)  # the report bears the entry's order id, and means the leg
    assert (int(report.venue_order_id), report.limit, report.status) == (
        t.ORDER + 4,
        Decimal(25110),
        OrderStatus.SUSPENDED,
    )
    desk.push(("order", t.order(t.ORDER + 4, status="Working", side="Sell")))
    desk.push(("order", t.order(t.ORDER + 4, status="Suspended", side="Sell")))
    assert [report.status for report in reports(desk)] == [OrderStatus.WORKING]


@pytest.mark.parametrize(
    ("kind", "prices", "meant"),
    [
        ("Market", {}, (OrderKind.MARKET, None, None, None)),
        ("Limit", {"price": 25000.25}, (OrderKind.LIMIT, Decimal("25000.25"), None, None)),
        ("Stop", {"stopPrice": 25000}, (OrderKind.STOP, None, Decimal(25000), None)),
        (
            "StopLimit",
            {"price": 25001, "stopPrice": 25000},
            (OrderKind.STOP_LIMIT, Decimal(25001), Decimal(25000), None),
        ),
        (
            "TrailingStop",
            {"stopPrice": 25000, "pegDifference": -12.5},
            (OrderKind.TRAILING_STOP, None, Decimal(25000), Decimal("12.5")),
        ),
        ("TrailingStop", {"stopPrice": 25000}, (OrderKind.STOP, None, Decimal(25000), None)),
        ("TrailingStop", {}, (OrderKind.MARKET, None, None, None)),
        ("TrailingStopLimit", {"price": 1, "stopPrice": 2, "pegDifference": 3}, (OrderKind.MARKET, None, None, None)),
        ("MIT", {"price": 25000}, (OrderKind.MARKET, None, None, None)),
        ("QTS", {"price": 25000}, (OrderKind.MARKET, None, None, None)),
        ("LimitIfTouched", {"price": 25000, "limitIfTouchedPrice": 25001}, (OrderKind.MARKET, None, None, None)),
        ("Peculiar", {"price": 25000}, (OrderKind.MARKET, None, None, None)),
        ("Limit", {}, (OrderKind.MARKET, None, None, None)),
        ("Stop", {"stopPrice": "25000"}, (OrderKind.MARKET, None, None, None)),
        ("Limit", {"price": 25000.250000000004}, (OrderKind.LIMIT, Decimal("25000.25"), None, None)),
    ],
)
def test_kinds_and_prices(kind: str, prices: dict[str, Any], meant: tuple[object, ...]) -> None:
    desk = live()
    desk.push(("order", t.order()), ("command", t.command()), ("orderVersion", t.version(kind=kind, **prices)))
    (report,) = reports(desk)
    assert (report.kind, report.limit, report.stop, report.trail) == meant
    assert (kind == "Peculiar") is any("orderType Peculiar" in unknown.kind for unknown in desk.unknowns.entries())


def test_fills_of_an_order_whose_kind_nobody_knows_are_told_like_any_others() -> None:
    desk = live()
    desk.push(
        ("order", t.order()),
        ("command", t.command()),
        ("orderVersion", t.version(kind="MIT", price=25000)),
        ("fill", t.fill()),
    )
    assert [event.fill.qty for event in desk.events if isinstance(event, FillReported)] == [2]


def test_the_brokers_own_closing_order_is_a_liquidation_and_waits_for_no_command() -> None:
    desk = live()
    desk.push(("order", t.order(side="Sell", admin=True)), ("fill", t.fill(side="Sell")), ("orderVersion", t.version()))
    assert [event.fill.qty for event in desk.events if isinstance(event, FillReported)] == [2]
    assert [report.liquidation for report in reports(desk)][-1:] == [True]


@pytest.mark.rule("7.3")
def test_an_order_is_nobodys_until_its_command_says_whose() -> None:
    desk = live()
    desk.push(("order", t.order()), ("orderVersion", t.version()), ("fill", t.fill(qty=1)))
    assert desk.events == []
    assert desk.books.missing.commands == {t.ORDER}
    desk.push(("command", t.command(clOrdId=t.OWN)))
    assert not desk.books.missing
    fills = [event.fill for event in desk.events if isinstance(event, FillReported)]
    assert [fill.client_order_id for fill in fills] == [t.OWN]
    assert {report.client_order_id for report in reports(desk)} == {t.OWN}


@pytest.mark.rule("7.3")
def test_the_answer_to_a_place_names_the_order_before_its_command_does() -> None:
    desk = live()
    desk.push(("order", t.order()), ("orderVersion", t.version()), ("fill", t.fill(qty=1)))
    desk.books.note_sent(t.own(), t.ORDER, desk.tick())
    assert [event.fill.client_order_id for event in desk.events if isinstance(event, FillReported)] == [t.OWN]
    assert desk.books.order_id(t.own()) == t.ORDER
    assert desk.books.client_order_id(t.ORDER) == t.OWN


@pytest.mark.parametrize("client", ["web-17", "", "mk0123", "XMK1"])
def test_ids_that_are_not_ours_are_not_reported(client: str) -> None:
    desk = live()
    desk.push(("order", t.order()), ("command", t.command(clOrdId=client)), ("orderVersion", t.version()))
    assert [report.client_order_id for report in reports(desk)] == [None]


def test_an_order_without_a_command_is_told_as_somebody_elses_after_it_was_looked_for() -> None:
    desk = live()
    desk.push(("order", t.order()), ("orderVersion", t.version()), ("fill", t.fill(qty=1)))
    desk.books.looked_up("commands", [t.ORDER], desk.tick())
    assert [event.fill.client_order_id for event in desk.events if isinstance(event, FillReported)] == [None]
    assert not desk.books.missing


@pytest.mark.rule("7.1")
@pytest.mark.parametrize("status", ["Filled", "Completed"])
def test_an_order_is_not_told_as_filled_before_its_fills_are_there(status: str) -> None:
    desk = live()
    desk.push(
        ("order", t.order(status=status)),
        ("command", t.command()),
        ("orderVersion", t.version()),
        ("fill", t.fill(qty=1)),
    )
    assert [(report.status, report.filled) for report in reports(desk)][-1] == (OrderStatus.WORKING, 1)
    assert desk.books.missing.fills == {t.ORDER}
    desk.push(("fill", t.fill(t.ORDER + 77, qty=1)))
    assert [(report.status, report.filled) for report in reports(desk)] == [(OrderStatus.FILLED, 2)]
    assert not desk.books.missing


def test_an_order_that_was_completed_with_less_than_its_size_ends_as_cancelled() -> None:
    desk = live()
    desk.push(
        ("order", t.order(status="Completed")),
        ("command", t.command()),
        ("orderVersion", t.version()),
        ("fill", t.fill(qty=1)),
    )
    desk.books.looked_up("fills", [t.ORDER], desk.tick())
    assert [(report.status, report.filled) for report in reports(desk)][-1] == (OrderStatus.CANCELLED, 1)


@pytest.mark.rule("7.1")
def test_execution_reports_count_nothing_and_tell_only_that_a_fill_is_missing() -> None:
    desk = live()
    desk.push(("order", t.order()), ("command", t.command()), ("orderVersion", t.version()))
    desk.push(("executionReport", t.execution(t.ORDER + 9, "Trade", cumQty=2, lastQty=2)))
    assert [report.filled for report in reports(desk)] == [0]
    assert desk.books.missing.fills == {t.ORDER}
    desk.books.take("fill", [t.fill()], desk.tick())
    desk.books.looked_up("fills", [t.ORDER], desk.tick())
    assert [report.filled for report in reports(desk)] == [2]


@pytest.mark.rule("7.1")
def test_a_fill_without_its_order_waits_and_is_looked_up() -> None:
    desk = live()
    desk.push(("fill", t.fill()))
    assert desk.events == []
    assert desk.books.missing.orders == {t.ORDER}
    desk.books.take("order", t.order(status="Filled"), desk.tick())
    desk.books.looked_up("orders", [t.ORDER], desk.tick())
    desk.push(("command", t.command(clOrdId=t.OWN)), ("orderVersion", t.version()))
    fills = [event for event in desk.events if isinstance(event, FillReported)]
    assert [(event.account, event.fill.client_order_id) for event in fills] == [(t.ACCOUNT, t.OWN)]


def test_each_account_of_a_login_hears_of_its_own_orders() -> None:
    desk = live()
    number = t.ORDER + 100
    desk.push(
        ("order", t.order(number, accountId=t.OTHER_ID)),
        ("command", t.command(number, number)),
        ("orderVersion", t.version(number, number)),
        ("fill", t.fill(order_id=number)),
    )
    assert {event.account for event in desk.events if isinstance(event, FillReported | OrderReported)} == {t.OTHER}


def test_legs_of_a_spread_are_told_apart_so_that_an_order_trades_one_contract() -> None:
    desk = live()
    row = t.order()
    del row["contractId"]
    desk.push(
        ("order", row),
        ("command", t.command()),
        ("fill", t.fill(1, qty=1)),
        ("fill", t.fill(2, qty=1, side="Sell", contractId=t.MES)),
    )
    fills = [event.fill for event in desk.events if isinstance(event, FillReported)]
    assert [(fill.symbol, fill.venue_order_id) for fill in fills] == [
        ("MNQZ6", f"{t.ORDER}/{t.MNQ}"),
        ("MESZ6", f"{t.ORDER}/{t.MES}"),
    ]
    assert reports(desk) == []


@pytest.mark.rule("6.15")
def test_a_fill_that_was_taken_back_before_it_was_seen_was_never_counted() -> None:
    desk = live()
    desk.push(("order", t.order()), ("command", t.command()), ("orderVersion", t.version()))
    desk.push(("fill", t.fill(active=False)))
    assert [type(event) for event in desk.events] == [OrderReported]
    assert [report.filled for report in reports(desk)] == [0]


@pytest.mark.rule("6.15")
def test_an_end_stays_an_end_when_a_fill_of_it_is_taken_back() -> None:
    desk = live()
    desk.push(
        ("order", t.order(status="Filled")), ("command", t.command()), ("orderVersion", t.version()), ("fill", t.fill())
    )
    assert reports(desk)[-1].status is OrderStatus.FILLED
    desk.push(("fill", t.fill(active=False)))
    assert [(report.status, report.filled) for report in reports(desk)] == [(OrderStatus.FILLED, 0)]
    assert not desk.books.missing


def test_an_end_that_was_told_stays_when_a_larger_size_is_confirmed_late() -> None:
    desk = live()
    desk.push(*modify(), ("order", t.order(status="Filled")), ("command", t.command()), ("orderVersion", t.version()))
    desk.push(("fill", t.fill()))
    assert reports(desk)[-1].status is OrderStatus.FILLED
    desk.push(("commandReport", t.report(MODIFY + 1, MODIFY, "AtExecution")))
    assert [(report.status, report.filled, report.qty) for report in reports(desk)] == [(OrderStatus.FILLED, 2, 3)]


def test_an_order_in_an_unknown_contract_waits_for_its_look_up() -> None:
    desk = live()
    far: dict[str, Any] = {"contractId": 777}
    desk.push(
        ("order", t.order(**far)), ("command", t.command()), ("orderVersion", t.version()), ("fill", t.fill(**far))
    )
    assert desk.events == []
    assert desk.books.missing.contracts == {777}
    desk.books.take("product", t.PRODUCTS[0], desk.tick())
    desk.books.take("contractMaturity", {"id": 778, "productId": 601}, desk.tick())
    desk.books.take("contract", {"id": 777, "name": "MNQH7", "contractMaturityId": 778}, desk.tick())
    assert [event.fill.symbol for event in desk.events if isinstance(event, FillReported)] == ["MNQH7"]
    assert [(report.symbol, report.filled) for report in reports(desk)] == [("MNQH7", 0), ("MNQH7", 2)]
    assert not desk.books.missing


def test_fills_in_a_contract_that_cannot_be_found_are_done_without() -> None:
    desk = live()
    far: dict[str, Any] = {"contractId": 777}
    desk.push(
        ("order", t.order(**far)), ("command", t.command()), ("orderVersion", t.version()), ("fill", t.fill(**far))
    )
    desk.books.looked_up("contracts", [777], desk.tick())
    assert not desk.books.missing
    assert desk.events == []
    assert desk.snapshot() is not None
