"""Which copy groups may exist, and which instrument and factor a mapping gives."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.group import (
    MICRO_OF,
    MINI_OF,
    AddsMode,
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    MappingKind,
    PartialFillMode,
    ValueScaling,
)
from mimikdesk.domain.ids import AccountId, GroupId

LEADER, FIRST, SECOND = AccountId("practice-1/PA-LEADER"), AccountId("practice-1/PA-01"), AccountId("practice-2/PB-01")

GROUP = CopyGroup(GroupId("g1"), "NQ scalps", LEADER, (FollowerSettings(FIRST), FollowerSettings(SECOND)))


def mapping(kind: MappingKind, scaling: ValueScaling = ValueScaling.NONE, *roots: tuple[str, str]) -> InstrumentMapping:
    return InstrumentMapping(kind, roots, scaling)


# --- groups ---------------------------------------------------------------------------------------------------------


@pytest.mark.rule("4.1")
def test_a_group_without_a_follower_is_refused() -> None:
    with pytest.raises(GroupError, match="“NQ scalps” needs at least one follower"):
        replace(GROUP, followers=())


@pytest.mark.rule("4.3")
def test_a_leader_that_follows_in_its_own_group_is_refused_and_named() -> None:
    with pytest.raises(GroupError, match=rf"{LEADER} leads “NQ scalps” and cannot follow"):
        replace(GROUP, followers=(FollowerSettings(FIRST), FollowerSettings(LEADER)))


@pytest.mark.rule("4.3")
def test_a_follower_made_leader_of_its_own_group_is_refused() -> None:
    with pytest.raises(GroupError, match=rf"{SECOND} leads"):
        replace(GROUP, leader=SECOND)


@pytest.mark.rule("4.2")
def test_a_follower_that_stands_twice_in_a_group_is_refused() -> None:
    with pytest.raises(GroupError, match="twice"):
        replace(GROUP, followers=(FollowerSettings(FIRST), FollowerSettings(FIRST, multiplier=Decimal(2))))


@pytest.mark.parametrize("name", ["", "   ", "\t"])
def test_a_group_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(GroupError, match="needs a name"):
        replace(GROUP, name=name)


@pytest.mark.rule("4.9", "5.9", "5.2")
def test_what_is_not_chosen_is_the_plain_case() -> None:
    follower = FollowerSettings(FIRST)
    assert (follower.multiplier, follower.max_contracts, follower.on) == (Decimal(1), None, True)
    assert follower.adds is AddsMode.PER_ORDER
    assert follower.mapping == InstrumentMapping()
    assert (GROUP.partial_fills, GROUP.whitelist, GROUP.on) == (PartialFillMode.WHEN_DONE, frozenset(), True)


# --- the whitelist --------------------------------------------------------------------------------------------------


@pytest.mark.rule("8")
@pytest.mark.parametrize(
    ("whitelist", "allowed"),
    [
        ((), True),
        (("MNQ",), True),
        (("MNQZ6",), True),
        (("ES", "MNQ"), True),
        (("NQ",), False),
        (("MNQH7",), False),
        (("M",), False),
    ],
)
def test_the_whitelist_matches_a_root_or_a_dated_contract_and_empty_allows_all(
    whitelist: tuple[str, ...], allowed: bool
) -> None:
    assert replace(GROUP, whitelist=frozenset(whitelist)).allows("MNQ", "MNQZ6") is allowed


# --- followers ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("4.9")
@given(st.integers(min_value=1, max_value=1_000_000))
def test_every_multiplier_above_zero_with_up_to_3_decimals_is_taken(thousandths: int) -> None:
    multiplier = Decimal(thousandths).scaleb(-3)
    assert FollowerSettings(FIRST, multiplier).multiplier == multiplier


@pytest.mark.rule("4.9")
@pytest.mark.parametrize("multiplier", ["0", "0.000", "-0", "-1", "-0.5", "NaN", "sNaN", "Infinity", "-Infinity"])
def test_a_multiplier_that_is_not_above_zero_is_refused(multiplier: str) -> None:
    with pytest.raises(GroupError, match=r"PA-01 must be greater than zero"):
        FollowerSettings(FIRST, Decimal(multiplier))


@pytest.mark.rule("4.9")
@pytest.mark.parametrize(
    ("multiplier", "taken"), [("0.001", True), ("1.2500", True), ("1E+2", True), ("0.0005", False)]
)
def test_decimals_of_a_multiplier_count_only_when_they_say_something(multiplier: str, taken: bool) -> None:
    if taken:
        assert FollowerSettings(FIRST, Decimal(multiplier)).multiplier == Decimal(multiplier)
    else:
        with pytest.raises(GroupError, match="at most 3 decimals"):
            FollowerSettings(FIRST, Decimal(multiplier))


@pytest.mark.rule("4.9")
@pytest.mark.parametrize("limit", [0, -1])
def test_max_contracts_below_one_is_refused(limit: int) -> None:
    with pytest.raises(GroupError, match="must be 1 or more"):
        FollowerSettings(FIRST, max_contracts=limit)
    assert FollowerSettings(FIRST, max_contracts=1).max_contracts == 1


# --- instrument mapping ---------------------------------------------------------------------------------------------


@pytest.mark.rule("4.9")
@pytest.mark.parametrize(
    ("mini", "micro"),
    [("NQ", "MNQ"), ("ES", "MES"), ("RTY", "M2K"), ("YM", "MYM"), ("GC", "MGC"), ("CL", "MCL")],
)
def test_minis_and_micros_stand_for_each_other(mini: str, micro: str) -> None:
    assert mapping(MappingKind.TO_MICRO).root_for(mini) == micro
    assert mapping(MappingKind.TO_MICRO).root_for(micro) == micro
    assert mapping(MappingKind.TO_MINI).root_for(micro) == mini
    assert mapping(MappingKind.TO_MINI).root_for(mini) == mini
    assert mapping(MappingKind.SAME).root_for(mini) == mini


def test_the_table_of_micros_has_no_root_twice() -> None:
    assert len(MICRO_OF) == len(MINI_OF) == 6
    assert not MICRO_OF.keys() & MINI_OF.keys()


@pytest.mark.rule("4.9")
@pytest.mark.parametrize("kind", [MappingKind.TO_MICRO, MappingKind.TO_MINI, MappingKind.CUSTOM])
def test_a_root_without_a_counterpart_has_no_mapping(kind: MappingKind) -> None:
    assert mapping(kind).root_for("ZB") is None


@pytest.mark.rule("4.9")
def test_custom_roots_map_what_they_name_and_nothing_else() -> None:
    custom = mapping(MappingKind.CUSTOM, ValueScaling.NONE, ("NQ", "MES"), ("ES", "ES"))
    assert [custom.root_for(root) for root in ("NQ", "ES", "MNQ")] == ["MES", "ES", None]


@pytest.mark.rule("4.9")
@pytest.mark.parametrize(
    ("kind", "scaling", "root", "factor"),
    [
        (MappingKind.TO_MICRO, ValueScaling.NONE, "NQ", "1"),
        (MappingKind.TO_MICRO, ValueScaling.TIMES_TEN, "NQ", "10"),
        (MappingKind.TO_MINI, ValueScaling.DIVIDED_BY_TEN, "MNQ", "0.1"),
        (MappingKind.TO_MICRO, ValueScaling.TIMES_TEN, "MNQ", "1"),
        (MappingKind.TO_MINI, ValueScaling.DIVIDED_BY_TEN, "NQ", "1"),
        (MappingKind.SAME, ValueScaling.TIMES_TEN, "NQ", "1"),
    ],
)
def test_quantities_are_scaled_only_where_the_root_changes(
    kind: MappingKind, scaling: ValueScaling, root: str, factor: str
) -> None:
    assert mapping(kind, scaling).factor_for(root) == Decimal(factor)
