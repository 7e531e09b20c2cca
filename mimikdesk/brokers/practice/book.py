"""A limit order book for one contract: price first, then time. All prices are whole ticks.

The book knows single orders only. What ties orders together (``ties``) hears ``BookListener`` and acts here.

* Market orders take what there is; a rest that finds nobody is cancelled with a text.
* A buy stop triggers when a trade prints at or above its price, or the best bid stands there; a sell stop at or
  below, or the best ask. Stops that trigger together enter in the order of their prices, nearest first, then time.
* The stop price of a trailing stop follows the market at its distance, never back: that of a sell stop the highest of
  trades and bids since it entered, that of a buy stop the lowest of trades and asks. A trade moves it or triggers it
  the moment it prints.
* Two orders of one account never trade with each other: the resting one is cancelled. Different accounts may.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Protocol

from mimikdesk.brokers.practice.orders import Order
from mimikdesk.domain.orders import OrderStatus, Side

NOBODY_LEFT = "nobody left in the book to trade with; the unfilled rest was cancelled"
SELF_TRADE = "cancelled because it would have traded with another order of the same account"


class BookListener(Protocol):
    """Told about everything that happens to orders without their owner asking. May make orders smaller and ``cancel``
    them; what else the book shall do must wait until its operation is over."""

    def traded(self, maker: Order, taker: Order, price: int, qty: int) -> None:
        """``qty`` changed hands at ``price``; both orders' ``filled`` and ``status`` are up to date."""
        ...

    def ended(self, order: Order) -> None:
        """The book cancelled the order; its ``text`` says why."""
        ...

    def moved(self, order: Order) -> None:
        """A trailing stop has followed the market."""
        ...


class _Half:
    """The resting orders of one side. Keys are prices times ``sign``, so that the best is always the last."""

    __slots__ = ("keys", "levels", "sign")

    def __init__(self, side: Side) -> None:
        self.sign = side.sign
        self.keys: list[int] = []
        self.levels: dict[int, dict[Order, None]] = {}

    def add(self, order: Order, price: int) -> None:
        key = price * self.sign
        level = self.levels.get(key)
        if level is None:
            level = self.levels[key] = {}
            insort(self.keys, key)
        level[order] = None

    def remove(self, order: Order, price: int) -> None:
        key = price * self.sign
        level = self.levels[key]
        del level[order]
        if not level:
            del self.levels[key]
            del self.keys[bisect_left(self.keys, key)]

    def best(self) -> int | None:
        return self.keys[-1] * self.sign if self.keys else None

    def first(self) -> Order | None:
        return next(iter(self.levels[self.keys[-1]])) if self.keys else None


class Book:
    def __init__(self, listener: BookListener, last: int) -> None:
        """``last``: the price that counts as last traded until something trades."""
        self._listener = listener
        self._halves = {Side.BUY: _Half(Side.BUY), Side.SELL: _Half(Side.SELL)}
        self._stops: dict[Side, list[tuple[int, int, Order]]] = {Side.BUY: [], Side.SELL: []}
        self._trailing: list[Order] = []
        self._entries = count(1)
        self._high: int | None = None
        self._low: int | None = None
        self._together = False
        self.last = last

    @property
    def bid(self) -> int | None:
        """The best price anybody pays, None when nobody does."""
        return self._halves[Side.BUY].best()

    @property
    def ask(self) -> int | None:
        """The best price anybody sells at, None when nobody does."""
        return self._halves[Side.SELL].best()

    def depth(self, side: Side) -> list[tuple[int, int]]:
        """Price and open quantity of each level of one side, best first."""
        half = self._halves[side]
        return [(key * half.sign, sum(order.remaining for order in half.levels[key])) for key in reversed(half.keys)]

    def is_through(self, side: Side, stop: int) -> bool:
        """Whether the market has reached a stop price already, so that a stop there would trigger at once."""
        if side is Side.BUY:
            bid = self.bid
            return self.last >= stop or (bid is not None and bid >= stop)
        ask = self.ask
        return self.last <= stop or (ask is not None and ask <= stop)

    def submit(self, order: Order) -> None:
        """Let a new order in: it trades, rests, waits for its stop price, or ends."""
        self._begin()
        if order.stop is not None:
            self._wait(order, order.stop)
        else:
            self._enter(order)
        self._trigger()

    def aimed(self, side: Side, trail: int, stop: int | None = None) -> int:
        """Where a trailing stop that enters now stands: at its distance from the market, or at ``stop`` if nearer."""
        quoted = self.bid if side is Side.SELL else self.ask
        price = (self.last if quoted is None else quoted) + trail * side.sign
        return price if stop is None or (price - stop) * side.sign < 0 else stop

    def cancel(self, order: Order) -> None:
        """Take a working order out of the book. The caller reports it."""
        self._take_out(order)
        order.status = OrderStatus.CANCELLED

    def modify(
        self, order: Order, qty: int, limit: int | None, stop: int | None = None, trail: int | None = None
    ) -> None:
        """Change a working order. ``qty`` must exceed what is filled. Only a smaller quantity keeps the place in the
        queue; a new price or a larger quantity goes to the end of it, and may trade at once."""
        self._begin()
        if qty <= order.qty and limit == order.limit and stop == order.stop and trail == order.trail:
            order.qty = qty
            return
        self._take_out(order)
        order.qty, order.limit, order.stop, order.trail = qty, limit, stop, trail
        if stop is not None and not order.triggered:
            self._wait(order, stop)
        else:
            self._enter(order)
        self._trigger()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make several changes count as one: stops trigger when all are made, so they meet a whole book, not one
        whose other side has just been taken away."""
        self._begin()
        self._together = True
        try:
            yield
        finally:
            self._together = False
        self._trigger()

    def _begin(self) -> None:
        if not self._together:
            self._high = self._low = None

    def _wait(self, order: Order, stop: int) -> None:
        order.entered = next(self._entries)
        if order.trail is not None:
            self._trailing.append(order)
        else:
            insort(self._stops[order.side], (stop * order.side.sign, order.entered, order))

    def _enter(self, order: Order) -> None:
        self._match(order)
        if order.status is not OrderStatus.WORKING:
            return
        if order.limit is not None:
            self._halves[order.side].add(order, order.limit)
        else:
            self._end(order, NOBODY_LEFT)

    def _match(self, taker: Order) -> None:
        half = self._halves[taker.side.opposite]
        sign = taker.side.sign
        while taker.filled < taker.qty:
            maker = half.first()
            if maker is None:
                return
            price = half.keys[-1] * half.sign
            if taker.limit is not None and (price - taker.limit) * sign > 0:
                return
            if maker.owner is not None and maker.owner == taker.owner:
                half.remove(maker, price)
                self._end(maker, SELF_TRADE)
                continue
            self._trade(half, maker, taker, price)

    def _trade(self, half: _Half, maker: Order, taker: Order, price: int) -> None:
        qty = min(maker.qty - maker.filled, taker.qty - taker.filled)
        for order in (maker, taker):
            order.filled += qty
            if order.filled == order.qty:
                order.status = OrderStatus.FILLED
        if maker.status is OrderStatus.FILLED:
            half.remove(maker, price)
        self.last = price
        self._high = price if self._high is None else max(self._high, price)
        self._low = price if self._low is None else min(self._low, price)
        if self._trailing:
            self._follow(price, price)
        self._listener.traded(maker, taker, price, qty)

    def _trigger(self) -> None:
        """Let in every stop whose price was printed in this operation or is quoted now, until no more do."""
        buys, sells = self._stops[Side.BUY], self._stops[Side.SELL]
        while not self._together:
            if self._trailing:
                self._follow(self.bid, self.ask)
            if buys and _reached(buys[0][0], self._high, self.bid, 1):
                _, _, order = buys.pop(0)
            elif sells and _reached(sells[0][0], self._low, self.ask, -1):
                _, _, order = sells.pop(0)
            else:
                return
            order.triggered = True
            self._enter(order)

    def _follow(self, bid: int | None, ask: int | None) -> None:
        """Move trailing stops after these prices; those that a price has reached become plain stops, to be triggered
        in their turn. A trade counts as both prices."""
        for order in tuple(self._trailing):
            stop, trail, sign = order.stop, order.trail, order.side.sign
            assert stop is not None
            assert trail is not None
            led, reached = (ask, bid) if sign > 0 else (bid, ask)
            if reached is not None and (reached - stop) * sign >= 0:
                self._trailing.remove(order)
                insort(self._stops[order.side], (stop * sign, order.entered, order))
            elif led is not None and (led + trail * sign - stop) * sign < 0:
                order.stop = led + trail * sign
                self._listener.moved(order)

    def _take_out(self, order: Order) -> None:
        if order in self._trailing:
            self._trailing.remove(order)
        elif order.stop is not None and not order.triggered:
            self._stops[order.side].remove((order.stop * order.side.sign, order.entered, order))
        elif order.limit is not None:
            self._halves[order.side].remove(order, order.limit)

    def _end(self, order: Order, text: str) -> None:
        order.status = OrderStatus.CANCELLED
        order.text = text
        self._listener.ended(order)


def _reached(key: int, printed: int | None, quoted: int | None, sign: int) -> bool:
    """``key``: the stop price times ``sign``, which is 1 for a buy stop and -1 for a sell stop."""
    return (printed is not None and printed * sign >= key) or (quoted is not None and quoted * sign >= key)
