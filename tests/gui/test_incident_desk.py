"""An incident report from the window: asked where, written elsewhere, and one line that says what became of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.gui import gallery_data, gallery_guard
from mimikdesk.gui.incident_desk import IncidentDesk, Written
from mimikdesk.gui.pages.cockpit import CockpitPage
from mimikdesk.gui.summary import summarise
from mimikdesk.gui.theme.theme import Theme
from tests.helpers.hands import click
from tests.helpers.recording_control import RecordingControl

pytestmark = pytest.mark.rule("13.3")

A, MNQ = AccountId("practice-1/Follower A"), Symbol("MNQH6")


class Writer:
    """Remembers what was asked and answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[AccountId, Symbol | None, str]] = []
        self.answer: Callable[[Written], None] = lambda _: None

    def write(self, account: AccountId, symbol: Symbol | None, folder: str, done: Callable[[Written], None]) -> None:
        self.asked.append((account, symbol, folder))
        self.answer = done


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def desk(theme: Theme, writer: Writer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> IncidentDesk:
    monkeypatch.setattr(QFileDialog, "open", lambda self: self.show())  # the system's own cannot be worked by a test
    window = QWidget()
    qtbot.addWidget(window)
    made = IncidentDesk(theme, window, writer)
    made.line.setParent(window)
    window.show()
    return made


def choose(desk: IncidentDesk, folder: Path) -> None:
    assert desk.dialog is not None
    desk.dialog.fileSelected.emit(str(folder))
    desk.dialog.done(QFileDialog.DialogCode.Accepted)


def test_the_folder_is_asked_for_and_the_report_lies_there(
    desk: IncidentDesk, writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ask(A, "Follower A", MNQ)
    assert desk.dialog is not None
    assert "Follower A" in desk.dialog.windowTitle()
    assert writer.asked == []
    choose(desk, tmp_path)
    assert writer.asked == [(A, MNQ, str(tmp_path))]
    assert (desk.line.text.whole, desk.line.open.isVisible()) == ("Writing the incident report on Follower A.", False)
    writer.answer(Written((str(tmp_path / "incident-A.pdf"), str(tmp_path / "incident-A.csv"))))
    assert desk.line.text.whole == f"Incident report on Follower A: incident-A, as PDF and CSV, in {tmp_path}."
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    click(desk.line.open)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]
    click(desk.line.shut)
    assert not desk.line.isVisible()


def test_what_went_wrong_is_said_and_there_is_no_folder_to_open(
    desk: IncidentDesk, writer: Writer, tmp_path: Path
) -> None:
    desk.ask(A, "Follower A", None)
    choose(desk, tmp_path)
    writer.answer(Written(problem="The report cannot be written to x (Permission denied). Choose another folder."))
    assert desk.line.text.whole.startswith("No incident report on Follower A: The report cannot be written")
    assert (desk.line.isVisible(), desk.line.open.isVisible()) == (True, False)


def test_a_folder_that_cannot_be_opened_is_named(
    desk: IncidentDesk, writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ask(A, "Follower A", None)
    choose(desk, tmp_path)
    writer.answer(Written((str(tmp_path / "a.pdf"),)))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    click(desk.line.open)
    assert desk.line.text.whole.endswith(f"It is {tmp_path}.")


def test_without_a_choice_nothing_is_written_and_it_can_be_asked_again(desk: IncidentDesk, writer: Writer) -> None:
    desk.ask(A, "Follower A", None)
    assert desk.dialog is not None
    desk.dialog.reject()
    assert writer.asked == []
    assert not desk.line.isVisible()
    again = desk.dialog
    assert again is None
    desk.ask(A, "Follower A", None)
    assert desk.dialog


def test_one_report_at_a_time_and_the_folder_is_remembered(desk: IncidentDesk, writer: Writer, tmp_path: Path) -> None:
    desk.ask(A, "Follower A", None)
    first = desk.dialog
    desk.ask(AccountId("b"), "B", None)
    assert desk.dialog is first
    choose(desk, tmp_path)
    desk.ask(AccountId("b"), "B", None)
    assert desk.dialog is None
    assert desk.line.text.whole == "The incident report on Follower A is still being written."
    writer.answer(Written(problem="No."))
    desk.ask(AccountId("b"), "B", None)
    assert desk.dialog is not None
    assert desk.dialog.directory().absolutePath() == str(tmp_path)


def test_without_a_journal_it_says_so(theme: Theme, desk: IncidentDesk, tmp_path: Path) -> None:
    without = IncidentDesk(theme, desk.line.window())
    without.ask(A, "Follower A", None)
    choose(without, tmp_path)
    assert "no journal" in without.line.text.whole


# --- the ways to it -----------------------------------------------------------------------------------------------


@pytest.fixture
def page(theme: Theme, control: RecordingControl, qtbot: QtBot) -> CockpitPage:
    made = CockpitPage(control, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_finding_leads_to_a_report_on_its_instrument_also_once_it_is_settled(page: CockpitPage) -> None:
    board = gallery_guard.guarded(1)
    page.apply(board, summarise(board))
    wanted = QSignalSpy(page.report_wanted)
    page.problems.open_at(None)
    (found,) = board.findings
    click(page.problems.report)
    quiet = gallery_data.quiet()
    page.apply(quiet, summarise(quiet))
    click(page.problems.report)
    expected = [found.account, found.account_name, found.symbol]
    assert [wanted.at(each) for each in range(wanted.count())] == [expected, expected]


def test_a_row_leads_to_a_report_on_the_account_by_menu_and_by_key(page: CockpitPage) -> None:
    board = gallery_data.normal()
    page.apply(board, summarise(board))
    wanted = QSignalSpy(page.report_wanted)
    page.report_current()
    assert wanted.count() == 0
    index = page.model.index(2, 0)
    row = page.model.row_at(index)
    assert row is not None
    page.view.setCurrentIndex(index)
    page.report_current()
    page.view.menu_wanted.emit(row, page.view.pos())
    menu = page.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Incident report...").trigger()
    assert [wanted.at(each) for each in range(wanted.count())] == [[row.account, row.name, None]] * 2
    menu.close()
