"""The settings as the window changes them: kept at once, told to whoever follows them, and every change can be undone.

Nothing is lost on the way: what does not fit or cannot be written changes nothing, and says why.
"""

from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from mimikdesk.gui.translate import told, tr
from mimikdesk.gui.undo import Undo
from mimikdesk.settings.alerts import USUAL, AlertChange
from mimikdesk.settings.catalogue import Setting
from mimikdesk.settings.model import Settings, SettingsError
from mimikdesk.settings.transfer import Difference, alert_words, apply


class SettingsKeeper(Protocol):
    """Where settings are kept."""

    @property
    def settings(self) -> Settings: ...

    def save(self, settings: Settings) -> None:
        """SettingsError: they cannot be kept, and nothing has changed."""
        ...


class MemorySettings:
    """Forgets everything at the end of the program."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    def save(self, settings: Settings) -> None:
        self.settings = settings


class SettingsDesk(QObject):
    changed = Signal(object, object)
    """The settings before and now."""

    def __init__(self, keeper: SettingsKeeper | None = None, undo: Undo | None = None) -> None:
        super().__init__()
        self._keeper: SettingsKeeper = keeper or MemorySettings()
        self.undo = undo or Undo(self)

    @property
    def settings(self) -> Settings:
        return self._keeper.settings

    def put(self, setting: Setting, value: Any) -> str:
        """Change one setting. Returns why that cannot be, "" when it is kept."""
        if not setting.fits(value):
            return tr("Settings", "“{0}” must be {1}.", told(setting.title), told(setting.wanted))
        before = setting.read(self.settings)
        if value == before:
            return ""
        problem = self._keep(setting.write(self.settings, value))
        if not problem:
            words = tr("Settings", "{0}: {1}", told(setting.title), told(setting.shown(value)))
            self.undo.did(
                words,
                lambda: self._keep(setting.write(self.settings, before)),
                setting.key,
                lambda: setting.read(self.settings) == value,
            )
        return problem

    def put_alert(self, change: AlertChange) -> str:
        """Change how one kind of notification is told. Returns why that cannot be, "" when it is kept."""
        before = self.settings.alerts.change(change.kind)
        if change == before:
            return ""
        problem = self._keep_alert(change)
        if not problem:
            words = tr("Settings", "{0}: {1}", told(USUAL[change.kind].title), told(alert_words(change)))
            self.undo.did(
                words,
                lambda: self._keep_alert(before),
                change.kind,
                lambda: self.settings.alerts.change(change.kind) == change,
            )
        return problem

    def take_over(self, differences: tuple[Difference, ...], words: str) -> str:
        """Change several settings in one step, which is undone in one. Returns why that cannot be, "" when done."""
        before = self.settings
        now = apply(before, differences)
        if now == before:
            return ""
        problem = self._keep(now)
        if not problem:
            self.undo.did(words, lambda: self._keep(before), None, lambda: self.settings == now)
        return problem

    def _keep_alert(self, change: AlertChange) -> str:
        return self._keep(replace(self.settings, alerts=self.settings.alerts.changed_to(change)))

    def _keep(self, settings: Settings) -> str:
        before = self.settings
        try:
            self._keeper.save(settings)
        except SettingsError as error:
            return told(error.args[0])
        self.changed.emit(before, settings)
        return ""
