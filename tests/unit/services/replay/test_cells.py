"""Cells of a broker's table: all the brokers' spellings are read exactly, anything else is refused in plain words."""

from decimal import Decimal

import pytest

from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import SECOND
from mimikdesk.services.replay.cells import CellError, read_count, read_moment, read_number, read_side
from mimikdesk.services.replay.contracts import instrument, point_value, read_contract

pytestmark = pytest.mark.rule("13.6")

NOON_NS = 1_795_089_600 * SECOND
"""2026-11-19 12:00:00 UTC."""


@pytest.mark.parametrize(
    ("text", "number"),
    [("21004.25", "21004.25"), ("21,004.25", "21004.25"), ("$1,234,567", "1234567"), (" -37.63 ", "-37.63")],
)
def test_numbers_are_read_to_the_last_digit(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "1e5", "21.004,25", "1,23", "NaN", "12 3", "٣"])
def test_what_is_no_number_for_sure_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="is not a number"):
        read_number(text)


def test_contracts_are_counted_whole() -> None:
    assert (read_count("2"), read_count("1,000.0")) == (2, 1000)
    for text in ("1.5", "-1"):
        with pytest.raises(CellError, match="is not a whole number of contracts"):
            read_count(text)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Buy", Side.BUY),
        (" B", Side.BUY),
        ("Long", Side.BUY),
        ("Bid", Side.BUY),
        (" Sell", Side.SELL),
        ("ask", Side.SELL),
    ],
)
def test_sides_are_read_in_the_brokers_words(text: str, side: Side) -> None:
    assert read_side(text) is side


def test_another_side_is_refused() -> None:
    with pytest.raises(CellError, match="“hold” is neither a buy nor a sell"):
        read_side(" hold")


@pytest.mark.parametrize(
    ("text", "after_noon_ns", "zoned"),
    [
        ("2026-11-19 12:00:00Z", 0, True),
        ("2026-11-19T12:00:01.5234567+00:00", 1_523_456_700, True),
        ("11/19/2026 06:00:00 -06:00", 0, True),
        ("11/19/2026 17:30:00 +05:30", 0, True),
        ("11/19/2026 12:00:00", 0, False),
        ("11/19/26 12:00:00 PM", 0, False),
        ("11/19/2026 1:00 pm", 3600 * SECOND, False),
        ("11/20/2026 12:00:00 AM", 43_200 * SECOND, False),
    ],
)
def test_times_are_read_with_or_without_their_zone(text: str, after_noon_ns: int, zoned: bool) -> None:
    moment = read_moment(text)
    assert (moment.ns - NOON_NS, moment.zoned) == (after_noon_ns, zoned)


@pytest.mark.parametrize(
    "text", ["yesterday", "19/11/2026 12:00:00", "11/19/2026", "2026-02-30 10:00", "1/1/2026 13:00 PM"]
)
def test_a_time_that_cannot_be_one_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="is not a date and a time"):
        read_moment(text)


@pytest.mark.parametrize(
    ("text", "root", "symbol"),
    [
        ("MNQZ5", "MNQ", "MNQZ5"),
        ("/MNQZ5", "MNQ", "MNQZ5"),
        ("mnqz25", "MNQ", "MNQZ5"),
        ("CON.F.US.MNQ.Z25", "MNQ", "MNQZ5"),
        ("CON.F.US.ENQ.H26", "NQ", "NQH6"),
        ("F.US.EP.U25", "ES", "ESU5"),
        ("M2KZ6", "M2K", "M2KZ6"),
        ("6EZ6", "6E", "6EZ6"),
        ("/MNQ", "MNQ", "MNQ"),
    ],
)
def test_contract_names_of_all_brokers_mean_the_same(text: str, root: str, symbol: str) -> None:
    contract = read_contract(text)
    assert contract is not None
    assert (contract.root, contract.symbol) == (root, symbol)


@pytest.mark.parametrize("text", ["", "25", "MNQ Z5", "NASDAQ:AAPL", "CON.F.US.MNQ"])
def test_what_is_no_contract_is_not_taken_for_one(text: str) -> None:
    assert read_contract(text) is None


def test_a_contract_of_an_unknown_root_is_worth_nothing_known() -> None:
    contract = read_contract("6EZ6")
    assert contract is not None
    assert point_value("6E") is None
    assert instrument(contract, [Decimal("1.08455"), Decimal("1.085")]).decimals == 5
