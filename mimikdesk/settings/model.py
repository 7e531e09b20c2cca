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


@dataclass(frozen=True, slots=True)
class Settings:
    """``single_loop``: copy on the window's own loop instead of a thread of its own. ``ticket_symbol``: the instrument
    last shown on the practice ticket. ``practice_seed``: 0 or greater, the same number gives the same practice prices;
    None for another market at each start. ``alerts``: what is notified how."""

    theme: Theme = Theme.SYSTEM
    single_loop: bool = False
    ticket_symbol: Symbol | None = None
    practice_seed: int | None = None
    alerts: AlertSettings = field(default_factory=AlertSettings)
