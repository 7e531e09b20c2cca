"""What the rules give, worked out a second time and differently: from the leader's fills alone.

Knows nothing of the engine. No failures and no delays: what a follower must hold when everything that was decided has
been filled. Plain arithmetic on fractions, one follower and one instrument at a time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from mimikdesk.domain.group import AddsMode, CopyGroup, FollowerSettings, ReplicationMode, ValueScaling
from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId


@dataclass
class Expectation:
    """One follower in one instrument. ``multiplier``: with the mapping's factor in it. ``copied``: whether anything
    is opened at all. ``met``: contracts of exits that the exchange took back from the leader because they met another
    order of his, while copies of both may well have filled (rule 6.6). ``away``: it is not in the group, or another one
    leads there; ``waits``: it differed when it came, until the leader is flat here; ``edited``: it was not always as it
    is now."""

    settings: FollowerSettings
    multiplier: Fraction
    copied: bool = True
    held: int = 0
    share: Fraction = Fraction(0)
    met: int = 0
    away: bool = False
    waits: bool = False
    edited: bool = False

    def size(self, contracts: int) -> int:
        return max(1, ceil(contracts * self.multiplier))

    def clip(self, contracts: int) -> int:
        limit = self.settings.max_contracts
        return contracts if limit is None else min(contracts, limit)

    def open(self, side: int, total: int, earlier: int, position: int) -> None:
        """An order of the leader has opened ``total`` contracts, of which ``earlier`` were copied before; he stands
        at ``position`` with them."""
        if not self.copied or self.away or self.waits:
            return
        whole = abs(self.held) + self.size(total) - (self.size(earlier) if earlier else 0)
        by_position = self.settings.adds is AddsMode.BY_POSITION or (
            self.settings.mapping.scaling is ValueScaling.DIVIDED_BY_TEN
        )
        if by_position:
            whole = max(abs(self.held), min(whole, self.size(position)))
        whole = max(abs(self.held), self.clip(whole))
        self.share += whole - abs(self.held)
        self.held = side * whole

    def come_back(self, position: int) -> None:
        """It is in the group again, or replicates again, while the leader stands at ``position``: what fits goes on."""
        fitting = self.size(abs(position)) * (1 if position > 0 else -1) if position else 0
        self.waits = self.held != fitting
        self.share = Fraction(abs(self.held))

    def reduce(self, before: int, after: int) -> None:
        self.share = self.share * after / before
        if after == 0:
            self.held = 0
            return
        kept = ceil(self.share)
        if kept > self.size(after):
            kept = floor(self.share)
        kept = max(1, min(kept, abs(self.held))) if self.held else 0
        self.held = kept if self.held > 0 else -kept


@dataclass
class LeaderSide:
    """The leader in one instrument. ``position``: signed. ``pending``: contracts opened by orders that are not done
    yet (rule 5.2), newest last; ``passed``: contracts of each order that the followers were told of."""

    position: int = 0
    pending: dict[VenueOrderId, int] = field(default_factory=dict)
    passed: dict[VenueOrderId, int] = field(default_factory=dict)
    followers: list[Expectation] = field(default_factory=list)

    @property
    def told(self) -> int:
        return abs(self.position) - sum(self.pending.values())

    def fill(self, order: VenueOrderId, qty: int) -> None:
        reducing = min(abs(qty), abs(self.position)) if self.position * qty < 0 else 0
        if reducing:
            self._reduce(reducing)
        if opening := abs(qty) - reducing:
            self.position += opening if qty > 0 else -opening
            self.pending[order] = self.pending.get(order, 0) + opening
        if not self.position:
            for follower in self.followers:
                follower.waits = False

    def pass_on(self, order: VenueOrderId) -> None:
        contracts = self.pending.pop(order, 0)
        if not contracts:
            return
        earlier = self.passed.get(order, 0)
        self.passed[order] = earlier + contracts
        side = 1 if self.position > 0 else -1
        for follower in self.followers:
            follower.open(side, earlier + contracts, earlier, self.told)

    def _reduce(self, contracts: int) -> None:
        """Rule 5.10: what was not copied yet goes first, newest first."""
        side = 1 if self.position > 0 else -1
        self.position -= side * contracts
        for order in reversed(tuple(self.pending)):
            taken = min(contracts, self.pending[order])
            self.pending[order] -= taken
            contracts -= taken
            if not self.pending[order]:
                del self.pending[order]
        if contracts:
            after = self.told
            for follower in self.followers:
                follower.reduce(after + contracts, after)


class Oracle:
    """``symbols``: what the leader trades."""

    def __init__(self, group: CopyGroup, symbols: Iterable[Symbol]) -> None:
        self.leads = True
        self.sides = {symbol: LeaderSide() for symbol in symbols}
        self.expected: dict[tuple[AccountId, Symbol], Expectation] = {}
        for symbol, side in self.sides.items():
            root, month = symbol[:-2], symbol[-2:]
            for settings in group.followers:
                routed = settings.mapping.root_for(root)
                if routed is None:
                    continue
                expectation = Expectation(settings, _multiplier(settings, root), _copied(group, settings, symbol))
                self.expected[settings.account, Symbol(routed + month)] = expectation
                side.followers.append(expectation)

    def redefine(self, group: CopyGroup, leads: bool) -> None:
        """The trader has changed the group, and everything that was decided before has been filled. ``leads``: the one
        whose fills come here leads it."""
        self.leads = leads
        now = {settings.account: settings for settings in group.followers}
        for symbol, side in self.sides.items():
            position = side.told if side.position > 0 else -side.told
            for follower in side.followers:
                was_off = follower.away or follower.settings.mode is ReplicationMode.OFF
                settings = now.get(follower.settings.account)
                if settings is None or not leads:
                    follower.away = follower.edited = True
                    follower.held, follower.share = 0, Fraction(0)
                    continue
                follower.edited = follower.edited or settings != follower.settings or follower.away
                follower.settings, follower.away = settings, False
                follower.multiplier = _multiplier(settings, symbol[:-2])
                follower.copied = _copied(group, settings, symbol)
                follower.edited = follower.edited or not follower.copied
                if was_off and settings.mode is not ReplicationMode.OFF:
                    follower.come_back(position)

    def fill(self, order: VenueOrderId, symbol: Symbol, qty: int) -> None:
        self.sides[symbol].fill(order, qty)

    def done(self, order: VenueOrderId) -> None:
        for side in self.sides.values():
            side.pass_on(order)

    def took_back(self, symbol: Symbol, contracts: int) -> None:
        for follower in self.sides[symbol].followers:
            follower.met += follower.size(contracts)

    def second_passed(self) -> None:
        """What waited for its order to be done was passed on all the same (rule 5.10)."""
        for side in self.sides.values():
            for order in tuple(side.pending):
                side.pass_on(order)


def _multiplier(settings: FollowerSettings, root: str) -> Fraction:
    return Fraction(settings.multiplier) * Fraction(settings.mapping.factor_for(root))


def _copied(group: CopyGroup, settings: FollowerSettings, symbol: Symbol) -> bool:
    on = settings.mode is not ReplicationMode.OFF
    return on and group.allows(symbol[:-2], symbol) and not group.dry_run
