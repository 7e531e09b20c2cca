"""The guard of a group changed from the window: in force at once, kept over a restart, told in the activity list."""

from dataclasses import replace

import pytest

from mimikdesk.domain.decisions import SwitchedOff
from mimikdesk.domain.events import GroupDefined, TimePassed
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.domain.ids import GroupId
from mimikdesk.domain.orders import Side
from tests.unit.services.stage import GROUP, MNQ, Stage

TRIM = GuardSettings(
    GuardProfile.TRIM, disable_on_breach=True, changed=((FindingKind.ORPHAN, GuardRule(GuardAction.ALERT, 5_000)),)
)


@pytest.mark.rule("9.9")
def test_new_settings_are_in_force_at_once_and_what_the_followers_hold_is_kept() -> None:
    stage = Stage(guard=GuardSettings(GuardProfile.ALERT_ONLY))
    stage.trade(4)
    stage.venue.hand(stage.f1).place(MNQ, Side.BUY, 3)
    stage.wait(20_000)
    assert stage.held(stage.f1) == 7
    stage.program.set_guarding(GROUP, GuardSettings(), ClosedMarket.KEEP)
    stage.wait(1_000)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (4, 2)
    assert stage.row(stage.f1).expected == 4
    stage.trade(-4)
    assert (stage.held(stage.f1), stage.held(stage.f2)) == (0, 0)


@pytest.mark.rule("9.9")
def test_new_settings_are_shown_told_and_kept_over_a_restart() -> None:
    stage = Stage()
    stage.program.set_guarding(GROUP, TRIM, ClosedMarket.LEAVE)
    assert (stage.group.guard, stage.group.closed_market) == (TRIM, ClosedMarket.LEAVE)
    assert stage.texts()[-1].startswith("The guard of “Scalps” is now “Trim”. A breach disables replication.")
    stage.restart()
    assert (stage.group.guard, stage.group.closed_market) == (TRIM, ClosedMarket.LEAVE)


@pytest.mark.rule("9.7", "10.1")
def test_switches_and_marks_stay_as_they_are_now() -> None:
    stage = Stage()
    at = stage.clock.now()
    stage.program.switch_group(GROUP, False)
    stage.program.switch_follower(stage.f2, False)
    follower = stage.program.copier.state.follows[stage.f1][1]
    follower.on, follower.breach = False, "It held 2."
    stage.program._listen(TimePassed(at), [SwitchedOff(stage.f1, "It held 2.", at)], at)
    stage.program.set_guarding(GROUP, TRIM, ClosedMarket.KEEP)
    assert [(row.on, row.breach) for row in stage.rows] == [(True, ""), (False, "It held 2."), (False, "")]
    assert not stage.group.on
    assert not stage.memory.groups()[0].on


def test_settings_that_are_no_change_and_a_group_that_nobody_knows_do_nothing() -> None:
    stage = Stage()
    entries, lines = len(stage.memory.entries), len(stage.activity)
    stage.program.set_guarding(GROUP, GuardSettings(), ClosedMarket.KEEP)
    stage.program.set_guarding(GroupId("x"), TRIM, ClosedMarket.KEEP)
    assert not any(isinstance(entry, GroupDefined) for entry in stage.memory.entries[entries:])
    assert len(stage.activity) == lines
    assert stage.memory.groups()[0].guard == GuardSettings()


def test_a_rule_written_out_that_is_the_profiles_own_is_a_change_without_news() -> None:
    """What is kept may say the same in other words; then nothing is told."""
    stage = Stage()
    lines = len(stage.activity)
    own = GuardSettings().rule(FindingKind.ORPHAN)
    assert own is not None
    stage.program.set_guarding(GROUP, replace(GuardSettings(), changed=((FindingKind.ORPHAN, own),)), ClosedMarket.KEEP)
    assert len(stage.activity) == lines
