"""Order entry: whoever stands before the exchange (a link, a trader's hand, a server speaking a broker's protocol)
places, changes, cancels and closes here. What becomes of an order is reported to the listeners of its account.

UsageError for an account or a contract that does not exist; every other refusal is an answer with a text.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from mimikdesk.brokers.practice.accounts import Account
from mimikdesk.brokers.practice.book import Book
from mimikdesk.brokers.practice.catalog import CATALOG, instrument
from mimikdesk.brokers.practice.clerk import Clerk
from mimikdesk.brokers.practice.orders import NewOrder, Order, Points, Tie, Wanted
from mimikdesk.brokers.practice.refusals import (
    bracket_refusal,
    change_refusal,
    pair_refusal,
    refusal,
    to_ticks,
)
from mimikdesk.brokers.practice.ties import Ties, aim
from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderStatus, Side

if TYPE_CHECKING:
    from mimikdesk.brokers.practice.venue import PracticeVenue

FLAT_ALREADY = "the position is flat already"
CLOSED_OUT = "cancelled because the position was closed"
DAY_OVER = "expired at the end of the day"


class Desk:
    def __init__(
        self, venue: "PracticeVenue", books: Mapping[Symbol, Book], clerk: Clerk, ties: Ties, first: int
    ) -> None:
        """``first``: number of the first order."""
        self._venue = venue
        self._books = books
        self._clerk = clerk
        self._ties = ties
        self._numbers = count(first)

    # --- new orders ---------------------------------------------------------------------------------------------

    def place(self, account: AccountId, wanted: Wanted, reject: str = "") -> VenueOrderId:
        """Place an order. ``reject``: reject it with this text, whatever it is."""
        owner = self._venue.account(account)
        order = self._draft(owner, wanted)
        book = self._books[wanted.symbol]
        text = reject or refusal(owner, order, book, self._venue.closed)
        self._keep_client_id(owner, order)
        if text:
            self._reject(order, text)
        else:
            self._accept(owner, order)
            book.submit(order)
            self._venue.settle(order.symbol)
        return order.venue_order_id

    def place_oco(
        self, account: AccountId, first: Wanted, second: Wanted, told: bool = True, reject: str = ""
    ) -> tuple[VenueOrderId, ...]:
        """Place two orders of which a fill of one cancels or shrinks the other; the exchange takes both or none.

        ``told``: whether their reports say so.
        """
        owner = self._venue.account(account)
        pair = self._drafts(owner, (first, second))
        if not self._refused(owner, pair, reject or pair_refusal(*pair)):
            book = self._books[first.symbol]
            tie = Tie(pair, told=told)
            for order in pair:
                order.tie, order.waiting = tie, True
                self._accept(owner, order)
            for order in pair:
                order.waiting = False
                if not order.status.final:
                    book.submit(order)
            self._venue.settle(first.symbol)
        return tuple(order.venue_order_id for order in pair)

    def place_bracket(
        self, account: AccountId, entry: Wanted, exits: Sequence[Wanted], told: bool = True, reject: str = ""
    ) -> tuple[VenueOrderId, ...]:
        """Place an entry with one or two exits, which are held until it fills; the exchange takes all or none."""
        owner = self._venue.account(account)
        first, *legs = self._drafts(owner, (entry, *exits))
        if not self._refused(owner, (first, *legs), reject or bracket_refusal(first, legs), held=legs):
            first.tie = tie = Tie(tuple(legs), first, told)
            self._accept(owner, first)
            for leg in legs:
                leg.tie, leg.waiting, leg.status = tie, True, OrderStatus.SUSPENDED
                leg.qty, leg.held = 0, leg.qty
                self._accept(owner, leg)
            self._books[first.symbol].submit(first)
            self._venue.settle(first.symbol)
        return tuple(order.venue_order_id for order in (first, *legs))

    # --- changes ------------------------------------------------------------------------------------------------

    def cancel(self, account: AccountId, venue_order_id: VenueOrderId) -> str:
        """Cancel an order. "" when done, else the exchange's words why not."""
        order = self._venue.account(account).orders.get(venue_order_id)
        if order is None:
            return "unknown order"
        if order.status.final:
            return f"order is {order.status.value} already"
        self._ties.end(order, OrderStatus.CANCELLED)
        self._venue.settle(order.symbol)
        return ""

    def modify(
        self,
        account: AccountId,
        venue_order_id: VenueOrderId,
        qty: int | None = None,
        limit: Decimal | None = None,
        stop: Decimal | None = None,
        trail: Decimal | None = None,
    ) -> str:
        """Change what is given of an order. "" when done, else the exchange's words; then nothing changed.

        A trailing stop whose distance is changed starts again from where the market stands.
        """
        owner = self._venue.account(account)
        order = owner.orders.get(venue_order_id)
        if order is None:
            return "unknown order"
        book = self._books[order.symbol]
        before = order.qty + order.held if order.waiting else order.qty
        qty = before if qty is None else qty
        points = _changed(order, limit, stop, trail)
        if text := change_refusal(owner, order, book, self._venue.closed, qty, points):
            return text
        if order.waiting:
            order.held = qty - order.qty
            order.points = points
            order.limit, order.stop, order.trail = _in_ticks(order, points)
            self._clerk.report(order)
            return ""
        self._change(order, qty, points)
        self._ties.resized(order, qty - before)
        self._venue.settle(order.symbol)
        return ""

    # --- ends ---------------------------------------------------------------------------------------------------

    def close(
        self, account: AccountId, symbol: Symbol, client_order_id: ClientOrderId | None = None, reject: str = ""
    ) -> VenueOrderId:
        """Cancel every order of one contract and close the position at the market, in one step: all of it or, when it
        is refused, nothing. Flat: the orders are cancelled and the close is rejected with a text that says so."""
        owner = self._venue.account(account)
        held = owner.position(symbol)
        side = Side.of(-held) if held else Side.SELL
        order = self._draft(owner, NewOrder(symbol, side, abs(held) or 1, client_order_id=client_order_id))
        text = reject or refusal(owner, order, self._books[symbol], self._venue.closed, held=True)
        self._keep_client_id(owner, order)
        if not text:
            self._end_all(owner, symbol, CLOSED_OUT)
            text = "" if held else FLAT_ALREADY
        if text:
            self._reject(order, text)
        else:
            self._accept(owner, order)
            self._books[symbol].submit(order)
        self._venue.settle(symbol)
        return order.venue_order_id

    def liquidate(self, account: AccountId, symbol: Symbol, text: str) -> VenueOrderId | None:
        """The broker's own hand: cancel every order of one contract and close the position at the market, whatever
        locks the account. ``text`` stands in the reports of all of them; those of the closing order also say that it is
        a liquidation. None when there was nothing to close."""
        owner = self._venue.account(account)
        held = owner.position(symbol)
        self._end_all(owner, symbol, text)
        order = None
        if held:
            order = self._draft(owner, NewOrder(symbol, Side.of(-held), abs(held)))
            order.text, order.liquidation = text, True
            self._accept(owner, order)
            self._books[symbol].submit(order)
        self._venue.settle(symbol)
        return order.venue_order_id if order is not None else None

    def expire(self, keep: Collection[VenueOrderId] = ()) -> None:
        """The day is over: every working and held order of every account ends. ``keep``: orders that live longer."""
        touched: dict[Symbol, None] = {}
        for owner in self._clerk.accounts.values():
            for order in tuple(owner.working.values()):
                if order.venue_order_id in keep:
                    continue
                self._ties.end(order, OrderStatus.EXPIRED, DAY_OVER)
                touched[order.symbol] = None
        for symbol in touched:
            self._venue.settle(symbol)

    # --- inside -------------------------------------------------------------------------------------------------

    def _draft(self, owner: Account, wanted: Wanted) -> Order:
        instrument(wanted.symbol)
        order = Order(
            owner.id,
            wanted.symbol,
            wanted.side,
            wanted.qty,
            wanted.kind,
            points=(wanted.limit, wanted.stop, wanted.trail),
            venue_order_id=VenueOrderId(str(next(self._numbers))),
            client_order_id=wanted.client_order_id,
        )
        owner.orders[order.venue_order_id] = order
        return order

    def _drafts(self, owner: Account, wanted: Sequence[Wanted]) -> tuple[Order, ...]:
        for each in wanted:
            instrument(each.symbol)
        return tuple(self._draft(owner, each) for each in wanted)

    def _keep_client_id(self, owner: Account, order: Order) -> None:
        if order.client_order_id is not None:
            owner.by_client_id.setdefault(order.client_order_id, order)

    def _refused(self, owner: Account, orders: Sequence[Order], text: str, held: Sequence[Order] = ()) -> bool:
        """Whether the exchange refuses these orders, which it takes all or none of; if so, each is told why."""
        texts = []
        for order in orders:
            book = self._books[order.symbol]
            texts.append(text or refusal(owner, order, book, self._venue.closed, order in held))
            self._keep_client_id(owner, order)
        first = next((text for text in texts if text), "")
        if first:
            for order, own in zip(orders, texts, strict=True):
                self._reject(order, own or f"refused with the order that belongs to it: {first}")
        return bool(first)

    def _reject(self, order: Order, text: str) -> None:
        order.status, order.text = OrderStatus.REJECTED, text
        self._clerk.report(order)

    def _accept(self, owner: Account, order: Order) -> None:
        """Take an order on and tell; its owner hears that it works before it can fill."""
        if order.kind is not OrderKind.MARKET:
            order.limit, order.stop, order.trail = _in_ticks(order, order.points)
            if order.status is OrderStatus.WORKING:
                aim(order, self._books[order.symbol])
        owner.working[order.venue_order_id] = order
        self._clerk.report(order)

    def _change(self, order: Order, qty: int, points: Points) -> None:
        """Change an order in the book. It is told before, since it may trade at once."""
        book = self._books[order.symbol]
        limit, stop, trail = _in_ticks(order, points)
        if trail is not None:
            stop = book.aimed(order.side, trail, stop)
            points = (None, stop * CATALOG[order.symbol].tick_size, points[2])
        order.points = points
        self._clerk.report(order, qty)
        book.modify(order, qty, limit, stop, trail)

    def _end_all(self, owner: Account, symbol: Symbol, text: str) -> None:
        for order in tuple(owner.working.values()):
            if order.symbol == symbol and not order.status.final:
                self._ties.end(order, OrderStatus.CANCELLED, text)


def _in_ticks(order: Order, points: Points) -> tuple[int | None, int | None, int | None]:
    listed = CATALOG[order.symbol]
    limit, stop, trail = points
    return to_ticks(limit, listed), to_ticks(stop, listed), to_ticks(trail, listed)


def _changed(order: Order, limit: Decimal | None, stop: Decimal | None, trail: Decimal | None) -> Points:
    was_limit, was_stop, was_trail = order.points
    if was_trail is not None and trail is not None and stop is None:
        was_stop = None
    return (
        limit if limit is not None else was_limit,
        stop if stop is not None else was_stop,
        trail if trail is not None else was_trail,
    )
