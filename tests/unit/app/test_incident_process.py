"""A report is made by a process of its own: its files are named, its complaints are told, and no end waits for it."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mimikdesk.app.incident_process import NO_ANSWER, NOT_STARTED, IncidentProcess
from mimikdesk.app.own_process import command
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui.incident_desk import Written
from tests.helpers.incident_day import B, record_day

pytestmark = pytest.mark.rule("13.3")

PATIENCE_MS = 60_000


def saying(*lines: str) -> "tuple[str, list[str]]":
    """A stand-in for the command, as Python text."""
    return sys.executable, ["-c", "\n".join(lines)]


def ask(qtbot: QtBot, process: IncidentProcess, folder: Path, account: AccountId = B) -> Written:
    told: list[Written] = []
    process.write(account, None, str(folder), told.append)
    assert told == [], "nobody is kept waiting"
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    return told[0]


def test_the_real_command_writes_both_files_where_it_was_asked_to(qtbot: QtBot, tmp_path: Path) -> None:
    record_day(tmp_path / "data")
    folder = tmp_path / "reports of – the “firm”"
    written = ask(qtbot, IncidentProcess(tmp_path / "data"), folder)
    assert written.problem == ""
    assert [Path(file).suffix for file in written.files] == [".pdf", ".csv"]
    assert all(Path(file).parent == folder and Path(file).stat().st_size for file in written.files)


def test_what_the_command_complains_of_is_told_as_it_says_it(qtbot: QtBot, tmp_path: Path) -> None:
    record_day(tmp_path / "data")
    written = ask(qtbot, IncidentProcess(tmp_path / "data"), tmp_path, AccountId("nobody"))
    assert written.files == ()
    assert written.problem.startswith("There is no account “nobody”.")


def test_the_words_of_the_command_are_the_windows_wish() -> None:
    started: list[list[str]] = []

    def start(words: list[str]) -> tuple[str, list[str]]:
        started.append(words)
        return saying("pass")

    process = IncidentProcess(Path("data"), start)
    process.write(B, Symbol("MNQZ6"), "out", lambda _: None)
    process.close()
    assert started == [["incident", f"--account={B}", "--out=out", "--data=data", "--symbol=MNQZ6"]]


@pytest.mark.parametrize(
    "lines", [("raise ValueError('inside')",), ("raise SystemExit(1)",), ("import os; os._exit(3)",), ("pass",)]
)
def test_an_end_without_a_sentence_is_told_in_plain_words(qtbot: QtBot, tmp_path: Path, lines: tuple[str, ...]) -> None:
    written = ask(qtbot, IncidentProcess(tmp_path, lambda _: saying(*lines)), tmp_path)
    assert written == Written(problem=NO_ANSWER)


def test_a_process_that_cannot_be_started_is_told(qtbot: QtBot, tmp_path: Path, expect_log: object) -> None:
    expect_log("could not be started", logger="mimikdesk.app.incident_process")  # type: ignore[operator]
    told: list[Written] = []
    process = IncidentProcess(tmp_path, lambda _: (str(tmp_path / "not there"), []))
    process.write(B, None, str(tmp_path), told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert told == [Written(problem=NOT_STARTED)]


def test_the_programs_end_waits_for_no_report_and_tells_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    told: list[Written] = []
    forever = "import threading; threading.Event().wait()"
    process = IncidentProcess(tmp_path, lambda _: saying(forever))
    process.write(B, None, str(tmp_path), told.append)
    process.close()
    ask(qtbot, IncidentProcess(tmp_path, lambda _: saying("pass")), tmp_path)  # so late a word would have come by now
    assert told == []
    assert process._running == []


def test_one_file_starts_itself_and_python_starts_the_module(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command(["incident"]) == (sys.executable, ["-m", "mimikdesk", "incident"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(["incident"]) == (sys.executable, ["incident"])
