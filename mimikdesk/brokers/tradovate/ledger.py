"""What the senders of commands have to know of accounts, contracts, orders and positions, asked of the books."""

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.books import Books
from mimikdesk.brokers.tradovate.commands import VenueAccount
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import Fill, OrderReport, Side
from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class Known:
    """An order as it was last told. ``duration``: its time in force, in the broker's word."""

    account: AccountId
    order_id: int
    report: OrderReport
    duration: str


class Ledger:
    """``used``: client order ids that were taken for an order already. Orders are known from their reports, which
    ``note`` is given."""

    def __init__(self, books: Books) -> None:
        self.used: set[tuple[AccountId, ClientOrderId]] = set()
        self._books = books
        self._accounts: dict[AccountId, VenueAccount] = {}
        self._orders: dict[int, tuple[AccountId, OrderReport]] = {}
        self._numbers: dict[tuple[AccountId, ClientOrderId], int] = {}
        self._since: dict[tuple[AccountId, Symbol], int] = {}

    def note(self, account: AccountId, report: OrderReport) -> None:
        number = report.venue_order_id
        if number.isdigit():
            self._orders[int(number)] = account, report
            if report.client_order_id is not None:
                key = account, report.client_order_id
                self._numbers[key] = int(number)
                self.used.add(key)

    def knows(self, venue_order_id: VenueOrderId) -> bool:
        return venue_order_id.isdigit() and int(venue_order_id) in self._orders

    def begin_again(self) -> None:
        """Everything is read anew. Which ids were used stays known."""
        self._orders.clear()
        self._since.clear()

    def account(self, account: AccountId) -> VenueAccount | None:
        """None for one that this connection does not have."""
        row = self._books.account_row(account)
        if row is None:
            return None
        known = self._accounts.get(account)
        if known is None or known.id != row.number or known.name != row.name:
            known = self._accounts[account] = VenueAccount(row.number, row.name)
        return known

    def instrument(self, symbol: Symbol) -> Instrument | None:
        return self._books.instrument(symbol)

    def contract_id(self, symbol: Symbol) -> int | None:
        return self._books.contract_id(symbol)

    def by_client_id(self, account: AccountId, client_order_id: ClientOrderId) -> Known | None:
        number = self._numbers.get((account, client_order_id))
        return self.by_number(number) if number is not None else None

    def by_number(self, order_id: int) -> Known | None:
        found = self._orders.get(order_id)
        if found is None:
            return None
        version = self._books.version(order_id)
        duration = version.in_force if version is not None and version.in_force else facts.DEFAULT_TIME_IN_FORCE
        return Known(found[0], order_id, found[1], duration)

    def open_orders(self, account: AccountId) -> list[int]:
        """The numbers of all orders that are not at their end, held legs and foreign ones too."""
        return [number for number, (its, report) in self._orders.items() if its == account and not report.status.final]

    def note_fill(self, account: AccountId, fill: Fill) -> None:
        key = account, fill.symbol
        self._since[key] = self._since.get(key, 0) + fill.side.sign * fill.qty

    def note_position(self, account: AccountId, symbol: Symbol) -> None:
        self._since.pop((account, symbol), None)

    def net(self, account: AccountId, symbol: Symbol) -> int:
        """The signed position as it was last told."""
        row = self._books.position_row(account, symbol)
        return row.net if row is not None else 0

    def closes(self, account: AccountId, symbol: Symbol, side: Side, qty: int) -> bool:
        """Whether so much on this side can only make the position smaller: as it was told, or with the fills since,
        for the two overtake each other and an exit is not to wait for that."""
        told = self.net(account, symbol)
        since = told + self._since.get((account, symbol), 0)
        return any(held * side.sign < 0 and qty <= abs(held) for held in (told, since))
