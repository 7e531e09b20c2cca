"""What the guard remembers of one follower in one instrument between two looks."""

from dataclasses import dataclass

from mimikdesk.domain.guard import Finding


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction under way. ``sign``: the side that is made smaller; ``keep``: contracts that stay on it.
    ``pauses``: the follower's switch goes off afterwards."""

    finding: Finding
    sign: int
    keep: int
    pauses: bool


@dataclass(slots=True)
class Watch:
    """``told``: position and expectation as the trader was last told of them. ``rogue``: somebody else traded since
    the two last agreed. ``filled``: something was filled since then. ``correction``: what is being done. Monotonic
    times: ``gap_ns``, when a line was back that was down since the two last agreed; ``stray_ns``, when a fill came
    whose order is not known yet; ``asked_ns``, when a read was last asked for; ``look_ns``, when it must be looked at
    again."""

    told: tuple[int, int] | None = None
    rogue: bool = False
    filled: bool = False
    gap_ns: int | None = None
    correction: Correction | None = None
    stray_ns: int | None = None
    asked_ns: int = -1
    look_ns: int | None = None

    def agree(self) -> None:
        """The follower holds what it should: whatever happened before explains nothing any more."""
        self.told = None
        self.rogue = self.filled = False
        self.look_ns = self.gap_ns = None
