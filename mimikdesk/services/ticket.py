"""The practice ticket's side of the program: the trader's own hand on the practice leader, and what it shows.

These are not commands of the copier and never pass the gateway: they play the platform the trader uses himself.
"""

from decimal import Decimal
from typing import Protocol

from mimikdesk.domain.accounts import Account
from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.engine.state import EngineState
from mimikdesk.services.board import Board
from mimikdesk.services.money import Money
from mimikdesk.services.ticket_view import TicketOrder, TicketView


class Hand(Protocol):
    """The trader's own access to one practice account."""

    def place(
        self,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
    ) -> VenueOrderId: ...

    def cancel(self, venue_order_id: VenueOrderId) -> object: ...

    def close(self, symbol: Symbol) -> object: ...


class Ticket:
    def __init__(
        self, account: Account, hand: Hand, symbols: tuple[Symbol, ...], state: EngineState, money: Money, board: Board
    ) -> None:
        self.hand = hand
        self.symbol = symbols[0]
        self._symbols = symbols
        self._account = account
        self._state = state
        self._money = money
        self._board = board

    @property
    def account(self) -> AccountId:
        return self._account.id

    def select(self, symbol: Symbol) -> None:
        if symbol in self._symbols:
            self.symbol = symbol

    def view(self) -> TicketView | None:
        """None until a price of the chosen instrument is known."""
        quote = self._money.quote(self._account.id, self.symbol)
        instrument = self._state.instruments.get(self.symbol)
        group = self._state.leads.get(self._account.id)
        if quote is None or instrument is None or group is None:
            return None
        gain = self._money.open_pnl(self._account.id, self.symbol)
        return TicketView(
            account=self._account.id,
            account_name=self._account.name,
            symbol=self.symbol,
            symbols=self._symbols,
            price_decimals=instrument.decimals,
            tick_size=instrument.tick_size,
            bid=quote.bid,
            ask=quote.ask,
            last=quote.last,
            position=group.leader.position(self.symbol),
            average=self._money.average(self._account.id, self.symbol),
            open_pnl=gain.amount if gain is not None else None,
            orders=tuple(
                TicketOrder(
                    order.venue_order_id,
                    order.symbol,
                    order.side,
                    order.kind,
                    order.qty,
                    order.filled,
                    order.limit,
                    order.stop,
                )
                for order in self._board.working(self._account.id)
            ),
        )
