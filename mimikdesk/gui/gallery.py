"""Pictures of every page in both themes at several scalings: ``python -m mimikdesk.gui.gallery FOLDER``.

For looking at, before and after a change of the window. Works without a display. Each scaling needs a program of its
own, so the command starts itself once for each.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from mimikdesk.gui import (
    gallery_alerts,
    gallery_connections,
    gallery_data,
    gallery_groups,
    gallery_guard,
    gallery_guarding,
    gallery_risk,
    gallery_settings,
    gallery_story,
    translate,
)
from mimikdesk.gui.app_window import Ui, build
from mimikdesk.gui.main_window import ACTIVITY, COCKPIT
from mimikdesk.gui.settings_desk import MemorySettings
from mimikdesk.gui.theme.theme import ThemeName
from mimikdesk.gui.ui_state import MemoryUiState
from mimikdesk.services.control import Control
from mimikdesk.services.views import Update
from mimikdesk.settings.model import Language, Settings, Theme

SCALES = ("1", "1.25", "1.5", "2")
_INSIDE = "MIMIKDESK_GALLERY_SCALE"
_LANGUAGE = "MIMIKDESK_GALLERY_LANGUAGE"
"""Names another language for the pictures, such as ``de``."""
_SETTLES = 4
"""Layouts inside scroll areas take some rounds until their sizes stand."""


class NoControl:
    """Takes every call of ``Control`` and does nothing."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_args, **_kwargs: None


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("Say where the pictures go: python -m mimikdesk.gui.gallery FOLDER\n")
        return 2
    folder = Path(arguments[0])
    if _INSIDE in os.environ:
        draw(folder, os.environ[_INSIDE])
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    for scale in SCALES:
        environment = os.environ | {_INSIDE: scale, "QT_SCALE_FACTOR": scale}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        subprocess.run([sys.executable, "-m", "mimikdesk.gui.gallery", str(folder)], env=environment, check=True)
    return 0


def draw(folder: Path, scale: str) -> None:
    """All pictures at the scaling this program runs in."""
    app = QApplication([])
    translate.use(app, Language(os.environ.get(_LANGUAGE, Language.EN)))
    for name, theme, widget in shown(app):
        widget.grab().save(str(folder / f"{name}-{theme.value}-{scale}.png"))


def shown(
    app: QApplication,
    themes: tuple[ThemeName, ...] = (ThemeName.LIGHT, ThemeName.DARK),
    leave_out: Collection[str] = (),
) -> Iterator[tuple[str, ThemeName, QWidget]]:
    """Every window in every scene, one after the other: its name, the theme, and the window laid out to be looked
    at. Tests that walk all windows walk these. ``leave_out``: scenes that are not wanted."""
    control: Control = NoControl()
    kinds = (
        gallery_data,
        gallery_alerts,
        gallery_guard,
        gallery_guarding,
        gallery_connections,
        gallery_risk,
        gallery_groups,
        gallery_settings,
        gallery_story,
    )
    scenes: dict[str, Update] = {}
    for kind in kinds:
        scenes |= kind.SCENES
    for scene, update in scenes.items():
        for theme in () if scene in leave_out else themes:
            ui = build(control, MemoryUiState(), settings=MemorySettings(Settings(Theme(theme.value))))
            ui.window.resize(1440, 820)
            ui.show()
            ui.apply(update)
            subjects = _guard_subjects(ui) if scene in gallery_guard.SCENES else None
            subjects = gallery_guarding.subjects(ui) if scene in gallery_guarding.SCENES else subjects
            subjects = gallery_connections.subjects(ui, scene) if scene in gallery_connections.SCENES else subjects
            subjects = gallery_risk.subjects(ui, scene) if scene in gallery_risk.SCENES else subjects
            subjects = gallery_groups.subjects(ui, scene) if scene in gallery_groups.SCENES else subjects
            subjects = gallery_settings.subjects(ui) if scene in gallery_settings.SCENES else subjects
            subjects = gallery_story.subjects(ui) if scene in gallery_story.SCENES else subjects
            for name, widget in subjects or _subjects(ui, notified=update.alerts is not None):
                for _ in range(_SETTLES):
                    app.sendPostedEvents()
                yield f"{scene}-{name}", theme, widget
            ui.dispose()
            # Windows that are still there would be styled again with each new one.
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _subjects(ui: Ui, *, notified: bool) -> Iterator[tuple[str, QWidget]]:
    """The pictures of one scene; the window shows the right page when its turn comes."""
    ui.window.show_page(COCKPIT)
    yield "cockpit", ui.window
    if notified:
        ui.window.alerts.panel.open()
        yield "alerts", ui.window
        ui.window.alerts.panel.shut()
    ui.show_ticket()
    yield "ticket", ui.ticket
    page = ui.window.activity
    page.view.setCurrentIndex(page.filter.index(1, 0))
    ui.window.show_page(ACTIVITY)
    yield "activity", ui.window


def _guard_subjects(ui: Ui) -> Iterator[tuple[str, QWidget]]:
    """What there is to see while the guard has found something."""
    ui.window.show_page(COCKPIT)
    yield "cockpit", ui.window
    ui.window.cockpit.problems.open_at(None)
    yield "problems", ui.window.cockpit.problems
    ui.check.show()
    yield "check", ui.check
    ui.quitting.ask(ui.window.board)
    yield "quit", ui.quitting
    ui.quitting.reject()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
