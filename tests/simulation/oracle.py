"""What the rules give, worked out a second time and differently: from the leader's list of trades alone.

Knows nothing of the engine. Whole trades only, no holds, no failures: what a follower must hold when everything that
was decided has been filled. Plain arithmetic on fractions, one follower and one instrument at a time.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from mimikdesk.domain.group import AddsMode, FollowerSettings


@dataclass
class Expectation:
    settings: FollowerSettings
    leader: int = 0
    held: int = 0
    share: Fraction = Fraction(0)

    def size(self, contracts: int) -> int:
        return max(1, ceil(contracts * Fraction(str(self.settings.multiplier))))

    def clip(self, contracts: int) -> int:
        limit = self.settings.max_contracts
        return contracts if limit is None else min(contracts, limit)

    def trade(self, qty: int) -> None:
        """The leader trades ``qty`` signed contracts in one order."""
        before, self.leader = self.leader, self.leader + qty
        if before * qty >= 0:
            self.open(abs(qty))
        elif before * self.leader >= 0:
            self.reduce(abs(before), abs(self.leader))
        else:
            side = 1 if self.leader > 0 else -1
            self.held = side * self.clip(self.size(abs(self.leader)))
            self.share = Fraction(abs(self.held))

    def open(self, contracts: int) -> None:
        side = 1 if self.leader > 0 else -1
        whole = abs(self.held) + self.size(contracts)
        if self.settings.adds is AddsMode.BY_POSITION:
            whole = max(abs(self.held), min(whole, self.size(abs(self.leader))))
        whole = max(abs(self.held), self.clip(whole))
        self.share += whole - abs(self.held)
        self.held = side * whole

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
