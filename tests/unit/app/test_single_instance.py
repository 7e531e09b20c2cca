"""One program per user and data folder."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from mimikdesk.app.single_instance import Claim, SingleInstance
from mimikdesk.domain.errors import JournalError

SECOND = (
    "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
    "from mimikdesk.app.single_instance import SingleInstance;"
    "app = QCoreApplication([]); one = SingleInstance(Path(sys.argv[1]));"
    "print(one.claim().value, flush=True)"
)
HOLDS_ON = SECOND + "; one.listen(lambda: None, lambda: False); print('held', flush=True); sys.stdin.read()"
"""Never looks at who calls: it waits for its input to end."""


def start_again(qtbot: QtBot, folder: Path, meanwhile: Callable[[], None] = lambda: None) -> str:
    """What another start in the same folder makes of it."""
    process = QProcess()
    process.start(sys.executable, ["-c", SECOND, str(folder)])
    assert process.waitForStarted()
    meanwhile()
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning, timeout=20_000)
    return process.readAllStandardOutput().toStdString().strip()


def silent_program(folder: Path) -> "subprocess.Popen[str]":
    """A program that holds the folder and never answers."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS_ON, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert [process.stdout.readline(), process.stdout.readline()] == ["first\n", "held\n"]
    return process


def test_the_first_start_is_the_one_and_a_second_one_raises_it(qtbot: QtBot, tmp_path: Path) -> None:
    raised: list[str] = []
    first = SingleInstance(tmp_path)
    assert first.claim() is Claim.FIRST
    first.listen(lambda: raised.append("raised"), lambda: False)
    assert start_again(qtbot, tmp_path) == "raised"
    assert raised == ["raised"]
    first.release()


def test_programs_in_different_folders_do_not_meet(qtbot: QtBot, tmp_path: Path) -> None:
    first, other = SingleInstance(tmp_path), SingleInstance(tmp_path / "other")
    (tmp_path / "other").mkdir()
    assert first.claim() is Claim.FIRST
    assert other.claim() is Claim.FIRST
    first.release()
    other.release()


def test_a_start_while_the_first_one_ends_waits_and_becomes_the_one(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim() is Claim.FIRST
    first.listen(lambda: pytest.fail("a program that ends cannot come to the front"), lambda: True)
    first.stop_listening()
    assert start_again(qtbot, tmp_path, meanwhile=first.release) == "first"


def test_a_lock_left_by_a_killed_program_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    with silent_program(tmp_path) as killed:
        killed.kill()
    assert (tmp_path / "mimikdesk.lock").exists()
    raised: list[str] = []
    later = SingleInstance(tmp_path)
    assert later.claim() is Claim.FIRST
    later.listen(lambda: raised.append("raised"), lambda: False)
    assert start_again(qtbot, tmp_path) == "raised"
    assert raised == ["raised"]
    later.release()


@pytest.mark.qt_log_ignore("Got unexpected locking error")  # Windows' answer to a folder that is a file
def test_a_folder_that_cannot_be_written_is_said_so(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(JournalError, match="cannot be written"):
        SingleInstance(tmp_path / "file").claim()


def test_a_program_that_does_not_answer_is_reported_and_not_taken_over(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mimikdesk.app.single_instance.ANSWER_MS", 100)
    with silent_program(tmp_path) as silent:
        assert SingleInstance(tmp_path).claim() is Claim.SILENT
        silent.kill()
    heir = SingleInstance(tmp_path)
    assert heir.claim() is Claim.FIRST
    heir.listen(lambda: None, lambda: False)  # takes over what the killed one left on the disk
    heir.release()
