"""Money for the eye: signs, missing and old prices, the broker's own figures, and what the day began with."""

from decimal import Decimal

import pytest

from mimikdesk.domain.events import BalanceReported, EquityReported, PositionReported, Quote, SnapshotTaken
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import PositionReport
from mimikdesk.domain.prices import Mark, MarkSource, QuotesEnded
from mimikdesk.domain.time import SECOND, Stamp
from mimikdesk.services.money import Money
from mimikdesk.services.prices import Known, Source

A, B, MNQ, MES = AccountId("c/A"), AccountId("c/B"), Symbol("MNQZ6"), Symbol("MESZ6")
INSTRUMENTS = {
    MNQ: Instrument(MNQ, "MNQ", "Z6", Decimal("0.25"), Decimal(2)),
    MES: Instrument(MES, "MES", "Z6", Decimal("0.25"), Decimal(5)),
}


def at(second: int) -> Stamp:
    return Stamp(second * SECOND, second * SECOND)


AT = at(0)


def holding(qty: int, average: int | None = 100, symbol: Symbol = MNQ) -> PositionReport:
    return PositionReport(symbol, qty, Decimal(average) if average is not None else None)


def money(*positions: PositionReport, cash: int = 1000) -> Money:
    made = Money(INSTRUMENTS)
    made.take(SnapshotTaken(A, positions, (), Decimal(cash), AT, AT))
    return made


def price(of: Money, last: int, symbol: Symbol = MNQ, second: int = 0) -> None:
    of.price(Quote(symbol, Decimal(last), Decimal(last), Decimal(last), at(second)))


def mark(of: Money, last: int, second: int, source: MarkSource = MarkSource.FILL, symbol: Symbol = MNQ) -> None:
    of.price(Mark(symbol, Decimal(last), source, at(second)))


def told(of: Money, worth: int, profit: int | None, second: int) -> None:
    """The broker's answer to a question asked at ``second``, a second later."""
    open_profit = None if profit is None else Decimal(profit)
    of.take(EquityReported(A, Decimal(worth), open_profit, None, at(second), at(second + 1)))


def decimals(*amounts: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, amounts))


def gain(of: Money, symbol: Symbol = MNQ) -> Decimal | None:
    known = of.open_pnl(A, symbol)
    return known.amount if known is not None else None


def worth(of: Money) -> Decimal | None:
    known = of.net_liq(A)
    return known.amount if known is not None else None


def day(of: Money) -> Decimal | None:
    known = of.day_pnl(A)
    return known.amount if known is not None else None


# --- by quotes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("qty", "last", "profit"), [(3, 110, 60), (3, 90, -60), (-3, 110, -60), (-3, 90, 60), (3, 100, 0)]
)
def test_open_profit_has_the_sign_of_side_times_move(qty: int, last: int, profit: int) -> None:
    mine = money(holding(qty))
    price(mine, last)
    assert gain(mine) == profit
    assert worth(mine) == 1000 + profit


@pytest.mark.rule("11.1")
def test_net_liquidation_is_cash_and_open_profit_and_the_day_counts_from_its_start() -> None:
    mine = money()
    price(mine, 100)
    mine.take(PositionReported(A, holding(2), AT))
    price(mine, 105)
    assert worth(mine) == 1020
    assert day(mine) == 20
    mine.take(PositionReported(A, holding(0, None), AT))
    mine.take(BalanceReported(A, Decimal(1018), AT))
    assert worth(mine) == 1018
    assert day(mine) == 18
    assert gain(mine) == 0


@pytest.mark.rule("11.1")
def test_open_profit_from_before_the_start_is_not_of_this_day_even_when_its_price_comes_late() -> None:
    mine = money(holding(2))
    assert day(mine) is None
    price(mine, 50)
    assert gain(mine) == -200
    assert day(mine) == 0
    price(mine, 60)
    assert day(mine) == 40


def test_a_later_reading_does_not_begin_a_new_day() -> None:
    mine = money()
    mine.take(SnapshotTaken(A, (), (), Decimal(1300), AT, AT))
    assert day(mine) == 300


def test_what_is_not_known_is_not_shown_as_nothing() -> None:
    mine = money(holding(2, None), holding(1, 5, Symbol("XYZ6")))
    price(mine, 50)
    assert gain(mine) is worth(mine) is day(mine) is None
    assert mine.average(A, MNQ) is None
    assert mine.net_liq(B) is mine.day_pnl(B) is None
    assert mine.average(B, MNQ) is None


def test_an_account_without_a_position_has_no_open_profit_and_that_is_known() -> None:
    mine = money()
    assert mine.open_pnl(A, MNQ) == Known(Decimal(0), Source.BROKER)
    assert mine.open_pnl(B, MNQ) == Known(Decimal(0), Source.BROKER)
    mine.take(PositionReported(A, holding(0, 7), AT))
    assert mine.average(A, MNQ) is None


def test_a_reading_that_no_longer_names_a_position_ends_its_open_profit() -> None:
    mine = money(holding(2))
    price(mine, 110)
    mine.take(SnapshotTaken(A, (), (), Decimal(1040), AT, AT))
    assert worth(mine) == 1040
    assert day(mine) == 0


# --- by marks ---------------------------------------------------------------------------------------------------------


def test_without_quotes_a_mark_prices_every_account_and_keeps_its_moment() -> None:
    mine = money(holding(2))
    mine.take(SnapshotTaken(B, (holding(-1, 120),), (), Decimal(500), AT, AT))
    mark(mine, 110, 5)
    assert mine.open_pnl(A, MNQ) == Known(Decimal(40), Source.FILL, at(5))
    assert mine.net_liq(B) == Known(Decimal(520), Source.FILL, at(5))


def test_an_older_mark_does_not_replace_a_newer_one() -> None:
    mine = money(holding(1))
    mark(mine, 110, 5)
    mark(mine, 300, 4, MarkSource.IMPLIED)
    assert gain(mine) == 20
    mark(mine, 120, 6, MarkSource.IMPLIED)
    assert mine.open_pnl(A, MNQ) == Known(Decimal(40), Source.IMPLIED, at(6))


def test_a_quote_stands_until_its_feed_ends_and_is_of_the_past_from_then_on() -> None:
    mine = money(holding(1))
    price(mine, 110)
    mark(mine, 300, 500)
    assert mine.open_pnl(A, MNQ) == Known(Decimal(20), Source.QUOTE)
    mine.price(QuotesEnded((MNQ, MES), at(600)))
    assert mine.open_pnl(A, MNQ) == Known(Decimal(20), Source.QUOTE, at(600))
    mark(mine, 120, 601)
    assert gain(mine) == 40
    price(mine, 130, second=1)
    assert mine.open_pnl(A, MNQ) == Known(Decimal(60), Source.QUOTE)


def test_net_liquidation_is_as_old_as_its_oldest_part() -> None:
    mine = money(holding(1), holding(1, 100, MES))
    price(mine, 110)
    mark(mine, 104, 7, symbol=MES)
    assert mine.net_liq(A) == Known(Decimal(1040), Source.FILL, at(7))
    mine.price(QuotesEnded((MNQ,), at(3)))
    assert mine.net_liq(A) == Known(Decimal(1040), Source.QUOTE, at(3))


# --- by the broker's own figures --------------------------------------------------------------------------------------


@pytest.mark.rule("11.1")
def test_without_any_price_the_brokers_figures_are_shown_with_their_moment() -> None:
    mine = money(holding(2))
    told(mine, 1030, 30, 4)
    assert mine.open_pnl(A, MNQ) == Known(Decimal(30), Source.BROKER, at(4))
    assert mine.net_liq(A) == Known(Decimal(1030), Source.BROKER, at(4))
    assert mine.day_pnl(A) == Known(Decimal(0), Source.BROKER, at(4)), "it held that already when the day began"
    told(mine, 1045, 45, 9)
    assert day(mine) == 15


def test_the_freshest_of_price_and_figure_is_shown() -> None:
    mine = money(holding(2))
    told(mine, 1030, 30, 4)
    mark(mine, 110, 5)
    assert mine.open_pnl(A, MNQ) == Known(Decimal(40), Source.FILL, at(5))
    assert worth(mine) == 1040
    told(mine, 1031, 31, 5)
    assert (gain(mine), worth(mine)) == decimals(31, 1031), "of the same moment the broker's own figure is exact"
    price(mine, 120)
    assert (gain(mine), worth(mine)) == decimals(80, 1080)


def test_a_figure_from_before_a_trade_says_nothing_about_the_position_of_now() -> None:
    mine = money(holding(2))
    told(mine, 1030, 30, 4)
    mine.take(PositionReported(A, holding(5), at(4)))
    assert gain(mine) is worth(mine) is None
    told(mine, 1050, 50, 5)
    assert (gain(mine), worth(mine)) == decimals(50, 1050)
    mine.take(SnapshotTaken(A, (holding(1),), (), Decimal(1000), at(6), at(6)))
    assert gain(mine) is worth(mine) is None


def test_a_reading_that_confirms_the_position_leaves_the_figure_as_it_is() -> None:
    mine = money(holding(2))
    told(mine, 1030, 30, 4)
    mine.take(SnapshotTaken(A, (holding(2),), (), Decimal(1000), at(6), at(6)))
    assert (gain(mine), worth(mine)) == decimals(30, 1030)


def test_cash_that_came_or_went_since_is_in_the_net_liquidation() -> None:
    mine = money(holding(2))
    told(mine, 1030, 30, 4)
    mine.take(BalanceReported(A, Decimal(900), at(6)))
    assert mine.net_liq(A) == Known(Decimal(930), Source.BROKER, at(4))
    assert day(mine) == -100


def test_the_profit_of_two_contracts_together_is_the_accounts_and_not_that_of_one() -> None:
    mine = money(holding(2), holding(1, 100, MES))
    told(mine, 1030, 30, 4)
    assert gain(mine) is gain(mine, MES) is None
    assert worth(mine) == 1030
    mark(mine, 101, 9)
    mark(mine, 103, 9, symbol=MES)
    assert (gain(mine), gain(mine, MES), worth(mine)) == decimals(4, 15, 1019)


def test_a_figure_of_a_flat_account_does_not_grow_old() -> None:
    mine = money()
    told(mine, 1001, 0, 4)
    assert mine.net_liq(A) == Known(Decimal(1001), Source.BROKER)


def test_a_figure_without_its_open_profit_serves_for_nothing() -> None:
    mine = money(holding(2))
    told(mine, 1030, None, 4)
    assert gain(mine) is worth(mine) is None


def test_the_day_begins_with_the_brokers_figure_only_while_nothing_was_traded_or_paid_since() -> None:
    mine = money(holding(2))
    mine.take(BalanceReported(A, Decimal(990), at(2)))
    told(mine, 1020, 30, 4)
    assert day(mine) is None
    other = money(holding(2))
    other.take(PositionReported(A, holding(1), at(2)))
    told(other, 1010, 10, 4)
    assert day(other) is None


def test_a_figure_from_before_the_day_began_is_not_its_start() -> None:
    mine = money(holding(2))
    told(mine, 1030, 30, 0)
    assert day(mine) is None
    told(mine, 1045, 45, 4)
    assert day(mine) == 0


def test_each_market_has_its_own_price_of_a_contract() -> None:
    mine = Money(INSTRUMENTS, {A: "practice", B: ""}.__getitem__)
    for account in (A, B):
        mine.take(SnapshotTaken(account, (holding(1),), (), Decimal(1000), AT, AT))
    mine.price(Quote(MNQ, Decimal(500), Decimal(500), Decimal(500), at(9)), "practice")
    mine.price(Mark(MNQ, Decimal(110), MarkSource.IMPLIED, at(2)))
    assert mine.open_pnl(A, MNQ) == Known(Decimal(800), Source.QUOTE)
    assert mine.open_pnl(B, MNQ) == Known(Decimal(20), Source.IMPLIED, at(2))
    assert mine.quote(A, MNQ) is not None
    assert mine.quote(B, MNQ) is None
