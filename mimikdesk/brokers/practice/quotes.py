"""Prices for one connection: the newest of each contract, a moment after it changed, and the word that none come."""

from typing import TYPE_CHECKING

from mimikdesk.brokers.port import QuoteSink
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.prices import QuotesEnded

if TYPE_CHECKING:
    from mimikdesk.brokers.practice.venue import PracticeVenue


class QuoteFeed:
    """``delay_ns``: how long a price takes. What changes again meanwhile is told once, with its newest price."""

    def __init__(self, venue: "PracticeVenue", sink: QuoteSink, delay_ns: int) -> None:
        self._venue = venue
        self._sink = sink
        self._delay_ns = delay_ns
        self._pending: set[Symbol] = set()
        self._on = False

    def start(self) -> None:
        """Tell the prices of all contracts once, then every change."""
        if self._on:
            return
        self._on = True
        self._venue.on_quote(self._changed)
        for symbol in CATALOG:
            self._tell_later(symbol)

    def stop(self) -> None:
        if self._on:
            self._on = False
            self._venue.off_quote(self._changed)
            self._venue.clock.call_later(0, self._tell_end)

    def _changed(self, quote: Quote) -> None:
        self._tell_later(quote.symbol)

    def _tell_later(self, symbol: Symbol) -> None:
        if symbol not in self._pending:
            self._pending.add(symbol)
            self._venue.clock.call_later(self._delay_ns, lambda: self._tell(symbol))

    def _tell(self, symbol: Symbol) -> None:
        self._pending.discard(symbol)
        if self._on:
            self._sink(self._venue.quote(symbol))

    def _tell_end(self) -> None:
        if not self._on:
            self._sink(QuotesEnded(tuple(CATALOG), self._venue.clock.now()))
