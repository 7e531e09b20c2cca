"""What must hold of the request budgets of the connections (rule 3.6), worked out from the program's records."""

from mimikdesk.domain.commands import ModifyOrder, orders_in
from mimikdesk.domain.decisions import Decision, ReadAccount, SendCommand
from mimikdesk.domain.events import BudgetReported, Event
from mimikdesk.domain.ids import AccountId, ClientOrderId, ConnectionId
from tests.simulation.broken import require
from tests.simulation.seen import Seen
from tests.simulation.setting import LEADER


class BudgetRules:
    """Follows one run. Counts, between two reports of a connection, what is sent through it."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._left: dict[ConnectionId, int | None] = {}
        self._locked_until_ns: dict[ConnectionId, int | None] = {}
        self._sizes: dict[tuple[AccountId, ClientOrderId], tuple[int, int]] = {}

    def take(self, entry: Event | Decision) -> None:
        """After ``seen`` has taken it."""
        match entry:
            case BudgetReported(connection=connection, left=left, penalty_until_ns=until_ns):
                self._left[connection] = left
                self._locked_until_ns[connection] = until_ns
            case SendCommand():
                self._sent(entry)
            case ReadAccount(account=account):
                require(not self._locked(self._connection(account)), "read in a penalty", account)
            case _:
                pass

    def _sent(self, sent: SendCommand) -> None:
        account = sent.command.account
        connection = self._connection(account)
        for order in orders_in(sent.command):
            self._sizes[account, order.client_order_id] = order.qty, sent.meant(order)[2]
        left = self._left.get(connection)
        opens = bool(sent.opens) and self._grows(sent)
        if opens:
            require(not self._locked(connection), "opened in a penalty", f"{account}: {sent.command}")
        if left is None:
            return
        self._left[connection] = left = left - 1
        if opens:
            to_close = self._to_close(connection)
            require(
                left >= to_close,
                "opened with what closing needs",
                f"{account}: {left} requests left, {to_close} to close: {sent.command}",
            )

    def _grows(self, sent: SendCommand) -> bool:
        """Whether more may be opened afterwards than before. A change may make an order smaller or only move it, and
        what closed before may open by now although nothing was sent."""
        command = sent.command
        if not isinstance(command, ModifyOrder):
            return True
        key = command.account, command.client_order_id
        qty = command.qty if command.qty is not None else 0
        before_qty, before = self._sizes.get(
            key, (qty, sent.opens)
        )  # one that an earlier run left: nobody told its size
        self._sizes[key] = qty or before_qty, sent.opens
        return sent.opens > before and qty > before_qty

    def _to_close(self, connection: ConnectionId) -> int:
        """Instruments of followers of this connection in which something is held or may come to be."""
        return sum(
            len(
                {
                    *(symbol for symbol, place in watched.places.items() if place.position),
                    *(own.order.symbol for own in watched.live.values() if not own.gone),
                }
            )
            for account, watched in self._seen.accounts.items()
            if account != LEADER and self._connection(account) == connection
        )

    def _locked(self, connection: ConnectionId) -> bool:
        until_ns = self._locked_until_ns.get(connection)
        return until_ns is not None and self._seen.now_ns < until_ns

    def _connection(self, account: AccountId) -> ConnectionId:
        return self._seen.connection_of[account]
