"""The practice exchange: books, accounts, and the market that trades in them, all on one clock.

Everything happens at once and in the order it is asked for; delay and trouble on the line are the link's matter.
Whoever stands before the exchange (a link, a server speaking a broker's protocol) uses ``place``, ``cancel`` and
``modify`` and hears about an account through an ``AccountListener``. For one fill an account hears: fill, order,
position, cash; before the first fill of an order it hears that the order works.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import count
from typing import Protocol

from mimikdesk.brokers.port import Capabilities, QuoteSink, Sink
from mimikdesk.brokers.practice.accounts import Account
from mimikdesk.brokers.practice.book import Book
from mimikdesk.brokers.practice.catalog import CATALOG, LISTED, instrument
from mimikdesk.brokers.practice.faults import FaultPlan
from mimikdesk.brokers.practice.floor import Floor
from mimikdesk.brokers.practice.hand import Hand
from mimikdesk.brokers.practice.link import EVERYTHING, PracticeLink
from mimikdesk.brokers.practice.market import Market, SeededMarket
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.brokers.practice.refusals import change_refusal, refusal, to_ticks
from mimikdesk.brokers.practice.wire import Latency
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId, FillId, Symbol, VenueOrderId, account_id
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport, Side
from mimikdesk.domain.time import MILLISECOND

FLAT_ALREADY = "the position is flat already"
START_CASH = Decimal("50000")


class AccountListener(Protocol):
    """Hears what happens on an account, while it happens. Must not call the exchange back."""

    def order(self, account: AccountId, report: OrderReport) -> None: ...

    def fill(self, account: AccountId, fill: Fill) -> None: ...

    def position(self, account: AccountId, report: PositionReport) -> None: ...

    def balance(self, account: AccountId, cash: Decimal) -> None: ...


class PracticeVenue:
    """``seed`` repeats everything: the same seed and the same calls at the same times give the same events.

    ``market``: who stands in the books besides the accounts; by default a moving one.
    ``fees``: account currency per contract and side by root, where it shall differ from the catalog's.
    Listeners of quotes must not call the exchange back either.
    """

    def __init__(
        self,
        clock: Clock,
        seed: int | str = 0,
        market: Market | None = None,
        fees: Mapping[str, Decimal] | None = None,
    ) -> None:
        self.clock = clock
        self.seed = seed
        self.closed = False
        self._running = False
        self._fees = {symbol: (fees or {}).get(product.root, product.fee) for symbol, product in LISTED.items()}
        self._accounts: dict[AccountId, Account] = {}
        self._connections: dict[ConnectionId, list[AccountId]] = {}
        self._listeners: dict[AccountId, list[AccountListener]] = {}
        self._quote_listeners: list[Callable[[Quote], None]] = []
        # The journal knows orders and fills by these numbers over restarts, so each run begins above the one before.
        first = clock.now().utc_ns // MILLISECOND
        self._order_numbers = count(first)
        self._fill_numbers = count(first)
        self._books = {symbol: Book(self, int(product.start / product.tick_size)) for symbol, product in LISTED.items()}
        self._shown: dict[Symbol, tuple[int, int, int]] = {}
        self._floors = {symbol: Floor(symbol, book) for symbol, book in self._books.items()}
        self._thinned = False
        self._market = market if market is not None else SeededMarket()
        self._market.attach(self, clock, seed)

    # --- the market ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Let prices move."""
        self._running = True
        if not self.closed:
            self._market.start()

    def stop(self) -> None:
        """Let prices stand, and ask nothing more of the clock. Orders still trade."""
        self._running = False
        self._market.stop()

    def pause(self) -> None:
        """Close the market: prices stand, orders are rejected, cancels still work."""
        self.closed = True
        self._market.stop()

    def resume(self) -> None:
        """Open the market again."""
        self.closed = False
        if self._running:
            self._market.start()

    def floor(self, symbol: Symbol) -> Floor:
        """For a ``Market``: where it acts in one book. Each run of changes ends with ``settle``."""
        return self._floors[symbol]

    def settle(self, symbol: Symbol) -> None:
        """End an operation in one book: the market may refill it, then a changed quote is told."""
        while self._thinned:
            self._thinned = False
            self._market.refill(symbol)
        if self._quote_listeners:
            shown = self._touch(symbol)
            if shown != self._shown.get(symbol):
                self._shown[symbol] = shown
                quote = self.quote(symbol)
                for listener in tuple(self._quote_listeners):
                    listener(quote)

    # --- accounts -----------------------------------------------------------------------------------------------

    def add_account(
        self, connection: ConnectionId, name: str, cash: Decimal = START_CASH, max_contracts: int | None = None
    ) -> AccountId:
        """Open an account. ``max_contracts``: most it may hold per instrument. UsageError if the name is taken."""
        account = account_id(connection, name)
        if account in self._accounts:
            raise UsageError(f"The practice account {account} exists already. Choose another name.")
        self._accounts[account] = Account(account, cash, max_contracts)
        self._connections.setdefault(connection, []).append(account)
        self._listeners[account] = []
        return account

    def accounts(self, connection: ConnectionId) -> tuple[AccountId, ...]:
        """The accounts of one connection, in the order they were added."""
        return tuple(self._connections.get(connection, ()))

    def lock(self, account: AccountId, text: str) -> None:
        """Reject every order of the account from now on, with this text."""
        self.account(account).lock = text

    def unlock(self, account: AccountId) -> None:
        self.account(account).lock = ""

    def listen(self, account: AccountId, listener: AccountListener) -> None:
        self.account(account)
        self._listeners[account].append(listener)

    def unlisten(self, account: AccountId, listener: AccountListener) -> None:
        self._listeners[account].remove(listener)

    def hand(self, account: AccountId) -> Hand:
        """The trader's own hand on an account, as on his platform."""
        self.account(account)
        return Hand(self, account)

    def link(
        self,
        connection: ConnectionId,
        sink: Sink,
        quote_sink: QuoteSink | None = None,
        latency: Latency | None = None,
        faults: FaultPlan | None = None,
        capabilities: Capabilities = EVERYTHING,
    ) -> PracticeLink:
        """A connection of the program to this exchange; its ``line`` switches faults, ``faults`` draws them.

        ``capabilities``: what the connection can do; what it lacks is refused there.
        """
        latency = latency if latency is not None else Latency()
        link = PracticeLink(self, connection, sink, quote_sink, latency, capabilities)
        if faults is not None:
            link.line.plan(faults)
        return link

    # --- orders -------------------------------------------------------------------------------------------------

    def place(
        self,
        account: AccountId,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind = OrderKind.MARKET,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
        client_order_id: ClientOrderId | None = None,
        reject: str = "",
    ) -> VenueOrderId:
        """Place an order; what becomes of it is reported. ``reject``: reject it with this text, whatever it is.

        Raises UsageError for an account or contract that does not exist.
        """
        owner = self.account(account)
        listed = instrument(symbol)
        book = self._books[symbol]
        order = Order(account, symbol, side, qty, kind)
        order.venue_order_id = VenueOrderId(str(next(self._order_numbers)))
        order.client_order_id = client_order_id
        owner.orders[order.venue_order_id] = order
        text = reject or refusal(owner, order, book, self.closed, limit, stop)
        if client_order_id is not None:
            owner.by_client_id.setdefault(client_order_id, order)
        if text:
            order.status, order.text = OrderStatus.REJECTED, text
            self._report(order, limit, stop)
            return order.venue_order_id
        order.limit = to_ticks(limit, listed)
        order.stop = to_ticks(stop, listed)
        owner.working[order.venue_order_id] = order
        self._report(order, limit, stop)
        book.submit(order)
        self.settle(symbol)
        return order.venue_order_id

    def cancel(self, account: AccountId, venue_order_id: VenueOrderId) -> str:
        """Cancel an order. "" when done, else the exchange's words why not."""
        owner = self.account(account)
        order = owner.orders.get(venue_order_id)
        if order is None:
            return "unknown order"
        if order.status.final:
            return f"order is {order.status.value} already"
        self._books[order.symbol].cancel(order)
        self._done(order)
        self.settle(order.symbol)
        return ""

    def close(self, account: AccountId, symbol: Symbol, client_order_id: ClientOrderId) -> VenueOrderId:
        """Cancel every order of one contract and close the position at the market, in one step. Flat: the close is
        rejected with a text that says so, and the orders are cancelled all the same."""
        for report in self.working(account):
            if report.symbol == symbol:
                self.cancel(account, report.venue_order_id)
        held = self.position(account, symbol)
        side, reject = (Side.of(-held), "") if held else (Side.SELL, FLAT_ALREADY)
        return self.place(account, symbol, side, abs(held) or 1, client_order_id=client_order_id, reject=reject)

    def modify(
        self,
        account: AccountId,
        venue_order_id: VenueOrderId,
        qty: int | None = None,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
    ) -> str:
        """Change what is given of a working order. "" when done, else the exchange's words; then nothing changed."""
        owner = self.account(account)
        order = owner.orders.get(venue_order_id)
        if order is None or order.report is None:
            return "unknown order"
        qty = order.qty if qty is None else qty
        limit = order.report.limit if limit is None else limit
        stop = order.report.stop if stop is None else stop
        book = self._books[order.symbol]
        if text := change_refusal(owner, order, book, self.closed, qty, limit, stop):
            return text
        listed = CATALOG[order.symbol]
        self._report(order, limit, stop, qty)
        book.modify(order, qty, to_ticks(limit, listed), to_ticks(stop, listed))
        self.settle(order.symbol)
        return ""

    # --- reads --------------------------------------------------------------------------------------------------

    def account(self, account: AccountId) -> Account:
        """The account itself, to read: orders, fills, holdings. UsageError when there is none."""
        found = self._accounts.get(account)
        if found is None:
            raise UsageError(f"There is no practice account {account}. Open it before trading on it.")
        return found

    def working(self, account: AccountId) -> tuple[OrderReport, ...]:
        """The account's working orders, oldest first."""
        return tuple(o.report for o in self.account(account).working.values() if o.report is not None)

    def position(self, account: AccountId, symbol: Symbol) -> int:
        """Signed contracts held."""
        return self.account(account).position(symbol)

    def cash(self, account: AccountId) -> Decimal:
        """Start + closed profit - fees, in account currency."""
        return self.account(account).cash

    def net_liq(self, account: AccountId) -> Decimal:
        """Cash and open profit at the last traded prices, in account currency."""
        owner = self.account(account)
        return owner.cash + sum(
            (
                holding.open_ticks(self._books[symbol].last) * holding.instrument.tick_value
                for symbol, holding in owner.holdings.items()
                if holding.qty
            ),
            Decimal(0),
        )

    def quote(self, symbol: Symbol) -> Quote:
        """The best prices and the last traded one, in points. Where nobody stands, the last price that is not
        through the other side."""
        listed = instrument(symbol)
        bid, ask, last = (ticks * listed.tick_size for ticks in self._touch(symbol))
        return Quote(symbol, bid, ask, last, self.clock.now())

    def book(self, symbol: Symbol) -> Book:
        """The book itself, to read."""
        return self._books[instrument(symbol).symbol]

    def on_quote(self, listener: Callable[[Quote], None]) -> None:
        """Tell every change of best or last prices; collecting them is the listener's matter."""
        self._quote_listeners.append(listener)

    def off_quote(self, listener: Callable[[Quote], None]) -> None:
        self._quote_listeners.remove(listener)

    # --- what the books say (BookListener) ----------------------------------------------------------------------

    def traded(self, maker: Order, taker: Order, price: int, qty: int) -> None:
        for order in (maker, taker):
            if order.owner is None:
                self._thinned = True
            else:
                self._filled(self._accounts[order.owner], order, price, qty)

    def ended(self, order: Order) -> None:
        if order.owner is not None:
            self._done(order)

    # --- inside -------------------------------------------------------------------------------------------------

    def _touch(self, symbol: Symbol) -> tuple[int, int, int]:
        book = self._books[symbol]
        last, bid, ask = book.last, book.bid, book.ask
        if bid is None:
            bid = last if ask is None else min(last, ask)
        return bid, (max(last, bid) if ask is None else ask), last

    def _report(self, order: Order, limit: Decimal | None, stop: Decimal | None, qty: int | None = None) -> None:
        assert order.owner is not None
        order.report = report = OrderReport(
            order.venue_order_id,
            order.client_order_id,
            order.symbol,
            order.side,
            order.kind,
            order.qty if qty is None else qty,
            order.filled,
            order.status,
            limit,
            stop,
            order.text,
        )
        for listener in tuple(self._listeners[order.owner]):
            listener.order(order.owner, report)

    def _done(self, order: Order) -> None:
        assert order.owner is not None
        assert order.report is not None
        del self._accounts[order.owner].working[order.venue_order_id]
        self._report(order, order.report.limit, order.report.stop)

    def _filled(self, owner: Account, order: Order, price: int, qty: int) -> None:
        assert order.report is not None
        listed = CATALOG[order.symbol]
        holding = owner.holding(listed)
        closed = holding.fill(order.side, qty, price)
        owner.cash += closed * listed.tick_value - qty * self._fees[order.symbol]
        fill = Fill(
            FillId(str(next(self._fill_numbers))),
            order.venue_order_id,
            order.client_order_id,
            order.symbol,
            order.side,
            qty,
            price * listed.tick_size,
            self.clock.now().utc_ns,
        )
        owner.fills.append(fill)
        if order.status is OrderStatus.FILLED:
            del owner.working[order.venue_order_id]
        listeners = tuple(self._listeners[owner.id])
        for listener in listeners:
            listener.fill(owner.id, fill)
        self._report(order, order.report.limit, order.report.stop)
        position = holding.report()
        for listener in listeners:
            listener.position(owner.id, position)
            listener.balance(owner.id, owner.cash)
