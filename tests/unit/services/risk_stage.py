"""A stage whose accounts have risk rules, on a market that stands where the test puts it."""

from decimal import Decimal

from mimikdesk.brokers.practice.market import StillMarket
from mimikdesk.brokers.practice.venue import PracticeVenue
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.decisions import Noticed, NoticeKind, SendCommand
from mimikdesk.domain.events import BalanceReported, EquityReported
from mimikdesk.domain.ids import AccountId, ConnectionId
from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.prices import Price, QuotesEnded
from mimikdesk.domain.risk import RiskRule, RiskRules
from mimikdesk.domain.time import MILLISECOND, SECOND, Stamp
from mimikdesk.domain.trading_day import NewsItem
from mimikdesk.services.risk_rows import RiskRow, RuleRow
from mimikdesk.services.risk_wishes import RiskParts
from tests.helpers.risk_memory import RiskMemory
from tests.unit.services.stage import DEMO, MNQ, OTHER, Stage


class Releases:
    def __init__(self) -> None:
        self.items: list[NewsItem] = []

    def between(self, from_ns: int, to_ns: int) -> tuple[NewsItem, ...]:
        return tuple(item for item in self.items if from_ns <= item.at_ns < to_ns)


class RiskStage(Stage):
    """F1 has ``rules``; a contract of MNQ wins or loses 2.00 a point. The practice accounts begin with 50,000."""

    collect_ns = 3600 * SECOND
    """Days pass here, and the test asks for what it wants to see."""

    def __init__(self, *rules: RiskRule, warn_percent: int = 80, clock: VirtualClock | None = None) -> None:
        self.kept = RiskMemory()
        self.news = Releases()
        super().__init__(started=False, clock=clock)
        self.market = StillMarket(depth=500, levels=30)
        self.venue = PracticeVenue(self.clock, 1, market=self.market)
        for connection, name in ((self.leader, "L"), (self.f1, "F1"), (self.f2, "F2")):
            assert self.venue.add_account(connection.partition("/")[0], name) == connection  # type: ignore[arg-type]
        self.hand = self.venue.hand(self.leader)
        self.outsider = self.venue.hand(self.venue.add_account(DEMO, "X"))
        self._make_program()
        self.program.use_ticket(self.leader, self.hand, (MNQ,))
        self.program.start()
        self.wait(2_000)
        self.bid = Decimal("25150")
        if rules:
            self.program.set_risk((self.f1,), RiskRules(rules, warn_percent))

    def _make_program(self) -> None:
        super()._make_program()
        self.program.use_risk(RiskParts(self.kept, news=self.news))

    def move(self, points: str | int, wait_ms: int = 400) -> None:
        """The market trades so many points away from where it is, and stays there."""
        self.bid += Decimal(points)
        self.market.move(MNQ, self.bid)
        self.outsider.place(MNQ, Side.SELL, 1)
        self.wait(wait_ms)

    def end_quotes(self) -> None:
        """The feed is gone: from now on only the broker's own figures tell what the account is worth."""
        self._quoting = False
        for connection in (DEMO, OTHER):
            self.program._on_price(connection, QuotesEnded((MNQ,), self.clock.now()))

    def tell_worth(self, net_liq: Decimal, age_ns: int) -> None:
        """The broker's own reckoning of F1, so old."""
        now = self.clock.now()
        as_of = Stamp(now.utc_ns - age_ns, now.mono_ns - age_ns)
        open_profit = net_liq - self.venue.cash(self.f1)
        sink = self.program._links.sink(DEMO)
        sink(EquityReported(self.f1, net_liq, open_profit, None, as_of, now))
        self.wait(10)

    def _link(self, connection: ConnectionId) -> None:
        heard = self.program._on_price

        def on_price(connection: ConnectionId, price: Price) -> None:
            if self._quoting:
                heard(connection, price)

        self.program._on_price = on_price  # type: ignore[method-assign]  # a feed that can be ended
        super()._link(connection)
        self.program._on_price = heard  # type: ignore[method-assign]

    _quoting = True
    symbol, sell, stop = MNQ, Side.SELL, OrderKind.STOP

    def put_cash(self, account: AccountId, amount: Decimal) -> None:
        """The firm books cash on an account that nobody has traded."""
        sink = self.program._links.sink(DEMO)
        sink(BalanceReported(account, self.venue.cash(account) + amount, self.clock.now()))

    def until(self, utc_ns: int) -> None:
        """Wait until that moment."""
        self.clock.advance(max(0, utc_ns - self.clock.now().utc_ns))

    def risk(self, account: AccountId | None = None) -> RiskRow:
        self.wait(300)
        self.program.collect()
        view = next(update.risk for update in reversed(self.updates) if update.risk is not None)
        return next(row for row in view.rows if row.account == (account or self.f1))

    def rule(self, account: AccountId | None = None) -> RuleRow:
        return self.risk(account).rules[0]

    def notices(self, kind: NoticeKind) -> list[str]:
        return [entry.text for entry in self.memory.entries if isinstance(entry, Noticed) and entry.kind is kind]

    @property
    def refused(self) -> str:
        self.wait(300)
        self.program.collect()
        return next(update.risk.refused for update in reversed(self.updates) if update.risk is not None)

    def sent_to(self, account: AccountId) -> int:
        return sum(isinstance(each, SendCommand) and each.command.account == account for each in self.memory.entries)


__all__ = ["MILLISECOND", "SECOND", "RiskStage"]
