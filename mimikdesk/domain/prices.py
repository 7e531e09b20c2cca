"""Prices for the eye and for open profit, beside ``Quote``: never an input of the engine."""

from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.record import record
from mimikdesk.domain.time import Stamp


class MarkSource(StrEnum):
    """What a mark was taken from."""

    FILL = "fill"
    """A fill of any account of the login."""
    IMPLIED = "implied"
    """The open profit that the broker told of one account, and its position."""


@record(frozen=True, slots=True)
class Mark:
    """What one contract was worth at a moment, where no feed quotes it. ``at``: that moment; it is of that age from
    then on, while a ``Quote`` stands until the next one."""

    symbol: Symbol
    price: Decimal
    source: MarkSource
    at: Stamp


@record(frozen=True, slots=True)
class QuotesEnded:
    """The feed of these contracts is gone: their last quotes are prices of the past from now on."""

    symbols: tuple[Symbol, ...]
    at: Stamp


Price = Quote | Mark | QuotesEnded
