"""What is typed in the guard window becomes settings, or a sentence that says why it cannot."""

from dataclasses import replace

import pytest

from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import PROFILES, FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.gui.guard_draft import KINDS, NO_CONTRACTS, NO_POLL, NO_SECONDS, GuardDraft

ALERT, TRIM, EXIT, PAUSE = GuardAction.ALERT, GuardAction.TRIM, GuardAction.EXIT, GuardAction.EXIT_AND_PAUSE
OVER, ORPHAN = FindingKind.OVER_SIZE, FindingKind.ORPHAN
SLOW = GuardRule(PAUSE, 5_500)
CHANGED = GuardSettings(GuardProfile.POLL, False, True, 30, ((ORPHAN, SLOW), (OVER, GuardRule(TRIM, 0, 2))))


def draft(guard: GuardSettings | None = None) -> GuardDraft:
    return GuardDraft(guard or GuardSettings(), ClosedMarket.KEEP)


def alike(one: GuardSettings, other: GuardSettings) -> bool:
    return replace(one, changed=()) == replace(other, changed=()) and set(one.changed) == set(other.changed)


@pytest.mark.parametrize("guard", [CHANGED, *(GuardSettings(profile) for profile in GuardProfile)])
def test_settings_that_nobody_touched_come_out_as_they_went_in(guard: GuardSettings) -> None:
    assert alike(draft(guard).settings(), guard)
    assert not draft(guard).differs()


@pytest.mark.rule("9.9")
@pytest.mark.parametrize("profile", list(GuardProfile))
def test_a_profile_fills_the_table_at_once(profile: GuardProfile) -> None:
    made = draft(CHANGED)
    made.profile = profile
    shown = {row.kind: row.typed.action for row in made.rows() if row.typed.action is not None}
    expected = {kind: rule.action for kind, rule in PROFILES[profile].items()}
    assert shown == (expected if profile is not GuardProfile.POLL else expected | {ORPHAN: PAUSE, OVER: TRIM})


def test_looking_at_another_profile_loses_no_changes_and_saves_only_those_of_the_chosen_one() -> None:
    made = draft(CHANGED)
    made.profile = GuardProfile.TRIM
    assert made.settings().changed == ()
    made.set_tolerance(ORPHAN, "9")
    assert made.settings().changed == ((ORPHAN, GuardRule(EXIT, 9_000)),)
    made.profile = GuardProfile.POLL
    assert alike(made.settings(), CHANGED)


def test_a_changed_row_is_marked_until_it_is_put_back_or_typed_back() -> None:
    made = draft()
    assert not made.row(ORPHAN).changed
    made.set_action(ORPHAN, PAUSE)
    assert [row.kind for row in made.rows() if row.changed] == [ORPHAN]
    made.put_back(ORPHAN)
    assert made.row(ORPHAN) == draft().row(ORPHAN)
    made.set_tolerance(ORPHAN, "5")
    assert made.row(ORPHAN).changed
    made.set_tolerance(ORPHAN, "2.000")
    assert not made.row(ORPHAN).changed
    assert not made.differs()


@pytest.mark.parametrize(
    ("text", "ms"),
    [("0", 0), ("60", 60_000), (" 2.5 ", 2_500), ("2,5", 2_500), (".25", 250), ("3.", 3_000), ("0.001", 1)],
)
def test_seconds_are_read_as_people_write_them(text: str, ms: int) -> None:
    made = draft(GuardSettings(GuardProfile.ALERT_ONLY))
    made.set_tolerance(ORPHAN, text)
    assert made.row(ORPHAN).wrong == ""
    assert made.settings().rule(ORPHAN) == GuardRule(ALERT, ms)


@pytest.mark.parametrize("text", ["", ".", "two", "-1", "1.0001", "1e3", "½"])
def test_what_is_no_number_of_seconds_is_said_in_its_row_and_not_saved(text: str) -> None:
    made = draft()
    made.set_tolerance(ORPHAN, text)
    row = made.row(ORPHAN)
    assert (row.wrong_tolerance, row.wrong_contracts, row.changed) == (NO_SECONDS, "", True)
    with pytest.raises(GroupError, match="Orphan"):
        made.settings()


def test_a_tolerance_out_of_range_is_told_in_seconds() -> None:
    made = draft()
    made.set_tolerance(OVER, "60.5")
    assert made.row(OVER).wrong == "A tolerance of the guard lies between 0 and 60 s; it is 60.5 s."


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5"])
def test_contracts_are_whole_numbers(text: str) -> None:
    made = draft()
    made.set_contracts(OVER, text)
    assert made.row(OVER).wrong_contracts == NO_CONTRACTS
    with pytest.raises(GroupError):
        made.differs()
    made.set_contracts(OVER, "2")
    assert made.settings().rule(OVER) == GuardRule(TRIM, 2_000, 2)


@pytest.mark.rule("9.4")
@pytest.mark.parametrize("profile", list(GuardProfile))
def test_what_a_follower_lacks_can_only_be_alerted(profile: GuardProfile) -> None:
    made = draft(GuardSettings(profile))
    for kind in (FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE):
        assert set(made.row(kind).choices) <= {None, ALERT}


@pytest.mark.rule("9.4", "9.9")
@pytest.mark.parametrize("profile", list(GuardProfile))
def test_every_choice_that_is_offered_can_be_saved(profile: GuardProfile) -> None:
    for kind in KINDS:
        for action in draft(GuardSettings(profile)).row(kind).choices:
            made = draft(GuardSettings(profile))
            made.set_action(kind, action)
            rule = made.settings().rule(kind)
            assert (rule.action if rule is not None else None) is action


def test_a_kind_that_the_profile_does_not_watch_can_be_watched_and_begins_with_usual_tolerances() -> None:
    made = draft(GuardSettings(GuardProfile.TRIM))
    missed = FindingKind.MISSED_ENTRY
    assert made.row(missed).choices == (None, ALERT)
    made.set_action(missed, ALERT)
    assert made.settings().changed == ((missed, GuardRule(ALERT, 3_000)),)
    made.set_action(missed, None)
    assert not made.differs()


@pytest.mark.rule("9.9")
def test_a_profile_that_looks_at_side_only_offers_nothing_about_sizes() -> None:
    made = draft(GuardSettings(GuardProfile.EXIT_ON_FILL))
    assert {kind for kind in KINDS if len(made.row(kind).choices) > 1} == {
        FindingKind.ORPHAN,
        FindingKind.OPPOSITE_SIDE,
        FindingKind.ROGUE_TRADE,
    }


@pytest.mark.parametrize(("text", "wrong"), [("x", NO_POLL), ("", NO_POLL), ("0", "it is 0 s"), ("3601", "3601 s")])
def test_the_pace_is_checked_only_where_it_counts(text: str, wrong: str) -> None:
    made = draft()
    made.poll = text
    assert made.settings() == GuardSettings()
    made.profile = GuardProfile.POLL
    assert wrong in made.wrong_poll
    with pytest.raises(GroupError):
        made.settings()
    made.poll = "30"
    assert made.settings() == GuardSettings(GuardProfile.POLL, poll_s=30)


@pytest.mark.rule("9.7")
def test_it_knows_whether_anything_is_closed_by_itself() -> None:
    made = draft()
    assert made.corrects
    made.on = False
    assert not made.corrects
    made.on, made.profile = True, GuardProfile.ALERT_ONLY
    assert not made.corrects
    made.set_action(ORPHAN, EXIT)
    assert made.corrects


def test_the_switches_and_the_closed_market_are_changes_too() -> None:
    for name in ("on", "disable_on_breach"):
        made = draft()
        setattr(made, name, not getattr(made, name))
        assert made.differs()
    made = draft()
    made.closed_market = ClosedMarket.LEAVE
    assert made.differs()
    assert made.settings() == GuardSettings()
