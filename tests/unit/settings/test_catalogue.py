"""The table of settings is whole, takes what fits, and says in words what does not."""

import re
from decimal import Decimal
from typing import Any

import pytest

from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.settings.catalogue import BY_KEY, SETTINGS, Kind, Setting
from mimikdesk.settings.model import CopyDefaults, Settings, SettingsError

EACH = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
OTHER: dict[Kind, Any] = {Kind.SWITCH: None, Kind.WHOLE: 17, Kind.FACTOR: "0.125"}
"""A value of each kind that is nobody's default; a switch has its other side and a choice its last one."""


def other(setting: Setting) -> Any:
    if setting.kind is Kind.SWITCH:
        return not setting.default
    return setting.choices[-1][0] if setting.kind is Kind.CHOICE else OTHER[setting.kind]


@EACH
def test_a_setting_has_a_fitting_default_and_keeps_another_value_without_touching_the_others(setting: Setting) -> None:
    assert setting.fits(setting.default)
    value = other(setting)
    assert setting.fits(value)
    assert value != setting.default
    changed = setting.write(Settings(), value)
    assert {each.key for each in SETTINGS if each.read(changed) != each.default} == {setting.key}
    assert setting.read(changed) == value
    assert setting.write(changed, setting.default) == Settings()


@EACH
def test_a_setting_is_explained_in_sentences_and_shown_in_words(setting: Setting) -> None:
    assert re.fullmatch(r"[A-Z].*\.", setting.words)
    assert "_" not in setting.title + setting.words
    for value in (setting.default, other(setting)):
        assert setting.shown(value)
        assert "_" not in setting.shown(value)


@EACH
@pytest.mark.parametrize("wrong", ["purple!", -1, 1.5, [], {}, 10**30, "NaN", "1e3", "-1", "0", "0.0001"])
def test_what_does_not_fit_is_refused(setting: Setting, wrong: Any) -> None:
    assert not setting.fits(wrong)


def test_only_a_setting_that_may_be_without_a_value_takes_none() -> None:
    assert {setting.key for setting in SETTINGS if setting.fits(None)} == {"practice_seed"}


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("new_multiplier", " 0.50 ", "0.5"),
        ("new_multiplier", "2,5", "2.5"),
        ("new_multiplier", "10", "10"),
        ("alerts_repeat_s", "30", 30),
        ("practice_seed", "", None),
        ("practice_seed", "12,345", 12345),
    ],
)
def test_what_is_typed_is_read_as_a_trader_means_it(key: str, typed: str, value: Any) -> None:
    assert BY_KEY[key].parse(typed) == value


@pytest.mark.parametrize(
    ("key", "typed", "wanted"),
    [
        ("new_multiplier", "0", "greater than 0"),
        ("new_multiplier", "0.0005", "at most 3 decimals"),
        ("new_multiplier", "half", "such as 0.5"),
        ("new_multiplier", "", "greater than 0"),
        ("alerts_repeat_s", "4", "from 5 to 600"),
        ("alerts_repeat_s", "", "from 5 to 600"),
        ("alerts_repeat_s", "٣٠", "from 5 to 600"),
        ("practice_seed", "-3", "leave it empty"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_is_wanted(key: str, typed: str, wanted: str) -> None:
    with pytest.raises(SettingsError, match=wanted) as told:
        BY_KEY[key].parse(typed)
    assert "null" not in str(told.value)


def test_new_groups_begin_as_groups_begin_by_themselves() -> None:
    follower = FollowerSettings(AccountId("a"))
    group = CopyGroup(GroupId("g"), "G", AccountId("l"), (follower,))
    usual = CopyDefaults()
    assert (usual.multiplier, usual.mode, usual.adds) == (follower.multiplier, follower.mode, follower.adds)
    assert (usual.partial_fills, usual.guard) == (group.partial_fills, group.guard.profile)
    assert usual.multiplier == Decimal(1)
