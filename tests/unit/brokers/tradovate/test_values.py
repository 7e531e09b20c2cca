"""Single values out of the broker's JSON: exact, bounded, and None for whatever is no such value."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.tradovate import values


@pytest.mark.parametrize(
    ("given", "is_meant"),
    [
        (7, 7),
        (700000000031, 700000000031),
        (2**62, 2**62),
        (2.0, 2),
        (Decimal("2.00"), 2),
        ("4215001", 4215001),
        (-3, -3),
        (True, None),
        (2.5, None),
        (2**63, None),
        (Decimal("1e400"), None),
        (float("inf"), None),
        ("12x", None),
        ("9" * 40, None),
        (None, None),
        ([1], None),
    ],
)
def test_whole_numbers(given: object, is_meant: int | None) -> None:
    assert values.whole(given) == is_meant


@pytest.mark.parametrize(
    ("given", "is_meant"),
    [
        (25010.75, "25010.75"),
        (Decimal("25010.750"), "25010.750"),
        (25010, "25010"),
        (0.1 + 0.2, "0.300000000000"),
        (float("nan"), None),
        (Decimal("Infinity"), None),
        (Decimal("1e13"), None),
        ("25010.75", None),
        (False, None),
    ],
)
def test_numbers_are_exact_and_of_a_size_that_prices_have(given: object, is_meant: str | None) -> None:
    assert values.number(given) == (Decimal(is_meant) if is_meant is not None else None)


def test_trade_dates_compare_as_dates() -> None:
    assert values.trade_date({"year": 2026, "month": 11, "day": 20}) == 20261120
    assert values.trade_date({"year": 2026, "month": 13, "day": 20}) is None
    assert values.trade_date({"year": 2026}) is None
    assert values.trade_date("2026-11-20") is None


@given(st.one_of(st.integers(), st.floats(), st.decimals(), st.text(), st.booleans(), st.none()))
def test_no_value_raises(value: object) -> None:
    values.whole(value)
    values.number(value)
    values.words(value)
    values.trade_date({"year": value, "month": value, "day": value})
