"""The story of a copy: what each follower did about a leader trade, when, and at what price."""

from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import CopyOutcome, FollowerDecided, Verdict
from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.services.stories import Stories
from mimikdesk.services.story_view import StoryLeg, StoryView
from mimikdesk.services.views import ActivityKind
from tests.unit.services.stage import OTHER, Stage


def stories(stage: Stage) -> dict[str, StoryView]:
    """Each as it was told last, in order."""
    stage.program.collect()
    return {story.trigger_id: story for update in stage.updates for story in update.stories}


def last(stage: Stage) -> StoryView:
    return list(stories(stage).values())[-1]


def leg(story: StoryView, name: str) -> StoryLeg:
    (found,) = (each for each in story.legs if each.account_name == name)
    return found


@pytest.mark.rule("13.3")
def test_a_story_has_the_leaders_doing_and_each_followers_decision_times_and_slippage() -> None:
    stage = Stage()
    stage.trade(4)
    story = last(stage)
    assert (story.group_name, story.leader_name) == ("Scalps", "Lead")
    assert story.text == "Entry of 4 MNQZ6 by the leader, now long 4."
    first, second = leg(story, "First"), leg(story, "Second")
    assert first.decision == "Entry of 4 copied: opens 4 (x1)."
    assert (second.side, second.qty, second.filled) == (Side.BUY, 2, 2)
    assert second.outcome is CopyOutcome.FILLED
    assert (second.decided_ns, second.sent_ns) == (0, 0)  # the hands' clock stands still while it is decided
    assert second.acknowledged_ns == 10 * MILLISECOND
    assert second.filled_ns is not None
    assert 10 * MILLISECOND <= second.filled_ns <= second.done_ns  # type: ignore[operator]
    assert second.slippage_ticks is not None
    assert second.price is not None
    assert second.leader_price is not None
    assert second.slippage_ticks == (second.price - second.leader_price) / Decimal("0.25")


def test_what_was_only_sent_is_told_at_once_and_told_again_when_it_goes_on() -> None:
    stage = Stage()
    stage.trade(4, wait_ms=6)
    before = leg(last(stage), "First")
    assert (before.qty, before.sent_ns, before.acknowledged_ns, before.outcome) == (4, 0, None, None)
    stage.wait(500)
    assert leg(last(stage), "First").outcome is CopyOutcome.FILLED


def test_a_follower_that_was_held_back_is_in_the_story_with_the_reason_and_without_an_order() -> None:
    stage = Stage()
    stage.program.switch_follower(stage.f1, False)
    stage.trade(2)
    first = leg(last(stage), "First")
    assert (first.verdict, first.qty, first.sent_ns) == (Verdict.HELD, 0, None)
    assert first.decision == "Opening trade held back: The follower is switched off."


def test_a_story_that_did_not_go_on_is_not_told_again() -> None:
    stage = Stage()
    stage.trade(2)
    told = len([story for update in stage.updates for story in update.stories])
    stage.wait(2_000)
    stage.program.collect()
    assert len([story for update in stage.updates for story in update.stories]) == told


def test_the_lines_of_the_activity_list_name_their_story() -> None:
    stage = Stage()
    stage.trade(2)
    stage.trade(-2)
    of_story: dict[str, set[ActivityKind]] = {}
    for row in stage.activity:
        if row.trigger_id:
            of_story.setdefault(row.trigger_id, set()).add(row.kind)
    assert list(of_story) == list(stories(stage))
    assert list(of_story.values()) == [{ActivityKind.LEADER, ActivityKind.COPIED, ActivityKind.FILL}] * 2


def test_the_lines_of_the_activity_list_name_their_group() -> None:
    stage = Stage()
    stage.trade(2)
    groups = {row.account_name: row.group_name for row in stage.activity if row.account_name}
    assert groups == {"Lead": "Scalps", "First": "Scalps", "Second": "Scalps"}


def test_an_exit_that_had_to_wait_for_the_line_is_told_with_its_late_sending() -> None:
    stage = Stage()
    stage.trade(2)
    stage.cut(OTHER, 20)
    stage.trade(-2)
    stage.wait(60_000)
    late = leg(last(stage), "Second")
    assert late.outcome is CopyOutcome.FILLED
    assert late.sent_ns is not None
    assert late.sent_ns >= 19_000 * MILLISECOND


def test_only_the_last_stories_are_kept() -> None:
    stage = Stage()
    few = Stories(stage.program.copier.state, str, most=2)
    triggers = []
    for qty in (1, 1, 1):
        before = len(stage.memory.entries)
        stage.trade(qty)
        new = stage.memory.entries[before:]
        few.note([entry for entry in new if isinstance(entry, FollowerDecided)], stage.clock.now())
        triggers.append(last(stage).trigger_id)
    assert [story.trigger_id for story in few.drain()] == triggers[1:]
