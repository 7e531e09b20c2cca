"""The settings page: everything is there with its default, a change is kept at once and can be undone, and nothing that
is typed wrong or cannot be written is lost in silence."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.gui.facts import Facts
from mimikdesk.gui.pages.settings import SettingsPage
from mimikdesk.gui.settings_desk import MemorySettings, SettingsDesk
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.alert_setting_row import AlertSettingRow
from mimikdesk.gui.widgets.setting_row import SettingRow
from mimikdesk.settings.alerts import USUAL, AlertChange
from mimikdesk.settings.catalogue import BY_KEY, SETTINGS, Kind
from mimikdesk.settings.model import Settings, SettingsError
from mimikdesk.settings.model import Theme as Colours
from tests.helpers.hands import tap

FACTS = Facts("/data/of the trader", "/data/of the trader/logs")


class Keeper(MemorySettings):
    """``full``: nothing can be written any more."""

    full = False

    def save(self, settings: Settings) -> None:
        if self.full:
            raise SettingsError("The settings cannot be written (no space left). Free some space on the disk.")
        super().save(settings)


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def desk(keeper: Keeper, qapp: QApplication) -> SettingsDesk:
    return SettingsDesk(keeper)


@pytest.fixture
def page(theme: Theme, desk: SettingsDesk, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(theme, desk, FACTS)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def row(page: SettingsPage, key: str) -> SettingRow:
    return next(
        each for box in page.boxes for each in box.rows if isinstance(each, SettingRow) and each.setting.key == key
    )


def alert(page: SettingsPage, kind: NoticeKind) -> AlertSettingRow:
    return next(
        each for box in page.boxes for each in box.rows if isinstance(each, AlertSettingRow) and each.kind is kind
    )


def shown(page: SettingsPage) -> list[str]:
    """The titles of the rows that can be seen."""
    rows = [each for box in page.boxes for each in box.rows if each.isVisible()]
    return [each.findChildren(QLabel)[0].text() for each in rows]


def texts(widget: SettingRow | AlertSettingRow) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


# --- what is there --------------------------------------------------------------------------------------------------


def test_every_setting_is_there_explained_with_its_default(page: SettingsPage) -> None:
    for setting in SETTINGS:
        said = texts(row(page, setting.key))
        assert setting.title in said
        assert setting.words in said
        assert any(text.startswith(f"Default: {setting.shown(setting.default)}") for text in said)
        assert setting.restart == any("from the next start" in text for text in said)


@pytest.mark.rule("13.4")
def test_every_kind_of_notification_is_there_with_level_and_ways(page: SettingsPage) -> None:
    for kind, usual in USUAL.items():
        said = texts(alert(page, kind))
        assert {usual.title, usual.words} <= set(said)
        assert any(text.startswith(f"Default: {usual.level.value}".replace("info", "news")) for text in said)


def test_the_settings_are_made_only_when_the_page_is_shown(theme: Theme, desk: SettingsDesk, qtbot: QtBot) -> None:
    made = SettingsPage(theme, desk, FACTS)
    qtbot.addWidget(made)
    assert made.boxes == ()


def test_everything_that_takes_the_keyboard_has_a_name(page: SettingsPage) -> None:
    for box in page.boxes:
        for each in box.rows:
            for widget in each.findChildren(QPushButton):
                assert widget.accessibleName() or widget.text()
            if isinstance(each, SettingRow):
                assert each.field.control.accessibleName() == each.setting.title


# --- changing -------------------------------------------------------------------------------------------------------


def test_a_choice_is_kept_at_once_and_undone(page: SettingsPage, keeper: Keeper, desk: SettingsDesk) -> None:
    colours = row(page, "theme")
    told = QSignalSpy(desk.undo.told)
    assert colours.field.list is not None
    assert not colours.reset.isVisible()
    colours.field.list.activated.emit(2)
    assert keeper.settings.theme is Colours.DARK
    assert told.at(0) == ["Colours: Dark", True]
    assert colours.reset.isVisible()
    desk.undo.undo()
    assert keeper.settings == Settings()
    assert colours.field.list.currentIndex() == 0
    assert not colours.reset.isVisible()


@pytest.mark.parametrize("setting", [each for each in SETTINGS if each.kind is Kind.SWITCH], ids=lambda each: each.key)
def test_a_switch_is_kept_and_reset(page: SettingsPage, keeper: Keeper, setting: object) -> None:
    its = row(page, setting.key)  # type: ignore[attr-defined]
    assert its.field.check is not None
    before = its.field.check.isChecked()
    tap(its.field.check, Qt.Key.Key_Space)
    assert its.setting.read(keeper.settings) is not before
    assert its.field.check.text() == ("Off" if before else "On")
    its.reset.click()
    assert its.setting.read(keeper.settings) is before
    assert its.field.check.isChecked() is before


def test_a_number_is_kept_with_enter_and_when_the_field_is_left(page: SettingsPage, keeper: Keeper) -> None:
    its = row(page, "new_multiplier")
    assert its.field.field is not None
    its.field.field.setFocus()
    its.field.field.setText("0,5")
    tap(its.field.field, Qt.Key.Key_Return)
    assert str(keeper.settings.copying.multiplier) == "0.5"
    assert its.field.field.text() == "0.5"
    its.field.field.setText("2")
    page.search.setFocus()
    assert str(keeper.settings.copying.multiplier) == "2"


def test_what_does_not_fit_is_told_stays_as_typed_and_changes_nothing(page: SettingsPage, keeper: Keeper) -> None:
    its = row(page, "alerts_repeat_s")
    field = its.field.field
    assert field is not None
    field.setFocus()
    field.setText("3")
    tap(field, Qt.Key.Key_Return)
    assert its.error.text() == "“3” does not fit. Enter a whole number from 5 to 600."
    assert its.error.isVisible()
    assert field.text() == "3"
    assert keeper.settings == Settings()
    row(page, "theme").field.chosen.emit("dark")
    assert field.text() == "3", "another change does not take away what is being typed"
    field.setText("30")
    tap(field, Qt.Key.Key_Return)
    assert not its.error.isVisible()
    assert keeper.settings.alerts.repeat_s == 30


def test_what_cannot_be_written_is_told_and_the_old_value_holds(
    page: SettingsPage, keeper: Keeper, desk: SettingsDesk
) -> None:
    keeper.full = True
    colours = row(page, "theme")
    assert colours.field.list is not None
    colours.field.list.setCurrentIndex(2)
    colours.field.list.activated.emit(2)
    assert "no space left" in colours.error.text()
    assert colours.field.list.currentIndex() == 0
    assert keeper.settings == Settings()
    told = QSignalSpy(desk.undo.told)
    desk.undo.undo()
    assert told.at(0) == ["There is nothing to undo.", False]


def test_a_turn_of_the_wheel_changes_no_setting(page: SettingsPage, keeper: Keeper) -> None:
    field = row(page, "theme").field.list
    assert field is not None
    field.setFocus()
    none, middle = Qt.MouseButton.NoButton, QPointF(field.rect().center())
    turn = QWheelEvent(
        middle,
        QPointF(field.mapToGlobal(field.rect().center())),
        QPoint(),
        QPoint(0, -120),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turn)
    assert keeper.settings == Settings()
    assert field.currentIndex() == 0


def test_an_undo_leaves_alone_what_has_been_changed_since(
    page: SettingsPage, keeper: Keeper, desk: SettingsDesk
) -> None:
    desk.put(BY_KEY["theme"], "dark")
    keeper.save(Settings(Colours.LIGHT))
    desk.undo.undo()
    assert keeper.settings.theme is Colours.LIGHT


# --- notifications --------------------------------------------------------------------------------------------------


@pytest.mark.rule("13.4")
def test_level_and_ways_of_a_kind_are_kept_undone_and_reset(
    page: SettingsPage, keeper: Keeper, desk: SettingsDesk
) -> None:
    kind = NoticeKind.HELD_BACK
    its = alert(page, kind)
    menu = its.levels()
    assert [action.text() for action in menu.actions()] == ["As usual", "News", "Warning", "Critical"]
    menu.actions()[3].trigger()
    its.ways["sound"].click()
    assert keeper.settings.alerts.change(kind) == AlertChange(kind, Level.CRITICAL, sound=True)
    assert its.level.text() == "Critical"
    desk.undo.undo()
    assert keeper.settings.alerts.change(kind) == AlertChange(kind, Level.CRITICAL)
    assert its.reset.isVisible()
    its.reset.click()
    assert keeper.settings.alerts.changed == ()
    assert not its.reset.isVisible()
    desk.undo.undo()
    assert keeper.settings.alerts.change(kind).level is Level.CRITICAL


@pytest.mark.rule("13.4")
def test_a_way_that_is_as_usual_again_is_no_change_any_more(page: SettingsPage, keeper: Keeper) -> None:
    its = alert(page, NoticeKind.HELD_BACK)
    for _ in range(2):
        its.ways["tray"].click()
    assert keeper.settings.alerts.changed == ()


@pytest.mark.rule("13.4")
def test_what_is_critical_cannot_be_taken_from_the_bell_nor_told_only_once(page: SettingsPage) -> None:
    its = alert(page, NoticeKind.EXIT_STUCK)
    assert {way for way, box in its.ways.items() if not box.isEnabled()} == {"bell", "repeat"}
    assert its.ways["repeat"].isChecked()
    its.levels().actions()[2].trigger()
    assert all(box.isEnabled() for box in its.ways.values())


def test_a_kind_and_the_sound_can_be_tried(page: SettingsPage) -> None:
    tested, heard = QSignalSpy(page.test_wanted), QSignalSpy(page.sound_wanted)
    alert(page, NoticeKind.LINE).test.click()
    assert tested.at(0) == [NoticeKind.LINE]
    next(button for button in row(page, "sound").findChildren(QPushButton) if button.text() == "Play").click()
    assert heard.at(0) == [Level.CRITICAL]


def test_a_kind_that_is_told_nowhere_cannot_be_tried(page: SettingsPage) -> None:
    its = alert(page, NoticeKind.ANSWERED)
    assert not its.test.isEnabled()
    its.ways["tray"].click()
    assert its.test.isEnabled()


# --- search ---------------------------------------------------------------------------------------------------------


def test_the_search_leaves_what_matches_by_title_words_and_other_names(page: SettingsPage) -> None:
    everything = len(shown(page))
    for wanted, found in (
        ("multiplier", ["Multiplier"]),
        ("mute", ["Sound"]),
        ("dark", ["Colours"]),
        ("STREAM money", ["Hide money while streaming"]),
        ("position without a stop", ["Position without a stop"]),
        ("log files", ["Log files"]),
    ):
        page.search.setText(wanted)
        assert shown(page) == found, wanted
        assert page._count.text() == "1 setting"
    page.search.clear()
    assert len(shown(page)) == everything
    assert page._count.text() == ""


def test_a_search_for_a_part_shows_the_whole_part(page: SettingsPage) -> None:
    page.search.setText("new groups")
    assert len(shown(page)) == sum(setting.section == "copying" for setting in SETTINGS)


def test_nothing_found_says_so_and_leads_back(page: SettingsPage) -> None:
    page.search.setText("zzz")
    assert shown(page) == []
    assert page._nothing.isVisible()
    page._nothing.button.click()
    assert "Colours" in shown(page)


def test_control_f_leads_to_the_search_and_the_parts_to_their_places(page: SettingsPage) -> None:
    tap(page.nav, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    page.show_section(1)
    bar = page._area.verticalScrollBar()
    assert bar.value() == page.boxes[1].y()


# --- facts ----------------------------------------------------------------------------------------------------------


def test_the_folders_can_be_copied(page: SettingsPage) -> None:
    button = next(
        each for each in page.findChildren(QPushButton) if each.accessibleName() == f"Copy the path {FACTS.data}"
    )
    button.click()
    assert QGuiApplication.clipboard().text() == FACTS.data


def test_what_the_program_runs_on_names_no_user_and_no_folder(page: SettingsPage) -> None:
    button = next(
        each for each in page.findChildren(QPushButton) if each.accessibleName() == "Copy what the program runs on"
    )
    button.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("MimikDesk ")
    assert "Qt 6" in text
    assert "trader" not in text
