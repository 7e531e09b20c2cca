"""Fresh reads: how soon another one is asked for, and when one that stands against all fills is believed (rule 3.4)."""

from mimikdesk.domain.time import SECOND

REREAD_NS = SECOND
"""Pause between fresh reads while something is unknown, and between two of which one is to confirm the other."""

Doubt = tuple[int, int]
"""A position that a read told against all fills, and when that read was asked for (monotonic ns)."""


def told_twice(doubt: Doubt | None, position: int, asked_ns: int) -> bool:
    """Whether an earlier read has told the same position, so that the fills seen here must be wrong and not a read that
    lags. ``asked_ns``: when the present read was asked for."""
    return doubt is not None and doubt[0] == position and asked_ns - doubt[1] >= REREAD_NS
