"""What earlier runs sent is ours: never a hand trade, never sent twice, kept in line with the leader's orders."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.commands import CancelOrder, ModifyOrder, PlaceOrder
from mimikdesk.domain.decisions import (
    CopyOutcome,
    CopyProgressed,
    Decision,
    NoticeKind,
    Purpose,
    SendCommand,
    Verdict,
)
from mimikdesk.domain.events import (
    BreakerReset,
    CopyingStopped,
    Event,
    FillReported,
    GroupDefined,
    LineState,
    OrderReported,
    PastOrder,
    PastRecalled,
)
from mimikdesk.domain.group import ReplicationMode
from mimikdesk.domain.ids import AccountId, ClientOrderId, FillId, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine.client_ids import client_order_id
from tests.helpers.scene import F1, LEADER, MNQ, Scene, on_submit

ABLE = Capabilities(frozenset(OrderKind), cancel_before_ack=True, modify=True, oco=True)
ENTRY, STOP = VenueOrderId("his bid"), VenueOrderId("his stop")
LOW = Decimal(20900)


class Restarted(Scene):
    """A program that begins again. ``past``: what it had sent; ``his``: what rests at the leader now; ``at_broker``:
    what the follower's broker tells of its orders; ``held``: by the leader and by the follower."""

    def __init__(
        self,
        *past: PastOrder,
        his: tuple[OrderReport, ...] = (),
        at_broker: tuple[OrderReport, ...] = (),
        held: tuple[int, int] = (0, 0),
        fills: dict[AccountId, str] | None = None,
        breaker: str = "",
        multiplier: str = "1",
        leader_last: bool = False,
    ) -> None:
        self._past = {F1: (past, breaker), LEADER: ((), "")}
        self._past_fills = fills or {}
        super().__init__(multiplier, connect=False, mode=ReplicationMode.ON_SUBMIT, able=ABLE)
        sides = [(LEADER, held[0], his), (F1, held[1], at_broker)]
        for side in reversed(sides) if leader_last else sides:
            self.connect(*side)

    def connect(self, account: AccountId, held: int, orders: tuple[OrderReport, ...]) -> None:
        self.snapshot(account, {MNQ: held}, orders)
        self.line(account, LineState.CONNECTED)

    def take(self, event: Event) -> list[Decision]:
        if isinstance(event, GroupDefined):
            for account, (past, breaker) in self._past.items():
                fills = tuple(FillId(name) for name in self._past_fills.get(account, "").split())
                super().take(PastRecalled(account, past, fills, breaker, self.clock.now()))
        return super().take(event)

    @property
    def commands(self) -> list[SendCommand]:
        return [decision for decision in self.decisions if isinstance(decision, SendCommand)]

    def own_fill(self, order: PlaceOrder, qty: int, name: str) -> None:
        fill = Fill(FillId(name), VenueOrderId("V"), order.client_order_id, MNQ, order.side, qty, LOW)
        self.take(FillReported(F1, fill, self.clock.now()))

    def told(self, order: PlaceOrder, filled: int, status: OrderStatus) -> None:
        self.take(OrderReported(F1, report(order, filled, status), self.clock.now()))


def market(qty: int, name: str = "L9|2", closes: int = 0) -> PastOrder:
    """A market order of an earlier run, signed, without an end."""
    identity = client_order_id(f"{LEADER}|{name}", F1, MNQ, "open")
    order = PlaceOrder(F1, identity, MNQ, Side.of(qty), abs(qty))
    return PastOrder(order, f"{LEADER}|{name}", closes, abs(qty) - closes, 0)


def copy(his: VenueOrderId, qty: int, kind: OrderKind, price: Decimal, closes: int = 0) -> PastOrder:
    """The copy that an earlier run left to rest for an order of the leader."""
    trigger = f"{LEADER}|{his}|rest"
    limit, stop = (price, None) if kind is OrderKind.LIMIT else (None, price)
    identity = client_order_id(trigger, F1, MNQ, "rest1")
    order = PlaceOrder(F1, identity, MNQ, Side.of(qty), abs(qty), kind, limit, stop)
    return PastOrder(order, trigger, closes, abs(qty) - closes, 0)


def report(order: PlaceOrder, filled: int = 0, status: OrderStatus = OrderStatus.WORKING) -> OrderReport:
    venue = VenueOrderId(f"V-{order.client_order_id}")
    return OrderReport(
        venue,
        order.client_order_id,
        order.symbol,
        order.side,
        order.kind,
        order.qty,
        filled,
        status,
        order.limit,
        order.stop,
    )


def rests(order: VenueOrderId, qty: int, kind: OrderKind, price: Decimal, filled: int = 0) -> OrderReport:
    """An order of the leader that rests."""
    limit, stop = (price, None) if kind is OrderKind.LIMIT else (None, price)
    return OrderReport(order, None, MNQ, Side.of(qty), kind, abs(qty), filled, OrderStatus.WORKING, limit, stop)


BID = copy(ENTRY, 2, OrderKind.LIMIT, LOW)
HIS_BID = rests(ENTRY, 2, OrderKind.LIMIT, LOW)
GUARD = copy(STOP, -2, OrderKind.STOP, LOW, closes=2)
HIS_STOP = rests(STOP, -2, OrderKind.STOP, LOW)


# --- market orders ---------------------------------------------------------------------------------------------------


@pytest.mark.rule("7.3", "10.4")
def test_a_late_fill_of_an_earlier_runs_order_is_ours_and_no_hand_trade() -> None:
    past = market(2)
    scene = Restarted(past, held=(2, 0))
    scene.own_fill(past.order, 2, "f1")
    assert (scene.held(), scene.expected(), scene.book().share) == (2, 2, 2)
    assert scene.notices(NoticeKind.HAND_TRADE) == []
    assert scene.notices(NoticeKind.STARTUP_DIFFERENCE) == []
    assert scene.commands == []


@pytest.mark.rule("7.4", "10.4")
def test_opens_are_held_until_the_fate_of_an_earlier_runs_order_is_known() -> None:
    past = market(2)
    scene = Restarted(past, held=(2, 0))
    scene.leader(1)
    assert scene.last().reason is Reason.OUTCOME_UNKNOWN
    assert scene.sent() == []
    scene.told(past.order, 2, OrderStatus.FILLED)
    scene.leader(1)
    assert scene.last().verdict is Verdict.COPIED
    assert scene.sent() == [1]


@pytest.mark.rule("7.4", "10.4")
def test_an_order_that_two_reads_a_second_apart_do_not_know_is_lost_and_told_so() -> None:
    scene = Restarted(market(2), held=(2, 0))
    assert scene.follower().unknown
    scene.wait(999)
    scene.snapshot(F1)
    assert scene.follower().unknown
    scene.wait(1)
    scene.snapshot(F1)
    assert not scene.follower().unknown
    ends = [told.outcome for told in scene.decisions if isinstance(told, CopyProgressed)]
    assert ends == [CopyOutcome.LOST]
    assert (scene.held(), scene.expected()) == (0, 2)
    assert scene.book().cause is not None


@pytest.mark.rule("5.6", "10.4")
def test_an_exit_on_the_wire_from_before_is_not_sent_a_second_time() -> None:
    past = market(-2, closes=2)
    scene = Restarted(past, held=(2, 4))
    assert scene.expected() == 2
    scene.leader(-2)
    assert scene.sent() == [-2]
    scene.own_fill(past.order, 2, "f1")
    scene.fill_all()
    assert scene.held() == 0


@pytest.mark.rule("5.3", "10.4")
def test_the_share_after_a_restart_does_not_count_what_an_exit_on_the_wire_closes() -> None:
    past = market(-2, closes=2)
    scene = Restarted(past, held=(2, 4))
    scene.own_fill(past.order, 2, "f1")
    scene.leader(-1)
    assert scene.sent() == [-1]


@pytest.mark.rule("7.3")
def test_what_the_first_read_tells_of_an_earlier_runs_exit_is_history() -> None:
    past = market(-2, closes=2)
    scene = Restarted(past, at_broker=(report(past.order, 2, OrderStatus.FILLED),))
    assert (scene.held(), scene.book().orders, scene.book().obligations) == (0, {}, {})
    assert scene.notices(NoticeKind.CROSSED) == []


@pytest.mark.rule("7.1", "7.2")
def test_a_fill_that_an_earlier_run_saw_is_not_counted_again_when_the_broker_repeats_it() -> None:
    past = replace(market(2), filled=2, ended=True)
    scene = Restarted(past, held=(2, 2), fills={F1: "f1 h1", LEADER: "g1 g2"})
    scene.own_fill(past.order, 2, "f1")
    scene.own_fill(past.order, 2, "f2")
    by_hand = Fill(FillId("h1"), VenueOrderId("H"), None, MNQ, Side.BUY, 1, LOW)
    scene.take(FillReported(F1, by_hand, scene.clock.now()))
    assert (scene.held(), scene.notices(NoticeKind.HAND_TRADE)) == (2, [])
    scene.leader_fill(VenueOrderId("L9"), 1, 2, fill="g1")
    scene.leader_report(VenueOrderId("L9"), 2, 2, OrderStatus.FILLED)
    assert (scene.leader_books[MNQ].position, scene.sent()) == (2, [])
    assert len(scene.notices(NoticeKind.DUPLICATE_IGNORED)) == 1


@pytest.mark.rule("7.3")
def test_what_is_told_before_the_first_read_does_not_move_the_position_twice() -> None:
    past = market(2)
    scene = Restarted(past, held=(2, 0))
    late = Restarted.__new__(Restarted)
    late._past, late._past_fills = {F1: ((past,), ""), LEADER: ((), "")}, {}
    Scene.__init__(late, "1", connect=False, able=ABLE)
    late.own_fill(past.order, 2, "f1")
    late.by_hand(F1, 1)
    late.connect(LEADER, 2, ())
    late.connect(F1, 2, (report(past.order, 2, OrderStatus.FILLED),))
    assert (late.held(), scene.held()) == (2, 0)
    assert late.notices(NoticeKind.HAND_TRADE) == []


# --- what rests ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("6.3", "6.13", "7.3")
def test_an_entry_that_rested_over_the_restart_carries_its_leaders_order() -> None:
    scene = Restarted(BID, his=(HIS_BID,), at_broker=(report(BID.order),))
    assert scene.commands == []
    scene.leader_fill(ENTRY, 1, 2)
    assert (scene.last().reason, scene.sent(), scene.expected()) == (Reason.COPY_RESTING, [], 2)
    scene.own_fill(BID.order, 2, "f1")
    assert (scene.held(), scene.expected(), scene.book().obligations) == (2, 2, {})


@pytest.mark.rule("6.10", "10.1")
def test_a_leader_who_connects_last_finds_the_copies_of_his_orders_still_resting() -> None:
    scene = Restarted(BID, his=(HIS_BID,), at_broker=(report(BID.order),), leader_last=True)
    scene.wait(1_000)
    assert scene.commands == []
    scene.leader_fill(ENTRY, 1, 2)
    assert scene.last().reason is Reason.COPY_RESTING


@pytest.mark.rule("6.13")
def test_without_a_copy_an_order_from_before_the_start_is_not_rested_and_its_entry_is_missed() -> None:
    scene = Restarted(his=(HIS_BID, HIS_STOP))
    scene.wait(1_000)
    assert scene.commands == []
    scene.leader_fill(ENTRY, 1, 2)
    assert (scene.last().reason, scene.sent(), scene.expected()) == (Reason.ORDER_BEFORE_START, [], 2)


@pytest.mark.rule("6.9", "10.1")
def test_a_copy_is_moved_after_an_order_that_moved_while_the_program_was_down_and_cancelled_with_it() -> None:
    moved = rests(ENTRY, 2, OrderKind.LIMIT, LOW - 1)
    scene = Restarted(BID, his=(moved,), at_broker=(report(BID.order),))
    (change,) = scene.commands
    assert isinstance(change.command, ModifyOrder)
    assert (change.command.limit, change.command.qty) == (LOW - 1, 2)
    scene.take(OrderReported(F1, replace(report(BID.order), limit=LOW - 1), scene.clock.now()))
    scene.take(OrderReported(LEADER, replace(moved, status=OrderStatus.CANCELLED), scene.clock.now()))
    assert isinstance(scene.commands[-1].command, CancelOrder)


@pytest.mark.rule("6.11", "10.1")
@pytest.mark.parametrize("listed", [True, False])
def test_an_entry_whose_order_is_gone_is_cancelled_and_nothing_is_traded(listed: bool) -> None:
    gone = (replace(HIS_BID, status=OrderStatus.CANCELLED),) if listed else ()
    scene = Restarted(BID, his=gone, at_broker=(report(BID.order),))
    (cancel,) = scene.commands
    assert cancel.command == CancelOrder(F1, BID.order.client_order_id)


@pytest.mark.rule("6.11", "10.1")
def test_a_protective_stop_stays_while_his_rests_and_while_his_is_gone_and_goes_with_the_position() -> None:
    with_his = Restarted(GUARD, his=(HIS_STOP,), at_broker=(report(GUARD.order),), held=(2, 2))
    with_his.wait(10_000)
    assert with_his.commands == []
    filled = replace(HIS_STOP, filled=1, status=OrderStatus.CANCELLED)
    listed = Restarted(GUARD, his=(filled,), at_broker=(report(GUARD.order),), held=(2, 2))
    listed.wait(10_000)
    assert listed.commands == []
    without = Restarted(GUARD, at_broker=(report(GUARD.order),), held=(2, 2))
    without.wait(10_000)
    assert without.commands == []
    without.leader(-2)
    without.cancelled(GUARD.order)
    without.fill_all()
    assert without.held() == 0
    ghost = Restarted(GUARD, at_broker=(report(GUARD.order),))
    assert [sent.command for sent in ghost.commands] == [CancelOrder(F1, GUARD.order.client_order_id)]


@pytest.mark.rule("6.12", "7.3")
def test_the_watchdog_takes_the_stop_of_an_earlier_run_for_a_stop() -> None:
    scene = Restarted(GUARD, his=(HIS_STOP,), at_broker=(report(GUARD.order),), held=(2, 2))
    scene.wait(5_000)
    assert scene.notices(NoticeKind.NAKED) == []
    assert scene.sent() == []


@pytest.mark.rule("5.1", "6.3")
def test_what_had_filled_before_the_restart_counts_for_the_size_of_the_rest() -> None:
    past = copy(ENTRY, 2, OrderKind.LIMIT, LOW)
    his = rests(ENTRY, 4, OrderKind.LIMIT, LOW, filled=1)
    scene = Restarted(past, his=(his,), at_broker=(report(past.order, 1),), held=(1, 1), multiplier="0.5")
    assert scene.commands == []
    scene.leader_fill(ENTRY, 1, 3)
    scene.leader_report(ENTRY, 4, 4, OrderStatus.FILLED, kind=OrderKind.LIMIT)
    assert (scene.sent(), scene.expected()) == ([], 2)


@pytest.mark.rule("7.4")
def test_a_resting_copy_that_the_first_read_does_not_name_holds_opens_until_it_is_known() -> None:
    scene = Restarted(BID, his=(HIS_BID,))
    scene.leader(1)
    assert scene.last().reason is Reason.OUTCOME_UNKNOWN
    scene.wait(1_000)
    scene.snapshot(F1)
    scene.leader(1)
    assert scene.last().verdict is Verdict.COPIED


@pytest.mark.rule("7.3")
def test_an_order_that_takes_the_place_of_an_earlier_runs_gets_an_id_of_its_own() -> None:
    first = client_order_id(f"{LEADER}|{ENTRY}|rest", F1, MNQ, "rest1")
    scene = Restarted(BID, his=(HIS_BID,), at_broker=(report(BID.order),))
    assert first == BID.order.client_order_id
    assert scene.book().copies[ENTRY].generation == 1
    exits = replace(market(-2, "L3|2", closes=2), ended=True)
    exits = replace(
        exits, order=replace(exits.order, client_order_id=client_order_id(f"{LEADER}|L3|2", F1, MNQ, "exit1"))
    )
    again = Restarted(exits, held=(2, 2))
    order = again.leader_order(-2, order=VenueOrderId("L3"))
    again.leader_fill(order, -1, 2)
    (sent,) = again.places
    assert sent.client_order_id not in (exits.order.client_order_id, first)


# --- the rest --------------------------------------------------------------------------------------------------------


@pytest.mark.rule("7.6", "6.11")
def test_an_order_with_our_mark_that_no_journal_knows_is_named_and_left_alone() -> None:
    stranger = replace(report(BID.order), client_order_id=ClientOrderId("MK00000000000000ff"))
    scene = Restarted(at_broker=(stranger,))
    scene.snapshot(F1, orders=(stranger,))
    (notice,) = scene.notices(NoticeKind.OTHER_INSTANCE)
    assert "another machine" in notice.text
    assert scene.commands == []
    assert Restarted(BID, at_broker=(report(BID.order),)).notices(NoticeKind.OTHER_INSTANCE) == []


@pytest.mark.rule("7.5")
def test_a_breaker_stays_open_over_a_restart_until_the_user_resumes_it() -> None:
    scene = Restarted(breaker="New trades on this follower are paused: 3 rejected orders in a row.")
    scene.leader(1)
    assert scene.last().reason is Reason.BREAKER_OPEN
    assert scene.follower().breaker == "3 rejected orders in a row"
    scene.take(BreakerReset(F1, scene.clock.now()))
    scene.leader(1)
    assert scene.last().verdict is Verdict.COPIED


@pytest.mark.rule("10.3")
def test_an_end_of_the_program_opens_nothing_more_and_leaves_what_rests() -> None:
    scene = Restarted(BID, his=(HIS_BID,), at_broker=(report(BID.order),), held=(2, 2))
    scene.take(CopyingStopped(scene.clock.now()))
    scene.wait(3_000)
    assert scene.commands == []
    scene.leader(1)
    assert scene.last().reason is Reason.GROUP_OFF
    scene.leader(-3)
    assert [(sent.purpose, sent.closes) for sent in scene.commands] == [(Purpose.CLOSE, 2)]


@pytest.mark.rule("10.3", "6.9")
def test_at_the_end_of_the_program_an_entry_is_not_moved_but_still_cancelled_with_its_order() -> None:
    scene = Restarted(BID, his=(HIS_BID,), at_broker=(report(BID.order),))
    scene.take(CopyingStopped(scene.clock.now()))
    scene.take(OrderReported(LEADER, rests(ENTRY, 3, OrderKind.LIMIT, LOW - 5), scene.clock.now()))
    assert scene.commands == []
    scene.take(OrderReported(LEADER, replace(HIS_BID, status=OrderStatus.CANCELLED), scene.clock.now()))
    assert [sent.command for sent in scene.commands] == [CancelOrder(F1, BID.order.client_order_id)]


@pytest.mark.rule("10.3")
def test_at_the_end_of_the_program_no_entry_is_placed_that_did_not_rest_yet() -> None:
    scene = Restarted()
    scene.leader(2)
    scene.fill_all()
    first, second = (rests(VenueOrderId(name), -2, OrderKind.LIMIT, LOW) for name in ("first", "second"))
    scene.take(OrderReported(LEADER, first, scene.clock.now()))
    scene.ack(scene.on_wire()[0])
    scene.take(OrderReported(LEADER, second, scene.clock.now()))
    before = len(scene.commands)
    scene.take(CopyingStopped(scene.clock.now()))
    scene.leader(-2)
    scene.wait(3_000)
    assert all(not sent.opens for sent in scene.commands[before:])


@pytest.mark.rule("10.3", "6.10")
def test_an_order_that_opens_is_not_touched_while_the_program_ends_though_another_one_makes_room_for_it() -> None:
    scene = on_submit("1", able=replace(ABLE, oco=False))
    scene.leader(3)
    scene.settle()
    scene.leader_rest(-3, 21050)
    near = scene.leader_rest(-2, 21040)
    scene.settle()
    scene.leader(-1)
    scene.settle()
    assert scene.rests() == [(-3, 21050), (-2, 21040)]
    scene.take(CopyingStopped(scene.clock.now()))
    scene.leader_change(near, qty=1)
    assert [order.limit for order in scene.to_change()] == [Decimal(21040)]
    scene.settle()
    assert scene.rests() == [(-3, 21050), (-1, 21040)]
