"""The theme: the trader's choice wins, else the system's light or dark is followed; icons and figures stay sharp."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mimikdesk.gui.theme import fonts, icons
from mimikdesk.gui.theme.theme import Theme, ThemeName
from mimikdesk.gui.theme.tokens import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT


def test_a_chosen_theme_is_in_force_at_once(theme: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose(ThemeName.DARK)
    assert theme.tokens is DARK
    assert qapp.palette().window().color() == QColor(DARK.surface)
    assert DARK.raised in qapp.styleSheet()
    theme.choose(ThemeName.LIGHT)
    assert qapp.palette().window().color() == QColor(LIGHT.surface)


def test_the_systems_change_is_followed_only_when_nothing_was_chosen(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = qapp.styleHints()
    monkeypatch.setattr(type(theme), "system_scheme", lambda _self: Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens is LIGHT
    theme.choose(ThemeName.SYSTEM)
    assert theme.tokens is DARK
    monkeypatch.setattr(type(theme), "system_scheme", lambda _self: Qt.ColorScheme.Light)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.tokens is LIGHT


def test_high_contrast_has_the_systems_light_or_dark(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme, tokens in ((Qt.ColorScheme.Dark, HIGH_DARK), (Qt.ColorScheme.Light, HIGH_LIGHT)):
        monkeypatch.setattr(type(theme), "system_scheme", lambda _self, scheme=scheme: scheme)
        theme.choose(ThemeName.HIGH_CONTRAST)
        assert theme.tokens is tokens


def test_a_system_that_asks_for_high_contrast_gets_it_while_the_program_runs(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(theme), "system_scheme", lambda _self: Qt.ColorScheme.Light)
    theme.choose(ThemeName.SYSTEM)
    assert theme.tokens is LIGHT
    monkeypatch.setattr(type(theme), "system_contrast", lambda _self: True)
    theme._accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert theme.tokens is HIGH_LIGHT
    theme.choose(ThemeName.LIGHT)
    assert theme.tokens is LIGHT, "what the trader chose wins"


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("size", list(fonts.Size))
def test_figures_have_one_width_in_every_size_and_weight(theme: Theme, size: fonts.Size, strong: bool) -> None:
    metrics = QFontMetricsF(fonts.font(size, strong=strong))
    widths = [metrics.horizontalAdvance(figure * 20) for figure in "0123456789"]
    assert max(widths) - min(widths) < 2  # px over 20 figures: rounding; without tabular figures it is 30 and more
    signs = [metrics.horizontalAdvance(sign * 20) for sign in "+\N{MINUS SIGN}"]
    assert abs(signs[0] - signs[1]) < 2


def test_the_bundled_face_is_used_and_not_a_substitute(theme: Theme) -> None:
    assert QFontInfo(fonts.font()).family() == "Inter"
    assert QFontInfo(fonts.font(strong=True)).weight() == 600


@pytest.mark.parametrize("scale", icons.SCALES)
def test_an_icon_is_drawn_pixel_for_pixel_at_each_scaling(theme: Theme, scale: float) -> None:
    drawn = icons.icon("lucide/x", "#123456", 16).pixmap(QSize(16, 16), scale)
    assert drawn.size() == QSize(round(16 * scale), round(16 * scale))
    assert drawn.toImage() == icons.pixmap("lucide/x", "#123456", 16, scale).toImage()


def test_an_icon_has_the_colour_it_was_asked_for(theme: Theme) -> None:
    image = icons.pixmap("shapes/square", "#12AB34", 16).toImage()
    assert image.pixelColor(8, 8) == QColor("#12AB34")
