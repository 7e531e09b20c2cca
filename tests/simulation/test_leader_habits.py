"""A leader who trades from TradingView, NinjaTrader or Tradovate itself: his brackets are strategies of the server.

Their legs come 200 to 500 ms apart, name neither their entry nor each other, and are held until the entry has filled.
The whole program follows him with three accounts: on his own login, on another login at Tradovate, and on practice.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.brokers.practice.catalog import LISTED
from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.brokers.practice.wire import Delay, Latency
from mimikdesk.domain.accounts import Connection
from mimikdesk.domain.commands import Command, PlaceOco
from mimikdesk.domain.decisions import SendCommand
from mimikdesk.domain.group import CopyGroup, FollowerSettings, ReplicationMode
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId, account_id
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from tests.helpers.tradovate.memory_network import FrameFaults
from tests.helpers.tradovate.options import Options, ReplyPlace
from tests.helpers.tradovate.sequences import Rows
from tests.simulation.plan import Plan
from tests.simulation.profiles import PROFILES
from tests.simulation.setting import GROUP, LEADER, Login, Setting, Tradovate
from tests.simulation.steps import Move
from tests.simulation.tradovate import TradovateBroker
from tests.simulation.world import World

MNQ = Symbol("MNQZ6")
START, TICK = LISTED[MNQ].start, LISTED[MNQ].tick_size
LATENCY = Latency(Delay(2 * MILLISECOND, 4 * MILLISECOND), Delay(2 * MILLISECOND, 4 * MILLISECOND))
LIMIT, STOP = OrderKind.LIMIT, OrderKind.STOP
SAME_LOGIN, PRACTICE, OTHER_LOGIN = FOLLOWERS = (
    account_id(ConnectionId("c0"), "F0"),
    account_id(ConnectionId("c1"), "F1"),
    account_id(ConnectionId("c2"), "F2"),
)
HABITS = {
    "one after the other": (250 * MILLISECOND, 300 * MILLISECOND),
    "as far apart as was seen": (500 * MILLISECOND, 500 * MILLISECOND),
    "close together": (200 * MILLISECOND, 0),
}
SHAPES = {
    "in order": Options(),
    "in disorder": Options(shuffle=True, odd=0.3, pack=6, reply=ReplyPlace.ANYWHERE),
    "without a link": Options(),
}
"""How his platform's legs come, and how Tradovate tells of them; without a link, no row says what they belong to."""


@pytest.fixture(params=[(gaps, shape) for gaps in HABITS for shape in SHAPES], ids=lambda its: " and ".join(its))
def world(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> World:
    """Everything is connected, and nobody holds anything."""
    gaps, shape = request.param
    options = replace(SHAPES[shape], strategy_leg_gaps=HABITS[gaps])
    if shape == "without a link":
        monkeypatch.setattr(Rows, "_link", lambda rows, order: None)
    made = World(Plan(PROFILES["tradovate_calm"], 0, _setting(options), (), (), (), (0, 1, 2)))
    made.start()
    made.pass_time(10 * SECOND)
    return made


def _setting(options: Options) -> Setting:
    tradovate = Tradovate(options, FrameFaults(), knows_symbols=True)
    logins = tuple(
        Login(Connection(ConnectionId(name), name, "tradovate" if at else "practice", "demo"), LATENCY, tradovate=at)
        for name, at in (("c0", tradovate), ("c1", None), ("c2", replace(tradovate, options=Options())))
    )
    followers = tuple(FollowerSettings(each, Decimal(1), mode=ReplicationMode.ON_SUBMIT) for each in FOLLOWERS)
    group = CopyGroup(GROUP, "Habits", LEADER, followers)
    return Setting(logins, group, limited=False, depth=500, levels=80, thin=0, refills=False, link_ids=False)


def place(world: World, qty: int, entry: int | None = None) -> VenueOrderId:
    """The leader buys with a target and a stop 8 ticks away. ``entry``: ticks of a limit from the price at the start;
    else he buys at the market."""
    broker = world.broker_of(LEADER)
    assert isinstance(broker, TradovateBroker)
    first = NewOrder(MNQ, Side.BUY, qty)
    if entry is not None:
        first = NewOrder(MNQ, Side.BUY, qty, LIMIT, limit=START + entry * TICK)
    target = NewOrder(MNQ, Side.SELL, qty, LIMIT, limit=START + 8 * TICK)
    stop = NewOrder(MNQ, Side.SELL, qty, STOP, stop=START - 8 * TICK)
    return broker.hand(LEADER).place_strategy(first, target, stop)


def move(world: World, ticks: int, depth: int = 500) -> None:
    world._do(Move("NQ", ticks, depth))
    world.pass_time(3 * SECOND)


def rests(world: World, account: AccountId) -> list[tuple[OrderKind, int, int]]:
    """What works at the exchange: kind, contracts that are left, and ticks of its price from the one at the start."""
    return sorted(
        (order.kind, order.qty - order.filled, int(((order.limit or order.stop or START) - START) / TICK))
        for order in world.venue.working(account)
    )


def his(world: World, kind: OrderKind) -> VenueOrderId:
    (number,) = (o.venue_order_id for o in world.broker_of(LEADER).working(LEADER) if o.kind is kind)
    return number


def sent(world: World, account: AccountId) -> list[Command]:
    return [
        entry.command
        for entry in world.memory.entries
        if isinstance(entry, SendCommand) and entry.command.account == account
    ]


def everybody(world: World, held: int, *resting: tuple[OrderKind, int, int]) -> None:
    """The leader and each follower hold so much, and these rest."""
    for account in (LEADER, *FOLLOWERS):
        assert world.venue.position(account, MNQ) == held, account
        assert rests(world, account) == sorted(resting), account


@pytest.mark.rule("6.7")
def test_the_legs_of_a_strategy_become_one_pair_at_each_followers_broker(world: World) -> None:
    place(world, 2)
    world.pass_time(3 * SECOND)
    everybody(world, 2, (LIMIT, 2, 8), (STOP, 2, -8))
    ways = world.setting.logins[0].tradovate
    if ways is not None and ways.options.shuffle:
        return  # the limit may be told to work before anything of the stop has come; it waits for none
    for account in FOLLOWERS:
        (pair,) = (command for command in sent(world, account) if isinstance(command, PlaceOco))
        assert {pair.first.kind, pair.second.kind} == {LIMIT, STOP}
        assert len(sent(world, account)) == 2, "the entry and the pair, and nothing had to be taken back"


@pytest.mark.rule("6.7")
@pytest.mark.parametrize("ticks", [-10, 10], ids=["stop", "target"])
def test_a_leg_that_fills_takes_its_sibling_with_it_and_nothing_crosses(world: World, ticks: int) -> None:
    place(world, 2)
    world.pass_time(3 * SECOND)
    move(world, ticks)
    everybody(world, 0)
    assert all(len(world.venue.account(account).fills) == 2 for account in FOLLOWERS), "in and out once"


@pytest.mark.rule("6.7", "6.9")
def test_a_leg_that_the_leader_moves_moves_on_each_follower_and_stays_tied(world: World) -> None:
    place(world, 2)
    world.pass_time(3 * SECOND)
    world.broker_of(LEADER).hand(LEADER).modify(his(world, STOP), stop=START - 4 * TICK)
    world.pass_time(3 * SECOND)
    everybody(world, 2, (LIMIT, 2, 8), (STOP, 2, -4))
    move(world, -6)
    everybody(world, 0)


@pytest.mark.rule("6.7", "6.9")
def test_where_the_leader_cancels_a_leg_the_same_remains_on_each_follower(world: World) -> None:
    place(world, 2)
    world.pass_time(3 * SECOND)
    world.broker_of(LEADER).hand(LEADER).cancel(his(world, LIMIT))
    world.pass_time(3 * SECOND)
    remaining = rests(world, LEADER)
    everybody(world, 2, *remaining)
    assert remaining == [(STOP, 2, -8)]


@pytest.mark.rule("6.3", "6.7")
def test_the_legs_of_an_entry_that_fills_in_parts_rest_when_the_leaders_do(world: World) -> None:
    place(world, 4, entry=-2)
    world.pass_time(3 * SECOND)
    everybody(world, 0, (LIMIT, 4, -2))
    move(world, -3, depth=2)
    assert world.venue.position(LEADER, MNQ) == 2, "his legs are held until he has all of it"
    assert rests(world, LEADER) == [(LIMIT, 2, -2)]
    assert [rests(world, account) for account in FOLLOWERS] == [[(LIMIT, 4, -2)]] * 3
    move(world, -1)
    everybody(world, 4, (LIMIT, 4, 8), (STOP, 4, -8))
    move(world, 14)
    everybody(world, 0)
