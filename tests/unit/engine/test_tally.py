"""A trade is counted from flat to flat, once, and what it brought is told only where it is known (rule 11.2)."""

from decimal import Decimal

import pytest

from mimikdesk.domain.ids import FillId, Symbol, VenueOrderId
from mimikdesk.domain.orders import Fill, PositionReport, Side
from mimikdesk.engine.tally import Tally, Turn

MNQ, ES = Symbol("MNQZ6"), Symbol("ESZ6")


class Hand:
    def __init__(self, *held: tuple[Symbol, int]) -> None:
        self.tally = Tally()
        self._number = 0
        self.read(*held)

    def read(self, *held: tuple[Symbol, int]) -> Turn:
        return self.tally.read(tuple(PositionReport(symbol, qty) for symbol, qty in held))

    def trade(self, qty: int, price: int, symbol: Symbol = MNQ, again: bool = False) -> Turn:
        self._number += not again
        identity = FillId(f"fill{self._number}")
        fill = Fill(identity, VenueOrderId("v"), None, symbol, Side.of(qty), abs(qty), Decimal(price))
        return self.tally.fill(fill, Decimal(2))


@pytest.mark.rule("11.2")
def test_a_trade_counts_when_it_begins_and_ends_once_all_of_it_is_closed() -> None:
    hand = Hand()
    assert hand.trade(2, 100) == Turn(1, [])
    assert hand.trade(1, 103) == Turn(0, [])
    assert hand.trade(-1, 110) == Turn(0, [])
    assert hand.trade(-2, 90) == Turn(0, [Decimal(2 * (110 + 180 - 303))])
    assert hand.tally.flat


@pytest.mark.rule("11.2")
def test_turning_round_ends_one_trade_and_begins_another() -> None:
    hand = Hand()
    hand.trade(-2, 100)
    assert hand.trade(5, 95) == Turn(1, [Decimal(20)])
    assert hand.trade(-3, 96) == Turn(0, [Decimal(6)])


@pytest.mark.rule("11.2")
def test_each_instrument_has_its_own_trades() -> None:
    hand = Hand()
    assert hand.trade(1, 100).begun + hand.trade(-1, 100, ES).begun == 2
    assert hand.tally.open_trades == 2


def test_a_fill_that_is_told_twice_counts_once() -> None:
    hand = Hand()
    hand.trade(1, 100)
    assert not hand.trade(1, 100, again=True)
    assert hand.trade(-1, 100).ended == [Decimal(0)]


def test_what_was_held_before_the_first_read_was_begun_before_and_brings_what_nobody_knows() -> None:
    hand = Hand((MNQ, 2))
    assert hand.trade(-2, 100) == Turn(0, [None])
    fresh = Tally()
    fill = Fill(FillId("early"), VenueOrderId("v"), None, MNQ, Side.BUY, 1, Decimal(100))
    assert not fresh.fill(fill, Decimal(2))
    assert not fresh.read((PositionReport(MNQ, 1),))


def test_what_happened_while_nobody_looked_is_counted_by_the_next_read() -> None:
    hand = Hand()
    hand.trade(2, 100)
    assert hand.read((MNQ, 1)) == Turn(0, [])
    assert hand.trade(-1, 50).ended == [None]
    assert hand.read((ES, -1)) == Turn(1, [])
    assert hand.read() == Turn(0, [None])
    hand.trade(1, 100)
    assert hand.read((MNQ, -1)) == Turn(1, [None])
