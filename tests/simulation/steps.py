"""What may happen in a session, one small value each.

A step carries every number it needs and does something sensible whatever came before it, so that any of them can be
left out when a failing session is made smaller. Lines, followers and orders are named by number, counted round.
"""

from dataclasses import dataclass

from mimikdesk.brokers.practice.wire import Message
from mimikdesk.domain.group import AddsMode, ReplicationMode
from mimikdesk.domain.guard import Answer
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.services.group_views import Leaving

# --- the leader ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trade:
    """A market order. ``turn``: 1 closes what he holds, 2 turns it round; without a position it is a plain trade."""

    symbol: Symbol
    side: Side
    qty: int
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Rest:
    """An order of another kind, ``away`` ticks from the market. ``closing``: on the side that closes, no more than
    is held."""

    symbol: Symbol
    side: Side
    qty: int
    kind: OrderKind
    away: int
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A resting order moves by ``ticks``, ``times`` in a row every ``every_ns``, and grows by ``more`` contracts."""

    pick: int
    ticks: int
    more: int = 0
    times: int = 1
    every_ns: int = 0


@dataclass(frozen=True, slots=True)
class Cancel:
    pick: int


@dataclass(frozen=True, slots=True)
class Protect:
    """Target(s) and a stop around his position; ``linked``: one OCO, else ``gap_ns`` apart and not tied. A distance
    of 0 leaves that leg out. ``parts``: targets that share the position."""

    symbol: Symbol
    target: int
    stop: int
    parts: int = 1
    linked: bool = True
    gap_ns: int = 0
    stop_first: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """An entry with held exits. ``kind`` of the entry; ``away`` of it from the market, the legs from it, in ticks."""

    symbol: Symbol
    side: Side
    qty: int
    kind: OrderKind
    away: int
    target: int
    stop: int


@dataclass(frozen=True, slots=True)
class Liquidated:
    """His broker closes his position and cancels his orders."""

    symbol: Symbol


@dataclass(frozen=True, slots=True)
class DayEnds:
    """Every resting order of every account expires."""


# --- the market ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Move:
    """Prices of one underlying move by ``ticks``; tick by tick every ``every_ns`` where that is not 0. ``depth``:
    contracts on each price level from now on."""

    underlying: str
    ticks: int
    depth: int
    every_ns: int = 0


# --- trouble ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LineLost:
    """``after_ns`` from now."""

    line: int
    unnoticed_ns: int
    down_ns: int
    flushed: bool = False
    after_ns: int = 0


@dataclass(frozen=True, slots=True)
class Rejecting:
    """The next ``count`` orders are rejected; 0: all until the trouble is over."""

    line: int
    count: int


@dataclass(frozen=True, slots=True)
class Repeating:
    """The next ``count`` reports come twice; 0: after each login all fills of the session again."""

    line: int
    count: int


@dataclass(frozen=True, slots=True)
class Late:
    """Reports of one class come late; 0 ns ends it."""

    line: int
    message: Message
    late_ns: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Nothing that the broker sends arrives for a while."""

    line: int
    for_ns: int


@dataclass(frozen=True, slots=True)
class Accepting:
    """Orders are no longer rejected."""

    line: int


@dataclass(frozen=True, slots=True)
class LosingReports:
    line: int
    count: int
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class LosingCommands:
    line: int
    count: int


@dataclass(frozen=True, slots=True)
class WrongPositions:
    line: int
    count: int
    right_after_ns: int


@dataclass(frozen=True, slots=True)
class StaleSnapshots:
    line: int
    count: int
    age_ns: int


@dataclass(frozen=True, slots=True)
class NoBudget:
    line: int
    for_ns: int


@dataclass(frozen=True, slots=True)
class Expiring:
    """The login ends and is accepted again ``for_ns`` later."""

    line: int
    for_ns: int


# --- the trader at the program's window, and others ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SwitchFollower:
    follower: int
    on: bool


@dataclass(frozen=True, slots=True)
class SwitchGroup:
    on: bool


@dataclass(frozen=True, slots=True)
class Flatten:
    """``follower`` None: all."""

    follower: int | None


@dataclass(frozen=True, slots=True)
class Resume:
    """The trader resumes every follower that a breaker has paused."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Somebody trades on a follower past the program, or (``resting``) leaves an order there, ``away`` ticks from the
    market."""

    follower: int
    symbol: Symbol
    side: Side
    qty: int
    resting: bool
    away: int = 200


@dataclass(frozen=True, slots=True)
class ByHandTo:
    """Somebody brings a follower to ``times`` of what the leader holds, to so many contracts where he is flat."""

    follower: int
    symbol: Symbol
    times: int


@dataclass(frozen=True, slots=True)
class HandsOff:
    """Whoever rested orders on the followers by hand cancels them."""


@dataclass(frozen=True, slots=True)
class FollowerLiquidated:
    """A follower's broker closes what it holds and cancels its orders there."""

    follower: int
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class Answered:
    """The trader answers one of the findings that stand, or says it of an instrument without one."""

    pick: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class SessionChecked:
    """The trader asks for the session check."""


@dataclass(frozen=True, slots=True)
class Resized:
    """A follower gets another multiplier and another way of adding; and another limit and mode where they are given."""

    follower: int
    multiplier: str
    adds: AddsMode
    max_contracts: int | None = None
    mode: ReplicationMode | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """The group gets another whitelist."""

    entries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Leaves:
    """A follower is to be removed from the group; the last one stays."""

    follower: int
    how: Leaving


@dataclass(frozen=True, slots=True)
class Joins:
    """One that is not in the group is put into it again."""

    follower: int


@dataclass(frozen=True, slots=True)
class AnotherLeads:
    """The group is to be given the other leader, who does not trade, or the first one again. ``confirmed``: the trader
    says that a leader who cannot be read may be replaced."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Asleep:
    """The computer sleeps: nothing of the program runs, the exchange goes on. ``cut``: the lines do not survive it."""

    for_ns: int
    cut: bool


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The computer's clock is set, forward or back."""

    by_ns: int


@dataclass(frozen=True, slots=True)
class Restart:
    """The program ends ``after_ns`` from now, in order or by force, and begins again ``down_ns`` later.

    By force: what it recorded in the last ``lost_ns`` was not written yet; ``cut``: what was on the wire is lost too.
    """

    kill: bool
    after_ns: int
    down_ns: int
    lost_ns: int = 0
    cut: bool = False


Leaders = Trade | Rest | Change | Cancel | Protect | Bracket | Liquidated
LineTrouble = (
    LineLost
    | Rejecting
    | Accepting
    | Repeating
    | Late
    | Holding
    | LosingReports
    | LosingCommands
    | WrongPositions
    | StaleSnapshots
    | NoBudget
    | Expiring
)
Window = SwitchFollower | SwitchGroup | Flatten | Resume | Answered | SessionChecked
Hands = ByHand | ByHandTo | HandsOff | FollowerLiquidated
Edits = Resized | Listed | Leaves | Joins | AnotherLeads
Computer = Restart | Asleep | ClockSet
Step = Leaders | DayEnds | Move | LineTrouble | Window | Edits | Hands | Computer
