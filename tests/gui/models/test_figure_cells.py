"""Cells of figures: those that are not known, and those that are not of now."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from mimikdesk.domain.risk import DailyLoss, RuleState
from mimikdesk.domain.time import SECOND
from mimikdesk.gui import format as fmt
from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.cells import Cell, Column, cells
from mimikdesk.gui.models.cockpit_model import CockpitModel
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.services.prices import Source
from mimikdesk.services.risk_rows import RuleRow
from mimikdesk.services.stops import StopCover
from mimikdesk.services.views import AccountRow, BoardView, FigureAge

ROW = gallery_data.normal().rows[0]
FIGURES = (Column.OPEN_PNL, Column.DAY_PNL, Column.NET_LIQ)


def age(seconds: int, source: Source = Source.IMPLIED) -> FigureAge:
    return FigureAge(source, seconds * SECOND, seconds >= 30)


def aged(seconds: int) -> AccountRow:
    return replace(ROW, open_age=age(seconds), worth_age=age(seconds))


def shown(row: AccountRow, column: Column) -> Cell:
    return cells(row, first=True)[column]


@pytest.mark.parametrize("column", FIGURES)
def test_a_figure_of_now_has_neither_mark_nor_tooltip(column: Column) -> None:
    assert (shown(ROW, column).icon, shown(ROW, column).tip) == ("", "")


@pytest.mark.parametrize("column", FIGURES)
def test_a_young_figure_says_its_age_in_the_tooltip_only(column: Column) -> None:
    fresh, young = shown(ROW, column), shown(aged(15), column)
    assert young.tip.endswith("of 15\N{THIN SPACE}s ago.")
    assert young._replace(tip="") == fresh


@pytest.mark.parametrize("column", FIGURES)
def test_an_old_figure_is_still_shown_with_a_quiet_mark_and_no_colour_of_gain_or_loss(column: Column) -> None:
    old = shown(aged(120), column)
    assert old.text == shown(ROW, column).text
    assert (old.icon_tone, old.tone) == (Tone.QUIET, Tone.QUIET)
    assert old.icon == ("" if column is Column.NET_LIQ else "shapes/past"), "the day's mark is net liquidation's too"
    assert "2\N{THIN SPACE}min ago. It may be another by now." in old.tip
    assert old.spoken == f"{old.text}, 2\N{THIN SPACE}min ago"


@pytest.mark.parametrize("column", FIGURES)
def test_what_is_not_known_is_a_dash_and_never_nought(column: Column) -> None:
    cell = shown(replace(ROW, open_pnl=None, day_pnl=None, net_liq=None), column)
    assert (cell.text, cell.icon) == (fmt.NONE, "")
    assert "Not known yet" in cell.tip
    assert "0" not in cell.text + cell.spoken


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source.QUOTE, "The prices have stopped. Reckoned with the last one, of 5"),
        (Source.FILL, "Reckoned with the price of a fill 5"),
        (Source.IMPLIED, "Reckoned with a price worked out from the broker's figures of 5"),
        (Source.BROKER, "The broker's own figure of 5"),
    ],
)
def test_the_tooltip_names_where_the_figure_comes_from(source: Source, words: str) -> None:
    assert shown(replace(ROW, open_age=age(5, source)), Column.OPEN_PNL).tip.startswith(words)


def test_a_figure_that_grows_old_changes_its_own_cells_and_no_other(theme: Theme) -> None:
    board, model = gallery_data.normal(), CockpitModel(theme)

    def show(row: AccountRow) -> list[int]:
        spy = QSignalSpy(model.dataChanged)
        model.apply(BoardView(board.groups, (row, *board.rows[1:])))
        return [spy.at(number)[0].column() for number in range(spy.count())]

    model.apply(board)
    assert show(aged(10)) == list(FIGURES)
    assert show(aged(10)) == []
    assert show(aged(60)) == list(FIGURES)
    item = model.index(1, Column.OPEN_PNL)
    assert not item.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert show(replace(ROW, open_pnl=Decimal("1.25"))) == list(FIGURES)
    assert item.data(Qt.ItemDataRole.DecorationRole) is None
    assert not item.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "less than 5 s ago"),
        (5, "5 s ago"),
        (55, "55 s ago"),
        (60, "1 min ago"),
        (3599, "59 min ago"),
        (7300, "2 h ago"),
    ],
)
def test_ages_in_words(seconds: int, text: str) -> None:
    assert fmt.ago(seconds * SECOND) == text.replace(" s", "\N{THIN SPACE}s").replace(
        " min", "\N{THIN SPACE}min"
    ).replace(" h", "\N{THIN SPACE}h")


@pytest.mark.parametrize(
    ("stop", "text", "tone", "spoken"),
    [
        (None, fmt.NONE, Tone.QUIET, ""),
        (StopCover(4, 4, Decimal("25480")), "yes", Tone.TEXT, "stop at 25,480.00"),
        (StopCover(4, 4), "yes", Tone.TEXT, "stop"),
        (StopCover(1, 4, Decimal("25480")), "1/4", Tone.WARNING, "A stop at 25,480.00 closes 1 of 4 contracts."),
        (StopCover(0, 4), "none", Tone.QUIET, "no stop"),
        (StopCover(0, 4, wanted=True), "none", Tone.WARNING, "no stop"),
    ],
)
@pytest.mark.rule("13.1")
def test_a_position_without_a_stop_is_a_colour_only_where_its_leader_has_one(
    stop: StopCover | None, text: str, tone: Tone, spoken: str
) -> None:
    cell = shown(replace(ROW, stop=stop), Column.STOP)
    assert (cell.text, cell.tone, cell.spoken) == (text, tone, spoken)


@pytest.mark.parametrize(
    ("state", "tone"),
    [(RuleState.ARMED, Tone.TEXT), (RuleState.NEAR, Tone.WARNING), (RuleState.BREACHED, Tone.DANGER)],
)
@pytest.mark.rule("13.1")
def test_the_distance_to_the_nearest_limit_is_shown_and_hidden_with_all_money(state: RuleState, tone: Tone) -> None:
    rule = DailyLoss(Decimal(500))
    text = "Daily loss: 312.50 of 500.00 used."
    row = replace(ROW, limit=RuleRow(rule, state, Decimal("-312.50"), Decimal(-500), Decimal("187.50"), 62, text))
    cell = shown(row, Column.LIMIT)
    assert (cell.text, cell.tone, cell.tip) == ("187.50", tone, text)
    fmt.hide_money(True)
    cell = shown(row, Column.LIMIT)
    assert (cell.text, cell.spoken) == (fmt.DOTS, "hidden")
    assert cell.tip == f"Daily loss: {fmt.DOTS} of {fmt.DOTS} used."


def test_what_differs_from_what_it_should_be_is_told_in_the_cell_and_in_words() -> None:
    row = replace(gallery_data.normal().rows[1], position=2, expected=4, divergence=-2, cause="An order was rejected.")
    cell = shown(row, Column.EXPECTED)
    assert cell.text == "4 (\N{MINUS SIGN}2)"
    assert cell.tip == "Should be LONG 4, is LONG 2. An order was rejected."
