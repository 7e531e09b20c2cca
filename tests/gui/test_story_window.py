"""The story of a copy: drawn, in a table, and in words; and it goes on while it is looked at."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import CopyOutcome
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui import gallery_story
from mimikdesk.gui.stories import StoryBook, leg_words
from mimikdesk.gui.story_window import ACKNOWLEDGED, FILLED, PRICE, QTY, RESULT, SENT, SLIP, WHO, StoryWindow
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.story_diagram import HEAD, ROW, StoryDiagram
from mimikdesk.services.story_view import MOST_STORIES
from tests.helpers.hands import click

THIN = "\N{THIN SPACE}"


@pytest.fixture
def book() -> StoryBook:
    return StoryBook()


@pytest.fixture
def window(theme: Theme, book: StoryBook, qtbot: QtBot) -> StoryWindow:
    made = StoryWindow(theme, book)
    qtbot.addWidget(made)
    return made


def line(window: StoryWindow, row: int) -> list[str]:
    items = [window.table.item(row, column) for column in range(window.table.columnCount())]
    return ["" if item is None else item.text() for item in items]


def painted(diagram: StoryDiagram, colour: str, row: int) -> list[int]:
    """Where in a follower's line there is something of a colour, px from the left."""
    image: QImage = diagram.grab().toImage()
    middle = HEAD + ROW * row + ROW // 2
    return [x for x in range(image.width()) if image.pixelColor(x, middle) == QColor(colour)]


@pytest.mark.rule("13.3")
def test_the_table_says_what_the_drawing_shows(window: StoryWindow) -> None:
    tester = QAbstractItemModelTester(window.table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.open_story(gallery_story.normal())
    first = line(window, 0)
    assert first[WHO] == "Follower A"
    assert (first[SENT], first[ACKNOWLEDGED], first[FILLED]) == (f"0.90{THIN}ms", f"19.0{THIN}ms", f"38.0{THIN}ms")
    assert (first[QTY], first[PRICE], first[SLIP], first[RESULT]) == ("4/4", "25,504.3750", "+0.5", "filled")
    held, refused, waiting = (line(window, row) for row in (3, 4, 5))
    assert held[RESULT] == "Opening trade held back: The follower is switched off."
    assert refused[RESULT] == "rejected: “Exceeds the account's maximum position size”"
    assert (waiting[FILLED], waiting[RESULT]) == ("\N{EN DASH}", "on its way")
    del tester


@pytest.mark.rule("13.8")
def test_the_drawing_has_a_twin_in_words(window: StoryWindow) -> None:
    window.open_story(gallery_story.normal())
    words = window.diagram.accessibleDescription()
    assert "Entry of 4 MNQH6 by the leader, now long 4." in words
    assert (
        f"Follower A: Entry of 4 copied: opens 4 (x1). Sent after 0.90{THIN}ms. Acknowledged after 19.0{THIN}ms. "
        f"4 of 4 filled after 38.0{THIN}ms at 25,504.3750. +0.5 ticks against the leader's price."
    ) in words
    assert "Follower D: Opening trade held back: The follower is switched off." in words.splitlines()
    assert "It is rejected. The broker says: “Exceeds the account's maximum position size”." in words


def test_marks_stand_at_their_times_each_ten_times_longer_one_step_to_the_right(window: StoryWindow) -> None:
    window.open_story(gallery_story.normal())
    place = window.diagram.place
    one, ten, hundred = (place(MILLISECOND * power) for power in (1, 10, 100))
    assert abs((ten - one) - (hundred - ten)) < 0.01
    assert place(0) == place(MILLISECOND // 10)


def test_what_was_filled_is_drawn_and_what_was_not_is_not(window: StoryWindow, theme: Theme) -> None:
    window.open_story(gallery_story.normal())
    diagram = window.diagram
    filled = painted(diagram, theme.tokens.positive, 0)
    where = diagram.place(38 * MILLISECOND)
    assert any(abs(x - where) < 3 for x in filled)
    scale = range(int(diagram.place(0)), int(diagram.place(10 * SECOND)))
    assert not [x for x in painted(diagram, theme.tokens.positive, 5) if x in scale]
    assert painted(diagram, theme.tokens.danger, 4)
    assert not painted(diagram, theme.tokens.danger, 5)


def test_a_story_of_hours_still_fits(window: StoryWindow) -> None:
    window.open_story(gallery_story.crowded())
    assert window.diagram.place(4 * 3600 * SECOND) < window.diagram.width() - 100
    assert window.table.rowCount() == 20


def test_the_window_follows_its_own_story_and_no_other(window: StoryWindow, book: StoryBook) -> None:
    story = gallery_story.normal()
    book.add([story])
    window.open_story(story)
    other = gallery_story.story(gallery_story.leg("Somebody"), trigger_id="other")
    book.add([other])
    assert window.table.rowCount() == 6
    done = replace(story.legs[5], filled=4, outcome=CopyOutcome.FILLED, filled_ns=50 * MILLISECOND)
    book.add([replace(story, legs=(*story.legs[:5], done))])
    assert line(window, 5)[RESULT] == "filled"


def test_the_story_is_copied_as_text(window: StoryWindow) -> None:
    window.open_story(gallery_story.normal())
    click(window.copy)
    copied = QGuiApplication.clipboard().text()
    assert len(copied.splitlines()) == 7
    assert "Follower F: Entry of 4 copied: opens 4 (x1)." in copied


def test_a_part_that_was_filled_is_told_as_a_part() -> None:
    leg = replace(gallery_story.leg("A"), filled=3, outcome=CopyOutcome.CANCELLED)
    assert "It is 3 of 4 filled, cancelled." in leg_words(leg, 2)


def test_the_book_knows_the_last_trade_that_an_account_had_an_order_for(book: StoryBook) -> None:
    account = AccountId("practice-1/Follower D")
    ordered = gallery_story.story(gallery_story.leg("Follower D"), trigger_id="t0")
    book.add([ordered])
    assert book.last_of(account) == ordered
    book.add([gallery_story.normal()])  # in which it was held back
    assert book.last_of(account) == ordered
    assert book.last_of(AccountId("nobody")) is None
    held_only = StoryBook()
    held_only.add([gallery_story.normal()])
    assert held_only.last_of(account) == gallery_story.normal()


def test_the_book_keeps_the_last_stories_only(book: StoryBook) -> None:
    for number in range(MOST_STORIES + 3):
        book.add([gallery_story.story(trigger_id=f"t{number}")])
    assert book.get("t2") is None
    assert book.get("t3") is not None
