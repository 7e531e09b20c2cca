"""How a group is guarded, and what was changed about it, as the trader reads it."""

from dataclasses import replace

import pytest

from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import PROFILES, FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.domain.guard_words import ACTION_NAMES, KIND_NAMES, PROFILE_SENTENCES, change, seconds, short

GUARD = GuardSettings()
SLOW_ORPHAN = (FindingKind.ORPHAN, GuardRule(GuardAction.EXIT_AND_PAUSE, 5_500))
KEEP, LEAVE = ClosedMarket.KEEP, ClosedMarket.LEAVE


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        (GUARD, "Guard"),
        (replace(GUARD, on=False), "Guard, corrections off"),
        (GuardSettings(GuardProfile.POLL, poll_s=1_800), "Every 1,800 s"),
        (GuardSettings(GuardProfile.EXIT_ON_FILL), "Exit on fill"),
        (GuardSettings(GuardProfile.ALERT_ONLY, on=False), "Alert only"),
    ],
)
def test_the_short_name_says_profile_and_whether_it_corrects(guard: GuardSettings, text: str) -> None:
    assert short(guard) == text


@pytest.mark.parametrize(("ms", "text"), [(0, "0"), (2_000, "2"), (2_500, "2.5"), (50, "0.05"), (60_000, "60")])
def test_tolerances_are_told_in_seconds(ms: int, text: str) -> None:
    assert seconds(ms) == text


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (GUARD, GUARD, ""),
        (GUARD, GuardSettings(GuardProfile.TRIM), "The guard of “NQ scalps” is now “Trim”."),
        (
            GUARD,
            replace(GUARD, changed=(SLOW_ORPHAN,)),
            "The guard of “NQ scalps” is now “Guard”. Orphan: exit and pause after 5.5 s.",
        ),
        (
            replace(GUARD, changed=(SLOW_ORPHAN,)),
            replace(GUARD, on=False),
            "The guard of “NQ scalps” is now “Guard, corrections off”. Findings are shown, nothing is closed by "
            "itself. Orphan: exit after 2 s.",
        ),
        (
            GuardSettings(GuardProfile.TRIM, changed=(SLOW_ORPHAN,)),
            replace(GUARD, disable_on_breach=True, changed=(SLOW_ORPHAN,)),
            "The guard of “NQ scalps” is now “Guard”. A breach disables replication. "
            "Orphan: exit and pause after 5.5 s.",
        ),
        (
            GUARD,
            replace(GUARD, changed=((FindingKind.OVER_SIZE, GuardRule(GuardAction.TRIM, 0, 1)),)),
            "The guard of “NQ scalps” is now “Guard”. Over-size: trim to expected at once, up to 1 contract tolerated.",
        ),
    ],
)
def test_a_change_tells_how_it_is_now_and_what_differs(old: GuardSettings, new: GuardSettings, text: str) -> None:
    assert change("NQ scalps", old, new, KEEP, KEEP) == text


def test_the_way_of_a_closed_market_is_told() -> None:
    assert change("G", GUARD, GUARD, KEEP, LEAVE) == (
        "The guard of “G” is now “Guard”. In a closed market: leave the position."
    )


def test_every_kind_action_and_profile_that_can_be_chosen_has_its_words() -> None:
    assert set(PROFILE_SENTENCES) == set(PROFILES)
    assert set(KIND_NAMES) == set(FindingKind) - {FindingKind.STALE}
    assert set(ACTION_NAMES) == set(GuardAction) - {GuardAction.ASK}
