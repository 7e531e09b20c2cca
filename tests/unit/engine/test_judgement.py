"""The guard's judgement as tables: what is found, what may stay, and when nothing can be said (section 9)."""

from dataclasses import replace
from typing import Any

import pytest

from mimikdesk.domain.guard import (
    PROFILES,
    FindingCause,
    FindingKind,
    GuardAction,
    GuardProfile,
    GuardRule,
    GuardSettings,
)
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine.judgement import Facts, Unsettled, Wrong, judge

K, A, C = FindingKind, GuardAction, FindingCause
GUARD = GuardSettings()


def found(facts: Facts, settings: GuardSettings = GUARD) -> tuple[FindingKind, GuardAction, int | None] | str | None:
    judged = judge(facts, settings)
    if isinstance(judged, Wrong):
        return judged.kind, judged.rule.action, judged.keep
    return judged.why if isinstance(judged, Unsettled) else None


@pytest.mark.rule("9.4")
@pytest.mark.parametrize(
    ("leader", "position", "expected", "says"),
    [
        (2, 2, 2, None),
        (0, 0, 0, None),
        (2, 0, 2, (K.MISSED_ENTRY, A.ALERT, None)),
        (-2, 0, -2, (K.MISSED_ENTRY, A.ALERT, None)),
        (4, 1, 2, (K.UNDER_SIZE, A.ALERT, None)),
        (-4, -1, -2, (K.UNDER_SIZE, A.ALERT, None)),
        (4, 3, 2, (K.OVER_SIZE, A.TRIM, 2)),
        (-4, -3, -2, (K.OVER_SIZE, A.TRIM, 2)),
        (0, 2, 0, (K.ORPHAN, A.EXIT, 0)),
        (0, -1, 0, (K.ORPHAN, A.EXIT, 0)),
        (2, -1, 2, (K.OPPOSITE_SIDE, A.EXIT, 0)),
        (-2, 1, -2, (K.OPPOSITE_SIDE, A.EXIT, 0)),
        # Nothing is expected, for the trade was held back by rule: on his side it is too much, else it is opposite.
        (2, 1, 0, (K.OVER_SIZE, A.TRIM, 0)),
        (2, -1, 0, (K.OPPOSITE_SIDE, A.EXIT, 0)),
        # He is flat while a copy is ahead of his order: what it holds is expected.
        (0, 2, 2, None),
        (0, 3, 2, (K.OVER_SIZE, A.TRIM, 2)),
    ],
)
def test_the_kind_follows_from_the_three_numbers(leader: int, position: int, expected: int, says: object) -> None:
    assert found(Facts(leader, position, expected)) == says


@pytest.mark.rule("9.4")
@pytest.mark.parametrize(
    ("leader", "position", "expected", "says"),
    [
        (2, 3, 2, (K.ROGUE_TRADE, A.TRIM, 2)),
        (2, 1, 2, (K.ROGUE_TRADE, A.ALERT, None)),
        (2, 0, 2, (K.ROGUE_TRADE, A.ALERT, None)),
        (2, -1, 2, (K.ROGUE_TRADE, A.EXIT, 0)),
        (0, 1, 0, (K.ROGUE_TRADE, A.EXIT, 0)),
        (2, 1, 0, (K.ROGUE_TRADE, A.TRIM, 0)),
    ],
)
def test_a_rogue_trade_is_trimmed_on_the_leaders_side_told_where_it_lacks_and_closed_otherwise(
    leader: int, position: int, expected: int, says: object
) -> None:
    facts = Facts(leader, position, expected, rogue=True)
    assert found(facts) == says
    judged = judge(facts, GUARD)
    assert isinstance(judged, Wrong)
    assert judged.cause is C.MANUAL_TRADE


@pytest.mark.rule("9.2")
@pytest.mark.parametrize(
    "unsettled",
    [
        {"leader_sure": False},
        {"follower_sure": False},
        {"undecided": True},
        {"in_flight": True},
        {"unfinished": True},
        {"owed": True},
        {"unidentified": True},
    ],
)
@pytest.mark.parametrize(("leader", "position", "expected"), [(0, 2, 0), (2, 3, 2), (2, -2, 2), (2, 0, 2)])
def test_nothing_is_judged_before_both_sides_are_settled(
    unsettled: dict[str, Any], leader: int, position: int, expected: int
) -> None:
    facts = Facts(leader, position, expected)
    assert isinstance(judge(facts, GUARD), Wrong)
    assert isinstance(judge(replace(facts, **unsettled), GUARD), Unsettled)


@pytest.mark.rule("9.5")
@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        (Reason.OFFLINE, C.OFFLINE),
        (Reason.REAUTH_REQUIRED, C.OFFLINE),
        (Reason.EXIT_OWED, C.OFFLINE),
        (Reason.LEADER_LINE_DOWN, C.LEADER_OFFLINE),
        (Reason.REDUCED_UNSEEN, C.LEADER_OFFLINE),
        (Reason.REJECTED, C.REJECTED),
        (Reason.MARKET_CLOSED, C.REJECTED),
        (Reason.ENTRY_LATE, C.PARTIAL),
        (Reason.NOT_ON_WHITELIST, C.HELD_BACK),
        (Reason.MAX_CONTRACTS, C.HELD_BACK),
        (Reason.BREAKER_OPEN, C.HELD_BACK),
        (Reason.STARTUP_DIFFERENCE, C.BEFORE_START),
        (None, C.UNKNOWN),
    ],
)
def test_the_cause_is_what_the_books_know(reason: Reason | None, cause: FindingCause) -> None:
    judged = judge(Facts(2, 0, 2, cause=reason), GUARD)
    assert isinstance(judged, Wrong)
    assert judged.cause is cause


@pytest.mark.rule("9.4")
def test_a_difference_within_the_tolerance_of_contracts_is_none() -> None:
    lenient = GuardSettings(changed=((K.OVER_SIZE, GuardRule(A.TRIM, 2_000, contracts=1)),))
    assert found(Facts(4, 3, 2), lenient) is None
    assert found(Facts(4, 4, 2), lenient) == (K.OVER_SIZE, A.TRIM, 2)
    assert found(Facts(0, 1, 0), lenient) == (K.ORPHAN, A.EXIT, 0), "a position beside a flat leader is no size"


@pytest.mark.rule("9.9")
@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (Facts(4, 3, 2), (K.OVER_SIZE, A.TRIM, 2)),
        (Facts(0, 3, 0), (K.ORPHAN, A.EXIT, 0)),
        (Facts(2, -2, 2), (K.OPPOSITE_SIDE, A.EXIT, 0)),
        (Facts(2, 1, 2), None),
        (Facts(2, 0, 2), None),
    ],
)
def test_the_profile_trim_takes_off_what_is_too_much_and_looks_at_nothing_else(facts: Facts, says: object) -> None:
    assert found(facts, GuardSettings(GuardProfile.TRIM)) == says


@pytest.mark.rule("9.9")
@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (Facts(4, 3, 2), None),
        (Facts(4, 1, 2), None),
        (Facts(4, 1, 0), None),
        (Facts(2, 0, 2), None),
        (Facts(0, 3, 0), (K.ORPHAN, A.EXIT, 0)),
        (Facts(0, 3, 0, rogue=True), (K.ROGUE_TRADE, A.EXIT, 0)),
        (Facts(2, -2, 2), (K.OPPOSITE_SIDE, A.EXIT, 0)),
        (Facts(0, 3, 0, filled=False), None),
        (Facts(2, -2, 2, filled=False), None),
    ],
)
def test_the_profile_exit_on_fill_looks_at_side_and_instrument_when_something_was_filled(
    facts: Facts, says: object
) -> None:
    assert found(facts, GuardSettings(GuardProfile.EXIT_ON_FILL)) == says


@pytest.mark.rule("9.9")
def test_the_profile_alert_only_finds_everything_and_closes_nothing() -> None:
    alert = GuardSettings(GuardProfile.ALERT_ONLY)
    for numbers in ((2, 0, 2), (4, 1, 2), (4, 3, 2), (0, 2, 0), (2, -1, 2)):
        for rogue in (False, True):
            judged = judge(Facts(*numbers, rogue=rogue), alert)
            assert isinstance(judged, Wrong)
            assert (judged.rule.action, judged.keep) == (A.ALERT, None)


@pytest.mark.rule("9.4", "9.9")
def test_the_default_table_is_the_rules_table() -> None:
    table = {kind: (rule.action, rule.tolerance_ms, rule.contracts) for kind, rule in PROFILES[GUARD.profile].items()}
    assert table == {
        K.MISSED_ENTRY: (A.ALERT, 3_000, 0),
        K.UNDER_SIZE: (A.ALERT, 3_000, 0),
        K.OVER_SIZE: (A.TRIM, 2_000, 0),
        K.ORPHAN: (A.EXIT, 2_000, 0),
        K.OPPOSITE_SIDE: (A.EXIT, 0, 0),
        K.ROGUE_TRADE: (A.EXIT, 0, 0),
    }
    assert PROFILES[GuardProfile.POLL] == PROFILES[GuardProfile.GUARD]


@pytest.mark.rule("9.6")
@pytest.mark.parametrize("profile", list(GuardProfile))
def test_whatever_the_numbers_a_correction_leaves_no_more_than_is_held_and_never_turns_round(
    profile: GuardProfile,
) -> None:
    settings = GuardSettings(profile)
    for leader in range(-3, 4):
        for position in range(-3, 4):
            for expected in range(-3, 4):
                for rogue in (False, True):
                    judged = judge(Facts(leader, position, expected, rogue=rogue), settings)
                    if isinstance(judged, Wrong) and judged.keep is not None:
                        assert 0 <= judged.keep < abs(position)
                        assert judged.kind is not K.MISSED_ENTRY
