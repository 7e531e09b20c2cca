"""A scene for engine tests: one leader, some followers, and a broker that does only what the test tells it to.

``Scene("1", "0.5")`` has followers F1 and F2 with those multipliers, everything connected and flat. ``auto=True``
fills every follower order at once, which suits tests of sizes; without it orders stay on the wire until
``fill``, ``reject``, ``cancelled`` or ``lost`` is called.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import CancelAllOrders, CancelOrder, PlaceOrder
from mimikdesk.domain.decisions import Decision, FollowerDecided, Noticed, NoticeKind, ReadAccount, SendCommand
from mimikdesk.domain.events import (
    AccountListed,
    CapabilitiesDeclared,
    Event,
    FillReported,
    FlattenRequested,
    FollowerSwitched,
    GroupDefined,
    GroupSwitched,
    InstrumentListed,
    LineChanged,
    LineState,
    OrderReported,
    PositionReported,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
    TimePassed,
)
from mimikdesk.domain.group import CopyGroup, FollowerSettings, ReplicationMode
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, FillId, GroupId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport, Side
from mimikdesk.domain.time import MILLISECOND
from mimikdesk.engine import engine
from mimikdesk.engine.book import Book
from mimikdesk.engine.state import EngineState, Follower

MNQ = Symbol("MNQZ6")
NQ = Symbol("NQZ6")
ES = Symbol("ESZ6")
LEADER = AccountId("lead/L")
PRICE = Decimal("21000.25")
INSTRUMENTS = (
    Instrument(MNQ, "MNQ", "Z6", Decimal("0.25"), Decimal(2)),
    Instrument(NQ, "NQ", "Z6", Decimal("0.25"), Decimal(20)),
    Instrument(ES, "ES", "Z6", Decimal("0.25"), Decimal(50)),
)


def f(number: int) -> AccountId:
    """The account of follower ``number`` (from 1)."""
    return AccountId(f"c{number}/F{number}")


F1 = f(1)


class Scene:
    def __init__(
        self,
        *multipliers: str,
        auto: bool = False,
        followers: Iterable[FollowerSettings] = (),
        positions: dict[AccountId, int] | None = None,
        connect: bool = True,
        mode: ReplicationMode = ReplicationMode.ON_FILL,
        able: Capabilities | None = None,
        **group: Any,
    ) -> None:
        self.clock = VirtualClock()
        self.state = EngineState()
        self.auto = auto
        self.events: list[Event] = []
        self.decisions: list[Decision] = []
        self.places: list[PlaceOrder] = []
        self.wire: dict[ClientOrderId, PlaceOrder] = {}
        self.filled: dict[ClientOrderId, int] = {}
        self._numbers = 0
        self._filling = False
        chosen = tuple(followers) or tuple(
            FollowerSettings(f(number), Decimal(multiplier), mode)
            for number, multiplier in enumerate(multipliers or ("1",), 1)
        )
        self.group = CopyGroup(GroupId("g"), "Scalps", LEADER, chosen, **group)
        self.accounts = (LEADER, *(follower.account for follower in chosen))
        for account in self.accounts:
            connection = self._connection(account)
            self.take(AccountListed(account, connection, self.clock.now()))
            if able is not None:
                self.take(CapabilitiesDeclared(connection, able, self.clock.now()))
            for instrument in INSTRUMENTS:
                self.take(InstrumentListed(self._connection(account), instrument, self.clock.now()))
        self.take(GroupDefined(self.group, self.clock.now()))
        if connect:
            for account in self.accounts:
                held = (positions or {}).get(account, 0)
                self.snapshot(account, {MNQ: held} if held else {})
                self.line(account, LineState.CONNECTED)

    # --- the leader -----------------------------------------------------------------------------------------------

    def leader(self, qty: int, *fills: int, symbol: Symbol = MNQ, done: bool = True) -> VenueOrderId:
        """The leader trades a market order: ``qty`` signed; ``fills``: its parts (default: one). ``done=False``: the
        order is larger than what fills."""
        parts = fills or (abs(qty),)
        order = self.leader_order(qty, symbol=symbol)
        for part in parts:
            self.leader_fill(order, qty, part, symbol=symbol)
        assert not done or sum(parts) == abs(qty)
        return order

    def leader_order(
        self, qty: int, symbol: Symbol = MNQ, kind: OrderKind = OrderKind.MARKET, order: VenueOrderId | None = None
    ) -> VenueOrderId:
        order = order or VenueOrderId(f"L{self._next()}")
        self.leader_report(order, qty, 0, OrderStatus.WORKING, symbol, kind)
        return order

    def leader_report(
        self,
        order: VenueOrderId,
        qty: int,
        filled: int,
        status: OrderStatus,
        symbol: Symbol = MNQ,
        kind: OrderKind = OrderKind.MARKET,
    ) -> None:
        report = OrderReport(order, None, symbol, Side.of(qty), kind, abs(qty), filled, status)
        self.take(OrderReported(LEADER, report, self.clock.now()))

    def leader_fill(
        self, order: VenueOrderId, side: int, qty: int, symbol: Symbol = MNQ, fill: str | None = None
    ) -> None:
        told = Fill(FillId(fill or f"fill{self._next()}"), order, None, symbol, Side.of(side), qty, PRICE)
        self.take(FillReported(LEADER, told, self.clock.now()))

    # --- the followers' broker ------------------------------------------------------------------------------------

    def on_wire(self, account: AccountId = F1) -> list[PlaceOrder]:
        return [order for order in self.wire.values() if order.account == account]

    def ack(self, order: PlaceOrder) -> None:
        self._report(order, OrderStatus.WORKING)

    def fill(self, order: PlaceOrder, qty: int | None = None) -> None:
        """Fill so many contracts of an order on the wire (default: all that is left), with the position after it."""
        qty = order.qty - self.filled.get(order.client_order_id, 0) if qty is None else qty
        self.filled[order.client_order_id] = self.filled.get(order.client_order_id, 0) + qty
        told = Fill(
            FillId(f"fill{self._next()}"),
            self._venue(order),
            order.client_order_id,
            order.symbol,
            order.side,
            qty,
            PRICE,
        )
        self.take(FillReported(order.account, told, self.clock.now()))
        if self.filled[order.client_order_id] == order.qty:
            self.wire.pop(order.client_order_id, None)
            self._report(order, OrderStatus.FILLED)

    def fill_all(self) -> None:
        """Fill whatever is on the wire, and what that brings about, until nothing is."""
        self._filling = True
        for _ in range(100):
            if not self.wire:
                break
            self.fill(next(iter(self.wire.values())))
        self._filling = False
        assert not self.wire, "orders never end"

    def reject(self, order: PlaceOrder, text: str = "margin") -> None:
        self.wire.pop(order.client_order_id, None)
        self._report(order, OrderStatus.REJECTED, text)

    def cancelled(self, order: PlaceOrder) -> None:
        self.wire.pop(order.client_order_id, None)
        self._report(order, OrderStatus.CANCELLED)

    def lost(self, order: PlaceOrder, outcome: SendOutcome = SendOutcome.UNKNOWN) -> None:
        self.wire.pop(order.client_order_id, None)
        self.take(SendEnded(order.account, order.client_order_id, outcome, "the line was lost", self.clock.now()))

    def by_hand(self, account: AccountId, qty: int, symbol: Symbol = MNQ) -> None:
        """A trade on a follower that is not ours."""
        told = Fill(
            FillId(f"fill{self._next()}"),
            VenueOrderId(f"H{self._next()}"),
            None,
            symbol,
            Side.of(qty),
            abs(qty),
            PRICE,
        )
        self.take(FillReported(account, told, self.clock.now()))

    def position_report(self, account: AccountId, qty: int, symbol: Symbol = MNQ) -> None:
        self.take(PositionReported(account, PositionReport(symbol, qty, PRICE), self.clock.now()))

    def snapshot(
        self, account: AccountId, held: dict[Symbol, int] | None = None, orders: tuple[OrderReport, ...] = ()
    ) -> None:
        """A fresh read; ``held`` defaults to what the engine thinks."""
        if held is None:
            books = self.follower(account).books.items() if account != LEADER else self.leader_books.items()
            held = {symbol: book.position for symbol, book in books}
        at = self.clock.now()
        told = tuple(PositionReport(symbol, qty, PRICE) for symbol, qty in held.items() if qty)
        self.take(SnapshotTaken(account, told, orders, Decimal(50000), at, at))

    def order_report(self, order: PlaceOrder, filled: int, status: OrderStatus, text: str = "") -> OrderReport:
        return OrderReport(
            self._venue(order),
            order.client_order_id,
            order.symbol,
            order.side,
            order.kind,
            order.qty,
            filled,
            status,
            text=text,
        )

    # --- the user, the line, the time -----------------------------------------------------------------------------

    def line(self, account: AccountId, state: LineState) -> None:
        self.take(LineChanged(self._connection(account), state, "", self.clock.now()))

    def switch_group(self, on: bool) -> None:
        self.take(GroupSwitched(self.group.group, on, self.clock.now()))

    def switch(self, account: AccountId, on: bool) -> None:
        self.take(FollowerSwitched(account, on, self.clock.now()))

    def flatten(self, *accounts: AccountId) -> None:
        self.take(FlattenRequested(f"flatten{self._next()}", accounts, self.clock.now()))

    def wait(self, ms: int) -> None:
        """Let time pass; the engine gets its TimePassed whenever it asked for one."""
        end = self.clock.now().mono_ns + ms * MILLISECOND
        while (due := engine.next_due(self.state)) is not None and due <= end:
            before = self.clock.now().mono_ns
            self.clock.advance(max(0, due - before))
            self.take(TimePassed(self.clock.now()))
            if due <= before and engine.next_due(self.state) == due:
                raise AssertionError("the engine asks for the same moment again and again")
        self.clock.advance(end - self.clock.now().mono_ns)

    def take(self, event: Event) -> list[Decision]:
        self.events.append(event)
        decisions = engine.step(self.state, event)
        self.decisions += decisions
        for decision in decisions:
            if isinstance(decision, SendCommand):
                self.note_sent(decision)
        if self.auto and not self._filling:
            self.fill_all()
        return decisions

    def note_sent(self, decision: SendCommand) -> None:
        """Put the order of a decision on the wire."""
        if isinstance(decision.command, PlaceOrder):
            self.places.append(decision.command)
            self.wire[decision.command.client_order_id] = decision.command

    # --- looking --------------------------------------------------------------------------------------------------

    def follower(self, account: AccountId = F1) -> Follower:
        return self.state.follows[account][1]

    def book(self, account: AccountId = F1, symbol: Symbol = MNQ) -> Book:
        return self.follower(account).book(symbol)

    @property
    def leader_books(self) -> dict[Symbol, Any]:
        return self.state.leads[LEADER].leader.books

    def sent(self, account: AccountId = F1) -> list[int]:
        """Signed sizes of all orders sent to an account, in order."""
        return [order.qty * order.side.sign for order in self.places if order.account == account]

    def held(self, account: AccountId = F1, symbol: Symbol = MNQ) -> int:
        return self.book(account, symbol).position

    def expected(self, account: AccountId = F1, symbol: Symbol = MNQ) -> int:
        return self.book(account, symbol).expected.qty

    def verdicts(self, account: AccountId = F1) -> list[FollowerDecided]:
        return [d for d in self.decisions if isinstance(d, FollowerDecided) and d.follower == account]

    def last(self, account: AccountId = F1) -> FollowerDecided:
        return self.verdicts(account)[-1]

    def notices(self, kind: NoticeKind) -> list[Noticed]:
        return [d for d in self.decisions if isinstance(d, Noticed) and d.kind is kind]

    @property
    def reads(self) -> list[ReadAccount]:
        return [d for d in self.decisions if isinstance(d, ReadAccount)]

    @property
    def cancels(self) -> list[CancelOrder | CancelAllOrders]:
        return [
            d.command
            for d in self.decisions
            if isinstance(d, SendCommand) and isinstance(d.command, CancelOrder | CancelAllOrders)
        ]

    # --- inner workings -------------------------------------------------------------------------------------------

    def _report(self, order: PlaceOrder, status: OrderStatus, text: str = "") -> None:
        filled = self.filled.get(order.client_order_id, 0)
        self.take(OrderReported(order.account, self.order_report(order, filled, status, text), self.clock.now()))

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    @staticmethod
    def _venue(order: PlaceOrder) -> VenueOrderId:
        return VenueOrderId(f"V-{order.client_order_id}")

    @staticmethod
    def _connection(account: AccountId) -> ConnectionId:
        return ConnectionId(account.split("/")[0])
