"""The trader's columns: chosen, moved, widened, sorted by, and the same in the next run."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.arrangement import Sorting
from mimikdesk.gui.models.cells import Column
from mimikdesk.gui.models.cockpit_model import CockpitModel
from mimikdesk.gui.pages.accounts_columns import WIDTHS, Columns
from mimikdesk.gui.pages.accounts_table import AccountsTable
from mimikdesk.gui.theme.theme import Theme


@pytest.fixture
def columns(theme: Theme, qtbot: QtBot) -> Columns:
    model = CockpitModel(theme)
    table = AccountsTable(model)
    qtbot.addWidget(table)
    table.resize(2000, 500)
    model.apply(gallery_data.normal())
    with qtbot.waitExposed(table):
        table.show()
    return table.columns


def view(columns: Columns) -> AccountsTable:
    table = columns.parent()
    assert isinstance(table, AccountsTable)
    return table


def again(columns: Columns, theme: Theme, qtbot: QtBot) -> Columns:
    """A table of the next run, that remembers."""
    model = CockpitModel(theme)
    table = AccountsTable(model)
    qtbot.addWidget(table)
    table.resize(2000, 500)
    table.columns.restore(columns.memory())
    model.apply(gallery_data.normal())
    return table.columns


def test_with_room_for_all_every_column_shows(columns: Columns) -> None:
    assert columns.shown() == list(Column)


def test_a_column_that_is_hidden_stays_hidden_in_the_next_run(columns: Columns, theme: Theme, qtbot: QtBot) -> None:
    told = QSignalSpy(columns.altered)
    columns.choose(Column.NET_LIQ, False)
    assert told.count() == 1
    assert Column.NET_LIQ not in columns.shown()
    assert Column.NET_LIQ not in again(columns, theme, qtbot).shown()


def test_a_column_that_was_asked_for_gives_way_after_the_others(columns: Columns) -> None:
    view(columns).resize(1300, 500)
    assert Column.AVERAGE not in columns.shown()
    columns.choose(Column.AVERAGE, True)
    assert Column.AVERAGE in columns.shown()
    view(columns).resize(700, 500)
    assert Column.AVERAGE not in columns.shown()
    assert columns.wanted(Column.AVERAGE)


def test_a_column_that_the_trader_moves_stays_there_in_the_next_run(
    columns: Columns, theme: Theme, qtbot: QtBot
) -> None:
    header = view(columns).horizontalHeader()
    header.moveSection(header.visualIndex(Column.DAY_PNL), 1)
    wanted = [Column.ACCOUNT, Column.DAY_PNL, Column.ROLE]
    assert columns.shown()[:3] == wanted
    assert again(columns, theme, qtbot).shown()[:3] == wanted


def test_who_it_is_stays_left_and_what_stops_it_stays_right(columns: Columns) -> None:
    header = view(columns).horizontalHeader()
    header.moveSection(header.visualIndex(Column.FLATTEN), 2)
    header.moveSection(header.visualIndex(Column.ROLE), len(Column) - 1)
    header.moveSection(header.visualIndex(Column.ACCOUNT), 4)
    shown = columns.shown()
    assert (shown[0], shown[-2:]) == (Column.ACCOUNT, [Column.SWITCH, Column.FLATTEN])


def test_a_width_that_the_trader_sets_stays_in_the_next_run(columns: Columns, theme: Theme, qtbot: QtBot) -> None:
    header = view(columns).horizontalHeader()
    header.resizeSection(Column.DAY_PNL, 140)
    header.resizeSection(Column.ACCOUNT, 300)
    after = view(again(columns, theme, qtbot)).horizontalHeader()
    assert (after.sectionSize(Column.DAY_PNL), after.sectionSize(Column.ACCOUNT)) == (140, 300)


def test_what_the_program_sets_is_no_choice_of_the_traders(columns: Columns) -> None:
    view(columns).resize(1200, 500)
    view(columns).resize(2000, 500)
    assert set(columns.memory().values()) == {""}


def test_the_usual_columns_come_back(columns: Columns) -> None:
    header = view(columns).horizontalHeader()
    columns.choose(Column.SYMBOL, False)
    header.moveSection(header.visualIndex(Column.DAY_PNL), 1)
    header.resizeSection(Column.DAY_PNL, 140)
    columns.reset()
    assert columns.shown() == list(Column)
    assert header.sectionSize(Column.DAY_PNL) == WIDTHS[Column.DAY_PNL]


def test_a_click_on_a_heading_sorts_up_then_down_then_not_at_all(columns: Columns) -> None:
    header = view(columns).horizontalHeader()
    seen = []
    for _ in range(3):
        header.sectionClicked.emit(Column.DAY_PNL)
        seen.append((columns.sorting, header.sortIndicatorSection(), header.sortIndicatorOrder()))
    up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    assert seen == [
        (Sorting(Column.DAY_PNL), Column.DAY_PNL, up),
        (Sorting(Column.DAY_PNL, descending=True), Column.DAY_PNL, down),
        (None, -1, up),
    ]


def test_the_flatten_marks_heading_sorts_nothing(columns: Columns) -> None:
    view(columns).horizontalHeader().sectionClicked.emit(Column.FLATTEN)
    assert columns.sorting is None


def test_the_sorting_is_the_same_in_the_next_run(columns: Columns, theme: Theme, qtbot: QtBot) -> None:
    columns.sort(Sorting(Column.POSITION, descending=True))
    after = again(columns, theme, qtbot)
    assert after.sorting == Sorting(Column.POSITION, descending=True)
    table = view(after)
    names = [row.name for row in table.model().rows()]  # type: ignore[attr-defined]
    assert names == ["Leader 50K", "Follower C", "Follower A", "Follower B"]


@pytest.mark.parametrize(
    "values",
    [
        {"order": "DAY_PNL,DAY_PNL,NOBODY,,FLATTEN", "widths": "DAY_PNL:x,NOBODY:9,ROLE:-4,LINE:99999", "sort": "NO"},
        {"hidden": "FLATTEN,STATE,ACCOUNT,POSITION", "shown": "NOBODY", "sort": "FLATTEN"},
    ],
)
def test_a_damaged_memory_does_no_harm(columns: Columns, values: dict[str, str]) -> None:
    columns.restore(values)
    shown = columns.shown()
    assert set(shown) >= {Column.ACCOUNT, Column.POSITION, Column.STATE, Column.SWITCH, Column.FLATTEN}
    assert (shown[0], shown[-1]) == (Column.ACCOUNT, Column.FLATTEN)
    assert columns.sorting is None
