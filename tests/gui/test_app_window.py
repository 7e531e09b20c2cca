"""The contract with the composition root: build, show, publish, ask to close, dispose; and what is remembered."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import app_window, gallery_alerts, gallery_data, gallery_guard
from mimikdesk.gui import format as fmt
from mimikdesk.gui.app_window import Ui, build
from mimikdesk.gui.main_window import ACTIVITY, COCKPIT
from mimikdesk.gui.models.cells import Column
from mimikdesk.gui.pages.accounts_rows import ROW_DENSE
from mimikdesk.gui.settings_desk import MemorySettings
from mimikdesk.gui.theme.tokens import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT
from mimikdesk.gui.tray import Tray
from mimikdesk.gui.ui_state import MemoryUiState
from mimikdesk.services.views import Update
from mimikdesk.settings.catalogue import BY_KEY
from mimikdesk.settings.model import Density, Settings, Theme
from tests.helpers.recording_control import RecordingControl

Build = Callable[[MemoryUiState], Ui]


@pytest.fixture
def kept() -> MemorySettings:
    """Where the settings of one test are kept, over all its starts."""
    return MemorySettings()


@pytest.fixture
def build_ui(qapp: QApplication, control: RecordingControl, kept: MemorySettings) -> Iterator[Build]:
    made: list[Ui] = []

    def make(state: MemoryUiState) -> Ui:
        made.append(build(control, state, settings=kept))
        return made[-1]

    yield make
    for ui in made:
        ui.dispose()


def test_what_the_lane_publishes_is_shown(build_ui: Build, qtbot: QtBot) -> None:
    ui = build_ui(MemoryUiState())
    lane = threading.Thread(target=ui.bridge.publish, args=(gallery_data.SCENES["normal"],))
    with qtbot.waitSignal(ui.bridge.applied):
        lane.start()
    lane.join()
    assert ui.window.cockpit.model.rowCount() == 5
    assert ui.ticket.symbols.currentText() == "MNQH6"
    assert ui.window.activity.model.rowCount() == 9
    assert ui.tray.state_action.text() == "In step: 3 followers"
    ui.dispose()


@pytest.mark.parametrize("asked_by", ["window", "tray"])
def test_asking_to_close_closes_nothing(build_ui: Build, qtbot: QtBot, asked_by: str) -> None:
    ui = build_ui(MemoryUiState())
    ui.show()
    with qtbot.waitSignal(ui.close_requested):
        if asked_by == "window":
            ui.window.close()
        else:
            next(action for action in ui.tray.menu.actions() if action.text() == "Quit MimikDesk").trigger()
    assert ui.window.isVisible()
    ui.dispose()
    assert not ui.window.isVisible()


@pytest.mark.rule("10.3")
def test_closing_hides_the_window_where_there_is_a_tray_and_says_so_the_first_time(
    build_ui: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tray, "present", True)
    said: list[str] = []
    monkeypatch.setattr(Tray, "notify", lambda _self, title, _text, _level: said.append(title))
    state = MemoryUiState()
    ui = build_ui(state)
    asked = QSignalSpy(ui.close_requested)
    for _ in range(2):
        ui.show()
        ui.window.close()
        assert not ui.window.isVisible()
    ui.dispose()
    again = build_ui(state)
    again.show()
    again.window.close()
    assert said == ["MimikDesk goes on in the tray"]
    assert asked.count() == 0


@pytest.mark.rule("10.3")
@pytest.mark.parametrize("asked_by", ["window", "key", "tray"])
def test_no_way_to_quit_passes_by_the_question_while_followers_hold_something(build_ui: Build, asked_by: str) -> None:
    ui = build_ui(MemoryUiState())
    ui.show()
    ui.apply(gallery_data.SCENES["normal"])
    asked = QSignalSpy(ui.close_requested)
    ways: dict[str, Callable[[], object]] = {
        "window": ui.window.close,
        "key": ui.window.quit_requested.emit,
        "tray": ui.tray.close_requested.emit,
    }
    ways[asked_by]()
    assert (asked.count(), ui.quitting.isVisible()) == (0, True)
    ui.quitting.anyway.click()
    assert asked.count() == 1


def test_the_session_check_comes_up_by_itself_and_on_demand(build_ui: Build, control: RecordingControl) -> None:
    ui = build_ui(MemoryUiState())
    ui.show()
    ui.apply(Update(check=gallery_guard.session_check(0)))
    ui.check.close()
    ui.apply(Update(check=gallery_guard.session_check(2)))
    assert ui.check.isVisible()
    ui.check.close()
    for ask in (ui.window.check_requested.emit, ui.tray.check_requested.emit):
        ask()
        assert ui.check.isVisible()
        ui.check.close()
    assert control.calls == [("check_session",)] * 2


def test_a_theme_is_kept_for_the_next_start(build_ui: Build, kept: MemorySettings) -> None:
    kept.save(Settings(Theme.LIGHT))
    state = MemoryUiState()
    ui = build_ui(state)
    assert ui.theme.tokens is LIGHT
    ui.apply_theme("dark")
    assert ui.theme.tokens is DARK
    ui.dispose()
    assert build_ui(state).theme.tokens is DARK


def test_size_and_page_are_as_they_were_left(build_ui: Build) -> None:
    state = MemoryUiState()
    ui = build_ui(state)
    ui.show()
    ui.window.resize(900, 560)
    ui.window.show_page(ACTIVITY)
    ui.dispose()
    again = build_ui(state)
    assert again.window.height() == 560  # the test's screen is narrower than the window
    assert again.window.page == ACTIVITY


@pytest.mark.parametrize("spoilt", ["", "no base64 ä", "AAAA", "99", "-1", "²"])
def test_a_spoilt_memory_is_as_good_as_none(build_ui: Build, spoilt: str) -> None:
    ui = build_ui(MemoryUiState({"window": spoilt, "ticket": spoilt, "page": spoilt}))
    assert ui.window.page == COCKPIT


def test_settings_of_others_in_the_same_memory_survive(build_ui: Build) -> None:
    state = MemoryUiState({"something": "else"})
    build_ui(state).dispose()
    assert state.load()["something"] == "else"


def test_closing_the_ticket_leaves_the_program_running(build_ui: Build) -> None:
    ui = build_ui(MemoryUiState())
    asked = QSignalSpy(ui.close_requested)
    ui.show_ticket()
    ui.ticket.close()
    assert asked.count() == 0
    assert not QApplication.quitOnLastWindowClosed()
    ui.show_ticket()
    assert ui.ticket.isVisible()
    ui.dispose()
    assert not ui.ticket.isVisible()


def test_the_ticket_opens_on_the_screen_and_later_where_it_was(build_ui: Build) -> None:
    state = MemoryUiState()
    ui = build_ui(state)
    ui.show()
    ui.show_ticket()
    screen = ui.window.screen().availableGeometry()
    assert screen.left() <= ui.ticket.x()
    assert ui.ticket.x() + ui.ticket.width() <= screen.right() + 1
    ui.ticket.move(40, 50)
    ui.dispose()
    again = build_ui(state)
    again.show_ticket()
    assert (again.ticket.x(), again.ticket.y()) == (40, 50)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Level]]:
    """Titles and levels of the messages beside the tray."""
    told: list[tuple[str, Level]] = []
    monkeypatch.setattr(Tray, "notify", lambda _tray, title, _text, level, **_about: told.append((title, level)))
    return told


@pytest.mark.rule("13.4")
def test_what_is_notified_is_said_beside_the_tray(build_ui: Build, said: list[tuple[str, Level]]) -> None:
    ui = build_ui(MemoryUiState())
    ui.apply(Update(activity=gallery_data.activity()))
    assert said == [], "a line of the activity is no notification"
    ui.apply(Update(alerts=gallery_alerts.USUAL_DAY))
    ui.apply(Update(alerts=gallery_alerts.BAD_DAY))
    assert said == [("Opening trade held back", Level.WARNING), ("Position without a stop", Level.CRITICAL)]


@pytest.mark.rule("13.4")
@pytest.mark.parametrize(
    ("seen_where", "told"),
    [("cockpit", ["Opening trade held back"]), ("activity", []), ("panel", []), ("line", [])],
)
def test_nothing_is_said_beside_the_tray_of_what_stands_in_the_active_window(
    build_ui: Build, said: list[tuple[str, Level]], monkeypatch: pytest.MonkeyPatch, seen_where: str, told: list[str]
) -> None:
    ui = build_ui(MemoryUiState())
    ui.show()
    monkeypatch.setattr(ui.window, "isActiveWindow", lambda: True)
    ui.window.show_page(ACTIVITY if seen_where == "activity" else COCKPIT)
    if seen_where == "panel":
        ui.show_alerts()
    rows = gallery_alerts.BAD_DAY[:2] if seen_where == "line" else gallery_alerts.USUAL_DAY
    ui.apply(Update(alerts=rows))
    assert [title for title, _ in said] == told


@pytest.mark.rule("13.4")
def test_a_test_is_said_beside_the_tray_even_where_it_can_be_seen(
    build_ui: Build, said: list[tuple[str, Level]], monkeypatch: pytest.MonkeyPatch
) -> None:
    ui = build_ui(MemoryUiState())
    ui.show()
    monkeypatch.setattr(ui.window, "isActiveWindow", lambda: True)
    ui.show_alerts()
    ui.apply(Update(alerts=(replace(gallery_alerts.USUAL_DAY[0], test=True, tray=True),)))
    assert len(said) == 1


def test_settings_hold_at_once_where_they_are_followed(
    build_ui: Build, kept: MemorySettings, control: RecordingControl
) -> None:
    ui = build_ui(MemoryUiState())
    ui.apply(gallery_data.SCENES["normal"])
    for key, value in (("theme", "high_contrast"), ("sound", False), ("streaming", True), ("alerts_repeat_s", 60)):
        assert ui.settings.put(BY_KEY[key], value) == ""
    assert ui.theme.tokens in (HIGH_LIGHT, HIGH_DARK)
    assert ui.sounds.muted
    assert ui.window.alerts.panel.mute.isChecked()
    assert fmt.money_hidden()
    assert control.calls == [("use_alerts", kept.settings.alerts)]
    for _ in range(4):
        ui.window.undo.undo()
    assert kept.settings == Settings()
    assert not ui.sounds.muted
    assert not fmt.money_hidden()


def test_what_new_groups_begin_with_holds_for_the_next_one(build_ui: Build) -> None:
    ui = build_ui(MemoryUiState())
    ui.settings.put(BY_KEY["new_multiplier"], "0.5")
    assert str(ui.window.groups.wizard.usual.multiplier) == "0.5"
    ui.window.undo.undo()
    assert ui.window.groups.wizard.usual == Settings().copying


def test_what_is_changed_outside_the_page_is_a_setting_too(build_ui: Build, kept: MemorySettings) -> None:
    ui = build_ui(MemoryUiState())
    ui.window.alerts.panel.mute.click()
    ui.window.hide_money(True)
    ui.window.cockpit.choose_density(Density.DENSE)
    now = kept.settings
    assert (now.sound, now.streaming, now.density) == (False, True, Density.DENSE)
    ui.window.hide_money(False)


@pytest.mark.rule("13.4")
def test_a_click_on_the_message_opens_the_window_at_the_notifications_and_their_cause(build_ui: Build) -> None:
    ui = build_ui(MemoryUiState())
    ui.apply(gallery_data.SCENES["normal"])
    ui.window.show_page(ACTIVITY)
    ui.apply(Update(alerts=gallery_alerts.BAD_DAY))
    ui.tray.alerts_requested.emit()
    assert ui.window.isVisible()
    assert ui.window.alerts.panel.isVisible()
    assert ui.window.page == COCKPIT


def test_the_tray_hears_of_what_was_not_seen(build_ui: Build) -> None:
    ui = build_ui(MemoryUiState())
    ui.apply(Update(alerts=gallery_alerts.BAD_DAY))
    assert "5 notifications not seen" in ui.tray.icon.toolTip()
    ui.apply(Update(alerts=()))
    assert "not seen" not in ui.tray.icon.toolTip()


def test_the_mute_switch_is_remembered(build_ui: Build) -> None:
    state = MemoryUiState()
    ui = build_ui(state)
    assert not ui.sounds.muted
    ui.window.alerts.panel.mute.click()
    assert ui.sounds.muted
    again = build_ui(state)
    assert again.sounds.muted
    assert again.window.alerts.panel.mute.isChecked()
    again.window.alerts.panel.mute.click()
    assert not build_ui(state).sounds.muted


def test_every_way_to_the_ticket_opens_it(build_ui: Build) -> None:
    ui = build_ui(MemoryUiState())
    for ask in (ui.window.ticket_requested.emit, ui.tray.ticket_requested.emit, ui.window.activity.ticket_button.click):
        ask()
        assert ui.ticket.isVisible()
        ui.ticket.close()
    ui.dispose()


@pytest.mark.rule("13.8")
def test_hidden_amounts_are_hidden_in_every_window_and_after_the_next_start(build_ui: Build) -> None:
    state = MemoryUiState()
    ui = build_ui(state)
    ui.apply(gallery_data.SCENES["normal"])
    shown = {label.text() for label in ui.ticket.findChildren(QLabel)}
    assert "+86.00" in shown
    ui.window.hide_money(True)
    assert "+86.00" not in {label.text() for label in ui.ticket.findChildren(QLabel)}
    ui.dispose()
    fmt.hide_money(False)
    after = build_ui(state)
    after.apply(gallery_data.SCENES["normal"])
    said = {label.text() for label in after.ticket.findChildren(QLabel) + after.window.findChildren(QLabel)}
    assert not said & {"+86.00", "+566.50"}
    assert after.window.cockpit.tools.eye.isChecked()


def test_the_cockpits_table_is_as_it_was_left(build_ui: Build, kept: MemorySettings) -> None:
    kept.save(Settings(density=Density.DENSE))
    state = MemoryUiState()
    ui = build_ui(state)
    ui.apply(gallery_data.SCENES["normal"])
    ui.window.cockpit.view.columns.choose(Column.SYMBOL, False)
    ui.dispose()
    after = build_ui(state)
    after.apply(gallery_data.SCENES["normal"])
    view = after.window.cockpit.view
    assert view.isColumnHidden(Column.SYMBOL)
    assert view.rowHeight(1) == ROW_DENSE


def test_a_change_of_the_table_is_kept_without_waiting_for_the_end(
    build_ui: Build, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kept: MemorySettings
) -> None:
    monkeypatch.setattr(app_window, "_KEEP_MS", 0)
    state = MemoryUiState()
    ui = build_ui(state)
    ui.apply(gallery_data.SCENES["normal"])
    ui.window.cockpit.choose_density(Density.DENSE)
    assert kept.settings.density is Density.DENSE
    ui.window.cockpit.view.fold(ui.window.board.groups[0].group, True)
    qtbot.waitUntil(lambda: state.values.get("cockpit.folded") == ui.window.board.groups[0].group)
