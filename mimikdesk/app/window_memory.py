"""What the window remembers, kept in the settings file; the theme among it is a setting of its own."""

import logging
from dataclasses import replace

from mimikdesk.settings.model import SettingsError, Theme
from mimikdesk.settings.store import SettingsStore

_log = logging.getLogger(__name__)

THEME = "theme"


class WindowMemory:
    """The ``UiState`` of gui/ui_state.py."""

    def __init__(self, store: SettingsStore) -> None:
        self._store = store

    def load(self) -> dict[str, str]:
        return {**self._store.load_window(), THEME: str(self._store.settings.theme)}

    def save(self, values: dict[str, str]) -> None:
        rest = {key: value for key, value in values.items() if key != THEME}
        try:
            theme = Theme(values.get(THEME, Theme.SYSTEM))
            if theme != self._store.settings.theme:
                self._store.save(replace(self._store.settings, theme=theme))
        except (SettingsError, ValueError) as error:
            _log.warning("The theme could not be kept: %s", error)
        self._store.save_window(rest)
