"""A connected Tradovate link whose money is watched: what it asked for that, and the prices and figures it told."""

from decimal import Decimal

from mimikdesk.domain.events import EquityReported, Quote
from mimikdesk.domain.ids import AccountId, ConnectionId, Symbol
from mimikdesk.domain.orders import Side
from mimikdesk.domain.prices import Mark, MarkSource, Price, QuotesEnded
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.memory_network import MemorySocket
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate_rig import SYMBOL, TradovateRig

OTHER = Symbol("MESZ6")
ENDPOINT = "cashbalance/getcashbalancesnapshot"
SUBSCRIBE = "md/subscribequote"


class Watched(TradovateRig):
    """``entitled``: to quotes over the API. ``wanted``: the program takes prices. ``extra``: accounts beside
    the two."""

    def __init__(
        self,
        options: Options | None = None,
        *,
        entitled: bool = False,
        connect: bool = True,
        wanted: bool = True,
        extra: int = 0,
    ) -> None:
        self.prices: list[Price] = []
        super().__init__(options, quotes=self.prices.append if wanted else None)
        for number in range(3, 3 + extra):
            self._own.append(self.server.add_account(self.user, f"DEMO{number}"))
        self.user.quotes = entitled
        self._elsewhere = self.server.venue.add_account(ConnectionId("elsewhere"), "X")
        if connect:
            self.connect()

    def connect(self) -> None:
        self.link.open()
        self.settle()

    def trade(self, account: int, qty: int, symbol: Symbol = SYMBOL) -> None:
        """By the trader's hand, in signed contracts."""
        self.server.hand(self._own[account]).place(symbol, Side.of(qty), abs(qty))
        self.pass_time(SECOND // 10)

    def last(self, price: str, symbol: Symbol = SYMBOL) -> None:
        """Let strangers trade at this price."""
        self._market.move(symbol, Decimal(price))
        self.server.venue.hand(self._elsewhere).place(symbol, Side.SELL, 1)

    # --- what was asked -------------------------------------------------------------------------------------------

    def requests(self, *endpoints: str) -> list[str]:
        """Endpoint and body of each request that reached the server since the last call, heartbeats left out."""
        found = []
        for socket in self.network.sockets:
            texts, kept = [text for text in socket.sent if text != "[]"], []
            for text in texts:
                endpoint, _, _, body = text.split("\n", 3)
                if not endpoints or endpoint in endpoints:
                    found.append(f"{endpoint} {body}")
                else:
                    kept.append(text)
            socket.sent[:] = kept
        return found

    def asked(self) -> list[int]:
        """The accounts whose figures were asked for since the last call, by their place."""
        ids = {f'{ENDPOINT} {{"accountId":{account.id}}}': place for place, account in enumerate(self._own)}
        return [ids[request] for request in self.requests(ENDPOINT)]

    def md_sockets(self) -> list[MemorySocket]:
        return [socket for socket in self.network.sockets if "//md." in socket.url]

    # --- what was told --------------------------------------------------------------------------------------------

    def equity(self, account: int = 0) -> list[EquityReported]:
        its: AccountId = self.accounts[account]
        return [event for event in self.events if isinstance(event, EquityReported) and event.account == its]

    def marks(self, source: MarkSource = MarkSource.IMPLIED, symbol: Symbol = SYMBOL) -> list[Mark]:
        return [its for its in self.prices if isinstance(its, Mark) and (its.source, its.symbol) == (source, symbol)]

    def quotes(self, symbol: Symbol = SYMBOL) -> list[Quote]:
        return [its for its in self.prices if isinstance(its, Quote) and its.symbol == symbol]

    def ended(self) -> list[QuotesEnded]:
        return [its for its in self.prices if isinstance(its, QuotesEnded)]

    def forget(self) -> None:
        self.prices.clear()
        self.events.clear()
        self.requests()
