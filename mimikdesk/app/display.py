"""Whether there is a screen to draw on, found out without loading anything of the window."""

import sys
from collections.abc import Mapping

NO_DISPLAY = (
    "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot be opened. "
    "A recorded leader session is played in the terminal instead."
)


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """On Windows and macOS always; elsewhere when a display, or another place for Qt to draw, is named."""
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
