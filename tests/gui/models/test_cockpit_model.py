"""The cockpit's model touches what changed and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from mimikdesk.domain.ids import AccountId
from mimikdesk.gui import format as fmt
from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.arrangement import VALUES, Sorting
from mimikdesk.gui.models.cells import Column
from mimikdesk.gui.models.cockpit_model import CockpitModel
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.services.views import AccountRow, BoardView


@pytest.fixture
def model(theme: Theme) -> Iterator[CockpitModel]:
    made = CockpitModel(theme)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


def changed_row(board: BoardView, number: int, **changes: object) -> BoardView:
    rows = list(board.rows)
    rows[number] = replace(rows[number], **changes)  # type: ignore[arg-type]
    return BoardView(board.groups, tuple(rows))


def cell(model: CockpitModel, line: int, column: Column, group: int = 0) -> QModelIndex:
    heads = [row for row in range(model.rowCount()) if model.group_at(row) is not None]
    return model.index(heads[group] + 1 + line, column)


def text(model: CockpitModel, line: int, column: Column, group: int = 0) -> str:
    shown = cell(model, line, column, group).data()
    return "" if shown is None else str(shown)


def changes(spy: QSignalSpy) -> list[tuple[int, int]]:
    """Line of the first group and column of each change told, in order; a range of several cells fails."""
    told = []
    for number in range(spy.count()):
        first, last = spy.at(number)[:2]
        assert first == last
        told.append((first.row() - 1, first.column()))
    return told


def test_an_unchanged_board_tells_the_view_nothing(model: CockpitModel) -> None:
    model.apply(gallery_data.troubled())
    changed, altered = QSignalSpy(model.dataChanged), QSignalSpy(model.layout_altered)
    model.apply(gallery_data.troubled())
    assert (changed.count(), altered.count()) == (0, 0)


def test_a_change_of_one_figure_tells_that_one_cell_once(model: CockpitModel) -> None:
    board = gallery_data.normal()
    model.apply(board)
    spy = QSignalSpy(model.dataChanged)
    model.apply(changed_row(board, 2, open_pnl=Decimal("43.00")))
    assert changes(spy) == [(2, Column.OPEN_PNL)]
    assert text(model, 2, Column.OPEN_PNL) == "+43.00"


def test_a_change_that_does_not_show_tells_the_view_nothing(model: CockpitModel) -> None:
    board = gallery_data.normal()
    model.apply(board)
    spy = QSignalSpy(model.dataChanged)
    model.apply(changed_row(board, 1, last_copy_ns=920_001))
    assert spy.count() == 0


def test_a_gain_that_turns_into_a_loss_changes_text_and_colour_in_one_go(model: CockpitModel, theme: Theme) -> None:
    board = gallery_data.normal()
    model.apply(board)
    spy = QSignalSpy(model.dataChanged)
    model.apply(changed_row(board, 1, open_pnl=Decimal("-2.00")))
    assert changes(spy) == [(1, Column.OPEN_PNL)]
    shown = cell(model, 1, Column.OPEN_PNL)
    assert shown.data() == "\N{MINUS SIGN}2.00"
    assert shown.data(Qt.ItemDataRole.ForegroundRole).color().name().upper() == theme.tokens.negative


def test_a_new_position_is_told_with_its_row_and_a_first_one_is_not(model: CockpitModel) -> None:
    board = gallery_data.normal()
    moved = QSignalSpy(model.position_moved)
    model.apply(board)
    assert moved.count() == 0
    changed = QSignalSpy(model.dataChanged)
    model.apply(changed_row(board, 1, position=3, divergence=0, expected=4))
    assert changes(changed) == [(1, Column.POSITION)]
    assert [moved.at(number) for number in range(moved.count())] == [[cell(model, 1, Column.POSITION).row()]]


def test_a_second_instrument_is_a_line_below_without_what_belongs_to_the_account(model: CockpitModel) -> None:
    model.apply(gallery_data.troubled())
    assert [text(model, line, Column.SYMBOL) for line in range(4)] == ["MNQH6", "MESH6", "MNQH6", "MESH6"]
    assert [text(model, line, Column.ACCOUNT) for line in range(4)] == ["Leader 50K", "", "Follower A", ""]
    assert text(model, 3, Column.POSITION) == "SHORT 2"
    assert text(model, 3, Column.DAY_PNL) == ""
    row = model.row_at(cell(model, 3, Column.ACCOUNT))
    assert row is not None
    assert row.name == "Follower A"


def test_going_flat_changes_the_row_in_its_place(model: CockpitModel) -> None:
    board = gallery_data.normal()
    model.apply(board)
    inserted, removed = QSignalSpy(model.rowsInserted), QSignalSpy(model.rowsRemoved)
    model.apply(gallery_data.quiet())
    assert (inserted.count(), removed.count()) == (0, 0)
    assert text(model, 1, Column.POSITION) == "flat"


def test_the_leader_has_neither_a_switch_nor_a_flatten_mark(model: CockpitModel) -> None:
    model.apply(gallery_data.normal())
    icon = Qt.ItemDataRole.DecorationRole
    for column in (Column.SWITCH, Column.FLATTEN):
        assert cell(model, 0, column).data(icon) is None
        assert cell(model, 1, column).data(icon) is not None


def test_a_side_is_told_by_word_arrow_and_colour(model: CockpitModel, theme: Theme) -> None:
    model.apply(gallery_data.troubled())
    long, short = cell(model, 0, Column.POSITION), cell(model, 1, Column.POSITION)
    assert (long.data(), short.data()) == ("LONG 4", "SHORT 2")
    arrows = [index.data(Qt.ItemDataRole.DecorationRole).pixmap(16, 16).toImage() for index in (long, short)]
    assert arrows[0] != arrows[1]


def test_a_new_theme_colours_every_cell_again(model: CockpitModel, theme: Theme) -> None:
    model.apply(gallery_data.normal())
    before = cell(model, 1, Column.POSITION).data(Qt.ItemDataRole.ForegroundRole).color()
    theme.choose(ThemeName.DARK)
    after = cell(model, 1, Column.POSITION).data(Qt.ItemDataRole.ForegroundRole).color()
    assert after.name().upper() == theme.tokens.positive
    assert after != before


def test_the_flatten_mark_turns_red_under_the_mouse_and_back(model: CockpitModel) -> None:
    model.apply(gallery_data.normal())
    marks = [cell(model, line, Column.FLATTEN) for line in (1, 2)]
    calm = drawing(marks[0])
    model.heat(marks[0])
    red = drawing(marks[0])
    assert red != calm
    model.heat(marks[1])
    assert (drawing(marks[0]), drawing(marks[1])) == (calm, red)
    model.heat(QModelIndex())
    assert drawing(marks[1]) == calm


def drawing(index: QModelIndex) -> QImage:
    image: QImage = index.data(Qt.ItemDataRole.DecorationRole).pixmap(16, 16).toImage()
    return image


groups_of_boards = st.lists(
    st.permutations(range(3)).flatmap(
        lambda order: st.tuples(
            st.just(order), st.lists(st.lists(st.integers(0, 4), max_size=5), min_size=3, max_size=3)
        )
    ),
    min_size=1,
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(plans=groups_of_boards, column=st.sampled_from([None, *VALUES]), descending=st.booleans())
def test_any_sequence_of_boards_ends_showing_the_last_one(
    theme: Theme, plans: list[tuple[list[int], list[list[int]]]], column: Column | None, descending: bool
) -> None:
    model = CockpitModel(theme)
    model.sort_rows(None if column is None else Sorting(column, descending))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    wanted: list[list[str]] = []
    for order, members in plans:
        heads, rows, wanted = [], [], []
        for number in order:
            own = [_member(number, member, at) for at, member in enumerate(members[number])]
            leader = gallery_data.leader(f"g{number}", f"L{number}", 1)
            heads.append(gallery_data.group(f"Group {number}", (leader, *own)))
            rows += [leader, *own]
            wanted.append([str(row.account) for row in (leader, *own)])
        model.apply(BoardView(tuple(heads), tuple(rows)))
    shown: list[list[str]] = []
    for line in range(model.rowCount()):
        row = model.row_at(model.index(line, 0))
        if row is None:
            shown.append([])
        else:
            shown[-1].append(str(row.account))
    assert [sorted(group) for group in shown] == [sorted(group) for group in wanted]
    assert all(group[0].startswith("practice-1/L") for group in shown)
    del tester


def _member(group: int, member: int, position: int) -> AccountRow:
    name = f"F{group}{member}"
    return replace(gallery_data.follower(f"g{group}", name, "1.0", position), account=AccountId(f"practice-1/{name}"))


@pytest.mark.rule("9.7")
def test_a_breach_marks_the_switch_and_tells_what_happened_and_a_switch_off_by_hand_does_not(
    model: CockpitModel,
) -> None:
    by_hand = changed_row(gallery_data.normal(), 1, on=False)
    model.apply(by_hand)
    off = cell(model, 1, Column.SWITCH)
    plain = off.data(Qt.ItemDataRole.DecorationRole).pixmap(48, 16)
    assert off.data(Qt.ItemDataRole.ToolTipRole) == "Off: only exits are copied. Click to switch on."
    told = "It was short 2 while the leader was long 4."
    model.apply(changed_row(by_hand, 1, breach=told))
    marked = off.data(Qt.ItemDataRole.DecorationRole).pixmap(48, 16)
    assert marked.width() > plain.width()
    assert told in off.data(Qt.ItemDataRole.ToolTipRole)
    assert off.data(Qt.ItemDataRole.AccessibleTextRole) == f"Copying off for Follower A, after a breach: {told}"


def test_money_that_nobody_sees_is_written_some_batches_later_and_everything_else_at_once(model: CockpitModel) -> None:
    board = gallery_data.normal()
    model.apply(board)
    model.in_sight = lambda: range(3)  # the head, the leader and Follower A
    moved = BoardView(board.groups, tuple(replace(row, day_pnl=Decimal(7)) for row in board.rows))
    model.apply(moved)
    assert [text(model, line, Column.DAY_PNL) for line in range(4)] == ["+7.00", "+7.00", "+118.00", "+118.00"]
    unseen = model.row_at(cell(model, 3, Column.DAY_PNL))
    assert unseen is not None
    assert unseen.day_pnl == 7
    flat = changed_row(moved, 3, position=0)
    model.apply(flat)
    assert text(model, 3, Column.POSITION) == "flat"
    assert text(model, 3, Column.DAY_PNL) == "+7.00"
    for _ in range(10):
        model.apply(flat)
    assert text(model, 2, Column.DAY_PNL) == "+7.00"


def test_rows_that_come_into_sight_have_the_figures_of_now(model: CockpitModel) -> None:
    board = gallery_data.normal()
    model.apply(board)
    model.in_sight = lambda: range(0)
    model.apply(changed_row(board, 2, day_pnl=Decimal(7)))
    assert text(model, 2, Column.DAY_PNL) == "+118.00"
    model.in_sight = lambda: range(99)
    model.catch_up()
    assert text(model, 2, Column.DAY_PNL) == "+7.00"


def test_hiding_amounts_hides_them_in_rows_that_nobody_sees_too(model: CockpitModel) -> None:
    board = gallery_data.normal()
    model.apply(board)
    model.in_sight = lambda: range(0)
    model.apply(changed_row(board, 2, day_pnl=Decimal(7)))
    fmt.hide_money(True)
    model.write_again()
    assert text(model, 2, Column.DAY_PNL) == fmt.DOTS
