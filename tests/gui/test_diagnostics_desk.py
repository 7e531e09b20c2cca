"""Diagnostics from the window: where to, how far, giving up; and what a trader sees after a crash."""

import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.app.diagnostics_live import Live
from mimikdesk.app.diagnostics_process import DiagnosticsProcess
from mimikdesk.gui.activity_export import Heard
from mimikdesk.gui.crash_window import CrashWindow
from mimikdesk.gui.diagnostics_desk import FILE, DiagnosticsDesk
from mimikdesk.gui.facts import Facts
from mimikdesk.gui.main_window import MainWindow
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.services.masking import Known
from tests.helpers.hands import click
from tests.helpers.recording_control import RecordingControl

PATIENCE_MS = 60_000


class Writer:
    def __init__(self) -> None:
        self.files: list[str] = []
        self.heard: Heard | None = None
        self.cancelled = 0

    def write(self, file: str, heard: Heard) -> None:
        self.files.append(file)
        self.heard = heard

    def cancel(self) -> None:
        self.cancelled += 1


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def desk(theme: Theme, window: QWidget, writer: Writer) -> DiagnosticsDesk:
    made = DiagnosticsDesk(theme, window, writer)
    made.line.setParent(window)
    return made


def choose(desk: DiagnosticsDesk, file: Path) -> None:
    desk.ask()
    assert desk.dialog is not None
    desk.dialog.fileSelected.emit(str(file))
    desk.dialog.done(1)


def test_a_file_is_offered_written_and_shown_with_its_folder(
    desk: DiagnosticsDesk, writer: Writer, tmp_path: Path
) -> None:
    desk.ask()
    assert desk.dialog is not None
    assert [Path(file).name for file in desk.dialog.selectedFiles()] == [FILE]
    first = desk.dialog
    desk.ask()
    assert desk.dialog is first
    choose(desk, tmp_path / "x.zip")
    assert writer.files == [str(tmp_path / "x.zip")]
    desk.progress(3, 9)
    assert desk.line.bar.value() == 33
    desk.ask()
    assert desk.dialog is None
    desk.done("")
    assert str(tmp_path / "x.zip") in desk.line.text.toolTip() + desk.line.text.accessibleName()
    assert not desk.line.open.isHidden()


def test_a_problem_is_said_and_it_can_be_given_up(desk: DiagnosticsDesk, writer: Writer, tmp_path: Path) -> None:
    choose(desk, tmp_path / "x.zip")
    desk.done("The disk is full.")
    assert "The disk is full." in desk.line.text.accessibleName()
    choose(desk, tmp_path / "x.zip")
    click(desk.line.cancel)
    assert writer.cancelled == 1
    desk.progress(1, 2)
    assert desk.line.isHidden()


def test_without_a_data_folder_that_is_said(theme: Theme, window: QWidget, tmp_path: Path) -> None:
    desk = DiagnosticsDesk(theme, window)
    desk.line.setParent(window)
    choose(desk, tmp_path / "x.zip")
    assert "There is no data folder" in desk.line.text.accessibleName()


def test_settings_and_palette_lead_to_it(theme: Theme, qtbot: QtBot) -> None:
    window = MainWindow(RecordingControl(), theme)
    qtbot.addWidget(window, before_close_func=lambda made: made.close_for_good())
    window.settings_page.fill()
    window.settings_page.diagnostics_wanted.emit()
    assert window.diagnostics.dialog is not None
    window.diagnostics.dialog.done(0)
    assert window.diagnostics.dialog is None
    (entry,) = [each for each in window.commands._entries() if "diagnostics" in each.words]
    entry.run()
    assert window.diagnostics.dialog is not None
    window.diagnostics.dialog.done(0)


class Ear:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []
        self.ends: list[str] = []

    def progress(self, done: int, of: int) -> None:
        self.steps.append((done, of))

    def done(self, problem: str) -> None:
        self.ends.append(problem)


def test_a_process_of_its_own_writes_it_with_what_the_program_tells(qtbot: QtBot, tmp_path: Path) -> None:
    data, ear = tmp_path / "Jürgen", Ear()
    (data / "logs").mkdir(parents=True)
    (data / "logs" / "mimikdesk.log").write_text("PX-1 said s3cret-word\n", "utf-8")
    live = Live(
        ({"connection": "PX-1", "state": "connected"},), known=(Known("Login", ("PX-1",)),), secrets=("s3cret-word",)
    )
    asked: list[Callable[[Live], None]] = []
    process = DiagnosticsProcess(data, asked.append)
    process.write(str(tmp_path / "given up.zip"), ear)
    process.cancel()
    process.write(str(tmp_path / "ü.zip"), ear)
    for answer in asked:
        answer(live)
    qtbot.waitUntil(lambda: bool(ear.ends), timeout=PATIENCE_MS)
    assert ear.ends == [""]
    assert ear.steps[-1][0] == ear.steps[-1][1]
    assert not (tmp_path / "given up.zip").exists()
    with zipfile.ZipFile(tmp_path / "ü.zip") as file:
        assert json.loads(file.read("connections.json"))["rows"] == [{"connection": "Login-1", "state": "connected"}]
        assert file.read("log-1.txt").decode() == "Login-1 said [secret]\n"


def test_a_process_that_fails_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    ear = Ear()
    process = DiagnosticsProcess(
        tmp_path, lambda done: done(Live()), lambda words: (sys.executable, ["-c", "raise SystemExit(3)"])
    )
    process.write(str(tmp_path / "x.zip"), ear)
    qtbot.waitUntil(lambda: bool(ear.ends), timeout=PATIENCE_MS)
    assert "ended without a word" in ear.ends[0]


def test_after_a_crash_the_trader_is_told_what_to_do_and_can_copy_save_and_look(
    window: QWidget, qtbot: QtBot, qapp: QGuiApplication
) -> None:
    made = CrashWindow(window, Facts("/d", "", "Fatal Python error: x"), "MimikDesk 1.2.3")
    made.open()
    saved = QSignalSpy(made.save_wanted)
    click(made.copy)
    assert QGuiApplication.clipboard().text() == "MimikDesk 1.2.3\n\nFatal Python error: x"
    assert made.note.text() == "Copied."
    click(made.save)
    assert saved.count() == 1
    click(made.shut)
    assert not made.isVisible()
