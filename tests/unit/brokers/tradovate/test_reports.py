"""From the books to the program: an order first, then its fills, and closes under our own id."""

from decimal import Decimal

from mimikdesk.brokers.tradovate.ledger import Ledger
from mimikdesk.brokers.tradovate.outbox import Outbox
from mimikdesk.brokers.tradovate.reports import Reports
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.events import BrokerEvent, FillReported, OrderReported, PositionReported
from mimikdesk.domain.ids import ClientOrderId, FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, OrderKind, OrderReport, OrderStatus, PositionReport, Side
from mimikdesk.domain.time import SECOND
from tests.helpers import tradovate_rows as t
from tests.helpers.tradovate_rows import live

ACCOUNT, SYMBOL = t.ACCOUNT, Symbol("MNQZ6")
PENDING, WORKING, FILLED = OrderStatus.PENDING, OrderStatus.WORKING, OrderStatus.FILLED


class Desk:
    def __init__(self) -> None:
        self.clock = clock = VirtualClock()
        self.told: list[BrokerEvent] = []
        self.acknowledged: list[ClientOrderId] = []
        self.ledger = Ledger(live().books)
        outbox = Outbox(clock, self.told.append)
        self.reports = Reports(self.ledger, outbox, lambda _, name: self.acknowledged.append(name), lambda _: None)

    def order(self, number: int, status: OrderStatus, filled: int = 0, name: str | None = None) -> None:
        own = None if name is None else ClientOrderId(name)
        report = OrderReport(VenueOrderId(str(number)), own, SYMBOL, Side.SELL, OrderKind.MARKET, 2, filled, status)
        self.reports.take(OrderReported(ACCOUNT, report, self.clock.now()))

    def fill(self, number: int, qty: int = 2, name: str | None = None) -> None:
        own = None if name is None else ClientOrderId(name)
        fill = Fill(FillId(f"f{number}"), VenueOrderId(str(number)), own, SYMBOL, Side.SELL, qty, Decimal(100))
        self.reports.take(FillReported(ACCOUNT, fill, self.clock.now()))

    def words(self) -> list[str]:
        told = []
        for event in self.told:
            if isinstance(event, OrderReported):
                told.append(f"{event.order.status.value} {event.order.filled} {event.order.client_order_id}")
            elif isinstance(event, FillReported):
                told.append(f"fill {event.fill.qty} {event.fill.client_order_id}")
        return told


def test_an_order_that_is_not_at_the_exchange_is_not_told_and_not_acknowledged() -> None:
    desk = Desk()
    desk.order(1, PENDING, name="MK1")
    assert (desk.words(), desk.acknowledged) == ([], [])
    assert desk.ledger.by_client_id(ACCOUNT, ClientOrderId("MK1")) is not None
    desk.order(1, WORKING, name="MK1")
    assert (desk.words(), desk.acknowledged) == (["working 0 MK1"], ["MK1"])


def test_a_fill_that_overtakes_the_word_that_its_order_works_brings_the_order_with_it() -> None:
    desk = Desk()
    desk.order(1, PENDING, name="MK1")
    desk.fill(1, name="MK1")
    desk.order(1, PENDING, 2, "MK1")
    desk.order(1, FILLED, 2, "MK1")
    assert desk.words() == ["working 0 MK1", "fill 2 MK1", "working 2 MK1", "filled 2 MK1"]


def test_what_a_close_does_before_its_answer_waits_for_it_and_bears_our_id() -> None:
    desk = Desk()
    desk.order(7, WORKING)
    desk.reports.closings.begin(ACCOUNT, SYMBOL)
    desk.order(7, OrderStatus.CANCELLED)
    desk.order(8, WORKING)
    desk.fill(8)
    desk.order(9, WORKING)
    assert desk.words() == ["working 0 None", "cancelled 0 None"]
    desk.reports.closings.answered(ACCOUNT, SYMBOL, 8, ClientOrderId("MKc"))
    assert desk.words()[2:] == ["working 0 MKc", "fill 2 MKc", "working 0 None"]
    desk.order(10, WORKING)
    assert desk.words()[-1] == "working 0 None"


def test_what_was_kept_back_is_told_of_the_time_at_which_it_is_told() -> None:
    desk = Desk()
    desk.order(1, PENDING, name="MK1")
    desk.reports.closings.begin(ACCOUNT, SYMBOL)
    desk.order(8, WORKING)
    desk.clock.advance(SECOND)
    desk.fill(1, name="MK1")
    desk.clock.advance(SECOND)
    desk.reports.closings.answered(ACCOUNT, SYMBOL, 8, ClientOrderId("MKc"))
    assert desk.words() == ["working 0 MK1", "fill 2 MK1", "working 0 MKc"]
    assert [event.at.mono_ns // SECOND for event in desk.told] == [1, 1, 2]


def test_of_two_closes_the_second_goes_on_holding_what_is_not_the_firsts() -> None:
    desk = Desk()
    desk.reports.closings.begin(ACCOUNT, SYMBOL)
    desk.reports.closings.begin(ACCOUNT, SYMBOL)
    desk.fill(8)
    desk.fill(9)
    desk.reports.closings.answered(ACCOUNT, SYMBOL, 8, ClientOrderId("MKa"))
    assert desk.words() == ["fill 2 MKa"]
    desk.reports.closings.answered(ACCOUNT, SYMBOL, None, ClientOrderId("MKb"))
    assert desk.words() == ["fill 2 MKa", "fill 2 None"]


def test_a_lost_line_lets_go_of_what_was_held() -> None:
    desk = Desk()
    desk.reports.closings.begin(ACCOUNT, SYMBOL)
    desk.fill(8)
    desk.reports.lost()
    desk.fill(9)
    assert desk.words() == ["fill 2 None"] * 2


def test_whether_an_order_closes_is_judged_by_the_position_and_by_the_fills_since() -> None:
    desk = Desk()

    def closes(side: Side, qty: int) -> bool:
        return desk.ledger.closes(ACCOUNT, SYMBOL, side, qty)

    assert not closes(Side.BUY, 1)
    desk.fill(1)
    assert closes(Side.BUY, 2)
    assert not closes(Side.BUY, 3)
    assert not closes(Side.SELL, 1)
    desk.reports.take(PositionReported(ACCOUNT, PositionReport(SYMBOL, 0), desk.clock.now()))
    assert not closes(Side.BUY, 1)
