"""The list of notifications: newest on top, changed rows only, everything said to a screen reader."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from mimikdesk.domain.decisions import Level
from mimikdesk.gui import gallery_alerts
from mimikdesk.gui.gallery_data import MNQ
from mimikdesk.gui.models.alerts_model import LEVELS, AlertsModel, sentence, spoken, times
from mimikdesk.services.views import AlertRow

ROWS = gallery_alerts.BAD_DAY


@pytest.fixture
def model(qapp: QApplication) -> AlertsModel:
    made = AlertsModel()
    made.apply(ROWS)
    return made


def numbers(model: AlertsModel) -> list[int]:
    rows = [model.row_at(model.index(at, 0)) for at in range(model.rowCount())]
    return [row.number for row in rows if row is not None]


def test_the_newest_stands_on_top(model: AlertsModel) -> None:
    assert numbers(model) == [7, 6, 5, 4, 3, 2, 1]


def test_what_has_no_place_at_the_bell_is_not_listed(model: AlertsModel) -> None:
    model.apply((replace(ROWS[0], number=9, bell=False, acknowledged=True), *ROWS[1:]))
    assert numbers(model) == [6, 5, 4, 3, 2, 1]
    assert [row.number for row in model.unseen] == [6, 5, 4, 3]


def test_only_the_row_that_changed_is_written(model: AlertsModel) -> None:
    changed = QSignalSpy(model.dataChanged)
    inserted = QSignalSpy(model.rowsInserted)
    model.apply(ROWS)
    assert changed.count() == 0
    model.apply((*ROWS[:2], replace(ROWS[2], acknowledged=True), *ROWS[3:]))
    assert {changed.at(at)[0].row() for at in range(changed.count())} == {2}
    assert inserted.count() == 0


def test_new_rows_come_and_dropped_rows_go_without_touching_the_others(model: AlertsModel) -> None:
    reset = QSignalSpy(model.modelReset)
    removed = QSignalSpy(model.rowsRemoved)
    new = replace(ROWS[0], number=8)
    model.apply((new, *ROWS[:-1]))
    assert numbers(model) == [8, 7, 6, 5, 4, 3, 2]
    assert (reset.count(), removed.count()) == (0, 1)


def test_each_level_has_a_shape_and_a_word_of_its_own() -> None:
    assert set(LEVELS) == set(Level)
    assert len({word for word, _, _ in LEVELS.values()}) == len({shape for _, shape, _ in LEVELS.values()}) == 3


def test_the_whole_row_is_said_to_a_screen_reader(model: AlertsModel) -> None:
    said = model.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    row = ROWS[0]
    for part in ("Critical, not seen", row.title, "Follower B, MNQH6", row.text[:-1], row.advice[:-1]):
        assert part in said
    assert "Warning, seen, over by now" in spoken(ROWS[-2])


def test_a_collapsed_row_tells_how_many_and_since_when() -> None:
    row: AlertRow = replace(ROWS[0], count=3, last_ns=ROWS[0].first_ns + 1_250_000_000)
    assert times(row).startswith("3 times, first ")
    assert times(row).endswith(times(replace(row, count=1)))


def test_the_contract_is_not_said_twice_in_one_line() -> None:
    assert sentence(replace(ROWS[0], text="No stop.")) == f"Follower B, {MNQ}: No stop."
    assert sentence(replace(ROWS[0], text=f"{MNQ} has no stop.")) == f"Follower B: {MNQ} has no stop."
    assert sentence(replace(ROWS[0], text="Bare.", account_name="", symbol=None)) == "Bare."
