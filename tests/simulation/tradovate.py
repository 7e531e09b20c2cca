"""Logins at Tradovate: the program's own adapter against the loopback server, with the session's exchange behind it.

Trouble on such a line happens to its frames, tokens and requests, as far as a step has something like it there.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from mimikdesk.brokers.port import Sink
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.brokers.tradovate.credentials import ApiKey
from mimikdesk.brokers.tradovate.hosts import Environment, hosts_of
from mimikdesk.brokers.tradovate.limits import budget_of_login
from mimikdesk.brokers.tradovate.link import TradovateLink
from mimikdesk.brokers.tradovate.login import Login as TradovateLogin
from mimikdesk.brokers.tradovate.tokens import Kept
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.hand import TraderHand
from tests.helpers.tradovate.memory_network import MemoryNetwork
from tests.helpers.tradovate.people import TradovateAccount
from tests.helpers.tradovate.server import TradovateServer
from tests.simulation.brokers import LINGER_NS, Broker, PracticeBroker
from tests.simulation.life_clock import LifeClock, LifeNetwork
from tests.simulation.setting import LEADER, UNDERLYINGS, Login, Setting, Tradovate
from tests.simulation.steps import (
    Accepting,
    Expiring,
    Holding,
    Late,
    LineLost,
    LineTrouble,
    LosingCommands,
    LosingReports,
    NoBudget,
    Rejecting,
    Repeating,
    StaleSnapshots,
    WrongPositions,
)

USER = "trader"
KEY = ApiKey(USER, Secret("secret"), "12", Secret("sec-1"), "MimikDesk", "1.0", "device-1")
DEMO = "demo"
REASONS = ("Maintenance", "ConnectionQuotaReached", "IPQuotaReached", "")
COMMANDS = ("order/placeorder", "order/placeoco", "order/modifyorder", "order/cancelorder", "order/liquidateposition")
MOST_LOGINS = 2
"""Logins that may end in a life of the program, so that it may always begin another session within the hour."""


def open_brokers(
    clock: VirtualClock, venue: PracticeVenue, setting: Setting, seed: int
) -> "dict[ConnectionId, Broker]":
    brokers: dict[ConnectionId, Broker] = {}
    for login in setting.logins:
        if login.tradovate is None:
            brokers[login.connection.id] = PracticeBroker(venue, login)
        else:
            accounts = venue.accounts(login.connection.id)
            brokers[login.connection.id] = TradovateBroker(clock, venue, login, login.tradovate, accounts, seed)
    return brokers


class TradovateBroker:
    def __init__(
        self,
        clock: VirtualClock,
        venue: PracticeVenue,
        login: Login,
        ways: Tradovate,
        accounts: Sequence[AccountId],
        seed: int,
    ) -> None:
        self.clock = clock
        self.venue = venue
        self.login = login
        self.ways = ways
        self.options = replace(ways.options)
        self.seed = f"{seed}/{login.connection.id}"
        self.server = TradovateServer(clock, options=self.options, seed=self.seed, venue=venue)
        self.server.auth.keys[KEY.cid] = (KEY.sec.reveal(), KEY.app_id)
        self.user = self.server.add_user(KEY.name, KEY.password.reveal())
        self.accounts = {
            each: self.server.add_account(self.user, each.partition("/")[2], DEMO, at_venue=each) for each in accounts
        }
        self.kept: Kept | None = None
        self._desk = self.server.desks[DEMO]
        self._lives = 0

    def hand(self, account: AccountId, link_ids: bool = True) -> TraderHand:
        return self.server.hand(self.accounts[account], link_ids)

    def told(self, account: AccountId, number: VenueOrderId) -> VenueOrderId:
        return VenueOrderId(str(self._desk.at_venue(account, number).id))

    def working(self, account: AccountId) -> tuple[OrderReport, ...]:
        return tuple(
            replace(report, venue_order_id=self.told(account, report.venue_order_id))
            for report in self.venue.working(account)
        )

    def liquidate(self, account: AccountId, symbol: Symbol, text: str) -> None:
        self.server.liquidate(self.accounts[account], symbol, text)
        self.server.unlock(self.accounts[account])

    def end_day(self) -> None:
        self.server.end_session()

    def line(self, clock: LifeClock, sink: Sink) -> "TradovateLine":
        self._lives += 1
        return TradovateLine(self, clock, sink, f"{self.seed}/{self._lives}")


class TradovateLine:
    """One life's adapter on a network of its own."""

    def __init__(self, broker: TradovateBroker, clock: LifeClock, sink: Sink, seed: str) -> None:
        self._broker = broker
        self._server = broker.server
        self._user = broker.user
        self._clock = broker.clock
        self._random = Random(f"{seed}/trouble")
        latency = broker.login.latency
        self.network = MemoryNetwork(broker.clock, broker.server, latency.up, latency.down, seed)
        self.network.faults = replace(broker.ways.faults)
        network, hosts = LifeNetwork(self.network, clock), hosts_of(Environment.DEMO)
        self._login = TradovateLogin(
            clock,
            network,
            hosts,
            KEY,
            kept=broker.kept,
            keep=self._keep,
            budget=budget_of_login(),
            random=Random(f"{seed}/login"),
        )
        self.link = TradovateLink(
            broker.login.connection.id,
            sink,
            clock,
            network,
            hosts,
            self._login,
            symbols=[each for two in UNDERLYINGS.values() for each in two] if broker.ways.knows_symbols else (),
            random=Random(f"{seed}/link"),
        )
        self._refused = 0

    # --- Line -----------------------------------------------------------------------------------------------------

    def befall(self, step: LineTrouble) -> None:
        match step:
            case LineLost(after_ns=after_ns):
                self._later(after_ns, lambda: self._lose(step))
            case Rejecting(count=count):
                for account in self._followers():
                    if count:
                        for _ in range(count):
                            self._server.reject_next(account, "Order rejected", by_risk=self._random.random() < 0.5)
                    else:
                        self._server.lock(account, "Trading is locked")
            case Accepting():
                self._accept()
            case Repeating(count=0):
                self._server.replay(self._user)
            case Repeating(count=count):
                self.network.faults.duplicate = 0.5
                self._later(count * SECOND, self._usual)
            case Late(late_ns=late_ns):
                self.network.faults.late, self.network.faults.late_by = (0.3 if late_ns else 0.0), late_ns
            case Holding(for_ns=for_ns):
                self.network.faults.late, self.network.faults.late_by = 1.0, for_ns
                self._later(for_ns, self._usual)
            case LosingReports(message=message):
                self._server.mute(self._user, deaf=message is None)
            case LosingCommands(count=count):
                lose = self._random.choice((self.network.lose_next_command, self.network.lose_next_answer))
                lose(count)
            case WrongPositions(right_after_ns=lag_ns) | StaleSnapshots(age_ns=lag_ns):
                self._broker.options.position_lag = lag_ns
                self._later(lag_ns + 5 * SECOND, self._usual_lag)
            case NoBudget(for_ns=for_ns):
                self._limit(max(1, for_ns // SECOND))
            case Expiring(for_ns=for_ns):
                self._expire(for_ns)

    def drop(self) -> None:
        self.network.drop_lines()

    def heal(self) -> int:
        self.network.unreachable = False
        self.network._lost_commands = self.network._lost_answers = 0
        self._usual()
        self._usual_lag()
        self._accept()
        limits = self._server.limits
        limits.penalties.lift()
        limits._scripted.clear()
        limits._locked_until.clear()
        self._sign_in()
        now_ns = self._clock.now().mono_ns
        until_ns = self._login.budget.penalty_until(now_ns)  # by what it has met, it asks for nothing before
        return 0 if until_ns is None else until_ns - now_ns

    def sleep(self, for_ns: int, cut: bool) -> None:
        if cut:
            self.network.drop_lines()

    def abandon(self, cut: bool) -> None:
        if cut:
            self.network.close()
        else:
            self._clock.call_later(LINGER_NS, self.network.close)

    # --- trouble --------------------------------------------------------------------------------------------------

    def _lose(self, step: LineLost) -> None:
        network = self.network
        network.unreachable = True
        if step.flushed:
            self._server.shut_down(self._user, self._random.choice(REASONS))
        elif step.unnoticed_ns:
            network.freeze()
            self._later(step.unnoticed_ns, network.drop_lines)
        else:
            network.drop_lines()
        self._later(step.unnoticed_ns + step.down_ns, self._reach)

    def _reach(self) -> None:
        self.network.unreachable = False

    def _limit(self, seconds: int) -> None:
        """A waiting time on one or all of the commands, or an endpoint that is closed for a while."""
        limits = self._server.limits
        match self._random.choices(range(4), (4, 4, 3, 1))[0]:  # the last one lasts an hour, which is dear to play
            case 0:
                limits.penalties.impose(self._random.choice(COMMANDS), seconds)
            case 1:
                for command in COMMANDS:
                    limits.penalties.impose(command, seconds)
            case 2:
                limits.lock_endpoint(self._random.choice(COMMANDS), seconds * SECOND)
            case _:
                limits.answer_next("*", 429)

    def _expire(self, for_ns: int) -> None:
        if self._refused >= MOST_LOGINS:
            return
        self._refused += 1
        if self._random.random() < 0.5:
            self._server.auth.end_all(self._user)
            return
        self._server.refuse_login(self._user)
        self._later(for_ns, self._sign_in)

    def _sign_in(self) -> None:
        """The login is in order again, and the trader has told the program so."""
        if self._user.refused:
            self._server.accept_login(self._user)
            self._login.use(KEY)

    def _accept(self) -> None:
        self._broker.server.desks[DEMO].refusals.clear()
        for account in self._followers():
            if self._broker.venue.account(account.venue).lock:
                self._server.unlock(account)

    def _usual(self) -> None:
        ways, faults = self._broker.ways.faults, self.network.faults
        faults.duplicate, faults.late, faults.late_by = ways.duplicate, ways.late, ways.late_by

    def _usual_lag(self) -> None:
        self._broker.options.position_lag = self._broker.ways.options.position_lag

    def _followers(self) -> list[TradovateAccount]:
        return [account for name, account in self._broker.accounts.items() if name != LEADER]

    def _keep(self, kept: Kept) -> None:
        self._broker.kept = kept

    def _later(self, after_ns: int, call: Callable[[], None]) -> None:
        """On the broker's side, whatever becomes of the program."""
        self._clock.call_later(after_ns, call)
