"""A broker's rate limit as a budget: requests counted over rolling windows, who may still spend, and penalties.

One budget belongs to one login and is shared by all its accounts and lines (rule 3.6). It refuses nobody by itself:
whoever is about to send asks ``allows`` and tells ``spend`` afterwards, exits without asking.
"""

from collections import deque
from enum import IntEnum

from mimikdesk.domain.record import record

_SLICES = 360
"""Into how many slices a window is cut: requests of one slice are forgotten together, so that an hour of them is kept
in a few numbers. What was sent counts for up to one slice too long, never too short."""


class Priority(IntEnum):
    """What a request is for, the most urgent first. ``EXIT`` is sent whatever is left (rule 1)."""

    EXIT = 0
    ORDER = 1
    READ = 2


@record(frozen=True, slots=True)
class Limit:
    """At most ``capacity`` requests in any ``span_ns``."""

    capacity: int
    span_ns: int


class _Window:
    __slots__ = ("_slice_ns", "_slices", "_used", "limit")

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self._slice_ns = max(1, limit.span_ns // _SLICES)
        self._slices: deque[list[int]] = deque()
        self._used = 0

    def spend(self, now_ns: int, count: int) -> None:
        slices = self._slices
        self._used += count
        if slices and now_ns - slices[-1][0] < self._slice_ns:
            slices[-1][1] += count
        else:
            slices.append([now_ns - now_ns % self._slice_ns, count])
            self._forget(now_ns)

    def used(self, now_ns: int) -> int:
        self._forget(now_ns)
        return self._used

    def frees_ns(self, now_ns: int) -> int:
        """Nanoseconds until the oldest slice is forgotten; 0 when nothing was spent."""
        self._forget(now_ns)
        return self._ends(self._slices[0][0]) - now_ns if self._slices else 0

    def _ends(self, start: int) -> int:
        return start + self._slice_ns + self.limit.span_ns

    def _forget(self, now_ns: int) -> None:
        slices = self._slices
        while slices and self._ends(slices[0][0]) <= now_ns:
            self._used -= slices.popleft()[1]


class Budget:
    """Times are monotonic nanoseconds. ``reserve``: requests kept for exits; orders that open leave it alone.
    ``reads_keep``: what reads leave beyond the reserve, for orders."""

    def __init__(self, *limits: Limit, reserve: int = 0, reads_keep: int = 0) -> None:
        self._windows = tuple(_Window(limit) for limit in limits)
        self.reserve = reserve
        self.reads_keep = reads_keep
        self._penalty_ns: int | None = None
        self._penalty_text = ""
        self._at_least = 0

    @property
    def limits(self) -> tuple[Limit, ...]:
        return tuple(window.limit for window in self._windows)

    def spend(self, now_ns: int, count: int = 1) -> None:
        self._at_least -= count
        for window in self._windows:
            window.spend(now_ns, count)

    def left(self, now_ns: int) -> int:
        """Requests left in the tightest window; below 0 where exits went beyond it."""
        return min((window.limit.capacity - window.used(now_ns) for window in self._windows), default=0)

    def tightest(self, now_ns: int) -> Limit | None:
        """The limit of the window that has the least left, None where nothing is limited."""
        window = min(self._windows, key=lambda window: window.limit.capacity - window.used(now_ns), default=None)
        return window.limit if window is not None else None

    def allows(self, now_ns: int, priority: Priority, count: int = 1) -> bool:
        """Whether ``count`` requests of this kind fit: an exit always, anything else only outside a penalty."""
        if priority is Priority.EXIT:
            return True
        if self._penalty_ns is not None and self.penalty_until(now_ns) is not None:
            return False
        if not self._windows:
            return True
        keep = self.reserve + (self.reads_keep if priority is Priority.READ else 0)
        if self._at_least - count >= keep:
            return True  # known without counting: time only gives back
        self._at_least = self.left(now_ns)
        return self._at_least - count >= keep

    def frees_ns(self, now_ns: int) -> int:
        """Nanoseconds until the tightest window has more left than now."""
        tightest = min(self._windows, key=lambda window: window.limit.capacity - window.used(now_ns), default=None)
        return tightest.frees_ns(now_ns) if tightest is not None else 0

    # --- penalties ----------------------------------------------------------------------------------------------

    def penalise(self, until_ns: int, text: str) -> None:
        """The broker has locked requests until then; a second word only ever makes it longer."""
        if self._penalty_ns is None or until_ns > self._penalty_ns:
            self._penalty_ns, self._penalty_text = until_ns, text

    def forgive(self) -> None:
        """The broker has answered a request again as usual: a penalty of a guessed length is over."""
        self._penalty_ns, self._penalty_text = None, ""

    def penalty_until(self, now_ns: int) -> int | None:
        """When the penalty ends, None when there is none."""
        if self._penalty_ns is not None and self._penalty_ns <= now_ns:
            self.forgive()
        return self._penalty_ns

    def penalty_text(self, now_ns: int) -> str:
        """Why, in words for the trader; "" when there is none."""
        return self._penalty_text if self.penalty_until(now_ns) is not None else ""
