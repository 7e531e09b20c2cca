"""A price that wanders: mean reversion around an opening price, usual noise, and now and then a burst.

Whole numbers only, in thousandths of a tick, so that a seed gives the same prices on every machine.
"""

from math import isqrt
from random import Random

from mimikdesk.domain.time import SECOND

TICK = 1000
_NOISE_BITS = 64
_NOISE_SPREAD = 4
"""Standard deviation of the number of ones in that many random bits."""
_REVERSION = 20_000
"""Each step gives back this fraction of the distance from the opening price."""
_BURST_EVERY = 1800
_BURST_STEPS = 40


class Walk:
    """``start`` in ticks; ``volatility``: usual move of one second in thousandths of a tick."""

    def __init__(self, start: int, volatility: int, interval_ns: int, random: Random) -> None:
        self._anchor = start * TICK
        self._price = self._anchor
        # A random walk spreads with the root of time; in whole milliseconds the root is exact enough.
        self._volatility = max(1, volatility * isqrt(1_000_000 * interval_ns // SECOND) // 1000)
        self._random = random
        self._burst_left = 0
        self._drift = 0

    def step(self) -> None:
        """One interval passes."""
        draw = self._random.getrandbits(_NOISE_BITS + 32)
        noise = (draw >> 32).bit_count() - _NOISE_BITS // 2
        scale = self._volatility
        if self._burst_left:
            self._burst_left -= 1
            scale *= 3
        elif draw % _BURST_EVERY == 0:
            self._burst_left = _BURST_STEPS
            self._drift = scale * ((draw >> 16) % 3 - 1) // 4
        else:
            self._drift = 0
        pull = (self._anchor - self._price) // _REVERSION
        self._price += noise * scale // _NOISE_SPREAD + self._drift + pull

    def quote(self) -> tuple[int, int]:
        """Best bid in ticks and the spread, which opens in a burst."""
        return self._price // TICK, 2 if self._burst_left else 1
