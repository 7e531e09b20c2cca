"""The guard window: a profile fills the table, rows are changed and put back, and only Save changes anything."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mimikdesk.domain.group import ClosedMarket
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.gui import gallery_data
from mimikdesk.gui.guard_draft import NO_SECONDS
from mimikdesk.gui.guard_window import GuardWindow
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.choice import Choice
from mimikdesk.gui.widgets.guard_form import LEFT_WIDTH, OFF, ON, ONLY_SHOWN, TWO_COLUMNS, USUAL
from mimikdesk.gui.widgets.guard_rules import NOT_WATCHED
from mimikdesk.services.views import GroupRow
from tests.helpers.hands import click, tap

MISSED, OVER, ORPHAN = FindingKind.MISSED_ENTRY, FindingKind.OVER_SIZE, FindingKind.ORPHAN


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> GuardWindow:
    made = GuardWindow(theme)
    qtbot.addWidget(made)
    made.resize(930, 700)
    return made


def group(guard: GuardSettings | None = None, closed: ClosedMarket = ClosedMarket.KEEP) -> GroupRow:
    return replace(gallery_data.normal().groups[0], guard=guard or GuardSettings(), closed_market=closed)


def words(window: GuardWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.text()]


def press_radio(window: GuardWindow, profile: GuardProfile) -> None:
    window.form.profiles[profile].click()


def choose(window: GuardWindow, kind: FindingKind, action: GuardAction | None) -> None:
    """As from the list of the line, by its entry."""
    line = window.form.rules.lines[kind]
    at = line.choices.index(action)
    line.action.setCurrentIndex(at)
    line.action.activated.emit(at)


def retype(window: GuardWindow, kind: FindingKind, text: str) -> None:
    field = window.form.rules.lines[kind].tolerance
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_it_shows_how_the_group_is_guarded_now(window: GuardWindow) -> None:
    guard = GuardSettings(GuardProfile.POLL, False, True, 30, ((ORPHAN, GuardRule(GuardAction.EXIT_AND_PAUSE, 5_500)),))
    window.open_for(group(guard, ClosedMarket.LEAVE))
    assert window.form.profiles[GuardProfile.POLL].isChecked()
    assert (window.form.poll.isVisible(), window.form.poll.text()) == (True, "30")
    assert (window.form.on.isChecked(), window.form.disable.isChecked()) == (False, True)
    line = window.form.rules.lines[ORPHAN]
    assert (line.action.currentText(), line.tolerance.text()) == ("Exit and pause", "5.5")
    assert [kind for kind, each in window.form.rules.lines.items() if each.back.isVisible()] == [ORPHAN]
    assert [kind for kind, each in window.form.rules.lines.items() if not each.mark.pixmap().isNull()] == [ORPHAN]
    assert window.form.closed.currentText() == "Leave the position"
    assert {OFF, ONLY_SHOWN} <= set(words(window))


def test_saving_tells_the_new_settings_once_and_closes(window: GuardWindow) -> None:
    window.open_for(group())
    saved = QSignalSpy(window.saved)
    press_radio(window, GuardProfile.TRIM)
    choose(window, ORPHAN, GuardAction.ALERT)
    window.form.disable.click()
    window.form.closed.setCurrentIndex(1)
    window.form.closed.activated.emit(1)
    click(window.save)
    rule = (ORPHAN, GuardRule(GuardAction.ALERT, 2_000))
    settings = GuardSettings(GuardProfile.TRIM, disable_on_breach=True, changed=(rule,))
    assert (saved.count(), saved.at(0)) == (1, [group().group, settings, ClosedMarket.LEAVE])
    assert not window.isVisible()


def test_cancel_and_escape_and_a_save_without_a_change_tell_nothing(window: GuardWindow) -> None:
    saved = QSignalSpy(window.saved)
    window.open_for(group())
    press_radio(window, GuardProfile.TRIM)
    click(window.cancel)
    window.open_for(group())
    assert window.form.profiles[GuardProfile.GUARD].isChecked()
    press_radio(window, GuardProfile.TRIM)
    tap(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    window.open_for(group())
    click(window.save)
    assert (saved.count(), window.isVisible()) == (0, False)


@pytest.mark.rule("9.9")
def test_a_profile_fills_the_table_and_seconds_between_reads_belong_to_poll_only(window: GuardWindow) -> None:
    window.open_for(group())
    assert not window.form.poll.isVisible()
    press_radio(window, GuardProfile.EXIT_ON_FILL)
    line = window.form.rules.lines[OVER]
    assert (line.fixed.isVisible(), line.fixed.text(), line.tolerance.isVisible()) == (True, NOT_WATCHED, False)
    press_radio(window, GuardProfile.POLL)
    assert window.form.poll.isVisible()
    assert window.form.rules.lines[OVER].action.currentText() == "Trim to expected"


@pytest.mark.rule("9.4")
def test_a_missed_entry_is_shown_as_alert_only_and_offers_no_choice(window: GuardWindow) -> None:
    window.open_for(group())
    line = window.form.rules.lines[MISSED]
    assert (line.action.isVisible(), line.fixed.text(), line.tolerance.text()) == (False, "Alert only", "3")


def test_what_cannot_be_used_is_said_in_its_row_and_save_leads_to_it(window: GuardWindow, qtbot: QtBot) -> None:
    window.open_for(group())
    with qtbot.waitActive(window):
        window.activateWindow()
    saved = QSignalSpy(window.saved)
    retype(window, ORPHAN, "6x")
    line = window.form.rules.lines[ORPHAN]
    assert line.tolerance.property("kind") == "wrong"
    assert (line.error.isVisible(), line.error.text()) == (True, NO_SECONDS)
    window.save.setFocus()
    click(window.save)
    assert (saved.count(), window.isVisible()) == (0, True)
    assert window.focusWidget() is line.tolerance
    assert f"Orphan: {NO_SECONDS}" in words(window)
    retype(window, ORPHAN, "6")
    assert not line.error.isVisible()
    assert not any(text.startswith("Orphan: ") for text in words(window))
    click(window.save)
    assert saved.at(0)[1].rule(ORPHAN) == GuardRule(GuardAction.EXIT, 6_000)


def test_a_row_is_put_back_and_the_keyboard_stays_in_its_line(window: GuardWindow) -> None:
    window.open_for(group())
    choose(window, OVER, GuardAction.EXIT)
    line = window.form.rules.lines[OVER]
    assert line.name.accessibleName() == "Over-size, changed"
    click(line.back)
    assert (line.action.currentText(), line.back.isVisible(), line.mark.pixmap().isNull()) == (
        "Trim to expected",
        False,
        True,
    )
    assert window.focusWidget() is line.action


def test_typing_keeps_the_cursor_where_it_is(window: GuardWindow) -> None:
    window.open_for(group())
    field = window.form.rules.lines[ORPHAN].tolerance
    field.setFocus()
    field.setCursorPosition(0)
    tap(field, Qt.Key.Key_1)
    assert (field.text(), field.cursorPosition()) == ("12", 1)


@pytest.mark.rule("9.7")
def test_with_the_reconciler_off_it_says_that_findings_are_only_shown(window: GuardWindow) -> None:
    window.open_for(group())
    assert {ON, USUAL} <= set(words(window))
    window.form.on.click()
    assert {OFF, ONLY_SHOWN} <= set(words(window))


def test_a_click_on_the_sentence_of_a_choice_counts(window: GuardWindow) -> None:
    window.open_for(group())
    sentence = next(
        label
        for choice in window.findChildren(Choice)
        if choice.button is window.form.profiles[GuardProfile.TRIM]
        for label in choice.findChildren(QLabel)
    )
    click(sentence)
    assert window.form.profiles[GuardProfile.TRIM].isChecked()
    assert window.form.rules.lines[MISSED].action.currentText() == NOT_WATCHED


def test_where_it_is_narrow_the_table_stands_below_the_profiles(window: GuardWindow, qtbot: QtBot) -> None:
    window.open_for(group())
    around = window.width() - window.form.width()
    window.resize(TWO_COLUMNS + around, 700)
    beside = window.form.rules.mapTo(window, window.form.rules.rect().topLeft())
    assert beside.x() > LEFT_WIDTH
    window.resize(TWO_COLUMNS + around - 1, 700)
    qtbot.waitUntil(lambda: window.form.rules.mapTo(window, window.form.rules.rect().topLeft()).x() < LEFT_WIDTH)


def test_everything_can_be_told_by_name(window: GuardWindow) -> None:
    window.open_for(group())
    for line in window.form.rules.lines.values():
        for widget in (line.action, line.tolerance, line.contracts, line.back):
            assert widget.accessibleName()
    assert window.form.poll.accessibleName()
    assert window.form.closed.accessibleName()
    assert all(button.accessibleDescription() for button in window.form.profiles.values())
