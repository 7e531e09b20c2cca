"""Answers to the session check and to findings: adopt, flatten, leave, correct (rules 10.1 and 9)."""

from typing import Any

import pytest

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.events import LineState
from mimikdesk.domain.guard import Answer, FindingKind, GuardSettings
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine import answers
from tests.helpers.scene import ES, LEADER, MNQ, Scene, f


def offered(scene: Scene) -> set[Answer]:
    group, follower = scene.state.follows[f(1)]
    return set(answers.offered(scene.state, group, follower, scene.book()))


def left_over(follower: int, leader: int = 0, multiplier: str = "1", **scene: Any) -> Scene:
    return Scene(multiplier, positions={f(1): follower, LEADER: leader}, **scene)


@pytest.mark.rule("10.1")
@pytest.mark.parametrize("answer", [None, Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE])
@pytest.mark.parametrize("exit_first", [True, False])
def test_a_follower_left_long_2_whose_leader_buys_2_never_holds_4(answer: Answer | None, exit_first: bool) -> None:
    scene = left_over(2)
    held = [scene.held()]
    if answer is not None:
        scene.answer(answer)
    scene.leader(2)
    for order in sorted(scene.on_wire(), key=lambda order: (order.side.sign > 0) is exit_first):
        scene.fill(order)
        held.append(scene.held())
    scene.wait(10_000)
    scene.fill_all()
    held.append(scene.held())
    scene.leader(1)
    scene.fill_all()
    held.append(scene.held())
    assert max(held) <= 3
    assert 4 not in held


@pytest.mark.rule("10.1", "3.4")
@pytest.mark.parametrize(("mine", "sent"), [(0, [2]), (2, [])])
def test_it_is_the_leaders_fills_that_settle_a_difference_where_a_read_has_told_of_him_before_they_came(
    mine: int, sent: list[int]
) -> None:
    """He was short 1 and is long 2 by a read; by his fills, which come late, he is flat in between."""
    scene = left_over(mine, -1)
    scene.snapshot(LEADER, {MNQ: 2})
    assert scene.book().unresolved
    scene.leader(1)
    scene.leader(2)
    scene.fill_all()
    assert scene.sent() == sent
    assert scene.held() == 2, "never 4"


@pytest.mark.rule("10.1")
@pytest.mark.parametrize(
    ("follower", "leader", "multiplier", "may"),
    [
        (2, 0, "1", {Answer.FLATTEN, Answer.LEAVE}),
        (1, 2, "1", {Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE}),
        (-1, -2, "1", {Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE}),
        (3, 2, "1", {Answer.FLATTEN, Answer.LEAVE}),
        (-1, 2, "1", {Answer.FLATTEN, Answer.LEAVE}),
        (0, 2, "1", {Answer.FLATTEN, Answer.LEAVE}),
        (3, 2, "2", {Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE}),
        (5, 2, "2", {Answer.FLATTEN, Answer.LEAVE}),
    ],
)
def test_adopting_is_offered_on_the_leaders_side_up_to_his_size(
    follower: int, leader: int, multiplier: str, may: set[Answer]
) -> None:
    scene = left_over(follower, leader, multiplier)
    assert offered(scene) == may
    scene.wait(100)
    finding = scene.book().finding
    assert finding is not None
    assert (finding.kind, set(finding.answers)) == (FindingKind.STALE, may)


@pytest.mark.rule("10.1")
def test_until_it_is_answered_opens_are_held_and_exits_pass() -> None:
    scene = left_over(1, 2, auto=True)
    scene.leader(1)
    assert scene.last().reason is Reason.STARTUP_DIFFERENCE
    scene.leader(-3)
    assert scene.held() == 0


@pytest.mark.rule("10.1")
def test_an_adopted_position_follows_the_leader_and_may_be_completed_by_hand() -> None:
    scene = left_over(1, 2, auto=True)
    scene.answer(Answer.ADOPT)
    assert (scene.held(), scene.expected()) == (1, 1)
    scene.wait(5_000)
    assert scene.book().finding is None
    scene.hand_trade(f(1), 1)
    assert (scene.held(), scene.expected()) == (2, 2)
    scene.leader(1)
    assert (scene.held(), scene.expected()) == (3, 3)
    scene.leader(-3)
    assert (scene.held(), scene.expected()) == (0, 0)


@pytest.mark.rule("10.1", "5.3")
def test_an_adopted_position_follows_the_leader_out_of_what_he_held_before_the_start() -> None:
    scene = left_over(1, 2, auto=True)
    scene.answer(Answer.ADOPT)
    scene.leader(-2)
    assert (scene.held(), scene.expected()) == (0, 0)


@pytest.mark.rule("10.1", "9.8")
def test_what_is_left_by_hand_stays_so_when_the_follower_is_switched_off_and_on() -> None:
    scene = left_over(2)
    scene.answer(Answer.LEAVE)
    asked = len(scene.notices(NoticeKind.STARTUP_DIFFERENCE))
    scene.switch(f(1), on=False)
    scene.switch(f(1), on=True)
    assert len(scene.notices(NoticeKind.STARTUP_DIFFERENCE)) == asked
    assert scene.book().left


@pytest.mark.rule("10.1")
def test_what_does_not_fit_cannot_be_adopted_whoever_asks() -> None:
    scene = left_over(-1, 2)
    scene.answer(Answer.ADOPT)
    assert scene.book().unresolved
    assert "cannot be adopted" in scene.notices(NoticeKind.ANSWERED)[-1].text
    scene.leader(1)
    assert scene.sent() == []


@pytest.mark.rule("10.1")
def test_flattening_closes_it_and_the_next_trade_is_copied_once_it_is_flat() -> None:
    scene = left_over(3, 0)
    scene.answer(Answer.FLATTEN)
    assert scene.sent() == [-3]
    scene.leader(2)
    assert scene.last().reason is Reason.STARTUP_DIFFERENCE
    scene.fill_all()
    scene.wait(1_000)
    scene.snapshot(f(1))
    scene.leader(-2)
    scene.leader(1)
    assert scene.sent() == [-3, 1]


@pytest.mark.rule("10.1")
def test_flattening_one_instrument_leaves_the_others_alone() -> None:
    scene = Scene("1")
    scene.leader(2, symbol=ES)
    scene.fill_all()
    scene.line(f(1), LineState.RECONNECTING)
    scene.snapshot(f(1), {ES: 2, MNQ: 1})
    scene.line(f(1), LineState.CONNECTED)
    scene.answer(Answer.FLATTEN)
    scene.fill_all()
    assert scene.held(symbol=MNQ) == 0
    assert scene.held(symbol=ES) == 2
    assert not scene.cancels


@pytest.mark.rule("10.1")
def test_what_is_left_by_hand_is_not_touched_and_nothing_opens_there_until_it_is_flat() -> None:
    scene = left_over(2, 0, auto=True)
    scene.answer(Answer.LEAVE)
    scene.leader(2)
    assert scene.last().reason is Reason.LEFT_BY_HAND
    scene.wait(60_000)
    assert scene.held() == 2
    assert scene.book().finding is None
    scene.hand_trade(f(1), -2)
    assert scene.held() == 0
    scene.leader(-2)
    scene.leader(1)
    assert scene.held() == scene.expected() == 1


@pytest.mark.rule("10.1")
def test_no_difference_no_question() -> None:
    scene = left_over(2, 4, "0.5")
    scene.wait(5_000)
    assert not scene.book().unresolved
    assert scene.book().finding is None


@pytest.mark.rule("9.4")
def test_a_missed_entry_that_is_adopted_flat_is_no_finding_any_more() -> None:
    scene = Scene("1")
    scene.leader(2)
    scene.reject(scene.on_wire()[0])
    scene.wait(4_000)
    finding = scene.book().finding
    assert finding is not None
    assert Answer.ADOPT in finding.answers
    scene.answer(Answer.ADOPT)
    scene.wait(10_000)
    assert scene.book().finding is None
    assert scene.expected() == 0
    scene.leader(1)
    assert scene.sent() == [2, 1]


@pytest.mark.rule("9.7")
def test_a_finding_of_an_alerting_guard_is_corrected_when_the_user_says_so() -> None:
    scene = Scene("1", auto=True, guard=GuardSettings(on=False))
    scene.leader(2)
    scene.hand_trade(f(1), 2)
    scene.answer(Answer.CORRECT)
    assert scene.held() == scene.expected() == 2


@pytest.mark.rule("10.1", "9.4")
def test_leaving_a_finding_stops_the_guard_until_the_follower_is_flat() -> None:
    scene = Scene("1", auto=True, guard=GuardSettings(on=False))
    scene.leader(2)
    scene.hand_trade(f(1), 3)
    scene.answer(Answer.LEAVE)
    assert scene.book().finding is None
    scene.leader(1)
    assert scene.last().reason is Reason.LEFT_BY_HAND
    scene.leader(-3)
    assert scene.held() <= 5
