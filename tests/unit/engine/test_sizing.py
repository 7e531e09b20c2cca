"""Sizes of rule 5: numbers in, numbers out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.engine.sizing import Ledger, keep, open_size

multipliers = st.decimals(min_value="0.001", max_value="20", places=3).filter(lambda m: m > 0)
lots = st.integers(min_value=1, max_value=500)


@pytest.mark.rule("5.1")
@pytest.mark.parametrize(
    ("leader", "multiplier", "size"),
    [
        (4, "1.0", 4),
        (4, "0.5", 2),
        (1, "0.5", 1),
        (1, "1.3", 2),
        (3, "0.5", 2),
        (9, "1.3", 12),
        (2, "2.5", 5),
        (25, "2.2", 55),
        (1, "0.001", 1),
        (1000, "0.001", 1),
        (1001, "0.001", 2),
    ],
)
def test_an_opening_is_the_product_rounded_up_and_at_least_one(leader: int, multiplier: str, size: int) -> None:
    assert open_size(leader, Decimal(multiplier)) == size


@pytest.mark.rule("5.1")
@given(lots, multipliers)
def test_an_opening_is_never_more_than_one_contract_above_the_exact_product(leader: int, multiplier: Decimal) -> None:
    exact = Fraction(multiplier) * leader
    size = open_size(leader, multiplier)
    assert size >= 1
    assert exact <= size < exact + 1 or size == 1 > exact


@given(lots, lots, multipliers)
def test_sizes_grow_with_the_leader(smaller: int, more: int, multiplier: Decimal) -> None:
    assert open_size(smaller, multiplier) <= open_size(smaller + more, multiplier)


def follow_down(held: int, multiplier: str, leader: int, *sold: int) -> list[int]:
    """What a follower holds after each of the leader's reductions."""
    ledger = Ledger(held, Fraction(held))
    steps = []
    for contracts in sold:
        ledger.reduce(1, leader, leader - contracts, Decimal(multiplier))
        leader -= contracts
        steps.append(ledger.qty)
    return steps


@pytest.mark.rule("5.3")
@pytest.mark.parametrize(
    ("held", "multiplier", "leader", "sold", "steps"),
    [
        (8, "2", 4, (1,), [6]),
        (2, "0.5", 4, (2,), [1]),
        (1, "0.5", 4, (2,), [1]),
        (2, "0.5", 3, (1, 1, 1), [1, 1, 0]),
        (2, "1", 5, (1, 1, 1, 1, 1), [2, 2, 1, 1, 0]),
    ],
)
def test_a_reduction_is_followed_by_share(
    held: int, multiplier: str, leader: int, sold: tuple[int, ...], steps: list[int]
) -> None:
    assert follow_down(held, multiplier, leader, *sold) == steps


@pytest.mark.rule("5.3")
@given(lots, multipliers, st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_reductions_never_grow_never_go_below_one_too_early_and_end_flat(
    leader: int, multiplier: Decimal, sold: list[int]
) -> None:
    ledger = Ledger()
    ledger.open(1, open_size(leader, multiplier))
    left = leader
    for contracts in sold:
        after = max(0, left - contracts)
        before = ledger.qty
        ledger.reduce(1, left, after, multiplier)
        assert 0 <= ledger.qty <= before
        assert (ledger.qty >= 1) == (after > 0)
        assert ledger.qty <= open_size(after, multiplier) if after else True
        left = after
        if left == 0:
            break
    ledger.reduce(1, left, 0, multiplier)
    assert ledger.qty == 0


@pytest.mark.rule("5.3")
@given(st.fractions(0, 50), st.integers(0, 50), multipliers, st.integers(0, 50))
def test_what_is_kept_is_never_more_than_what_is_held(
    share: Fraction, leader_after: int, multiplier: Decimal, held: int
) -> None:
    kept = keep(share, leader_after, multiplier, held)
    assert 0 <= kept <= held
    assert (kept > 0) == (leader_after > 0 and held > 0)
