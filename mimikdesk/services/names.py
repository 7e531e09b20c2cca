"""How accounts and connections are called, as the trader set them up; changed while the program runs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mimikdesk.domain.accounts import Account, Connection
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.engine.state import EngineState
from mimikdesk.services.broker_forms import PRACTICE


@dataclass(frozen=True, slots=True)
class AccountNames:
    """How an account and its connection are called."""

    account: Account
    connection_name: str


class Names:
    def __init__(self, state: EngineState, connections: Iterable[Connection], accounts: Iterable[Account]) -> None:
        self._state = state
        self._connections = {connection.id: connection for connection in connections}
        self._accounts = {account.id: account for account in accounts}
        self.changes = 0
        """How often anything of it was changed."""

    @property
    def accounts(self) -> Collection[AccountId]:
        """All that were set up, as they are at any time."""
        return self._accounts.keys()

    @property
    def connections(self) -> Collection[Connection]:
        return self._connections.values()

    def of(self, account: AccountId) -> AccountNames:
        """A login may bring accounts that nobody set up; they go by the broker's own name."""
        named = self._accounts.get(account)
        if named is None:
            connection = self._state.connection_of.get(account, ConnectionId(account.partition("/")[0]))
            named = Account(account, connection, account.partition("/")[2] or account)
        return AccountNames(named, self.connection(named.connection))

    def connection(self, connection: ConnectionId) -> str:
        known = self._connections.get(connection)
        return known.name if known is not None else connection

    def market(self, connection: ConnectionId) -> str:
        """Whose prices its accounts trade at: the practice exchange makes its own, all others share the real ones."""
        known = self._connections.get(connection)
        return known.broker if known is not None and known.broker == PRACTICE.broker else ""

    def accounts_of(self, connection: ConnectionId) -> tuple[Account, ...]:
        return tuple(account for account in self._accounts.values() if account.connection == connection)

    def get(self, connection: ConnectionId) -> Connection | None:
        return self._connections.get(connection)

    def put(self, connection: Connection, accounts: Iterable[Account] = ()) -> None:
        self.changes += 1
        self._connections[connection.id] = connection
        self._accounts |= {account.id: account for account in accounts}

    def drop(self, connection: ConnectionId) -> None:
        self.changes += 1
        self._connections.pop(connection, None)
        for account in self.accounts_of(connection):
            del self._accounts[account.id]
