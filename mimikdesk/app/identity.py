"""By which name Windows knows the program: on the taskbar, in the Start menu and in notifications."""

import sys

APP_ID = "MimikDesk.TradeCopier"
"""The AppUserModelID. The installer gives its shortcut the same, so that both are one button and toasts have its name
and icon. Never change it: pinned buttons and the user's own choice of notifications hang on it."""


def tell_windows() -> None:
    """Say it for this process, before its first window. Elsewhere nothing happens."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)
