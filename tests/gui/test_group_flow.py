"""The flow of the group wizard and editor, without a window: every step, every wrong path, and what is never lost."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest

from mimikdesk.domain.group import AddsMode, MappingKind, PartialFillMode, ReplicationMode, ValueScaling
from mimikdesk.domain.guard import FindingKind, GuardProfile
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui.gallery_groups_data import (
    APEX,
    MISSING,
    TPT,
    account,
    candidate,
    details,
    fresh,
    member,
    normal,
    scalps,
)
from mimikdesk.gui.wizards.group_flow import GroupFlow
from mimikdesk.gui.wizards.group_steps import Saved, SaveGroup, Step
from mimikdesk.gui.wizards.group_typed import NO_MAX, NO_MULTIPLIER, NO_ROOTS
from mimikdesk.services.group_draft import DraftField, GroupDraft, Problem
from mimikdesk.services.group_views import GroupDetails, GroupOutcome, GroupsView, WishStage
from mimikdesk.settings.model import CopyDefaults


def flow(view: GroupsView | None = None, edited: GroupDetails | None = None, **more: object) -> GroupFlow:
    return GroupFlow(view or normal(), count(1).__next__, edited, **more)  # type: ignore[arg-type]


def filled(view: GroupsView | None = None) -> GroupFlow:
    """A new group that could be saved, at the last step."""
    its = flow(view)
    its.edited_name("Opening range")
    its.next()
    its.choose_leader(account("APEX-10"))
    its.next()
    its.pick([account("APEX-11"), account("TPT-50-1", TPT)])
    for _ in range(2):
        its.next()
    return its


def names(choosable: Iterable[object]) -> list[str]:
    return [each.name for each in choosable]  # type: ignore[attr-defined]


def answer(its: GroupFlow, stage: WishStage, attempt: int = 1, **more: object) -> object:
    outcome = GroupOutcome(attempt, stage, **more)  # type: ignore[arg-type]
    return its.apply(replace(its.view, outcomes=(outcome,)))


def test_a_new_group_and_a_new_follower_begin_with_what_the_settings_say() -> None:
    usual = CopyDefaults(
        Decimal("0.5"), ReplicationMode.ON_FILL, AddsMode.BY_POSITION, PartialFillMode.EACH_FILL, GuardProfile.TRIM
    )
    its = flow(usual=usual)
    its.choose_leader(account("APEX-10"))
    its.pick([account("APEX-11")])
    drawn = its.draft()
    (follower,) = drawn.followers
    assert (follower.multiplier, follower.mode, follower.adds) == (usual.multiplier, usual.mode, usual.adds)
    assert (drawn.partial_fills, drawn.guard.profile) == (usual.partial_fills, usual.guard)


def test_from_the_name_to_a_group_that_copies() -> None:
    its = filled()
    assert (its.step, its.next_word, its.problems()) == (Step.REVIEW, "Create group", ())
    wish = its.next()
    assert isinstance(wish, SaveGroup)
    assert (wish.attempt, wish.confirmed, its.saving) == (1, False, True)
    assert (wish.draft.group, wish.draft.name, wish.draft.leader) == (None, "Opening range", account("APEX-10"))
    assert [each.account for each in wish.draft.followers] == [account("APEX-11"), account("TPT-50-1", TPT)]
    assert its.next() is None, "saved once"
    assert answer(its, WishStage.WORKING) is None
    assert answer(its, WishStage.DONE, group=GroupId("g9")) == Saved(GroupId("g9"))


@pytest.mark.rule("4.4")
def test_pickers_list_unassigned_accounts_only_and_say_where_the_others_are() -> None:
    its = flow()
    assert names(its.leaders) == [each.name for each in normal().candidates]
    assert {"APEX-01", "APEX-02"}.isdisjoint(names(its.leaders) + names(its.followers))
    assert its.missing[0].names == ("APEX-01", "APEX-02", "APEX-03")
    assert (its.missing[0].why, its.missing[0].advice) == (MISSING[0].why, MISSING[0].advice)
    assert its.missing[2].names == ("Lucid",)


@pytest.mark.rule("4.3")
def test_whoever_leads_cannot_be_picked_and_whoever_is_picked_stops_following_when_he_leads() -> None:
    its = flow()
    its.choose_leader(account("APEX-10"))
    its.pick([account("APEX-10"), account("APEX-11")])
    assert list(its.typed) == [account("APEX-11")]
    its.choose_leader(account("APEX-11"))
    assert (list(its.typed), its.selected) == ([], set())
    assert account("APEX-11") not in [each.account for each in its.followers]


def test_an_account_that_takes_no_orders_can_lead_and_not_follow() -> None:
    its = flow()
    its.choose_leader(account("APEX-10"))
    reader = next(each for each in its.followers if each.name == "APEX-EVAL-7")
    assert (reader.open, bool(reader.note)) == (False, True)
    its.pick([reader.account])
    assert its.typed == {}
    assert next(each for each in its.leaders if each.name == "APEX-EVAL-7").open


def test_no_page_complains_before_the_trader_wants_to_leave_it() -> None:
    its = flow()
    its.edited_name(" ")
    assert its.problems() == ()
    assert its.next() is None
    assert (its.step, [each.field for each in its.problems()]) == (Step.NAME, [DraftField.NAME])
    its.edited_name("Fine")
    assert its.problems() == ()
    its.next()
    assert (its.step, its.problems()) == (Step.LEADER, ()), "the leader was not asked for yet"
    its.next()
    assert [each.field for each in its.problems()] == [DraftField.LEADER]
    its.choose_leader(account("APEX-10"))
    its.next()
    its.next()
    assert (its.step, [each.field for each in its.problems()]) == (Step.FOLLOWERS, [DraftField.FOLLOWERS])


@pytest.mark.parametrize(
    ("setting", "text", "field", "said"),
    [
        ("multiplier", "", DraftField.MULTIPLIER, NO_MULTIPLIER),
        ("multiplier", "a lot", DraftField.MULTIPLIER, NO_MULTIPLIER),
        ("multiplier", "0", DraftField.MULTIPLIER, NO_MULTIPLIER),
        ("multiplier", "0.0005", DraftField.MULTIPLIER, NO_MULTIPLIER),
        ("multiplier", ".", DraftField.MULTIPLIER, NO_MULTIPLIER),
        ("max_contracts", "0", DraftField.MAX_CONTRACTS, NO_MAX),
        ("max_contracts", "1.5", DraftField.MAX_CONTRACTS, NO_MAX),
        ("max_contracts", "-2", DraftField.MAX_CONTRACTS, NO_MAX),
    ],
)
def test_what_is_no_number_is_said_at_its_field_while_it_is_typed(
    setting: str, text: str, field: DraftField, said: str
) -> None:
    its = flow()
    its.choose_leader(account("APEX-10"))
    its.pick([account("APEX-11")])
    its.set_all(**{setting: text})
    assert its.complaints() == {account("APEX-11"): {field: said}}
    assert its.save() is None
    assert its.step is Step.FOLLOWERS
    assert getattr(its.typed[account("APEX-11")], setting) == text, "it is left to be put right"


@pytest.mark.rule("4.9")
@pytest.mark.parametrize(
    ("text", "value"),
    [("1", "1"), ("0.5", "0.5"), ("0,5", "0.5"), (" 1.250 ", "1.25"), ("12.345", "12.345"), (".5", "0.5")],
)
def test_a_multiplier_may_have_three_places_and_a_comma(text: str, value: str) -> None:
    its = flow()
    its.pick([account("APEX-11")])
    its.set_all(multiplier=text)
    (drawn,) = its.draft().followers
    assert (drawn.multiplier, its.complaints()) == (Decimal(value), {})


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        ("NQ=MNQ", (("NQ", "MNQ"),)),
        ("nq = mnq, es -> mes", (("NQ", "MNQ"), ("ES", "MES"))),
        ("NQ MNQ; ES: MES", (("NQ", "MNQ"), ("ES", "MES"))),
    ],
)
def test_a_custom_mapping_is_typed_as_pairs(text: str, roots: tuple[tuple[str, str], ...]) -> None:
    its = flow()
    its.pick([account("APEX-11")])
    its.set_all(mapping=MappingKind.CUSTOM, roots=text, scaling=ValueScaling.TIMES_TEN)
    (drawn,) = its.draft().followers
    assert (drawn.mapping.roots, drawn.mapping.scaling) == (roots, ValueScaling.TIMES_TEN)
    assert its.complaints() == {}


@pytest.mark.parametrize("text", ["", "NQ", "NQ = ", "NQ = MNQ, and so on"])
def test_what_is_no_pair_is_said(text: str) -> None:
    its = flow()
    its.pick([account("APEX-11")])
    its.set_all(mapping=MappingKind.CUSTOM, roots=text)
    assert its.complaints() == {account("APEX-11"): {DraftField.MAPPING: NO_ROOTS}}


def test_a_setting_is_given_to_all_selected_followers_and_to_no_other() -> None:
    its = flow()
    its.pick([account("APEX-10"), account("APEX-11"), account("APEX-12")])
    its.select([account("APEX-10"), account("APEX-12")])
    its.set_all(multiplier="0.5", adds=AddsMode.BY_POSITION)
    assert [each.multiplier for each in its.typed.values()] == ["0.5", "1", "0.5"]
    assert its.common("multiplier") == "0.5"
    its.select(list(its.typed))
    assert its.common("multiplier") is None
    assert its.common("max_contracts") == ""


def test_an_account_that_is_taken_in_is_selected_and_one_that_goes_is_forgotten() -> None:
    its = flow()
    its.pick([account("APEX-10"), account("APEX-11")])
    assert its.selected == {account("APEX-10"), account("APEX-11")}
    its.set_all(multiplier="3")
    its.drop([account("APEX-10")])
    its.pick([account("APEX-10")])
    assert its.typed[account("APEX-10")].multiplier == "1"


def test_the_preview_tells_sizes_clips_and_money() -> None:
    its = flow()
    its.choose_leader(account("APEX-10"))
    its.pick([account("APEX-11"), account("APEX-12"), account("TPT-50-1", TPT)])
    its.select([account("APEX-11")])
    its.set_all(multiplier="0.5", max_contracts="2")
    its.select([account("APEX-12")])
    its.set_all(mapping=MappingKind.TO_MICRO, scaling=ValueScaling.TIMES_TEN)
    its.select([account("TPT-50-1", TPT)])
    its.set_all(multiplier="none of your business")
    assert its.shown_symbol == "NQZ6"
    half, micro = its.sizes()
    assert [(each.sent, each.clipped) for each in half.sizes] == [
        (1, False),
        (1, False),
        (2, False),
        (2, True),
        (2, True),
    ]
    assert (micro.symbol, [each.sent for each in micro.sizes]) == ("MNQZ6", [10, 20, 30, 50, 100])
    assert {(each.point, each.leader_point) for each in micro.sizes if each.leader_qty == 1} == {
        (Decimal(20), Decimal(20))
    }


def test_the_shown_contract_falls_back_where_the_chosen_one_is_gone() -> None:
    its = filled()
    its.symbol = its.symbols[1]
    assert its.shown_symbol == its.symbols[1]
    its.apply(
        replace(its.view, contracts=(replace(its.view.contracts[0], contracts=its.view.contracts[0].contracts[2:]),))
    )
    assert its.shown_symbol == "ESZ6"


def test_what_the_program_refuses_is_said_at_its_field_and_nothing_typed_is_lost() -> None:
    its = filled()
    its.select(list(its.typed))
    its.set_all(multiplier="0.25")
    before = its.draft()
    assert isinstance(its.next(), SaveGroup)
    taken = Problem(DraftField.LEADER, "APEX-10 follows in “Other”.", "Remove it there first.", account("APEX-10"))
    assert answer(its, WishStage.REFUSED, problems=(taken,)) is None
    assert (its.step, its.saving, its.problems()) == (Step.LEADER, False, (taken,))
    assert its.draft() == before
    its.choose_leader(account("TPT-50-2", TPT))
    assert its.problems() == (), "put right"
    wish = its.save()
    assert isinstance(wish, SaveGroup)
    assert (wish.attempt, wish.draft.followers) == (2, before.followers)
    assert answer(its, WishStage.REFUSED, attempt=1, text="late") is None
    assert (its.saving, its.told) == (True, ""), "an answer to an earlier try says nothing"


@pytest.mark.rule("4.2")
def test_an_account_that_another_group_takes_meanwhile_is_a_conflict_before_the_program_is_asked() -> None:
    its = filled()
    other = details("g7", "Other", member("X"), member("APEX-11"))
    its.apply(replace(normal(), groups=(*normal().groups, other), candidates=normal().candidates[:1]))
    assert its.save() is None
    problem = its.problems()[0]
    assert (its.step, problem.account, problem.field) == (Step.FOLLOWERS, account("APEX-11"), DraftField.FOLLOWERS)
    assert "“Other”" in problem.text
    assert account("APEX-11") in its.typed


def test_a_question_of_the_program_is_answered_before_it_saves() -> None:
    its = flow(edited=scalps())
    its.edited_name("New name")
    assert isinstance(its.next(), SaveGroup)
    answer(its, WishStage.ASKS, text="The leader cannot be read.")
    assert (its.asks, its.saving) == ("The leader cannot be read.", False)
    its.do_not_confirm()
    assert its.confirm() is None
    assert isinstance(its.next(), SaveGroup)
    answer(its, WishStage.ASKS, attempt=2, text="The leader cannot be read.")
    wish = its.confirm()
    assert isinstance(wish, SaveGroup)
    assert (wish.attempt, wish.confirmed) == (3, True)


def test_editing_begins_with_the_group_as_it_is_and_every_page_is_open() -> None:
    its = flow(edited=scalps())
    assert its.draft() == replace(its.draft(), name="NQ scalps", base=scalps().settings)
    assert [each.multiplier for each in its.typed.values()] == ["0.5", "1", "1.25"]
    its.go(Step.PROTECTION)
    assert (its.step, its.next_word) == (Step.PROTECTION, "Save")
    assert not its.differs
    assert its.next() == Saved(GroupId("g1")), "nothing to save"
    its.edited_whitelist("mnq, NQ")
    wish = its.next()
    assert isinstance(wish, SaveGroup)
    assert (wish.draft.whitelist, wish.draft.base) == (frozenset({"MNQ", "NQ"}), scalps().settings)


@pytest.mark.rule("4.7")
def test_a_follower_that_the_group_has_is_not_dropped_by_a_click_but_by_a_wish() -> None:
    its = flow(edited=scalps())
    its.drop([account("APEX-02")])
    assert account("APEX-02") in its.typed
    left = scalps()
    left = replace(
        left,
        followers=left.followers[1:],
        settings=replace(left.settings, followers=left.settings.followers[1:]),
    )
    its.edited_name("Typed meanwhile")
    its.apply(replace(normal(), groups=(left,)))
    assert account("APEX-02") not in its.typed
    assert its.name == "Typed meanwhile"
    its.edited_name("NQ scalps")
    assert not its.differs, "the removal is done and need not be saved"
    assert not its._changed_elsewhere


def test_a_new_group_goes_back_to_pages_it_has_seen_and_forward_one_at_a_time() -> None:
    its = flow()
    steps = []
    for step in (Step.FOLLOWERS, Step.LEADER):
        its.go(step)
        steps.append(its.step)
    its.back()
    its.back()
    assert steps == [Step.NAME, Step.LEADER]
    assert (its.step, its.can_back) == (Step.NAME, False)


def test_after_connecting_its_accounts_follow_whichever_leads() -> None:
    view = fresh(
        candidate("APEX-01"),
        candidate("APEX-02"),
        candidate("READ", can_follow=False),
        candidate("TPT-1", TPT),
        candidate("P", practice=True),
    )
    its = flow(view, prefer=APEX)
    assert its.name == "Apex"
    assert (its.leader, its.typed) == (None, {}), "who leads is the one thing that nobody can know"
    its.choose_leader(account("APEX-02"))
    assert list(its.typed) == [account("APEX-01")]
    its.choose_leader(account("APEX-01"))
    assert list(its.typed) == [account("APEX-02")]
    its.drop([account("APEX-02")])
    its.choose_leader(account("READ"))
    assert its.typed == {}, "what he has picked by hand stands"


def test_a_suggested_name_is_one_that_no_group_has() -> None:
    taken = details("g1", "apex", member("L"), member("F"))
    view = replace(fresh(), groups=(taken,))
    assert flow(view, prefer=APEX).name == "Apex 2"
    assert flow(view).name == "My group"


def test_what_is_wrong_with_the_guard_leads_to_its_page() -> None:
    its = filled()
    its.guard.set_tolerance(FindingKind.ORPHAN, "soon")
    assert its.save() is None
    assert (its.step, its.problems()[0].field) == (Step.PROTECTION, DraftField.TOLERANCES)


def test_a_draft_says_what_stands_in_the_window_however_wrong() -> None:
    its = flow()
    assert isinstance(its.draft(), GroupDraft)
    its.pick([AccountId("nobody")])
    assert its.draft().followers == ()
    assert its.sizes() == ()


def test_a_change_from_elsewhere_is_saved_over_only_with_the_traders_word() -> None:
    its = flow(edited=scalps())
    its.edited_name("Mine")
    assert isinstance(its.next(), SaveGroup)
    theirs = replace(scalps(), settings=replace(scalps().settings, whitelist=frozenset({"ES"})))
    outcome = GroupOutcome(1, WishStage.REFUSED, "It was changed elsewhere meanwhile. Open it again.")
    its.apply(replace(normal(), groups=(theirs,), outcomes=(outcome,)))
    assert (its.saving, its.name, its.told) == (False, "Mine", "")
    assert "Save what stands here over it?" in its.asks
    wish = its.confirm()
    assert isinstance(wish, SaveGroup)
    assert (wish.draft.base, wish.draft.name, wish.draft.whitelist) == (theirs.settings, "Mine", frozenset())


def test_a_switch_that_was_used_meanwhile_is_no_conflict() -> None:
    its = flow(edited=scalps())
    its.edited_name("Mine")
    its.next()
    switched = replace(scalps(), settings=replace(scalps().settings, on=False))
    refused = GroupOutcome(1, WishStage.REFUSED, "The disk is full.")
    its.apply(replace(normal(), groups=(switched,), outcomes=(refused,)))
    assert (its.asks, its.told) == ("", "The disk is full.")
