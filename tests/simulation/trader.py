"""The leader at his own platform, and the market he trades in: carries out the steps that are theirs."""

from collections.abc import Callable
from decimal import Decimal

from mimikdesk.brokers.practice.catalog import CATALOG, LISTED
from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.orders import NewOrder
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import OrderKind, OrderReport, Side
from tests.simulation.brokers import Broker
from tests.simulation.setting import LEADER, SYMBOLS, UNDERLYINGS, Setting
from tests.simulation.steps import Bracket, Cancel, Change, Leaders, Liquidated, Move, Protect, Rest, Trade

APART = 3
"""Ticks between two resting orders where one move of the price shall never reach both."""
REACH = 60
"""Prices stay within so many ticks of where they began."""


class Market:
    """Prices that move only when they are told to."""

    def __init__(self, setting: Setting) -> None:
        self.still = StillMarket(depth=setting.depth, levels=setting.levels, thin=setting.thin, refills=setting.refills)
        self._offsets = dict.fromkeys(UNDERLYINGS, 0)
        self._least = 0

    def move(self, venue: PracticeVenue, step: Move) -> None:
        if not step.every_ns:
            self._shift(step.underlying, step.ticks, step.depth)
            return
        one = 1 if step.ticks > 0 else -1
        for turn in range(abs(step.ticks)):
            venue.clock.call_later(turn * step.every_ns, lambda: self._shift(step.underlying, one, step.depth))

    def refill(self, depth: int) -> None:
        """The same prices with this depth on every level, and no less from now on."""
        self._least = depth
        self.still._thin = 0.0
        for underlying in UNDERLYINGS:
            self._shift(underlying, 0, depth)

    def _shift(self, underlying: str, ticks: int, depth: int) -> None:
        offset = max(-REACH, min(REACH, self._offsets[underlying] + ticks))
        self._offsets[underlying] = offset
        for symbol in UNDERLYINGS[underlying]:
            product = LISTED[symbol]
            self.still.move(symbol, product.start + offset * product.tick_size, max(depth, self._least))


class Trader:
    """``say``: takes a line for the timeline. ``apart``: keep resting orders on prices of their own, so that one tick
    never fills two of them."""

    def __init__(
        self, venue: PracticeVenue, broker: Broker, link_ids: bool, apart: bool, say: Callable[[str], None]
    ) -> None:
        self._venue = venue
        self._broker = broker
        self._hand = broker.hand(LEADER, link_ids)
        self._apart = apart
        self._say = say

    def held(self, symbol: Symbol) -> int:
        return self._venue.position(LEADER, symbol)

    def act(self, step: Leaders) -> None:
        match step:
            case Trade():
                self._trade(step)
            case Rest():
                self._rest(step)
            case Change():
                for turn in range(step.times):
                    self._venue.clock.call_later(turn * step.every_ns, lambda: self._change(step))
            case Cancel(pick=pick):
                if (order := self._pick(pick)) is not None:
                    self._say(f"leader cancels {_named(order)}")
                    self._hand.cancel(order.venue_order_id)
            case Protect():
                self._protect(step)
            case Bracket():
                self._bracket(step)
            case Liquidated(symbol=symbol):
                self._say(f"leader liquidated in {symbol} (holds {self.held(symbol)})")
                self._broker.liquidate(LEADER, symbol, "margin call")

    def withdraw(self) -> None:
        """Cancel every order."""
        for order in self._broker.working(LEADER):
            self._hand.cancel(order.venue_order_id)

    def go_flat(self) -> None:
        """Cancel every order and close every position."""
        self.withdraw()
        for symbol in SYMBOLS:
            for _ in range(100):
                if held := self.held(symbol):
                    self._say(f"leader closes {held} {symbol}")
                    self._hand.place(symbol, Side.of(-held), abs(held))

    # --- one kind of step each --------------------------------------------------------------------------------------

    def _trade(self, step: Trade) -> None:
        side, qty, held = step.side, step.qty, self.held(step.symbol)
        if held and step.turn:
            side, qty = Side.of(-held), abs(held) * step.turn
        self._say(f"leader {side.value}s {qty} {step.symbol} (holds {held})")
        self._hand.place(step.symbol, side, qty)

    def _rest(self, step: Rest) -> None:
        side, qty, held = step.side, step.qty, self.held(step.symbol)
        if step.closing:
            if not held:
                return
            side, qty = Side.of(-held), min(qty, abs(held))
        order = self._order(step.symbol, side, qty, step.kind, step.away)
        self._say(f"leader rests {_told(order)}")
        self._hand.place(order.symbol, side, qty, order.kind, order.limit, order.stop, order.trail)

    def _change(self, step: Change) -> None:
        order = self._pick(step.pick)
        if order is None:
            return
        tick = CATALOG[order.symbol].tick_size
        limit, stop = (None if price is None else price + step.ticks * tick for price in (order.limit, order.stop))
        if self._apart:
            limit = limit if limit is None else self._free(order.symbol, limit, order)
            stop = stop if stop is None else self._free(order.symbol, stop, order)
        trail = max(tick, order.trail + step.ticks * tick) if order.trail is not None else None
        qty = max(1, order.qty + step.more) if step.more else None
        if order.trail is not None:
            stop = None
        refused = self._hand.modify(order.venue_order_id, qty, limit, stop, trail)
        self._say(f"leader changes {_named(order)}: {step.ticks:+} ticks, {step.more:+} contracts {refused}".rstrip())

    def _protect(self, step: Protect) -> None:
        held = self.held(step.symbol)
        if not held:
            return
        side, whole = Side.of(-held), abs(held)
        parts = min(step.parts, whole) if step.target else 0
        targets = [
            self._order(
                step.symbol, side, whole // parts + (part < whole % parts), OrderKind.LIMIT, step.target + 2 * part
            )
            for part in range(parts)
        ]
        stops = [self._order(step.symbol, side, whole, OrderKind.STOP, step.stop)] if step.stop else []
        self._say(f"leader protects {held} {step.symbol}: {'; '.join(map(_told, targets + stops))}")
        if step.linked and len(targets) == 1 and stops:
            self._hand.place_oco(targets[0], stops[0])
            return
        first, second = (stops, targets) if step.stop_first else (targets, stops)
        self._place_all(first)
        if second:
            self._venue.clock.call_later(step.gap_ns, lambda: self._place_all(second))

    def _bracket(self, step: Bracket) -> None:
        entry = self._order(step.symbol, step.side, step.qty, step.kind, step.away)
        start = entry.limit or entry.stop or self._venue.quote(step.symbol).last
        tick, sign = CATALOG[step.symbol].tick_size, step.side.sign
        exits = []
        if step.target:
            price = start + sign * step.target * tick
            exits.append(NewOrder(step.symbol, step.side.opposite, step.qty, OrderKind.LIMIT, limit=price))
        if step.stop:
            price = start - sign * step.stop * tick
            exits.append(NewOrder(step.symbol, step.side.opposite, step.qty, OrderKind.STOP, stop=price))
        self._say(f"leader places a bracket: {'; '.join(map(_told, (entry, *exits)))}")
        self._hand.place_bracket(entry, *exits)

    # --- inside -------------------------------------------------------------------------------------------------------

    def _place_all(self, orders: list[NewOrder]) -> None:
        for order in orders:
            self._hand.place(order.symbol, order.side, order.qty, order.kind, order.limit, order.stop, order.trail)

    def _order(self, symbol: Symbol, side: Side, qty: int, kind: OrderKind, away: int) -> NewOrder:
        """An order so many ticks from the best price: a limit order on the better side of it, a stop on the worse."""
        tick, sign, quote = CATALOG[symbol].tick_size, side.sign, self._venue.quote(symbol)
        better = (quote.bid if sign > 0 else quote.ask) - sign * away * tick
        worse = (quote.ask if sign > 0 else quote.bid) + sign * max(1, away) * tick
        if self._apart:
            better, worse = self._free(symbol, better), self._free(symbol, worse)
        match kind:
            case OrderKind.MARKET:
                return NewOrder(symbol, side, qty)
            case OrderKind.LIMIT:
                return NewOrder(symbol, side, qty, kind, limit=better)
            case OrderKind.STOP:
                return NewOrder(symbol, side, qty, kind, stop=worse)
            case OrderKind.STOP_LIMIT:
                return NewOrder(symbol, side, qty, kind, limit=worse + 2 * sign * tick, stop=worse)
            case OrderKind.TRAILING_STOP:
                return NewOrder(symbol, side, qty, kind, trail=max(1, away) * tick)

    def _free(self, symbol: Symbol, price: Decimal, but: OrderReport | None = None) -> Decimal:
        """The next price away from the market that none of his orders is near."""
        quote, tick = self._venue.quote(symbol), CATALOG[symbol].tick_size
        if quote.bid <= price <= quote.ask:
            return price
        away = tick if price > quote.ask else -tick
        taken = {
            point
            for order in self._broker.working(LEADER)
            if order.symbol == symbol and (but is None or order.venue_order_id != but.venue_order_id)
            for point in (order.limit, order.stop)
        }
        while any(point is not None and abs(point - price) < APART * tick for point in taken):
            price += away
        return price

    def _pick(self, pick: int) -> OrderReport | None:
        working = self._broker.working(LEADER)
        return working[pick % len(working)] if working else None


def _told(order: NewOrder) -> str:
    prices = ((word, price) for word, price in (("limit", order.limit), ("stop", order.stop), ("trail", order.trail)))
    told = " ".join(f"{word} {price}" for word, price in prices if price is not None)
    return f"{order.side.value} {order.qty} {order.symbol} {order.kind.value} {told}".rstrip()


def _named(order: OrderReport) -> str:
    return f"{order.venue_order_id} ({order.side.value} {order.qty} {order.symbol} {order.kind.value})"
