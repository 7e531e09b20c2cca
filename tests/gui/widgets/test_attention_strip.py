"""The strip shows the worst problem with the buttons that help, and never acts on another account."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mimikdesk.domain.decisions import Level
from mimikdesk.domain.guard import Answer, FindingKind
from mimikdesk.domain.ids import AccountId
from mimikdesk.gui import gallery_guard
from mimikdesk.gui.gallery_data import START_NS
from mimikdesk.gui.summary import Problem, Summary, WindowState, summarise
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.attention_strip import AttentionStrip
from mimikdesk.services.views import BoardView, FindingRow, Remedy
from tests.helpers.hands import LONG_ENOUGH_MS, SURELY_NOT_MS, click, press, release

WRONG = Problem(Level.CRITICAL, AccountId("p/B"), "B", "B is LONG 2, but should be flat.", "Rejected.", Remedy.FLATTEN)
HELD = Problem(Level.WARNING, AccountId("p/C"), "C", "New trades on C are held back.", "", Remedy.RESUME)


def troubled(*problems: Problem) -> Summary:
    return Summary(WindowState.ATTENTION, "", problems)


@pytest.fixture
def strip(theme: Theme, qtbot: QtBot) -> AttentionStrip:
    made = AttentionStrip(theme)
    made.resize(1100, 40)
    qtbot.addWidget(made)
    return made


def visible_buttons(strip: AttentionStrip) -> list[str]:
    return [button.text() for button in strip.findChildren(QPushButton) if button.isVisibleTo(strip)]


def button(strip: AttentionStrip, text: str) -> QPushButton:
    return next(found for found in strip.findChildren(QPushButton) if found.text() == text and found.isVisibleTo(strip))


def show(strip: AttentionStrip, *findings: FindingRow) -> BoardView:
    """The desk with these findings and nothing else wrong."""
    board = replace(gallery_guard.guarded(0), findings=findings, rows=(), at_ns=START_NS)
    strip.apply(Summary(WindowState.ATTENTION, "", summarise(board).problems), board.at_ns)
    return board


def orphan(**changed: object) -> FindingRow:
    return replace(gallery_guard.guarded(1).findings[0], **changed)  # type: ignore[arg-type]


def answers(spy: QSignalSpy) -> list[list[object]]:
    return [spy.at(number) for number in range(spy.count())]


def test_the_strip_is_there_only_while_there_is_a_problem(strip: AttentionStrip) -> None:
    strip.apply(Summary(WindowState.IN_STEP, ""))
    assert not strip.isVisible()
    strip.apply(troubled(WRONG))
    assert strip.isVisible()
    strip.apply(Summary(WindowState.IN_STEP, ""))
    assert not strip.isVisible()


def test_each_remedy_has_its_one_button_and_the_way_to_the_steps(strip: AttentionStrip) -> None:
    shown = {}
    for remedy in Remedy:
        strip.apply(troubled(replace(WRONG, remedy=remedy)))
        shown[remedy] = visible_buttons(strip)
    assert shown == {
        Remedy.FLATTEN: ["Flatten", "What now"],
        Remedy.RESUME: ["Resume copying", "What now"],
        Remedy.NONE: ["Show in activity", "What now"],
    }


def test_holding_flatten_flattens_the_account_of_the_problem(strip: AttentionStrip, qtbot: QtBot) -> None:
    strip.apply(troubled(WRONG, HELD))
    with qtbot.waitSignal(strip.buttons.flatten, timeout=LONG_ENOUGH_MS) as held:
        press(button(strip, "Flatten"))
    assert held.args == ["p/B"]


def test_a_press_begun_for_one_account_never_flattens_another(strip: AttentionStrip, qtbot: QtBot) -> None:
    strip.apply(troubled(WRONG))
    with qtbot.assertNotEmitted(strip.buttons.flatten, wait=SURELY_NOT_MS):
        press(button(strip, "Flatten"))
        strip.apply(troubled(replace(WRONG, account=AccountId("p/X"), account_name="X")))


def test_resume_is_a_plain_click(strip: AttentionStrip) -> None:
    strip.apply(troubled(HELD))
    spy = QSignalSpy(strip.buttons.resume)
    click(button(strip, "Resume copying"))
    assert answers(spy) == [["p/C"]]


def test_further_problems_are_counted_and_lead_to_the_list(strip: AttentionStrip) -> None:
    strip.apply(troubled(WRONG, HELD, HELD))
    spy = QSignalSpy(strip.story_wanted)
    click(button(strip, "2 more"))
    click(button(strip, "What now"))
    assert answers(spy) == [[WRONG], [WRONG]]
    strip.apply(troubled(WRONG))
    assert "2 more" not in visible_buttons(strip)


@pytest.mark.rule("9.4")
def test_a_finding_shows_when_it_is_acted_on_and_counts_down(strip: AttentionStrip, qtbot: QtBot) -> None:
    show(strip, orphan())
    assert visible_buttons(strip) == ["Close now", "Leave", "What now"]
    assert strip.countdown.text() == "Closing in 1.4\N{THIN SPACE}s"
    qtbot.waitUntil(lambda: strip.countdown.text() < "Closing in 1.3", timeout=1_000)
    show(strip, orphan(due_ns=START_NS))
    assert strip.countdown.text() == "Closing now"
    assert not strip.countdown.running
    show(strip, orphan(due_ns=None, correcting=True))
    assert strip.countdown.text() == "Being closed"
    show(strip, orphan(due_ns=None))
    assert not strip.countdown.isVisibleTo(strip)


@pytest.mark.rule("9.6")
def test_close_now_is_held_and_leave_is_clicked(strip: AttentionStrip, qtbot: QtBot) -> None:
    row = orphan()
    show(strip, row)
    spy = QSignalSpy(strip.buttons.answered)
    click(button(strip, "Close now"))
    assert spy.count() == 0
    click(button(strip, "Leave"))
    with qtbot.waitSignal(strip.buttons.answered, timeout=LONG_ENOUGH_MS):
        press(button(strip, "Close now"))
    assert answers(spy) == [
        [row.account, row.symbol, Answer.LEAVE],
        [row.account, row.symbol, Answer.CORRECT],
    ]


def test_an_answer_pressed_for_one_finding_never_goes_to_another(strip: AttentionStrip, qtbot: QtBot) -> None:
    other = orphan(account=AccountId("p/X"), account_name="X")
    show(strip, orphan())
    with qtbot.assertNotEmitted(strip.buttons.answered, wait=SURELY_NOT_MS):
        press(button(strip, "Leave"))
        show(strip, other)
        release(button(strip, "Leave"))
        show(strip, orphan())
        press(button(strip, "Close now"))
        show(strip, other)


def test_words_that_change_under_a_press_do_not_end_it(strip: AttentionStrip, qtbot: QtBot) -> None:
    show(strip, orphan())
    with qtbot.waitSignal(strip.buttons.answered, timeout=LONG_ENOUGH_MS):
        press(button(strip, "Close now"))
        show(strip, orphan(cause="Another word for it."))


def test_the_strip_offers_one_way_to_close_and_no_adopting(strip: AttentionStrip) -> None:
    every = (Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE, Answer.CORRECT)
    show(strip, orphan(kind=FindingKind.OVER_SIZE, answers=every))
    assert visible_buttons(strip) == ["Close the excess", "Leave", "What now"]
    show(strip, orphan(kind=FindingKind.STALE, answers=(Answer.ADOPT, Answer.FLATTEN, Answer.LEAVE)))
    assert visible_buttons(strip) == ["Flatten", "Leave", "What now"]


def test_buttons_name_the_account_for_the_screen_reader(strip: AttentionStrip) -> None:
    show(strip, orphan())
    names = [found.accessibleName() for found in strip.findChildren(QPushButton) if found.isVisibleTo(strip)]
    assert names == ["Close now: Follower A", "Leave: Follower A", "What now: Follower A"]
