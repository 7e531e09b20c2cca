"""Trouble switched by hand, kind by kind, as the program gets to see it."""

from decimal import Decimal

import pytest

from mimikdesk.brokers.practice.faults import Dice, FaultPlan
from mimikdesk.brokers.practice.line import EXPIRED, RATE_LIMIT
from mimikdesk.brokers.practice.link import ANSWER_WITHIN, Latency
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.wire import Delay, Message
from mimikdesk.domain.commands import CancelAllOrders, CancelOrder, ClosePosition, ModifyOrder
from mimikdesk.domain.events import (
    BrokerEvent,
    BudgetReported,
    CancelRefused,
    FillReported,
    LineState,
    ModifyRefused,
    OrderReported,
    PositionReported,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
)
from mimikdesk.domain.ids import ClientOrderId
from mimikdesk.domain.orders import OrderStatus
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.unit.brokers.practice.connected import BUY, MNQ, SELL, TEN_MS, Connected

O1 = ClientOrderId("o1")


def ends(link: Connected) -> list[tuple[str, SendOutcome]]:
    return [(event.client_order_id, event.outcome) for event in link.events if isinstance(event, SendEnded)]


def positions(link: Connected) -> list[int]:
    return [event.position.qty for event in link.events if isinstance(event, PositionReported)]


def times(link: Connected, kind: type[BrokerEvent], start: int) -> list[int]:
    return [(event.at.mono_ns - start) // MILLISECOND for event in link.events if isinstance(event, kind)]


# --- messages that never come -----------------------------------------------------------------------------------


def test_a_lost_report_never_comes_and_the_others_do() -> None:
    link = Connected()
    link.line.lose_next(1)
    link.place("o1")
    link.clock.advance(SECOND)
    assert link.kinds() == ["FillReported", "OrderReported", "PositionReported", "BalanceReported"]


@pytest.mark.parametrize(
    ("message", "missing"),
    [
        (Message.ORDER, OrderReported),
        (Message.FILL, FillReported),
        (Message.POSITION, PositionReported),
    ],
)
def test_reports_of_one_class_can_be_lost(message: Message, missing: type[BrokerEvent]) -> None:
    link = Connected()
    link.line.lose_next(2, message)
    link.place("o1")
    link.place("o2")
    link.clock.advance(SECOND)
    kinds = [type(event) for event in link.events]
    assert kinds.count(missing) == (2 if missing is OrderReported else 0)
    assert kinds.count(FillReported) == (0 if missing is FillReported else 2)


@pytest.mark.rule("7.4")
def test_an_order_without_an_answer_is_unknown_after_a_time_and_once() -> None:
    link = Connected()
    link.line.lose_next_commands(1)
    link.place("o1")
    link.clock.advance(ANSWER_WITHIN // 2)
    link.place("o2")
    link.line.lose_next_commands(1)
    link.place("o3")
    link.clock.advance(ANSWER_WITHIN // 2)
    assert ends(link) == [("o1", SendOutcome.UNKNOWN)]
    link.clock.advance(ANSWER_WITHIN // 2)
    assert ends(link) == [("o1", SendOutcome.UNKNOWN), ("o3", SendOutcome.UNKNOWN)]
    link.clock.advance(5 * ANSWER_WITHIN)
    assert len(ends(link)) == 2
    assert link.clock.next_due is None
    assert link.venue.position(link.account, MNQ) == 1


def test_an_answer_that_comes_after_that_is_still_told() -> None:
    link = Connected()
    link.line.hold_answers(ANSWER_WITHIN + SECOND)
    link.place("o1")
    link.clock.advance(ANSWER_WITHIN + 2 * SECOND)
    assert link.kinds()[:2] == ["SendEnded", "OrderReported"]


def test_a_lost_cancel_or_read_is_not_answered() -> None:
    link = Connected()
    link.place("o1", limit=Decimal(20_000))
    link.clock.advance(SECOND)
    link.events.clear()
    link.line.lose_next_commands(2)
    link.link.cancel(CancelOrder(link.account, O1))
    link.link.refresh(link.account)
    link.clock.advance(SECOND)
    assert link.events == []


def test_a_snapshot_that_was_asked_for_can_be_lost_but_not_that_of_a_login() -> None:
    link = Connected()
    link.line.lose_next(1)
    link.link.refresh(link.account)
    link.clock.advance(SECOND)
    assert link.events == []
    link.line.lose_next(1)
    link.line.drop()
    link.clock.advance(5 * SECOND)
    assert link.kinds()[-2:] == ["SnapshotTaken", "LineChanged"]


# --- messages out of order --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("late", "order"),
    [
        (Message.ORDER, ["FillReported", "PositionReported", "BalanceReported", "OrderReported", "OrderReported"]),
        (Message.FILL, ["OrderReported", "OrderReported", "PositionReported", "BalanceReported", "FillReported"]),
        (Message.BALANCE, ["OrderReported", "FillReported", "OrderReported", "PositionReported", "BalanceReported"]),
    ],
)
def test_one_class_of_reports_can_be_overtaken_by_the_others(late: Message, order: list[str]) -> None:
    link = Connected()
    link.line.delay(late, SECOND)
    link.place("o1")
    link.clock.advance(2 * SECOND)
    assert link.kinds() == order


def test_several_classes_can_be_late_each_by_its_own_time() -> None:
    link = Connected()
    start = link.clock.now().mono_ns
    link.line.delay(Message.ORDER, 300 * MILLISECOND)
    link.line.delay(Message.FILL, 500 * MILLISECOND)
    link.place("o1")
    link.clock.advance(SECOND)
    assert times(link, OrderReported, start) == [300, 300]
    assert times(link, FillReported, start) == [500]
    assert times(link, PositionReported, start) == [0]


# --- wrong figures ----------------------------------------------------------------------------------------------


def test_a_position_can_be_told_with_its_old_value_first() -> None:
    link = Connected()
    start = link.clock.now().mono_ns
    link.place("o1", BUY, 3)
    link.clock.advance(SECOND)
    link.line.misreport_positions(1, right_after_ns=400 * MILLISECOND)
    link.place("o2", SELL, 2)
    link.clock.advance(SECOND)
    link.place("o3", SELL, 1)
    link.clock.advance(SECOND)
    assert positions(link) == [3, 3, 1, 0]
    assert times(link, PositionReported, start) == [0, 1000, 1400, 2000]


@pytest.mark.parametrize("asked", [True, False], ids=["refresh", "reconnection"])
def test_a_snapshot_can_show_old_positions_with_new_orders_and_comes_right_later(asked: bool) -> None:
    link = Connected()
    link.place("o1", BUY, 2)
    link.clock.advance(10 * SECOND)
    link.place("o2", BUY, 3)
    link.clock.advance(SECOND)
    link.events.clear()
    link.line.stale_snapshots(1, 5 * SECOND)
    if asked:
        link.link.refresh(link.account)
    else:
        link.line.drop()
    link.clock.advance(3 * SECOND)
    (snapshot,) = [event for event in link.events if isinstance(event, SnapshotTaken)]
    assert [(p.qty, p.average) for p in snapshot.positions] == [(2, None)]
    assert [(o.client_order_id, o.filled) for o in snapshot.orders] == [("o1", 2), ("o2", 3)]
    assert positions(link) == []
    link.clock.advance(5 * SECOND)
    assert positions(link) == [5]


def test_a_stale_snapshot_with_nothing_new_in_it_is_as_any_other() -> None:
    link = Connected()
    link.place("o1", BUY, 2)
    link.clock.advance(10 * SECOND)
    link.events.clear()
    link.line.stale_snapshots(1, 5 * SECOND)
    link.link.refresh(link.account)
    link.clock.advance(10 * SECOND)
    (snapshot,) = link.events
    assert isinstance(snapshot, SnapshotTaken)
    assert snapshot.positions[0].average is not None


@pytest.mark.rule("7.2")
def test_after_a_login_the_fills_of_the_session_can_come_again_as_live_ones() -> None:
    link = Connected()
    link.place("o1", BUY, 2)
    link.place("o2", SELL, 1)
    link.clock.advance(SECOND)
    before = [event.fill for event in link.events if isinstance(event, FillReported)]
    link.events.clear()
    link.line.repeat_fills()
    link.line.drop()
    link.clock.advance(5 * SECOND)
    assert [event.fill for event in link.events if isinstance(event, FillReported)] == before
    kinds = link.kinds()
    assert kinds.index("SnapshotTaken") < kinds.index("FillReported")
    assert link.states()[-1] is LineState.CONNECTED


# --- the line and the login -------------------------------------------------------------------------------------


def test_a_line_lost_in_good_order_delivers_what_was_under_way_first() -> None:
    link = Connected(Latency(Delay(10 * MILLISECOND, 10 * MILLISECOND), Delay(30 * MILLISECOND, 30 * MILLISECOND)))
    link.place("o1")
    link.clock.advance(15 * MILLISECOND)
    link.place("o2")
    link.line.drop("maintenance", flushed=True)
    link.clock.advance(500 * MILLISECOND)
    assert link.kinds() == [
        *("OrderReported", "FillReported", "OrderReported", "PositionReported", "BalanceReported"),
        *("LineChanged", "SendEnded"),
    ]
    assert ends(link) == [("o2", SendOutcome.UNKNOWN)]
    link.clock.advance(5 * SECOND)
    assert link.states()[-1] is LineState.CONNECTED
    assert link.venue.position(link.account, MNQ) == 1


@pytest.mark.rule("3.2")
def test_a_login_that_expires_needs_a_new_one_and_leaves_orders_unknown() -> None:
    link = Connected(TEN_MS)
    link.place("o1")
    link.line.expire_login()
    link.clock.advance(120 * SECOND)
    assert link.states() == [LineState.REAUTH_REQUIRED]
    assert ends(link) == [("o1", SendOutcome.UNKNOWN)]
    assert link.events[0].detail == EXPIRED  # type: ignore[union-attr]
    link.line.accept_login()
    link.clock.advance(SECOND)
    assert link.states()[1:] == [LineState.RECONNECTING, LineState.CONNECTED]


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "while the refusal is on its way"])
def test_a_login_that_is_accepted_before_its_end_was_noticed_comes_back_by_itself(waits: bool) -> None:
    link = Connected(TEN_MS)
    if waits:
        link.line.refuse_login()
        link.line.drop()
        while link.states() != [LineState.RECONNECTING] or link.clock.now().mono_ns < 2 * SECOND:
            link.clock.run_next()
        link.clock.advance(12 * MILLISECOND)
    else:
        link.line.expire_login()
    link.line.accept_login()
    link.clock.advance(5 * SECOND)
    assert link.states()[-1] is LineState.CONNECTED


def test_a_login_that_expires_while_the_line_is_down_is_refused_at_the_reconnection() -> None:
    link = Connected()
    link.line.drop(down_ns=3 * SECOND)
    link.clock.advance(SECOND)
    link.line.expire_login()
    link.clock.advance(20 * SECOND)
    assert link.states() == [LineState.RECONNECTING, LineState.REAUTH_REQUIRED]


@pytest.mark.rule("14")
def test_a_used_up_budget_refuses_every_command_and_answers_no_read() -> None:
    link = Connected()
    link.place("rest", limit=Decimal(20_000))
    link.clock.advance(0)
    link.events.clear()
    link.line.use_up_budget(3 * SECOND)
    link.place("o1")
    link.link.close_position(ClosePosition(link.account, ClientOrderId("o2"), MNQ))
    link.link.modify(ModifyOrder(link.account, ClientOrderId("rest"), qty=2))
    link.link.cancel(CancelOrder(link.account, ClientOrderId("rest")))
    link.link.cancel_all(CancelAllOrders(link.account))
    link.link.refresh(link.account)
    link.clock.advance(SECOND)
    rejected = [(e.order.client_order_id, e.order.text) for e in link.events if isinstance(e, OrderReported)]
    assert rejected == [("o1", RATE_LIMIT), ("o2", RATE_LIMIT)]
    refused = [e.text for e in link.events if isinstance(e, CancelRefused | ModifyRefused)]
    assert refused == [RATE_LIMIT, RATE_LIMIT]
    assert len(link.events) == 5
    assert [event.penalty_until_ns for event in link.events if isinstance(event, BudgetReported)] == [4 * SECOND]
    assert len(link.venue.working(link.account)) == 1
    link.clock.advance(2 * SECOND)
    link.place("o3")
    link.clock.advance(SECOND)
    assert link.venue.position(link.account, MNQ) == 1


def test_healing_ends_every_trouble_at_once() -> None:
    link = Connected()
    line = link.line
    line.unplug()
    line.expire_login()
    line.reject_all()
    line.use_up_budget(1000 * SECOND)
    line.lose_next_commands(5)
    line.lose_next(5)
    line.duplicate_next(5)
    line.delay_positions(SECOND)
    line.hold_answers(1000 * SECOND)
    line.misreport_positions(5)
    line.stale_snapshots(5, SECOND)
    line.repeat_fills()
    line.plan(FaultPlan(reject=1, lose=1))
    line.heal()
    link.clock.advance(10 * SECOND)
    assert link.states()[-1] is LineState.CONNECTED
    link.events.clear()
    start = link.clock.now().mono_ns
    link.place("o1")
    link.clock.advance(SECOND)
    assert [type(e).__name__ for e in link.events] == [
        *("OrderReported", "FillReported", "OrderReported", "PositionReported", "BalanceReported")
    ]
    assert {e.at.mono_ns for e in link.events} == {start}


# --- by plan ----------------------------------------------------------------------------------------------------

WAITS = Latency(Delay(MILLISECOND, MILLISECOND), Delay(MILLISECOND, MILLISECOND))


def run(plan: FaultPlan, orders: int = 200) -> Connected:
    link = Connected(WAITS, plan, market=StillMarket(depth=500))
    for number in range(orders):
        link.place(f"o{number}", SELL if number % 2 else BUY)
        link.clock.advance(20 * MILLISECOND)
    return link


def count(link: Connected, kind: type[BrokerEvent]) -> int:
    return sum(isinstance(event, kind) for event in link.events)


def executed(link: Connected) -> int:
    return len(link.venue.account(link.account).fills)


def test_each_share_of_a_plan_befalls_about_that_share() -> None:
    assert 120 < count(run(FaultPlan(lose=0.25)), FillReported) < 180
    assert 220 < count(run(FaultPlan(duplicate=0.25)), FillReported) < 280
    assert 220 < count(run(FaultPlan(wrong_position=0.25)), PositionReported) < 280
    assert 120 < executed(run(FaultPlan(reject=0.25))) < 180
    assert 120 < executed(run(FaultPlan(lose_command=0.25))) < 180


@pytest.mark.parametrize(
    ("plan", "kind"),
    [
        (FaultPlan(late_order=0.3, late_ns=SECOND), OrderReported),
        (FaultPlan(late_fill=0.3, late_ns=SECOND), FillReported),
        (FaultPlan(late_position=0.3, late_ns=SECOND), PositionReported),
    ],
)
def test_a_plan_lets_one_class_come_late_within_its_bound(plan: FaultPlan, kind: type[BrokerEvent]) -> None:
    link, calm = run(plan), run(FaultPlan())
    link.clock.advance(2 * SECOND)
    late = [
        (event.at.mono_ns - on_time.at.mono_ns) // MILLISECOND
        for event, on_time in zip(
            [e for e in link.events if isinstance(e, kind)],
            [e for e in calm.events if isinstance(e, kind)],
            strict=True,
        )
    ]
    assert 300 < max(late) <= 1000
    others = [e for e in link.events if not isinstance(e, kind)]
    assert others == [e for e in calm.events if not isinstance(e, kind)]


def test_a_plan_with_a_budget_rejects_for_a_while() -> None:
    link = run(FaultPlan(rate_limit=0.02, rate_limit_ns=SECOND))
    texts = [event.order.text for event in link.events if isinstance(event, OrderReported)]
    assert 5 < texts.count(RATE_LIMIT) < 195


def test_a_plan_with_short_logins_expires_them_and_signs_in_again() -> None:
    link = run(FaultPlan(login_ns=SECOND, sign_in_ns=SECOND))
    states = link.states()
    assert states.count(LineState.REAUTH_REQUIRED) >= 2
    assert states.count(LineState.CONNECTED) >= 2
    while link.states()[-1] is not LineState.REAUTH_REQUIRED:
        link.clock.run_next()
    link.line.heal()
    link.clock.advance(5 * SECOND)
    assert link.states()[-1] is LineState.CONNECTED
    link.clock.advance(100 * SECOND)
    assert link.clock.next_due is None


def test_a_closed_link_leaves_no_planned_expiry_on_the_clock() -> None:
    link = Connected(faults=FaultPlan(login_ns=1000 * SECOND))
    link.link.close()
    link.clock.advance(0)
    assert link.clock.next_due is None


def test_a_closed_link_does_not_wait_for_answers() -> None:
    link = Connected()
    link.line.lose_next_commands(1)
    link.place("o1")
    link.link.close()
    link.clock.advance(0)
    assert link.clock.next_due is None


def test_each_login_ends_the_planned_expiry_of_the_one_before() -> None:
    link = Connected(faults=FaultPlan(login_ns=1000 * SECOND))
    for _ in range(3):
        link.line.drop()
        link.clock.advance(3 * SECOND)
    assert link.states()[-1] is LineState.CONNECTED
    link.line.heal()
    assert link.clock.next_due is None


def test_a_link_closed_while_its_login_was_expired_by_plan_logs_in_when_opened_again() -> None:
    link = Connected(faults=FaultPlan(login_ns=SECOND, sign_in_ns=1000 * SECOND))
    while link.states()[-1:] != [LineState.REAUTH_REQUIRED]:
        link.clock.run_next()
    link.line.plan(FaultPlan())
    link.link.close()
    link.clock.advance(0)
    link.link.open()
    link.clock.advance(SECOND)
    assert link.states()[-1] is LineState.CONNECTED


def test_drops_by_plan_are_flushed_in_their_share() -> None:
    def gaps(flushed: float) -> int:
        """Reports that neither arrived nor were still to come when the line was lost."""
        link = run(FaultPlan(drop=0.02, flushed=flushed))
        link.line.heal()
        link.clock.advance(90 * SECOND)
        return executed(link) - count(link, FillReported)

    assert gaps(1.0) < gaps(0.0)


def test_one_kind_of_trouble_does_not_shift_another() -> None:
    def rejected(plan: FaultPlan) -> list[str | None]:
        link = run(plan)
        return [
            o.client_order_id for o in link.venue.account(link.account).reports() if o.status is OrderStatus.REJECTED
        ]

    alone = rejected(FaultPlan(reject=0.2))
    with_others = FaultPlan(reject=0.2, lose=0.3, duplicate=0.3, late_fill=0.5, late_ns=SECOND, wrong_position=0.5)
    assert alone == rejected(with_others)
    assert alone


def test_dice_of_one_seed_and_kind_repeat_and_others_differ() -> None:
    def draws(seed: str, kind: str) -> list[int]:
        dice = Dice(seed)
        return [dice.upto(kind, 1000) for _ in range(5)]

    assert draws("1", "lose") == draws("1", "lose")
    assert len({tuple(draws(seed, kind)) for seed in "12" for kind in ("lose", "drop")}) == 4
    assert not Dice("1").hits("lose", 0.0)
    assert Dice("1").hits("lose", 1.0)
