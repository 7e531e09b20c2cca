"""What goes into the shipped program and what stays out, each with its reason. Read by the spec, the build and tests.

PyInstaller collects what is imported and what its hooks hold to belong to that. For Qt that is far more than a program
of widgets needs: through the plug-in of a keyboard on the screen alone come Qt Quick and QML, 20 MB.
"""

from pathlib import PurePosixPath

NAME = "MimikDesk"
CONSOLE_NAME = "MimikDesk-console"
"""The same program for a terminal: Windows shows nothing there of a program with a window."""
PUBLISHER = "MimikDesk"
APP_ID = "MimikDesk.TradeCopier"
"""Windows' AppUserModelID: taskbar and toasts know the program by it. mimikdesk/app/identity.py has the same."""

QT_KEPT = {
    "QtCore": "loops, signals, processes, the lock of the one instance",
    "QtDBus": "logind on Linux: stay awake while copying, and the end of a session",
    "QtGui": "fonts, icons, keys",
    "QtNetwork": "the local socket by which a second start finds the first; no connection to anywhere",
    "QtSvg": "icons",
    "QtWidgets": "the window",
}
QT_LEFT_OUT = {
    "QtConcurrent": "asyncio and plain threads are used",
    "QtDesigner": "a tool of developers",
    "QtHelp": "help is on the pages themselves",
    "QtOpenGL": "nothing is drawn by the graphics card",
    "QtOpenGLWidgets": "nothing is drawn by the graphics card",
    "QtPrintSupport": "reports are written as PDF by QtGui",
    "QtQml": "the window is made of widgets",
    "QtQuick": "the window is made of widgets",
    "QtQuickControls2": "the window is made of widgets",
    "QtQuickTest": "a tool of developers",
    "QtQuickWidgets": "the window is made of widgets",
    "QtSql": "the journal is SQLAlchemy's",
    "QtSvgWidgets": "icons are painted by QtSvg",
    "QtTest": "a tool of developers",
    "QtUiTools": "windows are written in Python",
    "QtXml": "settings and calendars are no XML",
}

MODULES_LEFT_OUT = {
    "tkinter": "another toolkit",
    "test": "Python's own tests",
    "pip": "installs packages",
    "setuptools": "builds packages",
    "mypy": "compiles the copy path before it is shipped",
    "mypyc": "compiles the copy path before it is shipped",
    "pytest": "runs tests",
    "hypothesis": "runs tests",
}
OWN_LEFT_OUT = {"mimikdesk.gui.gallery": "pictures of all pages, for developers"}
"""Parts of the program that only a checkout has, by the beginning of their names."""

QT_FILES_KEPT = {
    "platforms": {"windows", "xcb", "wayland", "offscreen"},
    "styles": {"modernwindowsstyle"},
    "iconengines": {"svgicon"},
    "imageformats": {"svg", "ico"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"xdgdesktopportal", "gtk3"},
    "xcbglintegrations": set[str](),
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": set[str](),
    "egldeviceintegrations": set[str](),
    "generic": set[str](),
    "networkinformation": set[str](),
    "tls": set[str](),
}
"""Qt's plug-ins by folder; a folder that is not named here stays out as a whole, and is named by the build."""
QT_LIBRARIES_LEFT_OUT = (
    "opengl32sw",  # an OpenGL in software, 20 MB
    "d3dcompiler",
    "Qml",
    "Quick",
    "VirtualKeyboard",
    "Pdf",
    "OpenGL",
    "EglFS",
)
QT_LANGUAGES = ("qtbase_de",)
"""Qt's own words (buttons, shortcuts) in the languages of the program besides English."""

STAND_INS = ("icuuc.dll", "mscms.dll")
"""Files that Windows has and a look-alike of it may lack. Shipped, a stand-in would take the place of Windows' own."""


def is_wanted(target: str) -> bool:
    """Whether a collected file goes into the program, by its path there."""
    path = PurePosixPath(target.replace("\\", "/"))
    parts, stem = path.parts, path.name.partition(".")[0]
    if "PySide6" not in parts:
        return True
    if "translations" in parts:
        return stem in QT_LANGUAGES
    if "plugins" in parts:
        folder = parts[parts.index("plugins") + 1]
        kept = QT_FILES_KEPT.get(folder, set())
        return stem.removeprefix("lib").removeprefix("q") in kept or stem.removeprefix("lib") in kept
    return not any(part in path.name for part in QT_LIBRARIES_LEFT_OUT)


def is_own(module: str) -> bool:
    """Whether a module of the package is shipped."""
    return not any(module.startswith(name) for name in OWN_LEFT_OUT)


def is_stand_in(target: str) -> bool:
    """Whether a collected file must never be shipped."""
    return PurePosixPath(target.replace("\\", "/")).name.lower() in STAND_INS
