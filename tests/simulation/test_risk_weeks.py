"""Simulated weeks under risk rules, over both changes of the clocks."""

import pytest

from tests.simulation.risk_weeks import WEEKS, Week


@pytest.mark.rule("11.4", "11.5", "11.6", "4.5")
def test_a_week_opens_nothing_under_a_lock_ends_each_breach_flat_and_each_lock_on_time(sim_seed: int) -> None:
    Week(sim_seed).play()


@pytest.mark.rule("11.4", "11.6")
def test_the_weeks_have_something_to_prove() -> None:
    """Rules fire, trades are copied, and every kind of lock comes about, on few seeds already."""
    weeks = [Week(seed) for seed in range(len(WEEKS))]
    for week in weeks:
        week.play()
    assert sum(week.openings for week in weeks) > 20
    assert {fired.kind.value for week in weeks for fired in week.fired} >= {"daily"}
    assert sum(len(week.fired) for week in weeks) > 6
