"""When the trading day and the week end (rule 11.1), and when CME's markets trade, with holidays and early closes.

Pure arithmetic on UTC nanoseconds. A trading day ends at 5 PM in Chicago, every day of the week, and has the date on
which it ends: what is done on Sunday evening belongs to Monday. Accounts are reckoned by it whatever they trade, so it
knows no holidays. A session is what one market trades in one such day; holidays and early closes are its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mimikdesk.domain.record import record
from mimikdesk.domain.trading_day import TradingDay
from mimikdesk.domain.zone import FRIDAY, HOUR, SUNDAY, Zone, day_text, weekday

DAY_ENDS = 17 * HOUR
"""On the wall clock of Chicago: end of the trading day and, on Sunday, of the week."""
OPENS = 17 * HOUR
"""On the evening before."""
CLOSES = 16 * HOUR


class Market(StrEnum):
    """Products that keep the same holidays."""

    EQUITY_INDEX = "equity_index"
    METALS = "metals"
    ENERGY = "energy"


@record(frozen=True, slots=True)
class Change:
    """What is different on one date. ``closes``: the time in Chicago at which trading ends early, in nanoseconds from
    midnight; None where there is none at all. ``name``: of the holiday. ``certain``: False where the hour is the one of
    earlier years and the exchange's own notice has not been compared."""

    closes: int | None
    name: str
    certain: bool = True


@record(frozen=True, slots=True)
class Session:
    """``day``: the trading day it belongs to. It trades from ``opens`` on and no longer at ``closes``, UTC nanoseconds.
    ``change``: why it is shorter than usual, None when it is not."""

    market: Market
    day: int
    opens: int
    closes: int
    change: Change | None = None

    @property
    def early(self) -> bool:
        return self.change is not None


@dataclass(slots=True)
class CmeCalendar:
    """The ``TradingCalendar`` of the program. ``zone``: Chicago's. ``markets``: by root (MNQ). ``changes``: by market
    and date. ``covers``: the first and last day for which changes were looked up; outside of it every weekday counts as
    a usual one."""

    zone: Zone
    markets: Mapping[str, Market]
    changes: Mapping[tuple[Market, int], Change]
    covers: tuple[int, int]
    _last: TradingDay | None = field(default=None, init=False, compare=False, repr=False)

    def day_at(self, utc_ns: int) -> TradingDay:
        """The trading day of a moment. It closes when the first of the markets does: an account may trade any of them.
        The last answer is kept, because the same day is asked for all day long."""
        last = self._last
        if last is None or not last.begin_ns <= utc_ns < last.end_ns:
            last = self._last = self._day(self.trading_day(utc_ns))
        return last

    def _day(self, day: int) -> TradingDay:
        sunday = day + SUNDAY - weekday(day)
        changes = [change for market in Market if (change := self.changes.get((market, day))) is not None]
        closes = [change.closes for change in changes if change.closes is not None]
        return TradingDay(
            label=day_text(day),
            begin_ns=self.start_of(day),
            end_ns=self.end_of(day),
            week_begin_ns=self.end_of(sunday - 7),
            week_end_ns=self.end_of(sunday),
            closes_ns=self.zone.moment(day, min(closes)) if closes else None,
            why=changes[0].name if changes else "",
        )

    def trading_day(self, utc_ns: int) -> int:
        """The day that a moment belongs to. 5 PM itself belongs to the next one."""
        day, wall = self.zone.wall(utc_ns)
        return day + (wall >= DAY_ENDS)

    def day_end(self, utc_ns: int) -> int:
        """The end of the trading day of a moment: the first 5 PM in Chicago after it."""
        return self.end_of(self.trading_day(utc_ns))

    def end_of(self, day: int) -> int:
        """The first moment that no longer belongs to that trading day."""
        return self.zone.moment(day, DAY_ENDS)

    def start_of(self, day: int) -> int:
        return self.end_of(day - 1)

    def week_end(self, utc_ns: int) -> int:
        """The first Sunday 5 PM in Chicago after a moment."""
        return self.end_of(self.week(utc_ns))

    def week(self, utc_ns: int) -> int:
        """The week of a moment, named by the Sunday on which it ends."""
        day = self.trading_day(utc_ns)
        return day + SUNDAY - weekday(day)

    def is_covered(self, day: int) -> bool:
        return self.covers[0] <= day <= self.covers[1]

    def market(self, root: str) -> Market | None:
        """None for a product that the calendar does not know: nothing is known of its holidays."""
        return self.markets.get(root)

    def session_of(self, market: Market, day: int) -> Session | None:
        """What the market trades in that trading day; None at weekends and on holidays without trading."""
        if weekday(day) > FRIDAY:
            return None
        change = self.changes.get((market, day))
        if change is not None and change.closes is None:
            return None
        closes = CLOSES if change is None or change.closes is None else change.closes
        return Session(market, day, self.zone.moment(day - 1, OPENS), self.zone.moment(day, closes), change)

    def session_at(self, market: Market, utc_ns: int) -> Session | None:
        """The session that is trading at a moment, None when the market is closed."""
        session = self.session_of(market, self.trading_day(utc_ns))
        return session if session is not None and utc_ns < session.closes else None

    def next_session(self, market: Market, utc_ns: int) -> Session:
        """The first session that opens after a moment. The longest closure is a few days; a calendar whose changes
        closed a market for a whole month could not be meant, and the loader refuses it."""
        day = self.trading_day(utc_ns)
        while True:
            session = self.session_of(market, day)
            if session is not None and session.opens > utc_ns:
                return session
            day += 1

    def change_of(self, market: Market, day: int) -> Change | None:
        return self.changes.get((market, day))
