"""The exchange's end of one login: carries out the program's commands and sends it what happens on its accounts."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.faults import UNTOUCHED
from mimikdesk.brokers.practice.line import Line
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.brokers.practice.wire import Message, Wire
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
)
from mimikdesk.domain.events import (
    BalanceReported,
    BrokerEvent,
    CancelRefused,
    FillReported,
    InstrumentListed,
    LineChanged,
    LineState,
    ModifyRefused,
    OrderReported,
    PositionReported,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId
from mimikdesk.domain.orders import Fill, OrderReport, PositionReport
from mimikdesk.domain.time import Stamp

if TYPE_CHECKING:
    from mimikdesk.brokers.practice.venue import PracticeVenue

UNKNOWN_ORDER = "unknown order"
Make = Callable[[Stamp], BrokerEvent]
"""Builds the event when its message arrives, with the time of arrival."""


class Session:
    """``receive`` is the program's end; it is called for each message that arrives there."""

    def __init__(
        self,
        venue: "PracticeVenue",
        connection: ConnectionId,
        wire: Wire,
        line: Line,
        receive: Callable[[BrokerEvent], None],
    ) -> None:
        self.accounts: tuple[AccountId, ...] = ()
        self._venue = venue
        self._connection = connection
        self._wire = wire
        self._line = line
        self._receive = receive

    def begin(self, asked_at: Stamp) -> None:
        """Log in: the listed contracts, a snapshot of each account, then CONNECTED; from here on everything live."""
        self.accounts = self._venue.accounts(self._connection)
        for listed in CATALOG.values():
            self._send(Message.LOGIN, partial(InstrumentListed, self._connection, listed))
        repeats = self._line.logged_in()
        for account in self.accounts:
            self._snapshot(account, asked_at, self._send)
            for fill in self._venue.account(account).fills if repeats else ():
                self._send(Message.FILL, partial(FillReported, account, fill))
            self._venue.listen(account, self)
        self._send(Message.LOGIN, lambda at: LineChanged(self._connection, LineState.CONNECTED, "", at))

    def end(self) -> None:
        """Hear nothing of the accounts any more. Their orders go on."""
        for account in self.accounts:
            self._venue.unlisten(account, self)
        self.accounts = ()

    # --- commands, as they arrive -------------------------------------------------------------------------------

    def place(self, order: PlaceOrder) -> None:
        self._venue.desk.place(order.account, order, self._line.reject())

    def place_oco(self, orders: PlaceOco) -> None:
        self._venue.desk.place_oco(orders.account, orders.first, orders.second, reject=self._line.reject())

    def place_bracket(self, orders: PlaceBracket) -> None:
        self._venue.desk.place_bracket(orders.account, orders.entry, orders.exits, reject=self._line.reject())

    def modify(self, order: ModifyOrder) -> None:
        found = self._find(order.account, order.client_order_id)
        text = self._line.refuse() or UNKNOWN_ORDER
        if found is not None and text is UNKNOWN_ORDER:
            number = found.venue_order_id
            text = self._venue.desk.modify(order.account, number, order.qty, order.limit, order.stop, order.trail)
        if text:
            self._report(Message.ORDER, lambda at: ModifyRefused(order.account, order.client_order_id, text, at))

    def close_position(self, order: ClosePosition) -> None:
        self._venue.desk.close(order.account, order.symbol, order.client_order_id, self._line.reject())

    def cancel(self, order: CancelOrder) -> None:
        text = self._line.refuse()
        if not text:
            found = self._find(order.account, order.client_order_id)
            text = UNKNOWN_ORDER
            if found is not None:
                text = self._venue.desk.cancel(order.account, found.venue_order_id)
        if text:
            self._report(Message.ORDER, lambda at: CancelRefused(order.account, order.client_order_id, text, at))

    def cancel_all(self, order: CancelAllOrders) -> None:
        """Refused, it changes nothing and is not answered."""
        if self._line.refuse() or order.account not in self.accounts:
            return
        for report in self._venue.working(order.account):
            self._venue.desk.cancel(order.account, report.venue_order_id)

    def read(self, account: AccountId, asked_at: Stamp) -> None:
        """Send a snapshot of an account of this login. Refused, it is not answered."""
        if account in self.accounts and not self._line.refuse():
            self._snapshot(account, asked_at, self._report)

    def _find(self, account: AccountId, client_order_id: ClientOrderId) -> Order | None:
        owner = self._venue.account(account) if account in self.accounts else None
        return owner.by_client_id.get(client_order_id) if owner is not None else None

    def _snapshot(self, account: AccountId, asked_at: Stamp, send: Callable[[Message, Make], None]) -> None:
        """A contract that is flat again stands in it with 0."""
        owner = self._venue.account(account)
        positions = tuple(holding.report() for holding in owner.holdings.values())
        orders, cash, stale_ns = owner.reports(), owner.cash, self._line.stale_by()
        shown = owner.positions_at(self._venue.clock.now().utc_ns - stale_ns) if stale_ns else positions
        send(Message.SNAPSHOT, lambda at: SnapshotTaken(account, shown, orders, cash, asked_at, at))
        if shown != positions:
            for position in positions:
                self._send(Message.POSITION, partial(PositionReported, account, position), stale_ns)

    # --- what happens on the accounts (AccountListener) ---------------------------------------------------------

    def order(self, account: AccountId, report: OrderReport) -> None:
        self._report(Message.ORDER, lambda at: OrderReported(account, report, at))

    def fill(self, account: AccountId, fill: Fill) -> None:
        self._report(Message.FILL, lambda at: FillReported(account, fill, at))

    def position(self, account: AccountId, report: PositionReport) -> None:
        right_after = self._line.wrong_position()
        if right_after is None:
            self._report(Message.POSITION, lambda at: PositionReported(account, report, at))
            return
        last = self._venue.account(account).fills[-1]
        wrong = PositionReport(report.symbol, report.qty - last.qty * last.side.sign)
        self._report(Message.POSITION, lambda at: PositionReported(account, wrong, at))
        self._report(Message.POSITION, lambda at: PositionReported(account, report, at), right_after)

    def balance(self, account: AccountId, cash: Decimal) -> None:
        self._report(Message.BALANCE, lambda at: BalanceReported(account, cash, at))

    def _report(self, message: Message, make: Make, late_ns: int = 0) -> None:
        treatment = self._line.treat(message)
        if treatment is UNTOUCHED and not late_ns:
            self._send(message, make)
            return
        for _ in range(treatment.copies):
            self._send(message, make, late_ns + treatment.late_ns)

    def _send(self, message: Message, make: Make, late_ns: int = 0) -> None:
        if hold_ns := self._line.hold_ns:
            self._wire.hold_down(hold_ns)
        self._wire.down(message, partial(self._arrive, make), late_ns)

    def _arrive(self, make: Make) -> None:
        self._receive(make(self._venue.clock.now()))
