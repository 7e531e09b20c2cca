"""What the leader room hands on: one trade of the leader, in the parts that followers act on."""

from mimikdesk.domain.ids import Symbol, VenueOrderId
from mimikdesk.domain.reasons import Reason
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class Closing:
    """The reducing part of a leader trade. ``sign``: the side that was reduced, +1 long, -1 short.

    ``before``/``after``: contracts on that side that had been passed on (rule 5.3's Lb and La).
    ``total_before``/``total_after``: the same with everything he holds there.
    """

    sign: int
    before: int
    after: int
    total_before: int
    total_after: int


@record(frozen=True, slots=True)
class Opening:
    """The opening part. ``total``: contracts the order has opened so far; ``earlier``: those passed on before now.

    ``position``: all his passed-on contracts on this side, these included.
    ``missed``: why it was not seen as it happened, so that it may only be recorded, never entered; None where it was.
    """

    sign: int
    total: int
    earlier: int
    position: int
    order_number: int
    before_start: bool
    missed: Reason | None


@record(frozen=True, slots=True)
class Undone:
    """An entry order whose filled contracts went from ``before`` to ``after`` because he closed again."""

    order: VenueOrderId
    before: int
    after: int


@record(frozen=True, slots=True)
class LeaderTrade:
    """What one event of the leader asks of every follower. Neither part set: he undid an entry not copied yet.

    ``before``/``after``: his signed position around the trade; ``qty`` > 0 contracts. ``order``: the order that filled,
    None where nobody saw which. ``undone``: entries that were not passed on yet and lost contracts by this trade.
    ``gap``: it happened while his line was down.
    """

    id: str
    symbol: Symbol
    qty: int
    before: int
    after: int
    closing: Closing | None = None
    opening: Opening | None = None
    order: VenueOrderId | None = None
    undone: tuple[Undone, ...] = ()
    gap: bool = False
