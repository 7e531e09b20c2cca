"""The settings of the program, typed, with their defaults. Settings of groups and followers are the journal's."""

from dataclasses import dataclass, field
from enum import StrEnum

from mimikdesk.domain.errors import MimikDeskError
from mimikdesk.domain.ids import Symbol
from mimikdesk.settings.alerts import AlertSettings


class SettingsError(MimikDeskError):
    """The settings cannot be read or kept."""


class Theme(StrEnum):
    """The window's colours. ``SYSTEM`` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """The language of the window's words. ``SYSTEM``: the first of the desktop's languages that there is, else
    English."""

    SYSTEM = "system"
    EN = "en"
    DE = "de"


@dataclass(frozen=True, slots=True)
class Settings:
    """``single_loop``: copy on the window's own loop instead of a thread of its own. ``ticket_symbol``: the instrument
    last shown on the practice ticket. ``practice_seed``: 0 or greater, the same number gives the same practice prices;
    None for another market at each start. ``alerts``: what is notified how. ``language``: holds from the next start."""

    theme: Theme = Theme.SYSTEM
    single_loop: bool = False
    ticket_symbol: Symbol | None = None
    practice_seed: int | None = None
    alerts: AlertSettings = field(default_factory=AlertSettings)
    language: Language = Language.SYSTEM
