"""Whether cash and positions of an account belong together, after one of them has changed.

A broker tells a fill's position and its cash one after the other. In between a profit counts twice or not at all, and a
rule that fired by such a figure, or a high-water mark that rose by it, could not be taken back. So no rule looks at the
account before both have come and it has been quiet for a moment, or nothing more has come for a second.
"""

from mimikdesk.domain.time import MILLISECOND, SECOND

QUIET_NS = 150 * MILLISECOND
"""After both have come."""
ALONE_NS = SECOND
"""After one of them came alone: there are brokers that book fees at the close only."""
MOST_NS = 3 * SECOND
"""An account that trades without a pause is looked at all the same."""


class Settling:
    """Monotonic times. ``paid_alone``: cash has changed, and nothing else has."""

    __slots__ = ("_first_ns", "_last_ns", "_moved", "_paid")

    def __init__(self) -> None:
        self._moved = self._paid = False
        self._first_ns = self._last_ns = 0

    @property
    def waiting(self) -> bool:
        return self._moved or self._paid

    @property
    def paid_alone(self) -> bool:
        return self._paid and not self._moved

    @property
    def due_ns(self) -> int | None:
        """When the account may be looked at again; None when it may be now."""
        if not self.waiting:
            return None
        quiet = QUIET_NS if self._moved and self._paid else ALONE_NS
        return min(self._last_ns + quiet, self._first_ns + MOST_NS)

    def moved(self, now_ns: int) -> None:
        """A fill or another position."""
        self._note(now_ns)
        self._moved = True

    def paid(self, now_ns: int) -> None:
        """Other cash."""
        self._note(now_ns)
        self._paid = True

    def over(self, now_ns: int) -> bool:
        """Whether it may be looked at by now; that ends the wait."""
        due = self.due_ns
        if due is not None and now_ns < due:
            return False
        self._moved = self._paid = False
        return True

    def _note(self, now_ns: int) -> None:
        if not self.waiting:
            self._first_ns = now_ns
        self._last_ns = now_ns
