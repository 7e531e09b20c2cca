"""``Secret``: a password, key or token that shows itself to nobody who does not ask for it by name (rule 3.5)."""

from typing import final

MASK = "•••"


@final
class Secret:
    """One secret text. Printing, formatting, logging and comparing failures in a test show the mask instead.

    No text itself, so that nothing puts it into a sentence, a file or a message by accident: ``reveal`` is the one way
    out, and easy to look for.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return MASK

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    __hash__ = None  # type: ignore[assignment]  # a secret is no key: a dictionary that is printed shows its keys

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere as it stands")
