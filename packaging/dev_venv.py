"""The virtual environment of the checkout: exactly the packages of uv.lock, made once and checked in milliseconds.

A stamp inside .venv says for which lock, interpreter and folder it was made. A note beside it in .tools says that a
set-up is under way: found at the next start, the set-up was cut off, and the environment is made anew from what was
fetched already.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO

from dev_common import ROOT, TOOLS, UNREACHABLE, VENV, SetupError, explain, run_shown, say
from dev_sources import Sources, uv_environment
from dev_uv import find_or_fetch_uv

STAMP = VENV / "mimikdesk-setup.json"
UNFINISHED = TOOLS / "setup-unfinished"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def base_interpreter() -> str:
    """The Python that runs this script, or the one behind it where it runs inside a virtual environment."""
    if sys.prefix != sys.base_prefix:
        return str(getattr(sys, "_base_executable", sys.executable))
    return sys.executable


def fingerprint() -> str:
    """Changes whenever the environment has to be brought up to date: lock, project file, interpreter, place."""
    digest = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    digest.update("\0".join([sys.version, base_interpreter(), str(ROOT)]).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def is_ready(*, developer: bool) -> bool:
    """Whether .venv holds what is needed: the program's packages, and with `developer` the tools for tests as well."""
    stamp = _read_stamp()
    ready = stamp.get("made_for") == fingerprint() and (stamp.get("developer") is True or not developer)
    return ready and PYTHON.is_file() and not UNFINISHED.exists()


def provide(sources: Sources, environment: Mapping[str, str], *, developer: bool) -> None:
    """Makes .venv or brings it up to date. Raises SetupError with what to do where that fails."""
    TOOLS.mkdir(exist_ok=True)
    with _one_at_a_time():
        if is_ready(developer=developer):
            return  # somebody else made it while this start waited
        # Tools for tests that are there stay there: going back and forth between the commands must not reinstall.
        developer = developer or _read_stamp().get("developer") is True
        uv = find_or_fetch_uv(sources)
        if UNFINISHED.exists():
            say("An earlier set-up did not finish. Starting it over ...")
            _remove_environment()
        UNFINISHED.touch()
        say("Installing the locked packages into .venv ...")
        _install(uv, sources, uv_environment(environment, sources), developer=developer)
        STAMP.write_text(json.dumps({"made_for": fingerprint(), "developer": developer}), encoding="utf-8")
        UNFINISHED.unlink()


def _install(uv: str, sources: Sources, environment: Mapping[str, str], *, developer: bool) -> None:
    # Byte-code made now, and not by the first start: that would take a second longer, each time where nothing may be
    # written beside the packages.
    environment = {"UV_COMPILE_BYTECODE": "1", **environment}
    # The program itself is not installed but found in the checkout (`program_environment`): that needs no build tools.
    groups = ["--no-install-project"] if developer else ["--no-install-project", "--no-dev"]
    if sources.is_mirror:
        code, output = _install_from_other_sources(uv, sources, environment, groups)
    else:
        code, output = run_shown([uv, "sync", "--locked", "--python", base_interpreter(), *groups], environment)
        if code != 0 and "needs to be updated" in output:
            UNFINISHED.unlink()  # nothing was touched
            raise SetupError(
                "uv.lock does not fit pyproject.toml any more. After a change to the dependencies run `uv lock` and "
                "commit both files; if you changed nothing, take both files from git again."
            )
        if code != 0 and explain(output) == UNREACHABLE and sources.has_more:
            code, output = _install_from_other_sources(uv, sources, environment, groups)
    if code != 0:
        reason = explain(output) or f"uv ended with exit code {code}; the lines above, if any, are its own words."
        raise SetupError(f"The packages could not be installed. {reason}")


def _install_from_other_sources(
    uv: str, sources: Sources, environment: Mapping[str, str], groups: list[str]
) -> tuple[int, str]:
    """The same locked versions, by checksum, from pip's index, extra indexes and folders: uv.lock itself names PyPI.

    Returns the exit code and the words of the last step, which is the first that failed.
    """
    say("Using the package sources of pip's configuration ...")
    wanted = TOOLS / "locked-requirements.txt"
    # Addresses may hold a password, which has no place on a command line.
    environment = {
        **environment,
        "UV_DEFAULT_INDEX": sources.index_url,
        "UV_INDEX": " ".join(sources.extra_index_urls),
        "UV_INDEX_STRATEGY": "unsafe-best-match",  # as pip does; the checksums keep it safe
    }
    places = [f"--find-links={place}" for place in sources.find_links]
    groups = [word.replace("--no-install-project", "--no-emit-project") for word in groups]
    for step in (
        ["export", "--frozen", "--quiet", *groups, "--output-file", str(wanted)],
        ["venv", "--allow-existing", "--python", base_interpreter(), str(VENV)],
        ["pip", "sync", "--python", str(PYTHON), "--require-hashes", *places, str(wanted)],
    ):
        code, output = run_shown([uv, *step], environment)
        if code != 0:
            break
    return code, output


def program_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for the program and its tests: `import mimikdesk` means this checkout, from any folder."""
    path = os.pathsep.join(part for part in (str(ROOT), environment.get("PYTHONPATH", "")) if part)
    return {**environment, "PYTHONPATH": path}


def _read_stamp() -> dict[str, object]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _remove_environment() -> None:
    try:
        if VENV.exists():
            shutil.rmtree(str(VENV))
    except OSError as error:
        reason = explain(str(error)) or "Close every program that uses it, delete the folder by hand, and start again."
        raise SetupError(f"The half-made folder {VENV} cannot be removed. {reason}") from error


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two starts at the same moment must not build the same folder: the second waits for the first."""
    with (TOOLS / "setup.lock").open("a+b") as handle:
        if not _lock(handle, wait=False):
            say("Another set-up of this checkout is running; waiting for it ...")
            while not _lock(handle, wait=True):
                pass  # Windows gives up waiting after ten seconds
        yield  # closing the file, also by a crash, lets the next one in


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: IO[bytes], *, wait: bool) -> bool:
        handle.seek(0)
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
