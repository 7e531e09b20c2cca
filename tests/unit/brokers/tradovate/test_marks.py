"""The price that an account's open profit implies."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.tradovate.marks import Figures, figures_in, implied
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.instrument import Instrument
from mimikdesk.domain.orders import PositionReport

MNQ = Symbol("MNQZ6")
TICKS = [Decimal(text) for text in ("0.25", "0.01", "0.1", "0.00005", "0.015625", "5")]
VALUES = [Decimal(text) for text in ("2", "5", "50", "1000", "12500", "0.5")]


def listed(tick: str = "0.25", value: str = "2") -> Instrument:
    return Instrument(MNQ, "MNQ", "Z6", Decimal(tick), Decimal(value))


@pytest.mark.parametrize(
    ("qty", "average", "profit", "mark"),
    [
        (2, "100", "40", "110.00"),
        (-2, "100", "40", "90.00"),
        (-2, "100", "-40", "110.00"),
        (3, "100.0833333333", "2", "100.50"),
        (1, "100", "0", "100.00"),
        (1, "1", "-8", "-3.00"),
    ],
)
def test_the_mark_is_the_average_moved_by_the_profit_per_contract(
    qty: int, average: str, profit: str, mark: str
) -> None:
    found = implied(PositionReport(MNQ, qty, Decimal(average)), Decimal(profit), listed())
    assert str(found) == mark


def test_half_a_tick_goes_up() -> None:
    assert implied(PositionReport(MNQ, 1, Decimal("100.125")), Decimal(0), listed()) == Decimal("100.25")


def test_a_flat_position_or_one_without_an_average_implies_nothing() -> None:
    assert implied(PositionReport(MNQ, 0, Decimal(1)), Decimal(5), listed()) is None
    assert implied(PositionReport(MNQ, 2, None), Decimal(5), listed()) is None


@given(
    fills=st.lists(st.tuples(st.integers(1, 50), st.integers(-(10**5), 10**6)), min_size=1, max_size=6),
    side=st.sampled_from([1, -1]),
    price=st.integers(-(10**5), 10**6),
    tick=st.sampled_from(TICKS),
    value=st.sampled_from(VALUES),
)
def test_reckoned_back_the_mark_gives_the_profit_of_the_account_that_it_came_from(
    fills: list[tuple[int, int]], side: int, price: int, tick: Decimal, value: Decimal
) -> None:
    """The broker's price is on a tick; its average is rounded to 12 digits behind the point, the profit to cents."""
    qty = sum(count for count, _ in fills)
    average = round(sum(count * ticks for count, ticks in fills) * tick / qty, 12)
    told = round((price * tick - average) * qty * side * value, 2)
    mark = implied(PositionReport(MNQ, qty * side, average), told, listed(str(tick), str(value)))
    assert mark is not None
    fuzzy = Decimal("0.011") + qty * value * Decimal("1e-11")
    if fuzzy < tick * qty * value / 2:
        assert mark == price * tick, "on the tick that it was, exactly"
    assert abs((mark - average) * qty * side * value - told) <= max(fuzzy, tick * qty * value / 2)


@given(
    qty=st.integers(-100, 100).filter(bool),
    average=st.decimals(-(10**6), 10**6, places=6),
    profit=st.decimals(-(10**7), 10**7, places=2),
    tick=st.sampled_from(TICKS),
    value=st.sampled_from(VALUES),
)
def test_whatever_the_figures_the_mark_is_on_a_tick_and_within_half_of_one(
    qty: int, average: Decimal, profit: Decimal, tick: Decimal, value: Decimal
) -> None:
    mark = implied(PositionReport(MNQ, qty, average), profit, listed(str(tick), str(value)))
    assert mark is not None
    assert mark % tick == 0
    assert abs((mark - average) * qty * value - profit) <= tick * abs(qty) * value / 2


# --- what an answer holds ---------------------------------------------------------------------------------------------


def test_the_figures_of_an_answer() -> None:
    told = {"netLiq": Decimal("50038.30"), "openPnL": Decimal(39), "realizedPnL": 0, "totalCashValue": 1}
    assert figures_in(told) == Figures(Decimal("50038.30"), Decimal(39), Decimal(0))
    assert figures_in({"netLiq": 50000}) == Figures(Decimal(50000), None, None)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "Access is denied",
        {},
        {"openPnL": 3},
        {"netLiq": "fifty"},
        {"netLiq": True},
        {"netLiq": 10**13},
        {"errorText": "no", "netLiq": 5},
        {"p-ticket": "t", "p-time": 5},
    ],
)
def test_what_is_no_answer_to_it_holds_none(data: object) -> None:
    assert figures_in(data) is None
