"""What all of the program's commands say of words that they cannot take."""

import argparse
import difflib
from collections.abc import Iterable, Mapping

from mimikdesk.domain.errors import UsageError


def read_words(
    parser: argparse.ArgumentParser, arguments: list[str], needs: Mapping[str, str]
) -> tuple[argparse.Namespace, list[str]]:
    """What the parser knows, and the words that it does not. ``needs``: what comes after each option that wants a
    value. Raises UsageError where an option lacks its value or has one too many."""
    try:
        return parser.parse_known_args(arguments)
    except argparse.ArgumentError as error:
        name = str(error.argument_name).partition("/")[0]
        text = f"{name} needs {needs[name]} after it." if name in needs else f"{name} takes no value."
        raise UsageError(text) from None


def not_known(word: str, options: Iterable[str], *, of: str, takes: str) -> str:
    """A sentence about a word that is not known. ``of``: whose option it is not; ``takes``: what may be said at all."""
    if not word.startswith("-"):
        return f"“{word}” is one word too many; {takes}."
    near = difflib.get_close_matches(word.partition("=")[0], list(options), n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"“{word}” is not an option of {of}.{hint}"
