"""Saving groups while the program runs: with the real journal, the real engine and the practice exchange."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.app.demo import DEMO_GROUP
from mimikdesk.domain.accounts import AccountAccess
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import InstrumentMapping, MappingKind, ReplicationMode
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.domain.risk_events import RiskStood
from mimikdesk.domain.risk_locks import ContractLimit
from mimikdesk.services.group_draft import DraftField, FollowerDraft, GroupDraft
from mimikdesk.services.group_views import WishStage
from tests.unit.services.group_stage import (
    DISK_FULL,
    LEADS,
    PA1,
    PA2,
    PA3,
    PA4,
    PB1,
    PB2,
    PRACTICE,
    PRACTICE_B,
    GroupStage,
    new_draft,
)
from tests.unit.services.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[GroupStage]:
    stage = GroupStage(tmp_path)
    yield stage
    stage.close()


def altered(draft: GroupDraft, account: AccountId, **changes: object) -> GroupDraft:
    followers = (replace(each, **changes) if each.account == account else each for each in draft.followers)  # type: ignore[arg-type]
    return replace(draft, followers=tuple(followers))


@pytest.mark.rule("4.4")
def test_only_accounts_without_a_group_can_be_chosen_and_the_others_say_why_not(stage: GroupStage) -> None:
    stage.program.disconnect(PRACTICE_B)
    stage.wait()
    shown = {each.account: (each.line, each.note) for each in stage.view.candidates}
    assert shown == {
        PA3: (LineState.CONNECTED, ""),
        PA4: (LineState.CONNECTED, ""),
        PB2: (
            LineState.DISCONNECTED,
            "Its connection is switched off; nothing is copied before it is connected.",
        ),
    }
    missing = {each.account: each for each in stage.view.missing}
    assert set(missing) == {LEADS, PA1, PA2, PB1}
    assert "leads “Demo: NQ scalps”" in missing[LEADS].why
    assert "Remove it from that group" in missing[PA1].advice


@pytest.mark.rule("4.1", "4.2")
def test_a_new_group_copies_from_the_next_trade_on_and_is_there_after_a_restart(stage: GroupStage) -> None:
    done = stage.save(new_draft())
    assert (done.stage, done.text) == (WishStage.DONE, "“Second” was saved.")
    assert done.group is not None
    stage.trade(2, PA3)
    assert stage.held(PA4) == 2
    assert [each.account for each in stage.view.candidates] == [PB2]
    stage.restart()
    assert [group.settings.name for group in stage.view.groups] == ["Demo: NQ scalps", "Second"]
    stage.trade(1, PA3)
    assert stage.held(PA4) == 1


@pytest.mark.rule("4.9", "5.1")
def test_an_edit_counts_from_the_leaders_next_trade_and_trades_nothing_itself(stage: GroupStage) -> None:
    stage.trade(2)
    draft = altered(altered(stage.draft, PA1, multiplier=Decimal(3)), PB1, mode=ReplicationMode.ON_SUBMIT)
    assert stage.save(replace(draft, name="Renamed")).stage is WishStage.DONE
    stage.wait(20_000)
    assert [stage.held(account) for account in (PA1, PA2, PB1)] == [2, 1, 4]
    stage.trade(1)
    assert [stage.held(account) for account in (PA1, PA2, PB1)] == [5, 2, 6]
    stage.trade(-3)
    assert [stage.held(account) for account in (PA1, PA2, PB1)] == [0, 0, 0]
    kept = stage.kept()
    assert kept is not None
    assert (kept.name, kept.followers[0].multiplier) == ("Renamed", Decimal(3))


@pytest.mark.rule("4.9")
def test_everything_that_can_be_set_is_kept_over_a_restart(stage: GroupStage) -> None:
    draft = replace(
        altered(stage.draft, PA2, max_contracts=4, mapping=InstrumentMapping(MappingKind.CUSTOM, (("NQ", "MES"),))),
        whitelist=frozenset({"NQ", "MNQZ6"}),
        guard=GuardSettings(on=False),
        entry_tolerance_ms=5_000,
        dry_run=True,
    )
    assert stage.save(draft).stage is WishStage.DONE
    before = stage.group.settings
    stage.restart()
    assert stage.group.settings == before
    assert stage.draft == replace(draft, base=before)


@pytest.mark.rule("4.4", "10.1")
def test_a_follower_is_added_while_the_leader_is_in_a_trade_and_is_not_caught_up(stage: GroupStage) -> None:
    stage.trade(2)
    draft = replace(stage.draft, followers=(*stage.draft.followers, FollowerDraft(PA3)))
    assert stage.save(draft).stage is WishStage.DONE
    stage.wait(5_000)
    stage.trade(1)
    assert stage.held(PA3) == 0
    stage.trade(-3)
    stage.trade(2)
    assert stage.held(PA3) == 2


@pytest.mark.rule("4.2", "4.3", "4.4")
@pytest.mark.parametrize(
    ("leader", "follower", "words"),
    [
        (LEADS, PA4, "leads “Demo: NQ scalps”"),
        (PA1, PA4, "follows in"),
        (PA3, PB1, "follows in"),
        (PA3, LEADS, "leads"),
    ],
)
def test_an_account_of_another_group_is_named_with_its_group_and_with_what_to_do(
    stage: GroupStage, leader: AccountId, follower: AccountId, words: str
) -> None:
    refused = stage.save(new_draft("Second", leader, follower))
    assert refused.stage is WishStage.REFUSED
    (problem,) = refused.problems
    assert words in problem.text
    assert "Remove it there first" in problem.advice
    assert stage.store.saved == []


@pytest.mark.rule("4.2")
def test_what_the_database_refuses_is_told_and_changes_nothing(stage: GroupStage) -> None:
    refused = stage.save(new_draft("Second", PA3, stage.add_account("PA-09", saved=False)))
    assert refused.stage is WishStage.REFUSED
    assert "not set up" in refused.text
    assert [group.settings.group for group in stage.view.groups] == [DEMO_GROUP]


def test_a_disk_that_fails_is_told_and_the_next_save_goes_through(stage: GroupStage) -> None:
    stage.store.broken = DISK_FULL
    assert stage.save(new_draft()).text == str(DISK_FULL)
    assert len(stage.view.groups) == 1
    assert stage.save(new_draft()).stage is WishStage.DONE


def test_two_saves_at_once_go_one_after_the_other_and_the_second_hears_of_the_first(stage: GroupStage) -> None:
    stage.program.save_group(1, new_draft("One", PA3, PA4))
    stage.program.save_group(2, new_draft("Two", PA4, PA3))
    stage.wait(500)
    assert stage.outcome(1).stage is WishStage.DONE
    refused = stage.outcome(2)
    assert refused.stage is WishStage.REFUSED
    assert {problem.account for problem in refused.problems} == {PA3, PA4}


def test_an_edit_begun_before_another_change_does_not_undo_it(stage: GroupStage) -> None:
    draft = replace(stage.draft, name="Later")
    stage.program.set_guarding(DEMO_GROUP, GuardSettings(on=False), stage.group.settings.closed_market)
    refused = stage.save(draft)
    assert refused.stage is WishStage.REFUSED
    assert "changed elsewhere meanwhile" in refused.text
    assert not stage.group.settings.guard.on


def test_switches_used_while_a_save_is_written_stay_as_they_are(stage: GroupStage) -> None:
    def switch_off() -> None:
        stage.program.switch_follower(PA1, False)
        stage.program.switch_group(DEMO_GROUP, False)

    stage.store.before_save = switch_off
    assert stage.save(replace(stage.draft, name="Later")).stage is WishStage.DONE
    assert (stage.group.settings.on, stage.group.followers[0].on) == (False, False)
    stage.restart()
    assert (stage.group.settings.on, stage.group.followers[0].on) == (False, False)


@pytest.mark.rule("4.8")
def test_a_leader_who_trades_while_the_change_is_written_keeps_his_group(stage: GroupStage) -> None:
    stage.store.before_save = lambda: stage.trade(1)
    refused = stage.save(replace(stage.draft, leader=PA3))
    assert refused.stage is WishStage.REFUSED
    stage.wait(1_000)
    assert stage.group.leader.account == LEADS
    assert (kept := stage.kept()) is not None
    assert kept.leader == LEADS, "what was written is taken back"
    stage.trade(1)
    assert stage.held(PA1) == 2


@pytest.mark.rule("4.8", "4.5")
def test_another_leader_is_chosen_when_all_are_flat_and_the_old_one_is_free(stage: GroupStage) -> None:
    stage.trade(1)
    refused = stage.save(replace(stage.draft, leader=PA3))
    assert {problem.field for problem in refused.problems} == {DraftField.LEADER}
    assert {problem.account for problem in refused.problems} == {PA1, PA2, PB1, LEADS}
    assert "long 1 MNQZ6" in stage.group.leader_fixed
    stage.trade(-1)
    assert stage.group.leader_fixed == ""
    assert stage.save(replace(stage.draft, leader=PA3)).stage is WishStage.DONE
    stage.wait(1_000)
    stage.trade(2, PA3)
    stage.trade(5)
    assert stage.held(PA1) == 2, "the old leader is an account like any other"
    assert LEADS in [each.account for each in stage.view.candidates]
    stage.restart()
    assert stage.group.leader.account == PA3


@pytest.mark.rule("4.8", "3.4")
def test_a_leader_who_cannot_be_read_is_replaced_after_a_question(stage: GroupStage) -> None:
    for account in (PA1, PA2):
        assert stage.ask(stage.program.remove_follower, DEMO_GROUP, account).stage is WishStage.DONE
    stage.program.disconnect(PRACTICE)
    stage.wait(1_000)
    assert stage.group.leader_confirm
    asked = stage.save(replace(stage.draft, leader=PB2))
    assert asked.stage is WishStage.ASKS
    assert "PA-LEADER cannot be read" in asked.text
    assert stage.group.leader.account == LEADS
    assert stage.save(replace(stage.draft, leader=PB2), confirmed=True).stage is WishStage.DONE
    assert stage.group.leader.account == PB2


@pytest.mark.rule("4.3")
def test_an_account_that_takes_no_orders_can_lead_and_not_follow(stage: GroupStage) -> None:
    seen = stage.add_account("PA-05", access=AccountAccess.READ_ONLY)
    shut = stage.add_account("PA-06", access=AccountAccess.CLOSED)
    (candidate,) = [each for each in stage.view.candidates if each.account == seen]
    assert not candidate.can_follow
    (problem,) = stage.save(new_draft("Second", PA3, seen)).problems
    assert "takes no orders" in problem.text
    (problem,) = stage.save(new_draft("Second", PA3, shut)).problems
    assert "closed" in problem.text
    assert stage.save(new_draft("Second", seen, PA3)).stage is WishStage.DONE


def test_a_group_that_was_removed_meanwhile_cannot_be_saved(stage: GroupStage) -> None:
    draft = stage.draft
    assert stage.ask(stage.program.delete_group, DEMO_GROUP).stage is WishStage.DONE
    assert "removed meanwhile" in stage.save(draft).text
    assert stage.save(replace(draft, group=None, base=None)).stage is WishStage.DONE


@pytest.mark.rule("4.10")
def test_a_firm_that_allows_fewer_contracts_than_the_leader_may_ask_for_is_a_warning_on_save(stage: GroupStage) -> None:
    for account, most in ((PA3, 10), (PA4, 4)):
        stage.program.copier.take(RiskStood(account, (), ContractLimit(most, 10), None, stage.clock.now()))
    done = stage.save(new_draft())
    assert done.stage is WishStage.DONE
    (warning,) = done.warnings
    assert "is allowed 4 contracts; a leader at his limit would ask for 10" in warning.text
    assert warning.account == PA4


def test_a_program_that_keeps_nothing_says_that_groups_cannot_be_changed() -> None:
    bare = Stage()
    bare.program.save_group(5, new_draft())
    bare.program.remove_follower(6, GroupId("g"), bare.f1)
    bare.program.delete_group(7, GroupId("g"))
    bare.program._touch()
    bare.program.collect()
    view = next(update.groups for update in reversed(bare.updates) if update.groups is not None)
    assert {each.attempt for each in view.outcomes if each.stage is WishStage.REFUSED} == {5, 6, 7}


@pytest.mark.rule("4.4")
def test_who_can_be_chosen_follows_what_is_set_up_and_how_it_is_connected(stage: GroupStage) -> None:
    def shown() -> dict[AccountId, LineState]:
        stage.program._touch()
        return {each.account: each.line for each in stage.view.candidates}

    assert set(shown()) == {PA3, PA4, PB2}
    new = stage.add_account("PA-07")
    assert set(shown()) == {PA3, PA4, PB2, new}
    stage.cut_off(PRACTICE_B)
    assert shown()[PB2] is not LineState.CONNECTED
    stage.program._names.drop(PRACTICE_B)
    assert set(shown()) == {PA3, PA4, new}


def test_the_switches_and_the_holdings_of_members_are_shown_as_they_are(stage: GroupStage) -> None:
    stage.trade(2)
    assert [each.holds for each in stage.group.followers] == [
        "It is long 2 MNQZ6.",
        "It is long 1 MNQZ6.",
        "It is long 4 MNQZ6.",
    ]
    stage.program.switch_follower(PA1, False)
    stage.program.switch_group(DEMO_GROUP, False)
    assert [each.on for each in stage.group.followers] == [False, True, True]
    assert (stage.group.settings.on, stage.group.settings.followers[0].on) == (False, False)
    stage.trade(-2)
    assert [(each.holds, each.sure) for each in stage.group.followers] == [("", True)] * 3
    stage.cut_off(PRACTICE_B)
    assert [each.sure for each in stage.group.followers] == [True, True, False]
