"""The activity list keeps the newest lines, newest on top, and finds them by words and kind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import format as fmt
from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.activity_filter import ActivityFilter, Wanted
from mimikdesk.gui.models.activity_model import ACCOUNT, TEXT, TIME, WHAT, ActivityModel
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.services.views import ActivityKind, ActivityRow


@pytest.fixture
def model(theme: Theme) -> Iterator[ActivityModel]:
    made = ActivityModel(theme, most_rows=10)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


@pytest.fixture
def filtered(model: ActivityModel) -> ActivityFilter:
    proxy = ActivityFilter()
    proxy.setSourceModel(model)
    model.add(gallery_data.activity())
    return proxy


def line(number: int) -> ActivityRow:
    return ActivityRow(number, gallery_data.START_NS, ActivityKind.FILL, Level.INFO, "A", None, f"Line {number}.")


def texts(model: ActivityModel | ActivityFilter) -> list[str]:
    return [model.index(row, TEXT).data() for row in range(model.rowCount())]


def test_the_newest_line_is_on_top(model: ActivityModel) -> None:
    model.add((line(1), line(2)))
    model.add((line(3),))
    assert texts(model) == ["Line 3.", "Line 2.", "Line 1."]


def test_the_oldest_lines_give_way(model: ActivityModel) -> None:
    model.add(tuple(line(number) for number in range(1, 8)))
    model.add(tuple(line(number) for number in range(8, 13)))
    assert texts(model) == [f"Line {number}." for number in range(12, 2, -1)]
    model.add(tuple(line(number) for number in range(100, 150)))
    assert texts(model) == [f"Line {number}." for number in range(149, 139, -1)]


def test_a_line_is_added_without_touching_those_shown(model: ActivityModel) -> None:
    model.add((line(1),))
    changed, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    model.add((line(2),))
    assert (changed.count(), reset.count()) == (0, 0)


def test_every_kind_has_a_word_and_a_drawing_of_its_own(model: ActivityModel) -> None:
    rows = tuple(
        ActivityRow(number, 0, kind, Level.INFO, "A", None, "x") for number, kind in enumerate(ActivityKind, start=1)
    )
    model.add(rows)
    cells = [model.index(row, WHAT) for row in range(model.rowCount())]
    drawn = [cell.data(Qt.ItemDataRole.DecorationRole).pixmap(16, 16).toImage() for cell in cells]
    assert len({cell.data() for cell in cells}) == len(ActivityKind)
    assert all(drawn[one] != drawn[other] for one in range(len(drawn)) for other in range(one))


def test_a_critical_line_has_the_colour_of_danger_in_either_theme(model: ActivityModel, theme: Theme) -> None:
    model.add((ActivityRow(1, 0, ActivityKind.FAILED, Level.CRITICAL, "A", None, "x"),))
    for name in (ThemeName.LIGHT, ThemeName.DARK):
        theme.choose(name)
        colour = model.index(0, TEXT).data(Qt.ItemDataRole.ForegroundRole).color()
        assert colour.name().upper() == theme.tokens.danger


def test_all_words_looked_for_must_be_there_in_any_case(filtered: ActivityFilter) -> None:
    filtered.look_for("FOLLOWER e  reject")
    assert texts(filtered) == ["The broker rejected the order: “Exceeds the account's maximum position size”."]
    filtered.look_for("follower zzz")
    assert texts(filtered) == []
    filtered.look_for("  ")
    assert len(texts(filtered)) == len(gallery_data.activity())


def test_advice_and_contract_are_searched_too(filtered: ActivityFilter) -> None:
    filtered.look_for("raise max")
    assert [filtered.index(row, ACCOUNT).data() for row in range(filtered.rowCount())] == ["Follower C"]
    filtered.look_for("mnqh6 leader")
    assert filtered.rowCount() == 1


def test_only_the_kinds_chosen_are_left(filtered: ActivityFilter) -> None:
    filtered.only(frozenset({ActivityKind.LEADER, ActivityKind.FILL}))
    assert [filtered.index(row, WHAT).data() for row in range(filtered.rowCount())] == ["Fill", "Leader"]
    filtered.only(None)
    assert filtered.rowCount() == len(gallery_data.activity())


def test_a_line_that_does_not_fit_the_search_stays_hidden_when_it_comes(
    filtered: ActivityFilter, model: ActivityModel
) -> None:
    filtered.look_for("rejected")
    model.add((line(50),))
    assert filtered.rowCount() == 1


def test_a_line_is_found_again_by_its_index(model: ActivityModel) -> None:
    model.add(gallery_data.activity())
    assert model.row_at(model.index(0, TEXT)) == gallery_data.activity()[-1]
    assert model.row_at(model.index(99, TIME)) is None


LINES = (
    ActivityRow(1, 1_000, ActivityKind.LEADER, Level.INFO, "L", None, "One.", group_name="Scalps"),
    ActivityRow(2, 2_000, ActivityKind.HELD, Level.WARNING, "A", None, "Two.", group_name="Scalps"),
    ActivityRow(3, 3_000, ActivityKind.FAILED, Level.CRITICAL, "B", None, "Three.", group_name="Swing"),
    ActivityRow(4, 4_000, ActivityKind.NOTICE, Level.INFO, "", None, "Four."),
)


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (Wanted(), "1234"),
        (Wanted(level=Level.WARNING), "23"),
        (Wanted(level=Level.CRITICAL), "3"),
        (Wanted(group="Scalps"), "12"),
        (Wanted(account="A"), "2"),
        (Wanted(since_ns=3_000), "34"),
        (Wanted(frozenset({ActivityKind.HELD, ActivityKind.FAILED}), group="Swing"), "3"),
        (Wanted(group="Scalps", account="B"), ""),
    ],
)
@pytest.mark.rule("13.3")
def test_lines_are_left_by_level_group_account_time_and_kind_together(wanted: Wanted, left: str) -> None:
    assert "".join(str(line.number) for line in LINES if wanted.fits(line)) == left


def test_the_group_is_searched_too(filtered: ActivityFilter, model: ActivityModel) -> None:
    model.add(LINES)
    filtered.look_for("swing")
    assert texts(filtered) == ["Three."]


def test_hidden_amounts_are_dots_in_the_sentences_and_prices_stay(model: ActivityModel) -> None:
    said = "Daily loss: \N{MINUS SIGN}512.50 of 1,500.00 lost. Bought 4 at 25,504.25 (x0.25)."
    model.add((ActivityRow(1, 0, ActivityKind.NOTICE, Level.INFO, "A", None, said),))
    fmt.hide_money(True)
    model.write_again()
    veiled = f"Daily loss: {fmt.DOTS} of {fmt.DOTS} lost. Bought 4 at 25,504.25 (x0.25)."
    assert texts(model) == [veiled]
    assert model.index(0, TEXT).data(Qt.ItemDataRole.ToolTipRole) == veiled
    model.add((ActivityRow(2, 0, ActivityKind.NOTICE, Level.INFO, "A", None, "Peak 900.00."),))
    assert texts(model)[0] == f"Peak {fmt.DOTS}."
    fmt.hide_money(False)
    model.write_again()
    assert texts(model) == ["Peak 900.00.", said]
