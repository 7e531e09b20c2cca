"""Money for the eye: signs, missing prices, and what the day began with."""

from decimal import Decimal

import pytest

from mimikdesk.domain.events import BalanceReported, PositionReported, Quote, SnapshotTaken
from mimikdesk.domain.ids import AccountId, Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import PositionReport
from mimikdesk.domain.time import Stamp
from mimikdesk.services.money import Money

A, MNQ, AT = AccountId("c/A"), Symbol("MNQZ6"), Stamp(0, 0)
INSTRUMENT = Instrument(MNQ, "MNQ", "Z6", Decimal("0.25"), Decimal(2))


def money(*positions: PositionReport, cash: int = 1000) -> Money:
    made = Money({MNQ: INSTRUMENT})
    made.take(SnapshotTaken(A, positions, (), Decimal(cash), AT, AT))
    return made


def price(of: Money, last: int) -> None:
    of.quotes[MNQ] = Quote(MNQ, Decimal(last), Decimal(last), Decimal(last), AT)


@pytest.mark.parametrize(
    ("qty", "last", "profit"), [(3, 110, 60), (3, 90, -60), (-3, 110, -60), (-3, 90, 60), (3, 100, 0)]
)
def test_open_profit_has_the_sign_of_side_times_move(qty: int, last: int, profit: int) -> None:
    mine = money(PositionReport(MNQ, qty, Decimal(100)))
    price(mine, last)
    assert mine.open_pnl(A, MNQ) == profit
    assert mine.net_liq(A) == 1000 + profit


@pytest.mark.rule("11.1")
def test_net_liquidation_is_cash_and_open_profit_and_the_day_counts_from_its_start() -> None:
    mine = money()
    price(mine, 100)
    mine.take(PositionReported(A, PositionReport(MNQ, 2, Decimal(100)), AT))
    price(mine, 105)
    assert mine.net_liq(A) == 1020
    assert mine.day_pnl(A) == 20
    mine.take(PositionReported(A, PositionReport(MNQ, 0, None), AT))
    mine.take(BalanceReported(A, Decimal(1018), AT))
    assert mine.net_liq(A) == 1018
    assert mine.day_pnl(A) == 18
    assert mine.open_pnl(A, MNQ) == 0


@pytest.mark.rule("11.1")
def test_open_profit_from_before_the_start_is_not_of_this_day_even_when_its_price_comes_late() -> None:
    mine = money(PositionReport(MNQ, 2, Decimal(100)))
    assert mine.day_pnl(A) == 0
    price(mine, 50)
    assert mine.open_pnl(A, MNQ) == -200
    assert mine.day_pnl(A) == 0
    price(mine, 60)
    assert mine.day_pnl(A) == 40


def test_a_later_reading_does_not_begin_a_new_day() -> None:
    mine = money()
    mine.take(SnapshotTaken(A, (), (), Decimal(1300), AT, AT))
    assert mine.day_pnl(A) == 300


def test_what_is_not_known_counts_as_nothing() -> None:
    mine = money(PositionReport(MNQ, 2, None), PositionReport(Symbol("XYZ6"), 1, Decimal(5)))
    assert mine.net_liq(A) == 1000
    price(mine, 50)
    assert mine.net_liq(A) == 1000
    assert mine.average(A, MNQ) is None
    stranger = AccountId("c/B")
    assert mine.net_liq(stranger) == mine.day_pnl(stranger) == mine.open_pnl(stranger, MNQ) == 0
    assert mine.average(stranger, MNQ) is None


def test_a_flat_position_has_no_average() -> None:
    mine = money()
    mine.take(PositionReported(A, PositionReport(MNQ, 0, Decimal(7)), AT))
    assert mine.average(A, MNQ) is None


def test_a_reading_that_no_longer_names_a_position_ends_its_open_profit() -> None:
    mine = money(PositionReport(MNQ, 2, Decimal(100)))
    price(mine, 110)
    mine.take(SnapshotTaken(A, (), (), Decimal(1040), AT, AT))
    assert mine.net_liq(A) == 1040
    assert mine.day_pnl(A) == 0
