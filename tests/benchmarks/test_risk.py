"""What a price costs the risk rules: 100 accounts, each with six money rules and all eight instruments in a trade."""

from decimal import Decimal
from time import perf_counter_ns

from mimikdesk.domain.events import PositionReported, Quote, SnapshotTaken
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import PositionReport
from mimikdesk.domain.risk import (
    DailyLoss,
    DailyTarget,
    Drawdown,
    GiveBack,
    RiskRules,
    WeeklyLoss,
    WeeklyTarget,
)
from mimikdesk.domain.time import Stamp
from mimikdesk.domain.trading_day import TradingDay
from mimikdesk.engine.meter import Meter
from mimikdesk.services.money import Money
from mimikdesk.services.risk_worth import Worths

ACCOUNTS = 100
SYMBOLS = [Symbol(f"{root}Z6") for root in ("MNQ", "MES", "NQ", "ES", "MGC", "MCL", "M2K", "MYM")]
RULES = RiskRules(
    (
        DailyLoss(Decimal(500_000)),
        WeeklyLoss(Decimal(900_000)),
        DailyTarget(Decimal(700_000)),
        WeeklyTarget(Decimal(900_000)),
        Drawdown(Decimal(600_000), Decimal(50_000)),
        GiveBack(Decimal(500_000), after=Decimal(1)),
    )
)
AT = Stamp(1, 1)
DAY = TradingDay("d", 0, 10, 0, 70)
MOST_US = 200
"""Only an accident takes longer; on a quiet machine it is 0.5 us inside the calm band and about 10 us outside."""


def floor() -> tuple[Money, Worths, list[Meter]]:
    instruments = {s: Instrument(s, s[:-2], "Z6", Decimal("0.25"), Decimal(2)) for s in SYMBOLS}
    money, meters = Money(instruments), []

    worths = Worths(money, instruments, lambda _: None, lambda _: None)
    for symbol in SYMBOLS:
        money.price(quote(symbol, 0))
        worths.price("", quote(symbol, 0))
    for number in range(ACCOUNTS):
        account = AccountId(f"c/{number}")
        money.take(SnapshotTaken(account, (), (), Decimal(50_000), AT, AT))
        for symbol in SYMBOLS:
            money.take(PositionReported(account, PositionReport(symbol, 2, Decimal(20_000)), AT))
        meter = Meter(RULES)
        ledger = worths.add(account, "", meter)
        worths.reckon(ledger, live=True)
        meter.begin_day(DAY, ledger.worth)
        meters.append(meter)
    return money, worths, meters


def quote(symbol: Symbol, step: int) -> Quote:
    price = Decimal(20_000) + Decimal(step) / 4
    return Quote(symbol, price, price, price, AT)


def measure(steps: list[int]) -> float:
    """Microseconds for one account at one price, the median of the rounds."""
    _, worths, _ = floor()
    rounds = []
    for step in steps:
        quotes = [quote(symbol, step) for symbol in SYMBOLS]
        began = perf_counter_ns()
        for each in quotes:
            worths.price("", each)
        rounds.append((perf_counter_ns() - began) / 1_000 / ACCOUNTS / len(quotes))
    return sorted(rounds)[len(rounds) // 2]


def test_a_price_costs_microseconds_for_each_account() -> None:
    calm = measure([-(step % 5) - 1 for step in range(300)])
    rising = measure(list(range(1, 300)))
    print(f"\none account, one price: {calm:.2f} us inside the calm band, {rising:.2f} us with a new high-water mark")
    print(
        f"a tick of each of 8 instruments: {calm * 800 / 1000:.2f} ms and {rising * 800 / 1000:.2f} ms for 100 accounts"
    )
    assert calm < MOST_US / 10
    assert rising < MOST_US
