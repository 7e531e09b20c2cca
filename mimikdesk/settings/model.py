"""The settings of the program, typed, with their defaults. Settings of groups and followers are the journal's.

What each is called, what it does and what fits into it stands in ``catalogue.py``.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.group import AddsMode, PartialFillMode, ReplicationMode
from mimikdesk.domain.guard import GuardProfile
from mimikdesk.domain.ids import Symbol
from mimikdesk.settings.alerts import AlertSettings


class SettingsError(MimikDeskError):
    """The settings cannot be read or kept."""


class Theme(StrEnum):
    """The window's colours. ``SYSTEM`` follows the desktop: light, dark, and high contrast where it asks for that.
    ``HIGH_CONTRAST`` is the strong pair of light and dark, whichever of the two the desktop is set to."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Language(StrEnum):
    """The language of the window's words. ``SYSTEM``: the first of the desktop's languages that there is, else
    English."""

    SYSTEM = "system"
    EN = "en"
    DE = "de"


class Density(StrEnum):
    """How close the rows of the cockpit stand. ``AUTO``: by the number of accounts."""

    AUTO = "auto"
    NORMAL = "normal"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class CopyDefaults:
    """What a new group and a new follower begin with; existing ones stay as they are. ``multiplier``: greater than 0,
    at most 3 decimals."""

    multiplier: Decimal = Decimal(1)
    mode: ReplicationMode = ReplicationMode.ON_SUBMIT
    adds: AddsMode = AddsMode.PER_ORDER
    partial_fills: PartialFillMode = PartialFillMode.WHEN_DONE
    guard: GuardProfile = GuardProfile.GUARD


@dataclass(frozen=True, slots=True)
class Settings:
    """``single_loop``: copy on the window's own loop instead of a thread of its own. ``ticket_symbol``: the instrument
    last shown on the practice ticket. ``practice_seed``: 0 or greater, the same number gives the same practice prices;
    None for another market at each start. ``alerts``: what is notified how. ``sound``: notifications may be heard at
    all. ``density``, ``streaming``: of the cockpit; streaming hides every amount of money. ``language``: holds
    from the next start. ``copying``: what new groups begin with. ``updates``: look for a newer version by itself."""

    theme: Theme = Theme.SYSTEM
    single_loop: bool = False
    ticket_symbol: Symbol | None = None
    practice_seed: int | None = None
    alerts: AlertSettings = field(default_factory=AlertSettings)
    language: Language = Language.SYSTEM
    sound: bool = True
    density: Density = Density.AUTO
    streaming: bool = False
    copying: CopyDefaults = field(default_factory=CopyDefaults)
    updates: bool = False
