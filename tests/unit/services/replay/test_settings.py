"""The settings of a replay as they are typed: each is read, and a wrong one says what to write instead."""

from decimal import Decimal
from pathlib import Path

import pytest

from mimikdesk.domain.errors import ReplayError
from mimikdesk.domain.group import AddsMode, InstrumentMapping, MappingKind, PartialFillMode, ValueScaling
from mimikdesk.services.replay.settings import (
    group_of,
    read_follower,
    read_group_file,
    read_partial_fills,
    read_whitelist,
)

pytestmark = pytest.mark.rule("13.6")


def test_a_follower_is_read_with_all_its_settings() -> None:
    follower = read_follower("PA-01=0.5,max=4,adds=by_position,map=to_micro,scaling=times_ten")
    assert (follower.account, follower.multiplier, follower.max_contracts) == ("replay/PA-01", Decimal("0.5"), 4)
    assert follower.adds is AddsMode.BY_POSITION
    assert follower.mapping == InstrumentMapping(MappingKind.TO_MICRO, (), ValueScaling.TIMES_TEN)


def test_roots_can_be_mapped_pair_by_pair() -> None:
    mapping = read_follower("A=1,map=nq:MNQ+ES:MES").mapping
    assert mapping == InstrumentMapping(MappingKind.CUSTOM, (("NQ", "MNQ"), ("ES", "MES")))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("PA-01", "Write NAME=MULTIPLIER, for example PA-01=0.5."),
        ("=2", "Write NAME=MULTIPLIER"),
        ("A=two", "The multiplier of A is “two”, which is not a number."),
        ("A=0", "The multiplier of A must be greater than zero"),
        ("A=1.0001", "at most 3 decimals"),
        ("A=1,max=many", "The max of A is “many”, which is not a whole number of contracts."),
        ("A=1,max=0", "Max contracts of A must be 1 or more"),
        ("A=1,mode=often", "“often” is not known for mode. Choose one of on_submit, on_fill, off."),
        ("A=1,adds=often", "“often” is not known for adds. Choose one of per_order, by_position."),
        ("A=1,map=custom", "Choose one of same, to_micro, to_mini, or pairs of roots such as NQ:MNQ+ES:MES."),
        ("A=1,map=NQ:", "is not a pair of roots"),
        ("A=1,limit=3", "“limit” is not known. There are: multiplier, mode, max, adds, map, scaling."),
        ("A=1,max", "“max” of the follower A has no value. Write max=VALUE."),
    ],
)
def test_a_wrong_setting_says_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(ReplayError) as refused:
        read_follower(text)
    assert sentence in str(refused.value)


def test_whitelist_and_partial_fills_are_read() -> None:
    assert read_whitelist("mnq, ESZ6,") == {"MNQ", "ESZ6"}
    assert read_partial_fills("each") is PartialFillMode.EACH_FILL
    with pytest.raises(ReplayError, match="Choose one of each, done"):
        read_partial_fills("sometimes")


def test_a_follower_given_twice_is_refused() -> None:
    with pytest.raises(ReplayError, match="stands twice"):
        group_of([read_follower("A=1"), read_follower("A=2")])


def test_a_group_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "g.toml"
    path.write_text(
        'name = "Evals"\nwhitelist = ["mnq"]\npartial_fills = "each"\n'
        '[[follower]]\nname = "A"\nmultiplier = 0.1\nmax = 3\n[[follower]]\nname = "B"\n',
        encoding="utf-8",
    )
    group = read_group_file(path)
    assert (group.name, group.whitelist, group.partial_fills) == (
        "Evals",
        frozenset({"MNQ"}),
        PartialFillMode.EACH_FILL,
    )
    assert [(f.account, f.multiplier, f.max_contracts) for f in group.followers] == [
        ("replay/A", Decimal("0.1"), 3),
        ("replay/B", Decimal(1), None),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = ", "g.toml is not a TOML file"),
        ('name = "X"', "needs at least one follower"),
        ("[[follower]]\nmultiplier = 1", "a follower has no name"),
        ('followers = "A"', "“followers” is not known. There are: name, whitelist, partial_fills, follower."),
        ('follower = "A"', "each follower begins with the line [[follower]]"),
        ('whitelist = "MNQ"', "the whitelist is a list"),
    ],
)
def test_a_wrong_group_file_says_what_is_wrong(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "g.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReplayError) as refused:
        read_group_file(path)
    assert sentence in str(refused.value)
