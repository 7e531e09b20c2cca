"""Money per account: cash, open profit, net liquidation, and profit of the day (rule 11.1), each with its age.

For the eye: figures follow prices and are worked out when the window asks, not on the way of a copy. Open profit comes
from whatever is freshest: a quote, a mark, or the broker's own figure of the account. What is not known is None, and
never 0.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from mimikdesk.domain.events import BalanceReported, EquityReported, Event, PositionReported, Quote, SnapshotTaken
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import PositionReport
from mimikdesk.domain.prices import Price
from mimikdesk.domain.time import Stamp
from mimikdesk.services.prices import Known, Prices, Source

ZERO = Decimal(0)
NOTHING_OPEN = Known(ZERO, Source.BROKER)


@dataclass(slots=True)
class Purse:
    """One account. ``prices``: of the market that it trades in. ``day_start``: net liquidation at its first snapshot in
    this run, without what ``unpriced`` holds: positions of that moment for which no price was known yet. ``moved_ns``,
    ``paid_ns``: when its positions and its cash changed last, monotonic; what the broker reckoned before that is no
    longer true."""

    prices: Prices
    cash: Decimal = ZERO
    day_start: Decimal | None = None
    unpriced: list[PositionReport] = field(default_factory=list)
    positions: dict[Symbol, PositionReport] = field(default_factory=dict)
    moved_ns: int = 0
    paid_ns: int = 0
    equity: EquityReported | None = None

    def held(self) -> list[PositionReport]:
        return [position for position in self.positions.values() if position.qty]


class Money:
    """``market``: the name of the market that an account trades in. A contract of one name has one price in each, also
    where several brokers lead to it; the practice exchange's is none of the real one's."""

    def __init__(
        self, instruments: dict[Symbol, Instrument], market: Callable[[AccountId], str] = lambda _: ""
    ) -> None:
        self._instruments = instruments
        self._market = market
        self._purses: dict[AccountId, Purse] = {}
        self._prices: dict[str, Prices] = {}

    def take(self, event: Event) -> None:
        match event:
            case SnapshotTaken(account=account, cash=cash, at=at):
                purse = self._purse(account)
                before, purse.positions = purse.held(), {its.symbol: its for its in event.positions}
                if purse.held() != before:
                    purse.moved_ns = at.mono_ns
                self._pay(purse, cash, at)
                if purse.day_start is None:
                    purse.day_start = purse.cash
                    purse.unpriced = purse.held()
                    self._price_start(purse)
            case PositionReported(account=account, position=position, at=at):
                purse = self._purse(account)
                purse.positions[position.symbol] = position
                purse.moved_ns = at.mono_ns
            case BalanceReported(account=account, cash=cash, at=at):
                self._pay(self._purse(account), cash, at)
            case EquityReported(account=account):
                purse = self._purse(account)
                self._reckon_start(purse, event)
                purse.equity = event
            case _:
                pass

    def price(self, price: Price, market: str = "") -> None:
        self._prices_in(market).take(price)

    def quote(self, account: AccountId, symbol: Symbol) -> Quote | None:
        """The last one where this account trades."""
        return self._prices_in(self._market(account)).quotes.get(symbol)

    def held(self, account: AccountId) -> list[PositionReport]:
        """The positions that the account is in."""
        purse = self._purses.get(account)
        return purse.held() if purse is not None else []

    def cash(self, account: AccountId) -> Decimal | None:
        """The cash that was told last, None before the first read."""
        purse = self._purses.get(account)
        return purse.cash if purse is not None and purse.day_start is not None else None

    def start_day(self, account: AccountId, start: Decimal) -> None:
        """Reckon the day's profit from this net liquidation on (rule 11.1); what was put in since is in it."""
        purse = self._purses.get(account)
        if purse is not None:
            purse.day_start, purse.unpriced = start, []

    def average(self, account: AccountId, symbol: Symbol) -> Decimal | None:
        purse = self._purses.get(account)
        position = purse.positions.get(symbol) if purse is not None else None
        return position.average if position is not None and position.qty else None

    def open_pnl(self, account: AccountId, symbol: Symbol) -> Known | None:
        """Profit of one open position. The broker tells it of all positions of an account together, so his figure
        serves where there is one only."""
        purse = self._purses.get(account)
        position = purse.positions.get(symbol) if purse is not None else None
        if purse is None or position is None or not position.qty:
            return NOTHING_OPEN
        by_price, told = self._profit(purse, position), self._told_profit(purse)
        if told is None or len(purse.held()) > 1:
            return by_price
        return by_price if by_price is not None and by_price.fresher_than(told) else told

    def net_liq(self, account: AccountId) -> Known | None:
        """Cash and all open profit; of the age of its oldest part."""
        purse = self._purses.get(account)
        return self._net_liq(purse) if purse is not None and purse.day_start is not None else None

    def day_pnl(self, account: AccountId) -> Known | None:
        purse = self._purses.get(account)
        if purse is None or purse.day_start is None:
            return None
        self._price_start(purse)
        now = self._net_liq(purse)
        if now is None or purse.unpriced:
            return None
        return Known(now.amount - purse.day_start, now.source, now.as_of)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _prices_in(self, market: str) -> Prices:
        return self._prices.setdefault(market, Prices())

    def _purse(self, account: AccountId) -> Purse:
        purse = self._purses.get(account)
        if purse is None:
            purse = self._purses[account] = Purse(self._prices_in(self._market(account)))
        return purse

    def _net_liq(self, purse: Purse) -> Known | None:
        reckoned, told = self._by_prices(purse), self._told_worth(purse)
        if told is None or (reckoned is not None and reckoned.fresher_than(told)):
            return reckoned
        return told

    def _by_prices(self, purse: Purse) -> Known | None:
        total = Known(purse.cash, Source.BROKER)
        for position in purse.held():
            profit = self._profit(purse, position)
            if profit is None:
                return None
            older = profit if total.fresher_than(profit) else total
            total = Known(total.amount + profit.amount, older.source, older.as_of)
        return total

    def _profit(self, purse: Purse, position: PositionReport) -> Known | None:
        price = purse.prices.of(position.symbol)
        instrument = self._instruments.get(position.symbol)
        if position.average is None or price is None or instrument is None:
            return None
        points = (price.amount - position.average) * position.qty
        return Known(points * instrument.point_value, price.source, price.as_of)

    @staticmethod
    def _told_profit(purse: Purse) -> Known | None:
        """Open profit of all positions by the broker's word, while the positions are those it was told of."""
        told = purse.equity
        if told is None or told.open_profit is None or told.as_of.mono_ns <= purse.moved_ns:
            return None
        return Known(told.open_profit, Source.BROKER, told.as_of)

    def _told_worth(self, purse: Purse) -> Known | None:
        """Net liquidation by the broker's word; with the cash of now where that has changed since. Without a position
        it does not grow old."""
        profit, told = self._told_profit(purse), purse.equity
        if profit is None or told is None:
            return None
        unpaid = told.as_of.mono_ns > purse.paid_ns
        worth = told.net_liq if unpaid else purse.cash + profit.amount
        return Known(worth, Source.BROKER, told.as_of if purse.held() else None)

    @staticmethod
    def _pay(purse: Purse, cash: Decimal, at: Stamp) -> None:
        if purse.cash != cash:
            purse.cash = cash
            purse.paid_ns = at.mono_ns

    def _price_start(self, purse: Purse) -> None:
        """Put the open profit of the day's start in, as soon as there are prices to reckon it with."""
        if purse.unpriced and purse.day_start is not None:
            profits = [(position, self._profit(purse, position)) for position in purse.unpriced]
            purse.unpriced = [position for position, profit in profits if profit is None]
            purse.day_start = sum((profit.amount for _, profit in profits if profit is not None), purse.day_start)

    @staticmethod
    def _reckon_start(purse: Purse, told: EquityReported) -> None:
        """The broker's figure is the day's start too, while an account holds exactly what it began with."""
        as_began = purse.unpriced and purse.held() == purse.unpriced and purse.day_start == purse.cash
        if as_began and told.as_of.mono_ns > max(purse.moved_ns, purse.paid_ns):
            purse.day_start, purse.unpriced = told.net_liq, []
