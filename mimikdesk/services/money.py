"""Money per account: cash, open profit at the last price, net liquidation, and profit of the day (rule 11.1).

For the eye: figures follow quotes and are worked out when the window asks, not on the way of a copy.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.events import BalanceReported, Event, PositionReported, Quote, SnapshotTaken
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import PositionReport

ZERO = Decimal(0)


@dataclass(slots=True)
class Purse:
    """One account. ``day_start``: net liquidation at its first snapshot in this run, without what ``unpriced`` holds:
    positions of that moment for which no price was known yet."""

    cash: Decimal = ZERO
    day_start: Decimal | None = None
    unpriced: list[PositionReport] = field(default_factory=list)
    positions: dict[Symbol, PositionReport] = field(default_factory=dict)


class Money:
    def __init__(self, instruments: dict[Symbol, Instrument]) -> None:
        self._instruments = instruments
        self._purses: dict[AccountId, Purse] = {}
        self.quotes: dict[Symbol, Quote] = {}

    def take(self, event: Event) -> None:
        match event:
            case SnapshotTaken(account=account):
                purse = self._purses.setdefault(account, Purse())
                purse.cash = event.cash
                purse.positions = {position.symbol: position for position in event.positions}
                if purse.day_start is None:
                    purse.day_start = purse.cash
                    purse.unpriced = list(event.positions)
                    self._price_start(purse)
            case PositionReported(account=account, position=position):
                self._purses.setdefault(account, Purse()).positions[position.symbol] = position
            case BalanceReported(account=account, cash=cash):
                self._purses.setdefault(account, Purse()).cash = cash
            case _:
                pass

    def average(self, account: AccountId, symbol: Symbol) -> Decimal | None:
        purse = self._purses.get(account)
        position = purse.positions.get(symbol) if purse is not None else None
        return position.average if position is not None and position.qty else None

    def open_pnl(self, account: AccountId, symbol: Symbol) -> Decimal:
        """Profit of one open position at the last price; 0 where no price or no average is known."""
        purse = self._purses.get(account)
        position = purse.positions.get(symbol) if purse is not None else None
        return (self._profit(position) or ZERO) if position is not None else ZERO

    def net_liq(self, account: AccountId) -> Decimal:
        purse = self._purses.get(account)
        if purse is None:
            return ZERO
        return sum((self.open_pnl(account, symbol) for symbol in purse.positions), purse.cash)

    def day_pnl(self, account: AccountId) -> Decimal:
        purse = self._purses.get(account)
        if purse is None or purse.day_start is None:
            return ZERO
        self._price_start(purse)
        return self.net_liq(account) - purse.day_start

    def _profit(self, position: PositionReport) -> Decimal | None:
        quote = self.quotes.get(position.symbol)
        instrument = self._instruments.get(position.symbol)
        if position.average is None or quote is None or instrument is None:
            return None
        return (quote.last - position.average) * position.qty * instrument.point_value

    def _price_start(self, purse: Purse) -> None:
        """Put the open profit of the day's start in, as soon as there are prices to reckon it with."""
        if purse.unpriced and purse.day_start is not None:
            profits = [(position, self._profit(position)) for position in purse.unpriced]
            purse.unpriced = [position for position, profit in profits if profit is None]
            purse.day_start = sum((profit for _, profit in profits if profit is not None), purse.day_start)
