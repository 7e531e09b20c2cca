"""The commands of a checkout; each does its whole set-up by itself.

    python3 packaging/dev.py run  [options of the program]    open MimikDesk on the practice broker
    python3 packaging/dev.py test [options of pytest]         run all tests
    python3 packaging/dev.py check                            formatting, lint and types
    python3 packaging/dev.py translations                     find new texts, and make the .qm files anew
    python3 packaging/dev.py compile                          the program with its copy path compiled, in build/compiled

On Windows write `py` or `python` for `python3`. Needs Python 3.11, 3.12 or 3.13 and nothing else.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import dev_common
from dev_common import ROOT, SetupError, become, explain, say

WRONG_USE = 2
SETUP_FAILED = 3
INTERRUPTED = 130

# More workers than this only fight for the disk.
MOST_WORKERS = 8
WITHOUT_OPTIONS = ("check", "translations", "compile")
SCRIPTS = {"translations": "translations.py", "compile": "compiled.py"}
# Options of pytest that choose the processes themselves or need a single one; so does -n.
ALONE = ("--numprocesses", "--dist", "--pdb", "--trace", "-s", "--capture", "--collect-only", "--co")


def main(arguments: Sequence[str]) -> int:
    """Runs one of the commands and returns the exit code of what it started, or one of the three above."""
    for stream in (sys.stdout, sys.stderr):
        # A folder name that the console's code page lacks must not stop the start.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else WRONG_USE
    command, rest = arguments[0], list(arguments[1:])
    if command not in ("run", "test", *WITHOUT_OPTIONS) or (command in WITHOUT_OPTIONS and rest):
        say(f"`{' '.join(arguments)}` is not one of the commands.\n\n{__doc__}")
        return WRONG_USE
    try:
        require_python(sys.version_info[:2], sys.maxsize > 2**32)
        return start(command, rest)
    except SetupError as error:
        say(f"\nMimikDesk could not be set up.\n{error}")
    except OSError as error:
        say(f"\nMimikDesk could not be set up.\n{explain(str(error)) or error}")
    except KeyboardInterrupt:
        say("\nStopped. Start the same command again to go on.")
        return INTERRUPTED
    return SETUP_FAILED


def require_python(version: tuple[int, ...], is_64_bit: bool) -> None:
    """Raises SetupError, saying which Python to get, unless this one fits."""
    oldest, newest = dev_common.OLDEST_PYTHON, dev_common.NEWEST_PYTHON
    if not oldest <= version <= newest:
        found = ".".join(str(part) for part in version)
        advice = (
            "install one from https://www.python.org/downloads/windows/ (or with `py install 3.13`, where `py` knows "
            "that) and start with it, e.g. `py -3.13 packaging\\dev.py`"
        )
        if os.name != "nt":
            advice = "install one and start with it, e.g. `python3.11 packaging/dev.py`"
        raise SetupError(f"This is Python {found}. MimikDesk needs Python 3.11, 3.12 or 3.13: {advice}.")
    if not is_64_bit:
        raise SetupError("This Python is a 32-bit one. MimikDesk needs the 64-bit Python: install that beside it.")


def warn_of_store_python(folder: Path) -> None:
    """Says what to expect of a Python from the Microsoft Store, which keeps what its programs write to itself."""
    if "windowsapps" in (part.lower() for part in folder.parts):
        say(
            "This Python is from the Microsoft Store. Windows keeps what it writes to your application data in a "
            "hidden folder, and deletes that together with this Python. Better use the Python from "
            "https://www.python.org/downloads/windows/, or name a folder for your data with `--data FOLDER`."
        )


def start(command: str, rest: list[str]) -> int:
    """Sets up what is missing and hands over to the program, the tests or the checks."""
    import dev_sources
    import dev_system
    import dev_venv

    environment = dict(os.environ)
    files = dev_sources.config_files(environment, sys.platform, Path.home())
    sources = dev_sources.read_sources(environment, files)
    developer = command != "run"
    dev_system.provide_system_packages(command, environment, sources)
    if not dev_venv.is_ready(developer=developer):
        warn_of_store_python(Path(sys.base_prefix))
        dev_venv.provide(sources, environment, developer=developer)
    python = [str(dev_venv.PYTHON), "-m"]
    environment = dev_venv.program_environment(environment)
    if command == "run":
        # The person's own folder stays the current one: paths among the options mean what they say.
        return become([*python, "mimikdesk", *rest], environment)
    if command == "test":
        return become([*python, "pytest", *worker_options(rest), *rest], environment, ROOT)
    if command in SCRIPTS:
        return dev_common.run_tool([python[0], str(ROOT / "packaging" / SCRIPTS[command])], environment)
    for tool in (["ruff", "format", "--check", "."], ["ruff", "check", "."], ["mypy"]):
        code = dev_common.run_tool([*python, *tool], environment)
        if code != 0:
            return code
    return 0


def worker_options(rest: Sequence[str]) -> list[str]:
    """One test process per processor, unless the options ask for something that needs a single one."""
    for option in rest:
        if option.startswith("-n") or option.partition("=")[0] in ALONE:
            return []
    processors = os.cpu_count() or 1
    if sys.platform == "linux":
        processors = len(os.sched_getaffinity(0))
    return ["-n", str(min(processors, MOST_WORKERS)), "--dist", "loadgroup"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
