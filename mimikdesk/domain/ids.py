"""Identifiers. Each is a plain string at run time; the types keep them from being mixed up."""

from typing import NewType

ConnectionId = NewType("ConnectionId", str)
"""One login at one broker and environment, e.g. ``practice-1``."""

AccountId = NewType("AccountId", str)
"""One trading account, unique in the program: ``<connection>/<the broker's own account name or number>``."""

GroupId = NewType("GroupId", str)

Symbol = NewType("Symbol", str)
"""A dated contract as root, month letter and last digit of the year: ``MNQZ6``. Adapters translate to and from it."""

VenueOrderId = NewType("VenueOrderId", str)
"""The broker's own number for an order. Unique within an account."""

OWN_MARK = "MK"
"""How the program's own ids for its orders begin."""

ClientOrderId = NewType("ClientOrderId", str)
"""The program's own id for an order, derived from what caused it (engine.client_ids). 26 ASCII characters."""

FillId = NewType("FillId", str)
"""The broker's own number for a fill. Unique within an account."""


def account_id(connection: ConnectionId, venue_account: str) -> AccountId:
    """Join a connection and the broker's account name into the program-wide id."""
    return AccountId(f"{connection}/{venue_account}")
