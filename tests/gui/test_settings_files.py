"""Settings into a file and out of one: the differences are shown before, only what is chosen is changed, in one step
that can be undone; and a file of no use changes nothing and says why."""

import json
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.gui.import_window import ImportWindow
from mimikdesk.gui.settings_desk import MemorySettings, SettingsDesk
from mimikdesk.gui.settings_files import SettingsFiles
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.settings.alerts import AlertChange, AlertSettings
from mimikdesk.settings.model import Density, Settings
from mimikdesk.settings.model import Theme as Colours
from mimikdesk.settings.transfer import export_text

THEIRS = Settings(
    Colours.DARK, density=Density.DENSE, alerts=AlertSettings((AlertChange(NoticeKind.LINE, Level.CRITICAL),))
)


@pytest.fixture
def keeper() -> MemorySettings:
    return MemorySettings()


@pytest.fixture
def files(keeper: MemorySettings, theme: Theme, qapp: QApplication, qtbot: QtBot) -> SettingsFiles:
    window = QWidget()
    qtbot.addWidget(window)
    return SettingsFiles(SettingsDesk(keeper), window)


def preview(files: SettingsFiles, path: Path) -> ImportWindow:
    files.read(str(path))
    assert files.preview is not None
    return files.preview


def written(folder: Path, text: str) -> Path:
    path = folder / "theirs.json"
    path.write_text(text, "utf-8")
    return path


def words(window: ImportWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel)]


@pytest.mark.rule("13.7")
def test_a_file_that_was_written_can_be_taken_over_elsewhere(
    files: SettingsFiles, keeper: MemorySettings, tmp_path: Path
) -> None:
    keeper.save(THEIRS)
    told = QSignalSpy(files.told)
    path = tmp_path / "mine.json"
    files.write(str(path))
    assert str(path) in told.at(0)[0]
    keeper.save(Settings())
    preview(files, path).apply.click()
    assert keeper.settings == THEIRS


@pytest.mark.rule("13.7")
def test_the_differences_are_shown_and_nothing_is_changed_before_the_button(
    files: SettingsFiles, keeper: MemorySettings, tmp_path: Path
) -> None:
    window = preview(files, written(tmp_path, export_text(THEIRS)))
    assert window.isVisible()
    assert keeper.settings == Settings()
    assert [box.text() for box in window.boxes] == [
        "Appearance: Colours",
        "Appearance: Rows in the cockpit",
        "Notification: Connection lost",
    ]
    assert {"As the system", "Dark", "as usual", "critical"} <= set(words(window))
    assert window.apply.text() == "Change 3 settings"
    window.cancel.click()
    assert not window.isVisible()
    assert keeper.settings == Settings()


@pytest.mark.rule("13.7")
def test_only_what_stays_chosen_is_changed_and_one_undo_takes_it_back(
    files: SettingsFiles, keeper: MemorySettings, tmp_path: Path
) -> None:
    window = preview(files, written(tmp_path, export_text(THEIRS)))
    _colours, density, _line = window.boxes
    density.setChecked(False)
    assert window.apply.text() == "Change 2 settings"
    window.apply.click()
    assert keeper.settings.theme is Colours.DARK
    assert keeper.settings.density is Density.AUTO
    assert keeper.settings.alerts.changed
    files._desk.undo.undo()
    assert keeper.settings == Settings()


def test_without_a_chosen_line_there_is_nothing_to_press(files: SettingsFiles, tmp_path: Path) -> None:
    window = preview(files, written(tmp_path, export_text(THEIRS)))
    for box in window.boxes:
        box.setChecked(False)
    assert not window.apply.isEnabled()


def test_the_same_settings_are_said_to_be_the_same(files: SettingsFiles, tmp_path: Path) -> None:
    window = preview(files, written(tmp_path, export_text(Settings())))
    assert "The settings in this file are the same as yours." in words(window)
    assert not window.apply.isEnabled()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"{}", b'{"format": "MimikDesk settings", "version": 9}'])
def test_a_file_of_no_use_changes_nothing_and_says_why(
    files: SettingsFiles, keeper: MemorySettings, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "wrong.json"
    path.write_bytes(content)
    told = QSignalSpy(files.told)
    files.read(str(path))
    assert files.preview is None
    assert told.at(0)[0].startswith("wrong.json")
    assert told.at(0)[1] == "danger"
    assert keeper.settings == Settings()


def test_a_file_that_is_gone_and_a_folder_that_takes_none_are_told(files: SettingsFiles, tmp_path: Path) -> None:
    told = QSignalSpy(files.told)
    files.read(str(tmp_path / "gone.json"))
    assert "cannot be read" in told.at(0)[0]
    files.write(str(tmp_path / "missing" / "mine.json"))
    assert "cannot be written" in told.at(1)[0]


def test_what_is_of_no_use_in_a_file_is_named_beside_the_rest(files: SettingsFiles, tmp_path: Path) -> None:
    content = {"format": "MimikDesk settings", "version": 1, "settings": {"theme": "dark", "comet": 1}}
    window = preview(files, written(tmp_path, json.dumps(content)))
    assert "“comet” is no setting of this MimikDesk and is left out." in words(window)
    assert len(window.boxes) == 1


def test_asking_shows_a_dialog_that_blocks_nothing(files: SettingsFiles, qtbot: QtBot) -> None:
    for ask in (files.ask_import, files.ask_export):
        ask()
        dialog = files.dialog
        assert dialog is not None
        assert dialog.isVisible()
        dialog.reject()
        assert files.dialog is None
