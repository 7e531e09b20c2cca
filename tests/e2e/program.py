"""The real program as a process, driven through the display by keys and windows as a person would."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE_S = 40.0
"""How long anything may take before a test gives up; the machine may be busy."""


def until(condition: Callable[[], object], what: str) -> None:
    """Look again and again until the condition holds. Fails with ``what`` when it never does."""
    idle = threading.Event()
    for _ in range(int(PATIENCE_S / 0.02)):
        if condition():
            return
        idle.wait(0.02)
    raise AssertionError(f"waited {PATIENCE_S:.0f} s in vain: {what}")


def run_to_end(*words: str, environment: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Start the program with these words and wait for its end."""
    return subprocess.run(
        [sys.executable, "-m", "mimikdesk", *words],
        env=os.environ if environment is None else environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE_S,
        check=False,
    )


class Running:
    """The program with its window on ``display``, in a session of its own so that nothing of it can hide."""

    def __init__(self, display: str, data: Path, output: Path, *words: str) -> None:
        """``output``: the file that gets what it writes to the terminal."""
        self.data = data
        self._environment = {**os.environ, "DISPLAY": display}
        self._environment.pop("QT_QPA_PLATFORM", None)
        self._output = output
        with output.open("wb") as terminal:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mimikdesk", "--data", str(data), *words],
                env=self._environment,
                stdout=terminal,
                stderr=terminal,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        """What it has written to the terminal."""
        return self._output.read_text(encoding="utf-8")

    @property
    def log(self) -> str:
        """The program's log, "" while there is none."""
        file = self.data / "logs" / "mimikdesk.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    # --- hands and eyes -----------------------------------------------------------------------------------------

    def xdotool(self, *words: str) -> str:
        ended = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return ended.stdout.strip()

    def window(self, title: str) -> str:
        """The visible window of this program with exactly this title, "" when there is none."""
        found = self.xdotool("search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", f"^{title}$")
        return found.splitlines()[0] if found else ""

    def see(self, title: str = "MimikDesk") -> str:
        """Wait until the window is there, and return its number."""
        until(lambda: self.process.poll() is not None or self.window(title), f"a window “{title}”; {self.output}")
        number = self.window(title)
        assert number, f"the program ended: {self.output}"
        return number

    def press(self, keys: str, title: str = "MimikDesk") -> None:
        """Bring the window to the front and press keys in it."""
        self.xdotool("windowactivate", "--sync", self.see(title))
        self.xdotool("key", "--clearmodifiers", keys)

    def press_until(self, keys: str, condition: Callable[[], object], title: str = "MimikDesk") -> None:
        """Press keys, again where that was too early: nobody hears them before the window has something to show."""
        for _ in range(5):
            self.press(keys, title)
            if _soon(condition):
                return
        raise AssertionError(f"{keys} did nothing; {self.output}")

    def buy(self) -> None:
        """Buy on the ticket with its key."""
        self.press_until("ctrl+b", self.fills, "Practice ticket")

    def fills(self) -> dict[str, int]:
        """Signed contracts filled so far by account, as the journal has them."""
        with sqlite3.connect(f"file:{self.data / 'mimikdesk.db'}?mode=ro", uri=True) as database:
            rows = database.execute(
                "SELECT account, sum(CASE side WHEN 'buy' THEN qty ELSE -qty END) FROM fills GROUP BY account"
            )
            return dict(rows.fetchall())

    # --- the end ------------------------------------------------------------------------------------------------

    def signal(self, name: str) -> None:
        self.process.send_signal(getattr(signal, name))

    def wait(self) -> int:
        """Wait for the end; the exit code."""
        return self.process.wait(timeout=PATIENCE_S)

    def kill(self) -> None:
        """Take it away, whatever state it is in."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=PATIENCE_S)

    def left_behind(self) -> list[str]:
        """Processes of its session that still run, and files that only a running program has."""
        left = [f"process {name}" for name in _session(self.process.pid)]
        return left + [
            str(path) for path in (self.data / "mimikdesk.lock", self.data / "logs" / "crash.txt") if path.exists()
        ]


def _soon(condition: Callable[[], object]) -> bool:
    """Whether it holds within a time that is ample for what works at all."""
    idle = threading.Event()
    return any(condition() or idle.wait(0.02) for _ in range(int(8 / 0.02)))


def _session(leader: int) -> list[str]:
    """Command names of the processes in a session."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "stat").read_text()
        except OSError:
            continue  # it ended while we looked
        name, rest = text[text.index("(") + 1 : text.rindex(")")], text[text.rindex(")") + 2 :].split()
        if int(rest[3]) == leader and rest[0] != "Z":
            found.append(name)
    return found
