"""The plan: how large each resting copy should be (rules 6.2 and 6.7), as tables and as properties."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mimikdesk.engine.plan import Line, Standing, plan
from mimikdesk.engine.sizing import open_size

CENTRE = Decimal(21000)


def limit(sign: int, qty: int, away: int = 10, **more: object) -> Line:
    """A limit ``away`` points from the market: a sell above, a buy below."""
    return Line(f"limit{sign}{qty}{away}", sign, qty, False, CENTRE - sign * away, **more)  # type: ignore[arg-type]


def stop(sign: int, qty: int, away: int = 10, **more: object) -> Line:
    """A stop ``away`` points from the market: a sell below, a buy above."""
    return Line(f"stop{sign}{qty}{away}", sign, qty, True, CENTRE + sign * away, **more)  # type: ignore[arg-type]


def standing(leader: int, follower: int, multiplier: str = "1", **more: object) -> Standing:
    """Both as they stand; the follower's share is all it holds unless told."""
    values: dict[str, object] = {
        "leader": leader,
        "live": abs(leader),
        "held": follower,
        "under_stops": follower,
        "share": follower,
        "multiplier": Decimal(multiplier),
    }
    return Standing(**{**values, **more})  # type: ignore[arg-type]


def planned(at: Standing, *lines: Line) -> list[tuple[int, int]]:
    """Closes and opens of each line, in the order given."""
    plan(list(lines), at)
    return [(line.closes, line.opens) for line in lines]


# --- exits ------------------------------------------------------------------------------------------------------------


@pytest.mark.rule("6.6", "6.7", "5.3")
@pytest.mark.parametrize("order", [limit, stop])
@pytest.mark.parametrize(
    ("follower", "ours"),
    [
        (5, (3, 1, 1)),
        (4, (2, 1, 1)),
        (2, (0, 1, 1)),  # its own exit has filled before the leader's; what is ahead answers to his next ones
    ],
)
def test_exits_take_what_is_ahead_of_the_leader_last(order: Callable[..., Line], follower: int, ours: object) -> None:
    lines = [order(-1, 3, away=10), order(-1, 1, away=20), order(-1, 1, away=30)]
    plan(lines, standing(5, follower, ahead=(2, 2)))
    assert tuple(line.closes for line in lines) == ours


@pytest.mark.rule("6.7", "5.3")
@pytest.mark.parametrize(
    ("multiplier", "leader", "follower", "targets", "ours"),
    [
        ("0.5", 3, 2, (1, 1, 1), (1, 0, 1)),
        ("1", 3, 3, (1, 1, 1), (1, 1, 1)),
        ("2", 3, 6, (1, 1, 1), (2, 2, 2)),
        ("1.3", 3, 4, (1, 1, 1), (1, 1, 2)),
        ("0.5", 4, 2, (2, 1, 1), (1, 0, 1)),
        ("0.25", 4, 1, (1, 1, 1, 1), (0, 0, 0, 1)),
        ("1", 5, 2, (1, 1, 1, 1, 1), (0, 0, 1, 0, 1)),
        ("1", 3, 3, (1, 1), (1, 1)),
        ("0.5", 3, 2, (3,), (2,)),
        ("1", 2, 0, (1, 1), (0, 0)),
    ],
)
def test_targets_share_the_position_by_the_chain_of_reductions_nearest_first(
    multiplier: str, leader: int, follower: int, targets: tuple[int, ...], ours: tuple[int, ...]
) -> None:
    lines = [limit(-1, qty, 10 * (i + 1)) for i, qty in enumerate(targets)]
    at = standing(leader, follower, multiplier)
    closes = [part for part, _ in planned(at, *lines)]
    assert tuple(closes) == ours


@pytest.mark.rule("6.7")
def test_the_nearest_target_comes_first_whatever_the_order_they_were_sent_in() -> None:
    far, near, middle = limit(-1, 1, 30), limit(-1, 1, 10), limit(-1, 1, 20)
    assert planned(standing(3, 2, "0.5"), far, near, middle) == [(1, 0), (1, 0), (0, 0)]
    far, near, middle = limit(1, 1, 30), limit(1, 1, 10), limit(1, 1, 20)
    assert planned(standing(-3, 2, "0.5"), far, near, middle) == [(1, 0), (1, 0), (0, 0)]


@pytest.mark.rule("6.7")
@pytest.mark.parametrize(
    ("leader", "follower", "stops", "ours"),
    [
        (3, 2, (3,), (2,)),
        (3, 2, (1,), (1,)),
        (3, 2, (2,), (2,)),
        (3, 2, (1, 1, 1), (1, 1, 0)),
        (4, 10, (1,), (3,)),
        (4, 10, (3,), (8,)),
        (4, 1, (1, 3), (1, 0)),
        (5, 2, (5,), (2,)),
        (3, 0, (3,), (0,)),
    ],
)
def test_stops_cover_the_ceiling_of_the_position_times_what_the_leaders_stops_cover(
    leader: int, follower: int, stops: tuple[int, ...], ours: tuple[int, ...]
) -> None:
    lines = [stop(-1, qty, 10 * (i + 1)) for i, qty in enumerate(stops)]
    assert tuple(part for part, _ in planned(standing(leader, follower), *lines)) == ours


@pytest.mark.rule("6.7")
def test_limits_and_stops_are_alternatives_and_each_class_may_close_everything() -> None:
    assert planned(standing(3, 3), limit(-1, 3), stop(-1, 3)) == [(3, 0), (3, 0)]


@pytest.mark.rule("6.5")
def test_stops_stay_for_what_an_exit_in_flight_or_late_has_not_closed_yet() -> None:
    at = standing(3, 1, under_stops=3)
    assert planned(at, limit(-1, 3), stop(-1, 3)) == [(1, 0), (3, 0)]


@pytest.mark.rule("5.3")
def test_a_share_that_is_not_whole_decides_which_target_closes_what() -> None:
    at = standing(2, 2, "0.5", share=Fraction(4, 3))
    assert planned(at, limit(-1, 1, 10), limit(-1, 1, 20)) == [(1, 0), (1, 0)]


@pytest.mark.rule("5.3")
def test_contracts_from_before_the_start_are_not_answered_to() -> None:
    assert planned(standing(4, 2, live=2), limit(-1, 4)) == [(2, 0)]
    assert planned(standing(4, 0, live=0), limit(-1, 4)) == [(0, 0)]


# --- crossing and opening ---------------------------------------------------------------------------------------------


@pytest.mark.rule("6.2", "5.4")
@pytest.mark.parametrize(
    ("multiplier", "leader", "follower", "sells", "ours"),
    [
        ("1", 2, 2, 5, (2, 3)),
        ("0.5", 3, 2, 4, (2, 1)),
        ("0.5", 2, 1, 2, (1, 0)),
        ("2", 1, 2, 2, (2, 2)),
        ("1", 3, 0, 5, (0, 2)),
    ],
)
def test_an_order_beyond_the_position_closes_and_opens_by_both_rules(
    multiplier: str, leader: int, follower: int, sells: int, ours: tuple[int, int]
) -> None:
    assert planned(standing(leader, follower, multiplier), limit(-1, sells)) == [ours]
    assert planned(standing(leader, follower, multiplier), stop(-1, sells)) == [ours]


@pytest.mark.rule("6.2", "6.10")
def test_a_crossing_order_under_a_hold_is_cut_to_the_position_and_an_entry_to_nothing() -> None:
    assert planned(standing(2, 2), limit(-1, 5, may_open=False), limit(1, 2, may_open=False)) == [(2, 0), (0, 0)]


@pytest.mark.rule("6.2", "5.1")
@pytest.mark.parametrize(
    ("opened", "remaining", "counted", "opens"), [(0, 3, 0, 2), (1, 2, 1, 1), (2, 1, 1, 1), (3, 1, 2, 0), (1, 4, 2, 1)]
)
def test_the_rest_of_an_entry_is_sized_as_one_order_with_what_it_opened(
    opened: int, remaining: int, counted: int, opens: int
) -> None:
    at = standing(opened, counted, "0.5")
    assert planned(at, limit(1, remaining, opened=opened, counted=counted)) == [(0, opens)]


@pytest.mark.rule("5.5")
def test_entries_of_one_side_share_the_room_limits_first() -> None:
    at = standing(0, 0, room=(5, 1))
    lines = stop(1, 3), limit(1, 4, 20), limit(-1, 3)
    assert planned(at, *lines) == [(0, 1), (0, 4), (0, 1)]


@pytest.mark.rule("5.5", "5.4")
def test_the_room_never_touches_what_closes() -> None:
    assert planned(standing(4, 4, room=(0, 0)), limit(-1, 6), stop(-1, 4)) == [(4, 0), (4, 0)]


@pytest.mark.rule("5.9")
def test_by_position_adds_are_clipped_to_the_size_of_the_leaders_whole_position() -> None:
    at = standing(9, 1, "0.1", by_position=True, committed=(1, 0))
    assert planned(at, limit(1, 1, 10), limit(1, 1, 20)) == [(0, 0), (0, 1)]
    at = standing(0, 0, "0.1", by_position=True)
    assert planned(at, limit(1, 1, 10), limit(1, 9, 20), limit(1, 1, 30)) == [(0, 1), (0, 0), (0, 1)]


# --- properties -------------------------------------------------------------------------------------------------------

MULTIPLIERS = st.sampled_from(["0.1", "0.25", "0.333", "0.5", "0.9", "1", "1.3", "2", "2.5"])


@st.composite
def situations(draw: st.DrawFn) -> tuple[Standing, list[Line]]:
    leader = draw(st.integers(-6, 6))
    multiplier = draw(MULTIPLIERS)
    held = draw(st.integers(0, 12)) if leader else 0
    under = held + draw(st.integers(0, 3)) if held else 0
    room = draw(st.none() | st.integers(0, 10)), draw(st.none() | st.integers(0, 10))
    at = standing(
        leader,
        held,
        multiplier,
        live=draw(st.integers(0, abs(leader))),
        under_stops=under,
        share=draw(st.integers(0, held * 4)) * Fraction(1, 4),
        room=room,
        by_position=draw(st.booleans()),
        committed=(held if leader > 0 else 0, held if leader < 0 else 0),
    )
    lines = []
    for index in range(draw(st.integers(0, 6))):
        line = Line(
            f"line{index}",
            draw(st.sampled_from([1, -1])),
            draw(st.integers(1, 7)),
            draw(st.booleans()),
            draw(st.none() | st.integers(20900, 21100).map(Decimal)),
            opened=draw(st.integers(0, 3)),
            may_open=draw(st.booleans()),
        )
        line.counted = open_size(line.opened, Decimal(multiplier)) if line.opened else 0
        lines.append(line)
    return at, lines


@pytest.mark.rule("5.6", "5.7", "6.7")
@settings(max_examples=200, deadline=None)
@given(situations())
def test_no_class_of_exits_can_close_more_than_is_held(situation: tuple[Standing, list[Line]]) -> None:
    at, lines = situation
    plan(lines, at)
    side = (at.leader > 0) - (at.leader < 0)
    assert all(line.closes >= 0 and line.opens >= 0 for line in lines)
    assert all(not line.closes for line in lines if line.sign != -side)
    assert sum(line.closes for line in lines if not line.stops) <= at.held
    assert sum(line.closes for line in lines if line.stops) <= at.under_stops


@pytest.mark.rule("5.5", "6.10")
@settings(max_examples=200, deadline=None)
@given(situations())
def test_entries_together_never_exceed_the_room_and_a_held_one_opens_nothing(
    situation: tuple[Standing, list[Line]],
) -> None:
    at, lines = situation
    plan(lines, at)
    for sign, room in zip((1, -1), at.room, strict=True):
        if room is not None:
            assert sum(line.opens for line in lines if line.sign == sign) <= room
    assert all(not line.opens for line in lines if not line.may_open)


@pytest.mark.rule("5.1", "6.2")
@settings(max_examples=200, deadline=None)
@given(situations())
def test_an_order_never_opens_more_than_its_own_size_by_rule(situation: tuple[Standing, list[Line]]) -> None:
    at, lines = situation
    plan(lines, at)
    for line in lines:
        opening = line.remaining - line.reduces
        whole = open_size(line.opened + opening, at.multiplier) if opening else 0
        assert line.opens <= max(0, whole - line.counted)
        assert line.reduces <= line.remaining


@pytest.mark.rule("5.3", "6.7")
@settings(max_examples=200, deadline=None)
@given(st.integers(1, 8), st.integers(1, 12), MULTIPLIERS, st.lists(st.integers(1, 3), min_size=1, max_size=8))
def test_exits_for_all_of_the_leaders_position_close_all_of_the_followers(
    leader: int, held: int, multiplier: str, parts: list[int]
) -> None:
    sizes = []
    left = leader
    for part in parts:
        sizes.append(min(part, left))
        left -= sizes[-1]
    sizes = [size for size in [*sizes, left] if size]
    targets = [limit(-1, size, 10 * (i + 1)) for i, size in enumerate(sizes)]
    stops = [stop(-1, size, 10 * (i + 1)) for i, size in enumerate(sizes)]
    plan([*targets, *stops], standing(leader, held, multiplier))
    assert sum(line.closes for line in targets) == held
    assert sum(line.closes for line in stops) == held


@pytest.mark.rule("5.3", "6.7")
@settings(max_examples=200, deadline=None)
@given(st.integers(1, 8), st.integers(1, 12), MULTIPLIERS, st.integers(1, 7), st.booleans())
def test_a_larger_exit_of_the_leader_never_closes_less(
    leader: int, held: int, multiplier: str, size: int, stops: bool
) -> None:
    make = stop if stops else limit
    at = standing(leader, held, multiplier)
    smaller, larger = make(-1, size), make(-1, size + 1)
    assert planned(at, smaller)[0][0] <= planned(at, larger)[0][0]
    if not stops:
        assert held - smaller.closes >= (1 if leader > size else 0), "while he holds some, so do we"


@pytest.mark.rule("6.7")
@settings(max_examples=200, deadline=None)
@given(st.integers(1, 8), st.integers(0, 12), st.integers(1, 8))
def test_a_stop_covers_at_least_its_part_of_the_position(leader: int, held: int, size: int) -> None:
    line = stop(-1, size)
    plan([line], standing(leader, held))
    assert line.closes == ceil(Fraction(held * min(size, leader), leader))
