"""The practice exchange: books, accounts, and the market that trades in them, all on one clock.

Everything happens at once and in the order it is asked for; delay and trouble on the line are the link's matter.
Whoever stands before the exchange (a link, a server speaking a broker's protocol) acts through ``desk`` and hears
about an account through an ``AccountListener``. For one fill an account hears: fill, order, position, cash; before the
first fill of an order it hears that the order works.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from mimikdesk.brokers.port import QuoteSink, Sink
from mimikdesk.brokers.practice.accounts import Account
from mimikdesk.brokers.practice.book import Book
from mimikdesk.brokers.practice.catalog import LISTED, instrument
from mimikdesk.brokers.practice.clerk import AccountListener, Clerk
from mimikdesk.brokers.practice.desk import Desk
from mimikdesk.brokers.practice.faults import FaultPlan
from mimikdesk.brokers.practice.floor import Floor
from mimikdesk.brokers.practice.hand import Hand
from mimikdesk.brokers.practice.link import EVERYTHING, PracticeLink
from mimikdesk.brokers.practice.market import Market, SeededMarket
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.brokers.practice.ties import Ties
from mimikdesk.brokers.practice.wire import Latency
from mimikdesk.domain.capabilities import Capabilities
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol, VenueOrderId, account_id
from mimikdesk.domain.orders import OrderReport
from mimikdesk.domain.time import MILLISECOND

START_CASH = Decimal("50000")


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
        self._connections: dict[ConnectionId, list[AccountId]] = {}
        self._quote_listeners: list[Callable[[Quote], None]] = []
        # The journal knows orders and fills by these numbers over restarts, so each run begins above the one before.
        first = clock.now().utc_ns // MILLISECOND
        self._books = {symbol: Book(self, int(product.start / product.tick_size)) for symbol, product in LISTED.items()}
        by_symbol = {symbol: (fees or {}).get(product.root, product.fee) for symbol, product in LISTED.items()}
        self._clerk = Clerk(clock, by_symbol, first)
        self._ties = Ties(self._books, self._clerk)
        self.desk = Desk(self, self._books, self._clerk, self._ties, first)
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
        while self._thinned or self._ties.due:
            if self._ties.due:
                self._ties.release()
            if self._thinned:
                self._thinned = False
                self._market.refill(symbol)
        self._clerk.tell_moved()
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
        if account in self._clerk.accounts:
            raise UsageError(f"The practice account {account} exists already. Choose another name.")
        self._clerk.accounts[account] = Account(account, cash, max_contracts)
        self._connections.setdefault(connection, []).append(account)
        self._clerk.listeners[account] = []
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
        self._clerk.listeners[account].append(listener)

    def unlisten(self, account: AccountId, listener: AccountListener) -> None:
        self._clerk.listeners[account].remove(listener)

    def hand(self, account: AccountId, link_ids: bool = True) -> Hand:
        """The trader's own hand on an account, as on his platform. ``link_ids``: whether reports of his pairs and
        brackets name what belongs together; some platforms do not tell."""
        return Hand(self.desk, self.account(account), link_ids)

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

    # --- the exchange's own acts --------------------------------------------------------------------------------

    def expire_day_orders(self, keep: Collection[VenueOrderId] = ()) -> None:
        """The trading day is over: every working and held order expires, but for those to ``keep``."""
        self.desk.expire(keep)

    def liquidate(self, account: AccountId, symbol: Symbol, text: str) -> VenueOrderId | None:
        """The broker closes a position by himself, locked or not; ``text`` says why. None when it was flat."""
        return self.desk.liquidate(account, symbol, text)

    # --- reads --------------------------------------------------------------------------------------------------

    def account(self, account: AccountId) -> Account:
        """The account itself, to read: orders, fills, holdings. UsageError when there is none."""
        found = self._clerk.accounts.get(account)
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
            elif order.tie is None:
                self._clerk.filled(order, price, qty)
            else:
                self._ties.hold_back(order)
                self._clerk.filled(order, price, qty)
                self._ties.filled(order, qty)

    def ended(self, order: Order) -> None:
        if order.owner is not None:
            self._clerk.ended(order)
            self._ties.ended(order)

    def moved(self, order: Order) -> None:
        self._clerk.moved(order)

    # --- inside -------------------------------------------------------------------------------------------------

    def _touch(self, symbol: Symbol) -> tuple[int, int, int]:
        book = self._books[symbol]
        last, bid, ask = book.last, book.bid, book.ask
        if bid is None:
            bid = last if ask is None else min(last, ask)
        return bid, (max(last, bid) if ask is None else ask), last
