"""Every colour that can carry meaning stands out from every ground it can lie on."""

from dataclasses import fields

import pytest

from mimikdesk.gui.theme.tokens import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Tokens

USUAL = {"light": LIGHT, "dark": DARK}
HIGH = {"high-light": HIGH_LIGHT, "high-dark": HIGH_DARK}
THEMES = pytest.mark.parametrize("tokens", [*USUAL.values(), *HIGH.values()], ids=[*USUAL, *HIGH])
STRONG = pytest.mark.parametrize("tokens", HIGH.values(), ids=HIGH.keys())
GROUNDS = ("surface", "raised", "hover", "selected", "accent_soft", "warning_soft", "danger_soft")
TEXTS = ("text", "quiet", "accent", "positive", "negative", "warning", "danger")
MARKS = ("outline", "focus")
FILLS = (("on_accent", "accent"), ("on_side", "buy"), ("on_side", "sell"), ("on_danger", "danger"))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 black to 1 white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_agrees_with_the_known_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_has_at_least_four_and_a_half_to_one(tokens: Tokens, ground: str) -> None:
    weak = {text: contrast(getattr(tokens, text), getattr(tokens, ground)) for text in TEXTS}
    assert {text: ratio for text, ratio in weak.items() if ratio < 4.5} == {}


@THEMES
@pytest.mark.parametrize("ground", GROUNDS)
def test_marks_have_at_least_three_to_one(tokens: Tokens, ground: str) -> None:
    weak = {mark: contrast(getattr(tokens, mark), getattr(tokens, ground)) for mark in MARKS}
    assert {mark: ratio for mark, ratio in weak.items() if ratio < 3} == {}


@THEMES
@pytest.mark.parametrize(("text", "fill"), FILLS)
def test_text_on_filled_buttons_has_at_least_four_and_a_half_to_one(tokens: Tokens, text: str, fill: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, fill)) >= 4.5


@STRONG
@pytest.mark.parametrize("ground", GROUNDS)
def test_in_high_contrast_text_and_marks_have_at_least_seven_to_one(tokens: Tokens, ground: str) -> None:
    weak = {name: contrast(getattr(tokens, name), getattr(tokens, ground)) for name in (*TEXTS, *MARKS)}
    assert {name: ratio for name, ratio in weak.items() if ratio < 7} == {}


@STRONG
@pytest.mark.parametrize(("text", "fill"), FILLS)
def test_in_high_contrast_text_on_filled_buttons_has_at_least_seven_to_one(
    tokens: Tokens, text: str, fill: str
) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, fill)) >= 7


@STRONG
def test_in_high_contrast_even_lines_that_only_separate_can_be_seen(tokens: Tokens) -> None:
    assert min(contrast(tokens.hairline, getattr(tokens, ground)) for ground in ("surface", "raised")) >= 3


def test_every_colour_is_measured() -> None:
    """A token that no test above names would have any contrast."""
    measured = {*GROUNDS, *TEXTS, *MARKS, *(name for pair in FILLS for name in pair), "hairline"}
    assert {field.name for field in fields(Tokens)} - {"dark"} == measured
