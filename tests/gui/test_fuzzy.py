"""A few letters find what is meant, and what is meant stands first."""

import pytest

from mimikdesk.gui.fuzzy import best, score

TEXTS = (
    "Cockpit Page",
    "Connections Page",
    "Flatten all followers",
    "Flatten Apex-01 NQ scalps",
    "Flatten Apex-02 NQ scalps",
    "Pause NQ scalps Group",
    "Activity of Apex-01",
)


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("cock", "Cockpit Page"),
        ("flat 02", "Flatten Apex-02 NQ scalps"),
        ("02 flat", "Flatten Apex-02 NQ scalps"),
        ("fl ap1", "Flatten Apex-01 NQ scalps"),
        ("ALL", "Flatten all followers"),
        ("scalps", "Pause NQ scalps Group"),
        ("cnns", "Connections Page"),
        ("act", "Activity of Apex-01"),
    ],
)
def test_what_is_meant_stands_first(wanted: str, first: str) -> None:
    assert TEXTS[best(wanted, TEXTS, 10)[0]] == first


@pytest.mark.parametrize("wanted", ["zzz", "flatten zzz", "kcoc"])
def test_what_is_not_there_is_not_found(wanted: str) -> None:
    assert best(wanted, TEXTS, 10) == []


def test_without_letters_everything_is_there_in_its_own_order_up_to_the_limit() -> None:
    equal = ("one", "two", "six")
    assert best("  ", equal, 10) == [0, 1, 2]
    assert best("", equal, 2) == [0, 1]


def test_a_word_counts_more_than_a_part_of_one_and_that_more_than_letters_apart() -> None:
    ranked = ("note x", "x note", "denote", "n o t e")
    points = [score("note", text) for text in ranked]
    assert None not in points
    assert points == sorted(points, key=lambda each: -(each or 0))
