"""What may be asked of the books at any time: accounts, orders, contracts and positions as they are known now."""

from decimal import Decimal

from mimikdesk.brokers.tradovate.accounts import Accounts
from mimikdesk.brokers.tradovate.contracts import Contracts
from mimikdesk.brokers.tradovate.orders import Orders
from mimikdesk.brokers.tradovate.rows import AccountRow, AutoLiqRow, OrderRow, PositionRow, VersionRow
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.time import Stamp


class Questions:
    """Nothing here changes anything. What is not known is None, never a guess."""

    def __init__(self, accounts: Accounts, contracts: Contracts, orders: Orders) -> None:
        self._accounts = accounts
        self._contracts = contracts
        self._orders = orders

    @property
    def accounts(self) -> tuple[AccountId, ...]:
        """All accounts that were ever listed; one may be absent from the broker's list for a while."""
        return self._accounts.ids

    def account_row(self, account: AccountId) -> AccountRow | None:
        number = self._accounts.number(account)
        return self._accounts.rows[number] if number is not None else None

    def auto_liq(self, account: AccountId) -> AutoLiqRow | None:
        number = self._accounts.number(account)
        return self._accounts.auto_liq.get(number) if number is not None else None

    def blocked(self, account: AccountId, at: Stamp) -> str:
        """Why the account may not open positions, in words for the trader; "" when it may, as far as is known."""
        return self._accounts.blocked(account, at.utc_ns)

    def order_id(self, client_order_id: ClientOrderId) -> int | None:
        """The broker's id of an own order, from the answer to its place or from its command."""
        return self._orders.sent.get(client_order_id)

    def client_order_id(self, order_id: int) -> ClientOrderId | None:
        order = self._orders.all.get(order_id)
        return order.client if order is not None else None

    def order(self, order_id: int) -> OrderRow | None:
        order = self._orders.all.get(order_id)
        return order.row if order is not None else None

    def version(self, order_id: int) -> VersionRow | None:
        """The terms of an order that are in force."""
        order = self._orders.all.get(order_id)
        return self._orders.version(order) if order is not None else None

    def working(self, account: AccountId) -> tuple[int, ...]:
        """The ids of all orders of an account that have not ended, held legs and foreign ones too."""
        number = self._accounts.number(account)
        return tuple(
            order.number
            for order in self._orders.all.values()
            if order.row is not None and order.row.account == number and not order.ended
        )

    def contract_id(self, symbol: Symbol) -> int | None:
        return self._contracts.number(symbol)

    def instrument(self, symbol: Symbol) -> Instrument | None:
        number = self._contracts.number(symbol)
        return self._contracts.instrument(number) if number is not None else None

    def position_row(self, account: AccountId, symbol: Symbol) -> PositionRow | None:
        number, contract = self._accounts.number(account), self._contracts.number(symbol)
        return self._accounts.position(number, contract) if number is not None and contract is not None else None

    def to_tick(self, symbol: Symbol, price: Decimal) -> Decimal:
        """The nearest price on the contract's tick, exactly; half-way goes up. An unknown contract changes nothing."""
        return self._contracts.to_tick(symbol, price)
