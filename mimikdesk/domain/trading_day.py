"""The trading day and week as the risk rules count them, and whoever knows when they begin and end (rule 11.1).

All times are UTC nanoseconds; a day begins at ``begin_ns`` and ends just before ``end_ns``, where the next one begins.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TradingDay:
    """One trading day. ``label``: the date it is called by (``2026-03-09``), on which it ends.

    ``week_begin_ns``, ``week_end_ns``: of the trading week that it is in. ``closes_ns``: when trading ends early on
    it, None on a usual day. ``why``: the holiday behind that, "" where there is none.
    """

    label: str
    begin_ns: int
    end_ns: int
    week_begin_ns: int
    week_end_ns: int
    closes_ns: int | None = None
    why: str = ""


class TradingCalendar(Protocol):
    """Which trading day a moment belongs to."""

    def day_at(self, utc_ns: int) -> TradingDay:
        """The day with ``begin_ns <= utc_ns < end_ns``. Days follow each other without gaps."""
        ...


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One release of the user's own calendar file. ``at_ns``: UTC nanoseconds."""

    at_ns: int
    title: str


class NewsCalendar(Protocol):
    """The releases that the user's own calendar file names."""

    def between(self, from_ns: int, to_ns: int) -> tuple[NewsItem, ...]:
        """Releases with ``from_ns <= at_ns < to_ns``, oldest first."""
        ...
