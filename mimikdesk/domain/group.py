"""Copy groups: one leader, one or more followers, and how each follower is sized."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.errors import GroupError
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import AccountId, GroupId


class ReplicationMode(StrEnum):
    """How a follower follows. ``ON_SUBMIT``: the leader's resting orders rest on it too. ``ON_FILL``: nothing rests on
    it, the leader's fills are followed with market orders."""

    ON_SUBMIT = "on_submit"
    ON_FILL = "on_fill"
    OFF = "off"


class AddsMode(StrEnum):
    """How orders that add to a position are sized. ``PER_ORDER``: each by its own quantity.
    ``BY_POSITION``: the total is clipped to the size of the leader's whole position."""

    PER_ORDER = "per_order"
    BY_POSITION = "by_position"


class PartialFillMode(StrEnum):
    """When a leader order that fills in parts is copied. ``WHEN_DONE``: once, when the order is done."""

    WHEN_DONE = "when_done"
    EACH_FILL = "each_fill"


class LateEntry(StrEnum):
    """What becomes of a resting copy whose leader order has filled while the copy has not, when its tolerance is over.
    ``MARKET``: taken at the market, but only within so many ticks of the leader's fill."""

    LEAVE = "leave"
    CANCEL = "cancel"
    MARKET = "market"


class ClosedMarket(StrEnum):
    """What becomes of a flatten's exit that the broker refuses because the market is closed. ``KEEP``: it is sent again
    until the market is open; ``LEAVE``: the position is left as it is, and nothing opens there until it is flat."""

    KEEP = "keep"
    LEAVE = "leave"


class ValueScaling(StrEnum):
    """Quantity factor that goes with an instrument mapping, so that the money at risk stays alike."""

    NONE = "none"
    TIMES_TEN = "times_ten"
    DIVIDED_BY_TEN = "divided_by_ten"

    @property
    def factor(self) -> Decimal:
        return {"none": Decimal(1), "times_ten": Decimal(10), "divided_by_ten": Decimal("0.1")}[self.value]


MICRO_OF = {
    "NQ": "MNQ",
    "ES": "MES",
    "RTY": "M2K",
    "YM": "MYM",
    "GC": "MGC",
    "CL": "MCL",
}
"""Mini root to micro root, as CME lists them."""

MINI_OF = {micro: mini for mini, micro in MICRO_OF.items()}


class MappingKind(StrEnum):
    SAME = "same"
    TO_MICRO = "to_micro"
    TO_MINI = "to_mini"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class InstrumentMapping:
    """Which root a follower trades for a root of its leader. The contract month is kept.

    ``roots``: leader root to follower root, used when ``kind`` is CUSTOM.
    """

    kind: MappingKind = MappingKind.SAME
    roots: tuple[tuple[str, str], ...] = ()
    scaling: ValueScaling = ValueScaling.NONE

    def root_for(self, leader_root: str) -> str | None:
        """The follower's root, or None when this mapping has none for the leader's."""
        match self.kind:
            case MappingKind.SAME:
                return leader_root
            case MappingKind.TO_MICRO:
                return leader_root if leader_root in MINI_OF else MICRO_OF.get(leader_root)
            case MappingKind.TO_MINI:
                return leader_root if leader_root in MICRO_OF else MINI_OF.get(leader_root)
            case MappingKind.CUSTOM:
                return dict(self.roots).get(leader_root)

    def factor_for(self, leader_root: str) -> Decimal:
        """Quantity factor for one leader root; 1 where the root stays the same."""
        return Decimal(1) if self.root_for(leader_root) == leader_root else self.scaling.factor


@dataclass(frozen=True, slots=True)
class FollowerSettings:
    """One follower of a group.

    ``multiplier``: > 0, at most 3 decimals. ``max_contracts``: the most it may hold in one
    instrument, None for no limit. ``breach``: why the guard switched it off, "" where it did not.
    """

    account: AccountId
    multiplier: Decimal = Decimal(1)
    mode: ReplicationMode = ReplicationMode.ON_SUBMIT
    adds: AddsMode = AddsMode.PER_ORDER
    mapping: InstrumentMapping = field(default_factory=InstrumentMapping)
    max_contracts: int | None = None
    on: bool = True
    breach: str = ""

    def __post_init__(self) -> None:
        if not self.multiplier.is_finite() or self.multiplier <= 0:
            raise GroupError(f"The multiplier of {self.account} must be greater than zero; it is {self.multiplier}.")
        exponent = self.multiplier.normalize().as_tuple().exponent
        if isinstance(exponent, int) and exponent < -3:
            raise GroupError(f"The multiplier of {self.account} may have at most 3 decimals; it is {self.multiplier}.")
        if self.max_contracts is not None and self.max_contracts < 1:
            raise GroupError(f"Max contracts of {self.account} must be 1 or more; it is {self.max_contracts}.")


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """One leader and its followers.

    ``whitelist``: roots (``MNQ``) or dated contracts (``MNQZ6``) of the leader's instrument; empty allows everything.
    ``dry_run``: everything is decided and shown, and nothing is opened; exits of what was copied before still go out.
    ``entry_tolerance_ms``, ``exit_tolerance_ms``: how long a resting copy may stay unfilled after its leader's order
    filled (rules 6.4, 6.5). ``late_entry``: what then becomes of an entry; ``late_entry_ticks`` belongs to MARKET.
    Raises GroupError when the group breaks rule 4.1 or 4.3 by itself; rules across groups are the journal's.
    """

    group: GroupId
    name: str
    leader: AccountId
    followers: tuple[FollowerSettings, ...]
    whitelist: frozenset[str] = frozenset()
    partial_fills: PartialFillMode = PartialFillMode.WHEN_DONE
    on: bool = True
    dry_run: bool = False
    late_entry: LateEntry = LateEntry.LEAVE
    entry_tolerance_ms: int = 3_000
    exit_tolerance_ms: int = 2_000
    late_entry_ticks: int = 8
    closed_market: ClosedMarket = ClosedMarket.KEEP
    guard: GuardSettings = field(default_factory=GuardSettings)

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise GroupError("A copy group needs a name.")
        if not self.followers:
            raise GroupError(f"Copy group “{self.name}” needs at least one follower.")
        if min(self.entry_tolerance_ms, self.exit_tolerance_ms, self.late_entry_ticks) < 0:
            raise GroupError(f"The tolerances of “{self.name}” must be zero or more.")
        accounts = [follower.account for follower in self.followers]
        if self.leader in accounts:
            raise GroupError(f"{self.leader} leads “{self.name}” and cannot follow in it.")
        if len(set(accounts)) != len(accounts):
            raise GroupError(f"A follower stands twice in “{self.name}”.")

    def allows(self, root: str, symbol: str) -> bool:
        """Whether the whitelist lets this leader instrument through."""
        return not self.whitelist or root in self.whitelist or symbol in self.whitelist
