"""Whether amounts of money are hidden on a screen that strangers see, and the dots in their place. No widgets here."""

import re

DOTS = "\N{BULLET}\N{BULLET}\N{BULLET}"
"""Stands for money while it is hidden."""

_hidden = False


def hide_money(hidden: bool) -> None:
    """Write dots for every amount of money from now on, for a screen that strangers see. What is written already is
    for its owner to write again."""
    global _hidden  # one screen, one answer: whoever writes an amount must not have to ask
    _hidden = hidden


def money_hidden() -> bool:
    return _hidden


_AMOUNT = re.compile(
    r"(?<!\bat )(?<!\bzu )(?<!\bbei )(?<![\d.,x\N{MULTIPLICATION SIGN}])[+\-\N{MINUS SIGN}]?\d[\d,]*\.\d\d(?![\d.,]*\d)"
    r"(?!\s?(?:(?:ms|s|min|h|ticks?|points?|behind|hinter)\b|%))"
)
"""A figure with two decimals that is neither a price ("at 21,000.25"), nor a factor ("x0.25"), nor a time."""


def veiled(text: str) -> str:
    """A sentence with dots for the amounts in it, while they are hidden."""
    return _AMOUNT.sub(DOTS, text) if _hidden and text else text
