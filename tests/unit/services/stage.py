"""A whole program on the practice exchange and a clock moved by hand, for tests of the services."""

from decimal import Decimal

from mimikdesk.brokers.practice.link import Latency, PracticeLink
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.brokers.practice.wire import Delay
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId, Symbol
from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.services.program import COLLECT_NS, Program
from mimikdesk.services.views import AccountRow, ActivityRow, GroupRow, Update
from tests.simulation.world import Memory

MNQ = Symbol("MNQZ6")
GROUP = GroupId("g")
DEMO = ConnectionId("demo")
OTHER = ConnectionId("other")


class Stage:
    """A leader L and follower F1 on one connection, follower F2 (x0.5) on another. Answers take 5 ms each way.
    ``collect_ns``: how often the window is told by itself."""

    collect_ns = COLLECT_NS

    def __init__(
        self,
        *followers: FollowerSettings,
        started: bool = True,
        guard: GuardSettings | None = None,
        clock: VirtualClock | None = None,
    ) -> None:
        self.clock = clock or VirtualClock()
        self.venue = PracticeVenue(self.clock, 1, market=StillMarket(depth=500, levels=30))
        self.leader = self.venue.add_account(DEMO, "L")
        self.f1 = self.venue.add_account(DEMO, "F1")
        self.f2 = self.venue.add_account(OTHER, "F2")
        chosen = followers or (FollowerSettings(self.f1), FollowerSettings(self.f2, Decimal("0.5")))
        self.memory = Memory(
            [Connection(DEMO, "Demo", "practice", "demo"), Connection(OTHER, "Other login", "practice", "demo")],
            [Account(self.leader, DEMO, "Lead"), Account(self.f1, DEMO, "First"), Account(self.f2, OTHER, "Second")],
            [CopyGroup(GROUP, "Scalps", self.leader, chosen, guard=guard or GuardSettings())],
        )
        self.updates: list[Update] = []
        self.hand = self.venue.hand(self.leader)
        self._make_program()
        self.program.use_ticket(self.leader, self.hand, (MNQ, Symbol("MESZ6")))
        if started:
            self.program.start()
            self.wait(2_000)

    def restart(self) -> None:
        """The program ends in order and begins again, on the same exchange and with the same journal."""
        done: list[str] = []
        self.program.stop(lambda: done.append("done"))
        self.wait(4_000)
        assert done == ["done"]
        self.memory.end_run(self._first, 0, self.clock.now())
        self._make_program()
        self.program.start()
        self.wait(2_000)

    def wait(self, ms: int) -> None:
        self.clock.advance(ms * MILLISECOND)

    def trade(self, qty: int, wait_ms: int = 500) -> None:
        """The leader trades so many signed contracts at the market, by hand."""
        self.hand.place(MNQ, Side.of(qty), abs(qty))
        self.wait(wait_ms)

    def held(self, account: AccountId) -> int:
        return self.venue.position(account, MNQ)

    def cut(self, connection: ConnectionId, seconds: int) -> None:
        self.links[connection].line.drop(unnoticed_ns=0, down_ns=seconds * SECOND)
        self.wait(1)

    # --- what the window was told -----------------------------------------------------------------------------------

    @property
    def rows(self) -> tuple[AccountRow, ...]:
        self.program.collect()
        return next(update.board.rows for update in reversed(self.updates) if update.board is not None)

    def row(self, account: AccountId) -> AccountRow:
        return next(row for row in self.rows if row.account == account)

    @property
    def group(self) -> GroupRow:
        self.program.collect()
        return next(update.board.groups[0] for update in reversed(self.updates) if update.board is not None)

    @property
    def activity(self) -> list[ActivityRow]:
        self.program.collect()
        return [row for update in self.updates for row in update.activity]

    def texts(self, name: str = "") -> list[str]:
        return [row.text for row in self.activity if name in ("", row.account_name)]

    # --- inner workings ---------------------------------------------------------------------------------------------

    def _make_program(self) -> None:
        self._first = len(self.memory.entries)
        kept, told = self.memory, self.updates.append
        self.program = Program(self.clock, kept, kept, kept, told, kept, self.collect_ns)
        self.links: dict[ConnectionId, PracticeLink] = {}
        for connection in (DEMO, OTHER):
            self._link(connection)

    def _link(self, connection: ConnectionId) -> None:
        latency = Latency(Delay(5 * MILLISECOND, 5 * MILLISECOND), Delay(5 * MILLISECOND, 5 * MILLISECOND))

        def make(sink: object, quotes: object) -> PracticeLink:
            link = self.venue.link(connection, sink, quotes, latency)  # type: ignore[arg-type]
            self.links[connection] = link
            return link

        self.program.add_link(make)
