"""The sizes that a draft shows, against the rule's own examples and against the running engine."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.decisions import FollowerDecided, Verdict
from mimikdesk.domain.group import (
    AddsMode,
    FollowerSettings,
    InstrumentMapping,
    MappingKind,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.reasons import Reason
from mimikdesk.services.group_draft import FollowerDraft, GroupDraft
from mimikdesk.services.group_preview import LEADER_SIZES, preview, symbols_for
from mimikdesk.services.group_views import FollowerPreview, GroupsView, ListedContracts, PreviewSize
from tests.helpers.group_views import AWAY, CONTRACTS, HOME, account, candidate, view
from tests.helpers.scene import F1, Scene

NQ, MNQ, MGC = Symbol("NQZ6"), Symbol("MNQZ6"), Symbol("MGCZ6")
A = account("A")
TO_MICRO = InstrumentMapping(MappingKind.TO_MICRO, (), ValueScaling.TIMES_TEN)
TO_MINI = InstrumentMapping(MappingKind.TO_MINI, (), ValueScaling.DIVIDED_BY_TEN)


def drawn(**follower: object) -> GroupDraft:
    return GroupDraft(name="G", leader=account("L"), followers=(FollowerDraft(A, **follower),))  # type: ignore[arg-type]


def row(draft: GroupDraft, symbol: Symbol = NQ, given: GroupsView | None = None) -> FollowerPreview:
    (found,) = preview(draft, symbol, given or view())
    return found


def sent(found: FollowerPreview) -> list[int]:
    return [size.sent for size in found.sizes]


def worth(size: PreviewSize) -> tuple[int, int, int]:
    assert size.point is not None
    assert size.leader_point is not None
    return size.sent, int(size.point), int(size.leader_point)


@pytest.mark.rule("5.1", "5.11")
def test_the_sizes_of_a_multiplier_are_rounded_up_and_exact() -> None:
    assert LEADER_SIZES == (1, 2, 3, 5, 10)
    assert sent(row(drawn(multiplier=Decimal("0.5")))) == [1, 1, 2, 3, 5]
    assert sent(row(drawn(multiplier=Decimal("1.3")))) == [2, 3, 4, 7, 13]
    assert [size.size for size in preview(drawn(multiplier=Decimal("2.2")), NQ, view(), (25,))[0].sizes] == [55]


@pytest.mark.rule("5.5", "5.11")
def test_max_contracts_is_shown_as_a_clip_with_its_reason() -> None:
    sizes = row(drawn(multiplier=Decimal(2), max_contracts=5)).sizes
    assert [size.sent for size in sizes] == [2, 4, 5, 5, 5]
    assert [size.clipped for size in sizes] == [False, False, True, True, True]
    assert (sizes[4].size, sizes[4].verdict, sizes[4].reason) == (20, Verdict.CLIPPED, Reason.MAX_CONTRACTS)
    assert sizes[4].text == "The follower's limit of 5 contracts leaves room for 5."


@pytest.mark.rule("4.9", "5.11")
def test_a_mapping_shows_its_instrument_and_what_a_point_is_worth_on_both_sides() -> None:
    found = row(drawn(mapping=TO_MICRO))
    assert (found.symbol, found.listed, found.point_value) == (MNQ, True, Decimal(2))
    assert [worth(size) for size in found.sizes[:2]] == [(10, 20, 20), (20, 40, 40)]
    same = row(drawn(mapping=InstrumentMapping(MappingKind.TO_MICRO)))
    assert [worth(size) for size in same.sizes[:2]] == [(1, 2, 20), (2, 4, 40)]


@pytest.mark.rule("4.9")
def test_a_contract_that_its_connection_has_not_named_is_marked_and_one_that_nobody_knows_has_no_value() -> None:
    known = GroupsView(
        candidates=view(candidate("L"), candidate("A", AWAY)).candidates,
        contracts=(ListedContracts(HOME, CONTRACTS), ListedContracts(AWAY, ())),
    )
    away = GroupDraft(name="G", leader=account("L"), followers=(FollowerDraft(account("A", AWAY), mapping=TO_MICRO),))
    found = row(away, NQ, known)
    assert (found.symbol, found.listed, found.point_value) == (MNQ, False, Decimal(2))
    gold = row(drawn(mapping=TO_MINI), MGC)
    assert (gold.symbol, gold.listed, gold.point_value, gold.sizes[0].point) == ("GCZ6", False, None, None)
    assert sent(gold) == [1, 1, 1, 1, 1]


@pytest.mark.rule("4.9", "8")
def test_what_is_held_back_says_why() -> None:
    nothing = row(drawn(mapping=InstrumentMapping(MappingKind.CUSTOM, (("ES", "MES"),))))
    assert (nothing.symbol, sent(nothing)) == (None, [0, 0, 0, 0, 0])
    assert nothing.sizes[0].reason is Reason.NO_MAPPING
    off = row(drawn(mode=ReplicationMode.OFF))
    assert (off.sizes[0].reason, sent(off)) == (Reason.REPLICATION_OFF, [0, 0, 0, 0, 0])
    listed = row(replace(drawn(), whitelist=frozenset({"ES"})))
    assert listed.sizes[0].text == "NQZ6 is not on the group's whitelist."


@pytest.mark.rule("5.9")
def test_ten_single_lots_show_the_difference_between_the_two_ways_of_adding() -> None:
    tenth = Decimal("0.1")
    assert row(drawn(multiplier=tenth)).ten_single_lots == 10
    assert row(drawn(multiplier=tenth, adds=AddsMode.BY_POSITION)).ten_single_lots == 1
    assert row(drawn(mapping=TO_MINI), MNQ).ten_single_lots == 1


def test_a_group_that_is_switched_off_or_dry_is_previewed_as_if_it_copied() -> None:
    assert sent(row(replace(drawn(), on=False, dry_run=True))) == [1, 2, 3, 5, 10]


def test_followers_with_figures_that_cannot_be_are_left_out_and_the_others_are_shown() -> None:
    draft = drawn(multiplier=Decimal(0))
    assert preview(draft, NQ, view()) == ()
    both = replace(draft, followers=(*draft.followers, FollowerDraft(account("B")), FollowerDraft(account("L"))))
    assert [each.account for each in preview(both, NQ, view())] == [account("B")]
    assert preview(replace(both, leader=None), NQ, view()) == ()


def test_the_instruments_to_choose_from_are_the_leaders_or_all_while_his_are_not_known() -> None:
    known = GroupsView(
        candidates=view(candidate("L"), candidate("A", AWAY)).candidates,
        contracts=(ListedContracts(HOME, CONTRACTS[:2]), ListedContracts(AWAY, CONTRACTS[1:4])),
    )
    assert symbols_for(drawn(), known) == ("MNQZ6", "MESZ6")
    assert symbols_for(replace(drawn(), leader=account("X", AWAY)), known) == ("MNQZ6", "MESZ6", "NQZ6", "ESZ6")
    assert symbols_for(GroupDraft(), GroupsView()) == ()


def test_before_any_contract_is_known_sizes_are_shown_without_their_worth() -> None:
    bare = row(drawn(multiplier=Decimal(3)), NQ, view(contracts=()))
    assert (sent(bare), bare.sizes[0].point, bare.sizes[0].leader_point) == ([3, 6, 9, 15, 30], None, None)


@pytest.mark.rule("5.11")
@pytest.mark.parametrize("multiplier", ["0.333", "0.5", "1", "1.3", "2.5"])
def test_the_preview_is_what_the_running_engine_then_decides(multiplier: str) -> None:
    settings = FollowerSettings(F1, Decimal(multiplier), ReplicationMode.ON_FILL, max_contracts=6, mapping=TO_MICRO)
    shown = row(drawn(multiplier=settings.multiplier, max_contracts=6, mapping=TO_MICRO, mode=settings.mode))
    for size in shown.sizes:
        scene = Scene(followers=(settings,))
        scene.leader(size.leader_qty, symbol=NQ)
        decided: FollowerDecided = scene.last()
        told = decided.numbers.size, decided.numbers.sent, decided.verdict, decided.detail
        assert told == (size.size, size.sent, size.verdict, size.text)
