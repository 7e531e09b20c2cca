"""The activity page: find, filter, read; and what it says while there is nothing."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.activity_model import WHAT
from mimikdesk.gui.pages.activity import ActivityPage
from mimikdesk.gui.theme.theme import Theme
from tests.helpers.hands import click


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
    assert page.search.text() == '"Follower C"'
