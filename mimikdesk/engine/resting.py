"""One leader order that rests, as one follower copies it: the orders sent for it and what came of them."""

from dataclasses import dataclass

from mimikdesk.domain.ids import VenueOrderId
from mimikdesk.domain.orders import OrderKind
from mimikdesk.domain.reasons import Reason
from mimikdesk.engine.orders import RestingOrder


@dataclass(slots=True)
class RestingCopy:
    """Counting in contracts of the follower, opening ones unless said otherwise.

    ``skip``: followed with market orders before this copy took over. ``decided``: entered in the expectation on behalf
    of the leader's order; ``got``: those of them that the copy has filled; ``targeted``: the same for the target.
    ``ahead``: those of ``got`` that the leader's order has not filled yet. ``granted``: what its fills are due here
    where adds go by position, None elsewhere. ``rights``: what it may open in all, as the plan had it before the event
    that is being looked at.
    ``kind``: of the orders placed for it, None where the broker has nothing like it.
    ``generation``: orders placed so far; ``order``: the latest. ``no_opens``: why it opens nothing any more, for good
    (rule 6.10). ``orphaned``: its leader leads no longer. ``dead``: an exit that the broker ended though it should
    rest; ``replaced``: it was placed again.
    Monotonic times: ``unpaired_ns``, when its order ended by itself while the broker had it tied to another one, and it
    is not known yet whether that one has filled; ``late_ns``, since when the leader's fill waits for ours;
    ``late_exit_until_ns``, how long an exit may; ``ahead_ns``, since when ours is ahead of his. ``late_told``,
    ``ahead_told``: the trader knows.
    ``exit_over``: a late exit whose time was up; the rest of it is closed otherwise once it is known what it filled.
    """

    leader_order: VenueOrderId
    trigger_id: str
    sign: int
    skip: int = 0
    decided: int = 0
    got: int = 0
    targeted: int = 0
    rights: int = 0
    ahead: int = 0
    granted: int | None = None
    kind: OrderKind | None = None
    generation: int = 0
    order: RestingOrder | None = None
    no_opens: tuple[Reason, str] | None = None
    orphaned: bool = False
    dead: bool = False
    replaced: bool = False
    unpaired_ns: int | None = None
    late_ns: int | None = None
    late_exit_until_ns: int | None = None
    ahead_ns: int | None = None
    exit_over: bool = False
    late_told: bool = False
    ahead_told: bool = False

    @property
    def live(self) -> RestingOrder | None:
        """The order that may still fill, None when there is none."""
        return self.order if self.order is not None and not self.order.complete else None

    @property
    def late(self) -> int:
        """Contracts that the leader has and the copy has not filled yet."""
        return self.decided - self.got
