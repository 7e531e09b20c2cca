"""Sentences that remember how they were made, so that the window can say them in another language.

A ``Sentence`` is its English text and can be kept, compared and written like any other; beside that it carries its
template and what was filled in. What is put together from sentences by ``+`` or in an f-string is plain English text
again: use ``said``, ``counted`` and ``joined``.
"""

from collections.abc import Iterable, Mapping


class Sentence(str):
    """``template``: the English text with named places. ``parts``: what stands in them; texts among them may be
    sentences themselves. ``one``: the template's singular where it counts something, "" elsewhere."""

    __slots__ = ("one", "parts", "template")
    template: str
    parts: Mapping[str, object]
    one: str


def said(template: str, /, **parts: object) -> Sentence:
    """The template with its places filled in, written out where it is said. KeyError for a place that nothing was
    given for."""
    return _made(template, parts)


def filled(template: str, parts: Mapping[str, object]) -> Sentence:
    """The same for a template out of a table, where it stands written out."""
    return _made(template, parts)


def counted(one: str, many: str, /, count: int, **parts: object) -> Sentence:
    """The one or the other template; the number is ``{count}`` in both."""
    return _made(many, parts | {"count": count}, one)


def joined(sentences: Iterable[str], between: str = " ") -> Sentence:
    """Several sentences in a row, empty ones left out. ``between``: what stands between them, the same in every
    language."""
    parts = {f"s{number}": text for number, text in enumerate(text for text in sentences if text)}
    return _made(between.join(f"{{{key}}}" for key in parts), parts)


def capital(text: str) -> str:
    """The same at the beginning of a line. A sentence that begins with a place stays as it is."""
    if not isinstance(text, Sentence):
        return text[:1].upper() + text[1:]
    one, template = text.one[:1].upper() + text.one[1:], text.template[:1].upper() + text.template[1:]
    return _made(template, text.parts, one)


def inside(text: Sentence) -> Sentence:
    """The same inside of another sentence."""
    one, template = text.one[:1].lower() + text.one[1:], text.template[:1].lower() + text.template[1:]
    return _made(template, text.parts, one)


def _made(template: str, parts: Mapping[str, object], one: str = "") -> Sentence:
    english = one if one and parts["count"] == 1 else template
    made = Sentence(english.format_map(parts))
    made.template = template
    made.parts = parts
    made.one = one
    return made
