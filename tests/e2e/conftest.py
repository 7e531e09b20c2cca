"""A display of its own for the tests that drive the real window, and programs that never outlive their test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.program import Running

# Windows are driven through X here. On Windows the command line is tested by test_command_line.py all the same.
collect_ignore_glob = ["test_window*.py"] if sys.platform == "win32" else []

Start = Callable[..., Running]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """An X server with a window manager, for this test process alone."""
    out, into = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(into), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[into],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(into)
        with open(out, encoding="ascii") as told:
            name = f":{told.readline().strip()}"
        assert name != ":", "Xvfb did not start"
        with subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": name}, stderr=subprocess.DEVNULL) as manager:
            yield name
            manager.terminate()
        server.terminate()


@pytest.fixture
def start(display: str, tmp_path: Path) -> Iterator[Start]:
    """Start the program in a data folder (by default the test's own), with more words if given. ``demo``: a first start
    begins with the practice accounts and does not ask."""
    running: list[Running] = []

    def start(*words: str, data: Path | None = None, demo: bool = True) -> Running:
        output = tmp_path / f"output-{len(running)}"
        words = ("--demo", *words) if demo else words
        running.append(Running(display, data or tmp_path / "data", output, *words))
        return running[-1]

    yield start
    for program in running:
        program.kill()
