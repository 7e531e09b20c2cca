"""The log as a file, from the window: what is asked, where to, how far it is, and giving it up."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.gui.activity_export import Asked, ExportDesk, Heard
from mimikdesk.gui.theme.theme import Theme
from tests.helpers.hands import click


class Recorder:
    """An exporter that finishes when it is told to."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.heard: Heard | None = None
        self.cancelled = 0

    def write(self, asked: Asked, heard: Heard) -> None:
        self.asked.append(asked)
        self.heard = heard

    def cancel(self) -> None:
        self.cancelled += 1


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def desk(theme: Theme, window: QWidget, recorder: Recorder) -> ExportDesk:
    made = ExportDesk(theme, window, recorder)
    made.line.setParent(window)
    return made


def choose(desk: ExportDesk, file: Path, form: int = 0, span: int = 0) -> None:
    """The trader's way to a file."""
    desk.ask(("A", "B"), "B")
    assert desk.window is not None
    desk.window.spans.setCurrentIndex(span)
    desk.window.forms[form].click()
    click(desk.window.choose)
    assert desk.dialog is not None
    desk.dialog.fileSelected.emit(str(file))
    desk.dialog.done(1)


@pytest.mark.rule("13.3")
def test_span_account_and_form_are_asked_and_handed_on(desk: ExportDesk, recorder: Recorder, tmp_path: Path) -> None:
    choose(desk, tmp_path / "x.json", form=1, span=2)
    assert recorder.asked == [Asked(str(tmp_path / "x.json"), "B", 7 * 24)]
    assert (desk.window, desk.dialog) == (None, None)


def test_the_file_is_offered_with_the_ending_of_the_form(desk: ExportDesk, window: QWidget) -> None:
    desk.ask((), "")
    assert desk.window is not None
    desk.window.forms[1].click()
    click(desk.window.choose)
    assert desk.dialog is not None
    assert desk.dialog.defaultSuffix() == "json"
    desk.dialog.reject()
    assert not desk.line.isVisibleTo(window)


def test_how_far_it_is_is_shown_and_at_the_end_where_it_lies(
    desk: ExportDesk, recorder: Recorder, window: QWidget, tmp_path: Path
) -> None:
    choose(desk, tmp_path / "x.csv")
    assert recorder.heard is not None
    recorder.heard.progress(3000, 12000)
    assert desk.line.text.whole == "Exporting the log: 3,000 of 12,000 records."
    assert (desk.line.bar.value(), desk.line.bar.isVisibleTo(desk.line)) == (25, True)
    recorder.heard.done("")
    assert desk.line.text.whole == f"The log is exported: x.csv in {tmp_path}."
    assert desk.line.open.isVisibleTo(desk.line)
    assert not desk.line.bar.isVisibleTo(desk.line)


def test_why_there_is_no_file_is_said(desk: ExportDesk, recorder: Recorder, tmp_path: Path) -> None:
    choose(desk, tmp_path / "x.csv")
    assert recorder.heard is not None
    recorder.heard.done("The disk is full.")
    assert desk.line.text.whole == "The log was not exported: The disk is full."


def test_it_can_be_given_up_and_asked_for_again(
    desk: ExportDesk, recorder: Recorder, window: QWidget, tmp_path: Path
) -> None:
    choose(desk, tmp_path / "x.csv")
    click(desk.line.cancel)
    assert recorder.cancelled == 1
    assert not desk.line.isVisibleTo(window)
    choose(desk, tmp_path / "y.csv")
    assert len(recorder.asked) == 2


def test_a_second_one_waits_for_the_first(desk: ExportDesk, recorder: Recorder, tmp_path: Path) -> None:
    choose(desk, tmp_path / "x.csv")
    desk.ask((), "")
    assert desk.window is None
    assert desk.line.text.whole == "The log is still being exported."
    assert len(recorder.asked) == 1


def test_asking_twice_opens_one_window(desk: ExportDesk) -> None:
    desk.ask((), "")
    first = desk.window
    desk.ask((), "")
    assert desk.window is first


def test_without_a_journal_that_is_said(theme: Theme, window: QWidget, tmp_path: Path) -> None:
    desk = ExportDesk(theme, window)
    desk.line.setParent(window)
    choose(desk, tmp_path / "x.csv")
    assert "There is no journal" in desk.line.text.whole
