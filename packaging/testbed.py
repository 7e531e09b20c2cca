"""Builds, installs, starts, updates and removes the Windows program on a test bed: a look-alike of Windows on Linux.

    python packaging/testbed.py --tools FOLDER --work FOLDER [--keep-build]

FOLDER of --tools has the test bed's commands: wpy (the Windows Python), wiscc (Inno Setup's compiler), wnew (a fresh
user's Windows), wrun (a program in it), wshot (a picture of the screen) and wstop. --work is filled anew, --keep-build
keeps the program that was built there. The pictures are left in it, to be looked at. What such a test bed cannot prove
is listed in README.md.
"""

import argparse
import getpass
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from parts import CONSOLE_NAME, NAME
from smoke import ENDED, SHOWN
from version_file import version_of

ROOT = Path(__file__).resolve().parent.parent
SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")
OLDER = "0.0.1"
OF_THE_TEST_BED = ("ALSA lib ", "EnableNonClientDpiScaling() failed", "PerMonitorVersion2 is not supported")
"""What wine complains of, not the program: no sound card, and scaling per screen, which wine does not have."""
PATIENCE_S = 300
_DRAWN_S = 8
"""From the line in the log until a window is drawn on a slow machine."""
_LONG_SECRET = """
import secrets
from mimikdesk.domain.secret import Secret
from mimikdesk.settings.secrets import SecretStore, system_ring
ring = system_ring()
assert ring is not None, "no Credential Manager"
text = secrets.token_urlsafe(6000)
assert SecretStore(ring, "testbed").put("testbed-1/long", Secret(text))
kept = SecretStore(ring, "testbed").get("testbed-1/long")
assert kept is not None and kept.reveal() == text
assert SecretStore(ring, "testbed").delete("testbed-1/long")
assert SecretStore(ring, "testbed").get("testbed-1/long") is None
"""


class TestbedError(Exception):
    """A step did not come out as it should. The text says which and how."""


class Testbed:
    """One run of all steps. ``tools``: the commands' folder; ``work``: for everything that is made."""

    def __init__(self, tools: Path, work: Path) -> None:
        self.tools, self.work = tools, work
        self.source, self.user = work / "source", work / "user"
        self.own = self.user / "drive_c" / "users" / getpass.getuser() / "AppData"
        self.app = self.own / "Local" / "Programs" / NAME
        self.data = self.own / "Local" / NAME
        self.menu = self.own / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs" / f"{NAME}.lnk"
        self.version = version_of(ROOT)

    def build(self) -> None:
        """The program, from a copy of the checkout, so that nothing of this machine's own builds gets in."""
        shutil.rmtree(self.source, ignore_errors=True)
        listed = _output(["git", "ls-files", "-co", "--exclude-standard", "-z"], ROOT).split("\0")
        for name in filter(None, listed):
            target = self.source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
        date = _output(["git", "log", "-1", "--format=%ct"], ROOT).strip()
        words = ["packaging/build.py", "--interpreted", "--no-smoke"]
        self.tool("wpy", *words, environment={"SOURCE_DATE_EPOCH": date}, patience_s=3600)

    def installers(self) -> None:
        for version in (OLDER, self.version):
            self.tool("wiscc", "installer.iss", f"/DVersion={version}", "/DFast", "/Q", patience_s=1200)

    def install(self, version: str, *words: str) -> None:
        setup = self.source / "dist" / f"{NAME}-setup-{version}.exe"
        log = self.work / f"setup-{version}.log"
        windows_log = "Z:" + str(log).replace("/", "\\")
        self.run(setup, *SILENT, f"/LOG={windows_log}", *words)

    def first_installation(self) -> None:
        """For a user who has nothing yet, without a question and without an administrator."""
        self.install(OLDER, "/TASKS=autostart")
        _true(self.menu.is_file(), f"there is no {self.menu}")
        _true((self.app / "licences" / "Python").is_dir(), "the licences are missing")
        _true(not self.data.exists(), "the installation made a data folder")

    def practice_session(self) -> None:
        console = self.app / f"{CONSOLE_NAME}.exe"
        _true(self.version in self.run(console, "--version"), "it tells another version")
        played = self.run(console, "--headless-demo")
        _true("PB-01" in played, f"the practice session was not played: {played[-500:]}")

    def upgrade_while_it_runs(self) -> None:
        """The window is open and flat: the update asks it to close, waits, and takes its place."""
        window = self.start("--demo")
        try:
            _until(lambda: SHOWN in self.log or window.poll() is not None, "the window did not open")
            threading.Event().wait(_DRAWN_S)
            self.tool("wshot", str(self.work / "window.png"))
            self.install(self.version)
            output, complaints = window.communicate(timeout=PATIENCE_S)
        finally:
            window.kill()
        unexpected = [line for line in complaints.splitlines() if not any(word in line for word in OF_THE_TEST_BED)]
        _true(window.returncode == 0 and not unexpected, f"the window: {window.returncode} {output}{unexpected}")
        _true(ENDED in self.log, "the program did not end in order")
        _true((self.data / "journal").exists() or any(self.data.iterdir()), "the data are gone")

    def credential_manager(self) -> None:
        self.tool("wpy", "-c", _LONG_SECRET)

    def remove(self) -> None:
        """Silently: the program goes, the user's data stay."""
        self.run(self.app / "unins000.exe", *SILENT)
        _until(lambda: not (self.app / f"{NAME}.exe").exists(), "the program is still there")
        _true(not self.menu.exists(), "the Start menu entry is still there")
        _true(self.data.is_dir(), "the user's data were deleted without a question")
        self.tool("wstop", str(self.user))
        registry = (self.user / "user.reg").read_text("utf-8", "replace")
        _true("--in-tray" not in registry, "it would still start with Windows")

    @property
    def log(self) -> str:
        file = self.data / "logs" / "mimikdesk.log"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def start(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [str(self.tools / "wrun"), str(self.user), str(self.app / f"{NAME}.exe"), *words],
            cwd=self.work,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, program: Path, *words: str) -> str:
        return self.tool("wrun", str(self.user), str(program), *words)

    def tool(self, name: str, *words: str, environment: dict[str, str] | None = None, patience_s: int = 600) -> str:
        """One of the commands, to its end. TestbedError where it fails or complains."""
        ended = subprocess.run(
            [str(self.tools / name), *words],
            cwd=self.source if self.source.exists() else self.work,
            env=os.environ | (environment or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=patience_s,
            check=False,
        )
        if ended.returncode:
            told = (ended.stdout + ended.stderr)[-3000:]
            raise TestbedError(f"{name} {' '.join(words)} ended with {ended.returncode}:\n{told}")
        return ended.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description="Tries the Windows program on a test bed.")
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--keep-build", action="store_true")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    bed = Testbed(options.tools.resolve(), options.work.resolve())
    steps = [bed.installers, bed.first_installation, bed.practice_session, bed.upgrade_while_it_runs]
    steps += [bed.credential_manager, bed.remove]
    if not options.keep_build:
        steps.insert(0, bed.build)
    try:
        if bed.user.exists():
            bed.tool("wstop", str(bed.user))
            shutil.rmtree(bed.user)
        bed.tool("wnew", str(bed.user))
        for step in steps:
            began = time.monotonic()
            step()
            print(f"{step.__name__.replace('_', ' ')}: in order, {time.monotonic() - began:.0f} s", flush=True)
    except (TestbedError, subprocess.TimeoutExpired) as error:
        print(f"Not in order: {error}")
        return 1
    return 0


def _output(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def _true(condition: bool, otherwise: str) -> None:
    if not condition:
        raise TestbedError(otherwise)


def _until(condition: Callable[[], bool], what: str) -> None:
    idle = threading.Event()
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        _true(time.monotonic() < deadline, f"{what} within {PATIENCE_S} s")
        idle.wait(0.5)


if __name__ == "__main__":
    sys.exit(main())
