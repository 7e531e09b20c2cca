"""Joins the settings with what follows them while the program runs, and what changes them outside their page."""

from PySide6.QtCore import QObject

from mimikdesk.gui.alerts_sound import Sounds
from mimikdesk.gui.main_window import MainWindow
from mimikdesk.gui.settings_desk import SettingsDesk
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.gui.ticket import Ticket
from mimikdesk.services.control import Control
from mimikdesk.settings.catalogue import BY_KEY
from mimikdesk.settings.model import Settings


class SettingsLink(QObject):
    """``ticket``: shows money too."""

    def __init__(
        self, desk: SettingsDesk, theme: Theme, window: MainWindow, ticket: Ticket, sounds: Sounds, control: Control
    ) -> None:
        super().__init__(window)
        self._desk, self._theme, self._window, self._ticket = desk, theme, window, ticket
        self._sounds, self._control = sounds, control
        now = desk.settings
        self._hear(now)
        window.hide_money(now.streaming)
        window.groups.wizard.usual = now.copying
        window.cockpit.choose_density(now.density)
        desk.changed.connect(self._follow)
        window.alerts.mute_wanted.connect(lambda muted: desk.put(BY_KEY["sound"], not muted))
        window.money_hidden.connect(self._money_hidden)
        window.cockpit.altered.connect(self._table_altered)
        window.settings_page.sound_wanted.connect(sounds.play)

    def _follow(self, before: Settings, now: Settings) -> None:
        if now.theme != before.theme:
            self._theme.choose(ThemeName(now.theme))
        if now.sound != before.sound:
            self._hear(now)
        if now.streaming != before.streaming:
            self._window.hide_money(now.streaming)
        if now.density != before.density:
            self._window.cockpit.choose_density(now.density)
        self._window.groups.wizard.usual = now.copying
        if now.alerts != before.alerts:
            self._control.use_alerts(now.alerts)

    def _hear(self, now: Settings) -> None:
        self._sounds.muted = not now.sound
        self._window.alerts.show_mute(not now.sound)

    def _money_hidden(self, hidden: bool) -> None:
        self._ticket.write_again()
        self._desk.put(BY_KEY["streaming"], hidden)

    def _table_altered(self) -> None:
        self._desk.put(BY_KEY["density"], str(self._window.cockpit.view.rows.density))
