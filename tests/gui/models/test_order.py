"""Reordering ends in the wanted order and tells steps that lead there."""

from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.gui.models.order import reorder

keys = st.lists(st.integers(0, 12), unique=True, max_size=10)


@given(have=keys, want=keys)
def test_replaying_the_steps_gives_the_wanted_order(have: list[int], want: list[int]) -> None:
    mirror = list(have)

    def remove(at: int) -> None:
        del mirror[at]

    def move(old: int, new: int) -> None:
        mirror.insert(new, mirror.pop(old))

    same = have == want
    altered = reorder(have, want, remove, mirror.insert, move)
    assert have == want == mirror
    assert altered is not same


def test_the_same_order_asks_for_no_step() -> None:
    def never(*_at: int) -> None:
        raise AssertionError("nothing had to be done")

    assert not reorder([1, 2, 3], [1, 2, 3], never, never, never)
    assert not reorder([], [], never, never, never)
