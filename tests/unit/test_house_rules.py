"""The strictness of tests/conftest.py itself: an inner run of small tests, some of which must fail."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

INNER = """
import logging, threading, warnings
import pytest
from PySide6.QtCore import QEvent, QObject, qWarning
from PySide6.QtCore import QCoreApplication

log = logging.getLogger("mimikdesk.inner")

def test_passes_info(): log.info("fine")
def test_passes_expected(expect_log):
    expect_log("^line 7 lost$", logger="mimikdesk", level=logging.ERROR)
    log.error("line %d lost", 7)
def test_passes_expected_afterwards(expect_log):
    log.warning("late")
    expect_log("late", times=1)
def test_passes_allowed(allow_log): allow_log("maybe")

def test_fails_warning(): log.warning("nobody said so")
def test_fails_thread():
    thread = threading.Thread(target=log.error, args=("from a thread",))
    thread.start(); thread.join()
def test_fails_missing(expect_log): expect_log("never comes")
def test_fails_twice(expect_log):
    expect_log("once", times=1)
    log.warning("once"); log.warning("once")
def test_fails_level(expect_log):
    expect_log("lost", level=logging.WARNING)
    log.error("lost")
def test_fails_python_warning(): warnings.warn("old way", DeprecationWarning)
def test_fails_qt_warning(qtbot): qWarning("a signal that does not exist")
def test_fails_virtual_method(qtbot):
    class Receiver(QObject):
        def event(self, event: QEvent) -> bool: raise RuntimeError("in a virtual method")
    QCoreApplication.sendEvent(Receiver(), QEvent(QEvent.Type.User))

@pytest.fixture
def noisy():
    yield
    log.warning("in the clean-up")
def test_errors_after_passing(noisy): pass

def test_seed_numbered(sim_seed): assert sim_seed != 8
"""


@pytest.fixture(scope="module")
def inner(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The output of one run over INNER, with the project's own configuration and seeds 7, 8 and 9."""
    test = tmp_path_factory.mktemp("inner") / "test_inner.py"
    test.write_text(INNER)
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    command += ["-p", "tests.conftest", "-p", "no:cacheprovider", "-p", "no:xdist", "-rA"]
    command += ["--sim-first=7", "--sim-seeds=3", str(test)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    answer = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)
    return answer.stdout + answer.stderr


def names(inner: str, outcome: str) -> set[str]:
    return set(re.findall(rf"^{outcome} \S*::test_(\w+(?:\[\w+\])?)", inner, re.MULTILINE))


def test_an_announced_or_harmless_log_line_lets_a_test_pass(inner: str) -> None:
    assert {name for name in names(inner, "PASSED") if name.startswith("passes_")} == {
        "passes_info",
        "passes_expected",
        "passes_expected_afterwards",
        "passes_allowed",
    }


@pytest.mark.parametrize(
    "case",
    ["warning", "thread", "missing", "twice", "level", "python_warning", "qt_warning", "virtual_method"],
)
def test_a_test_fails_for_this_alone(inner: str, case: str) -> None:
    assert f"fails_{case}" in names(inner, "FAILED")


def test_a_log_line_in_the_clean_up_is_an_error(inner: str) -> None:
    assert "errors_after_passing" in names(inner, "ERROR")
    assert "unexpected log line: WARNING mimikdesk.inner: in the clean-up" in inner


def test_simulations_run_over_the_seeds_asked_for_and_say_how_to_repeat_a_failure(inner: str) -> None:
    assert {"seed_numbered[7]", "seed_numbered[9]"} <= names(inner, "PASSED")
    assert "seed_numbered[8]" in names(inner, "FAILED")
    assert re.search(r"dev\.py test \S*::test_seed_numbered --sim-first=8 --sim-seeds=1", inner)
