"""The guard at work: what it waits for, what it does, how it ends, and what it never does (section 9)."""

from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.domain.decisions import NoticeKind, SwitchedOff
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import ClosedMarket, FollowerSettings, InstrumentMapping, MappingKind, ReplicationMode
from mimikdesk.domain.guard import (
    Answer,
    FindingCause,
    FindingKind,
    GuardAction,
    GuardProfile,
    GuardRule,
    GuardSettings,
)
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import ES, LEADER, MNQ, NQ, Scene, f, on_submit

PAUSING = GuardSettings(disable_on_breach=True)


def in_trade(qty: int = 2, **scene: Any) -> Scene:
    made = Scene("1", auto=True, **scene)
    made.leader(qty)
    assert made.held() == made.expected() == qty
    return made


def read_both(scene: Scene) -> None:
    scene.snapshot(LEADER)
    scene.snapshot(f(1))


# --- the kinds ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("9.4", "9.5")
def test_a_missed_entry_is_told_after_3_s_with_its_cause_and_never_entered() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.reject(scene.on_wire()[0], "not enough margin")
    finding = scene.book().finding
    assert finding is None or not scene.found
    scene.wait(2_900)
    assert not scene.found
    scene.wait(300)
    (finding,) = scene.found
    assert (finding.kind, finding.action, finding.cause) == (
        FindingKind.MISSED_ENTRY,
        GuardAction.ALERT,
        FindingCause.REJECTED,
    )
    assert "not enough margin" in finding.text
    scene.wait(60_000)
    assert scene.sent() == [2]
    assert len(scene.found) == 1


@pytest.mark.rule("9.5")
def test_what_is_held_back_by_rule_raises_no_finding() -> None:
    scene = Scene("1", auto=True, whitelist=frozenset({"ES"}))
    scene.leader(2)
    scene.wait(10_000)
    assert scene.book().finding is None
    assert not scene.found


@pytest.mark.rule("9.4", "9.6")
def test_a_hand_trade_beyond_the_leaders_size_is_trimmed_at_once_and_told_when_the_broker_confirms() -> None:
    scene = in_trade(2)
    scene.auto = False
    scene.hand_trade(f(1), 3)
    assert scene.sent() == [2, -3]
    finding = scene.book().finding
    assert finding is not None
    assert finding.correcting
    assert finding.cause is FindingCause.MANUAL_TRADE
    assert not scene.notices(NoticeKind.IN_LINE)
    scene.fill_all()
    assert scene.held() == scene.expected() == 2
    assert scene.book().finding is None
    (notice,) = scene.notices(NoticeKind.IN_LINE)
    assert notice.text.startswith("Follower brought back in line: it held long 5 MNQZ6, long 2 was expected; 3 closed")


@pytest.mark.rule("9.6")
def test_a_follower_that_was_trimmed_follows_the_leaders_reductions_as_if_nothing_had_been() -> None:
    scene = in_trade(4)
    scene.hand_trade(f(1), 3)
    scene.leader(-2)
    assert scene.held() == scene.expected() == 2
    scene.leader(-1)
    assert scene.held() == scene.expected() == 1


@pytest.mark.rule("9.4")
def test_a_fill_without_an_order_is_read_up_after_a_second_and_then_judged() -> None:
    scene = in_trade(2)
    scene.by_hand(f(1), 1)
    scene.position_report(f(1), 3)
    scene.wait(900)
    assert scene.sent() == [2]
    scene.wait(200)
    assert [read.account for read in scene.reads][-1:] == [f(1)]
    scene.snapshot(f(1))
    assert scene.sent() == [2, -1]


@pytest.mark.rule("9.4")
def test_a_hand_catch_up_on_the_leaders_side_is_expected_up_to_the_target() -> None:
    scene = Scene("1")
    scene.leader(3)
    scene.reject(scene.on_wire()[0])
    scene.hand_trade(f(1), 2)
    assert (scene.held(), scene.expected()) == (2, 3)
    scene.hand_trade(f(1), 1)
    scene.wait(10_000)
    assert (scene.held(), scene.expected()) == (3, 3)
    assert scene.sent() == [3]


@pytest.mark.rule("9.4")
def test_a_hand_catch_up_of_what_was_held_back_is_not_trimmed_but_more_is() -> None:
    scene = Scene("1", auto=True, whitelist=frozenset({"ES"}))
    scene.leader(2)
    assert (scene.expected(), scene.book().target.qty) == (0, 2)
    scene.hand_trade(f(1), 2)
    assert (scene.held(), scene.expected()) == (2, 2)
    scene.hand_trade(f(1), 1)
    assert (scene.held(), scene.expected()) == (2, 2)
    scene.leader(-2)
    assert scene.held() == 0


@pytest.mark.rule("9.4")
def test_a_position_on_the_other_side_is_closed_at_once_and_not_turned_round() -> None:
    scene = in_trade(2)
    scene.hand_trade(f(1), -3)
    assert scene.sent() == [2, 1]
    assert (scene.held(), scene.expected()) == (0, 2)
    scene.wait(5_000)
    assert scene.sent() == [2, 1]
    assert scene.found[-1].kind is FindingKind.MISSED_ENTRY
    assert scene.found[-1].reason is Reason.GUARD_CLOSED


@pytest.mark.rule("9.4")
def test_a_hand_entry_beside_a_flat_leader_is_closed() -> None:
    scene = Scene("1", auto=True)
    scene.hand_trade(f(1), -2)
    assert scene.held() == 0
    assert scene.found[-1].kind is FindingKind.ROGUE_TRADE


@pytest.mark.rule("9.4")
def test_what_the_broker_liquidates_is_no_rogue_trade() -> None:
    scene = in_trade(3)
    scene.hand_trade(f(1), -3, liquidation=True)
    scene.wait(4_000)
    (finding,) = scene.found
    assert (finding.kind, finding.reason) == (FindingKind.MISSED_ENTRY, Reason.LIQUIDATED)
    assert scene.sent() == [3]


# --- when it judges, and when not -----------------------------------------------------------------------------------


@pytest.mark.rule("9.2")
def test_nothing_is_corrected_while_the_leaders_line_is_down() -> None:
    scene = in_trade(2)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.hand_trade(f(1), 3)
    scene.wait(60_000)
    assert scene.sent() == [2]
    scene.snapshot(LEADER)
    scene.wait(5_000)
    read_both(scene)
    assert scene.sent() == [2], "read, but not connected yet"
    scene.line(LEADER, LineState.CONNECTED)
    scene.wait(2_000)
    read_both(scene)
    assert scene.sent() == [2, -3]


@pytest.mark.rule("9.2")
@pytest.mark.parametrize("only", [LEADER, f(1)])
def test_a_correction_after_a_gap_waits_for_a_read_of_both_sides(only: AccountId) -> None:
    scene = in_trade(2)
    scene.line(f(1), LineState.RECONNECTING)
    scene.snapshot(f(1), {MNQ: 5})
    scene.line(f(1), LineState.CONNECTED)
    scene.wait(10_000)
    assert {read.account for read in scene.reads} == {LEADER, f(1)}
    scene.snapshot(only)
    scene.wait(3_000)
    assert scene.sent() == [2]
    read_both(scene)
    assert scene.sent() == [2, -3]


@pytest.mark.rule("9.2")
def test_nothing_is_judged_while_the_leaders_broker_reports_another_position_than_his_fills() -> None:
    scene = in_trade(2)
    scene.position_report(LEADER, 0)
    scene.hand_trade(f(1), 3)
    scene.wait(500)
    assert scene.sent() == [2]
    scene.position_report(LEADER, 2)
    scene.wait(100)
    assert scene.sent() == [2, -3]


@pytest.mark.rule("9.6")
def test_a_correction_is_over_only_when_the_broker_reports_the_position() -> None:
    scene = in_trade(2)
    scene.auto = False
    scene.hand_trade(f(1), 3)
    scene.tells_positions = False
    scene.fill_all()
    assert scene.held() == 2
    assert not scene.notices(NoticeKind.IN_LINE)
    scene.position_report(f(1), 2)
    assert len(scene.notices(NoticeKind.IN_LINE)) == 1


@pytest.mark.rule("9.2")
def test_nothing_is_corrected_while_a_copied_order_is_on_its_way() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.hand_trade(f(1), 2)
    scene.wait(2_500)
    assert scene.sent() == [2]
    scene.fill_all()
    assert scene.sent()[:2] == [2, -2]


@pytest.mark.rule("9.2")
def test_an_order_whose_fate_is_unknown_holds_opens_and_not_the_guard() -> None:
    scene = in_trade(1)
    scene.auto = False
    scene.leader(1)
    scene.lost(scene.on_wire()[0])
    assert scene.follower().unknown
    scene.hand_trade(f(1), 4)
    assert scene.sent() == [1, 1, -3]


@pytest.mark.rule("9.2", "6.4")
def test_a_resting_entry_that_is_late_is_no_finding_inside_its_tolerance() -> None:
    scene = on_submit("1")
    order = scene.leader_rest(2, "20990")
    scene.ack_all()
    scene.leader_hit(order)
    scene.wait(2_900)
    assert scene.book().finding is None
    scene.wait(4_000)
    assert [finding.kind for finding in scene.found] == [FindingKind.MISSED_ENTRY]
    assert scene.found[0].cause is FindingCause.PARTIAL


@pytest.mark.rule("9.2", "5.10")
def test_nothing_is_judged_while_an_order_of_the_leader_is_partly_filled() -> None:
    scene = Scene("1", auto=True)
    order = scene.leader_order(4, kind=OrderKind.LIMIT)
    scene.leader_fill(order, 4, 1)
    scene.hand_trade(f(1), -1)
    assert scene.sent() == []
    scene.wait(1_500)
    assert scene.held() >= 0


@pytest.mark.rule("9.3")
def test_a_reduction_that_nobody_saw_lowers_the_expectation_and_the_rest_is_over_size() -> None:
    scene = Scene("0.5", auto=True)
    scene.leader(4)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.snapshot(LEADER, {MNQ: 2})
    scene.line(LEADER, LineState.CONNECTED)
    assert (scene.held(), scene.expected()) == (2, 1)
    scene.wait(2_100)
    read_both(scene)
    (finding,) = scene.found
    assert (finding.kind, finding.cause, finding.keep) == (FindingKind.OVER_SIZE, FindingCause.LEADER_OFFLINE, 1)
    assert scene.held() == 1


@pytest.mark.rule("9.3", "9.8")
def test_a_follower_that_is_switched_off_is_still_followed_out_of_what_it_copied_after_a_gap() -> None:
    scene = in_trade(2)
    scene.switch(f(1), on=False)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.snapshot(LEADER, {})
    scene.line(LEADER, LineState.CONNECTED)
    assert scene.held() == 0


@pytest.mark.rule("9.8")
def test_hand_trades_of_a_follower_that_is_off_are_left_alone() -> None:
    scene = in_trade(2)
    scene.switch(f(1), on=False)
    scene.hand_trade(f(1), 5)
    scene.wait(60_000)
    assert scene.sent() == [2]
    assert scene.book().finding is None
    scene.leader(-2)
    assert scene.held() == 5


@pytest.mark.rule("9.8")
def test_a_follower_whose_mode_is_off_is_left_alone() -> None:
    scene = Scene(followers=[FollowerSettings(f(1), Decimal(1), ReplicationMode.OFF)], auto=True)
    scene.hand_trade(f(1), 5)
    scene.wait(60_000)
    assert scene.held() == 5


@pytest.mark.rule("9.7")
def test_with_the_reconciler_off_a_finding_is_told_and_nothing_is_sent() -> None:
    scene = in_trade(2, guard=GuardSettings(on=False))
    scene.hand_trade(f(1), 3)
    scene.wait(60_000)
    assert scene.sent() == [2]
    finding = scene.found[-1]
    assert (finding.kind, finding.action, finding.keep) == (FindingKind.ROGUE_TRADE, GuardAction.ALERT, None)
    scene.answer(Answer.CORRECT)
    assert scene.held() == 2


# --- breaches -------------------------------------------------------------------------------------------------------


@pytest.mark.rule("9.7")
def test_a_breach_switches_the_follower_off_after_the_exit_and_holds_its_opens_from_the_start() -> None:
    scene = in_trade(2, guard=PAUSING)
    scene.auto = False
    scene.hand_trade(f(1), -4)
    assert scene.sent() == [2, 2]
    assert scene.follower().on
    scene.leader(1)
    assert scene.last().reason is Reason.BREACHED
    scene.fill_all()
    assert scene.held() == 0
    (switched,) = [decision for decision in scene.decisions if isinstance(decision, SwitchedOff)]
    assert switched.account == f(1)
    assert "short 2" in switched.breach
    assert not scene.follower().on
    assert scene.follower().breach == switched.breach


@pytest.mark.rule("9.7")
def test_a_trim_is_no_breach() -> None:
    scene = in_trade(2, guard=PAUSING)
    scene.hand_trade(f(1), 3)
    assert scene.held() == 2
    assert scene.follower().on


@pytest.mark.rule("9.7", "9.8")
def test_only_the_user_ends_a_breach_and_then_the_comparison_begins_anew() -> None:
    scene = in_trade(2, guard=PAUSING)
    scene.hand_trade(f(1), -4)
    scene.leader(-2)
    scene.leader(1)
    assert scene.held() == 0
    assert scene.last().reason is Reason.BREACHED
    scene.switch(f(1), on=True)
    assert scene.follower().breach == ""
    assert scene.book().unresolved, "the leader is in a trade that this follower is not in"
    scene.leader(-1)
    scene.leader(2)
    assert scene.held() == 2


@pytest.mark.rule("9.7")
def test_a_switch_turned_off_by_hand_has_no_mark() -> None:
    scene = in_trade(2)
    scene.switch(f(1), on=False)
    assert scene.follower().breach == ""


@pytest.mark.rule("9.4", "9.7")
def test_a_rule_may_exit_and_pause_without_the_groups_option() -> None:
    guard = GuardSettings(changed=((FindingKind.ROGUE_TRADE, GuardRule(GuardAction.EXIT_AND_PAUSE, 0)),))
    scene = in_trade(2, guard=guard)
    scene.hand_trade(f(1), -3)
    assert scene.held() == 0
    assert not scene.follower().on


# --- corrections and the copier do not fight ------------------------------------------------------------------------


@pytest.mark.rule("9.6", "5.6")
def test_a_correction_and_a_copied_close_at_the_same_moment_close_once() -> None:
    scene = in_trade(2)
    scene.auto = False
    scene.hand_trade(f(1), 3)
    scene.leader(-2)
    assert scene.sent() == [2, -3, -2]
    assert sum(order.qty for order in scene.on_wire()) == 5
    scene.fill_all()
    assert scene.held() == 0
    scene.wait(10_000)
    assert scene.sent() == [2, -3, -2]


@pytest.mark.rule("9.6")
def test_a_refused_correction_is_repeated_with_pauses_until_it_is_through() -> None:
    scene = in_trade(2)
    scene.auto = False
    scene.hand_trade(f(1), 1)
    scene.reject(scene.on_wire()[0])
    assert scene.sent() == [2, -1]
    scene.wait(260)
    assert scene.sent() == [2, -1, -1]
    scene.fill_all()
    assert scene.held() == 2
    assert len(scene.notices(NoticeKind.IN_LINE)) == 1


@pytest.mark.rule("9.6", "5.7")
def test_resting_exits_make_room_for_a_correction() -> None:
    scene = on_submit("1", auto=True)
    scene.leader(2)
    scene.leader_rest(-2, stop="20900")
    scene.wait(500)
    assert scene.rests() == [(-2, Decimal(20900))]
    scene.hand_trade(f(1), 2)
    scene.wait(1_000)
    assert scene.held() == 2
    assert scene.rests() == [(-2, Decimal(20900))]


# --- closed markets -------------------------------------------------------------------------------------------------


@pytest.mark.rule("12")
def test_a_flatten_in_a_closed_market_is_told_once_kept_and_goes_out_when_it_opens() -> None:
    scene = in_trade(2)
    scene.auto = False
    scene.flatten(f(1))
    for _ in range(8):
        (order,) = scene.on_wire()
        scene.reject(order, "Market is closed")
        scene.wait(14_900)
        assert not scene.on_wire(), "no storm"
        scene.wait(200)
    assert len(scene.notices(NoticeKind.EXIT_RETRY)) == 1
    assert not scene.notices(NoticeKind.EXIT_STUCK)
    assert not scene.notices(NoticeKind.BREAKER)
    scene.fill_all()
    assert scene.held() == 0


@pytest.mark.rule("12")
def test_where_the_user_says_so_a_flatten_in_a_closed_market_leaves_the_position() -> None:
    scene = in_trade(2, closed_market=ClosedMarket.LEAVE)
    scene.auto = False
    scene.flatten(f(1))
    scene.reject(scene.on_wire()[0], "Exchange not open for trading")
    scene.wait(60_000)
    assert scene.sent() == [2, -2]
    assert len(scene.notices(NoticeKind.EXIT_RETRY)) == 1
    assert scene.book().left
    scene.leader(1)
    assert scene.last().reason is Reason.LEFT_BY_HAND
    assert scene.sent() == [2, -2]


@pytest.mark.rule("12", "5.6")
@pytest.mark.parametrize("text", ["Position already closed", "Account closed for new positions", "closed"])
def test_a_refusal_that_only_sounds_like_a_closed_market_is_repeated_soon(text: str) -> None:
    scene = in_trade(2)
    scene.auto = False
    scene.leader(-2)
    scene.reject(scene.on_wire()[0], text)
    scene.wait(300)
    assert scene.sent() == [2, -2, -2]


# --- profiles -------------------------------------------------------------------------------------------------------


@pytest.mark.rule("9.9")
def test_exit_on_fill_does_nothing_about_what_was_there_and_acts_on_the_next_fill() -> None:
    scene = in_trade(2, guard=GuardSettings(GuardProfile.EXIT_ON_FILL))
    scene.hand_trade(f(1), 3)
    scene.wait(10_000)
    assert scene.held() == 5, "it stands on the leader's side"
    scene.hand_trade(f(1), -6)
    assert scene.held() == 0


@pytest.mark.rule("9.9", "9.3")
def test_a_guard_that_does_not_look_at_sizes_leaves_an_unseen_reduction_to_the_exit_desk() -> None:
    scene = in_trade(2, guard=GuardSettings(GuardProfile.EXIT_ON_FILL))
    scene.line(LEADER, LineState.RECONNECTING)
    scene.snapshot(LEADER, {MNQ: 1})
    scene.line(LEADER, LineState.CONNECTED)
    assert (scene.held(), scene.expected()) == (1, 1)


@pytest.mark.rule("13.6", "9.6")
def test_in_a_dry_run_the_guard_tells_and_closes_nothing() -> None:
    scene = Scene("1", auto=True, dry_run=True)
    scene.leader(2)
    scene.hand_trade(f(1), -1)
    scene.wait(10_000)
    assert scene.sent() == []
    assert [(finding.kind, finding.keep) for finding in scene.found] == [(FindingKind.ROGUE_TRADE, None)]


@pytest.mark.rule("13.6", "9.3")
def test_a_dry_run_that_begins_in_a_trade_still_follows_an_unseen_exit() -> None:
    scene = in_trade(2)
    scene.redefine(dry_run=True)
    scene.line(LEADER, LineState.RECONNECTING)
    scene.snapshot(LEADER, {})
    scene.line(LEADER, LineState.CONNECTED)
    assert scene.held() == 0


@pytest.mark.rule("9.9", "9.1")
def test_the_polling_guard_reads_all_accounts_every_so_many_seconds() -> None:
    scene = Scene("1", "1", auto=True, guard=GuardSettings(GuardProfile.POLL, poll_s=5))
    scene.leader(1)
    scene.leader(-1)
    before = len(scene.reads)
    scene.wait(16_000)
    assert len(scene.reads) - before == 9


@pytest.mark.rule("9.1")
def test_fresh_reads_are_made_every_15_s_while_in_a_trade_and_not_outside_one() -> None:
    scene = Scene("1", auto=True)
    scene.wait(60_000)
    assert scene.reads == []
    scene.leader(1)
    scene.wait(31_000)
    assert [read.account for read in scene.reads] == [LEADER, f(1)] * 2
    scene.leader(-1)
    scene.wait(100)
    before = len(scene.reads)
    scene.wait(60_000)
    assert len(scene.reads) - before <= 2


@pytest.mark.rule("3.4", "9.1")
def test_one_read_against_all_fills_of_the_leader_moves_nothing() -> None:
    scene = in_trade(2)
    scene.snapshot(LEADER, {})
    assert (scene.held(), scene.expected()) == (2, 2)
    scene.wait(1_100)
    scene.snapshot(LEADER, {MNQ: 2})
    scene.wait(5_000)
    assert (scene.held(), scene.expected()) == (2, 2)
    scene.snapshot(LEADER, {})
    scene.wait(1_100)
    scene.snapshot(LEADER, {})
    assert (scene.held(), scene.expected()) == (0, 0), "a second one that says the same is believed"


@pytest.mark.rule("7.1", "9.1")
def test_a_read_that_overtakes_a_fill_of_the_leader_does_not_swallow_it() -> None:
    scene = Scene("1", auto=True)
    scene.leader(1)
    order = scene.leader_order(2)
    report = OrderReport(order, None, MNQ, Side.BUY, OrderKind.MARKET, 2, 2, OrderStatus.FILLED)
    scene.clock.advance(1_000_000)
    scene.snapshot(LEADER, {MNQ: 3}, (report,))
    assert scene.held() == 1
    scene.leader_fill(order, 2, 2)
    assert scene.held() == scene.expected() == 3


# --- several instruments of the leader in one -----------------------------------------------------------------------


@pytest.mark.rule("9.4", "6.14")
def test_another_instrument_of_the_leaders_that_maps_to_the_same_one_is_no_reason_to_close() -> None:
    both = InstrumentMapping(MappingKind.CUSTOM, (("MNQ", "NQ"), ("ES", "NQ")))
    follower = FollowerSettings(f(1), Decimal(1), ReplicationMode.ON_FILL, mapping=both)
    scene = Scene(followers=[follower], auto=True, guard=GuardSettings(GuardProfile.EXIT_ON_FILL))
    scene.leader(2, symbol=MNQ)
    scene.leader(-2, symbol=ES)
    assert scene.held(symbol=NQ) == 2
    scene.hand_trade(f(1), 1, symbol=NQ)
    scene.wait(10_000)
    assert scene.held(symbol=NQ) == 3, "it stands on the side of what is copied here"
    scene.hand_trade(f(1), -4, symbol=NQ)
    assert scene.held(symbol=NQ) == 0
