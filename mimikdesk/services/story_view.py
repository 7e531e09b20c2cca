"""The story of a leader trade as the window shows it: what each follower did about it, and when.

Times are nanoseconds after the leader's doing was seen, on this computer's own clock; None where it has not come to
that. Prices in points.
"""

from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.decisions import CopyOutcome, Verdict
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import Side

MOST_STORIES = 500
"""Stories that are kept in memory; the journal has them all."""


@dataclass(frozen=True, slots=True)
class StoryLeg:
    """One follower's part, or one order of it where it took several.

    ``decision``: what was decided, a whole sentence with its numbers. ``qty`` is 0 where nothing was ordered.
    ``decided_ns``: when the order was decided on; ``sent_ns``: when it had been handed to its connection;
    ``acknowledged_ns``: the broker's first word; ``filled_ns``, ``done_ns``: its first and its last fill.
    ``slippage_ticks``: against the leader's price, positive is worse. ``said``: the broker's words at the end.
    """

    account: AccountId
    account_name: str
    symbol: Symbol
    verdict: Verdict
    decision: str
    side: Side | None = None
    qty: int = 0
    filled: int = 0
    decided_ns: int | None = None
    sent_ns: int | None = None
    acknowledged_ns: int | None = None
    filled_ns: int | None = None
    done_ns: int | None = None
    price: Decimal | None = None
    leader_price: Decimal | None = None
    slippage_ticks: Decimal | None = None
    outcome: CopyOutcome | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class StoryView:
    """``text``: what the leader did, a whole sentence. ``at_ns``: when that was seen, UTC. ``price_decimals``: of his
    instrument. ``legs``: in the order of the group."""

    trigger_id: str
    group_name: str
    leader_name: str
    symbol: Symbol
    text: str
    at_ns: int
    price_decimals: int
    legs: tuple[StoryLeg, ...]
