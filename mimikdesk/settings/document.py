"""Settings as the JSON object that stands in the file, and the steps from older forms of it to the present one."""

from collections.abc import Callable
from typing import Any

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.ids import Symbol
from mimikdesk.settings.alerts import AlertChange, AlertSettings
from mimikdesk.settings.model import Language, Settings, Theme

Document = dict[str, Any]
"""The file's content. Keys that this program does not know stay in it untouched."""

Upgrade = Callable[[Document], Document]

UPGRADES: tuple[Upgrade, ...] = ()
"""The step at index n turns a document of version n + 1 into one of version n + 2."""

FIRST_VERSION = 1

_ALERTS = "alerts"
_ALERT_FIELDS = {
    "level": "info, warning or critical",
    "bell": "true or false",
    "tray": "true or false",
    "sound": "true or false",
}
"""What can be changed of a kind of notification, and what it must be."""


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
    language = take("language", lambda v: isinstance(v, str) and v in set(Language), "system, en or de")
    alerts, more = _alerts_in(document.get(_ALERTS, {}))
    symbol = None if symbol is None else Symbol(symbol)
    settings = Settings(Theme(theme), single_loop, symbol, seed, alerts, Language(language))
    return settings, (*complaints, *more)


def put_settings(document: Document, settings: Settings) -> Document:
    """The document with these settings in it and everything else as it was."""
    return document | {
        "theme": str(settings.theme),
        "single_loop": settings.single_loop,
        "ticket_symbol": settings.ticket_symbol,
        "practice_seed": settings.practice_seed,
        "language": str(settings.language),
        _ALERTS: _put_alerts(document.get(_ALERTS), settings.alerts),
    }


def _alerts_in(part: Any) -> tuple[AlertSettings, list[str]]:
    """What the file changes of the notifications. Kinds that this program does not know say nothing to it and stay."""
    if not isinstance(part, dict):
        return AlertSettings(), [
            f"The setting “{_ALERTS}” is {part!r}, but must be a list of kinds with their changes; "
            "the usual notifications are used instead."
        ]
    changes: list[AlertChange] = []
    complaints: list[str] = []
    for kind in NoticeKind:
        if kind not in part:
            continue
        said = part[kind]
        if not isinstance(said, dict):
            complaints.append(
                f"The notification “{kind}” is set to {said!r}, but must be a list of its changes; it is as usual."
            )
            continue
        wrong = [key for key, value in said.items() if not _fits_alert(key, value)]
        complaints += [
            f"“{key}” of the notification “{kind}” is {said[key]!r}, but must be {_ALERT_FIELDS[key]}; it is as usual."
            for key in wrong
        ]
        level, bell, tray, sound = (None if key in wrong else said.get(key) for key in _ALERT_FIELDS)
        change = AlertChange(kind, None if level is None else Level(level), bell, tray, sound)
        if change != AlertChange(kind):
            changes.append(change)
    return AlertSettings(tuple(changes)), complaints


def _put_alerts(part: Any, alerts: AlertSettings) -> Document:
    """The changes as they stand in the file; what this program does not know of them stays."""
    known = _object(part)
    put: Document = {}
    changes = {change.kind: change for change in alerts.changed}
    for name in dict.fromkeys((*known, *changes)):
        said = known.get(name)
        if name in set(NoticeKind):
            kept = {key: value for key, value in _object(said).items() if key not in _ALERT_FIELDS}
            change = changes.get(NoticeKind(name))
            fields = {} if change is None else {key: getattr(change, key) for key in _ALERT_FIELDS}
            said = kept | {key: value for key, value in fields.items() if value is not None}
        if said != {}:
            put[name] = said
    return put


def _fits_alert(key: str, value: Any) -> bool:
    if key == "level":
        return isinstance(value, str) and value in set(Level)
    return key not in _ALERT_FIELDS or isinstance(value, bool)


def _object(value: Any) -> Document:
    return value if isinstance(value, dict) else {}


def window_in(document: Document) -> dict[str, str]:
    """What the window remembers: its own keys and texts."""
    window = document.get("window")
    if not isinstance(window, dict):
        return {}
    return {key: value for key, value in window.items() if isinstance(value, str)}
