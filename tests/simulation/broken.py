"""How a broken invariant is told, and what all of them need to read the records.

Each failure carries the name of what was broken, so that a session can be made smaller while it still breaks the same.
"""

from fractions import Fraction
from math import ceil
from typing import NoReturn

from mimikdesk.domain.group import FollowerSettings
from mimikdesk.domain.ids import Symbol, VenueOrderId
from tests.simulation.setting import LEADER


class BrokenError(AssertionError):
    """``what``: a short name of the invariant, the same for the same kind of failure."""

    def __init__(self, what: str, text: str) -> None:
        super().__init__(f"{what}: {text}")
        self.what = what


def require(holds: bool, what: str, text: str) -> None:
    if not holds:
        fail(what, text)


def fail(what: str, text: str) -> NoReturn:
    raise BrokenError(what, text)


def sized(contracts: int, settings: FollowerSettings, root: str) -> int:
    """Rule 5.1 for one follower, its mapping's factor included."""
    multiplier = Fraction(settings.multiplier) * Fraction(settings.mapping.factor_for(root))
    return max(1, ceil(contracts * multiplier))


def root_of(symbol: Symbol) -> str:
    return symbol[:-2]


def leader_order_of(trigger_id: str) -> VenueOrderId | None:
    """The leader's order that a trigger names, or None when it names something else."""
    account, _, rest = trigger_id.partition("|")
    return VenueOrderId(rest.partition("|")[0]) if account == LEADER and rest else None
