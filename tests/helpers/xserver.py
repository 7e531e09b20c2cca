"""A real X server for tests of what the offscreen platform cannot show: Xvfb with a window manager and a tray.

Everything is started and ended here. Nothing is waited for by sleeping: Xvfb says by itself when it is ready, and a Qt
program notices a tray whenever it comes.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "trayer")
_SCREEN = "1600x1000x24"


@contextmanager
def x_server(logs: Path, *, tray: bool = True) -> Iterator[dict[str, str]]:
    """Run an X server and give the environment a Qt program needs to appear on it. Messages go to files in ``logs``.

    AssertionError with the command to type when a program is missing.
    """
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        raise AssertionError(f"{', '.join(missing)} missing. Type: sudo apt-get install xvfb openbox trayer")
    with ExitStack() as stack:
        read_end, write_end = os.pipe()
        stack.callback(os.close, read_end)
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", _SCREEN, "-nolisten", "tcp", "-noreset"]
        _start(stack, command, logs, os.environ.copy(), pass_fds=(write_end,))
        os.close(write_end)
        number = os.read(read_end, 16).decode().strip()
        assert number, f"Xvfb did not start; see {logs / 'Xvfb.log'}"
        environment = {
            name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "SESSION_MANAGER")
        }
        environment |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        # Without a session bus Qt uses the tray of X itself and not a service of the desktop around the test.
        environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
        _start(stack, ["openbox"], logs, environment)
        if tray:
            _start(
                stack,
                ["trayer", "--edge", "top", "--align", "right", "--width", "10", "--height", "32"],
                logs,
                environment,
            )
        yield environment


def _start(
    stack: ExitStack, command: list[str], logs: Path, environment: dict[str, str], pass_fds: tuple[int, ...] = ()
) -> None:
    log = stack.enter_context((logs / f"{command[0]}.log").open("wb"))
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, pass_fds=pass_fds)
    stack.callback(process.wait, 10)
    stack.callback(process.terminate)
