"""A connected Tradovate link on its rig, and what it told and asked."""

from decimal import Decimal

from mimikdesk.domain.commands import PlaceOrder
from mimikdesk.domain.events import FillReported, LineChanged, LineState, OrderReported, SendEnded
from mimikdesk.domain.ids import ClientOrderId, Symbol
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, Side
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.memory_network import FrameFaults
from tests.helpers.tradovate.options import Options
from tests.helpers.tradovate_rig import SYMBOL, TradovateRig

BUY, SELL = Side.BUY, Side.SELL
MINUTE, HOUR = 60 * SECOND, 3600 * SECOND


class Told(TradovateRig):
    def __init__(self, options: Options | None = None, faults: FrameFaults | None = None) -> None:
        super().__init__(options, faults)
        self.link.open()
        self.settle()
        assert self.lines()[-1] == "connected"
        self.events.clear()
        self.forget_asked()

    def place(
        self,
        name: str,
        side: Side = BUY,
        qty: int = 1,
        limit: str | None = None,
        stop: str | None = None,
        symbol: Symbol = SYMBOL,
    ) -> ClientOrderId:
        kind = OrderKind.LIMIT if limit else OrderKind.STOP if stop else OrderKind.MARKET
        prices = [None if text is None else Decimal(text) for text in (limit, stop)]
        order = PlaceOrder(self.accounts[0], ClientOrderId(name), symbol, side, qty, kind, *prices)
        self.link.place(order)
        return order.client_order_id

    def hold(self, qty: int) -> None:
        """Buy so many, and forget about it."""
        self.place("held", BUY, qty)
        self.settle()
        self.events.clear()

    # --- what was told --------------------------------------------------------------------------------------------

    def lines(self) -> list[str]:
        return [event.state.value for event in self.events if isinstance(event, LineChanged)]

    def why_reconnecting(self) -> list[str]:
        return [
            event.detail
            for event in self.events
            if isinstance(event, LineChanged) and event.state is LineState.RECONNECTING
        ]

    def reports(self, name: str | None) -> list[OrderReport]:
        told = [event.order for event in self.events if isinstance(event, OrderReported)]
        return [order for order in told if order.client_order_id == name]

    def statuses(self, name: str | None) -> list[str]:
        return list(dict.fromkeys(order.status.value for order in self.reports(name)))

    def fills(self) -> list[Fill]:
        return [event.fill for event in self.events if isinstance(event, FillReported)]

    def ended(self) -> list[tuple[str, str, str]]:
        return [
            (event.client_order_id, event.outcome.value, event.detail)
            for event in self.events
            if isinstance(event, SendEnded)
        ]

    # --- what was asked -------------------------------------------------------------------------------------------

    def asked(self, *endpoints: str) -> list[str]:
        """Endpoints of the requests over the socket that is open, since ``forget_asked``; all, or these only."""
        sent = [text.split("\n", 1)[0] for text in self.network.sockets[-1].sent if text != "[]"]
        return [endpoint for endpoint in sent if not endpoints or endpoint in endpoints]

    def forget_asked(self) -> None:
        self.network.sockets[-1].sent.clear()
