"""What a replay found: each leader trade with what every follower would have done, and the sums at the end."""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import FollowerDecided, Trigger
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import OrderReport


@dataclass(slots=True)
class Outcome:
    """One leader trade on one follower. ``orders``: those it caused, up to the leader's next trade. ``position`` and
    ``expected``: signed contracts after it. ``price``: None where nothing was filled, or the leader's price says
    nothing about this instrument. ``notices``: sentences that came with it."""

    decided: FollowerDecided
    orders: list[PlaceOrder] = field(default_factory=list)
    price: Decimal | None = None
    position: int = 0
    expected: int = 0
    notices: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ReplayedTrade:
    """``price``: the average of the leader's fills since his trade before in this instrument, None when he had none:
    he was seen to have traded only afterwards, or it is no trade but an order that rests. ``order``: that one."""

    trigger: Trigger
    price: Decimal | None
    decimals: int
    outcomes: dict[AccountId, Outcome] = field(default_factory=dict)
    order: OrderReport | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """One account over the whole replay. ``pnl``: by the leader's prices, before fees, open positions at the last one;
    None where it cannot be told because of the instruments in ``unknown``. ``copied`` and so on count leader trades;
    what a resting copy carries is copied, and an order that rests is no trade yet."""

    name: str
    positions: tuple[tuple[Symbol, int], ...]
    pnl: Decimal | None
    unknown: tuple[Symbol, ...]
    copied: int = 0
    clipped: int = 0
    held: int = 0
    routine: int = 0


@dataclass(frozen=True, slots=True)
class Replayed:
    trades: tuple[ReplayedTrade, ...]
    leader: Total
    followers: tuple[Total, ...]
