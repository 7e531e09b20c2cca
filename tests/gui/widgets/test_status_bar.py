"""The status bar: lines, budgets, clock and lateness, and what is folded away where there are many logins."""

from collections.abc import Iterable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mimikdesk.domain.events import LineState
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.login_marks import MOST_WELL
from mimikdesk.gui.widgets.status_bar import StatusBar
from mimikdesk.services.views import BudgetRow, LaneView

UP, DOWN = LineState.CONNECTED, LineState.RECONNECTING
THIN = "\N{THIN SPACE}"


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> StatusBar:
    made = StatusBar(theme)
    qtbot.addWidget(made)
    made.resize(1400, 30)
    made.show()
    return made


def lane(*lines: tuple[str, LineState], skew_ns: int | None = None) -> LaneView:
    return LaneView(420_000, lines, "Practice market open", skew_ns)


def label(bar: StatusBar, begins: str) -> QLabel:
    found = [each for each in said(bar) if each.text().startswith(begins)]
    assert len(found) == 1, [each.text() for each in said(bar)]
    return found[0]


def said(bar: StatusBar) -> Iterable[QLabel]:
    row = bar.logins.layout()
    assert row is not None
    inside = [row.itemAt(at).widget() for at in range(row.count()) if row.itemAt(at) is not None]  # type: ignore[union-attr]
    others = [each for each in bar.findChildren(QLabel) if each.parent() is bar and not each.isHidden()]
    return [each for each in (*inside, *others) if isinstance(each, QLabel) and each.text()]


@pytest.mark.rule("3.6")
def test_each_logins_budget_stands_beside_it_and_its_words_are_at_hand(bar: StatusBar) -> None:
    bar.show_lane(lane(("Apex", UP), ("TPT", UP)))
    bar.logins.show_budgets(
        [("Apex", BudgetRow("61 of 80 requests left this minute", left=61, limit=80)), ("TPT", None)]
    )
    assert label(bar, "Apex").text() == "Apex 61/80"
    assert label(bar, "Apex").accessibleName() == "Apex: connected. 61 of 80 requests left this minute."
    assert label(bar, "TPT").text() == "TPT"


def test_a_figure_that_moves_changes_its_own_words_and_builds_nothing_anew(bar: StatusBar) -> None:
    bar.show_lane(lane(("Apex", UP)))
    bar.logins.show_budgets([("Apex", BudgetRow("x", left=61, limit=80))])
    before = label(bar, "Apex")
    bar.logins.show_budgets([("Apex", BudgetRow("y", left=60, limit=80))])
    assert label(bar, "Apex") is before
    assert before.text() == "Apex 60/80"


def test_a_low_budget_and_a_penalty_are_worth_a_colour(bar: StatusBar) -> None:
    bar.show_lane(lane(("Apex", UP)))
    bar.logins.show_budgets([("Apex", BudgetRow("x", low=True, left=4, limit=80))])
    assert label(bar, "Apex").property("kind") == "warning"
    bar.logins.show_budgets([("Apex", BudgetRow("Takes no requests for 29 s", low=True))])
    assert label(bar, "Apex").text() == "Apex penalty"


def test_of_many_logins_those_in_trouble_stay_in_sight(bar: StatusBar) -> None:
    lines = [(f"Login {number}", UP) for number in range(8)] + [("Last", DOWN)]
    bar.show_lane(lane(*lines))
    texts = [each.text() for each in said(bar)]
    assert texts[: MOST_WELL + 2] == ["Login 0", "Login 1", "Login 2", "Last: reconnecting", "and 5 more"]
    assert "Login 7: connected" in label(bar, "and").toolTip()


def test_one_login_is_not_folded_into_a_number(bar: StatusBar) -> None:
    bar.show_lane(lane(*((f"Login {number}", UP) for number in range(MOST_WELL + 1))))
    assert not any(each.text().startswith("and") for each in said(bar))


def test_the_clock_is_shown_once_it_is_known_and_coloured_once_it_is_far_off(bar: StatusBar) -> None:
    bar.show_lane(lane())
    assert not any(each.text().startswith("Clock") for each in said(bar))
    bar.show_lane(lane(skew_ns=-12 * MILLISECOND))
    assert label(bar, "Clock").text() == f"Clock \N{MINUS SIGN}12.0{THIN}ms"
    assert label(bar, "Clock").property("kind") == "quiet"
    bar.show_lane(lane(skew_ns=2 * SECOND))
    assert label(bar, "Clock").text() == f"Clock +2.0{THIN}s"
    assert label(bar, "Clock").property("kind") == "warning"
