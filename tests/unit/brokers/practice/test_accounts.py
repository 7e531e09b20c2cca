"""Positions, closed profit and limits of one account."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.brokers.practice.accounts import Account, Holding
from mimikdesk.brokers.practice.catalog import CATALOG, LISTED, instrument
from mimikdesk.brokers.practice.orders import Order
from mimikdesk.domain.errors import UsageError
from mimikdesk.domain.ids import AccountId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, Side

BUY, SELL = Side.BUY, Side.SELL
MNQ = Symbol("MNQZ6")


@pytest.mark.parametrize(
    ("fills", "qty", "closed", "average"),
    [
        ([(BUY, 2, 100)], 2, 0, "25"),
        ([(BUY, 2, 100), (BUY, 2, 104)], 4, 0, "25.5"),
        ([(BUY, 2, 100), (SELL, 1, 104)], 1, 4, "25"),
        ([(SELL, 2, 100), (BUY, 2, 104)], 0, -8, None),
        ([(BUY, 1, 100), (BUY, 1, 104), (SELL, 1, 104)], 1, 4, "26"),
        ([(BUY, 2, 100), (SELL, 5, 110)], -3, 20, "27.5"),
        ([(SELL, 3, 100), (BUY, 4, 90)], 1, 30, "22.5"),
    ],
    ids=["open", "add", "reduce", "close short at a loss", "first in first out", "flip to short", "flip to long"],
)
def test_a_holding_counts_first_in_first_out(
    fills: list[tuple[Side, int, int]], qty: int, closed: int, average: str | None
) -> None:
    holding = Holding(CATALOG[MNQ])
    total = sum(holding.fill(*fill) for fill in fills)
    assert (holding.qty, total, holding.closed_ticks) == (qty, closed, closed)
    assert holding.average == (None if average is None else Decimal(average))


@given(st.lists(st.tuples(st.sampled_from((BUY, SELL)), st.integers(1, 20), st.integers(-500, 500))), st.integers())
def test_closed_and_open_profit_are_the_cash_flow_of_the_fills(fills: list[tuple[Side, int, int]], price: int) -> None:
    holding = Holding(CATALOG[MNQ])
    for fill in fills:
        holding.fill(*fill)
    position = sum(side.sign * qty for side, qty, _ in fills)
    paid = sum(side.sign * qty * at for side, qty, at in fills)
    assert holding.qty == position
    assert holding.closed_ticks + holding.open_ticks(price) == position * price - paid


@pytest.mark.parametrize(
    ("position", "working", "side", "qty", "exceeds"),
    [
        (0, 0, BUY, 3, False),
        (0, 0, BUY, 4, True),
        (2, 0, BUY, 2, True),
        (2, 1, BUY, 1, True),
        (2, 0, SELL, 5, False),
        (2, 0, SELL, 6, True),
        (5, 0, SELL, 5, False),
        (-5, 4, BUY, 5, False),
    ],
    ids=["fits", "too many", "with position", "with working", "flip fits", "flip too far", "exit", "exit with target"],
)
def test_the_limit_counts_working_orders_and_never_stops_a_reduction(
    position: int, working: int, side: Side, qty: int, exceeds: bool
) -> None:
    account = Account(AccountId("P/A"), Decimal(0), max_contracts=3)
    if position:
        account.holding(CATALOG[MNQ]).fill(Side.of(position), abs(position), 100)
    if working:
        account.working[VenueOrderId("1")] = Order(account.id, MNQ, side, working, OrderKind.LIMIT, 100)
    assert account.exceeds_limit(MNQ, side, qty) is exceeds


def test_positions_of_an_earlier_time_leave_out_only_what_filled_after_it() -> None:
    account = Account(AccountId("P/A"), Decimal(0))
    for at, side, qty in ((100, BUY, 2), (200, BUY, 3), (300, SELL, 4)):
        account.holding(CATALOG[MNQ]).fill(side, qty, 100)
        order = VenueOrderId("1")
        account.fills.append(Fill(FillId(str(at)), order, None, MNQ, side, qty, Decimal(25), at))
    stood = {at: account.positions_at(at) for at in (99, 100, 299, 300)}
    assert {at: report.qty for at, (report,) in stood.items()} == {99: 0, 100: 2, 299: 5, 300: 1}
    assert [report.average for (report,) in stood.values()] == [None, None, None, Decimal(25)]


def test_the_catalog_has_the_exchanges_tick_sizes_and_values() -> None:
    assert {s: (str(i.tick_size), i.point_value, i.contract) for s, i in CATALOG.items()} == {
        "MNQZ6": ("0.25", Decimal(2), "Z6"),
        "MESZ6": ("0.25", Decimal(5), "Z6"),
        "NQZ6": ("0.25", Decimal(20), "Z6"),
        "ESZ6": ("0.25", Decimal(50), "Z6"),
        "MGCZ6": ("0.10", Decimal(10), "Z6"),
        "MCLZ6": ("0.01", Decimal(100), "Z6"),
        "M2KZ6": ("0.10", Decimal(5), "Z6"),
        "MYMZ6": ("1", Decimal("0.50"), "Z6"),
    }
    assert all(product.start % product.tick_size == 0 for product in LISTED.values())


def test_an_unknown_contract_is_answered_with_the_ones_there_are() -> None:
    with pytest.raises(UsageError, match=r"does not list FOOZ6. Choose one of MNQZ6, MESZ6"):
        instrument(Symbol("FOOZ6"))
