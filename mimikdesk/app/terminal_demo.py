"""A recorded leader session, played in the terminal: what each follower did and why, and how fast.

The real engine, services and practice exchange run on a clock that is moved by hand, so the same session gives the
same table every time; only the copy latency is measured anew, in real time on this machine.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from mimikdesk.app.assembly import build
from mimikdesk.app.clock import monotonic_ns
from mimikdesk.app.demo import ACCOUNTS, CONNECTIONS, GROUP, LEADER
from mimikdesk.app.terminal_table import FollowerLine, Trade, closing_lines, head_lines, trade_lines
from mimikdesk.brokers.port import Sink
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.market import SeededMarket
from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.decisions import Decision, FollowerDecided, SendCommand
from mimikdesk.domain.events import BrokerEvent, Event, FillReported
from mimikdesk.domain.group import ClosedMarket, CopyGroup, FollowerSettings
from mimikdesk.domain.guard import GuardSettings
from mimikdesk.domain.ids import AccountId, GroupId, Symbol
from mimikdesk.domain.orders import Fill, Side
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.views import ActivityRow, BoardView, Update

SEED = 20261121
NQ, ES = Symbol("NQZ6"), Symbol("ESZ6")
SETTLE_NS = 2 * SECOND
"""After each trade the table waits this long, on the session's own clock, before it looks at the followers."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: seconds since the one before, and a trade of the leader (``qty`` 0: he closes), or,
    instead, the switch of a follower."""

    wait_s: int
    side: Side = Side.BUY
    qty: int = 0
    symbol: Symbol = NQ
    switch: tuple[str, bool] | None = None


SESSION = (
    Step(5, Side.BUY, 2),
    Step(9, Side.BUY, 1),
    Step(14, Side.SELL, 1),
    Step(11),
    Step(20, Side.SELL, 4),
    Step(8, Side.BUY, 6),
    Step(13),
    Step(4, switch=("PA-02", False)),
    Step(6, Side.BUY, 3, ES),
    Step(4, switch=("PA-02", True)),
    Step(10, Side.BUY, 2, ES),
    Step(7, Side.SELL, 3, ES),
    Step(12, symbol=ES),
    Step(15, Side.SELL, 1),
    Step(3),
)

LIMITS = {"PB-01": 6}
"""Max contracts, so that the session also shows a copy that is cut to the room left."""

HEAD = (
    "A recorded session on the practice exchange: the account PA-LEADER trades, three followers copy it. "
    "PB-01 may hold 6 contracts at most, and PA-02 is switched off for a while."
)


class _Session:
    """Keeps what the program records and shows while the session plays. Stands for the journal, in memory."""

    def __init__(self) -> None:
        names = {account.id: account.name for account in ACCOUNTS}
        self._group = replace(
            GROUP, followers=tuple(replace(f, max_contracts=LIMITS.get(names[f.account])) for f in GROUP.followers)
        )
        self.records: list[Event | Decision] = []
        self.activity: list[ActivityRow] = []
        self.board = BoardView((), ())
        self.latencies_ns: list[int] = []
        self._sending = False
        self._sent_ns = 0

    # --- the set-up (services.program.Setup) --------------------------------------------------------------------

    def connections(self) -> tuple[Connection, ...]:
        return CONNECTIONS

    def accounts(self) -> tuple[Account, ...]:
        return ACCOUNTS

    def groups(self) -> tuple[CopyGroup, ...]:
        return (self._group,)

    def keep_group_on(self, group: GroupId, on: bool) -> None:
        """Nothing is kept after the session."""

    def keep_follower_on(self, account: AccountId, on: bool) -> None:
        """Nothing is kept after the session."""

    def keep_breach(self, account: AccountId, breach: str) -> None:
        """Nothing is kept after the session."""

    def keep_guarding(self, group: GroupId, guard: GuardSettings, closed_market: ClosedMarket) -> None:
        """Nothing is kept after the session."""

    # --- what is recorded and shown -----------------------------------------------------------------------------

    def append(self, order: PlaceOrder, at: Stamp, sent: SendCommand) -> None:  # noqa: ARG002
        self._sending = True

    def record(self, entry: Event | Decision, at: Stamp | None = None) -> None:  # noqa: ARG002
        if self._sending:  # the first record after the last order of an event was handed to its connection
            self._sent_ns = monotonic_ns()
            self._sending = False
        self.records.append(entry)

    def publish(self, update: Update) -> None:
        self.activity += update.activity
        if update.board is not None:
            self.board = update.board

    def watch(self, sink: Sink) -> Sink:
        """Measure, for each event that made orders, how long it took until the last one was sent."""

        def timed(event: BrokerEvent) -> None:
            self._sent_ns = 0
            came_ns = monotonic_ns()
            sink(event)
            if self._sent_ns:
                self.latencies_ns.append(self._sent_ns - came_ns)

        return timed

    # --- what became of a trade ---------------------------------------------------------------------------------

    def begin_trade(self) -> None:
        self.records.clear()
        self.activity.clear()

    def trade(self, step: Step, before: int, after: int) -> Trade:
        """The leader's trade since ``begin_trade`` and what each follower made of it."""
        at = next(e.at for e in self.records if isinstance(e, FillReported) and e.account == LEADER.id)
        fills = self._fills(LEADER.id)
        price = _average(fills)
        return Trade(
            utc_ns=at.utc_ns,
            did=f"{'buys' if fills[0].side is Side.BUY else 'sells'} {sum(fill.qty for fill in fills)}",
            symbol=step.symbol,
            price=price,
            before=before,
            after=after,
            decimals=CATALOG[step.symbol].decimals,
            followers=tuple(self._follower(follower, step.symbol, price) for follower in self._group.followers),
        )

    def _follower(self, follower: FollowerSettings, symbol: Symbol, leaders_price: Decimal) -> FollowerLine:
        name = next(account.name for account in ACCOUNTS if account.id == follower.account)
        decided = [d for d in self.records if isinstance(d, FollowerDecided) and d.follower == follower.account]
        fills = self._fills(follower.account)
        rows = [row for row in self.board.rows if row.account == follower.account and row.symbol == symbol]
        return FollowerLine(
            name=name,
            multiplier=follower.multiplier,
            verdict=decided[-1].verdict.value if decided else "none",
            order=self._orders(follower.account),
            price=_average(fills) if fills else None,
            slippage=_slippage(fills, leaders_price, symbol) if fills else None,
            position=rows[0].position if rows else 0,
            expected=(rows[0].expected or 0) if rows else 0,
            why=tuple(row.text for row in self.activity if row.account_name == name and row.kind.value in _WHY),
        )

    def _fills(self, account: AccountId) -> list[Fill]:
        return [e.fill for e in self.records if isinstance(e, FillReported) and e.account == account]

    def _orders(self, account: AccountId) -> str:
        sent = [r.command for r in self.records if isinstance(r, SendCommand) and r.command.account == account]
        orders = [command for command in sent if isinstance(command, PlaceOrder)]
        return ", ".join(f"{order.side.value} {order.qty}" for order in orders) or "-"


_WHY = ("copied", "clipped", "held", "routine", "failed")


def play(say: Callable[[str], None]) -> int:
    """Play the session through ``say``, line by line. 0 when every follower ends flat."""
    clock = VirtualClock()
    session = _Session()
    running = build(
        clock, session, session, session, session.publish,
        seed=SEED, market=SeededMarket((NQ, ES)), watch=session.watch,
    )  # fmt: skip
    hand = running.venue.hand(LEADER.id)
    running.start()
    for line in head_lines(HEAD):
        say(line)
    for step in SESSION:
        clock.advance(step.wait_s * SECOND)
        if step.switch is not None:
            name, on = step.switch
            follower = next(account.id for account in ACCOUNTS if account.name == name)
            running.program.switch_follower(follower, on)
            say(f"The follower {name} is switched {'on' if on else 'off'}.\n")
            continue
        session.begin_trade()
        before = running.venue.position(LEADER.id, step.symbol)
        if step.qty:
            hand.place(step.symbol, step.side, step.qty)
        else:
            hand.close(step.symbol)
        clock.advance(SETTLE_NS)
        for line in trade_lines(session.trade(step, before, running.venue.position(LEADER.id, step.symbol))):
            say(line)
    running.stop(lambda: None)
    clock.advance(5 * SECOND)
    held = [
        f"{account.name} holds {position} {symbol}"
        for account in ACCOUNTS
        for symbol in (NQ, ES)
        if account != LEADER and (position := running.venue.position(account.id, symbol))
    ]
    for line in closing_lines(session.latencies_ns, held):
        say(line)
    return 1 if held else 0


def _average(fills: list[Fill]) -> Decimal:
    """The average price of fills, weighted by contracts."""
    return sum((fill.price * fill.qty for fill in fills), Decimal(0)) / sum(fill.qty for fill in fills)


def _slippage(fills: list[Fill], leaders_price: Decimal, symbol: Symbol) -> Decimal:
    """Ticks that the fills are worse than the leader's price."""
    return (_average(fills) - leaders_price) * fills[0].side.sign / CATALOG[symbol].tick_size
