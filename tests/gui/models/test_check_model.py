"""The accounts of the session check: what each cell says, and changed cells only."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from mimikdesk.domain.events import LineState
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.gui import gallery_guard
from mimikdesk.gui.models.check_model import HEADINGS, CheckModel, cells
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.gui.theme.tokens import Tone


@pytest.fixture
def model(theme: Theme) -> Iterator[CheckModel]:
    made = CheckModel(theme)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


def texts(model: CheckModel, row: int) -> list[str]:
    return [str(model.index(row, column).data() or "") for column in range(len(HEADINGS))]


def test_an_account_says_what_it_holds_and_how_it_stands(model: CheckModel) -> None:
    model.apply(gallery_guard.session_check())
    assert texts(model, 0) == [
        "Leader 50K", "Demo group, leader", "Practice A", "LONG 4 MNQH6", "0", "0", "–", "–", "read",
    ]  # fmt: skip
    assert texts(model, 1)[3:6] == ["LONG 4 MNQH6, SHORT 2 MESH6", "1", "1"]
    assert texts(model, 2)[2] == "Reconnecting"
    assert texts(model, 2)[8] == "no line"
    assert texts(model, 3)[1] == "no group"


def test_clocks_that_are_far_apart_are_in_colour_and_signed() -> None:
    account = gallery_guard.session_check().accounts[0]
    near, far = (cells(replace(account, skew_ns=ms * MILLISECOND))[7] for ms in (-12, 4_000))
    assert (near.text, near.tone) == ("\N{MINUS SIGN}12.0\N{THIN SPACE}ms", Tone.QUIET)
    assert (far.text, far.tone) == ("+4.0\N{THIN SPACE}s", Tone.WARNING)


def test_an_account_that_is_still_being_read_says_so() -> None:
    account = replace(gallery_guard.session_check().accounts[0], read=False)
    assert cells(account)[8].text == "reading"
    assert cells(replace(account, line=LineState.DISCONNECTED))[8].text == "no line"


def test_only_changed_cells_are_told_and_accounts_come_go_and_move(model: CheckModel) -> None:
    view = gallery_guard.session_check(0, 8)
    model.apply(view)
    spy = QSignalSpy(model.dataChanged)
    model.apply(view)
    assert spy.count() == 0
    changed = replace(view, accounts=(replace(view.accounts[0], working_orders=5), *view.accounts[1:]))
    model.apply(changed)
    assert spy.count() == 1
    kept = (view.accounts[5], view.accounts[1], view.accounts[7])
    model.apply(replace(view, accounts=kept))
    assert [texts(model, row)[0] for row in range(model.rowCount())] == [account.name for account in kept]
    model.apply(view)
    assert [texts(model, row)[0] for row in range(model.rowCount())] == [account.name for account in view.accounts]


def test_colours_follow_the_theme(model: CheckModel, theme: Theme) -> None:
    model.apply(gallery_guard.session_check())
    before = model.item(0, 0).foreground().color()
    theme.choose(ThemeName.DARK)
    assert model.item(0, 0).foreground().color() != before
