"""Accounts keep their places while figures move, and are put in order when the trader asks or one comes or goes."""

from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.gui import gallery_data
from mimikdesk.gui.models.arrangement import VALUES, Arrangement, Sorting
from mimikdesk.gui.models.cells import Column
from mimikdesk.services.views import AccountRow

G = GroupId("g1")


def rows(**days: int | None) -> list[AccountRow]:
    """A leader, and followers with these day figures."""
    made = [gallery_data.leader("g1", "Leader", 4)]
    for name, day in days.items():
        figure = None if day is None else Decimal(day)
        made.append(replace(gallery_data.follower("g1", name, "1.0", 4), day_pnl=figure))
    return made


def names(shown: list[AccountRow]) -> str:
    return "".join(row.name for row in shown if row.name != "Leader")


def test_without_sorting_the_rows_stand_as_the_group_has_them() -> None:
    assert names(Arrangement().arrange(G, rows(C=1, A=2, B=3))) == "CAB"


def test_sorting_goes_by_the_figure_and_leaves_the_leader_on_top() -> None:
    arrangement = Arrangement()
    arrangement.ask(Sorting(Column.DAY_PNL))
    shown = arrangement.arrange(G, rows(C=3, A=1, B=2))
    assert (shown[0].name, names(shown)) == ("Leader", "ABC")
    arrangement.ask(Sorting(Column.DAY_PNL, descending=True))
    shown = arrangement.arrange(G, rows(C=3, A=1, B=2))
    assert (shown[0].name, names(shown)) == ("Leader", "CBA")


def test_nothing_changes_its_place_while_figures_move() -> None:
    arrangement = Arrangement()
    arrangement.ask(Sorting(Column.DAY_PNL))
    assert names(arrangement.arrange(G, rows(C=3, A=1, B=2))) == "ABC"
    assert names(arrangement.arrange(G, rows(C=0, A=9, B=5))) == "ABC"


def test_asking_again_sorts_by_the_figures_of_now() -> None:
    arrangement = Arrangement()
    arrangement.ask(Sorting(Column.DAY_PNL))
    arrangement.arrange(G, rows(C=3, A=1, B=2))
    arrangement.ask(arrangement.sorting)
    assert names(arrangement.arrange(G, rows(C=0, A=9, B=5))) == "CBA"


def test_a_group_is_sorted_anew_when_an_account_comes_or_goes_and_others_are_not() -> None:
    arrangement = Arrangement()
    arrangement.ask(Sorting(Column.DAY_PNL))
    other = GroupId("g2")
    arrangement.arrange(G, rows(A=1, B=2))
    arrangement.arrange(other, rows(A=1, B=2))
    assert names(arrangement.arrange(G, rows(A=3, B=2, C=1))) == "CBA"
    assert names(arrangement.arrange(G, rows(A=1, B=2))) == "AB"
    assert names(arrangement.arrange(other, rows(A=3, B=2))) == "AB"


def test_an_account_that_takes_anothers_place_is_a_change_of_members() -> None:
    arrangement = Arrangement()
    arrangement.ask(Sorting(Column.DAY_PNL))
    arrangement.arrange(G, rows(A=1, B=2))
    assert names(arrangement.arrange(G, rows(A=5, C=2))) == "CA"


def test_what_is_not_known_goes_last_whichever_way_round() -> None:
    for descending, wanted in ((False, "ABX"), (True, "BAX")):
        arrangement = Arrangement()
        arrangement.ask(Sorting(Column.DAY_PNL, descending))
        assert names(arrangement.arrange(G, rows(X=None, A=1, B=2))) == wanted


def test_equals_keep_the_order_of_the_group() -> None:
    for descending in (False, True):
        arrangement = Arrangement()
        arrangement.ask(Sorting(Column.DAY_PNL, descending))
        assert names(arrangement.arrange(G, rows(C=1, A=1, B=1))) == "CAB"


def test_the_lines_of_an_account_stay_together_as_they_came() -> None:
    first, *rest = rows(A=2, B=1)
    second_line = replace(rest[0], symbol=gallery_data.MES, position=-9)
    arrangement = Arrangement()
    arrangement.ask(Sorting(Column.DAY_PNL))
    shown = arrangement.arrange(G, [first, rest[0], second_line, rest[1]])
    assert [(row.name, row.symbol) for row in shown[1:]] == [
        ("B", gallery_data.MNQ),
        ("A", gallery_data.MNQ),
        ("A", gallery_data.MES),
    ]


def test_every_column_that_can_be_sorted_by_sorts_every_kind_of_row() -> None:
    board = gallery_data.troubled()
    mine = [replace(row, account=AccountId(f"{row.account}{row.name}")) for row in board.rows if row.group == "g1"]
    for column in VALUES:
        arrangement = Arrangement()
        arrangement.ask(Sorting(column))
        assert sorted(row.account for row in arrangement.arrange(G, mine)) == sorted(row.account for row in mine)
