"""The strip shows the worst problem with the one button that helps, and never acts on another account."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.ids import AccountId
from mimikdesk.gui.summary import Problem, Summary, WindowState
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.attention_strip import AttentionStrip
from mimikdesk.services.views import Remedy
from tests.helpers.hands import LONG_ENOUGH_MS, SURELY_NOT_MS, click, press

WRONG = Problem(Level.CRITICAL, AccountId("p/B"), "B", "B is LONG 2, but should be flat.", "Rejected.", Remedy.FLATTEN)
HELD = Problem(Level.WARNING, AccountId("p/C"), "C", "New trades on C are held back.", "", Remedy.RESUME)


def troubled(*problems: Problem) -> Summary:
    return Summary(WindowState.ATTENTION, "", problems)


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> AttentionStrip:
    made = AttentionStrip(theme)
    made.resize(900, 40)
    qtbot.addWidget(made)
    return made


def visible_buttons(strip: AttentionStrip) -> list[str]:
    return [button.text() for button in strip.findChildren(QPushButton) if button.isVisibleTo(strip)]


def flatten_button(strip: AttentionStrip) -> QPushButton:
    return next(button for button in strip.findChildren(QPushButton) if button.text() == "Flatten")


def test_the_strip_is_there_only_while_there_is_a_problem(strip: AttentionStrip) -> None:
    strip.apply(Summary(WindowState.IN_STEP, ""))
    assert not strip.isVisible()
    strip.apply(troubled(WRONG))
    assert strip.isVisible()
    strip.apply(Summary(WindowState.IN_STEP, ""))
    assert not strip.isVisible()


def test_each_remedy_has_its_one_button(strip: AttentionStrip) -> None:
    shown = {}
    for remedy in Remedy:
        strip.apply(troubled(replace(WRONG, remedy=remedy)))
        shown[remedy] = visible_buttons(strip)
    assert shown == {
        Remedy.FLATTEN: ["Flatten"],
        Remedy.RESUME: ["Resume copying"],
        Remedy.NONE: ["Show in activity"],
    }


def test_holding_flatten_flattens_the_account_of_the_problem(strip: AttentionStrip, qtbot: QtBot) -> None:
    strip.apply(troubled(WRONG, HELD))
    with qtbot.waitSignal(strip.flatten, timeout=LONG_ENOUGH_MS) as held:
        press(flatten_button(strip))
    assert held.args == ["p/B"]


def test_a_press_begun_for_one_account_never_flattens_another(strip: AttentionStrip, qtbot: QtBot) -> None:
    strip.apply(troubled(WRONG))
    with qtbot.assertNotEmitted(strip.flatten, wait=SURELY_NOT_MS):
        press(flatten_button(strip))
        strip.apply(troubled(replace(WRONG, account=AccountId("p/X"), account_name="X")))


def test_resume_is_a_plain_click(strip: AttentionStrip, qtbot: QtBot) -> None:
    strip.apply(troubled(HELD))
    spy = QSignalSpy(strip.resume)
    button = next(found for found in strip.findChildren(QPushButton) if found.isVisibleTo(strip))
    click(button)
    assert [spy.at(number) for number in range(spy.count())] == [["p/C"]]


def test_further_problems_are_counted(strip: AttentionStrip) -> None:
    strip.apply(troubled(WRONG, HELD, HELD))
    assert "and 2 more" in [label.text() for label in strip.findChildren(QLabel) if label.isVisibleTo(strip)]
