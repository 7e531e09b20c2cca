"""A price field steps by ticks and says in words what is wrong with an entry."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.widgets.price_field import PriceField
from tests.helpers.hands import tap


@pytest.fixture
def field(theme: Theme, qtbot: QtBot) -> PriceField:
    made = PriceField("Limit price", "Enter a limit price.")
    qtbot.addWidget(made)
    made.set_instrument(Decimal("0.25"), 2)
    made.set_start(Decimal("25504.25"))
    return made


@pytest.mark.parametrize("text", ["25504.5", " 25,504.50 "])
def test_a_price_on_a_tick_is_taken_exactly(field: PriceField, text: str) -> None:
    field.setText(text)
    assert field.read() == (Decimal("25504.50"), "")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "Enter a limit price."),
        ("abc", "“abc” is not a price. Enter a number such as 25,504.25."),
        ("NaN", "“NaN” is not a price. Enter a number such as 25,504.25."),
        ("1e9999999", "“1e9999999” is not a price. Enter a number such as 25,504.25."),
        ("-5", "A price must be greater than zero."),
        ("0", "A price must be greater than zero."),
        ("25504.3", "Prices move in steps of 0.25 here. Use 25,504.25 or 25,504.50."),
        ("9" * 40, f"“{'9' * 40}” is not a price. Enter a number such as 25,504.25."),
    ],
)
def test_a_wrong_price_is_refused_with_what_to_do(field: PriceField, text: str, complaint: str) -> None:
    field.setText(text)
    assert field.read() == (None, complaint)
    assert field.property("kind") == "wrong"
    assert field.text() == text


def test_arrow_keys_step_by_ticks_from_the_market(field: PriceField) -> None:
    tap(field, Qt.Key.Key_Up)
    assert field.text() == "25504.50"
    tap(field, Qt.Key.Key_Down)
    tap(field, Qt.Key.Key_Down)
    assert field.text() == "25504.00"
    tap(field, Qt.Key.Key_PageUp)
    assert field.read() == (Decimal("25506.50"), "")


def test_stepping_from_between_two_ticks_lands_on_a_tick(field: PriceField) -> None:
    field.setText("25504.3")
    tap(field, Qt.Key.Key_Up)
    assert field.text() == "25504.50"


def test_another_contract_forgets_the_price(field: PriceField) -> None:
    field.setText("25504.3")
    field.read()
    field.set_instrument(Decimal("0.1"), 1)
    assert field.text() == ""
    assert field.property("kind") == ""
