"""Which logins of a session are at Tradovate, and how its server and the way from it behave, drawn by chance."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from mimikdesk.domain.group import MappingKind
from mimikdesk.domain.ids import ConnectionId, account_id
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.memory_network import FrameFaults
from tests.helpers.tradovate.options import Options, ReplyPlace, SiblingLinks, SplitShape
from tests.simulation.profiles import Profile
from tests.simulation.setting import Setting, Tradovate

BROKER = "tradovate"
MOST_FOLLOWERS = 6
"""Each session stays a matter of a second or so."""


def at_tradovate(profile: Profile, setting: Setting, random: Random) -> Setting:
    """The setting with at least one login at Tradovate, and sometimes followers on the leader's login."""
    followers = tuple(
        replace(each, account=account_id(ConnectionId("c0"), each.account.partition("/")[2]))
        if random.random() < 0.15
        else each
        for each in setting.followers[:MOST_FOLLOWERS]
    )
    used = sorted({0, *(int(each.account[1]) for each in followers)})
    chosen = {number for number in used if random.random() < 0.6} or {random.choice(used)}
    mapped = any(each.mapping.kind is not MappingKind.SAME for each in followers)
    logins = tuple(
        replace(
            login,
            connection=replace(login.connection, broker=BROKER),
            tradovate=_ways(profile, mapped, random),
            requests=None,
        )
        if number in chosen
        else login
        for number, login in enumerate(setting.logins)
    )
    return replace(setting.with_followers(followers), logins=logins)


def _ways(profile: Profile, mapped: bool, random: Random) -> Tradovate:
    """Where nothing goes wrong, all is told, once or more often, in every form and order that is allowed."""
    options, faults = Options(seed=str(random.random())), FrameFaults()
    options.pack = random.choice((1, 3, 6))
    options.reply = random.choice(tuple(ReplyPlace))
    options.split_shape = random.choice(tuple(SplitShape))
    options.sparse_dump = random.random() < 0.3
    options.reset_tif = random.random() < 0.5
    options.risk_at_once = random.random() < 0.5
    options.spontaneous_open = random.random() < 0.8
    options.exchange_delay = random.choice((0, 0, 5, 15)) * MILLISECOND
    options.sibling_links = random.choice((SiblingLinks.DOCUMENTED, SiblingLinks.MUTUAL))
    if random.random() < 0.5:
        options.shuffle, options.odd = random.random() < 0.7, random.choice((0.0, 0.1, 0.5))
    if random.random() < 0.5:
        _befall(faults, random)
    if profile.troubled:
        _trouble(options, faults, random)
    # A contract that nobody has traded there yet is not known unless it was looked up, and then nothing maps to it.
    return Tradovate(options, faults, mapped or random.random() < 0.5)


def _befall(faults: FrameFaults, random: Random) -> None:
    """Some of what may happen to frames without changing what they say."""
    kinds: tuple[Callable[[], None], ...] = (
        lambda: setattr(faults, "duplicate", 0.2),
        lambda: setattr(faults, "split", 0.3),
        lambda: setattr(faults, "join", 0.3),
        lambda: setattr(faults, "reorder", 0.5),
        lambda: setattr(faults, "junk", 0.1),
    )
    for kind in random.sample(kinds, random.randint(1, 3)):
        kind()


def _trouble(options: Options, faults: FrameFaults, random: Random) -> None:
    """What makes it harder: links that are missing, changes that kill, lists that lag, tokens that end."""
    if random.random() < 0.3:
        options.sibling_links = SiblingLinks.NONE
    options.parent_links = random.random() < 0.7
    options.rejected_replace_kills = random.random() < 0.3
    options.position_lag = random.choice((0, 0, 0, 300, 2_000)) * MILLISECOND
    options.token_life = random.choice((80, 80, 80, 3)) * 60
    if random.random() < 0.3:
        faults.late, faults.late_by = random.choice(((0.02, 2 * SECOND), (0.2, 100 * MILLISECOND)))
