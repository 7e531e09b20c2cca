"""Fresh reads: how soon another one is asked for, and when one that stands against all fills is believed (rule 3.4)."""

from mimikdesk.domain.events import SnapshotTaken
from mimikdesk.domain.time import SECOND

REREAD_NS = SECOND
"""Pause between fresh reads while something is unknown, and between two of which one is to confirm the other."""

Doubt = tuple[int, int]
"""A position that a read told against all fills, and when that read was asked for (monotonic ns)."""


def told_twice(doubt: Doubt | None, position: int, asked_ns: int) -> bool:
    """Whether an earlier read has told the same position, so that the fills seen here must be wrong and not a read that
    lags. ``asked_ns``: when the present read was asked for."""
    return doubt is not None and doubt[0] == position and asked_ns - doubt[1] >= REREAD_NS


def asked_too_early(event: SnapshotTaken, joined_ns: int, last_event_ns: int) -> bool:
    """Whether a first read may lack a trade that nobody counted: it was asked for before the account was in its group,
    or something has happened on it since. ``joined_ns``: -1 where it joined without a line, so that every read of the
    line that comes is new."""
    return joined_ns >= 0 and event.asked_at.mono_ns < max(joined_ns, last_event_ns)
