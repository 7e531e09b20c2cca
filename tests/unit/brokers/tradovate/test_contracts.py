"""Contracts: joined from three rows in any order, and prices put on the tick exactly."""

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.tradovate.contracts import Contracts, nearest
from mimikdesk.brokers.tradovate.rows import ContractRow, MaturityRow, ProductRow
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.instrument import Instrument

CONTRACT = ContractRow(1, "MNQZ6", 2)
MATURITY = MaturityRow(2, 3)
PRODUCT = ProductRow(3, "MNQ", Decimal("0.25"), Decimal(2))
MNQ = Instrument(Symbol("MNQZ6"), "MNQ", "Z6", Decimal("0.25"), Decimal(2))


@pytest.mark.parametrize("rows", list(permutations([CONTRACT, MATURITY, PRODUCT])))
def test_a_contract_is_known_with_the_last_of_its_three_rows(
    rows: tuple[ContractRow | MaturityRow | ProductRow, ...],
) -> None:
    contracts = Contracts()
    news = [contracts.take(row) for row in rows]
    assert news == [[], [], [(1, MNQ)]]
    assert contracts.instrument(1) == MNQ
    assert contracts.number(Symbol("MNQZ6")) == 1
    assert [contracts.take(row) for row in rows] == [[], [], []]


def test_it_says_what_to_look_up_next() -> None:
    contracts = Contracts()
    assert contracts.lacks(1) == ("contracts", 1)
    contracts.take(CONTRACT)
    assert contracts.lacks(1) == ("maturities", 2)
    contracts.take(MATURITY)
    assert contracts.lacks(1) == ("products", 3)
    contracts.take(PRODUCT)
    assert contracts.lacks(1) is None


def test_a_tick_size_that_changes_is_news() -> None:
    contracts = Contracts()
    for row in (CONTRACT, MATURITY, PRODUCT):
        contracts.take(row)
    ((number, listed),) = contracts.take(ProductRow(3, "MNQ", Decimal("0.5"), Decimal(2)))
    assert (number, listed.tick_size) == (1, Decimal("0.5"))


@pytest.mark.parametrize(
    ("price", "tick", "meant"),
    [
        ("25010.75", "0.25", "25010.75"),
        ("25010.87", "0.25", "25010.75"),
        ("25010.875", "0.25", "25011.00"),
        ("25010.88", "0.25", "25011.00"),
        ("61.054999", "0.01", "61.05"),
        ("110.015625", "0.015625", "110.015625"),
        ("0.1", "0.1", "0.1"),
        ("-37.635", "0.01", "-37.63"),
        ("-37.636", "0.01", "-37.64"),
        ("47199.6", "1", "47200"),
    ],
)
def test_to_tick(price: str, tick: str, meant: str) -> None:
    assert nearest(Decimal(price), Decimal(tick)) == Decimal(meant)


@given(
    st.decimals(min_value=-100_000, max_value=1_000_000, places=9),
    st.sampled_from([Decimal(tick) for tick in ("0.25", "0.1", "0.01", "1", "0.03125", "0.015625", "0.0000005", "5")]),
)
def test_the_nearest_tick_is_exactly_a_multiple_and_at_most_half_a_tick_away(price: Decimal, tick: Decimal) -> None:
    found = nearest(price, tick)
    assert (Fraction(found) / Fraction(tick)).denominator == 1
    assert abs(Fraction(found) - Fraction(price)) <= Fraction(tick) / 2


def test_only_the_noise_of_doubles_is_taken_off_a_price() -> None:
    contracts = Contracts()
    for row in (CONTRACT, MATURITY, PRODUCT):
        contracts.take(row)
    assert contracts.on_tick(1, Decimal("25010.750000000004")) == Decimal("25010.75")
    assert contracts.on_tick(1, Decimal("25010.8")) == Decimal("25010.8")
    assert contracts.on_tick(9, Decimal("25010.8")) == Decimal("25010.8")
    assert contracts.on_tick(1, None) is None
    assert contracts.to_tick(Symbol("MNQZ6"), Decimal("25010.8")) == Decimal("25010.75")
    assert contracts.to_tick(Symbol("ESZ6"), Decimal("25010.8")) == Decimal("25010.8")
