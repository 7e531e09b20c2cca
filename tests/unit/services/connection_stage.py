"""A program whose connections come and go, on a clock moved by hand: a broker on the practice exchange, a tester that
answers when told to, a store and a keyring in memory."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from mimikdesk.brokers.port import BrokerLink, QuoteSink, Sink
from mimikdesk.brokers.practice.link import PracticeLink
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.accounts import Account, Connection, LoginKind
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.errors import AccountError
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId
from mimikdesk.domain.secret import Secret
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.services.broker_forms import TRADOVATE, without_registration
from mimikdesk.services.connections import Broker, ConnectionParts
from mimikdesk.services.links import MakeLink
from mimikdesk.services.logins import FoundAccount, FoundLogin, LoginForm, LoginReport
from mimikdesk.services.program import Program
from mimikdesk.services.views import ConnectionRow, ConnectionsView, LoginView, Update
from tests.simulation.world import Memory

T = TypeVar("T")

APEX = ConnectionId("tradovate-demo-880011")
LEADER = AccountId("tradovate-demo-880011/APEX-01")
FOLLOWER = AccountId("tradovate-demo-880011/APEX-02")
SAVED = Connection(APEX, "Apex", "tradovate", "demo", LoginKind.API_KEY, "apx", "880011", "d-1")
GROUP = CopyGroup(GroupId("g"), "Scalps", LEADER, (FollowerSettings(FOLLOWER),))

SECRETS = {"user": "tpt", "password": "pass-7731", "cid": "4411", "secret": "sec-9955"}
FORM = LoginForm("tradovate", "demo", LoginKind.API_KEY, SECRETS)
FOUND = FoundLogin(
    "990022",
    "tpt",
    (FoundAccount("TPT-01", "61", "$50,000"), FoundAccount("TPT-02", "62", "$150,000")),
    device="d-1",
    keys={"password": Secret("pass-7731"), "secret": Secret("sec-9955")},
)


def account(connection: Connection, name: str, venue_id: str = "") -> Account:
    return Account(AccountId(f"{connection.id}/{name}"), connection.id, name, venue_id)


class Tried:
    """A login that was started: answer it through ``report``."""

    def __init__(self, form: LoginForm, report: LoginReport) -> None:
        self.form, self.report = form, report
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class FakeTester:
    def __init__(self) -> None:
        self.tries: list[Tried] = []

    def start(self, form: LoginForm, report: LoginReport) -> Tried:
        self.tries.append(Tried(form, report))
        return self.tries[-1]


class Cabinet:
    """The store and the keyring. ``broken``: what the next save or removal says; ``keyring``: whether there is one."""

    def __init__(self) -> None:
        self.logins: dict[ConnectionId, tuple[Connection, tuple[Account, ...]]] = {}
        self.keys: dict[ConnectionId, Mapping[str, Secret]] = {}
        self.on: list[tuple[ConnectionId, bool]] = []
        self.broken: Exception | None = None
        self.keyring = True

    def save_login(self, connection: Connection, accounts: Iterable[Account]) -> None:
        self._fail()
        before = self.logins.get(connection.id, (connection, ()))[1]
        named = {each.id: each for each in (*before, *accounts)}
        self.logins[connection.id] = connection, tuple(named.values())

    def remove_connection(self, connection: ConnectionId) -> None:
        self._fail()
        self.logins.pop(connection, None)

    def keep_connection_on(self, connection: ConnectionId, on: bool) -> None:
        self.on.append((connection, on))

    def keep(self, connection: ConnectionId, keys: Mapping[str, Secret]) -> bool:
        self.keys[connection] = keys
        return self.keyring

    def forget(self, connection: ConnectionId) -> bool:
        return self.keys.pop(connection, None) is not None or not self.keyring

    def for_this_run(self, connection: ConnectionId) -> bool:
        return not self.keyring and connection in self.keys

    def _fail(self) -> None:
        broken, self.broken = self.broken, None
        if broken is not None:
            raise broken


class ClockBackground:
    """The work is done 10 ms later."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    def run(self, work: Callable[[], T], done: Callable[[T | Exception], None]) -> None:
        def carry_out() -> None:
            result: T | Exception
            try:
                result = work()
            except Exception as error:
                result = error
            done(result)

        self._clock.call_later(10 * MILLISECOND, carry_out)


class ConnectionStage:
    """One saved connection, Apex, whose two accounts are in a group; ``grouped=False``: in none."""

    def __init__(self, *more: Connection, grouped: bool = True, on: bool = True, registered: bool = False) -> None:
        self.clock = VirtualClock()
        self.venue = PracticeVenue(self.clock, 1, market=StillMarket(depth=500, levels=30))
        saved = (replace(SAVED, on=on), *more)
        accounts = [account(SAVED, "APEX-01", "31"), account(SAVED, "APEX-02", "32")]
        for each in accounts:
            self.venue.add_account(APEX, each.name)
        self.memory = Memory(list(saved), accounts, [GROUP] if grouped else [])
        self.updates: list[Update] = []
        self.tester, self.cabinet = FakeTester(), Cabinet()
        self.cabinet.keys[APEX] = {}
        self.links: dict[ConnectionId, PracticeLink] = {}
        self.made: list[ConnectionId] = []
        memory = self.memory
        self.program = Program(self.clock, memory, memory, memory, self.updates.append, memory)
        form = TRADOVATE if registered else without_registration(TRADOVATE)
        broker = Broker(form, self._make, self.tester)
        background = ClockBackground(self.clock)
        self.program.use_connections(
            ConnectionParts({"tradovate": broker}, self.cabinet, self.cabinet, background, memory)
        )
        self.program.start()
        self.wait(1_000)

    def _make(self, its: Connection, accounts: tuple[Account, ...]) -> MakeLink:
        for each in accounts:
            if each.id not in self.venue.accounts(its.id):
                self.venue.add_account(its.id, each.name)

        def make(sink: Sink, quotes: QuoteSink) -> BrokerLink:
            self.made.append(its.id)
            self.links[its.id] = self.venue.link(its.id, sink, quotes)
            return self.links[its.id]

        return make

    def wait(self, ms: int = 100) -> None:
        self.clock.advance(ms * MILLISECOND)

    def add(self, name: str = "TPT", form: LoginForm = FORM, found: FoundLogin = FOUND) -> None:
        """A login from beginning to end."""
        self.program.try_login(7, form)
        self.tester.tries[-1].report.ok(found)
        self.program.keep_login(7, name)
        self.wait(1_000)

    @property
    def view(self) -> ConnectionsView:
        self.program.collect()
        return next(update.connections for update in reversed(self.updates) if update.connections is not None)

    @property
    def rows(self) -> dict[ConnectionId, ConnectionRow]:
        return {row.connection: row for row in self.view.rows}

    @property
    def row(self) -> ConnectionRow:
        return self.rows[APEX]

    @property
    def login(self) -> LoginView:
        login = self.view.login
        assert login is not None
        return login

    def texts(self) -> list[str]:
        self.program.collect()
        return [row.text for update in self.updates for row in update.activity]


REFUSAL = AccountError("The account TPT-01 is connected already, through “Other”. Remove that connection first.")
