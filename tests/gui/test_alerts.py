"""Notifications in the window: bell, line and panel, and what is told beside the tray and by sound, once for each
ring."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.gui import gallery_alerts, gallery_data
from mimikdesk.gui.alerts import Announcer
from mimikdesk.gui.main_window import ACTIVITY, COCKPIT, CONNECTIONS, MainWindow
from mimikdesk.gui.models.alerts_model import sentence
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.gui.widgets.parts import ElidedLabel
from mimikdesk.services.views import AlertRow, Update
from tests.helpers.hands import tap
from tests.helpers.recording_control import RecordingControl

CTRL = Qt.KeyboardModifier.ControlModifier
DAY, BAD = gallery_alerts.USUAL_DAY, gallery_alerts.BAD_DAY
NAKED, STUCK, BREAKER = BAD[:3]


@pytest.fixture
def window(theme: Theme, control: RecordingControl, qtbot: QtBot) -> MainWindow:
    made = MainWindow(control, theme)
    qtbot.addWidget(made, before_close_func=lambda window: window.close_for_good())
    made.apply(gallery_data.SCENES["normal"])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def say(window: MainWindow, rows: tuple[AlertRow, ...]) -> None:
    window.apply(Update(alerts=rows))


def seen(*numbers: int) -> tuple[AlertRow, ...]:
    """The bad day with some of it seen."""
    return tuple(replace(row, acknowledged=row.acknowledged or row.number in numbers) for row in BAD)


# --- bell -------------------------------------------------------------------------------------------------------------


@pytest.mark.rule("13.4")
def test_the_bell_counts_what_was_not_seen_and_says_what_is_critical(window: MainWindow) -> None:
    bell = window.status.bell
    assert (bell.text().strip(), bell.accessibleName()) == ("0", "Notifications: Nothing to look at")
    say(window, DAY)
    assert (bell.text().strip(), bell.accessibleName()) == ("2", "Notifications: 2 notifications not seen")
    say(window, BAD)
    assert bell.text().strip() == "5, 2 critical"
    say(window, ())
    assert bell.text().strip() == "0"


def test_a_batch_without_notifications_leaves_them_as_they_are(window: MainWindow) -> None:
    say(window, BAD)
    window.apply(Update())
    assert window.alerts.model.rowCount() == len(BAD)


def test_the_bells_drawing_differs_with_what_waits(window: MainWindow) -> None:
    shapes = set()
    for rows in ((), DAY):
        say(window, rows)
        picture = window.status.bell.icon().pixmap(32, 32).toImage()
        shapes.add(
            frozenset(
                (x, y)
                for x in range(picture.width())
                for y in range(picture.height())
                if picture.pixelColor(x, y).alpha() > 128
            )
        )
    assert len(shapes) == 2


# --- panel ------------------------------------------------------------------------------------------------------------


def test_bell_and_control_b_open_the_panel_and_close_it_again(window: MainWindow) -> None:
    panel = window.alerts.panel
    window.activity.search.setFocus()
    window.show_page(ACTIVITY)
    window.activity.search.setFocus()
    tap(window, Qt.Key.Key_B, CTRL)
    assert panel.isVisible()
    tap(window.focusWidget() or window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.activity.search.hasFocus(), "the keyboard is where it was"
    window.status.bell.click()
    assert panel.isVisible()
    window.status.bell.click()
    assert not panel.isVisible()


def test_the_panel_lies_over_the_page_at_its_right_side_in_every_size(window: MainWindow) -> None:
    say(window, BAD)
    table = window.cockpit.view.geometry()
    window.alerts.panel.open()
    assert window.cockpit.view.geometry() == table, "no row moves away"
    for size in (window.minimumSize(), window.minimumSize() * 1.5):
        window.resize(size)
        host = window.rail.parentWidget()
        assert host is not None
        assert window.alerts.panel.geometry().right() == host.rect().right()
        assert window.alerts.panel.height() == host.height()


@pytest.mark.rule("13.4")
def test_one_is_seen_by_its_button(window: MainWindow, control: RecordingControl) -> None:
    say(window, BAD)
    panel = window.alerts.panel
    panel.open()
    at = panel.list.seen_button_at(window.alerts.model.index(1, 0))
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert control.calls == [("acknowledge", STUCK.number)]
    say(window, seen(STUCK.number))
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(control.calls) == 1, "there is no button any more"


def test_a_click_beside_the_button_only_chooses_the_row(window: MainWindow, control: RecordingControl) -> None:
    say(window, BAD)
    panel = window.alerts.panel
    panel.open()
    beside = panel.list.visualRect(window.alerts.model.index(1, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert control.calls == []
    assert panel.list.currentIndex().row() == 1


def test_what_moved_under_the_mouse_is_not_seen(window: MainWindow, control: RecordingControl) -> None:
    say(window, BAD)
    panel = window.alerts.panel
    panel.open()
    at = panel.list.seen_button_at(window.alerts.model.index(0, 0))
    QTest.mousePress(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    say(window, (replace(NAKED, number=8), *BAD))
    QTest.mouseRelease(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert control.calls == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Delete])
def test_the_keyboard_reaches_every_row(window: MainWindow, control: RecordingControl, key: Qt.Key) -> None:
    say(window, BAD)
    tap(window, Qt.Key.Key_B, CTRL)
    focus = window.focusWidget()
    assert focus is window.alerts.panel.list
    tap(focus, Qt.Key.Key_Down)
    tap(focus, key)
    assert control.calls == [("acknowledge", STUCK.number)]


def current_account(window: MainWindow) -> str:
    row = window.cockpit.model.row_at(window.cockpit.view.currentIndex())
    return row.name if row is not None else ""


@pytest.mark.rule("13.4")
@pytest.mark.parametrize("by", ["click", "key"])
def test_a_notification_leads_to_its_cause(window: MainWindow, control: RecordingControl, by: str) -> None:
    say(window, (NAKED, replace(STUCK, account_name="Follower B"), *BAD[2:]))
    window.show_page(ACTIVITY)
    panel = window.alerts.panel
    panel.open()
    index = window.alerts.model.index(1, 0)
    if by == "click":
        QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.visualRect(index).center())
    else:
        panel.list.setCurrentIndex(index)
        tap(panel.list, Qt.Key.Key_Return)
    assert control.calls == [], "to look at the cause is not to have seen the notification"
    assert (window.page, current_account(window)) == (COCKPIT, "Follower B")


def test_a_row_that_moved_under_the_mouse_leads_nowhere(window: MainWindow) -> None:
    say(window, BAD)
    window.show_page(ACTIVITY)
    panel = window.alerts.panel
    panel.open()
    at = panel.list.visualRect(window.alerts.model.index(1, 0)).center()
    QTest.mousePress(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    say(window, (replace(NAKED, number=8), replace(NAKED, number=9), *BAD))
    QTest.mouseRelease(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.page == ACTIVITY


def test_what_is_about_a_login_leads_to_the_connections_and_what_is_over_to_the_activity(window: MainWindow) -> None:
    line = next(row for row in DAY if row.kind is NoticeKind.LINE)
    window.show_cause(line)
    assert window.page == CONNECTIONS
    window.show_cause(replace(STUCK, account_name="Follower B", over=True))
    assert (window.page, window.activity.choices.account) == (ACTIVITY, "Follower B")
    window.show_cause(replace(STUCK, account_name="Gone 7"))
    assert (window.page, window.activity.choices.account) == (ACTIVITY, "")


@pytest.mark.rule("13.4")
def test_all_are_seen_at_once(window: MainWindow, control: RecordingControl) -> None:
    say(window, BAD)
    window.alerts.panel.open()
    window.alerts.panel.all_seen.click()
    assert control.calls == [("acknowledge", None)]
    say(window, seen(*range(8)))
    assert not window.alerts.panel.all_seen.isEnabled()


def heights(window: MainWindow) -> list[int]:
    """Of the first three rows, which must follow each other without a gap and without an overlap."""
    rows = window.alerts.panel.list
    rects = [rows.visualRect(window.alerts.model.index(at, 0)) for at in range(3)]
    assert [one.bottom() + 1 for one in rects[:-1]] == [other.top() for other in rects[1:]]
    return [rect.height() for rect in rects]


def test_a_row_is_as_high_as_its_words_also_when_the_scroll_bar_comes(window: MainWindow, qtbot: QtBot) -> None:
    rows = gallery_alerts.LONG_WORDS
    say(window, rows[:3])
    window.resize(1200, 900)
    window.alerts.panel.open()
    qtbot.waitExposed(window.alerts.panel)
    bar = window.alerts.panel.list.verticalScrollBar()
    assert not bar.isVisible()
    long, _, short = before = heights(window)
    assert long > short + 60
    say(window, rows)
    qtbot.waitUntil(bar.isVisible)
    assert heights(window) == before


def test_a_row_loses_the_height_of_its_button(window: MainWindow, qtbot: QtBot) -> None:
    rows = gallery_alerts.LONG_WORDS
    say(window, rows)
    window.alerts.panel.open()
    before = heights(window)[0]
    say(window, (replace(rows[0], acknowledged=True), *rows[1:]))
    qtbot.waitUntil(lambda: heights(window)[0] < before)


@pytest.mark.parametrize("name", [ThemeName.LIGHT, ThemeName.DARK])
def test_every_state_is_drawn(window: MainWindow, theme: Theme, name: ThemeName) -> None:
    theme.choose(name)
    for update in gallery_alerts.SCENES.values():
        window.apply(update)
        window.alerts.panel.open()
        assert not window.grab().isNull()
        window.alerts.panel.shut()


def test_the_mute_switch_says_its_state(window: MainWindow, qtbot: QtBot) -> None:
    mute = window.alerts.panel.mute
    assert mute.accessibleName() == "Sound is on"
    with qtbot.waitSignal(window.alerts.mute_wanted) as wanted:
        mute.click()
    assert wanted.args == [True]
    window.alerts.show_mute(True)
    assert mute.accessibleName() == "Sound is off"
    assert "sound off" in window.status.bell.text()


# --- line -------------------------------------------------------------------------------------------------------------


@pytest.mark.rule("13.4")
def test_a_critical_one_stands_in_a_line_on_every_page_until_it_is_seen(
    window: MainWindow, control: RecordingControl
) -> None:
    line = window.alerts.line
    say(window, DAY)
    assert not line.isVisible()
    say(window, BAD)
    window.show_page(ACTIVITY)
    assert line.isVisible()
    assert words(line) == [NAKED.title, sentence(NAKED), "and 2 more"]
    line.seen_button.click()
    assert control.calls == [("acknowledge", NAKED.number)]
    assert line.isVisible(), "it goes when the program says so"
    say(window, seen(NAKED.number))
    assert words(line)[0] == STUCK.title
    say(window, seen(NAKED.number, STUCK.number))
    assert words(line)[0] == f"{BREAKER.title}, over by now"
    say(window, seen(NAKED.number, STUCK.number, BREAKER.number))
    assert not line.isVisible()


def test_a_press_that_began_on_one_line_does_not_see_another(window: MainWindow, control: RecordingControl) -> None:
    say(window, (STUCK,))
    button = window.alerts.line.seen_button
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    say(window, (NAKED, STUCK))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert control.calls == []


def test_the_line_leads_to_the_panel(window: MainWindow) -> None:
    say(window, BAD)
    window.alerts.line.show_button.click()
    assert window.alerts.panel.isVisible()


def test_the_line_moves_no_row_of_the_cockpit(window: MainWindow) -> None:
    view = window.cockpit.view
    before = view.mapTo(window, QPoint(0, 0))
    say(window, BAD)
    assert window.alerts.line.isVisible()
    assert view.mapTo(window, QPoint(0, 0)) == before


def words(line: QWidget) -> list[str]:
    shown = [label for label in line.findChildren(QLabel) if label.isVisible() and label.text()]
    return [label.whole if isinstance(label, ElidedLabel) else label.text() for label in shown]


# --- tray and sound ---------------------------------------------------------------------------------------------------


class Ears:
    """What was told, by each way."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, Level]] = []
        self.heard: list[Level] = []
        self.before_his_eyes = False
        self.announcer = Announcer(self, self.heard.append, lambda _row: self.before_his_eyes)

    def notify(self, title: str, text: str, level: Level, *, about_alerts: bool = False) -> None:
        assert about_alerts
        self.told.append((title, text, level))


@pytest.mark.rule("13.4")
def test_what_comes_together_is_one_message_and_one_sound_by_the_gravest() -> None:
    ears = Ears()
    ears.announcer.apply((DAY[1], STUCK, DAY[0]))
    assert ears.told == [(STUCK.title, f"Follower E: {STUCK.text} (and 2 more)", Level.CRITICAL)]
    assert ears.heard == [Level.CRITICAL]


@pytest.mark.rule("13.4")
def test_each_ring_is_told_once_and_a_count_that_goes_up_is_none() -> None:
    ears = Ears()
    for row in (STUCK, STUCK, replace(STUCK, count=9), replace(STUCK, rings=2), replace(STUCK, rings=2)):
        ears.announcer.apply((row,))
    assert len(ears.told) == len(ears.heard) == 2


@pytest.mark.rule("13.4")
def test_each_goes_the_ways_that_are_chosen_for_it() -> None:
    ears = Ears()
    ears.announcer.apply((replace(STUCK, tray=False, level=Level.WARNING), replace(NAKED, sound=False)))
    assert [title for title, _, _ in ears.told] == [NAKED.title]
    assert ears.heard == [Level.WARNING]
    ears.announcer.apply((replace(DAY[0], number=20, bell=False, acknowledged=True),))
    assert len(ears.told) == 2, "without the bell there is still the tray"


def test_what_was_seen_is_not_told_any_more() -> None:
    ears = Ears()
    ears.announcer.apply((replace(STUCK, acknowledged=True),))
    assert (ears.told, ears.heard) == ([], [])


def test_nothing_is_said_beside_the_tray_of_what_the_trader_sees_but_it_is_heard() -> None:
    ears = Ears()
    ears.before_his_eyes = True
    ears.announcer.apply((STUCK,))
    assert (ears.told, ears.heard) == ([], [Level.CRITICAL])
