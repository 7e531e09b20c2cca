"""``record``: how the program's values are declared. Write ``@record(frozen=True, slots=True)``.

To the type checker it is a frozen dataclass, so assigning to a field does not pass the checks. At run time the
freezing is left out: it makes a value of eight fields five times as dear to build (3.5 us against 0.7 us, measured
on CPython 3.11), and a copy to twenty followers builds more than a hundred of them between a fill and the last order.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool):
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["record"]
