"""The gateway: the one door through which commands leave for the brokers.

It refuses leader accounts, whoever asks (rule 4.5), writes each order down before it is sent (rule 7.3), and hands it
to the link at once; nothing here waits for an answer.
"""

from typing import Protocol

from mimikdesk.brokers.port import BrokerLink
from mimikdesk.domain.commands import (
    CancelAllOrders,
    CancelOrder,
    ClosePosition,
    Command,
    ModifyOrder,
    PlaceBracket,
    PlaceOco,
    PlaceOrder,
    orders_in,
)
from mimikdesk.domain.decisions import Purpose, SendCommand
from mimikdesk.domain.errors import JournalError, LeaderRefusedError, MimikDeskError
from mimikdesk.domain.events import PastRecalled
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, ClientOrderId, GroupId
from mimikdesk.domain.time import Stamp


class IntentSink(Protocol):
    """Where an order is written down before it is sent; JournalError when that failed. ``sent``: the decision that it
    is a part of."""

    def append(self, order: PlaceOrder, at: Stamp, sent: SendCommand) -> None: ...


class NotSentError(MimikDeskError):
    """The command did not leave this machine."""


class Gateway:
    """Keeps its own list of leaders, so that a mistake anywhere else cannot open the door."""

    def __init__(self, intents: IntentSink) -> None:
        self._intents = intents
        self._links: dict[AccountId, BrokerLink] = {}
        self._leaders: dict[GroupId, AccountId] = {}
        self._led: frozenset[AccountId] = frozenset()
        self._past: set[tuple[AccountId, ClientOrderId]] = set()

    def recall(self, past: PastRecalled) -> None:
        """Know the orders of earlier runs: an opening that goes by one of their ids was sent already (rule 7.1)."""
        self._past.update((past.account, order.order.client_order_id) for order in past.orders)

    def attach(self, link: BrokerLink) -> None:
        """Take commands for the accounts of this link; call again when it has learned of new ones."""
        for account in link.accounts:
            self._links[account] = link

    def detach(self, link: BrokerLink) -> None:
        """Take no commands any more for the accounts that hang on this link: they end as not sent."""
        self._links = {account: its for account, its in self._links.items() if its is not link}

    def define_group(self, group: CopyGroup) -> None:
        self._leaders[group.group] = group.leader
        self._led = frozenset(self._leaders.values())

    def forget_group(self, group: GroupId) -> None:
        """It was removed: who led it is an account like any other."""
        self._leaders.pop(group, None)
        self._led = frozenset(self._leaders.values())

    def send(self, sent: SendCommand, at: Stamp) -> None:
        """Send a command now.

        Raises LeaderRefusedError for a leader's account, also where only a part of the command names it, and
        NotSentError when no connection has the account, or an opening order could not be written down or was sent by
        an earlier run. An exit goes out even then: exits always go through.
        """
        command, purpose, orders = sent.command, sent.purpose, orders_in(sent.command)
        for account in (command.account, *(order.account for order in orders)):
            if account in self._led:
                raise LeaderRefusedError(f"An order for the leader account {account} was refused. Nothing was sent.")
            if account != command.account:
                raise NotSentError("its parts name different accounts")
        if command.account not in self._links:
            raise NotSentError("no open connection has this account")
        again = any((order.account, order.client_order_id) in self._past for order in orders)
        if again and purpose is not Purpose.CLOSE:
            raise NotSentError("it was sent before the restart")
        for order in orders:
            try:
                self._intents.append(order, at, sent)
            except JournalError as error:
                if purpose is not Purpose.CLOSE:
                    raise NotSentError(str(error)) from error
        self._hand_over(self._links[command.account], command)

    def refresh(self, account: AccountId) -> None:
        """Ask for a fresh snapshot of an account; leaders may be read."""
        link = self._links.get(account)
        if link is not None:
            link.refresh(account)

    @staticmethod
    def _hand_over(link: BrokerLink, command: Command) -> None:
        match command:
            case PlaceOrder():
                link.place(command)
            case PlaceOco():
                link.place_oco(command)
            case PlaceBracket():
                link.place_bracket(command)
            case ModifyOrder():
                link.modify(command)
            case ClosePosition():
                link.close_position(command)
            case CancelOrder():
                link.cancel(command)
            case CancelAllOrders():
                link.cancel_all(command)
