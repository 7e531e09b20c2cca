"""Nothing goes wrong in silence: uncaught errors are logged and reported, crashes leave a trace for the next start."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mimikdesk.app.crash import CrashWatch
from tests.helpers.logs import DeclareLog

NOON = 1_795_262_400_000_000_000


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[CrashWatch]:
    former = sys.excepthook, threading.excepthook, sys.unraisablehook
    watch = CrashWatch(tmp_path, NOON)
    assert watch.start() == ""
    yield watch
    watch.stop()
    sys.excepthook, threading.excepthook, sys.unraisablehook = former


def test_an_uncaught_error_is_logged_and_reported(watch: CrashWatch, expect_log: DeclareLog) -> None:
    reported: list[str] = []
    watch.on_failed = reported.append
    error = ValueError("on purpose")
    sys.excepthook(ValueError, error, None)
    assert len(reported) == 1
    assert "ValueError" not in reported[0]
    expect_log("Uncaught error", logger="mimikdesk.app.crash", times=1)


def test_an_uncaught_error_of_a_thread_is_logged_and_reported(watch: CrashWatch, expect_log: DeclareLog) -> None:
    reported: list[str] = []
    watch.on_failed = reported.append
    threading.excepthook(threading.ExceptHookArgs((ValueError, ValueError("on purpose"), None, None)))
    assert len(reported) == 1
    expect_log("Uncaught error in thread", logger="mimikdesk.app.crash", times=1)


def run_and_end(folder: Path, how: str) -> None:
    program = (
        "import faulthandler, os, signal, sys; from pathlib import Path; from mimikdesk.app.crash import CrashWatch;"
        f"watch = CrashWatch(Path(sys.argv[1]), {NOON}); watch.start(); {how}"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=False, capture_output=True)


def test_an_orderly_end_leaves_nothing_to_say(tmp_path: Path) -> None:
    run_and_end(tmp_path, "watch.stop()")
    assert list(tmp_path.iterdir()) == []


def test_a_crash_is_told_at_the_next_start_and_its_trace_is_kept(tmp_path: Path) -> None:
    run_and_end(tmp_path, "faulthandler._sigsegv()")
    next_run = CrashWatch(tmp_path, NOON)
    notice = next_run.start()
    next_run.stop()
    kept = tmp_path / "crash-20261121-120000.txt"
    assert "crashed last time" in notice
    assert str(kept) in notice
    assert "Fatal Python error" in kept.read_text(encoding="utf-8")


def test_a_program_ended_from_outside_is_told_at_the_next_start(tmp_path: Path) -> None:
    run_and_end(tmp_path, "os._exit(9)")
    next_run = CrashWatch(tmp_path, NOON)
    notice = next_run.start()
    next_run.stop()
    assert "ended from outside" in notice


def test_what_a_crash_left_is_shown_without_the_users_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mimikdesk.app.diagnostics_facts import crash_text

    monkeypatch.setenv("HOME", str(tmp_path / "joerg"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "joerg"))
    kept = tmp_path / "crash.txt"
    kept.write_text(f'Fatal\n  File "{tmp_path}/joerg/MimikDesk/engine.py", line 3\n', "utf-8")
    assert crash_text(tmp_path / "data", kept) == 'Fatal\n  File "~/MimikDesk/engine.py", line 3\n'
    assert crash_text(tmp_path, None) == ""
    assert "cannot be read" in crash_text(tmp_path / "data", tmp_path / "gone.txt")
