"""The theme in force: follows the system's light or dark live, unless the trader chose one.

Fusion underneath, so that the program is the same on every machine; palette and stylesheet from the tokens on top.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from mimikdesk.gui.theme import fonts, icons
from mimikdesk.gui.theme.stylesheet import stylesheet
from mimikdesk.gui.theme.tokens import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT, Tokens, Tone


class ThemeName(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"
    """The strong pair of light and dark, whichever of the two the system is set to."""


_FOLLOWING = (ThemeName.SYSTEM, ThemeName.HIGH_CONTRAST)
"""Themes that change with the system's light and dark."""


class Theme(QObject):
    """Owns the application's look. ``changed`` comes after the new look is in force."""

    changed = Signal()

    def __init__(self, app: QApplication, name: ThemeName = ThemeName.SYSTEM) -> None:
        super().__init__()
        self._app = app
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()  # it lives only as long as somebody holds both
        self.name = name
        self.tokens = LIGHT
        fonts.load()
        app.setStyle("Fusion")
        app.setFont(fonts.font())
        self.choose(name)
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._accessibility.contrastPreferenceChanged.connect(self._system_changed)

    def choose(self, name: ThemeName) -> None:
        """Put a theme in force; the title bars of the system follow where it lets them."""
        self.name = name
        scheme = {
            ThemeName.SYSTEM: Qt.ColorScheme.Unknown,
            ThemeName.LIGHT: Qt.ColorScheme.Light,
            ThemeName.DARK: Qt.ColorScheme.Dark,
            ThemeName.HIGH_CONTRAST: Qt.ColorScheme.Unknown,
        }[name]
        self._hints.setColorScheme(scheme)
        self._put_in_force()

    @property
    def dark(self) -> bool:
        return self.tokens.dark

    def system_scheme(self) -> Qt.ColorScheme:
        """What the system is set to; Unknown where it does not say."""
        return self._hints.colorScheme()

    def system_contrast(self) -> bool:
        """Whether the system asks for high contrast."""
        return self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast

    def icon(self, name: str, tone: Tone = Tone.TEXT, size: int = 16) -> QIcon:
        """A drawing in a colour of the theme in force."""
        return icons.icon(name, self.tokens.tone(tone), size)

    def dispose(self) -> None:
        self._hints.colorSchemeChanged.disconnect(self._system_changed)
        self._accessibility.contrastPreferenceChanged.disconnect(self._system_changed)

    def _system_changed(self) -> None:
        if self.name in _FOLLOWING:
            self._put_in_force()

    def _put_in_force(self) -> None:
        follows = self.name in _FOLLOWING
        dark = self.system_scheme() is Qt.ColorScheme.Dark if follows else self.name is ThemeName.DARK
        strong = self.name is ThemeName.HIGH_CONTRAST or (self.name is ThemeName.SYSTEM and self.system_contrast())
        self.tokens = (HIGH_DARK if dark else HIGH_LIGHT) if strong else DARK if dark else LIGHT
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens))
        self.changed.emit()


def palette(t: Tokens) -> QPalette:
    """What Fusion draws with where the stylesheet says nothing."""
    roles = {
        QPalette.ColorRole.Window: t.surface,
        QPalette.ColorRole.WindowText: t.text,
        QPalette.ColorRole.Base: t.raised,
        QPalette.ColorRole.AlternateBase: t.surface,
        QPalette.ColorRole.Text: t.text,
        QPalette.ColorRole.PlaceholderText: t.quiet,
        QPalette.ColorRole.Button: t.raised,
        QPalette.ColorRole.ButtonText: t.text,
        QPalette.ColorRole.BrightText: t.danger,
        QPalette.ColorRole.Highlight: t.selected,
        QPalette.ColorRole.HighlightedText: t.text,
        QPalette.ColorRole.ToolTipBase: t.raised,
        QPalette.ColorRole.ToolTipText: t.text,
        QPalette.ColorRole.Link: t.accent,
        QPalette.ColorRole.Accent: t.accent,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.outline))
    return made
