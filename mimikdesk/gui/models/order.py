"""Bringing a list of keys into another order with the fewest disturbances to what is shown."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def reorder(
    have: list[K],
    want: Sequence[K],
    remove: Callable[[int], None],
    insert: Callable[[int, K], None],
    move: Callable[[int, int], None],
) -> bool:
    """Turn ``have`` into ``want`` in place, telling each step to the callbacks; True when there was anything to do.

    The callbacks get positions that are right at the time of their call. Keys must be unique in both lists.
    """
    if have == list(want):
        return False
    wanted = set(want)
    for at in range(len(have) - 1, -1, -1):
        if have[at] not in wanted:
            del have[at]
            remove(at)
    for at, key in enumerate(want):
        if at < len(have) and have[at] == key:
            continue
        if key in have:
            old = have.index(key, at)
            have.insert(at, have.pop(old))
            move(old, at)
        else:
            have.insert(at, key)
            insert(at, key)
    return True
