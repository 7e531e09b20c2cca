"""Settings as a file to carry along, and what such a file would change, to be shown before anything is (rule 13.7).

Only what stands in the catalogue goes in and out: no logins, no accounts, no groups, nothing that the window remembers,
and nothing that somebody wrote into the settings file besides. So no secret can travel with it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from mimikdesk.domain.decisions import Level, NoticeKind
from mimikdesk.domain.sentence import joined, said
from mimikdesk.settings.alerts import USUAL, AlertChange
from mimikdesk.settings.catalogue import BY_KEY, SETTINGS, Setting
from mimikdesk.settings.document import alerts_in, put_alerts
from mimikdesk.settings.model import Settings, SettingsError

FORMAT = "MimikDesk settings"
VERSION = 1
LARGEST = 1_000_000
"""Characters of a file at most; settings take a few thousand."""

_ALERTS = "alerts"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a file would change. ``what`` is a setting of the catalogue, or a kind of notification whose
    values are ``AlertChange``. ``title``, ``now``, ``then``: in words."""

    what: Setting | NoticeKind
    value: Any
    title: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Import:
    """What a file says. ``complaints``: one sentence for each part of it that is of no use."""

    differences: tuple[Difference, ...]
    complaints: tuple[str, ...]


def export_text(settings: Settings) -> str:
    """The settings as the text of a file."""
    values = {setting.key: setting.read(settings) for setting in SETTINGS}
    content = {"format": FORMAT, "version": VERSION, "settings": values | {_ALERTS: put_alerts(settings.alerts)}}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def read_import(text: str, now: Settings) -> Import:
    """What the file would change. SettingsError: it is no file of settings, or one of a newer MimikDesk."""
    values = _values(text)
    differences: list[Difference] = []
    complaints: list[str] = []
    for key, value in values.items():
        setting = BY_KEY.get(key)
        if setting is None:
            if key != _ALERTS:
                complaints.append(said("“{key}” is no setting of this MimikDesk and is left out.", key=_short(key)))
        elif not setting.fits(value):
            title, wanted = setting.title, setting.wanted
            complaints.append(said("“{title}” must be {wanted}; it stays as it is.", title=title, wanted=wanted))
        elif value != setting.read(now):
            shown = setting.shown(setting.read(now)), setting.shown(value)
            title = said("{section}: {title}", section=setting.section.heading, title=setting.title)
            differences.append(Difference(setting, value, title, *shown))
    if _ALERTS in values:
        told, wrong = alerts_in(values[_ALERTS])
        complaints += [said("Some changes of notifications cannot be understood and are left out.")] if wrong else []
        for kind in NoticeKind:
            before, then = now.alerts.change(kind), told.change(kind)
            if before != then:
                title = said("Notification: {title}", title=USUAL[kind].title)
                differences.append(Difference(kind, then, title, alert_words(before), alert_words(then)))
    return Import(tuple(differences), tuple(complaints))


def apply(now: Settings, differences: Iterable[Difference]) -> Settings:
    """The settings with these differences in them."""
    for difference in differences:
        if isinstance(difference.what, Setting):
            now = difference.what.write(now, difference.value)
        else:
            now = replace(now, alerts=now.alerts.changed_to(difference.value))
    return now


_LEVELS = {Level.INFO: said("news"), Level.WARNING: said("warning"), Level.CRITICAL: said("critical")}
_CHANNELS = {
    "bell": (said("bell"), said("no bell")),
    "tray": (said("tray"), said("no tray")),
    "sound": (said("sound"), said("no sound")),
    "repeat": (said("repeated"), said("not repeated")),
}
_AS_USUAL = said("as usual")


def alert_words(change: AlertChange) -> str:
    """A change of one kind of notification: “critical, sound, no tray”, or “as usual”."""
    words: list[str] = [] if change.level is None else [_LEVELS[change.level]]
    for field, (on, off) in _CHANNELS.items():
        value = getattr(change, field)
        if value is not None:
            words.append(on if value else off)
    return joined(words, ", ") if words else _AS_USUAL


def _values(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        content = None
    if (
        not isinstance(content, dict)
        or content.get("format") != FORMAT
        or not isinstance(content.get("settings"), dict)
    ):
        raise SettingsError(said("This is no file of MimikDesk settings. Choose one that was made with Export."))
    version = content.get("version")
    if type(version) is not int or version > VERSION:
        raise SettingsError(
            said("This file was made by a newer MimikDesk. Nothing was changed; install the newer version.")
        )
    values: dict[str, Any] = content["settings"]
    return values


def _short(key: str) -> str:
    return key if len(key) <= 40 else f"{key[:40]}..."
