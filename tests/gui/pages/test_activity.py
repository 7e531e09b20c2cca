"""The activity page: find, filter, read; and what it says while there is nothing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mimikdesk.domain.time import SECOND
from mimikdesk.gui import gallery_data, gallery_story
from mimikdesk.gui.models.activity_model import TEXT, WHAT
from mimikdesk.gui.pages.activity import ActivityPage
from mimikdesk.gui.theme.theme import Theme
from tests.helpers.hands import click, tap


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> ActivityPage:
    made = ActivityPage(theme)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(page: ActivityPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def chip(page: ActivityPage, text: str) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == text)


def test_an_empty_list_teaches_and_offers_the_ticket(page: ActivityPage) -> None:
    assert "Nothing has happened yet" in words(page)
    assert page.ticket_button.isVisible()
    page.apply(gallery_data.activity())
    assert "Nothing has happened yet" not in words(page)
    assert page.view.isVisible()


def test_a_search_without_a_match_says_so_and_offers_the_way_back(page: ActivityPage) -> None:
    page.apply(gallery_data.activity())
    page.search.setText("zzz")
    assert "No line matches" in words(page)
    assert "0 of 9 lines" in words(page)
    click(chip(page, "Show all"))
    assert page.view.isVisible()
    assert "9 lines" in words(page)


def test_kinds_are_chosen_by_their_chip(page: ActivityPage) -> None:
    page.apply(gallery_data.activity())
    click(chip(page, "Not copied"))
    shown = [page.filter.index(row, WHAT).data() for row in range(page.filter.rowCount())]
    assert shown == ["Failed", "Held back", "Clipped"]
    click(chip(page, "All"))
    assert page.filter.rowCount() == 9


def test_the_chosen_line_is_shown_whole_with_its_advice(page: ActivityPage) -> None:
    page.apply(gallery_data.activity())
    page.search.setText("rejected")
    page.view.setCurrentIndex(page.filter.index(0, 0))
    assert "The broker rejected the order: “Exceeds the account's maximum position size”." in words(page)
    assert "The broker's words say why. The trade is not sent again." in words(page)


def test_the_lines_of_one_account_are_a_click_away(page: ActivityPage) -> None:
    page.apply(gallery_data.activity())
    click(chip(page, "Fills"))
    page.show_account("Follower C")
    assert page.filter.rowCount() == 1
    assert page.choices.account == "Follower C"


def told(page: ActivityPage) -> list[str]:
    """Lines with their group and story, as the services give them."""
    rows = tuple(
        replace(row, group_name="Scalps" if row.account_name else "", trigger_id="t1" if row.account_name else "")
        for row in gallery_data.activity()
    )
    page.apply(rows)
    return [page.filter.index(row, TEXT).data() for row in range(page.filter.rowCount())]


@pytest.mark.rule("13.3")
def test_groups_and_accounts_are_offered_as_lines_tell_of_them(page: ActivityPage) -> None:
    told(page)
    boxes = page.choices
    assert [boxes.groups.itemText(at) for at in range(boxes.groups.count())] == ["All groups", "Scalps"]
    assert [boxes.accounts.itemText(at) for at in range(boxes.accounts.count())][:3] == [
        "All accounts",
        "Follower A",
        "Follower B",
    ]
    boxes.accounts.setCurrentText("Follower B")
    page.apply((replace(gallery_data.activity()[0], account_name="Account 1"),))
    assert boxes.account == "Follower B"
    assert page.filter.rowCount() == 2
    boxes.groups.setCurrentText("Scalps")
    assert page.filter.rowCount() == 2


def test_levels_are_chosen_from_warnings_up(page: ActivityPage) -> None:
    told(page)
    page.choices.levels.setCurrentIndex(1)
    assert page.filter.rowCount() == 3
    page.choices.levels.setCurrentIndex(2)
    assert page.filter.rowCount() == 1
    click(chip(page, "Reset choices"))
    assert page.filter.rowCount() == 9


def test_lines_of_the_last_minutes_go_when_they_are_older(page: ActivityPage) -> None:
    told(page)
    page.choices.times.setCurrentIndex(1)
    assert page.filter.rowCount() == 9
    page.note_time(gallery_data.START_NS + 5 * 60 * SECOND + 3 * SECOND)
    assert page.filter.rowCount() == 7
    page.note_time(gallery_data.START_NS + 3600 * SECOND)
    assert "No line matches" in words(page)
    page.choices.times.setCurrentIndex(4)
    assert page.filter.rowCount() == 9


def test_the_choices_stay_in_reach_while_no_line_matches(page: ActivityPage) -> None:
    told(page)
    page.search.setText("zzz")
    assert page.choices.isVisible()


@pytest.mark.rule("13.3")
def test_enter_and_the_button_open_the_story_of_a_line(page: ActivityPage) -> None:
    told(page)
    page.stories.add([gallery_story.normal()])
    index = page.filter.index(0, 0)
    page.view.setCurrentIndex(index)
    page.view.activated.emit(index)
    assert page.story_window.isVisible()
    assert page.story_window.story == gallery_story.normal()
    page.story_window.close()
    assert page.story_button.isVisible()
    click(page.story_button)
    assert page.story_window.isVisible()


def test_a_line_without_a_story_offers_none(page: ActivityPage) -> None:
    told(page)
    page.stories.add([gallery_story.normal()])
    page.view.setCurrentIndex(page.filter.index(8, 0))
    assert not page.story_button.isVisible()
    assert not page.open_story(page.filter.index(8, 0))
    assert not page.story_window.isVisible()


def test_ctrl_c_copies_the_line(page: ActivityPage) -> None:
    told(page)
    page.view.setFocus()
    page.view.setCurrentIndex(page.filter.index(7, 0))
    tap(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied.endswith("Leader\tLeader 50K\tMNQH6\tBought 4 at 25,504.25, now LONG 4.")
