"""Sentences that remember how they were made, so that the window can say them in another language.

A ``Sentence`` is its English text and can be kept, compared and written like any other; beside that it carries its
template and what was filled in. What is put together from sentences by ``+`` or in an f-string is plain English text
again: use ``said`` and ``joined``.
"""

from collections.abc import Iterable, Mapping


class Sentence(str):
    """``template``: the English text with named places. ``parts``: what stands in them; texts among them may be
    sentences themselves."""

    __slots__ = ("parts", "template")
    template: str
    parts: Mapping[str, object]


def said(template: str, /, **parts: object) -> Sentence:
    """The template with its places filled in. KeyError for a place that nothing was given for."""
    return _made(template, parts)


def joined(sentences: Iterable[str], between: str = " ") -> Sentence:
    """Several sentences in a row, empty ones left out. ``between``: what stands between them, the same in every
    language."""
    parts = {f"s{number}": text for number, text in enumerate(text for text in sentences if text)}
    return _made(between.join(f"{{{key}}}" for key in parts), parts)


def _made(template: str, parts: Mapping[str, object]) -> Sentence:
    made = Sentence(template.format_map(parts))
    made.template = template
    made.parts = parts
    return made
