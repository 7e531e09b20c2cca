"""What holds for every test: no unannounced log line, no real user folder, no window on the screen, seeds by option."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.helpers.logs import DeclareLog, LogWatch

# Before the first import of Qt in this process. A test that needs a real X server starts its own and says so itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A slow machine is no failure, and a CI run must not fail on a case that nobody can repeat.
settings.register_profile("mimikdesk", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("mimikdesk")

_WATCH = pytest.StashKey[LogWatch]()

_USER_FOLDERS = (
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
    "WIN_PD_OVERRIDE_APPDATA",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("simulation")
    group.addoption("--sim-seeds", type=int, default=60, metavar="N", help="play N random sessions in all (default 60)")
    group.addoption(
        "--sim-first", type=int, default=0, metavar="SEED", help="number of the first random session (default 0)"
    )
    group.addoption("--sim-profile", metavar="NAME", help="play all of them as this kind of session")
    group.addoption("--sim-keep", default="", metavar="PLACES", help="play only these steps and followers of a session")
    group.addoption("--sim-shrink", action="store_true", help="make a failing session as small as possible")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test with an argument named `sim_seed` (an int) runs once per seed."""
    if "sim_seed" in metafunc.fixturenames:
        first: int = metafunc.config.getoption("--sim-first")
        count: int = metafunc.config.getoption("--sim-seeds")
        metafunc.parametrize("sim_seed", range(first, first + count))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    item.stash[_WATCH] = LogWatch()
    with item.stash[_WATCH]:
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    with item.stash[_WATCH]:
        yield
    _fail_on(item.stash[_WATCH].complaints(missing=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    with item.stash[_WATCH]:
        yield
    _fail_on(item.stash[_WATCH].complaints(missing=False))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failing simulation says which command plays the same session again."""
    report = yield
    callspec = getattr(item, "callspec", None)
    if report.failed and callspec is not None and "sim_seed" in callspec.params:
        test = item.nodeid.partition("[")[0]
        seed = callspec.params["sim_seed"]
        command = f"python3 packaging/dev.py test {test} --sim-first={seed} --sim-seeds=1"
        report.sections.append(("to play this session again", command))
    return report


@pytest.fixture
def expect_log(request: pytest.FixtureRequest) -> DeclareLog:
    """Announces a log line at warning or above that must come; see tests/helpers/logs.py."""
    return request.node.stash[_WATCH].expect  # type: ignore[no-any-return]


@pytest.fixture
def allow_log(request: pytest.FixtureRequest) -> DeclareLog:
    """Announces a log line at warning or above that may come."""
    return request.node.stash[_WATCH].allow  # type: ignore[no-any-return]


@pytest.fixture(autouse=True, scope="session")
def _no_real_user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A test that forgets to name a data folder must not reach the database of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in _USER_FOLDERS:
            folder = home / name.lower()
            folder.mkdir()
            patch.setenv(name, str(folder))
        yield home


def _fail_on(complaints: list[str]) -> None:
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
