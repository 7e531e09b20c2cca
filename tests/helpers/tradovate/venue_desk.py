"""Between orders as Tradovate knows them and the practice exchange: sends them there, and turns what the exchange
reports into rows and pushes."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.desk import DAY_OVER
from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.brokers.practice.refusals import MARKET_CLOSED
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport
from tests.helpers.tradovate.money import Money
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate.people import TradovateAccount
from tests.helpers.tradovate.sequences import SERVER, Known, Rows, Sender
from tests.helpers.tradovate.wire import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS: dict[str, OrderKind] = {
    "Market": OrderKind.MARKET,
    "Limit": OrderKind.LIMIT,
    "Stop": OrderKind.STOP,
    "StopLimit": OrderKind.STOP_LIMIT,
    "TrailingStop": OrderKind.TRAILING_STOP,
}
TYPES = {kind: name for name, kind in KINDS.items()}
OFF_TICK = "invalid price increment"
NOT_WHOLE = "cannot be filled as a whole"


@dataclass(frozen=True, slots=True)
class Refusal:
    """``by_risk``: Tradovate refuses it before the exchange sees it."""

    reason: str
    text: str
    by_risk: bool


def refusal_of(text: str) -> Refusal:
    """What the practice exchange's words are in the words of the protocol (7.6)."""
    if text.startswith("account locked: "):
        return Refusal("TradingLocked", text.removeprefix("account locked: "), True)
    if "exceeds the account's limit" in text:
        return Refusal("MaxPosLimitReached", text, True)
    if "multiple of the tick size" in text:
        return Refusal("InvalidPrice", f"{OFF_TICK}: {text}", True)
    if text == MARKET_CLOSED:
        return Refusal("SessionClosed", text, False)
    if text == NOT_WHOLE:
        return Refusal("NotEnoughLiquidity", text, False)
    if text.endswith("the market"):
        return Refusal("InvalidPrice", text, False)
    return Refusal("OtherExecutionRelated", text, False)


@dataclass(slots=True)
class _Change:
    order: Known
    number: int
    params: Row
    done: bool = False


class VenueDesk:
    """An ``AccountListener`` of all accounts. ``filled`` hears of each order after a fill or an end of it."""

    def __init__(self, clock: Clock, options: Options, venue: PracticeVenue, rows: Rows, money: Money) -> None:
        self.rows = rows
        self.orders: dict[int, Known] = {}
        self.after: list[Callable[[Known], None]] = []
        self.refusals: list[tuple[TradovateAccount, Refusal]] = []
        self.accounts: dict[AccountId, TradovateAccount] = {}
        self._clock = clock
        self._options = options
        self.venue = venue
        self._money = money
        self._by_venue: dict[tuple[AccountId, VenueOrderId], Known] = {}
        self._expected: deque[Callable[[OrderReport], Known]] = deque()
        self._change: _Change | None = None
        self._cancel: tuple[Known, int] | None = None
        self._admin = False
        self._wanted: dict[str, Refusal] = {}

    def watch(self, account: TradovateAccount) -> None:
        self.accounts[account.venue] = account
        self.venue.listen(account.venue, self)

    def at_venue(self, account: AccountId, number: VenueOrderId) -> Known:
        """The order that has this number at the exchange."""
        return self._by_venue[(account, number)]

    # --- to the exchange ------------------------------------------------------------------------------------------

    def send(self, *orders: Known, bracket: bool = False, delayed: bool = True) -> None:
        """Bring an order, a pair, or an entry with its exits to the exchange. Their rows are there already."""
        for order in orders:
            self.orders[order.id] = order
            order.busy = True
        self._later(lambda: self._arrive(orders, bracket), delayed)

    def _arrive(self, orders: Sequence[Known], bracket: bool) -> None:
        account, wanted = orders[0].account.venue, [self._wanted_of(order) for order in orders]
        reject = self._next_refusal(orders[0].account) or self._nothing_or_all(orders[0])
        for order in orders:
            order.busy = False
            self._expected.append(partial(_bound, order))
        desk = self.venue.desk
        if bracket:
            desk.place_bracket(account, wanted[0], wanted[1:], told=False, reject=reject)
        elif len(wanted) == 2:
            desk.place_oco(account, wanted[0], wanted[1], told=False, reject=reject)
        else:
            desk.place(account, wanted[0], reject)
            self._at_once_or_never(orders[0])

    def _wanted_of(self, order: Known) -> NewOrder:
        """The order as the exchange gets it. A client's id that was used before stays here: the exchange would take it
        for the same order once more."""
        limit, stop, trail = points_of(order.params)
        kind = KINDS[str(order.params["orderType"])]
        own = order.sender.client_id
        used = not isinstance(own, str) or own in self.venue.account(order.account.venue).by_client_id
        identity = None if used else ClientOrderId(str(own))
        return NewOrder(order.symbol, order.side, int(order.params["orderQty"]), kind, limit, stop, trail, identity)

    def _next_refusal(self, account: TradovateAccount) -> str:
        """The words of the refusal that a test wants next for this account, or ""."""
        for place, (whose, refusal) in enumerate(self.refusals):
            if whose is account:
                del self.refusals[place]
                self._wanted[refusal.text] = refusal
                return refusal.text
        return ""

    def _nothing_or_all(self, order: Known) -> str:
        """Why an order that must fill whole or not at all does not."""
        if order.params.get("timeInForce") != "FOK":
            return ""
        limit = points_of(order.params)[0]
        tick = CATALOG[order.symbol].tick_size
        depth = self.venue.book(order.symbol).depth(order.side.opposite)
        there = sum(qty for price, qty in depth if limit is None or (price * tick - limit) * order.side.sign <= 0)
        return "" if there >= order.params["orderQty"] else NOT_WHOLE

    def expire_held(self) -> None:
        """The day is over for what is held here and not at the exchange."""
        for order in self.orders.values():
            if not order.final and order.venue is None and order.params.get("timeInForce") != "GTC":
                self.rows.expired(order, DAY_OVER)

    def _at_once_or_never(self, order: Known) -> None:
        """What is left of an order that may not rest is cancelled."""
        if order.params.get("timeInForce") in ("IOC", "FOK") and not order.final:
            self.cancel(order, SERVER, delayed=False)

    def change(self, order: Known, params: Row, sender: Sender, delayed: bool = True) -> tuple[int, str]:
        """Ask for a change. The command's number, and the exchange's words where it was refused at once."""
        number = self.rows.change_asked(order, params, sender)
        text = ""

        def arrive() -> None:
            nonlocal text
            text = self._change_now(order, number, params)

        order.busy = True
        self._later(arrive, delayed)
        return number, text

    def _change_now(self, order: Known, number: int, params: Row) -> str:
        order.busy = False
        if order.venue is None:
            if order.final:
                self.rows.change_refused(order, number, "TooLate", "order has ended")
                return "order has ended"
            self.rows.change_done(order, number, params)
            return ""
        self._change = change = _Change(order, number, params)
        limit, stop, trail = points_of(params)
        text = self._next_refusal(order.account)
        if not text:
            text = self.venue.desk.modify(order.account.venue, order.venue, int(params["orderQty"]), limit, stop, trail)
        self._change = None
        if not text:
            if not change.done:
                self.rows.change_done(order, number, params)
            return ""
        refusal = self._wanted.pop(text, None) or refusal_of(text)
        self.rows.change_refused(order, number, refusal.reason, refusal.text, refusal.by_risk)
        if self._options.rejected_replace_kills and not refusal.by_risk and not order.final:
            self.cancel(order, SERVER, delayed=False)
        return text

    def cancel(self, order: Known, sender: Sender, delayed: bool = True) -> tuple[int, str]:
        """As ``change``."""
        number = self.rows.cancel_asked(order, sender)
        text = ""

        def arrive() -> None:
            nonlocal text
            text = self._cancel_now(order, number)

        order.busy = True
        self._later(arrive, delayed)
        return number, text

    def _cancel_now(self, order: Known, number: int) -> str:
        order.busy = False
        if order.final:
            self.rows.change_refused(order, number, "TooLate", too_late(order))
            return too_late(order)
        if order.venue is None:
            self.rows.cancelled(order, number)
            self._tell(order)
            return ""
        self._cancel = (order, number)
        text = self.venue.desk.cancel(order.account.venue, order.venue)
        self._cancel = None
        return text

    def close(self, account: TradovateAccount, symbol: Symbol, number: int, sender: Sender, delayed: bool) -> None:
        """Cancel every order of a contract and close the position, with an order that has this number."""

        def made(report: OrderReport) -> Known:
            order = self._foreign(account, report, number, sender)
            self.rows.entered(order)
            return order

        def arrive() -> None:
            self._expected.append(made)
            for order in tuple(self.orders.values()):
                if order.account is account and order.symbol == symbol and not order.final and order.venue is None:
                    self.cancel(order, SERVER, delayed=False)
            self.venue.desk.close(account.venue, symbol, reject=self._next_refusal(account))
            self._expected.clear()

        self._later(arrive, delayed)

    @contextmanager
    def by_admin(self) -> "Iterator[None]":
        """Orders that appear meanwhile are the risk desk's."""
        self._admin = True
        try:
            yield
        finally:
            self._admin = False

    def _later(self, call: Callable[[], None], delayed: bool) -> None:
        if delayed and self._options.exchange_delay:
            self._clock.call_later(self._options.exchange_delay, call)
        else:
            call()

    # --- what the exchange says (AccountListener) -----------------------------------------------------------------

    def order(self, account: AccountId, report: OrderReport) -> None:
        order = self._by_venue.get((account, report.venue_order_id))
        if order is None:
            self._first(account, report)
        elif report.status is OrderStatus.CANCELLED:
            mine = self._cancel is not None and self._cancel[0] is order and self._cancel[1]
            self.rows.cancelled(order, mine or self.rows.cancel_asked(order, SERVER), report.text)
        elif report.status is OrderStatus.EXPIRED:
            self.rows.expired(order, report.text)
        elif report.status is OrderStatus.FILLED:
            self.rows.status(order, "Filled")
        elif report.status is OrderStatus.SUSPENDED:
            if order.status != "Suspended":
                self.rows.status(order, "Suspended")
            self._compare(order, report)
        else:
            if order.status == "Suspended":
                self.rows.released(order)
            self._compare(order, report)
        if order is not None:
            self._tell(order)

    def fill(self, account: AccountId, fill: Fill) -> None:
        self._money.fill(self._by_venue[(account, fill.venue_order_id)], fill)

    def position(self, account: AccountId, report: PositionReport) -> None:
        self._money.position(self.accounts[account], report)

    def balance(self, account: AccountId, cash: Decimal) -> None:
        self._money.balance(self.accounts[account], cash)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _first(self, account: AccountId, report: OrderReport) -> None:
        if self._expected:
            order = self._expected.popleft()(report)
        else:
            order = self._foreign(self.accounts[account], report, next(self.rows.ids), SERVER)
            self.rows.entered(order)
        order.venue = report.venue_order_id
        self.orders[order.id] = order
        self._by_venue[(account, report.venue_order_id)] = order
        if report.status is OrderStatus.REJECTED:
            refusal = self._wanted.get(report.text) or refusal_of(report.text)
            reject = self.rows.rejected_by_risk if refusal.by_risk else self.rows.rejected_by_exchange
            reject(order, refusal.reason, refusal.text)
            self._tell(order)
        elif report.status is OrderStatus.WORKING and order.status == "Suspended":
            self.rows.released(order)
        elif report.status is OrderStatus.WORKING:
            self.rows.working(order, report.text)

    def _foreign(self, account: TradovateAccount, report: OrderReport, number: int, sender: Sender) -> Known:
        """An order that did not come in through this desk."""
        params = params_of(report.kind, report.qty, report.limit, report.stop, report.trail)
        admin = self._admin or report.liquidation
        return Known(number, account, report.symbol, report.side, params, sender, admin=admin)

    def _compare(self, order: Known, report: OrderReport) -> None:
        """Whether a report shows a change, and whose."""
        change = self._change
        if change is not None and change.order is order:
            if not change.done:
                change.done = True
                self.rows.change_done(order, change.number, change.params)
            return
        if report.qty != order.params["orderQty"]:  # what follows the market by itself is not told
            params = order.params | {"orderQty": report.qty}
            self.rows.change_done(order, self.rows.change_asked(order, params, SERVER), params)

    def _tell(self, order: Known) -> None:
        for after in tuple(self.after):
            after(order)


def _bound(order: Known, report: OrderReport) -> Known:
    return order


def too_late(order: Known) -> str:
    return {"Filled": "Already filled", "Canceled": "Already canceled"}.get(order.status, "Too late to cancel")


def points_of(params: Row) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    limit, stop, trail = (
        None if params.get(name) is None else Decimal(params[name]) for name in ("price", "stopPrice", "pegDifference")
    )
    return limit, stop, None if trail is None else abs(trail)


def params_of(
    kind: OrderKind, qty: int, limit: Decimal | None, stop: Decimal | None, trail: Decimal | None, tif: str = "Day"
) -> Row:
    row: Row = {"orderQty": qty, "orderType": TYPES[kind]}
    points = {"price": limit, "stopPrice": stop, "pegDifference": trail}
    return row | {name: value for name, value in points.items() if value is not None} | {"timeInForce": tif}
