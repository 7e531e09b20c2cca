"""What the window can say about the program itself: where its files are, and what it runs on. Nothing secret."""

import platform
from dataclasses import dataclass

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from mimikdesk import __version__


@dataclass(frozen=True, slots=True)
class Facts:
    """``data``, ``logs``: folders, "" where there are none. ``crash``: where the last run was when it crashed, "" when
    it did not."""

    data: str = ""
    logs: str = ""
    crash: str = ""


NO_FACTS = Facts()


def diagnostics(theme: str, tray: bool, single_loop: bool) -> str:
    """One line for each fact, in English for whoever helps: program, system, screens. No account, no login."""
    screens = [
        f"{screen.size().width()}x{screen.size().height()} at {round(screen.devicePixelRatio() * 100)} %"
        for screen in QGuiApplication.screens()
    ]
    lines = (
        f"MimikDesk {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide {pyside_version}",
        f"{platform.system()} {platform.release()} ({platform.machine()})",
        f"Window system {QGuiApplication.platformName()}, tray: {'yes' if tray else 'no'}, colours: {theme}",
        f"Screens: {', '.join(screens)}",
        f"Copying on {'the window' if single_loop else 'its own'} thread",
    )
    return "\n".join(lines)
