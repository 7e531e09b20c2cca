"""Tries the built program: it says its version, plays the practice session, opens its window, and ends when asked to.

    python packaging/smoke.py dist/MimikDesk

Whatever it writes to standard error, an exit code other than 0, and every warning in its log is a failure. Nothing of
this is kept: it runs in a data folder of its own.
"""

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from parts import CONSOLE_NAME, NAME
from version_file import version_of

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 240
"""How long one start may take; the machine may be slow and busy."""
SHOWN = "Window shown"
ENDED = "Ended"
OFFSCREEN = ": This plugin does not support "
"""What the platform without a screen says of itself (raise() and the like); the real ones never do."""
_BAD = re.compile(" (WARNING|ERROR|CRITICAL) ")
_LOOK_S = 0.2
_TRADES_PLAYED = ("PA-LEADER", "PA-01", "PA-02", "PB-01")


class SmokeError(Exception):
    """The built program does not do what it should. The text says what."""


def main(words: list[str] | None = None) -> int:
    folder = Path((sys.argv[1:] if words is None else words)[0]).resolve()
    try:
        with tempfile.TemporaryDirectory(prefix="mimikdesk-smoke-") as data:
            started = time.monotonic()
            try_all(folder, Path(data))
            print(f"The built program was tried: in order, {time.monotonic() - started:.0f} s.")
    except SmokeError as error:
        print(f"The built program is not in order: {error}")
        return 1
    return 0


def try_all(folder: Path, data: Path) -> None:
    """SmokeError at the first thing that is wrong. ``data``: an empty folder."""
    environment = _environment(data)
    told = _ended(program(folder, console=True), ["--version"], environment)
    if version_of(ROOT) not in told:
        raise SmokeError(f"it is version “{told.strip()}”, not {version_of(ROOT)}.")
    played = _ended(program(folder, console=True), ["--headless-demo"], environment)
    missing = [name for name in _TRADES_PLAYED if name not in played]
    if missing:
        raise SmokeError(f"the practice session tells nothing of {', '.join(missing)}.")
    _ended(program(folder, console=False), ["--headless-demo"], environment)
    try_window(folder, data / "window", environment)


def try_window(folder: Path, data: Path, environment: dict[str, str]) -> None:
    """Open the window on the practice accounts, ask it to close as the installer does, and read its log."""
    command = [str(program(folder, console=False)), "--demo", "--data", str(data)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as window:
        try:
            log = data / "logs" / "mimikdesk.log"
            _until(lambda: SHOWN in _read(log) or window.poll() is not None, "the window did not open")
            if window.poll() is not None:  # before anything is asked to close: it may be the user's own that runs
                raise SmokeError(f"the window did not stay: {_text(b''.join(window.communicate()))}")
            _ended(program(folder, console=False), ["--ask-to-close"], environment)
            output, complaints = window.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise SmokeError("the window was asked to close and is still there.") from None
        finally:
            window.kill()
    unexpected = [line for line in _text(complaints).splitlines() if OFFSCREEN not in line]
    if window.returncode or unexpected:
        raise SmokeError("\n".join([f"the window ended with {window.returncode}: {_text(output)}", *unexpected]))
    wrong = [line for line in _read(log).splitlines() if _BAD.search(line) and OFFSCREEN not in line]
    if wrong or ENDED not in _read(log):
        raise SmokeError("\n".join(["its log:", *(wrong or _read(log).splitlines()[-5:])]))


def program(folder: Path, *, console: bool) -> Path:
    """The program in the folder that was built."""
    return folder / ((CONSOLE_NAME if console else NAME) + (".exe" if sys.platform == "win32" else ""))


def _ended(path: Path, words: list[str], environment: dict[str, str]) -> str:
    """What the program says until it ends by itself."""
    try:
        ended = subprocess.run(
            [str(path), *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SmokeError(f"{path.name} {' '.join(words)}: {error}") from error
    if ended.returncode or ended.stderr:
        raise SmokeError(f"{path.name} {' '.join(words)} ended with {ended.returncode}: {_text(ended.stderr)}")
    return _text(ended.stdout)


def _environment(data: Path) -> dict[str, str]:
    """This machine's, with the user's own folder elsewhere, so that a MimikDesk that runs here is not disturbed, and
    with nothing of the Python that runs this."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["XDG_DATA_HOME"] = environment["LOCALAPPDATA"] = str(data / "own")
    if sys.platform != "win32" and "DISPLAY" not in environment:
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment


def _until(condition: Callable[[], bool], what: str) -> None:
    idle = threading.Event()
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise SmokeError(f"{what} within {PATIENCE_S} s.")
        idle.wait(_LOOK_S)


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
