"""What of a position the working stops would close."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mimikdesk.domain.ids import Symbol, VenueOrderId
from mimikdesk.domain.orders import OrderKind, OrderReport, OrderStatus, Side
from mimikdesk.services.stops import StopCover, cover

MNQ = Symbol("MNQZ6")


def stop(qty: int = 4, price: str = "21000", side: Side = Side.SELL, **changes: object) -> OrderReport:
    made = OrderReport(
        VenueOrderId("1"), None, MNQ, side, OrderKind.STOP, qty, 0, OrderStatus.WORKING, stop=Decimal(price)
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_a_flat_account_has_nothing_to_protect() -> None:
    assert cover(0, MNQ, [stop()]) is None


def test_a_stop_covers_what_it_would_still_close_and_never_more_than_there_is() -> None:
    assert cover(4, MNQ, [stop(3)]) == StopCover(3, 4, Decimal(21000))
    assert cover(4, MNQ, [stop(6, filled=1)]) == StopCover(4, 4, Decimal(21000))
    assert cover(4, MNQ, [stop(6, filled=3)]) == StopCover(3, 4, Decimal(21000))


def test_the_price_is_that_of_the_stop_that_comes_first() -> None:
    assert cover(4, MNQ, [stop(2, "20950"), stop(2, "21000")]) == StopCover(4, 4, Decimal(21000))
    short = [stop(2, "21100", Side.BUY), stop(2, "21050", Side.BUY)]
    assert cover(-4, MNQ, short) == StopCover(4, 4, Decimal(21050))


@pytest.mark.parametrize(
    "changes",
    [
        {"side": Side.BUY},
        {"symbol": Symbol("MESZ6")},
        {"kind": OrderKind.LIMIT},
        {"status": OrderStatus.SUSPENDED},
        {"status": OrderStatus.PENDING},
    ],
)
def test_an_order_that_is_no_working_stop_of_this_position_protects_nothing(changes: dict[str, object]) -> None:
    assert cover(4, MNQ, [replace(stop(), **changes)]) == StopCover(0, 4)  # type: ignore[arg-type]


def test_a_missing_stop_is_wanted_only_where_there_is_none() -> None:
    assert cover(4, MNQ, [], wanted=True) == StopCover(0, 4, wanted=True)
    assert cover(4, MNQ, [stop(1)], wanted=True) == StopCover(1, 4, Decimal(21000))


def test_a_trailing_stop_protects_without_a_price() -> None:
    assert cover(4, MNQ, [stop(kind=OrderKind.TRAILING_STOP, stop=None)]) == StopCover(4, 4)
