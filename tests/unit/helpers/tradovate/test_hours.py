"""The exchange's day as the server's clock keeps it."""

from decimal import Decimal

from mimikdesk.domain.orders import OrderKind, Side
from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.client import MNQ, Place
from tests.helpers.tradovate.hours import TradingHours
from tests.helpers.tradovate.options import Options

HOUR = 3600 * SECOND


def test_the_day_closes_at_four_with_all_of_it_told_again_and_begins_anew_at_five() -> None:
    place = Place(Options(close_at_expiry=False))  # 14:30 UTC is 08:30 in Chicago
    socket = place.socket()
    hours = TradingHours(place.server)
    hand = place.server.hand(place.account)
    hand.place(MNQ, Side.BUY, 1)
    resting = hand.place(MNQ, Side.BUY, 1, OrderKind.LIMIT, Decimal(98))
    place.settle()
    once = socket.told()
    place.settle(HOUR * 15 // 2)
    assert place.server.venue.closed
    assert socket.told() == once * 2
    assert socket.ask("order/placeorder", 2, body=place.order())["s"] == 200
    assert socket.pushes("commandReport")[-1][2]["rejectReason"] == "SessionClosed"
    place.settle(HOUR)
    assert not place.server.venue.closed
    assert [str(r["id"]) for _, _, r in socket.pushes("order") if r["ordStatus"] == "Expired"] == [resting]
    hours.stop()
    place.settle(24 * HOUR)
    assert not place.server.venue.closed


def test_what_closes_on_friday_opens_on_sunday() -> None:
    place = Place()
    TradingHours(place.server)
    place.settle(4 * 24 * HOUR + 8 * HOUR)  # Friday, 16:30
    assert place.server.venue.closed
    place.settle(48 * HOUR)
    assert place.server.venue.closed
    place.settle(HOUR)
    assert not place.server.venue.closed
