"""What the set-up scripts share: the folders of a checkout, plain messages, and a command runner that shows its output.

The set-up scripts (dev*.py) use the standard library alone and parse on Python 3.8, so that an old Python can still be
told what is wrong.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 13)

_LAST_LINES = 20

UNREACHABLE = (
    "The package index cannot be reached. Check the internet connection (or the index and proxy in pip's "
    "configuration), then start the same command again: what was fetched already is kept."
)


class SetupError(Exception):
    """The set-up cannot go on. The text is for the person at the keyboard: what is wrong and what to do."""


def say(text: str) -> None:
    """Tells the person what happens, on standard error: standard output belongs to the program that is started."""
    print(text, file=sys.stderr, flush=True)


def run_shown(command: Sequence[str], environment: Mapping[str, str], *, quiet: bool = False) -> tuple[int, str]:
    """Runs a command and returns its exit code and output, which is shown line by line on standard error.

    With `quiet` only the end of the output is shown, and only if the command fails.
    """
    process = subprocess.Popen(
        list(command),
        env=dict(environment),
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    lines = []
    try:
        for raw in process.stdout:
            line = raw.decode("utf-8", "replace").rstrip()
            lines.append(line)
            if not quiet and not line.startswith((" + ", " - ", " ~ ")):  # uv's list of every single package
                say("  " + line)
    except BaseException:
        process.terminate()  # a command left running would go on changing files
        raise
    finally:
        process.stdout.close()
        code = process.wait()
    if quiet and code != 0:
        say("\n".join("  " + line for line in lines[-_LAST_LINES:]))
    return code, "\n".join(lines)


def run_tool(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Runs a command in the checkout's folder, with this console as its own, and returns its exit code."""
    sys.stdout.flush()
    return subprocess.run(list(command), env=dict(environment), cwd=str(ROOT), check=False).returncode


def become(command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None) -> int:
    """Hands this process over to the command, with its signals and its exit code.

    On Windows, where no process can be replaced, it waits for the command instead and returns its exit code.
    """
    if folder is not None:
        os.chdir(str(folder))
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(command[0], list(command), dict(environment))
    process = subprocess.Popen(list(command), env=dict(environment))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # Ctrl+C reaches every program of the console: the command ends itself in its own orderly way.
            continue


def explain(output: str) -> str | None:
    """The usual reasons why fetching or unpacking fails, found in a tool's own words; None if it is none of them."""

    def has(*words: str) -> bool:
        return re.search("(?:" + "|".join(map(re.escape, words)) + r")\b", output, re.IGNORECASE) is not None

    # Numbers as well as words: Windows says the words in the person's own language.
    if has("no space left", "os error 28", "os error 112", "winerror 112", "disk quota exceeded", "errno 28"):
        return "The disk is full. Free about 1 GB, then start the same command again."
    if has("could not get lock"):
        return "Another program is installing packages on this system. Let it finish, then start again."
    if has("os error 32", "winerror 32", "used by another process", "access is denied", "os error 5", "winerror 5"):
        return (
            f"A file in {ROOT} is in use or write-protected. Close MimikDesk and every Python that runs from there; "
            "where none runs, give yourself write access to the folder. Then start again."
        )
    if has("permission denied", "os error 13", "read-only file system"):
        return (
            f"The folder {ROOT} (or the package cache) cannot be written. Move the checkout to a folder of your own, "
            "or give yourself write access, then start again."
        )
    if has("certificate", "unknownissuer"):
        return (
            "A secure connection could not be verified. Check the date and time of this machine; behind a company "
            "proxy, set SSL_CERT_FILE to the company's certificate file."
        )
    if has(
        "dns error", "name or service not known", "name resolution", "getaddrinfo", "failed to fetch", "unreachable",
        "error sending request", "connection refused", "connection reset", "timed out", "urlopen error",
        "failed to download", "connection error", "cannot connect to proxy", "tunnel connection failed",
    ):  # fmt: skip
        return UNREACHABLE
    return None
