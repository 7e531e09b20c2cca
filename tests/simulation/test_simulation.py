"""Random sessions of a leader, calm and troubled, each from one seed."""

import pytest

from tests.simulation.world import Plan, World


def play(plan: Plan) -> None:
    world = World(plan)
    try:
        world.play()
    except AssertionError as error:
        about = [word for word in str(error).replace(":", " ").split() if word.startswith("c") and "/" in word]
        lines = [line for line in world.told() if not about or any(word in line for word in (*about, "leader"))]
        told = "\n".join(lines[-120:])
        name = "hand_traded" if plan.hands else "troubled" if plan.troubled else "calm"
        again = f"pytest tests/simulation -n0 -k {name} --sim-first={plan.seed} --sim-seeds=1"
        raise AssertionError(f"{error}\n\n{told}\n\nThis run again: {again}") from error


@pytest.mark.rule("4.5", "5.1", "5.3", "5.4", "5.6", "5.7", "7.3")
def test_calm_followers_hold_what_the_rules_give_after_any_session(sim_seed: int) -> None:
    play(Plan(sim_seed))


@pytest.mark.rule("1.1", "3.1", "4.5", "4.6", "5.6", "5.7", "7.1", "7.2", "7.3", "7.4")
def test_troubled_followers_end_flat_when_the_leader_does_and_trouble_is_over(sim_seed: int) -> None:
    play(Plan(sim_seed, troubled=True))


@pytest.mark.rule("4.5", "7.1", "7.2", "7.3", "12")
def test_hand_traded_followers_end_flat_after_a_flatten_and_nothing_of_theirs_works_any_more(sim_seed: int) -> None:
    play(Plan(sim_seed, troubled=True, hands=True))
