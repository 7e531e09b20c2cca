"""Builds the program that is shipped, in dist/MimikDesk: a folder with everything it needs, no Python installed.

    uv run --frozen --group build python packaging/build.py [--interpreted] [--no-smoke] [--installer ISCC]

On Windows the one for Windows, on Linux the one for Linux, from the same spec. The copy path is compiled first
(packaging/compiled.py), which needs a C compiler; --interpreted does without. Beside the program are put: licences,
sbom.json, SHA256SUMS. Then it is tried (packaging/smoke.py). --installer names Inno Setup's compiler ("ISCC" where it
is on the path), and dist/MimikDesk-setup-VERSION.exe is made as well.

The same source and the same packages give the same files as far as PyInstaller allows: no hash seed, no time of day.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import app_icon
import bundled
import parts
import smoke
from sbom import sbom
from version_file import dotted, version_file, version_of

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
WORK = ROOT / "build" / "packaging"
LICENCES, SBOM, SUMS = "licences", "sbom.json", "SHA256SUMS"
_WITHOUT_GIT_S = 1_767_225_600
"""What a build outside a checkout is dated with: the first second of 2026."""


def main(words: list[str] | None = None) -> int:
    options = _options(words)
    version = version_of(ROOT)
    source = ROOT if options.interpreted else ROOT / "build" / "compiled"
    if not options.interpreted and not options.keep_compiled:
        code = _run([sys.executable, str(ROOT / "packaging" / "compiled.py")])
        if code:
            print("The copy path could not be compiled. --interpreted builds without.")
            return code
    folder = DIST / parts.NAME
    made_s = _made_s()
    code = freeze(source, version, made_s)
    if code:
        return code
    finish(folder, version, made_s)
    if options.smoke:
        code = smoke.main([str(folder)])
    if not code and options.installer:
        code = _run(
            [
                options.installer,
                f"/DVersion={version}",
                f"/DNumbers={dotted(version)}",
                *options.iscc,
                str(ROOT / "installer.iss"),
            ]
        )
    return code


def _options(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Builds the program that is shipped.")
    parser.add_argument("--interpreted", action="store_true", help="do not compile the copy path")
    parser.add_argument("--keep-compiled", action="store_true", help="take build/compiled as it is")
    parser.add_argument("--no-smoke", dest="smoke", action="store_false", help="do not try what was built")
    parser.add_argument("--installer", metavar="ISCC", help="make the installer with this compiler of Inno Setup")
    parser.add_argument("--iscc", action="append", default=[], metavar="OPTION", help="a further option for it")
    return parser.parse_args(words)


def freeze(source: Path, version: str, made_s: int) -> int:
    """Have PyInstaller make the folder. Returns its exit code."""
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "app.ico").write_bytes(app_icon.icon(ROOT / "resources" / "icons" / "app.svg"))
    (WORK / "version.txt").write_text(version_file(version), "utf-8")
    told = {
        "source": str(source),
        "icon": str(WORK / "app.ico"),
        "version_file": str(WORK / "version.txt"),
        "collected": str(WORK / "collected.json"),
    }
    return _run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", str(DIST), "--workpath", str(WORK / "pyinstaller")),
            str(ROOT / "packaging" / "mimikdesk.spec"),
        ],
        MIMIKDESK_BUILD=json.dumps(told),
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=str(made_s),
    )


def finish(folder: Path, version: str, made_s: int) -> None:
    """Put beside the built program what belongs to it: licences, the list of its parts, checksums."""
    found = bundled.packages(json.loads((WORK / "collected.json").read_text("utf-8")))
    bundled.collect_licences(found, folder / LICENCES)
    text = sbom(found, ROOT / "uv.lock", parts.NAME, version, made_s)
    (folder / SBOM).write_text(text, "utf-8", newline="\n")
    (folder / SUMS).write_text(sums(folder), "utf-8", newline="\n")


def sums(folder: Path) -> str:
    """The SHA-256 of every file but this list, in the form of sha256sum, sorted by path."""
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in files if name != SUMS)


def _made_s() -> int:
    """The time of the commit that is built, so that the same commit gives the same program."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        ended = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return _WITHOUT_GIT_S
    return int(ended.stdout)


def _run(command: list[str], **environment: str) -> int:
    sys.stdout.flush()
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, stdin=subprocess.DEVNULL, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
