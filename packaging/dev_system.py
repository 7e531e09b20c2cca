"""The libraries and programs of the operating system that Qt and the tests need on Linux: found, installed or named.

Windows and macOS bring all of it. On Debian and its relatives what is missing is installed with apt-get, as root or
through a sudo that asks no password; otherwise the exact command is shown. Other Linuxes: the missing libraries are
named and the start goes on.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

from dev_common import SetupError, explain, run_shown, say
from dev_sources import Sources, system_certificates

# What PySide6's own libraries and platform plug-ins link to (readelf -d), and the Debian 12 package of each.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
# The tests of the window and the tray start an X server, a window manager and a tray of their own.
TEST_PROGRAMS = {"Xvfb": "xvfb", "openbox": "openbox", "trayer": "trayer", "xdotool": "xdotool"}


def has_display(environment: Mapping[str, str]) -> bool:
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def missing_packages(purpose: str, environment: Mapping[str, str], sources: Sources) -> dict[str, str]:
    """What this Linux lacks for `purpose` (a command of dev.py): library, program or file, and its Debian package."""
    wanted: dict[str, str] = {}
    programs: dict[str, str] = {}
    if purpose == "test":
        wanted = {**QT_LIBRARIES, **X11_LIBRARIES}
        programs = TEST_PROGRAMS
    elif purpose == "compile":
        programs = {"gcc": "build-essential"}
    elif purpose == "run" and has_display(environment):
        wanted = {**QT_LIBRARIES, **(X11_LIBRARIES if environment.get("DISPLAY") else WAYLAND_LIBRARIES)}
    missing = {name: package for name, package in wanted.items() if not _loads(name)}
    missing.update((name, package) for name, package in programs.items() if shutil.which(name) is None)
    if purpose == "compile" and not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        missing["Python.h"] = "python3-dev"
    if not system_certificates() and not sources.cert and not environment.get("SSL_CERT_FILE"):
        missing["certificate authorities"] = "ca-certificates"
    return missing


def provide_system_packages(purpose: str, environment: Mapping[str, str], sources: Sources) -> None:
    """Installs what is missing, or says what to do. Raises SetupError where the start cannot go on without it."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(purpose, environment, sources)
    if not missing:
        return
    if shutil.which("apt-get") is None:
        say(
            "This system seems to lack: " + ", ".join(sorted(missing)) + ". Going on without; if the window does not "
            "open or tests of the window fail, install them with the system's package manager."
        )
        return
    packages = sorted(set(missing.values()))
    root = _root_prefix()
    command = install_command(packages)
    by_hand = "sudo apt-get update && sudo " + " ".join(command)
    if root is None:
        raise SetupError(
            "Packages of the system are missing, and installing them needs administrator rights. Please run this and "
            f"then start the same command again:\n\n  {by_hand}"
        )
    say("Installing system packages (this can take some minutes): " + " ".join(packages))
    silent = {**environment, "DEBIAN_FRONTEND": "noninteractive"}
    # One broken source among many fails the update; whether that matters, the installation shows.
    run_shown([*root, "apt-get", "update"], silent, quiet=True)
    code, output = run_shown([*root, *command], silent, quiet=True)
    if code != 0:
        reason = explain(output) or "The lines above are apt-get's own words."
        raise SetupError(f"System packages could not be installed. {reason}\n\n  {by_hand}")
    lacking = missing_packages(purpose, environment, sources)
    if lacking:
        raise SetupError(
            "After installing " + " ".join(packages) + " these are still missing: " + ", ".join(sorted(lacking)) + ". "
            "Install them by hand, then start the same command again."
        )


def install_command(packages: Sequence[str]) -> list[str]:
    # Right after start a Debian often updates itself: wait for it, up to two minutes.
    return ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", *packages]


def _root_prefix() -> list[str] | None:
    """How to become root without a question: nothing, `sudo -n`, or None where there is no way."""
    if os.geteuid() == 0:  # type: ignore[attr-defined, unused-ignore]  # there is none on Windows, where none asks
        return []
    if shutil.which("sudo") is None:
        return None
    # Debian's sudo drops the environment: apt-get is told by `env` that nobody can answer questions.
    allowed = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"] if allowed.returncode == 0 else None


def _loads(name: str) -> bool:
    """Asks the system's own loader, which knows every folder and every kind of Linux."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
