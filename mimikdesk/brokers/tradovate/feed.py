"""Quotes over Tradovate's market-data socket, for a login that is entitled to them over the API. Most are not.

It is for the eye only. Whatever goes wrong here is told to nobody: there are no quotes then, and open profit comes from
elsewhere. A subscription that is refused is not asked for again until the link is opened anew, nor is anything else of
a socket that does not take the token. What was subscribed once stays so while the socket lives, for a contract is often
held again. Source of ``md/subscribequote`` and its events: the vendor's description of its web sockets.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from mimikdesk.brokers.network import Network
from mimikdesk.brokers.offline import back_off_ns
from mimikdesk.brokers.port import QuoteSink
from mimikdesk.brokers.tradovate import facts, values
from mimikdesk.brokers.tradovate.frames import Junk, Reply
from mimikdesk.brokers.tradovate.login import Login
from mimikdesk.brokers.tradovate.md_line import MdLine
from mimikdesk.brokers.tradovate.penalty import ticket_in
from mimikdesk.brokers.tradovate.questions import Questions
from mimikdesk.brokers.tradovate.requests import Unanswered
from mimikdesk.domain.clock import Clock
from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.prices import QuotesEnded

_PARTS = ("Bid", "Offer", "Trade")


class MarketData:
    """``may_ask``: whether a request that only looks may be sent now. ``spend`` is called for each one that leaves."""

    def __init__(
        self,
        clock: Clock,
        network: Network,
        url: str,
        login: Login,
        books: Questions,
        prices: QuoteSink,
        may_ask: Callable[[], bool],
        spend: Callable[[], None],
        junk: Junk,
    ) -> None:
        self._clock = clock
        self._network = network
        self._url = url
        self._login = login
        self._books = books
        self._prices = prices
        self._may_ask = may_ask
        self._spend = spend
        self._junk = junk
        self._line: MdLine | None = None
        self._wanted: set[Symbol] = set()
        self._asked: dict[Symbol, int] = {}
        self._refused: set[Symbol] = set()
        self._closed_to_us = False
        self._quotes: dict[Symbol, Quote] = {}
        self._parts: dict[int, dict[str, Any]] = {}
        self._symbols: dict[int, Symbol] = {}
        self._losses = 0
        self._since_ns = self._not_before_ns = 0

    # --- Feed -----------------------------------------------------------------------------------------------------

    def want(self, symbols: set[Symbol]) -> None:
        self._wanted = symbols
        lacking = symbols - self._refused - self._asked.keys()
        token = self._login.token
        if not lacking or self._closed_to_us or token is None or token.md_access is None or not self._may_ask():
            return
        if self._line is not None:
            self._subscribe(lacking)
        elif self._clock.now().mono_ns >= self._not_before_ns:
            self._since_ns = self._clock.now().mono_ns
            self._line = MdLine(self._clock, self._network, self._url, token.md_access, self)

    def quotes(self, symbol: Symbol) -> bool:
        return symbol in self._quotes

    def stop(self) -> None:
        if self._line is not None:
            self._line.close()
        self._forget()

    def renew(self) -> None:
        """The link is opened anew: what was refused may be asked for again."""
        self._refused.clear()
        self._closed_to_us = False
        self._losses = self._not_before_ns = 0

    # --- told by the line -----------------------------------------------------------------------------------------

    @property
    def junk(self) -> Junk:
        return self._junk

    def left(self) -> None:
        self._spend()

    def let_in(self) -> None:
        self.want(self._wanted)

    def not_let_in(self) -> None:
        self._closed_to_us = True
        self.stop()

    def answered(self, reply: Reply) -> None:
        self._login.penalties.status(reply.status)
        if (ticket := ticket_in(reply.data)) is not None:
            self._login.penalties.ticket(ticket)

    def ended(self, *, for_good: bool) -> None:
        """The socket is gone. ``for_good``: the server has said that this login has too many."""
        self._forget()
        self._closed_to_us = self._closed_to_us or for_good
        now, (first, longest) = self._clock.now().mono_ns, facts.FEED_WAITS_NS
        if now - self._since_ns >= facts.STABLE_NS:
            self._losses = 0
        self._not_before_ns = now + back_off_ns(self._losses, first, longest)
        self._losses += 1

    def quoted(self, data: Any) -> None:
        rows = data.get("quotes") if isinstance(data, Mapping) else None
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, Mapping):
                self._row(row)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _subscribe(self, symbols: set[Symbol]) -> None:
        line = self._line
        for symbol in sorted(symbols):
            number = self._books.contract_id(symbol)
            if line is None or not line.ready or number is None:
                continue
            self._asked[symbol] = number
            self._symbols[number] = symbol
            line.ask("md/subscribequote", {"symbol": symbol}, partial(self._subscribed, symbol))

    def _subscribed(self, symbol: Symbol, answer: Reply | Unanswered) -> None:
        if isinstance(answer, Unanswered):
            self._refuse(symbol, for_good=not answer.lost)
            return
        data = answer.data if isinstance(answer.data, Mapping) else {}
        if answer.status in (429, 423) or ticket_in(data) is not None:
            self._refuse(symbol, for_good=False)
        elif answer.status != 200 or data.get("errorText") or data.get("errorCode") or self._is_delayed(data):
            self._refuse(symbol, for_good=True)

    def _refuse(self, symbol: Symbol, *, for_good: bool) -> None:
        self._symbols.pop(self._asked.pop(symbol, 0), None)
        if for_good:
            self._refused.add(symbol)
        if self._quotes.pop(symbol, None) is not None:
            self._prices(QuotesEnded((symbol,), self._clock.now()))
        if for_good and not self._asked:
            self.stop()

    @staticmethod
    def _is_delayed(data: Mapping[str, Any]) -> bool:
        mode = data.get("mode")
        return isinstance(mode, str) and mode != facts.REAL_TIME

    def _row(self, row: Mapping[str, Any]) -> None:
        """One contract's prices: only the parts that changed."""
        number, entries = values.whole(row.get("contractId")), row.get("entries")
        symbol = self._symbols.get(number) if number is not None else None
        if number is None or symbol is None or not isinstance(entries, Mapping):
            return
        known = self._parts.setdefault(number, {})
        for part in _PARTS:
            entry = entries.get(part)
            price = values.number(entry.get("price")) if isinstance(entry, Mapping) else None
            if price is not None:
                known[part] = price
        if len(known) == len(_PARTS):
            bid, offer, trade = (known[part] for part in _PARTS)
            quote = self._quotes[symbol] = Quote(symbol, bid, offer, trade, self._clock.now())
            self._prices(quote)

    def _forget(self) -> None:
        self._line = None
        quoted, self._quotes = tuple(self._quotes), {}
        for known in (self._asked, self._parts, self._symbols):
            known.clear()
        if quoted:
            self._prices(QuotesEnded(quoted, self._clock.now()))
