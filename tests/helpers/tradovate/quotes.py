"""Prices over the market data socket, for logins that are entitled to them (section 9)."""

from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import Side
from tests.helpers.tradovate.calls import DENIED, Answer, Call, RefusedError, Route, Routes
from tests.helpers.tradovate.reference import contract_id, symbol_of
from tests.helpers.tradovate.sockets import ServerSocket
from tests.helpers.tradovate.wire import Row, timestamp


class Quotes:
    def __init__(self, venue: PracticeVenue) -> None:
        self._venue = venue
        self._listening: dict[ServerSocket, dict[Symbol, Row]] = {}

    def routes(self) -> Routes:
        return {
            "md/subscribequote": Route(self._subscribe, command=True),
            "md/unsubscribequote": Route(self._unsubscribe, command=True),
        }

    def forget(self, socket: ServerSocket) -> None:
        if self._listening.pop(socket, None) is not None and not self._listening:
            self._venue.off_quote(self._changed)

    def _subscribe(self, call: Call) -> Answer:
        socket, symbol = self._asked(call)
        if not call.user.quotes:
            raise RefusedError(
                401, {"errorText": "You are not subscribed to this market data", "errorCode": "NotEntitled"}
            )
        if not self._listening:
            self._venue.on_quote(self._changed)
        self._listening.setdefault(socket, {})[symbol] = {}
        socket.later(self._message(socket, self._venue.quote(symbol)))
        return Answer(200, {"mode": "RealTime"})

    def _unsubscribe(self, call: Call) -> Answer:
        socket, symbol = self._asked(call)
        self._listening.get(socket, {}).pop(symbol, None)
        return Answer(200, {})

    def _asked(self, call: Call) -> tuple[ServerSocket, Symbol]:
        if call.socket is None or call.world != "md":
            raise RefusedError(404)
        symbol = symbol_of(call.body.get("symbol"))
        if symbol is None:
            raise RefusedError(404, DENIED)
        return call.socket, symbol

    def _changed(self, quote: Quote) -> None:
        for socket, told in tuple(self._listening.items()):
            if quote.symbol in told and not socket.muted:
                socket.send(self._message(socket, quote))

    def _message(self, socket: ServerSocket, quote: Quote) -> Row:
        """Only what has changed since the last one."""
        book = self._venue.book(quote.symbol)
        sizes = {side: (book.depth(side) or [(0, 0)])[0][1] for side in Side}
        entries: Row = {
            "Bid": {"price": quote.bid, "size": sizes[Side.BUY]},
            "Offer": {"price": quote.ask, "size": sizes[Side.SELL]},
            "Trade": {"price": quote.last, "size": 1},
        }
        told = self._listening[socket][quote.symbol]
        changed = {name: entry for name, entry in entries.items() if told.get(name) != entry}
        told.update(changed)
        number = contract_id(quote.symbol)
        row: Row = {"timestamp": timestamp(quote.at.utc_ns), "id": number, "contractId": number, "entries": changed}
        return {"e": "md", "d": {"quotes": [row]}}
