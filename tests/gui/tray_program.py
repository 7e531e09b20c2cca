"""A small program that puts the tray icon on a real desktop and tells what became of it, as JSON on its output.

Run by test_tray.py: `python tray_program.py STATE`. Ends by itself as soon as the tray shows the icon, or after 20 s.
"""

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from mimikdesk.domain.decisions import Level
from mimikdesk.gui.summary import Summary, WindowState
from mimikdesk.gui.tray import Tray
from tests.helpers.recording_control import RecordingControl

LOOK_AGAIN_MS = 50
LAST_LOOK = 400


class Watcher:
    """Looks until the icon has its place on the screen and its colours are there."""

    def __init__(self, app: QApplication, tray: Tray) -> None:
        self.app, self.tray, self.looks = app, tray, 0
        self.timer = QTimer(interval=LOOK_AGAIN_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        self.looks += 1
        place = self.tray.icon.geometry()
        on_screen = QSystemTrayIcon.isSystemTrayAvailable() and place.width() >= 16 and self.tray.icon.isVisible()
        shades = self.shades() if on_screen else 0
        if shades > 3 or self.looks >= LAST_LOOK or not sys.platform.startswith("linux"):
            self.tray.notify("MimikDesk", "Follower B is LONG 2, but should be flat.", Level.WARNING)
            told: dict[str, int] = {
                "available": QSystemTrayIcon.isSystemTrayAvailable(),
                "visible": self.tray.icon.isVisible(),
            }
            told |= {"width": place.width(), "height": place.height(), "shades": shades, "looks": self.looks}
            sys.stdout.write(json.dumps(told) + "\n")
            self.tray.dispose()
            self.app.quit()

    def shades(self) -> int:
        """Different colours where the icon should be; a bare panel has one or two."""
        place = self.tray.icon.geometry()
        picture = self.app.primaryScreen().grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()
        return len({picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())})


def main() -> int:
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    window = QWidget()
    tray = Tray(RecordingControl(), window)
    tray.show_state(Summary(WindowState(sys.argv[1]), "Told by the test"))
    tray.show()
    watcher = Watcher(app, tray)
    app.exec()
    return 0 if watcher.looks < LAST_LOOK else 1


if __name__ == "__main__":
    sys.exit(main())
