"""What a session is played with, drawn from its seed: followers and their settings, brokers, lines, the market."""

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from mimikdesk.brokers.practice.faults import NO_PLAN, FaultPlan
from mimikdesk.brokers.practice.link import EVERYTHING
from mimikdesk.brokers.practice.wire import Delay, Latency, Message
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.group import (
    AddsMode,
    CopyGroup,
    FollowerSettings,
    InstrumentMapping,
    LateEntry,
    MappingKind,
    PartialFillMode,
    ReplicationMode,
    ValueScaling,
)
from mimikdesk.domain.guard import FindingKind, GuardAction, GuardProfile, GuardRule, GuardSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol, account_id
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.memory_network import FrameFaults
from tests.helpers.tradovate.options import Options
from tests.simulation.profiles import Profile

SYMBOLS = (Symbol("MNQZ6"), Symbol("MESZ6"))
"""What the leader trades. Followers may trade the minis of the same underlyings."""
UNDERLYINGS = {"NQ": (Symbol("MNQZ6"), Symbol("NQZ6")), "ES": (Symbol("MESZ6"), Symbol("ESZ6"))}
_SCALINGS = (ValueScaling.NONE, ValueScaling.DIVIDED_BY_TEN)
"""Ten times as many contracts would find nobody to trade with in a thin book."""
GROUP = GroupId("g")
LEADER = account_id(ConnectionId("c0"), "L")
SPARE = account_id(ConnectionId("c0"), "S")
"""May lead the group for a while, and does not trade."""


@dataclass(frozen=True, slots=True)
class Tradovate:
    """How its server behaves, and what befalls the frames on their way from it. Neither is changed here.
    ``knows_symbols``: the program looks the usual contracts up with the connection."""

    options: Options
    faults: FrameFaults
    knows_symbols: bool


@dataclass(frozen=True, slots=True)
class Login:
    """One connection: how slow its line is, what its broker can do, and its trouble by chance. ``requests``: how many
    it may make in a window of so many nanoseconds, None for any number. ``tradovate``: it is one at Tradovate, where
    faults, capabilities and requests are that broker's own; else at the practice exchange."""

    connection: Connection
    latency: Latency
    capabilities: Capabilities = EVERYTHING
    faults: FaultPlan = NO_PLAN
    requests: tuple[int, int] | None = None
    tradovate: Tradovate | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """``limited``: some followers have a contract limit. ``depth``, ``levels``, ``thin``, ``refills``: the market.
    ``link_ids``: whether the leader's platform names what belongs together in a pair or a bracket.
    ``spare``: there is another account that may lead."""

    logins: tuple[Login, ...]
    group: CopyGroup
    limited: bool
    depth: int
    levels: int
    thin: float
    refills: bool
    link_ids: bool
    spare: bool = False

    @property
    def followers(self) -> tuple[FollowerSettings, ...]:
        return self.group.followers

    @property
    def accounts(self) -> list[Account]:
        leaders = [LEADER, SPARE] if self.spare else [LEADER]
        accounts = [*leaders, *(follower.account for follower in self.followers)]
        return [Account(account, *_parts(account)) for account in accounts]

    def with_followers(self, followers: tuple[FollowerSettings, ...]) -> "Setting":
        return replace(self, group=replace(self.group, followers=followers))


def draw_setting(profile: Profile, random: Random) -> Setting:
    # Resting copies share the room under a limit by what is on the wire, and the oracle knows no wire.
    limited = random.random() < 0.3 and (profile.troubled or not profile.resting)
    count = random.randint(1, 20) if random.random() < 0.15 and not profile.guarded else random.randint(1, 5)
    followers = tuple(_follower(profile, limited, number, random) for number in range(count))
    troubled, resting = profile.troubled, profile.resting
    group = _group(profile, followers, random)
    depths = (2, 5, 500)
    if group.partial_fills is PartialFillMode.EACH_FILL and not troubled:
        depths = (20, 20, 500)  # so many parts that the breaker trips are trouble
    logins = tuple(_login(profile, number, random) for number in range(4))
    setting = Setting(
        logins=logins,
        group=group,
        limited=limited,
        # Thin levels split orders into many fills. Only where things go wrong may the whole book run dry.
        depth=500 if resting and not troubled else random.choice(depths),
        levels=random.choice((5, 30)) if troubled else 80,  # a calm market never runs dry
        thin=random.choice((0.0, 0.0, 0.5)) if troubled else 0.0,
        refills=not resting,
        link_ids=random.random() < 0.6,
        spare=profile.edits,
    )
    if not troubled:
        return setting
    return replace(setting, logins=tuple(replace(login, requests=_requests(random)) for login in logins))


def _requests(random: Random) -> tuple[int, int] | None:
    """What a broker allows: mostly anything, some so little that it shows."""
    if random.random() < 0.75:
        return None
    return random.choice((6, 20, 60)), random.choice((5, 20, 60)) * SECOND


def _parts(account: AccountId) -> tuple[ConnectionId, str]:
    connection, _, name = account.partition("/")
    return ConnectionId(connection), name


def _follower(profile: Profile, limited: bool, number: int, random: Random) -> FollowerSettings:
    modes = [ReplicationMode.ON_SUBMIT] * 6 + [ReplicationMode.ON_FILL] * 3 + [ReplicationMode.OFF]
    return FollowerSettings(
        account_id(ConnectionId(f"c{random.randint(1, 3)}"), f"F{number}"),
        Decimal(random.choice(("1", "1", "0.5", "2", "0.1", "0.333", "1.3", "2.5", "0.75"))),
        mode=random.choice(modes) if profile.resting else random.choice(modes[5:]),
        adds=random.choice((AddsMode.PER_ORDER, AddsMode.PER_ORDER, AddsMode.BY_POSITION)),
        mapping=_mapping(profile, random) if random.random() < 0.25 else InstrumentMapping(),
        max_contracts=random.choice((None, 3, 8)) if limited else None,
    )


def _mapping(profile: Profile, random: Random) -> InstrumentMapping:
    match random.randrange(4 if profile.troubled else 3):
        case 0:
            return InstrumentMapping(MappingKind.TO_MINI, scaling=ValueScaling.DIVIDED_BY_TEN)
        case 1:
            return InstrumentMapping(MappingKind.TO_MINI, scaling=random.choice(_SCALINGS))
        case 2:
            return InstrumentMapping(MappingKind.CUSTOM, (("MNQ", "MNQ"),))
        case _:
            return InstrumentMapping(MappingKind.CUSTOM, (("MNQ", "NQ"), ("MES", "NQ")))


def _group(profile: Profile, followers: tuple[FollowerSettings, ...], random: Random) -> CopyGroup:
    late = random.choice(tuple(LateEntry)) if profile.troubled else LateEntry.LEAVE
    return CopyGroup(
        GROUP,
        "Simulated",
        LEADER,
        followers,
        whitelist=frozenset({random.choice(("MNQ", "MESZ6"))}) if random.random() < 0.1 else frozenset(),
        partial_fills=random.choice((PartialFillMode.WHEN_DONE, PartialFillMode.WHEN_DONE, PartialFillMode.EACH_FILL)),
        dry_run=random.random() < 0.03,
        late_entry=late,
        entry_tolerance_ms=random.choice((3_000, 3_000, 500)) if profile.troubled else 3_000,
        exit_tolerance_ms=random.choice((2_000, 2_000, 300)) if profile.troubled else 2_000,
        guard=_guard(profile, random),
    )


def _guard(profile: Profile, random: Random) -> GuardSettings:
    """Mostly as it comes; where things go wrong, every way of guarding."""
    if not profile.troubled and random.random() < 0.8:
        return GuardSettings()
    chosen = random.choice((GuardProfile.GUARD, GuardProfile.GUARD, *GuardProfile))
    return GuardSettings(
        chosen,
        random.random() < 0.9,
        random.random() < 0.25,
        random.choice((1, 5, 15)),
        (_rule(random),) if random.random() < 0.25 else (),
    )


def _rule(random: Random) -> tuple[FindingKind, GuardRule]:
    kind = random.choice([kind for kind in FindingKind if kind is not FindingKind.STALE])
    actions = [action for action in GuardAction if action is not GuardAction.ASK]
    lacks = kind in (FindingKind.MISSED_ENTRY, FindingKind.UNDER_SIZE)
    action = GuardAction.ALERT if lacks else random.choice(actions)
    return kind, GuardRule(action, random.choice((0, 500, 2_000, 5_000)), random.choice((0, 0, 1, 2)))


def _login(profile: Profile, number: int, random: Random) -> Login:
    connection = Connection(ConnectionId(f"c{number}"), f"C{number}", "practice", "demo")
    slow = random.choice((0, 1, 10, 100)) * MILLISECOND
    up, down = Delay(slow // 2, slow), Delay(slow // 2, slow, slow, 10)
    special: dict[Message, Delay] = {}
    if profile.troubled and random.random() < 0.3:
        classes = (Message.PLACE, Message.MODIFY, Message.CANCEL, Message.READ, Message.FILL, Message.POSITION)
        special = {each: Delay(0, random.choice((10, 200, 1_000)) * MILLISECOND) for each in random.sample(classes, 2)}
    return Login(
        connection,
        Latency(up, down, special),
        _capabilities(random) if profile.resting and number else EVERYTHING,
        _faults(random) if profile.troubled and random.random() < 0.35 else NO_PLAN,
    )


def _capabilities(random: Random) -> Capabilities:
    """Most brokers here can do everything, some lack one thing or several."""
    lacking = random.choice(
        ((), (), ("oco",), ("modify",), ("close",), ("bracket",), ("oco", "bracket", "close"), ("modify", "oco"))
    )
    return replace(EVERYTHING, **dict.fromkeys(lacking, False))  # type: ignore[arg-type]  # all of these are bool


def _faults(random: Random) -> FaultPlan:
    """One to four kinds of trouble by chance."""
    kinds: tuple[dict[str, float], ...] = (
        {"reject": 0.05},
        {"lose_command": 0.01},
        {"rate_limit": 0.005, "rate_limit_ns": 2 * SECOND},
        {"lose": 0.01},
        {"duplicate": 0.2},
        {"late_order": 0.2, "late_ns": 2 * SECOND},
        {"late_fill": 0.2, "late_ns": 2 * SECOND},
        {"late_position": 0.3, "late_ns": 2 * SECOND},
        {"wrong_position": 0.2, "late_ns": SECOND},
        {"drop": 0.003, "down_ns": 5 * SECOND, "flushed": 0.5},
        {"stale_snapshot": 0.3, "stale_ns": 2 * SECOND},
        {"repeat_fills": 0.5, "drop": 0.002},
        {"login_ns": 60 * SECOND, "sign_in_ns": 5 * SECOND},
    )
    chosen: dict[str, float] = {}
    for kind in random.sample(kinds, random.randint(1, 4)):
        chosen |= kind
    return FaultPlan(**chosen)  # type: ignore[arg-type]  # the times among these are whole numbers
