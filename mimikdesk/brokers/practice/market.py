"""Who stands in the books besides the accounts: a market that moves, one that stands still, and one from a tape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Protocol

from mimikdesk.brokers.practice.catalog import LISTED, instrument
from mimikdesk.brokers.practice.floor import Floor, Rung
from mimikdesk.brokers.practice.refusals import to_ticks
from mimikdesk.brokers.practice.walk import Walk
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import MILLISECOND


class Exchange(Protocol):
    """What a market needs of the exchange it trades on."""

    def floor(self, symbol: Symbol) -> Floor: ...

    def settle(self, symbol: Symbol) -> None:
        """Called at the end of each run of changes in one book."""
        ...


class Market(Protocol):
    def attach(self, exchange: Exchange, clock: Clock, seed: int | str) -> None:
        """Take the first places in the books. Called once, before anything else."""
        ...

    def start(self) -> None:
        """Begin to move."""
        ...

    def stop(self) -> None:
        """Stand still, with nothing left on the clock."""
        ...

    def refill(self, symbol: Symbol) -> None:
        """Somebody has just traded with the market's resting orders there."""
        ...


def ladder(best: int, step: int, sizes: Sequence[int]) -> list[Rung]:
    """Rungs from the best price on, one per size, each ``step`` ticks further."""
    return [(best + step * level, size) for level, size in enumerate(sizes)]


def grid_price(symbol: Symbol, price: Decimal) -> int:
    """A price in ticks. UsageError when it does not lie on the contract's grid."""
    listed = instrument(symbol)
    ticks = to_ticks(price, listed)
    if ticks is None or ticks * listed.tick_size != price:
        raise UsageError(f"{price} is not a price of {symbol}: it moves in steps of {listed.tick_size}.")
    return ticks


class StillMarket:
    """Fixed prices with a given depth, for tests and fast simulations.

    ``bids``: best bid in points by symbol; the others stand at the catalog's opening prices. ``depth``: contracts on
    each of ``levels`` price levels, one tick apart. With ``refills`` the depth is the same again after each trade.
    ``thin``: share of levels, drawn anew each time, that hold only 1 to 3 contracts, so that orders fill in many parts.
    """

    def __init__(
        self,
        bids: Mapping[Symbol, Decimal] | None = None,
        depth: int = 50,
        levels: int = 5,
        spread: int = 1,
        refills: bool = True,
        thin: float = 0.0,
    ) -> None:
        self._thin = thin
        self._random = Random(0)
        self._depth = depth
        self._levels = levels
        self._spread = spread
        self.refills = refills
        prices = {symbol: product.start for symbol, product in LISTED.items()} | dict(bids or {})
        self._bids = {symbol: grid_price(symbol, price) for symbol, price in prices.items()}
        self._rungs: dict[Symbol, tuple[list[Rung], list[Rung]]] = {}
        self._exchange: Exchange

    def attach(self, exchange: Exchange, clock: Clock, seed: int | str) -> None:  # noqa: ARG002
        self._exchange = exchange
        self._random = Random(f"{seed}/thin")
        for symbol in self._bids:
            self._fill_up(symbol)

    def start(self) -> None:
        """Nothing moves here by itself."""

    def stop(self) -> None:
        """Nothing moves here by itself."""

    def refill(self, symbol: Symbol) -> None:
        if self.refills:
            self._fill_up(symbol)

    def move(self, symbol: Symbol, bid: Decimal, depth: int | None = None) -> None:
        """Stand at another price from now on; ``depth`` changes the contracts per level, for all contracts."""
        self._bids[symbol] = grid_price(symbol, bid)
        if depth is not None:
            self._depth = depth
        self._rungs.clear()
        self._fill_up(symbol)
        self._exchange.settle(symbol)

    def _fill_up(self, symbol: Symbol) -> None:
        rungs = self._rungs.get(symbol)
        if rungs is None or self._thin:
            bid = self._bids[symbol]
            rungs = ladder(bid, -1, self._sizes()), ladder(bid + self._spread, 1, self._sizes())
            self._rungs[symbol] = rungs
        self._exchange.floor(symbol).make(*rungs)

    def _sizes(self) -> list[int]:
        if not self._thin:
            return [self._depth] * self._levels
        random = self._random
        return [
            1 + random.getrandbits(8) % 3 if random.random() < self._thin else self._depth for _ in range(self._levels)
        ]


@dataclass(frozen=True, slots=True)
class TapeQuote:
    """One recorded quote: ``at_ns`` nanoseconds after the start, prices in points, ``size`` contracts on each side."""

    at_ns: int
    symbol: Symbol
    bid: Decimal
    ask: Decimal
    size: int = 100


class TapeMarket:
    """Plays recorded quotes in the order of their times. Those at 0 stand from the beginning, before the start."""

    def __init__(self, tape: Sequence[TapeQuote]) -> None:
        self._tape = sorted(tape, key=lambda quote: quote.at_ns)
        for quote in self._tape:
            if grid_price(quote.symbol, quote.bid) >= grid_price(quote.symbol, quote.ask):
                raise UsageError(f"The tape's bid {quote.bid} for {quote.symbol} is not below its ask {quote.ask}.")
        self._next = 0
        self._played_ns = 0
        self._now: dict[Symbol, TapeQuote] = {}
        self._timer: TimerHandle | None = None
        self._exchange: Exchange
        self._clock: Clock

    def attach(self, exchange: Exchange, clock: Clock, seed: int | str) -> None:  # noqa: ARG002
        self._exchange, self._clock = exchange, clock
        self._play()

    def start(self) -> None:
        if self._timer is None:
            self._wait()

    def stop(self) -> None:
        """Stop the tape; ``start`` goes on with the next quote."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def refill(self, symbol: Symbol) -> None:
        """The recorded depth stands again after each trade."""
        self._show(self._now[symbol])

    def _wait(self) -> None:
        self._timer = None
        if self._next < len(self._tape):
            due = self._tape[self._next].at_ns
            self._timer = self._clock.call_later(due - self._played_ns, self._run)

    def _run(self) -> None:
        self._played_ns = self._tape[self._next].at_ns
        self._play()
        self._wait()

    def _play(self) -> None:
        """Show every quote that is due."""
        while self._next < len(self._tape) and self._tape[self._next].at_ns <= self._played_ns:
            quote = self._tape[self._next]
            self._next += 1
            self._now[quote.symbol] = quote
            self._show(quote)
            self._exchange.settle(quote.symbol)

    def _show(self, quote: TapeQuote) -> None:
        sizes = [quote.size] * 3
        self._exchange.floor(quote.symbol).make(
            ladder(grid_price(quote.symbol, quote.bid), -1, sizes),
            ladder(grid_price(quote.symbol, quote.ask), 1, sizes),
        )


class SeededMarket:
    """Prices that move by themselves: a ladder of resting orders around a wandering price, and takers at random.

    Products of one underlying share its move. ``symbols``: the contracts that trade (all by default).
    ``interval_ns``: time between two moves. What customers do never changes how prices move.
    """

    LEVELS = 10

    def __init__(self, symbols: Sequence[Symbol] | None = None, interval_ns: int = 100 * MILLISECOND) -> None:
        self._symbols = tuple(LISTED) if symbols is None else tuple(symbols)
        self._interval_ns = interval_ns
        self._timer: TimerHandle | None = None
        self._exchange: Exchange
        self._clock: Clock
        self._walks: dict[str, Walk] = {}
        self._random: dict[Symbol, Random] = {}

    def attach(self, exchange: Exchange, clock: Clock, seed: int | str) -> None:
        self._exchange, self._clock = exchange, clock
        for symbol in self._symbols:
            product = LISTED[instrument(symbol).symbol]
            if product.underlying not in self._walks:
                start = int(product.start / product.tick_size)
                random = Random(f"{seed}/market/{product.underlying}")
                self._walks[product.underlying] = Walk(start, product.volatility, self._interval_ns, random)
            self._random[symbol] = Random(f"{seed}/market/{symbol}")
            self._quote(symbol)

    def start(self) -> None:
        if self._timer is None:
            self._timer = self._clock.call_later(self._interval_ns, self._run)

    def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def refill(self, symbol: Symbol) -> None:
        """What was taken stays taken until the next move."""

    def _run(self) -> None:
        self._timer = self._clock.call_later(self._interval_ns, self._run)
        for walk in self._walks.values():
            walk.step()
        for symbol in self._symbols:
            self._quote(symbol)
            self._take(symbol)
            self._exchange.settle(symbol)

    def _quote(self, symbol: Symbol) -> None:
        bid, spread = self._walks[LISTED[symbol].underlying].quote()
        random = self._random[symbol]
        bids, asks = ([3 + random.getrandbits(16) % 38 for _ in range(self.LEVELS)] for _ in range(2))
        self._exchange.floor(symbol).make(ladder(bid, -1, bids), ladder(bid + spread, 1, asks))

    def _take(self, symbol: Symbol) -> None:
        """Two times in three somebody trades 1 to 7 contracts, half of them a single one."""
        draw = self._random[symbol].getrandbits(16)
        if draw % 3:
            side = Side.BUY if draw & 0x100 else Side.SELL
            self._exchange.floor(symbol).take(side, 1 + (draw >> 9) % 4 * ((draw >> 11) % 3))
