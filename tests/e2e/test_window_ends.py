"""However the program is ended, it ends in order: exit code 0, and nothing of it left running or lying about.

Each way is tried MIMIKDESK_ENDS times (an environment variable; 2 when it is not set, 20 before a release).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.program import PATIENCE_S, Running, until

TIMES = int(os.environ.get("MIMIKDESK_ENDS", "2"))

WAYS = {
    "window close": lambda program: program.press("alt+F4"),
    "quit key": lambda program: program.press("ctrl+q"),
    "SIGINT": lambda program: program.signal("SIGINT"),
    "SIGTERM": lambda program: program.signal("SIGTERM"),
}


def assert_ended_in_order(program: Running) -> None:
    assert program.wait() == 0, program.output
    assert program.output == ""
    assert program.left_behind() == []
    assert "Ended" in program.log
    assert [line for line in program.log.splitlines() if " INFO " not in line] == []


@pytest.mark.parametrize("loop", [(), ("--single-loop",)], ids=["own-thread", "single-loop"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("time", range(TIMES))
def test_every_way_to_end_leaves_nothing_behind(start: Start, way: str, loop: tuple[str, ...], time: int) -> None:
    program = start(*loop)
    program.see()
    WAYS[way](program)
    assert_ended_in_order(program)


@pytest.mark.parametrize("loop", [(), ("--single-loop",)], ids=["own-thread", "single-loop"])
def test_an_end_in_the_middle_of_a_copy_waits_for_the_orders_in_flight(start: Start, loop: tuple[str, ...]) -> None:
    program = start(*loop)
    program.press("ctrl+t")
    program.buy()
    until(lambda: len(program.fills()) > 1, "the first copies")
    for _ in range(3):
        program.press("ctrl+b", "Practice ticket")
    program.signal("SIGTERM")
    assert_ended_in_order(program)
    held = program.fills()
    leader = held.pop("practice/PA-LEADER")
    assert held == {"practice/PA-01": leader, "practice/PA-02": leader, "practice-b/PB-01": 2 * leader}


def test_an_end_asked_for_during_the_start_is_in_order_too(start: Start) -> None:
    program = start()
    until(lambda: program.log or program.process.poll() is not None, "the first line of the log")
    program.signal("SIGTERM")
    assert_ended_in_order(program)


def start_changed(display: str, data: Path, change: str) -> "subprocess.CompletedProcess[str]":
    """Run the program with a change to its code, to its end."""
    code = f"import sys\n{change}\nfrom mimikdesk.app.main import main\nsys.exit(main(['--data', sys.argv[1]]))"
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    return subprocess.run(
        [sys.executable, "-c", code, str(data)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


QUIT_BY_QT = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from mimikdesk.gui.app_window import Ui
show = Ui.show
Ui.show = lambda self: (show(self), QTimer.singleShot(0, QApplication.quit))
"""


def test_a_loop_that_is_ended_from_outside_ends_in_order_too(display: str, tmp_path: Path) -> None:
    ended = start_changed(display, tmp_path, QUIT_BY_QT)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Ended" in (tmp_path / "logs" / "mimikdesk.log").read_text(encoding="utf-8")


HANGS = """
from PySide6.QtCore import QTimer
from mimikdesk.app import runtime
from mimikdesk.gui.app_window import Ui
runtime.LONGEST_END_S = 0.2
runtime.Running.stop = lambda self, done: None
show = Ui.show
Ui.show = lambda self: (show(self), QTimer.singleShot(0, self.close_requested.emit))
"""


def test_an_end_that_hangs_is_forced_and_leaves_a_trace(display: str, tmp_path: Path) -> None:
    ended = start_changed(display, tmp_path, HANGS)
    assert ended.returncode == 1
    assert "the process is ended now" in ended.stderr
    assert "run_forever" in (tmp_path / "logs" / "crash.txt").read_text(encoding="utf-8")


def test_a_second_signal_ends_at_once_and_the_next_start_is_well(start: Start) -> None:
    program = start()
    program.see()
    program.process.send_signal(19)  # SIGSTOP: both signals are there when it goes on
    program.signal("SIGTERM")
    program.signal("SIGINT")
    program.process.send_signal(18)  # SIGCONT
    assert program.wait() in (0, 128 + 2, 128 + 15)
    again = start()
    again.see()
    again.signal("SIGTERM")
    assert again.wait() == 0
