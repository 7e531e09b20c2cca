"""What ties orders together: one cancels the other (OCO), and exits that are held until their entry fills (bracket).

* A fill of one leg takes as much from the others, at once, before anything else can trade; a leg that is filled
  completely cancels the others. A leg that is cancelled leaves the others alone.
* An exit works for as many contracts as its entry has filled and the exits have not; the rest is held. An exit whose
  working part is filled while its entry still works is held again. When the entry ends, what is held is dropped.
"""

from collections.abc import Mapping

from mimikdesk.brokers.practice.book import Book
from mimikdesk.brokers.practice.catalog import CATALOG
from mimikdesk.brokers.practice.clerk import Clerk
from mimikdesk.brokers.practice.orders import Order, Tie
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import OrderStatus

OTHER_FILLED = "cancelled because the other order of the pair has filled"
NO_ENTRY = "cancelled because its entry has ended"


class Ties:
    """``due``: ties whose entry filled or ended in the operation that is running; ``release`` sees to them after it."""

    def __init__(self, books: Mapping[Symbol, Book], clerk: Clerk) -> None:
        self.due: list[Tie] = []
        self._books = books
        self._clerk = clerk

    def end(self, order: Order, status: OrderStatus, text: str = "") -> None:
        """Take a working or held order out, whatever ties it, and tell. Only the book is asked, nothing trades."""
        if not order.waiting:
            self._books[order.symbol].cancel(order)
        elif order.status is OrderStatus.SUSPENDED:
            order.qty += order.held
        order.status, order.text = status, text
        self._clerk.ended(order)
        self.ended(order)

    def ended(self, order: Order) -> None:
        """An order has ended without a last fill."""
        if order.tie is not None and order.tie.entry is order:
            self.due.append(order.tie)

    def hold_back(self, order: Order) -> None:
        """Before a fill of an exit is told: it is not done while its entry may still fill."""
        if order.status is OrderStatus.FILLED and order.held:
            self._suspend(order)

    def filled(self, order: Order, qty: int) -> None:
        """After a fill of a tied order was told. Runs inside the book's operation, so it only takes out and shrinks."""
        tie = order.tie
        assert tie is not None
        if tie.entry is order:
            tie.due += qty
            self.due.append(tie)
            return
        for leg in tie.legs:
            if leg is order or leg.status.final:
                continue
            if order.status is OrderStatus.FILLED:
                self.end(leg, OrderStatus.CANCELLED, OTHER_FILLED)
            else:
                self._shrink(leg, qty)

    def release(self) -> None:
        """After an operation in a book: let exits work for what their entries have filled. They may trade at once."""
        while self.due:
            tie = self.due.pop(0)
            self._grow(tie)
            if tie.entry is not None and tie.entry.status.final:
                self._drop_held(tie)

    def resized(self, entry: Order, by: int) -> None:
        """A bracket's entry was made larger or smaller: its exits go with it."""
        if entry.tie is None or entry.tie.entry is not entry:
            return
        for leg in entry.tie.legs:
            if not leg.status.final:
                leg.held = max(0, leg.held + by)
                if leg.waiting:
                    self._clerk.report(leg)

    def _shrink(self, leg: Order, by: int) -> None:
        qty = max(leg.filled, leg.qty - by)
        if qty > leg.filled:
            leg.qty = qty
            self._clerk.report(leg)
        elif not leg.held:
            self.end(leg, OrderStatus.CANCELLED, OTHER_FILLED)
        else:
            if not leg.waiting:
                self._books[leg.symbol].cancel(leg)
            leg.qty = qty
            self._suspend(leg)
            self._clerk.report(leg)

    def _grow(self, tie: Tie) -> None:
        due, tie.due = tie.due, 0
        grown = [(leg, min(due, leg.held)) for leg in tie.legs if not leg.status.final and min(due, leg.held)]
        # First the arithmetic for all: the first one to enter may trade at once and shrink the others.
        for leg, part in grown:
            leg.held -= part
            if leg.waiting:
                leg.qty += part
        for leg, part in grown:
            if not leg.waiting:
                self._clerk.report(leg, leg.qty + part)
                self._books[leg.symbol].modify(leg, leg.qty + part, leg.limit, leg.stop, leg.trail)
        for leg, _ in grown:
            if leg.waiting and not leg.status.final and leg.remaining:
                self._enter(leg)

    def _enter(self, leg: Order) -> None:
        book = self._books[leg.symbol]
        leg.status, leg.waiting = OrderStatus.WORKING, False
        aim(leg, book)
        self._clerk.report(leg)
        book.submit(leg)

    def _drop_held(self, tie: Tie) -> None:
        for leg in tie.legs:
            if leg.status.final:
                continue
            if leg.remaining:
                leg.held = 0
            elif leg.filled:
                leg.held, leg.status = 0, OrderStatus.FILLED
                self._clerk.ended(leg)
            else:
                self.end(leg, OrderStatus.CANCELLED, NO_ENTRY)

    def _suspend(self, leg: Order) -> None:
        leg.status, leg.waiting, leg.triggered = OrderStatus.SUSPENDED, True, False
        if leg.trail is not None:
            leg.stop, leg.points = None, (None, None, leg.points[2])


def aim(order: Order, book: Book) -> None:
    """Give a trailing stop that is about to enter a book its stop price there."""
    if order.trail is not None:
        order.stop = book.aimed(order.side, order.trail, order.stop)
        order.points = (None, order.stop * CATALOG[order.symbol].tick_size, order.points[2])
