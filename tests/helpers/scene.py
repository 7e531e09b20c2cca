"""A scene for engine tests: one leader, some followers, and a broker that does only what the test tells it to.

``Scene("1", "0.5")`` has followers F1 and F2 with those multipliers, everything connected and flat. ``auto=True``
fills every market order at once, and acknowledges, changes and cancels at once what rests, which suits tests of
sizes; without it they stay on the wire until ``ack``, ``fill``, ``reject``, ``changed``, ``cancelled`` or ``lost`` is
called.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    ModifyOrder,
    PlaceOco,
    PlaceOrder,
    orders_in,
)
from mimikdesk.domain.decisions import Decision, FollowerDecided, Found, Noticed, NoticeKind, ReadAccount, SendCommand
from mimikdesk.domain.events import (
    AccountListed,
    CancelRefused,
    CapabilitiesDeclared,
    DifferenceAnswered,
    Event,
    FillReported,
    FlattenRequested,
    FollowerSwitched,
    GroupDefined,
    GroupSwitched,
    InstrumentListed,
    LineChanged,
    LineState,
    ModifyRefused,
    OrderReported,
    PositionReported,
    SendEnded,
    SendOutcome,
    SnapshotTaken,
    TimePassed,
)
from mimikdesk.domain.group import CopyGroup, FollowerSettings, ReplicationMode
from mimikdesk.domain.guard import Answer, Finding
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


ABLE = Capabilities(frozenset(OrderKind), modify=True, oco=True, close=True)
"""A broker that can do whatever resting copies use."""


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
        self.changes: list[ModifyOrder] = []
        self.pairs: list[PlaceOco] = []
        self.closes: list[ClosePosition] = []
        self._to_close: list[ClosePosition] = []
        self._accepted: set[ClientOrderId] = set()
        self._asked_to_change: dict[ClientOrderId, ModifyOrder] = {}
        self._asked_to_cancel: set[ClientOrderId] = set()
        self._leaders: dict[VenueOrderId, OrderReport] = {}
        self.filled: dict[ClientOrderId, int] = {}
        self._numbers = 0
        self.tells_positions = False
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

    # --- what rests at the leader ---------------------------------------------------------------------------------

    def leader_rest(
        self,
        qty: int,
        limit: str | int | None = None,
        stop: str | int | None = None,
        trail: str | int | None = None,
        *,
        kind: OrderKind | None = None,
        parent: VenueOrderId | None = None,
        oco: str | None = None,
        symbol: Symbol = MNQ,
        status: OrderStatus = OrderStatus.WORKING,
    ) -> VenueOrderId:
        """The leader submits an order that rests: ``qty`` signed; its kind follows from its prices."""
        if kind is None:
            kind = OrderKind.LIMIT if stop is None else OrderKind.STOP if limit is None else OrderKind.STOP_LIMIT
            kind = kind if trail is None else OrderKind.TRAILING_STOP
        order = VenueOrderId(f"L{self._next()}")
        prices = [None if price is None else Decimal(price) for price in (limit, stop, trail)]
        report = OrderReport(order, None, symbol, Side.of(qty), kind, abs(qty), 0, status, prices[0], prices[1])
        self._tell_leader(replace(report, trail=prices[2], parent=parent, oco=oco))
        return order

    def leader_change(
        self,
        order: VenueOrderId,
        qty: int | None = None,
        limit: str | int | None = None,
        stop: str | int | None = None,
        trail: str | int | None = None,
    ) -> None:
        """The leader moves or resizes an order of his that rests (``qty``: the whole order, unsigned)."""
        report = self._leaders[order]
        report = replace(report, qty=report.qty if qty is None else qty)
        report = report if limit is None else replace(report, limit=Decimal(limit))
        report = report if trail is None else replace(report, trail=Decimal(trail))
        self._tell_leader(report if stop is None else replace(report, stop=Decimal(stop)))

    def leader_cancel(self, order: VenueOrderId, status: OrderStatus = OrderStatus.CANCELLED) -> None:
        self._tell_leader(replace(self._leaders[order], status=status))

    def leader_release(self, order: VenueOrderId) -> None:
        """A held leg of the leader's begins to work."""
        self._tell_leader(replace(self._leaders[order], status=OrderStatus.WORKING))

    def leader_hit(self, order: VenueOrderId, qty: int | None = None) -> None:
        """So many contracts of a resting order of the leader's fill (default: all that is left)."""
        report = self._leaders[order]
        qty = report.qty - report.filled if qty is None else qty
        filled = report.filled + qty
        self.leader_fill(order, report.side.sign, qty, report.symbol)
        done = filled == report.qty
        self._tell_leader(replace(report, filled=filled, status=OrderStatus.FILLED if done else report.status))

    def _tell_leader(self, report: OrderReport) -> None:
        self._leaders[report.venue_order_id] = report
        self.take(OrderReported(LEADER, report, self.clock.now()))

    # --- the followers' broker ------------------------------------------------------------------------------------

    def on_wire(self, account: AccountId = F1) -> list[PlaceOrder]:
        return [order for order in self.wire.values() if order.account == account]

    def ack(self, order: PlaceOrder) -> None:
        self._accepted.add(order.client_order_id)
        self._report(order, OrderStatus.WORKING)

    def ack_all(self, account: AccountId = F1) -> None:
        """The broker acknowledges every resting order that it has not yet."""
        for order in self.resting(account):
            if order.client_order_id not in self._accepted:
                self.ack(order)

    def changed(self, order: PlaceOrder) -> None:
        """The broker has changed a resting order as it was last asked to."""
        self.wire[order.client_order_id] = self._after(self._asked_to_change.pop(order.client_order_id))
        self._report(order, OrderStatus.WORKING)

    def change_refused(self, order: PlaceOrder, text: str = "too late to change") -> None:
        del self._asked_to_change[order.client_order_id]
        self.take(ModifyRefused(order.account, order.client_order_id, text, self.clock.now()))

    def cancel_refused(self, order: PlaceOrder, text: str = "it is being filled") -> None:
        self._asked_to_cancel.discard(order.client_order_id)
        self.take(CancelRefused(order.account, order.client_order_id, text, self.clock.now()))

    def to_change(self, account: AccountId = F1) -> list[PlaceOrder]:
        """Resting orders with a change that is not answered, as they would be after it."""
        asked = self._asked_to_change.values()
        return [self._after(command) for command in asked if command.account == account]

    def to_cancel(self, account: AccountId = F1) -> list[PlaceOrder]:
        """Orders on the wire with a cancel that is not answered."""
        return [order for order in self.on_wire(account) if order.client_order_id in self._asked_to_cancel]

    def settle(self) -> None:
        """Let the broker do everything that it was asked to: market orders fill, what rests is acknowledged, changed
        and cancelled."""
        self._filling = True
        for _ in range(200):
            if cancels := [order for order in self.wire.values() if order.client_order_id in self._asked_to_cancel]:
                self.cancelled(cancels[0])
            elif self._asked_to_change:
                self.changed(self.wire[next(iter(self._asked_to_change))])
            elif fresh := [order for order in self.wire.values() if self._fresh(order)]:
                self.ack(fresh[0])
            elif self._to_close:
                self.closed_at_broker(self._to_close[0])
            elif markets := [order for order in self.wire.values() if order.kind is OrderKind.MARKET]:
                self.fill(markets[0])
            else:
                break
        else:
            raise AssertionError("the orders never end")
        self._filling = False

    def closed_at_broker(self, close: ClosePosition) -> None:
        """The broker carries out its own close: every order of the instrument is cancelled, then it fills."""
        self._to_close.remove(close)
        for order in [order for order in self.on_wire(close.account) if order.symbol == close.symbol]:
            self.cancelled(order)
        held = self.held(close.account, close.symbol)
        if held:
            sold = PlaceOrder(close.account, close.client_order_id, close.symbol, Side.of(-held), abs(held))
            self.wire[close.client_order_id] = sold
            self.fill(sold)

    def fill(self, order: PlaceOrder, qty: int | None = None) -> None:
        """Fill so many contracts of an order on the wire (default: all that is left). The position after it is told
        once a broker has told of one by itself (``hand_trade``)."""
        whole = self.wire.get(order.client_order_id, order).qty
        qty = whole - self.filled.get(order.client_order_id, 0) if qty is None else qty
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
        if self.filled[order.client_order_id] == whole:
            self._end(order, OrderStatus.FILLED)
        if self.tells_positions:
            self.position_report(order.account, self.held(order.account, order.symbol), order.symbol)

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
        self._end(order, OrderStatus.REJECTED, text)

    def cancelled(self, order: PlaceOrder) -> None:
        self._end(order, OrderStatus.CANCELLED)

    def expired(self, order: PlaceOrder) -> None:
        self._end(order, OrderStatus.EXPIRED)

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

    def hand_trade(self, account: AccountId, qty: int, symbol: Symbol = MNQ, liquidation: bool = False) -> None:
        """The same, with everything a broker tells of it: the order, the fill, the position."""
        self.tells_positions = True
        side, number = Side.of(qty), VenueOrderId(f"H{self._next()}")
        report = OrderReport(
            number, None, symbol, side, OrderKind.MARKET, abs(qty), 0, OrderStatus.WORKING, liquidation=liquidation
        )
        self.take(OrderReported(account, report, self.clock.now()))
        report = replace(report, filled=abs(qty), status=OrderStatus.FILLED)
        self.take(OrderReported(account, report, self.clock.now()))
        told = Fill(FillId(f"fill{self._next()}"), number, None, symbol, side, abs(qty), PRICE)
        self.take(FillReported(account, told, self.clock.now()))
        self.position_report(account, self.held(account, symbol), symbol)

    def answer(self, answer: Answer, account: AccountId = F1, symbol: Symbol = MNQ) -> None:
        """The user answers a finding, or a difference of the session check."""
        self.take(DifferenceAnswered(account, symbol, answer, self.clock.now()))

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

    def read(self, account: AccountId = F1) -> None:
        """A fresh read that agrees with everything the engine was told: the position, and what is on the wire."""
        self._accepted |= {order.client_order_id for order in self.on_wire(account)}
        orders = tuple(
            self.order_report(order, self.filled.get(order.client_order_id, 0), OrderStatus.WORKING)
            for order in self.on_wire(account)
        )
        self.snapshot(account, orders=orders)

    def order_report(self, order: PlaceOrder, filled: int, status: OrderStatus, text: str = "") -> OrderReport:
        order = self.wire.get(order.client_order_id, order)
        return OrderReport(
            self._venue(order),
            order.client_order_id,
            order.symbol,
            order.side,
            order.kind,
            order.qty,
            filled,
            status,
            order.limit,
            order.stop,
            text,
            order.trail,
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
            self.settle()
        return decisions

    def redefine(self, **changes: Any) -> None:
        """The user edits the group."""
        self.group = replace(self.group, **changes)
        self.take(GroupDefined(self.group, self.clock.now()))

    def note_sent(self, decision: SendCommand) -> None:
        """Put what a decision asks of the broker on the wire."""
        command = decision.command
        for order in () if isinstance(command, ClosePosition) else orders_in(command):
            self.places.append(order)
            self.wire[order.client_order_id] = order
        match command:
            case PlaceOco():
                self.pairs.append(command)
            case ModifyOrder():
                self.changes.append(command)
                self._asked_to_change[command.client_order_id] = command
            case CancelOrder():
                self._asked_to_cancel.add(command.client_order_id)
            case ClosePosition():
                self.closes.append(command)
                self._to_close.append(command)

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

    def markets(self, account: AccountId = F1) -> list[int]:
        """Signed sizes of the market orders sent to an account, in order."""
        orders = (order for order in self.places if order.kind is OrderKind.MARKET)
        return [order.qty * order.side.sign for order in orders if order.account == account]

    def resting(self, account: AccountId = F1) -> list[PlaceOrder]:
        """Orders on the wire that rest, as the broker has them: with its last confirmed size and prices."""
        return [order for order in self.on_wire(account) if order.kind is not OrderKind.MARKET]

    def rests(self, account: AccountId = F1) -> list[tuple[int, Decimal | int]]:
        """The same as signed contracts that are left and the price waited for, lowest first."""
        return sorted(
            ((order.qty - self.filled.get(order.client_order_id, 0)) * order.side.sign, _price(order))
            for order in self.resting(account)
        )

    def rest_at(self, price: str | int, account: AccountId = F1) -> PlaceOrder:
        """The one order that rests at a price."""
        (order,) = [order for order in self.resting(account) if _price(order) == Decimal(price)]
        return order

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
    def found(self) -> list[Finding]:
        """What the guard has told of so far."""
        return [decision.finding for decision in self.decisions if isinstance(decision, Found)]

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

    def _after(self, command: ModifyOrder) -> PlaceOrder:
        order = self.wire[command.client_order_id]
        return replace(
            order,
            qty=order.qty if command.qty is None else command.qty,
            limit=order.limit if command.limit is None else command.limit,
            stop=order.stop if command.stop is None else command.stop,
            trail=order.trail if command.trail is None else command.trail,
        )

    def _fresh(self, order: PlaceOrder) -> bool:
        return order.kind is not OrderKind.MARKET and order.client_order_id not in self._accepted

    def _end(self, order: PlaceOrder, status: OrderStatus, text: str = "") -> None:
        order = self.wire.pop(order.client_order_id, order)
        self._asked_to_change.pop(order.client_order_id, None)
        self._asked_to_cancel.discard(order.client_order_id)
        self._report(order, status, text)

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


def on_submit(*multipliers: str, able: Capabilities = ABLE, **scene: Any) -> Scene:
    """A scene whose followers rest what the leader rests."""
    return Scene(*multipliers, mode=ReplicationMode.ON_SUBMIT, able=able, **scene)


def _price(order: PlaceOrder) -> Decimal:
    price = order.stop if order.stop is not None else order.limit if order.limit is not None else order.trail
    assert price is not None
    return price
