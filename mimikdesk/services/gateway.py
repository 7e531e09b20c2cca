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
from mimikdesk.domain.decisions import Purpose
from mimikdesk.domain.errors import JournalError, LeaderRefusedError, MimikDeskError
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.domain.time import Stamp


class IntentSink(Protocol):
    """Where an order is written down before it is sent; JournalError when that failed."""

    def append(self, order: PlaceOrder, at: Stamp) -> None: ...


class NotSentError(MimikDeskError):
    """The command did not leave this machine."""


class Gateway:
    """Keeps its own list of leaders, so that a mistake anywhere else cannot open the door."""

    def __init__(self, intents: IntentSink) -> None:
        self._intents = intents
        self._links: dict[AccountId, BrokerLink] = {}
        self._leaders: dict[GroupId, AccountId] = {}
        self._led: frozenset[AccountId] = frozenset()

    def attach(self, link: BrokerLink) -> None:
        """Take commands for the accounts of this link; call again when it has learned of new ones."""
        for account in link.accounts:
            self._links[account] = link

    def define_group(self, group: CopyGroup) -> None:
        self._leaders[group.group] = group.leader
        self._led = frozenset(self._leaders.values())

    def send(self, command: Command, purpose: Purpose, at: Stamp) -> None:
        """Send a command now.

        Raises LeaderRefusedError for a leader's account, also where only a part of the command names it, and
        NotSentError when no connection has the account, or an opening order could not be written down. An exit goes
        out even then: exits always go through.
        """
        orders = orders_in(command)
        for account in (command.account, *(order.account for order in orders)):
            if account in self._led:
                raise LeaderRefusedError(f"An order for the leader account {account} was refused. Nothing was sent.")
            if account != command.account:
                raise NotSentError("its parts name different accounts")
        link = self._links.get(command.account)
        if link is None:
            raise NotSentError("no open connection has this account")
        for order in orders:
            try:
                self._intents.append(order, at)
            except JournalError as error:
                if purpose is not Purpose.CLOSE:
                    raise NotSentError(str(error)) from error
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

    def refresh(self, account: AccountId) -> None:
        """Ask for a fresh snapshot of an account; leaders may be read."""
        link = self._links.get(account)
        if link is not None:
            link.refresh(account)
