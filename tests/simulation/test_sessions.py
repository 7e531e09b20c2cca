"""What the simulation itself must do: share out its numbers, name sessions, and make failing ones smaller."""

from tests.simulation.plan import Plan, draw, narrowed
from tests.simulation.playing import attempt
from tests.simulation.profiles import CYCLE, PROFILES, numbers
from tests.simulation.shrinking import shrink
from tests.simulation.steps import Trade


def test_every_number_plays_one_profile_and_each_profile_gets_its_share() -> None:
    played = [(profile, number) for profile in PROFILES for number in numbers(profile, 7, len(CYCLE))]
    assert sorted(number for _, number in played) == list(range(7, 7 + len(CYCLE)))
    for profile in PROFILES.values():
        assert sum(name == profile.name for name, _ in played) == profile.share


def test_a_profile_asked_for_by_name_plays_every_number() -> None:
    assert numbers("restarting", 3, 2, only="restarting") == [3, 4]
    assert numbers("calm", 3, 2, only="restarting") == []


def test_the_same_name_is_the_same_session() -> None:
    plan = draw(PROFILES["resting_troubled"], 3)
    assert plan == draw(PROFILES["resting_troubled"], 3)
    assert plan.steps != draw(PROFILES["resting_troubled"], 4).steps
    told = []
    for _ in range(2):
        _, world = attempt(plan.keep(tuple(range(8)), (0,)))
        told.append(world.told())
    assert told[0] == told[1]


def test_what_is_kept_of_a_session_is_named_by_its_places() -> None:
    plan = draw(PROFILES["calm"], 0)
    smaller = narrowed(plan, "1.5/2")
    assert smaller.steps == (plan.steps[1], plan.steps[5])
    assert smaller.setting.followers == (plan.setting.followers[2],)
    assert narrowed(plan, smaller.kept) == smaller
    assert plan.whole
    assert not smaller.whole


def test_a_failing_session_is_reduced_to_what_makes_it_fail() -> None:
    plan = draw(PROFILES["calm"], 0)
    trades = [place for place, (step, _) in enumerate(plan.steps) if isinstance(step, Trade)]
    needed = {trades[3], trades[-1]}

    def play(smaller: Plan) -> str:
        return "broken" if needed <= set(smaller.kept_steps) and 1 in smaller.kept_followers else ""

    smallest = shrink(plan, "broken", play)
    assert set(smallest.kept_steps) == needed
    assert smallest.kept_followers == (1,)
