"""One table of keys: the window's keys, the sheet and the palette are made of it, and no key is heard beside it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.gui import gallery_alerts, gallery_data
from mimikdesk.gui.actions import ACTIONS, Place, with_pages
from mimikdesk.gui.app_window import Ui, build
from mimikdesk.gui.main_window import ACTIVITY, ENTRIES
from mimikdesk.gui.ui_state import MemoryUiState
from mimikdesk.services.views import Update
from tests.helpers.hands import tap
from tests.helpers.recording_control import RecordingControl

GUI = Path(__file__).parents[2] / "mimikdesk" / "gui"
TABLE = with_pages(ENTRIES)
KNOWN = {QKeySequence(keys) for action in TABLE for keys in action.keys}
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ui(qapp: QApplication, control: RecordingControl, qtbot: QtBot) -> Iterator[Ui]:
    made = build(control, MemoryUiState())
    made.apply(gallery_data.SCENES["troubled"])
    made.apply(Update(alerts=gallery_alerts.BAD_DAY))
    with qtbot.waitActive(made.window):
        made.show()
        made.window.activateWindow()
    yield made
    made.dispose()


def shortcuts(ui: Ui) -> list[QKeySequence]:
    """Every key that Qt listens to in any window of the program, menus included."""
    found = []
    for top in (ui.window, ui.ticket, ui.check, ui.quitting):
        found += [shortcut.key() for shortcut in top.findChildren(QShortcut)]
        found += [action.shortcut() for action in top.findChildren(QAction)]
    return [keys for keys in found if not keys.isEmpty()]


def test_no_key_is_heard_that_the_table_does_not_have(ui: Ui) -> None:
    table = ui.window.cockpit.view
    for about in (ui.window.board.rows[1], ui.window.board.groups[0]):
        table.menu_wanted.emit(about, QPoint())
    ui.window.commands.show_sheet()
    heard = shortcuts(ui)
    for menu in ui.window.cockpit.findChildren(QMenu):
        menu.close()
    assert len(heard) > 12
    assert {keys.toString() for keys in heard if keys not in KNOWN} == set()


def test_no_handler_of_keys_knows_one_that_the_table_does_not_have() -> None:
    """Keys that are not Qt's shortcuts are compared by the code: ``Qt.Key.Key_X`` in any handler of key events."""
    named = {re.sub(r".*\+", "", keys).casefold() for action in TABLE for keys in action.keys}
    missing = []
    for path in sorted(GUI.rglob("*.py")):
        source = path.read_text("utf-8")
        if "def keyPressEvent" not in source and "Event.Type.KeyPress" not in source:
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and re.fullmatch(r"Key_\w+", node.attr):
                word = QKeySequence(getattr(Qt.Key, node.attr)).toString().casefold()
                if word not in named | {"tab", "backtab"}:
                    missing.append(f"{path.name}: {node.attr}")
    assert missing == []


def test_every_key_means_one_thing_in_one_place() -> None:
    for place in Place:
        keys = [keys for action in TABLE if action.place is place for keys in action.keys]
        assert len(keys) == len(set(keys)), place
        assert all(QKeySequence(each).toString() == each for each in keys)


def test_every_page_has_a_key() -> None:
    assert [action.words for action in TABLE if action.page is not None] == [entry.word for entry in ENTRIES]
    assert all(entry.shortcut for entry in ENTRIES)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_sheet_shows_every_action_with_its_keys(ui: Ui, key: Qt.Key) -> None:
    tap(ui.window, key)
    sheet = ui.window.commands.sheet
    assert sheet is not None
    assert sheet.isVisible()
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    for action in TABLE:
        words = f"{action.words}: press and hold" if action.held else str(action.words)
        assert words in texts
        assert {QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in action.keys} <= texts
    tap(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    tap(ui.window, key)
    assert sheet.isVisible()


@pytest.mark.parametrize("width", [480, 600, 779, 780, 1000])
def test_the_sheet_cuts_nothing_off_in_any_width(ui: Ui, width: int) -> None:
    ui.window.commands.show_sheet()
    sheet = ui.window.commands.sheet
    assert sheet is not None
    sheet.resize(width, 500)
    inside = sheet.area.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= sheet.area.viewport().width()


def test_a_question_mark_in_a_field_is_typed(ui: Ui) -> None:
    ui.window.show_page(2)
    ui.window.activity.search.setFocus()
    tap(ui.window.activity.search, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert ui.window.activity.search.text() == "?"
    assert ui.window.commands.sheet is None


@pytest.mark.parametrize("action", [action for action in ACTIONS if action.act is not None], ids=lambda a: a.act)
def test_every_key_of_the_window_does_something(ui: Ui, action: object) -> None:
    """An action without its deed would fail when the window is made; here each one is really done once."""
    assert any(shortcut.key() in KNOWN for shortcut in ui.window.findChildren(QShortcut))
    found = [each for each in ui.window.findChildren(QShortcut) if each.key() == QKeySequence(action.keys[0])]  # type: ignore[attr-defined]
    (shortcut,) = found
    shortcut.activated.emit()


# --- the palette ------------------------------------------------------------------------------------------------------


def palette(ui: Ui) -> QWidget:
    tap(ui.window, Qt.Key.Key_P, CTRL_SHIFT)
    return ui.window.commands.palette.field


def find(ui: Ui, text: str) -> list[str]:
    field = palette(ui)
    for letter in text:
        tap(field, Qt.Key(ord(letter.upper())) if letter.isalnum() else Qt.Key.Key_Space)
    return ui.window.commands.palette.words


def test_the_palette_finds_every_action_and_page(ui: Ui) -> None:
    palette(ui)
    ui.window.commands.palette.field.setText("")
    words = {entry.words for entry in ui.window.commands.palette._entries}
    for action in TABLE:
        if action.page is not None or (action.act is not None and action.act != "palette"):
            assert str(action.words) in words


def test_the_palette_finds_every_group_and_account(ui: Ui) -> None:
    palette(ui)
    words = {entry.words for entry in ui.window.commands.palette._entries}
    assert {f"Go to {group.name}" for group in ui.window.board.groups} <= words
    assert {f"Go to {row.name}" for row in ui.window.board.rows} <= words


def test_keys_alone_lead_to_a_page(ui: Ui) -> None:
    assert find(ui, "activ")[0] == "Activity"
    tap(ui.window.commands.palette.field, Qt.Key.Key_Return)
    assert ui.window.page == ACTIVITY
    assert ui.window.commands.palette.isHidden()


def test_keys_alone_lead_to_an_account(ui: Ui) -> None:
    find(ui, "go swing f1")
    tap(ui.window.commands.palette.field, Qt.Key.Key_Return)
    row = ui.window.cockpit.model.row_at(ui.window.cockpit.view.currentIndex())
    assert row is not None
    assert row.name == "Swing F1"
    assert ui.window.cockpit.view.hasFocus()


def test_the_arrows_choose_and_go_round(ui: Ui) -> None:
    find(ui, "swing f1")
    view, field = ui.window.commands.palette.list, ui.window.commands.palette.field
    last = len(ui.window.commands.palette.words) - 1
    assert view.currentIndex().row() == 0
    tap(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == last
    tap(field, Qt.Key.Key_Down)
    tap(field, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    tap(field, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() == last


@pytest.mark.rule("12")
def test_what_closes_positions_wants_enter_twice_and_another_key_takes_the_first_one_back(
    ui: Ui, control: RecordingControl
) -> None:
    assert find(ui, "flatten swing f1")[0] == "Flatten Swing F1"
    found, field = ui.window.commands.palette, ui.window.commands.palette.field
    tap(field, Qt.Key.Key_Return)
    assert found.note.text() == "Press Enter again: Flatten Swing F1"
    tap(field, Qt.Key.Key_Down)
    tap(field, Qt.Key.Key_Up)
    assert "again" not in found.note.text()
    tap(field, Qt.Key.Key_Return)
    assert control.calls == []
    tap(field, Qt.Key.Key_Return)
    assert control.calls == [("flatten_follower", "practice-1/Swing F1")]


def test_all_followers_can_be_flattened_from_the_palette(ui: Ui, control: RecordingControl) -> None:
    assert find(ui, "flatten all")[0] == "Flatten all followers"
    for _ in range(2):
        tap(ui.window.commands.palette.field, Qt.Key.Key_Return)
    assert control.calls == [("flatten_all",)]


def test_nothing_found_is_said_and_enter_does_nothing(ui: Ui, control: RecordingControl) -> None:
    assert find(ui, "zzqx") == []
    assert ui.window.commands.palette.note.text() == "Nothing is called that."
    tap(ui.window.commands.palette.field, Qt.Key.Key_Return)
    assert control.calls == []


def test_escape_gives_the_keyboard_back(ui: Ui) -> None:
    ui.window.cockpit.view.setFocus()
    field = palette(ui)
    assert field.hasFocus()
    tap(field, Qt.Key.Key_Escape)
    assert ui.window.commands.palette.isHidden()
    assert ui.window.cockpit.view.hasFocus()


def test_a_switch_from_the_palette_can_be_undone(ui: Ui, control: RecordingControl) -> None:
    find(ui, "stop copying swing f1")
    tap(ui.window.commands.palette.field, Qt.Key.Key_Return)
    ui.window.undo.undo()
    assert [call[0] for call in control.calls] == ["switch_follower", "switch_follower"]
