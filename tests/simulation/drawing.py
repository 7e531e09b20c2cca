"""Draws what happens in a session, step by step, each with the pause after it."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from mimikdesk.brokers.practice.wire import Message
from mimikdesk.domain.group import AddsMode, ReplicationMode
from mimikdesk.domain.guard import Answer
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.services.group_views import Leaving
from tests.simulation.profiles import Profile
from tests.simulation.setting import SYMBOLS, Setting
from tests.simulation.steps import (
    Accepting,
    AnotherLeads,
    Answered,
    Asleep,
    Bracket,
    ByHand,
    ByHandTo,
    Cancel,
    Change,
    ClockSet,
    DayEnds,
    Expiring,
    Flatten,
    FollowerLiquidated,
    HandsOff,
    Holding,
    Joins,
    Late,
    Leaves,
    LineLost,
    Liquidated,
    Listed,
    LosingCommands,
    LosingReports,
    Move,
    NoBudget,
    Protect,
    Rejecting,
    Repeating,
    Resized,
    Rest,
    Restart,
    Resume,
    SessionChecked,
    StaleSnapshots,
    Step,
    SwitchFollower,
    SwitchGroup,
    Trade,
    WrongPositions,
)

Timed = tuple[Step, int]
"""A step and the nanoseconds that pass after it."""

TICK_BY_TICK = 400 * MILLISECOND
"""In calm sessions prices move so slowly that every copy is where it belongs before the next tick."""
LONG_SESSIONS = 0.04
LONG = 8
FEW = 5


def draw_steps(profile: Profile, setting: Setting, random: Random) -> tuple[Timed, ...]:
    """The steps of a session. A few sessions with not too many followers have hundreds of them, where that is cheap."""
    long = random.random() < LONG_SESSIONS and len(setting.followers) <= FEW and not profile.tradovate
    count = profile.actions * (LONG if long else 1)
    steps: list[Timed] = []
    while len(steps) < count:
        steps += _next(profile, setting, random)
    return tuple(steps)


def _next(profile: Profile, setting: Setting, random: Random) -> list[Timed]:
    steps: list[Step] = []
    if not profile.troubled and not profile.resting:
        steps.append(Resume())  # the oracle knows no breaker either
    if profile.resting and random.random() < (0.4 if profile.guarded else 0.75):
        steps += _resting(profile, random)
    else:
        steps.append(_trade(random))
    if profile.troubled and random.random() < 0.3:
        steps.append(_trouble(random))
    if profile.edits and random.random() < 0.3:
        steps.append(_edit(profile, setting, random))
    if profile.restarts and random.random() < (0.06 if profile.guarded else 0.12):
        steps.append(_restart(random))
    if profile.guarded:
        steps += _strays(random)
    elif profile.hands and random.random() < 0.3:
        steps.append(_by_hand(random))
    pause = _pause(profile, setting, random)
    if profile.guarded and random.random() < 0.3:
        pause += 6 * SECOND  # a rule of the guard has its time
    if isinstance(steps[-1], Move) and not profile.troubled:
        pause += abs(steps[-1].ticks) * steps[-1].every_ns
    return [(step, 0) for step in steps[:-1]] + [(steps[-1], pause)]


def _pause(profile: Profile, setting: Setting, random: Random) -> int:
    if profile.resting and not profile.troubled:
        return random.choice((1_500, 2_500, 5_000)) * MILLISECOND
    if (setting.limited or profile.edits) and not profile.troubled:
        # Room under a contract limit depends on what is still on the wire; the oracle knows no wire.
        return random.choice((1_500, 4_000)) * MILLISECOND
    return random.choice((0, 1, 5, 20, 50, 120, 400, 1_500, 4_000)) * MILLISECOND


def _trade(random: Random) -> Trade:
    turn = random.choice((1, 1, 2)) if random.random() < 0.3 else 0
    return Trade(random.choice(SYMBOLS), random.choice(tuple(Side)), random.choice((1, 1, 2, 3, 4, 5, 7, 10)), turn)


# --- resting orders -----------------------------------------------------------------------------------------------


def _resting(profile: Profile, random: Random) -> list[Step]:
    symbol, side = random.choice(SYMBOLS), random.choice(tuple(Side))
    qty, away = random.choice((1, 1, 2, 3, 5)), random.randint(1, 8)
    kinds = (OrderKind.LIMIT, OrderKind.LIMIT, OrderKind.STOP, OrderKind.STOP_LIMIT, OrderKind.TRAILING_STOP)
    match random.randrange(20):
        case 0 | 1 | 2 | 3:
            return [Rest(symbol, side, qty, random.choice(kinds), away, closing=random.random() < 0.4)]
        case 4 | 5 | 6 | 7 | 8 | 9:
            return [_move(profile, random)]
        case 10 | 11 | 12:
            fast = profile.troubled and random.random() < 0.4
            times, every_ns = (random.randint(2, 12), random.choice((1, 10, 80)) * MILLISECOND) if fast else (1, 0)
            return [
                Change(random.randrange(8), random.randint(-3, 3), random.choice((0, 0, 0, 1, -1)), times, every_ns)
            ]
        case 13 | 14:
            return [Cancel(random.randrange(8))]
        case 15 | 16:
            return [_protect(random)]
        case 17:
            entry = random.choice((OrderKind.MARKET, OrderKind.LIMIT, OrderKind.STOP))
            target, stop = random.choice(((4, 4), (6, 3), (0, 5), (3, 0)))
            return [Bracket(symbol, side, qty, entry, away, target, stop)]
        case 18:
            # closes by an order on the other side, at or next to the market
            return [Rest(symbol, side, 100, OrderKind.LIMIT, random.choice((-1, 0, 1)), closing=True)]
        case _:
            return [random.choice((Liquidated(symbol), DayEnds(), Trade(symbol, side, qty, 2)))]


def _protect(random: Random) -> Protect:
    target, stop = random.choice(((4, 4), (6, 3), (0, 4), (5, 0), (3, 8)))
    gap_ns = random.choice((0, 50, 250, 350, 900)) * MILLISECOND
    return Protect(
        random.choice(SYMBOLS),
        target,
        stop,
        random.choice((1, 1, 1, 2, 3)),
        random.random() < 0.5,
        gap_ns,
        random.random() < 0.5,
    )


def _move(profile: Profile, random: Random) -> Move:
    ticks = random.choice((1, 1, 2, 3, 5)) * random.choice((-1, 1))
    underlying = random.choice(("NQ", "ES"))
    if not profile.troubled:
        return Move(underlying, ticks, 500, TICK_BY_TICK)
    return Move(underlying, ticks, random.choice((1, 2, 5, 50, 500)), random.choice((0, 0, 20, 400)) * MILLISECOND)


# --- trouble ------------------------------------------------------------------------------------------------------


def _trouble(random: Random) -> Step:
    line = random.randrange(4)
    late = random.randrange(2_000) * MILLISECOND
    message = random.choice((Message.ORDER, Message.FILL, Message.POSITION, Message.BALANCE))
    follower = random.randrange(20)
    kinds: tuple[tuple[int, Callable[[], Step]], ...] = (
        (6, lambda: LineLost(line, random.randrange(500) * MILLISECOND, 4 * late, random.random() < 0.3)),
        (3, lambda: Rejecting(line, random.choice((1, 2, 3, 4, 4, 0)))),
        (3, lambda: Repeating(line, random.choice((0, 1, 3, 10)))),
        (3, lambda: Late(line, message, random.choice((late, late, 0)))),
        (3, lambda: Holding(line, random.randrange(5_000) * MILLISECOND)),
        (1, lambda: LosingReports(line, random.randint(1, 4), random.choice((None, message)))),
        (1, lambda: LosingCommands(line, random.randint(1, 2))),
        (1, lambda: WrongPositions(line, random.randint(1, 3), late)),
        (1, lambda: StaleSnapshots(line, random.randint(1, 2), late)),
        (1, lambda: NoBudget(line, 2 * late)),
        (1, lambda: Expiring(line, 4 * late)),
        (3, lambda: SwitchFollower(follower, random.random() < 0.6)),
        (1, lambda: SwitchGroup(random.random() < 0.7)),
        (3, lambda: Flatten(random.choice((follower, follower, follower, None)))),
        (3, Resume),
    )
    weights = [weight for weight, _ in kinds]
    return random.choices([make for _, make in kinds], weights)[0]()


def _restart(random: Random) -> Restart:
    kill = random.random() < 0.7
    down = random.choice((0, 5, 200, 2_000, 10_000)) * MILLISECOND
    after = random.choice((0, random.randrange(20), random.randrange(300))) * MILLISECOND
    return Restart(kill, after, down, random.choice((0, 20, 100)) * MILLISECOND if kill else 0, random.random() < 0.5)


def _by_hand(random: Random, near: bool = False) -> ByHand:
    symbol, side = random.choice(SYMBOLS), random.choice(tuple(Side))
    step = ByHand(random.randrange(20), symbol, side, random.randint(1, 4), random.random() < 0.4)
    return replace(step, away=random.randint(1, 6)) if near else step


# --- edits ---------------------------------------------------------------------------------------------------------


def _edit(profile: Profile, setting: Setting, random: Random) -> Step:
    follower = random.randrange(20)
    kinds: tuple[tuple[int, Callable[[], Step]], ...] = (
        (5, lambda: _resized(profile, setting, follower, random)),
        (1, lambda: Listed(frozenset(random.choice(((), ("MNQ",), ("MNQ", "MESZ6")))))),
        (3, lambda: Leaves(follower, random.choice(tuple(Leaving) if profile.troubled else (Leaving.FLATTEN,)))),
        (4, lambda: Joins(follower)),
        (2, lambda: AnotherLeads(random.random() < 0.5)),
    )
    weights = [weight for weight, _ in kinds]
    return random.choices([make for _, make in kinds], weights)[0]()


def _resized(profile: Profile, setting: Setting, follower: int, random: Random) -> Resized:
    modes = [None, None, ReplicationMode.ON_FILL, ReplicationMode.OFF]
    return Resized(
        follower,
        random.choice(("1", "0.5", "2", "0.1", "1.3", "2.5")),
        random.choice(tuple(AddsMode)),
        random.choice((None, 2, 5, 9)) if setting.limited else None,
        random.choice([*modes, ReplicationMode.ON_SUBMIT] if profile.resting else modes),
    )


# --- strays ------------------------------------------------------------------------------------------------------


def _strays(random: Random) -> list[Step]:
    """What brings followers off their leader's way, and what the trader makes of it."""
    if random.random() < 0.35:
        return []
    line, follower, symbol = random.randrange(4), random.randrange(20), random.choice(SYMBOLS)
    kinds: tuple[tuple[int, Callable[[], list[Step]]], ...] = (
        (4, lambda: [_by_hand(random, near=True)]),
        (4, lambda: [ByHandTo(follower, symbol, random.choice((-2, -1, -1, 0, 0, 1, 2, 3)))]),
        (2, lambda: [Trade(symbol, Side.BUY, 1, 1), ByHandTo(follower, symbol, random.choice((-2, 1, 3)))]),
        (3, lambda: [LineLost(1 + line % 3, 0, 2 * SECOND), ByHandTo(follower, symbol, random.choice((-1, 0, 1, 3)))]),
        (2, lambda: [ByHandTo(follower, symbol, 2), LineLost(line, 0, 4 * SECOND, after_ns=SECOND)]),
        (2, lambda: [LineLost(0, 0, 2 * SECOND), Trade(symbol, Side.SELL, random.randint(1, 4), random.randint(0, 2))]),
        (1, lambda: [Late(line, Message.ORDER, random.choice((200, 900, 2_500)) * MILLISECOND)]),
        (1, lambda: [Late(line, Message.ORDER, 0)]),
        (1, lambda: [LosingReports(line, 1, Message.ORDER), _by_hand(random, near=True)]),
        (1, lambda: [Rejecting(line, 0), Trade(symbol, Side.BUY, 1, 1)]),
        (2, lambda: [Accepting(line)]),
        (1, lambda: [FollowerLiquidated(follower, symbol)]),
        (3, lambda: [Answered(follower, random.choice(tuple(Answer)))]),
        (2, lambda: [SwitchFollower(follower, True)]),
        (1, lambda: [HandsOff()]),
        (1, lambda: [SessionChecked()]),
        (1, lambda: [Asleep(random.choice((3, 8, 40)) * SECOND, random.random() < 0.5)]),
        (1, lambda: [ClockSet(random.choice((-3_600, -3, 3, 60, 3_600)) * SECOND)]),
    )
    weights = [weight for weight, _ in kinds]
    return random.choices([make for _, make in kinds], weights)[0]()


def draw_worst_moment(random: Random) -> tuple[Timed, ...]:
    """Some lines go, somebody acts on the followers meanwhile, and flatten is pressed before they are back."""
    lost: list[Timed] = [
        (LineLost(line, random.choice((0, 400)) * MILLISECOND, 3 * SECOND), 0)
        for line in range(4)
        if random.random() < 0.5
    ]
    if lost:
        lost[-1] = (lost[-1][0], random.choice((0, 1, 500)) * MILLISECOND)
    hands: list[Timed] = [(_by_hand(random), 0) for _ in range(random.randint(0, 6))]
    return (*lost, *hands, (Flatten(None), 0))
