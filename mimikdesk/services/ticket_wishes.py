"""The part of the window's wishes that is about the practice ticket, and whose it is while groups come and go.

A program without hands on its leaders has no ticket, and does nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from mimikdesk.domain.ids import AccountId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.engine.state import EngineState
from mimikdesk.services.board import Board
from mimikdesk.services.money import Money
from mimikdesk.services.names import Names
from mimikdesk.services.ticket import Hand, Ticket
from mimikdesk.services.ticket_view import TicketView

Hands = Callable[[AccountId], Hand | None]
"""The trader's own hand on an account; None where he has none there."""


class TicketDesk:
    """The ticket of one leader that there is a hand on: the first, until the trader chooses another; it stays with him
    while he leads."""

    def __init__(self, state: EngineState, money: Money, board: Board, names: Names) -> None:
        self._state, self._money, self._board, self._names = state, money, board, names
        self._ticket: Ticket | None = None
        self._symbol: Symbol | None = None
        self.hands: Hands = lambda _account: None
        self.symbols: tuple[Symbol, ...] = ()

    def current(self) -> Ticket | None:
        leaders = self._leaders()
        if self._ticket is None or self._ticket.account not in leaders:
            self._ticket = self._first(leaders)
        return self._ticket

    def choose(self, account: AccountId) -> None:
        """Trade another leader from now on; nothing changes where there is no hand on him."""
        self._ticket = self._first([each for each in self._leaders() if each == account]) or self._ticket

    def view(self) -> TicketView | None:
        ticket = self.current()
        view = ticket.view() if ticket is not None else None
        return replace(view, accounts=self._accounts()) if view is not None else None

    def _leaders(self) -> list[AccountId]:
        return [group.settings.leader for group in self._state.groups.values()]

    def _accounts(self) -> tuple[tuple[AccountId, str], ...]:
        in_reach = [leader for leader in self._leaders() if self.hands(leader) is not None]
        return tuple((leader, self._names.of(leader).account.name) for leader in in_reach)

    def select(self, symbol: Symbol) -> None:
        self._symbol = symbol
        ticket = self.current()
        if ticket is not None:
            ticket.select(symbol)

    def _first(self, leaders: list[AccountId]) -> Ticket | None:
        for leader in leaders:
            hand = self.hands(leader)
            if hand is not None:
                account = self._names.of(leader).account
                ticket = Ticket(account, hand, self.symbols, self._state, self._money, self._board)
                if self._symbol is not None:
                    ticket.select(self._symbol)
                return ticket
        return None


class TicketWishes:
    _tickets: TicketDesk
    _changed: bool

    def use_hands(self, hands: Hands, symbols: tuple[Symbol, ...]) -> None:
        """Give the ticket the trader's hand on leaders that he can trade here, in these contracts."""
        self._tickets.hands, self._tickets.symbols = hands, symbols

    def use_ticket(self, account: AccountId, hand: Hand, symbols: tuple[Symbol, ...]) -> None:
        """The same for one account only."""
        self.use_hands(lambda its: hand if its == account else None, symbols)

    def ticket_select(self, symbol: Symbol) -> None:
        self._tickets.select(symbol)
        self._changed = True

    def ticket_account(self, account: AccountId) -> None:
        self._tickets.choose(account)
        self._changed = True

    def ticket_place(
        self,
        symbol: Symbol,
        side: Side,
        qty: int,
        kind: OrderKind,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
    ) -> None:
        if (ticket := self._tickets.current()) is not None:
            ticket.hand.place(symbol, side, qty, kind, limit, stop)

    def ticket_cancel(self, venue_order_id: str) -> None:
        if (ticket := self._tickets.current()) is not None:
            ticket.hand.cancel(VenueOrderId(venue_order_id))

    def ticket_close(self, symbol: Symbol) -> None:
        if (ticket := self._tickets.current()) is not None:
            ticket.hand.close(symbol)

    def _ticket_view(self) -> TicketView | None:
        return self._tickets.view()
