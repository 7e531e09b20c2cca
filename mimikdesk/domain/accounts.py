"""Connections and accounts as the trader set them up."""

from dataclasses import dataclass

from mimikdesk.domain.ids import AccountId, ConnectionId


@dataclass(frozen=True, slots=True)
class Connection:
    """One login at one broker. ``broker``: the adapter's name (``practice``); ``environment``: ``demo`` or ``live``."""

    id: ConnectionId
    name: str
    broker: str
    environment: str


@dataclass(frozen=True, slots=True)
class Account:
    """One trading account. ``name``: the broker's own name or number for it, unique on its connection."""

    id: AccountId
    connection: ConnectionId
    name: str
