"""Sides, order states and the ids that are put together."""

import pytest

from mimikdesk.domain.ids import ConnectionId, account_id
from mimikdesk.domain.orders import OrderStatus, Side


def test_side_and_sign_belong_together() -> None:
    assert (Side.BUY.sign, Side.SELL.sign) == (1, -1)
    assert (Side.BUY.opposite, Side.SELL.opposite) == (Side.SELL, Side.BUY)
    assert (Side.of(3), Side.of(-1)) == (Side.BUY, Side.SELL)


def test_a_quantity_of_zero_has_no_side() -> None:
    with pytest.raises(ValueError, match="zero has no side"):
        Side.of(0)


@pytest.mark.parametrize(
    ("status", "final"),
    [
        (OrderStatus.PENDING, False),
        (OrderStatus.WORKING, False),
        (OrderStatus.SUSPENDED, False),
        (OrderStatus.FILLED, True),
        (OrderStatus.CANCELLED, True),
        (OrderStatus.REJECTED, True),
        (OrderStatus.EXPIRED, True),
    ],
)
def test_an_order_is_over_when_nothing_can_fill_any_more(status: OrderStatus, final: bool) -> None:
    assert status.final is final


def test_the_same_account_name_on_two_connections_gives_two_ids() -> None:
    first, second = (account_id(ConnectionId(name), "PA-01") for name in ("practice-1", "practice-2"))
    assert first == "practice-1/PA-01"
    assert first != second
