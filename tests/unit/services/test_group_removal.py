"""Removing followers and groups while the program runs: flat, flattened first, or left as they are."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.app.demo import DEMO_GROUP
from mimikdesk.domain.ids import GroupId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.services.group_views import Leaving, WishStage
from tests.unit.services.group_stage import DISK_FULL, LEADS, MNQ, PA1, PA2, PB1, PRACTICE_B, GroupStage, new_draft


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[GroupStage]:
    stage = GroupStage(tmp_path)
    yield stage
    stage.close()


@pytest.mark.rule("4.7", "4.4")
def test_a_flat_follower_is_removed_at_once_and_can_be_chosen_again(stage: GroupStage) -> None:
    done = stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1)
    assert done.stage is WishStage.DONE
    assert done.text == "PA-01 was removed from “Demo: NQ scalps”."
    assert PA1 in [each.account for each in stage.view.candidates]
    stage.trade(2)
    assert [stage.held(account) for account in (PA1, PA2)] == [0, 1]
    stage.restart()
    assert stage.followers == [PA2, PB1]


@pytest.mark.rule("4.7")
def test_one_that_holds_something_is_asked_about_and_stays_until_the_trader_has_said_what(stage: GroupStage) -> None:
    stage.trade(2)
    assert stage.group.followers[0].holds == "It is long 2 MNQZ6."
    asked = stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1)
    assert asked.stage is WishStage.ASKS
    assert "PA-01: It is long 2 MNQZ6." in asked.text
    assert stage.followers == [PA1, PA2, PB1]
    stage.trade(-1)
    assert stage.held(PA1) == 1


@pytest.mark.rule("4.7")
def test_working_copies_are_asked_about_too(stage: GroupStage) -> None:
    stage.running.venue.hand(LEADS).place(MNQ, Side.BUY, 2, OrderKind.LIMIT, Decimal(24_000))
    stage.wait()
    asked = stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1)
    assert (asked.stage, "1 order works in MNQZ6" in asked.text) == (WishStage.ASKS, True)
    left = stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1, Leaving.LEAVE)
    assert left.stage is WishStage.DONE
    stage.wait(5_000)
    assert len(stage.running.venue.working(PA1)) == 1, "nothing is sent to it any more, no cancel either"


@pytest.mark.rule("4.7", "12")
def test_flattened_first_it_opens_nothing_meanwhile_and_leaves_when_the_broker_says_flat(stage: GroupStage) -> None:
    stage.trade(2)
    working = stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1, Leaving.FLATTEN)
    assert working.stage in (WishStage.WORKING, WishStage.DONE)
    stage.trade(1)
    stage.wait(10_000)
    assert stage.outcome().stage is WishStage.DONE
    assert [stage.held(account) for account in (PA1, PA2)] == [0, 2]
    assert stage.followers == [PA2, PB1]


@pytest.mark.rule("4.7", "12")
def test_while_its_line_is_down_it_waits_to_be_flattened_and_the_trader_may_think_again(stage: GroupStage) -> None:
    stage.trade(2)
    stage.program.disconnect(PRACTICE_B)
    stage.wait(1_000)
    waits = stage.ask(stage.program.remove_follower, DEMO_GROUP, PB1, Leaving.FLATTEN)
    assert waits.stage is WishStage.WORKING
    assert [each.leaving for each in stage.group.followers] == [False, False, True]
    stage.wait(60_000)
    assert stage.followers == [PA1, PA2, PB1]
    stage.program.stay_in_group(PB1)
    assert stage.outcome().stage is WishStage.REFUSED
    assert [each.leaving for each in stage.group.followers] == [False, False, False]
    assert not stage.group.followers[2].on


@pytest.mark.rule("4.7")
def test_one_that_is_switched_on_again_stays(stage: GroupStage) -> None:
    stage.trade(1)
    stage.program.disconnect(PRACTICE_B)
    stage.wait(1_000)
    stage.ask(stage.program.remove_follower, DEMO_GROUP, PB1, Leaving.FLATTEN)
    stage.program.switch_follower(PB1, True)
    stage.program.connect(PRACTICE_B)
    stage.wait(20_000)
    assert "switched it on again" in stage.outcome().text
    assert PB1 in stage.followers


@pytest.mark.rule("4.7")
def test_left_as_it_is_nothing_of_it_is_traded_any_more_and_the_log_says_so(stage: GroupStage) -> None:
    stage.trade(2)
    done = stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1, Leaving.LEAVE)
    assert "not watched any more" in done.text
    assert done.text in stage.texts
    stage.trade(-2)
    stage.wait(20_000)
    assert [stage.held(account) for account in (PA1, PA2, PB1)] == [2, 0, 0]


@pytest.mark.rule("4.7", "7.1", "7.6")
def test_one_that_comes_back_in_the_same_run_knows_its_orders_again(stage: GroupStage) -> None:
    stage.running.venue.hand(LEADS).place(MNQ, Side.BUY, 2, OrderKind.LIMIT, Decimal(24_000))
    stage.wait()
    draft = stage.draft
    stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1, Leaving.LEAVE)
    again = stage.save(replace(draft, base=stage.group.settings))
    assert again.stage is WishStage.DONE
    stage.wait(5_000)
    assert not [text for text in stage.texts if "another machine" in text]
    stage.trade(1)
    stage.trade(-1)
    assert stage.held(PA1) == 0


@pytest.mark.rule("4.8")
def test_a_group_is_deleted_with_its_last_follower(stage: GroupStage) -> None:
    for account in (PA1, PA2):
        stage.ask(stage.program.remove_follower, DEMO_GROUP, account)
    done = stage.ask(stage.program.remove_follower, DEMO_GROUP, PB1)
    assert done.text == "Copy group “Demo: NQ scalps” was removed."
    assert stage.view.groups == ()
    assert stage.save(new_draft("New", PA1, LEADS)).stage is WishStage.DONE
    stage.trade(3, PA1)
    assert stage.held(LEADS) == 3, "who led once can follow"


@pytest.mark.rule("4.8", "4.7")
def test_deleting_a_group_asks_for_all_who_hold_something_and_flattens_them_together(stage: GroupStage) -> None:
    stage.trade(2)
    asked = stage.ask(stage.program.delete_group, DEMO_GROUP)
    assert asked.stage is WishStage.ASKS
    assert all(name in asked.text for name in ("PA-01", "PA-02", "PB-01"))
    stage.ask(stage.program.delete_group, DEMO_GROUP, Leaving.FLATTEN)
    stage.wait(10_000)
    assert stage.outcome().stage is WishStage.DONE
    assert [stage.held(account) for account in (PA1, PA2, PB1)] == [0, 0, 0]
    assert stage.held(LEADS) == 2, "the leader is never traded"
    assert stage.kept() is None
    stage.restart()
    assert stage.view.groups == ()


@pytest.mark.rule("4.8")
def test_a_group_is_left_as_it_is_by_the_traders_word(stage: GroupStage) -> None:
    stage.trade(2)
    assert stage.ask(stage.program.delete_group, DEMO_GROUP, Leaving.LEAVE).stage is WishStage.DONE
    stage.trade(-2)
    assert [stage.held(account) for account in (PA1, PA2, PB1)] == [2, 1, 4]


@pytest.mark.rule("4.7")
def test_a_trade_that_comes_in_between_keeps_the_follower_in_the_group(stage: GroupStage) -> None:
    stage.store.before_save = lambda: stage.trade(1)
    asked = stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1)
    assert asked.stage is not WishStage.DONE
    stage.wait(1_000)
    assert stage.outcome().stage is WishStage.ASKS
    assert stage.followers == [PA1, PA2, PB1]
    assert (kept := stage.kept()) is not None
    assert len(kept.followers) == 3


def test_a_disk_that_fails_keeps_the_follower_in_the_group(stage: GroupStage) -> None:
    stage.store.broken = DISK_FULL
    refused = stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1)
    assert (refused.stage, refused.text) == (WishStage.REFUSED, str(DISK_FULL))
    assert PA1 in stage.followers
    assert stage.ask(stage.program.remove_follower, DEMO_GROUP, PA1).stage is WishStage.DONE


def test_what_is_not_there_any_more_is_said(stage: GroupStage) -> None:
    assert "not in that group" in stage.ask(stage.program.remove_follower, DEMO_GROUP, LEADS).text
    assert "removed already" in stage.ask(stage.program.delete_group, GroupId("no")).text
