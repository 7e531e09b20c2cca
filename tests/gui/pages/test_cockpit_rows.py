"""The cockpit's rows under the keyboard: folding, finding, reading why, copying; and amounts hidden from strangers."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mimikdesk.domain.ids import GroupId
from mimikdesk.gui import format as fmt
from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.arrangement import Sorting
from mimikdesk.gui.models.cells import Column
from mimikdesk.gui.pages.accounts_rows import ROW_DENSE, ROW_NORMAL
from mimikdesk.gui.pages.cockpit import CockpitPage
from mimikdesk.gui.pages.cockpit_menus import Menu
from mimikdesk.gui.summary import summarise
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.services.views import BoardView
from mimikdesk.settings.model import Density
from tests.helpers.hands import click, tap
from tests.helpers.recording_control import RecordingControl

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
G1, G2 = GroupId("g1"), GroupId("g2")


@pytest.fixture
def page(theme: Theme, control: RecordingControl, qtbot: QtBot) -> CockpitPage:
    made = CockpitPage(control, theme)
    qtbot.addWidget(made)
    made.resize(2000, 900)
    show(made, gallery_data.troubled())
    with qtbot.waitExposed(made):
        made.show()
    made.view.setFocus()
    return made


def show(page: CockpitPage, board: BoardView) -> None:
    page.apply(board, summarise(board))


def at(page: CockpitPage, name: str, column: Column = Column.ACCOUNT) -> QModelIndex:
    for row in range(page.model.rowCount()):
        shown = page.model.row_at(page.model.index(row, 0))
        if shown is not None and shown.name == name:
            return page.model.index(row, column)
    raise AssertionError(name)


def head(page: CockpitPage, group: GroupId) -> QModelIndex:
    rows = range(page.model.rowCount())
    return page.model.index(next(r for r in rows if (g := page.model.group_at(r)) and g.group == group), 0)


def visible(page: CockpitPage) -> list[str]:
    """What is seen from top to bottom: groups in capitals, accounts once."""
    seen: list[str] = []
    for row in range(page.model.rowCount()):
        if not page.view.isRowHidden(row):
            group, account = page.model.group_at(row), page.model.row_at(page.model.index(row, 0))
            seen.append(group.name.upper() if group is not None else "" if account is None else account.name)
    return list(dict.fromkeys(seen))


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


# --- folding ------------------------------------------------------------------------------------------------------


def test_a_folded_group_shows_its_head_alone_and_says_so(page: CockpitPage) -> None:
    head_of = page.head_of(G1)
    assert head_of is not None
    click(head_of.fold)
    assert visible(page) == ["NQ SCALPS", "ES SWING", "Swing 150K", "Swing F1"]
    assert head_of.fold.accessibleName() == "Show the accounts of NQ scalps"
    click(head_of.fold)
    assert "Follower A" in visible(page)


def test_a_folded_group_stays_folded_while_its_accounts_change(page: CockpitPage) -> None:
    page.view.fold(G1, True)
    board = gallery_data.troubled()
    show(page, replace(board, rows=board.rows[:3] + board.rows[4:]))
    assert visible(page) == ["NQ SCALPS", "ES SWING", "Swing 150K", "Swing F1"]


def test_the_keyboard_folds_and_unfolds_and_leads_from_an_account_to_its_group(page: CockpitPage) -> None:
    page.view.setCurrentIndex(at(page, "Swing F1"))
    tap(page.view, Qt.Key.Key_Left)
    assert page.view.currentIndex() == head(page, G2)
    tap(page.view, Qt.Key.Key_Left)
    assert "Swing F1" not in visible(page)
    tap(page.view, Qt.Key.Key_Right)
    assert "Swing F1" in visible(page)
    tap(page.view, Qt.Key.Key_Return)
    assert "Swing F1" not in visible(page)


def test_the_current_row_of_a_group_that_is_folded_becomes_its_head(page: CockpitPage) -> None:
    page.view.setCurrentIndex(at(page, "Follower B"))
    page.fold_all(True)
    assert page.view.currentIndex() == head(page, G1)
    assert visible(page) == ["NQ SCALPS", "ES SWING"]
    page.fold_all(False)
    assert len(visible(page)) > 2


def test_folding_is_the_same_in_the_next_run_and_a_chosen_row_height_is_told(
    page: CockpitPage, theme: Theme, control: RecordingControl, qtbot: QtBot
) -> None:
    told = QSignalSpy(page.altered)
    page.view.fold(G2, True)
    page.choose_density(Density.DENSE)
    assert told.count() == 2
    after = CockpitPage(control, theme)
    qtbot.addWidget(after)
    after.restore(page.memory())
    show(after, gallery_data.troubled())
    assert "Swing F1" not in visible(after)
    assert page.view.rowHeight(head(page, G1).row() + 1) == ROW_DENSE


def test_a_memory_of_nothing_or_of_nonsense_shows_everything(page: CockpitPage) -> None:
    page.restore({"folded": "gone"})
    assert {"Swing F1", "Follower A"} <= set(visible(page))
    assert page.view.rowHeight(at(page, "Follower A").row()) == ROW_NORMAL


# --- sorting ------------------------------------------------------------------------------------------------------


def test_the_current_account_stays_current_when_the_rows_are_sorted(page: CockpitPage) -> None:
    page.view.setCurrentIndex(at(page, "Follower B", Column.DAY_PNL))
    page.view.columns.sort(Sorting(Column.POSITION))
    assert page.view.currentIndex() == at(page, "Follower B", Column.DAY_PNL)
    assert page.model.index(2, 0) != at(page, "Follower A")


def test_f5_sorts_again_by_the_figures_of_now(page: CockpitPage) -> None:
    show(page, gallery_data.normal())
    page.view.columns.sort(Sorting(Column.OPEN_PNL))
    before = visible(page)
    board = gallery_data.normal()
    turned = tuple(row if row.open_pnl is None else replace(row, open_pnl=-row.open_pnl) for row in board.rows)
    show(page, BoardView(board.groups, turned))
    assert visible(page) == before
    tap(page.view, Qt.Key.Key_F5)
    assert visible(page) == [*before[:2], *reversed(before[2:])]


# --- finding ------------------------------------------------------------------------------------------------------


def test_ctrl_f_leaves_the_rows_in_which_every_word_begins_a_word(page: CockpitPage) -> None:
    tap(page.view, Qt.Key.Key_F, _CTRL)
    page.finder.field.setText("follower out of step")
    assert visible(page) == ["NQ SCALPS", "Follower B", "Follower C", "Follower E"]
    assert page.finder.count.text() == "3 of 10 accounts"
    page.finder.field.setText("ollower")
    assert visible(page) == []


def test_the_name_of_a_group_finds_all_its_accounts_and_looks_into_folded_ones(page: CockpitPage) -> None:
    page.view.fold(G2, True)
    page.finder.field.setText("swing")
    assert visible(page) == ["ES SWING", "Swing 150K", "Swing F1"]
    page.finder.shut()
    assert "Swing F1" not in visible(page)


def test_rows_that_begin_to_match_come_into_sight_and_others_go(page: CockpitPage) -> None:
    page.finder.field.setText("flattening")
    assert visible(page) == ["NQ SCALPS", "Follower F"]
    show(page, gallery_data.normal())
    assert visible(page) == []


def test_escape_shows_all_rows_again_and_gives_the_keyboard_back(page: CockpitPage) -> None:
    page.open_finder()
    page.finder.field.setText("swing")
    tap(page.finder.field, Qt.Key.Key_Escape)
    assert not page.finder.isVisible()
    assert {"Swing F1", "Follower A"} <= set(visible(page))
    assert page.view.hasFocus()


def test_enter_in_the_filter_goes_on_to_the_rows_that_are_left(page: CockpitPage) -> None:
    page.open_finder()
    page.finder.field.setText("swing")
    tap(page.finder.field, Qt.Key.Key_Return)
    assert page.view.hasFocus()
    assert "Follower A" not in visible(page)


# --- reading why ----------------------------------------------------------------------------------------------------


def test_enter_on_a_row_with_a_problem_opens_that_problem(page: CockpitPage) -> None:
    page.view.setCurrentIndex(at(page, "Follower E"))
    tap(page.view, Qt.Key.Key_Return)
    assert page.problems.isVisible()
    texts = [found.text() for found in page.problems.detail.findChildren(QLabel)]
    assert any("Follower E" in text for text in texts)


def test_enter_on_a_row_that_is_well_leads_to_its_last_story(page: CockpitPage) -> None:
    page.view.setCurrentIndex(at(page, "Follower A"))
    asked = QSignalSpy(page.story_wanted)
    tap(page.view, Qt.Key.Key_Return)
    assert [asked.at(n) for n in range(asked.count())] == [["practice-1/Follower A", "Follower A"]]
    assert not page.problems.isVisible()


def test_the_menu_key_opens_the_menu_of_the_current_row(page: CockpitPage) -> None:
    index = at(page, "Follower C")
    page.view.setCurrentIndex(index)
    place = page.view.visualRect(index).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, page.view.viewport().mapToGlobal(place))
    QApplication.sendEvent(page.view.viewport(), event)
    menu = page.findChild(Menu)
    assert menu is not None
    assert menu.actions()[-1].text() == "Flatten Follower C"
    menu.close()


def test_the_menu_of_a_group_flattens_only_after_a_second_yes(page: CockpitPage, control: RecordingControl) -> None:
    page.view.menu_wanted.emit(page.model.group_at(0), QPoint(10, 10))
    menu = page.findChild(Menu)
    assert menu is not None
    assert control.calls == []
    menu.actions()[-1].menu().actions()[0].trigger()  # type: ignore[attr-defined]
    assert control.calls == [("flatten_group", "g1")]
    menu.close()


# --- copying --------------------------------------------------------------------------------------------------------


def test_ctrl_c_copies_the_cell_and_what_is_only_drawn_in_words(page: CockpitPage) -> None:
    page.view.setCurrentIndex(at(page, "Follower A", Column.POSITION))
    tap(page.view, Qt.Key.Key_C, _CTRL)
    assert clipboard() == "LONG 4"
    page.view.setCurrentIndex(at(page, "Follower A", Column.SWITCH))
    tap(page.view, Qt.Key.Key_C, _CTRL)
    assert clipboard() == "Copying on for Follower A"


def test_ctrl_shift_c_copies_the_row_in_the_columns_as_they_are_shown(page: CockpitPage) -> None:
    for column in Column:
        if column not in (Column.DAY_PNL, Column.SYMBOL):
            page.view.columns.choose(column, False)
    header = page.view.horizontalHeader()
    header.moveSection(header.visualIndex(Column.DAY_PNL), 1)
    page.view.setCurrentIndex(at(page, "Follower A"))
    tap(page.view, Qt.Key.Key_C, _CTRL | _SHIFT)
    assert clipboard() == "Follower A\t+118.00\tMNQH6\tLONG 4\tIn step\tCopying on for Follower A"


def test_the_head_of_a_group_is_copied_in_words(page: CockpitPage) -> None:
    page.view.setCurrentIndex(head(page, G2))
    tap(page.view, Qt.Key.Key_C, _CTRL | _SHIFT)
    assert clipboard() == "Group ES swing, Paused, day \N{MINUS SIGN}170.00"


# --- amounts hidden -------------------------------------------------------------------------------------------------


def everything(page: CockpitPage) -> str:
    """Every text, tooltip and accessible text of rows, heads and labels."""
    said: list[str] = []
    role = Qt.ItemDataRole
    for row in range(page.model.rowCount()):
        for column in Column:
            index = page.model.index(row, column)
            said += [str(index.data(r) or "") for r in (role.DisplayRole, role.ToolTipRole, role.AccessibleTextRole)]
    for label in page.findChildren(QLabel):
        said += [label.text(), label.toolTip(), label.accessibleName()]
    return "\n".join(said)


@pytest.mark.rule("13.8")
def test_hidden_amounts_are_dots_in_every_cell_head_tip_and_spoken_text(page: CockpitPage) -> None:
    board = gallery_data.troubled()
    amounts = ["+118.00", "50,118.00", "+85.00", "\N{MINUS SIGN}170.00", "+1,369.00", "+1,199.00"]
    assert all(amount in everything(page) for amount in amounts)
    fmt.hide_money(True)
    page.write_again()
    assert not any(amount in everything(page) for amount in amounts)
    index = at(page, "Follower A", Column.OPEN_PNL)
    assert index.data() == fmt.DOTS
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "hidden"
    richer = tuple(
        replace(row, open_pnl=Decimal("777.77"), day_pnl=Decimal("777.77"), net_liq=Decimal("777.77"))
        for row in board.rows
    )
    heads = tuple(replace(group, day_pnl=Decimal("777.77")) for group in board.groups)
    show(page, BoardView(heads, richer))
    assert "777.77" not in everything(page)
    fmt.hide_money(False)
    page.write_again()
    assert "+777.77" in everything(page)


@pytest.mark.rule("13.8")
def test_hidden_amounts_have_no_colour_that_tells_gain_from_loss(page: CockpitPage) -> None:
    fmt.hide_money(True)
    page.write_again()
    shades = {
        index.data(Qt.ItemDataRole.ForegroundRole).color().name()
        for index in (at(page, "Leader 50K", Column.DAY_PNL), at(page, "Swing F1", Column.DAY_PNL))
    }
    assert len(shades) == 1


def test_the_eye_asks_for_hiding_and_shows_how_it_is(page: CockpitPage) -> None:
    asked = QSignalSpy(page.hide_wanted)
    click(page.tools.eye)
    assert [asked.at(n) for n in range(asked.count())] == [[True]]
    fmt.hide_money(True)
    page.write_again()
    assert page.tools.eye.isChecked()


def test_rows_that_are_scrolled_into_sight_have_the_figures_of_now(page: CockpitPage) -> None:
    board = gallery_data.crowded(10, 10)
    show(page, board)
    rows = tuple(replace(row, net_liq=Decimal("77777.00")) for row in board.rows)
    show(page, BoardView(board.groups, rows))
    page.view.scrollToBottom()
    last = page.model.index(page.model.rowCount() - 1, Column.NET_LIQ)
    assert page.view.visualRect(last).intersects(page.view.viewport().rect())
    assert last.data() == "77,777.00"
