"""Settings as the JSON object that stands in the file, and the steps from older forms of it to the present one."""

from collections.abc import Callable
from typing import Any

from mimikdesk.domain.ids import Symbol
from mimikdesk.settings.model import Settings, Theme

Document = dict[str, Any]
"""The file's content. Keys that this program does not know stay in it untouched."""

Upgrade = Callable[[Document], Document]

UPGRADES: tuple[Upgrade, ...] = ()
"""The step at index n turns a document of version n + 1 into one of version n + 2."""

FIRST_VERSION = 1


def settings_in(document: Document) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and one sentence for each value that was of no use; its default stands instead."""
    usual = Settings()
    complaints: list[str] = []

    def take(key: str, fits: Callable[[Any], bool], wanted: str) -> Any:
        value = document.get(key, getattr(usual, key))
        if fits(value):
            return value
        complaints.append(f"The setting “{key}” is {value!r}, but must be {wanted}; the usual value is used instead.")
        return getattr(usual, key)

    theme = take("theme", lambda v: isinstance(v, str) and v in set(Theme), "system, light or dark")
    single_loop = take("single_loop", lambda v: isinstance(v, bool), "true or false")
    symbol = take("ticket_symbol", lambda v: v is None or isinstance(v, str), "the name of a contract, or null")
    seed = take(
        "practice_seed", lambda v: v is None or (type(v) is int and v >= 0), "a whole number, 0 or greater, or null"
    )
    settings = Settings(Theme(theme), single_loop, None if symbol is None else Symbol(symbol), seed)
    return settings, tuple(complaints)


def put_settings(document: Document, settings: Settings) -> Document:
    """The document with these settings in it and everything else as it was."""
    return document | {
        "theme": str(settings.theme),
        "single_loop": settings.single_loop,
        "ticket_symbol": settings.ticket_symbol,
        "practice_seed": settings.practice_seed,
    }


def window_in(document: Document) -> dict[str, str]:
    """What the window remembers: its own keys and texts."""
    window = document.get("window")
    if not isinstance(window, dict):
        return {}
    return {key: value for key, value in window.items() if isinstance(value, str)}
