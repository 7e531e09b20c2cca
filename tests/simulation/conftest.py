"""Which sessions are played: each test here takes an argument with the name of its profile, and gets its numbers."""

import pytest

from tests.simulation.playing import Options
from tests.simulation.profiles import PROFILES, numbers


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    first: int = metafunc.config.getoption("--sim-first")
    count: int = metafunc.config.getoption("--sim-seeds")
    only: str | None = metafunc.config.getoption("--sim-profile")
    for profile in PROFILES:
        if profile in metafunc.fixturenames:
            metafunc.parametrize(profile, numbers(profile, first, count, only))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A profile without a number in the range has nothing to play; that is not a skipped test."""
    empty = [item for item in items if "NOTSET" in item.name]
    if empty:
        items[:] = [item for item in items if item not in empty]
        config.hook.pytest_deselected(items=empty)


@pytest.fixture
def options(request: pytest.FixtureRequest) -> Options:
    return Options(request.config.getoption("--sim-keep"), request.config.getoption("--sim-shrink"))
