"""What one price step of a contract is worth, and how many digits its prices need."""

from decimal import Decimal

import pytest

from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.instrument import Instrument


def instrument(tick: str, point: str = "2") -> Instrument:
    return Instrument(Symbol("MNQZ6"), "MNQ", "Z6", Decimal(tick), Decimal(point))


@pytest.mark.parametrize(
    ("tick", "decimals"),
    [
        ("0.25", 2),
        ("0.1", 1),
        ("0.10", 1),
        ("0.01", 2),
        ("1", 0),
        ("1.0", 0),
        ("5", 0),
        ("10", 0),
        ("0.0000005", 7),
        ("0.03125", 5),
    ],
)
def test_decimals_are_those_of_the_tick_however_it_is_written(tick: str, decimals: int) -> None:
    assert instrument(tick).decimals == decimals


@pytest.mark.parametrize(
    ("tick", "point", "value"),
    [("0.25", "2", "0.50"), ("0.25", "20", "5"), ("0.01", "100", "1"), ("1", "0.50", "0.50"), ("0.1", "10", "1")],
)
def test_the_tick_is_worth_its_size_times_the_point(tick: str, point: str, value: str) -> None:
    assert instrument(tick, point).tick_value == Decimal(value)
