"""Sizing: numbers in, numbers out (rules 5.1, 5.3, 5.4, 5.5, 5.9). No state.

Quantities are whole contracts. Multipliers are exact decimals and are turned into whole-number ratios, so that
nothing is ever rounded before it should be: 25 x 2.2 is 55, where binary floats make it 56.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

Share = int | Fraction
"""Contracts that copied opens account for, exact. Whole shares stay int: a tenth of the cost, and most are whole."""


def scaled(share: Share, after: int, before: int) -> Share:
    """``share`` times ``after / before``, exact."""
    if not share or not after:
        return 0
    part = share * after
    if isinstance(part, int):
        whole, rest = divmod(part, before)
        return whole if not rest else Fraction(part, before)
    part /= before
    return part.numerator if part.denominator == 1 else part


def open_size(leader_qty: int, multiplier: Decimal) -> int:
    """Contracts that copy an opening of ``leader_qty`` (>= 1) contracts: the product rounded up, at least 1."""
    return size_by(leader_qty, multiplier.as_integer_ratio())


def size_by(leader_qty: int, ratio: tuple[int, int]) -> int:
    """``open_size`` for a multiplier that is a ratio of whole numbers already."""
    size = -(-leader_qty * ratio[0] // ratio[1])
    return size if size > 1 else 1


def keep(share: Share, leader_after: int, multiplier: Decimal, held: int) -> int:
    """The most a follower may still hold after its leader reduced (R of rule 5.3).

    ``share``: the follower's share after it was scaled by the leader's reduction. ``leader_after``: the leader's
    contracts that remain, >= 0. ``held``: contracts the follower holds on that side, >= 0.
    """
    if leader_after <= 0 or held <= 0:
        return 0
    kept = ceil(share)
    if kept != share and kept > open_size(leader_after, multiplier):
        kept = floor(share)
    return max(1, min(kept, held))


@dataclass(slots=True)
class Ledger:
    """A signed position together with its share: the arithmetic of rules 5.1 to 5.4 on one number.

    Every follower book has three: what it should hold had all decided orders filled (expected), what it would hold
    without any hold (target), and, with the broker's fills, what it does hold (in book.py).
    """

    qty: int = 0
    share: Share = 0

    @property
    def size(self) -> int:
        return abs(self.qty)

    def held(self, sign: int) -> int:
        """Contracts held on one side (+1 long, -1 short)."""
        return max(0, self.qty * sign)

    def open(self, sign: int, contracts: int) -> None:
        """Grow by ``contracts`` on one side; what stood on the other side is dropped."""
        if contracts == 0:
            return
        if self.qty * sign > 0:
            self.share += contracts
            self.qty += sign * contracts
        else:
            self.share = contracts
            self.qty = sign * contracts

    def reduce(self, sign: int, leader_before: int, leader_after: int, multiplier: Decimal, ahead: int = 0) -> None:
        """Follow the leader's reduction from ``leader_before`` to ``leader_after`` contracts on one side. ``ahead``:
        contracts here that he has not got yet, so that they have no part in it."""
        held = self.qty * sign
        if held <= 0 or leader_before <= 0:
            return
        if leader_after <= 0 and not ahead:
            self.qty = self.share = 0
            return
        stays = min(ahead, held)
        share = scaled(max(0, self.share - stays), leader_after, leader_before)
        kept = stays + keep(share, leader_after, multiplier, held - stays)
        self.qty = sign * kept
        self.share = share + stays if kept else 0

    def take_back(self, sign: int, contracts: int) -> None:
        """Undo so many opened contracts of one side."""
        left = max(0, self.held(sign) - contracts)
        if self.held(sign):
            self.qty = sign * left
            self.share = max(0, self.share - contracts) if left else 0

    def fall(self, sign: int, contracts: int) -> None:
        """An exit was filled before its leader's: fewer are held, and the share waits for his fill."""
        left = max(0, self.held(sign) - contracts)
        if self.held(sign):
            self.qty = sign * left
            self.share = self.share if left else 0

    def clear(self) -> None:
        self.qty = 0
        self.share = 0
