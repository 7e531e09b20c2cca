"""The guard where things cross: answers that come late, lines that were down meanwhile, switches in between."""

import pytest

from mimikdesk.domain.decisions import NoticeKind, SwitchedOff
from mimikdesk.domain.events import LineState
from mimikdesk.domain.guard import (
    Answer,
    FindingCause,
    FindingKind,
    GuardAction,
    GuardProfile,
    GuardRule,
    GuardSettings,
)
from mimikdesk.engine import engine
from tests.helpers.scene import ES, LEADER, MNQ, Scene, f

ALERTS = GuardSettings(profile=GuardProfile.ALERT_ONLY)


def in_trade(qty: int = 2, guard: GuardSettings | None = None) -> Scene:
    scene = Scene("1", auto=True, guard=guard or GuardSettings())
    scene.leader(qty)
    assert scene.held() == scene.expected() == qty
    return scene


def reconnect(scene: Scene, account: str, held: dict[str, int] | None = None) -> None:
    where = LEADER if account == "leader" else f(1)
    scene.line(where, LineState.RECONNECTING)
    scene.wait(500)
    scene.snapshot(where, {MNQ if symbol == "MNQ" else ES: qty for symbol, qty in (held or {}).items()} or None)
    scene.line(where, LineState.CONNECTED)


@pytest.mark.rule("9.1", "9.6")
def test_a_correction_asked_for_before_its_time_leaves_no_moment_behind_that_is_over() -> None:
    rule = FindingKind.ROGUE_TRADE, GuardRule(GuardAction.TRIM, 2_000)
    scene = in_trade(2, GuardSettings(changed=(rule,)))
    scene.auto = False
    scene.hand_trade(f(1), 3)
    scene.wait(500)
    scene.answer(Answer.CORRECT)
    assert scene.sent() == [2, -3]
    scene.ack(scene.on_wire()[0])
    scene.fill(scene.on_wire()[0], 1)
    scene.wait(10_000)  # fails where the engine asks for the same moment for ever
    due = engine.next_due(scene.state)
    assert due is None or due > scene.clock.now().mono_ns


@pytest.mark.rule("9.2", "9.3")
def test_a_finding_from_before_a_gap_is_read_again_after_it() -> None:
    scene = in_trade(2, GuardSettings(changed=((FindingKind.ROGUE_TRADE, GuardRule(GuardAction.TRIM, 1_000)),)))
    scene.hand_trade(f(1), 3)
    scene.wait(200)
    reconnect(scene, "leader")
    scene.wait(1_500)
    assert scene.held() == 5
    assert scene.reads[-2].account == f(1)
    assert scene.reads[-1].account == LEADER
    scene.snapshot(f(1))
    scene.wait(100)
    assert scene.held() == 5
    scene.snapshot(LEADER)
    scene.wait(100)
    assert scene.held() == 2


@pytest.mark.rule("9.3")
def test_what_the_read_after_a_gap_shows_first_is_read_again_too() -> None:
    scene = Scene("1", auto=True)
    reconnect(scene, "follower", {"ES": 3})
    assert scene.held(symbol=ES) == 3
    scene.wait(2_900)
    assert scene.held(symbol=ES) == 3
    scene.snapshot(LEADER)
    scene.snapshot(f(1))
    scene.wait(1_100)
    assert scene.held(symbol=ES) == 0


@pytest.mark.rule("9.6")
def test_a_correction_asked_for_goes_by_what_is_held_by_then() -> None:
    scene = in_trade(2, ALERTS)
    scene.hand_trade(f(1), 1)
    assert [(found.position, found.correcting) for found in scene.found] == [(3, False)]
    scene.by_hand(f(1), 2)  # the broker has not told of the position after it
    assert scene.held() == 5
    scene.answer(Answer.CORRECT)
    assert (scene.found[-1].position, scene.found[-1].keep) == (5, 2)
    assert scene.sent()[-1] == -3


@pytest.mark.rule("9.6")
def test_nothing_is_closed_of_what_is_too_little() -> None:
    scene = Scene("1")
    scene.leader(6)
    order = scene.on_wire()[0]
    scene.fill(order, 2)
    scene.cancelled(order)
    scene.hand_trade(f(1), 1)
    finding = scene.book().finding
    assert finding is not None
    assert (finding.kind, finding.position, finding.expected) == (FindingKind.ROGUE_TRADE, 3, 6)
    assert Answer.CORRECT not in finding.answers
    before = scene.sent()
    scene.answer(Answer.CORRECT)
    assert scene.sent() == before
    assert not any(found.correcting for found in scene.found)
    assert "no more than it should" in scene.notices(NoticeKind.ANSWERED)[-1].text


@pytest.mark.rule("9.7")
def test_switching_on_while_the_exit_is_under_way_does_not_take_the_mark_away() -> None:
    scene = in_trade(2, GuardSettings(disable_on_breach=True))
    scene.auto = False
    scene.hand_trade(f(1), -5)
    scene.switch(f(1), True)
    scene.fill_all()
    scene.wait(1_000)
    (off,) = [decision for decision in scene.decisions if isinstance(decision, SwitchedOff)]
    assert "short 3" in off.breach
    assert scene.follower().breach == off.breach
    assert not scene.follower().on


@pytest.mark.rule("10.1", "12")
def test_a_flatten_ends_leaving_it_alone() -> None:
    scene = in_trade(2, ALERTS)
    scene.hand_trade(f(1), 1)
    scene.answer(Answer.LEAVE)
    scene.flatten(f(1))
    scene.wait(100)
    scene.snapshot(f(1))
    assert scene.held() == 0
    assert scene.notices(NoticeKind.FLAT_CONFIRMED)
    scene.hand_trade(f(1), 4)
    scene.wait(3_000)
    assert scene.found[-1].position == 4


@pytest.mark.rule("9.5", "2")
def test_why_a_copy_failed_is_still_known_when_the_exit_that_was_owed_meanwhile_is_through() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    scene.line(f(1), LineState.RECONNECTING)
    scene.leader(-2)
    scene.leader(2)
    assert (scene.held(), scene.expected()) == (2, 2), "the old ones, which are still to be closed"
    scene.snapshot(f(1), {MNQ: 2})
    scene.line(f(1), LineState.CONNECTED)
    scene.position_report(f(1), 0)
    scene.wait(5_000)
    assert (scene.held(), scene.expected()) == (0, 2)
    finding = scene.found[-1]
    assert (finding.kind, finding.cause) == (FindingKind.MISSED_ENTRY, FindingCause.OFFLINE)
