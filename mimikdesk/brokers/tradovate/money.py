"""Open profit without market data: one account's figures at a time, within the budget, and the prices they imply.

Nothing of it is needed to trade, so it is asked for after everything else: never in a penalty, never out of what orders
and exits need, one request at a time, and less often as the login's requests run low. By turns the contract whose
price is the oldest and the account whose figures are the oldest are served, so that a contract that few accounts hold
is not forgotten, and each account is confirmed in time. An account that has become flat is asked once more.

Fills are prices too, of whichever account of the login they are. A position's push is none: its price is an average.
"""

from decimal import Decimal
from functools import partial
from typing import Protocol

from mimikdesk.brokers.budget import Budget
from mimikdesk.brokers.port import QuoteSink, Sink
from mimikdesk.brokers.tradovate import exact_json, facts
from mimikdesk.brokers.tradovate.frames import Reply
from mimikdesk.brokers.tradovate.line import Line
from mimikdesk.brokers.tradovate.marks import Figures, figures_in, implied
from mimikdesk.brokers.tradovate.questions import Questions
from mimikdesk.brokers.tradovate.requests import Unanswered
from mimikdesk.domain.clock import Clock, TimerHandle
from mimikdesk.domain.events import (
    BrokerEvent,
    EquityReported,
    FillReported,
    LineChanged,
    LineState,
    PositionReported,
    SnapshotTaken,
)
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.orders import PositionReport
from mimikdesk.domain.prices import Mark, MarkSource
from mimikdesk.domain.time import Stamp

ENDPOINT = "cashbalance/getcashbalancesnapshot"
DENIED = (401, 403, 404)
NEVER = -1


class Feed(Protocol):
    """A source of quotes, for some contracts or for none."""

    def want(self, symbols: set[Symbol]) -> None:
        """These are held; may be said again at any time."""
        ...

    def quotes(self, symbol: Symbol) -> bool:
        """Whether it tells the price of this contract now."""
        ...

    def stop(self) -> None: ...

    def renew(self) -> None:
        """What was refused may be asked for again."""
        ...


class MoneyReads:
    """``tell`` takes what is reported of accounts, ``prices`` what is known of contracts."""

    def __init__(
        self, clock: Clock, line: Line, budget: Budget, books: Questions, feed: Feed, tell: Sink, prices: QuoteSink
    ) -> None:
        self._clock = clock
        self._line = line
        self._budget = budget
        self._books = books
        self._feed = feed
        self._tell = tell
        self._prices = prices
        self._held: dict[AccountId, dict[Symbol, PositionReport]] = {}
        self._flat: dict[AccountId, None] = {}
        self._moves: dict[AccountId, int] = {}
        self._asked_ns: dict[AccountId, int] = {}
        self._marked_ns: dict[Symbol, int] = {}
        self._denied: set[AccountId] = set()
        self._by_contract = False
        self._asking = False
        self._timer: TimerHandle | None = None

    def begin(self) -> None:
        """The link is opened."""
        self._feed.renew()

    def take(self, event: BrokerEvent) -> None:
        """Every event that the program was told, right after it."""
        match event:
            case FillReported(account=account, fill=fill, at=at):
                self._moves[account] = self._moves.get(account, 0) + 1
                self._mark(Mark(fill.symbol, fill.price, MarkSource.FILL, at))
            case PositionReported(account=account, position=position):
                self._hold(account, {**self._held.get(account, {}), position.symbol: position})
            case SnapshotTaken(account=account, positions=positions):
                self._hold(account, {position.symbol: position for position in positions})
            case LineChanged(state=LineState.CONNECTED):
                self._plan()
            case _:
                pass

    def lost(self) -> None:
        """The line is gone: what accounts hold is told anew with the next one."""
        self._feed.stop()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._asking = False
        for known in (self._held, self._flat, self._asked_ns, self._marked_ns):
            known.clear()
        self._denied.clear()

    # --- what is held ---------------------------------------------------------------------------------------------

    def _hold(self, account: AccountId, positions: dict[Symbol, PositionReport]) -> None:
        before = self._held.get(account, {})
        now = {symbol: position for symbol, position in positions.items() if position.qty}
        if now == before:
            return
        self._moves[account] = self._moves.get(account, 0) + 1
        if now:
            self._held[account] = now
            self._flat.pop(account, None)
        else:
            del self._held[account]
            self._flat[account] = None
        self._plan()

    @property
    def _symbols(self) -> set[Symbol]:
        return {symbol for positions in self._held.values() for symbol in positions}

    # --- when, and whom to ask -------------------------------------------------------------------------------------

    def _plan(self) -> None:
        if self._timer is not None or self._asking or self._line.offline():
            return
        if self._held or self._flat:
            self._feed.want(self._symbols)
            self._timer = self._clock.call_later(self._gap_ns(), self._turn)

    def _gap_ns(self) -> int:
        if self._flat or self._unpriced():
            return facts.MONEY_SOON_NS
        if self._held and all(map(self._feed.quotes, self._symbols)):
            return facts.MONEY_AT_LEAST_NS
        kept = self._budget.reserve + self._budget.reads_keep
        full = min((limit.capacity for limit in self._budget.limits), default=0) - kept
        left = self._budget.left(self._clock.now().mono_ns) - kept
        if left <= 0 < full:
            return facts.MONEY_AT_LEAST_NS
        slower = max(facts.MONEY_EVERY_NS, facts.MONEY_EVERY_NS * full // (2 * max(1, left)))
        return min(slower, facts.MONEY_AT_LEAST_NS)

    def _unpriced(self) -> bool:
        """Whether a contract has no price yet and an account in it was not asked."""
        return any(
            account not in self._asked_ns and account not in self._denied and not self._priced(symbol)
            for account, positions in self._held.items()
            for symbol in positions
        )

    def _priced(self, symbol: Symbol) -> bool:
        return symbol in self._marked_ns or self._feed.quotes(symbol)

    def _turn(self) -> None:
        self._timer = None
        if self._line.offline():
            return
        account = self._next() if self._line.may_read() else None
        if account is not None:
            self._ask(account)
        self._plan()

    def _next(self) -> AccountId | None:
        for account in self._flat:
            if account not in self._denied:
                return account
        self._flat.clear()
        holders = [account for account in self._held if account not in self._denied]
        self._by_contract = not self._by_contract
        if self._by_contract:
            open_to_it = [symbol for symbol in self._symbols if not self._feed.quotes(symbol)]
            for symbol in sorted(open_to_it, key=lambda its: (self._marked_ns.get(its, NEVER), its)):
                alone = [account for account in holders if self._held[account].keys() == {symbol}]
                if alone:
                    return self._longest_ago(alone)
        return self._longest_ago(holders)

    def _longest_ago(self, accounts: list[AccountId]) -> AccountId | None:
        return min(accounts, key=lambda account: self._asked_ns.get(account, NEVER), default=None)

    # --- asking ---------------------------------------------------------------------------------------------------

    def _ask(self, account: AccountId) -> None:
        row, asked_at = self._books.account_row(account), self._clock.now()
        self._asked_ns[account] = asked_at.mono_ns
        self._flat.pop(account, None)
        if row is None:
            return
        body = exact_json.encode({"accountId": row.number})
        done = partial(self._answered, account, asked_at, self._moves.get(account, 0))
        try:
            self._line.ask(ENDPOINT, done, body=body)
        except OSError:
            return
        self._asking = True

    def _answered(self, account: AccountId, asked_at: Stamp, moves: int, answer: Reply | Unanswered) -> None:
        if isinstance(answer, Unanswered) and answer.lost:
            return
        self._asking = False
        figures = figures_in(answer.data) if isinstance(answer, Reply) and answer.status == 200 else None
        if figures is not None:
            self._report(account, figures, asked_at)
            settled = partial(self._settled, account, asked_at, moves, figures)
            self._timer = self._clock.call_later(facts.FIGURES_SETTLE_NS, settled)
            return
        if isinstance(answer, Reply) and answer.status in DENIED:
            self._denied.add(account)
        self._plan()

    def _settled(self, account: AccountId, asked_at: Stamp, moves: int, figures: Figures) -> None:
        self._timer = None
        self._imply(account, asked_at, moves, figures)
        self._plan()

    def _report(self, account: AccountId, figures: Figures, asked_at: Stamp) -> None:
        profit = figures.open_profit
        if profit is None and account not in self._held:
            profit = Decimal(0)  # left out where nothing is open
        self._tell(EquityReported(account, figures.net_liq, profit, figures.realised, asked_at, self._clock.now()))

    def _imply(self, account: AccountId, asked_at: Stamp, moves: int, figures: Figures) -> None:
        """Take the price from figures that were asked for, answered and waited over without a trade of the account."""
        positions = self._held.get(account, {})
        if self._moves.get(account, 0) != moves or len(positions) != 1 or figures.open_profit is None:
            return
        ((symbol, position),) = positions.items()
        instrument = self._books.instrument(symbol)
        price = implied(position, figures.open_profit, instrument) if instrument is not None else None
        if price is not None:
            self._mark(Mark(symbol, price, MarkSource.IMPLIED, asked_at))

    def _mark(self, mark: Mark) -> None:
        if self._marked_ns.get(mark.symbol, NEVER) <= mark.at.mono_ns:
            self._marked_ns[mark.symbol] = mark.at.mono_ns
            self._prices(mark)
