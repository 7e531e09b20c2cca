"""The plan: how many contracts each resting copy should still be for, given where leader and follower stand now.

Pure arithmetic over one instrument of one follower. Every order is sized as if it filled now (rule 6.2): what reduces
by the chain of rule 5.3, nearest first, stops and limits as alternatives (rule 6.7); what opens by rule 5.1; what
crosses by both (rule 5.4).
"""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.engine.sizing import Share, keep, open_size, scaled


@dataclass(slots=True)
class Line:
    """One order of the leader that rests, and what the plan makes of it.

    ``sign``: +1 buys, -1 sells. ``remaining``: his contracts that may still fill. ``opened``: his contracts that it has
    opened so far. ``counted``: contracts of the follower that were opened for those, by whatever order. ``price``: what
    it waits for, None where nobody knows. ``may_open``: no hold is on its openings. Results, in contracts of the
    follower: ``size`` by rule, ``closes`` and ``opens`` after clipping and holds; ``rights``: what it may open in all,
    with what was opened for it before.
    """

    key: str
    sign: int
    remaining: int
    stops: bool
    price: Decimal | None
    opened: int = 0
    counted: int = 0
    may_open: bool = True
    size: int = 0
    rights: int = 0
    closes: int = 0
    opens: int = 0
    reduces: int = field(default=0, init=False)

    @property
    def nearness(self) -> tuple[bool, Decimal]:
        """Sorts what the market reaches first to the front; an unknown price comes last."""
        if self.price is None:
            return True, Decimal(0)
        up = self.stops is (self.sign > 0)
        return False, self.price if up else -self.price


@dataclass(frozen=True, slots=True)
class Standing:
    """Where both stand. Positions are signed contracts.

    ``leader``: all he holds; ``live``: how much of it the follower's position answers to. ``held``: the follower's
    contracts on the leader's side that may be closed: none bought by hand, none that an exit takes already.
    ``under_stops``: the same for stops, which stay until late exits are through. ``share``: S of rule 5.3.
    ``ahead``: of ``live`` and of the follower's contracts those that copies have filled before him (rule 6.6); exits
    take them last.
    ``room``: contracts that may still be opened on the long and on the short side, None for no limit.
    ``by_position``: adds are clipped to the size of the leader's whole position; ``committed``: what the follower
    stands at for that, long and short.
    """

    leader: int
    live: int
    held: int
    under_stops: int
    share: Share
    multiplier: Decimal
    room: tuple[int | None, int | None] = (None, None)
    by_position: bool = False
    committed: tuple[int, int] = (0, 0)
    ahead: tuple[int, int] = (0, 0)


def plan(lines: list[Line], at: Standing) -> None:
    """Fill in ``closes`` and ``opens`` of every line."""
    side = (at.leader > 0) - (at.leader < 0)
    lines.sort(key=lambda line: line.nearness)
    against = [line for line in lines if line.sign == -side] if side else []
    _close_with_limits([line for line in against if not line.stops], at)
    _close_with_stops([line for line in against if line.stops], at)
    for sign in (1, -1):
        mine = [line for line in lines if line.sign == sign]
        mine.sort(key=lambda line: line.stops)
        _open(mine, sign, side, at)


def _close_with_limits(lines: list[Line], at: Standing) -> None:
    _reduce(lines, at)
    owed = [line.reduces for line in lines]
    for live, held, share in _layers(at, at.held):
        for place, line in enumerate(lines):
            part = min(owed[place], live)
            owed[place] -= part
            if not part or not held:
                live -= part
                continue
            share = scaled(share, live - part, live)
            live -= part
            kept = keep(share, live, at.multiplier, held)
            line.closes += held - kept
            held = kept


def _close_with_stops(lines: list[Line], at: Standing) -> None:
    _reduce(lines, at)
    owed = [line.reduces for line in lines]
    for live, held, _share in _layers(at, at.under_stops):
        covered = done = 0
        for place, line in enumerate(lines):
            part = min(owed[place], live - covered)
            owed[place] -= part
            covered += part
            if part and held:
                total = -(-held * covered // live)
                line.closes += total - done
                done = total


def _reduce(lines: list[Line], at: Standing) -> None:
    left = abs(at.leader)
    for line in lines:
        line.reduces = min(line.remaining, left)
        left -= line.reduces


def _layers(at: Standing, held: int) -> tuple[tuple[int, int, Share], ...]:
    """What the leader has, then what he has not got yet: his contracts that count, the follower's, and their share."""
    his = min(at.ahead[0], at.live)
    if not his:
        return ((at.live, held, at.share),)
    mine = min(at.ahead[1], held)
    return (at.live - his, held - mine, max(0, at.share - mine)), (his, mine, mine)


def _open(lines: list[Line], sign: int, side: int, at: Standing) -> None:
    """Openings of one side, each by its own quantity; clipped together, for they may all fill."""
    index = 0 if sign > 0 else 1
    room, standing = at.room[index], at.committed[index]
    leader = abs(at.leader) if sign == side else 0
    for line in lines:
        opening = line.remaining - line.reduces
        line.size = line.closes
        if not opening:
            continue
        leader += opening
        line.rights = open_size(line.opened + opening, at.multiplier)
        line.opens = max(0, line.rights - line.counted)
        if at.by_position:
            line.opens = min(line.opens, max(0, open_size(leader, at.multiplier) - standing))
            standing += line.opens
        line.size += line.opens
        if not line.may_open:
            line.opens = 0
        if room is not None:
            line.opens = min(line.opens, room)
            room -= line.opens
