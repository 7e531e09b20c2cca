"""Net liquidation of every account that has risk rules, brought up to date with each price at the cost of a product.

Between two reports of an account its worth changes by prices alone: contracts times point value times the move. Only
where something else has changed, or a figure is not one of now, is it worked out anew by ``Money``.
"""

from collections.abc import Callable
from decimal import Decimal

from mimikdesk.domain.events import Quote
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.prices import Mark, Price, QuotesEnded
from mimikdesk.engine.meter import Meter
from mimikdesk.services.money import Money
from mimikdesk.services.prices import Known

Place = tuple[str, Symbol]
"""A market, and a contract that is traded there."""


class Ledger:
    """One account. ``live``: its worth follows prices; else it is worked out anew at each. ``known``: the figure as it
    was worked out last, None while there is none. ``factors``: account currency for one point of what is held."""

    __slots__ = ("account", "factors", "known", "live", "market", "meter", "worth")

    def __init__(self, account: AccountId, market: str, meter: Meter) -> None:
        self.account, self.market, self.meter = account, market, meter
        self.worth = Decimal(0)
        self.live = False
        self.known: Known | None = None
        self.factors: dict[Symbol, Decimal] = {}


class Worths:
    """``anew``: called with an account whose figure has to be worked out anew; ``heard``: with one of which a rule has
    changed its state, or a figure is there for the first time."""

    def __init__(
        self,
        money: Money,
        instruments: dict[Symbol, Instrument],
        anew: Callable[[AccountId], None],
        heard: Callable[[AccountId], None],
    ) -> None:
        self._money = money
        self._instruments = instruments
        self._anew = anew
        self._heard = heard
        self._ledgers: dict[AccountId, Ledger] = {}
        self._holders: dict[Place, list[Ledger]] = {}
        self._last: dict[Place, Decimal] = {}

    def add(self, account: AccountId, market: str, meter: Meter) -> Ledger:
        ledger = self._ledgers[account] = Ledger(account, market, meter)
        return ledger

    def reckon(self, ledger: Ledger, live: bool) -> Known | None:
        """Work out an account anew. ``live``: its cash and its positions are sure, so that it may follow prices."""
        self._hold(ledger)
        known = ledger.known = self._money.net_liq(ledger.account)
        ledger.live = live and known is not None and known.as_of is None
        if known is not None:
            ledger.worth = known.amount
        return known

    def price(self, market: str, price: Price) -> None:
        """Take in a price; ``Money`` has taken it before."""
        if isinstance(price, Quote):
            place, last = (market, price.symbol), price.last
            before = self._last.get(place)
            self._last[place] = last
            move = last - before if before is not None else None
            if move is not None and not move:
                return
            for ledger in tuple(self._holders.get(place, ())):
                if ledger.live and move is not None:
                    worth = ledger.worth = ledger.worth + ledger.factors[price.symbol] * move
                    if ledger.meter.take(worth):
                        self._heard(ledger.account)
                else:
                    self._anew(ledger.account)
            return
        symbols = price.symbols if isinstance(price, QuotesEnded) else (price.symbol,)
        for symbol in symbols:
            for ledger in tuple(self._holders.get((market, symbol), ())):
                if not (isinstance(price, Mark) and ledger.live):
                    self._anew(ledger.account)

    def _hold(self, ledger: Ledger) -> None:
        """Note what it holds, so that prices find it."""
        held = {}
        for position in self._money.held(ledger.account):
            instrument = self._instruments.get(position.symbol)
            if instrument is not None:
                held[position.symbol] = instrument.point_value * position.qty
        for symbol in ledger.factors.keys() - held.keys():
            self._holders[ledger.market, symbol].remove(ledger)
        for symbol in sorted(held.keys() - ledger.factors.keys()):
            self._holders.setdefault((ledger.market, symbol), []).append(ledger)
        ledger.factors = held
