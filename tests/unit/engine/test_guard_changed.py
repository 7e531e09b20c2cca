"""A group guarded in another way while it runs: what stands is judged by the new rules, what was begun ends."""

import pytest

from mimikdesk.domain.decisions import SwitchedOff
from mimikdesk.domain.guard import FindingKind, GuardProfile, GuardSettings
from mimikdesk.domain.reasons import Reason
from tests.helpers.scene import Scene, f

ALERTS = GuardSettings(GuardProfile.ALERT_ONLY)


@pytest.mark.rule("9.9")
def test_what_stands_is_judged_by_the_new_rules_without_another_event() -> None:
    scene = Scene("1", auto=True, guard=ALERTS)
    scene.leader(2)
    scene.hand_trade(f(1), 3)
    scene.wait(20_000)
    assert scene.held() == 5
    scene.redefine(guard=GuardSettings())
    scene.wait(100)
    assert scene.held() == 2


@pytest.mark.rule("9.7", "9.9")
def test_rules_that_no_longer_correct_leave_what_stands_and_tell_it() -> None:
    scene = Scene("1", auto=True)
    scene.leader(2)
    scene.redefine(guard=ALERTS)
    scene.hand_trade(f(1), 3)
    scene.wait(20_000)
    assert (scene.held(), scene.expected()) == (5, 2)
    assert scene.found[-1].kind is FindingKind.ROGUE_TRADE


@pytest.mark.rule("9.9", "9.1")
def test_a_guard_told_to_poll_begins_to_read_by_itself() -> None:
    scene = Scene("1", auto=True)
    scene.redefine(guard=GuardSettings(GuardProfile.POLL, poll_s=5))
    scene.wait(16_000)
    assert len(scene.reads) == 6, "leader and follower, three times"
    scene.redefine(guard=GuardSettings())
    scene.wait(60_000)
    assert len(scene.reads) == 6


@pytest.mark.rule("9.7")
def test_a_breach_that_is_being_closed_keeps_its_mark_and_holds_opens_when_the_group_is_edited() -> None:
    scene = Scene("1", auto=True, guard=GuardSettings(disable_on_breach=True))
    scene.leader(2)
    scene.auto = False
    scene.hand_trade(f(1), -4)
    scene.redefine(guard=GuardSettings())
    scene.leader(1)
    assert scene.last().reason is Reason.BREACHED
    scene.fill_all()
    (switched,) = [decision for decision in scene.decisions if isinstance(decision, SwitchedOff)]
    assert "short 2" in switched.breach
    assert (scene.held(), scene.follower().on, scene.follower().breach) == (0, False, switched.breach)
