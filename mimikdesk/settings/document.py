"""Settings as the JSON object that stands in the file, and the steps from older forms of it to the present one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.sentence import said
from mimikdesk.settings.alerts import AlertChange, AlertSettings
from mimikdesk.settings.catalogue import SETTINGS
from mimikdesk.settings.model import Settings

Document = dict[str, Any]
"""The file's content. Keys that this program does not know stay in it untouched."""

Upgrade = Callable[[Document], Document]

UPGRADES: tuple[Upgrade, ...] = ()
"""The step at index n turns a document of version n + 1 into one of version n + 2."""

FIRST_VERSION = 1

_ALERTS = "alerts"
_SYMBOL = "ticket_symbol"
_MUTE = "mute"
"""Where the window remembered that the sound was off, before that was a setting."""
_ALERT_FIELDS = {
    "level": "info, warning or critical",
    "bell": "true or false",
    "tray": "true or false",
    "sound": "true or false",
    "repeat": "true or false",
}
"""What can be changed of a kind of notification, and what it must be."""


def settings_in(document: Document) -> tuple[Settings, tuple[str, ...]]:
    """The settings, and one sentence for each value that was of no use; its default stands instead."""
    alerts, complaints = alerts_in(document.get(_ALERTS, {}))
    settings = Settings(alerts=alerts, sound=window_in(document).get(_MUTE) != "yes")
    for setting in SETTINGS:
        value = document.get(setting.key, setting.read(settings))
        if setting.fits(value):
            settings = setting.write(settings, value)
        else:
            wanted = said("{wanted}, or null", wanted=setting.wanted) if setting.none else setting.wanted
            complaints.append(_complaint(setting.key, value, wanted))
    symbol = document.get(_SYMBOL)
    if symbol is None or isinstance(symbol, str):
        settings = replace(settings, ticket_symbol=None if symbol is None else Symbol(symbol))
    else:
        complaints.append(_complaint(_SYMBOL, symbol, said("the name of a contract, or null")))
    return settings, tuple(complaints)


def put_settings(document: Document, settings: Settings) -> Document:
    """The document with these settings in it and everything else as it was. A value that was of no use stays where the
    user has not chosen another one since, so that nothing he wrote there by hand is lost."""
    values = {setting.key: setting.read(settings) for setting in SETTINGS}
    for setting in SETTINGS:
        said = document.get(setting.key, setting.default)
        if values[setting.key] == setting.default and not setting.fits(said):
            values[setting.key] = said
    return document | values | {_SYMBOL: settings.ticket_symbol, _ALERTS: put_alerts(settings.alerts, document)}


def _complaint(key: str, value: Any, wanted: str) -> str:
    return said(
        "The setting “{key}” is {value}, but must be {wanted}; the usual value is used instead.",
        key=key,
        value=repr(value),
        wanted=wanted,
    )


def alerts_in(part: Any) -> tuple[AlertSettings, list[str]]:
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
        wrong = [key for key, value in said.items() if not _fits(key, value)]
        complaints += [
            f"“{key}” of the notification “{kind}” is {said[key]!r}, but must be {_ALERT_FIELDS[key]}; it is as usual."
            for key in wrong
        ]
        level, *channels = (None if key in wrong else said.get(key) for key in _ALERT_FIELDS)
        change = AlertChange(kind, None if level is None else Level(level), *channels)
        if change != AlertChange(kind):
            changes.append(change)
    return AlertSettings(tuple(changes)), complaints


def put_alerts(alerts: AlertSettings, document: Document | None = None) -> Any:
    """The changes as they stand in the file. What is in ``document`` and unknown to this program, or of no use to it
    and not chosen anew, stays."""
    part = (document or {}).get(_ALERTS, {})
    if not isinstance(part, dict) and not alerts.changed:
        return part
    known = _object(part)
    put: Document = {}
    changes = {change.kind: change for change in alerts.changed}
    for name in dict.fromkeys((*known, *changes)):
        said = known.get(name, {})
        if name in set(NoticeKind):
            change = changes.get(NoticeKind(name))
            fields = {} if change is None else {key: getattr(change, key) for key in _ALERT_FIELDS}
            chosen = {key: value for key, value in fields.items() if value is not None}
            if isinstance(said, dict):
                said = {key: value for key, value in said.items() if key not in _ALERT_FIELDS or not _fits(key, value)}
                said |= chosen
            elif chosen:
                said = chosen
        if said != {}:
            put[name] = said
    return put


def _fits(key: str, value: Any) -> bool:
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
