"""Finds what is meant by a few letters: “fl ap1” finds “Flatten Apex-01”. No Qt here."""

from collections.abc import Sequence

_AT_START, _AT_WORD, _INSIDE, _SCATTERED = 100, 80, 50, 20
_LONGEST = 60
"""Letters of a text that still count against it."""


def score(wanted: str, text: str) -> int | None:
    """How well a text answers, higher is better; None where it does not. Every word of ``wanted`` must be found, whole
    or by its letters in order; upper and lower case are the same."""
    text = text.casefold()
    total = 0
    for word in wanted.casefold().split():
        points = _word(word, text)
        if points is None:
            return None
        total += points
    return total * _LONGEST - min(len(text), _LONGEST)


def best(wanted: str, texts: Sequence[str], most: int) -> list[int]:
    """The numbers of the texts that answer, best first, at most so many; equal ones in their own order."""
    scored = [(points, number) for number, text in enumerate(texts) if (points := score(wanted, text)) is not None]
    scored.sort(key=lambda each: (-each[0], each[1]))
    return [number for _points, number in scored[:most]]


def _word(word: str, text: str) -> int | None:
    at = text.find(word)
    if at == 0:
        return _AT_START
    while at > 0:
        if not text[at - 1].isalnum():
            return _AT_WORD
        at = text.find(word, at + 1)
    if word in text:
        return _INSIDE
    return _scattered(word, text)


def _scattered(word: str, text: str) -> int | None:
    """Points for letters that stand in order but apart: those at the beginning of a word or right after the one before
    are worth more."""
    at, points = -1, _SCATTERED
    for letter in word:
        found = text.find(letter, at + 1)
        if found < 0:
            return None
        begins = found == 0 or not text[found - 1].isalnum()
        points += 2 if begins or found == at + 1 else -1
        at = found
    return max(points, 1)
