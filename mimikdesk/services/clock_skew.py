"""How far this computer's clock is from each broker's, by the times that brokers put on fills.

A fill is seen some time after it was made, so a broker's clock seems behind by at least the way of the message. Of the
last fills the quickest comes nearest to the truth; what is left of the way in it is a few hundredths of a second.
"""

from collections import deque
from collections.abc import Mapping

from mimikdesk.domain.events import Event, FillReported
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.time import SECOND

LAST_FILLS = 20
"""So many fills of a connection count; a clock that is set right is believed after as many."""
TOO_OLD_NS = 30 * SECOND
"""A fill that seems older was told again after a break; it says nothing about clocks."""


class ClockSkew:
    """``connection_of``: the engine's own, which fills up while accounts become known."""

    def __init__(self, connection_of: Mapping[AccountId, ConnectionId]) -> None:
        self._connection_of = connection_of
        self._seen: dict[ConnectionId, deque[int]] = {}

    def note(self, event: Event) -> None:
        if not isinstance(event, FillReported) or event.fill.venue_ns is None:
            return
        connection = self._connection_of.get(event.account)
        ahead = event.fill.venue_ns - event.at.utc_ns
        if connection is not None and ahead >= -TOO_OLD_NS:
            self._seen.setdefault(connection, deque(maxlen=LAST_FILLS)).append(ahead)

    def of(self, connection: ConnectionId | None) -> int | None:
        """How far a broker's clock is ahead of this computer's, in nanoseconds; negative: behind. None while no fill
        of the connection told."""
        seen = self._seen.get(connection) if connection is not None else None
        return max(seen) if seen else None

    def worst(self) -> int | None:
        """Of the connection whose clock is the farthest away; None while nothing is known."""
        known = [max(seen) for seen in self._seen.values()]
        return max(known, key=abs, default=None)
