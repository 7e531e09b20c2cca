"""Numbers and times read as a trader writes them."""

from datetime import timedelta, timezone
from decimal import Decimal

import pytest

from mimikdesk.gui import format as fmt


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("412.5", "+412.50"),
        ("-85", "\N{MINUS SIGN}85.00"),
        ("0", "0.00"),
        ("-0.001", "0.00"),
        ("1234567.891", "+1,234,567.89"),
        ("-0.005", "0.00"),
        ("-0.006", "\N{MINUS SIGN}0.01"),
    ],
)
def test_profit_and_loss_carries_its_sign_and_two_decimals(amount: str, text: str) -> None:
    assert fmt.money(Decimal(amount)) == text


def test_a_balance_has_no_plus_sign() -> None:
    assert fmt.balance(Decimal("50412.5")) == "50,412.50"
    assert fmt.balance(Decimal("-3")) == "\N{MINUS SIGN}3.00"


def test_a_price_has_the_decimals_of_its_contract() -> None:
    assert fmt.price(Decimal("25504.5"), 2) == "25,504.50"
    assert fmt.price(Decimal("2412.3"), 1) == "2,412.3"
    assert fmt.price(Decimal("-37.63"), 2) == "\N{MINUS SIGN}37.63"
    assert fmt.price(None, 2) == fmt.NONE


def test_a_side_is_a_word_and_a_quantity() -> None:
    assert [fmt.side(qty) for qty in (4, -12, 0)] == ["LONG 4", "SHORT 12", "flat"]


def test_a_multiplier_shows_what_was_set_and_one_decimal_at_least() -> None:
    assert [fmt.multiplier(Decimal(text)) for text in ("1", "0.50", "1.125", "10")] == [
        "×1.0",
        "×0.5",
        "×1.125",
        "×10.0",
    ]


def test_slippage_tells_better_from_worse() -> None:
    assert [fmt.ticks(Decimal(text)) for text in ("0.5", "-1", "0", "0.04")] == ["+0.5", "\N{MINUS SIGN}1.0", "0", "0"]
    assert fmt.ticks(None) == fmt.NONE


def test_a_delay_keeps_two_or_three_figures_and_a_thin_space() -> None:
    shown = [fmt.duration(ns) for ns in (420_000, 1_240_000, 99_940_000, 350_000_000, 1_250_000_000)]
    assert shown == [
        f"{text}\N{THIN SPACE}{unit}"
        for text, unit in zip(("0.42", "1.2", "99.9", "350", "1.2"), ("ms", "ms", "ms", "ms", "s"), strict=True)
    ]
    assert fmt.duration(None) == fmt.NONE


def test_a_time_of_day_is_local_and_exact_to_the_millisecond() -> None:
    chicago = timezone(timedelta(hours=-6))
    assert fmt.clock_time(1_767_623_400_057_999_999, chicago) == "08:30:00.057"
    assert fmt.day(1_767_623_400_000_000_000, chicago) == "Mon 5 Jan 2026"


@pytest.mark.parametrize(
    ("text", "veiled"),
    [
        ("Day \N{MINUS SIGN}512.50 of 1,500.00.", f"Day {fmt.DOTS} of {fmt.DOTS}."),
        ("+0.00 and -3.10", f"{fmt.DOTS} and {fmt.DOTS}"),
        ("Bought 4 MNQZ6 at 25,504.25, opens 2 (x0.25).", "Bought 4 MNQZ6 at 25,504.25, opens 2 (x0.25)."),
        ("Sent after 0.92 ms, a difference of 0.50 ticks.", "Sent after 0.92 ms, a difference of 0.50 ticks."),
        ("20.00 behind the market", "20.00 behind the market"),
        ("60.00% of 10 trades", "60.00% of 10 trades"),
    ],
)
def test_amounts_in_a_sentence_are_dots_while_they_are_hidden_and_prices_are_not(text: str, veiled: str) -> None:
    assert fmt.veiled(text) == text
    fmt.hide_money(True)
    assert fmt.veiled(text) == veiled
