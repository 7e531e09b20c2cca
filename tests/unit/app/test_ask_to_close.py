"""An installer asks the running program to end: it ends where nothing is open, and stays otherwise."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QTimer
from pytestqt.qtbot import QtBot

from mimikdesk.app import ask_to_close
from mimikdesk.app.ask_to_close import CLOSED, OPEN, SENTENCES, SILENT, end_if_flat
from mimikdesk.app.options import Ask, read_options
from mimikdesk.app.single_instance import Claim, Ending, SingleInstance
from mimikdesk.gui.gallery_data import follower
from mimikdesk.services.views import BoardView, Role

ASKS = (
    "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
    "from mimikdesk.app.ask_to_close import ask;"
    "app = QCoreApplication([]); sys.exit(ask([Path(sys.argv[1])]))"
)


def ask_from_outside(qtbot: QtBot, folder: Path) -> int:
    """The exit code of another process that asks for the end of this one."""
    process = QProcess()
    process.start(sys.executable, ["-c", ASKS, str(folder)])
    assert process.waitForStarted()
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning, timeout=60_000)
    return process.exitCode()


def running(folder: Path, end: Callable[[SingleInstance], bool]) -> SingleInstance:
    instance = SingleInstance(folder)
    assert instance.claim() is Claim.FIRST
    instance.listen(lambda: pytest.fail("nobody asked for the window"), lambda: end(instance))
    return instance


def test_a_program_with_something_open_stays(qtbot: QtBot, tmp_path: Path) -> None:
    instance = running(tmp_path, lambda _instance: False)
    assert ask_from_outside(qtbot, tmp_path) == OPEN
    assert SingleInstance(tmp_path).claim() is not Claim.FIRST
    instance.release()


def test_who_asks_waits_until_the_program_has_ended(qtbot: QtBot, tmp_path: Path) -> None:
    ended: list[str] = []

    def end(instance: SingleInstance) -> bool:
        def release() -> None:
            ended.append("ended")
            instance.release()

        QTimer.singleShot(0, instance.stop_listening)  # the caller is cut off, as at the end of the real program
        QTimer.singleShot(300, release)
        return True

    running(tmp_path, end)
    assert ask_from_outside(qtbot, tmp_path) == CLOSED
    assert ended == ["ended"]


def test_where_nothing_runs_nothing_is_in_the_way_and_nothing_is_left(tmp_path: Path, qtbot: QtBot) -> None:
    assert ask_to_close.ask([tmp_path, tmp_path / "missing"]) == CLOSED
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_does_not_answer_is_told_of(tmp_path: Path, qtbot: QtBot) -> None:
    holds = "import sys; from pathlib import Path; from mimikdesk.app.single_instance import SingleInstance;"
    holds += "one = SingleInstance(Path(sys.argv[1])); one.claim(); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holds, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        assert SingleInstance(tmp_path).have_it_end(wait_ms=10) is Ending.SILENT
        process.communicate()


@pytest.mark.parametrize(
    ("role", "position", "orders"), [(Role.FOLLOWER, -1, 0), (Role.LEADER, 2, 0), (Role.FOLLOWER, 0, 1)]
)
def test_it_does_not_end_while_anything_is_open(role: Role, position: int, orders: int) -> None:
    row = replace(follower("demo", "PA-01", "1"), role=role, position=position, working_orders=orders)
    assert not end_if_flat(BoardView((), (row,)), lambda: pytest.fail("it has ended"))


def test_it_does_not_end_before_it_knows() -> None:
    assert not end_if_flat(None, lambda: pytest.fail("it has ended"))


def test_it_ends_when_all_are_flat() -> None:
    ended: list[str] = []
    row = replace(follower("demo", "PA-01", "1"), position=0, working_orders=0)
    assert end_if_flat(BoardView((), (row,)), lambda: ended.append("ended"))
    assert ended == ["ended"]


def test_every_exit_code_has_its_sentence_and_differs_from_the_usual_ones() -> None:
    assert set(SENTENCES) == {CLOSED, OPEN, SILENT}
    assert len({CLOSED, 1, 2, OPEN, SILENT, 130}) == 6
    assert read_options(["--ask-to-close"]).ask is Ask.CLOSE
