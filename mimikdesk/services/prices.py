"""The freshest price of each contract, and since when it has been a price of the past.

A quote of a feed that lives is a price of now, however long ago it changed. Everything else is of its moment: a mark,
and the last quote of a feed that ended.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.prices import Mark, MarkSource, Price, QuotesEnded
from mimikdesk.domain.time import Stamp


class Source(StrEnum):
    """Where a figure comes from."""

    QUOTE = "quote"
    FILL = "fill"
    IMPLIED = "implied"
    BROKER = "broker"
    """Not a price: the broker told the figure itself."""


_OF_MARKS = {MarkSource.FILL: Source.FILL, MarkSource.IMPLIED: Source.IMPLIED}


@dataclass(frozen=True, slots=True)
class Known:
    """A price, or a figure reckoned with it. ``as_of``: when it was true; None where it is true now."""

    amount: Decimal
    source: Source
    as_of: Stamp | None = None

    def fresher_than(self, other: "Known") -> bool:
        if self.as_of is None or other.as_of is None:
            return self.as_of is None and other.as_of is not None
        return self.as_of.mono_ns > other.as_of.mono_ns

    def age_ns(self, now: Stamp) -> int:
        """How old it is. In a sleep one clock may stand still, and when it is set the other one is wrong: the larger
        age counts."""
        if self.as_of is None:
            return 0
        return max(0, now.utc_ns - self.as_of.utc_ns, now.mono_ns - self.as_of.mono_ns)


class Prices:
    """``quotes``: the last one of each contract, of feeds that live and of others."""

    def __init__(self) -> None:
        self.quotes: dict[Symbol, Quote] = {}
        self._ended: dict[Symbol, Stamp] = {}
        self._marks: dict[Symbol, Mark] = {}

    def take(self, price: Price) -> None:
        match price:
            case Quote(symbol=symbol):
                self.quotes[symbol] = price
                self._ended.pop(symbol, None)
            case QuotesEnded(symbols=symbols, at=at):
                self._ended.update(dict.fromkeys((its for its in symbols if its in self.quotes), at))
            case Mark(symbol=symbol):
                known = self._marks.get(symbol)
                if known is None or price.at.mono_ns >= known.at.mono_ns:
                    self._marks[symbol] = price

    def of(self, symbol: Symbol) -> Known | None:
        quote, mark = self.quotes.get(symbol), self._marks.get(symbol)
        marked = Known(mark.price, _OF_MARKS[mark.source], mark.at) if mark is not None else None
        if quote is None:
            return marked
        quoted = Known(quote.last, Source.QUOTE, self._ended.get(symbol))
        return marked if marked is not None and marked.fresher_than(quoted) else quoted
