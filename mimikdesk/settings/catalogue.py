"""Every setting that the trader can change: what it is called, what it does, what fits into it, where it is kept.

One table for the file, the Settings page, its search, undo, and export and import, so that none of them knows a setting
that another does not. Values here are plain: what stands in the file. No text of the user's own is among them, so there
is no place for a secret (rule 13.7).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mimikdesk.domain.group import AddsMode, PartialFillMode, ReplicationMode
from mimikdesk.domain.guard import GuardProfile
from mimikdesk.domain.guard_words import PROFILE_NAMES
from mimikdesk.domain.sentence import said
from mimikdesk.settings.alerts import REPEATS
from mimikdesk.settings.model import Density, Language, Settings, SettingsError, Theme

ON, OFF = said("On"), said("Off")


class Section(StrEnum):
    """The parts of the page, in order."""

    APPEARANCE = "appearance"
    NOTIFICATIONS = "notifications"
    COPYING = "copying"
    PRACTICE = "practice"
    DATA = "data"
    DIAGNOSTICS = "diagnostics"

    @property
    def heading(self) -> str:
        return _SECTIONS[self]


_SECTIONS = {
    Section.APPEARANCE: said("Appearance"),
    Section.NOTIFICATIONS: said("Notifications"),
    Section.COPYING: said("New groups"),
    Section.PRACTICE: said("Practice"),
    Section.DATA: said("Data folder"),
    Section.DIAGNOSTICS: said("Diagnostics"),
}


class Kind(StrEnum):
    """How a setting is shown and what its value is."""

    SWITCH = "switch"
    """True or False."""
    CHOICE = "choice"
    """One of its texts."""
    WHOLE = "whole"
    """A whole number, or None where the setting may be without one."""
    FACTOR = "factor"
    """A number with at most three decimals, as a text."""


@dataclass(frozen=True, slots=True)
class Setting:
    """``key``: its name in the file. ``words``: what it does. ``choices``: value and word. ``least``, ``most``: of a
    number. ``none``: the word for no number, "" where there must be one. ``unit``: after a number. ``restart``: it
    holds from the next start on. ``also``: more words under which it is found."""

    key: str
    section: Section
    title: str
    words: str
    kind: Kind
    read: Callable[[Settings], Any]
    write: Callable[[Settings, Any], Settings]
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 0
    none: str = ""
    unit: str = ""
    restart: bool = False
    also: str = ""

    @property
    def default(self) -> Any:
        return self.read(Settings())

    def fits(self, value: Any) -> bool:
        """Whether this can be its value."""
        match self.kind:
            case Kind.SWITCH:
                return isinstance(value, bool)
            case Kind.CHOICE:
                return isinstance(value, str) and value in dict(self.choices)
            case Kind.WHOLE:
                return (value is None and bool(self.none)) or (type(value) is int and self.least <= value <= self.most)
            case Kind.FACTOR:
                return (
                    isinstance(value, str)
                    and re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", value) is not None
                    and (Decimal(value) > 0)
                )

    @property
    def wanted(self) -> str:
        """What fits, as the end of a sentence: “true or false”."""
        match self.kind:
            case Kind.SWITCH:
                return said("true or false")
            case Kind.CHOICE:
                *some, last = [value for value, _word in self.choices]
                return said("{some} or {last}", some=", ".join(some), last=last)
            case Kind.WHOLE:
                return said("a whole number from {least} to {most}", least=f"{self.least:,}", most=f"{self.most:,}")
            case Kind.FACTOR:
                return said("a number greater than 0 with at most 3 decimals, such as 0.5")

    def parse(self, typed: str) -> Any:
        """The value of what was typed into a field. SettingsError: it is none, with what is wanted."""
        text = typed.strip()
        if self.kind is Kind.WHOLE:
            bare = text.replace(",", "").replace("\N{THIN SPACE}", "")
            value: Any = None if not bare and self.none else int(bare) if re.fullmatch(r"[0-9]{1,16}", bare) else text
        else:
            value = text.replace(",", ".")
            if self.fits(value):
                value = f"{Decimal(value).normalize():f}"
        if self.fits(value):
            return value
        if self.none:
            raise SettingsError(
                said("“{typed}” does not fit. Enter {wanted}, or leave it empty.", typed=text, wanted=self.wanted)
            )
        raise SettingsError(said("“{typed}” does not fit. Enter {wanted}.", typed=text, wanted=self.wanted))

    def shown(self, value: Any) -> str:
        """The value in words: “On”, “As the system”, “20 s”."""
        match self.kind:
            case Kind.SWITCH:
                return ON if value else OFF
            case Kind.CHOICE:
                return dict(self.choices)[value]
            case Kind.WHOLE if value is None:
                return self.none
            case _:
                return f"{value:,} {self.unit}".strip() if isinstance(value, int) else str(value)


def _direct(key: str, make: Callable[[Any], Any] = lambda value: value) -> dict[str, Any]:
    """Read and write of a field of ``Settings``."""

    def write(settings: Settings, value: Any) -> Settings:
        return replace(settings, **{key: make(value)})

    return {"key": key, "read": lambda settings: _plain(getattr(settings, key)), "write": write}


def _copying(field: str, make: Callable[[Any], Any]) -> dict[str, Any]:
    """Read and write of a field of ``CopyDefaults``."""

    def write(settings: Settings, value: Any) -> Settings:
        return replace(settings, copying=replace(settings.copying, **{field: make(value)}))

    return {"key": f"new_{field}", "read": lambda settings: _plain(getattr(settings.copying, field)), "write": write}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if isinstance(value, StrEnum) else value


def _set_repeat(settings: Settings, value: Any) -> Settings:
    return replace(settings, alerts=replace(settings.alerts, repeat_s=value))


SETTINGS: tuple[Setting, ...] = (
    Setting(
        **_direct("theme", Theme),
        section=Section.APPEARANCE,
        title=said("Colours"),
        words=said(
            "As the system follows your desktop while the program runs, also into high contrast. High contrast keeps "
            "every text at 7:1 against its ground or better."
        ),
        kind=Kind.CHOICE,
        choices=(
            (Theme.SYSTEM, said("As the system")),
            (Theme.LIGHT, said("Light")),
            (Theme.DARK, said("Dark")),
            (Theme.HIGH_CONTRAST, said("High contrast")),
        ),
        also="theme dark mode night accessibility",
    ),
    Setting(
        **_direct("density", Density),
        section=Section.APPEARANCE,
        title=said("Rows in the cockpit"),
        words=said("Dense shows about a quarter more accounts on the same screen."),
        kind=Kind.CHOICE,
        choices=(
            (Density.AUTO, said("By the number of accounts")),
            (Density.NORMAL, said("Normal")),
            (Density.DENSE, said("Dense")),
        ),
        also="density compact height spacing",
    ),
    Setting(
        **_direct("streaming"),
        section=Section.APPEARANCE,
        title=said("Hide money while streaming"),
        words=said(
            "Profit, loss and balances are covered everywhere in the window. Positions, states and warnings stay."
        ),
        kind=Kind.SWITCH,
        also="p&l pnl privacy screen share obs twitch",
    ),
    Setting(
        **_direct("language", Language),
        section=Section.APPEARANCE,
        title=said("Language"),
        words=said("What the program says. Account names and the broker's own texts stay as they are."),
        kind=Kind.CHOICE,
        choices=(
            (Language.SYSTEM, said("As the system")),
            (Language.EN, said("English")),
            (Language.DE, said("Deutsch")),
        ),
        restart=True,
        also="deutsch english translation",
    ),
    Setting(
        **_direct("sound"),
        section=Section.NOTIFICATIONS,
        title=said("Sound"),
        words=said("Off silences all notifications, critical ones too. The bell and the tray go on."),
        kind=Kind.SWITCH,
        also="mute volume quiet",
    ),
    Setting(
        key="alerts_repeat_s",
        read=lambda settings: settings.alerts.repeat_s,
        write=_set_repeat,
        section=Section.NOTIFICATIONS,
        title=said("Repeat critical notifications"),
        words=said(
            "How soon one that nobody has acknowledged asks again. It ends when you have seen it, or when what it is "
            "about is over."
        ),
        kind=Kind.WHOLE,
        least=REPEATS[0],
        most=REPEATS[1],
        unit="s",
        also="again remind interval",
    ),
    Setting(
        **_copying("multiplier", Decimal),
        section=Section.COPYING,
        title=said("Multiplier"),
        words=said("The leader's quantity times this number, rounded up, and never less than 1."),
        kind=Kind.FACTOR,
        also="size sizing ratio factor",
    ),
    Setting(
        **_copying("mode", ReplicationMode),
        section=Section.COPYING,
        title=said("Replication"),
        words=said(
            "On submit: the leader's resting orders rest on the follower too. On fill: nothing rests there, and his "
            "fills are followed with market orders."
        ),
        kind=Kind.CHOICE,
        choices=(
            (ReplicationMode.ON_SUBMIT, said("On submit")),
            (ReplicationMode.ON_FILL, said("On fill")),
            (ReplicationMode.OFF, said("Off")),
        ),
        also="mode copy resting orders",
    ),
    Setting(
        **_copying("adds", AddsMode),
        section=Section.COPYING,
        title=said("Adds"),
        words=said(
            "Per order: each adding order is sized by itself, so ten single lots at 0.1 make 10. By position: the "
            "total is kept to the size of the leader's whole position, here 1."
        ),
        kind=Kind.CHOICE,
        choices=((AddsMode.PER_ORDER, said("Per order")), (AddsMode.BY_POSITION, said("By position"))),
        also="scaling in sizing",
    ),
    Setting(
        **_copying("partial_fills", PartialFillMode),
        section=Section.COPYING,
        title=said("Orders that fill in parts"),
        words=said(
            "When done: one copy, once the leader's order is filled. Each fill: a copy at each part, with the same "
            "total."
        ),
        kind=Kind.CHOICE,
        choices=((PartialFillMode.WHEN_DONE, said("When done")), (PartialFillMode.EACH_FILL, said("Each fill"))),
        also="partial fill mode",
    ),
    Setting(
        **_copying("guard", GuardProfile),
        section=Section.COPYING,
        title=said("Guard"),
        words=said(
            "The profile that a new group is guarded with. Each group's own can be changed at any time (Ctrl+G)."
        ),
        kind=Kind.CHOICE,
        choices=tuple((profile.value, name) for profile, name in PROFILE_NAMES.items()),
        also="reconciler protection",
    ),
    Setting(
        **_direct("practice_seed"),
        section=Section.PRACTICE,
        title=said("Practice market"),
        words=said("The same number gives the same prices again, to practise a day once more."),
        kind=Kind.WHOLE,
        least=0,
        most=10**15,
        none=said("Another market at each start"),
        restart=True,
        also="seed prices random",
    ),
    Setting(
        **_direct("single_loop"),
        section=Section.DIAGNOSTICS,
        title=said("Copy on the window's own thread"),
        words=said("For finding faults only. Copies wait while the window is busy, or held by its title bar."),
        kind=Kind.SWITCH,
        restart=True,
        also="lane loop advanced",
    ),
    Setting(
        **_direct("updates"),
        section=Section.DIAGNOSTICS,
        title=said("Look for a newer version at the start"),
        words=said(
            "Once, and only while no group is on and nothing is open. You are told of it; "
            "nothing is installed by itself."
        ),
        kind=Kind.SWITCH,
        also="update upgrade release",
    ),
)

BY_KEY = {setting.key: setting for setting in SETTINGS}
